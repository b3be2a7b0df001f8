"""The labels of official performance forms (configs/forms.toml) and the fields that they tell."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from nlp.config import ConfigModel, load
from nlp.outline.headings import squeeze

_MARKS: Final = re.compile(r"^其中[：:]?|[：:]$|[（(][千万亿]?元[)）]$")

#: 2019年度资金总额, 2019年资金总额: the year's own.
_YEAR: Final = re.compile(r"^(?P<year>(?:19|20)\d\d)年度?(?P<rest>\D.*)")
_OF_A_YEAR: Final = ("年度", "当年", "本年")


class FormField(ConfigModel):
    """One labelled cell of a form."""

    name: str
    labels: tuple[str, ...]
    money: bool = False


class FormTables(ConfigModel):
    """How a form's columns and groups of rows are called."""

    #: How the head of the column begins that is the year's budget; the first list that fits is taken.
    budget_stages: tuple[tuple[str, ...], ...]
    #: The first cell of rows that tell what the money is for.
    parts: tuple[str, ...]


class FormConfig(ConfigModel):
    """configs/forms.toml."""

    tables: FormTables
    field: tuple[FormField, ...]


@cache
def form_fields() -> dict[str, FormField]:
    """Return the fields by their labels, as :func:`plain_label` leaves them."""
    return {label: field for field in load("forms", FormConfig).field for label in field.labels}


def form_tables() -> FormTables:
    """Return how a form's columns and groups of rows are called."""
    return load("forms", FormConfig).tables


def plain_label(text: str) -> str:
    """Return a label without blanks, 其中, colon and unit.

    >>> plain_label("其中：财政 拨款（万元）")
    '财政拨款'
    """
    bare = squeeze(text)
    for _ in range(2):
        bare = _MARKS.sub("", bare)
    return bare


def dated_field(label: str) -> tuple[int, FormField] | None:
    """Return the year that a form's label begins with, and the field that it tells of that year.

    >>> year, field = dated_field("2025年资金申请总额：") or (0, None)
    >>> year, field.name if field else None
    (2025, 'annual')
    """
    told = _YEAR.match(plain_label(label))
    if told is None:
        return None
    names = (*(f"{of}{told['rest']}" for of in _OF_A_YEAR), told["rest"])
    field = next((f for name in names if (f := form_fields().get(name)) is not None), None)
    return (int(told["year"]), field) if field is not None else None


def field_of(label: str) -> str | None:
    """Return the name of the field that a form's label tells, of configs/forms.toml.

    >>> field_of("其中：财政拨款"), field_of("年度资金总额（万元）"), field_of("备注")
    ('appropriation', 'annual', None)
    >>> field_of("2019年资金总额"), year_told("2019年资金总额")
    ('annual', 2019)
    """
    if dated := dated_field(label):
        return dated[1].name
    found = form_fields().get(plain_label(label))
    return found.name if found else None


def tells_this_year(label: str) -> bool:
    """Tell whether a form's label says that it is about the form's own year.

    >>> tells_this_year("其中：当年财政拨款"), tells_this_year("财政拨款")
    (True, False)
    """
    return plain_label(label).startswith(_OF_A_YEAR)


def year_told(label: str) -> int | None:
    """Return the year that a form's label begins with."""
    found = _YEAR.match(plain_label(label))
    return int(found["year"]) if found else None
