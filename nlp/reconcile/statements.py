"""Make a Statement of every fact: its counterpart, verdict and explanation."""

from __future__ import annotations

import re
from decimal import Decimal

from nlp.outline.model import Outline
from nlp.reconcile.cells import Place, is_blank
from nlp.reconcile.explain import SAYS, explain_cells
from nlp.reconcile.fact import Fact, Facts
from nlp.reconcile.form_sums import forms_of
from nlp.reconcile.interval import Balance, Interval, judge, total
from nlp.reconcile.matcher import Match, match
from nlp.reconcile.measures import Stage
from nlp.reconcile.model import Counterpart, Statement, Verdict
from nlp.reconcile.money import money


def make_statements(outline: Outline, facts: Facts) -> tuple[Statement, ...]:
    """Return one statement a fact, in the facts' order."""
    matches = [match(outline, fact) for fact in facts.facts]
    cells = [_cell_counterpart(f, m) for f, m in zip(facts.facts, matches, strict=True)]
    raw = [_raw_verdict(f, c) for f, c in zip(facts.facts, cells, strict=True)]
    return tuple(
        forms_of(outline, facts, fact) or _statement(facts, index, matches[index], cells, raw)
        for index, fact in enumerate(facts.facts)
    )


def parts_of(facts: Facts, whole: Fact) -> tuple[Fact, ...]:
    """Return the facts that are stated as parts (其中) of ``whole``."""
    return tuple(f for f in facts.under(whole) if f.change is None and not f.is_base)


def complete_parts(facts: Facts, whole: Fact) -> tuple[Fact, ...]:
    """Return the stated parts of a measure that names all its parts, or nothing if one is missing."""
    if whole.measure is None or not whole.measure.parts or whole.change is not None:
        return ()
    named = {
        f.measure.name: f
        for f in reversed(parts_of(facts, whole))
        if f.measure is not None and f.year == whole.year
    }
    parts = tuple(named[name] for name in whole.measure.parts if name in named)
    return parts if len(parts) == len(whole.measure.parts) else ()


_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+|[（(]?(?:[一二三四五六七八九十]+|\d+)[)）]?)[、.．]?|^[①-⑳]"
)


def listed(facts: Facts, whole: Fact) -> tuple[Fact, ...]:
    """Return the functional items of the list that breaks up ``whole``, each once, of one numbering only."""
    found: dict[object, Fact] = {}
    for fact in facts.listed_under(whole):
        if fact.item is not None and fact.change is None and not fact.is_base:
            found.setdefault(fact.item, fact)
    styles = {_style(facts, fact) for fact in found.values()}
    return tuple(found.values()) if len(styles) == 1 else ()


def _style(facts: Facts, fact: Fact) -> tuple[str, int]:
    """Return how a fact's paragraph is numbered, and how deep its item lies."""
    number = _NUMBERING.match(facts.paragraphs[fact.paragraph].text)
    depth = len(fact.item.names) if fact.item else 0
    return re.sub(r"[一二三四五六七八九十]+|\d+|[①-⑳]", "#", number[0] if number else ""), depth


def listed_parts(facts: Facts, whole: Fact) -> tuple[Fact, ...]:
    """Return the items of the list that breaks up ``whole`` if they add up to it: that confirms both."""
    items = listed(facts, whole)
    exact = all(f.amount.qualifier == "exact" for f in (whole, *items))
    if len(items) < 2 or not exact:
        return ()
    added = total(Interval.of(f.amount.value, f.amount.quantum) for f in items)
    return items if added.meets(Interval.of(whole.amount.value, whole.amount.quantum)) else ()


_BUDGETS: dict[Stage, tuple[Stage, ...]] = {
    "initial": ("initial", "budget"),
    "adjusted": ("adjusted",),
    "budget": ("initial", "budget", "adjusted"),
}


def base_fact(facts: Facts, change: Fact) -> tuple[Fact, Fact] | None:
    """Return the new and the old amount that a change lies between, where its paragraph states both."""
    near = [f for f in facts.in_paragraph(change.paragraph) if f.change is None]
    subject = subject_of(facts, change)
    if subject is None or (change.base_year is None and change.base_stage is None):
        return None

    near = [f for f in near if f is not subject and same_subject(f, subject)]
    if change.base_stage is None:
        found = [f for f in near if f.year == change.base_year]
    else:
        budgets = [f for f in near if f.year == subject.year and f.stage in _BUDGETS[change.base_stage]]
        # A bare 预算 is the only budget that is stated, else the initial one.
        found = [f for f in budgets if f.stage != "adjusted"] or budgets
    return (subject, found[0]) if found else None


def subject_of(facts: Facts, change: Fact) -> Fact | None:
    """Return the amount that a change is about: the one it follows, or the last one of its measure."""
    if change.subject is not None:
        return facts.facts[change.subject]
    before = [
        f
        for f in facts.in_paragraph(change.paragraph)
        if f.index < change.index and f.change is None and same_subject(f, change)
    ]
    return before[-1] if before else None


def same_subject(one: Fact, other: Fact) -> bool:
    """Return whether two facts are about the same known measure or functional item, in the same fund."""
    known = one.measure is not None or one.item is not None
    return known and (one.measure, one.item, one.fund) == (other.measure, other.item, other.fund)


def _worst(fact: Fact, places: tuple[Place, ...]) -> Place:
    """Return the first cell that contradicts the amount all of them share, else the first one."""
    amount = fact.amount
    contrary = (p for p in places if judge(amount.value, amount.quantum, p.value, p.quantum) == "disagrees")
    return next(contrary, places[0])


def _cell_counterpart(fact: Fact, found: Match) -> Counterpart | None:
    if not found.places:
        return None
    if found.each and any(p.value for p in found.places):
        return _cell(_worst(fact, found.places))
    if found.summed or found.each:
        return Counterpart(
            value=sum((p.value for p in found.places), Decimal(0)),
            quantum=sum((p.quantum for p in found.places), Decimal(0)),
            evidence=tuple(p.evidence for p in found.places),
        )
    return _cell(found.places[0])


def _cell(place: Place) -> Counterpart:
    return Counterpart(
        value=place.value,
        quantum=place.quantum,
        evidence=(place.evidence,),
        table=place.table.id,
        row=place.row.label,
        column=place.column.name,
    )


def _raw_verdict(fact: Fact, counterpart: Counterpart | None) -> Verdict:
    if counterpart is None:
        return "unverifiable"
    return judge(fact.amount.value, fact.amount.quantum, counterpart.value, counterpart.quantum)


def _balance(facts: Facts, fact: Fact, cells: list[Counterpart | None], raw: list[Verdict]) -> Balance | None:
    if fact.whole is None or raw[fact.whole] == "disagrees":
        return None
    whole = facts.facts[fact.whole]
    items = parts_of(facts, whole)
    pairs = []
    for item in items:
        cell = cells[item.index]
        if cell is None or item.amount.quantum != whole.amount.quantum:
            return None
        pairs.append((item.amount.value, cell.value))
    return Balance(whole.amount.value, tuple(pairs))


def _statement(
    facts: Facts, index: int, found: Match, cells: list[Counterpart | None], raw: list[Verdict]
) -> Statement:
    fact = facts.facts[index]
    counterpart, verdict = cells[index], raw[index]
    if counterpart is not None:
        if verdict == "disagrees":
            balance = _balance(facts, fact, cells, raw)
            verdict = judge(
                fact.amount.value, fact.amount.quantum, counterpart.value, counterpart.quantum, balance
            )
        if verdict == "disagrees" and (reason := _doubt(fact, found)):
            return _unverifiable(fact, reason)
        return _judged(fact, counterpart, verdict, explain_cells(fact, counterpart, found, verdict))
    parts = complete_parts(facts, fact) or listed_parts(facts, fact) if _own_year(fact) else ()
    if parts:
        return _sum_statement(fact, parts)
    if fact.change is not None and (pair := base_fact(facts, fact)):
        return _change_statement(fact, *pair)
    reason = found.reason or "文档中没有可比的数字"
    whole = facts.facts[fact.whole] if fact.whole is not None else None
    if whole is not None and (complete_parts(facts, whole) or listed_parts(facts, whole)):
        reason += "；各分项之和已与合计核对"
    return _unverifiable(fact, reason)


def _own_year(fact: Fact) -> bool:
    return fact.change is None and not fact.is_reason


def _doubt(fact: Fact, found: Match) -> str | None:
    """Return why a difference proves nothing, or ``None``."""
    if not found.certain:
        return "看不出属于哪一类资金，与同名科目的表内数字不同，不能断定"
    if fact.amount.qualifier != "exact":
        return "文字给出的是约数，与表内数字不同，不能断定"
    if all(p.cell is None for p in found.places) and not any(
        p.table.totals or not is_blank(p.table) for p in found.places
    ):
        return "对应的表没有任何数字，不能断定"
    return None


def _judged(fact: Fact, counterpart: Counterpart, verdict: Verdict, explanation: str) -> Statement:
    return Statement(
        quote=fact.quote.text,
        what=fact.what,
        amount=fact.amount,
        section=fact.section,
        counterpart=counterpart,
        verdict=verdict,
        difference=fact.amount.value - counterpart.value,
        explanation=explanation,
    )


def _unverifiable(fact: Fact, reason: str) -> Statement:
    return Statement(
        quote=fact.quote.text,
        what=fact.what,
        amount=fact.amount,
        section=fact.section,
        counterpart=None,
        verdict="unverifiable",
        difference=None,
        explanation=f"{reason}。",
    )


def _sum_statement(fact: Fact, parts: tuple[Fact, ...]) -> Statement:
    value = sum((p.amount.value for p in parts), Decimal(0))
    counterpart = Counterpart(
        value=value,
        quantum=sum((p.amount.quantum for p in parts), Decimal(0)),
        evidence=tuple(p.amount.evidence for p in parts),
    )
    verdict = judge(fact.amount.value, fact.amount.quantum, value, counterpart.quantum)
    if fact.amount.qualifier != "exact" and verdict == "disagrees":
        return _unverifiable(fact, "文字给出的是约数，与分项之和不同，不能断定")
    terms = " + ".join(p.amount.as_written for p in parts)
    return _judged(fact, counterpart, verdict, f"分项之和 {terms} = {money(value)}，{SAYS[verdict]}。")


def _change_statement(fact: Fact, new: Fact, old: Fact) -> Statement:
    signed = new.amount.value - old.amount.value
    if fact.change == "decrease":
        signed = -signed
    counterpart = Counterpart(
        value=signed,
        quantum=new.amount.quantum + old.amount.quantum,
        evidence=(new.amount.evidence, old.amount.evidence),
    )
    verdict = judge(fact.amount.value, fact.amount.quantum, signed, counterpart.quantum)
    text = f"{new.amount.as_written}与{old.amount.as_written}相差{money(abs(signed))}，{SAYS[verdict]}。"
    return _judged(fact, counterpart, verdict, text)
