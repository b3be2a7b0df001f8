"""Progress told by ends of months: 6月底累计达到35%，9月底达到70%. What is cumulative never falls."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nlp.document import Evidence
from nlp.reconcile.money import plain
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, everywhere

_MONTH = r"(?P<month>1[0-2]|0?[1-9])月(?:\d{1,2}日)?(?:底|末|份?底前|末前|底以前|前)"
_WORDS = {"上半年": 6, "前三季度": 9, "三季度末": 9, "半年": 6, "年底": 12, "年末": 12, "全年": 12}
_END = re.compile(
    rf"(?:{_MONTH}|截至(?P<plain>1[0-2]|0?[1-9])月|(?P<word>上半年|前三季度|三季度末|年底|年末))"
    # Words of a subject of its own between the two would make it another thing's progress.
    r"(?P<between>(?:累计|达到|达|到|完成|执行|支出|支付|使用|拨付|进度|率|预算|资金|项目|投资|总|的|为|约|应|力争|计划|预计|要|实现)*)$"
)
_CUMULATIVE = re.compile(r"累计|序时")
_REACHES = re.compile(r"达|到")
#: Between a percentage and the next end of a month; a year or a name would make it another thing's progress.
_ON = re.compile(r"[，,、；;]?(?:到|至|截至|于|和|并|力争|确保|预计|计划|再到|直至)*")
#: Percentages that together make this are those of each period, whatever the words.
_ALL = Decimal(100)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Point:
    month: int
    value: Decimal
    evidence: Evidence


def progress_falls(context: Context) -> Iterator[Draft]:
    """Cumulative progress of money or work that is less at a later end of a month of the same sentence."""
    for passage in everywhere(context):
        if len(passage.percentages) < _FEWEST or "月" not in passage.text:
            continue
        for run in _runs(context, passage):
            if sum((p.value for p in run), Decimal(0)) == _ALL:
                continue
            for one, two in itertools.pairwise(run):
                if two.value < one.value:
                    yield Draft(
                        f"累计进度由{one.month}月底的{plain(one.value)}%降为{two.month}月底的{plain(two.value)}%。",
                        f"{plain(two.value)} < {plain(one.value)}",
                        (one.evidence, two.evidence),
                    )


def _runs(context: Context, passage: Passage) -> Iterator[list[_Point]]:
    """Yield the percentages of one sentence that stand at ends of months one after the other."""
    text = passage.text
    run: list[_Point] = []
    last = 0
    for found in passage.percentages:
        floor = max(last, text.rfind("。", 0, found.start) + 1)
        told = _END.search(text[floor : found.start])
        sentence = text[text.rfind("。", 0, found.start) + 1 : (text.find("。", found.end) + 1) or len(text)]
        fits = told is not None and (_CUMULATIVE.search(sentence) or _REACHES.search(told["between"]))
        goes_on = told is not None and _ON.fullmatch(text[floor : floor + told.start()]) and floor == last
        if run and (not fits or not goes_on or told is None or _month(told) <= run[-1].month):
            yield run
            run = []
        if told is not None and fits and found.qualifier == "exact":
            place = context.outline.document.evidence(*passage.span(floor + told.start(), found.end))
            run.append(_Point(_month(told), found.value, place))
        last = found.end
    if run:
        yield run


def _month(told: re.Match[str]) -> int:
    written = told["month"] or told["plain"]
    return int(written) if written else _WORDS[told["word"]]
