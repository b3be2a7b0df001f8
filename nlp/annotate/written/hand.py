"""Narratives written by hand: text files with inline marks, compiled to records.

A file is a group (its name is the family) and begins with ``split:`` and ``style:``. Every narrative begins
with a line ``=== id`` and lines ``key: value`` of its world, then an empty line and the marked text::

    === h001
    organisation: 望泽市水务局
    units: 望泽市水务局本级；望泽市水文监测中心
    kind: department_budget
    level: prefecture
    year: 2025
    flags: components-do-not-add-up

    [[PROJECT:河道养护]]项目经费情况说明
    …
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, cast

from pydantic import ValidationError

from nlp.annotate.records import SpanRecord
from nlp.annotate.written.generate import SPLITS, record_of
from nlp.annotate.written.marks import parse_marks
from nlp.annotate.written.model import Split, World
from nlp.errors import YusuanError

_ENTRY: Final = re.compile(r"^=== (\S+)\n", re.MULTILINE)
_REQUIRED: Final = {"organisation", "units", "kind", "level", "year"}


def _refuse(name: str, line: int, detail: str) -> YusuanError:
    return YusuanError(
        f"{name} 第 {line} 行：{detail}。", f"{name}, line {line}: not a narrative by hand: {detail}"
    )


def _header(text: str) -> dict[str, str]:
    pairs = (line.split(":", 1) for line in text.strip().splitlines())
    return {pair[0].strip(): pair[1].strip() for pair in pairs if len(pair) == 2}


def compile_hand(path: Path) -> Iterator[SpanRecord]:
    """Yield the records of one file.

    Raises:
        YusuanError: naming file and line, where a header or a mark is wrong.
    """
    text = path.read_text(encoding="utf-8")
    entries = list(_ENTRY.finditer(text))
    head = _header(text[: entries[0].start()] if entries else text)
    if head.get("split") not in SPLITS or not head.get("style") or not entries:
        raise _refuse(path.name, 1, "begin with split: and style:, then entries")
    ends = [entry.start() for entry in entries[1:]] + [len(text)]
    for entry, end in zip(entries, ends, strict=True):
        line = text.count("\n", 0, entry.start()) + 1
        about, _, marked = text[entry.end() : end].partition("\n\n")
        values = _header(about)
        if missing := _REQUIRED - set(values):
            raise _refuse(path.name, line, f"{entry[1]} lacks {', '.join(sorted(missing))}")
        try:
            world = World.model_validate(
                {
                    "organisation": values["organisation"],
                    "kind": values["kind"],
                    "level": values["level"],
                    "year": int(values["year"]),
                    "units": tuple(values["units"].split("；")),
                }
            )
            plain, marks = parse_marks(marked.strip() + "\n")
            yield record_of(
                entry[1],
                plain,
                marks,
                world,
                family=path.stem,
                style=head["style"],
                split=cast("Split", head["split"]),
                flags=values.get("flags", "").split(),
            )
        except (ValueError, ValidationError) as error:
            raise _refuse(path.name, line, f"{entry[1]}: {error}") from error


def compile_folder(folder: Path) -> tuple[SpanRecord, ...]:
    """Return the records of all ``*.txt`` of a folder, by file name. Errors as in :func:`compile_hand`."""
    return tuple(record for path in sorted(folder.glob("*.txt")) for record in compile_hand(path))
