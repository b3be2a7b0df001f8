"""AMOUNT_* spans: each amount's role by the words around it and the section it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from nlp.tagger.rules.amount_items import (
    ends_like_component,
    is_component,
    is_in_scope_of,
    is_nested,
)
from nlp.tagger.rules.form_money import form_spans
from nlp.tagger.rules.labels import component_name, is_source
from nlp.tagger.rules.lexicon import field_words
from nlp.tagger.rules.money_tables import amount_spans
from nlp.tagger.rules.outturn import without_outturn
from nlp.tagger.rules.passages import Passage, clause_end, clause_start
from nlp.tagger.rules.roles import Seen, fixed_role, settle_others, surroundings, year_of
from nlp.tagger.rules.settled_runs import settle_runs
from nlp.tagger.rules.source_parts import sources_told_together
from nlp.tagger.rules.sources import paid_behind
from nlp.tagger.rules.sub_projects import parts_of_sub_projects
from nlp.tagger.rules.table_figures import money_grids
from nlp.tagger.rules.totals import is_adjusted, is_grand_sum, sum_behind, total_amount
from nlp.tagger.rules.whole_money import parts_elsewhere, value_at, whole_source
from nlp.tagger.rules.year_money import roles_by_year
from nlp.tagger.spans import FieldSpan, Label

#: Words that make another year's money, told outside of the budget's section, the project's: no result.
_GIVEN: Final = re.compile(
    "预算|经费|资金|安排|下达|拨付|拨款|补助|支出|投入|申请|到位|兑现|兑付|支付|批复|花"
)
#: 一期工程已于2022年竣工，投资1320万元: another project's.
_STAGE: Final = re.compile("[一二三四五]期(?:工程|项目|建设)?")
#: 2009年曾投入180万元改造过广场, 与本项目无涉; 2015年进行过一次大修，花费44万元: what was lived through once
_OTHER_WORK: Final = re.compile(
    "曾|无涉|无关|不相干|另一项目|其他项目"
    r"|(?<![通超经不])过(?:[一两二三四五六七八九十\d]+|数|几)[次轮回场]|(?:[建修造换装]|维护|加固|更新)过"
)
#: 2015年完成除险加固（总投资3,912万元）
_FINISHED: Final = re.compile("建成|完成|竣工|完工|投用|落成|投入使用")
#: Whose own funds an overview tells: 企业方面，某公司拟投入自有资金3000万元.
_FIRMS: Final = re.compile("企业(?!捐赠|捐款|赞助|捐助)|公司|集团|商户|社会资本")
#: What a supplier leaves as a surety is no money of the project.
_DEPOSIT: Final = re.compile("保证金|押金|违约金|质保金")
#: 概算66万元，当年一次性安排
_AT_ONCE: Final = re.compile(
    r"[，,（(]\s*(?:资金|拟|计划|均|全部|于|在)*(?:(?:当年|本年度?|今年)(?:内|度)*(?:一次性|全部|全额)|一次性)(?:安排|投入|支付|完成|下达|列支|到位)"
)
#: 各年度分别支付：2025年81万元，2026年162万元，2027年: years told off, and the words that lead to them.
_YEARS_LISTED: Final = re.compile(
    r"(?P<lead>[^，,。；;：:]*[：:，,]?)(?:20\d\d年度?[约为：:\s]*[\d,.]+\s*(?:万|亿)?元[，,、和及]*)+20\d\d年度?[约为：:\s]*$"
)
_FALLBACK: Final = ("plan", "overview", "schedule", "other")


def find_amount_spans(
    parts: Sequence[Passage], fiscal_year: int | None, project: str | None
) -> list[FieldSpan]:
    """Return the amounts with their roles; the year's money from 年度预算安排, else from plan or overview.

    ``parts`` are those of :func:`nlp.tagger.rules.money_passages.money_passages`.
    """
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
    spans += parts_elsewhere(parts, spans, fiscal_year, project)
    spans = parts_of_sub_projects(parts, _within_the_total(parts, spans))
    return sorted((*spans, *whole_source(parts, spans)), key=lambda s: s.start)


def _within_the_total(parts: Sequence[Passage], spans: Sequence[FieldSpan]) -> list[FieldSpan]:
    """Return the spans without parts that are more than the whole: 到位资金58.3亿元 is no part of 265万元."""
    totals = [value_at(parts, s) for s in spans if s.label in ("AMOUNT_TOTAL", "AMOUNT_MULTI_YEAR")]
    most = max(totals, default=None)
    return [s for s in spans if not most or s.label != "AMOUNT_COMPONENT" or value_at(parts, s) <= most]


def _in_budget(part: Passage, fiscal_year: int | None, project: str | None) -> list[FieldSpan]:
    told, forms = form_spans(part, fiscal_year)
    tables = told or amount_spans(part, fiscal_year)
    seen = [
        s
        for s in surroundings(part, fiscal_year, project)
        if not any(form.start <= s.amount.start < form.end for form in forms)
    ]
    roles = without_outturn(seen, settle_others(seen, [fixed_role(s, fiscal_year) for s in seen]))
    summed = sum_behind(seen, roles)
    roles = ["plain" if item is summed else role for item, role in zip(seen, roles, strict=True)]
    roles = _estimate_of_the_year(seen, roles_by_year(seen, roles, fiscal_year))
    roles = _sum_of_the_year(seen, roles, summed)
    roles = _sources_of_years(seen, roles)
    roles = _last_of_a_breakdown(part.text, seen, _items_of_a_sum(seen, roles))
    settled = settle_runs(seen, sources_told_together(part.text, seen, roles))
    roles = settled.roles
    plain = [seen[i] for i, role in enumerate(roles) if role == "plain"]
    total = next((s for s, role in zip(seen, roles, strict=True) if role == "AMOUNT_TOTAL"), None)
    # A form's row that tells its total as a bare figure leaves none for the sentences of its other rows.
    summed_up = any(span.label == "AMOUNT_TOTAL" for span in tables)
    grids = money_grids(part.text) if summed_up else ()
    free = [s for s in plain if not any(g.start <= s.amount.start < g.end for g in grids)]
    whole = None if settled.total is None else seen[settled.total]
    if whole in plain and not any(is_adjusted(s) for s in plain if s is not whole):
        total = total or whole
    if not _are_all_of_it(seen, roles):
        total = total or sum_behind(seen, roles) or total_amount(part.text, free, project)
    parts: list[Seen] = []
    result: list[FieldSpan] = [*tables]
    for index, item in enumerate(seen):
        role = roles[index]
        label: Label | None
        if role == "plain":
            if total is not None and item is total:
                label = "AMOUNT_TOTAL"
            elif total is not None and (_repeats_total(item, total) or _is_again(item, total, whole)):
                label = None
            else:
                component = (
                    index in settled.parts or is_component(part.text, item, seen, parts)
                ) and not is_nested(part.text, item, parts)
                label = "AMOUNT_COMPONENT" if component else None
                parts += [item] if label else []
        elif role == "both":  # 财政和自筹各50万元
            result += [
                part.span(each, item.amount.start, item.amount.end, 0.9)
                for each in ("AMOUNT_FISCAL", "AMOUNT_OWN")
            ]
            label = None
        else:
            label = role if role != "none" else None  # type: ignore[assignment]
        if label is not None:
            result.append(part.span(label, item.amount.start, item.amount.end, 0.9))
    return result


def _sum_of_the_year(seen: Sequence[Seen], roles: list[str], summed: Seen | None) -> list[str]:
    """Return the roles; a sum of this year's amounts is its total, whatever one of them alone is called.

    合同价496万元，2024年需支付372万元，另安排检测38万元，2024年项目预算共410万元
    """
    whole = next((i for i, s in enumerate(seen) if s is summed), None)
    if whole is None or roles[whole] not in ("plain", "none"):
        return roles
    part = next((i for i, role in enumerate(roles[:whole]) if role == "AMOUNT_TOTAL"), None)
    if part is None or seen[part].amount.value >= seen[whole].amount.value:
        return roles
    # 当年300万元，上年结转50万元，共350万元: where money comes from, and no part by use.
    beside = [i for i in range(part + 1, whole) if roles[i] not in ("none", "AMOUNT_OTHER_YEAR")]
    bought = bool(beside) and all(
        roles[i] == "plain" and not is_source(component_name(seen[i].near)) for i in beside
    )
    settled = {part: "AMOUNT_COMPONENT" if bought else "plain", whole: "AMOUNT_TOTAL"}
    return [settled.get(i, role) for i, role in enumerate(roles)]


def _are_all_of_it(seen: Sequence[Seen], roles: Sequence[str]) -> bool:
    """Tell whether the plain amounts are what the sources are together: none of them is the total."""
    plain = [s.amount.value for s, role in zip(seen, roles, strict=True) if role == "plain"]
    sources = [
        s.amount.value for s, role in zip(seen, roles, strict=True) if role in ("AMOUNT_FISCAL", "AMOUNT_OWN")
    ]
    return len(plain) > 1 and bool(sources) and sum(plain, Decimal(0)) == sum(sources, Decimal(0))


def _sources_of_years(seen: Sequence[Seen], roles: list[str]) -> list[str]:
    """Return the roles; sources that add up to the total over years are its parts, not this year's money."""
    multi = next((s for s, role in zip(seen, roles, strict=True) if role == "AMOUNT_MULTI_YEAR"), None)
    if multi is None:
        return roles
    run: list[int] = []
    for index in range(seen.index(multi) + 1, len(seen)):
        source = roles[index] in ("AMOUNT_FISCAL", "AMOUNT_OWN")
        if not source and not (roles[index] == "plain" and is_source(component_name(seen[index].near))):
            break
        run.append(index)
        if sum((seen[i].amount.value for i in run), Decimal(0)) == multi.amount.value:
            return ["none" if i in run else role for i, role in enumerate(roles)]
    return roles


def _estimate_of_the_year(seen: Sequence[Seen], roles: list[str]) -> list[str]:
    """Return the roles; an estimate that all the other amounts add up to, none with a year, is the year's."""
    rest = [s for s, role in zip(seen, roles, strict=True) if role == "plain"]
    if roles == ["AMOUNT_MULTI_YEAR"] and _AT_ONCE.match(seen[0].behind):
        return ["AMOUNT_TOTAL"]
    whole = [i for i, role in enumerate(roles) if role == "AMOUNT_MULTI_YEAR"]
    if len(whole) != 1 or len(rest) < 2 or "AMOUNT_TOTAL" in roles or "AMOUNT_OTHER_YEAR" in roles:
        return roles
    estimate = seen[whole[0]]
    adds_up = sum((s.amount.value for s in rest), Decimal(0)) == estimate.amount.value
    if not adds_up or any(year_of(s, None) for s in (estimate, *rest)):
        return roles
    return ["AMOUNT_TOTAL" if i == whole[0] else role for i, role in enumerate(roles)]


def _last_of_a_breakdown(text: str, seen: Sequence[Seen], roles: list[str]) -> list[str]:
    """Return the roles; who pays behind the last of parts that add up pays for all of them, not for it."""
    result = [*roles]
    for index, role in enumerate(roles):
        if role not in ("AMOUNT_FISCAL", "AMOUNT_OWN") or not any(paid_behind(text, seen[index].amount.end)):
            continue
        first = index
        while first and roles[first - 1] == "plain":
            first -= 1
        values = [s.amount.value for s in seen[first : index + 1]]
        if any(sum(values[at + 1 :], Decimal(0)) == values[at] for at in range(len(values) - 2)):
            result[index] = "plain"
    return result


def _items_of_a_sum(seen: Sequence[Seen], roles: list[str]) -> list[str]:
    """Return the roles; list items that add up to a stated sum are its parts, however they are funded."""
    sums = field_words().amount.sums
    items = [i for i, s in enumerate(seen) if s.item is not None and roles[i] in ("plain", "AMOUNT_FISCAL")]
    if (
        len({seen[i].item for i in items}) != len(items)
        or len(items) < 2
        or all(roles[i] == "plain" for i in items)
    ):
        return roles
    value = sum((seen[i].amount.value for i in items), Decimal(0))
    whole = any(
        s.amount.value == value and is_grand_sum(s, sums) for i, s in enumerate(seen) if i not in items
    )
    return ["plain" if i in items else role for i, role in enumerate(roles)] if whole else roles


def _elsewhere(part: Passage, fiscal_year: int | None, project: str | None) -> list[FieldSpan]:
    """Return the year's money where a section other than the budget states it in so many words."""
    words = field_words().amount
    spans: list[FieldSpan] = amount_spans(part, fiscal_year)
    total_found = any(s.label in ("AMOUNT_TOTAL", "AMOUNT_FISCAL") for s in spans)
    seen = surroundings(part, fiscal_year, project)
    roles = settle_others(seen, [fixed_role(s, fiscal_year) for s in seen])
    roles = roles_by_year(seen, roles, fiscal_year)
    for item, role in zip(seen, roles, strict=True):
        label: Label | None = None
        year_said = year_of(item, fiscal_year) == fiscal_year and fiscal_year is not None
        if role == "AMOUNT_OTHER_YEAR" and (
            not (item.put_off or "AMOUNT_MULTI_YEAR" in roles or _GIVEN.search(_words_about(item)))
            or _STAGE.search(item.sentence)
            or _is_other_work(_sentence_of(part.text, item))
        ):
            continue
        if role == "AMOUNT_MULTI_YEAR" and (_DEPOSIT.search(item.near) or _is_finished(item, fiscal_year)):
            continue
        if role == "AMOUNT_OWN" and _FIRMS.search(item.sentence):
            continue
        if role in ("AMOUNT_MULTI_YEAR", "AMOUNT_OTHER_YEAR", "AMOUNT_TOTAL"):
            label = role  # type: ignore[assignment]
            total_found = total_found or role == "AMOUNT_TOTAL"
        elif role in ("AMOUNT_FISCAL", "AMOUNT_OWN"):
            if year_said or re.search(
                "预算|申请|拟|计划|本项目|本年|所需|测算", item.near + item.sentence[-60:]
            ):
                label = role  # type: ignore[assignment]
                total_found = True
        elif role == "plain":
            wants = any(w in item.near for w in words.total)
            summed = part.kind == "other" and is_grand_sum(item, words.sums)
            if (
                not total_found
                and wants
                and (year_said or summed or re.search("预算|申请|项目|年度|所需|共需", item.near))
            ):
                label = "AMOUNT_TOTAL"
                total_found = True
            elif total_found and (ends_like_component(item.near) or is_in_scope_of(part.text, item, seen)):
                label = "AMOUNT_COMPONENT"
        if label is not None:
            spans.append(part.span(label, item.amount.start, item.amount.end, 0.7))
    return spans


def _words_about(item: Seen) -> str:
    """Return the words around an amount, with those that lead to a list of years of which it is one."""
    listed = _YEARS_LISTED.search(item.sentence)
    return item.near + item.after + (listed["lead"] if listed else "")


def _is_other_work(sentence: str) -> bool:
    """Tell whether a sentence speaks of what was done before and beside the project."""
    return (
        _OTHER_WORK.search(sentence) is not None and re.search("(?<![与和同跟])[本该]项目", sentence) is None
    )


def _sentence_of(text: str, item: Seen) -> str:
    return text[clause_start(text, item.amount.start) : clause_end(text, item.amount.end)]


def _is_finished(item: Seen, fiscal_year: int | None) -> bool:
    """Tell whether an investment is that of a work finished before the fiscal year."""
    year = year_of(item, fiscal_year)
    done = year is not None and fiscal_year is not None and year < fiscal_year
    return done and _FINISHED.search(item.sentence) is not None


def _is_again(item: Seen, total: Seen, whole: Seen | None) -> bool:
    """Tell whether an amount says the total again that others add up to: 137万元里，软件96万元，…."""
    return whole is not None and item.amount.value == total.amount.value == whole.amount.value


def _repeats_total(seen: Seen, total: Seen) -> bool:
    if seen.amount.value != total.amount.value:
        return False
    return is_grand_sum(seen, field_words().amount.sums) or re.search(r"大写|小写|即", seen.near) is not None
