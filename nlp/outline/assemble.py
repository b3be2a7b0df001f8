"""Join the outline's pieces: tables first, then narratives, then the parts between them."""

from __future__ import annotations

from typing import Final

from nlp.document import Document
from nlp.outline import cover
from nlp.outline.headings import line_texts, numbering, part_kind
from nlp.outline.model import Narrative, Outline, Section
from nlp.outline.narratives import NarrativeHeading, build_narrative, narrative_heading
from nlp.outline.parts import Boundary, contents_range, parts
from nlp.outline.section_marks import heading_at, marks_in
from nlp.outline.tables import TableDraft, budget_tables
from nlp.outline.tables.build import TEXT_KINDS
from nlp.outline.units import units

_OPEN: Final = frozenset({"narratives"})


def outline(document: Document) -> Outline:
    """Return the outline of a document; a text that is no budget gives an outline of kind ``unknown``."""
    lines = line_texts(document)
    drafts = budget_tables(document, lines)
    tables = tuple(draft.table for draft in drafts)
    boundaries = _boundaries(document, lines, drafts)
    sections = parts(document, lines, boundaries)
    name = cover.organisation(document, lines, tables)
    return Outline(
        document=document,
        kind=cover.document_kind(lines, tables),
        level=cover.level(lines, name),
        fiscal_year=cover.fiscal_year(lines, tables),
        organisation=name,
        units=units(document, next((s for s in sections if s.kind == "units"), None), tables),
        sections=sections,
        narratives=_narratives(document, lines, boundaries),
        tables=tables,
        warnings=document.warnings + tuple(w for draft in drafts for w in draft.warnings),
        forms=tuple(draft.form for draft in drafts if draft.form is not None),
    )


def _boundaries(document: Document, lines: list[str], drafts: tuple[TableDraft, ...]) -> list[Boundary]:
    """Return the lines where parts, narratives and titled tables begin, in order."""
    contents = contents_range(lines)
    in_table = _table_lines(document, drafts)
    titles = {
        draft.first_line: draft.table
        for draft in drafts
        if draft.table.kind not in TEXT_KINDS - {"performance_form"}
    }
    found: list[Boundary] = []
    open_kind: str | None = None
    seen: set[str] = set()
    for index, line in enumerate(lines):
        if contents and contents[0] <= index < contents[1]:
            if index == contents[0]:
                found.append(Boundary(index, "contents"))
                open_kind = "contents"
            continue
        if index in titles:
            kind = "performance_forms" if titles[index].kind == "performance_form" else "tables"
            if open_kind != kind:
                found.append(Boundary(index, kind))
            open_kind = kind
            continue
        if not line or index in in_table:
            continue
        heading = narrative_heading(document, lines, index)
        if heading is not None:
            found.append(Boundary(index, "narrative", heading))
            open_kind = "narrative"
            seen = set()
            continue
        kind_here = part_kind(line)
        ends = kind_here is not None and (open_kind != "narrative" or _ends_narrative(line, seen))
        if open_kind == "narrative" and not ends:
            seen |= {mark.kind for mark in marks_in(line)}
        if kind_here is None or kind_here == "contents" or not ends:
            continue
        found.append(Boundary(index, kind_here))
        open_kind = kind_here
    return found


def _ends_narrative(line: str, seen: set[str]) -> bool:
    """Inside a narrative only an unnumbered part heading, or 第N部分, opens a new part.

    A section's heading is none, unless the narrative has had a section of that kind (``seen``).
    """
    number = numbering(line)
    if number is not None and number.style != "part":
        return False
    heading = heading_at(line)
    return heading is None or (heading.style is None and heading.kind in seen)


def _table_lines(document: Document, drafts: tuple[TableDraft, ...]) -> set[int]:
    inside: set[int] = set()
    spans = [(table.start, table.end) for table in document.tables]
    for index, line in enumerate(document.lines):
        if any(start <= line.start <= end for start, end in spans) and line.end > line.start:
            inside.add(index)
    return inside


def _narratives(document: Document, lines: list[str], boundaries: list[Boundary]) -> tuple[Narrative, ...]:
    narratives: list[Narrative] = []
    for position, boundary in enumerate(boundaries):
        if boundary.heading is None:
            continue
        last = boundaries[position + 1].line if position + 1 < len(boundaries) else len(lines)
        narratives.append(build_narrative(document, lines, boundary.heading, last, len(narratives)))
    return tuple(narratives)


__all__ = ["NarrativeHeading", "Section", "outline"]
