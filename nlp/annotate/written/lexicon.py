"""The words of the written corpus, read from lexicon.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field

from nlp.config import ConfigModel

Words = Annotated[tuple[str, ...], Field(min_length=1)]


class Sector(ConfigModel):
    """A field of government with its organisations, projects, uses of money and documents."""

    key: str
    department: str
    provincial: str
    central: str
    code: str
    units: Words
    departments: Words
    projects: Words
    uses: Words
    deeds: Words
    laws: Words
    national: Words
    report: str
    thing: str


class Lexicon(ConfigModel):
    """All words of the fields of government; names are composed by :mod:`nlp.annotate.written.names`."""

    street_units: Words
    sectors: tuple[Sector, ...]


@cache
def lexicon() -> Lexicon:
    """Return the words, read once."""
    text = Path(__file__).with_name("lexicon.yaml").read_text(encoding="utf-8")
    return Lexicon.model_validate(yaml.safe_load(text))
