"""Where a cited document's title begins and ends: in 《》, around 《》, or without any marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.organisations import is_name
from nlp.tagger.rules.passages import clause_start
from nlp.values.docnumber import DocumentNumber
from nlp.values.title import Title

Range = tuple[int, int]
_CLAUSE: Final = "。；;，,、：:\n》）)"
_DATE: Final = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:的)?\s*")
_LONGEST: Final = 100


def whole_title(text: str, title: Title) -> Range | None:
    """Return 关于…《X》…的通知 as one range, the issuer right before it included.

    That is the document cited, whether it issues X (关于印发《X》的通知) or carries it out.
    """
    behind = re.match(r"\s*》([^《》。；;，,、\n（(]{1,25})", text[title.end :])
    if behind is None:
        return None
    kinds = any_of(field_words().legal.title_ends)
    stops = r"(?=\s*[（(〔\[【和及与，,。；;]|$|\s*\S{0,8}[〔\[【]|要求|精神|文件|规定|等)"
    kind = re.match(rf"(.{{0,20}}?(?:的|之){kinds}){stops}", behind[1])
    if kind is None:
        return None
    window = clause_start(text, title.start, "。；;，,、\n》")
    about = text.rfind("关于", window, title.start)
    if about < 0:
        return None
    return with_issuer(text, about), title.end + behind.start(1) + kind.end(1)


def unmarked_titles(
    text: str,
    titles: Sequence[Title],
    numbers: Sequence[DocumentNumber],
    taken: Sequence[Range],
    *,
    in_basis: bool,
) -> Iterator[Range]:
    """Yield titles without 《》: before a number anywhere; in 立项依据 also 关于…的通知 and 印发了…规划."""
    found: list[Range] = []
    for number in numbers:
        if any(t.start <= number.start < t.end for t in titles):
            continue
        before = text[: number.start].rstrip(" （(〔[【\n")
        window = clause_start(before, len(before), "。；;\n》")
        about = before.rfind("关于", window)
        if about < 0 or number.start - len(before) > 6:
            continue
        written = before[about:]
        if (
            written.endswith(field_words().legal.title_ends)
            and len(written) <= _LONGEST
            and "《" not in written
        ):
            found.append((with_issuer(text, about), len(before)))
    if in_basis:
        for pattern in (_about_pattern(), _issued_pattern()):
            for match in pattern.finditer(text):
                start = match.start(1)
                if pattern is _about_pattern():
                    start = with_issuer(text, start)
                found.append((start, match.end(1)))
    kept = list(taken)
    for start, end in sorted(found):
        if all(end <= a or b <= start for a, b in kept) and not any(
            t.start <= start < t.end or start <= t.start < end for t in titles
        ):
            kept.append((start, end))
            yield start, end


@cache
def _about_pattern() -> re.Pattern[str]:
    kinds = any_of(field_words().legal.formal_ends)
    return re.compile(
        rf"(?=(关于[^。；;，,：:《》\n]{{3,60}}?的{kinds})(?:[。；;，,、（(\n]|等|要求|精神|文件|$))"
    )


@cache
def _issued_pattern() -> re.Pattern[str]:
    words = field_words().legal
    return re.compile(
        rf"{any_of(words.issuing)}了?((?:“[^”\n]{{2,20}}”)?[\u4e00-\u9fff]{{2,30}}?{any_of(words.issued_ends)})"
        r"(?=[。；;，,（(\n]|$)"
    )


def with_issuer(text: str, about: int) -> int:
    """Return where the issuer's name right before an unmarked title begins, else ``about``.

    >>> with_issuer("2025年3月河东市财政局关于某事的通知", 13), with_issuer("认真落实关于某事的通知", 4)
    (7, 4)
    """
    start = clause_start(text, about, _CLAUSE)
    for word in field_words().legal.introductions:
        position = text.rfind(word, start, about)
        if position >= 0:
            start = position + len(word)
    if date := _DATE.match(text, start, about):
        start = date.end()
    name = text[start:about]
    return start if 3 <= len(name) <= 40 and is_name(name) else about


def issuer_before(text: str, start: int) -> str | None:
    """Return the organisation that the words right before a marked title name as its issuer.

    >>> issuer_before("2025年，河东市政府第二轮《行动方案》", 14)
    '河东市政府'
    """
    begin = clause_start(text, start, "。；;，,：:\n、》")
    written = text[begin:start].rstrip("《 ")
    written = re.sub(
        r"(?:第[一二三四五六七八九十\d]+轮|印发|发布|出台|下发|颁布|制定)*(?:的|了)?$", "", written
    )
    if date := _DATE.match(written):
        written = written[date.end() :]
    return written if 3 <= len(written) <= 40 and is_name(written) else None
