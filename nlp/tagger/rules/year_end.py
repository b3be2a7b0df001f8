"""The year's end as the end of the fourth quarter, where the money is said to be spent by then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from nlp.tagger.rules.lexicon import field_words
from nlp.tagger.rules.passages import clause_end, clause_start
from nlp.values.fold import fold
from nlp.values.quarter import QuarterMention

_FOURTH: Final = 4
_NAME: Final = re.compile(
    r"(?:(?P<year>20\d\d)年?|(?<![前去上次明后每\d]))年[底末终](?:之?前)?"
    r"|(?<!\d)12月(?:份)?[底末](?:之?前)?|(?:第?[四4]季度)[末底]?(?:之?前)?|(?:当年|本年|今年|全年)度?[底末](?:之?前)?"
)
_SPEND: Final = "(?:支付|拨付|支出|执行|使用|用款|兑付|发放|兑现|付款|列支)"
#: Behind the year's end: 全部支付完毕, 支付完毕, 全部执行, 付清, 执行率达到100%.
_ALL_SPENT: Final = re.compile(
    rf"[^，,。；;\d]{{0,12}}?(?:(?:全部|全额|足额|基本)?{_SPEND}[^，,。；;\d]{{0,4}}?(?:完毕|完成|完(?![善成整])|到位|清)"
    rf"|(?:全部|全额)完成{_SPEND}"
    rf"|(?:全部|全额){_SPEND}(?:[^，,。；;\d]{{0,2}})(?=[，,。；;）)\n]|$)|(?:付|结)清|{_SPEND}[^，,。；;\d]{{0,8}}?100%)"
)
#: In front of it: 资金执行率于年底达到100%.
_SHARE: Final = re.compile(r"[^，,。；;\d]{0,6}?(?:达到?|为|至|实现|完成)?100%")
#: 三季度末支出达到75%，年末达到100%: the year's end goes on with the quarters before it.
_END: Final = re.compile(
    r"(?:20\d\d年?|(?<![前去上次明后每\d]))?"
    r"(?:年[底末终]|(?:当年|本年|今年|全年)度?[底末])(?:之?前)?"
)
_BEFORE: Final = re.compile(
    r"(?:季度?[末底]?|(?<!\d)[369]月(?:份)?[末底])(?:之?前)?(?P<near>[^，,。；;\d]{0,14})"
    r"(?:[\d.]+\s*%\s*[、和及]\s*)*(?P<figure>\d+(?:\.\d+)?)\s*%(?:以上|左右)?\s*[，,、；;]\s*$"
)
_FIGURE: Final = re.compile(
    r"(?:预算|资金|经费|支出|支付|执行|用款|进度|率|累计|总体|整体|力争|预计|计划|应|将|达到?|为|至|到|实现|完成"
    r"|不低于|不少于|不小于|≥|约|基本|的)*+(?P<figure>\d+(?:\.\d+)?)\s*%"
)
_MONEY: Final = re.compile("资金|经费|预算|款|执行率|支付率|支出率|执行进度|支出进度|支付进度|用款进度")
#: The rest of a payment, the share of a contract, what was done, and work: none of them is the year's money.
_NOT: Final = re.compile(
    "其余|余下|剩余|余款|尾款|余额|剩下|质保|保证金|合同|已|尾欠|工程款|货款|决算|结转|任务|目标|工资|补贴对象"
)


def counting_on(text: str) -> Iterator[QuarterMention]:
    """Yield the year's end where it goes on with the quarters before it: more is spent by then.

    >>> [m.text for m in counting_on("执行率9月底达到75%，年底前不低于98%。")]
    ['年底前']
    >>> list(counting_on("三季度支出75%，全年98%。")), list(counting_on("9月底支出50%，年底40%。"))
    ([], [])
    """
    written, text = text, fold(text)
    for name in _END.finditer(text):
        start = clause_start(text, name.start(), "。\n")
        before, figure = _BEFORE.search(text[start : name.start()]), _FIGURE.match(text, name.end())
        if before is None or figure is None or not _MONEY.search(text, start, name.start()):
            continue
        if any(word in before["near"] for word in field_words().quarter.work) and not _MONEY.search(
            before["near"]
        ):
            continue  # 三季度完成工程量的70%，年底达到100%
        if Decimal(figure["figure"]) > Decimal(before["figure"]):
            yield year_end(written, *name.span())


def year_end(text: str, start: int, end: int) -> QuarterMention:
    """Return the mention of the fourth quarter's end that ``text[start:end]`` is."""
    year = re.match(r"20\d\d", text[start:end])
    return QuarterMention(start, end, text[start:end], (_FOURTH,), True, int(year[0]) if year else None)


def begins_with_the_end(text: str) -> tuple[QuarterMention, ...]:
    """Return the year's end that a text begins with.

    >>> [m.quarters for m in begins_with_the_end("年底前达到100%")], begins_with_the_end("达到100%")
    ([(4,)], ())
    """
    name = _END.match(text)
    return (year_end(text, *name.span()),) if name else ()


def spent_by_the_end(text: str) -> Iterator[QuarterMention]:
    """Yield where ``text`` says that all the money is spent by the end of the year.

    >>> [m.text for m in spent_by_the_end("预算20万元，年底前全部支付完毕。")]
    ['年底前全部支付完毕']
    >>> list(spent_by_the_end("年底前完成竣工。")), list(spent_by_the_end("余款年底前付清。"))
    ([], [])
    """
    written, text = text, fold(text)
    for name in _NAME.finditer(text):
        start = clause_start(text, name.start(), "。；;，,：:\n")
        end = clause_end(text, name.end(), "。；;\n")
        before, behind = text[start : name.start()], text[name.end() : end]
        clause = before + re.split("[，,]", behind)[0]
        spent = _ALL_SPENT.match(behind)
        share = _SHARE.match(behind) if _MONEY.search(before) else None
        if _NOT.search(clause) or not (spent or share):
            continue
        figure = spent and re.match(r"[^，,。；;\d]{0,4}(?!100%)\d", behind[spent.end() :])
        if figure or ("季度" in name[0] and "100" in (spent or share)[0]):  # type: ignore[index]
            continue  # a quarter with a figure of its own
        # 支出进度为三季度末70%、年底100%: the word speaks for the quarters in front, too.
        own = before[max(before.rfind(each) for each in "%、") + 1 :]
        money = None if spent else _MONEY.search(own)
        first = name.start() - len(own) + money.start() if money else name.start()
        last = name.end() + len((spent or share)[0])  # type: ignore[index]
        year = int(name["year"]) if name["year"] else None
        yield QuarterMention(first, last, written[first:last], (_FOURTH,), True, year, whole=True)


def year_end_named(written: str) -> QuarterMention | None:
    """Return the year's end that a span begins with, whose money is told in front of it.

    >>> year_end_named("年底100%").quarters, year_end_named("一季度20%")
    ((4,), None)
    """
    name = _NAME.match(fold(written))
    if name is None:
        return None
    return QuarterMention(0, name.end(), written[: name.end()], (_FOURTH,), True, whole=True)
