"""The numbers of the data card, counted from the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from nlp.annotate.records import LABELS, SpanRecord
from nlp.annotate.written.generate import SPLITS
from nlp.annotate.written.model import Meta

BEGIN: Final = "<!-- counts: begin (written by python -m nlp.annotate.written) -->"
END: Final = "<!-- counts: end -->"


def counts(generated: Sequence[SpanRecord], hand: Sequence[SpanRecord]) -> str:
    """Return the tables of the data card as Markdown, with their markers."""
    tables = [
        _table("narratives", generated, hand, lambda _: ["all"]),
        _table("label (spans)", generated, hand, lambda r: [s.label for s in r.spans], LABELS),
        _table("style", generated, hand, lambda r: [_meta(r).style]),
        _table("level", generated, hand, lambda r: [_meta(r).world.level]),
        _table("noise", generated, hand, lambda r: list(_meta(r).noise) or ["none"]),
        _table("planted fault", generated, hand, lambda r: list(_meta(r).flags) or ["none"]),
        _table("family", generated, hand, lambda r: [_meta(r).family]),
    ]
    return "\n\n".join([BEGIN, *tables, END])


def put_counts(card: str, fresh: str) -> str:
    """Return the card with fresh numbers between its markers. Raises ValueError where it has none."""
    before, begin, rest = card.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the card has no markers for the counts")
    return before + fresh + after


def _meta(record: SpanRecord) -> Meta:
    return Meta.model_validate(record.meta)


def _table(
    title: str,
    generated: Sequence[SpanRecord],
    hand: Sequence[SpanRecord],
    keys: Callable[[SpanRecord], Iterable[str]],
    order: Sequence[str] = (),
) -> str:
    columns: list[Counter[str]] = []
    for records in (generated, hand):
        for split in SPLITS:
            found = (key for r in records if r.meta["split"] == split for key in keys(r))
            columns.append(Counter(found))
    names = list(order) or sorted({name for column in columns for name in column})
    head = f"| {title} | train | dev | test | hand: train | hand: dev | hand: test | all |"
    lines = [head, "| --- |" + " ---: |" * 7]
    for name in names:
        cells = [column[name] for column in columns]
        lines.append(f"| {name} | " + " | ".join(map(str, [*cells, sum(cells)])) + " |")
    return "\n".join(lines)
