"""Marks with their values into the truth about the fields, by the contract's meanings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final, cast

from nlp.annotate.standoff import (
    AmountLabel,
    AmountLabels,
    LegalBasisLabel,
    PhaseLabel,
    QuarterLabel,
    QuarterLabels,
    ScheduleLabel,
    YearAmountLabel,
)
from nlp.annotate.written.marks import PROJECT, Mark
from nlp.annotate.written.model import Truth, World, WrittenBody
from nlp.fields.model import QuarterBasis, QuarterQualifier, Relation

_SIMPLE: Final = re.compile(r"([\d,]+(?:\.\d+)?)(亿元|万元|元)")
_WAN: Final = {"亿元": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}
#: Amounts whose values are the narrative's own.
_STATED: Final = ("TOTAL", "FISCAL", "OWN", "COMPONENT", "MULTI_YEAR")
_KEYS: Final = {
    PROJECT: set[str](),
    "BODY": {"name", "relation", "listed"},
    "BODY_ALIAS": set[str](),
    "SCHEDULE": {"start", "end", "months"},
    "PHASE": {"start", "end", "pct"},
    "AMOUNT_OTHER_YEAR": {"wan", "year"},
    "QUARTER": {"q", "pct", "wan", "qual", "basis"},
    "LEGAL_TITLE": {"law"},
    "LEGAL_NUMBER": {"law", "normal"},
    **{f"AMOUNT_{role}": {"wan"} for role in _STATED},
}


def truth_of(text: str, marks: Sequence[Mark], world: World) -> Truth:
    """Return the truth that marks tell.

    Raises:
        ValueError: where a mark has an unknown label or value, or lacks a value that its words don't show.
    """
    for each in marks:
        if each.label not in _KEYS:
            raise ValueError(f"no label {each.label}")
        if unknown := set(each.values) - _KEYS[each.label]:
            raise ValueError(f"{each.label} has no value {', '.join(sorted(unknown))}")
    project = next(((m.start, m.end) for m in marks if m.label == PROJECT), None)
    quarters = _quarters(marks)
    return Truth(
        project=project,
        bodies=_bodies(text, marks, world),
        schedule=_schedule(marks),
        amounts=_amounts(text, marks, quarters),
        quarters=quarters,
        legal_basis=_laws(text, marks),
    )


def _bodies(text: str, marks: Sequence[Mark], world: World) -> tuple[WrittenBody, ...]:
    found: dict[str, WrittenBody] = {}
    for each in marks:
        if each.label != "BODY":
            continue
        name = each.values.get("name") or "".join(text[each.start : each.end].split())
        listed = each.values.get("listed") or (name if name in world.units else None)
        given = each.values.get("relation") or ("listed" if listed else "not_listed")
        if listed and listed not in world.units:
            raise ValueError(f"BODY {name}: no unit {listed}")
        if (given in ("listed", "part_of_listed")) != (listed is not None):
            raise ValueError(f"BODY {name}: {given} does not fit the unit {listed}")
        relation = cast("Relation", given)
        body = WrittenBody(span=(each.start, each.end), name=name, relation=relation, listed_as=listed)
        found.setdefault(name, body)
    return tuple(found.values())


def _day(each: Mark, key: str) -> date | None:
    given = each.values.get(key)
    return date.fromisoformat(given) if given else None


def _schedule(marks: Sequence[Mark]) -> ScheduleLabel | None:
    stated = [m for m in marks if m.label == "SCHEDULE"]
    phases: list[PhaseLabel] = []
    last = 0
    for each in (m for m in marks if m.label == "PHASE"):
        percent = Decimal(each.values["pct"]) if "pct" in each.values else None
        last = max(last, each.end)
        if not {"start", "end"} & set(each.values):
            if not phases or percent is None:
                raise ValueError("a PHASE without start and end is the share of the phase before it")
            span = (phases[-1].span[0], each.end)
            phases[-1] = phases[-1].model_copy(update={"percent": percent, "span": span})
            continue
        phases.append(
            PhaseLabel(
                start=_day(each, "start"), end=_day(each, "end"), percent=percent, span=(each.start, each.end)
            )
        )
    if not stated and not phases:
        return None
    dated = [m for m in stated if {"start", "end"} & set(m.values)]
    months = next((int(m.values["months"]) for m in stated if "months" in m.values), None)
    if dated:
        start, end = _day(dated[0], "start"), _day(dated[0], "end")
    else:
        start = min((p.start for p in phases if p.start), default=None)
        end = max((p.end for p in phases if p.end), default=None)
    span = (stated[0].start, stated[0].end) if stated else (phases[0].span[0], last)
    return ScheduleLabel(start=start, end=end, duration_months=months, span=span, phases=tuple(phases))


def _wan(text: str, each: Mark) -> Decimal:
    if given := each.values.get("wan"):
        return Decimal(given)
    match = _SIMPLE.fullmatch("".join(text[each.start : each.end].split()))
    if match is None:
        raise ValueError(f"{each.label} {text[each.start : each.end]}: give wan=")
    return Decimal(match[1].replace(",", "")) * _WAN[match[2]]


def _stated(text: str, marks: Sequence[Mark], label: str) -> list[AmountLabel]:
    return [
        AmountLabel(wan=_wan(text, m), spans=((m.start, m.end),))
        for m in marks
        if m.label == f"AMOUNT_{label}"
    ]


def _amounts(text: str, marks: Sequence[Mark], quarters: QuarterLabels) -> AmountLabels:
    total, fiscal, own, parts, multi = (_stated(text, marks, label) for label in _STATED)
    others = tuple(
        YearAmountLabel(wan=_wan(text, m), spans=((m.start, m.end),), year=int(m.values["year"]))
        for m in marks
        if m.label == "AMOUNT_OTHER_YEAR"
    )
    for label, found in (("MULTI_YEAR", multi), ("TOTAL", total)):
        if len({amount.wan.normalize() for amount in found}) > 1:
            raise ValueError(f"AMOUNT_{label} has two values")
    public, private = _source(fiscal), _source(own)
    annual = total[0] if total else _derived(public, private, parts, quarters)
    return AmountLabels(
        annual_total=annual,
        fiscal=public,
        own_funds=private,
        multi_year_total=multi[0] if multi else None,
        components=tuple(parts),
        other_years=others,
    )


def _source(found: list[AmountLabel]) -> AmountLabel | None:
    """Return one source's money: stated as a whole, or the sum of its levels (省级, 市级)."""
    if not found:
        return None
    rest = sum((part.wan for part in found[1:]), Decimal(0))
    if rest == found[0].wan or all(part.wan == found[0].wan for part in found):
        return found[0]
    return _sum(found)


def _derived(
    fiscal: AmountLabel | None,
    own: AmountLabel | None,
    parts: list[AmountLabel],
    quarters: QuarterLabels,
) -> AmountLabel | None:
    """Return the total that only its sources, parts or quarters tell; the only source is the total."""
    if fiscal and own:
        return _sum([fiscal, own])
    if fiscal or own:
        return fiscal or own
    if parts:
        return _sum(parts)
    sums = [q for q in quarters.items if q.amount_wan is not None]
    if quarters.basis == "incremental" and len(sums) == len(quarters.items) and sums:
        whole = len(sums) == 4 or sum(q.percent or 0 for q in sums) == 100
        if whole:
            return _sum([AmountLabel(wan=q.amount_wan or Decimal(0), spans=(q.span,)) for q in sums])
    return None


def _sum(parts: list[AmountLabel]) -> AmountLabel:
    wan = sum((part.wan for part in parts), Decimal(0))
    return AmountLabel(wan=wan, spans=tuple(span for part in parts for span in part.spans), derived=True)


def _quarters(marks: Sequence[Mark]) -> QuarterLabels:
    items: list[QuarterLabel] = []
    basis: str | None = None
    for each in (m for m in marks if m.label == "QUARTER"):
        basis = each.values.get("basis", basis)
        numbers = [int(n) for n in each.values["q"].split(",")]
        for position, number in enumerate(numbers):
            items.append(
                QuarterLabel(
                    quarter=number,
                    percent=_nth(each, "pct", position),
                    amount_wan=_nth(each, "wan", position),
                    qualifier=cast("QuarterQualifier", each.values.get("qual", "exact")),
                    span=(each.start, each.end),
                )
            )
    return QuarterLabels(basis=cast("QuarterBasis | None", basis), items=tuple(items))


def _nth(each: Mark, key: str, position: int) -> Decimal | None:
    given = each.values.get(key)
    if given is None:
        return None
    values = given.split(",")
    return Decimal(values[min(position, len(values) - 1)])


def _laws(text: str, marks: Sequence[Mark]) -> tuple[LegalBasisLabel, ...]:
    """Return one entry a document; marks of one document share the value ``law``."""
    entries: dict[str, dict[str, object]] = {}
    for index, each in enumerate(marks):
        if each.label not in ("LEGAL_TITLE", "LEGAL_NUMBER"):
            continue
        entry = entries.setdefault(each.values.get("law", f"#{index}"), {})
        span = (each.start, each.end)
        if each.label == "LEGAL_TITLE":
            entry.setdefault("title", span)
            continue
        entry.setdefault("number_span", span)
        entry.setdefault("number", each.values.get("normal") or _normal(text[each.start : each.end]))
    empty: dict[str, object] = {"title": None, "number": None, "number_span": None}
    return tuple(LegalBasisLabel.model_validate(empty | entry) for entry in entries.values())


def all_valued(marks: Iterable[Mark], text: str) -> tuple[Mark, ...]:
    """Return the marks of a text with the values that their words tell; noise may bend them later.

    A document number without a code is of the issuer of the one before: 某发〔2014〕3号和〔2015〕9号.

    Raises:
        ValueError: where the words are not of the usual form, and no value was given.
    """
    issuer = ""
    found: list[Mark] = []
    for mark in marks:
        found.append(_valued(mark, text, issuer))
        if mark.label == "LEGAL_NUMBER":
            issuer = str(found[-1].values["normal"]).partition("〔")[0]
    return tuple(found)


def _valued(found: Mark, text: str, issuer: str) -> Mark:
    if found.label == "LEGAL_NUMBER" and "normal" not in found.values:
        told = {"normal": _normal(text[found.start : found.end], issuer)}
    elif found.label.removeprefix("AMOUNT_") in _STATED and "wan" not in found.values:
        told = {"wan": format(_wan(text, found), "f")}
    else:
        return found
    return replace(found, values={**found.values, **told})


def _normal(number: str, issuer: str = "") -> str:
    bare = "".join(number.split())
    match = re.fullmatch(r"(.*?)[〔﹝\[【（(]((?:19|20)\d\d)[〕﹞\]】）)](.+号)", bare)
    if match is None or not (match[1] or issuer):
        raise ValueError(f"LEGAL_NUMBER {number}: give normal=")
    return f"{match[1] or issuer}〔{match[2]}〕{match[3]}"
