"""The fields of every narrative, one table each."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from nlp.cli.draw.common import amount, grid, heading, place, visible
from nlp.cli.draw.votes import differing
from nlp.cli.messages import Messages
from nlp.document import Evidence
from nlp.fields.model import Amounts, NarrativeFields, Phase, Quarters, Schedule
from nlp.pipeline import Result
from nlp.serialise import wan, written

#: The name of a field, its value, and where it stands.
_Line = tuple[str, str, Evidence]


def draw_fields(console: Console, result: Result, messages: Messages) -> None:
    """Draw one table per narrative, with the place of each value."""
    console.print(heading(result.outline, messages))
    for number, fields in enumerate(result.fields, start=1):
        project = fields.project or messages("project.unnamed")
        table = grid(
            f"{number}. {project}", *(messages(f"column.{each}") for each in ("field", "value", "place"))
        )
        for name, value, evidence in _lines(fields, messages):
            where = place(result.document, evidence, messages)
            table.add_row(visible(name, "cyan"), visible(value), visible(where, "dim"))
        console.print(table)
        cast = result.votes[number - 1] if result.votes else ()
        if (votes := differing(result.document, cast, messages)) is not None:
            console.print(votes)


def _lines(fields: NarrativeFields, messages: Messages) -> Iterator[_Line]:
    for body in fields.implementing_bodies:
        relation = messages(f"relation.{body.relation}")
        value = messages("aside", value=body.name, note=relation)
        yield messages("field.body"), value, body.evidence
    if fields.schedule is not None:
        yield from _schedule(fields.schedule, messages)
    yield from _amounts(fields.amounts, messages)
    yield from _quarters(fields.quarters, messages)
    for basis in fields.legal_basis:
        title = f"《{basis.title}》" if basis.title else ""
        value = title + (basis.number or "") + "".join(basis.articles)
        yield messages("field.legal_basis"), value, basis.evidence


def _period(period: Schedule | Phase) -> str:
    if period.start is None and period.end is None:
        return ""
    return " ~ ".join("?" if day is None else day.isoformat() for day in (period.start, period.end))


def _schedule(schedule: Schedule, messages: Messages) -> Iterator[_Line]:
    months = schedule.duration_months
    length = messages("months", months=months) if months is not None else ""
    value = "  ".join(part for part in (_period(schedule), length) if part)
    yield messages("field.schedule"), value or messages("none"), schedule.evidence
    for phase in schedule.phases:
        percent = f"{written(phase.percent)}%" if phase.percent is not None else ""
        parts = (phase.label, _period(phase), percent)
        yield messages("field.phase"), "  ".join(part for part in parts if part), phase.evidence


def _amounts(amounts: Amounts, messages: Messages) -> Iterator[_Line]:
    for name in ("annual_total", "fiscal", "own_funds", "multi_year_total"):
        stated = getattr(amounts, name)
        if stated is not None:
            yield messages(f"field.{name}"), amount(stated, messages), stated.evidence
    for part in amounts.components:
        value = f"{part.label or ''} {amount(part, messages)}".strip()
        yield messages("field.component"), value, part.evidence
    for other in amounts.other_years:
        value = f"{other.year or '?'}  {amount(other, messages)}"
        yield messages("field.other_year"), value, other.evidence


def _quarters(quarters: Quarters, messages: Messages) -> Iterator[_Line]:
    basis = messages(f"basis.{quarters.basis or 'unknown'}")
    for item in quarters.items:
        qualifier = messages(f"qualifier.{item.qualifier}")
        percent = f"{written(item.percent)}%" if item.percent is not None else ""
        money = messages("wan", value=wan(item.amount.value)) if item.amount is not None else ""
        figures = "  ".join(part for part in (percent, money) if part)
        value = f"{messages('quarter', quarter=item.quarter)} {qualifier}{figures}"
        yield messages("field.quarter"), messages("aside", value=value, note=basis), item.evidence
