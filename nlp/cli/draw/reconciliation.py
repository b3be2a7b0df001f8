"""Findings and statements, as two tables."""

from __future__ import annotations

from collections import Counter
from typing import Final

from rich.console import Console
from rich.text import Text

from nlp.cli.draw.common import amount, grid, heading, place, visible, yuan
from nlp.cli.messages import Messages
from nlp.document import Document
from nlp.pipeline import Result
from nlp.reconcile.model import Counterpart, Finding, Severity, Statement, Verdict
from nlp.serialise import plain

_SEVERITY: Final[dict[Severity, str]] = {"error": "bold red", "warning": "yellow", "info": "blue"}
VERDICT_STYLES: Final[dict[Verdict, str]] = {
    "exact": "green",
    "rounded": "green",
    "truncated": "blue",
    "balanced": "blue",
    "disagrees": "bold red",
    "unverifiable": "dim",
}


def draw_reconciliation(console: Console, result: Result, messages: Messages) -> None:
    """Draw the findings, worst first, then every stated amount with its verdict."""
    console.print(heading(result.outline, messages))
    if result.findings:
        _draw_findings(console, result.document, result.findings, messages)
    else:
        console.print(visible(messages("findings.none")))
    _draw_statements(console, result.document, result.statements, messages)


def _draw_findings(
    console: Console, document: Document, findings: tuple[Finding, ...], messages: Messages
) -> None:
    names = ("severity", "message", "place")
    title = messages("findings.title", count=len(findings))
    table = grid(title, *(messages(f"column.{name}") for name in names))
    ranks = list(_SEVERITY)
    for found in sorted(findings, key=lambda each: ranks.index(each.severity)):
        places = dict.fromkeys(place(document, each, messages) for each in found.evidence)
        details = "  ".join(part for part in (found.rule, found.computation) if part)
        table.add_row(
            visible(messages(f"severity.{found.severity}"), _SEVERITY[found.severity]),
            Text("\n").join((visible(found.message), visible(details, "dim"))),
            visible(", ".join(places), "dim"),
        )
    console.print(table)


def counterpart_text(counterpart: Counterpart | None, messages: Messages) -> str:
    """Return the cell or sum that a statement is compared with, and its value in 元."""
    if counterpart is None:
        return ""
    value = messages("yuan", value=yuan(plain(counterpart.value)))
    cell = [part for part in (counterpart.table, counterpart.row, counterpart.column) if part]
    named = " / ".join(cell) if cell else messages("sum", count=len(counterpart.evidence))
    return f"{value}  {named}"


def verdict_counts(statements: tuple[Statement, ...], messages: Messages) -> str:
    """Return how many statements have which verdict, in the order of the contract."""
    counts = Counter(each.verdict for each in statements)
    listed = [f"{messages(f'verdict.{each}')} {counts[each]}" for each in VERDICT_STYLES if counts[each]]
    return ", ".join(listed) or messages("none")


def _draw_statements(
    console: Console, document: Document, statements: tuple[Statement, ...], messages: Messages
) -> None:
    names = ("what", "stated", "counterpart", "difference", "verdict", "place")
    title = messages("statements.title", count=len(statements), verdicts=verdict_counts(statements, messages))
    table = grid(title, *(messages(f"column.{name}") for name in names), right=frozenset({1, 3}))
    for each in statements:
        difference = "" if each.difference is None else yuan(plain(each.difference))
        table.add_row(
            visible(each.what),
            visible(amount(each.amount, messages)),
            visible(counterpart_text(each.counterpart, messages) or each.explanation),
            visible(difference),
            visible(messages(f"verdict.{each.verdict}"), VERDICT_STYLES[each.verdict]),
            visible(place(document, each.amount.evidence, messages), "dim"),
        )
    console.print(table)
