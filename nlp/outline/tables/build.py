"""From a reader's grids to budget tables, with ids in document order."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Final

from nlp.document import Document, Table
from nlp.outline.forms import form_table, is_form, read_form
from nlp.outline.headings import squeeze
from nlp.outline.model import BudgetTable, MoneyUnit, PerformanceForm
from nlp.outline.page_ends import page_ends
from nlp.outline.tables.caption import Caption, caption, unit_in, unit_of_all
from nlp.outline.tables.config import kind_of_header, kind_of_title, table_config
from nlp.outline.tables.header import Header, Row, read_header
from nlp.outline.tables.rows import RowReader

#: Kinds that hold no money by column position.
TEXT_KINDS: Final = frozenset({"schedule", "other", "performance_form"})


@dataclass(frozen=True, slots=True)
class TableDraft:
    """A budget table and the document line where its title (or first row) stands."""

    table: BudgetTable
    first_line: int
    warnings: tuple[str, ...]
    form: PerformanceForm | None = None


def budget_tables(document: Document, lines: list[str]) -> tuple[TableDraft, ...]:
    """Return every table of the document as a budget table, in order."""
    starts = [line.start for line in document.lines]
    drafts: list[TableDraft] = []
    whole = unit_of_all(document.text)
    marks = page_ends(document, lines)
    for table in _joined(document, lines, starts):
        first_line = _line_index(starts, table.start)
        over = caption(document, table, lines, first_line, marks)
        if is_form(table):
            before = drafts[-1] if drafts else None
            if before and before.form and not over.title and over.unit is None:
                between = range(_line_index(starts, before.table.end) + 1, first_line)
                if all(at in marks or not lines[at].strip() for at in between):
                    over = replace(over, unit=before.form.unit)  # cut by the page's end
            drafts.append(_form(document, table, over, f"t{len(drafts) + 1}", first_line, whole))
            continue
        drafts.append(_build(document, table, over, f"t{len(drafts) + 1}", first_line, whole))
    return tuple(drafts)


def _line_index(starts: list[int], offset: int) -> int:
    return max(bisect_right(starts, offset) - 1, 0)


def _joined(document: Document, lines: list[str], starts: list[int]) -> list[Table]:
    """Join a grid to the one before when it repeats that one's header and has no title between them."""
    joined: list[Table] = []
    for table in document.tables:
        if joined and joined[-1].width == table.width:
            before = joined[-1]
            between = lines[_line_index(starts, before.end) + 1 : _line_index(starts, table.start)]
            first = [squeeze(cell.text) for cell in table.cells[0]]
            repeats = first == [squeeze(cell.text) for cell in before.cells[0]] and not is_form(table)
            quiet = all(
                not line.strip() or re.fullmatch(r"[-—\s\d第页/共]+|.{0,60}[（(]续[)）]", line)
                for line in between
            )
            if repeats and quiet:
                joined[-1] = Table(
                    before.cells + table.cells,
                    before.start,
                    table.end,
                    tuple(sorted({*before.pages, *table.pages})),
                )
                continue
        joined.append(table)
    return joined


def _form(
    document: Document, table: Table, over: Caption, table_id: str, first_line: int, whole: MoneyUnit | None
) -> TableDraft:
    form = read_form(document, table, table_id, over.unit or whole)
    evidence = document.evidence(*over.title_span) if over.title_span else None
    built = form_table(document, table, form, over.title, evidence)
    line = over.title_line if over.title_line is not None else first_line
    return TableDraft(built, line, (), form)


def _build(
    document: Document, table: Table, over: Caption, table_id: str, first_line: int, whole: MoneyUnit | None
) -> TableDraft:
    rows = list(table.cells[over.header_row :])
    title = squeeze(over.title)
    header = read_header(rows, budget=kind_of_title(title) not in {None, *TEXT_KINDS})
    body = _without_repeated_header(rows, header)
    words = "".join(part for path in header.paths for part in path)
    kind = (kind_of_title(title) if title else None) or kind_of_header(words)
    declared = over.unit or unit_in(words)
    if declared is None and (kind not in TEXT_KINDS or _guess_unit(body) == whole):
        declared = whole  # a table of persons has no unit of money
    warnings: list[str] = []
    unit: MoneyUnit = declared or _guess_unit(body)
    reader = RowReader(document, table_id, unit, header)
    items, totals = reader.read(body)
    if declared is None and kind not in TEXT_KINDS:
        warnings.append(f"{table_id}“{over.title}”没有标明单位，按“{unit}”读取")
    warnings.extend(reader.warnings if kind not in TEXT_KINDS else ())
    evidence = document.evidence(*over.title_span) if over.title_span else None
    built = BudgetTable(
        id=table_id,
        kind=kind,
        title=over.title,
        title_evidence=evidence,
        unit=unit,
        unit_declared=declared is not None,
        columns=header.columns,
        rows=items,
        totals=totals,
        pages=table.pages,
        start=table.start,
        end=table.end,
    )
    line = over.title_line if over.title_line is not None else first_line
    return TableDraft(built, line, tuple(warnings))


def _without_repeated_header(rows: list[Row], header: Header) -> list[Row]:
    """Return the body without the header rows that each new page repeats, and without blank rows."""
    heads = {tuple(squeeze(cell.text) for cell in row) for row in rows[: header.rows]}
    body = _total_in_header(rows, header)
    for row in rows[header.rows :]:
        texts = tuple(squeeze(cell.text) for cell in row)
        if any(texts) and texts not in heads:
            body.append(row)
    return body


def _total_in_header(rows: list[Row], header: Header) -> list[Row]:
    """Return the total row of an empty table that shares its grid row with the last header words.

    Its label stands in the first cell, under the label columns; it states nothing.
    """
    last = rows[header.rows - 1] if header.rows > 1 else ()
    if not last or squeeze(last[0].text) not in table_config().words.totals:
        return []
    if header.roles[0] not in ("code", "label"):
        return []
    return [(last[0], *(replace(cell, end=cell.start, text="") for cell in last[1:]))]


def _guess_unit(body: list[Row]) -> MoneyUnit:
    """Guess an undeclared unit: budgets in 元 are written whole or with long integers, 万元 with decimals."""
    texts = [squeeze(cell.text) for row in body for cell in row]
    decimals = [text for text in texts if re.fullmatch(r"[\d,，]+\.\d{1,6}", text)]
    long = [text for text in texts if len(re.sub(r"\D", "", text.partition(".")[0])) >= 8]
    return "万元" if decimals and not long else "元"
