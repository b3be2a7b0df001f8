"""Who carries a project out: its narrative against the 承担单位 of a list, or of its form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.document import Cell, Evidence, Table
from nlp.outline.model import Outline
from nlp.reconcile.cells import norm
from nlp.reconcile.project_forms import project_key
from nlp.reconcile.purse import Purse
from nlp.reconcile.rules.bodies import TELLING
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import cite

_PROJECT = re.compile(r"^(?:项目名称|项目)[:：]?$")
_CARRIER = re.compile(r"^(?:项目)?(?:承担|实施|执行)(?:单位|主体)[:：]?$")
#: The unit whose budget a project is in, which is most often who carries it out.
_OWNER = re.compile(r"^(?:预算|项目|所属)?单位(?:名称)?[:：]?$")
#: The seat may plan and pay for what another unit does.
_SEAT = re.compile(r"(?:本级|本部|机关|[局厅委部署府]|委员会|办公室|办公厅|办事处)$")


_FEWEST_COLUMNS = 3
#: A shorter name may be a kind of unit.
_SHORTEST = 4
_OF_A_FORM = 4


@dataclass(frozen=True, slots=True)
class _Carried:
    project: str
    unit: Cell


def carrier_differs(context: Context) -> Iterator[Draft]:
    """A narrative whose bodies are all another unit than the one that a table names for its project.

    Both must be units that the document lists, neither the seat; the narrative may not name the table's.
    """
    every = [_name(u.name) for u in context.outline.units]
    units = {name for name in every if not _SEAT.search(name)}
    named = [(c, _listed(_name(c.unit.text), every)) for c in _carried(context.outline)] if units else []
    carried = [(c, name) for c, name in named if name in units]
    for purse in context.purses if carried else ():
        key = project_key(purse.fields.project or "")
        told = [(c, name) for c, name in carried if key and project_key(c.project) == key]
        own, names = [c for c, _ in told], {name for _, name in told}
        if len(names) != 1 or not _is_another(context.outline, purse, next(iter(names)), units):
            continue
        bodies = "、".join(cite(b.name) for b in purse.fields.implementing_bodies)
        evidence = context.outline.document.evidence
        yield Draft(
            f"项目「{purse.name}」的实施主体写{bodies}，表中该项目的承担单位是{cite(own[0].unit.text.strip())}。",
            f"{bodies} ≠ {cite(own[0].unit.text.strip())}",
            (
                *(b.evidence for b in purse.fields.implementing_bodies),
                *(evidence(c.unit.start, c.unit.end) for c in own),
            ),
        )


def _listed(name: str, units: list[str]) -> str:
    """Return the unit that a table names; a short name is the only one's that ends so: 乙中心, 某局乙中心."""
    ends = [unit for unit in units if len(name) >= _SHORTEST and unit.endswith(name)]
    return ends[0] if name not in units and len(ends) == 1 else name


def _name(written: str) -> str:
    """Return a unit's name for comparison, without the number of its row."""
    return re.sub(r"^\d{1,3}[.、．]?", "", norm(written))


def carrier_mistyped(context: Context) -> Iterator[Draft]:
    """A body that the table has for its project in all but one character, by the full or the short name."""
    tables = [*_carried(context.outline), *_carried(context.outline, _OWNER)]
    for purse in context.purses if tables else ():
        key = project_key(purse.fields.project or "")
        cells = [c.unit for c in tables if key and project_key(c.project) == key]
        bodies = {_name(b.as_written): b.evidence for b in purse.fields.implementing_bodies}
        for cell in cells:
            written = [_name(part) for part in re.split("[、，,；;\\s]", cell.text) if part.strip()]
            names = {*written, *_short_names(context.outline, written)}
            pairs = [(name, told) for name in names - bodies.keys() for told in bodies.keys() - names]
            for name, told in pairs:
                if len(name) == len(told) >= _SHORTEST_MISTYPED and _unlike(name, told) == 1:
                    evidence: tuple[Evidence, ...] = (
                        bodies[told],
                        context.outline.document.evidence(cell.start, cell.end),
                    )
                    yield Draft(
                        f"项目「{purse.name}」的实施主体写{cite(told)}，表中该项目的单位是{cite(name)}，只差一字。",
                        f"{told} ≠ {name}",
                        evidence,
                    )


_SHORTEST_MISTYPED = 3
_SHORT = re.compile('\\s*[（(](?:以下)?简?称(?:为)?[“"「]?(?P<name>[^“”"」（）()]{2,12})[”"」]?[)）]')


def _short_names(outline: Outline, names: list[str]) -> Iterator[str]:
    """Yield the short names that the list of units defines for some of them: （以下简称“某院”）."""
    for unit in outline.units:
        told = _SHORT.match(outline.document.text, unit.evidence.end)
        if told and _name(unit.name) in names:
            yield _name(told["name"])


def _unlike(one: str, other: str) -> int:
    """Return in how many characters names of one length differ; a number or direction makes another name."""
    if TELLING.findall(one) != TELLING.findall(other):
        return len(one)
    return sum(a != b for a, b in zip(one, other, strict=True))


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


def _carried(outline: Outline, unit_head: re.Pattern[str] = _CARRIER) -> Iterator[_Carried]:
    """Yield the projects and their units, headed by ``unit_head``: of the rows of a list, and of forms."""
    for table in outline.document.tables:
        if heads := _header(table, unit_head):
            row, project, unit = heads
            for cells in table.cells[row + 1 :]:
                if cells[project].text.strip() and cells[unit].text.strip():
                    yield _Carried(cells[project].text, cells[unit])
        else:
            projects = list(_beside(table, _PROJECT))
            found = list(_beside(table, unit_head))
            if len(projects) == len(found) == 1:
                yield _Carried(projects[0].text, found[0])


def _header(table: Table, unit_head: re.Pattern[str]) -> tuple[int, int, int] | None:
    """Return the header row of a list of projects, and its columns of names and units."""
    for number, cells in enumerate(table.cells[:3]):
        project = [c.column for c in cells if _PROJECT.match(norm(c.text))]
        unit = [c.column for c in cells if unit_head.match(norm(c.text))]
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
