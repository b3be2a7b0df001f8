"""Project narratives: headings, names, and the sections of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from nlp.document import Document, Evidence
from nlp.outline.headings import Numbering, heading_config, numbering, part_kind, squeeze, unwrap
from nlp.outline.model import Narrative, Section
from nlp.outline.name_labels import labelled_name
from nlp.outline.narrative_names import (
    SENTENCE,
    accounts_name,
    bare_name,
    heads_projects,
    name_end,
    name_in,
    names_none,
    names_owner,
    numbered_name,
    trimmed,
    unquoted,
)
from nlp.outline.row_marks import Mark
from nlp.outline.section_marks import heading_at, marks_in, sections_of
from nlp.outline.told import has_facts, has_sections
from nlp.outline.wrapped import wrapped_name

#: A heading's words in front of its text.
_RUN_IN: Final = re.compile(r"\s*(?P<heading>[^。：:；;，,|｜\t]{4,80})[。：:](?=\s*\S.{12})")
_SHORTEST_TITLE: Final = 4
_MAX_NAME: Final = 90
#: How many lines may introduce the projects of a part.
_REACH: Final = 30
#: A line that is cut by the page is at least so long, and so much of the widest.
_NARROWEST: Final = 18
_FULL_LINE: Final = 0.8
#: The sections that a narrative begins with.
_FIRST: Final = ("overview", "legal_basis")
_FIRST_NUMBERS: Final = (1, 2)
#: The first two sections of a narrative that is told in short paragraphs stand within so many lines.
_SECTIONS_WITHIN: Final = 8


@dataclass(frozen=True, slots=True)
class NarrativeHeading:
    """A line that opens a narrative; the name's range is empty when the heading states none.

    ``labelled``: the line is 项目名称：某某, which may as well stand inside a narrative. ``lines``: how many
    lines the page's width made of the heading, 0 where text goes on behind it on its line or there is none.
    ``name_line``: the line of 项目名称 where labels stand over it. ``accounts``: it may be a section's, too.
    """

    line: int
    name_start: int
    name_end: int
    labelled: bool = False
    lines: int = 1
    name_line: int | None = None
    accounts: bool = False


def narrative_heading(document: Document, lines: list[str], index: int) -> NarrativeHeading | None:
    """Return the narrative heading on line ``index``; a nameless one needs a section heading below it."""
    text = lines[index]
    if run_in := _run_in_heading(document, text, index):
        return run_in
    if not text or len(text) > _MAX_NAME + 20 or "\t" in text or "|" in text:
        return None
    over = heads_projects(text)
    if not over and heads_projects(text, owned=True):
        if projects_below(document, lines, index):
            return None
        over = labelled_name(_below(lines, index)) is not None  # whose they are is no project's name
    if (over or part_kind(text) == "narratives") and (
        not _opens_sections(lines, index, over=True) or projects_below(document, lines, index)
    ):
        return None
    bare = unwrap(trimmed(text))
    base = document.lines[index].start + text.find(bare)
    if over:
        return NarrativeHeading(index, base, base)
    if cut := _over_ending(document, lines, index) or _cut_heading(document, lines, index):
        return cut
    found = name_in(bare)
    if found is not None and found.behind_colon:
        found = name_in(bare.rstrip("。"))  # 重点项目说明：灯具更换。
    number = numbering(bare)
    # 项目名称 on the line above: a form whose cells stand one below the other.
    valued = index > 0 and lines[index - 1].strip() in heading_config().narrative.name_labels
    told = accounts_name(bare) if found is None and not valued else None
    if told is not None and _tells_project(lines, index, bare[told.start : told.end]):
        return NarrativeHeading(index, base + told.start, base + told.end, accounts=True)
    if found is None or (number is not None and number.style == "part"):
        return None
    name = bare[found.start : found.end]
    if SENTENCE.search(name):
        return None
    # 政府采购代理项目经费情况说明 is a project's where its sections follow.
    if names_none(name, strict=True) and name:
        opens = found.project and not names_none(name, strict=False)
        if not opens or not _opens_sections(lines, index):
            return None
    if found.behind_colon and not (_opens_first(lines, index) or _tells_project(lines, index, name)):
        return None
    if not name:
        return NarrativeHeading(index, base, base) if _opens_sections(lines, index) else None
    return NarrativeHeading(index, base + found.start, base + found.end)


def _run_in_heading(document: Document, line: str, index: int) -> NarrativeHeading | None:
    """Return the heading whose text goes on behind it on its line: 某某项目经费情况说明。本项目依据…"""
    match = _RUN_IN.match(line)
    found = name_in(match["heading"]) if match else None
    if match is None or found is None or not found.project:
        return None
    name = match["heading"][found.start : found.end]
    if (
        not name
        or names_none(name, strict=True)
        or part_kind(match["heading"])
        or not has_facts(line[match.end() :])
    ):
        return None
    base = document.lines[index].start
    return NarrativeHeading(index, base + found.start, base + found.end, lines=0)


def _tells_project(lines: list[str], index: int, name: str) -> bool:
    """Tell whether what stands below a heading is a project's: its sections or its facts.

    Parts of a whole document's accounts are headed so too: 某某局项目支出决算情况说明.
    """
    number = numbering(lines[index])
    if SENTENCE.search(name) or (number is not None and number.style == "part"):
        return False
    end = index + 1
    while end < min(len(lines), index + _REACH) and not (
        counts_on(number, lines[end]) or _heads_narrative(lines[end]) or _heads_part(lines[end])
    ):
        end += 1
    below = lines[index + 1 : end]
    return has_sections(lines, index + 1, end) or (not names_owner(name) and has_facts("\n".join(below)))


def _heads_part(line: str) -> bool:
    """Tell whether a line is a part's heading, and no section's of known kind."""
    mark = heading_at(line)
    return part_kind(line) is not None and (mark is None or mark.kind == "other")


def _over_ending(document: Document, lines: list[str], index: int) -> NarrativeHeading | None:
    """Return the heading whose ending stands below by itself: 某某项目, then 项目经费情况说明.

    A title that does not say 项目 stands apart from what is above.
    """
    line = lines[index]
    below = next((i for i in range(index + 1, min(len(lines), index + 3)) if lines[i].strip()), None)
    if below is None or numbering(lines[below]) is not None:
        return None
    rest = name_in(unwrap(lines[below].strip()))
    if rest is None or rest.start < rest.end:
        return None
    base = document.lines[index].start
    heading = NarrativeHeading(index, base, base, lines=below - index + 1)
    place = bare_name(line)
    if place is not None:
        said = next((e for e in heading_config().narrative.objects if line[slice(*place)].endswith(e)), None)
        if said is None or not squeeze(lines[below]).startswith(said):
            return None
        return replace(heading, name_start=base + place[0], name_end=base + place[1] - len(said))
    apart = not (index and lines[index - 1].strip())
    if not rest.project or not apart or not _is_title(line) or not _opens_sections(lines, below):
        return None
    return replace(heading, name_end=base + len(line.rstrip()))


def _is_title(line: str) -> bool:
    """Tell whether a line may be a project's name: it is no other heading, and no office or budget."""
    bare = squeeze(line)
    if not _SHORTEST_TITLE <= len(bare) <= _MAX_NAME or SENTENCE.search(bare) or "：" in bare:
        return False
    other = numbering(line) is not None or part_kind(line) is not None or bool(marks_in(line))
    return not (
        other or names_owner(bare) or names_none(bare, strict=True) or bare.endswith(("预算", "决算"))
    )


def _cut_heading(document: Document, lines: list[str], index: int) -> NarrativeHeading | None:
    """Return the heading that the page's width cuts after line ``index``: 某某项目经费情况/说明.

    A line that cuts the name itself must be as wide as the page, and an empty line stand over it.
    """
    line, below = lines[index], lines[index + 1] if index + 1 < len(lines) else ""
    whole = line + below
    if not below or len(below) > len(line) or not whole.endswith(heading_config().narrative.closings):
        return None
    if name_in(line) is not None or numbering(below) is not None or SENTENCE.search(whole):
        return None
    found, rest = name_in(whole), name_in(below)
    if rest is None and marks_in(below):
        return None
    if found is None or found.end == found.start or found.behind_colon or not found.project:
        return None
    if found.end >= len(line):  # the name goes on below, or stands alone over its ending
        width = max(len(each) for each in lines[index : index + _REACH])
        wide = _NARROWEST <= len(line) >= _FULL_LINE * width
        if rest is None or not wide or (index and lines[index - 1].strip()):
            return None
    name = whole[found.start : found.end]
    if names_none(name, strict=False) or part_kind(line) or not _opens_sections(lines, index + 1):
        return None
    first, second = document.lines[index].start, document.lines[index + 1].start
    end = first + found.end if found.end <= len(line) else second + found.end - len(line)
    return NarrativeHeading(index, first + found.start, end, lines=2)


def projects_below(document: Document, lines: list[str], index: int) -> bool:
    """Tell whether the heading of a project stands below line ``index`` before any section's or part's."""
    for below in range(index + 1, min(len(lines), index + _REACH)):
        line = lines[below]
        if not line.strip():
            continue
        if heads_projects(line, owned=True):
            return False
        heading = narrative_heading(document, lines, below) or heading_in_part(document, lines, below, set())
        if heading is not None:
            return heading.name_end > heading.name_start and not heading.labelled
        if marks_in(line) or part_kind(line) is not None or counts_on(numbering(lines[index]), line):
            return False
    return False


def _marks_below(lines: list[str], index: int) -> list[Mark]:
    """Return the section headings of the next line that is not empty."""
    return marks_in(_below(lines, index))


def _below(lines: list[str], index: int) -> str:
    return next((each for each in lines[index + 1 : index + 4] if each.strip()), "")


def _opens_first(lines: list[str], index: int) -> bool:
    marks = _marks_below(lines, index)
    return bool(marks) and (marks[0].value == 1 or (marks[0].value is None and marks[0].kind in _FIRST))


def heading_in_part(
    document: Document, lines: list[str], index: int, seen: set[str]
) -> NarrativeHeading | None:
    """Return the heading without an ending on line ``index`` of the narratives' part, if it is one.

    It names a project, and a first section follows. ``seen`` holds the kinds of the sections that the
    narrative above has had.
    """
    line = lines[index]
    if not line or "\t" in line or "|" in line:
        return None
    base = document.lines[index].start
    label = labelled_name(line)
    if label and not label.counted:
        below = next((i for i in range(index + 1, min(len(lines), index + 4)) if lines[i].strip()), None)
        if below is not None and narrative_heading(document, lines, below):
            return None
        rest = line[label.end :].strip()
        runs_in = len(rest) > 1 and SENTENCE.match(rest) is not None
        if runs_in and not has_sections(lines, index, _next_name(lines, index)):
            return None  # an item of a list of projects
        at = base + label.start, base + label.end
        return NarrativeHeading(index, *at, labelled=True, lines=0 if runs_in else 1)
    if (cut := wrapped_name(lines, index)) and (marks := marks_in(_below(lines, index + 1))):
        fresh = not seen or marks[0].value == 1 or marks[0].kind in seen
        end = document.lines[index + 1].start + cut[1]
        return NarrativeHeading(index, base + cut[0], end, lines=2) if fresh else None
    place = (label.start, label.end) if label else bare_name(line)
    told = place is not None
    place = place or numbered_name(line)
    if place is None or part_kind(line) is not None:
        return None
    marks = _marks_below(lines, index)
    number = numbering(line)
    if not marks or marks[0].inside or (number is not None and number.style == marks[0].style):
        return None
    first = marks[0].value == 1 and marks[0].kind in _FIRST and not marks[0].weak
    if not told and not first:
        return None
    again = marks[0].value == 1 or (marks[0].value is None and (not seen or marks[0].kind in seen))
    return NarrativeHeading(index, base + place[0], base + name_end(line, *place)) if again else None


def _next_name(lines: list[str], index: int) -> int:
    """Return the next line behind ``index`` that labels a project's name, or the end of the reach."""
    end = min(len(lines), index + _REACH)
    return next((at for at in range(index + 1, end) if labelled_name(lines[at])), end)


def opens_narrative(lines: list[str], index: int) -> bool:
    """Tell whether a numbered heading outside the narratives' part opens one all the same.

    （一）某某项目 stands in whatever part; its first two sections follow, 1. and 2.
    """
    if numbering(lines[index]) is None or bare_name(lines[index]) is None:
        return False
    told = [marks_in(line) for line in lines[index + 1 : index + _SECTIONS_WITHIN] if line.strip()]
    marks = list(filter(None, told))
    if len(marks) < len(_FIRST_NUMBERS) or not told[0]:
        return False
    first, second = marks[0][0], marks[1][0]
    counted = (first.value, second.value) == _FIRST_NUMBERS and first.style == second.style
    return counted and first.kind in _FIRST and not (first.weak or first.inside)


def _opens_sections(lines: list[str], index: int, *, over: bool = False) -> bool:
    """Tell whether the next heading-like line is a narrative section's heading, ``over`` one of the first."""
    number = numbering(lines[index])
    for line in lines[index + 1 : index + 12]:
        if _heads_narrative(line) or counts_on(number, line):
            return False
        if found := marks_in(line):
            # 绩效目标 alone is as often the next part of the document, and 五、 behind 项目支出说明 too.
            early = not over or found[0].value in (None, *_FIRST_NUMBERS)
            return early and found[0].kind != "performance_goals"
    return False


def counts_on(number: Numbering | None, line: str) -> bool:
    """Tell whether a line has the number behind another's: the next heading of the same rank."""
    following = numbering(line)
    if number is None or following is None or number.value is None:
        return False
    return (following.style, following.value) == (number.style, number.value + 1)


def _heads_narrative(line: str) -> bool:
    """Tell whether a line is a narrative's heading, by its words, and no numbered section's."""
    found = name_in(trimmed(line))
    if found is None or SENTENCE.search(line):
        return False
    return found.end > found.start or numbering(line) is None


def build_narrative(
    document: Document, lines: list[str], heading: NarrativeHeading, last_line: int, index: int
) -> Narrative:
    """Return the narrative from its heading's line to ``last_line`` (exclusive)."""
    start = document.lines[heading.line].start
    end = document.lines[last_line].start if last_line < len(lines) else len(document.text)
    evidence: Evidence | None = None
    if heading.name_end > heading.name_start:
        evidence = document.evidence(*unquoted(document.text, heading.name_start, heading.name_end))
    sections = tuple(_sections(document, lines, heading.line + heading.lines, last_line, end))
    name = re.sub(r"\s*\n\s*", "", evidence.text) if evidence else None
    return Narrative(index, name, evidence, start, end, sections, titled=heading.lines > 0)


def _sections(document: Document, lines: list[str], first: int, last: int, end: int) -> list[Section]:
    """Split the lines of a narrative at the headings of its sections."""
    placed = sections_of(lines, first, last)
    starts = [document.lines[each.start[0]].start + each.start[1] for each in placed]
    bodies = [document.lines[each.body[0]].start + each.body[1] for each in placed]
    ends = [*starts[1:], end]
    return [
        Section(each.kind, each.heading, start, min(body, stop), stop)
        for each, start, body, stop in zip(placed, starts, bodies, ends, strict=False)
    ]
