"""The published schema: what is written validates, what the contract forbids doesn't."""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from pydantic import ValidationError

from nlp import serialise
from nlp.errors import ReadError
from nlp.schema import Amount, Evidence, json_schema
from tests.schema.handmade import Handmade, handmade

VALIDATOR = jsonschema.Draft202012Validator(json_schema())


@pytest.fixture
def made() -> Handmade:
    return handmade()


@pytest.fixture
def line(made: Handmade) -> dict[str, Any]:
    record = serialise.record(made.outline, made.fields, made.statements, made.findings, text=True)
    parsed: dict[str, Any] = json.loads(serialise.json_line(record))
    return parsed


def test_schema_is_a_schema() -> None:
    for command in ("extract", "reconcile"):
        jsonschema.Draft202012Validator.check_schema(json_schema(command))


def test_output_validates(line: dict[str, Any]) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(line)] == []


def test_error_line_validates() -> None:
    error = ReadError("damaged", "损坏。", "damaged", "0" * 64)
    parsed = json.loads(serialise.json_line(serialise.error_record("a.pdf", error, "zh")))
    assert VALIDATOR.is_valid(parsed)


def test_reconcile_line_has_its_own_schema(made: Handmade) -> None:
    made_line = serialise.reconciliation(made.outline, made.statements, made.findings)
    parsed = json.loads(serialise.json_line(made_line))
    assert jsonschema.Draft202012Validator(json_schema("reconcile")).is_valid(parsed)
    assert not VALIDATOR.is_valid(parsed)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema_version",), "2"),
        (("document", "kind"), "budget"),
        (("document", "sha256"), "abc"),
        (("document", "fiscal_year"), "2025"),
        (("narratives", 0, "amounts", "annual_total", "wan"), 320.7),
        (("narratives", 0, "amounts", "annual_total", "wan"), "3.207E+2"),
        (("narratives", 0, "amounts", "annual_total", "wan"), "320.70"),
        (("narratives", 0, "amounts", "annual_total", "unit"), "千元"),
        (("narratives", 0, "quarters", "items", 0, "percent"), "30%"),
        (("narratives", 0, "quarters", "items", 0, "quarter"), 5),
        (("narratives", 0, "implementing_bodies", 0, "relation"), "partner"),
        (("narratives", 0, "schedule", "start"), 20250301),
        (("tables", 0, "kind"), "kind of a later version"),
        (("tables", 0, "rows", 0, "values", "预算数"), "15,000,000"),
        (("tables", 0, "rows", 0, "values", "预算数"), 15000000),
        (("statements", 0, "verdict"), "close"),
        (("statements", 0, "counterpart"), {"table": "t1"}),
        (("findings", 0, "severity"), "fatal"),
        (("unknown_key",), 1),
    ],
)
def test_schema_refuses(line: dict[str, Any], path: tuple[str | int, ...], value: object) -> None:
    damaged: Any = copy.deepcopy(line)
    node = damaged
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    assert not VALIDATOR.is_valid(damaged)


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ((), "findings"),
        (("document",), "pages"),
        (("narratives", 0), "schedule"),
        (("narratives", 0, "amounts"), "own_funds"),
        (("tables", 0), "total"),
        (("statements", 2), "counterpart"),
        (("findings", 0, "evidence", 0), "bbox"),
    ],
)
def test_keys_are_present_even_when_null(line: dict[str, Any], path: tuple[str | int, ...], key: str) -> None:
    node: Any = line
    for step in path:
        node = node[step]
    del node[key]
    assert not VALIDATOR.is_valid(line)


def test_evidence_is_as_long_as_its_range() -> None:
    place = {"page": None, "bbox": None, "table": None, "row": None, "column": None}
    assert Evidence.model_validate({"text": "预算", "start": 4, "end": 6, **place}).end == 6
    with pytest.raises(ValidationError, match="as long as"):
        Evidence.model_validate({"text": "预算", "start": 4, "end": 7, **place})


def test_derived_amount_needs_its_computation(line: dict[str, Any]) -> None:
    fiscal = line["narratives"][0]["amounts"]["fiscal"]
    Amount.model_validate(fiscal)
    with pytest.raises(ValidationError, match="computation"):
        Amount.model_validate({key: value for key, value in fiscal.items() if key != "parts"})
