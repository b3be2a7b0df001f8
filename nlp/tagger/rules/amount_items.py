"""Whether an amount is a part of the year's money, by its name and its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from nlp.tagger.rules.labels import component_name, is_source, used_for, without_formula
from nlp.tagger.rules.lexicon import any_of, ends_with, field_words
from nlp.tagger.rules.passages import NEW_ITEM
from nlp.tagger.rules.quarters import only_figure_words
from nlp.tagger.rules.roles import Seen, is_spell
from nlp.values.words import indivisible

#: 首付款30万元，尾款70万元: steps of a payment are no uses.
_STEP: Final = re.compile(
    "(?:支付|合同|工程|设备)?(?:首付款?|预付款|尾款|质保金|进度款|结算款|[首一二三四]期款)"
)


def in_scope(text: str, seen: Seen) -> bool:
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


def is_in_scope_of(text: str, item: Seen, seen: Sequence[Seen]) -> bool:
    """Tell whether an amount stands in the same sentence behind 其中, with a name of its own."""
    listed = any(word in item.sentence for word in ("其中", "包括", "包含")) or in_scope(text, item)
    return listed and is_component(text, item, seen, ())


def ends_like_component(near: str) -> bool:
    """Tell whether the words before an amount end like an item's name: 宣传活动, but not 项目经费."""
    words = field_words().amount
    name = component_name(near)
    return bool(ends_with(name, words.component_ends)) and not ends_with(name, words.not_component_ends)


def is_component_name(near: str) -> bool:
    """Tell whether a fee's or a purchase's name leads right to an amount: 评审费约, but not 所需费用."""
    bare = _lead().sub("", without_formula(near))
    return (
        ends_with(bare, ("费", "费用", "奖金", "补贴", "补助", "购置", "采购")) is not None
        and ends_with(bare, field_words().amount.not_component_ends) is None
    )


@cache
def _lead() -> re.Pattern[str]:
    """What stands between an item's name and its amount: 小计, 约, 为."""
    words = indivisible((*field_words().amount.subtotal, "约", "为", "：", ":", " ", "计", "共"))
    return re.compile(rf"{any_of(words)}+$")


def is_component(text: str, seen: Seen, everything: Sequence[Seen], earlier: Sequence[Seen]) -> bool:
    """Tell whether a plain amount that is not the total is a part of it, by its name."""
    if use_behind(text, seen):
        return True
    name = component_name(seen.near)
    if (
        is_source(name)
        or is_spell(name)
        or _STEP.fullmatch(name)
        or any(word in seen.near for word in field_words().amount.adjusting)
    ):
        return False
    if _only_money().fullmatch(name) or any(_is_repeated(name, seen, other) for other in earlier):
        return False
    if seen.item is not None:
        same = [s for s in everything if s.item == seen.item]
        subtotals = [s for s in same if any(w in s.near for w in field_words().amount.subtotal)]
        return not (
            len(same) > 1 and subtotals and seen not in subtotals and not is_component_name(subtotals[0].near)
        )
    lettered = re.fullmatch(r"[A-Za-z\d一二三四五六]+[\u4e00-\u9fff]{1,2}", name)  # A包, 二标段
    return (lettered or len(re.findall(r"[\u4e00-\u9fff]", name)) > 1) and not only_figure_words(
        seen.near.strip("（(，, ")
    )


@cache
def _only_money() -> re.Pattern[str]:
    """Return the pattern of a name that says which money it is, not what for: 支出决算, 实际执行数."""
    words = indivisible((*field_words().amount.total, *field_words().amount.budget_states))
    return re.compile(rf"{any_of(words)}+")


def use_behind(text: str, seen: Seen) -> str:
    """Return the use that stands behind an amount: 安排26万元用于安装工程."""
    return used_for(seen.near, text[seen.amount.end : seen.amount.end + 40])


def is_nested(text: str, seen: Seen, earlier: Sequence[Seen]) -> bool:
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
