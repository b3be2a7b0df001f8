"""The project's period in a text without a section for it: its only range, its deadline, ranges by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.passages import Passage, clause_start
from nlp.tagger.rules.project_time import is_project_duration
from nlp.values.dates import Period

#: Whose range it is: 活动自, 本项目拟于
_SUBJECT: Final = re.compile(
    r"(?:本|该|此|上述|整个|全部)?[\u4e00-\u9fff]{0,6}?(?:项目|活动|工作|工程|服务|任务|建设|改造|课题"
    "|培训班?|集训|展览|展演|比赛|赛事|联赛|大会|论坛|讲座|巡演|演出|普查|评选|征集)"
    r"(?:拟|计划|预计|将|安排|定)?(?:于|在|自|从)"
)
#: A piece of work: its range is the project's where it ends with it.
_WORK: Final = re.compile(
    r"(?:本|该|现场|主体|全部)?[\u4e00-\u9fff]{2,6}(?<![期季节假])(?:拟|计划|预计|将|安排)?(?:于|在|自|从)"
)
#: What stands between the name of a time and the time: 暂定为, 是, ：
_LINK: Final = r"(?:[暂拟计预]?[定安计划]*(?:为|在|于|排在|划)?|[为是自从系]|[：:]|即|\s)*$"
#: 对应的时段为 · 研制期自, 演出期定为; not 汛期, 质保期, 假期.
_PERIOD: Final = re.compile(
    r"[\u4e00-\u9fff]{1,4}(?<![汛枯旺淡花孕假学休短长近早中晚初末一二三四五六首])(?<!质保)(?<!保修)(?<!有效)(?<!防火)(?<!禁渔)"
    r"(?<!休渔)(?<!任)(?<!同)(?<!定)(?<!分)(?<!过渡)期" + _LINK
)
#: 贯穿2025年全年
_SPANS: Final = re.compile("(?:贯穿|覆盖|涵盖|横跨|跨越|遍及|持续)(?:于|了)?$")
#: Words that say that what follows is intended: 某所拟于, 须在
_PLANNED: Final = re.compile("(?:拟|计划|预计|打算|准备|将|定|安排|确定)(?:于|在|自|从)$")
#: A time told without a name: 最终在6月1日至9月15日间完成
_AT: Final = re.compile(r"(?:^|最终|实际|已|均|都|全部)(?:于|在|自|从)?\s*$")
_WITHIN: Final = (
    "(?:之?间|期间|内|止|，)?(?:分批?|分期|集中|全面|全部|全程|组织|统一|陆续|持续|分[两二三四五六]\\w)*"
)
#: 于2027年10月31日前完成, 本项目计划在6月底前建成
_DUE: Final = re.compile(
    r"\s*(?:本|该|整个|全部)?(?:项目|工程|活动|工作|任务)?(?:力争|确保|计划|预计|拟|将|争取|须|需|应|要求)*(?:于|在|至迟)?\s*"
)
#: 全部装备须于
_MUST: Final = re.compile(
    "(?:全部|所有|整体|上述|各项)[\\u4e00-\\u9fff]{0,8}(?:须|应|需|要|将|确保|力争|计划|拟|预计)(?:于|在|至迟)?$"
    "|^(?:本|该|此|整个)?(?:项目|工程|课题|专项)(?:必须|务必|须|应|要|需|确保|最迟|至迟)+(?:于|在)?$"
)
#: The name of a part in front of its range: 春防自, 饲草收储为, 小学组，
_NAMED: Final = re.compile(
    r"(?:^|[，,。；;：:、\n])\s*(?P<name>[\u4e00-\u9fffA-Za-z“”]{2,14}?)(?P<link>安排在|安排于|定于|时间为|为|自|从|于|在|[：:，,（(])\s*$"
)
#: 利用暑期（6月至8月）完成校舍维修
_SEASON: Final = re.compile(r"\s*(?:拟|计划)?(?:利用|于|在)[\u4e00-\u9fff\d]{0,6}(?:期间?|季节?|假)[（(]\s*")
_SEASON_END: Final = re.compile(r"\s*[)）](?:集中|组织|全面)?(?:完成|实施|开展|进行|举办)")
_GROUP: Final = re.compile("[组期批班场站赛段类项标包]$")
#: A season and words that name no part of the project.
_NO_PART: Final = re.compile(
    "(?<![一二三四五首末前后上下])期$|[季汛]$|其中|截至|预计|计划|同比|每年|历年|项目$|活动$|时间$|周期$|已|现|规划|合同|质保"
)
#: 2025年度内完成, 2025年全年组织实施
_IN_YEAR: Final = re.compile("度?(?:全年|内)(?:全部|全面|组织)*(?:完成|实施|开展|执行)")
_ALL_YEAR: Final = re.compile(r"(?:组织|持续|常态化)*(?:实施|开展|进行)(?=[，,。；;\n]|$)")
_FEWEST: Final = 2
#: How far the words reach that name a time.
_NEAR: Final = 40


def lone_range(part: Passage, dated: Sequence[Period]) -> list[Period]:
    """Return the only range of a text without headings, in an overview the one that the project runs for.

    活动自3月起至11月结束 · not the flood season (6月15日至8月31日)
    """
    text = part.text
    called = [p for p in dated if p.kind in ("range", "year", "half") and called_time(text, p)]
    if len({(p.first, p.last) for p in called}) == 1:
        return called[:1]
    ranges = [p for p in dated if p.kind == "range"]
    if len(ranges) != 1:
        return []
    period = ranges[0]
    start = max(clause_start(text, period.start, "。；;，,\n"), period.start - _NEAR)
    before = text[start : period.start].strip()
    named = _SUBJECT.fullmatch(before)
    free = part.kind == "other" and re.fullmatch(r"(?:拟|计划|预计|定)?(?:于|在|自|从)?", before)
    season = part.kind == "other" and _SEASON.fullmatch(before) and _SEASON_END.match(text, period.end)
    # 施工自7月6日开始，至8月25日完工
    ends = re.compile(_WITHIN + any_of(_ending())).match(text, period.end)
    ended = ends and _WORK.fullmatch(before) and not is_foreign(before)
    done = _AT.search(before) and re.compile(_WITHIN + any_of(_doing())).match(text, period.end)
    return ranges if named or free or _PLANNED.search(before) or season or ended or done else []


def _ending() -> tuple[str, ...]:
    words = field_words().schedule
    return (*words.end_verbs, *words.sure_end_verbs)


def _doing() -> tuple[str, ...]:
    words = field_words().schedule
    return (*words.begin_verbs, *words.end_verbs, *words.doing_verbs)


def called_time(text: str, period: Period) -> bool:
    """Tell whether the words before a period name it as the time of the work.

    >>> from nlp.values.dates import find_periods
    >>> [called_time(t, find_periods(t)[0]) for t in ("研制期自2025年3月至5月", "汛期自2025年6月至9月")]
    [True, False]
    """
    start = max(clause_start(text, period.start, "。；;，,！？\n"), period.start - _NEAR)
    before = text[start : period.start]
    words = field_words().schedule
    if before.rstrip().endswith(("（", "(")):  # 运行年度与预算年度一致（1月1日—12月31日）
        outer = before.rstrip()[:-1]
        return re.search(any_of(words.time_nouns), outer) is not None and not is_foreign(outer)
    name = re.search(any_of(words.time_nouns) + _LINK, before) or _PERIOD.search(before)
    if name and not is_foreign(before[: name.end()]):
        return True
    return _SPANS.search(before) is not None and not is_foreign(before)


def called_length(text: str, period: Period) -> bool:
    """Tell whether the words before a bare duration name it as the work's: 监测期暂定7个月.

    >>> from nlp.values.dates import find_periods
    >>> [called_length(t, find_periods(t)[0]) for t in ("监测期暂定7个月。", "质保期2年。", "监测期满3个月")]
    [True, False, False]
    """
    return called_time(text, period) and is_project_duration(text, period)


def is_foreign(words: str) -> bool:
    """Tell whether a time is another thing's than the work's: 报名时间, 开放时间, 汛期, 质保期."""
    return re.search(any_of(field_words().schedule.other_times), words) is not None


def lone_deadline(text: str, dated: Sequence[Period]) -> list[Period]:
    """Return the only date of a text where it is the day by which the project is done: 于10月31日前完成."""
    years = [
        p
        for p in dated
        if p.kind == "year" and (_ALL_YEAR if p.text.endswith("全年") else _IN_YEAR).match(text, p.end)
    ]
    if len(years) == 1 and _DUE.fullmatch(
        text[clause_start(text, years[0].start, "。；;，,：:\n") : years[0].start]
    ):
        return years
    due = [p for p in dated if p.open_start and p.last is not None and p.kind != "year"]
    if sum(p.kind != "year" for p in dated) > 1:  # beside other dates, only one by which all is to be done
        due = [p for p in due if _MUST.search(_clause_before(text, p))]
    if len(due) != 1:
        return []
    ends = rf"(?:全部|全面|正式|完成)*{any_of(field_words().schedule.end_verbs)}"
    before = _clause_before(text, due[0])
    led = _DUE.fullmatch(before) or _MUST.search(before)
    return due if led and re.compile(ends).match(text, due[0].end) else []


def _clause_before(text: str, period: Period) -> str:
    return text[clause_start(text, period.start, "。；;，,：:\n") : period.start]


def named_ranges(part: Passage, dated: Sequence[Period], fiscal_year: int | None) -> list[Period]:
    """Return ranges of one paragraph that are the parts of a project, each behind its name.

    春防自3月5日至5月20日；秋防自9月1日至11月15日 · not seasons: 主汛期为6月1日至9月30日
    """
    if part.kind != "other" or fiscal_year is None:
        return []
    for line in re.finditer(r"[^\n]+", part.text):
        ranges = [p for p in dated if p.kind == "range" and line.start() <= p.start < line.end()]
        starts = [line.start(), *(p.end for p in ranges)]
        found = [_NAMED.search(part.text[a : p.start]) for a, p in zip(starts, ranges, strict=False)]
        names = [m["name"] for m in found if m]
        links = {m["link"] for m in found if m}
        fits = len(names) == len(ranges) >= _FEWEST and len(set(names)) == len(names) and len(links) == 1
        if not fits or any(_NO_PART.search(name) for name in names):
            continue
        if links <= {"，", ","} and not all(_GROUP.search(name) for name in names):
            continue
        this_year = all(p.first and p.first.year == fiscal_year for p in ranges)
        if this_year and all(a.first and b.first and a.first <= b.first for a, b in pairwise(ranges)):
            return ranges
    return []
