"""Word (.docx): paragraphs with their automatic numbers, tables, text boxes, tracked changes as accepted.

The XML is read directly: the text that counts includes tracked insertions, content controls and text
boxes, and excludes deletions, field codes and hidden text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree

from nlp.document import Document
from nlp.errors import ReadError
from nlp.readers.blocks import Block, Grid, GridCell, TooManyCellsError, cell_text, to_document
from nlp.readers.office.container import Package, attribute, child, damaged, local, too_large, value
from nlp.readers.office.numbering import Numbering, read_numbering

Element = ElementTree.Element

#: Elements whose text is not printed: deletions, field codes, phonetic guides, comments, and the older
#: twin of a drawing.
_DROPPED: Final = frozenset(
    {
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "rt",
        "Fallback",
        "annotationRef",
        "pPr",
        "rPr",
    }
)
#: Elements that stand for a character.
_MARKS: Final = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
#: The tick boxes of forms, which Word writes as symbols of Wingdings.
_SYMBOLS: Final = {
    "F052": "☑", "F0FE": "☑", "F0FD": "☒", "F053": "☒", "F0FC": "✓", "F050": "✓",
    "F06F": "□", "F0A8": "□", "F0A3": "□", "F071": "□",
}  # fmt: skip
_OFFICE_DOCUMENT: Final = "/officeDocument"


def read_docx(name: str, data: bytes, sha256: str) -> Document:
    """Return the Document of a Word file, format ``docx``.

    Raises:
        ReadError: kind ``damaged``, ``encrypted``, ``too_large``, or ``empty`` for a file without text.
    """
    package = Package(name, data, sha256)
    part = _main_part(package)
    root = package.xml(part)
    body = child(root, "body")
    if body is None:
        damaged(name, sha256, ValueError(f"{part} has no body"))
    folder = part.rpartition("/")[0]
    reader = _Body(
        read_numbering(package.xml(f"{folder}/numbering.xml"), package.xml(f"{folder}/styles.xml"))
    )
    try:
        blocks = list(reader.blocks(body))
        document = to_document(name, sha256, "docx", blocks, tuple(reader.warnings))
    except TooManyCellsError:
        too_large(name, sha256, "a table with more than a million cells")
    except RecursionError as error:
        damaged(name, sha256, error)
    if not document.text.strip():
        raise ReadError(
            "empty",
            f"{name}：文件里没有文字（可能只有图片），请先做文字识别（OCR）。",
            f"{name}: the file holds no text (pictures only?); run OCR on it first",
            sha256,
        )
    return document


def _main_part(package: Package) -> str:
    """Return the part that the package's relationships call its document; producers name it differently."""
    relations = package.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if (attribute(relation, "Type") or "").endswith(_OFFICE_DOCUMENT):
            return (attribute(relation, "Target") or "").lstrip("/")
    return next(
        (n for n in package.names() if re.fullmatch(r"word/document\d*\.xml", n)), "word/document.xml"
    )


@dataclass
class _Body:
    """Reads blocks in order; the numbering counts as they go by."""

    numbering: Numbering
    warnings: list[str] = field(default_factory=list)

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Yield the paragraphs and tables under ``parent``; wrappers are transparent."""
        carried = ""
        boxes: list[Block] = []
        for element in _children(parent):
            name = local(element.tag)
            if name == "p":
                text, inside = self._paragraph(element)
                boxes.extend(inside)
                text = carried + text
                if _mark_deleted(element):
                    # The paragraph's end was deleted: the next paragraph goes on in its line.
                    carried = text
                    continue
                carried = ""
                if text.strip() or not inside:
                    yield text
                yield from boxes
                boxes = []
            elif name == "tbl":
                yield self._table(element)
            elif name == "altChunk":
                self.warnings.append("文件嵌入了另一份文档（altChunk），其内容没有读取")
        if carried.strip():
            yield carried
        yield from boxes

    def _paragraph(self, paragraph: Element) -> tuple[str, list[Block]]:
        """Return the paragraph's text with its number, and the blocks of the text boxes anchored in it."""
        parts: list[str] = []
        boxes: list[Block] = []
        self._inline(paragraph, parts, boxes)
        text = "".join(parts).lstrip(" \u3000\xa0")
        return self.numbering.label(child(paragraph, "pPr")) + text, boxes

    def _inline(self, parent: Element, parts: list[str], boxes: list[Block]) -> None:
        for element in parent:
            name = local(element.tag)
            if name in _DROPPED or (name == "r" and _hidden(element)):
                continue
            if name == "t":
                parts.append((element.text or "").replace("\n", " ").replace("\t", " "))
            elif name in _MARKS:
                parts.append(_MARKS[name])
            elif name == "sym":
                parts.append(_SYMBOLS.get((attribute(element, "char") or "").upper(), ""))
            elif name == "txbxContent":
                boxes.extend(self.blocks(element))
            else:
                self._inline(element, parts, boxes)

    def _table(self, table: Element) -> Grid:
        rows = []
        for row in _children(table):
            properties = child(row, "trPr")
            if local(row.tag) != "tr" or child(properties, "del") is not None:
                continue
            cells = []
            if before := _count(value(properties, "gridBefore"), 0):
                cells.append(GridCell(columns=before))
            for cell in _children(row):
                if local(cell.tag) == "tc":
                    cells.extend(self._cell(cell))
            rows.append(tuple(cells))
        return Grid(tuple(rows))

    def _cell(self, cell: Element) -> Iterator[GridCell]:
        properties = child(cell, "tcPr")
        merge = child(properties, "vMerge")
        goes_on = merge is not None and attribute(merge, "val") != "restart"
        across = child(properties, "hMerge")
        goes_on = goes_on or (across is not None and attribute(across, "val") != "restart")
        # A cell that continues one above (or, in old files, at its left) prints nothing of its own.
        blocks = () if goes_on or child(properties, "cellDel") is not None else tuple(self.blocks(cell))
        kept = tuple(block for block in blocks if not isinstance(block, str) or cell_text((block,)))
        yield GridCell(kept, max(_count(value(properties, "gridSpan"), 1), 1))


def _children(parent: Element) -> Iterator[Element]:
    """Yield block elements, seeing through content controls, custom XML and tracked insertions."""
    for element in parent:
        name = local(element.tag)
        if name in (
            "sdt",
            "sdtContent",
            "customXml",
            "ins",
            "moveTo",
            "AlternateContent",
            "Choice",
            "smartTag",
        ):
            yield from _children(element)
        elif name not in _DROPPED:
            yield element


def _hidden(run: Element) -> bool:
    mark = child(run, "rPr", "vanish")
    return mark is not None and attribute(mark, "val") not in ("0", "false", "off")


def _mark_deleted(paragraph: Element) -> bool:
    return child(paragraph, "pPr", "rPr", "del") is not None


def _count(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text) else default
