"""One project in the documents of two years: words repeated, money carried over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from nlp.document import Evidence
from nlp.fields.model import NarrativeFields, StatedAmount
from nlp.reconcile.interval import Interval
from nlp.reconcile.likeness import is_slip
from nlp.reconcile.model import Finding, Severity
from nlp.reconcile.wording import cite, norm

_SAME_TEXT = 0.9


@dataclass(frozen=True, slots=True)
class Told:
    """A narrative of one document, its text and its document's name and fiscal year."""

    fields: NarrativeFields
    text: str
    source: str
    year: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A finding on one project in two years; the finding's evidence is in the later one."""

    finding: Finding
    earlier: tuple[Evidence, ...]


def project_pairs(later: tuple[Told, ...], earlier: tuple[Told, ...]) -> Iterator[Pair]:
    """Yield what contradicts between the narratives of one project, known by its name."""
    old, new = _by_name(earlier), _by_name(later)
    for name, told in new.items():
        before = old.get(name, [])
        # Two narratives of one name can't be told apart.
        if len(told) == len(before) == 1:
            yield from _same_words(told[0], before[0])
            yield from _carried_over(told[0], before[0])


def _by_name(all_told: tuple[Told, ...]) -> dict[str, list[Told]]:
    """Return the narratives that have a project's name, by it."""
    found: dict[str, list[Told]] = {}
    for told in all_told:
        if name := norm(told.fields.project or ""):
            found.setdefault(name, []).append(told)
    return found


def _same_words(now: Told, before: Told) -> Iterator[Pair]:
    """A narrative that repeats last year's nearly word for word, with another amount."""
    a, b = now.fields.amounts.annual_total, before.fields.amounts.annual_total
    if a is None or b is None or a.value == b.value:
        return
    likeness = SequenceMatcher(None, norm(now.text), norm(before.text), autojunk=False).ratio()
    if likeness >= _SAME_TEXT:
        message = (
            f"项目「{now.fields.project}」的说明与{before.source}几乎逐字相同，"
            f"金额由{b.as_written}变为{a.as_written}。"
        )
        finding = Finding("narrative-repeated", "info", message, f"文字相似度 {likeness:.2f}", (a.evidence,))
        yield Pair(finding, (b.evidence,))


def _carried_over(now: Told, before: Told) -> Iterator[Pair]:
    """A project of several years: its total, and the money of one year that the other document tells too."""
    a, b = now.fields.amounts, before.fields.amounts
    yield from _compared(now, before, "总额", a.multi_year_total, b.multi_year_total)
    for other in a.other_years:
        if other.year == before.year:
            yield from _compared(now, before, f"{before.year}年的金额", other, b.annual_total)
    for other in b.other_years:
        if other.year == now.year:
            yield from _compared(now, before, f"{now.year}年的金额", a.annual_total, other)


def _compared(
    now: Told, before: Told, what: str, mine: StatedAmount | None, its: StatedAmount | None
) -> Iterator[Pair]:
    """Compare an amount that both documents tell; plans change, so only a slip of the pen is a warning."""
    if mine is None or its is None or {mine.qualifier, its.qualifier} != {"exact"}:
        return
    if mine.derived or its.derived:
        return
    if Interval.of(mine.value, mine.quantum).meets(Interval.of(its.value, its.quantum)):
        return
    slip = is_slip(mine.value, its.value, max(mine.quantum, its.quantum))
    severity: Severity = "warning" if slip else "info"
    why = "只差一处，可能是笔误" if slip else "计划可能经过调整"
    finding = Finding(
        "carried-over-project-differs",
        severity,
        f"项目{cite(now.fields.project or '')}{what}写{mine.as_written}，"
        f"{before.source}写{its.as_written}，不一致（{why}）。",
        f"{mine.as_written} ≠ {its.as_written}",
        (mine.evidence,),
    )
    yield Pair(finding, (its.evidence,))
