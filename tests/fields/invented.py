"""Build an outline from an invented narrative, and read its fields through the public doors."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language

from nlp.document import Document, Line
from nlp.fields import extract_fields
from nlp.fields.model import NarrativeFields
from nlp.outline.model import DocumentKind, Narrative, Outline, Section, Unit
from nlp.tagger.rules import tag
from nlp.tagger.spans import FieldSpan

HEADINGS = {
    "overview": "一、项目概述",
    "legal_basis": "二、立项依据",
    "implementing_body": "三、实施主体",
    "plan": "四、实施方案",
    "schedule": "五、实施周期",
    "annual_budget": "六、年度预算安排",
    "performance_goals": "七、绩效目标",
    "other": "八、其他",
}
UNITS = (
    "临江市水务局本部",
    "临江市水文监测中心",
    "临江市河湖博物馆",
    "临江市水利规划研究所",
    "临江市节水促进中心（临江市节水展示馆）",
    "临江市水政监察总队",
)


@cache
def blank() -> Language:
    """Return a pipeline that only splits characters: rules do not depend on the tokenizer."""
    return spacy.blank("zh")


def outline_of(
    sections: dict[str, str],
    *,
    project: str | None = "河道巡查",
    year: int = 2024,
    units: tuple[str, ...] = UNITS,
    kind: DocumentKind = "department_budget",
    organisation: str | None = "临江市水务局",
    before: str = "",
) -> Outline:
    """Return a document of one narrative; ``before`` is text in front of it."""
    listing = "\n".join(units) + "\n"
    head = (project or "") + "项目经费情况说明\n"
    text = listing + before + head
    start = len(listing + before)
    made = []
    for name, body in sorted(sections.items(), key=lambda item: list(HEADINGS).index(item[0])):
        begin = len(text)
        text += HEADINGS[name] + "\n"
        body_start = len(text)
        text += body + "\n"
        made.append(Section(name, HEADINGS[name], begin, body_start, len(text)))
    lines = []
    position = 0
    for raw in text.split("\n"):
        lines.append(Line(position, position + len(raw)))
        position += len(raw) + 1
    document = Document("invented.txt", "0" * 64, "text", text, tuple(lines))
    listed = tuple(Unit(u, document.evidence(text.index(u), text.index(u) + len(u))) for u in units)
    evidence = document.evidence(start, start + len(head) - 1)
    narrative = Narrative(0, project, evidence, start, len(text), tuple(made))
    return Outline(document, kind, "district", year, organisation, listed, (), (narrative,), ())


def spans_of(outline: Outline) -> tuple[FieldSpan, ...]:
    """Return the rule tagger's spans of the only narrative."""
    narrative = outline.narratives[0]
    doc = blank()(outline.document.text[narrative.start : narrative.end])
    return tag(doc, narrative, outline)


def fields_of(sections: dict[str, str], **settings: object) -> NarrativeFields:
    """Return the fields of an invented narrative."""
    outline = outline_of(sections, **settings)  # type: ignore[arg-type]
    return extract_fields(outline, [spans_of(outline)])[0]
