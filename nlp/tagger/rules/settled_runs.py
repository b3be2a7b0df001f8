"""Roles that the arithmetic shows: what is together the total is all its sources, or all its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final, Literal

from nlp.tagger.rules.amount_items import ends_like_component
from nlp.tagger.rules.balances import balances, equal_runs
from nlp.tagger.rules.labels import component_name, is_source, used_for
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.payers import is_levels_money
from nlp.tagger.rules.roles import Seen, is_spell
from nlp.tagger.rules.sources import names_a_thing

Kind = Literal["fiscal", "own", "thing", "payer", "unknown"]
#: What an amount that pays for the project may be in a run; what the whole may be.
_PARTS: Final = ("plain", "AMOUNT_FISCAL", "AMOUNT_OWN", "others")
_WHOLES: Final = ("plain", "AMOUNT_TOTAL", "AMOUNT_FISCAL", "AMOUNT_OWN")
_LABELS: Final = {"fiscal": "AMOUNT_FISCAL", "own": "AMOUNT_OWN", "payer": "AMOUNT_OWN"}
#: 首付款30万元，尾款70万元 are no uses.
_PAID_IN_STEPS: Final = re.compile(
    r"首付|预付|尾款|质保金|进度款|余款|[首一二三四]期款|结算款|季度|半年|\d月|学期"
)
#: 送审价66.3万元: what was asked for before the sum that stands.
_BEFORE_REVIEW: Final = re.compile("送审|报审|申报|编报")
#: 县（区）级承担, 少数民族发展资金（中央）: the level in brackets, or as the whole of a name.
_LEVEL: Final = re.compile(
    "^(?:其中|由|向|和|及|与|、)*(?:中央|国家|[省市州盟区县旗镇乡]+(?:级|里)?|[省市区县州]本级|自治区|兵团|地方|本级|上级|街道|乡镇)"
    "(?:[省市区县]级?)?(?:财政|财力|预算)*(?:承担|负担|分担|安排|补助|补贴|补|再|配套|配|资金|出资|出|拿|给|掏|拨|列支|解决|匹配|支持|投入|以奖代补|奖补)*$"
)
#: 不够的15万元由乡镇统筹
_LEVEL_BEHIND: Final = re.compile(
    "(?:由|靠|请)(?:中央|[省市州盟区县旗镇乡]+(?:级|里)?|街道|乡镇|上级|地方)(?:财政)?"
    "(?:统筹|解决|承担|负担|补足|补齐|兜底|安排|匹配|配套)"
)
_IN_BRACKETS: Final = re.compile("[（(](?:中央|国家|[省市州区县]级?|财政|上级)[^（()）]{0,6}[)）]$")


@dataclass(frozen=True, slots=True)
class Settled:
    """The roles, the place of the total that has runs, and the places of its parts by use."""

    roles: list[str]
    total: int | None
    parts: frozenset[int]


def settle_runs(seen: Sequence[Seen], roles: Sequence[str]) -> Settled:
    """Return the roles of the amounts by the runs that add up to the largest sum stated.

    资金盘子270万元：财政出210万元，企业利润中列支60万元。补助150万元、补贴72万元、展销48万元
    """
    values = [s.amount.value for s in seen]
    runs = [
        (b.whole, tuple(b.places))
        for b in balances(values)
        if b.whole is not None
        and roles[b.whole] in _WHOLES
        and all(roles[i] in _PARTS for i in b.places)
        and not _by_chance(roles, b.whole, b.places)
    ]
    roles = ["plain" if _is_carried(seen, roles, at) else role for at, role in enumerate(roles)]
    result = ["none" if _is_half(s, values) else role for s, role in zip(seen, roles, strict=True)]
    if not runs:
        return Settled(_equal(seen, values, result), None, frozenset())
    largest = max(values[whole] for whole, _ in runs)
    larger = [i for i, role in enumerate(roles) if role in _WHOLES and values[i] > largest]
    if any(not _BEFORE_REVIEW.search(seen[i].near) for i in larger):
        return Settled(_equal(seen, values, result), None, frozenset())
    uses: frozenset[int] = frozenset()
    total: int | None = None
    told: set[int] = set()
    for whole, places in runs:
        # 中央564万元，省级188万元。补助564万元，…: the second and the third are together as much by chance.
        if values[whole] != largest or not told.isdisjoint(places):
            continue
        if kinds := _sources(seen, roles, places):
            for at, kind in zip(places, kinds, strict=True):
                result[at] = _LABELS[kind]
            total = whole
            told |= set(places)
        elif _are_uses(seen, roles, places):
            uses |= frozenset(places)
            total = whole
            told |= set(places)
    return Settled(result, total, uses)


def _by_chance(roles: Sequence[str], whole: int, places: Iterable[int]) -> bool:
    """Tell whether one payer's money is as much as the other's by chance: 省级25、县级15，自筹40万元."""
    payers = {"AMOUNT_FISCAL": "AMOUNT_OWN", "AMOUNT_OWN": "AMOUNT_FISCAL"}
    return any(roles[i] == payers.get(roles[whole]) for i in places)


def _is_carried(seen: Sequence[Seen], roles: Sequence[str], at: int) -> bool:
    """Tell whether what is carried over is all of the year's money: 上年结转5万元，用于A 3万元、B 2万元."""
    if roles[at] not in ("past", "none") or "plain" not in roles or at:
        return False
    told = re.search("结转|结余", seen[at].near) is not None
    return told and sum((s.amount.value for s in seen[1:]), Decimal(0)) == seen[at].amount.value


def _is_half(item: Seen, values: Sequence[Decimal]) -> bool:
    """Tell whether an amount is what each of several payers bears: 市、县两级财政各负担一半，各289.1万元."""
    each = re.search("各[^，,。；;]{0,4}$", item.near) and re.search(
        "(?:[财政担出付家]|单位|部门)各", item.sentence
    )
    return bool(each) and any(item.amount.value * times in values for times in range(2, 5))


def _equal(seen: Sequence[Seen], values: Sequence[Decimal], roles: list[str]) -> list[str]:
    """Return the roles; of two runs that are as much, the sources are named, whatever the total is."""
    for pair in equal_runs(values):
        for run in pair:
            places = tuple(run.places)
            if all(roles[i] in _PARTS for i in places) and (kinds := _sources(seen, roles, places)):
                for at, kind in zip(places, kinds, strict=True):
                    roles[at] = _LABELS[kind]
                return roles
    return roles


def _sources(seen: Sequence[Seen], roles: Sequence[str], places: Sequence[int]) -> list[Kind]:
    """Return who pays each amount of a run, empty where they are no sources."""
    kinds = [_kind(seen[i], roles[i]) for i in places]
    told = any(kind in ("fiscal", "own") for kind in kinds)
    return kinds if told and all(kind in _LABELS for kind in kinds) else []


def _kind(item: Seen, role: str) -> Kind:
    if role in ("AMOUNT_OWN", "others"):
        return "own"
    tail = re.split("[，,；;：:]", item.near.rstrip("：: "))[-1]
    name = component_name(item.near)
    level = re.sub("[（(][省市州县区旗镇乡]{1,3}[)）]", "", name)
    if role == "AMOUNT_FISCAL" or _LEVEL.match(level) or _IN_BRACKETS.search(name) or is_levels_money(name):
        return "fiscal"
    if _LEVEL_BEHIND.match(item.behind.lstrip("，, ")):
        return "fiscal"
    words = field_words().amount
    if any(word in tail for word in words.own) or any(word in item.after for word in ("其他资金", "自筹")):
        return "own"
    if names_a_thing(tail) or used_for(item.near, item.behind):
        return "thing"
    if _payer().search(name):
        return "payer"
    return "thing" if ends_like_component(item.near) else "unknown"


@cache
def _payer() -> re.Pattern[str]:
    """Whose money it is, where neither the treasury nor own funds are named: 剧院用演出收入贴补."""
    words = field_words().amount
    return re.compile(
        rf"{any_of(words.payers)}[^，,。；;]{{0,4}}$|^{any_of(words.paying_bodies)}[^，,。；;]{{0,12}}{any_of(words.paying)}"
    )


def _are_uses(seen: Sequence[Seen], roles: Sequence[str], places: Sequence[int]) -> bool:
    """Tell whether a run tells what the money is for: no steps of a payment, no parts of the year."""
    names = [component_name(seen[i].near) for i in places]
    if any(is_spell(name) or is_source(name) or _PAID_IN_STEPS.search(name) for name in names):
        return False
    return all(roles[i] == "plain" for i in places)
