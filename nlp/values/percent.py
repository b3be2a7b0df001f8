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
# 三成, 二成五, 四成半, 一半; not 三成立, 一成不变, 建成五
_TENTHS = re.compile(
    "(?<![第建组构完])(?P<tenths>[一二两三四五六七八九1-9])成(?P<rest>半|[一二三四五六七八九1-9](?![成年月个项季名家台0-9]))?"
    "(?![立果员分功为本长绩交就套品不熟型都人])|(?P<half>(?<![0-9一二三四五六七八九十各])一半(?!以上以下))"
)


def find_percentages(text: str) -> tuple[Percentage, ...]:
    """Return the percentages in ``text``, in order; 百分点, a difference of percentages, is none.

    >>> found = find_percentages("不低于50 %，达到百分之八十，提高3个百分点")
    >>> [(p.text, str(p.value), p.qualifier) for p in found]
    [('50 %', '50', 'at_least'), ('百分之八十', '80', 'exact')]
    """
    folded = fold(text)
    if "%" not in folded and "百分" not in folded:
        return ()
    found: list[Percentage] = []
    for percentage in sorted([*_spelled(text, folded), *_signed(text, folded)], key=lambda p: p.start):
        if not found or percentage.start >= found[-1].end:
            found.append(percentage)
    return tuple(found)


def find_shares(text: str) -> tuple[Percentage, ...]:
    """Return the percentages in ``text`` with those told in tenths or as a half, in order.

    Only for places where a share is looked for: prose says 六成 and 一半 of other things too.

    >>> [(p.text, str(p.value)) for p in find_shares("支出三成，二季度各二成五，三季度三成半，四季度5%")]
    [('三成', '30'), ('二成五', '25'), ('三成半', '35'), ('5%', '5')]
    """
    folded = fold(text)
    found = list(find_percentages(text))
    covered = {place for p in found for place in range(p.start, p.end)}
    for match in _TENTHS.finditer(folded):
        tenths = parse_number(match["tenths"]) if match["tenths"] else None
        rest = match["rest"]
        if match["half"]:
            value = Decimal(50)
        elif tenths is None:
            continue
        else:
            more = Decimal(5) if rest == "半" else parse_number(rest) if rest else Decimal(0)
            value = 10 * tenths + (more or 0)
        start, end = match.span()
        kind = qualifier(folded, start, end)
        if covered.isdisjoint(range(start, end)):
            found.append(Percentage(start, end, text[start:end], value, 0, kind))
    return tuple(sorted(found, key=lambda p: p.start))


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
