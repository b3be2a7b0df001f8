"""Measure a tagger on written narratives: spans by exact match, fields by the pipeline's own evaluation.

A narrative is set into a small document (title, list of units, narrative), as the pipeline knows no
narrative without one.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from nlp.annotate.evaluate import Score, add_scores, evaluate
from nlp.annotate.records import LABELS, SpanLabel, SpanRecord
from nlp.annotate.standoff import BodyLabel, DocumentKey, NarrativeLabels, Span
from nlp.annotate.written.model import Meta, World, WrittenBody
from nlp.document import Document
from nlp.outline.model import Outline
from nlp.pipeline import Result, Settings, process
from nlp.readers.text import read_markdown, read_text

_LEVELS = {
    "central": "",
    "provincial": "省级",
    "prefecture": "市级",
    "district": "区级",
    "street": "",
    "unit": "",
}


@dataclass(frozen=True, slots=True)
class SpanScore:
    """Exact matches of one label; ``F1`` of nothing expected and nothing found is 1."""

    label: str
    right: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        """The share of the found spans that are right."""
        return self.right / self.found if self.found else float(not self.expected)

    @property
    def recall(self) -> float:
        """The share of the expected spans that were found."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.expected) if self.found + self.expected else 1.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What a tagger made of some records. ``located`` counts the narratives that the outline found."""

    narratives: int
    located: int
    spans: tuple[SpanScore, ...]
    fields: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A record inside a document; offsets of the record plus ``base`` are the document's."""

    document: Document
    base: int
    labels: NarrativeLabels
    spans: frozenset[SpanLabel]


def document_of(record: SpanRecord) -> tuple[Document, int]:
    """Return a document around a written narrative, and where the narrative begins in it."""
    return document_around(record.text, Meta.model_validate(record.meta).world, record.id)


def document_around(narrative: str, world: World, name: str) -> tuple[Document, int]:
    """Return a small document of ``world`` with the narrative at its end, and where that begins.

    ``name`` is the document's source without a suffix.
    """
    unit = world.kind == "unit_budget"
    word = "单位" if unit else "部门"
    owner = "预算单位" if unit else "预算主管部门"
    listing = "\n".join(f"{i}. {name}" for i, name in enumerate(world.units, start=1))
    head = (
        f"{world.organisation}{world.year}年{_LEVELS[world.level]}{word}预算\n\n"
        f"{owner}：{world.organisation}\n\n"
        f"一、{word}机构设置\n\n{world.organisation}{word}预算包括以下单位：\n\n{listing}\n\n"
        "二、项目经费情况说明\n\n"
    )
    text = head + narrative
    data = text.encode("utf-8")
    # Marks of Markdown are marks only in a Markdown file.
    marked = any(line.startswith(("#", "**")) for line in narrative.split("\n"))
    read, suffix = (read_markdown, "md") if marked else (read_text, "txt")
    return read(f"{name}.{suffix}", data, hashlib.sha256(data).hexdigest()), len(head)


def _find(text: str, words: str) -> Span:
    """Return where words stand in a text, blanks and line ends ignored.

    Raises:
        ValueError: where they stand nowhere.
    """
    kept = [i for i, char in enumerate(text) if not char.isspace()]
    at = "".join(text[i] for i in kept).find("".join(words.split()))
    if at < 0:
        raise ValueError(f"{words} stands nowhere in the document")
    return kept[at], kept[at + len("".join(words.split())) - 1] + 1


def _moved(value: object, by: int) -> object:
    """Return JSON values with the offsets of every span moved."""
    if isinstance(value, dict):
        return {
            key: [e + by for e in each]
            if key in ("span", "project", "title", "number_span", "name") and isinstance(each, list)
            else [[a + by, b + by] for a, b in each]
            if key == "spans"
            else _moved(each, by)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [_moved(each, by) for each in value]
    return value


def placed(record: SpanRecord, outline: Outline | None = None) -> Placed:
    """Return a record's labels as labels of the document around it.

    ``outline`` says which narrative of the document it is; without one, or where none begins there, it is
    narrative -1, which nothing matches.
    """
    document, base = (outline.document, 0) if outline else document_of(record)
    if outline:
        base = len(document.text) - len(record.text)
    truth = Meta.model_validate(record.meta).truth
    index = _index(outline, base) if outline else -1
    values = _moved(truth.model_dump(mode="json"), base)
    if not isinstance(values, dict):
        raise TypeError("a truth is a mapping")
    values |= {
        "document": DocumentKey(sha256=document.sha256, characters=len(document.text)).model_dump(),
        "annotator": "written",
        "narrative": index,
        "bodies": [_body(body, document.text, base).model_dump() for body in truth.bodies],
    }
    spans = frozenset(replace(s, start=s.start + base, end=s.end + base) for s in record.spans)
    return Placed(document, base, NarrativeLabels.model_validate(values), spans)


def _index(outline: Outline, base: int) -> int:
    """Return the index of the narrative that begins on the line at ``base``, behind marks of emphasis."""
    line_end = outline.document.text.find("\n", base)
    return next((n.index for n in outline.narratives if base <= n.start < line_end), -1)


def _body(body: WrittenBody, text: str, base: int) -> BodyLabel:
    span = (body.span[0] + base, body.span[1] + base)
    name = "".join(body.name.split())
    written = "".join(text[span[0] : span[1]].split())
    return BodyLabel(
        span=span,
        name=span if written == name else _find(text, name),
        relation=body.relation,
        listed_as=_find(text, body.listed_as) if body.listed_as else None,
    )


def measure(records: Iterable[SpanRecord], settings: Settings | None = None) -> Measured:
    """Tag every record with the tagger of ``settings`` (the rules by default) and compare."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    totals: dict[str, Score] = {}
    narratives = located = 0
    for record in records:
        document, _ = document_of(record)
        result = process(document, settings)
        mine = placed(record, result.outline)
        narratives += 1
        located += mine.labels.narrative >= 0
        tagged = _tagged(result)
        found.update(s.label for s in tagged)
        expected.update(s.label for s in mine.spans)
        right.update(s.label for s in tagged & mine.spans)
        add_scores(totals, evaluate(result.document, [mine.labels], result.fields).scores)
    spans = [SpanScore(label, right[label], found[label], expected[label]) for label in LABELS]
    spans.append(SpanScore("all", right.total(), found.total(), expected.total()))
    return Measured(narratives, located, tuple(spans), tuple(totals.values()))


def _tagged(result: Result) -> frozenset[SpanLabel]:
    return frozenset(SpanLabel(s.start, s.end, s.label) for spans in result.spans for s in spans)
