"""Schema of a rule that an analyst declares in TOML, in configs/rules.toml or in a file of one's own."""

from __future__ import annotations

import difflib
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from nlp.config import ConfigModel, load_file
from nlp.outline.model import DocumentKind, Level
from nlp.reconcile.measures import CellRef, measures
from nlp.reconcile.model import Severity

Relation = Literal["equal", "at_most", "at_least"]


class Term(CellRef):
    """One amount: a measure of configs/measures.toml by its name, or a cell described as there."""

    table: str = ""
    measure: str = ""

    @model_validator(mode="after")
    def _known(self) -> Term:
        if bool(self.table) == bool(self.measure):
            raise ValueError("写 measure 或 table，二者取一 / write either measure or table")
        if self.measure and measures().named(self.measure) is None:
            names = [m.name for m in measures().measure]
            near = difflib.get_close_matches(self.measure, names, n=1, cutoff=0.3)
            hint = f"；是否想写 {near[0]}？/ did you mean {near[0]}?" if near else ""
            raise ValueError(f"没有名为 {self.measure} 的指标 / no measure named {self.measure}{hint}")
        return self


class Applies(ConfigModel):
    """Which documents a rule is for; what is left out doesn't limit it."""

    kinds: tuple[DocumentKind, ...] = ()
    levels: tuple[Level, ...] = ()
    from_year: int | None = None
    to_year: int | None = None


class DeclaredRule(ConfigModel):
    """What the terms of ``left`` add up to, against what those of ``right``, times ``times``, add up to."""

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    severity: Severity = "warning"
    explanation: str = Field(min_length=4)
    applies: Applies = Applies()
    left: tuple[Term, ...] = Field(min_length=1)
    right: tuple[Term, ...] = Field(min_length=1)
    relation: Relation = "equal"
    times: Decimal = Decimal(1)


class OwnRules(ConfigModel):
    """A file of rules of one's own."""

    rule: tuple[DeclaredRule, ...] = ()


def load_rules(path: Path) -> tuple[DeclaredRule, ...]:
    """Return the rules of a TOML file.

    Raises:
        ConfigError: if it can't be read or doesn't fit the schema; with file, line and nearest known key.
    """
    return load_file(path, OwnRules).rule
