"""Amounts in table cells: digits, separators, signs; the unit stands elsewhere."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

_NUMBER: Final = re.compile(
    r"(?P<open>\()?(?P<sign>[-−+])?[¥￥]?(?P<digits>\d[\d,]*(?:\.\d+)?|\.\d+)(?:万元|元)?(?(open)\))$"
)
_SEPARATED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$|[\d.]+$")


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("，", ",").replace("−", "-")


def is_number(text: str) -> bool:
    """Tell whether a cell's text is a number; inner blanks and full-width digits belong to it.

    >>> is_number("1, 229, 841, 015"), is_number("（1,200.50）"), is_number("2024年"), is_number("80%")
    (True, True, False, False)
    """
    return _NUMBER.match(_plain(text)) is not None


def number(text: str) -> tuple[Decimal, int] | None:
    """Return the value and the count of written decimals, or ``None`` for anything but a number.

    A number in brackets is negative, as accountants write it.

    >>> number("(1,200.50)")
    (Decimal('-1200.50'), 2)
    """
    match = _NUMBER.match(_plain(text))
    if match is None:
        return None
    digits = match["digits"]
    value = Decimal(digits.replace(",", ""))
    decimals = len(digits.partition(".")[2])
    return (-value if match["open"] or match["sign"] == "-" else value), decimals


def is_separated_well(text: str) -> bool:
    """Tell whether the thousands separators stand where they should ("1,23,456" is damaged)."""
    match = _NUMBER.match(_plain(text))
    return match is not None and _SEPARATED.match(match["digits"]) is not None
