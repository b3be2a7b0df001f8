"""The roles of a form's money by the labels of its rows: one row alone, or a total over years and the year's.

A form may be cut into sections row by row; where several rows tell money, the labels say which is the year's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from nlp.outline.form_labels import field_of, plain_label
from nlp.tagger.rules.labels import component_name
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.table_figures import Figure, is_sum, year_named
from nlp.tagger.spans import Label

_YEARS: Final = ("total", "annual", "other_year")


def lone_row(found: Sequence[Figure], fiscal_year: int | None) -> Iterator[tuple[Figure, Label]]:
    """Yield the role of a lone row's first figure; only a label of the year's budget makes a total.

    年度预算（万元） | 236.40, but not 合同金额（万元） | 58.60
    """
    for figure in found[:1]:
        label = _label_alone(figure.name, fiscal_year)
        if label is not None:
            yield figure, label


def _label_alone(name: str, fiscal_year: int | None) -> Label | None:
    field = _field(name, fiscal_year)
    if field == "other_year":
        return "AMOUNT_OTHER_YEAR"
    if any(word in name for word in field_words().amount.multi_year):
        return "AMOUNT_MULTI_YEAR"
    if field == "annual" or is_sum(name):
        return "AMOUNT_TOTAL"
    if field == "total":  # of the year or of all years: nothing says which
        return None
    return "AMOUNT_TOTAL" if _of_budget().fullmatch(plain_label(name)) else source_named(name)


@cache
def _of_budget() -> re.Pattern[str]:
    """A label that says nothing but the budget's money: 本年度预算金额."""
    return re.compile(rf"(?:{any_of(field_words().amount.total)}|20\d\d年度?|[本当]?年度?|项目|金额|额|数)+")


def beside_a_total(found: Sequence[Figure], fiscal_year: int | None) -> list[tuple[Figure, Label]]:
    """Return the roles of rows of which one tells a total over years and another the year's money; else none.

    项目总投资（万元） | 960.00, below it 2024年预算（万元） | 310.50
    """
    fields = [_field(f.name, fiscal_year) for f in found]
    if any(field_of(f.name) == "annual" and year_named(plain_label(f.name)) is None for f in found):
        # 其中：2024年 is a year of the plan's where 年度资金总额 tells its money, too.
        named = [year_named(plain_label(f.name)) for f in found]
        fields = [
            None if year and each == "annual" else each for each, year in zip(fields, named, strict=True)
        ]
    if len({f.row for f in found}) < len(found) or not {"total", "annual"} <= set(fields):
        return []
    whole, annual = (found[fields.index(name)] for name in ("total", "annual"))
    if whole.value.value < annual.value.value or _are_sources(found, fields, whole):
        return []
    return list(_roles(found, fields))


def _are_sources(found: Sequence[Figure], fields: Sequence[str | None], whole: Figure) -> bool:
    """Tell whether the other rows are what one year's total is made of: 年度资金, 上年结转."""
    rest = [f.value.value for f in found if f is not whole]
    return len(rest) > 1 and "other_year" not in fields and sum(rest, Decimal(0)) == whole.value.value


def _roles(found: Sequence[Figure], fields: Sequence[str | None]) -> Iterator[tuple[Figure, Label]]:
    """Yield the roles; sources and parts are the year's only right below its row."""
    first = fields.index("annual")
    stop = next((i for i in range(first + 1, len(found)) if fields[i] in _YEARS), len(found))
    seen: set[str] = set()
    for figure, field in zip(found, fields, strict=True):
        if field == "other_year":
            yield figure, "AMOUNT_OTHER_YEAR"
        elif field in _YEARS and field not in seen:
            seen.add(field)
            yield figure, "AMOUNT_TOTAL" if field == "annual" else "AMOUNT_MULTI_YEAR"
    below = [f for f in found[first + 1 : stop] if f.value.value]
    sources = {f: label for f in below if (label := source_named(f.name))}
    yield from sources.items()
    parts = [f for f in below if f not in sources]
    if sum((f.value.value for f in parts), Decimal(0)) == found[first].value.value:
        yield from ((f, "AMOUNT_COMPONENT") for f in parts)


def _field(name: str, fiscal_year: int | None) -> str | None:
    """Return the field of a form that a row's label tells; a year in it says whose money it is."""
    year = year_named(plain_label(name))
    if year is None:
        return field_of(name)
    return "annual" if year == fiscal_year or fiscal_year is None else "other_year"


@cache
def _sources() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = field_words().amount
    return re.compile(any_of(words.own)), re.compile(
        rf"{any_of(words.fiscal)}|^{any_of(words.levels)}(?:及?以上)?{any_of(words.level_money)}"
    )


def source_named(words: str) -> Label | None:
    """Return the role of money by where a row or a column says that it comes from."""
    own, fiscal = _sources()
    bare = re.sub(r"[（(].*?[)）]|\s", "", words)
    if own.search(bare):
        return "AMOUNT_OWN"
    return "AMOUNT_FISCAL" if fiscal.search(bare) and component_name(bare) else None
