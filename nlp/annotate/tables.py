"""Cells of budget tables against stand-off truth read from rendered pages.

One JSON object a line, one line a table, in document order: sha256, pages, kind, unit, and rows with code,
the first 12 hex digits of the label's sha256, and values without separators. A performance form has its
labelled values instead of rows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from nlp.document import Evidence
from nlp.errors import YusuanError
from nlp.outline.headings import squeeze
from nlp.outline.model import BudgetCell, BudgetRow, BudgetTable, Outline, PerformanceForm

_FORM_MONEY: Final = (
    "total",
    "annual",
    "fiscal",
    "appropriation",
    "carry_over",
    "other_total",
    "other_annual",
)
_FORM_TEXT: Final = ("start", "end")
_FORM_NAMES: Final = {
    "project": "project_label_sha",
    "body": "body_label_sha",
    "department": "department_label_sha",
}


@dataclass(frozen=True, slots=True)
class TableScore:
    """How much of one table is right; ``wrong`` says where it is not, as (row, expected, found)."""

    id: str
    kind: str
    pages: tuple[int, ...]
    cells_right: int
    cells: int
    rows_right: int
    rows: int
    wrong: tuple[tuple[int, str, str], ...]


def load_tables(path: Path) -> list[dict[str, Any]]:
    """Return the tables of a truth file. Raises YusuanError naming file and line where a line is no table."""
    tables = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            table = json.loads(line)
            if not {"sha256", "pages", "kind"} <= set(table):
                raise ValueError("sha256, pages, kind")
        except ValueError as error:
            raise YusuanError(
                f"{path.name} 第 {number} 行不是表格标注：{error}。",
                f"{path.name}, line {number}: not a table's truth: {error}",
            ) from error
        tables.append(table)
    return tables


def evaluate_tables(outline: Outline, truth: Sequence[dict[str, Any]]) -> list[TableScore]:
    """Compare each labelled table with the one read on the same pages; a missing one is all wrong."""
    left = list(outline.tables)
    scores = []
    for expected in truth:
        found = next(
            (t for t in left if t.kind == expected["kind"] and list(t.pages) == expected["pages"]), None
        )
        if found is not None:
            left.remove(found)
        if expected["kind"] == "performance_form":
            form = next((f for f in outline.forms if found is not None and f.table == found.id), None)
            scores.append(_form_score(expected, form))
        else:
            scores.append(_table_score(expected, found))
    return scores


def _hash(label: str) -> str:
    return hashlib.sha256(squeeze(label).encode()).hexdigest()[:12]


def _plain(cell: BudgetCell | None) -> str | None:
    return None if cell is None else squeeze(cell.written).replace(",", "").replace("，", "")


def _table_score(expected: dict[str, Any], table: BudgetTable | None) -> TableScore:
    rows_right = cells_right = cells = 0
    wrong: list[tuple[int, str, str]] = []
    # Rows are compared in order, items and totals each by themselves, half by half.
    queues: dict[tuple[int, bool], list[BudgetRow]] = {}
    for row in table.all_rows() if table is not None else ():
        queues.setdefault((row.half, row.role == "total"), []).append(row)
    for number, row in enumerate(expected["rows"]):
        cells += len(row["values"])
        queue = queues.get((row["half"], row["total"]), [])
        found = queue.pop(0) if queue else None
        want = (row["code"], row["label_sha"], row["values"])
        if table is None or found is None:
            wrong.append((number, str(want), "—"))
            continue
        values = [_plain(found.cells[c.index]) for c in table.columns if c.half == found.half]
        got = (found.code, _hash(found.label), values)
        code_fits = row["code"] == found.code or ("code_printed" in row and found.code is None)
        named = code_fits and got[1] == row["label_sha"]
        right = sum(1 for a, b in zip(row["values"], values, strict=False) if a == b) if named else 0
        cells_right += right
        if named and values == row["values"]:
            rows_right += 1
        else:
            wrong.append((number, str(want), str(got)))
    extra = [row for queue in queues.values() for row in queue]
    wrong += [(len(expected["rows"]), "—", row.label) for row in extra]
    return TableScore(
        table.id if table is not None else "—",
        expected["kind"],
        tuple(expected["pages"]),
        cells_right,
        cells,
        rows_right,
        len(expected["rows"]) + len(extra),
        tuple(wrong),
    )


def _form_score(expected: dict[str, Any], form: PerformanceForm | None) -> TableScore:
    wants: list[tuple[str, str | None]] = [(name, expected.get(name)) for name in (*_FORM_TEXT, *_FORM_MONEY)]
    wants += [(name, expected.get(key)) for name, key in _FORM_NAMES.items()]
    right = 0
    wrong: list[tuple[int, str, str]] = []
    for number, (name, want) in enumerate(wants):
        value: Evidence | BudgetCell | None = getattr(form, name) if form is not None else None
        if isinstance(value, BudgetCell):
            got = _plain(value)
        elif isinstance(value, Evidence):
            got = _hash(value.text) if name in _FORM_NAMES else value.text
        else:
            got = None
        if got == want:
            right += 1
        else:
            wrong.append((number, f"{name}={want}", str(got)))
    table = form.table if form is not None else "—"
    whole = 1 if not wrong else 0
    pages = tuple(expected["pages"])
    return TableScore(table, "performance_form", pages, right, len(wants), whole, 1, tuple(wrong))
