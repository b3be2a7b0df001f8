"""The stated amounts, and those of the tables, as what they are compared as: intervals of 元."""

from __future__ import annotations

from decimal import Decimal

from rich.console import Console
from rich.text import Text

from nlp.cli.draw.common import grid, heading, place, visible, yuan
from nlp.cli.draw.reconciliation import VERDICT_STYLES, counterpart_text
from nlp.cli.messages import Messages
from nlp.pipeline import Result
from nlp.reconcile.cell_facts import cell_facts
from nlp.reconcile.interval import Interval
from nlp.reconcile.model import Statement
from nlp.serialise import plain


def draw_facts(console: Console, result: Result, messages: Messages) -> None:
    """Draw each stated amount with its quote, its interval, and its counterpart's interval."""
    console.print(heading(result.outline, messages))
    names = ("what", "text", "interval", "counterpart", "interval", "verdict", "place")
    title = messages("facts.title", count=len(result.statements))
    table = grid(title, *(messages(f"column.{name}") for name in names))
    for each in result.statements:
        other = each.counterpart
        table.add_row(
            visible(each.what),
            visible(each.quote),
            _interval(each.amount.value, each.amount.quantum),
            visible(counterpart_text(other, messages)),
            _interval(other.value, other.quantum) if other is not None else Text(),
            _verdict(each, messages),
            visible(place(result.document, each.amount.evidence, messages), "dim"),
        )
    console.print(table)


def draw_cell_facts(console: Console, result: Result, messages: Messages) -> None:
    """Draw each amount of the tables with what it is understood to be about, and its interval."""
    console.print(heading(result.outline, messages))
    facts = tuple(cell_facts(result.outline))
    names = ("what", "code", "fund", "year", "stage", "interval", "place")
    table = grid(messages("facts.cells", count=len(facts)), *(messages(f"column.{name}") for name in names))
    for each in facts:
        told = (each.what, each.code, each.fund, each.year, f"{each.stage}{' Δ' if each.change else ''}")
        table.add_row(
            *(visible("" if part is None else str(part)) for part in told),
            _interval(each.place.value, each.place.quantum),
            visible(place(result.document, each.place.evidence, messages), "dim"),
        )
    console.print(table)


def _interval(value: Decimal, quantum: Decimal) -> Text:
    interval = Interval.of(value, quantum)
    return visible(" … ".join(yuan(plain(side)) for side in (interval.low, interval.high)))


def _verdict(statement: Statement, messages: Messages) -> Text:
    return visible(messages(f"verdict.{statement.verdict}"), VERDICT_STYLES[statement.verdict])
