"""Schema of configs/measures.toml: measures of prose, their cells, and the words around them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, cached_property
from typing import Literal

from nlp.config import ConfigModel, load

Fund = Literal["all", "fiscal", "general_public", "government_fund", "state_capital"]
Stage = Literal["initial", "adjusted", "execution", "final", "budget"]
Direction = Literal["income", "expenditure"]


class CellRef(ConfigModel):
    """Where a table says something: rows by label or total row, columns by header path."""

    table: str
    row: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    half: int | None = None
    funds: tuple[Fund, ...] = ()
    weak: bool = False
    wider: bool = False


class Measure(ConfigModel):
    """One measure of prose."""

    name: str
    phrases: tuple[str, ...]
    direction: Direction | None = None
    fund: Fund | None = None
    strict: bool = False
    short: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    twin: str | None = None
    prefix: str | None = None
    qualifiers: tuple[str, ...] = ()
    reason: str | None = None
    forms: bool = False
    by_fund: bool = False
    parts: tuple[str, ...] = ()
    cell: tuple[CellRef, ...] = ()


class StageWords(ConfigModel):
    """Words that tell a stage of the budget year."""

    stage: Stage
    words: tuple[str, ...]


class FundWords(ConfigModel):
    """Words that tell a fund."""

    fund: Fund
    words: tuple[str, ...]


class Words(ConfigModel):
    """Cue words around amounts."""

    tails: tuple[str, ...]
    subject_endings: tuple[str, ...]
    no_qualifiers: tuple[str, ...]
    reason: tuple[str, ...]
    threshold_after: tuple[str, ...]
    threshold_before: tuple[str, ...]
    not_budget: tuple[str, ...]
    spent_on: tuple[str, ...]
    increase: tuple[str, ...]
    decrease: tuple[str, ...]
    stages: tuple[StageWords, ...]
    received: tuple[str, ...]
    stage_columns: dict[Stage, tuple[str, ...]]
    stage_others: dict[Stage, tuple[str, ...]]
    funds: tuple[FundWords, ...]
    all_money: tuple[str, ...]
    item_lists: tuple[str, ...]
    splits: tuple[tuple[str, ...], ...]
    about: Decimal


class NarrativeWords(ConfigModel):
    """Cue words of a project narrative's own money."""

    total: tuple[str, ...]
    fiscal: tuple[str, ...]
    multi_year: tuple[str, ...]
    budget_words: tuple[str, ...]
    history_words: tuple[str, ...]


class Measures(ConfigModel):
    """The whole of configs/measures.toml."""

    words: Words
    narrative: NarrativeWords
    measure: tuple[Measure, ...]

    def named(self, name: str) -> Measure | None:
        """Return the measure of that name."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Measure]:
        return {measure.name: measure for measure in reversed(self.measure)}


@cache
def measures() -> Measures:
    """Return the configured measures.

    Raises:
        ConfigError: if configs/measures.toml does not fit this schema.
    """
    return load("measures", Measures)
