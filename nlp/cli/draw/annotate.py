"""Drawings of the annotation loop: queue, suspects, agreement, differences, alignment."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence

from rich.text import Text

from nlp.annotate.align import KEPT
from nlp.annotate.loop.agreement import ALL, Agreement
from nlp.annotate.loop.diff import RecordDiff
from nlp.annotate.loop.findings import Reason, Suspect
from nlp.annotate.loop.queue import Queued
from nlp.annotate.records import SpanLabel, SpanRecord
from nlp.annotate.versions import Alignment
from nlp.cli.draw.common import grid, visible
from nlp.cli.messages import Messages
from nlp.cli.output import console

_BEGINNING = 36


def _columns(messages: Messages, *names: str) -> list[str]:
    return [messages(f"column.{name}") for name in names]


def _quoted(text: str, span: SpanLabel | None, style: str = "") -> Text:
    if span is None:
        return visible("—", "dim")
    return visible(f"{span.label} {span.start}–{span.end} {text[span.start : span.end]}", style)


def draw_queue(order: Sequence[Queued], records: Mapping[str, SpanRecord], messages: Messages) -> None:
    """Draw the queue with the beginning of each narrative."""
    names = _columns(messages, "record", "gain", "uncertainty", "cluster", "text")
    table = grid(messages("annotate.queue.title", count=len(order)), *names, right=frozenset({1, 2, 3}))
    for each in order:
        beginning = " ".join(records[each.id].text.split())[:_BEGINNING]
        table.add_row(
            visible(each.id),
            f"{each.gain:.2f}",
            f"{each.uncertainty:.2f}",
            str(each.cluster),
            visible(beginning, "dim"),
        )
    console(sys.stdout).print(table)


def draw_suspects(suspects: Sequence[Suspect], records: Mapping[str, SpanRecord], messages: Messages) -> None:
    """Draw likely label errors with their reasons."""
    names = _columns(messages, "score", "record", "given", "proposal", "reasons")
    table = grid(messages("annotate.check.title", count=len(suspects)), *names, right=frozenset({0}))
    for each in suspects:
        text = records[each.record].text
        table.add_row(
            f"{each.score:.2f}",
            visible(each.record),
            _quoted(text, each.given, "cyan"),
            _quoted(text, each.proposal, "green"),
            visible("; ".join(_reason(reason, messages) for reason in each.reasons)),
        )
    console(sys.stdout).print(table)


def _reason(reason: Reason, messages: Messages) -> str:
    return messages(f"reason.{reason.code}", detail=reason.detail)


def draw_agreement(rows: Sequence[Agreement], names: tuple[str, str], messages: Messages) -> None:
    """Draw the agreement of two annotators, a label a row."""
    title = messages("annotate.agreement.title", first=names[0], second=names[1])
    columns = _columns(messages, "span", "first", "second", "both", "f1", "kappa")
    table = grid(title, *columns, right=frozenset({1, 2, 3, 4, 5}))
    for row in rows:
        label = messages("annotate.all") if row.label == ALL else row.label
        figures = ("—" if value is None else f"{value:.3f}" for value in (row.f1, row.kappa))
        table.add_row(visible(label), str(row.first), str(row.second), str(row.both), *figures)
    console(sys.stdout).print(table)


def draw_diff(diffs: Sequence[RecordDiff], names: tuple[str, str], messages: Messages) -> None:
    """Draw the spans that differ, the two versions side by side, and a line with the counts."""
    out = console(sys.stdout)
    differing = [each for each in diffs if each.differs]
    if not differing:
        out.print(messages("annotate.diff.none", count=len(diffs)))
        return
    for each in differing:
        table = grid(each.id, *names)
        for left, right in each.rows():
            table.add_row(_quoted(each.text, left, "red"), _quoted(each.text, right, "green"))
        out.print(table)
    out.print(
        messages(
            "annotate.diff.summary",
            records=len(diffs),
            differ=len(differing),
            both=sum(len(each.both) for each in diffs),
            left=sum(len(each.left) for each in diffs),
            right=sum(len(each.right) for each in diffs),
        )
    )


def draw_aligned(result: Alignment, messages: Messages) -> None:
    """Draw how many spans had which fate, and each that somebody must look at."""
    out = console(sys.stdout)
    if result.same_document:
        out.print(messages("annotate.align.same", source=result.source, count=len(result.spans)))
        return
    title = messages("annotate.align.title", source=result.source)
    counts = grid(title, *_columns(messages, "fate", "count"), right=frozenset({1}))
    for fate, count in Counter(each.fate for each in result.spans).most_common():
        counts.add_row(messages(f"fate.{fate}"), str(count))
    out.print(counts)
    uncertain = [each for each in result.spans if each.fate not in KEPT]
    if uncertain:
        table = grid("", *_columns(messages, "fate", "record", "span", "place"))
        for each in uncertain:
            place = "—" if each.new is None else f"→ {each.new.start}–{each.new.end}"
            table.add_row(
                messages(f"fate.{each.fate}"),
                str(each.narrative),
                each.old.label,
                f"{each.old.start}–{each.old.end} {place}",
            )
        out.print(table)
