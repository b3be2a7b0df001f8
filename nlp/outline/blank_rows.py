"""Rows of forms whose cells only blanks keep apart, read as rows whose cells tabs divide.

项目属性    延续项目    实施期限    2024年3月: every character keeps its place, a blank of a gap is a tab.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.outline.form_labels import field_of, plain_label
from nlp.outline.headings import heading_config
from nlp.outline.section_words import heading_kind, is_indicator_head
from nlp.values.grid import is_figure
from nlp.values.line_cells import MONEY_HEAD

_GAP: Final = re.compile(r"(?<=\S)(?:\u3000| [ \u3000])[ \u3000]*+(?=\S)")
_INDENT: Final = re.compile(r"[ \u3000]{4,}")
_SENTENCE: Final = re.compile("[。；]")
#: A page's foot between rows: — 12 —.
_PAGE: Final = re.compile(r"[\s—–\-·第共页/]*\d{1,4}[\s—–\-·第共页/\d]*")
_REACH: Final = 6
_FEWEST_ROWS: Final = 3
_LONGEST: Final = 400
#: A table has so many columns, and so many rows below its head.
_FEWEST_COLUMNS, _FEWEST_TABLE_ROWS = 3, 2
_TIME: Final = re.compile(r"(?:20\d\d[年./-]|\d{1,2}月|第?[一二三四1-4]季度|[上下]半年)")
_DIGIT: Final = re.compile(r"\d")
_PRICE: Final = re.compile("单价|标准|均价")
_SUM: Final = re.compile(
    r"(?P<name>[ \u3000]*[合总][ \u3000]*计)(?P<gap>[ \u3000]+)(?P<figure>[\d.,，]+[ \u3000]*)"
)


def with_tabs(lines: Sequence[str]) -> list[str]:
    """Return the lines, with tabs between the cells of the rows of forms that only blanks divide.

    A form begins with 项目名称 and goes on to an empty line behind which no row of its own stands; three of
    its rows at least must begin with a label.

    >>> lines = ["项目名称    修渠", "主管部门    某局    实施单位    某站", "起止时间    2024年", "完"]
    >>> [line.count(chr(9)) for line in with_tabs(lines)]
    [1, 3, 1, 0]
    """
    result = list(lines)
    index = 0
    while index < len(lines):
        if not _names_project(lines[index]):
            index += 1
            continue
        end = _end(lines, index)
        rows = {at: row for at in range(index, end) if (row := _row(lines[at])) is not None}
        if sum(_is_label(_cells(lines[at])[0]) for at in rows) >= _FEWEST_ROWS:
            for at, row in rows.items():
                result[at] = row
        index = end
    return result


def _end(lines: Sequence[str], first: int) -> int:
    """Return the line behind the form that begins on line ``first``; a page's foot does not end it."""
    end = first + 1
    while end < len(lines):
        if not lines[end].strip():
            following = _next(lines, end)
            if following is None or not _goes_on_at(lines[following]):
                return end
            end = following
        elif _names_project(lines[end]):
            return end
        end += 1
    return end


def _next(lines: Sequence[str], empty: int) -> int | None:
    """Return the next line that is neither empty nor a page's number."""
    near = range(empty, min(len(lines), empty + _REACH))
    return next((at for at in near if lines[at].strip() and not _PAGE.fullmatch(lines[at])), None)


def _goes_on_at(line: str) -> bool:
    cells = _cells(line)
    return len(cells) > 1 and _is_label(cells[0]) and not _names_project(line)


def tabbed(text: str) -> str:
    """Return a narrative's text with tabs in the rows of its form.

    A row whose last cell goes on in the line below stays as it is: its words are joined as prose is.

    >>> tabbed("项目名称    修渠\\n实施单位    某站\\n年度资金总额    30.00").count(chr(9))
    3
    """
    lines = text.split("\n")
    made = with_tabs(lines)
    for index, below in enumerate(lines[1:]):
        if _goes_on(below):
            made[index] = lines[index]
    for index in _in_tables(lines):
        made[index] = _row(lines[index]) or made[index]
    for index, row in _of_money(lines):
        made[index] = row
    return "\n".join(made)


def _of_money(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the rows of tables whose head tells the unit of a column: 名称    数量    金额（万元）.

    Each row has as many cells, and its figure in that column; a last row may be 合计 and its figure alone.
    """
    start = 0
    while start < len(lines):
        head = _cells(lines[start])
        money = [at for at, cell in enumerate(head) if MONEY_HEAD.fullmatch(cell) and not _PRICE.search(cell)]
        end = start + 1
        if money and len(head) >= _FEWEST_COLUMNS and not any(_DIGIT.search(cell) for cell in head):
            while end < len(lines) and _has_figure(_cells(lines[end]), money[-1], len(head)):
                end += 1
            if end - start > _FEWEST_TABLE_ROWS:
                yield from ((at, row) for at in range(start, end) if (row := _row(lines[at])))
                summed = _SUM.fullmatch(lines[end].rstrip("\r")) if end < len(lines) else None
                if summed and len(summed["gap"]) >= money[-1]:
                    gap = "\t" * money[-1] + " " * (len(summed["gap"]) - money[-1])
                    yield end, summed["name"] + gap + summed["figure"]
        start = end


def _has_figure(cells: Sequence[str], column: int, columns: int) -> bool:
    return len(cells) == columns and is_figure(cells[column])


def _in_tables(lines: Sequence[str]) -> Iterator[int]:
    """Yield the lines of tables by time: a head of words, below it rows of as many cells, a figure in each.

    时间安排    工作内容    支付比例（%）, below it 3月至5月    招标    10%
    """
    cells = [_cells(line) if _GAP.search(line) else [] for line in lines]
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and len(cells[end]) == len(cells[start]) >= _FEWEST_COLUMNS:
            end += 1
        rows = cells[start + 1 : end]
        words = not any(_DIGIT.search(cell) for cell in cells[start])
        timed = all(_TIME.match(row[0]) and _DIGIT.search(row[-1]) for row in rows)
        if len(rows) >= _FEWEST_TABLE_ROWS and words and timed:
            yield from range(start, end)
        start = end


def _goes_on(line: str) -> bool:
    """Tell whether a line is the rest of a cell above it: it stands to the right and has no cells."""
    return _INDENT.match(line) is not None and len(_cells(line)) == 1 and not _is_label(line.strip())


def _row(line: str) -> str | None:
    """Return a form's row with tabs between its cells; ``None`` where the line is none."""
    if len(_cells(line)) < 2 or len(line) > _LONGEST or "\t" in line or "|" in line:
        return None
    made = _GAP.sub(lambda gap: "\t" + gap[0][1:], line)
    # What stands far to the right belongs to the second column.
    return "\t" + made[1:] if _INDENT.match(made) else made


def _cells(line: str) -> list[str]:
    return _GAP.split(line.strip(" \u3000\r"))


def _names_project(line: str) -> bool:
    cells = _cells(line)
    names = heading_config().narrative.name_labels
    return len(cells) > 1 and cells[0].rstrip("：:") in names and not _SENTENCE.search(cells[1])


def _is_label(words: str) -> bool:
    bare = plain_label(words)
    return (
        heading_kind(bare) is not None
        or field_of(words) is not None
        or is_indicator_head(bare)
        or bare in heading_config().narrative.name_labels
    )
