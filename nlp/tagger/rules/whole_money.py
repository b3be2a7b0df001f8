"""What the whole narrative says of the year's total: who pays all of it, and parts that add up to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from nlp.tagger.rules.balances import balances
from nlp.tagger.rules.money_tables import amount_spans
from nlp.tagger.rules.passages import Passage
from nlp.tagger.rules.roles import fixed_role, surroundings, year_of
from nlp.tagger.rules.sources import all_fiscal, all_own, paid_behind
from nlp.tagger.rules.sub_projects import lines_of_sub_projects, starts_of_blocks
from nlp.tagger.spans import FieldSpan, Label
from nlp.values.cells import money_in

#: Sections that say nothing about where this project's money comes from.
_NO_MONEY: Final = ("legal_basis", "performance_goals")


def parts_elsewhere(
    parts: Sequence[Passage], spans: Sequence[FieldSpan], fiscal_year: int | None, project: str | None
) -> list[FieldSpan]:
    """Return the parts of a total that stands without any where another section's amounts add up to it.

    Beside a total over years only amounts that are told to be this year's: 甲站测量，今年安排8万元.
    """
    labels = {s.label for s in spans}
    if "AMOUNT_COMPONENT" in labels:
        return []
    several_years = "AMOUNT_MULTI_YEAR" in labels
    wanted = ("AMOUNT_TOTAL",) if "AMOUNT_TOTAL" in labels else ("AMOUNT_FISCAL", "AMOUNT_OWN")
    whole = sum((value_at(parts, s) for s in spans if s.label in wanted), Decimal(0))
    for part in parts:
        if part.kind == "schedule" and (found := _sub_projects(part, whole, fiscal_year, project)):
            return found
        if part.kind in ("plan", "overview", "other"):
            tables = () if several_years else amount_spans(part, fiscal_year)
            rows = [s for s in tables if s.label == "AMOUNT_COMPONENT"]
            if len(rows) > 1 and sum((value_at([part], s) for s in rows), Decimal(0)) == whole:
                return rows  # a list of what is bought: 品名 | 数量 | 单价 | 金额
            seen = surroundings(part, fiscal_year, project)
            plain = [s for s in seen if fixed_role(s, fiscal_year) == "plain"]
            if several_years:
                plain = [s for s in plain if (fiscal_year or 0) == year_of(s, fiscal_year)]
            values = [s.amount.value for s in plain]
            if len(plain) > 1 and sum(values) == whole:
                return [part.span("AMOUNT_COMPONENT", s.amount.start, s.amount.end, 0.7) for s in plain]
            # … and the sum itself stands among them: 设备13.5，手册9.6，合计23.1
            run = next((b.places for b in balances(values) if sum(values[i] for i in b.places) == whole), ())
            if run:
                items = [plain[i].amount for i in run]
                return [part.span("AMOUNT_COMPONENT", a.start, a.end, 0.7) for a in items]
    blocks = [] if several_years else _blocks(parts, whole, fiscal_year, project)
    told = {s.start for s in spans}  # what has a role already is a part by parts_of_sub_projects
    return [s for s in blocks if s.start not in told]


def _blocks(
    parts: Sequence[Passage], whole: Decimal, fiscal_year: int | None, project: str | None
) -> list[FieldSpan]:
    """Return what each sub-project has, where its block tells one amount and together they are the whole."""
    starts = starts_of_blocks(parts)
    blocks: dict[int, list[tuple[FieldSpan, Decimal]]] = {}
    for part in parts:
        if part.kind in _NO_MONEY:
            continue
        for seen in surroundings(part, fiscal_year, project):
            span = part.span("AMOUNT_COMPONENT", seen.amount.start, seen.amount.end, 0.7)
            place = bisect_right(starts, span.start)
            if place and fixed_role(seen, fiscal_year) == "plain":
                blocks.setdefault(place, []).append((span, seen.amount.value))
    one_each = len(blocks) == len(starts) > 1 and all(len(told) == 1 for told in blocks.values())
    found = [told[0] for told in blocks.values()] if one_each else []
    adds_up = sum((value for _, value in found), Decimal(0)) == whole
    return [span for span, _ in found] if adds_up else []


def _sub_projects(
    part: Passage, whole: Decimal, fiscal_year: int | None, project: str | None
) -> list[FieldSpan]:
    """Return the money of the sub-projects whose lines tell when and for how much each is done.

    What the phases of a schedule cost is no part by use.
    """
    seen = surroundings(part, fiscal_year, project)
    found = [s.amount for s in seen if fixed_role(s, fiscal_year) == "plain"]
    told = len(found) > 1 and lines_of_sub_projects(part.text, [a.start for a in found])
    if not told or sum((a.value for a in found), Decimal(0)) != whole:
        return []
    return [part.span("AMOUNT_COMPONENT", a.start, a.end, 0.7) for a in found]


def value_at(parts: Sequence[Passage], span: FieldSpan) -> Decimal:
    """Return the value of the amount that a span marks."""
    for part in parts:
        if part.holds(span.start):
            at = part.local(span.start)
            return next((a.value for a in money_in(part.text) if a.start <= at < a.end), Decimal(0))
    return Decimal(0)


def whole_source(parts: Sequence[Passage], spans: Sequence[FieldSpan]) -> list[FieldSpan]:
    """Return the total once more as the money of the one source that pays all of it, where a text says so."""
    total = min((s for s in spans if s.label == "AMOUNT_TOTAL"), key=lambda s: s.start, default=None)
    if total is None or any(s.label == "AMOUNT_OWN" for s in spans):
        return []
    if any(s.label == "AMOUNT_FISCAL" for s in spans):
        return _with_carried(parts, total)
    for part in parts:
        if part.kind not in _NO_MONEY:
            own = part.holds(total.start)
            places = [*_mentions(part, value_at(parts, total)), None] if own else [None]
            told = (label for place in places if (label := _only_source(part.text, place)))
            label = next(told, None) or (_behind_parts(part, spans, total) if own else None)
            label = label or _of_all_years(part, spans)
            if label and (own or part.kind in ("annual_budget", "other")):
                return [FieldSpan(label, total.start, total.end, 0.8)]
    return []


def _mentions(part: Passage, value: Decimal) -> list[tuple[int, int]]:
    """Return where a passage states the amount: 总额289万元（2019年150万元…），本年150万元（区财政）."""
    return [(a.start, a.end) for a in money_in(part.text) if a.value == value and not a.per_unit]


def _of_all_years(part: Passage, spans: Sequence[FieldSpan]) -> Label | None:
    """Return who pays the total over years right behind it: 总投资1,142万元，由省财政专项资金承担."""
    for span in spans:
        if span.label == "AMOUNT_MULTI_YEAR" and part.holds(span.start):
            fiscal, own = paid_behind(part.text, part.local(span.end - 1) + 1)
            return "AMOUNT_FISCAL" if fiscal else "AMOUNT_OWN" if own else None
    return None


def _with_carried(parts: Sequence[Passage], total: FieldSpan) -> list[FieldSpan]:
    """Return a total that is all the treasury's in so many words, however its sources are told behind it.

    项目预算300万元，均为财政资金：上年结转80万元，本年安排220万元
    """
    for part in parts:
        if part.holds(total.start):
            behind = re.split("[。；;：:\n]|其中|包括|由以下", part.text[part.local(total.end - 1) + 1 :])[0]
            if all_fiscal(behind) and not re.search(r"\d", behind):
                return [FieldSpan("AMOUNT_FISCAL", total.start, total.end, 0.8)]
            # 538.6万元，按内容分三块…。经费全部由区财政安排，其中公益金60万元。
            for sentence in re.split("[。；;\n]", part.text):
                lead, _, rest = sentence.partition("其中")
                if (
                    rest
                    and re.search("全部|全额|均|都", lead)
                    and not re.search(r"\d", lead)
                    and all_fiscal(lead)
                ):
                    return [FieldSpan("AMOUNT_FISCAL", total.start, total.end, 0.8)]
    return []


def _behind_parts(part: Passage, spans: Sequence[FieldSpan], total: FieldSpan) -> Label | None:
    """Return the source named right behind the last part of a total: 其中A 3万元、B 2万元，由县财政列支."""
    items = [s for s in spans if s.label == "AMOUNT_COMPONENT" and s.start > total.start]
    last = max((s.end for s in items), default=0)
    if not items or part.offsets[-1] + 1 < last:
        return None
    if sum((value_at([part], s) for s in items), Decimal(0)) != value_at([part], total):
        return None
    fiscal, own = paid_behind(part.text, part.local(last))
    return "AMOUNT_FISCAL" if fiscal else "AMOUNT_OWN" if own else None


def _only_source(text: str, total: tuple[int, int] | None) -> Label | None:
    """Return the label of the source that ``text`` says all the money comes from."""
    return "AMOUNT_FISCAL" if all_fiscal(text, total) else "AMOUNT_OWN" if all_own(text, total) else None
