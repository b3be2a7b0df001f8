"""Make a Statement of every fact: its counterpart, verdict and explanation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nlp.outline.model import Outline
from nlp.reconcile.cells import Place, is_blank
from nlp.reconcile.changes import base_fact, subject_of
from nlp.reconcile.explain import SAYS, explain_cells
from nlp.reconcile.fact import Fact, Facts
from nlp.reconcile.form_sums import forms_of
from nlp.reconcile.interval import Balance, Interval, judge, round_to, total
from nlp.reconcile.listed import listed_parts
from nlp.reconcile.match import Match
from nlp.reconcile.matcher import match, place_before
from nlp.reconcile.measures import measures
from nlp.reconcile.model import Counterpart, Statement, Verdict
from nlp.reconcile.money import money
from nlp.reconcile.otherwise import gap_to, other_reading, resemblance
from nlp.reconcile.wording import cite


def match_facts(outline: Outline, facts: Facts) -> tuple[Match, ...]:
    """Return the cells of every fact, in the facts' order."""
    return tuple(match(outline, fact) for fact in facts.facts)


def make_statements(outline: Outline, facts: Facts, found: Sequence[Match]) -> tuple[Statement, ...]:
    """Return one statement a fact, in the facts' order; ``found`` are the facts' matches."""
    matches = [
        match(outline, replace(f, qualified=True)) if _may_hold_more(facts, f, m) else m
        for f, m in zip(facts.facts, found, strict=True)
    ]
    cells = [_cell_counterpart(f, m) for f, m in zip(facts.facts, matches, strict=True)]
    raw = [_raw_verdict(f, c) for f, c in zip(facts.facts, cells, strict=True)]
    return tuple(
        forms_of(outline, facts, fact) or _statement(outline, facts, index, matches[index], cells, raw, found)
        for index, fact in enumerate(facts.facts)
    )


def _may_hold_more(facts: Facts, fact: Fact, found: Match) -> bool:
    """Return whether an amount that holds what was carried over may differ from its cells by that.

    A slip of the pen is told all the same.
    """
    if fact.qualified or not holds_carried_over(facts, fact):
        return False
    held = [Interval.of(f.amount.value, f.amount.quantum) for f in parts_of(facts, fact) if _is_left_over(f)]
    apart = any(gap_to(fact, place).meets(part) for place in found.places for part in held)
    return apart or not found.certain or resemblance(fact, found.places) != "slip"


def _is_left_over(fact: Fact) -> bool:
    return fact.measure is not None and fact.measure.name == "上年结转"


def parts_of(facts: Facts, whole: Fact) -> tuple[Fact, ...]:
    """Return the facts that are stated as parts (其中) of ``whole``."""
    return tuple(f for f in facts.under(whole) if f.change is None and not f.is_base)


def complete_parts(facts: Facts, whole: Fact) -> tuple[Fact, ...]:
    """Return the stated parts of a measure that names all its parts, or nothing if one is missing."""
    if whole.measure is None or whole.change is not None or not facts.under(whole):
        return ()
    named = {
        f.measure.name: f
        for f in reversed(parts_of(facts, whole))
        if f.measure is not None and f.year == whole.year
    }
    if whole.measure.parts and all(name in named for name in whole.measure.parts):
        return tuple(named[name] for name in whole.measure.parts)
    for names in measures().words.splits:
        if all(name in named for name in names) and not _more_between(facts, whole, names):
            return tuple(named[name] for name in names)
    return ()


def broken_up_elsewhere(facts: Facts, whole: Fact, parts: Sequence[Fact]) -> bool:
    """Return whether parts that miss their whole are exactly another amount of its paragraph."""
    added = total(Interval.of(p.amount.value, p.amount.quantum) for p in parts)
    if added.meets(Interval.of(whole.amount.value, whole.amount.quantum)):
        return False
    others = (f for f in facts.in_paragraph(whole.paragraph) if f is not whole and f not in parts)
    return any(
        f.amount.value and f.change is None and added.meets(Interval.of(f.amount.value, f.amount.quantum))
        for f in others
    )


def _more_between(facts: Facts, whole: Fact, names: Sequence[str]) -> bool:
    """Return whether a part of another kind stands among those that would split up any measure."""
    parts = parts_of(facts, whole)
    own = [f for f in parts if f.measure is not None and f.measure.name in names]
    first, last = own[0], own[-1]
    text = facts.paragraphs[first.paragraph].text
    if last.paragraph != first.paragraph:
        return False

    def in_brackets(fact: Fact) -> bool:
        between = text[first.position : fact.position]
        return between.count("（") != between.count("）")

    return any(f not in own and first.index < f.index < last.index and not in_brackets(f) for f in parts)


def holds_carried_over(facts: Facts, whole: Fact) -> bool:
    """Return whether prose says that an amount of one fund holds what was carried over."""
    single = whole.fund not in (None, "all") and whole.measure is not None
    return single and (any(map(_is_left_over, parts_of(facts, whole))) or _adds_carried_over(facts, whole))


_ADDING = re.compile(r"(?:加上|加|连同)[^，,。；;]*$")
_IN_ALL = re.compile(r"(?:合计|共计|总计|共)(?:为|达)?$")


def _adds_carried_over(facts: Facts, fact: Fact) -> bool:
    """Return whether an amount adds up what stands before it: "加上上年结转2万元，支出合计9万元"."""
    last = facts.facts[fact.index - 1] if fact.index else None
    if last is None or last.paragraph != fact.paragraph or not _is_left_over(last):
        return False
    text = facts.paragraphs[fact.paragraph].text
    between = text[last.position : fact.position]
    joined = "。" not in between and _ADDING.search(text[: last.position]) is not None
    return joined and _IN_ALL.search(between) is not None


def _worst(fact: Fact, places: tuple[Place, ...]) -> Place:
    """Return the first cell that contradicts the amount all of them share, else the first one."""
    amount = fact.amount
    contrary = (p for p in places if judge(amount.value, amount.quantum, p.value, p.quantum) == "disagrees")
    return next(contrary, places[0])


def _cell_counterpart(fact: Fact, found: Match) -> Counterpart | None:
    if not found.places:
        return None
    if found.each and any(p.value for p in found.places):
        return _cell(_worst(fact, found.places), ())
    if found.summed or found.each:
        return Counterpart(
            value=sum((p.value for p in found.places), Decimal(0)),
            quantum=sum((p.quantum for p in found.places), Decimal(0)),
            evidence=tuple(p.evidence for p in found.places),
        )
    amount = fact.amount
    first, *others = found.places
    if others and judge(amount.value, amount.quantum, first.value, first.quantum) != "disagrees":
        others = []
    return _cell(first, others[:_OTHERS])


#: As many further cells stand in the evidence of a statement that none of its cells confirms.
_OTHERS = 3


def _cell(place: Place, others: Sequence[Place]) -> Counterpart:
    return Counterpart(
        value=place.value,
        quantum=place.quantum,
        evidence=(place.evidence, *(p.evidence for p in others)),
        table=place.table.id,
        row=place.row.label,
        column=place.column.name,
    )


def _raw_verdict(fact: Fact, counterpart: Counterpart | None) -> Verdict:
    if counterpart is None:
        return "unverifiable"
    return judge(fact.amount.value, fact.amount.quantum, counterpart.value, counterpart.quantum)


def _balance(facts: Facts, fact: Fact, cells: list[Counterpart | None], raw: list[Verdict]) -> Balance | None:
    """Return the group that a fact's rounding difference may have been carried into it for.

    An amount of the group that is plainly wrong counts as what its cell says: one error is no second one.
    """
    if fact.whole is None:
        return None
    whole = facts.facts[fact.whole]
    quantum = fact.amount.quantum
    stated = _stated_or_right(whole, cells[whole.index], raw[whole.index], quantum)
    if whole.amount.quantum != quantum and stated == whole.amount.value:
        return None
    pairs = []
    for item in parts_of(facts, whole):
        cell = cells[item.index]
        if cell is None or item.amount.quantum != quantum:
            return None
        pairs.append((_stated_or_right(item, cell, raw[item.index], quantum), cell.value))
    return Balance(stated, tuple(pairs))


def _in_wrong_group(facts: Facts, fact: Fact, cells: list[Counterpart | None], raw: list[Verdict]) -> bool:
    """Return whether an amount misses by less than a unit, in a group with an amount that is plainly wrong.

    Whether the miss was carried into it can't be told then.
    """
    cell = cells[fact.index]
    if fact.whole is None or cell is None or _far(fact, cell):
        return False
    whole = facts.facts[fact.whole]
    group = (f for f in (whole, *parts_of(facts, whole)) if f is not fact and raw[f.index] == "disagrees")
    return any((other := cells[f.index]) is not None and _far(f, other) for f in group)


def _far(fact: Fact, cell: Counterpart) -> bool:
    """Return whether an amount misses its cell by a unit of its last digit or more."""
    mine = Interval.of(fact.amount.value, fact.amount.quantum)
    return mine.distance(Interval.of(cell.value, cell.quantum)) >= fact.amount.quantum


def _stated_or_right(fact: Fact, cell: Counterpart | None, verdict: Verdict, quantum: Decimal) -> Decimal:
    value = fact.amount.value
    if cell is None or verdict != "disagrees":
        return value
    return round_to(cell.value, quantum) if _far(fact, cell) else value


def _statement(
    outline: Outline,
    facts: Facts,
    index: int,
    found: Match,
    cells: list[Counterpart | None],
    raw: list[Verdict],
    matches: Sequence[Match],
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
        if verdict == "disagrees" and not found.each and not found.summed:
            other = other_reading(outline, facts, fact, found.places, cells, raw)
            if other is not None:
                return _unverifiable(fact, other)
        if verdict == "disagrees" and _in_wrong_group(facts, fact, cells, raw):
            return _unverifiable(fact, "差额不到末位一个单位，同组另有不符的金额，不能断定是否为尾差")
        return _judged(fact, counterpart, verdict, explain_cells(fact, counterpart, found, verdict))
    parts = complete_parts(facts, fact) or listed_parts(facts, fact) if _own_year(fact) else ()
    if parts and not broken_up_elsewhere(facts, fact, parts):
        return _sum_statement(fact, parts)
    if fact.change is not None and (pair := base_fact(facts, fact)):
        return _change_statement(fact, *pair)
    if fact.change is not None and (told := _table_change(outline, facts, fact, matches)):
        return told
    reason = found.reason or "文档中没有可比的数字"
    whole = facts.facts[fact.whole] if fact.whole is not None else None
    if whole is not None and (complete_parts(facts, whole) or listed_parts(facts, whole)):
        reason += "；各分项之和已与合计核对"
    return _unverifiable(fact, reason)


def _own_year(fact: Fact) -> bool:
    return fact.change is None and not fact.is_reason


def _doubt(fact: Fact, found: Match) -> str | None:
    """Return why a difference proves nothing, or ``None``."""
    if fact.qualified:
        return "文字有限定语，只是其中一部分，与全部的表内数字不同，不能断定"
    if fact.loose and resemblance(fact, found.places) != "slip":
        return "文字没有说明是哪一项，只在多数文档中指表内这一项，不能断定"
    if not found.certain:
        return "看不出属于哪一类资金，与同名科目的表内数字不同，不能断定"
    if fact.amount.qualifier != "exact" and not _far_off(fact, found):
        return "文字给出的是约数，与表内数字不同，不能断定"
    if all(p.cell is None for p in found.places) and not any(
        p.table.totals or not is_blank(p.table) for p in found.places
    ):
        return "对应的表没有任何数字，不能断定"
    return None


def _far_off(fact: Fact, found: Match) -> bool:
    """Return whether an amount that says "about" is farther from every cell than that word covers."""
    slack = max(fact.amount.value * measures().words.about, fact.amount.quantum)
    told = Interval.of(fact.amount.value, 2 * slack)
    return not found.each and not any(told.meets(Interval.of(p.value, p.quantum)) for p in found.places)


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


def _table_change(outline: Outline, facts: Facts, fact: Fact, matches: Sequence[Match]) -> Statement | None:
    """Return the statement on a change where a table shows this year's figure beside the year before."""
    subject = subject_of(facts, fact)
    year = outline.fiscal_year
    if subject is None or year is None or fact.base_year != year - 1 or fact.amount.qualifier != "exact":
        return None
    found = matches[subject.index]
    if found.each or found.summed:
        return None
    pairs = ((p, place_before(p, fact.old_stage)) for p in found.places)
    new, old = next(((p, before) for p, before in pairs if before is not None), (None, None))
    if new is None or old is None:
        return None
    signed = (new.value - old.value) * (-1 if fact.change == "decrease" else 1)
    quantum = new.quantum + old.quantum
    verdict = judge(fact.amount.value, fact.amount.quantum, signed, quantum)
    sure = found.certain and not subject.qualified and fact.old_stage is not None
    if verdict == "disagrees" and not sure:
        return None
    # The counterpart is a difference, of the sign that the words say.
    counterpart = Counterpart(signed, quantum, (new.evidence, old.evidence))
    text = (
        f"{new.describe()}为{money(new.value, '元')}，{header_year(old)}为{money(old.value, '元')}，"
        f"相差{money(new.value - old.value, '元')}，"
        f"文字{fact.what[-2:]}{fact.amount.as_written}，{SAYS[verdict]}。"
    )
    return _judged(fact, counterpart, verdict, text)


def header_year(place: Place) -> str:
    """Return how a sentence names the column of a cell of the year before."""
    return f"{cite(place.column.name)}列"


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
