"""A statement explained, and what contradicts between documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console

from nlp.cli.draw.common import grid, heading, place, visible, yuan
from nlp.cli.messages import Messages
from nlp.document import Document
from nlp.pipeline import Result
from nlp.reconcile.across import Across
from nlp.reconcile.interval import Interval
from nlp.reconcile.model import Finding
from nlp.reconcile.silence import silences
from nlp.reconcile.why import Why, explain
from nlp.serialise import plain


def draw_explanation(console: Console, result: Result, words: str, messages: Messages) -> None:
    """Draw each statement that holds ``words``: understanding, intervals, candidates, verdict, findings.

    Then the amounts and cells that are no statements, with the reason.
    """
    console.print(heading(result.outline, messages))
    found = list(explain(result.outline, result.statements, result.findings, words))
    others = list(silences(result.outline, result.statements, result.findings, words))
    if not found and not others:
        console.print(visible(messages("explain.none", words=words)))
    for each in found:
        _draw(console, result.document, each, messages)
    for other in others:
        console.print()
        console.print(
            visible(f"{other.quote.text}  ({place(result.document, other.quote, messages)})", "bold")
        )
        _line(console, messages("explain.no_statement"), other.reason)
        _findings(console, other.findings, messages)


def _draw(console: Console, document: Document, why: Why, messages: Messages) -> None:
    statement = why.statement
    console.print()
    where = place(document, statement.amount.evidence, messages)
    console.print(visible(f"{statement.quote}  ({where})", "bold"))
    _line(console, messages("explain.understood"), _understood(why))
    _line(console, messages("explain.interval"), _interval(why.interval))
    for each in why.candidates:
        verdict = messages(f"verdict.{each.verdict}")
        more = f"; {messages('explain.likely')}" if each.likely else ""
        gap = f"{messages('explain.gap')} {yuan(plain(each.gap))}"
        told = f"{each.where} = {yuan(plain(each.value))} {_interval(each.interval)}; {gap}; {verdict}{more}"
        _line(console, messages("explain.candidate"), told)
    verdict = messages(f"verdict.{statement.verdict}")
    _line(console, messages("explain.result"), f"{verdict}: {statement.explanation}")
    _findings(console, why.findings, messages)


def _findings(console: Console, findings: Sequence[Finding], messages: Messages) -> None:
    if not findings:
        _line(console, messages("explain.findings"), messages("explain.no_finding"))
    for finding in findings:
        severity = messages(f"severity.{finding.severity}")
        _line(console, messages("explain.findings"), f"{severity} {finding.rule}: {finding.message}")


def _line(console: Console, name: str, text: str) -> None:
    console.print(visible(f"  {name}: {text}"))


def _interval(interval: Interval) -> str:
    return f"[{yuan(plain(interval.low))} … {yuan(plain(interval.high))}]"


def _understood(why: Why) -> str:
    fact = why.fact
    if fact is None:
        return why.statement.what
    name = fact.measure.name if fact.measure else fact.item.label if fact.item else fact.what
    told = [name, fact.fund, str(fact.year) if fact.year else None, fact.stage, fact.direction]
    if fact.change:
        told.append(f"{fact.change}/{fact.base_year or fact.base_stage}")
    if fact.qualified:
        told.append("qualified")
    return " · ".join(part for part in told if part)


def draw_across(
    console: Console, found: Sequence[Across], documents: Mapping[str, Document], messages: Messages
) -> None:
    """Draw the findings between documents with the places in both."""
    if not found:
        console.print(visible(messages("across.none")))
        return
    names = ("severity", "message", "place")
    table = grid(messages("across.title", count=len(found)), *(messages(f"column.{n}") for n in names))
    for each in found:
        here = documents[each.here]
        places = [f"{each.here} {place(here, e, messages)}" for e in each.finding.evidence]
        if each.there in documents:
            there = documents[each.there]
            places += [f"{each.there} {place(there, e, messages)}" for e in each.there_evidence]
        table.add_row(
            visible(messages(f"severity.{each.finding.severity}")),
            visible(f"{each.finding.message} ({each.finding.rule}: {each.finding.computation})"),
            visible(", ".join(places), "dim"),
        )
    console.print(table)
