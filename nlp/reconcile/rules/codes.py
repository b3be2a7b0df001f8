"""Rules on functional and economic codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.outline.model import BudgetRow, BudgetTable
from nlp.reconcile.cells import label_key
from nlp.reconcile.fact import FUNCTIONAL, Fact
from nlp.reconcile.function_items import FunctionItem, function_of
from nlp.reconcile.interval import Interval
from nlp.reconcile.items import item_row
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.subjects import Domain, current_name, is_known, is_official, other_code
from nlp.reconcile.wording import cite, norm

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


#: So many other tables must have a name with one code alone.
_FEWEST_TABLES = 2


def code_of_one_table_alone(context: Context) -> Iterator[Draft]:
    """A name with another code than in all the other tables, where that code stands nowhere else.

    The codes are of one length and differ in one of their levels; the table has the usual code nowhere.
    """
    for domain, kinds in _DOMAINS:
        tables = context.outline.tables_of(*kinds)
        codes = [{row.code for row in table.rows if row.code} for table in tables]
        told: dict[tuple[str, int], dict[str, list[tuple[int, BudgetRow]]]] = {}
        for at, table in enumerate(tables):
            for row in table.rows:
                if row.code and row.label:
                    key = current_name(label_key(row.label)), row.level
                    told.setdefault(key, {}).setdefault(row.code, []).append((at, row))
        for by_code in told.values():
            if len(by_code) != 2:
                continue
            (code, alone), (usual, others) = sorted(by_code.items(), key=lambda item: len(item[1]))
            (at, row), levels = alone[0], zip(code.split("-"), usual.split("-"), strict=True)
            held = sum(code in own for own in codes)
            if (
                len(alone) != 1
                or held != 1
                or len(others) < _FEWEST_TABLES
                or usual in codes[at]
                or sum(a != b for a, b in levels) != 1
            ):
                continue
            yield Draft(
                f"《{tables[at].title}》中{cite(row.label)}的{domain}分类科目编码是{code}，其余{len(others)}张表中是{usual}。",
                f"{code} ≠ {usual}",
                (row.label_evidence or row.evidence, *(r.label_evidence or r.evidence for _, r in others)),
            )


_CODE = re.compile(r"2[0-3]\d{3}")
_WRITTEN = re.compile(
    r"(?<![\d.,])(?P<code>2[0-3]\d(?:\d\d){1,2})[\s“]*(?=[一-鿿])(?P<name>[^，。；、：:”]{2,80})"
)


def prose_code_of_another_name(context: Context) -> Iterator[Draft]:
    """A code that prose writes before a subject's name, where the tables give that name another code.

    Only a name that the tables have once, and whose code there doesn't bear it, too.
    """
    tables = context.outline.tables_of(*FUNCTIONAL)
    written = [p for p in context.facts.paragraphs if _CODE.search(p.text)]
    named = (r for t in tables for r in t.rows if r.code and written)
    rows = {(r.code, current_name(label_key(r.label))) for r in named}
    for paragraph in written:
        for found in _WRITTEN.finditer(paragraph.text):
            code = "-".join(filter(None, (found["code"][:3], found["code"][3:5], found["code"][5:7])))
            item = function_of(found["name"])
            item = FunctionItem(names=item.names) if item and item.names else _coded(found[0])
            if item is None or (code, current_name(item.label)) in rows:
                continue
            right = {row.code: (t, row) for t in tables if (row := item_row(t, item)) and row.code}
            if len(right) != 1:
                continue
            (other, (table, row)) = next(iter(right.items()))
            if len(other) != len(code):
                continue
            place = context.outline.document.evidence(*paragraph.span(found.start(), found.end()))
            yield Draft(
                f"文字写科目{found['code']}为{cite(item.label)}，"
                f"《{table.title}》中该科目的编码是{other.replace('-', '')}。",
                f"{code} ≠ {other}",
                (place, row.label_evidence or row.evidence),
            )


def group_of_another_item(context: Context) -> Iterator[Draft]:
    """A path in prose whose 款 does not hold its 项: the tables give that amount to that 项 of another 款."""
    tables = context.outline.tables_of(*FUNCTIONAL)
    by_name: dict[str, set[str | None]] = {}
    for fact, found in zip(context.facts.facts, context.matches, strict=True):
        item = fact.item
        if item is None or fact.change or not fact.amount.value or found.places:
            continue  # what has cells has them in its item's row
        levels = dict(item.names)
        group, name = levels.get("款"), levels.get("项")
        if group is None or name is None or any(item_row(t, item) for t in tables):
            continue
        by_name = by_name or _groups(tables)
        groups = by_name.get(current_name(group))
        if not groups:
            continue
        amount = fact.amount  # cut off or rounded
        told = Interval.of(amount.value, 2 * amount.quantum)
        for table in tables:
            inner = (r for r in table.rows if r.level == 3 and _named(r, name) and _states(r, told))
            row = next(inner, None)
            parent = (row.code or "").rpartition("-")[0] if row is not None else ""
            right = next((r for r in table.rows if parent and r.code == parent), None)
            if row is None or right is None or parent in groups:
                continue
            yield Draft(
                f"文字把{cite(name)}列在{cite(group)}（款）下，《{table.title}》中这一金额的科目{row.code}属于"
                f"{cite(right.label)}（款）。",
                f"{cite(group)} ≠ {cite(right.label)}",
                (fact.quote, row.label_evidence or row.evidence),
            )
            break


def _groups(tables: Sequence[BudgetTable]) -> dict[str, set[str | None]]:
    """Return the codes of every 款, by its name in force."""
    found: dict[str, set[str | None]] = {}
    for row in (r for t in tables for r in t.rows if r.level == 2):
        found.setdefault(current_name(label_key(row.label)), set()).add(row.code)
    return found


#: So many digits of an amount are no chance.
_TELLING = 4


def item_of_another_amount(context: Context) -> Iterator[Draft]:
    """An item that prose names twice, the second time with the amount of an item that it doesn't name."""
    tables = context.outline.tables_of(*FUNCTIONAL)
    pairs = list(zip(context.facts.facts, context.statements, strict=True))
    right = {f.item: f for f, s in pairs if f.item and f.change is None and s.verdict in ("exact", "rounded")}
    for fact, statement in pairs:
        item = fact.item
        first = right.get(item) if item is not None else None
        if (
            item is None
            or first is None
            or statement.verdict != "unverifiable"
            or fact.change
            or fact.year != first.year
        ):
            continue
        amount = fact.amount
        if len(f"{amount.value / amount.quantum:f}".strip("0")) < _TELLING or fact.stage != first.stage:
            continue
        told = Interval.of(amount.value, amount.quantum)
        for table in tables:
            own = item_row(table, item)
            rows = [
                r for r in table.rows if own and r is not own and r.level == own.level and _states(r, told)
            ]
            names = {label_key(r.label) for r in rows}
            named = [
                f
                for f, _ in pairs
                if f.item and f.item != item and f.item.label in names and _agrees(f, told)
            ]
            if len(rows) != 1 or named or _is_told(table, rows[0], norm(fact.quote.text)):
                continue
            yield Draft(
                f"文字两次写{cite(item.label)}，{amount.as_written}在《{table.title}》中是"
                f"{cite(rows[0].label)}的金额。",
                f"{cite(fact.what)} ≠ {cite(rows[0].label)}",
                (fact.quote, first.quote, rows[0].label_evidence or rows[0].evidence),
            )
            break


def _is_told(table: BudgetTable, row: BudgetRow, words: str) -> bool:
    """Return whether words name a row, and the row above it."""
    above = (row.code or "").rpartition("-")[0]
    labels = [label_key(r.label) for r in table.rows if r is row or (above and r.code == above)]
    return all(label in words for label in labels)


def _agrees(fact: Fact, told: Interval) -> bool:
    return told.meets(Interval.of(fact.amount.value, fact.amount.quantum))


def _named(row: BudgetRow, name: str) -> bool:
    return current_name(label_key(row.label)) == current_name(name)


def _states(row: BudgetRow, told: Interval) -> bool:
    return any(c is not None and told.meets(Interval.of(c.value, c.quantum)) for c in row.cells)


def _coded(words: str) -> FunctionItem | None:
    """Return the item of "2100299其他公立医院支出" by its name alone."""
    item = function_of(words)
    return FunctionItem(name=item.name) if item and item.code and item.name else None


#: An inner row is judged where all other known codes of its table, so many times more, bear their official
#: names: some tables number their items in a way of their own.
_TRUSTED = 3


def code_of_another_name(context: Context) -> Iterator[Draft]:
    """A row whose name is the official name of another code of its level."""
    kinds: tuple[tuple[Domain, tuple[str, ...]], ...] = (
        ("functional", _DOMAINS[0][1]),
        ("economic", _DOMAINS[1][1]),
    )
    for domain, tables in kinds:
        seen: set[tuple[str, str]] = set()
        for table in context.outline.tables_of(*tables):
            top, inner = _other_codes(context, domain, table)
            for row, code in (*top, *(inner if inner and _is_usual(context, domain, table, inner) else ())):
                assert row.code
                if (row.code, row.label) in seen:
                    continue
                seen.add((row.code, row.label))
                yield Draft(
                    f"《{table.title}》科目{row.code}的名称写{cite(row.label)}，按政府收支分类科目那是{code}的名称。",
                    f"{row.code} ≠ {code}",
                    (row.label_evidence or row.evidence,),
                )


_Rows = list[tuple[BudgetRow, str]]


def _other_codes(context: Context, domain: Domain, table: BudgetTable) -> tuple[_Rows, _Rows]:
    """Return the rows with another code's name, 类 apart from the others, each with that code."""
    top: _Rows = []
    inner: _Rows = []
    for row in table.rows:
        if row.code and row.label:
            code = other_code(domain, row.code, label_key(row.label), context.outline.fiscal_year)
            if code is not None:
                (top if row.level == 1 else inner).append((row, code))
    return top, inner


def _is_usual(context: Context, domain: Domain, table: BudgetTable, wrong: _Rows) -> bool:
    """Return whether a table numbers its items as the classification does, the wrong rows aside."""
    year = context.outline.fiscal_year
    rest = [r for r in table.rows if r.level > 1 and r.code and not any(r is w for w, _ in wrong)]
    known = [r for r in rest if is_known(domain, r.code or "", year)]
    official = [r for r in known if is_official(domain, r.code or "", label_key(r.label), year)]
    return len(known) == len(official) and len(official) >= _TRUSTED * len(wrong)
