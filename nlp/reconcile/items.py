"""Find the row of a functional item by its code, its names by level, or one name of any level."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.outline.model import BudgetRow, BudgetTable
from nlp.reconcile.cells import label_key
from nlp.reconcile.function_items import FunctionItem
from nlp.reconcile.identity import remembered
from nlp.reconcile.subjects import current_name

_LEVELS = {"类": 1, "款": 2, "项": 3}


@dataclass(frozen=True, slots=True)
class _View:
    """A table's rows by the current names of their labels and by code, codes' names, every row's anchor."""

    rows: dict[str, list[BudgetRow]]
    codes: dict[str, BudgetRow]
    labels: dict[str, str]
    anchors: dict[int, str]


@remembered
def _view(table: BudgetTable) -> _View:
    rows: dict[str, list[BudgetRow]] = {}
    for row in table.rows:
        rows.setdefault(current_name(label_key(row.label)), []).append(row)
    labels = {r.code: current_name(label_key(r.label)) for r in table.rows if r.code}
    codes = {r.code: r for r in reversed(table.rows) if r.code}
    return _View(rows, codes, labels, _anchors(table))


@remembered
def item_row(table: BudgetTable, item: FunctionItem) -> BudgetRow | None:
    """Return the row of a functional item; ``None`` if none or several different ones fit.

    Names by level must fit the row and its ancestors as far as the table names them; a 类 whose name was
    changed is forgiven when 款 and 项 fit one row only. A row whose code is damaged counts by its place
    among the coded rows.
    """
    view = _view(table)
    if item.code is not None:
        return view.codes.get(item.code)
    anchors, labels = view.anchors, view.labels
    if not item.names:
        return _only(view.rows.get(current_name(item.name or ""), []), anchors)
    if not item.names[0][0]:
        return _by_path(view, [current_name(name) for _, name in item.names])
    names = [(_LEVELS[level], current_name(name)) for level, name in item.names]
    depth, own = names[-1]
    named = [r for r in view.rows.get(own, ()) if r.level == depth or _is_damaged(r, anchors)]

    def fits(row: BudgetRow, levels: list[tuple[int, str]]) -> bool:
        parts = anchors[row.index].split("-")
        if not row.code:
            parts, levels = parts[: depth - 1], [each for each in levels if each[0] < depth]
        return all(labels.get("-".join(parts[:level]), name) == name for level, name in levels)

    exact = [r for r in named if fits(r, names)]
    if exact:
        return _only(exact, anchors)
    loose = [r for r in named if fits(r, names[1:])] if len(names) > 2 else []
    return loose[0] if len(loose) == 1 else None


def _by_path(view: _View, names: list[str]) -> BudgetRow | None:
    """Return the row of a path's last name whose rows above, by their codes, bear the names before it."""
    *above, own = names

    def fits(row: BudgetRow) -> bool:
        parts = (row.code or "").split("-")
        told = [view.labels.get("-".join(parts[:level]), "") for level in range(1, len(parts))]
        return told[-len(above) :] == above

    return _only([r for r in view.rows.get(own, ()) if fits(r)], view.anchors)


def _anchors(table: BudgetTable) -> dict[int, str]:
    """Return every row's code; of a row without one the code of the nearest coded row above, or ""."""
    anchors: dict[int, str] = {}
    code = ""
    for row in table.rows:
        code = row.code or code
        anchors[row.index] = code
    return anchors


def _is_damaged(row: BudgetRow, anchors: dict[int, str]) -> bool:
    return row.code is None and bool(anchors[row.index])


def _only(rows: list[BudgetRow], anchors: dict[int, str]) -> BudgetRow | None:
    """Return the highest row, if the others are its own descendants (款 and 项 of one name)."""
    if len(rows) < 2:
        return rows[0] if rows else None
    top = min(rows, key=lambda r: (r.level or len(_LEVELS), r.index))
    inside = all(r is top or (top.code and f"{anchors[r.index]}-".startswith(top.code + "-")) for r in rows)
    return top if inside else None
