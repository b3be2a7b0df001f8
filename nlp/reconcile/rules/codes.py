"""Rules on functional and economic codes."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.outline.model import BudgetRow, BudgetTable
from nlp.reconcile.cells import label_key
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.subjects import Domain, other_code
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


def code_of_another_name(context: Context) -> Iterator[Draft]:
    """A row whose name is the official name of another code of its level."""
    kinds: tuple[tuple[Domain, tuple[str, ...]], ...] = (
        ("functional", _DOMAINS[0][1]),
        ("economic", _DOMAINS[1][1]),
    )
    for domain, tables in kinds:
        seen: set[tuple[str, str]] = set()
        for table in context.outline.tables_of(*tables):
            for row in table.rows:
                code = other_code(domain, row.code, label_key(row.label)) if row.code and row.label else None
                if row.code is None or code is None or (row.code, row.label) in seen:
                    continue
                seen.add((row.code, row.label))
                yield Draft(
                    f"《{table.title}》科目{row.code}的名称写{cite(row.label)}，按政府收支分类科目那是{code}的名称。",
                    f"{row.code} ≠ {code}",
                    (row.label_evidence or row.evidence,),
                )
