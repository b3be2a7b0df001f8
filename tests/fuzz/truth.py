"""Files that only we write, bent: stand-off labels, and rows of a Hugging Face dataset."""

from __future__ import annotations

import io
import json
from random import Random
from typing import Any

from tests.fuzz.bend import damage, pick, uses
from tests.fuzz.labels import encoded, json_text, meta, offset, sometimes, spans_in, words

_LENGTH = 5_000


def _span(random: Random) -> Any:
    start, end = offset(random, _LENGTH), offset(random, _LENGTH)
    if isinstance(start, int) and isinstance(end, int) and start > end and random.random() < 0.9:
        start, end = end, start
    return sometimes(random, [start, end])


def _number(random: Random) -> Any:
    odd: tuple[Any, ...] = ("NaN", "Infinity", "-0", "1e999999999", "9" * 5000, "１２", 5, 0.1, None, "", [])
    return pick(random, "decimals", ("320.70", "0", "77.7", *odd[: random.choice((0, 0, len(odd)))]))


def _date(random: Random) -> Any:
    odd: tuple[Any, ...] = (
        "2026-02-30",
        "10000-01-01",
        "0000-00-00",
        5,
        1e300,
        None,
        "",
        "2026-01-01T00:00:00+99:99",
    )
    return pick(random, "dates", ("2026-01-01", "2026-12-31", *odd[: random.choice((0, 0, len(odd)))]))


def _amount(random: Random, **more: Any) -> Any:
    made = {"wan": _number(random), "spans": [_span(random)] * random.randint(0, 2), **more}
    return sometimes(random, made | ({"derived": True} if random.random() < 0.2 else {}))


def standoff(random: Random) -> bytes:
    """Lines of the truth about narratives."""
    lines = []
    for number in range(random.randint(0, 2)):
        phase = {
            "start": _date(random),
            "end": _date(random),
            "percent": _number(random),
            "span": _span(random),
        }
        schedule = {
            "start": _date(random),
            "end": _date(random),
            "duration_months": random.choice((None, 12, 10**30)),
            "span": _span(random),
            "phases": [sometimes(random, phase)],
        }
        body = {
            "span": _span(random),
            "name": _span(random),
            "relation": random.choice(("listed", "not_listed", "x")),
            "listed_as": None,
        }
        quarter = {
            "quarter": random.choice((1, 4, 5, -1)),
            "percent": _number(random),
            "amount_wan": None,
            "qualifier": "exact",
            "span": _span(random),
        }
        money = dict.fromkeys(("annual_total", "fiscal", "own_funds", "multi_year_total"))
        amounts = {
            **money,
            "annual_total": _amount(random),
            "components": [_amount(random)],
            "other_years": [_amount(random, year=sometimes(random, 2026))],
        }
        basis = {
            "title": _span(random),
            "number": sometimes(random, "云府发〔2026〕1号"),
            "number_span": None,
        }
        item = {
            "document": sometimes(random, {"sha256": "0" * 64, "characters": offset(random, _LENGTH)}),
            "annotator": sometimes(random, words(random)),
            "narrative": sometimes(random, number),
            "project": sometimes(random, _span(random)),
            "bodies": sometimes(random, [sometimes(random, body)]),
            "schedule": sometimes(random, schedule),
            "amounts": sometimes(random, amounts),
            "quarters": sometimes(random, {"basis": None, "items": [sometimes(random, quarter)]}),
            "legal_basis": sometimes(random, [sometimes(random, basis)]),
        }
        if random.random() < 0.1:
            uses("keys missing")
            del item[random.choice(sorted(item))]
        lines.append(json_text(random, sometimes(random, item)))
    return encoded(random, "\n".join(lines))


def dataset(random: Random) -> bytes:
    """A Parquet file of records: columns of other types, structs without their members, nulls, damage."""
    import pyarrow
    import pyarrow.parquet

    rows: list[dict[str, Any]] = []
    for number in range(random.randint(0, 3)):
        written = words(random).replace("\ud800", "?")
        spans = [
            {"start": start, "end": end, "label": name} for start, end, name in spans_in(random, written)
        ]
        told = meta(random)
        row: dict[str, Any] = {
            "id": f"r{number}",
            "text": written,
            "spans": spans,
            "meta": json.dumps(told) if random.random() < 0.9 else "{",
        }
        for key in row:
            if random.random() < 0.05:
                uses("nulls")
                row[key] = None
        rows.append(row)
    columns: dict[str, Any] = {}
    for key in ("id", "text", "spans", "meta"):
        if random.random() < 0.03:
            uses("columns missing")
            continue
        values = [row[key] for row in rows]
        if random.random() < 0.05:
            uses("values of another type")
            odd: tuple[Any, ...] = (1, None, 2.5)
            values = [random.choice(odd) for _ in rows]
        if key == "spans" and random.random() < 0.1:
            uses("members missing")
            values = [[{"start": 0, "end": 1}] for _ in rows]
        try:
            columns[key] = pyarrow.array(values)
        except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError, OverflowError):
            columns[key] = pyarrow.array([None] * len(rows), pyarrow.string())
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), stream)
    data = stream.getvalue()
    return damage(random, data) if random.random() < 0.2 else data
