"""Numbers that other places give: projects by grade, sums over several sections, listed projects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nlp.document import Evidence
from nlp.fields.model import StatedAmount
from nlp.outline.model import BudgetCell, BudgetRow, BudgetTable
from nlp.reconcile.cells import norm
from nlp.reconcile.form_sums import counted
from nlp.reconcile.headers import own_columns
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.likeness import likeness
from nlp.reconcile.money import money
from nlp.reconcile.purse import sum_interval, sum_value
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, everywhere, holding
from nlp.reconcile.rules.projects import target_list
from nlp.reconcile.rules.sums import cell_interval

_GRADE = re.compile(
    r"[“\"]?(?P<grade>优秀|优|良好|良|中等|中|合格|及格|较差|差|不合格)[”\"]?"
    r"(?:等[级次])?的?(?:项目)?(?:有|共)?(?P<number>\d{1,6})个"
)
_RATED = re.compile(
    r"(?<!\d)(?P<number>\d{1,6})个(?:二级|一级)?(?:预算)?(?:项目|部门项目)|项目(?:共|有)?(?P<other>\d{1,6})个"
)
_GRADES = 3


def grades_differ(context: Context) -> Iterator[Draft]:
    """Projects by grade (优31个、良6个、中1个) that exceed or, all grades told, miss those rated."""
    for paragraph in holding(everywhere(context), "优"):
        found = list(_GRADE.finditer(paragraph.text))
        if len(found) < 2 or not found[0]["grade"].startswith("优"):
            continue
        between = paragraph.text[found[0].start() : found[-1].end()]
        heads = [m for m in _RATED.finditer(paragraph.text) if m.end() <= found[0].start()]
        if "。" in between or not heads or len({m["grade"] for m in found}) < len(found):
            continue
        whole = int(heads[-1]["number"] or heads[-1]["other"])
        parts = [int(m["number"]) for m in found]
        if sum(parts) == whole or (sum(parts) < whole and len(parts) < _GRADES):
            continue
        spans = [(m.start(), m.end()) for m in (heads[-1], *found)]
        yield Draft(
            f"文字写评价项目{whole}个，各等级之和为{sum(parts)}个。",
            f"{' + '.join(map(str, parts))} = {sum(parts)} ≠ {whole}",
            tuple(context.outline.document.evidence(*paragraph.span(a, b)) for a, b in spans),
        )


_GATHERED = re.compile(r"(?P<n>[两二三四五六])[项个只类](?:基金|资金|项目|收入|支出|费用)")
_NUMERALS = dict(zip("两二三四五六", (2, 2, 3, 4, 5, 6), strict=True))
_NAME = re.compile(r"(?P<name>[一-鿿]{4,14})合计$")
_MARK = re.compile(r"[，,。；;：:（）()、\d]")
#: So many characters before an amount may name it.
_WORDS = 24
#: What is added up stands within so many characters before its sum.
_REACH = 4000


def gathered_sum_differs(context: Context) -> Iterator[Draft]:
    """A sum over several sections (两项基金…年末滚存结余合计) near what they add up to."""
    told: list[tuple[Passage, int]] = []
    for paragraph in context.facts.running:
        text = paragraph.text
        heads = list(_GATHERED.finditer(text)) if "合计" in text else []
        for index, amount in enumerate(paragraph.amounts):
            sum_of = _sum_of(text[: amount.start], heads) if heads else None
            whole = paragraph.stated[index]
            if sum_of and whole.qualifier == "exact":
                yield from _gathered(*sum_of, whole, told)
            told.append((paragraph, index))


def _sum_of(before: str, heads: Sequence[re.Match[str]]) -> tuple[str, int] | None:
    """Return what a sum adds up, and how many of them, by the words before it."""
    head = [m for m in heads if m.end() <= len(before) and "。" not in before[m.end() :]]
    named = _NAME.search(_MARK.split(before[-_WORDS:])[-1]) if head else None
    return (named["name"], _NUMERALS[head[-1]["n"]]) if named else None


def _gathered(
    name: str, number: int, whole: StatedAmount, told: Sequence[tuple[Passage, int]]
) -> Iterator[Draft]:
    named = (p.stated[i] for p, i in told if p.text.endswith(name, 0, p.amounts[i].start))
    near = [a for a in named if whole.evidence.start - a.evidence.end <= _REACH]
    parts = tuple(near)
    if len(parts) != number or any(p.qualifier != "exact" for p in parts):
        return
    value = sum_value(parts)
    if sum_interval(parts).meets(Interval.of(whole.value, whole.quantum)):
        return
    if likeness(whole.value, value, whole.quantum) is None:
        return
    yield Draft(
        f"“{name}合计”写{whole.as_written}，前文{number}处“{name}”之和为{money(value)}。",
        f"{' + '.join(p.as_written for p in parts)} = {money(value)} ≠ {money(whole.value)}",
        (whole.evidence, *(p.evidence for p in parts)),
    )


def listed_projects_differ(context: Context) -> Iterator[Draft]:
    """A number of projects with targets and their money, where a table of that very money has other rows.

    A document with a list of those projects is left to ``project_list_differs``: one slip is told once.
    """
    if target_list(context.outline) is not None:
        return
    for fact, count in counted(context.facts):
        if fact.year != context.outline.fiscal_year or fact.amount.qualifier != "exact":
            continue
        mine = Interval.of(fact.amount.value, fact.amount.quantum)
        for table in context.outline.tables:
            rows = _projects(table, mine) if "项目" in norm(table.title) else ()
            if len(rows) < 2 or len(rows) == count:
                continue
            places: tuple[Evidence, ...] = tuple(r.label_evidence or r.evidence for r in rows)
            yield Draft(
                f"文字写编报绩效目标的项目{count}个、{fact.amount.as_written}，"
                f"《{table.title}》的合计正是这一金额，列有{len(rows)}个项目。",
                f"{count} ≠ {len(rows)}",
                (fact.quote, *places),
            )
            return


def _projects(table: BudgetTable, told: Interval) -> tuple[BudgetRow, ...]:
    """Return the projects of a table that add up to an amount, without the rows of their units."""
    for column in own_columns(table):
        cells = [
            (r, c) for r in table.rows if r.label and (c := r.cells[column.index]) is not None and c.value
        ]
        if len(cells) < 2:
            continue
        for leaves in (cells, _leaves(cells)):
            if total(cell_interval(c) for _, c in leaves).meets(told):
                return tuple(r for r, _ in leaves)
    return ()


def _leaves(cells: Sequence[tuple[BudgetRow, BudgetCell]]) -> list[tuple[BudgetRow, BudgetCell]]:
    """Return the rows without those that the rows right behind them add up to."""
    kept: list[tuple[BudgetRow, BudgetCell]] = []
    index = 0
    while index < len(cells):
        added, end = Decimal(0), index
        head = cells[index][1].value
        while end + 1 < len(cells) and added < head:
            end += 1
            added += cells[end][1].value
        if end > index and added == head:
            kept += cells[index + 1 : end + 1]
            index = end + 1
        else:
            kept.append(cells[index])
            index += 1
    return kept


_SEAT = re.compile(
    r"(?:本级|本部|机关)(?:预算)?[、，,和及](?:所属|下属)(?P<told>(?P<number>\d{1,6})[家个][^，,。；;\d]{0,8}单位)"
)
_SEAT_ROW = re.compile(r"(?:本级|本部|机关)$")
#: The table stands right behind the words that announce it; more rows off, and it is another one.
_NEXT, _OFF = 120, 3


def listed_units_differ(context: Context) -> Iterator[Draft]:
    """A number of units told beside the seat (局本级和所属13家单位) against the table that it announces."""
    for paragraph in context.facts.running:
        told = _SEAT.search(paragraph.text)
        if told is None or "如下" not in paragraph.text[told.end() :]:
            continue
        end = paragraph.offsets[-1] + 1
        table = next((t for t in context.outline.tables if 0 <= t.start - end <= _NEXT), None)
        rows = [r for r in table.rows if r.label and not r.code] if table is not None else []
        units = [r for r in rows if not _SEAT_ROW.search(r.label)]
        number = int(told["number"])
        if len(rows) - len(units) != 1 or len(units) == number or abs(len(units) - number) > _OFF:
            continue
        place = context.outline.document.evidence(*paragraph.span(told.start("told"), told.end("told")))
        yield Draft(
            f"文字写本级之外的单位{number}个，其下的表列有{len(units)}个。",
            f"{number} ≠ {len(units)}",
            (place, *(r.label_evidence or r.evidence for r in units)),
        )
