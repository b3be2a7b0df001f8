"""The list of budget units (预算单位): what a document says its budget or accounts cover."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from nlp.document import Document
from nlp.outline.headings import numbering, part_kind
from nlp.outline.model import Section, Unit
from nlp.outline.unit_lists import ListReader, from_grid, is_page_mark, unit_at
from nlp.outline.unit_names import Range, enumerated, is_head_office, is_seat
from nlp.outline.unit_words import (
    COUNT,
    announcement,
    below,
    denied,
    internal,
    leading,
    not_apart,
    under,
    unit_words,
)

#: Parts that tell no units in words.
_SILENT: Final = frozenset({"contents", "terms", "tables", "performance_forms"})
#: Parts that tell who belongs to the organisation.
_OWN: Final = frozenset({"units", "functions"})
#: Words of one sentence that may lead to names.
_MOST_LEADS: Final = 24
#: Announcements of one paragraph that are tried, and characters in front of one that matter.
_MOST_TOLD: Final = 8
_CLAUSE: Final = 60
#: Characters of the longest sentence.
_SENTENCE: Final = 6_000
_SENTENCE_END: Final = re.compile("[。：:；;]$")
_COUNTED: Final = re.compile(COUNT)
_DIGITS: Final = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines of running text without their ends; ``offsets`` are those of its characters in the document."""

    text: str
    offsets: tuple[int, ...]
    last_line: int


def units(
    document: Document, sections: tuple[Section, ...], organisation: str | None = None
) -> tuple[Unit, ...]:
    """Return the listed units in order: behind a sentence that announces them, or below their own heading.

    A document that says it covers nothing but its ``organisation`` (本级) lists none.
    """
    told = sorted(
        (section for section in sections if section.kind not in _SILENT),
        key=lambda section: (section.kind not in _OWN, section.kind != "units", section.start),
    )
    paragraphs = {section: _paragraphs(document, section) for section in told}
    for pattern, kinds in ((announcement(), None), (under(), _OWN)):
        for section in told:
            if kinds is not None and section.kind not in kinds:
                continue
            found = _announced(document, section, paragraphs[section], pattern)
            if found is not None:
                return found
        if kinds is None and (found := _under_headings(document, told, organisation)):
            return found
    return ()


def _announced(
    document: Document, section: Section, paragraphs: list[_Paragraph], pattern: re.Pattern[str]
) -> tuple[Unit, ...] | None:
    """Return the units behind the first announcement that says which they are, ``None`` without one."""
    for at, paragraph in enumerate(paragraphs):
        for found in islice(pattern.finditer(paragraph.text), _MOST_TOLD):
            if not _announces(paragraph.text, found):
                continue
            told = _behind(document, section, paragraph, found)
            if told is None and (count := _count(paragraph, found.start())) is not None:
                told = () if count == 1 else _as_many(document, paragraphs[at:], count)
            if told is not None:
                return told
    return None


def _announces(text: str, found: re.Match[str]) -> bool:
    """Tell whether words say which units there are: they are not denied, and about no departments."""
    before = text[max(0, found.start() - _CLAUSE) : found.start()]
    clause = re.split("[。；;，,]", before)[-1]
    sentence = text[found.start() : _sentence_end(text, found.end())]
    return not (
        not_apart().search(sentence) or internal().search(clause + found[0]) or denied().search(before)
    )


def _behind(
    document: Document, section: Section, paragraph: _Paragraph, found: re.Match[str]
) -> tuple[Unit, ...] | None:
    """Return the units told behind an announcement: in its sentence, or below it.

    Nothing where it says that the organisation itself is the only one; ``None`` where no units are told.
    """
    text, (start, end) = paragraph.text, found.span()
    stop = _sentence_end(text, end)
    count = _count(paragraph, start)
    listed = text.endswith(("：", ":")) or below().search(text, end) is not None or stop == len(text)
    if listed and (told := ListReader(document, section.end, ends=False).read(paragraph.last_line + 1)):
        return told
    leads = islice(leading().finditer(text, start, stop), _MOST_LEADS)
    direct = [(count == 1, end)] if found.re is under() else []
    for single, at in (*direct, *((_is_single(lead[0]), lead.end()) for lead in leads)):
        names = enumerated(text, at, stop, led=at != end) if at >= end - 1 else []
        if len(names) > 1:
            return tuple(_unit(document, paragraph, name) for name in names)
        if names and count in (None, 1) and single:
            own = is_head_office(text[slice(*names[0])])
            return () if own else (_unit(document, paragraph, names[0]),)
    return None


def _as_many(document: Document, paragraphs: list[_Paragraph], count: int) -> tuple[Unit, ...] | None:
    """Return as many units as were announced, from a list or a table that comes later (详见附表)."""
    for paragraph in paragraphs:
        for lead in islice(leading().finditer(paragraph.text), _MOST_LEADS):
            names = enumerated(paragraph.text, lead.end(), _sentence_end(paragraph.text, lead.end()))
            if len(names) == count:
                return tuple(_unit(document, paragraph, name) for name in names)
    for grid in document.tables:
        found = from_grid(document, grid)
        if len({unit.name for unit in found}) == len(found) == count:
            return found
    return None


def _is_single(lead: str) -> bool:
    """Tell whether one name may stand behind a word, alone: 即某院."""
    return lead in "：:" or lead in unit_words().announcement.single


def _sentence_end(text: str, start: int) -> int:
    stop = text.find("。", start, start + _SENTENCE)
    return stop if stop >= 0 else min(len(text), start + _SENTENCE)


def _count(paragraph: _Paragraph, start: int) -> int | None:
    """Return the number of units that an announcement at ``start`` states."""
    stop = _sentence_end(paragraph.text, start)
    counted = _COUNTED.search(paragraph.text, start, stop)
    return _number(counted["count"]) if counted else None


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    return 2 if written == "两" else _DIGITS.find(written) if len(written) == 1 else 11


def _unit(document: Document, paragraph: _Paragraph, name: Range) -> Unit:
    return unit_at(document, paragraph.offsets[name[0]], paragraph.offsets[name[1] - 1] + 1)


def _under_headings(
    document: Document, sections: list[Section], organisation: str | None
) -> tuple[Unit, ...]:
    """Return the units of a list or a table that stands under its heading alone.

    机构设置 may as well list departments: the units there are called by their organisation's place.
    """
    place = (organisation or "")[:2]
    for section in sections:
        if section.kind == "units":
            for grid in document.tables:
                if section.body_start <= grid.start < section.end and (found := from_grid(document, grid)):
                    return found
        if section.kind not in _OWN:
            continue
        for index, text, _ in _lines(document, section):
            if part_kind(text) != "units":
                continue
            found = ListReader(document, section.end, ends=True).read(index + 1)
            if any(is_seat(unit.name) for unit in found):
                # Beside the seat stand units, whatever their names end with.
                return ListReader(document, section.end, ends=False).read(index + 1)
            if any(place and unit.name.startswith(place) for unit in found):
                return found
    return ()


def _paragraphs(document: Document, section: Section) -> list[_Paragraph]:
    """Return a section's running text; a line that its page's width cut is joined with the next one."""
    found: list[_Paragraph] = []
    offsets: list[int] = []
    last = -1
    for index, text, start in _lines(document, section):
        closed = offsets and _SENTENCE_END.search(document.text[offsets[-1]])
        if offsets and (closed or not text or numbering(text) is not None):
            found.append(_Paragraph("".join(document.text[o] for o in offsets), tuple(offsets), last))
            offsets = []
        if text:
            offsets += range(start, start + len(text))
        last = index
    if offsets:
        found.append(_Paragraph("".join(document.text[o] for o in offsets), tuple(offsets), last))
    return found


def _lines(document: Document, section: Section) -> Iterator[tuple[int, str, int]]:
    """Yield number, text and start of a section's lines, without those that hold a page's number."""
    first = bisect_left(document.lines, section.start, key=lambda line: line.start)
    for index in range(first, len(document.lines)):
        line = document.lines[index]
        if line.start >= section.end:
            return
        text = document.text[line.start : line.end]
        if not is_page_mark(text) or not text.strip():
            yield index, text, line.start
