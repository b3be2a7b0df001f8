"""Body rows into budget rows: one per half, with code, label and amounts; total rows apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from nlp.document import Cell, Document, Evidence
from nlp.outline.headings import numbering, squeeze
from nlp.outline.model import BudgetCell, BudgetRow, MoneyUnit
from nlp.outline.tables.codes import CodeReader
from nlp.outline.tables.config import TableWords, table_config
from nlp.outline.tables.header import Header, Row
from nlp.outline.tables.number import is_separated_well, number

UNIT_FACTOR: Final[dict[MoneyUnit, Decimal]] = {
    "元": Decimal(1),
    "万元": Decimal(10_000),
    "亿元": Decimal(100_000_000),
}


@dataclass
class _Draft:
    half: int
    code: str | None
    label: str
    label_cell: Cell | None
    amounts: list[Cell]
    texts: tuple[tuple[str, str], ...]
    span: tuple[int, int]


@dataclass
class RowReader:
    """Reads a table's body. ``warnings`` collects what was damaged, by place."""

    document: Document
    table_id: str
    unit: MoneyUnit
    header: Header
    warnings: list[str] = field(default_factory=list)

    def read(self, body: list[Row]) -> tuple[tuple[BudgetRow, ...], tuple[BudgetRow, ...]]:
        """Return the item rows and the total rows, indexed in that order."""
        drafts = self._drafts(body)
        words = table_config().words
        labels = {_total_key(draft.label) for draft in drafts}
        strong = {label for label in labels if label in words.grand_totals}
        # Each half of a two-part table may end in a sum of its own name (人员经费合计 | 公用经费合计).
        last = {_total_key(d.label) for d in {d.half: d for d in drafts}.values()}
        ending = {label for label in last if label.endswith("合计") and not label.startswith("本年")}
        total_labels = strong or (labels & set(words.totals)) or ending
        items = [d for d in drafts if d.code or _total_key(d.label) not in total_labels]
        totals = [d for d in drafts if not d.code and _total_key(d.label) in total_labels]
        rows = tuple(self._row(index, draft, "item") for index, draft in enumerate(items))
        return rows, tuple(self._row(len(rows) + index, draft, "total") for index, draft in enumerate(totals))

    def _drafts(self, body: list[Row]) -> list[_Draft]:
        halves = range(max(self.header.halves, default=0) + 1)
        readers = {half: CodeReader() for half in halves}
        drafts: dict[int, list[_Draft]] = {half: [] for half in halves}
        for row in body:
            for half in halves:
                draft = self._draft(row, half, readers[half])
                if draft is not None:
                    drafts[half].append(draft)
        return [draft for half in halves for draft in drafts[half]]

    def _draft(self, row: Row, half: int, codes: CodeReader) -> _Draft | None:
        header = self.header
        mine = [cell for cell in row if header.halves[cell.column] == half]
        code_cells = [cell for cell in mine if header.roles[cell.column] == "code"]
        said = [cell for cell in mine if cell.text and squeeze(cell.text) not in _words().nothing]
        labels = [cell for cell in said if header.roles[cell.column] == "label"]
        amounts = [cell for cell in mine if header.roles[cell.column] == "amount"]
        texts = tuple(
            (header.paths[cell.column][-1], cell.text)
            for cell in mine
            if header.roles[cell.column] == "text" and cell.text and header.paths[cell.column]
        )
        # A merged 合计 stands in the first of the cells it spans: a code column.
        words = [cell for cell in said if cell in code_cells and not any(c.isdigit() for c in cell.text)]
        # 合计 under 科目编码 or 序号 names its row, whatever stands beside it (—, 7个项目).
        labels = [cell for cell in said if _is_total(cell, header)] or words + labels
        if not any(cell.text for cell in mine if header.roles[cell.column] != "ignored"):
            return None
        code = (
            codes.read([cell.text for cell in code_cells])
            if any(cell in said for cell in code_cells) and not words
            else None
        )
        if code is not None and code.damaged:
            written = " ".join(cell.text for cell in code_cells if cell.text)
            self.warnings.append(f"{self.table_id}：科目编码“{written}”残缺，该行保留")
        filled = [cell for cell in mine if cell.text]
        label = "".join(squeeze(cell.text) for cell in labels)
        if not label and not (code and code.text) and not any(cell.text for cell in amounts):
            return None
        return _Draft(
            half,
            code.text if code else None,
            label,
            labels[0] if labels else None,
            amounts,
            texts,
            (min(cell.start for cell in filled), max(cell.end for cell in filled)),
        )

    def _row(self, index: int, draft: _Draft, role: str) -> BudgetRow:
        by_grid = {cell.column: cell for cell in draft.amounts}
        cells = tuple(
            self._cell(by_grid.get(column.grid_column), index, column.index) for column in self.header.columns
        )
        label = draft.label_cell
        return BudgetRow(
            index=index,
            role="total" if role == "total" else "item",
            half=draft.half,
            code=draft.code,
            label=draft.label,
            cells=cells,
            evidence=self._evidence(*draft.span, index, None),
            label_evidence=self._evidence(label.start, label.end, index, None) if label else None,
            texts=draft.texts,
        )

    def _cell(self, cell: Cell | None, row: int, column: int) -> BudgetCell | None:
        if cell is None or not cell.text or squeeze(cell.text) in table_config().words.nothing:
            return None
        parsed = number(cell.text)
        if parsed is None:
            self.warnings.append(f"{self.table_id} 第 {row + 1} 行：“{cell.text}”不是金额")
            return None
        if not is_separated_well(cell.text):
            self.warnings.append(f"{self.table_id} 第 {row + 1} 行：“{cell.text}”的千位分隔符位置异常")
        value, decimals = parsed
        factor = UNIT_FACTOR[self.unit]
        quantum = Decimal(1).scaleb(-decimals) * factor
        return BudgetCell(value * factor, quantum, cell.text, self._cell_evidence(cell, row, column))

    def _cell_evidence(self, cell: Cell, row: int, column: int) -> Evidence:
        return self._evidence(cell.start, cell.end, row, column)

    def _evidence(self, start: int, end: int, row: int, column: int | None) -> Evidence:
        return self.document.evidence(start, end).in_table(self.table_id, row, column)


def _words() -> TableWords:
    return table_config().words


def _is_total(cell: Cell, header: Header) -> bool:
    """Tell whether a cell beside the labels, under 科目编码 or 序号, says that its row is the total."""
    beside = header.roles[cell.column] in ("code", "ignored")
    return beside and squeeze(cell.text) in (*_words().totals, *_words().grand_totals)


def _total_key(label: str) -> str:
    number_before = numbering(label)
    return label[number_before.length :] if number_before else label
