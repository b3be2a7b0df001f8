"""The workbook that an auditor keeps: records in, numbered rows out to XLSX and CSV, in one pass.

Every row of a sheet leads to its rows in the evidence sheet, and each of these leads back. Where a row stands
follows from its number alone, so records stream through and a big archive needs little memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol

from nlp.report.workbook_model import EVIDENCE, SHEETS, Json, Note, Placed, Say
from nlp.report.workbook_rows import Places, rows

#: The first sheet names so many files; all of them stand in the sheet of files.
_FILES_SHOWN = 20


class Sink(Protocol):
    """What takes the numbered rows: :class:`XlsxSink`, :class:`CsvSink`."""

    def put(self, row: Placed) -> None:
        """Take one row; the rows of a sheet come in the order of their numbers."""
        ...

    def finish(self, notes: Iterable[Note]) -> None:
        """Take the first sheet and bring the output to its place."""
        ...


def export(records: Iterable[Json], sinks: Iterable[Sink], say: Say, made: Iterable[tuple[str, str]]) -> int:
    """Write records (with ``document.text``) to the sinks; return how many documents could not be read.

    ``made`` are lines of the first sheet about this run: (label, text).
    """
    outputs = tuple(sinks)
    counts: Counter[str] = Counter()
    failed = 0
    files: list[tuple[str, str]] = []
    for record in records:
        failed += "error" in record
        if len(files) < _FILES_SHOWN:
            files.append((record["document"]["source"], record["document"]["sha256"] or ""))
        for row in _placed(record, counts, say):
            for output in outputs:
                output.put(row)
    notes = tuple(_notes(counts, files, say, made))
    for output in outputs:
        output.finish(notes)
    return failed


def _placed(record: Json, counts: Counter[str], say: Say) -> Iterator[Placed]:
    number = counts["files"] + 1
    places = None if "error" in record else Places(record)
    for row in rows(record, number, say):
        counts[row.sheet] += 1
        first = counts[EVIDENCE] + 1
        counts[EVIDENCE] += len(row.proofs)
        owner = (row.sheet, counts[row.sheet])
        proofs = range(first, first + len(row.proofs))
        yield Placed(row.sheet, counts[row.sheet], row.values, proofs)
        for each, proof in zip(proofs, row.proofs, strict=True):
            if places is not None:
                yield Placed(EVIDENCE, each, places.values(proof, number, say), owner=owner)


def _notes(
    counts: Counter[str], files: list[tuple[str, str]], say: Say, made: Iterable[tuple[str, str]]
) -> Iterator[Note]:
    yield Note(say("export.title"), heading=True)
    for label, text in made:
        yield Note(label, text)
    yield Note("")
    yield Note(say("export.sheets"), heading=True)
    for sheet in SHEETS:
        what = say("export.rows", count=counts[sheet], about=say(f"export.about.{sheet}"))
        yield Note(say(f"export.sheet.{sheet}"), what, sheet)
    yield Note(say("export.sheet.columns"), say("export.about.columns"), "columns")
    yield Note("")
    yield Note(say("export.reading"), heading=True)
    for key in ("links", "numbers", "verdicts", "text", "csv", "limits"):
        yield Note(say(f"export.how.{key}.label"), say(f"export.how.{key}"))
    yield Note("")
    yield Note(say("export.files"), heading=True)
    for name, sha256 in files:
        yield Note(name, sha256)
    if counts["files"] > len(files):
        yield Note("…", say("export.more", count=counts["files"] - len(files)), "files")
