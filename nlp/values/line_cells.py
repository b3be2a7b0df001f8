"""Tables whose cells stand one on a line, as text copied from a page has them: the head, then row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

#: Where a cell begins and ends; a missing or empty one is as long as nothing.
Place = tuple[int, int]

#: A column's head: words without marks of a sentence.
_HEAD: Final = re.compile(r"[\u4e00-\u9fff（）()/、 \u3000]{2,12}")
MONEY_HEAD: Final = re.compile(r"[\u4e00-\u9fff]{2,8}\s*[（(](?:单位[:：])?(?:人民币)?[千万亿]?元[)）]")
_FIGURE: Final = re.compile(r"-?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_NAME: Final = re.compile(r"(?=.*[\u4e00-\u9fff]{2})[^。；;]{2,30}")
_SUM: Final = re.compile("合\\s*计|总\\s*计|小\\s*计")
#: Two columns are a list of names and figures, which needs no head.
_FEWEST_COLUMNS, _MOST_COLUMNS, _MOST_BEHIND = 3, 7, 2
_FEWEST_ROWS: Final = 2


def line_tables(text: str) -> tuple[tuple[tuple[Place, ...], ...], ...]:
    r"""Return the tables of ``text`` as rows of places, the head first.

    >>> (table,) = line_tables("序号\n内容\n金额（万元）\n1\n设备\n30\n2\n培训\n5\n合计\n35\n以上为拨款。")
    >>> [len(row) for row in table]
    [3, 3, 3, 3]
    """
    lines = [
        (m.start() + len(m[0]) - len(m[0].lstrip()), m.start() + len(m[0].rstrip())) for m in _lines(text)
    ]
    lines = [(start, max(start, end)) for start, end in lines]
    words = [text[start:end] for start, end in lines]
    found: list[tuple[tuple[Place, ...], ...]] = []
    position = 0
    for index, word in enumerate(words):
        if index < position or not MONEY_HEAD.fullmatch(word):
            continue
        before = _heads(words, range(index - 1, max(-1, index - _MOST_COLUMNS), -1))
        behind = _heads(words, range(index + 1, min(len(words), index + 1 + _MOST_BEHIND)))
        best: list[tuple[Place, ...]] = []
        last = index
        for first in range(1, before + 1):
            for more in range(behind + 1):
                if first + 1 + more < _FEWEST_COLUMNS:
                    continue
                rows, end = _rows(words, lines, index + more + 1, first, first + 1 + more)
                if len(rows) > len(best):
                    head = tuple(lines[index - first : index + more + 1])
                    best, last = [head, *rows], end
        if len(best) > _FEWEST_ROWS:
            found.append(tuple(best))
            position = last
    return tuple(found)


def _lines(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"[^\n]*\n|[^\n]+", text))


def _heads(words: Sequence[str], indices: range) -> int:
    """Count the lines in a row that may be a column's head."""
    count = 0
    for index in indices:
        if not _HEAD.fullmatch(words[index]):
            break
        count += 1
    return count


def _rows(
    words: Sequence[str], lines: Sequence[Place], start: int, money: int, columns: int
) -> tuple[list[tuple[Place, ...]], int]:
    """Return the rows from line ``start`` on, whose cell ``money`` is a figure, and the line behind them."""
    rows: list[tuple[Place, ...]] = []
    while start + columns <= len(words):
        cells = words[start : start + columns]
        named = any(_NAME.fullmatch(cell) for cell in cells[:money])
        if not (named and _FIGURE.fullmatch(cells[money])):
            break
        rows.append(tuple(lines[start : start + columns]))
        start += columns
    # 合计 and its figure, the cells between them left out
    if rows and start < len(words) and _SUM.fullmatch(words[start]):
        figure = next((at for at in range(start + 1, min(len(words), start + columns)) if words[at]), None)
        if figure is not None and _FIGURE.fullmatch(words[figure]):
            empty = (lines[start][1], lines[start][1])
            row = [lines[start], *[empty] * (columns - 1)]
            row[money] = lines[figure]
            rows.append(tuple(row))
            start = figure + 1
    return rows, start
