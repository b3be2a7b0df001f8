"""From the dataclasses inside to the published models; pure functions, nothing is computed anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import repeat
from typing import Any, Final, TypeVar, cast, get_args

from nlp import schema
from nlp.document import Document, Evidence
from nlp.errors import ReadError
from nlp.fields.model import Amounts, NarrativeFields, Quarter, Schedule, StatedAmount
from nlp.outline.model import BudgetCell, BudgetRow, BudgetTable, MoneyUnit, Outline
from nlp.reconcile.model import Counterpart, Finding, Statement
from nlp.tagger.votes import Vote

#: Decimal places between a unit and 元.
_PLACES: Final[dict[MoneyUnit, int]] = {"元": 0, "万元": 4, "亿元": 8}
_TABLE_KINDS: Final = frozenset(get_args(schema.TableKind))
_A = TypeVar("_A", bound=schema.Amount)


def shift(value: Decimal, places: int) -> Decimal:
    """Return ``value`` times 10 to the power of ``places``, exactly, whatever the decimal context.

    >>> shift(Decimal("14806000"), -4)
    Decimal('1480.6000')
    """
    sign, digits, exponent = value.as_tuple()
    return Decimal((sign, digits, int(exponent) + places))


def plain(value: Decimal) -> str:
    """Return a decimal without exponent and without superfluous zeros.

    >>> plain(Decimal("1480.6000")), plain(Decimal("2E+2")), plain(Decimal("-0.00"))
    ('1480.6', '200', '0')
    """
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def wan(value: Decimal) -> str:
    """Return an amount in 元 as the plain number of 万元.

    >>> wan(Decimal("3227018")), wan(Decimal("2000000"))
    ('322.7018', '200')
    """
    return plain(shift(value, -_PLACES["万元"]))


def written(value: Decimal) -> str:
    """Return a decimal with the decimals it was written with.

    >>> written(Decimal("50.00")), written(Decimal("3E+1"))
    ('50.00', '30')
    """
    return f"{value:f}"


def cell_value(cell: BudgetCell, unit: MoneyUnit) -> str:
    """Return a cell's amount in the table's unit with its written decimals, without separators.

    >>> place = Evidence("1,111.10", 0, 8)
    >>> cell_value(BudgetCell(Decimal("11111000"), Decimal(100), "1,111.10", place), "万元")
    '1111.10'
    """
    places = _PLACES[unit]
    number = plain(shift(cell.value, -places))
    whole, _, fraction = number.partition(".")
    decimals = places - cell.quantum.adjusted()
    fraction = fraction.ljust(decimals, "0")
    return f"{whole}.{fraction}" if fraction else whole


def evidence(place: Evidence) -> schema.Evidence:
    """Return the published form of a piece of evidence; ``confidence`` only where OCR read it."""
    more = {} if place.confidence is None else {"confidence": place.confidence}
    return schema.Evidence(
        text=place.text,
        start=place.start,
        end=place.end,
        page=place.page,
        bbox=place.bbox,
        table=place.table,
        row=place.row,
        column=place.column,
        **more,
    )


def amount(stated: StatedAmount) -> schema.Amount:
    """Return the published form of an amount; a derived one shows its computation and parts."""
    return _amount(schema.Amount, stated)


def _amount(model: type[_A], stated: StatedAmount, **more: Any) -> _A:
    if stated.derived:
        more["computation"] = stated.computation
        more["parts"] = [evidence(part) for part in stated.parts]
    return model(
        wan=wan(stated.value),
        as_written=stated.as_written,
        unit=stated.unit,
        decimals=stated.decimals,
        qualifier=stated.qualifier,
        derived=stated.derived,
        evidence=evidence(stated.evidence),
        **more,
    )


def _optional_amount(stated: StatedAmount | None) -> schema.Amount | None:
    return None if stated is None else amount(stated)


def _amounts(amounts: Amounts) -> schema.Amounts:
    return schema.Amounts(
        annual_total=_optional_amount(amounts.annual_total),
        fiscal=_optional_amount(amounts.fiscal),
        own_funds=_optional_amount(amounts.own_funds),
        components=[_amount(schema.Component, part, label=part.label or "") for part in amounts.components],
        multi_year_total=_optional_amount(amounts.multi_year_total),
        other_years=[
            _amount(schema.YearAmount, other, year=other.year)
            for other in amounts.other_years
            if other.year is not None
        ],
    )


def _percent(value: Decimal | None) -> str | None:
    return None if value is None else written(value)


def _schedule(schedule: Schedule | None) -> schema.Schedule | None:
    if schedule is None:
        return None
    return schema.Schedule(
        start=schedule.start,
        end=schedule.end,
        duration_months=schedule.duration_months,
        phases=[
            schema.Phase(
                label=phase.label,
                start=phase.start,
                end=phase.end,
                percent=_percent(phase.percent),
                evidence=evidence(phase.evidence),
            )
            for phase in schedule.phases
        ],
        evidence=evidence(schedule.evidence),
    )


def _quarter(quarter: Quarter) -> schema.Quarter:
    return schema.Quarter(
        quarter=quarter.quarter,
        percent=_percent(quarter.percent),
        amount_wan=None if quarter.amount is None else wan(quarter.amount.value),
        qualifier=quarter.qualifier,
        evidence=evidence(quarter.evidence),
    )


def narrative(
    fields: NarrativeFields, document: Document | None = None, votes: Iterable[Vote] | None = None
) -> schema.Narrative:
    """Return the published form of one narrative; ``votes`` on its spans need their document."""
    more = {} if document is None or votes is None else {"votes": [_vote(v, document) for v in votes]}
    return schema.Narrative(
        project=fields.project,
        project_source=fields.project_source,
        implementing_bodies=[
            schema.ImplementingBody(
                name=body.name,
                as_written=body.as_written,
                listed_as=body.listed_as,
                relation=body.relation,
                confidence=body.confidence,
                evidence=evidence(body.evidence),
            )
            for body in fields.implementing_bodies
        ],
        schedule=_schedule(fields.schedule),
        amounts=_amounts(fields.amounts),
        quarters=schema.Quarters(
            basis=fields.quarters.basis, items=[_quarter(item) for item in fields.quarters.items]
        ),
        legal_basis=[
            schema.LegalBasis(
                title=basis.title,
                number=basis.number,
                articles=list(basis.articles),
                issuer=basis.issuer,
                level=basis.level,
                evidence=evidence(basis.evidence),
            )
            for basis in fields.legal_basis
        ],
        sections=[
            schema.NarrativeSection(heading=part.heading, kind=part.kind, start=part.start, end=part.end)
            for part in fields.narrative.sections
        ],
        unused=[
            schema.Unused(section=each.section, reason=each.reason, evidence=evidence(each.evidence))
            for each in fields.unused
        ],
        **more,
    )


def _vote(vote: Vote, document: Document) -> schema.Vote:
    return schema.Vote(
        label=vote.span.label,
        rules=vote.rules,
        model=vote.model,
        taken=vote.taken,
        why=vote.why,
        evidence=evidence(document.evidence(vote.span.start, vote.span.end)),
    )


def _values(row: BudgetRow, table: BudgetTable) -> dict[str, str | None]:
    return {
        column.name: None if cell is None else cell_value(cell, table.unit)
        for column, cell in zip(table.columns, row.cells, strict=True)
        if column.half == row.half
    }


def _row(row: BudgetRow, table: BudgetTable) -> schema.Row:
    return schema.Row(
        code=row.code,
        label=row.label,
        values=_values(row, table),
        half=row.half,
        evidence=evidence(row.evidence),
    )


def _last_totals(table: BudgetTable) -> list[BudgetRow]:
    """Return the last total row of each half, left first."""
    by_half = {row.half: row for row in table.totals}
    return [by_half[half] for half in sorted(by_half)]


def _total(rows: Iterable[BudgetRow], table: BudgetTable) -> dict[str, str | None] | None:
    merged: dict[str, str | None] = {}
    for row in rows:
        for name, value in _values(row, table).items():
            merged.setdefault(name, value)
    return merged or None


def table(budget: BudgetTable) -> schema.Table:
    """Return the published form of one budget table; kinds outside the contract become ``other``."""
    totals = _last_totals(budget)
    return schema.Table(
        id=budget.id,
        kind=cast(schema.TableKind, budget.kind if budget.kind in _TABLE_KINDS else "other"),
        title=budget.title,
        unit=budget.unit,
        pages=list(budget.pages),
        columns=[column.name for column in budget.columns],
        column_paths=[list(column.path) for column in budget.columns],
        column_halves=[column.half for column in budget.columns],
        rows=[_row(row, budget) for row in budget.rows],
        total=_total(totals, budget),
        total_evidence=[evidence(row.evidence) for row in totals],
        totals=[_row(row, budget) for row in budget.totals],
    )


def _counterpart(
    counterpart: Counterpart | None,
) -> schema.CellCounterpart | schema.SumCounterpart | None:
    if counterpart is None:
        return None
    value = plain(counterpart.value)
    places = [evidence(place) for place in counterpart.evidence]
    cell = (counterpart.table, counterpart.row, counterpart.column)
    if None not in cell:
        return schema.CellCounterpart(
            table=cell[0] or "", row=cell[1] or "", column=cell[2] or "", value_yuan=value, evidence=places[0]
        )
    return schema.SumCounterpart(sum_of=places, value_yuan=value)


def statement(stated: Statement) -> schema.Statement:
    """Return the published form of one statement of prose."""
    return schema.Statement(
        quote=stated.quote,
        what=stated.what,
        amount=amount(stated.amount),
        section=stated.section,
        counterpart=_counterpart(stated.counterpart),
        verdict=stated.verdict,
        difference_yuan=None if stated.difference is None else plain(stated.difference),
        explanation=stated.explanation,
    )


def finding(found: Finding) -> schema.Finding:
    """Return the published form of one finding."""
    return schema.Finding(
        rule=found.rule,
        severity=found.severity,
        message=found.message,
        computation=found.computation,
        evidence=[evidence(place) for place in found.evidence],
    )


def source_name(name: str) -> str:
    r"""Return a file's name as text; bytes that are no UTF-8 become escapes, so JSON can hold them.

    >>> source_name("预算.txt"), source_name("a\udcff.txt")
    ('预算.txt', 'a\\udcff.txt')
    """
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _document(outline: Outline, *, text: bool) -> schema.DocumentInfo:
    document: Document = outline.document
    more = {"text": document.text} if text else {}
    return schema.DocumentInfo(
        source=source_name(document.source),
        sha256=document.sha256,
        format=cast(schema.Format, document.format),
        kind=outline.kind,
        level=outline.level,
        fiscal_year=outline.fiscal_year,
        organisation=outline.organisation,
        units=[unit.name for unit in outline.units],
        pages=len(document.pages) or None,
        characters=len(document.text),
        **more,
    )


def _warnings(outline: Outline) -> list[str]:
    """Return the warnings of the reader and of the outline, each once."""
    return list(dict.fromkeys((*outline.document.warnings, *outline.warnings)))


def record(
    outline: Outline,
    fields: Iterable[NarrativeFields],
    statements: Iterable[Statement],
    findings: Iterable[Finding],
    *,
    text: bool = False,
    votes: Sequence[Sequence[Vote]] | None = None,
) -> schema.Record:
    """Return all that was read from a document; ``text`` adds its text, ``votes`` each narrative's."""
    by_narrative: Iterable[Sequence[Vote] | None] = repeat(None) if votes is None else votes
    return schema.Record(
        schema_version=schema.SCHEMA_VERSION,
        document=_document(outline, text=text),
        narratives=[
            narrative(each, outline.document, cast) for each, cast in zip(fields, by_narrative, strict=False)
        ],
        tables=[table(each) for each in outline.tables],
        statements=[statement(each) for each in statements],
        findings=[finding(each) for each in findings],
        warnings=_warnings(outline),
    )


def reconciliation(
    outline: Outline, statements: Iterable[Statement], findings: Iterable[Finding]
) -> schema.Reconciliation:
    """Return the statements and findings of one document."""
    return schema.Reconciliation(
        schema_version=schema.SCHEMA_VERSION,
        document=_document(outline, text=False),
        statements=[statement(each) for each in statements],
        findings=[finding(each) for each in findings],
        warnings=_warnings(outline),
    )


def error_record(source: str, error: ReadError, lang: str) -> schema.ErrorRecord:
    """Return the line of a document that can't be read, with its message in ``lang``."""
    return schema.ErrorRecord(
        schema_version=schema.SCHEMA_VERSION,
        document=schema.UnreadDocument(source=source_name(source), sha256=error.sha256),
        error=schema.Problem(kind=error.kind, message=source_name(error.message(lang))),
    )


def json_line(line: schema.Record | schema.Reconciliation | schema.ErrorRecord) -> str:
    """Return one line of JSON without its line end; keys that only some records have are left out."""
    return line.model_dump_json(exclude_unset=True)
