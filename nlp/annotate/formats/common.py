"""What every door needs: reading text, writing at once, checking spans, refusing by file and place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from nlp.annotate.records import SpanRecord, from_json, parse_json
from nlp.errors import YusuanError


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands; ``unit`` is "line", "document" or "row", counted from 1."""

    file: str
    number: int
    unit: str = "line"
    detail: str = ""

    def __str__(self) -> str:
        more = f", {self.detail}" if self.detail else ""
        return f"{self.file}, {self.unit} {self.number}{more}"


_UNITS = {"line": "行", "document": "个文档", "row": "行"}


def refuse(place: Place, zh: str, en: str) -> YusuanError:
    """Return the error that says what is wrong where.

    >>> refuse(Place("a.json", 3), "没有 text", "no text").en
    'a.json, line 3: no text'
    """
    where = f"{place.file} 第 {place.number} {_UNITS[place.unit]}"
    if place.detail:
        where += f"（{place.detail}）"
    return YusuanError(f"{where}：{zh}。", f"{place}: {en}")


def read_text(path: Path) -> str:
    """Return a UTF-8 file's text with its line ends as they are. Raises YusuanError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise YusuanError(
            f"无法读取 {path.name}：{error.strerror}。", f"cannot read {path.name}: {error.strerror}"
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise refuse(Place(path.name, line), "不是 UTF-8", "not UTF-8") from error


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file that appears only when it is complete."""
    fresh = path.with_name(path.name + ".part")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise YusuanError(
            f"无法写入 {path.name}：{error.strerror}。", f"cannot write {path.name}: {error.strerror}"
        ) from error


@dataclass(slots=True)
class Checker:
    """Makes records of what a foreign file says; ids must be unique within the file."""

    _seen: dict[str, Place] = field(default_factory=dict)

    def record(
        self,
        place: Place,
        identity: object,
        text: object,
        spans: Iterable[tuple[object, object, object]],
        meta: object = None,
    ) -> SpanRecord:
        """Return the record; ``spans`` are (start, end, label).

        Raises:
            YusuanError: for a label that is not in the scheme, a span that is no stretch of the text, a
                span or an id that stands twice.
        """
        try:
            unique = dict.fromkeys(spans)
        except TypeError as error:  # JSON's lists and objects
            raise refuse(place, "标签或偏移量不是字或数", "a label or offset is a list or object") from error
        try:
            record = from_json(
                {
                    "id": identity,
                    "text": text,
                    "spans": [{"label": name, "start": s, "end": e} for s, e, name in unique],
                    "meta": {} if meta is None else meta,
                }
            )
        except ValidationError as error:
            first = error.errors()[0]
            loc = first["loc"]
            where = ".".join(str(part) for part in loc)
            detail = f"{where}: {first['msg']}" if where else str(first["msg"])
            if loc and loc[-1] == "label":
                detail = f"unknown label {first.get('input')!r}"
            elif loc and loc[-1] in ("start", "end"):
                detail = f"bad offset {first.get('input')!r}"
            raise refuse(place, detail, detail) from error
        if record.id in self._seen:
            first_place = self._seen[record.id]
            raise refuse(
                place,
                f"编号 {record.id!r} 在第 {first_place.number} 处已出现",
                f"id {record.id!r} already stands at {first_place.unit} {first_place.number}",
            )
        self._seen[record.id] = place
        return record


def json_lines(path: Path) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    """Yield each line's JSON object with its place; blank lines are skipped. Raises YusuanError."""
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        place = Place(path.name, number)
        try:
            value = parse_json(line)
        except ValueError as error:
            raise refuse(place, f"不是 JSON：{error}", f"not JSON: {error}") from error
        if not isinstance(value, dict):
            raise refuse(place, "不是 JSON 对象", "not a JSON object")
        yield place, value


def json_array(path: Path) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    """Yield each object of a JSON array with the line on which it begins. Raises YusuanError."""
    text = read_text(path)
    decoder = json.JSONDecoder()
    line, counted = 1, 0
    position = _skip(text, 0)
    if not text.startswith("[", position):
        raise refuse(Place(path.name, 1), "不是 JSON 数组", "not a JSON array")
    position = _skip(text, position + 1)
    number = 0
    while not text.startswith("]", position):
        number += 1
        line, counted = line + text.count("\n", counted, position), position
        place = Place(path.name, line, detail=f"task {number}")
        try:
            value, position = decoder.raw_decode(text, position)
        except json.JSONDecodeError as error:
            at = Place(path.name, error.lineno)
            raise refuse(at, f"不是 JSON：{error.msg}", f"not JSON: {error.msg}") from error
        except (ValueError, RecursionError) as error:
            reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
            raise refuse(place, f"不是 JSON：{reason}", f"not JSON: {reason}") from error
        if not isinstance(value, dict):
            raise refuse(place, "不是 JSON 对象", "not a JSON object")
        yield place, value
        position = _skip(text, position)
        if text.startswith(",", position):
            position = _skip(text, position + 1)
        elif not text.startswith("]", position):
            end = Place(path.name, text.count("\n", 0, position) + 1)
            raise refuse(end, "数组没有写完", "the array does not end here as it should")
    if _skip(text, position + 1) != len(text):
        raise refuse(
            Place(path.name, text.count("\n", 0, position) + 1), "数组之后还有内容", "text after the array"
        )


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\r\n":
        position += 1
    return position
