"""The money of one narrative: every budget amount it states, with its role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from nlp.document import Evidence
from nlp.fields.model import NarrativeFields, StatedAmount
from nlp.outline.model import Outline, Section
from nlp.reconcile.amounts import is_asset
from nlp.reconcile.breakdown import Breakdown, BrokenUp, break_down, head_of, whole_year
from nlp.reconcile.cells import norm
from nlp.reconcile.citation import Citation, read_citation
from nlp.reconcile.clauses import clause_start, lead_length, year_of
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.measures import measures
from nlp.reconcile.reading import Passage, Reader
from nlp.reconcile.spending import spending_by_quarter
from nlp.reconcile.wording import without_endings
from nlp.values.amount import Amount
from nlp.values.dates import Period, find_periods

Role = Literal["total", "fiscal", "own", "component", "quarter", "multi_year", "other_year", "other"]

#: Sections whose amounts count without a cue, and those where a budget word must stand in the clause.
_BUDGET_SECTIONS = ("annual_budget",)
_CUED_SECTIONS = ("overview", "plan", "schedule")
_OWN_NAMES = re.compile(r"20\d\d年度?|本|该|此|项目|预计|拟|计划|总|共|需|申请|安排|年度|专项|为|的|合计")


@dataclass(frozen=True, slots=True)
class Coin:
    """One budget amount of a narrative: its role, the clause it stands in, and the section."""

    role: Role
    amount: StatedAmount
    quote: Evidence
    what: str
    section: str

    @property
    def interval(self) -> Interval:
        """The values that the amount stands for."""
        return Interval.of(self.amount.value, self.amount.quantum)


@dataclass(frozen=True, slots=True)
class Purse:
    """A narrative's coins in the text's order, and its fields; ``stated`` is all money outside its tables.

    ``periods`` are those of the whole narrative, by their places in the document; ``citations`` its legal
    basis with the numbers read; ``by_quarter`` the amounts that are listed behind each quarter's percentage.
    """

    fields: NarrativeFields
    coins: tuple[Coin, ...]
    breakdown: Breakdown = field(default_factory=Breakdown)
    stated: tuple[StatedAmount, ...] = ()
    periods: tuple[Period, ...] = ()
    citations: tuple[Citation, ...] = ()
    by_quarter: tuple[tuple[StatedAmount, ...], ...] = ()

    @property
    def name(self) -> str:
        """The project's name for a sentence."""
        return self.fields.project or f"第{self.fields.narrative.index + 1}个项目"

    def of(self, role: Role) -> tuple[Coin, ...]:
        """Return the coins of one role."""
        return tuple(c for c in self.coins if c.role == role)


def sum_interval(amounts: tuple[StatedAmount, ...]) -> Interval:
    """Return the interval of a sum of rounded amounts."""
    return total(Interval.of(a.value, a.quantum) for a in amounts)


def sum_value(amounts: tuple[StatedAmount, ...]) -> Decimal:
    """Return the sum of amounts in 元."""
    return sum((a.value for a in amounts), Decimal(0))


def fill_purse(outline: Outline, fields: NarrativeFields, reader: Reader | None = None) -> Purse:
    """Return every budget amount that the narrative states, once per place, and what else rules compare."""
    reader = reader or Reader(outline)
    known = list(_field_amounts(fields))
    coins: list[Coin] = []
    taken: set[int] = set()
    for section, paragraph in _passages(fields, reader):
        previous = 0
        for amount, found in zip(paragraph.amounts, paragraph.stated, strict=True):
            begin = clause_start(paragraph.text, amount.start, previous)
            begin += lead_length(paragraph.text[begin : amount.start])
            phrase = paragraph.text[begin : amount.start]
            sentence = paragraph.text[paragraph.text.rfind("。", 0, amount.start) + 1 : amount.start]
            index = next((i for i, (_, a) in enumerate(known) if _overlaps(a, found)), None)
            previous = amount.end
            if index is None and not _counts(section, phrase, amount):
                continue
            if index is not None:
                taken.add(index)
                role, value = known[index]
                found = value if value.evidence.start == found.evidence.start else found
            else:
                role = _role(outline, fields, phrase, sentence)
            start, end = paragraph.span(min(begin, amount.start), amount.end)
            quote = outline.document.evidence(start, end)
            coins.append(Coin(role, found, quote, _what(phrase, role, found), section.heading))
    placed = {c.amount.evidence.start for c in coins}
    for index, (role, value) in enumerate(known):
        if index not in taken and value.evidence.start not in placed:
            placed.add(value.evidence.start)
            heading = _section_at(fields, value.evidence.start)
            coins.append(Coin(role, value, value.evidence, _what("", role, value), heading))
    coins.sort(key=lambda c: c.amount.evidence.start)
    narrative = fields.narrative
    everything = tuple(a for p in reader.passages(narrative.start, narrative.end) for a in p.stated)
    return Purse(
        fields,
        tuple(coins),
        _breakdown(outline, fields, everything),
        everything,
        _periods(outline, fields),
        tuple(map(read_citation, fields.legal_basis)),
        spending_by_quarter(fields, reader),
    )


def _periods(outline: Outline, fields: NarrativeFields) -> tuple[Period, ...]:
    start, end = fields.narrative.start, fields.narrative.end
    found = find_periods(outline.document.text[start:end], outline.fiscal_year)
    return tuple(replace(p, start=start + p.start, end=start + p.end) for p in found)


def _breakdown(outline: Outline, fields: NarrativeFields, stated_all: Sequence[StatedAmount]) -> Breakdown:
    amounts = fields.amounts
    written = [c for c in amounts.components if not c.derived]
    text, narrative = outline.document.text, fields.narrative
    found = break_down(text, amounts.annual_total, written, stated_all)
    told = {q.quarter: q.amount for q in fields.quarters.items if q.amount is not None}
    quarters = whole_year(text[narrative.start : narrative.end], told)
    found = replace(found, quarters=quarters)
    if quarters and not any(q.derived for q in quarters) and amounts.annual_total is not None:
        head = head_of(
            text,
            quarters,
            amounts.annual_total,
            [a for a in stated_all if all(a.evidence.start != q.evidence.start for q in quarters)],
        )
        if head is not None:
            found = replace(found, quarters=(), others=(*found.others, BrokenUp(head, quarters)))
    return found


def _passages(fields: NarrativeFields, reader: Reader) -> Iterator[tuple[Section, Passage]]:
    for section in fields.narrative.sections:
        if section.kind in (*_BUDGET_SECTIONS, *_CUED_SECTIONS):
            for passage in reader.passages(section.body_start, section.end):
                yield section, passage


def _field_amounts(fields: NarrativeFields) -> Iterator[tuple[Role, StatedAmount]]:
    amounts = fields.amounts
    single: tuple[tuple[Role, StatedAmount | None], ...] = (
        ("total", amounts.annual_total),
        ("fiscal", amounts.fiscal),
        ("own", amounts.own_funds),
        ("multi_year", amounts.multi_year_total),
    )
    for role, amount in single:
        if amount is not None and not amount.derived:
            yield role, amount
    for component in amounts.components:
        if not component.derived:
            yield "component", component
    for other in amounts.other_years:
        if not other.derived:
            yield "other_year", other
    for quarter in fields.quarters.items:
        if quarter.amount is not None and not quarter.amount.derived:
            yield "quarter", quarter.amount


def _overlaps(one: StatedAmount, other: StatedAmount) -> bool:
    a, b = one.evidence, other.evidence
    return a.start < b.end and b.start < a.end


def _counts(section: Section, phrase: str, amount: Amount) -> bool:
    """Return whether an amount that no field holds is still this project's budget money."""
    words = measures().narrative
    if is_asset(phrase):
        return False
    if section.kind in _BUDGET_SECTIONS:
        return True
    cued = any(word in phrase for word in words.budget_words)
    return cued and not any(word in phrase for word in words.history_words)


def _role(outline: Outline, fields: NarrativeFields, phrase: str, sentence: str) -> Role:
    """Return the role of an amount that no field holds, from its own clause; ``other`` when unclear."""
    words = measures().narrative
    year = outline.fiscal_year
    named_year = year_of(phrase, year)
    if named_year is not None and named_year != year:
        return "other_year"
    if named_year is None and ("其中" in sentence or year_of(sentence, year) not in (None, year)):
        return "other"
    key = norm(phrase)
    for role, phrases in (("fiscal", words.fiscal), ("total", words.total)):
        for wanted in sorted(phrases, key=len, reverse=True):
            at = key.find(wanted)
            if at < 0:
                continue
            rest = key.replace(wanted, "", 1)
            if fields.project:
                rest = rest.replace(norm(fields.project), "")
            rest = re.sub("|".join(measures().words.tails), "", _OWN_NAMES.sub("", rest))
            many = any(w in sentence and w not in wanted for w in words.multi_year)
            if not rest and not (many and named_year is None):
                return "fiscal" if role == "fiscal" else "total"
    return "other"


_VERBS = ("为", "共计", "合计", "约", "共", "计", "达到", "达", "是", "人民币")


def _what(phrase: str, role: Role, amount: StatedAmount) -> str:
    if role == "component" and amount.label:
        return amount.label
    named: dict[Role, str] = {
        "total": "年度预算总额",
        "fiscal": "财政资金",
        "own": "自筹资金",
        "multi_year": "多年总额",
        "other_year": "其他年度金额",
        "quarter": "季度金额",
    }
    cleaned = without_endings(phrase, _VERBS)
    if role == "other":
        return cleaned or "金额"
    return named.get(role) or cleaned or "分项金额"


def _section_at(fields: NarrativeFields, offset: int) -> str:
    return next((s.heading for s in fields.narrative.sections if s.start <= offset < s.end), "")
