"""The labels of official performance forms (configs/forms.toml) and the fields that they tell."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from nlp.config import ConfigModel, load
from nlp.outline.headings import squeeze

_MARKS: Final = re.compile(r"^其中[：:]?|[：:]$|[（(](?:亿元|万元|元)[)）]$")

#: 2019年度资金总额, 2019年资金总额: the year's own.
_YEAR: Final = re.compile(r"^((?:19|20)\d\d)年度?(?=\D)")


class FormField(ConfigModel):
    """One labelled cell of a form."""

    name: str
    labels: tuple[str, ...]
    money: bool = False


class FormConfig(ConfigModel):
    """configs/forms.toml."""

    field: tuple[FormField, ...]


@cache
def form_fields() -> dict[str, FormField]:
    """Return the fields by their labels, as :func:`plain_label` leaves them."""
    return {label: field for field in load("forms", FormConfig).field for label in field.labels}


def plain_label(text: str) -> str:
    """Return a label without blanks, 其中, colon and unit.

    >>> plain_label("其中：财政 拨款（万元）")
    '财政拨款'
    """
    bare = squeeze(text)
    for _ in range(2):
        bare = _MARKS.sub("", bare)
    return bare


def field_of(label: str) -> str | None:
    """Return the name of the field that a form's label tells, of configs/forms.toml.

    >>> field_of("其中：财政拨款"), field_of("年度资金总额（万元）"), field_of("备注")
    ('appropriation', 'annual', None)
    >>> field_of("2019年资金总额"), year_told("2019年资金总额")
    ('annual', 2019)
    """
    found = form_fields().get(_YEAR.sub("年度", plain_label(label)))
    return found.name if found else None


def year_told(label: str) -> int | None:
    """Return the year that a form's label begins with."""
    found = _YEAR.match(plain_label(label))
    return int(found[1]) if found else None
