"""Rows of a table that tell both sides of an account: 年初结转 + 本年收入 = 本年支出 + 年末结转."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.outline.model import BudgetTable, Column
from nlp.reconcile.headers import amount_columns
from nlp.reconcile.money import plain
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.rules.sums import row_name
from nlp.reconcile.wording import cite, norm

_OPENING = re.compile(r"^(?:年初|上年|期初)[^/]*(?:结转|结余)")
_INCOME = re.compile(r"^(?:本年|当年)?收入(?:合计|小计)?$")
_USED = re.compile(r"^(?:使用|动用)[^/]*结余")
_SPENT = re.compile(r"^(?:本年|当年)?支出(?:合计|小计)?$")
_SHARED = re.compile(r"^结余分配")
_CLOSING = re.compile(r"^(?:年末|期末)[^/]*(?:结转|结余)|^结转下年")
#: As many rows must balance before another one is wrong.
_HELD = 2


def row_balance_differs(context: Context) -> Iterator[Draft]:
    """A row that doesn't balance, in a table whose other rows do; prose's own are a rule apart."""
    for table in context.outline.tables:
        sides = _sides(table)
        if sides is None:
            continue
        drafts: list[Draft] = []
        held = 0
        into, out = sides
        for row in table.all_rows():
            one = [c for column in into if (c := row.cells[column.index]) is not None]
            other = [c for column in out if (c := row.cells[column.index]) is not None]
            if not one or not other:
                continue
            gap = sum((c.value for c in one), Decimal(0)) - sum((c.value for c in other), Decimal(0))
            if 2 * abs(gap) <= sum((c.quantum for c in (*one, *other)), Decimal(0)):
                held += bool(one[0].value or other[0].value)
                continue
            known = {c.index for c in (*into, *out)}
            rest = (
                c for column in table.columns if column.index not in known and (c := row.cells[column.index])
            )
            if any(abs(abs(c.value) - abs(gap)) <= c.quantum for c in rest):
                continue  # a column of another name makes up the rest
            terms = [" + ".join(c.written for c in cells) for cells in (one, other)]
            drafts.append(
                Draft(
                    f"《{table.title}》{cite(row_name(row))}行收支不平：{terms[0]} 不等于 {terms[1]}。",
                    f"{terms[0]} − ({terms[1]}) = {plain(gap)}",
                    tuple(c.evidence for c in (*one, *other)),
                )
            )
        if held >= _HELD and len(drafts) * _HELD <= held:
            yield from drafts


def _sides(table: BudgetTable) -> tuple[list[Column], list[Column]] | None:
    """Return what comes in and what goes out, where the header has each of the four sides once."""
    columns = [(c, norm("".join(c.path[-1:]))) for c in amount_columns(table)]
    sides = [
        [c for c, name in columns if pattern.match(name)] for pattern in (_OPENING, _INCOME, _SPENT, _CLOSING)
    ]
    if any(len(side) != 1 for side in sides) or len({s[0].half for s in sides}) != 1:
        return None
    (opening,), (income,), (spent,), (closing,) = sides
    used = [c for c, name in columns if _USED.match(name)]
    shared = [c for c, name in columns if _SHARED.match(name)]
    return [opening, income, *used], [spent, *shared, closing]
