"""Compare PDF engines on real budget tables: cells right, rows right, seconds a page.

    python scripts/compare_pdf_engines.py FOLDER [--truth DIR] [-n RUNS] [--engine NAME ...] [--missed]

FOLDER holds the PDFs, DIR (annotations/real/tables) the stand-off truth read from rendered pages, one JSONL a
PDF. Every engine is scored by the same rules, which ask less than the project's own evaluation: no headers,
codes, kinds or units, only values in rows. Engines that are not installed are skipped with a message; none
but our own is a dependency of this project. They are best put into an environment of their own:

    python -m venv engines && engines/bin/pip install . pdfplumber camelot-py pypdf
    engines/bin/pip install docling-parse      # its docling-core wants an older typer than the command line

How a table is scored

- An engine gives rows of cells for the table's pages. The truth's rows, in order, are laid against them in
  order so that most values fit; each row is used once. The two halves of a two-part table are laid apart.
- A written value is right when it is a whole cell of its row, blanks and separators taken out, in order with
  the others. A blank is right when an empty cell stands at its place among the values.
- A row is right when all its values and blanks are, and no other text stands between them. ``labelled`` asks
  that its label is a whole cell of the same row too. Rows without any written value count as blanks only.
- A performance form counts as one row: its dates and amounts in order among all cells of its page.
- Engines without tables give words; those at one height are taken as a row, and blanks can't be scored.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from packaging.requirements import Requirement

from nlp.annotate.tables import load_tables
from nlp.errors import YusuanError
from nlp.outline.headings import squeeze

_FORM_VALUES: Final = (
    "start",
    "end",
    "total",
    "annual",
    "fiscal",
    "appropriation",
    "carry_over",
    "other_total",
    "other_annual",
)
_COLUMNS: Final = (
    "engine",
    "version",
    "licence",
    "gives",
    "values",
    "blanks",
    "rows",
    "labelled",
    "ms a page",
    "of processor",
)
#: Weights of laying rows against each other: a value above all, then the label, then a blank.
_VALUE, _LABEL, _BLANK = 1000, 500, 1


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


@dataclass
class Score:
    """Sums over tables; ``missed`` holds a line for each row that is not right."""

    values_right: int = 0
    values: int = 0
    blanks_right: int = 0
    blanks: int = 0
    rows_right: int = 0
    labelled: int = 0
    rows: int = 0
    has_blanks: bool = True
    missed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Fit:
    """How a truth row fits a row of cells."""

    values: int
    blanks: int
    whole: bool
    label: bool = False

    @property
    def weight(self) -> int:
        """0 where nothing shows that both are the same row: empty cells alone don't."""
        if not self.values and not self.label:
            return 0
        return self.values * _VALUE + self.label * _LABEL + self.blanks * _BLANK


# Engines


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


# Scores


def _plain(cell: str) -> str:
    return squeeze(cell).replace(",", "").replace("，", "")


def _hash(cell: str) -> str:
    return hashlib.sha256(squeeze(cell).encode()).hexdigest()[:12]


def fit(values: Sequence[str | None], cells: Sequence[str]) -> Fit:
    """Return how many values (``None``: blank) are whole cells, in order, and whether the row is right.

    >>> fit(["12", None, "3.5"], ["201", "a", "12", "", "3.5"])
    Fit(values=2, blanks=1, whole=True, label=False)
    >>> fit(["12", None], ["a", "", "12"])  # a shifted column
    Fit(values=1, blanks=0, whole=False, label=False)
    >>> fit(["12", "3"], ["a", "123"])  # two columns in one cell
    Fit(values=0, blanks=0, whole=False, label=False)
    """
    wanted = [value or "" for value in values]
    if any(_follows(wanted, cells[start:]) for start in range(len(cells))):
        return Fit(sum(map(bool, wanted)), wanted.count(""), True)
    best = [(0, 0)] * (len(cells) + 1)
    for want in wanted:
        before, best = best, [(0, 0)]
        for column, cell in enumerate(cells):
            options = [before[column + 1], best[column]]
            if cell == want:
                found, blanks = before[column]
                options.append((found + bool(want), blanks + (not want)))
            best.append(max(options))
    return Fit(*best[-1], whole=False)


def _follows(wanted: Sequence[str], cells: Sequence[str]) -> bool:
    """Tell whether the values begin at the first cell, with nothing but empty cells between them."""
    if not wanted or not cells or cells[0] != wanted[0]:
        return not wanted
    index = 0
    for cell in cells:
        if cell == wanted[index]:
            index += 1
            if index == len(wanted):
                return True
        elif cell:
            return False
    return False


def lay(fits: Sequence[Sequence[Fit]]) -> list[Fit | None]:
    """Lay truth rows against found rows, both in order, each used once, for the greatest weight.

    ``fits[i][j]`` is how truth row i fits found row j; returns the fit of each truth row, or ``None``.

    >>> good, bad = Fit(2, 0, True), Fit(0, 0, False)
    >>> [f is good for f in lay([[bad, good, bad], [good, bad, good]])]
    [True, True]
    """
    width = len(fits[0]) if fits else 0
    best = [[0] * (width + 1) for _ in range(len(fits) + 1)]
    for i, row in enumerate(fits):
        for j, each in enumerate(row):
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], best[i][j] + each.weight)
    laid: list[Fit | None] = [None] * len(fits)
    i, j = len(fits), width
    while i and j:
        each = fits[i - 1][j - 1]
        if each.weight and best[i][j] == best[i - 1][j - 1] + each.weight:
            laid[i - 1] = each
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return laid


def score_table(score: Score, table: dict[str, Any], grids: Sequence[Grid]) -> None:
    """Add one truth table to the score. ``grids`` are those on its pages."""
    score.has_blanks = score.has_blanks and all(grid.blanks for grid in grids)
    if table["kind"] == "performance_form":
        _score_form(score, table, grids)
        return
    found = [row for grid in grids for row in grid.rows]
    cells = [[_plain(cell) for cell in row] for row in found]
    labels = [{_hash(cell) for cell in row} for row in found]
    for half in sorted({row["half"] for row in table["rows"]}):
        wanted = [row for row in table["rows"] if row["half"] == half and row["values"]]
        fits = []
        for row in wanted:
            values = row["values"] if score.has_blanks else [value for value in row["values"] if value]
            fits.append(
                [_labelled(fit(values, c), row["label_sha"] in n) for c, n in zip(cells, labels, strict=True)]
            )
        for row, each in zip(wanted, lay(fits), strict=True):
            _add(
                score,
                row["values"],
                each,
                f"{table['kind']} p. {table['pages']}",
                row["label_sha"] == _hash(""),
            )


def _labelled(each: Fit, label: bool) -> Fit:
    return Fit(each.values, each.blanks, each.whole, label)


def _add(
    score: Score, values: Sequence[str | None], each: Fit | None, where: str, nameless: bool = False
) -> None:
    written = sum(value is not None for value in values)
    score.values += written
    score.blanks += len(values) - written
    score.values_right += each.values if each else 0
    score.blanks_right += each.blanks if each else 0
    if not written:
        return
    score.rows += 1
    if each and each.whole:
        score.rows_right += 1
        score.labelled += each.label or nameless
    if not each or not each.whole or not (each.label or nameless):
        score.missed.append(f"{where}: {list(values)}: {each}")


def _score_form(score: Score, form: dict[str, Any], grids: Sequence[Grid]) -> None:
    values = [form[name] for name in _FORM_VALUES if form.get(name)]
    cells = [plain for grid in grids for row in grid.rows for cell in row if (plain := _plain(cell))]
    each = fit(values, cells)
    # Labels stand between the values here: in order is right.
    whole = each.values == len(values)
    _add(score, values, Fit(each.values, 0, whole, whole), f"performance_form p. {form['pages']}")


def score_engine(documents: Sequence[tuple[list[dict[str, Any]], list[Grid]]]) -> Score:
    """Return an engine's score over all documents, each with its truth and the engine's grids."""
    score = Score()
    for tables, grids in documents:
        for table in tables:
            pages = set(table["pages"])
            score_table(score, table, [grid for grid in grids if pages & set(grid.pages)])
    return score


# Reports


def _with_requirements(distribution: str, seen: set[str]) -> Iterator[str]:
    """Yield an installed distribution and all that it needs, extras left out."""
    key = re.sub(r"[-_.]+", "-", distribution).lower()
    if key in seen:
        return
    seen.add(key)
    try:
        requires = metadata.requires(key) or []
    except metadata.PackageNotFoundError:
        return
    yield key
    for requirement in map(Requirement, requires):
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield from _with_requirements(requirement.name, seen)


def _installed(distribution: str) -> tuple[int, float]:
    """Return how many packages come with a distribution, itself counted, and their MiB on disk."""
    names = list(_with_requirements(distribution, set()))
    size = 0
    for name in names:
        for file in metadata.files(name) or ():
            place = Path(str(file.locate()))
            size += place.stat().st_size if place.is_file() else 0
    return len(names), size / 2**20


def _licence(distribution: str) -> str:
    about = metadata.metadata(distribution)
    classifiers = [c for c in about.get_all("Classifier") or () if c.startswith("License ::")]
    named = (*(about.get_all("License-Expression") or ()), *(about.get_all("License") or ()))
    return next(iter((*named, *(c.rpartition(" :: ")[2] for c in classifiers))), "?")


def _share(right: int, of: int, known: bool = True) -> str:
    return f"{right}/{of}" if known else "n/a"


def _row(engine: Engine, score: Score, seconds: Sequence[tuple[float, float]], pages: int) -> str:
    a_page = [1000 * clock / pages for clock, _ in seconds]
    processor = 1000 * statistics.median(used for _, used in seconds) / pages
    cells = [
        engine.name,
        metadata.version(engine.distribution),
        _licence(engine.distribution),
        engine.work,
        _share(score.values_right, score.values, engine.scored),
        _share(score.blanks_right, score.blanks, engine.scored and score.has_blanks),
        _share(score.rows_right, score.rows, engine.scored),
        _share(score.labelled, score.rows, engine.scored),
        f"{statistics.median(a_page):.1f} ({min(a_page):.1f}–{max(a_page):.1f})",
        f"{processor:.1f}",
    ]
    return f"| {' | '.join(cells)} |"


def _timed(engine: Engine, paths: Sequence[Path]) -> tuple[float, float]:
    """Return the seconds on the clock and on the processor; the second suffers less from other work."""
    started, used = time.perf_counter(), time.process_time()
    for path in paths:
        engine.read(path)
    return time.perf_counter() - started, time.process_time() - used


def _page_count(path: Path) -> int:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    try:
        return len(pdf)
    finally:
        pdf.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="the folder of the PDFs")
    parser.add_argument("--truth", type=Path, default=Path("annotations/real/tables"))
    parser.add_argument("-n", "--runs", type=int, default=3, help="counted runs (default: 3)")
    parser.add_argument(
        "--engine", action="append", choices=sorted({e.distribution for e in ENGINES}), help="only this one"
    )
    parser.add_argument("--missed", action="store_true", help="print every row that is not right")
    arguments = parser.parse_args()
    if arguments.runs < 1:
        parser.error("--runs must be at least 1")
    return arguments


def main() -> int:
    """Print the comparison as a Markdown table; returns 1 when there is nothing to compare."""
    arguments = _arguments()
    engines = []
    for engine in ENGINES:
        if arguments.engine and engine.distribution not in arguments.engine:
            continue
        if find_spec(engine.module):
            engines.append(engine)
        else:
            print(
                f"skipped: {engine.name} is not installed (pip install {engine.distribution})",
                file=sys.stderr,
            )
    pairs = [
        (arguments.folder / f"{truth.stem}.pdf", truth) for truth in sorted(arguments.truth.glob("*.jsonl"))
    ]
    paths = [path for path, _ in pairs if path.is_file()]
    if not paths:
        print(f"error: no PDF of {arguments.truth} is in {arguments.folder}", file=sys.stderr)
        return 1
    try:
        truths = [load_tables(truth) for path, truth in pairs if path.is_file()]
    except YusuanError as error:
        print(f"error: {error.en}", file=sys.stderr)
        return 1
    for path, tables in zip(paths, truths, strict=True):
        if any(t["sha256"] != hashlib.sha256(path.read_bytes()).hexdigest() for t in tables):
            print(f"error: {path.name} is another file than the one that was labelled", file=sys.stderr)
            return 1
    pages = sum(map(_page_count, paths))
    # The run that is scored warms up; the counted ones go round all engines, so that load hits all alike.
    scores = [score_engine([(t, e.read(p)) for t, p in zip(truths, paths, strict=True)]) for e in engines]
    seconds = [[_timed(engine, paths) for engine in engines] for _ in range(arguments.runs)]
    print(f"{len(paths)} PDFs, {pages} pages, {sum(map(len, truths))} tables; {arguments.runs} runs")
    print(f"\n| {' | '.join(_COLUMNS)} |\n| {' | '.join(['---'] * 4 + ['---:'] * (len(_COLUMNS) - 4))} |")
    for number, (engine, score) in enumerate(zip(engines, scores, strict=True)):
        print(_row(engine, score, [run[number] for run in seconds], pages))
    print()
    for engine, score in zip(engines, scores, strict=True):
        packages, size = _installed(engine.library or engine.distribution)
        print(f"{engine.name}: {packages} packages, {size:.0f} MiB installed, requirements included")
        for line in score.missed if arguments.missed and engine.scored else ():
            print(f"  {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
