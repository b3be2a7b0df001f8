"""A document's published record to rows of the workbook; pure functions, nothing is computed anew."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from nlp.report.workbook_model import Json, Number, Proof, Row, Say, Value
from nlp.serialise import shift

#: Decimals that money shows at least and at most: to 分 in 元, to 分 in 万元.
_FEWEST, _MOST = 2, 6
#: Decimal places between a unit and 万元.
_PLACES: Final = {"万元": 0, "元": 4, "亿元": -4}
_ROLES: Final = ("annual_total", "fiscal", "own_funds", "multi_year_total")
_SENTENCE_END: Final = re.compile(r"[。！？；\n]")
#: A sentence that is longer is cut on both sides of the evidence.
_CONTEXT: Final = 400


def rows(record: Json, number: int, say: Say) -> Iterator[Row]:
    """Yield the rows of one record, its own (``files``) first; ``number`` is the file's."""
    info = record["document"]
    file: dict[str, Value] = {"source": info["source"], "file": number}
    if "error" in record:
        note = say("export.unread", reason=record["error"]["message"])
        yield Row("files", {"source": info["source"], "sha256": info["sha256"], "notes": note})
        return
    yield Row("files", _file(record, say))
    for finding in record["findings"]:
        yield Row(
            "findings",
            {
                **file,
                "severity": finding["severity"],
                "message": finding["message"],
                "computation": finding["computation"],
                "rule": finding["rule"],
            },
            tuple(Proof("finding", each) for each in finding["evidence"]),
        )
    titles = {table["id"]: table["title"] for table in record["tables"]}
    for statement in record["statements"]:
        yield _statement(statement, file, titles)
    for narrative in record["narratives"]:
        yield from _narrative(narrative, {**file, "project": narrative["project"]}, info, say)


def _file(record: Json, say: Say) -> dict[str, Value]:
    info = record["document"]
    severities = [finding["severity"] for finding in record["findings"]]
    return {
        **{key: info[key] for key in ("source", "organisation", "fiscal_year", "pages", "characters")},
        "sha256": info["sha256"],
        "kind": say(f"kind.{info['kind']}"),
        "level": say(f"level.{info['level'] or 'unknown'}"),
        "projects": len(record["narratives"]),
        "statements": len(record["statements"]),
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "notes": "\n".join(record["warnings"]),
    }


def _statement(statement: Json, file: dict[str, Value], titles: dict[str, str]) -> Row:
    amount, against = statement["amount"], statement["counterpart"] or {}
    proofs = [*_proofs(amount, "stated")]
    where = ""
    if "table" in against:
        where = " / ".join(
            (titles.get(against["table"], against["table"]), against["row"], against["column"])
        )
        proofs.append(Proof("counterpart", against["evidence"]))
    elif against:
        parts = against["sum_of"]
        where = " + ".join(each["text"] for each in parts[:8]) + (" + …" if len(parts) > 8 else "")
        proofs += [Proof("counterpart", each) for each in parts]
    return Row(
        "statements",
        {
            **file,
            **{key: statement[key] for key in ("verdict", "what", "quote", "explanation", "section")},
            "wan": _wan(amount),
            "stated_yuan": _yuan_of(amount["wan"]),
            "value_yuan": _plain(against.get("value_yuan")),
            "difference_yuan": _plain(statement["difference_yuan"]),
            "counterpart": where,
        },
        tuple(proofs),
    )


def _narrative(narrative: Json, base: dict[str, Value], info: Json, say: Say) -> Iterator[Row]:
    amounts, schedule = narrative["amounts"], narrative["schedule"] or {}
    stated = {role: amounts[role] for role in _ROLES if amounts[role] is not None}
    proofs = [proof for role, amount in stated.items() for proof in _proofs(amount, role)]
    if schedule:
        proofs.append(Proof("schedule", schedule["evidence"]))
    proofs += [Proof("body", body["evidence"]) for body in narrative["implementing_bodies"]]
    yield Row(
        "projects",
        {
            **base,
            **{role: _wan(amount) for role, amount in stated.items()},
            "start": _day(schedule.get("start")),
            "end": _day(schedule.get("end")),
            "duration_months": schedule.get("duration_months"),
            "bodies": "、".join(body["name"] for body in narrative["implementing_bodies"]),
            "organisation": info["organisation"],
            "fiscal_year": info["fiscal_year"],
        },
        tuple(proofs),
    )
    others = (("component", amounts["components"]), ("other_year", amounts["other_years"]))
    for role, amount in (*stated.items(), *((role, each) for role, found in others for each in found)):
        yield Row(
            "amounts",
            {
                **base,
                "role": say(f"field.{role}"),
                "label": amount.get("label"),
                "year": amount.get("year"),
                "wan": _wan(amount),
                "yuan": _yuan_of(amount["wan"]),
                "qualifier": say(f"qualifier.{amount['qualifier']}").strip(),
                "as_written": amount["as_written"],
                "computation": amount.get("computation"),
            },
            tuple(_proofs(amount, role)),
        )
    for body in narrative["implementing_bodies"]:
        yield Row(
            "bodies",
            {
                **base,
                **{key: body[key] for key in ("name", "listed_as", "as_written")},
                "relation": say(f"relation.{body['relation']}"),
                "confidence": Number(Decimal(str(body["confidence"])), 2),
            },
            (Proof("body", body["evidence"]),),
        )
    for phase in schedule.get("phases", ()):
        yield Row(
            "phases",
            {
                **base,
                "label": phase["label"],
                "start": _day(phase["start"]),
                "end": _day(phase["end"]),
                "percent": _percent(phase["percent"]),
            },
            (Proof("schedule", phase["evidence"]),),
        )
    basis = say(f"basis.{narrative['quarters']['basis'] or 'unknown'}")
    for quarter in narrative["quarters"]["items"]:
        yield Row(
            "quarters",
            {
                **base,
                "quarter": quarter["quarter"],
                "basis": basis,
                "percent": _percent(quarter["percent"]),
                "amount_wan": _plain(quarter["amount_wan"]),
                "amount_yuan": _yuan_of(quarter["amount_wan"]),
                "qualifier": say(f"qualifier.{quarter['qualifier']}").strip(),
            },
            (Proof("quarter", quarter["evidence"]),),
        )
    for legal in narrative["legal_basis"]:
        level = legal.get("level")
        yield Row(
            "legal_basis",
            {
                **base,
                **{key: legal.get(key) for key in ("title", "number", "issuer")},
                "articles": "、".join(legal["articles"]),
                "level": say(f"export.level.{level}") if level else None,
            },
            (Proof("legal_basis", legal["evidence"]),),
        )


def _proofs(amount: Json, role: str) -> Iterator[Proof]:
    """Yield where an amount stands, or where what it was derived from stands."""
    yield Proof(role, amount["evidence"])
    for part in amount.get("parts") or ():
        if part != amount["evidence"]:
            yield Proof("part", part)


class Places:
    """Where the evidence of one record stands, for people: line, sentence or row, table, row and column."""

    def __init__(self, record: Json) -> None:
        self._info = record["document"]
        self._text: str = self._info.get("text", "")
        self._ends = [found.start() for found in re.finditer("\n", self._text)]
        self._tables = {table["id"]: table for table in record["tables"]}

    def values(self, proof: Proof, number: int, say: Say) -> dict[str, Value]:
        """Return the evidence sheet's values of a piece of evidence of file ``number``."""
        place = proof.place
        start, end = place["start"], place["end"]
        return {
            "role": say(f"export.role.{proof.role}"),
            "text": place["text"],
            "sentence": self._around(start, end, cell=place["table"] is not None) or place["text"],
            "page": place["page"],
            "line": bisect_right(self._ends, start - 1) + 1 if self._text else None,
            "start_offset": start,
            "end_offset": end,
            **self._cell(place),
            "source": self._info["source"],
            "file": number,
        }

    def _cell(self, place: Json) -> dict[str, Value]:
        table = self._tables.get(place["table"])
        if table is None:
            return {"table": place["table"]}
        lines = [*table["rows"], *table["totals"]]
        row, column = place["row"], place["column"]
        return {
            "table": table["title"],
            "row": lines[row]["label"] if row is not None and row < len(lines) else None,
            "column": table["columns"][column]
            if column is not None and column < len(table["columns"])
            else None,
        }

    def _around(self, start: int, end: int, *, cell: bool) -> str:
        """Return the sentence around the evidence; around a cell its line."""
        text = self._text
        if cell:
            first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        else:
            before = [found.end() for found in _SENTENCE_END.finditer(text, max(0, start - _CONTEXT), start)]
            after = _SENTENCE_END.search(text, max(start, end - 1), end + _CONTEXT)
            first = before[-1] if before else max(0, start - _CONTEXT)
            last = after.end() if after else end + _CONTEXT
        last = len(text) if last < 0 else last
        return text[max(first, start - _CONTEXT) : min(last, end + _CONTEXT)].strip()


def _wan(amount: Json) -> Number:
    """Return an amount in 万元 with the decimals it was written with."""
    return _number(amount["wan"], amount["decimals"] + _PLACES[amount["unit"]])


def _yuan_of(wan: str | None) -> Number | None:
    """Return an amount of 万元 in 元."""
    return None if wan is None else _number(f"{shift(Decimal(wan), 4):f}", _FEWEST)


def _plain(text: str | None) -> Number | None:
    return None if text is None else _number(text, _FEWEST)


def _number(text: str, decimals: int) -> Number:
    """Return an exact number that shows 2 to 6 decimals: those written, and all that it has."""
    needed = len(text.partition(".")[2].rstrip("0"))
    return Number(Decimal(text), min(_MOST, max(_FEWEST, decimals, needed)))


def _percent(text: str | None) -> Number | None:
    return None if text is None else Number(Decimal(text), len(text.partition(".")[2]))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
