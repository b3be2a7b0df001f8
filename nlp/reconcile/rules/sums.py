"""Rules on sums inside a table: 类=Σ款=Σ项, totals, columns, the two halves."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nlp.document import Evidence
from nlp.outline.model import BudgetCell, BudgetRow, BudgetTable, Column
from nlp.reconcile.cells import label_key, norm
from nlp.reconcile.headers import amount_columns, of_which_columns
from nlp.reconcile.interval import ZERO, Interval, total
from nlp.reconcile.model import Severity
from nlp.reconcile.money import plain
from nlp.reconcile.rules.context import Context, Draft, believable
from nlp.reconcile.wording import cite

CODED = (
    "income",
    "expenditure",
    "general_public_by_function",
    "government_fund_by_function",
    "state_capital_by_function",
    "basic_by_economic",
)
HALVED = ("income_expenditure_summary", "fiscal_appropriation")
_PLAIN_TOTAL = re.compile(r"^(?:收入|支出|本年收入|本年支出|收支)?(?:合计|总计|小计)$")
_TOP = re.compile(r"^[一二三四五六七八九十]+[、.．]")
_DETAIL = re.compile(r"^(?:\d+[、.．]|[（(][一二三四五六七八九十\d]+[）)])")
#: "（一）一般公共预算拨款" under 本年收入 or 上年结转.
_FUND = re.compile(r"^\([一二三]\)(?:一般公共|政府性基金|国有资本)")
_CARRIED = re.compile(r"结转|结余|弥补|动用")
#: "一般公共预算结转" right below 上年结转, without a number.
_OF_A_FUND = re.compile(r"(?:其中:)?(?:一般公共|政府性基金|国有资本|财政专户|财政拨款)")
#: One list may hold both sides of the account: 年初结转, 本年收入, 本年支出, 年末结转, 总计.
_COMES_IN = re.compile(r"^(?:年初|上年|期初|以前年度)|收入$|拨款$")
_GOES_OUT = re.compile(r"^(?:年末|期末)|结转(?:到)?下年|支出$|^结余分配")

_SPENDING = re.compile(r"支出(?:合计|总计)?$")

_NOTHING = Decimal(0)


def cell_interval(cell: BudgetCell | None) -> Interval:
    """Return a cell's interval; an empty cell states nothing, exactly 0."""
    return Interval.of(cell.value, cell.quantum) if cell else ZERO


def compare(whole: BudgetCell | None, parts: Sequence[BudgetCell | None]) -> Severity | None:
    """Return how far a whole and its parts contradict each other, ``None`` if they need not.

    Outside the rounding intervals, but inside what cutting off every cell explains, is only ``info``.
    """
    difference = whole.value if whole else _NOTHING
    for part in parts:
        if part is not None:
            difference -= part.value
    if not difference:
        return None  # two intervals about one value meet, whatever was rounded
    difference = abs(difference)
    cut = sum((c.quantum for c in (whole, *parts) if c), _NOTHING)
    if 2 * difference <= cut:
        return None  # the intervals' halves together reach as far
    return "info" if difference < cut else "error"


def sum_draft(
    table: BudgetTable,
    told: str,
    whole: BudgetCell | None,
    parts: Sequence[BudgetCell | None],
    severity: Severity,
    fallback: Evidence,
) -> Draft:
    """Return the finding on a whole that its parts miss; ``fallback`` is its place where it is empty."""
    unit = table.unit
    factor = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}[unit]
    stated = [c for c in parts if c]
    added = sum((c.value for c in stated), Decimal(0)) / factor
    value = (whole.value if whole else Decimal(0)) / factor
    terms = " + ".join(plain(c.value / factor) for c in stated) or "0"
    return Draft(
        f"《{table.title}》{told}：写{plain(value)}{unit}，各部分之和为{plain(added)}{unit}，"
        f"相差{plain(abs(added - value))}{unit}。",
        f"{terms} = {plain(added)} ≠ {plain(value)}",
        (whole.evidence if whole else fallback, *(c.evidence for c in stated)),
        severity,
    )


def row_name(row: BudgetRow) -> str:
    """Return a row's code and label, for a sentence."""
    return f"{row.code} {row.label}" if row.code else (row.label or "合计")


def rows_do_not_add_up(context: Context) -> Iterator[Draft]:
    """A coded row against the rows one level below it."""
    for table in context.outline.tables_of(*CODED):
        children: dict[str, list[BudgetRow]] = {}
        seen: set[str] = set()
        for row in table.rows:
            if row.code and row.code not in seen:
                seen.add(row.code)
                children.setdefault(row.code.rpartition("-")[0], []).append(row)
        drafts: list[Draft] = []
        checked = 0
        columns = [(c, False) for c in amount_columns(table)] + [(c, True) for c in of_which_columns(table)]
        for row in table.rows:
            parts = children.get(row.code or "", []) if row.code else []
            if not parts:
                continue
            below = [p.cells for p in parts]
            for column, beside in columns:
                cells = [each[column.index] for each in below]
                whole = row.cells[column.index]
                if whole is None and (beside or not any(cells)):
                    continue
                if beside and not any(cells):
                    continue  # a part that stands beside its whole need not be stated on every level
                checked += 1
                if severity := compare(whole, cells):
                    told = f"{cite(row_name(row))}的{cite(column.name)}不等于下级科目之和"
                    drafts.append(sum_draft(table, told, whole, cells, severity, row.evidence))
        yield from believable(drafts, checked)


def totals_do_not_add_up(context: Context) -> Iterator[Draft]:
    """A total row against the rows it adds up."""
    for table in context.outline.tables_of(*CODED):
        yield from _coded_total(table)
    for table in context.outline.tables_of(*HALVED):
        for half in sorted({c.half for c in table.columns}):
            yield from _half_totals(table, half)
            yield from _details(table, half)


def _coded_total(table: BudgetTable) -> Iterator[Draft]:
    if any(r.code is None and any(r.cells) for r in table.rows):
        return  # without a code on every row nobody knows what the total adds up
    totals = [r for r in table.totals if _PLAIN_TOTAL.match(label_key(r.label))]
    tops = [r for half in {r.half for r in table.rows} for r in _tops(table, half)]
    if len(totals) == 1 and tops:
        for column in amount_columns(table):
            yield from _missed_total(table, totals[0], [r.cells[column.index] for r in tops], column)
    elif len({r.half for r in table.totals}) == len(table.totals) > 1:
        yield from _totals_by_half(table, tops)


def _tops(table: BudgetTable, half: int) -> list[BudgetRow]:
    """Return the rows that make up a half's total: the groups (301), or all rows if they are of one level.

    A list of 基本工资, 津贴补贴 … need not have the groups over them; of two levels nobody knows.
    """
    rows = [r for r in table.rows if r.half == half]
    groups = [r for r in rows if r.level == 1]
    return groups or (rows if len({r.level for r in rows}) == 1 else [])


def _missed_total(
    table: BudgetTable, row: BudgetRow, cells: list[BudgetCell | None], column: Column
) -> Iterator[Draft]:
    whole = row.cells[column.index]
    if severity := compare(whole, cells):
        told = f"{cite(row_name(row))}的{cite(column.name)}不等于各类之和"
        yield sum_draft(table, told, whole, cells, severity, row.evidence)


#: 人员经费 are 工资福利支出 and 对个人和家庭的补助, whatever half their groups stand in.
_OF_PEOPLE = ("301", "303")


def _totals_by_half(table: BudgetTable, tops: list[BudgetRow]) -> Iterator[Draft]:
    """人员经费合计, 公用经费合计 and what both make, side by side: over their own half's groups, or by name.

    A list that runs on into the other half makes both totals miss; then only their sum counts.
    """
    columns = {row.half: amount_columns(table, row.half) for row in (*table.totals, *tops)}
    alike = len({len(own) for own in columns.values()}) == 1
    ways: list[list[Draft]] = []
    for choose in (_of_its_half, _of_its_name) if alike else (_of_its_half,):
        drafts: list[Draft] = []
        for row in table.totals:
            own = choose(row, tops)
            for number, column in enumerate(columns[row.half] if own else ()):
                cells = [r.cells[columns[r.half][number].index] for r in own]
                drafts += _missed_total(table, row, cells, column)
        ways.append(drafts)
    drafts = min(ways, key=len)
    if len(drafts) > 1 and all(len(own) == 1 for own in columns.values()):
        ends = [r.cells[columns[r.half][0].index] for r in table.totals]
        parts = [r.cells[c.index] for r in tops for c in columns[r.half]]
        if total(map(cell_interval, ends)).meets(total(map(cell_interval, parts))):
            return
    yield from drafts


def _of_its_half(row: BudgetRow, tops: list[BudgetRow]) -> list[BudgetRow]:
    return [r for r in tops if r.half == row.half]


def _of_its_name(row: BudgetRow, tops: list[BudgetRow]) -> list[BudgetRow]:
    if "人员" in row.label:
        return [r for r in tops if r.code in _OF_PEOPLE]
    if "公用" in row.label:
        return [r for r in tops if r.code not in _OF_PEOPLE]
    return tops


def _half_totals(table: BudgetTable, half: int) -> Iterator[Draft]:
    """本年合计 adds up the numbered rows; a later 总计 adds 结转 and 结余 to it."""
    rows = sorted((r for r in table.all_rows() if r.half == half), key=lambda r: r.evidence.start)
    numbered = any(_TOP.match(norm(r.label)) for r in rows if r.role == "item")
    columns = amount_columns(table, half)
    pending: list[BudgetRow] = []
    first_total = False
    for row in rows:
        label = norm(row.label)
        if first_total and "收入" in pending[0].label and _SPENDING.search(label_key(row.label)):
            # The list goes on with the other side of the account.
            pending, first_total = ([row], True) if row.role == "total" else ([], False)
            if first_total:
                continue
        if row.role == "item" and not _PLAIN_TOTAL.match(label_key(row.label)):
            top = bool(_TOP.match(label)) if numbered else not label.startswith("其中")
            if first_total:
                # After 本年合计 stand 结转 and its details; the details are numbered or 其中.
                if _CARRIED.search(label) and not label.startswith("其中"):
                    pending.append(row)
            elif top or (numbered and _CARRIED.search(label) and not re.match(r"^[\d(（]", label)):
                pending.append(row)
            continue
        if not pending:
            continue
        for column, side in itertools.product(columns, _sides(pending)):
            cells = [r.cells[column.index] for r in side]
            whole = row.cells[column.index]
            tops = [r.cells[column.index] for r in _without_funds(side)]
            if len(tops) < len(cells) and _nearer(whole, tops, cells):
                cells = tops
            if severity := compare(whole, cells):
                told = f"{cite(row.label)}的{cite(column.name)}不等于各项之和"
                yield sum_draft(table, told, whole, cells, severity, row.evidence)
        pending = [row]
        first_total = True


def _without_funds(rows: list[BudgetRow]) -> list[BudgetRow]:
    """Return the rows without what 上年结转 holds of each fund, unnumbered right below it."""
    kept: list[BudgetRow] = []
    below = False
    for row in rows:
        label = norm(row.label)
        carried = _CARRIED.search(label) is not None
        if below and carried and _OF_A_FUND.match(label):
            continue
        below = carried and not _OF_A_FUND.match(label)
        kept.append(row)
    return kept


def _nearer(
    whole: BudgetCell | None, some: Sequence[BudgetCell | None], others: Sequence[BudgetCell | None]
) -> bool:
    """Return whether some cells add up to a whole, or come nearer to it than others."""
    value = whole.value if whole else _NOTHING
    one, other = (sum((c.value for c in cells if c), _NOTHING) for cells in (some, others))
    return abs(one - value) < abs(other - value)


def _sides(rows: list[BudgetRow]) -> list[list[BudgetRow]]:
    """Return the rows that a total adds up: all of them, or each side's where one list holds both.

    Where some rows are of neither side by their words, nobody knows what the total adds up.
    """
    names = [re.sub(r"\(.*?\)", "", label_key(r.label)) for r in rows]
    out = [r for r, name in zip(rows, names, strict=True) if _GOES_OUT.search(name)]
    into = [r for r, name in zip(rows, names, strict=True) if r not in out and _COMES_IN.search(name)]
    if not into or not out:
        return [rows]
    return [into, out] if len(into) + len(out) == len(rows) else []


def _details(table: BudgetTable, half: int) -> Iterator[Draft]:
    """Rows numbered 1、2、 under a row numbered 一、 add up to it; 其中 rows may name only some parts."""
    rows = sorted((r for r in table.rows if r.half == half), key=lambda r: r.evidence.start)
    columns = amount_columns(table, half)
    groups: list[tuple[BudgetRow, list[BudgetRow]]] = []
    for row in rows:
        label = norm(row.label)
        if _TOP.match(label):
            groups.append((row, []))
        elif groups and _DETAIL.match(label):
            groups[-1][1].append(row)
    for row, parts in groups:
        # One numbered detail alone is all of its row only where the form lists every fund.
        alone = len(parts) == 1 and table.kind == "fiscal_appropriation" and _FUND.match(norm(parts[0].label))
        for column in columns if len(parts) > 1 or alone else []:
            cells = [p.cells[column.index] for p in parts]
            whole = row.cells[column.index]
            if any(cells) and (severity := compare(whole, cells)):
                told = f"{cite(row.label)}的{cite(column.name)}不等于其下各项之和"
                yield sum_draft(table, told, whole, cells, severity, row.evidence)


def halves_differ(context: Context) -> Iterator[Draft]:
    """收入总计 against 支出总计, where the table states both."""
    for table in context.outline.tables_of(*HALVED):
        ends = []
        for half in (0, 1):
            totals = [r for r in table.totals if r.half == half]
            column = _total_column(table, half)
            if not totals or column is None:
                break
            last = max(totals, key=lambda r: (label_key(r.label).endswith("总计"), r.evidence.start))
            ends.append((last, last.cells[column.index]))
        if len(ends) != 2 or not all(cell for _, cell in ends):
            continue
        (income, one), (spending, two) = ends
        assert one
        assert two
        both_grand = all(label_key(r.label).endswith("总计") for r, _ in ends)
        if cell_interval(one).meets(cell_interval(two)):
            continue
        if not both_grand and any(_CARRIED.search(r.label) and any(r.cells) for r in table.rows):
            continue  # 本年收入合计 and 本年支出合计 differ by what is carried over
        yield Draft(
            f"《{table.title}》的{cite(income.label)}{one.written}{table.unit}与{cite(spending.label)}"
            f"{two.written}{table.unit}不相等。",
            f"{plain(one.value)} ≠ {plain(two.value)}",
            (one.evidence, two.evidence),
        )


def _total_column(table: BudgetTable, half: int) -> Column | None:
    columns = amount_columns(table, half)
    named = [c for c in columns if norm(c.name).endswith(("合计", "总计"))]
    return named[0] if named else (columns[0] if len(columns) == 1 else None)
