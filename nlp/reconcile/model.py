"""Statements of prose, their counterparts in tables, and findings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nlp.document import Evidence
from nlp.fields.model import StatedAmount

Verdict = Literal["exact", "rounded", "truncated", "balanced", "disagrees", "unverifiable"]
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What a statement is compared with: one cell (``table``, ``row``, ``column``) or a sum of parts.

    A cell may have other cells of the same value behind it in ``evidence``, which confirm it and add nothing.
    ``value`` is in 元; ``quantum`` is one unit of a cell's last digit, or the sum of the parts' units.
    """

    value: Decimal
    quantum: Decimal
    evidence: tuple[Evidence, ...]
    table: str | None = None
    row: str | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One amount that prose states, with what confirms it."""

    quote: str
    what: str
    amount: StatedAmount
    section: str
    counterpart: Counterpart | None
    verdict: Verdict
    difference: Decimal | None
    explanation: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction inside the document; ``message`` is one Chinese sentence."""

    rule: str
    severity: Severity
    message: str
    computation: str
    evidence: tuple[Evidence, ...]
