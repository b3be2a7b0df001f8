"""Invented documents with the right answers beside them: tests/fields/stress/*.txt.

A file holds one document. `#org`, `#year`, `#kind` (unit; a department without it) and `#unit` make its front
part; `=== id` opens a narrative; lines that begin with `@` are the right answers for the narrative above:

    @body NAME L|P UNIT|N|I        listed, part_of_listed, not_listed, internal_department
    @when START END [MONTHSm]      - for an open side
    @phase LABEL | START END [%]
    @total WAN [d|<|>|~]           also fiscal, own, multi; d derived, < at most, > at least, ~ about
    @part LABEL WAN                @year YEAR WAN
    @q BASIS 1:PERCENT/WAN[>|~] …
    @law TITLE | NUMBER | ARTICLES

A field without a line is empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from nlp.document import Document
from nlp.fields import extract_fields
from nlp.fields.model import NarrativeFields, StatedAmount
from nlp.outline import outline as make_outline
from nlp.readers.text import read_text
from nlp.tagger.rules import tag
from tests.fields.invented import blank

FOLDER = Path(__file__).with_name("stress")
FIELDS = ("project", "body", "when", "phase", "total", "sources", "part", "years", "q", "law")
_MARKS = {"exact": "", "about": "~", "at_least": ">", "at_most": "<"}
_RELATIONS = {"listed": "L", "part_of_listed": "P", "not_listed": "N", "internal_department": "I"}


@dataclass(frozen=True)
class Sheet:
    """One document as text, with the right answers of each narrative by field."""

    text: str
    ids: tuple[str, ...]
    answers: tuple[dict[str, list[str]], ...]


def sheet(path: Path) -> Sheet:
    """Read one file."""
    settings: dict[str, list[str]] = {}
    bodies: list[str] = []
    ids: list[str] = []
    answers: list[dict[str, list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            key, _, value = line[1:].partition(" ")
            settings.setdefault(key, []).append(value)
        elif line.startswith("=== "):
            ids.append(line[4:])
            answers.append({name: [] for name in FIELDS})
            bodies.append("")
        elif line.startswith("@"):
            key, _, value = line[1:].partition(" ")
            expect(answers[-1], key, value.strip())
        else:
            if "经费情况说明" in line and not answers[-1]["project"]:
                answers[-1]["project"] = [re.sub(r"\s*(?:项目)?\s*经费情况说明$", "", line)]
            bodies[-1] += line + "\n"
    organisation, year = settings["org"][0], settings["year"][0]
    kind = "单位" if "unit" in settings.get("kind", []) else "部门"
    head = f"{organisation}{year}年{kind}预算\n\n一、{kind}机构设置\n\n"
    if units := settings.get("unit"):
        head += f"{organisation}{kind}预算由以下预算单位组成：\n"
        head += "".join(f"{i}. {unit}\n" for i, unit in enumerate(units, start=1))
    else:
        head += f"{organisation}没有下属预算单位。\n"
    return Sheet(head + "\n二、项目经费情况说明\n\n" + "\n".join(bodies), tuple(ids), tuple(answers))


def expect(answer: dict[str, list[str]], key: str, value: str) -> None:
    """Add one right answer to ``answer``."""
    clean = re.sub(r"\s*\|\s*", "|", re.sub(r"\s+", " ", value))
    if key in ("fiscal", "own"):
        answer["sources"].append(f"{key} {clean}")
    elif key in ("multi", "year"):
        answer["years"].append(f"{key} {clean}" if key == "multi" else clean)
    elif key == "law":
        pieces = (clean + "||").split("|")[:3]
        answer["law"].append("|".join(pieces).rstrip("|"))
    else:
        answer[key].append(clean)


@cache
def fields_of_sheet(path: Path) -> tuple[NarrativeFields, ...]:
    """Return what the rules read from the file's document."""
    document: Document = read_text(path.name, sheet(path).text.encode(), "0" * 64)
    outline = make_outline(document)
    spans = [tag(blank()(document.text[n.start : n.end]), n, outline) for n in outline.narratives]
    return extract_fields(outline, spans)


def found(fields: NarrativeFields) -> dict[str, list[str]]:
    """Write what was read as the right answers are written."""
    plan, money, quarters = fields.schedule, fields.amounts, fields.quarters
    answer: dict[str, list[str]] = {name: [] for name in FIELDS}
    answer["project"] = [fields.project or ""]
    answer["body"] = [
        f"{b.name} {_RELATIONS[b.relation]}" + (f" {b.listed_as}" if b.relation == "part_of_listed" else "")
        for b in fields.implementing_bodies
    ]
    if plan:
        months = f" {plan.duration_months}m" if plan.duration_months else ""
        answer["when"] = [f"{plan.start or '-'} {plan.end or '-'}{months}"]
        answer["phase"] = [
            f"{p.label}|{p.start or '-'} {p.end or '-'}" + (f" {_number(p.percent)}" if p.percent else "")
            for p in plan.phases
        ]
    answer["total"] = _money(money.annual_total)
    answer["sources"] = [f"fiscal {m}" for m in _money(money.fiscal)]
    answer["sources"] += [f"own {m}" for m in _money(money.own_funds)]
    answer["part"] = [f"{c.label} {_wan(c)}" for c in money.components]
    answer["years"] = [f"multi {m}" for m in _money(money.multi_year_total)]
    answer["years"] += [f"{y.year} {_wan(y)}" for y in money.other_years]
    if quarters.items:
        items = []
        for q in quarters.items:
            percent = "" if q.percent is None else _number(q.percent)
            amount = f"/{_wan(q.amount)}" if q.amount else ""
            items.append(f"{q.quarter}:{percent}{amount}{_MARKS[q.qualifier]}")
        answer["q"] = [" ".join([quarters.basis or "-", *items])]
    for law in fields.legal_basis:
        row = f"{law.title or ''}|{law.number or ''}|{','.join(law.articles)}".rstrip("|")
        answer["law"].append(row)
    return answer


def _number(value: Decimal) -> str:
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def _wan(amount: StatedAmount) -> str:
    return _number(amount.value / 10_000)


def _money(amount: StatedAmount | None) -> list[str]:
    if amount is None:
        return []
    mark = "d" if amount.derived else _MARKS[amount.qualifier]
    return [f"{_wan(amount)} {mark}".strip()]
