"""LEGAL_TITLE and LEGAL_NUMBER spans: the documents that the project rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from nlp.tagger.rules.asides import buys_by, is_aside, is_observed, runs_by
from nlp.tagger.rules.citations import unmarked_titles, whole_title
from nlp.tagger.rules.lexicon import any_of, ends_with, field_words
from nlp.tagger.rules.organisations import is_name
from nlp.tagger.rules.passages import Passage, clause_end, clause_start
from nlp.tagger.rules.withdrawn import is_correction
from nlp.tagger.spans import FieldSpan
from nlp.values.docnumber import DocumentNumber, find_document_numbers
from nlp.values.title import Title, find_titles

_AS_A_BASIS: Final = r"(?:等文件)?作?为[\u4e00-\u9fff]{0,4}(?:依据|遵循)"
#: 以《X》为依据, 《X》为项目提供了依据. Further titles are passed over in one way each: what stands between
#: two may hold brackets, too, and a row of titles with brackets would be tried in every way.
_MAKES_A_BASIS: Final = re.compile(
    rf"(?:(?!{_AS_A_BASIS})(?>[、和及与]*+[^《》。；;，,]{{0,20}}《[^《》]*》(?:[（(][^（()）]*[)）])?))*+{_AS_A_BASIS}"
)
_GIVES_A_BASIS: Final = re.compile("为(?:本|该)?项目[^。，,]{0,6}提供了?[^。，,]{0,6}依据")
#: What may stand between two titles of one enumeration: marks, conjunctions, issuers and numbers.
_BETWEEN: Final = re.compile(r"[^。；;\n：:]{0,45}")
#: 依据《X》设立，…: what follows is no more of the enumeration.
_DONE: Final = re.compile("(?:设立|立项|实施|开展|申报|编制)[，,]")
#: From a title of an enumeration to the issuer of the next document, which is told by its number alone.
_JOINED: Final = re.compile(
    r"》?(?:[（(][^（()）]*[)）])?(?:第\w{1,6}条)?(?:等?文件)?\s*(?:以及|[、和及与，,])\s*([\u4e00-\u9fff]{0,25}?)\s*"
)
#: Sections about the work: what they cite is a rule for it, unless a word such as 依据 says otherwise.
_WORK: Final = ("plan", "performance_goals")
#: 以某发〔2024〕9号报送方案: a letter that the body wrote.
_SENT: Final = re.compile(r"[)）]?(?:文件|文)?[，,]?(?:报送|上报|报请|提交|请示|答复|回复|复函)")
_NEAR: Final = 12
_TOUCHES: Final = 3
_LONGEST_PAPER: Final = 8
#: Characters right before a title or number that may say what it is.
_WORDS_BEFORE: Final = 40
_DEFINES: Final = re.compile(r"(?:以下|下)?(?:统|均|合)?(?:简称|下称|以下称)(?:为|作)?[:：]?\s*[“\"]?《?$")


def find_legal_basis(parts: Sequence[Passage]) -> list[FieldSpan]:
    """Return titles and numbers: all of 立项依据, elsewhere what a word such as 依据 introduces.

    Where no section is about the basis, every document that the text cites is one unless it is cited for
    something else (:mod:`nlp.tagger.rules.asides`): there are as many words for a basis as writers.
    """
    section = any(part.kind == "legal_basis" for part in parts)
    spans = [
        span
        for part in parts
        for span in _in_passage(
            part,
            introduced_only=part.kind != "legal_basis",
            prose=not section and part.kind not in _WORK,
        )
    ]
    if spans or section:
        return spans
    return [
        span
        for part in parts
        if part.kind != "performance_goals"
        for span in _in_passage(part, introduced_only=True, prose=True)
    ]


def _in_passage(part: Passage, *, introduced_only: bool, prose: bool) -> Iterator[FieldSpan]:
    text = part.text
    numbers = [
        n for n in find_document_numbers(text) if not _other_number().search(text[: n.start][-_WORDS_BEFORE:])
    ]
    titles = find_titles(text)
    basis: list[tuple[int, int]] = []
    for title in titles:
        if _is_numbers_only(title, numbers) or not _is_basis(text, title):
            continue
        if _DEFINES.search(text[: title.start][-_WORDS_BEFORE:]):
            continue  # 《中华人民共和国水法》（以下简称《水法》）: a short name of the title before
        if _is_paper(title) and not _beside_any(text, title, numbers):
            continue
        earlier = [b for _, b in basis]
        numbered = _beside_any(text, title, numbers)
        if not (introduced_only or numbered) and runs_by(text, title.start):
            continue
        cited = prose and not is_aside(text, title.start, title.end, numbered=numbered)
        if introduced_only and not (cited or _is_reason(text, title, earlier, numbers)):
            continue
        start, end = whole_title(text, title) or (title.start, title.end)
        basis.append((start, end))
        yield part.span("LEGAL_TITLE", start, end, 0.95)
    for start, end in unmarked_titles(
        text, titles, numbers, basis, in_basis=not introduced_only, prose=prose
    ):
        if is_correction(text[start:end]):
            continue  # the heading of the very notice that is read
        earlier = [b for _, b in basis]
        numbered = any(start <= n.start <= end + _NEAR for n in numbers)
        told = prose and not is_aside(text, start, end, numbered=numbered) and not _made(text, start)
        if not introduced_only or told or _introduced(text, start, earlier):
            basis.append((start, end))
            yield part.span("LEGAL_TITLE", start, end, 0.9)
    refused = [t for t in titles if introduced_only and not any(a <= t.start < b for a, b in basis)]
    for number in numbers:
        if any(0 <= number.start - t.end <= _TOUCHES for t in refused):
            continue  # the number of a title that is no basis
        if (
            not introduced_only
            or _beside(text, number, basis)
            or (prose and not _SENT.match(text, number.end))
            or _introduced(text, number.start, [])
            or _goes_on(text, number, basis)
        ):
            yield part.span("LEGAL_NUMBER", number.start, number.end, 0.95)


def _is_numbers_only(title: Title, numbers: Sequence[DocumentNumber]) -> bool:
    inside = [n for n in numbers if title.start <= n.start and n.end <= title.end]
    rest = title.text
    for number in inside:
        rest = rest.replace(number.text, "")
    return bool(inside) and len(re.sub(r"[\s和及与、，,（）()文件号]", "", rest)) < 4


def _is_basis(text: str, title: Title) -> bool:
    """Tell whether a title is a document of others, not an event, a medium or a product of the project."""
    words = field_words().legal
    clean = re.sub(r"[（(][^（()）]*[)）]$", "", title.clean)
    if ends_with(clean, words.not_basis_ends) and not ends_with(clean, words.basis_ends):
        return False
    behind = re.match(r"》?\s*(?:[（(][^（()）]*[)）])?\s*(.{0,8})", text[title.end : title.end + 60])
    after = re.sub(r"^[\s\d、，,第余多]+", "", behind[1]) if behind else ""
    if after.startswith(words.makes_after):
        return False
    sentence = text[clause_start(text, title.start, "。；;\n") : title.start]
    if any(word in sentence for word in words.references) or _is_followed_standard(text, title):
        return False
    return not _made(text, title.start)


def _made(text: str, at: int) -> bool:
    """Tell whether the words before a title say that the project makes or revises that document."""
    words = field_words().legal
    start = clause_start(text, at, "。；;，,：:\n")
    revised = re.search(rf"{any_of(words.revises)}$", re.sub(r"[《\s]", "", text[start:at]))
    if revised and any(word in text[start:at] for word in words.will):
        return True
    # The verb stands right before the title, or before the enumeration that the title is in.
    before = re.sub(r"《[^《》]*》?|[、\s]", "", text[start:at])
    return re.search(rf"{any_of(words.makes_before)}(?:了|的|过|并\w\w)?$", before) is not None


def _is_paper(title: Title) -> bool:
    """Tell whether a title is a newspaper's or a book's: short, and of no kind of document."""
    ends = field_words().legal.document_ends
    short = len(title.clean) <= _LONGEST_PAPER and "关于" not in title.clean
    return short and ends_with(title.clean.rstrip("》〉>"), ends) is None


@cache
def _other_number() -> re.Pattern[str]:
    return re.compile(rf"{any_of(field_words().legal.not_number_before)}[为是]?[：:\s]*$")


def _is_followed_standard(text: str, title: Title) -> bool:
    """Tell whether a title is a technical standard (GB/T 1234-2020《…》) that the work follows."""
    code = r"[A-Z]{2,5}\s?(?:/\s?T)?\s?\d[\d.]*\s?[-—–]\s?(?:19|20)?\d\d"
    before = text[clause_start(text, title.start, "。；;，,\n") : title.start]
    named = re.search(rf"{code}[\s《（(]*$", before) or re.match(
        rf"》?\s*+[（(]?\s*+{code}", text[title.end : title.end + 40]
    )
    return named is not None and any(word in before for word in field_words().legal.standards_before)


def _last(text: str, words: tuple[str, ...]) -> int:
    return max((text.rfind(word) for word in words), default=-1)


def _introduced(text: str, position: int, earlier_ends: list[int]) -> bool:
    """Tell whether 依据, 根据, … stands before ``position``, directly or before the enumeration it is in."""
    start = clause_start(text, position)
    before = text[start:position]
    cue = _last(before, field_words().legal.introductions)
    if cue < 0:
        return False
    cue += start
    gap = text[cue:position]
    inner = [end for end in earlier_ends if cue < end <= position]
    if inner:
        gap = text[max(inner) : position]
        if _DONE.search(gap):
            return False
        return bool(_BETWEEN.fullmatch(gap)) and not _makes(gap)
    return "，" not in gap and "," not in gap and len(gap) <= 45


def _makes(gap: str) -> bool:
    """Tell whether words between two titles say that the project makes a document; 省新闻出版局 does not."""
    pieces = (
        re.sub("^[一二三四五六七八九十]是", "", piece.strip(" 《")) for piece in re.split("[、，,]", gap)
    )
    made = field_words().legal.makes_before
    return any(_last(piece, made) >= 0 and not is_name(piece) for piece in pieces)


def _is_reason(text: str, title: Title, earlier_ends: list[int], numbers: Sequence[DocumentNumber]) -> bool:
    """Tell whether the words around a title outside 立项依据 make it a basis: 根据《X》, 以《X》为依据."""
    words = field_words().legal
    behind = re.match(r"》?\s*(?:[（(][^（()）]*[)）])?", text[title.end :])
    after = title.end + (behind.end() if behind else 0)
    rest = text[after : after + 12]
    before = text[clause_start(text, title.start) : title.start]
    if "以" in re.split("[，,]", before)[-1] and _MAKES_A_BASIS.match(text, after):
        return True
    if _GIVES_A_BASIS.search(text, title.end, clause_end(text, title.end, "。\n")):
        return True
    if not _introduced(text, title.start, earlier_ends) or is_observed(before, rest):
        return False
    numbered = _beside_any(text, title, numbers)
    if buys_by(text, title, numbered=numbered):
        return False
    followed = ends_with(title.clean, words.technical_ends) is not None
    return not followed or numbered or _last(before, words.reasons) >= 0


def _beside_any(text: str, title: Title, numbers: Sequence[DocumentNumber]) -> bool:
    between = [text[title.end : n.start] for n in numbers if 0 <= n.start - title.end <= _NEAR]
    between += [text[n.end : title.start] for n in numbers if 0 <= title.start - n.end <= _NEAR]
    # 某发〔2024〕7号，《X》, but not （某发〔2024〕7号）立项，宣传册印发《X》
    return any(
        not re.search(r"[。；;]|[\u4e00-\u9fff][^，,]*[，,][^，,]*[\u4e00-\u9fff]", words)
        for words in between
    )


def _goes_on(text: str, number: DocumentNumber, basis: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a number with its issuer goes on an enumeration: 《X》（…）和区发改委某发〔2024〕3号."""
    before = max((end for _, end in basis if end <= number.start), default=None)
    joined = _JOINED.fullmatch(text[before : number.start]) if before is not None else None
    return joined is not None and (not joined[1] or is_name(joined[1]))


def _beside(text: str, number: DocumentNumber, basis: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a number stands right behind or right before a title that is a basis."""
    for start, end in basis:
        between = text[end : number.start] if end <= number.start else text[number.end : start]
        if start <= number.start < end or (
            len(between) <= _NEAR and not re.search(r"[。；;\n《]", between[1:])
        ):
            return True
    return False
