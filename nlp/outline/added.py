"""Boundaries of the projects that no heading's words told, added to those that words told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from nlp.document import Document
from nlp.outline.headings import numbering, part_kind
from nlp.outline.narrative_names import bare_name, name_end
from nlp.outline.narratives import NarrativeHeading
from nlp.outline.parts import Boundary
from nlp.outline.projects import Project, Region, projects_in
from nlp.outline.told import has_facts, has_sections

_NO_PROJECTS: Final = ("contents",)
#: What stands behind projects under a heading of no known part.
_ELSE: Final = "other_matters"


def with_projects(
    document: Document, lines: Sequence[str], found: Sequence[Boundary], skip: Callable[[int], bool]
) -> list[Boundary]:
    """Return the boundaries with those of more projects; lines of tables (``skip``) head nothing."""
    ends = [each.line for each in (*found[1:],)] + [len(lines)] * bool(found)
    more: list[Boundary] = []
    for position, (boundary, end) in enumerate(zip(found, ends, strict=True)):
        after = found[position + 1] if position + 1 < len(found) else None
        more += _within(document, lines, boundary, end, skip, last=after is None or after.heading is None)
    return more


def _within(
    document: Document,
    lines: Sequence[str],
    boundary: Boundary,
    end: int,
    skip: Callable[[int], bool],
    *,
    last: bool,
) -> list[Boundary]:
    """Return a boundary, and those that are found behind it up to ``end``."""
    named = boundary.heading is not None and boundary.heading.name_end > boundary.heading.name_start
    if named or boundary.kind in _NO_PROJECTS:
        return [boundary]
    kind = "narratives" if boundary.heading is not None else boundary.kind
    projects = projects_in(lines, Region(boundary.line, end, kind), skip)
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
    return [Boundary(boundary.line, kind), *told]


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
            yield Boundary(project.part, "narratives")
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
        if place := bare_name(lines[text]):  # 林场道路维修项目, then prose
            heading = NarrativeHeading(text, start + place[0], start + name_end(lines[text], *place))
        else:
            heading = NarrativeHeading(text, start, start, lines=0)
        yield Boundary(text, "narrative", heading)
