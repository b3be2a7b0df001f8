"""So many persons or vehicles at so much each, against the amount that their sentence is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.fields.model import StatedAmount
from nlp.reconcile.clauses import change_of, clause_start
from nlp.reconcile.interval import Interval
from nlp.reconcile.likeness import is_slip
from nlp.reconcile.money import money, plain
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, everywhere

_COUNT = r"(?P<count>\d[\d,]*)(?P<unit>人次|人|户|名|辆)(?:[（(][^（）()]*[）)])?"
_SUM = r"(?P<rate>\d[\d,]*(?:\.\d+)?)(?P<scale>万元|元)"
_MEAN = r"(?P<mean>人均|户均|车均|平均每[辆户人]|每[辆户人]平均)"
#: A fixed standard, or a mean; a monthly one doesn't say for how many months.
_STANDARD = re.compile(rf"{_COUNT}[、，,]?(?:{_MEAN}|每[人户名辆](?:每年|年)?){_SUM}")
#: 平均每辆2.30万元 … 保有量162辆
_MEAN_FIRST = re.compile(rf"{_MEAN}{_SUM}.{{0,80}}?保有量(?P<count>\d[\d,]*)(?P<unit>辆)")
_FIXED = re.compile(r"^的?标准")


def standard_differs(context: Context) -> Iterator[Draft]:
    """A number times a standard (人数 × 每人标准, 人次 × 人均) that misses its amount by one slip."""
    for paragraph in everywhere(context):
        if "每" not in paragraph.text and "均" not in paragraph.text:
            continue
        for pattern in (_STANDARD, _MEAN_FIRST):
            for found in pattern.finditer(paragraph.text):
                draft = _compare(context, paragraph, found)
                if draft is not None:
                    yield draft


def _compare(context: Context, paragraph: Passage, found: re.Match[str]) -> Draft | None:
    fixed = found.groupdict().get("mean") is None
    if fixed and not _FIXED.match(paragraph.text[found.end() :]):
        return None
    amount = _subject(paragraph, found.start())
    if amount is None:
        return None
    count, rate = (Decimal(found[name].replace(",", "")) for name in ("count", "rate"))
    scale = Decimal(10_000) if found["scale"] == "万元" else Decimal(1)
    unit = Decimal(1).scaleb(int(rate.as_tuple().exponent)) * scale
    each = rate * scale
    slack = Decimal(0) if fixed else 2 * unit
    own = Interval.of(amount.value, amount.quantum)
    if not count or not each:
        return None

    def gives(number: Decimal, apiece: Decimal) -> bool:
        return Interval.of(number * apiece, number * slack).meets(own)

    if gives(count, each):
        return None
    number = Decimal(round(amount.value / each))
    apiece = round(amount.value / count / unit) * unit
    likely = (
        is_slip(amount.value, count * each, amount.quantum)
        or (is_slip(count, number, Decimal(1)) and gives(number, each))
        or (is_slip(each, apiece, unit) and gives(count, apiece))
        or (found.re is _STANDARD and _divides(amount, each, unit, number))
    )
    if not likely:
        return None
    place = context.outline.document.evidence(*paragraph.span(found.start(), found.end()))
    told = f"{plain(count)}{found['unit']} × {money(each, '元')} = {money(count * each)}"
    return Draft(
        f"文字写{amount.as_written}，按所写{plain(count)}{found['unit']}、"
        f"每{found['unit'][0]}{money(each, '元')}计算为{money(count * each)}。",
        f"{told} ≠ {money(amount.value)}",
        (place, amount.evidence),
    )


#: A price that goes into an amount so exactly, so few times, is the price of what the amount pays.
_FEW, _EXACT = 30, Decimal("0.005")


def _divides(amount: StatedAmount, each: Decimal, unit: Decimal, number: Decimal) -> bool:
    """Return whether another small number at the written mean makes the amount to the last digit."""
    if not 1 < number <= _FEW or each / unit < _FEWEST_UNITS:
        return False
    room = amount.quantum + number * unit
    return room <= _EXACT * each and abs(number * each - amount.value) <= room / 2


#: A mean of fewer digits goes into many amounts.
_FEWEST_UNITS = 1000


def _subject(paragraph: Passage, at: int) -> StatedAmount | None:
    """Return the last amount before a place in its sentence that is no change."""
    begin = paragraph.text.rfind("。", 0, at) + 1
    floor = begin
    last: StatedAmount | None = None
    for amount, known in zip(paragraph.amounts, paragraph.stated, strict=True):
        if amount.end > at or amount.start < begin:
            continue
        words = paragraph.text[clause_start(paragraph.text, amount.start, floor) : amount.start]
        floor = amount.end
        if change_of(words) is None:
            last = known
    return last if last is not None and last.qualifier == "exact" else None
