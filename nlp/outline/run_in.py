"""Headings that their text goes on behind on the same line: （一）库房恒温改造。现有库房…"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nlp.outline.evaluated import evaluated_name
from nlp.outline.headings import Numbering
from nlp.outline.narrative_names import name_end
from nlp.outline.wrapped import uncut

_RUN_IN: Final = re.compile(r"\s*(?P<name>[^，,。；;：:、？?\s]{4,24})(?:[。：:]|[ \u3000]+)\s*(?=\S.{12})")
#: A longer one, which may enumerate, where it says that it is over an evaluation.
_EVALUATION: Final = re.compile(r"\s*(?P<name>[^，,。；;：:？?\s]{4,60})[。：:]\s*(?=\S.{12})")


def run_in_name(lines: Sequence[str], index: int, number: Numbering) -> tuple[int, int] | None:
    """Return where the name stands of a heading that its text goes on behind; the page's width may cut that.

    >>> from nlp.outline.headings import numbering
    >>> line = "（一）库房恒温改造。现有库房没有恒温设备，藏品易受潮。"
    >>> line[slice(*run_in_name([line], 0, numbering(line)))]
    '库房恒温改造'
    """
    line, whole = lines[index], uncut(lines, index)
    for pattern in (_RUN_IN, _EVALUATION):
        match = pattern.match(whole, number.length)
        if match is None or match.end("name") >= len(line):
            continue
        start, end = match.span("name")
        if told := evaluated_name(line[start:end]):
            return start, start + told.end
        if pattern is _RUN_IN:
            return start, name_end(line, start, end)
    return None
