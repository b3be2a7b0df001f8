"""Rules on a narrative's money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.fields.model import StatedAmount
from nlp.reconcile.breakdown import contradicts
from nlp.reconcile.fact import Fact, Facts
from nlp.reconcile.interval import Interval, round_to
from nlp.reconcile.likeness import Likeness, likeness
from nlp.reconcile.money import money
from nlp.reconcile.narrative_statements import looks_complete, part_sums, year_parts
from nlp.reconcile.purse import Purse, sum_interval, sum_value
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.statements import holds_carried_over
from nlp.reconcile.wording import cite


def components_do_not_add_up(context: Context) -> Iterator[Draft]:
    """The parts by use or by quarter that miss the total."""
    text = context.outline.document.text
    for purse in context.purses:
        yield from _other_lists(text, purse)
        total = purse.fields.amounts.annual_total
        if total is None or total.derived or purse.breakdown.partial:
            continue
        for name, parts in part_sums(purse):
            if name == "财政资金与自筹资金" or any(p.qualifier != "exact" for p in (total, *parts)):
                continue
            if sum_interval(parts).meets(Interval.of(total.value, total.quantum)):
                if _is_set(total, parts) and contradicts(text, total, parts, name == "各季度"):
                    yield _inexact(purse, name, total, parts)
                continue
            sure = looks_complete(total, parts) and contradicts(text, total, parts, name == "各季度")
            yield Draft(
                f"项目「{purse.name}」的{name}之和为{money(sum_value(parts))}，总额写{total.as_written}。",
                f"{' + '.join(p.as_written for p in parts)} = {money(sum_value(parts))}",
                (total.evidence, *(p.evidence for p in parts)),
                None if sure else "info",
            )


#: A figure of so few units of its last digit was set as it stands, and not rounded.
_SET = 100


def _is_set(total: StatedAmount, parts: tuple[StatedAmount, ...]) -> bool:
    """Return whether round figures, which the rounding intervals allow, don't add up as they are written."""
    same = all(p.quantum == total.quantum for p in parts)
    return same and sum_value(parts) != total.value and total.value < _SET * total.quantum


def _inexact(purse: Purse, name: str, total: StatedAmount, parts: tuple[StatedAmount, ...]) -> Draft:
    return Draft(
        f"项目「{purse.name}」的{name}按所写数字相加为{money(sum_value(parts))}，总额写{total.as_written}；"
        "只有各数都经过四舍五入才会相符。",
        f"{' + '.join(p.as_written for p in parts)} = {money(sum_value(parts))}",
        (total.evidence, *(p.evidence for p in parts)),
        "info",
    )


def _other_lists(text: str, purse: Purse) -> Iterator[Draft]:
    """The lists of other amounts: what was spent, what is at hand with what was carried over."""
    for other in purse.breakdown.others:
        parts, whole = other.parts, other.whole
        if len(parts) < 2 or any(p.qualifier != "exact" for p in (whole, *parts)):
            continue
        if sum_interval(parts).meets(Interval.of(whole.value, whole.quantum)):
            continue
        yield Draft(
            f"项目「{purse.name}」所列{len(parts)}项之和为{money(sum_value(parts))}，"
            f"它们所分解的金额写{whole.as_written}。",
            f"{' + '.join(p.as_written for p in parts)} = {money(sum_value(parts))}",
            (whole.evidence, *(p.evidence for p in parts)),
            None if looks_complete(whole, parts) and contradicts(text, whole, parts, full=True) else "info",
        )


def years_do_not_add_up(context: Context) -> Iterator[Draft]:
    """A total over several years that the years' amounts, which seem complete, miss."""
    for purse in context.purses:
        whole = purse.fields.amounts.multi_year_total
        years = year_parts(purse)
        if whole is None or whole.derived or whole.qualifier != "exact" or len(years) < 2:
            continue
        if sum_interval(years).meets(Interval.of(whole.value, whole.quantum)):
            continue
        if looks_complete(whole, years):
            yield Draft(
                f"项目「{purse.name}」各年金额之和为{money(sum_value(years))}，多年总额写{whole.as_written}。",
                f"{' + '.join(y.as_written for y in years)} = {money(sum_value(years))}",
                (whole.evidence, *(y.evidence for y in years)),
                None if contradicts(context.outline.document.text, whole, years) else "info",
            )


def annual_amount_missing(context: Context) -> Iterator[Draft]:
    """A narrative with money of several years or of another year, and none of this year."""
    for purse in context.purses:
        coins = [c for c in purse.coins if c.role in ("multi_year", "other_year")]
        if purse.fields.amounts.annual_total is None and coins:
            told = "、".join(c.amount.as_written for c in coins)
            yield Draft(
                f"项目「{purse.name}」没有写明本年度的预算金额，只写了{told}。",
                "没有本年度金额",
                tuple(c.quote for c in coins),
            )


def fiscal_plus_own_differs(context: Context) -> Iterator[Draft]:
    """Fiscal money and own money that miss the total."""
    for purse in context.purses:
        amounts = purse.fields.amounts
        total, fiscal, own = amounts.annual_total, amounts.fiscal, amounts.own_funds
        if total is None or total.derived or fiscal is None or own is None or purse.breakdown.partial:
            continue
        parts = (fiscal, own)
        if any(p.qualifier != "exact" or p.derived for p in (total, *parts)):
            continue
        if not sum_interval(parts).meets(Interval.of(total.value, total.quantum)):
            yield Draft(
                f"项目「{purse.name}」的财政资金{fiscal.as_written}与自筹资金{own.as_written}"
                f"之和为{money(sum_value(parts))}，总额写{total.as_written}。",
                f"{fiscal.as_written} + {own.as_written} = {money(sum_value(parts))}",
                (total.evidence, fiscal.evidence, own.evidence),
                None if contradicts(context.outline.document.text, total, parts) else "info",
            )


#: What is left of an amount is not the amount again.
_REST = re.compile(r"(?:其余|剩余|余下|余款|未执行|未支付|结余)")


def stated_twice_differently(context: Context) -> Iterator[Draft]:
    """One total with two values: in a narrative, or one measure of one year and stage in the prose."""
    for purse in context.purses:
        for role in ("total", "fiscal"):
            coins = [
                c for c in purse.of(role) if c.amount.qualifier == "exact" and not _REST.match(c.quote.text)
            ]
            for coin in coins[1:]:
                if not coins[0].interval.meets(coin.interval):
                    yield Draft(
                        f"项目「{purse.name}」的{coins[0].what}前后不一：一处写{coins[0].amount.as_written}，"
                        f"另一处写{coin.amount.as_written}。",
                        f"{money(coins[0].amount.value)} ≠ {money(coin.amount.value)}",
                        (coins[0].quote, coin.quote),
                        None if _alike(coins[0].amount, coin.amount) else "info",
                    )
    yield from _prose_twice(context)


def _alike(one: StatedAmount, other: StatedAmount) -> Likeness | None:
    """Return how alike two amounts are, compared at the coarser of their last digits."""
    quantum = max(one.quantum, other.quantum)
    return likeness(round_to(one.value, quantum), other.value, quantum)


def _same_told_again(facts: Facts, first: Fact, fact: Fact) -> bool:
    """Return whether a second amount that differs is the first one's again, not that of another thing.

    A slip or a version of a figure leaves it alike; what has nothing of the first is the same only where it
    goes on about it: "职业年金220.63万元，…2023年预算安排441.25万元".
    """
    like = _alike(first.amount, fact.amount)
    if like == "near":
        return fact.whole == first.whole
    return like == "slip" or (fact.stage is not None and _goes_on_about(facts, fact, first))


def _goes_on_about(facts: Facts, fact: Fact, first: Fact) -> bool:
    """Return whether an amount names nothing of its own, and goes on about another one."""
    while fact.subject is not None and fact.subject != first.index:
        fact = facts.facts[fact.subject]
    return fact.subject == first.index


def _prose_twice(context: Context) -> Iterator[Draft]:
    told: dict[tuple[object, ...], tuple[Fact, set[Decimal]]] = {}
    drafts: list[tuple[tuple[object, ...], Draft]] = []
    for fact in context.facts.facts:
        if fact.change or fact.is_reason or (fact.measure is None and fact.item is None):
            continue
        if fact.amount.qualifier != "exact" or fact.qualified or holds_carried_over(context.facts, fact):
            continue
        stage = "budget" if fact.stage in (None, "budget", "initial") else fact.stage
        if context.outline.kind.endswith("final_accounts"):
            stage = fact.stage or "final"
        name = fact.measure.name if fact.measure else fact.item
        key = (name, fact.fund, fact.year, stage)
        first, values = told.setdefault(key, (fact, set()))
        values.add(fact.amount.value)
        if first is fact:
            continue
        one = Interval.of(first.amount.value, first.amount.quantum)
        own_cells = _confirmed(context, first) and _confirmed(context, fact)
        meets = one.meets(Interval.of(fact.amount.value, fact.amount.quantum))
        if meets and _copied_wrongly(first, fact):
            draft = Draft(
                f"文字对{cite(first.what)}前后两处末位不一：一处写{first.amount.as_written}，另一处写{fact.amount.as_written}。",
                f"{money(first.amount.value)} ≠ {money(fact.amount.value)}",
                (first.quote, fact.quote),
                "info",
            )
            drafts.append((key, draft))
        if own_cells:
            continue  # each has a cell of its own: two amounts (with and without what was carried over)
        if not meets and _same_told_again(context.facts, first, fact):
            draft = Draft(
                f"文字对{cite(first.what)}前后两处说法不一：一处写{first.amount.as_written}，另一处写{fact.amount.as_written}。",
                f"{money(first.amount.value)} ≠ {money(fact.amount.value)}",
                (first.quote, fact.quote),
            )
            drafts.append((key, draft))
    # A name that has many values is the name of several things.
    yield from (draft for key, draft in drafts if len(told[key][1]) <= _VERSIONS)


def _copied_wrongly(first: Fact, fact: Fact) -> bool:
    """Return whether one paragraph tells one amount twice to the same digit, and the last digits differ.

    Both may round one figure (…,849.5元), but nobody rounds one figure twice in two ways in one paragraph.
    """
    one, other = first.amount, fact.amount
    return first.paragraph == fact.paragraph and one.quantum == other.quantum and one.value != other.value


#: As many different values of one measure are versions of it; more are different things of one name.
_VERSIONS = 3


def _confirmed(context: Context, fact: Fact) -> bool:
    statement = context.statements[fact.index]
    return statement.counterpart is not None and statement.verdict != "disagrees"
