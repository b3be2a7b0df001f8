"""What is known about a written narrative: its world, and the truth about its five fields.

The models are those of :mod:`nlp.annotate.standoff`, save that a body's full name and its listed unit are
given as words: the units stand in the world, not in the text.
"""

from __future__ import annotations

from typing import Literal

from nlp.annotate.standoff import (
    AmountLabels,
    Label,
    LegalBasisLabel,
    QuarterLabels,
    ScheduleLabel,
    Span,
)
from nlp.fields.model import Relation
from nlp.outline.model import DocumentKind

Split = Literal["train", "dev", "test"]


class WrittenBody(Label):
    """An implementing body: as written (``span``), its full name, and the unit it is listed as."""

    span: Span
    name: str
    relation: Relation
    listed_as: str | None


class Truth(Label):
    """The truth about one narrative; offsets count in its text."""

    project: Span | None
    bodies: tuple[WrittenBody, ...]
    schedule: ScheduleLabel | None
    amounts: AmountLabels
    quarters: QuarterLabels
    legal_basis: tuple[LegalBasisLabel, ...]


class World(Label):
    """The document around the narrative: whose it is, of which year, and its budget units in order."""

    organisation: str
    kind: DocumentKind
    level: Literal["central", "provincial", "prefecture", "district", "street", "unit"]
    year: int
    units: tuple[str, ...]


class Meta(Label):
    """The ``meta`` of a record of the written corpus; ``noise`` and ``flags`` are sorted."""

    family: str
    style: str
    split: Split
    noise: tuple[str, ...]
    flags: tuple[str, ...]
    world: World
    truth: Truth
