"""What the lists of a narrative break up: its total, or another amount (spent, at hand, of a contract)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlp.fields.model import StatedAmount
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.likeness import is_slip

#: Money that is no part of the year's budget: what may be spent with what was carried over, prices agreed.
_OTHER_MONEY = re.compile(r"可用资金|合同|中标|签约|结算价|审定价")
#: A list right after such money breaks that up.
_OWN_WHOLE = re.compile(r"执行|支出|支付|可用|合计|共计|总计")
_MARKER = re.compile(r"其中|包括|分用途|按用途|分项|各季度|分季度")
_SUM_WORDS = re.compile(r"合计|共计|总计")


@dataclass(frozen=True, slots=True)
class BrokenUp:
    """An amount and the amounts that a list gives for it."""

    whole: StatedAmount
    parts: tuple[StatedAmount, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A narrative's components sorted by what they break up.

    ``own`` are those of the annual total, ``quarters`` the amounts of all its quarters, ``others`` the lists
    of other amounts. ``partial`` says that the
    total is itself stated as a part of a larger sum ("甲20万元，乙30万元，合计50万元").
    """

    own: tuple[StatedAmount, ...] = ()
    quarters: tuple[StatedAmount, ...] = ()
    others: tuple[BrokenUp, ...] = ()
    partial: bool = False


def interval_of(amount: StatedAmount) -> Interval:
    """Return the values that an amount stands for."""
    return Interval.of(amount.value, amount.quantum)


def break_down(
    text: str, whole: StatedAmount | None, components: Sequence[StatedAmount], amounts: Sequence[StatedAmount]
) -> Breakdown:
    """Sort the components of a narrative; ``amounts`` are all that it states, ``text`` is the document's."""
    ordered = sorted(amounts, key=lambda a: a.evidence.start)
    own: list[tuple[StatedAmount, ...]] = []
    others: list[BrokenUp] = []
    for run in _runs(text, [c for c in components if not _OTHER_MONEY.search(_clause(text, c))]):
        head = head_of(text, run, whole, ordered)
        if head is None:
            own.append(run)
        else:
            others.append(BrokenUp(head, run))
    return Breakdown(_of_total(whole, own), (), tuple(others), _is_partial(text, whole, ordered))


_QUARTERS = 4
_NOTHING = r"季度[^，,。；;\d]{0,6}(?:不安排|未安排|无|不发生|不支出|没有)"


def whole_year(text: str, told: Mapping[int, StatedAmount]) -> tuple[StatedAmount, ...]:
    """Return the amounts of the quarters if they are all: the others are said in ``text`` to have none."""
    numerals = dict(zip(range(1, _QUARTERS + 1), ("[一1]", "[二2]", "[三3]", "[四4]"), strict=True))
    missing = [n for number, n in numerals.items() if number not in told]
    said = all(re.search(numeral + _NOTHING, text) for numeral in missing)
    return tuple(told[n] for n in sorted(told)) if len(told) > 1 and said else ()


def head_of(
    text: str, parts: Sequence[StatedAmount], whole: StatedAmount | None, amounts: Sequence[StatedAmount]
) -> StatedAmount | None:
    """Return the amount before a list that the list breaks up, if that is not the total.

    It is one that the parts add up to, or that stands right before the list as what was spent or is at hand.
    """
    added = total(interval_of(p) for p in parts)
    if whole is not None and added.meets(interval_of(whole)):
        return None
    first = parts[0].evidence.start
    before = [a for a in amounts if a.evidence.end <= first and a.qualifier == "exact"]
    if whole is not None:
        before = [a for a in before if not interval_of(a).meets(interval_of(whole))]
    if len(parts) > 1 and (same := [a for a in before if added.meets(interval_of(a))]):
        return same[-1]
    last = max((a for a in amounts if a.evidence.end <= first), key=lambda a: a.evidence.start, default=None)
    if last is None or last not in before or last.value < max(p.value for p in parts):
        return None
    marked = _MARKER.search(text[last.evidence.end : first])
    return last if marked and _OWN_WHOLE.search(_clause(text, last)) else None


#: Money of another stage than the budget that it is compared with.
_DONE = re.compile(r"执行[数为了率]|实际|支付|完成|累计|已安排|已下达")
_NEXT_TO = 12
_FAR = Decimal("0.34")


def contradicts(text: str, whole: StatedAmount, parts: Sequence[StatedAmount], full: bool = False) -> bool:
    """Return whether parts that miss a whole are its parts for certain: ``text`` is the document's.

    They are if a slip of the pen in one amount makes them add up. If they only come near, the list must be
    that of the whole by its words, or ``full`` by its kind (all quarters). Parts that are far from adding up
    are of other wholes.
    """
    if _slip_in(whole, parts):
        return True
    gap = whole.value - sum((p.value for p in parts), Decimal(0))
    return abs(gap) <= _FAR * whole.value and _is_tied(text, whole, parts, full)


def _is_tied(text: str, whole: StatedAmount, parts: Sequence[StatedAmount], full: bool) -> bool:
    """Return whether a list stands right behind its whole, or its whole behind it as their sum."""
    first = min(parts, key=lambda p: p.evidence.start)
    last = max(parts, key=lambda p: p.evidence.start)
    if first.evidence.start >= whole.evidence.end:
        between = text[whole.evidence.end : first.evidence.start]
        marked = _MARKER.search(between) is not None or len(between) <= _NEXT_TO
    else:
        between = text[last.evidence.end : whole.evidence.start]
        marked = _SUM_WORDS.search(between) is not None
    inside = text[first.evidence.start : last.evidence.end]
    near = full or (marked and "。" not in between and "。" not in inside)
    return near and not _DONE.search(between + inside)


def _runs(text: str, components: Sequence[StatedAmount]) -> Iterator[tuple[StatedAmount, ...]]:
    """Yield the components of one list each: no sentence ends between them."""
    run: list[StatedAmount] = []
    for component in components:
        if run and "。" in text[run[-1].evidence.end : component.evidence.start]:
            yield tuple(run)
            run = []
        run.append(component)
    if run:
        yield tuple(run)


def _of_total(whole: StatedAmount | None, runs: list[tuple[StatedAmount, ...]]) -> tuple[StatedAmount, ...]:
    """Return one list of the total; a list that is whole by itself stands apart from what follows it."""
    if whole is not None:
        for run in runs:
            rest = [r for r in runs if r is not run and len(r) > 1]
            if len(run) > 1 and total(map(interval_of, run)).meets(interval_of(whole)):
                return tuple(itertools.chain(*rest)) if rest else run
    together = tuple(itertools.chain(*runs))
    if whole is None or total(map(interval_of, together)).meets(interval_of(whole)):
        return together
    # A list that one slip keeps from the total is the total's; what is told apart of it is no more of it.
    slips = [r for r in runs if 1 < len(r) < len(together) and _slip_in(whole, r, least=Decimal(0))]
    return slips[0] if len(slips) == 1 else together


def _slip_in(whole: StatedAmount, parts: Sequence[StatedAmount], least: Decimal | None = None) -> bool:
    """Return whether one slip keeps parts from a whole; what it should be is above ``least``."""
    gap = whole.value - sum((p.value for p in parts), Decimal(0))
    wanted = [(whole, whole.value - gap), *((p, p.value + gap) for p in parts)]
    meant = [(a, value) for a, value in wanted if a.value and value and (least is None or value > least)]
    return any(is_slip(a.value, value, a.quantum) for a, value in meant)


def _clause(text: str, amount: StatedAmount) -> str:
    """Return the words of an amount's own clause, before it."""
    start = amount.evidence.start
    words = text[max(0, start - 40) : start]
    return re.split(r"[，。；：（）\n]", words)[-1]


def _is_partial(text: str, whole: StatedAmount | None, amounts: Sequence[StatedAmount]) -> bool:
    if whole is None or whole.derived:
        return False
    for other in amounts:
        between = text[whole.evidence.end : other.evidence.start]
        later = other.evidence.start > whole.evidence.start and "。" not in between
        if later and other.value > whole.value and _SUM_WORDS.search(_clause(text, other)):
            return True
    return False
