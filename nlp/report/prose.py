"""The left side: the whole text in blocks of lines, the tables' raw text in blocks of its own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nlp.document import Line
from nlp.outline.model import BudgetTable, Outline, Section
from nlp.report.marks import Mark, cut
from nlp.report.model import Block, LineKind, TextLine

#: So many lines are laid out together, so that what is far from the screen costs nothing.
_BLOCK_LINES: Final = 40


@dataclass(frozen=True, slots=True)
class _Region:
    """What a line belongs to; lines of one region make blocks."""

    narrative: int | None
    table: BudgetTable | None
    section: int


def blocks(outline: Outline, marks: Iterable[Mark]) -> tuple[Block, ...]:
    """Return the document's text in reading order, nothing left out but empty lines at a block's ends."""
    return tuple(_blocks(outline, sorted(marks, key=lambda m: m.start)))


def _blocks(outline: Outline, marks: Sequence[Mark]) -> Iterator[Block]:
    kinds = _line_kinds(outline)
    tables = _apart(outline.tables)
    sections = sorted(section.start for section in outline.sections)
    ordered = _Touching(marks)
    region: _Region | None = None
    lines: list[TextLine] = []
    page = None
    for line in outline.document.lines:
        here = _region(line, outline, tables, sections)
        full = len(lines) >= _BLOCK_LINES and here.table is None
        if region is not None and (here != region or full):
            yield from _block(region, lines)
            lines = []
        region = here
        new_page = line.page if line.page != page and line.page is not None else None
        page = line.page or page
        kind = "text" if here.table else kinds.get(line.start, "text")
        segments = cut(outline.document.text, line.start, line.end, ordered(line))
        lines.append(TextLine(kind, segments, new_page))
    if region is not None:
        yield from _block(region, lines)


def _block(region: _Region, lines: list[TextLine]) -> Iterator[Block]:
    if any(segment.text.strip() for line in lines for segment in line.segments):
        table = region.table
        yield Block(
            tuple(lines),
            region.narrative,
            table.id if table else None,
            table.title if table else "",
        )


class _Touching:
    """The marks that touch a line, asked line by line from the top."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        self._next = 0
        self._open: list[Mark] = []

    def __call__(self, line: Line) -> list[Mark]:
        self._open = [m for m in self._open if m.end > line.start]
        while self._next < len(self._marks) and self._marks[self._next].start < line.end:
            self._open.append(self._marks[self._next])
            self._next += 1
        return [m for m in self._open if m.end > line.start]


def _region(line: Line, outline: Outline, tables: Sequence[BudgetTable], sections: Sequence[int]) -> _Region:
    table = next((t for t in tables if t.start <= line.start < t.end), None)
    narrative = next((n.index for n in outline.narratives if n.start <= line.start < n.end), None)
    return _Region(narrative, table, bisect_left(sections, line.start + 1))


def _apart(tables: Iterable[BudgetTable]) -> list[BudgetTable]:
    """Return the tables whose text begins after the text of the ones before."""
    kept: list[BudgetTable] = []
    for table in sorted(tables, key=lambda t: (t.start, t.end)):
        if not kept or table.start >= kept[-1].end:
            kept.append(table)
    return kept


def _line_kinds(outline: Outline) -> dict[int, LineKind]:
    """Return the lines that are headings, by their start."""
    found: dict[int, LineKind] = {}
    starts = [line.start for line in outline.document.lines]

    def note(start: int, end: int, kind: LineKind) -> None:
        first = bisect_left(starts, start)
        for offset in starts[first : bisect_left(starts, max(end, start + 1))]:
            found[offset] = kind

    def headings(sections: Iterable[Section], kind: LineKind) -> None:
        for section in sections:
            if section.heading:
                note(section.start, section.body_start, kind)

    headings(outline.sections, "title")
    for narrative in outline.narratives:
        headings(narrative.sections, "heading")
        place = narrative.project_evidence
        if place is not None and narrative.start <= place.start < narrative.end:
            line = outline.document.line_at(place.start)
            if line is not None:
                found[line.start] = "narrative"
    return found
