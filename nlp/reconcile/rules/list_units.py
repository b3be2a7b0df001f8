"""A list's amount in 元 that only as 万元 makes the list add up: "350万元，用于甲218元、乙132万元"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.fields.model import StatedAmount
from nlp.reconcile.interval import Interval
from nlp.reconcile.money import money
from nlp.reconcile.purse import sum_interval
from nlp.reconcile.rules.context import Context, Draft, everywhere
from nlp.reconcile.wording import cite

_FACTOR = Decimal(10_000)
#: So many digits of the whole that the parts make up are no chance.
_DIGITS = 4
_MOST_PARTS = 12
_END = re.compile(r"[。；;]")


def unit_in_a_list(context: Context) -> Iterator[Draft]:
    """An amount in 元 among parts in 万元 whose number makes the parts add up to the amount before them."""
    for passage in everywhere(context):
        stated = passage.stated
        odd = [i for i, a in enumerate(stated) if a.unit == "元"] if len(stated) > 2 else []
        if not 0 < len(odd) < len(stated):
            continue
        for index in odd:
            starts = [a.start for a in passage.amounts]
            found = _list_around(passage.text, starts, stated, index)
            parts = _parts_behind(passage.text, starts, stated, index) if found is None else ()
            if parts:
                yield _of_the_whole(stated[index], parts)
            if found is None:
                continue
            whole, parts = found
            meant = stated[index].value * _FACTOR
            yield Draft(
                f"{cite(stated[index].as_written)}与同列各项相加时，写作{money(meant)}才等于{whole.as_written}，"
                "可能是单位笔误。",
                f"{' + '.join(p.as_written for p in parts)} ≠ {whole.as_written}",
                (
                    stated[index].evidence,
                    whole.evidence,
                    *(p.evidence for p in parts if p is not stated[index]),
                ),
            )


def _list_around(
    text: str, starts: list[int], stated: tuple[StatedAmount, ...], index: int
) -> tuple[StatedAmount, tuple[StatedAmount, ...]] | None:
    """Return the whole and its parts that an amount is one of, if its number in 万元 makes them add up."""
    for first in range(max(0, index - _MOST_PARTS), index):
        whole = stated[first]
        behind = text[starts[first] : starts[first + 1]]
        if whole.unit != "万元" or _digits(whole) < _DIGITS or "由" in behind:
            continue  # 由…和…安排 has a rule of its own
        for last in range(index, min(len(stated), index + _MOST_PARTS)):
            parts = stated[first + 1 : last + 1]
            if _END.search(text[starts[first] : starts[last]]):
                break
            if len(parts) < 2 or any(p.unit != "万元" for p in parts if p is not stated[index]):
                continue
            value = sum((p.value for p in parts), stated[index].value * (_FACTOR - 1))
            if Interval.of(value, len(parts) * whole.quantum).meets(Interval.of(whole.value, whole.quantum)):
                return whole, tuple(parts)
    return None


_AMONG = re.compile(r"元[，,（(：:]?(?:其中|包括|用于|分别为)")


def _parts_behind(
    text: str, starts: list[int], stated: tuple[StatedAmount, ...], index: int
) -> tuple[StatedAmount, ...]:
    """Return the parts in 万元 behind an amount in 元 whose number they make up."""
    if index + 1 == len(stated) or not _AMONG.search(text[starts[index] : starts[index + 1]]):
        return ()
    whole = stated[index]
    meant = Interval.of(whole.value * _FACTOR, whole.quantum * _FACTOR)
    for last in range(index + 2, min(len(stated), index + _MOST_PARTS)):
        parts = stated[index + 1 : last + 1]
        if _END.search(text[starts[index] : starts[last]]) or any(p.unit != "万元" for p in parts):
            break
        if _digits(whole) >= _DIGITS and sum_interval(parts).meets(meant):
            return tuple(parts)
    return ()


def _of_the_whole(whole: StatedAmount, parts: tuple[StatedAmount, ...]) -> Draft:
    return Draft(
        f"{cite(whole.as_written)}写作{money(whole.value * _FACTOR)}才等于其后各项之和，可能是单位笔误。",
        f"{' + '.join(p.as_written for p in parts)} ≠ {whole.as_written}",
        (whole.evidence, *(p.evidence for p in parts)),
    )


def _digits(amount: StatedAmount) -> int:
    return len(f"{amount.value / amount.quantum:f}".partition(".")[0])


def unit_in_a_breakdown(context: Context) -> Iterator[Draft]:
    """A narrative's component in 元 that only as 万元 makes its components add up to its annual total."""
    for purse in context.purses:
        whole, parts = purse.fields.amounts.annual_total, purse.breakdown.own
        if whole is None or whole.derived or whole.unit != "万元" or _digits(whole) < _FEWEST_DIGITS:
            continue
        wrong = [p for p in parts if p.unit == "元"]
        if len(wrong) != 1 or len(parts) < _FEWEST_PARTS or any(p.qualifier != "exact" for p in parts):
            continue
        meant = wrong[0].value * _FACTOR
        value = sum((p.value for p in parts), meant - wrong[0].value)
        quantum = sum((p.quantum for p in parts if p is not wrong[0]), whole.quantum)
        if not Interval.of(value, quantum).meets(Interval.of(whole.value, whole.quantum)):
            continue
        yield Draft(
            f"项目「{purse.name}」的{cite(wrong[0].as_written)}与同列各项相加时，写作{money(meant)}"
            f"才等于{whole.as_written}，可能是单位笔误。",
            f"{' + '.join(p.as_written for p in parts)} ≠ {whole.as_written}",
            (wrong[0].evidence, whole.evidence, *(p.evidence for p in parts if p is not wrong[0])),
        )


_FEWEST_PARTS = 3
_FEWEST_DIGITS = 3
