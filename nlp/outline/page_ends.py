"""The lines of a document without its pages' ends: a running head is no heading of what goes on below it."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.document import Document
from nlp.outline.headings import heading_config
from nlp.outline.section_marks import marks_in
from nlp.readers.page_marks import page_marks


def page_ends(document: Document, lines: Sequence[str]) -> frozenset[int]:
    """Return the indices of the lines at the pages' ends.

    A line may lack a dash that the reader took for a list's: the whole text is asked where it can be.
    """
    whole = document.text.count("\n") + 1 == len(lines)
    return page_marks(document.text if whole else "\n".join(lines))


def without_page_ends(document: Document, lines: Sequence[str]) -> list[str]:
    """Return the lines, those of the pages' ends empty.

    What heads a section or labels a project's name stays, however often it stands beside a number.
    """
    ends = page_ends(document, lines)
    return ["" if index in ends and not _tells(line) else line for index, line in enumerate(lines)]


def _tells(line: str) -> bool:
    return bool(marks_in(line)) or line.strip().rstrip("：:") in heading_config().narrative.name_labels
