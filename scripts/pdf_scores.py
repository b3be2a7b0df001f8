"""How an engine's grids are scored against the truth; compare_pdf_engines.py tells the rules."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pdf_engines import Grid

from nlp.outline.headings import squeeze

_FORM_VALUES: Final = (
    "start",
    "end",
    "total",
    "annual",
    "fiscal",
    "appropriation",
    "carry_over",
    "other_total",
    "other_annual",
)
#: Weights of laying rows against each other: a value above all, then the label, then a blank.
_VALUE, _LABEL, _BLANK = 1000, 500, 1


@dataclass
class Score:
    """Sums over tables; ``missed`` holds a line for each row that is not right."""

    values_right: int = 0
    values: int = 0
    blanks_right: int = 0
    blanks: int = 0
    rows_right: int = 0
    labelled: int = 0
    rows: int = 0
    has_blanks: bool = True
    missed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Fit:
    """How a truth row fits a row of cells."""

    values: int
    blanks: int
    whole: bool
    label: bool = False

    @property
    def weight(self) -> int:
        """0 where nothing shows that both are the same row: empty cells alone don't."""
        if not self.values and not self.label:
            return 0
        return self.values * _VALUE + self.label * _LABEL + self.blanks * _BLANK


def _plain(cell: str) -> str:
    return squeeze(cell).replace(",", "").replace("，", "")


def _hash(cell: str) -> str:
    return hashlib.sha256(squeeze(cell).encode()).hexdigest()[:12]


def fit(values: Sequence[str | None], cells: Sequence[str]) -> Fit:
    """Return how many values (``None``: blank) are whole cells, in order, and whether the row is right.

    >>> fit(["12", None, "3.5"], ["201", "a", "12", "", "3.5"])
    Fit(values=2, blanks=1, whole=True, label=False)
    >>> fit(["12", None], ["a", "", "12"])  # a shifted column
    Fit(values=1, blanks=0, whole=False, label=False)
    >>> fit(["12", "3"], ["a", "123"])  # two columns in one cell
    Fit(values=0, blanks=0, whole=False, label=False)
    """
    wanted = [value or "" for value in values]
    if any(_follows(wanted, cells[start:]) for start in range(len(cells))):
        return Fit(sum(map(bool, wanted)), wanted.count(""), True)
    best = [(0, 0)] * (len(cells) + 1)
    for want in wanted:
        before, best = best, [(0, 0)]
        for column, cell in enumerate(cells):
            options = [before[column + 1], best[column]]
            if cell == want:
                found, blanks = before[column]
                options.append((found + bool(want), blanks + (not want)))
            best.append(max(options))
    return Fit(*best[-1], whole=False)


def _follows(wanted: Sequence[str], cells: Sequence[str]) -> bool:
    """Tell whether the values begin at the first cell, with nothing but empty cells between them."""
    if not wanted or not cells or cells[0] != wanted[0]:
        return not wanted
    index = 0
    for cell in cells:
        if cell == wanted[index]:
            index += 1
            if index == len(wanted):
                return True
        elif cell:
            return False
    return False


def lay(fits: Sequence[Sequence[Fit]]) -> list[Fit | None]:
    """Lay truth rows against found rows, both in order, each used once, for the greatest weight.

    ``fits[i][j]`` is how truth row i fits found row j; returns the fit of each truth row, or ``None``.

    >>> good, bad = Fit(2, 0, True), Fit(0, 0, False)
    >>> [f is good for f in lay([[bad, good, bad], [good, bad, good]])]
    [True, True]
    """
    width = len(fits[0]) if fits else 0
    best = [[0] * (width + 1) for _ in range(len(fits) + 1)]
    for i, row in enumerate(fits):
        for j, each in enumerate(row):
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], best[i][j] + each.weight)
    laid: list[Fit | None] = [None] * len(fits)
    i, j = len(fits), width
    while i and j:
        each = fits[i - 1][j - 1]
        if each.weight and best[i][j] == best[i - 1][j - 1] + each.weight:
            laid[i - 1] = each
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return laid


def score_table(score: Score, table: dict[str, Any], grids: Sequence[Grid]) -> None:
    """Add one truth table to the score. ``grids`` are those on its pages."""
    score.has_blanks = score.has_blanks and all(grid.blanks for grid in grids)
    if table["kind"] == "performance_form":
        _score_form(score, table, grids)
        return
    found = [row for grid in grids for row in grid.rows]
    cells = [[_plain(cell) for cell in row] for row in found]
    labels = [{_hash(cell) for cell in row} for row in found]
    for half in sorted({row["half"] for row in table["rows"]}):
        wanted = [row for row in table["rows"] if row["half"] == half and row["values"]]
        fits = []
        for row in wanted:
            values = row["values"] if score.has_blanks else [value for value in row["values"] if value]
            fits.append(
                [_labelled(fit(values, c), row["label_sha"] in n) for c, n in zip(cells, labels, strict=True)]
            )
        for row, each in zip(wanted, lay(fits), strict=True):
            _add(
                score,
                row["values"],
                each,
                f"{table['kind']} p. {table['pages']}",
                row["label_sha"] == _hash(""),
            )


def _labelled(each: Fit, label: bool) -> Fit:
    return Fit(each.values, each.blanks, each.whole, label)


def _add(
    score: Score, values: Sequence[str | None], each: Fit | None, where: str, nameless: bool = False
) -> None:
    written = sum(value is not None for value in values)
    score.values += written
    score.blanks += len(values) - written
    score.values_right += each.values if each else 0
    score.blanks_right += each.blanks if each else 0
    if not written:
        return
    score.rows += 1
    if each and each.whole:
        score.rows_right += 1
        score.labelled += each.label or nameless
    if not each or not each.whole or not (each.label or nameless):
        score.missed.append(f"{where}: {list(values)}: {each}")


def _score_form(score: Score, form: dict[str, Any], grids: Sequence[Grid]) -> None:
    values = [form[name] for name in _FORM_VALUES if form.get(name)]
    cells = [plain for grid in grids for row in grid.rows for cell in row if (plain := _plain(cell))]
    each = fit(values, cells)
    # Labels stand between the values here: in order is right.
    whole = each.values == len(values)
    _add(score, values, Fit(each.values, 0, whole, whole), f"performance_form p. {form['pages']}")


def score_engine(documents: Sequence[tuple[list[dict[str, Any]], list[Grid]]]) -> Score:
    """Return an engine's score over all documents, each with its truth and the engine's grids."""
    score = Score()
    for tables, grids in documents:
        for table in tables:
            pages = set(table["pages"])
            score_table(score, table, [grid for grid in grids if pages & set(grid.pages)])
    return score
