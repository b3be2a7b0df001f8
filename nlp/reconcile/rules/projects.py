"""One project in several places: narrative, form, list of projects, prose; names, amounts, their number."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nlp.document import Evidence
from nlp.outline.model import BudgetTable, Outline
from nlp.reconcile.cells import label_key, norm
from nlp.reconcile.fact import Fact
from nlp.reconcile.form_sums import counted, distinct_forms
from nlp.reconcile.headers import own_columns
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.limits import rule_data
from nlp.reconcile.money import money
from nlp.reconcile.project_forms import annual_cells, project_key
from nlp.reconcile.rules.bodies import TELLING
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.rules.sums import cell_interval
from nlp.reconcile.statements import parts_of
from nlp.reconcile.wording import cite

#: What a title says of a table that shows some of its rows.
_EXCERPT = re.compile(
    r"[（(【\[](?:[^（()）]{0,4})(?:摘录|摘选|摘要|节选|选登|选编|部分(?:项目)?|示例|举例|样例|样表)[^（()）]{0,4}[)）】\]]|(?:摘录|节选|示例)$"
)


@dataclass(frozen=True, slots=True)
class _Project:
    """A project as one source states it: every amount that may be its money, the first the likeliest."""

    source: str
    name: str
    amounts: tuple[tuple[Decimal, Interval], ...]
    evidence: tuple[Evidence, ...]

    def agrees(self, other: _Project) -> bool:
        """Return whether any amount of one can be any amount of the other."""
        return any(a.meets(b) for _, a in self.amounts for _, b in other.amounts)


def project_amounts_differ(context: Context) -> Iterator[Draft]:
    """A project whose money in a list, in prose or in its form is none that its other places state.

    A narrative and its form are compared as statements.
    """
    groups = [_unique(g) for g in (_narratives(context), _forms(context), _listed(context), _told(context))]
    for one, other in ((0, 2), (0, 3), (1, 2), (1, 3), (2, 3)):
        for key, left in groups[one].items():
            right = groups[other].get(key)
            if right is None or not left.amounts or not right.amounts or left.agrees(right):
                continue
            a, b = left.amounts[0][0], right.amounts[0][0]
            yield Draft(
                f"项目「{left.name}」的金额前后不一：{left.source}为{money(a)}，{right.source}为{money(b)}。",
                f"{money(a)} ≠ {money(b)}",
                (*left.evidence, *right.evidence),
            )


def _unique(projects: Iterator[_Project]) -> dict[str, _Project]:
    """Return the projects by name; a name that a source has twice tells nothing."""
    found = list(projects)
    often = Counter(project_key(p.name) for p in found)
    return {key: p for p in found if often[key := project_key(p.name)] == 1 and len(key) > 2}


def _narratives(context: Context) -> Iterator[_Project]:
    for purse in context.purses:
        whole = purse.fields.amounts.annual_total
        if not purse.fields.project or whole is None or whole.derived or whole.qualifier != "exact":
            continue
        coins = [c for c in purse.coins if c.role in ("total", "fiscal", "own", "multi_year")]
        amounts = [(whole.value, Interval.of(whole.value, whole.quantum))]
        amounts += [(c.amount.value, c.interval) for c in coins]
        yield _Project("项目情况说明", purse.fields.project, tuple(amounts), (whole.evidence,))


def _forms(context: Context) -> Iterator[_Project]:
    for form in distinct_forms(context.outline):
        stated = (form.annual, form.total, form.fiscal, form.appropriation, *annual_cells(form))
        cells = [c for c in stated if c is not None]
        if form.project is not None and cells:
            amounts = tuple((c.value, cell_interval(c)) for c in cells)
            yield _Project("绩效目标表", form.project.text, amounts, (cells[0].evidence,))


def project_lists(outline: Outline) -> Iterator[BudgetTable]:
    """Yield the tables that list projects by name: 项目支出表, 项目绩效目标一览表."""
    forms = {form.table for form in outline.forms}
    for table in outline.tables_of("other", "performance_form"):
        named = [r for r in table.rows if r.label and any(r.cells)]
        coded = any(r.code for r in table.rows)
        titled = "项目" in norm(table.title) and "采购" not in table.title
        if table.id not in forms and titled and not coded and len(named) > 1:
            yield table


def target_list(outline: Outline) -> BudgetTable | None:
    """Return the one list of all projects with performance targets, None where there is none or several.

    A title may say that the list is no whole one: 项目绩效目标表（摘录）.
    """
    titled = [(table, norm(table.title)) for table in project_lists(outline)]
    lists = [table for table, title in titled if "绩效" in title and not _EXCERPT.search(title)]
    return lists[0] if len(lists) == 1 else None


def _listed(context: Context) -> Iterator[_Project]:
    for table in project_lists(context.outline):
        indices = [c.index for c in own_columns(table)]
        for row in table.rows:
            cells = [cell for i in indices if (cell := row.cells[i]) is not None and cell.value]
            if row.label and cells:
                amounts = tuple((c.value, cell_interval(c)) for c in cells)
                yield _Project(f"《{table.title}》", label_key(row.label), amounts, (cells[0].evidence,))


def _told(context: Context) -> Iterator[_Project]:
    """Yield the projects that prose lists under the money of all projects with performance targets."""
    for fact in _heads(context):
        for part in parts_of(context.facts, fact):
            known = part.measure is None and part.item is None
            if known and part.amount.qualifier == "exact" and part.year == context.outline.fiscal_year:
                interval = Interval.of(part.amount.value, part.amount.quantum)
                yield _Project("文字", part.what, ((part.amount.value, interval),), (part.quote,))


def _heads(context: Context) -> Iterator[Fact]:
    for fact, _ in counted(context.facts):
        if fact.year == context.outline.fiscal_year:
            yield fact


def project_name_differs(context: Context) -> Iterator[Draft]:
    """A project of one place that another place has only under a name of nearly the same writing.

    Both must state the same money, and neither name stand in the other place.
    """
    limit = rule_data().limits.near_name
    listed = {**_unique(_forms(context)), **_unique(_listed(context)), **_unique(_told(context))}
    own = _unique(_narratives(context))
    for key, project in own.items():
        if key in listed:
            continue
        near = [p for other, p in listed.items() if other not in own and _alike(key, other) >= limit]
        if len(near) != 1 or not project.agrees(near[0]):
            continue
        yield Draft(
            f"项目名称前后不一：项目情况说明写「{project.name}」，{near[0].source}写「{near[0].name}」，金额相同。",
            f"{cite(project.name)} ≠ {cite(near[0].name)}",
            (*_name_place(context, project), *near[0].evidence),
        )


def _alike(one: str, other: str) -> float:
    """Return how alike two keys of names are; numbers, directions and lengths by two tell them apart."""
    if TELLING.findall(one) != TELLING.findall(other) or abs(len(one) - len(other)) > 1:
        return 0.0
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _name_place(context: Context, project: _Project) -> tuple[Evidence, ...]:
    for purse in context.purses:
        place = purse.fields.narrative.project_evidence
        if purse.fields.project == project.name and place is not None:
            return (place, *project.evidence)
    return project.evidence


def project_list_differs(context: Context) -> Iterator[Draft]:
    """The number and the money of all projects with performance targets against the list of them."""
    table = target_list(context.outline)
    if table is None:
        return
    rows = [r for r in table.rows if r.label and any(r.cells)]
    columns = own_columns(table)
    for fact, count in counted(context.facts):
        if fact.year != context.outline.fiscal_year:
            continue
        names = tuple(r.label_evidence or r.evidence for r in rows)
        if count != len(rows):
            yield Draft(
                f"文字写编报绩效目标的项目{count}个，《{table.title}》列有{len(rows)}个。",
                f"{count} ≠ {len(rows)}",
                (fact.quote, *names),
            )
            return
        mine = Interval.of(fact.amount.value, fact.amount.quantum)
        sums = [total(cell_interval(r.cells[c.index]) for r in rows) for c in columns]
        if fact.amount.qualifier != "exact" or len(columns) != 1 or any(mine.meets(s) for s in sums):
            return
        cells = [c for r in rows if (c := r.cells[columns[0].index]) is not None]
        value = sum((c.value for c in cells), Decimal(0))
        yield Draft(
            f"文字写{count}个项目涉及{fact.amount.as_written}，《{table.title}》各项目之和为{money(value)}。",
            f"{' + '.join(money(c.value) for c in cells)} = {money(value)}",
            (fact.quote, *(c.evidence for c in cells)),
        )
        return
