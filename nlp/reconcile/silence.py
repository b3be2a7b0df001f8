"""Why nothing is said of an amount that is no statement: prices, assets, other narratives' money; cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.document import Evidence
from nlp.outline.model import Outline
from nlp.reconcile.amounts import is_asset, is_threshold
from nlp.reconcile.cell_facts import CellFact, cell_facts
from nlp.reconcile.clauses import clause_start
from nlp.reconcile.flat import paragraphs
from nlp.reconcile.model import Finding, Statement
from nlp.reconcile.wording import cite, norm
from nlp.values.amount import find_amounts

#: So many cells of one figure are shown.
_CELLS = 12


@dataclass(frozen=True, slots=True)
class Silence:
    """A figure of which no statement is made: its words, its place, and the reason.

    ``findings`` are those that have the figure in their evidence.
    """

    quote: Evidence
    reason: str
    findings: tuple[Finding, ...]


def silences(
    outline: Outline, statements: Sequence[Statement], findings: Sequence[Finding], words: str
) -> Iterator[Silence]:
    """Yield the amounts of the text and the cells of the tables that hold ``words`` and are no statements."""
    wanted = norm(words)
    spans = [(s.amount.evidence.start, s.amount.evidence.end) for s in statements]
    text = outline.document.text
    for paragraph in paragraphs(text, 0, len(text), [(t.start, t.end) for t in outline.tables]):
        floor = 0
        for amount in find_amounts(paragraph.text):
            begin = clause_start(paragraph.text, amount.start, floor)
            floor = amount.end
            clause = paragraph.text[begin : amount.end]
            start, end = paragraph.span(amount.start, amount.end)
            if wanted not in norm(clause) or any(a < end and start < b for a, b in spans):
                continue
            place = outline.document.evidence(*paragraph.span(begin, amount.end))
            if is_threshold(paragraph.text, amount):
                reason = "这是单价、限额或标准，不是预算金额。"
            elif is_asset(paragraph.text[begin : amount.start]):
                reason = "说的是资产或经手的钱，不是要花的钱，不是预算金额。"
            else:
                reason = _of_place(outline, start)
            yield Silence(place, reason, _about(findings, place))
    yield from _cells(outline, statements, findings, wanted)


def _of_place(outline: Outline, at: int) -> str:
    narrative = next((n for n in outline.narratives if n.start <= at < n.end), None)
    if narrative is None:
        return "这一部分不是编制说明或其他情况说明，其中的金额不作核对。"
    section = next((s for s in narrative.sections if s.start <= at < s.end), None)
    where = cite(section.heading) if section is not None else "这一段"
    return f"{where}中的这一金额没有预算用语，可能是合同价、往年数或测算过程，不算本项目的预算。"


def _cells(
    outline: Outline, statements: Sequence[Statement], findings: Sequence[Finding], wanted: str
) -> Iterator[Silence]:
    shown = 0
    for fact in cell_facts(outline):
        cell = fact.place.cell
        if cell is None or shown == _CELLS or wanted != norm(cell.written):
            continue
        shown += 1
        yield Silence(cell.evidence, _of_cell(fact, statements), _about(findings, cell.evidence))


def _of_cell(fact: CellFact, statements: Sequence[Statement]) -> str:
    """Return what a cell is about, and what has been compared with it."""
    place = fact.place.evidence
    told = [s for s in statements if s.counterpart and any(_same(e, place) for e in s.counterpart.evidence)]
    quotes = "、".join(cite(s.quote) for s in told[:3])
    said = f"文字有{len(told)}处与它核对：{quotes}" if told else "文字没有与它核对的金额"
    return (
        f"《{fact.place.table.title}》的单元格，理解为 {fact.dimensions()}；{said}；"
        "行、列、合计与其他表的关系没有矛盾时不出问题。"
    )


def _same(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end


def _about(findings: Sequence[Finding], place: Evidence) -> tuple[Finding, ...]:
    return tuple(f for f in findings if any(_same(e, place) for e in f.evidence))
