"""Project narratives: headings, names, and the sections of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from nlp.document import Document, Evidence
from nlp.outline.headings import heading_config, numbering, part_kind, section_kinds, squeeze, unwrap
from nlp.outline.model import Narrative, Section

_TRAILING: Final = re.compile(r"[\s：:]+$|[（(]续[)）]$")
#: A heading is no sentence: "…没有项目，不编写项目经费情况说明。" names no project.
_SENTENCE: Final = re.compile(r"[。；;！？，,]")
_MAX_NAME: Final = 90
_MAX_HEADING: Final = 20
#: After the words of a section's heading: the end of the line, or a mark before the value.
_AFTER_HEADING: Final = re.compile(r"\s*(?:[：:|]\s*|$|[\s\u3000]+(?=\S)|】\s*[：:]?\s*|\]\s*[：:]?\s*)")
#: A narrative may be a table of two columns: its rows begin with a bar or nothing.
_BEFORE_HEADING: Final = re.compile(r"\|?\s*[【\[]?\s*")


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
        if (found := section_heading(line)) is not None:
            # 绩效目标 alone is as often the next part of the document.
            return found.kind != "performance_goals"
        if narrative_like(line):
            return False
    return False


def narrative_like(line: str) -> bool:
    """Tell whether a line ends like a narrative's heading and holds a name."""
    found = _ending(_TRAILING.sub("", line))
    return found is not None and found[1] > 0 and not _SENTENCE.search(line)


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A section's heading at the start of a line; offsets are the line's. ``style`` is its numbering."""

    kind: str
    style: str | None
    value: int | None
    length: int
    body: int


def section_heading(line: str) -> SectionHeading | None:
    """Return the section heading that ``line`` begins with.

    >>> section_heading("三、实施主体：某中心")
    SectionHeading(kind='implementing_body', style='cn', value=3, length=6, body=7)
    >>> section_heading("实施主体由某中心担任") is None
    True
    """
    number = numbering(line)
    position = number.length if number else 0
    before = _BEFORE_HEADING.match(line, position)
    position = before.end() if before else position
    for emphasis in ("**", "__"):
        if line.startswith(emphasis, position):
            position += len(emphasis)
    if number is None and (inner := numbering(line[position:])):
        number, position = inner, position + inner.length
    best: tuple[int, str] | None = None
    kinds = section_kinds()
    compact, offsets = _compact(line, position)
    for length in range(min(len(compact), _MAX_HEADING), 1, -1):
        kind = kinds.get(compact[:length])
        if kind is not None:
            best = (offsets[length - 1] + 1, kind)
            break
    if best is None:
        return None
    end, kind = best
    for emphasis in ("**", "__"):
        if line.startswith(emphasis, end):
            end += len(emphasis)
    after = _AFTER_HEADING.match(line, end)
    if after is None:
        return None
    inline_blank = after[0] != "" and not after[0].strip(" \u3000") and after.end() < len(line)
    if inline_blank and number is None:
        # "实施主体 某某" without number or colon is a sentence as often as a heading.
        return None
    return SectionHeading(
        kind, number.style if number else None, number.value if number else None, end, after.end()
    )


def _compact(line: str, start: int) -> tuple[str, list[int]]:
    """Return the first characters from ``start`` without blanks, and where each stands."""
    chars, offsets = [], []
    for index in range(start, min(len(line), start + 3 * _MAX_HEADING)):
        if not line[index].isspace():
            chars.append(line[index])
            offsets.append(index)
    return "".join(chars), offsets


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
    """Split a narrative at headings of one numbering style: that of its first section heading."""
    marks: list[tuple[str, str, int, int]] = []
    style: str | None = None
    expected = 1
    for index in range(first, last):
        line = lines[index]
        if not line:
            continue
        found = section_heading(line)
        if found is not None and (not marks or found.style == style):
            if not marks:
                style = found.style
            start = document.lines[index].start
            marks.append((found.kind, line[: found.length].strip("*_ 　"), start, start + found.body))
            expected = (found.value or expected) + 1
            continue
        number = numbering(line)
        if (
            marks
            and style is not None
            and number is not None
            and number.style == style
            and number.value == expected
            and len(line) <= _MAX_HEADING
            and not _SENTENCE.search(line)
            and line[-1] not in "，、,"
        ):
            start = document.lines[index].start
            marks.append(("other", line.rstrip("：:"), start, start + len(line)))
            expected += 1
    ends = [mark[2] for mark in marks[1:]] + [end] if marks else []
    return [
        Section(kind, heading, start, min(body, stop), stop)
        for (kind, heading, start, body), stop in zip(marks, ends, strict=True)
    ]
