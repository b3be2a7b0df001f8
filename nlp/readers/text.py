"""Plain text and Markdown: lines without their marks, and tables of tabs, pipes or aligned columns.

Texts converted from PDF mix both manners (list marks, tab tables in a .txt), so the two formats share
one reading of marks and tables; Markdown adds heading marks and emphasis.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from nlp.document import Document, Line
from nlp.readers.aligned import find_aligned
from nlp.readers.encoding import decode
from nlp.readers.grid import find_tables
from nlp.readers.spaced import find_spaced

#: A list mark counts only before a blank; a table row or a number such as "-5" keeps its sign.
_LIST_MARK: Final = re.compile(r"[ \t\u3000]*(?:[-*+•·●][ \t\u3000]+)?")
_HEADING_MARK: Final = re.compile(r"[ \t]*(?:#{1,6}[ \t]+|>[ \t]*)?")
_EMPHASIS: Final = re.compile(r"(\*{1,3}|__)(?=[^\s*])(.+?)(?<=[^\s*])\1$")
#: A text in which so many lines are marked as headings is Markdown, whatever its file is called.
_MARKED: Final = re.compile(r"^(?:#{1,6}[ \t]+\S.*|\*\*[^*\n]+\*\*)[ \t\r]*$", re.MULTILINE)
_FEWEST_MARKED: Final = 2


def read_text(name: str, data: bytes, sha256: str) -> Document:
    """Return the Document of a plain text file. Raises ReadError as :func:`decode` does."""
    text = decode(name, data, sha256)
    marked = sum(1 for _ in islice(_MARKED.finditer(text), _FEWEST_MARKED)) == _FEWEST_MARKED
    return _document(name, text, sha256, markdown=marked)


def read_markdown(name: str, data: bytes, sha256: str) -> Document:
    """Return the Document of a Markdown file; its text stays as written, marks included."""
    return _document(name, decode(name, data, sha256), sha256, markdown=True)


def _document(name: str, text: str, sha256: str, *, markdown: bool) -> Document:
    lines: list[Line] = []
    position = 0
    for raw in text.split("\n"):
        start, end = _bare(text, position, position + len(raw), markdown=markdown)
        lines.append(Line(start, end))
        position += len(raw) + 1
    found = [*find_tables(text), *find_aligned(text)]
    found += [
        each
        for each in find_spaced(text)
        if not any(a.start < each.end and each.start < a.end for a in found)
    ]
    tables = sorted(found, key=lambda table: table.start)
    return Document(name, sha256, "text", text, tuple(lines), tuple(tables))


def _bare(text: str, start: int, end: int, *, markdown: bool) -> tuple[int, int]:
    """Return the line's range without surrounding blanks, list and heading marks, and whole-line emphasis."""
    if markdown and (mark := _HEADING_MARK.match(text, start, end)):
        start = mark.end()
    if mark := _LIST_MARK.match(text, start, end):
        start = mark.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    if markdown and (emphasis := _EMPHASIS.match(text, start, end)):
        start, end = emphasis.span(2)
    return start, end
