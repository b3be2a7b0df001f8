"""The rooms in their order: a file becomes a Document, an Outline, fields, and a reconciliation."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from nlp.document import Document
from nlp.errors import ReadError
from nlp.fields.model import NarrativeFields
from nlp.outline.model import Narrative, Outline
from nlp.reconcile.model import Finding, Statement
from nlp.tagger.spans import FieldSpan
from nlp.tagger.votes import Vote, taken

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: What finds the spans of one narrative: rules now, a trained model behind the same door.
Tagger = Callable[["Doc", Narrative, Outline], tuple[FieldSpan, ...]]


@runtime_checkable
class BatchTagger(Protocol):
    """A tagger that reads all narratives of a document together."""

    def batch(
        self, docs: Sequence[Doc], narratives: Sequence[Narrative], outline: Outline
    ) -> list[tuple[FieldSpan, ...]]:
        """Return the spans of each narrative."""


@runtime_checkable
class VotingTagger(BatchTagger, Protocol):
    """A tagger that can tell why it took a span or not."""

    def votes(
        self, docs: Sequence[Doc], narratives: Sequence[Narrative], outline: Outline
    ) -> list[tuple[Vote, ...]]:
        """Return the votes on each narrative's spans; those taken are what :meth:`batch` gives."""


#: Parts that reports of any sort have.
_GENERAL_SECTIONS: Final = frozenset({"contents", "functions", "terms", "units"})
UNKNOWN_KIND: Final = "未能识别文种：既不像预算公开也不像决算公开，以下结果仅供参考。"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may choose. ``tagger=None`` is the rules; ``explain`` asks a joint tagger for its votes."""

    tagger: Tagger | None = None
    explain: bool = False


@dataclass(frozen=True)
class Result:
    """All that was made of one document. ``spans`` is aligned with the outline's narratives.

    ``timings`` maps each stage to the seconds it took, in the order of the stages.
    """

    outline: Outline
    spans: tuple[tuple[FieldSpan, ...], ...]
    fields: tuple[NarrativeFields, ...]
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    timings: dict[str, float] = field(compare=False)
    votes: tuple[tuple[Vote, ...], ...] | None = None

    @property
    def document(self) -> Document:
        """The document that was read."""
        return self.outline.document


class _Clock:
    """Adds up the seconds of each stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - started


@cache
def language() -> Language:
    """Return the spaCy pipeline, built once a process."""
    from nlp.language import build_pipeline

    return build_pipeline()


def _rules() -> Tagger:
    from nlp.tagger.rules import tag

    return tag


def outline_of(source: Path | Document) -> Outline:
    """Return a document's outline, with a warning where its kind is unknown.

    Raises:
        ReadError: if the file can't be read, or holds nothing of a budget.
    """
    return _outline_of(source, _Clock())


def _outline_of(source: Path | Document, clock: _Clock) -> Outline:
    from nlp import readers
    from nlp.outline import outline as make_outline

    if isinstance(source, Document):
        document = source
    else:
        with clock("read"):
            document = readers.read(source)
    with clock("outline"):
        outline = make_outline(document)
    if not _holds_budget(outline):
        raise ReadError(
            "unsupported",
            f"{document.source}：不是预算或决算文件，没有找到项目说明、预算表或标题。",
            f"{document.source}: not a budget document; no project narrative, budget table or title found",
            document.sha256,
        )
    if outline.kind == "unknown":
        outline = replace(outline, warnings=(*outline.warnings, UNKNOWN_KIND))
    return outline


def _holds_budget(outline: Outline) -> bool:
    """Tell whether the outline found anything of a budget: a kind, a year, a narrative, a section or a table.

    Any text may have a table of contents or a grid: a section of a general kind doesn't count, and a
    table of kind ``other`` does only when it declares a money unit.
    """
    return (
        outline.kind != "unknown"
        or outline.fiscal_year is not None
        or bool(outline.narratives)
        or any(section.kind not in _GENERAL_SECTIONS for section in outline.sections)
        or any(table.kind != "other" or table.unit_declared for table in outline.tables)
    )


def process(source: Path | Document | Outline, settings: Settings | None = None) -> Result:
    """Take one document through all rooms, or an outline of :func:`outline_of` through those after it.

    Raises:
        ReadError: if the file can't be read, or holds nothing of a budget.
    """
    from nlp.fields import extract_fields
    from nlp.reconcile import reconcile

    clock = _Clock()
    outline = source if isinstance(source, Outline) else _outline_of(source, clock)
    spans, votes = _tag(outline, settings or Settings(), clock)
    with clock("fields"):
        fields = extract_fields(outline, spans)
    with clock("reconcile"):
        statements, findings = reconcile(outline, fields)
    return Result(outline, spans, fields, statements, findings, clock.seconds, votes)


def fields_of(outline: Outline, settings: Settings | None = None) -> tuple[NarrativeFields, ...]:
    """Return the fields of an outline's narratives: what :func:`process` reads before it reconciles."""
    from nlp.fields import extract_fields

    spans, _ = _tag(outline, settings or Settings(), _Clock())
    return extract_fields(outline, spans)


def _tag(
    outline: Outline, settings: Settings, clock: _Clock
) -> tuple[tuple[tuple[FieldSpan, ...], ...], tuple[tuple[Vote, ...], ...] | None]:
    """Return each narrative's spans, and the votes on them where they are asked for.

    A narrative's Doc is made once; its offsets begin at ``narrative.start``.
    """
    if not outline.narratives:
        return (), None
    tagger = settings.tagger or _rules()
    text = outline.document.text
    with clock("language"):
        pipe = language().pipe(text[each.start : each.end] for each in outline.narratives)
        docs = list(pipe)
    with clock("tagger"):
        if not isinstance(tagger, BatchTagger):
            pairs = zip(docs, outline.narratives, strict=True)
            return tuple(tuple(tagger(doc, each, outline)) for doc, each in pairs), None
        if not (settings.explain and isinstance(tagger, VotingTagger)):
            return tuple(tagger.batch(docs, outline.narratives, outline)), None
        votes = tuple(tagger.votes(docs, outline.narratives, outline))
        return tuple(taken(cast) for cast in votes), votes
