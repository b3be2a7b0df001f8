"""What a column's header says: which amount, of which stage and year, or that it is no amount of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nlp.outline.model import BudgetTable, Column
from nlp.reconcile.identity import remembered
from nlp.reconcile.wording import norm

_YEAR = re.compile(r"^(20\d\d)年(?:度)?")
_PRIOR = re.compile(r"^(?:上年度?|上一年度?|去年)(?!结转|结余)")
_STAGE = re.compile(
    r"^(?:本年度?|当年)?(?P<stage>年初预算|调整后?预算|全年预算|预算|决算|预计执行|预算执行|执行|完成)数?(?P<sum>[合小总]计)?$"
)
#: A column that compares or counts: a change, a share, a rate, a number of people.
_DERIVED = re.compile(r"%|％|比例|增减|增长|降幅|增幅|占|完成率|执行率|人数|个数|数量|年份|编码|^比|比.*年")
_OF_WHICH = re.compile(r"^其中")
#: A column of a change in money: the only derived one that is an amount.
_CHANGE = re.compile(r"^(?:比.*)?(?:增减额|增减数|增减变动额?|增加额|增减(?:\(.*\))?|增\(\+\)减\(-\))$")


@dataclass(frozen=True, slots=True)
class Header:
    """A header path taken apart.

    ``path`` is what the amount is, without year and stage; ``year`` the year it names, ``prior`` whether it
    says 上年; ``derived`` whether it compares or counts, ``change`` whether it is the difference of two
    years; ``of_which`` whether it is a part that stands beside its whole (其中).
    """

    path: tuple[str, ...]
    full: tuple[str, ...]
    stage: str | None
    year: int | None
    prior: bool
    derived: bool
    change: bool
    of_which: bool


@lru_cache(maxsize=4096)
def header(column: Column) -> Header:
    """Return a column's header, taken apart."""
    full = tuple(norm(part) for part in column.path) or (norm(column.name),)
    stage: str | None = None
    year: int | None = None
    prior = False
    path: list[str] = []
    joined = "".join(full)
    derived = any(_DERIVED.search(_YEAR.sub("", part)) for part in full)
    change = derived and any(_CHANGE.match(part) for part in full) and not re.search("%|％|率", joined)
    for part in full:
        rest = part
        if found := _YEAR.match(rest):
            year, rest = int(found[1]), rest[found.end() :]
        elif found := _PRIOR.match(rest):
            prior, rest = True, rest[found.end() :]
        if (found := _STAGE.match(rest)) is not None:
            stage = found["stage"] + "数"
            path += [found["sum"]] if found["sum"] else []
            continue
        if rest:
            path.append(rest)
    of_which = any(_OF_WHICH.match(part) for part in full)
    return Header(tuple(path), full, stage, year, prior, derived, change, of_which)


@remembered
def headed(table: BudgetTable) -> tuple[tuple[Column, Header], ...]:
    """Return a table's columns, each with its header, taken apart."""
    return tuple((column, header(column)) for column in table.columns)


@remembered
def table_year(table: BudgetTable) -> int | None:
    """Return the latest year that the table's header names: its own."""
    return max((h.year for _, h in headed(table) if h.year is not None), default=None)


def _is_of_another(told: Header, own: int | None) -> bool:
    return told.prior or (told.year is not None and told.year != own)


def _headed(table: BudgetTable, half: int | None) -> list[tuple[Column, Header]]:
    return [(c, h) for c, h in headed(table) if half is None or c.half == half]


@remembered
def own_columns(table: BudgetTable, half: int | None = None) -> tuple[Column, ...]:
    """Return the columns that state amounts of the table's own year, of one half or of all."""
    own = table_year(table)
    return tuple(c for c, h in _headed(table, half) if not h.derived and not _is_of_another(h, own))


@remembered
def amount_columns(table: BudgetTable, half: int | None = None) -> tuple[Column, ...]:
    """Return the columns that add up over rows: amounts of any year, and changes in money."""
    return tuple(c for c, h in _headed(table, half) if not h.of_which and (not h.derived or h.change))


def of_which_columns(table: BudgetTable) -> tuple[Column, ...]:
    """Return the columns that state a part beside its whole (其中)."""
    return tuple(c for c, h in headed(table) if h.of_which and not h.derived)


@remembered
def prior_columns(table: BudgetTable, half: int | None = None) -> tuple[Column, ...]:
    """Return the columns that state amounts of the year before."""
    own = table_year(table)
    return tuple(
        c
        for c, h in _headed(table, half)
        if not h.derived and (h.prior or (own is not None and h.year == own - 1))
    )


_TOTAL = frozenset({"合计", "小计", "总计"})


def prior_of(table: BudgetTable, column: Column, stages: tuple[str, ...] | None) -> Column | None:
    """Return the column of the year before that states the same amount as ``column``.

    ``stages`` are the endings of its stage's words (执行数); ``None`` takes the only such column.
    """
    own = _amount_path(column)
    found = [c for c in prior_columns(table, column.half) if _amount_path(c) == own]
    if stages is not None:
        found = [c for c in found if (header(c).stage or "").endswith(stages)]
    return found[0] if len(found) == 1 else None


def now_and_before(table: BudgetTable) -> tuple[Column, Column] | None:
    """Return the first column of which one column alone states the same for the year before, and that one."""
    earlier: dict[tuple[int, tuple[str, ...]], list[Column]] = {}
    before_this = prior_columns(table)
    if not before_this:
        return None
    for column in before_this:
        earlier.setdefault((column.half, _amount_path(column)), []).append(column)
    found = ((c, earlier.get((c.half, _amount_path(c)), [])) for c in own_columns(table))
    return next(((now, before[0]) for now, before in found if len(before) == 1), None)


def _amount_path(column: Column) -> tuple[str, ...]:
    path = header(column).path
    return () if len(path) == 1 and path[0] in _TOTAL else path
