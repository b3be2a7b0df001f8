"""Schema of configs/rules.toml: same rows in two tables, parts and wholes, limits of the rules."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from nlp.config import ConfigModel, load
from nlp.reconcile.declared import DeclaredRule
from nlp.reconcile.measures import CellRef


class Limits(ConfigModel):
    """Limits that rules share."""

    near_name: float
    near_core: float
    candidates: int
    share_tolerance: Decimal
    border_overlap: Decimal


class SameRows(ConfigModel):
    """Rows of one label in two tables; ``one_fund``: where other funds are empty, and only by a slip."""

    message: str
    one_fund: bool = False
    left: CellRef
    right: CellRef


class PartRow(ConfigModel):
    """A row of the part's table by its names, and the whole's column."""

    label: tuple[str, ...]
    column: tuple[str, ...]


class Part(ConfigModel):
    """A table whose rows are parts of another table's."""

    message: str
    part: str
    whole: str
    columns: tuple[tuple[str, ...], ...] = ()
    rows: tuple[PartRow, ...] = ()


class CountWords(ConfigModel):
    """What is counted in prose, the kinds it is broken into, and when a list of kinds is whole.

    ``whole``, ``parts``, ``inner``, ``again`` and ``together`` are patterns, the others words. ``bare``: the
    kinds may stand behind the whole without 其中, where they are all.
    """

    name: str
    units: tuple[str, ...]
    whole: str
    parts: str
    rest: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    inner: str = ""
    again: str = ""
    bare: bool = False


class Together(ConfigModel):
    """Kinds of money that together are all of an amount, by patterns of their labels."""

    kinds: tuple[str, ...]


class RuleData(ConfigModel):
    """The whole of configs/rules.toml; ``whole_list`` is a pattern."""

    limits: Limits
    rule: tuple[DeclaredRule, ...] = ()
    same_rows: tuple[SameRows, ...] = ()
    part: tuple[Part, ...] = ()
    count: tuple[CountWords, ...] = ()
    together: tuple[Together, ...] = ()
    whole_list: str


@cache
def rule_data() -> RuleData:
    """Return the configured rules.

    Raises:
        ConfigError: if configs/rules.toml does not fit this schema.
    """
    return load("rules", RuleData)
