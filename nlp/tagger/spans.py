"""Labelled spans: what any tagger, rules or model, hands to the fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: Roles, not mere types: an amount that is not this project's money is no span at all.
Label = Literal[
    "BODY",  # an implementing body, as written
    "BODY_ALIAS",  # the short name that （以下简称“…”） gives to a body; the fields ignore it for now
    "SCHEDULE",  # the project's own period, or its bare duration
    "PHASE",  # a phase: its period, and its percentage where one stands beside it
    "AMOUNT_TOTAL",  # this fiscal year's money
    "AMOUNT_FISCAL",  # the part from 财政
    "AMOUNT_OWN",  # the part from 自筹, 自有, 其他资金
    "AMOUNT_COMPONENT",  # a part by use
    "AMOUNT_MULTI_YEAR",  # the project's total over several years
    "AMOUNT_OTHER_YEAR",  # another single year's money
    "QUARTER",  # a quarter with its execution percentage or amount
    "LEGAL_TITLE",  # title of a document that the project rests on, without 《》
    "LEGAL_NUMBER",  # its document number
]


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """A labelled stretch of the document's text; offsets are the document's, not the narrative's."""

    label: Label
    start: int
    end: int
    score: float = 1.0
    source: str = "rule"
