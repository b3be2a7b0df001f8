"""What the segmenter must leave whole: document numbers, calendar dates, phrases, numbers.

Document numbers come from the one grammar in nlp/values. Dates and numbers are cut more finely here than
there: a range of dates, or an amount with its unit, is several tokens whose borders any reading of it can
use. The unit stays a token of its own ("645.55", "万元").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, get_args

from nlp.values.docnumber import find_document_numbers

ProtectKind = Literal["document_number", "date", "phrase", "number"]
#: In order of precedence: what an earlier kind has taken, a later one doesn't touch.
PROTECT_KINDS: tuple[ProtectKind, ...] = get_args(ProtectKind)

Span = tuple[int, int]

# Half and full width digits, but no other script's: "\d" would take those too.
_D = "[0-9０-９]"
# Blanks that typesetting leaves inside a value; a tab or line end separates values instead.
_B = "[ \u00a0\u3000]?"

_YEAR_TAIL = "(?:度|底|末|初(?!步|期|级|中|次))?"
_DATE = re.compile(
    # 2024年1月1日, 2024年6月底, 2024年度, 二〇二四年三月
    rf"(?<!{_D})(?:19|20|１９|２０){_D}{{2}}{_B}年"
    rf"(?:{_B}{_D}{{1,2}}{_B}月(?:份|底|末|初)?(?:{_B}{_D}{{1,2}}{_B}[日号])?|{_YEAR_TAIL})"
    rf"|[一二][〇○零一二三四五六七八九]{{3}}年(?:[一二三四五六七八九十]{{1,2}}月(?:[一二三四五六七八九十]{{1,3}}日)?)?"
    # 1月1日, 12月底
    rf"|(?<!{_D})(?<!{_D}[.．]){_D}{{1,2}}{_B}月(?:份|底|末|初)?(?:{_B}{_D}{{1,2}}{_B}[日号])?"
    # 2024-01-01, 2024.1.1, 2024/1/1: a year, then one mark twice
    rf"|(?<![0-9０-９A-Za-z.．/-])(?:19|20){_D}{{2}}(?P<mark>[-./．／]){_D}{{1,2}}(?P=mark){_D}{{1,2}}(?!{_D}|[A-Za-z])"
    # 第一季度, 1季度, 前三季度, 每季度; "季度" alone is a word like others
    r"|(?:第?[一二三四1-4１-４]|前[一二两三]个?|[每各本])季度"
)

_PERCENT = f"(?:{_B}[%％‰])?"
_NUMBER = re.compile(
    # Thousands: 1,229,841,015 · 1, 229, 841, 015 · 3，518.85 · 12,000.5%
    rf"(?<![0-9０-９A-Za-z.．])(?:{_D}{{1,3}}(?:{_B}[,，]{_B}{_D}{{3}})+(?!{_D})(?:[.．]{_D}+)?{_PERCENT}"
    # Decimals, section numbers, versions: 645.55 · 2.3.1 · 77.70 %
    rf"|{_D}+(?:[.．]{_D}+)+{_PERCENT}"
    # Plain: 2024 · ３０％; a letter behind makes it part of a name such as 5G, which is jieba's to keep
    rf"|{_D}+(?:{_B}[%％‰]|(?!{_D}|[A-Za-z])))"
)

_HAN = "[〇零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]"
# A numeral in words, where a unit or 百分之 shows that it is one: "三百六十行" is left alone.
# 千元 and 百万元 are units, as in "单位：千元": no numeral starts with 百 or 千.
# Whatever follows a run of numerals follows all its ends: where its first start leads to no unit, none does,
# and it is passed over as one ("skipped"), so that a long run is not read anew from each of its characters.
_HAN_NUMBER = re.compile(
    rf"[百千万]分之{_HAN}++(?:点{_HAN}++)?"
    rf"|(?![百千佰仟]){_HAN}++(?:[万亿]{_HAN}++){{0,4}}+(?:点{_HAN}++)?+(?={_B}[万亿]?{_B}[元圆])"
    rf"|(?![百千佰仟]){_HAN}{{2,}}+(?:点{_HAN}++)?(?={_B}[万亿])"
    rf"|(?P<skipped>(?:(?![百千]分之)[百千佰仟])++|(?:(?![百千]分之){_HAN})++)"
)


def _found(kind: ProtectKind, text: str, phrases: re.Pattern[str] | None) -> Iterator[Span]:
    if kind == "document_number":
        for number in find_document_numbers(text):
            yield number.start, number.end
    elif kind == "date":
        yield from (match.span() for match in _DATE.finditer(text))
    elif kind == "phrase":
        if phrases is not None:
            yield from (match.span() for match in phrases.finditer(text))
    else:
        yield from (match.span() for match in _NUMBER.finditer(text))
        yield from (match.span() for match in _HAN_NUMBER.finditer(text) if match["skipped"] is None)


def _strip(text: str, start: int, end: int) -> Span:
    """Take white space off both ends: it belongs between tokens."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def protected_spans(
    text: str,
    kinds: Iterable[ProtectKind] = PROTECT_KINDS,
    phrases: re.Pattern[str] | None = None,
) -> tuple[Span, ...]:
    """Return the ranges that become one token each, in order and without overlap.

    Args:
        text: any text.
        kinds: what to look for; the order of precedence is :data:`PROTECT_KINDS`, whatever order is given.
        phrases: pattern of the lexicon's phrases with punctuation.

    >>> text = "2024年1月1日起安排1, 229, 841元，完成77.70 %"
    >>> [text[start:end] for start, end in protected_spans(text, ("date", "number"))]
    ['2024年1月1日', '1, 229, 841', '77.70 %']
    """
    wanted = set(kinds)
    taken = bytearray(len(text))
    spans: list[Span] = []
    for kind in PROTECT_KINDS:
        if kind not in wanted:
            continue
        for start, end in _found(kind, text, phrases):
            start, end = _strip(text, start, end)
            # bytearray.find stops at the first taken character: cheap, and no interval tree is needed.
            if start < end and taken.find(1, start, end) < 0:
                taken[start:end] = b"\x01" * (end - start)
                spans.append((start, end))
    return tuple(sorted(spans))
