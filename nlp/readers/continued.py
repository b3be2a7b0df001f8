"""Tables that go on: whether rows below a page's end belong to the table above it, and which repeat its head.

One rule for every layout of a plain text: it sees rows of words, and the lines between two runs of rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: "（续）", "续表", "续表 3", "（接上页）", "续上表", with the table's own title or without.
_GOES_ON: Final = re.compile(
    r"(?P<before>.{0,60}?)(?:[（(【\[](?:[^（()）]{0,3}续[^（()）]{0,4}|接上[页表])[)）】\]]|(?<=表)续\d{0,2}$)(?P<unit>.{0,20})"
    r"|[（(]?(?:续上?表|接上[页表])[\s\d一二三四五六七八九十-]{0,6}[:：、]?(?P<after>.{0,60}?)[)）]?"
)
_UNIT: Final = re.compile(
    r"[（(]?(?:.{0,24}[\s\u3000])?(?:金额|计量|货币)?单位\s*[：:]\s*(?:人民币)?\S{0,2}元[)）]?"
)
_NUMBER: Final = re.compile(r"[-−+]?\d[\d,，]*(?:\.\d+)?[%％]?")
_YEAR: Final = re.compile(r"20\d\d")
_ORDINALS: Final = ("栏次", "行次")
_COUNTED: Final = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|其中")
#: The row that ends a table; 本年收入合计 and 人员经费合计 do not.
_LAST: Final = re.compile(r"(?:收入|支出|收支|收、支)?(?:[合总]计|合计数)")
_LONGEST_TITLE: Final = 160
#: How many lines with words above a table may be its title, its unit, its number.
_LINES_ABOVE: Final = 6


@dataclass(frozen=True, slots=True)
class Part:
    """A run of rows in the lines ``first`` to ``last`` of a text: every row's cells, blanks taken out."""

    first: int
    last: int
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Heads:
    """What a table's next part may repeat: its head and the lines above; ``first`` is its first body row."""

    above: frozenset[str]
    first: str


def is_mark_of_going_on(line: str) -> bool:
    """Tell whether a line says that a table goes on.

    >>> [is_mark_of_going_on(line) for line in ("表三 支出总表（续）", "续表", "后续工作")]
    [True, True, False]
    """
    return len(line) <= _LONGEST_TITLE and _GOES_ON.fullmatch(line.strip()) is not None


def heads_of(part: Part, lines: Sequence[str], marks: frozenset[int]) -> Heads:
    """Return what the next part of a table that begins with ``part`` may repeat."""
    above: list[str] = []
    for index in range(part.first - 1, -1, -1):
        if not lines[index].strip() or index in marks:
            continue
        if _tells_numbers(lines[index].split()):
            break  # a row of the table before
        above.append(squeezed(lines[index]))
        if len(above) == _LINES_ABOVE:
            break
    count = _count_of_heads(part.rows)
    rows = ["".join(row) for row in part.rows[: count + 1]]
    return Heads(frozenset((*above, *rows[:count])), "".join(rows[count:]))


def repeated_rows(
    heads: Heads, before: Part, part: Part, lines: Sequence[str], marks: frozenset[int]
) -> int | None:
    """Return how many rows of ``part`` only repeat the head of the table that ``before`` belongs to.

    ``None`` says that ``part`` is another table.
    """
    between = range(before.last + 1, part.first)
    told = [lines[index] for index in between if lines[index].strip() and index not in marks]
    going_on = [line for line in told if is_mark_of_going_on(line)]
    known = {line for line in told if squeezed(line) in heads.above}
    if not all(line in known or line in going_on or _UNIT.fullmatch(line.strip()) for line in told):
        return None
    if not all(_names_it(line, heads) for line in going_on):
        return None
    broken = bool(going_on) or any(index in marks or "\f" in lines[index] for index in between)
    broken = broken or "\f" in lines[part.first]
    repeated = _repeated(heads, part.rows)
    rest = part.rows[repeated:]
    if not repeated and not broken:
        return None
    if not all(_is_body(row) for row in rest[: _count_of_heads(rest)]):
        return None  # a head of its own
    last = before.rows[-1]
    only_sum = len(rest) == 1 and _ends(rest[0]) and _filled(rest[0])[:1] != _filled(last)[:1]
    ended = _ends(last) and "".join(last) != heads.first
    return None if ended and not going_on and not only_sum else repeated


def squeezed(line: str) -> str:
    """Return a line without its blanks."""
    return "".join(line.split())


def _names_it(line: str, heads: Heads) -> bool:
    """Tell whether a title that goes on names the table above it, or none."""
    found = _GOES_ON.fullmatch(line.strip())
    name = squeezed((found["before"] or found["after"] or "") if found else "")
    if len(name) < 3 or not heads.above:
        return True
    return any(name in above or (len(above) > 3 and above in name) for above in heads.above)


def _repeated(heads: Heads, rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows in front only repeat the head, or the lines above it."""
    known = ("".join(row) in heads.above or _UNIT.fullmatch(" ".join(row)) for row in rows)
    return next((count for count, each in enumerate(known) if not each), len(rows))


def _filled(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell for cell in row if cell)


def _count_of_heads(rows: Sequence[Sequence[str]]) -> int:
    """Count the rows in front that tell no number: the head's, or words of the body alone."""
    return next((index for index, row in enumerate(rows) if _tells_numbers(row)), len(rows))


def _tells_numbers(row: Sequence[str]) -> bool:
    filled = _filled(row)
    numbers = [cell for cell in filled if _NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell)]
    ordinal = len(numbers) > 1 and numbers == [str(at) for at in range(1, len(numbers) + 1)]
    return bool(numbers) and not (ordinal and (numbers == list(filled) or filled[0] in _ORDINALS))


def _is_body(row: Sequence[str]) -> bool:
    """Tell whether a row without numbers is one of a body: a label alone, or what is numbered."""
    filled = _filled(row)
    return len(filled) < 2 or any(_COUNTED.match(cell) for cell in filled)


def _ends(row: Sequence[str]) -> bool:
    filled = _filled(row)
    return bool(filled) and any(_LAST.fullmatch(cell) for cell in filled[:2])
