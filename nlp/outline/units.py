"""The list of budget units (预算单位) in 机构设置."""

from __future__ import annotations

import re
from typing import Final

from nlp.document import Document
from nlp.outline.headings import numbering, squeeze
from nlp.outline.model import BudgetTable, Section, Unit

_END_MARKS: Final = "。；;，,、 \u3000"
_INLINE: Final = re.compile(r"(?:包括|分别为|分别是|如下|具体为|有)[：:]\s*")
#: 内设机构 are departments inside one unit, not budget units.
_INTERNAL: Final = re.compile(
    r"内设(?:机构|科室|处室|部门)|(?:机构|科室|处室)[^。]{0,12}包括[^。]*[室科处部]"
)
_INLINE_ITEM: Final = re.compile(r"[^；;、，,。]+")
_COLUMN_NAMES: Final = frozenset({"单位名称", "预算单位", "部门名称", "名称", "预算单位名称"})
_NOT_A_NAME: Final = re.compile(r"[。：:]|^(?:备注|合计|小计|单位|序号)$")


def units(document: Document, section: Section | None, tables: tuple[BudgetTable, ...]) -> tuple[Unit, ...]:
    """Return the listed units in order: numbered lines, a table, or an enumeration in one sentence."""
    if section is None:
        return ()
    return (
        _from_table(section, tables, document)
        or _from_lines(document, section)
        or _from_bare_lines(document, section)
        or _from_sentence(document, section)
    )


def _from_table(section: Section, tables: tuple[BudgetTable, ...], document: Document) -> tuple[Unit, ...]:
    for grid in document.tables:
        if not section.start <= grid.start < section.end:
            continue
        for row_number, row in enumerate(grid.cells[:3]):
            column = next((cell.column for cell in row if squeeze(cell.text) in _COLUMN_NAMES), None)
            if column is not None:
                cells = [r[column] for r in grid.cells[row_number + 1 :] if r[column].text]
                return tuple(
                    Unit(cell.text, document.evidence(cell.start, cell.end))
                    for cell in cells
                    if not _NOT_A_NAME.search(cell.text)
                )
    return ()


def _from_lines(document: Document, section: Section) -> tuple[Unit, ...]:
    found: list[Unit] = []
    style: str | None = None
    introduction = ""
    for line in document.lines:
        if not section.body_start <= line.start < section.end or line.start == line.end:
            continue
        text = document.text[line.start : line.end]
        number = numbering(text)
        if number is None:
            introduction = text
            continue
        if _INTERNAL.search(introduction) and "预算单位" not in introduction:
            continue
        name_start, name_end = line.start + number.length, line.end
        while name_end > name_start and document.text[name_end - 1] in _END_MARKS:
            name_end -= 1
        name = document.text[name_start:name_end]
        if len(name) < 2 or len(name) > 50 or _NOT_A_NAME.search(name):
            continue
        if style is not None and number.style != style:
            continue
        style = number.style
        found.append(Unit(name, document.evidence(name_start, name_end)))
    return tuple(found)


def _from_bare_lines(document: Document, section: Section) -> tuple[Unit, ...]:
    """Return the lines (list marks are off by now) below an introduction that ends in a colon."""
    found: list[Unit] = []
    introduced = False
    for line in document.lines:
        if not section.body_start <= line.start < section.end or line.start == line.end:
            continue
        text = document.text[line.start : line.end]
        if text.endswith(("：", ":")):
            introduced = "预算单位" in text or not _INTERNAL.search(text)
            continue
        end = line.end - (len(text) - len(text.rstrip(_END_MARKS)))
        name = document.text[line.start : end]
        if introduced and 4 <= len(name) <= 40 and not re.search("[，；、。：:,;]", name):
            found.append(Unit(name, document.evidence(line.start, end)))
        else:
            introduced = False
    return tuple(found)


def _from_sentence(document: Document, section: Section) -> tuple[Unit, ...]:
    text = document.text[section.body_start : section.end]
    match = _INLINE.search(text)
    if match is None or (_INTERNAL.search(text[: match.end()]) and "预算单位" not in text[: match.end()]):
        return ()
    end = text.find("。", match.end())
    stop = end if end >= 0 else len(text)
    found: list[Unit] = []
    for item in _INLINE_ITEM.finditer(text, match.end(), stop):
        raw = item[0]
        lead = len(raw) - len(raw.lstrip())
        number = numbering(raw.strip())
        start = section.body_start + item.start() + lead + (number.length if number else 0)
        end_at = section.body_start + item.start() + len(raw.rstrip())
        name = document.text[start:end_at]
        if 4 <= len(name) <= 50 and "\n" not in name and not _NOT_A_NAME.search(name):
            found.append(Unit(name, document.evidence(start, end_at)))
    return tuple(found) if len(found) >= 2 else ()
