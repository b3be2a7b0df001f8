"""Records of span labels: one JSON object a line, one line a narrative, its text included.

The format that every labelling tool's door reads and writes. Offsets count Unicode code points in
``text``; ``meta`` holds JSON values that no door may lose (family, style, source, truth …). Text of a real
document belongs in a record only while somebody labels it; what is stored about real documents has no
text (:mod:`nlp.annotate.standoff`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final, get_args

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError, model_validator

from nlp.errors import YusuanError
from nlp.tagger.spans import Label

#: Every label, in the order of the literal.
LABELS: Final[tuple[str, ...]] = get_args(Label)


@dataclass(frozen=True, slots=True, order=True)
class SpanLabel:
    """A labelled stretch of a record's text; spans sort by place."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class SpanRecord:
    """One narrative with its labelled spans; spans may overlap, the same span never stands twice.

    >>> record = SpanRecord("r1", "由甲中心实施。", (SpanLabel(1, 4, "BODY"),))
    >>> record.quote(record.spans[0])
    '甲中心'
    """

    id: str
    text: str
    spans: tuple[SpanLabel, ...] = ()
    meta: Mapping[str, JsonValue] = field(default_factory=dict)

    def quote(self, span: SpanLabel) -> str:
        """Return the words that a span of this record marks."""
        return self.text[span.start : span.end]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _SpanLine(_Strict):
    label: Label
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]


class _RecordLine(_Strict):
    id: Annotated[str, Field(min_length=1)]
    text: str
    spans: list[_SpanLine]
    meta: dict[str, JsonValue] = {}

    @model_validator(mode="after")
    def _characters(self) -> _RecordLine:
        """JSON can spell halves of characters, which no file in UTF-8 can hold."""
        try:
            json.dumps([self.id, self.text, self.meta], ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise ValueError(f"half a character, {error.object[error.start]!r}") from error
        return self

    @model_validator(mode="after")
    def _offsets(self) -> _RecordLine:
        seen: set[tuple[int, int, str]] = set()
        for span in self.spans:
            if not span.start < span.end <= len(self.text):
                raise ValueError(
                    f"{span.label} {span.start}:{span.end} is no stretch of a text of "
                    f"{len(self.text)} characters"
                )
            key = (span.start, span.end, span.label)
            if key in seen:
                raise ValueError(f"{span.label} {span.start}:{span.end} stands twice")
            seen.add(key)
        return self


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema of one line of a record file."""
    return _RecordLine.model_json_schema()


def to_json(record: SpanRecord) -> dict[str, JsonValue]:
    """Return the record as JSON values, spans in the order of their places."""
    return {
        "id": record.id,
        "text": record.text,
        "spans": [
            {"label": span.label, "start": span.start, "end": span.end} for span in sorted(record.spans)
        ],
        "meta": dict(record.meta),
    }


def from_json(value: object) -> SpanRecord:
    """Return the record that JSON values describe, its spans sorted by place.

    Raises:
        ValidationError: where they do not fit :func:`record_schema`, an offset leaves the text, a label is
            not in the scheme, or a span stands twice.
    """
    line = _RecordLine.model_validate(value)
    spans = sorted(SpanLabel(span.start, span.end, span.label) for span in line.spans)
    return SpanRecord(line.id, line.text, tuple(spans), line.meta)


def parse_json(text: str) -> Any:
    """Return the value of a JSON text.

    Raises:
        ValueError: also where it nests too deeply or holds a number of thousands of digits.

    >>> parse_json("[" * 100_000)
    Traceback (most recent call last):
    ValueError: nested too deeply
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _refuse(name: str, number: int, detail: str) -> YusuanError:
    return YusuanError(
        f"{name} 第 {number} 行不是合法的标注记录：{detail}。",
        f"{name}, line {number}: not a record of span labels: {detail}",
    )


def _detail(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else first["msg"]


def parse_records(lines: Iterable[str], name: str) -> Iterator[SpanRecord]:
    """Yield the records of JSON lines; blank lines are skipped; ``name`` is the file's in messages.

    Raises:
        YusuanError: naming file and line, when a line is no record or repeats an id.
    """
    ids: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = from_json(parse_json(line))
        except ValidationError as error:
            raise _refuse(name, number, _detail(error)) from error
        except ValueError as error:
            raise _refuse(name, number, str(error)) from error
        if record.id in ids:
            raise _refuse(name, number, f"id {record.id!r} already stands in line {ids[record.id]}")
        ids[record.id] = number
        yield record


def load_records(path: Path) -> tuple[SpanRecord, ...]:
    r"""Return the records of a JSON Lines file (UTF-8, lines ended by ``\n`` only).

    Raises:
        YusuanError: naming file and line, when the file can't be read or a line is no record.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise YusuanError(
            f"无法读取 {path.name}：{error.strerror}。", f"cannot read {path.name}: {error.strerror}"
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _refuse(path.name, line, "not UTF-8") from error
    # Not splitlines(): U+2028 and its like may stand raw inside a JSON string.
    return tuple(parse_records(text.split("\n"), path.name))


def save_records(path: Path, records: Iterable[SpanRecord]) -> None:
    """Write the records, one a line, after checking every one; the old file stays where one is bad.

    Raises:
        ValidationError: where a record breaks the rules of :func:`from_json`.
    """
    lines = []
    for record in records:
        value = to_json(record)
        from_json(value)
        lines.append(json.dumps(value, ensure_ascii=False))
    fresh = path.with_name(path.name + ".part")
    fresh.write_bytes("".join(line + "\n" for line in lines).encode("utf-8"))
    fresh.replace(path)
