"""Sources of the year's money that are told together: 分别为, parts that add up to a stated sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Final

from nlp.tagger.rules.labels import component_name
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.passages import clause_start
from nlp.tagger.rules.payers import is_levels_money
from nlp.tagger.rules.roles import Seen

#: Money of the state that no word of the treasury names: 残疾人就业保障金, 中央投资.
_STATE: Final = re.compile(
    "(?:保障金|公益金|基金|专项资金|专项补助资金|奖补资金|引导资金|预算内资金|转移支付|专项)$"
    "|^(?:其中|已安排|安排)*(?:中央|国家|省级?|市级?|区级?|县级?|自治区|地方|上级)(?:预算内)?(?:投资|配套|补助|奖补)$"
)
#: 财政42万元，单位28万元: who bears the rest.
_SELF: Final = re.compile(
    "(?:项目|本|承担|实施|申报|主办|承办)?(?:单位|学校|医院|学院|村集体|社区|协会|主办方|承办方|校方|院方)"
)
#: 3.2亿元，其中中央2亿元，省级1.2亿元
_LEVEL: Final = re.compile(
    "(?:中央|国家|[省市州盟区县旗镇乡]级?|[省市区县]本级|自治区|兵团|地方|本级|上级)(?:财政|承担|负担|分担|安排|补助|配套|资金|出资)*"
)
_CARRIED: Final = re.compile("结转|结余")
_BOND: Final = re.compile("债券|专项债")
#: 由市级财政和社会捐赠共同承担，分别为315万元、50万元 · 财政资金和自筹资金各50万元
_RESPECTIVE: Final = re.compile(
    r"(?P<list>[^，,。；;：:\n\d]{2,30}[、和及与][^，,。；;：:\n\d]{2,30}?[，,]?)"
    r"(?P<each>分别|各|依次)[^，,。；;：:\n\d]{0,6}$"
)
_BETWEEN: Final = re.compile(r"\s*+(?:(?:整|人民币)\s*+)?(?:[、，,和及与]|以及)++\s*+")
_FEWEST: Final = 2


def sources_told_together(text: str, seen: Sequence[Seen], roles: list[str]) -> list[str]:
    """Return the roles; what only the sources' neighbours show is settled.

    由市级财政和社会捐赠共同承担，分别为315万元、50万元 · 226万元，其中保障金120万元，公益金86万元，捐赠20万元
    """
    return _nested(seen, _adding_up(seen, _in_turn(text, seen, roles)))


def _nested(seen: Sequence[Seen], roles: list[str]) -> list[str]:
    """Return the roles; what 其中 tells of a source's money is a part of it, whatever it adds up to.

    申请财政资金260万元（含上年结转财政资金60万元）
    """
    result = [*roles]
    for index in range(1, len(seen)):
        if result[index] != "AMOUNT_FISCAL" or result[index - 1] != "AMOUNT_FISCAL":
            continue
        if not re.match(r"[（(，,\s]*(?:其中|含|包括|包含)", seen[index].near):
            continue
        run = [i for i in range(index, len(seen)) if roles[i] == "AMOUNT_FISCAL"]
        if sum((seen[i].amount.value for i in run), Decimal(0)) != seen[index - 1].amount.value:
            result[index] = "none"
    return result


def _in_turn(text: str, seen: Sequence[Seen], roles: list[str]) -> list[str]:
    result = [*roles]
    for index, item in enumerate(seen):
        start = clause_start(text, item.amount.start, "。；;：:\n")
        told = _RESPECTIVE.search(text[start : item.amount.start].rstrip("：:"))
        if told is None:
            continue
        names = [n for n in re.split("[、，,和及与]|以及", told["list"]) if n.strip()]
        kinds = [_source(name) for name in names[-len(seen) :]]
        while kinds and kinds[0] is None:
            kinds.pop(0)
        if len(kinds) < _FEWEST or None in kinds:
            continue
        if told["each"] == "各":
            result[index] = "both" if set(kinds) == {"AMOUNT_FISCAL", "AMOUNT_OWN"} else result[index]
            continue
        run = list(range(index, min(index + len(kinds), len(seen))))
        gaps = [text[seen[a].amount.end : seen[b].amount.start] for a, b in pairwise(run)]
        if len(run) == len(kinds) and all(_BETWEEN.fullmatch(gap) for gap in gaps):
            for at, kind in zip(run, kinds, strict=True):
                result[at] = kind or result[at]
    return result


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = field_words().amount
    return re.compile(any_of(words.own)), re.compile(rf"{any_of(words.fiscal)}|公益金|保障金")


def _source(name: str) -> str | None:
    """Return the role of money by the name of where it comes from."""
    own, fiscal = _words()
    if own.search(name):
        return "AMOUNT_OWN"
    level = is_levels_money(re.sub("(?:共同|各自)?(?:承担|负担|分担|安排|解决)$", "", name))
    return "AMOUNT_FISCAL" if fiscal.search(name) or level else None


def _adding_up(seen: Sequence[Seen], roles: list[str]) -> list[str]:
    """Return the roles; money of the state or carried over is a source where the sources are all of a sum."""
    result = [*roles]
    for index in range(len(seen)):
        behind = _run(seen, roles, range(index + 1, len(seen)), seen[index].amount.value)
        before = _run(seen, roles, range(index - 1, -1, -1), seen[index].amount.value)
        for run in (behind, before):
            levels = bool(run) and all(_LEVEL.fullmatch(component_name(seen[i].near)) for i in run)
            if not levels and not any(roles[i] in ("AMOUNT_FISCAL", "AMOUNT_OWN") for i in run):
                continue
            for i in run:
                if roles[i] not in ("AMOUNT_FISCAL", "AMOUNT_OWN"):
                    own = "AMOUNT_OWN" if _SELF.fullmatch(component_name(seen[i].near)) else None
                    result[i] = own or _source(seen[i].near) or "AMOUNT_FISCAL"
    return result


def _run(seen: Sequence[Seen], roles: Sequence[str], places: range, wanted: Decimal) -> list[int]:
    """Return the sources at ``places`` that are ``wanted`` together; empty where they are not."""
    run: list[int] = []
    total = Decimal(0)
    for index in places:
        if not _is_from(seen[index], roles[index]):
            return []
        run.append(index)
        total += seen[index].amount.value
        if total >= wanted:
            break
    return run if total == wanted and len(run) >= _FEWEST else []


def _is_from(item: Seen, role: str) -> bool:
    if role in ("AMOUNT_FISCAL", "AMOUNT_OWN"):
        return True
    if role not in ("plain", "none", "past"):
        return False
    name = re.sub("(?:安排|支出|列支|投入|支持)$", "", component_name(item.near))
    said = _CARRIED.search(item.near) is not None and "财政" in item.near
    if _SELF.fullmatch(name) or _LEVEL.fullmatch(name):
        return True
    return said or _BOND.search(name) is not None or _STATE.search(name) is not None
