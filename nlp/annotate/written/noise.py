"""Noise as recognition and page layout make it, with every mark kept on its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import Final

from nlp.annotate.written.marks import Mark

#: (position, length taken away, characters put there); edits do not overlap.
Edit = tuple[int, int, str]
_WIDE: Final = {ord(c): ord(c) + 0xFEE0 for c in "0123456789.,%"}
_NARROW: Final = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")"}
_HAN: Final = r"[\u4e00-\u9fff]"


def spaces(text: str, rng: Random) -> list[Edit]:
    """Put blanks inside numbers and between a number and its unit."""
    places = [m.start() for m in re.finditer(r"(?<=[\d.,，])(?=[\d万元%年月])", text)]
    return [(at, 0, " ") for at in places if rng.random() < 0.12]


def letter_spaces(text: str, rng: Random) -> list[Edit]:
    """Put blanks between characters of a line, as justified print gives them."""
    places = [m.start() for m in re.finditer(rf"(?<={_HAN})(?={_HAN})", text)]
    return [(at, 0, " ") for at in places if rng.random() < 0.02]


def line_ends(text: str, rng: Random) -> list[Edit]:
    """Break long lines at a fixed width, wherever that falls: in names, numbers and titles."""
    edits: list[Edit] = []
    width = rng.randint(30, 42)
    position = 0
    for line in text.split("\n"):
        if "\t" not in line and "|" not in line:
            last = len(line) - 4
            edits += [(position + at, 0, "\n") for at in range(width, last, width) if _breakable(line, at)]
        position += len(line) + 1
    return edits


def _breakable(line: str, at: int) -> bool:
    """Tell whether print breaks a line here: no mark begins a line, no word of Latin letters is cut."""
    before, after = line[at - 1], line[at]
    return after not in "，。、；：》）％%”" and not (before + after).isspace() and before not in "《（“ "


def full_width(text: str, rng: Random) -> list[Edit]:
    """Write some numbers in full-width digits."""
    found = list(re.finditer(r"\d[\d.,]*%?", text))
    return [
        (m.start(), len(m[0]), m[0].translate(_WIDE)) for m in found if rng.random() < 0.4 and "," not in m[0]
    ]


def narrow_marks(text: str, rng: Random) -> list[Edit]:
    """Write some full-width marks in half width, as typists do."""
    share = rng.choice([0.3, 0.8])
    found = re.finditer("[，；：（）]", text)
    return [(m.start(), 1, _NARROW[m[0]]) for m in found if rng.random() < share]


def zeros(text: str, rng: Random) -> list[Edit]:
    """Confuse 0 with O, and 〇 with ○ or O."""
    edits: list[Edit] = []
    for m in re.finditer(r"(?<=\d)0|〇", text):
        if rng.random() < 0.25:
            edits.append((m.start(), 1, "O" if m[0] == "0" else rng.choice("○OＯ")))
    return edits


KINDS: Final[dict[str, Callable[[str, Random], list[Edit]]]] = {
    "spaces": spaces,
    "letter_spaces": letter_spaces,
    "line_ends": line_ends,
    "full_width": full_width,
    "narrow_marks": narrow_marks,
    "zeros": zeros,
}


def add_noise(text: str, marks: Sequence[Mark], kind: str, rng: Random) -> tuple[str, tuple[Mark, ...]]:
    """Return the text with one kind of noise below its first line, and the marks moved with their words."""
    head = text.find("\n") + 1
    edits = [(at + head, cut, new) for at, cut, new in KINDS[kind](text[head:], rng)]
    headings = _headings(text)
    return apply_edits(text, marks, [e for e in edits if not any(a <= e[0] <= b for a, b in headings)])


def _headings(text: str) -> list[tuple[int, int]]:
    """Return the ranges of short lines that hold no number and no mark: headings are left alone."""
    found = re.finditer(r"^[^\n。；，\d]{1,18}$", text, flags=re.MULTILINE)
    return [m.span() for m in found]


def apply_edits(text: str, marks: Sequence[Mark], edits: Sequence[Edit]) -> tuple[str, tuple[Mark, ...]]:
    """Apply edits; what is put in at a mark's border stays outside it.

    >>> text, marks = apply_edits("由甲中心做", [Mark("BODY", 1, 4)], [(1, 0, " "), (2, 0, " "), (4, 0, " ")])
    >>> text, text[marks[0].start:marks[0].end]
    ('由 甲 中心 做', '甲 中心')
    """
    ordered = sorted(edits)
    pieces: list[str] = []
    position = 0
    for at, cut, new in ordered:
        pieces += [text[position:at], new]
        position = at + cut
    pieces.append(text[position:])
    moved = (
        replace(m, start=_moved(m.start, ordered, begins=True), end=_moved(m.end, ordered, begins=False))
        for m in marks
    )
    return "".join(pieces), tuple(moved)


def _moved(offset: int, edits: Sequence[Edit], *, begins: bool) -> int:
    """Return where an offset comes to lie; ``begins``: what is put in right there stays in front of it."""
    shift = 0
    for at, cut, new in edits:
        if at > offset or (at == offset and (cut or not begins)):
            break
        if cut and offset < at + cut:
            return at + shift + min(offset - at, len(new))
        shift += len(new) - cut
    return offset + shift
