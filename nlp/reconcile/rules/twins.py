"""Amounts whose digits stand elsewhere in another unit: "2,860.41元" beside a cell of 2,860.41 in 万元."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from nlp.fields.model import StatedAmount
from nlp.reconcile.money import money
from nlp.reconcile.purse import Purse
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import cite

_FACTOR = Decimal(10_000)
#: So many digits stand elsewhere by no chance.
_DIGITS = 5


def unit_of_a_twin(context: Context) -> Iterator[Draft]:
    """A narrative's amount whose very digits the document has in the other unit (元, 万元) only.

    And a total of several years that is less than the one year's, but for the unit.
    """
    narratives = [(purse, purse.stated) for purse in context.purses]
    told = _told(context) if any(_is_telling(a) for _, amounts in narratives for a in amounts) else {}
    seen: set[Decimal] = set()
    for purse, amounts in narratives:
        # 元 for 万元 is the usual slip: of two narratives' twins that one is told.
        for amount in sorted(amounts, key=lambda a: a.unit != "元"):
            if amount.value not in seen:
                found = list(_twin(purse, amount, told))
                seen.update(amount.value * _FACTOR if amount.unit == "元" else amount.value for _ in found)
                yield from found
        yield from _several_years(purse)


def _told(context: Context) -> Counter[Decimal]:
    """Return how often the document has each amount."""
    told = Counter(f.amount.value for f in context.facts.facts)
    told.update(a.value for purse in context.purses for a in purse.stated)
    rows = (r for t in context.outline.tables for r in t.all_rows())
    told.update(c.value for r in rows for c in r.cells if c)
    return told


def _is_telling(amount: StatedAmount) -> bool:
    """Return whether an amount has so many digits that a twin of them is one, and a unit to mistake."""
    return amount.unit != "亿元" and len(f"{amount.value / amount.quantum:f}".strip("0")) >= _DIGITS


def _twin(purse: Purse, amount: StatedAmount, told: Mapping[Decimal, int]) -> Iterator[Draft]:
    wanted = amount.value * _FACTOR if amount.unit == "元" else amount.value / _FACTOR
    if not _is_telling(amount) or wanted not in told or told[amount.value] > 1:
        return
    yield Draft(
        f"项目「{purse.name}」写{amount.as_written}，文档别处的同一数字是{money(wanted)}，可能是单位笔误。",
        f"{money(amount.value, '元')} ≠ {money(wanted, '元')}",
        (amount.evidence,),
    )


#: What a form calls the money of its project; prices and standards by piece are other money.
_COST = re.compile(r"总成本|项目成本|总投资|成本控制|总额|预算金额|预算数|资金量|项目预算|经费总")
_APIECE = re.compile(r"每|/|人均|户均|单位成本|单价|标准|平均")
_IN_YUAN = re.compile(r"(?<![\d.,])(?P<number>\d[\d,]*(?:\.\d+)?)元")
_FORM_DIGITS = 3


def unit_in_a_form(context: Context) -> Iterator[Draft]:
    """A performance form's cost in 元 whose very number the document has in 万元, and nowhere else in 元."""
    text = context.outline.document.text
    for table in context.outline.tables_of("performance_form"):
        for found in _IN_YUAN.finditer(text, table.start, table.end):
            begin = text.rfind("\n", 0, found.start()) + 1
            end = text.find("\n", found.end())
            row = text[begin : end if end >= 0 else len(text)]
            digits = found["number"].replace(",", "").partition(".")[0].strip("0")
            if not _COST.search(row) or _APIECE.search(row) or len(digits) < _FORM_DIGITS:
                continue
            number = re.escape(found["number"])
            again = re.findall(rf"(?<![\d.,]){number}元", text)
            wanted = re.search(rf"(?<![\d.,]){number}万元", text)
            if len(again) > 1 or wanted is None:
                continue
            evidence = context.outline.document.evidence
            yield Draft(
                f"绩效目标表写{cite(found[0])}，文档别处的同一数字是{wanted[0]}，可能是单位笔误。",
                f"{found[0]} ≠ {wanted[0]}",
                (evidence(found.start(), found.end()), evidence(wanted.start(), wanted.end())),
            )


def _several_years(purse: Purse) -> Iterator[Draft]:
    amounts = purse.fields.amounts
    whole, year = amounts.multi_year_total, amounts.annual_total
    if whole is None or year is None or year.derived or whole.unit != "元" or whole.value >= year.value:
        return
    if whole.value * _FACTOR >= year.value:
        yield Draft(
            f"项目「{purse.name}」的多年总额{cite(whole.as_written)}小于本年的{year.as_written}，可能是单位笔误。",
            f"{money(whole.value)} < {money(year.value)}",
            (whole.evidence, year.evidence),
        )
