"""AMOUNT_* spans: each amount's role by the words around it and the section it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from nlp.tagger.rules.labels import component_name, near_words
from nlp.tagger.rules.lexicon import any_of, ends_with, field_words
from nlp.tagger.rules.passages import NEW_ITEM, Passage, clause_start
from nlp.tagger.rules.quarters import only_figure_words, quarter_figures, regions
from nlp.tagger.spans import FieldSpan, Label
from nlp.values.amount import Amount, find_amounts
from nlp.values.dates import Period, find_periods

_FALLBACK: Final = ("plan", "overview", "schedule", "other")
_YEARS: Final = re.compile(r"(?:[二两三四五六七八九十]|[2-9])\s*年(?!度?第)")


@dataclass(frozen=True, slots=True)
class _Seen:
    """One amount with its surroundings."""

    amount: Amount
    near: str
    sentence: str
    after: str
    years: tuple[Period, ...]
    item: int | None


def find_amount_spans(
    parts: Sequence[Passage], fiscal_year: int | None, project: str | None
) -> list[FieldSpan]:
    """Return the amounts with their roles; the year's money from 年度预算安排, else from plan or overview."""
    spans: list[FieldSpan] = []
    for part in parts:
        if part.kind == "annual_budget":
            spans += _in_budget(part, fiscal_year, project)
    year_money = any(s.label in ("AMOUNT_TOTAL", "AMOUNT_FISCAL", "AMOUNT_COMPONENT") for s in spans)
    for kind in _FALLBACK:
        for part in parts:
            if part.kind == kind:
                found = _elsewhere(part, fiscal_year, project)
                if year_money:
                    have = {s.label for s in spans}
                    found = [
                        s
                        for s in found
                        if s.label in ("AMOUNT_MULTI_YEAR", "AMOUNT_OTHER_YEAR") and s.label not in have
                    ]
                spans += found
        year_money = year_money or any(s.label in ("AMOUNT_TOTAL", "AMOUNT_FISCAL") for s in spans)
    return sorted(spans, key=lambda s: s.start)


def _in_budget(part: Passage, fiscal_year: int | None, project: str | None) -> list[FieldSpan]:
    seen = _surroundings(part, fiscal_year, project)
    roles = [_fixed_role(s, fiscal_year) for s in seen]
    roles = _years_of_a_total(seen, _after_multi_year(seen, roles, fiscal_year), fiscal_year)
    plain = [i for i, role in enumerate(roles) if role == "plain"]
    total = _total(part.text, [seen[i] for i in plain], project)
    result: list[FieldSpan] = []
    for index, item in enumerate(seen):
        role = roles[index]
        label: Label | None
        if role == "plain":
            if total is not None and item is total:
                label = "AMOUNT_TOTAL"
            elif total is not None and _repeats_total(item, total):
                label = None
            else:
                label = "AMOUNT_COMPONENT" if _is_component(part.text, item, seen) else None
        else:
            label = role if role != "none" else None  # type: ignore[assignment]
        if label is not None:
            result.append(part.span(label, item.amount.start, item.amount.end, 0.9))
    return result


def _elsewhere(part: Passage, fiscal_year: int | None, project: str | None) -> list[FieldSpan]:
    """Return the year's money where a section other than the budget states it in so many words."""
    words = field_words().amount
    spans: list[FieldSpan] = []
    total_found = False
    seen = _surroundings(part, fiscal_year, project)
    roles = _after_multi_year(seen, [_fixed_role(s, fiscal_year) for s in seen], fiscal_year)
    for item, role in zip(seen, roles, strict=True):
        label: Label | None = None
        year_said = _year_of(item) == fiscal_year and fiscal_year is not None
        if role in ("AMOUNT_MULTI_YEAR", "AMOUNT_OTHER_YEAR", "AMOUNT_TOTAL"):
            label = role  # type: ignore[assignment]
        elif role in ("AMOUNT_FISCAL", "AMOUNT_OWN"):
            if year_said or re.search("预算|申请|拟|计划|本项目|本年", item.near + item.sentence[-30:]):
                label = role  # type: ignore[assignment]
                total_found = True
        elif role == "plain":
            wants = any(w in item.near for w in words.total)
            if not total_found and wants and (year_said or re.search("预算|申请|项目", item.near)):
                label = "AMOUNT_TOTAL"
                total_found = True
            elif total_found and _ends_like_component(item.near):
                label = "AMOUNT_COMPONENT"
        if label is not None:
            spans.append(part.span(label, item.amount.start, item.amount.end, 0.7))
    return spans


def _surroundings(part: Passage, fiscal_year: int | None, project: str | None) -> list[_Seen]:
    text = part.text
    masked = text
    if project:
        masked = text.replace(project, "项" * len(project))
    quarter_sums = {(a.start, a.end) for _, _, amounts in quarter_figures(part) for a in amounts}
    found: list[_Seen] = []
    previous_end = 0
    items = _list_items(text)
    for amount in find_amounts(text):
        sentence_start = clause_start(text, amount.start)
        near = near_words(masked, amount.start, previous_end)
        sentence = masked[sentence_start : amount.start]
        after = text[amount.end : amount.end + 14]
        item = next((k for k, (a, b) in enumerate(items) if a <= amount.start < b), None)
        years = tuple(p for p in find_periods(sentence, default_year=fiscal_year) if p.kind != "duration")
        a_year = amount.per_unit and after.lstrip().startswith(("/年", "／年", "每年"))
        if (amount.start, amount.end) not in quarter_sums and (a_year or not amount.per_unit):
            found.append(_Seen(amount, near, sentence, after, years, item))
        if not amount.per_unit:
            previous_end = amount.end
    return found


def _list_items(text: str) -> list[tuple[int, int]]:
    """Return the ranges of numbered paragraphs, each with its heading."""
    starts = [
        match.start()
        for match in re.finditer(r"^.*$", text, re.MULTILINE)
        if NEW_ITEM.match(match[0]) and "季度" not in match[0][:6]
    ]
    sums = re.compile(rf"^\s*(?:以上|经费|费用|资金)?{any_of(field_words().amount.sums)}", re.MULTILINE)
    starts = sorted({*starts, *(match.start() for match in sums.finditer(text))})
    ranges = pairwise([*starts, len(text)])
    return [(a, b) for a, b in ranges if not sums.match(text, a)]


def _fixed_role(seen: _Seen, fiscal_year: int | None) -> str:
    """Return a role that the words fix, ``none`` for money that is no budget money, else ``plain``."""
    words = field_words().amount
    near = re.split("[，,]", seen.near.rstrip("，, "))[-1]
    tail = near.rsplit("）", 1)[-1] if near.count("）") > near.count("（") else near
    after = seen.after.lstrip()
    if any(w in tail for w in words.not_budget) or tail.rstrip("了为约 ").endswith(words.changes):
        return "none"
    if after.startswith(words.not_budget_after) or re.match(r"[（(]含[)）]", after):
        return "none"
    if re.match(r"\s*的\s*\d|\s*/", seen.after) and not any(w in tail for w in ("费", "经费", "资金")):
        return "none"
    if any(w in tail for w in words.multi_year) or _spans_years(seen, fiscal_year):
        return _multi_or_none(seen, fiscal_year)
    year = _year_of(seen)
    if year is not None and fiscal_year is not None and year != fiscal_year and _year_is_near(seen):
        return "AMOUNT_OTHER_YEAR" if year > fiscal_year else "past"
    if any(w in tail for w in words.own):
        return "AMOUNT_OWN"
    if any(w in tail for w in words.fiscal):
        return "AMOUNT_FISCAL"
    return "plain"


def _year_of(seen: _Seen) -> int | None:
    """Return the year that the sentence speaks of right before the amount."""
    for period in reversed(seen.years):
        if period.kind == "year" and period.first is not None:
            return period.first.year
        if period.first is not None and period.last is not None:
            return period.first.year if period.first.year == period.last.year else None
    return None


def _year_is_near(seen: _Seen) -> bool:
    """Tell whether the last year named belongs to the amount: its clause says money words, not a date."""
    if not seen.years:
        return False
    last = seen.years[-1]
    between = seen.sentence[last.end :]
    return last.kind in ("year", "half") and len(between) <= 40 and "；" not in between


def _spans_years(seen: _Seen, fiscal_year: int | None) -> bool:
    if not seen.years:
        return bool(_YEARS.search(seen.near)) and any(w in seen.near for w in ("总", "共", "合计"))
    last = seen.years[-1]
    if last.first is None or last.last is None or last.first.year == last.last.year:
        return False
    between = seen.sentence[last.end :]
    return len(between) <= 60 and "其中" not in between


def _multi_or_none(seen: _Seen, fiscal_year: int | None) -> str:
    """Return the multi-year role, unless the years are all over before the fiscal year begins."""
    for period in reversed(seen.years):
        if period.first and period.last and period.first.year != period.last.year:
            over = fiscal_year is not None and period.last.year < fiscal_year
            return "past" if over else "AMOUNT_MULTI_YEAR"
    return "AMOUNT_MULTI_YEAR"


def _after_multi_year(seen: Sequence[_Seen], roles: list[str], fiscal_year: int | None) -> list[str]:
    """Return the roles; beside a stated multi-year total, a year's part has the role of its year."""
    multi = False
    result = []
    for item, role in zip(seen, roles, strict=True):
        multi = multi or role == "AMOUNT_MULTI_YEAR"
        year = _year_of(item)
        if role == "past":
            role = "AMOUNT_OTHER_YEAR" if multi and year is not None else "none"
        elif role == "plain" and multi and year is not None and year == fiscal_year and _year_is_near(item):
            role = "AMOUNT_TOTAL"
        result.append(role)
    return result


def _years_of_a_total(seen: Sequence[_Seen], roles: list[str], fiscal_year: int | None) -> list[str]:
    """Return the roles; a first sum without a year is the plan's where later ones go year by year."""
    plain = [i for i, role in enumerate(roles) if role == "plain"]
    dated = [i for i in plain if _year_of(seen[i]) == fiscal_year and _year_is_near(seen[i])]
    later = [i for i, role in enumerate(roles) if role == "AMOUNT_OTHER_YEAR"]
    if not (plain and dated and later) or "AMOUNT_MULTI_YEAR" in roles or fiscal_year is None:
        return roles
    first, own = plain[0], dated[0]
    if first < own and not seen[first].years and seen[first].amount.value > seen[own].amount.value:
        roles = [*roles]
        roles[first], roles[own] = "AMOUNT_MULTI_YEAR", "AMOUNT_TOTAL"
    return roles


def _total(text: str, plain: Sequence[_Seen], project: str | None) -> _Seen | None:
    """Return the amount that is the year's total: a sum of all, else the first without an item's name."""
    words = field_words().amount
    many_items = len({s.item for s in plain if s.item is not None}) >= 2
    free = [s for s in plain if not (many_items and s.item is not None)]
    sums = [s for s in free if _is_grand_sum(s, words.sums)]
    largest = max((s.amount.value for s in plain), default=None)
    if whole := next((s for s in sums if s.amount.value == largest), None):
        return whole
    for seen in free:
        if seen in sums:
            return seen
        if _in_scope(text, seen) or _quarter_bound(text, seen) or _is_component_name(seen.near):
            continue
        named = project is not None and "项" * len(project) in seen.near
        cue = _cue(seen.near)
        if named or any(w in cue for w in words.total) or cue.strip(" ：:约，,为") in ("", "项目", "本项目"):
            return seen
        if cue.rstrip(" ：:约为").endswith("项目"):
            return seen
    if len(plain) == 1 and not _quarter_bound(text, plain[0]) and plain[0].item is None:
        alone = plain[0]
        return None if _in_scope(text, alone) or _is_component_name(alone.near) else alone
    return None


def _cue(near: str) -> str:
    """Return the words that name an amount: behind the last colon, else all."""
    behind = re.split("[：:]", near)[-1]
    return behind if len(re.sub(r"[\s约为￥¥]|人民币", "", behind)) > 1 else near


def _is_grand_sum(seen: _Seen, sums: tuple[str, ...]) -> bool:
    """Tell whether 共计, 合计, … leads to the amount and no item's name stands before it."""
    match = re.search(rf"(.*?){any_of(sums)}[^，,。；;]{{0,14}}$", seen.near)
    if match is None:
        return False
    head = re.sub(
        r"[\d年度全项目以上各本，,：:\s]|预算|经费|资金|拟|计划|预计|需|费用|支出|投入", "", match[1]
    )
    return len(head) <= 1


def _in_scope(text: str, seen: _Seen) -> bool:
    """Tell whether 其中, 包括, … stands before the amount in its paragraph or heads the list it is in."""
    start = text.rfind("\n", 0, seen.amount.start) + 1
    paragraph = text[start : seen.amount.start]
    scope = field_words().amount.scope
    if any(word in paragraph for word in scope):
        return True
    above = text[:start].rstrip()
    lines = above.splitlines()
    while lines and NEW_ITEM.match(lines[-1]):
        lines.pop()
    return bool(lines) and lines[-1].rstrip().endswith(("：", ":")) and any(w in lines[-1] for w in scope)


def _quarter_bound(text: str, seen: _Seen) -> bool:
    return any(r.mention.end <= seen.amount.start < r.end for r in regions(text))


def _ends_like_component(near: str) -> bool:
    words = field_words().amount
    name = component_name(near)
    return bool(ends_with(name, words.component_ends)) and not ends_with(name, words.not_component_ends)


def _is_component_name(near: str) -> bool:
    words = field_words().amount
    bare = re.sub(rf"{any_of((*words.subtotal, '约', '为', '：', ':', ' ', '计', '共'))}+$", "", near)
    return (
        ends_with(bare, ("费", "费用", "奖金", "补贴", "补助", "购置", "采购")) is not None
        and ends_with(bare, words.not_component_ends) is None
    )


def _is_component(text: str, seen: _Seen, everything: Sequence[_Seen]) -> bool:
    """Tell whether a plain amount that is not the total is a part of it, by its name."""
    if seen.item is not None:
        same = [s for s in everything if s.item == seen.item]
        subtotals = [s for s in same if any(w in s.near for w in field_words().amount.subtotal)]
        return not (
            len(same) > 1
            and subtotals
            and seen not in subtotals
            and not _is_component_name(subtotals[0].near)
        )
    name = component_name(seen.near)
    return len(re.findall(r"[\u4e00-\u9fff]", name)) > 1 and not only_figure_words(seen.near.strip("（(，, "))


def _repeats_total(seen: _Seen, total: _Seen) -> bool:
    return seen.amount.value == total.amount.value and _is_grand_sum(seen, field_words().amount.sums)
