"""A bare text as the pipeline sees a document, for those who have nothing but the text."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from nlp.document import Document, Line
from nlp.outline.assemble import outline
from nlp.outline.model import Outline
from nlp.outline.narratives import NarrativeHeading, build_narrative

#: Stands before the text for the heading of one that has none.
FRONT = "\n"


def outline_of_text(text: str) -> Outline:
    r"""Return the outline of FRONT + ``text``: its narratives, or all of it as the body of one.

    >>> narrative, = outline_of_text("一、实施主体\n某市档案馆").narratives
    >>> (narrative.start, narrative.end), [section.kind for section in narrative.sections]
    ((0, 13), ['implementing_body'])
    """
    lines: list[Line] = []
    position = 0
    for raw in (FRONT + text).split("\n"):
        start = position + len(raw) - len(raw.lstrip())
        lines.append(Line(min(start, position + len(raw)), max(start, position + len(raw.rstrip()))))
        position += len(raw) + 1
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document("text", sha256, "text", FRONT + text, tuple(lines))
    found = outline(document)
    if found.narratives:
        return found
    bare = [document.text[line.start : line.end] for line in lines]
    return replace(
        found, narratives=(build_narrative(document, bare, NarrativeHeading(0, 0, 0), len(bare), 0),)
    )
