"""The amounts of the tables as facts: every cell with the dimensions that an amount of prose has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nlp.outline.model import BudgetRow, BudgetTable, Column, Outline
from nlp.reconcile.cells import Place, find_places, label_key
from nlp.reconcile.clauses import fund_of, stage_of
from nlp.reconcile.fact import document_stage
from nlp.reconcile.headers import header, table_year
from nlp.reconcile.interval import Interval
from nlp.reconcile.measures import Direction, Fund, Measure, Stage, measures
from nlp.reconcile.subjects import Domain

_FUNDS: dict[str, Fund] = {
    "general_public_by_function": "general_public",
    "basic_by_economic": "general_public",
    "government_fund_by_function": "government_fund",
    "state_capital_by_function": "state_capital",
    "fiscal_appropriation": "fiscal",
    "income_expenditure_summary": "all",
    "income": "all",
    "expenditure": "all",
}
_HALVED = ("income_expenditure_summary", "fiscal_appropriation")


@dataclass(frozen=True, slots=True)
class CellFact:
    """One amount of a table and what it is about.

    ``measure`` is that of configs/measures.toml whose cell it is; ``code`` that of its row in ``domain``;
    ``change`` marks the difference of two years. The place has value, unit of the last digit and evidence.
    """

    place: Place
    measure: str | None
    organisation: str | None
    fund: Fund | None
    code: str | None
    domain: Domain | None
    year: int | None
    stage: Stage
    direction: Direction | None
    change: bool

    @property
    def what(self) -> str:
        """What the amount is: its measure, else its row's label, else its column's name."""
        return self.measure or label_key(self.place.row.label) or self.place.column.name

    @property
    def interval(self) -> Interval:
        """The values in 元 that the amount stands for."""
        return Interval.of(self.place.value, self.place.quantum)

    def dimensions(self) -> str:
        """Return the dimensions in one line: "教育支出 · 205 · general_public · 2025 · budget"."""
        told = (self.what, self.code, self.fund, self.year, self.stage, self.direction)
        change = ("change",) if self.change else ()
        return " · ".join(str(part) for part in (*told, *change) if part is not None)


def cell_facts(outline: Outline) -> Iterator[CellFact]:
    """Yield a fact for every amount of the budget tables; columns of shares and counts state none."""
    named = _measured(outline)
    for table in outline.tables:
        for row in table.all_rows():
            for column, cell in zip(table.columns, row.cells, strict=True):
                told = header(column)
                if cell is not None and (told.change or not told.derived):
                    measure = named.get((table.id, row.index, column.index))
                    yield _fact(outline, Place(table, row, column, cell), measure)


def _measured(outline: Outline) -> dict[tuple[str, int, int], Measure]:
    """Return the measures by the cells that configs/measures.toml describes, the first one of each cell."""
    found: dict[tuple[str, int, int], Measure] = {}
    for measure in measures().measure:
        for ref in measure.cell:
            if ref.weak or ref.wider:
                continue
            for place in find_places(outline, ref, document_stage(outline)):
                found.setdefault((place.table.id, place.row.index, place.column.index), measure)
    return found


def _fact(outline: Outline, place: Place, measure: Measure | None) -> CellFact:
    table, row, column = place.table, place.row, place.column
    told = header(column)
    usual = document_stage(outline)
    return CellFact(
        place=place,
        measure=measure.name if measure else None,
        organisation=outline.organisation,
        fund=_fund(table, row, column, measure),
        code=row.code,
        domain=_domain(table, row),
        year=_year(outline, table, column),
        stage=(stage_of(told.stage) if told.stage else None) or usual,
        direction=measure.direction if measure and measure.direction else _direction(table, row),
        change=told.change,
    )


def _fund(table: BudgetTable, row: BudgetRow, column: Column, measure: Measure | None) -> Fund | None:
    """Return the fund that the measure, the column, the row or the table is of, the first that tells one."""
    if measure is not None and measure.fund is not None:
        return measure.fund
    usual = _FUNDS.get(table.kind)
    if usual not in ("all", "fiscal", None):
        return usual
    own = fund_of("".join(column.path)) or fund_of(row.label)
    return own or usual or fund_of(table.title)


def _domain(table: BudgetTable, row: BudgetRow) -> Domain | None:
    if row.code is None:
        return None
    return "economic" if table.kind == "basic_by_economic" or row.code[0] in "35" else "functional"


def _year(outline: Outline, table: BudgetTable, column: Column) -> int | None:
    told = header(column)
    if told.year is not None:
        return told.year
    own = table_year(table) or outline.fiscal_year
    return own - 1 if told.prior and own is not None else own


def _direction(table: BudgetTable, row: BudgetRow) -> Direction | None:
    if table.kind in _HALVED:
        return "expenditure" if row.half else "income"
    if table.kind == "income":
        return "income"
    return "expenditure" if table.kind in _FUNDS or table.kind == "three_public" else None
