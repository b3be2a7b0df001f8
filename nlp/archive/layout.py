"""The data sets of a store, declared as data: every column, its type and its meaning.

A store is a folder: ``manifest.json``, one folder a data set with ``year=YYYY`` folders of Parquet files, and
``_work`` with what a run keeps to go on. ``sha256`` (of the file) joins the data sets; ``narrative`` is the
narrative's index in its document, from 0. Money is in 元. Offsets count code points in ``documents.text``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pyarrow as pa

#: Part of every part file's name: a change of the columns below writes the data sets anew.
LAYOUT_VERSION: Final = 1
#: The folder year of documents whose year is not known; Hive's name for null is more than pandas can read.
NO_YEAR: Final = 0

#: Digits and decimals of every decimal column; a value that needs more is left out with a warning.
PRECISION: Final = 38
SCALE: Final = 8

_DOCUMENT: Final = {"sha256": "string", "fiscal_year": "int16"}
_NARRATIVE: Final = {**_DOCUMENT, "narrative": "int32"}

#: Types made of others.
STRUCTS: Final[dict[str, dict[str, str]]] = {
    "evidence": {
        "text": "string",
        "start": "int32",
        "end": "int32",
        "page": "int32",
        "bbox": "list<double>",
        "table": "string",
        "row": "int32",
        "column": "int32",
        "confidence": "double",
    },
    "amount": {
        "role": "string",  # annual_total, fiscal, own_funds, component, multi_year_total, other_year
        "label": "string",  # of a component
        "year": "int16",  # of another year
        "yuan": "decimal",
        "as_written": "string",
        "unit": "string",
        "decimals": "int32",
        "qualifier": "string",
        "derived": "bool",
        "computation": "string",
        "parts": "list<evidence>",
        "evidence": "evidence",
    },
    "phase": {
        "label": "string",
        "start": "date",
        "end": "date",
        "percent": "decimal",
        "evidence": "evidence",
    },
    "section": {"heading": "string", "kind": "string", "start": "int32", "end": "int32"},
}

#: Data set → column → type.
DATASETS: Final[dict[str, dict[str, str]]] = {
    "documents": {
        **_DOCUMENT,
        "source": "string",  # where it was found; the first of sources
        "sources": "list<string>",  # the same bytes may lie in several places
        "format": "string",
        "kind": "string",
        "level": "string",
        "organisation": "string",
        "units": "list<string>",
        "pages": "int32",
        "characters": "int32",
        "narratives": "int32",
        "tables": "int32",
        "statements": "int32",
        "findings": "int32",
        "warnings": "list<string>",
        "engine": "string",  # digest of the program, data and model that read it
        "text": "string",
    },
    "narratives": {
        **_NARRATIVE,
        "project": "string",
        "project_source": "string",
        "annual_total_yuan": "decimal",
        "fiscal_yuan": "decimal",
        "own_funds_yuan": "decimal",
        "multi_year_total_yuan": "decimal",
        "amounts": "list<amount>",
        "schedule_start": "date",
        "schedule_end": "date",
        "duration_months": "int32",
        "schedule_evidence": "evidence",
        "phases": "list<phase>",
        "quarters_basis": "string",
        "sections": "list<section>",
        "text": "string",  # of its sections
    },
    "bodies": {
        **_NARRATIVE,
        "position": "int32",
        "name": "string",
        "as_written": "string",
        "listed_as": "string",
        "relation": "string",
        "confidence": "double",
        "evidence": "evidence",
    },
    "quarters": {
        **_NARRATIVE,
        "quarter": "int32",
        "basis": "string",
        "percent": "decimal",
        "amount_yuan": "decimal",
        "qualifier": "string",
        "evidence": "evidence",
    },
    "legal_basis": {
        **_NARRATIVE,
        "position": "int32",
        "title": "string",
        "number": "string",
        "articles": "list<string>",
        "issuer": "string",
        "level": "string",
        "evidence": "evidence",
    },
    "tables": {  # one row a cell, empty ones included
        **_DOCUMENT,
        "table": "string",
        "kind": "string",
        "title": "string",
        "unit": "string",
        "row": "int32",  # as in evidence: total rows follow the items
        "is_total": "bool",
        "half": "int32",
        "code": "string",
        "label": "string",
        "column": "string",
        "column_path": "list<string>",
        "value": "decimal",  # in the table's unit
        "value_yuan": "decimal",
        "decimals": "int32",
        "page": "int32",
        "start": "int32",
        "end": "int32",
    },
    "statements": {
        **_DOCUMENT,
        "statement": "int32",
        "section": "string",
        "what": "string",
        "quote": "string",
        "amount_yuan": "decimal",
        "as_written": "string",
        "unit": "string",
        "decimals": "int32",
        "qualifier": "string",
        "derived": "bool",
        "computation": "string",
        "parts": "list<evidence>",
        "verdict": "string",
        "tabulated_yuan": "decimal",
        "difference_yuan": "decimal",
        "table": "string",  # the counterpart's, where it is one cell
        "row": "string",
        "column": "string",
        "counterpart": "list<evidence>",
        "explanation": "string",
        "evidence": "evidence",
    },
    "findings": {
        **_DOCUMENT,
        "finding": "int32",
        "rule": "string",
        "severity": "string",
        "message": "string",
        "computation": "string",
        "evidence": "list<evidence>",
    },
    "failures": {  # documents that gave nothing, and why
        **_DOCUMENT,
        "source": "string",
        "sources": "list<string>",
        "kind": "string",
        "reason_zh": "string",
        "reason_en": "string",
    },
}


@cache
def schema(name: str) -> pa.Schema:
    """Return the Arrow schema of a data set. Raises KeyError for other names."""
    import pyarrow as pa

    return pa.schema([pa.field(column, _type(kind)) for column, kind in DATASETS[name].items()])


@cache
def _type(kind: str) -> pa.DataType:
    import pyarrow as pa

    if kind.startswith("list<"):
        return pa.list_(_type(kind.removeprefix("list<").removesuffix(">")))
    if kind in STRUCTS:
        return pa.struct([pa.field(name, _type(each)) for name, each in STRUCTS[kind].items()])
    simple = {
        "string": pa.string(),
        "int16": pa.int16(),
        "int32": pa.int32(),
        "double": pa.float64(),
        "bool": pa.bool_(),
        "date": pa.date32(),
        "decimal": pa.decimal128(PRECISION, SCALE),
    }
    return simple[kind]
