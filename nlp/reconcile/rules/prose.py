"""Rules on prose: verdicts, sums of stated parts, changes and percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nlp.document import Evidence
from nlp.reconcile.changes import subject_of
from nlp.reconcile.fact import Fact, Facts
from nlp.reconcile.identity import remembered
from nlp.reconcile.interval import Interval, round_to, total
from nlp.reconcile.likeness import likeness
from nlp.reconcile.listed import listed
from nlp.reconcile.model import Statement
from nlp.reconcile.money import money, percent, plain
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, before, believable
from nlp.reconcile.statements import broken_up_elsewhere, complete_parts
from nlp.reconcile.wording import cite
from nlp.values.percent import Percentage

_HUNDRED = Decimal(100)


def prose_disagrees(context: Context) -> Iterator[Draft]:
    """A statement that contradicts its cell or its parts.

    Narratives' own arithmetic has its own rules; here count only their amounts that a table contradicts.
    """
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for index, statement in enumerate(context.statements):
        if statement.verdict == "disagrees" and statement.counterpart:
            other = statement.counterpart
            cell = (other.table, other.row, other.column, other.evidence) if other.table else (index,)
            groups.setdefault((statement.amount.value, *cell), []).append(statement)
    for same in groups.values():
        yield _disagreement(*same)
    for statement in context.narrative_statements:
        if statement.verdict == "disagrees" and statement.counterpart and statement.counterpart.table:
            yield _disagreement(statement)


def _disagreement(statement: Statement, *again: Statement) -> Draft:
    """Return one finding for an amount, and for the same amount stated of the same cell again."""
    assert statement.counterpart is not None
    assert statement.difference is not None
    other = statement.counterpart
    return Draft(
        f"文字与可比数字不符：{cite(statement.quote)}，{statement.explanation}".rstrip("。") + "。",
        f"{money(statement.amount.value, '元')} − {money(other.value, '元')}"
        f" = {money(statement.difference, '元')}",
        (statement.amount.evidence, *(s.amount.evidence for s in again), *other.evidence),
    )


def prose_truncated(context: Context) -> Iterator[Draft]:
    """An amount that was cut off where it should have been rounded."""
    for statement in context.statements:
        other = statement.counterpart
        if statement.verdict == "truncated" and other is not None:
            quantum = statement.amount.quantum
            rounded = round_to(other.value, quantum)
            yield Draft(
                f"{cite(statement.quote)}按截尾得出，四舍五入应为{money(rounded, statement.amount.unit)}。",
                f"{money(other.value, '元')} → {money(rounded, statement.amount.unit)}",
                (statement.amount.evidence, *other.evidence),
            )


def stated_parts_differ(context: Context) -> Iterator[Draft]:
    """A stated whole with a table of its own whose stated parts, all of them, miss it."""
    for fact in context.facts.heads:
        parts = complete_parts(context.facts, fact)
        statement = context.statements[fact.index]
        sums = statement.counterpart is not None and statement.counterpart.table is None
        if not parts or sums or any(p.amount.qualifier != "exact" for p in (fact, *parts)):
            continue
        added = total(Interval.of(p.amount.value, p.amount.quantum) for p in parts)
        if added.meets(Interval.of(fact.amount.value, fact.amount.quantum)):
            continue
        if broken_up_elsewhere(context.facts, fact, parts):
            continue
        value = sum((p.amount.value for p in parts), Decimal(0))
        yield Draft(
            f"文字中{cite(fact.what)}写{fact.amount.as_written}，所列各项之和为{money(value)}。",
            f"{' + '.join(p.amount.as_written for p in parts)} = {money(value)}",
            (fact.quote, *(p.quote for p in parts)),
        )


def listed_parts_exceed(context: Context) -> Iterator[Draft]:
    """Functional items that together exceed what they break up, where no cell contradicts one already."""
    wrong = {
        f.item
        for f, s in zip(context.facts.facts, context.statements, strict=True)
        if s.verdict == "disagrees"
    }
    heads = {i for f in context.facts.facts for i in (f.whole, f.base) if i is not None and f.item}
    for whole in (context.facts.facts[index] for index in sorted(heads)):
        items = listed(context.facts, whole)
        known = all(f.amount.qualifier == "exact" for f in (whole, *items))
        if len(items) < 2 or not known or any(f.item in wrong for f in items):
            continue
        added = total(Interval.of(f.amount.value, f.amount.quantum) for f in items)
        if added.low <= Interval.of(whole.amount.value, whole.amount.quantum).high:
            continue
        if broken_up_elsewhere(context.facts, whole, items):
            continue
        value = sum((f.amount.value for f in items), Decimal(0))
        gap = whole.amount.value - value
        # 41,235万元 where the items make 41,235.79: the whole was cut off instead of rounded.
        cut_off = added.low < whole.amount.value + whole.amount.quantum
        amounts = [(whole.amount, value), *((f.amount, f.amount.value + gap) for f in items)]
        if not any(likeness(a.value, wanted, a.quantum) for a, wanted in amounts):
            continue  # items that are far from adding up are of another whole
        yield Draft(
            f"文字所列{len(items)}个科目之和为{money(value)}，大于{cite(whole.what)}{whole.amount.as_written}。",
            f"{' + '.join(f.amount.as_written for f in items)} = {money(value)}",
            (whole.quote, *(f.quote for f in items)),
            "info" if cut_off else None,
        )


@dataclass(frozen=True, slots=True)
class Growth:
    """A stated percentage of growth (negative for a fall), its place, and the two amounts it lies between.

    ``base`` states the old amount, or the change that leads from it to the new one; ``stated`` is the old
    amount that stands right before such a change.
    """

    percentage: Percentage
    place: tuple[int, int]
    new: Fact
    old: Interval
    base: Fact
    sign: int
    stated: Interval | None = None

    def describe_old(self) -> str:
        """Return the old amount as it is stated, or as the new one and the change give it."""
        if self.base.change is None:
            return self.base.amount.as_written
        value = self.new.amount.value - self.sign * self.base.amount.value
        mark = "−" if self.sign > 0 else "+"
        return f"{self.new.amount.as_written} {mark} {self.base.amount.as_written} = {money(value)}"


def _ratio(new: Interval, old: Interval) -> Interval:
    """Return the possible growth in percent; ``old`` must be above 0."""
    low = (new.low - old.high) / old.high * _HUNDRED
    high = (new.high - old.low) / old.low * _HUNDRED
    return Interval(low, high)


_GROWTH = re.compile(
    r"(增长|增加|上升|提高|增幅|减少|下降|降低|减幅|降幅|压缩|变动幅度)(?:了|率)?(?:为|约|达)?$"
)


@remembered
def _growths(context: Context) -> tuple[Growth, ...]:
    """Return the stated growths; two rules ask for them."""
    return tuple(_find_growths(context))


def _find_growths(context: Context) -> Iterator[Growth]:
    for number, paragraph in enumerate(context.facts.paragraphs):
        facts = context.facts.in_paragraph(number)
        for found in paragraph.percentages:
            verb = _GROWTH.search(paragraph.text[max(0, found.start - 8) : found.start])
            if verb is None or found.qualifier not in ("exact", "about"):
                continue
            sign = 1 if verb[1] in ("增长", "增加", "上升", "提高", "增幅") else -1
            if verb[1] == "变动幅度":
                last = before(facts, paragraph, found.start)[-1:]
                sign = 1 if last and last[0].change == "increase" else -1
            growth = _growth(context.facts, paragraph, facts, found, sign)
            if growth is not None:
                yield growth


def _growth(
    all_facts: Facts, paragraph: Passage, facts: list[Fact], found: Percentage, sign: int
) -> Growth | None:
    """Tie a percentage to the change right before it, or to a new and an old amount of one subject."""
    earlier = before(facts, paragraph, found.start)
    if not earlier:
        return None
    last = earlier[-1]
    place = paragraph.span(found.start, found.end)
    between = paragraph.text[last.position : found.start]
    if "。" in between or "分别" in between:
        return None  # several percentages dealt to several amounts
    if last.change is not None:
        if (last.change == "increase") != (sign > 0) or re.search(r"[；;]", between):
            return None
        new = subject_of(all_facts, last) or _told_above(all_facts, last)
        if new is None or new.amount.qualifier != "exact" or last.amount.qualifier != "exact":
            return None
        step = Interval.of(last.amount.value, last.amount.quantum)
        now = Interval.of(new.amount.value, new.amount.quantum)
        old = now - step if sign > 0 else now + step
        return Growth(found, place, new, old, last, sign, _stated_before(all_facts, last))
    olds = [f for f in earlier[:-1] if _older(f, last)]
    if not olds or last.amount.qualifier != "exact" or olds[-1].amount.qualifier != "exact":
        return None
    old_fact = olds[-1]
    old = Interval.of(old_fact.amount.value, old_fact.amount.quantum)
    return Growth(found, place, last, old, old_fact, sign)


#: How many paragraphs above a change tell what it led to.
_ABOVE = 2


def _told_above(facts: Facts, change: Fact) -> Fact | None:
    """Return the amount that a change led to where only the paragraphs above tell it, and tell it one way.

    "公务接待费支出决算为0.4万元，…。" and then "公务接待费支出决算增加0.4万元，增长100%"
    """
    if change.measure is None or change.qualified or change.is_reason:
        return None
    told = [
        fact
        for number in range(max(0, change.paragraph - _ABOVE), change.paragraph)
        for fact in facts.in_paragraph(number)
        if (fact.measure, fact.fund, fact.year, fact.stage)
        == (change.measure, change.fund, change.year, change.stage)
        and not (fact.change or fact.is_base or fact.is_reason or fact.qualified)
    ]
    return told[-1] if told and len({fact.amount.value for fact in told}) == 1 else None


def _stated_before(facts: Facts, change: Fact) -> Interval | None:
    """Return the old amount right before a change: "比上年90万元增加10万元"."""
    old = facts.facts[change.index - 1] if change.index else None
    if old is None or not old.is_base or old.paragraph != change.paragraph:
        return None
    return Interval.of(old.amount.value, old.amount.quantum)


def _older(old: Fact, new: Fact) -> bool:
    same = (old.measure, old.item) == (new.measure, new.item) and (old.measure or old.item) is not None
    return same and old.change is None and None not in (old.year, new.year) and old.year == _year(new) - 1


def _year(fact: Fact) -> int:
    return fact.year or 0


def _fits_its_step(growth: Growth, unit: Decimal, old: Interval | None = None) -> bool:
    """Return whether a percentage can be that of the stated change: it tells more than the two amounts."""
    step = growth.base
    if step.change is None:
        return True
    change = Interval.of(step.amount.value, step.amount.quantum)
    told, old = Interval.of(growth.percentage.value, 2 * unit), old or growth.old
    return told.meets(Interval(change.low / old.high * _HUNDRED, change.high / old.low * _HUNDRED))


def percent_change_differs(context: Context) -> Iterator[Draft]:
    """A growth percentage recomputed from the stated amounts."""
    drafts: list[Draft] = []
    checked = 0
    for growth in _growths(context):
        if growth.old.low <= 0:
            continue
        checked += 1
        value = growth.percentage.value * growth.sign
        unit = Decimal(1).scaleb(-growth.percentage.decimals)
        now = Interval.of(growth.new.amount.value, growth.new.amount.quantum)
        # A whole unit, not half: percentages are often cut off.
        if Interval.of(value, 2 * unit).meets(_ratio(now, growth.old)) and _fits_its_step(growth, unit):
            continue
        middle = (growth.old.low + growth.old.high) / 2
        actual = (growth.new.amount.value - middle) / middle * _HUNDRED
        told = "增长" if growth.sign > 0 else "减少"
        should = f"{'增长' if actual >= 0 else '减少'}{percent(abs(actual))}"
        if (
            growth.stated is not None
            and growth.stated.low > 0
            and _fits_its_step(growth, unit, growth.stated)
        ):
            continue  # what is wrong is the new amount, or it is another one
        drafts.append(
            Draft(
                f"{cite(growth.new.what)}写{told}{plain(growth.percentage.value)}%，按所列金额应为{should}。",
                f"({money(growth.new.amount.value)} − {money(middle)}) ÷ {money(middle)} = {percent(actual)}",
                (context.outline.document.evidence(*growth.place), growth.new.quote, growth.base.quote),
            )
        )
    yield from believable(drafts, checked)


def ratio_of_zero(context: Context) -> Iterator[Draft]:
    """A percentage of a base that is 0: growth from 0, or completion of a budget of 0."""
    for growth in _growths(context):
        if growth.old.low <= 0 <= growth.old.high and growth.percentage.value:
            yield Draft(
                f"{cite(growth.new.what)}的基数为0，写{'增长' if growth.sign > 0 else '减少'}"
                f"{plain(growth.percentage.value)}%没有意义。",
                f"{growth.describe_old()}：除数为0",
                (context.outline.document.evidence(*growth.place), growth.new.quote, growth.base.quote),
                "info",
            )
    for done in _completions(context):
        if not done.base.amount.value:
            yield Draft(
                f"{cite(done.base.what)}为{done.base.amount.as_written}，写完成{plain(done.percentage.value)}%没有意义"
                f"{_meant(done)}。",
                f"{money(done.fact.amount.value)} ÷ 0",
                (done.evidence, done.fact.quote, done.base.quote),
            )


def completion_differs(context: Context) -> Iterator[Draft]:
    """完成预算的X% recomputed from the stated budget and final amounts."""
    for done in _completions(context):
        low = Interval.of(done.base.amount.value, done.base.amount.quantum)
        if not done.base.amount.value or low.low <= 0:
            continue
        now = Interval.of(done.fact.amount.value, done.fact.amount.quantum)
        ratio = Interval(now.low / low.high * _HUNDRED, now.high / low.low * _HUNDRED)
        unit = Decimal(1).scaleb(-done.percentage.decimals)
        if not ratio.meets(Interval.of(done.percentage.value, 2 * unit)):
            actual = done.fact.amount.value / done.base.amount.value * _HUNDRED
            yield Draft(
                f"{cite(done.fact.what)}写完成预算的{plain(done.percentage.value)}%，按所列金额应为{percent(actual)}。",
                f"{money(done.fact.amount.value)} ÷ {money(done.base.amount.value)} = {percent(actual)}",
                (done.evidence, done.fact.quote, done.base.quote),
            )


_COMPLETED = re.compile(
    r"(?:完成|占|为|达到?)(?:当年|本年|年度)?(?P<stage>年初|全年|调整后?)?预算数?的?(?:约|比例为)?$"
    r"|(?:预算)?(?:完成率|执行率|执行进度)(?:约?为|约|达到?|是)?$"
)
_STAGE = {"年初": "initial", "全年": "adjusted", "调整": "adjusted", "调整后": "adjusted"}


@dataclass(frozen=True, slots=True)
class _Completion:
    """A percentage (完成预算的X%) with what was spent, the budget that it is of, and all before it."""

    percentage: Percentage
    evidence: Evidence
    fact: Fact
    base: Fact
    earlier: tuple[Fact, ...]


@remembered
def _completions(context: Context) -> tuple[_Completion, ...]:
    """Return the stated completions of a budget; two rules ask for them."""
    return tuple(_find_completions(context))


def _find_completions(context: Context) -> Iterator[_Completion]:
    for number, paragraph in enumerate(context.facts.paragraphs):
        facts = [f for f in context.facts.in_paragraph(number) if f.change is None]
        for found in paragraph.percentages if facts else ():
            told = _COMPLETED.search(paragraph.text[max(0, found.start - 12) : found.start])
            earlier = before(facts, paragraph, found.start) if told is not None else []
            if told is None or not earlier:
                continue
            done = earlier[-1]
            stages = (_STAGE[told["stage"]],) if told["stage"] else ("initial", "budget", "adjusted")
            bases = [
                f
                for f in earlier[:-1]
                if f.stage in stages
                and (f.measure, f.item) == (done.measure, done.item)
                and f.year == done.year
            ]
            if bases and done.stage in ("final", "execution"):
                evidence = context.outline.document.evidence(*paragraph.span(found.start, found.end))
                yield _Completion(found, evidence, done, bases[-1], tuple(earlier))


def _meant(completion: _Completion) -> str:
    """Return which other budget stage gives the percentage, for a sentence; "" if none does."""
    done, found = completion.fact, completion.percentage
    for base in reversed(completion.earlier):
        same = (base.measure, base.item, base.year) == (done.measure, done.item, done.year)
        if same and base.stage in ("initial", "budget", "adjusted") and base.amount.value:
            ratio = done.amount.value / base.amount.value * _HUNDRED
            if abs(ratio - found.value) < Decimal(1).scaleb(-found.decimals):
                return f"；按{cite(base.what)}{base.amount.as_written}计算才是{plain(found.value)}%"
    return ""
