"""Make a Statement of every fact: its counterpart, verdict and explanation."""

from __future__ import annotations

from decimal import Decimal

from nlp.outline.model import Outline
from nlp.reconcile.cells import Place, is_blank
from nlp.reconcile.fact import Fact, Facts
from nlp.reconcile.interval import Balance, judge
from nlp.reconcile.matcher import Match, match
from nlp.reconcile.model import Counterpart, Statement, Verdict
from nlp.reconcile.money import money

_SAYS: dict[Verdict, str] = {
    "exact": "相等",
    "rounded": "四舍五入后一致",
    "truncated": "按截尾（未四舍五入）一致",
    "balanced": "尾差计入本项，使各分项之和等于合计",
    "disagrees": "不一致",
    "unverifiable": "无法核对",
}


def make_statements(outline: Outline, facts: Facts) -> tuple[Statement, ...]:
    """Return one statement a fact, in the facts' order."""
    matches = [match(outline, fact) for fact in facts.facts]
    cells = [_cell_counterpart(m) for m in matches]
    raw = [_raw_verdict(f, c) for f, c in zip(facts.facts, cells, strict=True)]
    return tuple(_statement(facts, index, matches[index], cells, raw) for index in range(len(facts.facts)))


def parts_of(facts: Facts, whole: Fact) -> tuple[Fact, ...]:
    """Return the facts that are stated as parts (其中) of ``whole``."""
    return tuple(f for f in facts.facts if f.whole == whole.index and f.change is None and not f.is_base)


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


def base_fact(facts: Facts, change: Fact) -> tuple[Fact, Fact] | None:
    """Return the new and the old amount that a change lies between, where its paragraph states both."""
    near = [f for f in facts.facts if f.paragraph == change.paragraph and f.change is None]
    subject = subject_of(facts, change)
    if subject is None or change.base_year is None:
        return None
    old = next((f for f in near if f.year == change.base_year and same_subject(f, subject)), None)
    return (subject, old) if old is not None else None


def subject_of(facts: Facts, change: Fact) -> Fact | None:
    """Return the amount that a change is about: the one it follows, or the last one of its measure."""
    if change.subject is not None:
        return facts.facts[change.subject]
    before = [
        f
        for f in facts.facts[: change.index]
        if f.paragraph == change.paragraph and f.change is None and same_subject(f, change)
    ]
    return before[-1] if before else None


def same_subject(one: Fact, other: Fact) -> bool:
    """Return whether two facts are about the same known measure or functional item, in the same fund."""
    known = one.measure is not None or one.item is not None
    return known and (one.measure, one.item, one.fund) == (other.measure, other.item, other.fund)


def _cell_counterpart(found: Match) -> Counterpart | None:
    if not found.places:
        return None
    if found.summed:
        return Counterpart(
            value=sum((p.value for p in found.places), Decimal(0)),
            quantum=sum((p.quantum for p in found.places), Decimal(0)),
            evidence=tuple(p.evidence for p in found.places),
        )
    place = found.places[0]
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
        return _judged(fact, counterpart, verdict, _explain_cell(fact, counterpart, found.places, verdict))
    parts = complete_parts(facts, fact) if not found.places and _own_year(fact, found) else ()
    if parts:
        return _sum_statement(fact, parts)
    if fact.change is not None and (pair := base_fact(facts, fact)):
        return _change_statement(fact, *pair)
    reason = found.reason or "文档中没有可比的数字"
    if fact.whole is not None and complete_parts(facts, facts.facts[fact.whole]):
        reason += "；各分项之和已与合计核对"
    return _unverifiable(fact, reason)


def _own_year(fact: Fact, found: Match) -> bool:
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


def _explain_cell(fact: Fact, counterpart: Counterpart, places: tuple[Place, ...], verdict: Verdict) -> str:
    where = " + ".join(p.describe() for p in places) if counterpart.table is None else places[0].describe()
    shown = "空白（视为0）" if all(p.cell is None for p in places[:1]) else money(counterpart.value, "元")
    text = f"文字{fact.amount.as_written}，{where}为{shown}，{_SAYS[verdict]}"
    if verdict == "disagrees":
        agreeing = [
            p
            for p in places[1:]
            if judge(fact.amount.value, fact.amount.quantum, p.value, p.quantum) != "disagrees"
        ]
        text += f"，相差{money(abs(fact.amount.value - counterpart.value), '元')}"
        if agreeing:
            text += f"；但与{agreeing[0].describe()}一致，表与表之间先有矛盾"
    return text + "。"


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
    return _judged(fact, counterpart, verdict, f"分项之和 {terms} = {money(value)}，{_SAYS[verdict]}。")


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
    text = f"{new.amount.as_written}与{old.amount.as_written}相差{money(abs(signed))}，{_SAYS[verdict]}。"
    return _judged(fact, counterpart, verdict, text)
