"""Whether a period is the project's own: not history, not another thing's duration, not a milestone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.passages import clause_start
from nlp.values.dates import Period

#: 自2017年试点至今，累计接待12万人次
_UNTIL_NOW: Final = re.compile(r"[^，,。；;\n\d]{1,8}至今")
#: 2024年11月20日获区发改委批复: the day of an approval.
_APPROVED: Final = re.compile(
    r"(?:已)?(?:获|取得|获得|经|由)[^，,。；;]{0,16}(?:批复|批准|同意|核准|备案|通过|立项)|(?:召开|印发|下发|批复)"
)
#: 合同签订后6个月内: the project's own length, told from its start.
_SINCE_START: Final = re.compile(
    r"(?:合同(?:签订|签署|生效)|签订合同|中标|开工|批[复准](?:立项)?|立项批复|任务书?下达|项目(?:启动|立项)|资金(?:下达|到位))(?:之日)?(?:之?后|起)[的约在]?$"
)
#: 预计2025年8月建成: no history.
_PLANNED: Final = re.compile(r"(?:预计|计划|拟|将|力争|确保|争取|预期)(?:于|在|到|至)?\s*$")
#: 2024—2025学年（2024年9月1日至2025年8月31日）: the days say when it is.
_SCHOOL_YEAR: Final = re.compile(
    r"20\d\d(?:年?[-—－–~～至]20\d\d)?年?学年度?(?:第?[一二上下春秋]季?学期)?[（(，,]\s*(?:即|自|从)?\s*"
)
#: 2025年春、秋两个学期，分别为2月13日至6月30日、9月1日至12月29日
_PARTS_FOLLOW: Final = re.compile(
    r"度?的?(?:[\u4e00-\u9fff]、?){0,8}?(?:[两二三四]个?)?(?:学期|季|批次?|期|阶段|轮)[，,：:（(]?(?:分别|依次)?(?:为|是|在|即|自|：)?\s*"
)
_MILESTONE: Final = re.compile("里程碑|关键节点|时间节点")
#: Between a period and the duration that is its length: 2025年3月完成，共12个月.
_SUMS_UP: Final = re.compile(
    r"(?:前|底|全部|全面)*(?:[结竣完][束工成]|建成|完毕|验收|交付)?(?:验收|交付|投用|实施|建设|任务|项目)?[\s，,；;（(]*"
    r"(?:计划|预计|拟)?(?:共计?|总计|为期|历时|(?:建设|项目|实施|执行)?(?:周期|工期|期限)|跨度|时长|总工期|合计|用时?|跨)?"
    r"(?:为|约|共|计)?[\s，,：:]*"
)


def is_milestone(text: str, period: Period) -> bool:
    """Tell whether a period is one of the milestones that its sentence lists."""
    return _MILESTONE.search(text[clause_start(text, period.start, "。\n") : period.start]) is not None


def of_project(text: str, period: Period) -> bool:
    """Tell whether a sentence of the plan speaks of the project itself: 项目拟于2025年4月启动."""
    before = text[clause_start(text, period.start) : period.start]
    return (
        re.fullmatch(r"\s*(?:本|该)?(?:项目|工程|工作)?(?:计划|拟|预计|将)?(?:于|在|自|从)?\s*", before)
        is not None
    )


def names_next(text: str, period: Period, periods: Sequence[Period]) -> bool:
    """Tell whether a year only names the period behind it: 2025年度实施期为2025年1月至6月."""
    following = next((p for p in periods if p.start >= period.end), None)
    if following and _SCHOOL_YEAR.fullmatch(text[period.start : following.start]):
        return True
    if following is None or period.kind != "year" or following.kind == "duration":
        return False
    between = text[period.end : following.start]
    if _PARTS_FOLLOW.fullmatch(between):
        return True
    return (
        re.fullmatch(
            r"[度的]{0,2}(?:[\u4e00-\u9fff]{2,8}?(?:为|是|：|:)|[\u4e00-\u9fff]{1,3}季学?期?[（(])", between
        )
        is not None
    )


def is_past(period: Period, fiscal_year: int | None) -> bool:
    """Tell whether a year alone is over: 2022年收缴火种3000件."""
    last = period.last
    return period.kind == "year" and fiscal_year is not None and last is not None and last.year < fiscal_year


def is_history(text: str, period: Period, fiscal_year: int | None = None) -> bool:
    """Tell whether a period is of the past: 2011年以来, 2008年建成, 2024年5月获批复.

    What is built in the budget's own year is its project (of final accounts: 2025年5月动工、9月建成).
    """
    if _PLANNED.search(text[: period.start]):
        return False
    behind = text[period.end : period.end + 6].lstrip("，,起")
    if _APPROVED.match(text, period.end) or _UNTIL_NOW.match(text, period.end):
        return True
    this_year = period.last is not None and period.last.year == fiscal_year
    if behind.startswith("建成") and this_year:
        return False
    return not period.open_start and behind.startswith(field_words().schedule.history_after)


def is_done(text: str, period: Period) -> bool:
    """Tell whether a period is the project's own and over: 实施周期自2021年1月至2022年12月止，已结题."""
    told = re.match(r"\s*为?止?[，,]?\s*(?:现|目前|均|项目)?已", text[period.end :])
    return period.kind == "range" and told is not None and is_own(text, period)


@cache
def _own_cue() -> re.Pattern[str]:
    cues = any_of(field_words().schedule.own_cues)
    return re.compile(
        rf"(?<!整改)(?<!质保)(?<!保修)(?<!贷款){cues}(?:为|是|：|:|\s|，|,|】|\]|〕|\||约|从|自|定于|定为|计划|拟|共计?|即|应|均|“)*$"
    )


def is_own(text: str, period: Period) -> bool:
    """Tell whether a cue such as 实施周期 stands before a period."""
    before = text[max(0, period.start - 30) : period.start]
    # 2024年3月至2026年10月，其中2025年度实施期为2025年: a part of the whole before it.
    part = text[clause_start(text, period.start, "。；;，,：:\n") : period.start].lstrip().startswith("其中")
    return not part and _own_cue().search(before) is not None


def is_project_duration(text: str, period: Period) -> bool:
    """Tell whether a bare duration may be the project's (not 进站后3个月, 每2个月)."""
    words = field_words().schedule
    before = text[clause_start(text, period.start, "。；;，,：:\n") : period.start].rstrip()
    after = text[period.end : period.end + 6]
    if _SINCE_START.search(before):
        return True
    if after.startswith(words.not_own_after):
        return False
    if before.strip() == "历时" and re.match(r"[。，,；;）)\s]|$", after):
        return True
    return not before.endswith(words.not_own_before) and "后" not in before


def sums_up(between: str) -> bool:
    """Tell whether a duration right behind a period is its length: 1月至12月，共12个月."""
    return _SUMS_UP.fullmatch(between) is not None
