"""Functional codes (类-款-项, 201–239) and economic codes (类-款, 301–399, 501–599) in code columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from nlp.outline.headings import squeeze

#: 政府收支分类科目: 类 has three digits, 款 and 项 two each.
_WIDTHS: Final = (3, 2, 2)
_DIGITS: Final = re.compile(r"[\d\s.\-]+$")


@dataclass(frozen=True, slots=True)
class Code:
    """A code "206-02-06"; ``damaged`` says that it was not written whole."""

    text: str | None
    damaged: bool = False


@dataclass
class CodeReader:
    """Reads the code cells of successive rows; merged (blank) upper levels come from the row above."""

    last: tuple[str, ...] = ()

    def read(self, cells: list[str]) -> Code:
        """Return the code of one row's code cells, leftmost 类."""
        filled = [squeeze(cell) for cell in cells]
        written = [cell for cell in filled if cell]
        if not written or not all(_DIGITS.match(cell) for cell in written):
            return Code(None)
        if (len(written) == 1 and len(re.sub(r"\D", "", written[0])) > 3) or len(cells) == 1:
            return self._whole(written[0])
        parts: list[str] = []
        damaged = False
        depth = max(i for i, cell in enumerate(filled) if cell)
        for level in range(min(depth, 2) + 1):
            cell = re.sub(r"\D", "", filled[level])
            if not cell:
                if level < len(self.last):
                    cell = self.last[level]
                else:
                    return Code(None, damaged=True)
            width = _WIDTHS[level]
            if level and len(cell) < width:
                cell, damaged = cell.zfill(width), True
            if len(cell) != width:
                return Code(None, damaged=True)
            parts.append(cell)
        if not _in_domain(parts[0]):
            return Code(None, damaged=True)
        self.last = tuple(parts)
        return Code("-".join(parts), damaged)

    def _whole(self, cell: str) -> Code:
        digits = re.sub(r"\D", "", cell)
        if len(digits) not in (3, 5, 7) or not _in_domain(digits[:3]):
            return Code(None, damaged=True)
        parts = tuple(part for part in (digits[:3], digits[3:5], digits[5:7]) if part)
        self.last = parts
        return Code("-".join(parts))


def _in_domain(first: str) -> bool:
    """Functional classes are 2xx (基金 included), economic ones 3xx and 5xx."""
    return len(first) == 3 and first[0] in "235"
