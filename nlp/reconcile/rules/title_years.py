"""The years of tables' titles against those of all the others, and of their columns: left from last year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.outline.tables.build import TEXT_KINDS
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import cite

_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")
_STAGE = re.compile("决算|预算")
_FEWEST = 4


def title_of_another_year(context: Context) -> Iterator[Draft]:
    """The only title of the document's own tables that tells another year than the budget's."""
    # Tables of other kinds may be of any year.
    titles = [
        (table, years)
        for table in context.outline.tables
        if table.kind not in TEXT_KINDS and (years := _YEAR.findall(table.title)) and table.title_evidence
    ]
    now = str(context.outline.fiscal_year)
    wrong = [table for table, years in titles if now not in years]
    right = [table for table, years in titles if years == [now]]
    if len(wrong) != 1 or len(right) < _FEWEST:
        return
    table = wrong[0]
    stages = {tuple(dict.fromkeys(_STAGE.findall(each.title))) for each in right}
    # 2024年收入决算表 among this year's budget tables is of another document.
    if tuple(dict.fromkeys(_STAGE.findall(table.title))) not in stages or table.title_evidence is None:
        return
    yield Draft(
        f"表题{cite(table.title)}的年份与其余{len(right)}张表的{now}年不同。",
        f"{_YEAR.findall(table.title)[0]} ≠ {now}",
        (table.title_evidence,),
    )


def columns_of_another_year(context: Context) -> Iterator[Draft]:
    """A table of this year by its title, all of whose amounts stand below another year's head.

    A table that compares years has this year's column beside it.
    """
    now = str(context.outline.fiscal_year)
    for table in context.outline.tables:
        told = [set(_YEAR.findall("".join(column.path))) for column in table.columns]
        years = set().union(*told)
        if table.kind in TEXT_KINDS or _YEAR.findall(table.title) != [now] or table.title_evidence is None:
            continue
        if len(years) != 1 or now in years or not all(told):
            continue
        (other,) = years
        document = context.outline.document
        at = document.text.find(other, table.start, table.end)
        yield Draft(
            f"《{table.title}》的金额都列在{other}年栏下。",
            f"{other} ≠ {now}",
            (table.title_evidence, *([document.evidence(at, at + len(other))] if at >= 0 else [])),
        )
