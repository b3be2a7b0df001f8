"""Years left from last year's text: beside this year's figure, or compared with themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.reconcile.cells import Place
from nlp.reconcile.clauses import clause_start, lead_length
from nlp.reconcile.fact import Fact
from nlp.reconcile.matcher import match
from nlp.reconcile.money import money
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import cite

#: So many digits are no chance when two years' figures are the same.
_YEAR_DIGITS = 5
_LEVEL = re.compile(r"持平|相同|一致|不变|无变化")


def year_slip(context: Context) -> Iterator[Draft]:
    """An amount said of last year, by its own clause, that is this year's figure to the last digit.

    The sentence's other amounts of the same thing may be this year's with it: budget and final account.
    """
    year = context.outline.fiscal_year
    for fact, statement in zip(context.facts.facts, context.statements, strict=True):
        if year is None or fact.year != year - 1 or statement.verdict != "unverifiable":
            continue
        if fact.change or fact.is_base or fact.is_reason or fact.qualified or fact.measure is None:
            continue
        text = context.facts.paragraphs[fact.paragraph].text
        near = context.facts.in_paragraph(fact.paragraph)
        again = any(f.measure == fact.measure and f.year == year for f in near)
        own = text[clause_start(text, fact.position, 0) : fact.position]
        if again or _LEVEL.search(text) or not own[lead_length(own) :].startswith(f"{fact.year}年"):
            continue
        place = _this_years(context, fact, year)
        if place is None:
            continue
        end = text.find("。", fact.position)
        beside = [
            f
            for f in near
            if (f.measure, f.year) == (fact.measure, fact.year)
            and fact.position < f.position < (end if end >= 0 else len(text))
            and not (f.change or f.is_base or f.is_reason)
        ]
        # One of them that is not this year's is last year's, and so are all.
        if not all(_this_years(context, f, year) for f in beside):
            continue
        if sum(map(_digits, (fact, *beside))) < _YEAR_DIGITS:
            continue
        yield Draft(
            f"{cite(fact.quote.text)}写作{fact.year}年，金额却与{year}年的{place.describe()}完全相同，可能是年份笔误。",
            f"{money(fact.amount.value, '元')} = {money(place.value, '元')}",
            (fact.quote, place.evidence),
            "warning",
        )


def _this_years(context: Context, fact: Fact, year: int) -> Place | None:
    """Return the cell of this year that states a fact's very amount, if it is the fact's but for the year."""
    found = match(context.outline, replace(fact, year=year))
    place = found.places[0] if found.places and found.certain and not found.summed else None
    return place if place is not None and place.value == fact.amount.value else None


def _digits(fact: Fact) -> int:
    return len(f"{fact.amount.value / fact.amount.quantum:f}".strip("0"))


_AMOUNT = r"\d[\d,]*(?:\.\d+)?(?:万|亿)?元"
_BASE = re.compile(
    rf"(?:[较比]|与)(?P<year>20\d\d)年度?(?P<stage>[^，,。；;：:、\d]{{0,8}}?)(?:{_AMOUNT})?(?:相比)?[，,]?"
    r"(?:分别|均|各|共)?(?:增加|减少|增长|下降|上升|提高|降低|压减|减|增)"
)
#: Words of another stage of the year: its budget is compared with what was spent of it.
_STAGES = re.compile(r"执行|决算|支出数|完成|实际|年初|调整|追加|收到|到位")
_COMPARED = re.compile(r"[较比与同从由]$")


def year_compared_with_itself(context: Context) -> Iterator[Draft]:
    """An amount that its own sentence says of last year and compares with last year.

    "2021年安排5万元，较2021年减少1万元"; another stage of the same year is another amount.
    """
    year = (context.outline.fiscal_year or 0) - 1
    for number, passage in enumerate(context.facts.paragraphs):
        if f"{year}年" not in passage.text:
            continue
        for base in _BASE.finditer(passage.text):
            head = _head(context, number, base.start()) if int(base["year"]) == year else None
            if head is None or head.year != year:
                continue
            text = passage.text
            begin = clause_start(text, head.position, 0)
            named = text.find(f"{year}年", begin, head.position)
            between = text[head.position : base.start()]
            if named < 0 or _COMPARED.search(text[:named]) or _STAGES.search(text[begin : base.end()]):
                continue
            if re.search(r"20\d\d年|本年|当年|今年", between):
                continue
            place = context.outline.document.evidence(*passage.span(base.start(), base.end()))
            yield Draft(
                f"{cite(head.quote.text)}写作{year}年，又与{year}年比较，可能是年份笔误。",
                f"{cite(text[named : head.position])}；{cite(base[0])}",
                (head.quote, place),
            )


def _head(context: Context, paragraph: int, at: int) -> Fact | None:
    """Return the last amount before a place that is no part, change or base of another."""
    before = (
        f
        for f in context.facts.in_paragraph(paragraph)
        if f.position < at and f.whole is None and not (f.change or f.is_base or f.is_reason)
    )
    return max(before, key=lambda f: f.position, default=None)
