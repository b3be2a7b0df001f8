"""Stand-off labels of narratives: sha256, offsets and normal values, never the document's text.

One JSON object a line, one line a narrative. The schema is :func:`label_schema`; names and titles are
given by the offsets where the document writes them in full, so that no text leaves the document.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from nlp.annotate.records import parse_json
from nlp.document import Document
from nlp.errors import YusuanError


def _stretch(value: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= value[0] < value[1]:
        raise ValueError("a span is [start, end] with 0 <= start < end")
    return value


Span = Annotated[tuple[int, int], AfterValidator(_stretch)]


def _decimal(value: object) -> object:
    if isinstance(value, float):
        raise ValueError("money and percentages are decimal strings, never floats")
    return value


DecimalText = Annotated[Decimal, BeforeValidator(_decimal)]


class Label(BaseModel):
    """Base of the label models: immutable, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DocumentKey(Label):
    """Which document the offsets count in."""

    sha256: str
    characters: int


class BodyLabel(Label):
    """An implementing body: as written (``span``), and where its full name stands (``name``).

    ``alias`` is the short name that （以下简称“…”） gives it inside the narrative.
    """

    span: Span
    name: Span
    relation: Literal["listed", "part_of_listed", "not_listed", "internal_department"]
    listed_as: Span | None
    alias: Span | None = None


class PhaseLabel(Label):
    """A phase of a schedule."""

    start: date | None
    end: date | None
    percent: DecimalText | None
    span: Span


class ScheduleLabel(Label):
    """A project's schedule."""

    start: date | None
    end: date | None
    duration_months: int | None
    span: Span
    phases: tuple[PhaseLabel, ...]


class AmountLabel(Label):
    """An amount in 万元; a derived one names the spans of its parts."""

    wan: DecimalText
    spans: tuple[Span, ...]
    derived: bool = False


class YearAmountLabel(AmountLabel):
    """Another single year's money."""

    year: int


class AmountLabels(Label):
    """A narrative's money by role."""

    annual_total: AmountLabel | None
    fiscal: AmountLabel | None
    own_funds: AmountLabel | None
    multi_year_total: AmountLabel | None
    components: tuple[AmountLabel, ...]
    other_years: tuple[YearAmountLabel, ...]


class QuarterLabel(Label):
    """A quarter's execution."""

    quarter: int
    percent: DecimalText | None
    amount_wan: DecimalText | None
    qualifier: Literal["exact", "at_least", "about"]
    span: Span


class QuarterLabels(Label):
    """The quarters that state a figure."""

    basis: Literal["incremental", "cumulative"] | None
    items: tuple[QuarterLabel, ...]


class LegalBasisLabel(Label):
    """A document that the project rests on; ``number`` is normalised."""

    title: Span | None
    number: str | None
    number_span: Span | None


class NarrativeLabels(Label):
    """The truth about one narrative."""

    document: DocumentKey
    annotator: str
    narrative: int
    project: Span | None
    bodies: tuple[BodyLabel, ...]
    schedule: ScheduleLabel | None
    amounts: AmountLabels
    quarters: QuarterLabels
    legal_basis: tuple[LegalBasisLabel, ...]

    @model_validator(mode="after")
    def _within(self) -> Self:
        if any(end > self.document.characters for _, end in _spans(self)):
            raise ValueError("a span ends behind the document's characters")
        return self


def _spans(value: object) -> Iterator[tuple[int, int]]:
    """Yield the spans that a label holds, at any depth."""
    if isinstance(value, Label):
        for name in type(value).model_fields:
            yield from _spans(getattr(value, name))
    elif isinstance(value, tuple):
        if len(value) == 2 and all(isinstance(each, int) for each in value):
            yield value
        else:
            for each in value:
                yield from _spans(each)


def label_schema() -> dict[str, Any]:
    """Return the JSON Schema of one line of a label file."""
    return NarrativeLabels.model_json_schema()


def load_labels(path: Path) -> tuple[NarrativeLabels, ...]:
    """Return the labels of a JSON Lines file.

    Raises:
        YusuanError: naming file and line, when a line is no label.
    """
    labels = []
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise YusuanError(f"{path.name} 不是 UTF-8。", f"{path.name} is not UTF-8") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            value = parse_json(line)
            labels.append(NarrativeLabels.model_validate(value))
            json.dumps(value, ensure_ascii=False).encode()  # a lone surrogate could not be written again
        except ValueError as error:  # ValidationError is one, too
            detail = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            raise YusuanError(
                f"{path.name} 第 {number} 行不是合法的标注：{detail}。",
                f"{path.name}, line {number}: not a label: {detail}",
            ) from error
    return tuple(labels)


def check_document(labels: tuple[NarrativeLabels, ...], document: Document) -> None:
    """Make sure that the labels were made on exactly this document.

    Raises:
        YusuanError: when the sha256 differs; offsets would then point at other words.
    """
    for label in labels:
        if label.document.sha256 != document.sha256:
            both = f"{document.sha256[:12]} ≠ {label.document.sha256[:12]}"
            raise YusuanError(
                f"{document.source} 的 sha256 与标注不同（{both}），偏移量不再有效，请使用标注时的文件。",
                f"{document.source}: its sha256 differs from the labels' ({both}), so the offsets no longer "
                "hold; use the file that was labelled",
            )
