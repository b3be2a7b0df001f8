"""What is fuzzed: each door takes bytes, which a seed makes or a coverage-guided fuzzer changes.

A door may refuse with :class:`~nlp.errors.YusuanError` and nothing else; what it accepts must be sound.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any, Final

from nlp.document import Document
from nlp.errors import YusuanError
from nlp.readers.office import container
from tests.fuzz import bend, files, labels, pdfs, truth


@dataclass(frozen=True, slots=True)
class Target:
    """``make`` gives an input for a random generator; ``run`` takes one and raises what is wrong."""

    name: str
    make: Callable[[Random], bytes]
    run: Callable[[bytes], object]


def text_of(data: bytes) -> str:
    """Return any bytes as a text; lone surrogates, which only JSON and Python can hold, come through."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def _fragment(random: Random) -> bytes:
    made = bend.fragment(random)
    return (made + "\ud800" if random.random() < 0.01 else made).encode("utf-8", "surrogatepass")


def _text(random: Random) -> bytes:
    return bend.text(random, 60).encode("utf-8", "replace")


# Readers


def read(kind: str, data: bytes) -> Document | None:
    """Return a sound Document, or ``None`` where it is refused."""
    from nlp.readers import READERS

    try:
        document = READERS[kind]("input", data, "0" * 64)
    except YusuanError:
        return None
    check_document(document)
    return document


def check_document(document: Document) -> None:
    """Assert that lines, tables and cells stand where they say."""
    text, position = document.text, 0
    text.encode()  # no lone surrogates
    for line in document.lines:
        assert position <= line.start <= line.end <= len(text), "a line"
        position = line.start
    for table in document.tables:
        assert 0 <= table.start <= table.end <= len(text), "a table"
        assert len({len(row) for row in table.cells}) == 1, "no rectangle"
        for row in table.cells:
            for cell in row:
                assert text[cell.start : cell.end] == cell.text, "a cell"
    if document.layout is not None:
        assert len(document.layout.pages) * 4 == len(document.layout.boxes), "a layout"


# Outline, fields, reconciliation


def as_document(text: str) -> Document | None:
    """Return a Document of a text file with these characters."""
    return read("text/plain", text.encode("utf-8", "surrogatepass"))


def outline(data: bytes) -> None:
    """Make an outline and look at what it holds."""
    from nlp.outline import outline as make

    document = as_document(text_of(data))
    if document is None:
        return
    made = make(document)
    for narrative in made.narratives:
        assert 0 <= narrative.start <= narrative.end <= len(document.text), "a narrative"


def whole(data: bytes) -> None:
    """Take a text through all rooms to the published JSON."""
    from nlp import serialise
    from nlp.pipeline import process

    document = as_document(text_of(data))
    if document is None:
        return
    try:
        made = process(document)
    except YusuanError:
        return
    record = serialise.record(made.outline, made.fields, made.statements, made.findings, text=True)
    serialise.json_line(record).encode()


# Grammars


def _values() -> dict[str, Callable[[str], object]]:
    from nlp.values import amount, cells, dates, docnumber, grids, listed, numeral, percent, quarter, title

    return {
        "amount": lambda text: (_sound(text, amount.find_amounts(text)), amount.parse_amount(text, "万元")),
        "percent": lambda text: _sound(text, percent.find_percentages(text)),
        "dates": lambda text: (
            _sound(text, dates.find_periods(text)), _sound(text, dates.find_periods(text, 2026))
        ),
        "docnumber": lambda text: _sound(text, docnumber.find_document_numbers(text)),
        "title": lambda text: _sound(text, title.find_titles(text)),
        "numeral": lambda text: (numeral.parse_number(text), numeral.parse_chinese(text)),
        "quarter": lambda text: _sound(text, quarter.find_quarters(text)),
        "cells": lambda text: (
            grids.grids(text), cells.money_in(text), cells.percentages_in(text), listed.line_amounts(text)
        ),
    }  # fmt: skip


VALUES: Final = ("amount", "percent", "dates", "docnumber", "title", "numeral", "quarter", "cells")


def _sound(text: str, found: tuple[Any, ...]) -> tuple[Any, ...]:
    position = 0
    for value in found:
        assert text[value.start : value.end] == value.text, "offsets"
        assert position <= value.start < value.end, "order"
        position = value.end
        assert not any(isinstance(getattr(value, each.name), float) for each in fields(value)), "a float"
    return found


@cache
def _grammar(name: str) -> Callable[[str], object]:
    return _values()[name]


def _value(name: str, data: bytes) -> None:
    _grammar(name)(text_of(data))


# Importers of labels


@cache
def _scratch() -> Path:
    memory = Path("/dev/shm")  # a disk takes longer than the reading
    return Path(tempfile.mkdtemp(prefix="yusuan-fuzz-", dir=memory if memory.is_dir() else None))


def _import(name: str, data: bytes) -> None:
    from nlp.annotate.formats import FORMATS

    door = FORMATS[name]
    path = _scratch() / f"input{door.suffix}"
    path.write_bytes(data)
    try:
        read_records = door.read(path)
    except YusuanError:
        return
    for record in read_records:
        record.text.encode()
        for span in record.spans:
            assert 0 <= span.start < span.end <= len(record.text), "a span"
    # What was let in can be written again, and read as the same.
    again = path.with_suffix(".again.jsonl")
    FORMATS["records"].write(again, read_records)
    assert FORMATS["records"].read(again) == read_records, "not the same records"


def _standoff(data: bytes) -> None:
    from nlp.annotate.standoff import load_labels

    path = _scratch() / "truth.jsonl"
    path.write_bytes(data)
    try:
        read_labels = load_labels(path)
    except YusuanError:
        return
    path.write_text("".join(f"{each.model_dump_json()}\n" for each in read_labels), encoding="utf-8")
    assert load_labels(path) == read_labels, "not the same labels"
    for each in read_labels:
        spans = [
            each.project,
            *(body.span for body in each.bodies),
            *(item.span for item in each.quarters.items),
        ]
        assert all(0 <= span[0] < span[1] <= each.document.characters for span in spans if span), "a span"


TARGETS: Final[dict[str, Target]] = {
    each.name: each
    for each in (
        Target("text", files.plain, partial(read, "text/plain")),
        Target("markdown", files.plain, partial(read, "text/markdown")),
        Target("html", files.page, partial(read, "text/html")),
        Target("docx", files.word, partial(read, container.DOCX)),
        Target("xlsx", files.workbook, partial(read, container.XLSX)),
        Target("xls", files.old_workbook, partial(read, container.XLS)),
        Target("pdf", pdfs.pdf, partial(read, "application/pdf")),
        Target("outline", _text, outline),
        *(Target(name, _fragment, partial(_value, name)) for name in VALUES),
        Target("records", labels.records, partial(_import, "records")),
        Target("doccano", labels.doccano, partial(_import, "doccano")),
        Target("label-studio", labels.label_studio, partial(_import, "label-studio")),
        Target("conll", labels.conll, partial(_import, "conll")),
        Target("docbin", labels.docbin, partial(_import, "docbin")),
        Target("datasets", truth.dataset, partial(_import, "datasets")),
        Target("standoff", truth.standoff, _standoff),
        Target("whole", _text, whole),
    )
}
