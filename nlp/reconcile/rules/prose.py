"""Rules on prose: verdicts, sums of stated parts, changes and percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nlp.document import Evidence
from nlp.reconcile.fact import Fact
from nlp.reconcile.flat import Paragraph
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.model import Statement
from nlp.reconcile.money import money, percent, plain
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.statements import complete_parts, subject_of
from nlp.values.percent import Percentage, find_percentages

_HUNDRED = Decimal(100)


def prose_disagrees(context: Context) -> Iterator[Draft]:
    """A statement that contradicts its cell or its parts.

    Narratives' own arithmetic has its own rules; here count only their amounts that a table contradicts.
    """
    for statement in context.statements:
        if statement.verdict == "disagrees":
            yield _disagreement(statement)
    for statement in context.narrative_statements:
        if statement.verdict == "disagrees" and statement.counterpart and statement.counterpart.table:
            yield _disagreement(statement)


def _disagreement(statement: Statement) -> Draft:
    assert statement.counterpart is not None
    assert statement.difference is not None
    other = statement.counterpart
    return Draft(
        f"文字与可比数字不符：“{statement.quote}”，{statement.explanation}".rstrip("。") + "。",
        f"{money(statement.amount.value, '元')} − {money(other.value, '元')}"
        f" = {money(statement.difference, '元')}",
        (statement.amount.evidence, *other.evidence),
    )


def stated_parts_differ(context: Context) -> Iterator[Draft]:
    """A stated whole with a table of its own whose stated parts, all of them, miss it."""
    for fact, statement in zip(context.facts.facts, context.statements, strict=True):
        parts = complete_parts(context.facts, fact)
        sums = statement.counterpart is not None and statement.counterpart.table is None
        if not parts or sums or any(p.amount.qualifier != "exact" for p in (fact, *parts)):
            continue
        added = total(Interval.of(p.amount.value, p.amount.quantum) for p in parts)
        if added.meets(Interval.of(fact.amount.value, fact.amount.quantum)):
            continue
        value = sum((p.amount.value for p in parts), Decimal(0))
        yield Draft(
            f"文字中“{fact.what}”写{fact.amount.as_written}，所列各项之和为{money(value)}。",
            f"{' + '.join(p.amount.as_written for p in parts)} = {money(value)}",
            (fact.quote, *(p.quote for p in parts)),
        )


def zero_with_increase(context: Context) -> Iterator[Draft]:
    """An increase larger than the amount it led to: the earlier figure would be negative."""
    for fact in context.facts.facts:
        if fact.change != "increase" or fact.is_reason:
            continue
        subject = subject_of(context.facts, fact)
        if subject is None or (subject.year != fact.year and fact.year is not None):
            continue
        grown = Interval.of(fact.amount.value, fact.amount.quantum)
        now = Interval.of(subject.amount.value, subject.amount.quantum)
        if grown.low <= now.high or fact.amount.qualifier != "exact":
            continue
        yield Draft(
            f"“{subject.what}”只有{subject.amount.as_written}，却写比上一年增加{fact.amount.as_written}，不可能成立。",
            f"{money(subject.amount.value)} − {money(fact.amount.value)} < 0",
            (subject.quote, fact.quote),
        )


@dataclass(frozen=True, slots=True)
class Growth:
    """A stated percentage of growth (negative for a fall) between two amounts."""

    percentage: Percentage
    evidence: Evidence
    new: Fact
    old: Interval
    old_text: str
    old_evidence: Evidence
    sign: int


def _ratio(new: Interval, old: Interval) -> Interval:
    """Return the possible growth in percent; ``old`` must be above 0."""
    low = (new.low - old.high) / old.high * _HUNDRED
    high = (new.high - old.low) / old.low * _HUNDRED
    return Interval(low, high)


_GROWTH = re.compile(r"(增长|增加|上升|提高|增幅|减少|下降|降低|减幅|降幅|压缩)(?:了|率)?(?:为|约|达)?$")


def _growths(context: Context) -> Iterator[Growth]:
    for number, paragraph in enumerate(context.facts.paragraphs):
        facts = [f for f in context.facts.facts if f.paragraph == number]
        for found in find_percentages(paragraph.text):
            verb = _GROWTH.search(paragraph.text[max(0, found.start - 8) : found.start])
            if verb is None or found.qualifier not in ("exact", "about"):
                continue
            sign = 1 if verb[1] in ("增长", "增加", "上升", "提高", "增幅") else -1
            growth = _growth(context, paragraph, facts, found, sign)
            if growth is not None:
                yield growth


def _growth(
    context: Context, paragraph: Paragraph, facts: list[Fact], found: Percentage, sign: int
) -> Growth | None:
    """Tie a percentage to the change right before it, or to a new and an old amount of one subject."""
    evidence = context.outline.document.evidence(*paragraph.span(found.start, found.end))
    before = [f for f in facts if f.position < found.start]
    if not before:
        return None
    last = before[-1]
    between = paragraph.text[last.position : found.start]
    if "。" in between:
        return None
    if last.change is not None:
        if (last.change == "increase") != (sign > 0) or re.search(r"[；;]", between):
            return None
        new = subject_of(context.facts, last)
        if new is None or new.amount.qualifier != "exact" or last.amount.qualifier != "exact":
            return None
        step = Interval.of(last.amount.value, last.amount.quantum)
        now = Interval.of(new.amount.value, new.amount.quantum)
        old = now - step if sign > 0 else now + step
        value = new.amount.value - sign * last.amount.value
        text = f"{new.amount.as_written} {'−' if sign > 0 else '+'} {last.amount.as_written}"
        return Growth(found, evidence, new, old, f"{text} = {money(value)}", last.quote, sign)
    olds = [f for f in before[:-1] if _older(f, last)]
    if not olds or last.amount.qualifier != "exact" or olds[-1].amount.qualifier != "exact":
        return None
    old_fact = olds[-1]
    old = Interval.of(old_fact.amount.value, old_fact.amount.quantum)
    return Growth(found, evidence, last, old, old_fact.amount.as_written, old_fact.quote, sign)


def _older(old: Fact, new: Fact) -> bool:
    same = (old.measure, old.item) == (new.measure, new.item) and (old.measure or old.item) is not None
    return same and old.change is None and None not in (old.year, new.year) and old.year == _year(new) - 1


def _year(fact: Fact) -> int:
    return fact.year or 0


def percent_change_differs(context: Context) -> Iterator[Draft]:
    """A growth percentage recomputed from the stated amounts."""
    for growth in _growths(context):
        if growth.old.low <= 0:
            continue
        value = growth.percentage.value * growth.sign
        unit = Decimal(1).scaleb(-growth.percentage.decimals)
        now = Interval.of(growth.new.amount.value, growth.new.amount.quantum)
        # A whole unit, not half: percentages are often cut off.
        if Interval.of(value, 2 * unit).meets(_ratio(now, growth.old)):
            continue
        middle = (growth.old.low + growth.old.high) / 2
        actual = (growth.new.amount.value - middle) / middle * _HUNDRED
        told = "增长" if growth.sign > 0 else "减少"
        yield Draft(
            f"“{growth.new.what}”写{told}{plain(growth.percentage.value)}%，按所列金额应为{percent(actual)}。",
            f"({money(growth.new.amount.value)} − {money(middle)}) ÷ {money(middle)} = {percent(actual)}",
            (growth.evidence, growth.new.quote, growth.old_evidence),
        )


def ratio_of_zero(context: Context) -> Iterator[Draft]:
    """A percentage of a base that is 0: growth from 0, or completion of a budget of 0."""
    for growth in _growths(context):
        if growth.old.low <= 0 <= growth.old.high and growth.percentage.value:
            yield Draft(
                f"“{growth.new.what}”的基数为0，写{'增长' if growth.sign > 0 else '减少'}"
                f"{plain(growth.percentage.value)}%没有意义。",
                f"{growth.old_text}：除数为0",
                (growth.evidence, growth.new.quote, growth.old_evidence),
                "info",
            )
    yield from _completion(context, zero=True)


def completion_differs(context: Context) -> Iterator[Draft]:
    """完成预算的X% recomputed from the stated budget and final amounts."""
    yield from _completion(context, zero=False)


_COMPLETED = re.compile(r"完成(?:当年|本年)?(年初|全年|调整)?预算数?的?(?:约)?$")
_STAGE = {"年初": "initial", "全年": "adjusted", "调整": "adjusted"}


def _completion(context: Context, zero: bool) -> Iterator[Draft]:
    for number, paragraph in enumerate(context.facts.paragraphs):
        facts = [f for f in context.facts.facts if f.paragraph == number and f.change is None]
        for found in find_percentages(paragraph.text):
            told = _COMPLETED.search(paragraph.text[max(0, found.start - 12) : found.start])
            before = [f for f in facts if f.position < found.start]
            if told is None or not before:
                continue
            done = before[-1]
            stages = (_STAGE[told[1]],) if told[1] else ("initial", "budget", "adjusted")
            bases = [
                f
                for f in before[:-1]
                if f.stage in stages
                and (f.measure, f.item) == (done.measure, done.item)
                and f.year == done.year
            ]
            if not bases or done.stage not in ("final", "execution"):
                continue
            base = bases[-1]
            evidence = context.outline.document.evidence(*paragraph.span(found.start, found.end))
            low = Interval.of(base.amount.value, base.amount.quantum)
            if not base.amount.value:
                if zero:
                    yield Draft(
                        f"“{done.what}”的{base.quote.text}，写完成{plain(found.value)}%没有意义。",
                        f"{money(done.amount.value)} ÷ 0",
                        (evidence, done.quote, base.quote),
                    )
                continue
            if zero or low.low <= 0:
                continue
            now = Interval.of(done.amount.value, done.amount.quantum)
            ratio = Interval(now.low / low.high * _HUNDRED, now.high / low.low * _HUNDRED)
            unit = Decimal(1).scaleb(-found.decimals)
            if not ratio.meets(Interval.of(found.value, 2 * unit)):
                actual = done.amount.value / base.amount.value * _HUNDRED
                yield Draft(
                    f"“{done.what}”写完成预算的{plain(found.value)}%，按所列金额应为{percent(actual)}。",
                    f"{money(done.amount.value)} ÷ {money(base.amount.value)} = {percent(actual)}",
                    (evidence, done.quote, base.quote),
                )
