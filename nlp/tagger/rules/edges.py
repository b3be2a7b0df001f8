"""Whether a date tells a beginning or an end: by its label, the word before it, the verb of its clause."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.passages import clause_end, clause_start
from nlp.values.dates import Period

Edge = Literal["begin", "end"]

#: How far a label reaches.
_NEAR: Final = 30
_MARKS: Final = "。；;！？，,\n"
_LINK: Final = r"\s*(?:[暂拟计预]?[定划计]?(?:为|在|于)|：|:|是|\t|\||\s)*\s*$"
_NOUN: Final = "(?:时间|日期|年月|期限|时限|时点|日)"
#: 起于2月20日 · 讫于9月20日, 持续至当年12月
_FROM: Final = re.compile(r"(?:起于|始于|始自|起自|开始于)\s*$")
_UNTIL: Final = re.compile(
    r"(?:止于|讫于|终于|(?:持续|延续|延伸|实施|服务|运行|执行|开展|进行)[至到]|(?:^|[，,])\s*(?:至|到|直[至到])|截止[至到于]?)\s*$"
)
#: What may stand between a date and the verb of its clause.
_REMARK: Final = re.compile(
    r"\s*(?:[（(][^（()）]{1,12}[)）])?\s*(?:份|起|之?前|左右|上旬|中旬|下旬|期间|间)*"
)
_ADVERB: Final = (
    "(?:正式|全面|全部|开始|陆续|组织|统一|集中|顺利|完全|各项|所有|整体|工作|项目|工程|任务|基本"
    "|将|须|应|可|后|并|底|末|初|中)*"
)


@cache
def _labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = field_words().schedule
    # 实施时间 and 建设时间 are the whole's.
    begin, end = any_of(words.sure_begin_verbs), any_of((*words.end_verbs, *words.sure_end_verbs))
    return (
        re.compile(rf"(?:(?:起始|开始|开工){_NOUN}?|{begin}{_NOUN}){_LINK}"),
        re.compile(rf"(?:(?:截止|结束|竣工|完工){_NOUN}?|{end}{_NOUN}){_LINK}"),
    )


@cache
def _verbs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return how a clause goes on behind the date of a beginning, and of an end."""
    words = field_words().schedule
    begin, end = any_of(words.begin_verbs), any_of(words.end_verbs)
    sure_begin, sure_end = any_of(words.sure_begin_verbs), any_of(words.sure_end_verbs)
    stop = r"(?=[，,、；;。（(）)\n]|至|到|$)"
    return (
        re.compile(
            rf"{_ADVERB}(?:{begin}[\u4e00-\u9fff]{{0,2}}{stop}|[\u4e00-\u9fff]{{0,6}}?{sure_begin}(?!会|仪式|稿|费)[\u4e00-\u9fff]{{0,6}}{stop})"
        ),
        re.compile(
            rf"{_ADVERB}(?:{end}(?:[\u4e00-\u9fff]{{0,4}}|(?<=完成)[\u4e00-\u9fff]{{5,16}}){stop}"
            rf"|[\u4e00-\u9fff]{{0,6}}?{sure_end}(?!后|款|费|材料|资料|标准|前)[\u4e00-\u9fff]{{0,24}}{stop})"
        ),
    )


def told_edge(text: str, period: Period, stop: int | None = None) -> Edge | None:
    """Return the edge that a label or a word right before a period makes it: 开工日期定为, 讫于.

    >>> from nlp.values.dates import find_periods
    >>> text = "起于2025年2月20日，讫于2025年9月20日"
    >>> [told_edge(text, period) for period in find_periods(text)]
    ['begin', 'end']
    """
    if period.kind in ("range", "duration"):
        return None
    start = max(clause_start(text, period.start, "。；;！？\n"), period.start - _NEAR)
    return edge_label(text[start : period.start])


def edge_label(before: str) -> Edge | None:
    """Return the edge that the words right before a date name: 开工日期为, a column's head.

    >>> edge_label("完成时间："), edge_label("实施时间：")
    ('end', None)
    """
    begin, end = _labels()
    if _FROM.search(before) or begin.search(before):
        return "begin"
    if _UNTIL.search(before) or end.search(before):
        return "end"
    return None


def edge(text: str, period: Period) -> Edge | None:
    """Return whether a period tells a beginning or an end, by its label or by the verb behind it.

    >>> from nlp.values.dates import find_periods
    >>> text = "2025年4月1日进场，10月31日前全部工作结束并撤场。"
    >>> [edge(text, period) for period in find_periods(text, 2025)]
    ['begin', 'end']
    """
    if period.kind == "duration":
        return None
    if told := told_edge(text, period):
        return told
    if period.open_end:
        return "begin"
    at = period.end
    if remark := _REMARK.match(text, at):
        at = remark.end()
    behind = text[at : clause_end(text, at, _MARKS) + 1]
    begin, end = _verbs()
    if begin.match(behind):
        return "begin"
    return "end" if end.match(behind) else None
