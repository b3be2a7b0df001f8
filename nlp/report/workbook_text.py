"""Document text as cells: nothing in it becomes a formula, an escape, or a file that no program opens.

In a workbook a cell's type says that it is text; in CSV only its first character can.
"""

from __future__ import annotations

import re
from typing import Final

from nlp.report.workbook_model import Number
from nlp.serialise import plain, shift

#: UTF-16 code units that a cell of Excel holds.
MOST_UNITS: Final = 32_767
#: What a spreadsheet may take as the start of a formula, full-width marks of Chinese Excel among it.
_STARTS: Final = "=+-@＝＋－＠"
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NO_CHARACTER: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
#: Excel reads _x0041_ in a cell's text as A; the underscore itself can be written so.
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
#: Blanks, control and format characters that a program may skip before it looks for a formula.
_SKIPPED: Final = re.compile(r"[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*")


def clean(text: str) -> str:
    r"""Return text that XML can hold: control characters as their pictures, line ends as ``\n``.

    >>> clean("a\x00b\r\nc"), clean("\ud800")
    ('a␀b\nc', '\ufffd')
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NO_CHARACTER.sub("\ufffd", _CONTROL.sub(lambda found: chr(0x2400 + ord(found[0])), lines))


def starts_like_formula(text: str) -> bool:
    r"""Tell whether a program might take the text for a formula if it had to guess.

    >>> [starts_like_formula(text) for text in ("=1+1", " \t＝A1", "\r1", "2－1", "")]
    [True, True, True, False, False]
    """
    blank = _SKIPPED.match(text)
    rest = text[blank.end() if blank else 0 :]
    return text[:1] in ("\t", "\r", "\n") or (rest != "" and rest[0] in _STARTS)


def cell_text(text: str, mark: str) -> str:
    """Return a workbook cell's text: clean, with ``mark`` at its end where it was too long.

    >>> cell_text("_x0041_", "…")
    '_x005F_x0041_'
    """
    # Numbered from the cut text, so that an escape is never torn.
    made = clean(text)
    escaped = _ESCAPE.sub("_x005F_", made)
    if _units(escaped) <= MOST_UNITS:
        return escaped
    room = MOST_UNITS - _units(mark)
    kept = made[:room]
    while _units(_ESCAPE.sub("_x005F_", kept)) > room:
        kept = kept[: len(kept) - max(1, (_units(_ESCAPE.sub("_x005F_", kept)) - room) // 8)]
    return _ESCAPE.sub("_x005F_", kept) + mark


def _units(text: str) -> int:
    return len(text) + sum(ord(each) > 0xFFFF for each in text)


def csv_text(text: str) -> str:
    """Return a CSV cell's text; what could be taken for a formula gets an apostrophe before it.

    >>> csv_text("-5元"), csv_text("5元")
    ("'-5元", '5元')
    """
    return clean(f"'{text}" if starts_like_formula(text) else text)


def number_text(number: Number, *, percent: bool = False) -> str:
    """Return the exact number as digits; of a percentage the number that a percentage is (0.3 for 30%).

    >>> from decimal import Decimal
    >>> number_text(Number(Decimal("12.50"), 2), percent=True)
    '0.125'
    """
    return plain(shift(number.value, -2) if percent else number.value)


def number_format(number: Number, kind: str) -> str:
    """Return the number format: thousands for money, a percent sign, as many decimals as the number shows.

    >>> from decimal import Decimal
    >>> number_format(Number(Decimal("1.5"), 2), "wan"), number_format(Number(Decimal(30), 0), "percent")
    ('#,##0.00', '0%')
    """
    decimals = f".{'0' * number.decimals}" if number.decimals else ""
    whole = "#,##0" if kind in {"wan", "yuan"} else "0"
    return f"{whole}{decimals}{'%' if kind == 'percent' else ''}"
