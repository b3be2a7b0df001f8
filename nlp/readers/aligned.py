"""Tables whose columns are set apart by runs of blanks, as layout-keeping converters write them.

An empty cell leaves no trace but its room. Where the columns line up, every piece is read by the room that it
stands in; elsewhere the pieces must fit the kinds of the columns (words, whole numbers, money) in one way
only. A block with a row that could be read in two ways is no table: its lines stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from nlp.document import Cell, Table
from nlp.readers.aligned_blocks import TITLE, Block, chains
from nlp.readers.aligned_columns import Page, Places, head_places, places_in, rooms_of_pages
from nlp.readers.aligned_kinds import places_by_kind
from nlp.readers.aligned_lines import Line, Piece, by_columns
from nlp.readers.aligned_wrapped import grid_rows

_FORM: Final = ("一级指标", "绩效指标")
#: What stands first in a line of a form.
_LABEL: Final = re.compile(
    r"(?:主管部门|.{0,6}单位|.{0,4}起止.{0,4}|.{0,4}期限?|.{0,8}(?:总额|总投资|总预算|拨款|资金)|(?:年初|全年|调整)预算数?|全年执行数?|其中[：:].*|.{0,6}指标)(?:[（(].{1,4}[)）])?"
)
_NAMED_WITHIN: Final = 3
_WIDEST: Final = 16
_FEWEST_ROWS: Final = 3
_MOST_HEADS: Final = 8


def find_aligned(text: str) -> tuple[Table, ...]:
    """Return the tables of ``text`` whose columns are parted by two blanks or more, in order.

    >>> table, = find_aligned("项目    预算数    决算数\\n甲      10.00     9.50\\n乙      2.00      2.00\\n")
    >>> [cell.text for cell in table.cells[2]]
    ['乙', '2.00', '2.00']
    """
    return tuple(table for chain in chains(text) for table in _tables(chain))


def _tables(chain: Sequence[Block]) -> Iterator[Table]:
    """Yield the table that blocks make which go on over pages, or those that stand in one block.

    Rows whose table can't be read whole are left as text: half a table adds up to nothing.
    """
    runs = [_without_title(run) for block in chain for run in _runs(block)]
    if any(map(_is_any_form, runs)):
        yield from (table for run in runs if (table := _by_kinds(run)) is not None)
        return
    whole = _by_rooms(chain)
    if whole is not None:
        yield whole
    elif len(chain) > 1:
        lines = [row.pieces for block in chain for row in block.rows[block.repeated :]]
        table = _by_kinds(_without_title(lines)) if all(len(line) > 1 for line in lines) else None
        yield from [table] if table else []
    elif all(_heads(run) for run in runs):
        yield from (table for run in runs if (table := _by_kinds(run)) is not None)


def _runs(block: Block) -> list[list[Line]]:
    """Return a block's runs of lines with two pieces or more, parted by wide gaps alone."""
    parted = groupby((row.pieces for row in block.rows), key=lambda line: len(line) > 1)
    return [list(lines) for manifold, lines in parted if manifold]


def _heads(run: Sequence[Line]) -> bool:
    return not run or not any(piece.counts for piece in run[0])


def _by_rooms(chain: Sequence[Block]) -> Table | None:
    """Return the table whose columns are told by where the lines print, or ``None``.

    A converter may set every page anew: where the columns of all pages don't line up, those of each may.
    """
    pages = [block.rows[block.repeated :] for block in chain]
    whole = [row.pieces for row in by_columns([row for page in pages for row in page])]
    if (table := _lined_up([Page((), whole)])) is not None or len(pages) == 1:
        return table
    own = [[row.pieces for row in by_columns(block.rows)] for block in chain]
    heads = [
        [line for line in lines[: block.repeated] if len(line) > 1]
        for lines, block in zip(own, chain, strict=True)
    ]
    bodies = [lines[block.repeated :] for lines, block in zip(own, chain, strict=True)]
    return _lined_up([Page(tuple(head), body) for head, body in zip(heads, bodies, strict=True)])


def _lined_up(pages: Sequence[Page]) -> Table | None:
    """Return the table of pages of lines, each of which has its own rooms for the same columns."""
    first = _without_title(pages[0].body)
    manifold = [line for page in pages for line in page.body if len(line) > 1]
    manifold = manifold[sum(len(line) > 1 for line in pages[0].body) - sum(len(line) > 1 for line in first) :]
    width = max(map(len, manifold), default=0)
    if len(manifold) < _FEWEST_ROWS or not 2 <= width <= _WIDEST or not _is_grid(manifold, width):
        return None
    count = _count_of_heads(first)
    heads = first[:count]
    if len(heads) > _MOST_HEADS or any(len(line) < 2 for line in heads):
        return None
    bodies = [Page(tuple(heads), first[count:]), *pages[1:]]
    rooms = rooms_of_pages(
        [page for page in bodies if page.body], [_told(page) for page in bodies if page.body]
    )
    above = head_places(rooms[0], heads) if rooms else None
    if above is None or rooms is None:
        return None
    grid = [
        {column: [piece] for column, piece in zip(where, line, strict=True)}
        for line, where in zip(heads, above, strict=True)
    ]
    for page, own in zip((page for page in bodies if page.body), rooms, strict=True):
        places = [places_in(own, line) for line in page.body]
        known = [where for where in places if where is not None]
        if len(known) < len(places):
            return None
        body = grid_rows(page.body, known, own)
        while page is bodies[-1] and body[-1].alone and len(page.body[-1]) < 2:
            body.pop()  # a line below the table
        grid += [row.cells for row in body]
    return _grid(grid, len(rooms[0]))


def _count_of_heads(lines: Sequence[Line]) -> int:
    """Count the lines above the body, which begins with its first numbers or the words wrapped above them."""
    count = told = next((i for i, line in enumerate(lines) if _tells(line)), len(lines))
    while told < len(lines) and count and len(lines[count - 1]) == 1:
        alone = lines[count - 1][0]
        if any(piece.left < alone.right and alone.left < piece.right for piece in lines[told]):
            break
        count -= 1
    return count


def _told(page: Page) -> list[Line]:
    return [line for line in page.body if _tells(line)]


def _tells(line: Line) -> bool:
    """Tell whether a line has a number that doesn't only count the columns (栏次  1  2  3)."""
    numbers = [piece.text for piece in line if piece.counts]
    ordinals = [str(at) for at in range(1, len(numbers) + 1)]
    return bool(numbers) and not (len(numbers) > 1 and numbers == ordinals and len(line) <= len(numbers) + 1)


def _by_kinds(lines: list[Line]) -> Table | None:
    """Return a form, or the table whose columns are told by what their pieces are."""
    width = max((len(line) for line in lines), default=0)
    if len(lines) < _FEWEST_ROWS or not 2 <= width <= _WIDEST:
        return None
    form = _is_any_form(lines)
    if not form and not _is_grid(lines, width):
        return None
    heads = next((i for i, line in enumerate(lines) if any(p.counts for p in line)), len(lines))
    places: list[Places] | None = [tuple(range(len(line))) for line in lines]
    if not form:
        places = places_by_kind(lines, width, heads)
    if places is None:
        return None
    rows = [
        {column: [piece] for column, piece in zip(where, line, strict=True)}
        for line, where in zip(lines, places, strict=True)
    ]
    return _grid(rows, width)


def _is_any_form(lines: Sequence[Line]) -> bool:
    return any(line[0].text in _FORM for line in lines) or _is_form(lines)


def _is_form(lines: Sequence[Line]) -> bool:
    """Tell whether lines are a form's: 项目名称 and its project, and below it labels with their values."""
    named = next((i for i, line in enumerate(lines[:_NAMED_WITHIN]) if line[0].text == "项目名称"), None)
    if named is None or len(lines[named]) % 2 or _LABEL.fullmatch(lines[named][1].text):
        return False
    labels = [line for line in lines[named + 1 :] if _LABEL.fullmatch(line[0].text)]
    return len(labels) >= _FEWEST_ROWS


def _without_title(block: Sequence[Line]) -> list[Line]:
    """Return the lines without the table's own title in front: "预算01表  部门收支总表"."""
    first = 0
    while first < len(block) and len(block[first]) == 2 and TITLE.fullmatch(block[first][-1].text):
        first += 1
    return list(block[first:])


def _is_grid(lines: Sequence[Line], width: int) -> bool:
    """Tell whether lines look like a table of money: a header, rows of numbers, no clauses, no labels."""
    rows = [line for line in lines if any(p.kind == "money" for p in line[1:])]
    whole = [line for line in lines if any(p.counts for p in line[1:])]
    headed = not any(p.counts for p in lines[0])
    enough = len(rows) >= 2 or (width > 2 and len(whole) >= 2)
    clauses = sum(any(mark in p.text for p in line for mark in "，；") for line in lines)
    labels = sum(line[0].text.endswith(("：", ":")) for line in lines)
    return headed and enough and 4 * clauses <= len(lines) and labels < 2


def _grid(rows: Sequence[dict[int, list[Piece]]], width: int) -> Table:
    """Return rows as a table; a wrapped cell's words are one, its place that of the first of them."""
    cells: list[tuple[Cell, ...]] = []
    for number, row in enumerate(rows):
        end = min(pieces[0].start for pieces in row.values())
        made: list[Cell] = []
        for column in range(width):
            if pieces := row.get(column):
                end = pieces[0].end
                words = "".join(piece.text for piece in pieces)
                made.append(Cell(number, column, pieces[0].start, end, words))
            else:
                made.append(Cell(number, column, end, end, ""))
        cells.append(tuple(made))
    filled = [piece for row in rows for pieces in row.values() for piece in pieces]
    return Table(tuple(cells), min(p.start for p in filled), max(p.end for p in filled))
