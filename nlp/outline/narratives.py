"""Project narratives: headings, names, and the sections of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from nlp.document import Document, Evidence
from nlp.outline.headings import heading_config, numbering, part_kind, squeeze, unwrap
from nlp.outline.model import Narrative, Section
from nlp.outline.section_marks import marks_in, sections_of

_TRAILING: Final = re.compile(r"[\s：:]+$|[（(]续[)）]$")
#: A heading is no sentence: "…没有项目，不编写项目经费情况说明。" names no project.
_SENTENCE: Final = re.compile(r"[。；;！？，,]")
_MAX_NAME: Final = 90


@dataclass(frozen=True, slots=True)
class NarrativeHeading:
    """A line that opens a narrative; the name's range is empty when the heading states none."""

    line: int
    name_start: int
    name_end: int


def narrative_heading(document: Document, lines: list[str], index: int) -> NarrativeHeading | None:
    """Return the narrative heading on line ``index``; a nameless one needs a section heading below it."""
    text = lines[index]
    if not text or len(text) > _MAX_NAME + 20 or "\t" in text or "|" in text:
        return None
    if part_kind(text) == "narratives" and not _opens_sections(lines, index):
        return None
    rule = heading_config().narrative
    bare_end = len(_TRAILING.sub("", text))
    bare = unwrap(text[:bare_end])
    offset = text.find(bare)
    ending = _ending(bare)
    if ending is None:
        return None
    keep, cut = ending
    name = bare[:cut]
    number = numbering(name)
    start = number.length if number else 0
    name = name[start:]
    start += len(name) - len(name.lstrip())
    end = cut - (len(name) - len(name.rstrip()))
    if keep:
        end = cut + len(keep)
    if number is not None and number.style == "part":
        return None
    if any(word in squeeze(bare[start:end]) for word in rule.not_contains) or _SENTENCE.search(
        bare[start:end]
    ):
        return None
    base = document.lines[index].start + offset
    if end <= start:
        return NarrativeHeading(index, base, base) if _opens_sections(lines, index) else None
    return NarrativeHeading(index, base + start, base + end)


def _ending(bare: str) -> tuple[str, int] | None:
    """Return (words of the ending that belong to the name, where the ending begins) in ``bare``."""
    rule = heading_config().narrative
    for ending in sorted(rule.endings, key=len, reverse=True):
        pattern = r"\s*".join(map(re.escape, ending)) + "$"
        if match := re.search(pattern, bare):
            return rule.name_tails.get(ending, ""), match.start()
    return None


def _opens_sections(lines: list[str], index: int) -> bool:
    """Tell whether the next heading-like line is a narrative section's heading."""
    for line in lines[index + 1 : index + 12]:
        if found := marks_in(line):
            # 绩效目标 alone is as often the next part of the document.
            return found[0].kind != "performance_goals"
        if narrative_like(line):
            return False
    return False


def narrative_like(line: str) -> bool:
    """Tell whether a line ends like a narrative's heading and holds a name."""
    found = _ending(_TRAILING.sub("", line))
    return found is not None and found[1] > 0 and not _SENTENCE.search(line)


def build_narrative(
    document: Document, lines: list[str], heading: NarrativeHeading, last_line: int, index: int
) -> Narrative:
    """Return the narrative from its heading's line to ``last_line`` (exclusive)."""
    start = document.lines[heading.line].start
    end = document.lines[last_line].start if last_line < len(lines) else len(document.text)
    evidence: Evidence | None = None
    if heading.name_end > heading.name_start:
        evidence = document.evidence(heading.name_start, heading.name_end)
    sections = tuple(_sections(document, lines, heading.line + 1, last_line, end))
    return Narrative(index, evidence.text if evidence else None, evidence, start, end, sections)


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
