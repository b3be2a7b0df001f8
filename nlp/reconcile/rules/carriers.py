"""Who carries a project out: its narrative against the 承担单位 of a list, or of its form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.document import Cell, Table
from nlp.outline.model import Outline
from nlp.reconcile.cells import norm
from nlp.reconcile.project_forms import project_key
from nlp.reconcile.purse import Purse
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import cite

_PROJECT = re.compile(r"^(?:项目名称|项目)[:：]?$")
_CARRIER = re.compile(r"^(?:项目)?(?:承担|实施|执行)(?:单位|主体)[:：]?$")
#: The seat may plan and pay for what another unit does.
_SEAT = re.compile(r"(?:本级|本部|机关|[局厅委部署府]|委员会|办公室|办公厅|办事处)$")


_FEWEST_COLUMNS = 3
_OF_A_FORM = 4


@dataclass(frozen=True, slots=True)
class _Carried:
    project: str
    unit: Cell


def carrier_differs(context: Context) -> Iterator[Draft]:
    """A narrative whose bodies are all another unit than the one that a table names for its project.

    Both must be units that the document lists, neither the seat; the narrative may not name the table's.
    """
    units = {name for u in context.outline.units if not _SEAT.search(name := _name(u.name))}
    carried = [c for c in _carried(context.outline) if _name(c.unit.text) in units] if units else []
    for purse in context.purses if carried else ():
        key = project_key(purse.fields.project or "")
        own = [c for c in carried if key and project_key(c.project) == key]
        names = {_name(c.unit.text) for c in own}
        if len(names) != 1 or not _is_another(context.outline, purse, next(iter(names)), units):
            continue
        told = "、".join(cite(b.name) for b in purse.fields.implementing_bodies)
        evidence = context.outline.document.evidence
        yield Draft(
            f"项目「{purse.name}」的实施主体写{told}，表中该项目的承担单位是{cite(own[0].unit.text.strip())}。",
            f"{told} ≠ {cite(own[0].unit.text.strip())}",
            (
                *(b.evidence for b in purse.fields.implementing_bodies),
                *(evidence(c.unit.start, c.unit.end) for c in own),
            ),
        )


def _name(written: str) -> str:
    """Return a unit's name for comparison, without the number of its row."""
    return re.sub(r"^\d{1,3}[.、．]?", "", norm(written))


def _is_another(outline: Outline, purse: Purse, unit: str, units: set[str]) -> bool:
    """Return whether a narrative's bodies are other units of the document, and it never names this one."""
    bodies = [_name(b.listed_as or "") for b in purse.fields.implementing_bodies]
    narrative = purse.fields.narrative
    told = norm(outline.document.text[narrative.start : narrative.end])
    outside = unit not in told or _only_in_tables(outline, purse, unit)
    return bool(bodies) and all(b in units and b not in unit and unit not in b for b in bodies) and outside


def _only_in_tables(outline: Outline, purse: Purse, unit: str) -> bool:
    """Return whether a narrative that holds its form names a unit in the form alone."""
    narrative, text = purse.fields.narrative, outline.document.text
    at, kept = narrative.start, []
    for table in outline.document.tables:
        if narrative.start <= table.start < narrative.end:
            kept.append(text[at : table.start])
            at = max(at, table.end)
    return unit not in norm("".join((*kept, text[at : narrative.end])))


def _carried(outline: Outline) -> Iterator[_Carried]:
    """Yield the projects and their units: of the rows of a list, and of forms."""
    for table in outline.document.tables:
        if heads := _header(table):
            row, project, unit = heads
            for cells in table.cells[row + 1 :]:
                if cells[project].text.strip() and cells[unit].text.strip():
                    yield _Carried(cells[project].text, cells[unit])
        else:
            projects = list(_beside(table, _PROJECT))
            found = list(_beside(table, _CARRIER))
            if len(projects) == len(found) == 1:
                yield _Carried(projects[0].text, found[0])


def _header(table: Table) -> tuple[int, int, int] | None:
    """Return the header row of a list of projects, and its columns of names and units."""
    for number, cells in enumerate(table.cells[:3]):
        project = [c.column for c in cells if _PROJECT.match(norm(c.text))]
        unit = [c.column for c in cells if _CARRIER.match(norm(c.text))]
        filled = sum(bool(c.text.strip()) for c in cells)
        # "项目名称 甲 实施单位 乙" is a form's row.
        form = filled <= _OF_A_FORM and unit == [column + 2 for column in project]
        if len(project) == len(unit) == 1 and filled >= _FEWEST_COLUMNS and not form:
            return number, project[0], unit[0]
    return None


def _beside(table: Table, label: re.Pattern[str]) -> Iterator[Cell]:
    """Yield what stands right of a label in a form."""
    for cells in table.cells:
        for index, cell in enumerate(cells[:-1]):
            if label.match(norm(cell.text)):
                value = next((c for c in cells[index + 1 :] if c.text.strip()), None)
                if value is not None:
                    yield value
