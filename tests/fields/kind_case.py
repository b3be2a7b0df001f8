"""Short invented cases with the right answers beside them: tests/fields/kinds/*.txt.

`=== id` opens a case, `> kind` a section of its narrative; lines that begin with `@` are the right answers,
as in stress_case.py; `#year` is the budget's year from there on. A file asks for the fields of FIELDS; an
answer that is not given is empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tests.fields.invented import fields_of
from tests.fields.stress_case import expect, found

FOLDER = Path(__file__).with_name("kinds")
FIELDS = {
    "schedule": ("when", "phase"),
    "amounts": ("total", "sources", "part", "years"),
    "quarters": ("q",),
}


@dataclass
class Case:
    """One narrative: its sections, its year, its right answers by field."""

    name: str
    year: int
    sections: dict[str, str] = field(default_factory=dict)
    answers: dict[str, list[str]] = field(default_factory=dict)


def cases(name: str) -> list[Case]:
    """Read one file."""
    year = 0
    result: list[Case] = []
    kind = ""
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#year"):
            year = int(line.split()[1])
        elif line.startswith("=== "):
            result.append(Case(line[4:], year, answers={each: [] for each in FIELDS[name]}))
        elif line.startswith("@"):
            key, _, value = line[1:].partition(" ")
            answers: dict[str, list[str]] = {each: [] for each in ("sources", "years", "law", key)}
            answers |= result[-1].answers
            if value.strip():
                expect(answers, key, value.strip())
            result[-1].answers = {k: v for k, v in answers.items() if k in FIELDS[name]}
        elif line.startswith("> "):
            kind = line[2:]
            result[-1].sections[kind] = ""
        elif result and not line.startswith("#"):
            result[-1].sections[kind] += ("\n" if result[-1].sections[kind] else "") + line
    return result


def wrong(case: Case) -> dict[str, tuple[list[str], list[str]]]:
    """Return the fields that differ: the right answer and what was read."""
    got = found(fields_of(case.sections, year=case.year))
    return {name: (right, got[name]) for name, right in case.answers.items() if right != got[name]}
