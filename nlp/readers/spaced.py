"""Tables by subject code whose cells only one blank parts, as some converters print: 20805 某某支出 1.2 1.2.

Blank cells leave no trace there, so only what is certain is read: rows that begin with a code, columns that
their number and the order of the header's words tell. A block with a row that cannot be read is left as text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from nlp.document import Cell, Table
from nlp.readers.page_marks import page_marks
from nlp.readers.spaced_lines import (
    AMOUNT,
    BETWEEN,
    CODE_ALONE,
    COLUMN_NUMBERS,
    HEADER_WORDS,
    LABELS,
    NUMBERS_ALONE,
    ORDERS,
    OTHERS,
    OVER,
    PIECE,
    REST,
    ROW,
    SURE_TOTALS,
    TOTAL,
    TOTALS,
    UNREAD,
)

#: Lines of a header, of which a new page repeats as many.
_ZONE: Final = 10
_FEWEST: Final = 3

_Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: where its code, its name and its amounts stand; the total has no code, a lost name is empty."""

    code: str
    code_at: _Range
    name: str
    name_at: _Range
    amounts: tuple[_Range, ...]


@dataclass
class _Block:
    first: int
    rows: list[_Row] = field(default_factory=list)
    whole: bool = True


def find_spaced(text: str) -> tuple[Table, ...]:
    """Return the tables of a text whose rows begin with a code and whose cells single blanks part.

    >>> rows = "208 甲 3 2 1\\n20805 乙 3 2 1\\n2080501 丙 3 2 1\\n"
    >>> text = f"支出表\\n科目编码 名称 合计 基本支出 项目支出\\n{rows}"
    >>> [cell.text for cell in find_spaced(text)[0].cells[1]]
    ['208', '甲', '3', '2', '1']
    """
    reader = _Reader(text)
    blocks = list(reader.blocks())
    names = _full_names(row for block in blocks for row in block.rows)
    tables = (reader.table(block, names) for block in blocks)
    return tuple(table for table in tables if table is not None)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def blocks(self) -> Iterator[_Block]:
        """Yield the runs of rows, over the ends of pages and the headers that these repeat."""
        marks = page_marks(self.text)
        block: _Block | None = None
        index = 0
        while index < len(self.lines):
            row, used = self._row(index)
            if row is not None:
                block = block or _Block(index)
                block.rows.append(row)
                index += used
                continue
            line = self.lines[index]
            if block is not None and line.strip() and index not in marks and not self._resumes(index):
                block.whole = not UNREAD.search(line) or OVER.search(line) is not None or "。" in line
                yield block
                block = None
            index += 1
        if block is not None:
            yield block

    def _row(self, index: int) -> tuple[_Row | None, int]:
        """Return the row that begins on a line, if one does, and how many lines it takes."""
        line, below, after = (self.lines[i] if i < len(self.lines) else "" for i in range(index, index + 3))
        if not line or "\t" in line or "|" in line:
            return None, 0
        base = self.starts[index]
        if found := ROW.fullmatch(line):
            name, name_at = found["name"].strip(), (base + found.start("name"), base + found.end("name"))
            # What stands over a code without a name is the first piece of that one's.
            rest = REST.fullmatch(below) and not OVER.search(below) and not BETWEEN.fullmatch(after)
            code_at = (base + found.start("code"), base + found.end("code"))
            row = self._coded(found["code"], code_at, name + below.strip() * bool(rest), name_at, index)
            return row, 2 if rest else 1
        if found := TOTAL.fullmatch(line):
            name_at = (base + found.start("name"), base + found.end("name"))
            return _Row("", (base, base), found["name"], name_at, self._amounts(index)), 1
        if PIECE.fullmatch(line) and (middle := BETWEEN.fullmatch(below)) and REST.fullmatch(after):
            at = self.starts[index + 1]
            code_at = (at + middle.start("code"), at + middle.end("code"))
            name_at = (base + len(line) - len(line.lstrip()), base + len(line.rstrip()))
            name = line.strip() + after.strip()
            return self._coded(middle["code"], code_at, name, name_at, index + 1), 3
        if code := CODE_ALONE.fullmatch(line):
            for at in range(index + 1, min(index + 3, len(self.lines))):
                if NUMBERS_ALONE.fullmatch(self.lines[at]):
                    code_at = (base + code.start("code"), base + code.end("code"))
                    name_at = (self.starts[index + 1], self.starts[index + 2] - 1)
                    return self._coded(code["code"], code_at, "", name_at, at), at - index + 1
        return None, 0

    def _coded(self, code: str, code_at: _Range, name: str, name_at: _Range, amounts_line: int) -> _Row:
        return _Row(code.replace(" ", ""), code_at, name, name_at, self._amounts(amounts_line))

    def _amounts(self, index: int) -> tuple[_Range, ...]:
        """Return the amounts at the end of a line."""
        line = self.lines[index]
        found = next(filter(None, (p.fullmatch(line) for p in (ROW, TOTAL, BETWEEN, NUMBERS_ALONE))), None)
        begin, end = found.span("numbers") if found else (len(line), len(line))
        base = self.starts[index]
        return tuple((base + m.start(), base + m.end()) for m in AMOUNT.finditer(line, begin, end))

    def _resumes(self, index: int) -> bool:
        """Tell whether a line is of the header that a new page repeats, rows below it."""
        for below in range(index, min(index + _ZONE, len(self.lines))):
            line = self.lines[below].strip()
            if self._row(below)[0] is not None:
                return True
            header = HEADER_WORDS.fullmatch(line) or COLUMN_NUMBERS.fullmatch(line)
            if line and (OVER.search(line) or not header):
                return False
        return False

    def table(self, block: _Block, names: dict[str, str]) -> Table | None:
        """Return a block as a table; nothing where a row or the total's column is not certain."""
        rows = block.rows
        unnamed = any(row.code and not row.name and row.code not in names for row in rows)
        if not block.whole or unnamed or sum(bool(row.code) for row in rows) < _FEWEST:
            return None
        zone = self._zone(block.first)
        widths = {len(row.amounts) for row in rows}
        heads = self._heads(zone, widths) or self._sure_heads(zone, widths)
        # Two subjects beside each other: 30101 工资 5.00 30201 电费 1.00
        if heads is None or (
            len(heads) == 1 == max(widths) and any(map(UNREAD.search, (r.name for r in rows)))
        ):
            return None
        top = self.starts[zone[0]]
        word = (top, top + len(self.lines[zone[0]].rstrip()))
        cells = [_cells(0, (("科目编码", word), ("科目名称", word), *heads))]
        for number, row in enumerate(rows, 1):
            amounts = ((self.text[a:b], (a, b)) for a, b in row.amounts[: len(heads)])
            told = ((row.code, row.code_at), (_name(row, names), row.name_at), *amounts)
            cells.append(_cells(number, told))
        return Table(tuple(cells), top, rows[-1].amounts[-1][1])

    def _zone(self, first: int) -> _Range:
        """Return the lines of the header: those between the title or the unit and the first row."""
        top = first
        while top > 0 and first - top < _ZONE:
            line = self.lines[top - 1]
            unread = UNREAD.search(line) and not COLUMN_NUMBERS.fullmatch(line)
            if not line.strip() or OVER.search(line) or unread or "。" in line:
                break
            top -= 1
        return top, first

    def _heads(self, zone: _Range, widths: set[int]) -> tuple[tuple[str, _Range], ...] | None:
        """Return the heads of the columns that are certain, from the total on."""
        if any(OTHERS.search(self.lines[index]) for index in range(*zone)):
            return None
        for index in range(*zone):
            words = self._words(index)
            place = next((i for i, (word, _) in enumerate(words) if word in TOTALS), None)
            if place is None or not all(LABELS.fullmatch(word) for word, _ in words[:place]):
                continue
            heads = words[place:]
            most = max(widths)
            if len(widths) > 1 or most < len(heads):
                return tuple(heads[:1])  # blank cells: what stands behind the total may be of any column
            if most == len(heads):
                return tuple(heads)
            behind = tuple(word for word, _ in heads[1:])
            known = next((len(order) for order in ORDERS if behind[: len(order)] == order), 0)
            return tuple(heads[: 1 + known])
        return None

    def _sure_heads(self, zone: _Range, widths: set[int]) -> tuple[tuple[str, _Range], ...] | None:
        """Return the heads of all columns, where one line holds them and every row fills each."""
        told = [
            words
            for index in range(*zone)
            if (words := self._words(index)) and not COLUMN_NUMBERS.fullmatch(self.lines[index])
        ]
        words = told[0] if len(told) == 1 else []
        place = next((i for i, (word, _) in enumerate(words) if not LABELS.fullmatch(word)), 0)
        sure = place and words[place][0] in SURE_TOTALS and widths == {len(words) - place}
        others = any(OTHERS.search(self.lines[index]) for index in range(*zone))
        return tuple(words[place:]) if sure and not others else None

    def _words(self, index: int) -> list[tuple[str, _Range]]:
        words: list[tuple[str, _Range]] = []
        at = self.starts[index]
        for word in self.lines[index].split(" "):
            if word.strip():
                words.append((word.strip(), (at, at + len(word))))
            at += len(word) + 1
        return words


def _full_names(rows: Iterable[_Row]) -> dict[str, str]:
    """Return each code's name: the one that most rows print, of several the longest; pieces may be lost."""
    told: dict[str, Counter[str]] = {}
    for row in rows:
        if row.code and row.name:
            told.setdefault(row.code, Counter())[row.name] += 1
    return {code: _best(names) for code, names in told.items()}


def _best(names: Counter[str]) -> str:
    return max(names, key=lambda name: (names[name], len(name)))


def _name(row: _Row, names: dict[str, str]) -> str:
    full = names.get(row.code, row.name)
    return full if row.name in full or full in row.name else row.name


def _cells(number: int, told: Iterable[tuple[str, _Range]]) -> tuple[Cell, ...]:
    return tuple(Cell(number, column, *at, text) for column, (text, at) in enumerate(told))
