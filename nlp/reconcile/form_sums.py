"""The performance forms against what the prose says of all of them: how many projects, how much money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.outline.model import BudgetCell, Outline, PerformanceForm
from nlp.reconcile.explain import SAYS
from nlp.reconcile.fact import Fact, Facts
from nlp.reconcile.interval import judge
from nlp.reconcile.model import Counterpart, Statement
from nlp.reconcile.money import money, plain

_COUNT = re.compile(r"项目(?:支出)?(?:共计?|总计|合计|有|数量?为?)*(\d+)个|(\d+)个(?:[^，。；、]{0,8})?项目")

_BY_FUND = re.compile(
    r"[、，,和]?(?:一般公共预算|政府性基金|国有资本经营)(?:预算)?(?:财政)?(?:拨款)?(?:安排的?)?"
)
#: "涉及一般公共预算拨款5万元": right before an amount, the money that it is of, and the fund if one is named.
_FISCAL = re.compile(
    r"(?:财政|(?P<fund>一般公共预算|政府性基金|国有资本经营))(?:预算)?(?:财政)?(?:当年)?(?:拨款|资金)?(?:安排|共计?|合计|为)?$"
)


def distinct_forms(outline: Outline) -> tuple[PerformanceForm, ...]:
    """Return the forms, one of each project: a form that is printed twice counts once."""
    seen: dict[tuple[str, Decimal | None], PerformanceForm] = {}
    for form in outline.forms:
        name = form.project.text if form.project else form.table
        seen.setdefault((name, form.annual.value if form.annual else None), form)
    return tuple(seen.values())


def stated_count(facts: Facts, fact: Fact) -> int | None:
    """Return how many projects the words right before an amount say, or ``None``."""
    text = facts.paragraphs[fact.paragraph].text[: fact.position]
    text = text[max(text.rfind(mark) for mark in "。；") + 1 :]
    found = list(_COUNT.finditer(text))
    if not found:
        return None
    counts = [int(m[1] or m[2]) for m in found]
    # "一般公共预算项目6个、政府性基金项目1个": counted by fund.
    first = len(found) - 1
    while first and _BY_FUND.fullmatch(text[found[first - 1].end() : found[first].start()]):
        first -= 1
    return sum(counts[first:])


def forms_of(outline: Outline, facts: Facts, fact: Fact) -> Statement | None:
    """Return the statement on the money of all projects with performance targets, summed over their forms.

    ``None`` unless the document holds exactly the forms of as many projects as the prose counts, for this
    fact's year.
    """
    if fact.measure is None or not fact.measure.forms or fact.change is not None or _is_part(facts, fact):
        return None
    forms = distinct_forms(outline)
    if not forms:
        return None
    if stated_count(facts, fact) != len(forms) or fact.year != outline.fiscal_year:
        return None
    fiscal = _FISCAL.search(facts.paragraphs[fact.paragraph].text[: fact.position])
    cells = [_fiscal(form) if fiscal else form.annual for form in forms]
    if fiscal and not all(cells):
        cells = [form.annual for form in forms]
    if not all(cells):
        return None
    filled = [cell for cell in cells if cell]
    value = sum((cell.value for cell in filled), Decimal(0))
    quantum = sum((cell.quantum for cell in filled), Decimal(0))
    verdict = judge(fact.amount.value, fact.amount.quantum, value, quantum)
    of_fiscal = filled[0] is not forms[0].annual
    if verdict == "disagrees" and fiscal and (fiscal["fund"] or not of_fiscal):
        return None  # the forms don't tell this fund's money apart
    counterpart = Counterpart(value, quantum, tuple(cell.evidence for cell in filled))
    terms = " + ".join(plain(cell.value) for cell in filled)
    told = "财政拨款" if of_fiscal else "年度资金"
    text = f"{len(forms)}张绩效目标表的{told}之和 {terms} = {money(value, '元')}"
    text += f"，文字{fact.amount.as_written}，{SAYS[verdict]}。"
    return Statement(
        quote=fact.quote.text,
        what=fact.what,
        amount=fact.amount,
        section=fact.section,
        counterpart=counterpart,
        verdict=verdict,
        difference=fact.amount.value - value,
        explanation=text,
    )


def _fiscal(form: PerformanceForm) -> BudgetCell | None:
    """Return a form's fiscal money of the year: not what stands beside a total of several years."""
    return form.appropriation or (form.fiscal if form.total is None else None)


def _is_part(facts: Facts, fact: Fact) -> bool:
    """Return whether an amount is one fund's part of the projects' money: 5万元，其中一般公共预算4万元."""
    return fact.whole is not None and facts.facts[fact.whole].measure is fact.measure


def counted(facts: Facts) -> Iterator[tuple[Fact, int]]:
    """Yield the facts that say how much money how many projects with performance targets have."""
    for fact in facts.facts:
        if fact.measure is not None and fact.measure.forms and not (fact.change or _is_part(facts, fact)):
            count = stated_count(facts, fact)
            if count is not None:
                yield fact, count
