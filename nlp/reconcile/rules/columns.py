"""Rules on columns: 合计 against what stands beside it, 增减 against the two years it compares."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.document import Evidence
from nlp.outline.model import BudgetRow, BudgetTable, Column
from nlp.reconcile.headers import amount_columns, headed, header, now_and_before
from nlp.reconcile.interval import Interval
from nlp.reconcile.likeness import is_slip
from nlp.reconcile.money import percent, plain
from nlp.reconcile.rules.context import Context, Draft, believable
from nlp.reconcile.rules.sums import CODED, HALVED, cell_interval, compare, row_name, sum_draft
from nlp.reconcile.wording import cite, norm


def columns_do_not_add_up(context: Context) -> Iterator[Draft]:
    """合计 and 小计 columns against the columns beside them, by the header's own tree."""
    for table in context.outline.tables:
        if table.kind == "performance_form":
            continue
        known = table.kind in (*CODED, *HALVED, "three_public")
        for whole, told_parts in column_sums(table):
            parts = _fitting(table, whole, told_parts)
            drafts: list[Draft] = []
            failed: list[BudgetRow] = []
            checked = 0
            indices = [c.index for c in parts]
            for row in table.all_rows():
                if row.half != whole.half:
                    continue
                cells = [row.cells[index] for index in indices]
                cell = row.cells[whole.index]
                if not any(cells):
                    continue  # no part stated at all: the row is not broken up
                checked += 1
                if severity := compare(cell, cells):
                    name = f"{cite(row_name(row))}行的" if row.label else ""
                    told = f"{name}{cite(_path(whole))}不等于{' + '.join(f'{cite(c.name)}' for c in parts)}"
                    drafts.append(sum_draft(table, told, cell, cells, severity, row.evidence))
                    failed.append(row)
            if _counted_twice(failed, whole, parts):
                continue
            # A table of no known kind must show itself that its columns add up.
            if known or checked - len(drafts) >= 2:
                yield from believable(drafts, checked)


#: So many rows in which two columns state the same make them one amount told twice.
_ALIKE = 5


def twin_columns_differ(context: Context) -> Iterator[Draft]:
    """合计 and the only other column of a table: the same in every row but one, and there by a slip."""
    for table in context.outline.tables:
        columns = amount_columns(table)
        if table.kind not in CODED or len(columns) != _TWO:
            continue
        one, two = columns
        told, other = header(one), header(two)
        if (told.year, told.prior) != (other.year, other.prior) or not (told.path or ("",))[-1].endswith(
            _SUMS
        ):
            continue
        both = [
            (r, a, b) for r in table.all_rows() if (a := r.cells[one.index]) and (b := r.cells[two.index])
        ]
        apart = [(r, a, b) for r, a, b in both if a.value != b.value]
        if len(apart) != 1 or len(both) <= _ALIKE:
            continue
        row, first, second = apart[0]
        if is_slip(first.value, second.value, max(first.quantum, second.quantum)):
            name = f"{cite(row_name(row))}行的{cite(_path(one))}不等于{cite(two.name)}"
            yield sum_draft(table, name, first, [second], "error", row.evidence)


_TWO = 2


def _counted_twice(failed: list[BudgetRow], whole: Column, parts: list[Column]) -> bool:
    """Return whether some of the parts make up the whole in every row that fails: the rest lie in them."""
    if len(failed) < _SEVERAL or len(parts) > _MOST:
        return False

    def holds(kept: tuple[Column, ...], row: BudgetRow) -> bool:
        return compare(row.cells[whole.index], [row.cells[c.index] for c in kept]) is None

    some = (kept for size in range(1, len(parts)) for kept in itertools.combinations(parts, size))
    return any(all(holds(kept, row) for row in failed) for kept in some)


#: A slip is one row's; in so many rows the same difference has one reason.
_SEVERAL = 2
_MOST = 8


def _fitting(table: BudgetTable, whole: Column, parts: list[Column]) -> list[Column]:
    """Return the parts, or those before a column 其中：… where more rows add up so.

    The columns after 其中：A may go on with it: 合计, 基本支出, 项目支出, 其中：A, B, C.
    """
    marks = [c.index for c, h in headed(table) if h.of_which and c.half == whole.half]
    before = [p for p in parts if marks and p.index < min(marks)]
    if len(before) < 2 or len(before) == len(parts):
        return parts

    def held(columns: list[Column]) -> int:
        rows = [
            r for r in table.all_rows() if r.half == whole.half and any(r.cells[c.index] for c in columns)
        ]
        return sum(compare(r.cells[whole.index], [r.cells[c.index] for c in columns]) is None for r in rows)

    return before if held(before) > held(parts) else parts


def _path(column: Column) -> str:
    return "/".join(column.path[-2:]) if norm(column.name) in ("合计", "小计") else column.name


def column_sums(table: BudgetTable) -> Iterator[tuple[Column, list[Column]]]:
    """Yield every 合计 or 小计 column with the columns that make it up.

    The columns are the other ends of the same header branch, of the same year and stage; a branch with its
    own 小计 counts by that.
    """
    columns = [(c, h) for c, h in headed(table) if not (h.derived or h.of_which) and h.path]
    sums = ((c, h) for c, h in columns if h.path[-1].endswith(_SUMS))
    for column, told in itertools.islice(sums, _MOST_SUMS):
        stem = told.path[:-1]
        groups: dict[str, list[Column]] = {}
        for other, its in columns:
            if (
                other is column
                or other.half != column.half
                or (its.stage, its.year, its.prior) != (told.stage, told.year, told.prior)
                or its.path[: len(stem)] != stem
                or len(its.path) <= len(stem)
                or (table.kind == "three_public" and "运行经费" in "".join(its.path))
            ):
                continue
            groups.setdefault(its.path[len(stem)], []).append(other)
        parts: list[Column] = []
        for members in groups.values():
            paths = [(m, header(m).path) for m in members]
            subtotals = [m for m, path in paths if len(path) == len(stem) + 1 or path[-1].endswith(_SUMS)]
            parts += subtotals[:1] or members
        parts = _without_members(parts)
        # One part alone must be 小计 itself; under 合计 it may be one of several that have no column.
        alone = len(parts) == 1 and bool(stem) and norm(told.path[-1]).endswith("小计")
        if (len(parts) > 1 or alone) and not any(
            (path := header(p).path)[-1].endswith(("合计", "总计")) and len(path) == len(stem) + 1
            for p in parts
        ):
            yield column, parts


def _without_members(parts: list[Column]) -> list[Column]:
    """Leave out what a 小计 beside it holds: 公务用车费小计 before 公务用车购置费 in a header of one row.

    What the 小计 holds begins with the same words. Where nothing does, the columns can't be told apart, and
    none is returned.
    """
    names = {p.index: norm(header(p).path[-1]) for p in parts}
    subtotals = [p for p in parts if len(names[p.index]) > _SAME + 2 and names[p.index].endswith("小计")]
    if not subtotals or len(subtotals) == len(parts):
        return parts
    held = [
        p
        for p in parts
        if p not in subtotals
        and any(s.index < p.index and names[s.index][:_SAME] == names[p.index][:_SAME] for s in subtotals)
    ]
    return [p for p in parts if p not in held] if held else []


#: Characters at the beginning that a 小计 and what it holds have in common.
_SAME = 3
_SUMS = ("合计", "小计", "总计")
#: Columns of sums that are looked at in one table, each against all others.
_MOST_SUMS = 100


def change_columns_differ(context: Context) -> Iterator[Draft]:
    """增减额 against the two years' columns, and 增减% against both, where all stand in one row."""
    for table in context.outline.tables:
        pair = now_and_before(table)
        if pair is None or table.kind == "performance_form":
            continue
        changes = [c for c, h in headed(table) if h.change]
        yield from _amounts_of_change(table, *pair, changes)
        yield from _percentages_of_change(context, table, *pair)


def _amounts_of_change(
    table: BudgetTable, now: Column, before: Column, changes: list[Column]
) -> Iterator[Draft]:
    for change in changes if len(changes) == 1 else []:
        drafts: list[Draft] = []
        checked = 0
        for row in table.all_rows():
            new, old, told = (row.cells[c.index] for c in (now, before, change))
            if told is None or (new is None and old is None):
                continue
            checked += 1
            if (cell_interval(new) - cell_interval(old)).meets(cell_interval(told)):
                continue
            value = (new.value if new else Decimal(0)) - (old.value if old else Decimal(0))
            factor = told.quantum.scaleb(len(told.written.partition(".")[2]))
            drafts.append(
                Draft(
                    f"《{table.title}》{cite(row_name(row))}行的{cite(change.name)}写{told.written}{table.unit}，"
                    f"按两年的数字应为{plain(value / factor)}{table.unit}。",
                    f"{new.written if new else 0} − {old.written if old else 0} = {plain(value / factor)}",
                    (told.evidence, *(c.evidence for c in (new, old) if c)),
                )
            )
        yield from believable(drafts, checked)


_SHARE_NAME = re.compile(r"增减.*(?:%|％|率|比例|幅)|(?:增幅|增长率|增减幅)")
_NUMBER = re.compile(r"^\s*(?P<sign>[-−－])?(?P<digits>\d+(?:\.\d+)?)\s*[%％]?\s*$")


def _percentages_of_change(
    context: Context, table: BudgetTable, now: Column, before: Column
) -> Iterator[Draft]:
    drafts: list[Draft] = []
    checked = 0
    for row in table.all_rows():
        new, old = row.cells[now.index], row.cells[before.index]
        told = _percentage(context, table, row)
        if told is None or new is None or old is None or cell_interval(old).low <= 0:
            continue
        value, places, evidence = told
        checked += 1
        mine, base = cell_interval(new), cell_interval(old)
        low = (mine.low - base.high) / base.high * 100
        high = (mine.high - base.low) / base.low * 100
        # A whole unit, not half: percentages are often cut off.
        if Interval(low, high).meets(Interval.of(value, 2 * Decimal(1).scaleb(-places))):
            continue
        actual = (new.value - old.value) / old.value * 100
        drafts.append(
            Draft(
                f"《{table.title}》{cite(row_name(row))}行的增减比例写{plain(value)}%，"
                f"按两年的数字应为{percent(actual)}。",
                f"({new.written} − {old.written}) ÷ {old.written} = {percent(actual)}",
                (evidence, new.evidence, old.evidence),
                "warning",
            )
        )
    yield from believable(drafts, checked)


def _percentage(context: Context, table: BudgetTable, row: BudgetRow) -> tuple[Decimal, int, Evidence] | None:
    """Return the row's percentage of growth, its decimals and its place, written with % or without."""
    for column, cell in zip(table.columns, row.cells, strict=True):
        if cell and header(column).derived and not header(column).change:
            found = _NUMBER.match(cell.written) if _SHARE_NAME.search(norm("".join(column.path))) else None
            return _read(found, cell.evidence) if found else None
    for name, text in row.texts:
        found = _NUMBER.match(text) if _SHARE_NAME.search(norm(name)) else None
        if found:
            whole = context.outline.document.text[row.evidence.start : row.evidence.end]
            at = whole.rfind(text)
            if at >= 0:
                start = row.evidence.start + at
                return _read(found, context.outline.document.evidence(start, start + len(text)))
    return None


def _read(found: re.Match[str], evidence: Evidence) -> tuple[Decimal, int, Evidence]:
    digits = found["digits"]
    value = Decimal(digits) * (-1 if found["sign"] else 1)
    return value, len(digits.partition(".")[2]), evidence
