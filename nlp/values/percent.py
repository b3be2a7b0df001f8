"""Percentages in prose and in tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from nlp.values.fold import GAP, fold
from nlp.values.numeral import CHINESE, WrittenNumber, parse_chinese, parse_number, scan_numbers
from nlp.values.qualifier import Qualifier, qualifier


@dataclass(frozen=True, slots=True)
class Percentage:
    """A written percentage; ``value`` is the number before the sign ("77.70 %" → 77.70).

    ``high`` is the upper end of a range ("30%-40%"); ``value`` is then the lower end.
    """

    start: int
    end: int
    text: str
    value: Decimal
    decimals: int
    qualifier: Qualifier = "exact"
    high: Decimal | None = None


# Performance forms write the unit in brackets: "≥95.00(%)".
_SIGN = re.compile(rf"{GAP}(?:%|[（(][ ]?%[ ]?[)）])")
_RANGE = re.compile(rf"{GAP}(?:-|–|—|―|─|~|～|至|到|——|--){GAP}")
_SPELLED = re.compile(
    rf"百分(?:之{GAP}(?P<number>[{CHINESE}]{{1,12}}(?:点[{CHINESE}]{{1,6}})?|[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?)|百)"
)


def find_percentages(text: str) -> tuple[Percentage, ...]:
    """Return the percentages in ``text``, in order; 百分点, a difference of percentages, is none.

    >>> found = find_percentages("不低于50 %，达到百分之八十，提高3个百分点")
    >>> [(p.text, str(p.value), p.qualifier) for p in found]
    [('50 %', '50', 'at_least'), ('百分之八十', '80', 'exact')]
    """
    folded = fold(text)
    found: list[Percentage] = []
    for percentage in sorted([*_spelled(text, folded), *_signed(text, folded)], key=lambda p: p.start):
        if not found or percentage.start >= found[-1].end:
            found.append(percentage)
    return tuple(found)


def _signed(text: str, folded: str) -> list[Percentage]:
    found: list[Percentage] = []
    low: WrittenNumber | None = None
    for number in scan_numbers(folded):
        sign = _SIGN.match(folded, number.end)
        if sign is None:
            low = number
            continue
        start, value, high, decimals = number.start, number.value, None, number.decimals
        if low is not None and _RANGE.fullmatch(folded, low.end, start) and 0 <= low.value < value:
            start, value, high = low.start, low.value, value
            decimals = max(decimals, low.decimals)
        elif found and found[-1].high is None and _RANGE.fullmatch(folded, found[-1].end, start):
            previous = found[-1]
            if 0 <= previous.value < value:
                found.pop()
                start, value, high = previous.start, previous.value, value
                decimals = max(decimals, previous.decimals)
        low = None
        kind = qualifier(folded, start, sign.end())
        found.append(Percentage(start, sign.end(), text[start : sign.end()], value, decimals, kind, high))
    return found


def _spelled(text: str, folded: str) -> list[Percentage]:
    found = []
    for match in _SPELLED.finditer(folded):
        written = match["number"] or "百"
        value = Decimal(100) if written in ("百", "一百") else parse_number(written) or parse_chinese(written)
        if value is None:
            continue
        decimals = len(written.partition("点")[2]) or len(written.partition(".")[2])
        start, end = match.span()
        found.append(Percentage(start, end, text[start:end], value, decimals, qualifier(folded, start, end)))
    return found
