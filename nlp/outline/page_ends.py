"""The lines of a document without its pages' ends: a running head is no heading of what goes on below it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from nlp.document import Document
from nlp.outline.headings import heading_config
from nlp.outline.section_marks import marks_in
from nlp.readers.page_marks import page_marks

#: A running head names the document; other words may stand beside numbers in a form's cells.
_NAMES_DOCUMENT: Final = re.compile("预算|决算|公开")
_BARE_NUMBER: Final = re.compile(r"\d{1,3}")


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


def over_page_ends(text: str, start: int, end: int, written: str | None = None) -> str:
    r"""Return ``text[start:end]``, the characters of the pages' ends as carriage returns, which nobody reads.

    What goes on from page to page then does so at one line end. ``written``: the same with other blanks.

    >>> text = "甲局预算\n- 1 -\n甲局预算\n由某\n- 2 -\n甲局预算\n站实施"
    >>> over_page_ends(text, 16, len(text)).replace("\r", "")
    '由某\n站实施'
    """
    made = list(text[start:end] if written is None else written)
    ranges = _sure_ranges(text)
    for first, last in ranges[bisect_left(ranges, (start, 0)) :]:
        if last > end:
            break
        made[first - start : last - start] = "\r" * (last - first)
    return "".join(made)


@lru_cache(maxsize=8)
def _sure_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of the pages' ends that are surely such, from line to line, empty lines with them.

    A number that stands alone is a page's where a running head is beside it: a form's cells are numbers, too.
    """
    lines = text.split("\n")
    marks = page_marks(text)
    heads = {at for at in marks if _NAMES_DOCUMENT.search(lines[at])}
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        last = at
        while last < len(lines) and (last in marks or not lines[last].strip()):
            last += 1
        run = [each for each in range(at, last) if each in marks]
        bare = all(_BARE_NUMBER.fullmatch(lines[each].strip()) for each in run)
        if run and (not bare or heads.intersection(run)):
            sure = [each for each in run if each in heads or not _is_word(lines[each])]
            if len(sure) == len(run) and last < len(lines):
                found.append((starts[at], starts[last]))
        at = max(last, at + 1)
    return tuple(found)


def _is_word(line: str) -> bool:
    return re.search(r"[\u4e00-\u9fff]{3}", line) is not None
