"""Boundaries of the projects that no heading's words told, added to those that words told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise, takewhile
from typing import Final

from nlp.document import Document
from nlp.outline.headings import numbering, part_kind, squeeze
from nlp.outline.name_labels import label_alone
from nlp.outline.narrative_names import bare_name, name_end
from nlp.outline.narratives import NarrativeHeading
from nlp.outline.parts import Boundary
from nlp.outline.projects import NO_HEADING, Project, Region, is_form, projects_in
from nlp.outline.row_marks import BARS
from nlp.outline.section_marks import marks_in
from nlp.outline.told import has_facts, has_most_sections, has_sections, tells_basis

_NO_PROJECTS: Final = ("contents",)
#: What stands behind projects under a heading of no known part, and over projects' evaluations.
_ELSE: Final = "other_matters"
_BEGINS_WITHIN: Final = 3
#: A first section that stands in a narrative so often begins another one there.
_FEWEST_STARTS: Final = 2
#: The lines that a narrative's own name may stand in.
_OWN_NAME: Final = 3


def with_projects(
    document: Document, lines: Sequence[str], found: Sequence[Boundary], skip: Callable[[int], bool]
) -> list[Boundary]:
    """Return the boundaries with those of more projects; lines of tables (``skip``) head nothing."""
    # A narrative filed without its document has sections that are named as a document's parts are: 绩效目标.
    sections = len(
        list(takewhile(lambda each: each.heading is None and _heads_section(lines[each.line]), found))
    )
    front = found[sections].line if sections < len(found) else len(lines)
    more = list(_in_front(document, lines, front, skip, alone=sections == len(found)))
    found = found[sections:] if more else found
    for position, boundary in enumerate(found):
        after = found[position + 1] if position + 1 < len(found) else None
        end = after.line if after else len(lines)
        within = partial(_projects, document, lines, skip, [*found, *more])
        more += _within(document, lines, boundary, end, within, last=after is None or after.heading is None)
    return more


def _projects(
    document: Document,
    lines: Sequence[str],
    skip: Callable[[int], bool],
    told: Sequence[Boundary],
    region: Region,
) -> tuple[Project, ...]:
    """Return the projects of a region, but no form of one that is told already (``told``) or beside it."""
    headings = [each.heading for each in told if each.heading is not None]
    names = {squeeze(document.text[each.name_start : each.name_end]) for each in headings} - {""}
    projects = projects_in(lines, region, skip)
    names |= {_name(lines, each) for each in projects if not is_form(each.head)}
    kept: list[Project] = []
    for each in projects:
        name = _name(lines, each)
        if not is_form(each.head) or not any(name in other or other in name for other in names):
            kept.append(each)
            names.add(name)
    return tuple(kept)


def _name(lines: Sequence[str], project: Project) -> str:
    head = project.head
    return squeeze(lines[head.line][head.start : head.end])


def _in_front(
    document: Document, lines: Sequence[str], end: int, skip: Callable[[int], bool], *, alone: bool
) -> Iterator[Boundary]:
    """Yield the projects in front of the first part; ``alone``: there is no part.

    Only sections tell them there: prose with money, a time and a doer may be a letter or a contract.
    """
    found = projects_in(lines, Region(NO_HEADING, end, None), skip)
    projects = [each for each in found if has_most_sections(lines, each.head.first, each.last)]
    if projects:
        yield from _placed(document, lines, projects, end)
    elif alone and has_most_sections(lines, 0, end) and any(map(_heads_section, _first_told(lines))):
        yield from _nameless(document, lines, NO_HEADING, end)


def _heads_section(line: str) -> bool:
    return any(mark.kind != "other" for mark in marks_in(line))


def _first_told(lines: Sequence[str]) -> list[str]:
    """Return the lines in which a narrative without a heading begins with its first section."""
    return [line for line in lines if line.strip()][:_BEGINS_WITHIN]


def _within(
    document: Document,
    lines: Sequence[str],
    boundary: Boundary,
    end: int,
    within: Callable[[Region], Sequence[Project]],
    *,
    last: bool,
) -> list[Boundary]:
    """Return a boundary, and those that are found behind it up to ``end``."""
    named = boundary.heading is not None and boundary.heading.name_end > boundary.heading.name_start
    if boundary.kind in _NO_PROJECTS:
        return [boundary]
    if named:
        again = _begun_anew(lines, boundary.line, end, within) or _forms_behind(lines, boundary, end, within)
        return [boundary, *_placed(document, lines, again, end)]
    kind = "narratives" if boundary.heading is not None else boundary.kind
    projects = within(Region(boundary.line, end, kind))
    if not projects:
        alone = kind == "narratives" and boundary.heading is None and last
        return [boundary, *(_nameless(document, lines, boundary.line, end) if alone else ())]
    if boundary.heading is not None and has_sections(lines, boundary.line + 1, projects[0].head.first):
        return [boundary]  # the narrative's own sections stand over what looks like projects
    told = list(_placed(document, lines, projects, end))
    first = told[0].heading
    unnumbered = numbering(lines[boundary.line]) is None  # 二、项目经费情况说明 is the part
    if boundary.heading is not None and unnumbered and len(projects) == 1 and first and first.labelled:
        return [Boundary(boundary.line, "narrative", replace(first, line=boundary.line)), *told[1:]]
    return [*([] if told[0].line == boundary.line else [Boundary(boundary.line, kind)]), *told]


def _begun_anew(
    lines: Sequence[str], first: int, end: int, within: Callable[[Region], Sequence[Project]]
) -> list[Project]:
    """Return the projects behind a narrative whose names alone head them: its sections begin anew there."""
    opened = _opening(lines, first + 1, end)
    starts = [
        index for index in range(first + 1, end) if opened and _opening(lines, index, index + 1) == opened
    ]
    if len(starts) < _FEWEST_STARTS:
        return []
    projects = [each for each in within(Region(first, end, "narratives")) if each.head.line > first]
    if not projects or not has_sections(lines, first + 1, projects[0].head.line):
        return []
    return [
        replace(each, part=None)
        for each in projects
        if each.head.style == "bare" and _opening(lines, each.head.line + 1, each.last) == opened
    ]


def _forms_behind(
    lines: Sequence[str], boundary: Boundary, end: int, within: Callable[[Region], Sequence[Project]]
) -> list[Project]:
    """Return the projects behind a narrative that are told in tables of labels, each its own."""
    return [
        replace(each, part=None)
        for each in within(Region(boundary.line, end, "narratives"))
        if each.head.style == "label"
        and BARS.search(lines[each.head.line])
        and tells_basis(lines, each.head.line + 1, each.last)
        and _name(lines, each) not in squeeze("".join(lines[boundary.line : each.head.first][:_OWN_NAME]))
    ]


def _opening(lines: Sequence[str], first: int, end: int) -> tuple[str, str, int | None] | None:
    """Return kind, style and number of the first section of the lines, if it has a style."""
    mark = next((marks[0] for line in lines[first:end] if (marks := marks_in(line))), None)
    return None if mark is None or mark.style is None else (mark.kind, mark.style, mark.value)


def _placed(
    document: Document, lines: Sequence[str], projects: Sequence[Project], end: int
) -> Iterator[Boundary]:
    parts: set[int] = set()
    for project, after in pairwise((*projects, None)):
        if project is None:
            continue
        head = project.head
        if project.part is not None and project.part not in parts:
            parts.add(project.part)
            # 十二、预算绩效情况 tells of all projects before it tells of each.
            yield Boundary(project.part, _ELSE if head.evaluated else "narratives")
        base = document.lines[head.line].start
        labelled = head.style == "label"
        name = base + head.start, base + head.end
        heading = NarrativeHeading(head.first, *name, labelled=labelled, lines=0 if head.runs_in else 1)
        yield Boundary(head.first, "narrative", heading)
        if project.last < end and (after is None or after.head.first > project.last):
            over = after.part if after else None
            if project.last != over:
                yield Boundary(project.last, part_kind(lines[project.last]) or _ELSE)


def _nameless(document: Document, lines: Sequence[str], first: int, end: int) -> Iterator[Boundary]:
    """Yield the narrative that a part's text is, if it tells of a project without any heading."""
    text = next((index for index in range(first + 1, end) if lines[index].strip()), end)
    if has_sections(lines, text, end) or has_facts("\n".join(lines[text:end])):
        start = document.lines[text].start
        if place := label_alone(lines[text]) or bare_name(lines[text]):  # 林场道路维修项目, then prose
            heading = NarrativeHeading(text, start + place[0], start + name_end(lines[text], *place))
        else:
            heading = NarrativeHeading(text, start, start, lines=0)
        yield Boundary(text, "narrative", heading)
