"""Join the outline's pieces: tables first, then narratives, then the parts between them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from nlp.document import Document
from nlp.outline import cover
from nlp.outline.added import with_projects
from nlp.outline.blank_rows import with_tabs
from nlp.outline.headings import heading_config, line_texts, numbering, part_kind, squeeze
from nlp.outline.label_lists import first_line
from nlp.outline.model import Narrative, Outline, Section
from nlp.outline.name_labels import labelled_name
from nlp.outline.narrative_names import heads_projects
from nlp.outline.narratives import (
    NarrativeHeading,
    build_narrative,
    counts_on,
    heading_in_part,
    narrative_heading,
    opens_narrative,
    projects_below,
)
from nlp.outline.owner import organisation
from nlp.outline.page_ends import without_page_ends
from nlp.outline.parts import Boundary, contents_range, parts
from nlp.outline.section_marks import heading_at, marks_in
from nlp.outline.tables import TableDraft, budget_tables
from nlp.outline.tables.build import TEXT_KINDS
from nlp.outline.tables.config import kind_of_title
from nlp.outline.units import units
from nlp.readers.wrapping import runs_on

#: Where a project's name alone may be a heading.
_NARRATIVES: Final = ("narratives", "narrative")
#: Lines between a form's title and 项目名称: its year, who fills it in, its unit.
_FORM_REACH: Final = 6


def outline(document: Document) -> Outline:
    """Return the outline of a document; a text that is no budget gives an outline of kind ``unknown``."""
    lines = line_texts(document)
    drafts = budget_tables(document, lines)
    tables = tuple(draft.table for draft in drafts)
    in_table = _table_lines(document, drafts)
    lines = with_tabs(lines)
    told = without_page_ends(document, lines)
    boundaries = _boundaries(document, told, drafts)
    boundaries = with_projects(document, told, boundaries, in_table.__contains__)
    sections = parts(document, lines, boundaries)
    name = organisation(lines, tables)
    return Outline(
        document=document,
        kind=cover.document_kind(lines, tables),
        level=cover.level(lines, name),
        fiscal_year=cover.fiscal_year(lines, tables),
        organisation=name,
        units=units(document, sections, name),
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
            form = titles[index].kind == "performance_form"
            if form and open_kind == "narrative" and not seen and not titles[index].title.endswith("表"):
                seen = {"form"}  # the narrative itself, written as a form
                continue
            if form and open_kind == "narrative" and _is_empty(lines, found[-1], index, seen):
                found[-1] = Boundary(found[-1].line, "narratives")  # 二、项目经费情况说明, then the forms
            kind = "performance_forms" if form else "tables"
            if open_kind != kind:
                found.append(Boundary(index, kind))
            open_kind = kind
            continue
        if not line or index in in_table or _in_heading(index, found):
            continue
        if open_kind == "narrative" and seen and _titles_list_of_cells(lines, index):
            found.append(Boundary(index, "performance_forms"))
            open_kind = "performance_forms"
            continue
        heading = narrative_heading(document, lines, index)
        if heading is not None and heading.accounts:
            above = _named_above(found) if open_kind == "narrative" else None
            if above is not None and _same_project(document, heading, above):
                continue  # the narrative's own section
            heading = heading if _heads_accounts(lines, heading, open_kind, above) else None
        if heading is not None and not (open_kind == "narrative" and _is_section(heading, lines, found[-1])):
            if open_kind == "narrative" and _is_empty(lines, found[-1], index, seen):
                found[-1] = Boundary(found[-1].line, "narratives")  # one heading right over the other
            found.append(Boundary(index, "narrative", heading))
            open_kind = "narrative"
            seen = set()
            continue
        open_here = open_kind in _NARRATIVES or opens_narrative(lines, index)
        heading = heading_in_part(document, lines, index, seen) if open_here else None
        if heading is not None and heading.labelled and open_kind == "narrative":
            inside = not (_is_nameless(found[-1], seen) or "name" in seen or seen - {"other"})
            seen.add("name")
            heading = None if inside else heading
        elif heading is not None and open_kind == "narrative" and not _is_nameless(found[-1], seen):
            # A second title right below the first: nothing has been told yet.
            told = seen or any("。" in each for each in lines[found[-1].line + 1 : index])
            heading = heading if told else None
        if heading is not None:
            nameless = bool(found) and _is_nameless(found[-1], seen)
            if nameless and heading.labelled and numbering(lines[found[-1].line]) is not None:
                found[-1] = Boundary(found[-1].line, "narratives")  # 二、项目经费情况说明: the part
                heading = _with_list(document, lines, heading, found)
            elif nameless:  # 项目经费情况说明, then 项目名称：某某
                heading = replace(heading, line=found.pop().line)
            elif heading.labelled:
                heading = _with_list(document, lines, heading, found)
            found.append(Boundary(heading.line, "narrative", heading))
            open_kind = "narrative"
            seen = {"name"} if heading.labelled else set()
            continue
        over = heads_projects(line, owned=True) and projects_below(document, lines, index)
        kind_here = "narratives" if over else part_kind(line)
        if kind_here is not None and runs_on(document.text, lines, index):
            kind_here = None  # 2025年度“三公”经费财政拨款支出决算数比2024年 | 度减少2.80万元，…
        ends = kind_here is not None and (
            open_kind != "narrative" or _ends_narrative(line, seen) or _next_part(lines, index, found)
        )
        if open_kind == "narrative" and not ends:
            seen |= {mark.kind for mark in marks_in(line)}
        if kind_here is None or kind_here == "contents" or not ends:
            continue
        found.append(Boundary(index, kind_here))
        open_kind = kind_here
    return found


def _with_list(
    document: Document, lines: list[str], heading: NarrativeHeading, found: list[Boundary]
) -> NarrativeHeading:
    """Return a heading 项目名称：某某 from the first line of its list of labels on."""
    named = [b.heading for b in found if b.heading is not None and b.heading.labelled]
    lists = [(each.line, each.name_line or each.line) for each in named]
    floor = max([found[-1].line, *(at for _, at in lists)])
    name = document.text[heading.name_start : heading.name_end]
    first = first_line(lines, floor, heading.line, name, lists)
    lines_of_it = heading.lines if first == heading.line else 1
    return replace(heading, line=first, name_line=heading.line, lines=lines_of_it)


def _titles_list_of_cells(lines: list[str], index: int) -> bool:
    """Tell whether a line titles a performance form whose cells a converter left one below the other."""
    if kind_of_title(squeeze(lines[index])) != "performance_form" or not lines[index].rstrip().endswith("表"):
        return False
    below = [line.strip() for line in lines[index + 1 : index + 1 + _FORM_REACH] if line.strip()]
    return any(each in heading_config().narrative.name_labels for each in below)


def _in_heading(index: int, found: list[Boundary]) -> bool:
    """Tell whether a line is the rest of the heading above it, which the page's width cuts."""
    heading = found[-1].heading if found else None
    return heading is not None and index < heading.line + heading.lines


def _is_section(heading: NarrativeHeading, lines: list[str], above: Boundary) -> bool:
    """Tell whether a numbered heading without a name is the named narrative's own: 一、项目情况说明.

    2. 项目经费情况说明 behind 1. 某某项目经费情况说明 is the next narrative's, whose name stands below.
    """
    named = above.heading is not None and above.heading.name_end > above.heading.name_start
    if heading.name_start < heading.name_end or not named or numbering(lines[heading.line]) is None:
        return False
    below = next((each for each in lines[heading.line + 1 :] if each.strip()), "")
    over = numbering(lines[above.line])
    return not (counts_on(over, lines[heading.line]) and labelled_name(below) is not None)


def _named_above(found: list[Boundary]) -> NarrativeHeading | None:
    """Return the heading of the open narrative, if it names the project."""
    heading = found[-1].heading if found else None
    return heading if heading is not None and heading.name_end > heading.name_start else None


def _same_project(document: Document, one: NarrativeHeading, other: NarrativeHeading) -> bool:
    name, whole = (squeeze(document.text[each.name_start : each.name_end]) for each in (one, other))
    return name in whole


def _heads_accounts(
    lines: list[str], heading: NarrativeHeading, open_kind: str | None, above: NarrativeHeading | None
) -> bool:
    """Tell whether a heading of a project's accounts opens a narrative where it stands.

    Behind another narrative, whose heading is ``above``, it stands as that one's heading does. Outside of the
    narratives' part a numbered one without 说明 is an item of a list.
    """
    line = lines[heading.line]
    if above is not None and (over := numbering(lines[above.line])) is not None:
        return counts_on(over, line)
    number = numbering(line)
    if above is not None:
        return number is None and not lines[heading.line - 1].strip()
    return number is None or open_kind in _NARRATIVES or squeeze(line).endswith("说明")


def _is_nameless(boundary: Boundary, seen: set[str]) -> bool:
    """Tell whether the open narrative has no name and no section of its own yet."""
    heading = boundary.heading
    return heading is not None and heading.name_start == heading.name_end and not seen - {"other", "name"}


def _is_empty(lines: list[str], boundary: Boundary, index: int, seen: set[str]) -> bool:
    """Tell whether nothing stands between the open narrative's nameless heading and line ``index``."""
    return _is_nameless(boundary, seen) and not any(map(str.strip, lines[boundary.line + 1 : index]))


def _ends_narrative(line: str, seen: set[str]) -> bool:
    """Inside a narrative only an unnumbered part heading, or 第N部分, opens a new part.

    A section's heading is none, unless the narrative has had a section of that kind (``seen``).
    """
    number = numbering(line)
    if number is not None and number.style != "part":
        return False
    heading = heading_at(line)
    return heading is None or (heading.style is None and heading.kind in seen)


def _next_part(lines: list[str], index: int, found: list[Boundary]) -> bool:
    """Tell whether a heading counts on from the number of the part that the narratives stand in.

    A section of the narrative may count so too: 五、政府采购情况 behind 四、实施方案.
    """
    part = next((lines[b.line] for b in reversed(found) if b.heading is None), "")
    if not counts_on(numbering(part), lines[index]) or heading_at(lines[index]) is not None:
        return False
    return not any(counts_on(numbering(line), lines[index]) for line in lines[found[-1].line + 1 : index])


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
