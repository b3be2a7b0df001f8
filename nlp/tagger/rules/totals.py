"""The year's total among a passage's plain amounts: a sum of all, else the first without an item's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from nlp.tagger.rules.amount_items import in_scope, is_component_name, use_behind
from nlp.tagger.rules.labels import component_name, item_heading, unmarked
from nlp.tagger.rules.lexicon import any_of, ends_with, field_words
from nlp.tagger.rules.quarter_names import regions
from nlp.tagger.rules.roles import Seen
from nlp.tagger.rules.sub_projects import is_sub_project

#: 共596万元, 两项合计48.5万元
_SUMMED: Final = re.compile(
    r"(?:[共合总]计|总共|凑[足齐成够]|相加|加起来|合起来|加在一起|拢共|总盘子|[^项目]共|^[，,、]?共|[=＝])(?:需|为|达|安排|投入|资金|经费|预算|[：:\s])*$"
)


#: 各季度均执行25%，合计49.36万元; 每季度58万元，占25%，合计232万元: how the quarters divide it names no item.
_ABOUT_QUARTERS: Final = re.compile(
    r"^[，,\s]*+(?:(?=[^，,。；;季]*季)[^，,。；;]*+|占[^，,。；;\d]{0,6}[\d.]++\s*+[%％])[，,]"
)
#: 施工图预算曾报审141.2万元: what was asked for, not what stands.
_BEFORE_REVIEW: Final = re.compile("(?:报审|送审)[^，,。；;]{0,4}$")


def total_amount(text: str, plain: Sequence[Seen], project: str | None) -> Seen | None:
    """Return the amount that is the year's total: a sum of all, else the first without an item's name."""
    words = field_words().amount
    many_items = len({s.item for s in plain if s.item is not None}) >= 2
    free = [s for s in plain if not many_items or s.item is None or _heads_list(text, s, plain)]
    sums = [s for s in free if is_grand_sum(s, words.sums)]
    if adjusted := [s for s in free if is_adjusted(s)]:
        return adjusted[-1]
    if equation := next((s for s in free if _sums_up_others(s, plain)), None):
        return equation
    largest = max((s.amount.value for s in plain), default=None)
    if whole := next((s for s in sums if s.amount.value == largest), None):
        return whole
    if len(plain) > 1 and all(_names_part(s) for s in plain):
        return None  # 诉讼代理费24.3万元；评估费11.7万元: the total is what they are together
    several_uses = sum(bool(use_behind(text, s)) for s in plain) > 1
    for seen in free:
        if seen in sums:
            return seen
        if _BEFORE_REVIEW.search(seen.near):
            continue
        if in_scope(text, seen) or _quarter_bound(text, seen):
            continue
        if is_component_name(seen.near) and not _breaks_down(seen):
            continue
        if several_uses and use_behind(text, seen):
            continue
        named = project is not None and "项" * len(project) in seen.near
        cue = _cue(seen.near)
        bare = re.sub("人民币|[（(]?[大小]写[)）]?", "", cue).strip(" ：:约，,为￥¥")
        if named or any(w in cue for w in words.total) or bare in ("", "项目", "本项目"):
            return seen
        if cue.rstrip(" ：:约为").endswith("项目"):
            return seen
    if len(plain) > 2:  # the first or the last is the sum of the others, whatever it is called
        everything = sum((s.amount.value for s in plain), Decimal(0))
        if found := next((s for s in (plain[-1], plain[0]) if s.amount.value * 2 == everything), None):
            return found
    if (
        len(plain) == 1
        and not _BEFORE_REVIEW.search(plain[0].near)
        and not _quarter_bound(text, plain[0])
        and plain[0].item is None
    ):
        alone = plain[0]
        # 年度运维费52万元 alone is all that the year's project is.
        is_whole = _breaks_down(alone) or re.search("年度|全年|本年|每年|共|合计|总|所需", alone.near)
        named = is_component_name(alone.near) and not is_whole
        return None if in_scope(text, alone) or named else alone
    return None


def sum_behind(seen: Sequence[Seen], roles: Sequence[str]) -> Seen | None:
    """Return the largest amount that is told as the sum of those before it: 省级3万元，市级2万元，共5万元."""
    found: list[Seen] = []
    for index, item in enumerate(seen):
        # 当年45万元，上年结余3万元，共计48万元: the year in front is not the sum's.
        bare = _SUMMED.fullmatch(item.near.strip("，, "))
        if roles[index] not in (("plain", "past") if bare else ("plain",)) or not _SUMMED.search(item.near):
            continue
        total = Decimal(0)
        count = 0
        for place in range(index - 1, -1, -1):
            before = seen[place]
            if before.put_off is not None and roles[place] == "AMOUNT_OTHER_YEAR":
                continue  # 124万元编入下年预算 between the parts
            count += 1
            carried = re.search("结转|结余", before.near)
            if not carried and roles[place] in ("past", "AMOUNT_OTHER_YEAR", "AMOUNT_MULTI_YEAR"):
                break
            total += before.amount.value
            if total == item.amount.value and count > 1:
                found.append(item)
            if total >= item.amount.value:
                break
    return max(found, key=lambda s: s.amount.value, default=None)


def is_adjusted(seen: Seen) -> bool:
    """Tell whether an amount is what stands for the year after a change: 调整后预算30万元."""
    return _adjusted().search(seen.near) is not None


@cache
def _adjusted() -> re.Pattern[str]:
    """调整后预算30万元, 经评审核定项目资金30万元, but not 名词审定会30万元."""
    money = any_of(
        (
            *field_words().amount.total,
            "金额",
            "额",
            "投资",
            "概算",
            "项目",
            "年度",
            "本年",
            "全年",
            "该",
            "本",
        )
    )
    return re.compile(
        rf"{any_of(field_words().amount.adjusted)}(?:{money}|20\d\d年度?|[的为是约共后数：:\s])*$"
    )


def _names_part(seen: Seen) -> bool:
    """Tell whether a fee's or a sub-project's own name leads to an amount that is not broken down."""
    name = component_name(seen.near)
    words = field_words().amount
    fee = ends_with(name, ("费", "费用")) and not ends_with(name, words.not_component_ends)
    return (bool(fee) or is_sub_project(name)) and not _breaks_down(seen)


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


def is_grand_sum(seen: Seen, sums: tuple[str, ...]) -> bool:
    """Tell whether 共计, 合计, … leads to the amount and no item's name stands before it."""
    near = _ABOUT_QUARTERS.sub("", unmarked(seen.near))
    match = re.search(rf"(.*?){any_of(sums)}[^，,。；;]{{0,14}}$", near)
    if match is None:
        return False
    head = re.sub(
        r"[\d年度全项目以上各本，,：:\s]|预算|经费|资金|拟|计划|预计|需|费用|支出|投入", "", match[1]
    )
    return len(head) <= 1


def _quarter_bound(text: str, seen: Seen) -> bool:
    return any(r.mention.end <= seen.amount.start < r.end for r in regions(text))
