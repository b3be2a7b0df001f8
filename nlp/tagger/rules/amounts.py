"""AMOUNT_* spans: each amount's role by the words around it and the section it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from nlp.tagger.rules.labels import (
    component_name,
    is_source,
    item_heading,
    unmarked,
    used_for,
    without_formula,
)
from nlp.tagger.rules.lexicon import any_of, ends_with, field_words
from nlp.tagger.rules.money_tables import amount_spans
from nlp.tagger.rules.passages import NEW_ITEM, Passage
from nlp.tagger.rules.quarters import only_figure_words, regions
from nlp.tagger.rules.roles import Seen, fixed_role, is_spell, settle_others, surroundings, year_of
from nlp.tagger.rules.sources import paid_behind
from nlp.tagger.rules.whole_money import parts_elsewhere, whole_source
from nlp.tagger.rules.year_money import roles_by_year
from nlp.tagger.spans import FieldSpan, Label

#: Words that make another year's money, told outside of the budget's section, the project's: no result.
_GIVEN: Final = re.compile(
    "预算|经费|资金|安排|下达|拨付|拨款|补助|支出|投入|申请|到位|兑现|兑付|支付|批复|花"
)
#: 一期工程已于2022年竣工，投资1320万元: another project's.
_STAGE: Final = re.compile("[一二三四五]期(?:工程|项目|建设)?")
#: Whose own funds an overview tells: 企业方面，某公司拟投入自有资金3000万元.
_FIRMS: Final = re.compile("企业(?!捐赠|捐款|赞助|捐助)|公司|集团|商户|社会资本")
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
    return sorted((*spans, *whole_source(parts, spans)), key=lambda s: s.start)


def _in_budget(part: Passage, fiscal_year: int | None, project: str | None) -> list[FieldSpan]:
    tables = amount_spans(part, fiscal_year)
    seen = surroundings(part, fiscal_year, project)
    roles = settle_others(seen, [fixed_role(s, fiscal_year) for s in seen])
    roles = _estimate_of_the_year(seen, roles_by_year(seen, roles, fiscal_year))
    roles = _sources_of_years(seen, roles)
    roles = _last_of_a_breakdown(part.text, seen, _items_of_a_sum(seen, roles))
    plain = [i for i, role in enumerate(roles) if role == "plain"]
    total = next((s for s, role in zip(seen, roles, strict=True) if role == "AMOUNT_TOTAL"), None)
    total = total or _total(part.text, [seen[i] for i in plain], project)
    parts: list[Seen] = []
    result: list[FieldSpan] = [*tables]
    for index, item in enumerate(seen):
        role = roles[index]
        label: Label | None
        if role == "plain":
            if total is not None and item is total:
                label = "AMOUNT_TOTAL"
            elif total is not None and _repeats_total(item, total):
                label = None
            else:
                component = _is_component(part.text, item, seen, parts) and not _is_nested(
                    part.text, item, parts
                )
                label = "AMOUNT_COMPONENT" if component else None
                parts += [item] if label else []
        else:
            label = role if role != "none" else None  # type: ignore[assignment]
        if label is not None:
            result.append(part.span(label, item.amount.start, item.amount.end, 0.9))
    return result


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
        s.amount.value == value and _is_grand_sum(s, sums) for i, s in enumerate(seen) if i not in items
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
            not _GIVEN.search(item.near + item.after) or _STAGE.search(item.sentence)
        ):
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
            summed = part.kind == "other" and _is_grand_sum(item, words.sums)
            if (
                not total_found
                and wants
                and (year_said or summed or re.search("预算|申请|项目|年度|所需|共需", item.near))
            ):
                label = "AMOUNT_TOTAL"
                total_found = True
            elif total_found and (_ends_like_component(item.near) or _is_in_scope_of(part.text, item, seen)):
                label = "AMOUNT_COMPONENT"
        if label is not None:
            spans.append(part.span(label, item.amount.start, item.amount.end, 0.7))
    return spans


def _total(text: str, plain: Sequence[Seen], project: str | None) -> Seen | None:
    """Return the amount that is the year's total: a sum of all, else the first without an item's name."""
    words = field_words().amount
    many_items = len({s.item for s in plain if s.item is not None}) >= 2
    free = [s for s in plain if not many_items or s.item is None or _heads_list(text, s, plain)]
    sums = [s for s in free if _is_grand_sum(s, words.sums)]
    if adjusted := [s for s in free if any(word in s.near for word in words.adjusted)]:
        return adjusted[-1]
    if equation := next((s for s in free if _sums_up_others(s, plain)), None):
        return equation
    largest = max((s.amount.value for s in plain), default=None)
    if whole := next((s for s in sums if s.amount.value == largest), None):
        return whole
    several_uses = sum(bool(_use_behind(text, s)) for s in plain) > 1
    for seen in free:
        if seen in sums:
            return seen
        if _in_scope(text, seen) or _quarter_bound(text, seen):
            continue
        if _is_component_name(seen.near) and not _breaks_down(seen):
            continue
        if several_uses and _use_behind(text, seen):
            continue
        named = project is not None and "项" * len(project) in seen.near
        cue = _cue(seen.near)
        bare = cue.replace("人民币", "").strip(" ：:约，,为￥¥")
        if named or any(w in cue for w in words.total) or bare in ("", "项目", "本项目"):
            return seen
        if cue.rstrip(" ：:约为").endswith("项目"):
            return seen
    if len(plain) > 2:  # the first or the last is the sum of the others, whatever it is called
        everything = sum((s.amount.value for s in plain), Decimal(0))
        if found := next((s for s in (plain[-1], plain[0]) if s.amount.value * 2 == everything), None):
            return found
    if len(plain) == 1 and not _quarter_bound(text, plain[0]) and plain[0].item is None:
        alone = plain[0]
        # 年度运维费52万元 alone is all that the year's project is.
        is_whole = _breaks_down(alone) or re.search("年度|全年|本年|每年|共|合计|总|所需", alone.near)
        named = _is_component_name(alone.near) and not is_whole
        return None if _in_scope(text, alone) or named else alone
    return None


def _heads_list(text: str, seen: Seen, plain: Sequence[Seen]) -> bool:
    """Tell whether an amount is the first of an item about the whole: （一）资金总额。共安排30万元."""
    if _is_heading_sum(seen):
        return True
    first = next(s for s in plain if s.item == seen.item)
    heading = item_heading(text, seen.amount.start) if first is seen else None
    return (
        heading is not None
        and re.fullmatch(
            rf"(?:{any_of(field_words().amount.total)}|规模|情况|总体|来源|总量|年度|项目|本年|当年|20\d\d年|及|和|测算|安排|构成)+",
            heading,
        )
        is not None
    )


def _is_heading_sum(seen: Seen) -> bool:
    """Tell whether an item of the list is the total: （一）预算总额 32万元."""
    words = field_words().amount
    return (
        re.fullmatch(
            rf"(?:项目|年度|本年|经费|资金|费用|预算)*{any_of(words.sums)}(?:金额|数)?[：:\s为]*",
            unmarked(seen.near),
        )
        is not None
    )


def _breaks_down(seen: Seen) -> bool:
    """Tell whether 其中 follows: an amount that is broken down is the whole, whatever it is called."""
    return re.match(r"[，,。；;：:（(]\s*(?:其中|包括|包含)", seen.after) is not None


def _sums_up_others(seen: Seen, plain: Sequence[Seen]) -> bool:
    """Tell whether an amount stands behind = and is the sum of those before it: A 48万元+B 2万元=50万元."""
    if not seen.near.rstrip().endswith(("=", "＝")):
        return False
    before = [s.amount.value for s in plain if s.amount.end <= seen.amount.start]
    return len(before) > 1 and sum(before, Decimal(0)) == seen.amount.value


def _cue(near: str) -> str:
    """Return the words that name an amount: behind the last colon, else all."""
    behind = re.split("[：:]", near)[-1]
    return behind if len(re.sub(r"[\s约为￥¥]|人民币", "", behind)) > 1 else near


def _is_grand_sum(seen: Seen, sums: tuple[str, ...]) -> bool:
    """Tell whether 共计, 合计, … leads to the amount and no item's name stands before it."""
    match = re.search(rf"(.*?){any_of(sums)}[^，,。；;]{{0,14}}$", unmarked(seen.near))
    if match is None:
        return False
    head = re.sub(
        r"[\d年度全项目以上各本，,：:\s]|预算|经费|资金|拟|计划|预计|需|费用|支出|投入", "", match[1]
    )
    return len(head) <= 1


def _in_scope(text: str, seen: Seen) -> bool:
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


def _is_in_scope_of(text: str, item: Seen, seen: Sequence[Seen]) -> bool:
    """Tell whether an amount stands in the same sentence behind 其中, with a name of its own."""
    listed = any(word in item.sentence for word in ("其中", "包括", "包含")) or _in_scope(text, item)
    return listed and _is_component(text, item, seen, ())


def _quarter_bound(text: str, seen: Seen) -> bool:
    return any(r.mention.end <= seen.amount.start < r.end for r in regions(text))


def _ends_like_component(near: str) -> bool:
    words = field_words().amount
    name = component_name(near)
    return bool(ends_with(name, words.component_ends)) and not ends_with(name, words.not_component_ends)


def _is_component_name(near: str) -> bool:
    words = field_words().amount
    bare = re.sub(
        rf"{any_of((*words.subtotal, '约', '为', '：', ':', ' ', '计', '共'))}+$", "", without_formula(near)
    )
    return (
        ends_with(bare, ("费", "费用", "奖金", "补贴", "补助", "购置", "采购")) is not None
        and ends_with(bare, words.not_component_ends) is None
    )


def _is_component(text: str, seen: Seen, everything: Sequence[Seen], earlier: Sequence[Seen]) -> bool:
    """Tell whether a plain amount that is not the total is a part of it, by its name."""
    if _use_behind(text, seen):
        return True
    name = component_name(seen.near)
    if is_source(name) or is_spell(name) or any(word in seen.near for word in field_words().amount.adjusting):
        return False
    if any(_is_repeated(name, seen, other) for other in earlier):
        return False
    if seen.item is not None:
        same = [s for s in everything if s.item == seen.item]
        subtotals = [s for s in same if any(w in s.near for w in field_words().amount.subtotal)]
        return not (
            len(same) > 1
            and subtotals
            and seen not in subtotals
            and not _is_component_name(subtotals[0].near)
        )
    return len(re.findall(r"[\u4e00-\u9fff]", name)) > 1 and not only_figure_words(seen.near.strip("（(，, "))


def _use_behind(text: str, seen: Seen) -> str:
    """Return the use that stands behind an amount: 安排26万元用于安装工程."""
    return used_for(seen.near, text[seen.amount.end : seen.amount.end + 40])


def _is_nested(text: str, seen: Seen, earlier: Sequence[Seen]) -> bool:
    """Tell whether an amount stands in the brackets right behind a part: 设备费60万元（含服务器40万元）."""
    depth = 0
    for index in range(seen.amount.start - 1, max(seen.amount.start - 120, -1), -1):
        if text[index] in "）)":
            depth += 1
        elif text[index] in "（(" and depth:
            depth -= 1
        elif text[index] in "（(":
            return any(other.amount.end == index for other in earlier)
    return False


def _is_repeated(name: str, seen: Seen, other: Seen) -> bool:
    """Tell whether an amount says again what another said: 评审费16万元 … 三季度支付评审费16万元."""
    known = component_name(other.near)
    return (
        seen.amount.value == other.amount.value and len(known) > 1 and name.endswith(known) and name != known
    )


def _repeats_total(seen: Seen, total: Seen) -> bool:
    if seen.amount.value != total.amount.value:
        return False
    return _is_grand_sum(seen, field_words().amount.sums) or re.search(r"大写|小写|即", seen.near) is not None
