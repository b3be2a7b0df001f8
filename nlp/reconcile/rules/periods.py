"""Money told quarter by quarter or year by year in one sentence, against the amount that it breaks up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.fields.model import StatedAmount
from nlp.reconcile.breakdown import whole_year
from nlp.reconcile.interval import Interval
from nlp.reconcile.likeness import is_slip
from nlp.reconcile.money import money
from nlp.reconcile.purse import sum_interval, sum_value
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, everywhere

_DOING = (
    r"(?:已|计划|拟|预计|实际)?(?:使用|支出|安排|执行|计划|用款|拨付|完成|投入|投资|下达|到位|支付|落实|筹措|结算|下拨)?"
    r"(?:预算|资金)?(?:为|约)?$"
)
_QUARTER = re.compile(rf"第?(?P<n>[一二三四1234])季度{_DOING}")
#: In which year, and by what words: 2022年申请省级资金5万元.
_YEAR = re.compile(r"(?P<n>20\d\d)年度?[^，,。；;：:、（()）\d]{0,14}$")
#: What the years before it leave: "2023年支付5万元，2024年支付3万元，余款2万元".
_REST = re.compile(r"(?:余款|余额|尾款|其余|剩余|余下)(?:资金|款项|部分)?(?:为|约|计)?$")
_ORDER = {**dict(zip("一二三四", range(1, 5), strict=True)), **{str(n): n for n in range(1, 5)}}
_FEWEST_YEARS = 3
#: Behind these the amount right before the years is what they make up.
_MADE_OF = re.compile(r"^[，,：:（(。；;]?(?:其中|分年度?|分别为)?[：:，,]?$")


def quarter_amounts_differ(context: Context) -> Iterator[Draft]:
    """The amounts of all quarters, but those said to have none, that miss an amount before by a slip."""
    known = {
        a.evidence.start
        for p in context.purses
        for a in (*p.breakdown.own, *p.breakdown.quarters, *(x for b in p.breakdown.others for x in b.parts))
    }
    for paragraph in everywhere(context):
        if "季度" not in paragraph.text:
            continue
        amounts = _exact(paragraph)
        runs = list(_runs(paragraph, amounts, _QUARTER))
        quarters = {a.evidence.start for run in runs for a in run}
        for run in runs:
            before = [
                a
                for a in amounts
                if a.evidence.end <= run[0].evidence.start and a.evidence.start not in quarters
            ]
            told = any(p.evidence.start in known for p in run)
            if _all_quarters(paragraph, run) and not told:
                yield from _slip(before[::-1], run, "四个季度")


def quarters_told(passage: Passage) -> Iterator[tuple[StatedAmount, ...]]:
    """Yield the amounts of all four quarters, first to last, where one sentence tells each on its own."""
    if "季度" not in passage.text:
        return
    for run in _runs(passage, _exact(passage), _QUARTER):
        before, _ = _words(passage, run[0])
        told = passage.text[before.rfind("。") + 1 : _words(passage, run[-1])[1]]
        if len(run) == _ALL_QUARTERS and not _UP_TO.search(told):
            yield tuple(run)


_UP_TO = re.compile(r"截至|截止|累计")


_ALL_QUARTERS = 4


def _all_quarters(paragraph: Passage, run: Sequence[StatedAmount]) -> bool:
    """Return whether a run tells all quarters, or says in the same sentence that the others have none."""
    told = {n: amount for amount in run if (n := _number(paragraph, amount, _QUARTER)) is not None}
    first, last = _words(paragraph, run[0])[0], _words(paragraph, run[-1])[1]
    begin, end = first.rfind("。") + 1, paragraph.text.find("。", last)
    sentence = paragraph.text[begin : end if end >= 0 else len(paragraph.text)]
    return len(told) == len(run) and len(whole_year(sentence, told)) == len(run)


def year_amounts_differ(context: Context) -> Iterator[Draft]:
    """The amounts of all years that miss, by a slip, the total right before them."""
    for paragraph in everywhere(context):
        if "总" not in paragraph.text:
            continue
        amounts = _exact(paragraph)
        for run in _runs(paragraph, amounts, _YEAR):
            before = [a for a in amounts if a.evidence.end <= run[0].evidence.start][-1:]
            if (
                len(run) >= _FEWEST_YEARS
                and before
                and _MADE_OF.match(_between(paragraph, before[0], run[0], _YEAR))
            ):
                yield from _slip(before, run, "各年")


def _exact(passage: Passage) -> list[StatedAmount]:
    return [a for a in passage.stated if a.qualifier == "exact"]


def _words(paragraph: Passage, amount: StatedAmount) -> tuple[str, int]:
    """Return the paragraph's text before an amount, and the amount's place in it."""
    at = paragraph.offsets.index(amount.evidence.start)
    return paragraph.text[:at], at


def _number(paragraph: Passage, amount: StatedAmount, label: re.Pattern[str]) -> int | None:
    found = label.search(_words(paragraph, amount)[0][-24:])
    return None if found is None else _ORDER.get(found["n"], 0) or int(found["n"])


def _between(paragraph: Passage, one: StatedAmount, other: StatedAmount, label: re.Pattern[str]) -> str:
    """Return what stands between an amount and the label of another one."""
    text, _ = _words(paragraph, other)
    start = _words(paragraph, one)[1] + len(one.as_written)
    return label.sub("", text[start:])


def _runs(
    paragraph: Passage, amounts: Sequence[StatedAmount], label: re.Pattern[str]
) -> Iterator[list[StatedAmount]]:
    """Yield the amounts of one sentence that are labelled one after the other: 一季度, 二季度, …."""
    run: list[StatedAmount] = []
    last = 0
    for amount in amounts:
        number = _number(paragraph, amount, label)
        near = (
            bool(run)
            and "。" not in paragraph.text[_words(paragraph, run[-1])[1] : _words(paragraph, amount)[1]]
        )
        rest = label is _YEAR and len(run) > 1 and _REST.search(_words(paragraph, amount)[0][-24:])
        if run and (number == last + 1 or rest) and near:
            run.append(amount)
        else:
            if run:
                yield run
            run = [amount] if number is not None else []
        last = number or 0
    if run:
        yield run


def _slip(wholes: Sequence[StatedAmount], parts: Sequence[StatedAmount], what: str) -> Iterator[Draft]:
    """Yield a finding if the parts make none of the amounts, and would make one but for one slip."""
    added, value = sum_interval(tuple(parts)), sum_value(tuple(parts))
    if any(added.meets(Interval.of(w.value, w.quantum)) for w in wholes):
        return
    for whole in wholes:
        gap = whole.value - value
        wanted = [(whole, value), *((p, p.value + gap) for p in parts)]
        if not any(w > 0 and is_slip(a.value, w, a.quantum) for a, w in wanted):
            continue
        yield Draft(
            f"{what}金额之和为{money(value)}，文字写{whole.as_written}。",
            f"{' + '.join(p.as_written for p in parts)} = {money(value)} ≠ {money(whole.value)}",
            (whole.evidence, *(p.evidence for p in parts)),
        )
        return
