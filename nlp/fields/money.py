"""Stated and derived amounts with their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from nlp.fields.context import Context
from nlp.fields.model import AmountQualifier, StatedAmount
from nlp.values.amount import Amount

_FACTORS = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


def stated(
    context: Context, amount: Amount, label: str | None = None, year: int | None = None
) -> StatedAmount:
    """Return a written amount as a stated one."""
    evidence = context.evidence_of(amount)
    return StatedAmount(
        amount.value,
        amount.quantum,
        evidence.text,
        amount.unit,
        amount.decimals,
        amount.qualifier,
        evidence,
        label=label,
        year=year,
    )


def total_of(parts: Sequence[StatedAmount]) -> StatedAmount:
    """Return the sum of ``parts``, derived, with its computation.

    Its precision is that of its parts together: the half units of their last digits add up.
    """
    value = sum((part.value for part in parts), Decimal(0))
    units = {part.unit for part in parts}
    unit = parts[0].unit if len(units) == 1 else "元"
    written = [plain_number(part.value / _FACTORS[unit]) for part in parts]
    total = plain_number(value / _FACTORS[unit])
    qualifier: AmountQualifier = "about" if any(p.qualifier != "exact" for p in parts) else "exact"
    return StatedAmount(
        value,
        sum((part.quantum for part in parts), Decimal(0)),
        f"{total}{unit}",
        unit,
        max((part.decimals for part in parts if part.unit == unit), default=0),
        qualifier,
        parts[0].evidence,
        derived=True,
        computation=f"{' + '.join(written)} = {total}（{unit}）",
        parts=tuple(part.evidence for part in parts),
    )


def plain_number(value: Decimal) -> str:
    """Return a decimal without exponent and trailing zeros.

    >>> plain_number(Decimal("1.50E+2"))
    '150'
    """
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written
