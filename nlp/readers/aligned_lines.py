"""Lines of a table set with blanks, cut into pieces: by wide gaps, and by narrow ones where a column ends."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

_WORD: Final = re.compile(r"\S+")
_NUMBER: Final = re.compile(r"[-−+]?\d[\d,]*(?:\.\d+)?[%％]?")
_MONEY: Final = re.compile(r"[-−+]?(?:\d+\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?)[%％]?")
_YEAR: Final = re.compile(r"20\d\d")
_NOTHING: Final = frozenset({"-", "—", "--", "——", "/", "无"})
#: Words that are spread over their room: 合  计, 项  目.
_SPREAD: Final = re.compile(r"[合总小共]计|收入|支出|项目|名称|科目|单位|部门|金额|年度")
_WIDEST_SPREAD: Final = 6
#: As many lines show where a column ends.
_FEWEST_LINES: Final = 4

Kind = Literal["text", "whole", "money", "nothing"]


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two gaps: its range in the text, and where it is printed in the line."""

    start: int
    end: int
    left: int
    right: int
    text: str

    @property
    def kind(self) -> Kind:
        """What the piece is, by its writing: a year is words."""
        if self.text in _NOTHING:
            return "nothing"
        if _YEAR.fullmatch(self.text) or not _NUMBER.fullmatch(self.text):
            return "text"
        return "money" if _MONEY.fullmatch(self.text) else "whole"

    @property
    def counts(self) -> bool:
        """Whether it is a number."""
        return self.kind in ("whole", "money")


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Line ``number`` of a text, which begins at ``position``: its words, and the pieces that they make."""

    number: int
    raw: str
    position: int
    words: Line
    pieces: Line

    @property
    def counts(self) -> bool:
        """Whether any piece is a number."""
        return any(piece.counts for piece in self.pieces)


def read_row(number: int, raw: str, position: int) -> Row | None:
    """Return the row that line ``number`` at ``position`` may be; ``None`` of a sentence or other marks."""
    if "\t" in raw or "|" in raw or "。" in raw or not raw.strip():
        return None
    words: list[Piece] = []
    at = printed = 0
    for match in _WORD.finditer(raw):
        printed += width(raw[at : match.start()])
        right = printed + width(match[0])
        words.append(Piece(position + match.start(), position + match.end(), printed, right, match[0]))
        at, printed = match.end(), right
    return Row(number, raw, position, tuple(words), _pieces(raw, position, words, frozenset()))


def width(text: str) -> int:
    """Return how wide a text is printed: a Chinese character is as wide as two digits."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text if char != "\f")


def by_columns(rows: Sequence[Row]) -> list[Row]:
    """Return rows whose pieces are parted at the ends of columns as well, where only one blank stands.

    A narrow gap ends a column where no line with numbers prints anything, and half of them at least have a
    wide gap there or a number beside a narrow one.
    """
    told = [row for row in rows if any(word.counts for word in row.words[1:])]
    if len(told) < _FEWEST_LINES:
        return list(rows)
    filled: set[int] = set()
    ends: Counter[int] = Counter()
    edge = max(row.words[-1].right for row in told)
    for row in told:
        # In front of the first word and behind the last, columns are empty.
        ends.update((*range(row.words[0].left), *range(row.words[-1].right, edge)))
        for word in row.words:
            filled.update(range(word.left, word.right))
        for left, right in zip(row.words, row.words[1:], strict=False):
            wide = right.start - left.end > 1
            if wide or left.counts or right.counts:
                ends.update(range(left.right, right.left))
    columns = {at for at, count in ends.items() if at not in filled and 2 * count >= len(told)}
    # A head names columns that no line fills, to the right of all that is printed below it, too.
    columns |= {word.right for row in rows for word in row.words if word.right >= edge}
    ends_of_columns = frozenset(columns)
    return [replace(row, pieces=_pieces(row.raw, row.position, row.words, ends_of_columns)) for row in rows]


def _pieces(raw: str, position: int, words: Sequence[Piece], columns: frozenset[int]) -> Line:
    """Return words joined to pieces over single blanks; one blank at a column's end parts them."""
    found: list[Piece] = []
    for word in words:
        last = found[-1] if found else None
        if last is not None and _is_one(last, word, columns):
            inner = raw[last.start - position : word.end - position]
            found[-1] = Piece(last.start, word.end, last.left, word.right, inner)
        else:
            found.append(word)
    return tuple(found)


def _is_one(last: Piece, word: Piece, columns: frozenset[int]) -> bool:
    if word.start - last.end < 2 and last.right not in columns:
        return True
    return word.left - last.right <= _WIDEST_SPREAD and bool(_SPREAD.fullmatch(last.text + word.text))
