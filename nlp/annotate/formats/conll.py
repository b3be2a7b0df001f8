r"""CoNLL with BIO tags, one character a line, such that any text comes back exactly.

::

    # id = "r1"
    # meta = {"style": "unit"}
    甲	B-BODY	O
    \n	O	O

The first column is a character; blanks, line ends, controls, the backslash and what is invisible are
escaped (``\s`` for the blank, ``\t``, ``\r``, ``\n``, ``\\``, ``\uXXXX``, ``\UXXXXXXXX``). Every further
column is a layer of tags: spans are taken by start, the longer first, and each goes to the first layer where
it overlaps none; most records need one layer. A blank line ends a record. Ids and meta are JSON.

A foreign file may have words instead of characters in the first column and no comments; words are joined as
they stand.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from nlp.annotate.formats.common import Checker, Place, read_text, refuse, write_bytes
from nlp.annotate.records import SpanLabel, SpanRecord, parse_json

_SHORT: Final = {" ": r"\s", "\t": r"\t", "\r": r"\r", "\n": r"\n", "\\": r"\\"}
_LONG: Final = {code: char for char, code in _SHORT.items()}
_ESCAPE: Final = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.|$)", re.DOTALL)
#: The last column of a row; a foreign row may begin with the character that begins comments.
_TAG: Final = re.compile(r"[ \t](?:O|[BI]-\S+)$")
_COMMENT: Final = re.compile(r"# (id|meta) = (.*)", re.DOTALL)


def escape(char: str) -> str:
    r"""Return a character as it stands in the first column.

    >>> escape("甲"), escape(" "), escape("\u3000"), escape("\\")
    ('甲', '\\s', '\\u3000', '\\\\')
    """
    if char in _SHORT:
        return _SHORT[char]
    if unicodedata.category(char)[0] in "CZ":
        return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
    return char


def unescape(written: str) -> str:
    r"""Return what a first column stands for. Raises ValueError for an escape that is none.

    >>> unescape(r"\s甲\u3000")
    ' 甲\u3000'
    """

    def one(match: re.Match[str]) -> str:
        code = match[0]
        if code in _LONG:
            return _LONG[code]
        if code[1:2] in ("u", "U") and len(code) > 2:
            return chr(int(code[2:], 16))
        raise ValueError(code)

    return _ESCAPE.sub(one, written)


def layers(spans: Iterable[SpanLabel]) -> list[list[SpanLabel]]:
    """Return the spans in layers without overlap.

    >>> [[s.label for s in layer] for layer in layers([SpanLabel(0, 4, "BODY"), SpanLabel(1, 2, "PHASE")])]
    [['BODY'], ['PHASE']]
    """
    result: list[list[SpanLabel]] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end, s.label)):
        free = next((layer for layer in result if layer[-1].end <= span.start), None)
        if free is None:
            result.append([span])
        else:
            free.append(span)
    return result


def _lines(record: SpanRecord) -> list[str]:
    columns = []
    for layer in layers(record.spans) or [[]]:
        tags = ["O"] * len(record.text)
        for span in layer:
            tags[span.start] = f"B-{span.label}"
            tags[span.start + 1 : span.end] = [f"I-{span.label}"] * (span.end - span.start - 1)
        columns.append(tags)
    head = [f"# id = {json.dumps(record.id)}", f"# meta = {json.dumps(dict(record.meta))}"]
    rows = zip(record.text, *columns, strict=True)
    return head + ["\t".join((escape(char), *tags)) for char, *tags in rows] + [""]


def write(path: Path, records: Sequence[SpanRecord]) -> None:
    """Write the records, a blank line after each."""
    text = "".join(line + "\n" for record in records for line in _lines(record))
    write_bytes(path, text.encode())


@dataclass(slots=True)
class _Draft:
    """The record that is being read; ``open`` holds each layer's unfinished span as (start, label)."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    length: int = 0
    open: list[tuple[int, str] | None] | None = None
    spans: list[tuple[object, object, object]] = field(default_factory=list)

    def add(self, place: Place, columns: list[str]) -> None:
        try:
            token = unescape(columns[0])
        except (ValueError, OverflowError) as error:
            raise refuse(place, f"不认识的转义 {error}", f"unknown escape {error}") from error
        tags = columns[1:]
        if not token or not tags:
            raise refuse(place, "应为“字符、制表符、标签”", "expected a character, a tab and a tag")
        if self.open is None:
            self.open = [None] * len(tags)
        if len(tags) != len(self.open):
            raise refuse(
                place,
                f"有 {len(tags)} 列标签，而本记录有 {len(self.open)} 列",
                f"{len(tags)} columns of tags in a record of {len(self.open)}",
            )
        for layer, tag in enumerate(tags):
            self._tag(place, layer, tag)
        self.text.append(token)
        self.length += len(token)

    def _tag(self, place: Place, layer: int, tag: str) -> None:
        assert self.open is not None
        begun = self.open[layer]
        kind, _, label = tag.partition("-")
        if kind == "I" and begun is not None and begun[1] == label:
            return
        if tag != "O" and (kind != "B" or not label):
            raise refuse(place, f"标签 {tag!r} 不合 BIO", f"tag {tag!r} is not BIO here")
        self._close(layer)
        if tag != "O":
            self.open[layer] = (self.length, label)

    def _close(self, layer: int) -> None:
        assert self.open is not None
        begun = self.open[layer]
        if begun is not None:
            self.spans.append((begun[0], self.length, begun[1]))
            self.open[layer] = None

    def finish(self, checker: Checker, file: str, number: int) -> SpanRecord:
        for layer in range(len(self.open or ())):
            self._close(layer)
        identity = self.values.get("id", str(number))
        place = Place(file, self.line)
        return checker.record(place, identity, "".join(self.text), self.spans, self.values.get("meta"))


def read(path: Path) -> tuple[SpanRecord, ...]:
    """Return the records of a CoNLL file.

    Raises:
        YusuanError: naming file and line: no BIO tag, an escape that is none, an unknown label.
    """
    checker = Checker()
    records: list[SpanRecord] = []
    draft: _Draft | None = None
    for number, raw in enumerate(read_text(path).split("\n"), start=1):
        line = raw.removesuffix("\r")
        place = Place(path.name, number)
        if not line.strip():
            if draft is not None:
                records.append(draft.finish(checker, path.name, len(records) + 1))
            draft = None
            continue
        draft = draft or _Draft(number)
        if comment := _COMMENT.fullmatch(line):
            try:
                draft.values[comment[1]] = parse_json(comment[2])
            except ValueError as error:
                raise refuse(place, f"不是 JSON：{error}", f"not JSON: {error}") from error
        elif not line.startswith("# ") or _TAG.search(line):
            draft.add(place, line.split("\t") if "\t" in line else line.split(" "))
    if draft is not None:
        records.append(draft.finish(checker, path.name, len(records) + 1))
    return tuple(records)
