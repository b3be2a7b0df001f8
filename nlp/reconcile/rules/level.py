"""持平 (as last year) beside two amounts that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nlp.reconcile.fact import Fact
from nlp.reconcile.interval import Interval
from nlp.reconcile.money import money, percent
from nlp.reconcile.rules.context import Context, Draft, before
from nlp.reconcile.wording import cite

_LEVEL = re.compile(r"(?<!基本)(?<!大体)(?<!大致)持平")
#: "年初安排120万元，实际支出120万元，全部执行完毕".
_ALL_SPENT = re.compile(r"[，,](?:已?全部(?:执行|支出|使用)完毕|全额(?:执行|支出))")
_BUDGETS = ("initial", "budget", "adjusted")
#: "决算数与全年预算数持平": what was spent is measured against this year's budget.
_AS_BUDGETED = re.compile(r"[与同和较比](?:[0-9]{4}年)?(年初|全年|调整后?的?)预算数?(?:相比)?[，,]?$")
_STAGE = {"年初": "initial", "全年": "adjusted", "调整": "adjusted"}
#: What is called level although it moved a little is only a remark.
_LITTLE = Decimal("0.01")


def spent_but_different(context: Context) -> Iterator[Draft]:
    """What was budgeted first and what was spent, where their sentence says that all of it was spent."""
    for number, paragraph in enumerate(context.facts.paragraphs):
        if "完毕" not in paragraph.text and "全额" not in paragraph.text:
            continue
        for found in _ALL_SPENT.finditer(paragraph.text):
            text = paragraph.text
            near = [
                f
                for f in before(context.facts.in_paragraph(number), paragraph, found.start())
                if f.position > text.rfind("。", 0, found.start())
            ]
            pair = _budget_missed(near, _BUDGETS)
            if pair is None:
                continue
            budget, spent = pair
            yield Draft(
                f"{cite(spent.what)}写{found[0][1:]}，安排{budget.amount.as_written}、"
                f"支出{spent.amount.as_written}却不相等。",
                f"{money(spent.amount.value)} ≠ {money(budget.amount.value)}",
                (
                    context.outline.document.evidence(*paragraph.span(*found.span())),
                    spent.quote,
                    budget.quote,
                ),
            )


def _budget_missed(near: Sequence[Fact], stages: Sequence[str]) -> tuple[Fact, Fact] | None:
    """Return a budget of one of the stages and what was spent of it, where only they are near and differ."""
    if len(near) != 2 or any(f.change or f.amount.qualifier != "exact" for f in near):
        return None
    budget, spent = near
    same = (budget.measure, budget.item, budget.year) == (spent.measure, spent.item, spent.year)
    one, other = (Interval.of(f.amount.value, f.amount.quantum) for f in near)
    if not same or budget.stage not in stages or spent.stage != "final" or one.meets(other):
        return None
    return budget, spent


def level_with_budget(context: Context) -> Iterator[Draft]:
    """What was spent, called the same as this year's budget, where the text states another for that."""
    for number, paragraph in enumerate(context.facts.paragraphs):
        text = paragraph.text
        if "预算" not in text or "持平" not in text:
            continue
        for found in _LEVEL.finditer(text):
            against = _AS_BUDGETED.search(text, max(0, found.start() - 16), found.start())
            if against is None:
                continue
            near = before(context.facts.in_paragraph(number), paragraph, found.start())[-2:]
            pair = _budget_missed(near, (_STAGE[against[1][:2]], "budget"))
            if pair is None or any(f.is_reason for f in pair):
                continue
            budget, spent = pair
            if spent.measure is None and spent.item is None:
                continue
            difference = spent.amount.value - budget.amount.value
            little = abs(difference) <= _LITTLE * max(spent.amount.value, budget.amount.value)
            yield Draft(
                f"{cite(spent.what)}写与{against[1]}预算持平，所列预算{budget.amount.as_written}、"
                f"决算{spent.amount.as_written}却不相等。",
                f"{money(spent.amount.value)} − {money(budget.amount.value)} = {money(difference)}",
                (
                    context.outline.document.evidence(*paragraph.span(*found.span())),
                    spent.quote,
                    budget.quote,
                ),
                "info" if little else None,
            )


def level_but_different(context: Context) -> Iterator[Draft]:
    """An amount that is called the same as last year's, where its sentence states another for last year."""
    for number, paragraph in enumerate(context.facts.paragraphs):
        if "持平" not in paragraph.text:
            continue
        facts = [f for f in context.facts.in_paragraph(number) if f.change is None]
        for found in _LEVEL.finditer(paragraph.text) if len(facts) > 1 else ():
            pair = _pair(before(facts, paragraph, found.start()), paragraph.text, found.start())
            if pair is None:
                continue
            new, old = pair
            one, other = (Interval.of(f.amount.value, f.amount.quantum) for f in pair)
            if one.meets(other):
                continue
            difference = new.amount.value - old.amount.value
            little = abs(difference) <= _LITTLE * max(new.amount.value, old.amount.value)
            share = f"，即{percent(difference / old.amount.value * 100)}" if old.amount.value else ""
            place = paragraph.span(found.start(), found.end())
            yield Draft(
                f"{cite(new.what)}写与上年持平，所列上年{old.amount.as_written}、本年{new.amount.as_written}却不相等。",
                f"{money(new.amount.value)} − {money(old.amount.value)} = {money(difference)}{share}",
                (context.outline.document.evidence(*place), new.quote, old.quote),
                "info" if little else None,
            )


def _pair(facts: list[Fact], text: str, at: int) -> tuple[Fact, Fact] | None:
    """Return this year's and last year's amount of one subject, where both stand in the same sentence."""
    sentence = text.rfind("。", 0, at) + 1
    near = [f for f in facts if f.position >= sentence and f.amount.qualifier == "exact" and not f.is_reason]
    if not near or (near[-1].measure is None and near[-1].item is None):
        return None
    new = near[-1]
    olds = [
        f
        for f in near[:-1]
        if (f.measure, f.item) == (new.measure, new.item)
        and None not in (f.year, new.year)
        and f.year == (new.year or 0) - 1
    ]
    return (new, olds[-1]) if olds else None
