"""Numbers and dates as a spreadsheet shows them, by the cell's number format.

Source: ECMA-376 Part 1, 18.8.30 and 18.8.31 (format codes; the reserved ones of Chinese Excel). Colours,
locales and column widths are left out: a long number is written whole and never as ####.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

#: What Chinese Excel shows for the reserved format numbers, where libraries give the American ones.
CHINESE_FORMATS: Final = {
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
}

_TOKEN: Final = re.compile(
    r"""(?P<literal>"[^"]*"|[\\!].)|(?P<pad>[_*].)|(?P<bracket>\[[^\]]*\])|(?P<general>General|G/通用格式)
    |(?P<noon>AM/PM|A/P|上午/下午)|(?P<exponent>[Ee][+-])|(?P<digit>[0\#?])|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|a{3,4})
    |(?P<mark>[.,%@;])|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_CONDITION: Final = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_MONEY: Final = re.compile(r"\[\$([^-\]]*)")
_ELAPSED: Final = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
#: Spreadsheets hold 15 significant digits; the rest of a binary fraction is noise.
_PRECISION: Final = Context(prec=15, rounding=ROUND_HALF_UP)
_WEEKDAYS: Final = "一二三四五六日"

_Tokens = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Section:
    tokens: _Tokens
    condition: tuple[str, Decimal] | None


def to_decimal(number: float) -> Decimal:
    """Return a stored number as the spreadsheet means it: 15 significant digits.

    >>> to_decimal(0.1 + 0.2), to_decimal(607371026)
    (Decimal('0.3'), Decimal('607371026'))
    """
    return (
        _PRECISION.create_decimal(repr(number)).normalize(_PRECISION)
        if isinstance(number, float)
        else Decimal(number)
    )


def display(value: object, code: str) -> str:
    """Return what the cell shows for ``value`` under the format ``code``.

    >>> display(1234.5, "#,##0.00"), display(8, "00"), display(0.254, "0.0%"), display(-3, "0;(0)")
    ('1,234.50', '08', '25.4%', '(3)')
    >>> display(datetime(2026, 3, 1), 'yyyy"年"m"月"'), display(12345, "0!.0,\\"万\\"")
    ('2026年3月', '1.2万')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (datetime, date, time, timedelta)):
        return _display_date(value, code)
    if isinstance(value, (int, float)):
        try:
            return _display_number(to_decimal(value), code)
        except (InvalidOperation, OverflowError):
            return str(value)
    return str(value)


def is_date(code: str) -> bool:
    """Tell whether a format shows dates or times."""
    first = _sections(code)[0]
    kinds = {kind for kind, _ in first.tokens}
    return bool(
        kinds & {"date", "noon"} or any(k == "bracket" and _ELAPSED.match(t) for k, t in first.tokens)
    )


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    sections: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code or "General"):
        if match["mark"] == ";":
            sections.append([])
        else:
            sections[-1].append((match.lastgroup or "other", match[0]))
    return tuple(_Section(tuple(tokens), _condition(tokens)) for tokens in sections)


def _condition(tokens: list[tuple[str, str]]) -> tuple[str, Decimal] | None:
    for kind, text in tokens:
        if kind == "bracket" and (match := _CONDITION.match(text)):
            return match[1], Decimal(match[2])
    return None


def _holds(condition: tuple[str, Decimal], number: Decimal) -> bool:
    sign, bound = condition
    return {
        "<": number < bound,
        ">": number > bound,
        "=": number == bound,
        "<=": number <= bound,
        ">=": number >= bound,
        "<>": number != bound,
    }[sign]


def _choose(sections: tuple[_Section, ...], number: Decimal) -> tuple[_Section, bool]:
    """Return the section for ``number``, and whether a minus sign is to be written."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _holds(section.condition, number):
                return section, number < 0
        return numeric[-1], number < 0
    if number < 0:
        return (numeric[1], False) if len(numeric) > 1 else (numeric[0], True)
    return (numeric[2], False) if number == 0 and len(numeric) > 2 else (numeric[0], False)


def _display_number(number: Decimal, code: str) -> str:
    section, minus = _choose(_sections(code), number)
    tokens = section.tokens
    kinds = {kind for kind, _ in tokens}
    number = abs(number)
    if any(text == "@" for kind, text in tokens if kind == "mark") or "general" in kinds:
        body = "".join(
            _general(number) if text == "@" or kind == "general" else _literal(kind, text)
            for kind, text in tokens
        )
    elif "exponent" in kinds:
        body = f"{number:.2E}"
    elif "digit" in kinds:
        body, zero = _digits(number, tokens)
        minus = minus and not zero
    else:
        body = "".join(_literal(kind, text) for kind, text in tokens)
    return (("-" if minus else "") + body).strip()


def _general(number: Decimal) -> str:
    """Write a number in at most eleven characters, as Excel does, but whole numbers always in full."""
    whole = len(str(int(number)))
    written = f"{number.quantize(Decimal(1).scaleb(-max(0, 10 - whole)), ROUND_HALF_UP):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _literal(kind: str, text: str) -> str:
    if kind == "literal":
        return text[1:-1] if text.startswith('"') else text[1:]
    if kind == "bracket":
        money = _MONEY.match(text)
        return money[1] if money else ""
    if kind == "pad":
        return " " if text[0] == "_" else ""
    return text if kind in ("other", "mark", "date", "noon") else ""


def _digits(number: Decimal, tokens: _Tokens) -> tuple[str, bool]:
    """Fill the digit places from the point outwards. Return the text, and whether it shows zero."""
    places = [i for i, (kind, _) in enumerate(tokens) if kind == "digit"]
    point = next((i for i, (kind, text) in enumerate(tokens) if kind == "mark" and text == "."), None)
    whole = [i for i in places if point is None or i < point]
    after = [i for i in places if point is not None and i > point]
    last = (whole or after)[-1]
    commas = [i for i, token in enumerate(tokens) if token == ("mark", ",")]
    grouped = bool(whole) and any(whole[0] < i < whole[-1] for i in commas)
    scale = sum(1 for i in commas if i > (after[-1] if after else last)) + (
        sum(1 for i in commas if whole and point is not None and whole[-1] < i < point)
    )
    percent = sum(1 for token in tokens if token == ("mark", "%"))
    scaled = number.scaleb(2 * percent - 3 * scale).quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP)
    integer, _, fraction = f"{scaled:f}".partition(".")
    integer = integer.lstrip("0")
    filled: dict[int, str] = {}
    for order, place in enumerate(reversed(whole)):
        digit = integer[-1 - order] if order < len(integer) else ("0" if tokens[place][1] == "0" else "")
        if place == whole[0] and len(integer) > len(whole):
            digit = integer[: len(integer) - len(whole) + 1]
            digit = _group(digit, order) if grouped else digit
        filled[place] = digit + ("," if grouped and digit and order and order % 3 == 0 else "")
    for order, place in enumerate(after):
        rest_is_zero = not fraction[order:].strip("0")
        optional = all(tokens[p][1] != "0" for p in after[order:])
        filled[place] = "" if optional and rest_is_zero else fraction[order]
    parts: list[str] = []
    for index, (kind, text) in enumerate(tokens):
        if kind == "digit":
            parts.append(filled[index])
        elif kind == "mark" and text == ",":
            continue
        elif index == point:
            # Excel leaves the point of "0.##" behind a whole number ("12."): no reader takes it for one.
            parts.append("." if any(filled[p] for p in after) else "")
        else:
            parts.append(_literal(kind, text))
    return "".join(parts), not scaled


def _group(digits: str, places_right: int) -> str:
    """Set separators into the digits that stand left of ``places_right`` further ones."""
    groups = ""
    for order, digit in enumerate(reversed(digits)):
        at = order + places_right
        groups = digit + ("," if order and at % 3 == 0 else "") + groups
    return groups


def _display_date(value: datetime | date | time | timedelta, code: str) -> str:
    tokens = _sections(code)[0].tokens
    if not any(kind in ("date", "noon") or (kind == "bracket" and _ELAPSED.match(t)) for kind, t in tokens):
        tokens = _sections("yyyy/m/d" if isinstance(value, date) else "h:mm:ss")[0].tokens
    elapsed = int(value.total_seconds()) if isinstance(value, timedelta) else None
    if isinstance(value, timedelta):
        moment = datetime(1900, 1, 1) + value
    elif isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime(value.year, value.month, value.day)
    else:
        moment = datetime.combine(date(1900, 1, 1), value)
    if elapsed is None:
        elapsed = int((moment - datetime(1899, 12, 30)).total_seconds())
    noon = any(kind == "noon" for kind, _ in tokens)
    parts: list[str] = []
    last = ""
    for index, (kind, text) in enumerate(tokens):
        if kind == "date":
            letter = text[0].lower()
            minutes = letter == "m" and (last == "h" or _next_letter(tokens, index) == "s")
            parts.append(_date_part(moment, letter, len(text), minutes=minutes, noon=noon))
            last = letter
        elif kind == "bracket" and (match := _ELAPSED.match(text)):
            last = match[1][0].lower()
            parts.append(str(elapsed // {"h": 3600, "m": 60, "s": 1}[last]).zfill(len(match[1])))
        elif kind == "noon":
            names = text.split("/")
            parts.append(names[0] if moment.hour < 12 else names[1])
        elif kind == "digit":
            parts.append("0" if last == "s" else "")
        elif text != "@":
            parts.append(_literal(kind, text))
    return "".join(parts).strip()


def _next_letter(tokens: _Tokens, index: int) -> str:
    return next((text[0].lower() for kind, text in tokens[index + 1 :] if kind == "date"), "")


def _date_part(moment: datetime, letter: str, length: int, *, minutes: bool, noon: bool) -> str:
    if letter == "y":
        return f"{moment.year:04d}" if length > 2 else f"{moment.year % 100:02d}"
    if letter == "a" or (letter == "d" and length > 2):
        return ("星期" if length > 3 else "周" if letter == "d" else "") + _WEEKDAYS[moment.weekday()]
    hour = (moment.hour % 12 or 12) if noon else moment.hour
    number = {
        "m": moment.minute if minutes else moment.month,
        "d": moment.day,
        "h": hour,
        "s": moment.second,
    }[letter]
    if letter == "m" and length > 2 and not minutes:
        return f"{moment.month}月"
    return str(number).zfill(min(length, 2))
