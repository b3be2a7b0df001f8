"""Which of four quarters is said to be the largest, the smallest, or a share of the year: 二季度支出最多."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nlp.document import Evidence
from nlp.fields.model import StatedAmount
from nlp.reconcile.interval import Interval
from nlp.reconcile.money import percent, plain
from nlp.reconcile.purse import sum_interval, sum_value
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, everywhere, holding
from nlp.reconcile.rules.periods import quarters_told
from nlp.reconcile.wording import cite

_ORDER = {**dict(zip("一二三四", range(4), strict=True)), **{str(n + 1): n for n in range(4)}}
_QUARTER = r"第?(?P<n>[一二三四1-4])季度"
_MOST = r"最(?P<most>多|大|高|集中|少|小|低)"
_SPENDING = (
    r"(?:的?(?:用款|支出|支付|执行|拨付|资金|金额|预算|开支|使用|安排|量|额|数|用款量|支出额|执行数)){0,3}"
)
#: "二季度用款最多", "支出最多的是二季度"; work that is said to be largest is no money.
_LARGEST = re.compile(
    rf"{_QUARTER}{_SPENDING}{_MOST}(?![一-鿿]*(?:工程|人次|任务))"
    rf"|(?P<before>{_SPENDING}){_MOST.replace('most', 'first')}的?(?:季度)?(?:是|为|在)"
    rf"{_QUARTER.replace('<n>', '<m>')}"
)
_SHARE = re.compile(
    rf"{_QUARTER}{_SPENDING}占(?:全年|年度|本年|全部|总)(?:支出|预算|用款|资金|金额|执行数)?(?:总额)?的?(?:比重|比例)?(?:约?为)?$"
)
_LEAST = ("少", "小", "低")
_NAMES = ("一季度", "二季度", "三季度", "四季度")


def largest_quarter_differs(context: Context) -> Iterator[Draft]:
    """A quarter that is said to be the largest or smallest of the four told before, and is not."""
    for passage in holding(everywhere(context), "季度"):
        for run, start, stop in _told(passage):
            for found in _LARGEST.finditer(passage.text, start, stop):
                number = _ORDER[found["n"] or found["m"]]
                least = (found["most"] or found["first"]) in _LEAST
                values = [a.value for a in run]
                if values[number] == (min(values) if least else max(values)):
                    continue
                right = values.index(min(values) if least else max(values))
                place = context.outline.document.evidence(*passage.span(found.start(), found.end()))
                yield Draft(
                    f"文字写{cite(found[0])}，所列{_NAMES[right]}{run[right].as_written}"
                    f"{'更少' if least else '更多'}（{_NAMES[number]}{run[number].as_written}）。",
                    f"{run[right].as_written} {'<' if least else '>'} {run[number].as_written}",
                    (place, run[right].evidence, run[number].evidence),
                )


def quarter_share_differs(context: Context) -> Iterator[Draft]:
    """A share of the year that another one of the four quarters has: "三季度占全年的40%"."""
    for passage in holding(everywhere(context), "占"):
        for run, start, stop in _told(passage):
            for share in passage.percentages:
                if not start <= share.start < stop or share.qualifier not in ("exact", "about"):
                    continue
                told = _SHARE.search(passage.text[max(start, share.start - 30) : share.start])
                if told is None:
                    continue
                number, unit = _ORDER[told["n"]], Decimal(1).scaleb(-share.decimals)
                fits = [_share(a, run).meets(Interval.of(share.value, 2 * unit)) for a in run]
                if fits[number] or fits.count(True) != 1:
                    continue
                right = fits.index(True)
                places = passage.span(share.start - len(told[0]), share.end)
                actual = percent(run[number].value / sum_value(run) * 100)
                yield Draft(
                    f"文字写{_NAMES[number]}占全年的{plain(share.value)}%，按所列金额应为{actual}；"
                    f"占{plain(share.value)}%的是{_NAMES[right]}。",
                    f"{run[number].as_written} ÷ {plain(sum_value(run) / 10000)}万元 = {actual}",
                    (_evidence(context, places), run[number].evidence, run[right].evidence),
                )


def _told(passage: Passage) -> Iterator[tuple[tuple[StatedAmount, ...], int, int]]:
    """Yield four quarters with the range of the words behind them, up to the next ones or two sentences."""
    runs = list(quarters_told(passage))
    starts = [passage.offsets.index(run[0].evidence.start) for run in runs]
    for index, run in enumerate(runs):
        end = passage.offsets.index(run[-1].evidence.start) + len(run[-1].as_written)
        stop = re.compile(r"[^。]*(?:。[^。]*)?").match(passage.text, end)
        bound = starts[index + 1] if index + 1 < len(runs) else len(passage.text)
        yield run, end, min(stop.end() if stop else end, bound)


def _share(amount: StatedAmount, run: Sequence[StatedAmount]) -> Interval:
    whole, own = sum_interval(tuple(run)), Interval.of(amount.value, amount.quantum)
    if whole.low <= 0:
        return Interval(Decimal(0), Decimal(0))
    return Interval(own.low / whole.high * 100, own.high / whole.low * 100)


def _evidence(context: Context, span: tuple[int, int]) -> Evidence:
    return context.outline.document.evidence(*span)
