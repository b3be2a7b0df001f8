"""Which reading of a narrative is taken, field by field, where rules and network differ.

The network reads what nobody wrote a rule for, and on narratives that neither had met it was right more often
(docs/results.md). The rules know what a network learns badly: which documents are cited, what money is an
organisation's own, where a name ends, that a year's end finishes the payments.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from nlp.outline.model import Narrative
from nlp.tagger.rules.asides import is_cited
from nlp.tagger.spans import FieldSpan, Label
from nlp.values.amount import find_amounts, parse_amount
from nlp.values.percent import find_percentages

Spans = Sequence[FieldSpan]

_SCHEDULE: Final = ("SCHEDULE", "PHASE")
#: How the labels of each field begin.
_FIELDS: Final[tuple[str | tuple[str, ...], ...]] = ("BODY", _SCHEDULE, "AMOUNT", "QUARTER", "LEGAL")
_TOTAL: Final = "AMOUNT_TOTAL"
_OVER_YEARS: Final = "AMOUNT_MULTI_YEAR"
_SOURCES: Final[tuple[Label, ...]] = ("AMOUNT_FISCAL", "AMOUNT_OWN")
#: What the year's total is divided into: uses, and sources.
_MAKE_UP: Final[tuple[tuple[Label, ...], ...]] = (("AMOUNT_COMPONENT",), _SOURCES)


def chosen(rules: Spans, network: Spans, text: str, narrative: Narrative) -> tuple[FieldSpan, ...]:
    """Return the spans that are taken, in order; ``text`` is the document's.

    Where either has seen nothing of a field, the other's reading of it is taken.
    """
    said = {field: [s for s in rules if s.label.startswith(field)] for field in _FIELDS}
    seen = {field: [s for s in network if s.label.startswith(field)] for field in _FIELDS}
    found = [
        *_bodies(said["BODY"], seen["BODY"]),
        *_schedule(said[_SCHEDULE], seen[_SCHEDULE], narrative),
        *_money(said["AMOUNT"], seen["AMOUNT"], seen["QUARTER"], text),
        *_quarters(said["QUARTER"], seen["QUARTER"], text),
        *_basis(said["LEGAL"], seen["LEGAL"], text),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda span: (span.start, span.end, span.label)))


def _bodies(rules: Spans, network: Spans) -> Spans:
    """Return the bodies that both see, with the rules' borders; where they agree on none, the network's."""
    if not rules or not network:
        return rules or network
    return [span for span in rules if _meets(span, network)] or network


def _schedule(rules: Spans, network: Spans, narrative: Narrative) -> Spans:
    """Return the network's, but the rules' where only they see anything in the section of the schedule.

    Where that section tells a period, nothing that other sections plan counts.
    """
    home = [section for section in narrative.sections if section.kind == "schedule"]

    def inside(spans: Spans) -> Spans:
        return [s for s in spans if any(each.body_start <= s.start < each.end for each in home)]

    told = next((spans for spans in (inside(network), inside(rules)) if spans), [])
    return told if any(span.label == "SCHEDULE" for span in told) else network or rules


def _money(rules: Spans, network: Spans, quarters: Spans, text: str) -> Spans:
    """Return the network's, but own funds as the rules have them: words alone tell whose money it is.

    The year's total is the rules' where sources or parts make it up and nothing makes up the network's.
    Parts, and sources, are the rules' where these make up the total, the network's do not, and it sees no
    quarter's money in them. Where both see one and the same total over years, another is none.
    """
    if not rules or not network:
        return rules or network
    taken = _with_own_funds(rules, network)
    if agreed := [span for span in _with(taken, _OVER_YEARS) if _stands_in(span, rules)]:
        taken = [span for span in taken if span.label != _OVER_YEARS or span in agreed]
    told = _with(rules, _TOTAL)
    if told and not any(_is_made_up(span, taken, text) for span in _with(taken, _TOTAL)):
        others = [span for span in taken if span.label != _TOTAL and not _meets(span, told[:1])]
        taken = [*others, *told] if _is_made_up(told[0], others, text) else taken
    taken = _without_small_totals(taken, rules, text)
    total = _total(taken, text)
    for labels in _MAKE_UP:
        known = [span for span in _with(rules, *labels) if not _meets(span, quarters)]
        if known and _sum(known, text) == total != _sum(_with(taken, *labels), text):
            taken = [s for s in taken if s.label not in labels and not _meets(s, known)] + known
    return taken


def _with_own_funds(rules: Spans, network: Spans) -> list[FieldSpan]:
    """Return the network's spans, own funds as the rules have them."""
    own = _with(rules, "AMOUNT_OWN")
    places = {(span.start, span.end): span for span in rules}
    taken = list(own)
    for span in network:
        if _meets(span, own):
            continue
        if span.label != "AMOUNT_OWN":
            taken.append(span)
        elif (span.start, span.end) in places:
            taken.append(places[span.start, span.end])
    return taken


def _without_small_totals(taken: Spans, rules: Spans, text: str) -> list[FieldSpan]:
    """Return the spans, a total that is less than one of its parts as the rules have it, if they do."""
    parts = [value for part in _with(taken, "AMOUNT_COMPONENT") if (value := _value(part, text)) is not None]
    found = []
    for span in taken:
        value = _value(span, text) if span.label == _TOTAL else None
        if value is None or value >= max(parts, default=value):
            found.append(span)
        else:
            found += [s for s in rules if (s.start, s.end) == (span.start, span.end) and s.label != _TOTAL]
    return found


def _quarters(rules: Spans, network: Spans, text: str) -> Spans:
    """Return the network's, but the rules' where these tell more quarters with a figure, and none fewer."""
    if not rules or not network:
        return rules or network
    told = [span for span in network if _has_figure(text[span.start : span.end])]
    more = len(rules) > len(told)
    return rules if more and all(_meets(span, rules) for span in told) else network


def _basis(rules: Spans, network: Spans, text: str) -> Spans:
    """Return the rules' documents; where they saw none, those of the network that are cited."""
    cited = (s for s in network if s.label != "LEGAL_TITLE" or is_cited(text, s.start, s.end))
    return rules or list(cited)


def _meets(span: FieldSpan, others: Iterable[FieldSpan]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _has_figure(words: str) -> bool:
    return bool(find_percentages(words) or find_amounts(words))


def _with(spans: Spans, *labels: Label) -> list[FieldSpan]:
    return [span for span in spans if span.label in labels]


def _stands_in(span: FieldSpan, others: Iterable[FieldSpan]) -> bool:
    return any((span.label, span.start, span.end) == (each.label, each.start, each.end) for each in others)


def _is_made_up(total: FieldSpan, spans: Spans, text: str) -> bool:
    """Tell whether all parts, or all sources, are a total."""
    value = _value(total, text)
    return any(value is not None and _sum(_with(spans, *labels), text) == value for labels in _MAKE_UP)


def _total(spans: Spans, text: str) -> Decimal | None:
    """Return the year's money as it is told, else the sum of its sources."""
    told = next(iter(_with(spans, _TOTAL)), None)
    return _value(told, text) if told else _sum(_with(spans, *_SOURCES), text)


def _sum(spans: Spans, text: str) -> Decimal | None:
    """Return the sum of what spans tell; None of nothing."""
    values = [value for span in spans if (value := _value(span, text)) is not None]
    return sum(values, Decimal(0)) if values else None


def _value(span: FieldSpan, text: str) -> Decimal | None:
    """Return what a span tells; of numbers whose unit stands elsewhere only the proportion counts."""
    amount = parse_amount(text[span.start : span.end], "万元")
    return amount.value if amount else None
