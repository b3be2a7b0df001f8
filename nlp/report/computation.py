"""How a stated amount was compared: both amounts with the intervals that they stand for, and the gap."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from nlp.reconcile.interval import Interval
from nlp.reconcile.model import Counterpart
from nlp.reconcile.money import plain
from nlp.reconcile.why import Candidate, Why
from nlp.report.model import Axis, Computation, Lane, Side

#: The axis is this wide; a line is never thinner than _THIN.
_WIDTH: Final = Decimal(320)
_MARGIN: Final = Decimal(24)
_THIN: Final = Decimal("2.5")
#: So many other cells are listed.
_OTHERS: Final = 6
#: A text of the axis takes about so much a character, and stays inside.
_CHARACTER: Final = Decimal("5.8")


def computation_of(why: Why) -> Computation:
    """Return the comparison of one statement."""
    statement = why.statement
    counterpart = statement.counterpart
    amount = statement.amount
    sides = [_side("stated", amount.as_written, amount.value, why.interval)]
    axis = None
    if counterpart is not None:
        other = Interval.of(counterpart.value, counterpart.quantum)
        sides.append(
            _side("cell" if counterpart.table else "sum", _label(counterpart), counterpart.value, other)
        )
        axis = axis_of(amount.value, why.interval, counterpart.value, other)
    others = [c for c in why.candidates if counterpart is None or c.value != counterpart.value]
    return Computation(
        quote=statement.quote,
        understood=_understood(why),
        sides=tuple(sides),
        difference=None if statement.difference is None else signed(statement.difference),
        axis=axis,
        verdict=statement.verdict,
        explanation=statement.explanation,
        derived=(amount.computation or "") if amount.derived else "",
        others=tuple(map(_candidate, others[:_OTHERS])),
    )


def signed(value: Decimal) -> str:
    """Return a number with its sign, a real minus among them.

    >>> signed(Decimal(-1026)), signed(Decimal(5)), signed(Decimal(0))
    ('−1,026', '+5', '0')
    """
    if not value:
        return "0"
    return f"+{plain(value)}" if value > 0 else f"−{plain(-value)}"


def number(value: Decimal) -> str:
    """Return a number with a real minus.

    >>> number(Decimal("-1480.60"))
    '−1,480.6'
    """
    return plain(value).replace("-", "−")


def point(value: Decimal) -> str:
    """Return a coordinate with one decimal.

    >>> point(Decimal("12.3456"))
    '12.3'
    """
    return f"{value:.1f}"


def _side(role: str, label: str, value: Decimal, interval: Interval) -> Side:
    return Side(
        role=role,  # type: ignore[arg-type]
        label=label,
        value=number(value),
        low=number(interval.low),
        high=number(interval.high),
    )


def _candidate(each: Candidate) -> Side:
    return Side(
        role="other",
        label=each.where,
        value=number(each.value),
        low=number(each.interval.low),
        high=number(each.interval.high),
        verdict=each.verdict,
        likely=each.likely,
    )


def _label(counterpart: Counterpart) -> str:
    if counterpart.table is not None:
        return " · ".join(part for part in (counterpart.row, counterpart.column) if part)
    return ""


def _understood(why: Why) -> str:
    fact = why.fact
    if fact is None:
        return why.statement.what
    name = fact.measure.name if fact.measure else fact.item.label if fact.item else fact.what
    return " · ".join(str(part) for part in (name, fact.year) if part)


def axis_of(value: Decimal, stated: Interval, other_value: Decimal, other: Interval) -> Axis:
    """Return both intervals on one axis that shows all of them.

    >>> one = Interval(Decimal(0), Decimal(10)); two = Interval(Decimal(6), Decimal(8))
    >>> axis_of(Decimal(5), one, Decimal(7), two).overlap
    ('187.2', '54.4')
    """
    low, high = min(stated.low, other.low), max(stated.high, other.high)
    span = (high - low) or Decimal(1)
    scale = (_WIDTH - 2 * _MARGIN) / span

    def at(where: Decimal) -> Decimal:
        return _MARGIN + (where - low) * scale if high > low else _WIDTH / 2

    def bar(interval: Interval) -> tuple[str, str]:
        start, width = at(interval.low), (interval.high - interval.low) * scale
        if width < _THIN:
            start, width = start - (_THIN - width) / 2, _THIN
        return point(start), point(width)

    def lane(where: Decimal, interval: Interval) -> Lane:
        start, width = bar(interval)
        text = number(where)
        room = _CHARACTER * len(text) / 2
        x = min(max(at(where), room), _WIDTH - room)
        return Lane(start, width, point(at(where)), text, point(x))

    common = stated.intersect(other)
    return Axis(lane(value, stated), lane(other_value, other), bar(common) if common else None)
