"""One project that two narratives tell, as one where its form is written out as text: its totals."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from nlp.fields.model import StatedAmount
from nlp.reconcile.interval import Interval
from nlp.reconcile.likeness import is_slip
from nlp.reconcile.project_forms import project_key
from nlp.reconcile.purse import Purse
from nlp.reconcile.rules.context import Context, Draft


def retold_totals_differ(context: Context) -> Iterator[Draft]:
    """The total of a year, or of all years, that another narrative tells with a slip."""
    by_project: dict[str, list[Purse]] = {}
    for purse in context.purses:
        if purse.fields.project:
            by_project.setdefault(project_key(purse.fields.project), []).append(purse)
    for purses in by_project.values():
        for one, other in itertools.combinations(purses, 2):
            a, b = one.fields.amounts, other.fields.amounts
            annual, whole = (a.annual_total, b.annual_total), (a.multi_year_total, b.multi_year_total)
            for name, told, beside in (("多年总额", whole, annual), ("年度总额", annual, whole)):
                first, second = told
                if first is None or second is None or not _agree(*beside) or not _differ(first, second):
                    continue
                yield Draft(
                    f"项目「{one.name}」的{name}一处写{first.as_written}，另一处写{second.as_written}。",
                    f"{first.as_written} ≠ {second.as_written}",
                    (first.evidence, second.evidence),
                )


def _agree(one: StatedAmount | None, other: StatedAmount | None) -> bool:
    """Return whether two narratives are of one project of a name: two units may have one each."""
    if one is None or other is None or one.derived or other.derived:
        return False
    return Interval.of(one.value, one.quantum).meets(Interval.of(other.value, other.quantum))


def _differ(one: StatedAmount, other: StatedAmount) -> bool:
    """Return whether two stated amounts differ by one slip, and not by their unit alone."""
    if one.derived or other.derived or one.qualifier != "exact" or other.qualifier != "exact":
        return False
    a, b = Interval.of(one.value, one.quantum), Interval.of(other.value, other.quantum)
    if a.meets(b) or not 0 < one.value < 10 * other.value or other.value >= 10 * one.value:
        return False
    return is_slip(one.value, other.value, one.quantum) or is_slip(other.value, one.value, other.quantum)
