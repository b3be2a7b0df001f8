"""The view-model of a document's report: strings and numbers ready to be drawn, nothing left to compute.

A place in the document has a name: ``p120-128`` for characters of the text, ``t1``, ``t1-r3`` or ``t1-r3-c2``
for a table, a row or a cell. An item (finding or statement) has one too: ``f0``, ``s12``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nlp.reconcile.model import Severity, Verdict

#: The fields that are marked in the text, in the order of the legend.
FieldKind = Literal["body", "schedule", "amount", "quarter", "legal"]
LineKind = Literal["title", "narrative", "heading", "text"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line with everything that is said of it; without marks it is plain text."""

    text: str
    kind: FieldKind | None = None
    verdict: Verdict | None = None
    severity: Severity | None = None
    places: tuple[str, ...] = ()
    items: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether nothing is said of it."""
        return self.kind is None and not self.places


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of the document; ``page`` is given on the first line of a page."""

    kind: LineKind
    segments: tuple[Segment, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are laid out together. ``table`` names the table whose raw text they are, with its title."""

    lines: tuple[TextLine, ...]
    narrative: int | None = None
    table: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A header over ``span`` columns, ``depth`` rows high."""

    text: str
    span: int
    depth: int


@dataclass(frozen=True, slots=True)
class CellView:
    """An amount as written; ``verdict`` and ``severity`` of what refers to it."""

    place: str
    text: str
    verdict: Verdict | None = None
    severity: Severity | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of one half of a table."""

    place: str
    code: str
    label: str
    level: int
    total: bool
    cells: tuple[CellView, ...]
    notes: tuple[str, ...] = ()
    severity: Severity | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Half:
    """One half of a table (the only one of most)."""

    headers: tuple[tuple[HeaderCell, ...], ...]
    coded: bool
    noted: bool
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """A budget table."""

    id: str
    kind: str
    title: str
    unit: str
    pages: str
    halves: tuple[Half, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of evidence to go to; ``box`` is in thousandths of the page's width and height."""

    name: str
    text: str
    where_zh: str
    where_en: str
    page: int | None = None
    box: tuple[int, int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: an amount and the interval it stands for, in 元."""

    role: Literal["stated", "cell", "sum", "other"]
    label: str
    value: str
    low: str
    high: str
    verdict: Verdict | None = None
    likely: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """An interval on the axis, in its units: from, to, and the amount itself; ``anchor`` of its text."""

    start: str
    width: str
    value: str
    text: str
    text_x: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Two intervals drawn over each other; ``overlap`` is what they have in common (start, width)."""

    stated: Lane
    other: Lane
    overlap: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Computation:
    """How a stated amount compares: what was understood, both sides, what else was looked at."""

    quote: str
    understood: str
    sides: tuple[Side, ...]
    difference: str | None
    axis: Axis | None
    verdict: Verdict
    explanation: str
    derived: str
    others: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A finding or a statement of the list."""

    id: str
    kind: Literal["finding", "statement"]
    title: str
    section: str
    narratives: tuple[int, ...]
    places: tuple[Place, ...]
    computations: tuple[Computation, ...]
    rule: str | None = None
    severity: Severity | None = None
    verdict: Verdict | None = None
    amount: str = ""
    working: str = ""


@dataclass(frozen=True, slots=True)
class Offset:
    """Where the counterpart lies, in units of the stated amount's last digit; drawn coordinates.

    ``beyond`` is -1 or 1 when it lies off the scale on that side.
    """

    x: str
    start: str
    width: str
    beyond: int
    text: str
    verdict: Verdict
    item: str
    summed: bool


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A quarter's cumulative execution; ``open`` when the text says at least or about."""

    x: str
    y: str
    text: str
    open: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """A project's execution over the year: the joined points as an SVG path, and every point."""

    path: str
    points: tuple[CurvePoint, ...]
    text_zh: str
    text_en: str


@dataclass(frozen=True, slots=True)
class ProjectView:
    """One narrative in the table of projects."""

    index: int
    name: str | None
    bodies: tuple[str, ...]
    schedule: str
    months: int | None
    annual: str
    width: str
    offset: Offset | None
    curve: Curve | None
    findings: int
    severity: Severity | None
    legal_basis: int


@dataclass(frozen=True, slots=True)
class Part:
    """A segment of a bar."""

    start: str
    width: str
    name: str
    narrative: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What of the tabulated 项目支出 the narratives account for."""

    total: str
    place: str
    narrated: str
    percent: str
    narratives: int
    unstated: int
    parts: tuple[Part, ...]
    limit: str


@dataclass(frozen=True, slots=True)
class Count:
    """How often something occurs, and its share of a bar."""

    key: str
    count: int
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The image of a page as a data address, its size in pixels."""

    page: int
    width: int
    height: int
    address: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the document is."""

    source: str
    organisation: str
    year: str
    kind: str
    level: str
    sha256: str
    characters: str
    pages: int
    program: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """Everything that the report of one document shows."""

    head: Head
    items: tuple[Item, ...]
    severities: tuple[Count, ...]
    verdicts: tuple[Count, ...]
    rules: tuple[str, ...]
    projects: tuple[ProjectView, ...]
    coverage: Coverage | None
    blocks: tuple[Block, ...]
    tables: tuple[TableView, ...]
    warnings: tuple[str, ...]
    pictures: tuple[Picture, ...] = ()
