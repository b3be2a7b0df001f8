"""The top-level parts of a document: its table of contents, and the sections between boundaries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from nlp.document import Document
from nlp.outline.headings import numbering, squeeze
from nlp.outline.model import Section
from nlp.outline.narratives import NarrativeHeading

#: 目录 entries may end with dots and a page number.
_LEADER: Final = re.compile(r"(?<![\s.…·．。])[\s.…·．。]{2,}+\d*$|(?<!\s)\s++\d{1,3}$")
#: "1.2026年…": in a contents a year may follow the number without a blank.
_NUMBERED: Final = re.compile(r"\d{1,2}\s*[.．、]")
#: Kinds whose own numbered headings stay inside the part that is open already.
_PROSE: Final = frozenset({"compilation_notes", "other_matters"})
#: Kinds whose numbered items speak of budgets, assets and procurement too, without opening a part.
_LISTS: Final = frozenset({"functions", "terms", "units"})
_MAX_CONTENTS_LINES: Final = 120


@dataclass(frozen=True, slots=True)
class Boundary:
    """A line where something begins; ``heading`` for a narrative."""

    line: int
    kind: str
    heading: NarrativeHeading | None = None


def contents_range(lines: list[str]) -> tuple[int, int] | None:
    """Return the lines [first, end) of the table of contents, or ``None``.

    It begins at 目录 and ends where one of its entries comes again, else at the first line that looks like
    no entry. An entry wrapped onto a second line stays inside.
    """
    first = next(
        (i for i, line in enumerate(lines[:200]) if squeeze(line).strip("【】[]—-") in ("目录", "目次")), None
    )
    if first is None:
        return None
    last = min(len(lines), first + _MAX_CONTENTS_LINES)
    again = _first_repetition(lines, first + 1, last)
    if again is not None:
        return (first, again)
    end = first + 1
    for index in range(first + 1, last):
        line = lines[index]
        if not line.strip():
            continue
        is_entry = _NUMBERED.match(line) or numbering(line) is not None or _LEADER.search(line) is not None
        wrapped = end > first + 1 and index == end and len(squeeze(line)) <= 14
        if len(line) > 80 or not (is_entry or wrapped):
            break
        end = index + 1
    return (first, end)


def _first_repetition(lines: list[str], first: int, last: int) -> int | None:
    """Return the line where an entry of the contents comes again, as the heading that it names.

    Headings may say more than their entries do (某局机构设置 for 部门机构设置), so the repetition that is
    found may come late: nothing but short lines stands before it, or there is none.
    """
    seen: set[str] = set()
    for index in range(first, last):
        line = lines[index]
        if not line.strip():
            continue
        entry = _entry(line)
        if len(entry) >= 4 and entry in seen:
            return index
        if len(line) > 80 or "。" in line:
            return None
        seen.add(entry)
    return None


def _entry(line: str) -> str:
    number = numbering(line)
    return squeeze(_LEADER.sub("", line[number.length :] if number else line))


def parts(document: Document, lines: list[str], boundaries: list[Boundary]) -> tuple[Section, ...]:
    """Return the parts in order; each runs to the next. Narratives are left to their own room.

    A numbered heading of the same prose kind as the open part is a heading of that part, unless it counts
    on from that part's own number (一、 …, 二、 …).
    """
    kept: list[Boundary] = []
    style: str | None = None
    value: int | None = None
    for boundary in boundaries:
        number = numbering(lines[boundary.line])
        own_style = number.style if number else None
        if kept and boundary.heading is None:
            before = kept[-1].kind
            counts_on = (
                number is not None and own_style == style and value is not None and number.value == value + 1
            )
            if boundary.kind == before and before in _PROSE and own_style is not None and not counts_on:
                continue
            if before in _LISTS and own_style not in (None, "part", "cn"):
                continue
        kept.append(boundary)
        style, value = own_style, number.value if number else None
    ends = [document.lines[boundary.line].start for boundary in kept[1:]] + [len(document.text)]
    return tuple(
        Section(
            boundary.kind,
            lines[boundary.line],
            document.lines[boundary.line].start,
            document.lines[boundary.line].end,
            end,
        )
        for boundary, end in zip(kept, ends, strict=False)
        if boundary.heading is None
    )
