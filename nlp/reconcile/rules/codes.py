"""Rules on functional and economic codes."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.outline.model import BudgetRow, BudgetTable
from nlp.reconcile.cells import label_key
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import cite

#: Functional and economic codes are two domains; a code of one says nothing about the other.
_DOMAINS = (
    (
        "功能",
        (
            "income",
            "expenditure",
            "general_public_by_function",
            "government_fund_by_function",
            "state_capital_by_function",
        ),
    ),
    ("经济", ("basic_by_economic",)),
)


def code_with_two_names(context: Context) -> Iterator[Draft]:
    """One code with different names, in one table or in two; one finding a code."""
    for domain, kinds in _DOMAINS:
        names: dict[str, dict[str, tuple[BudgetTable, BudgetRow]]] = {}
        for table in context.outline.tables_of(*kinds):
            for row in table.rows:
                if row.code and row.label:
                    names.setdefault(row.code, {}).setdefault(label_key(row.label), (table, row))
        for code, named in names.items():
            if len(named) < 2:
                continue
            told = "、".join(f"《{table.title}》作{cite(row.label)}" for table, row in named.values())
            yield Draft(
                f"{domain}分类科目{code}有不同的名称：{told}。",
                " ≠ ".join(row.label for _, row in named.values()),
                tuple(row.label_evidence or row.evidence for _, row in named.values()),
            )
