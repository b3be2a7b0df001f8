"""The PDF engines that are compared, each behind the same door: a path to grids of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final


@dataclass(frozen=True)
class Grid:
    """Rows of cells on ``pages`` (from 1); without ``blanks`` the cells are words, and no cell is empty."""

    pages: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    blanks: bool = True


@dataclass(frozen=True)
class Engine:
    """A way of reading a PDF. ``read`` gives its grids; an engine for text alone gives none.

    ``distribution`` has the version and licence; ``library``, where it is another, is what gets installed for
    PDFs.
    """

    name: str
    distribution: str
    module: str
    work: str
    read: Callable[[Path], list[Grid]]
    scored: bool = True
    library: str | None = None


def _ours(path: Path) -> list[Grid]:
    from nlp.readers import read

    return [
        Grid(table.pages, tuple(tuple(cell.text for cell in row) for row in table.cells))
        for table in read(path).tables
    ]


def _pdfplumber(path: Path) -> list[Grid]:
    import pdfplumber  # type: ignore[import-not-found, unused-ignore]

    grids = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                rows = tuple(tuple(cell or "" for cell in row) for row in table)
                grids.append(Grid((page.page_number,), rows))
            page.close()
    return grids


def _camelot(path: Path, split_text: bool = False) -> list[Grid]:
    import camelot  # type: ignore[import-not-found, unused-ignore]

    read_pdf = camelot.read_pdf  # type: ignore[attr-defined, unused-ignore]
    tables = read_pdf(str(path), pages="all", flavor="lattice", split_text=split_text, suppress_stdout=True)
    return [
        Grid((int(table.page),), tuple(tuple(str(cell) for cell in row) for row in table.data))
        for table in tables
    ]


def _docling_parse(path: Path) -> list[Grid]:
    from docling_parse.pdf_parser import DoclingPdfParser  # type: ignore[import-not-found, unused-ignore]

    document = DoclingPdfParser(loglevel="fatal").load(str(path))
    grids = []
    for number, page in document.iterate_pages():
        words = []
        for cell in page.word_cells:
            box = cell.rect.to_bounding_box()
            words.append((-(box.t + box.b) / 2, abs(box.t - box.b), box.l, cell.text))
        grids.append(Grid((number,), rows_of_words(words), blanks=False))
    document.unload()
    return grids


def _pypdfium2(path: Path) -> list[Grid]:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    for index in range(len(pdf)):
        page = pdf[index]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    pdf.close()
    return []


def _pypdf(path: Path) -> list[Grid]:
    import pypdf  # type: ignore[import-not-found, unused-ignore]

    for page in pypdf.PdfReader(path).pages:
        page.extract_text()
    return []


ENGINES: Final = (
    Engine(
        "yusuan (pypdfium2 + own geometry)",
        "yusuan",
        "nlp",
        "text, tables, boxes",
        _ours,
        library="pypdfium2",
    ),
    Engine("pdfplumber", "pdfplumber", "pdfplumber", "tables alone", _pdfplumber),
    Engine("camelot (lattice)", "camelot-py", "camelot", "tables alone", _camelot),
    Engine(
        "camelot (lattice, split_text)",
        "camelot-py",
        "camelot",
        "tables alone",
        partial(_camelot, split_text=True),
    ),
    Engine("docling-parse", "docling-parse", "docling_parse", "words and lines", _docling_parse),
    Engine("pypdfium2 bare", "pypdfium2", "pypdfium2", "text alone", _pypdfium2, scored=False),
    Engine("pypdf", "pypdf", "pypdf", "text alone", _pypdf, scored=False),
)


def rows_of_words(words: Iterable[tuple[float, float, float, str]]) -> tuple[tuple[str, ...], ...]:
    """Return words as rows from the top; a word is (middle from the top, height, left end, text).

    Words belong to one row when their middles differ by less than half a height.

    >>> rows_of_words([(10.2, 8.0, 50.0, "12"), (10.0, 8.0, 5.0, "a"), (22.0, 8.0, 5.0, "b")])
    (('a', '12'), ('b',))
    """
    rows: list[list[tuple[float, str]]] = []
    at = 0.0
    for middle, height, left, text in sorted(words):
        if not rows or middle - at >= height / 2:
            rows.append([])
            at = middle
        rows[-1].append((left, text))
    return tuple(tuple(text for _, text in sorted(row)) for row in rows)
