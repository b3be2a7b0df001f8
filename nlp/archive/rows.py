"""A document's published record to rows of the data sets; pure functions, nothing is computed anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from nlp.archive.entries import Entry
from nlp.archive.inputs import Problem
from nlp.archive.layout import PRECISION, SCALE

Row = dict[str, Any]
Json = dict[str, Any]

#: Decimal places between 元 and the unit of a table or an amount.
_PLACES: Final = {"元": 0, "万元": 4, "亿元": 8}
_EVIDENCE: Final = ("text", "start", "end", "page", "bbox", "table", "row", "column", "confidence")


class _Reader:
    """Turns written decimals into columns' decimals, and tells of those that no column can hold."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def number(self, text: str | None, places: int = 0) -> Decimal | None:
        """Return ``text`` times 10 to the power of ``places``, exactly, or ``None`` with a warning."""
        if text is None:
            return None
        value = _shifted(text, places)
        if value is None:
            self.warnings.append(f"{text} 的位数超出存储列的范围，该值留空。")
        return value

    def yuan(self, wan: str | None) -> Decimal | None:
        """Return an amount in 万元 in 元."""
        return self.number(wan, 4)


@lru_cache(maxsize=4096)  # tables repeat their amounts
def _shifted(text: str, places: int) -> Decimal | None:
    """Return ``text`` times 10 to the power of ``places``, ``None`` where no column can hold it."""
    sign, digits, exponent = Decimal(text).as_tuple()
    value = Decimal((sign, digits, int(exponent) + places))
    if value and (value.adjusted() >= PRECISION - SCALE or _decimals(value) > SCALE):
        return None
    return value


def _decimals(value: Decimal) -> int:
    """Return how many decimals a value needs; superfluous zeros are none.

    >>> _decimals(Decimal("1.50")), _decimals(Decimal("2E+3"))
    (1, 0)
    """
    text = f"{value:f}".partition(".")[2]
    return len(text.rstrip("0"))


def failure_rows(entry: Entry, problem: Problem) -> Iterator[tuple[str, Row]]:
    """Yield the row of a document that gave nothing."""
    yield (
        "failures",
        {
            "sha256": entry.sha256,
            "fiscal_year": None,
            "source": entry.sources[0],
            "sources": list(entry.sources),
            "kind": problem.kind,
            "reason_zh": problem.zh,
            "reason_en": problem.en,
        },
    )


def record_rows(entry: Entry, record: Json, engine: str) -> Iterator[tuple[str, Row]]:
    """Yield all rows of a document, each with the name of its data set."""
    read = _Reader()
    info = record["document"]
    base = {"sha256": entry.sha256, "fiscal_year": info["fiscal_year"]}
    text = info.get("text", "")
    for index, narrative in enumerate(record["narratives"]):
        yield from _narrative({**base, "narrative": index}, narrative, text, read)
    for table in record["tables"]:
        for row in _cells(base, table, read):
            yield "tables", row
    for index, statement in enumerate(record["statements"]):
        yield "statements", {**base, "statement": index, **_statement(statement, read)}
    for index, finding in enumerate(record["findings"]):
        yield (
            "findings",
            {
                **base,
                "finding": index,
                **_picked(finding, ("rule", "severity", "message", "computation")),
                "evidence": _places(finding["evidence"]),
            },
        )
    yield (
        "documents",
        {
            **base,
            "source": entry.sources[0],
            "sources": list(entry.sources),
            **{
                key: info[key]
                for key in ("format", "kind", "level", "organisation", "units", "pages", "characters")
            },
            **{key: len(record[key]) for key in ("narratives", "tables", "statements", "findings")},
            "warnings": [*record["warnings"], *dict.fromkeys(read.warnings)],
            "engine": engine,
            "text": text or None,
        },
    )


def _picked(item: Json, keys: tuple[str, ...]) -> Row:
    return {key: item[key] for key in keys}


def _place(evidence: Json | None) -> Row | None:
    return None if evidence is None else {key: evidence.get(key) for key in _EVIDENCE}


def _places(evidence: list[Json]) -> list[Row]:
    return [{key: each.get(key) for key in _EVIDENCE} for each in evidence]


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _amount(amount: Json) -> Row:
    """Return what every amount has, without its evidence."""
    return {
        **_picked(amount, ("as_written", "unit", "decimals", "qualifier", "derived")),
        "computation": amount.get("computation"),
        "parts": _places(amount.get("parts") or []),
    }


def _amounts(amounts: Json, read: _Reader) -> Iterator[Row]:
    for role in ("annual_total", "fiscal", "own_funds", "multi_year_total"):
        if amounts[role] is not None:
            yield _role(role, amounts[role], read)
    for role, key in (("component", "components"), ("other_year", "other_years")):
        for each in amounts[key]:
            yield _role(role, each, read)


def _role(role: str, amount: Json, read: _Reader) -> Row:
    return {
        "role": role,
        "label": amount.get("label"),
        "year": amount.get("year"),
        "yuan": read.yuan(amount["wan"]),
        **_amount(amount),
        "evidence": _place(amount["evidence"]),
    }


def _narrative(base: Row, narrative: Json, text: str, read: _Reader) -> Iterator[tuple[str, Row]]:
    amounts = list(_amounts(narrative["amounts"], read))
    totals = {each["role"]: each["yuan"] for each in reversed(amounts)}
    schedule = narrative["schedule"] or {}
    sections = narrative["sections"]
    basis = narrative["quarters"]["basis"]
    yield (
        "narratives",
        {
            **base,
            "project": narrative["project"],
            "project_source": narrative["project_source"],
            **{
                f"{role}_yuan": totals.get(role)
                for role in ("annual_total", "fiscal", "own_funds", "multi_year_total")
            },
            "amounts": amounts,
            "schedule_start": _day(schedule.get("start")),
            "schedule_end": _day(schedule.get("end")),
            "duration_months": schedule.get("duration_months"),
            "schedule_evidence": _place(schedule.get("evidence")),
            "phases": [_phase(phase, read) for phase in schedule.get("phases", [])],
            "quarters_basis": basis,
            "sections": [_picked(each, ("heading", "kind", "start", "end")) for each in sections],
            "text": text[min(each["start"] for each in sections) : max(each["end"] for each in sections)]
            if sections
            else None,
        },
    )
    for position, body in enumerate(narrative["implementing_bodies"]):
        keys = ("name", "as_written", "listed_as", "relation", "confidence")
        yield "bodies", _listed(base, position, body, keys)
    for quarter in narrative["quarters"]["items"]:
        yield (
            "quarters",
            {
                **base,
                "quarter": quarter["quarter"],
                "basis": basis,
                "percent": read.number(quarter["percent"]),
                "amount_yuan": read.yuan(quarter["amount_wan"]),
                "qualifier": quarter["qualifier"],
                "evidence": _place(quarter["evidence"]),
            },
        )
    for position, legal in enumerate(narrative["legal_basis"]):
        yield (
            "legal_basis",
            _listed(base, position, legal, ("title", "number", "articles", "issuer", "level")),
        )


def _listed(base: Row, position: int, item: Json, keys: tuple[str, ...]) -> Row:
    return {
        **base,
        "position": position,
        **{key: item.get(key) for key in keys},
        "evidence": _place(item["evidence"]),
    }


def _phase(phase: Json, read: _Reader) -> Row:
    return {
        "label": phase["label"],
        "start": _day(phase["start"]),
        "end": _day(phase["end"]),
        "percent": read.number(phase["percent"]),
        "evidence": _place(phase["evidence"]),
    }


def _cells(base: Row, table: Json, read: _Reader) -> Iterator[Row]:
    """Yield a table's cells row by row; a column belongs to one half, and a row has its half's columns."""
    places = _PLACES[table["unit"]]
    about = {**base, "table": table["id"], **_picked(table, ("kind", "title", "unit"))}
    paths = {
        (half, name): path
        for name, half, path in zip(
            table["columns"], table["column_halves"], table["column_paths"], strict=True
        )
    }
    items = len(table["rows"])
    for index, row in enumerate([*table["rows"], *table["totals"]]):
        of_row = {
            **about,
            "row": index,
            "is_total": index >= items,
            "half": row["half"],
            "code": row["code"],
            "label": row["label"],
            "page": row["evidence"]["page"],
            "start": row["evidence"]["start"],
            "end": row["evidence"]["end"],
        }
        for column, value in row["values"].items():
            yield {
                **of_row,
                "column": column,
                "column_path": paths.get((row["half"], column)),
                "value": read.number(value),
                "value_yuan": read.number(value, places),
                "decimals": None if value is None else len(value.partition(".")[2]),
            }


def _statement(statement: Json, read: _Reader) -> Row:
    counterpart = statement["counterpart"] or {}
    cell = counterpart.get("evidence")
    return {
        **_picked(statement, ("section", "what", "quote", "verdict", "explanation")),
        "amount_yuan": read.yuan(statement["amount"]["wan"]),
        **_amount(statement["amount"]),
        "tabulated_yuan": read.number(counterpart.get("value_yuan")),
        "difference_yuan": read.number(statement["difference_yuan"]),
        **{key: counterpart.get(key) for key in ("table", "row", "column")},
        "counterpart": _places([cell] if cell else counterpart.get("sum_of", [])),
        "evidence": _place(statement["amount"]["evidence"]),
    }
