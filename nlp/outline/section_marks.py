"""Where the sections of a narrative begin: headings in any numbering or marks, labels, rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp.outline.headings import Numbering, numbering
from nlp.outline.numbers import CN, numbers
from nlp.outline.row_marks import BARS, Mark, cells_of, row_marks
from nlp.outline.section_words import MAX_HEADING, heading_kind

#: Headings without number or mark, ended by a full stop or a blank alone: how many kinds of sections must be
#: headed so, that they are taken for headings.
#: Rows of so many kinds of sections are a form.
_FORM_ROWS: Final = 3
_BARE_STYLES: Final = {"stop": 2, "blank": 3}
_MARKS: Final = re.compile(r"[#*_■◆●▶►◇○★☆◎※>\s\u3000-]*(?:[【\[〖「『<＜〔]\s*)?")
_OPEN_MARK: Final = re.compile(r"[#*■◆●▶►◇○★☆◎※>【\[〖「『<＜〔]|__")
#: What may open around a heading's words, behind its number.
_OPENING: Final = re.compile(r"\s*+(?:[【\[〖「『<＜〔]|\*\*|__)?+\s*+")
#: The end of a heading's words.
_STOP: Final = re.compile(
    r"[：:|｜\t】\]〗」』>＞〕。；;，,？?]|\*\*|__|——|--|\s*$|[ \u3000]++(?=\S)|(?=[为是])"
)
#: Behind the words: a closing mark, a colon or a bar, and blanks; then the section's text.
_BEHIND: Final = re.compile(
    r"\s*+(?:[】\]〗」』>＞〕？?]|\*\*|__)*+\s*+(?:[：:|｜]|——|--)?+\s*+(?:\*\*|__)?+[ \t\u3000]*+"
)
#: Inside a line a section may begin behind the end of a sentence.
_INSIDE: Final = re.compile(
    r"(?<=[。；;])[ \u3000]*+(?=\S)|(?<![ \u3000])[ \u3000]{2,}+(?=\S)|(?<=\S)(?=[【〖])"
)
#: The cell of a row's number, or a number that a tab parts from its heading.
_NUMBER_ALONE: Final = rf"[（(]?(?:[{CN}]{{1,3}}|\d{{1,2}})[)）]?[、.．]?"
_LONGEST_OTHER: Final = 14
#: What a label tells in its own paragraph, and words of a paragraph that goes on with it.
_GOES_ON: Final = {
    "legal_basis": re.compile(r"[《〔]|\[20\d\d\]|号文?件?|依据|规定"),
    "implementing_body": re.compile("负责|承担|配合|实施|牵头"),
    "schedule": re.compile("至|完成|20\\d\\d"),
}
_SENTENCE: Final = re.compile(r"[。；;！？，,]")
#: The words of an unknown heading; 主要包括： and 具体如下： go on.
_LABEL: Final = re.compile(
    r"(?!其中|主要|包括|具体|如下|分别|一是|附)[\u4e00-\u9fff]{2,8}(?<!如下)(?<!包括)(?<![为是有])[：:]"
)


def heading_at(line: str, position: int = 0, *, inside: bool = False) -> Mark | None:
    """Return the section heading that stands at ``position`` of ``line``.

    >>> mark = heading_at("三、实施主体：某中心")
    >>> mark.kind, mark.style, mark.value, mark.body
    ('implementing_body', 'cn', 3, 7)
    >>> heading_at("实施主体由某中心担任") is None
    True
    """
    start = position
    marks = _MARKS.match(line, position)
    at = marks.end() if marks else position
    marked = _OPEN_MARK.search(line, start, at) is not None
    for number in numbers(line[at:]):
        found = _words(line, start, at + (number.length if number else 0), number, marked=marked)
        if found is not None:
            return replace(found, inside=inside)
    return None


def _words(line: str, start: int, at: int, number: Numbering | None, *, marked: bool) -> Mark | None:
    opening = _OPENING.match(line, at)
    at = opening.end() if opening else at
    marked = marked or (opening is not None and bool(opening[0].strip()))
    for stop in _STOP.finditer(line, at + 2, min(len(line), at + 2 * MAX_HEADING)):
        kind = heading_kind(line[at : stop.start()])
        if kind is None:
            continue
        if _may_stop(line, stop, number, marked=marked):
            style = number.style if number else "mark" if marked else None
        elif (bare := _bare_style(stop)) and not kind.weak:
            style = bare
        else:
            continue
        end = stop.end() if stop[0] and stop[0] in "】]〗」』>＞〕" else stop.start()
        body = _BEHIND.match(line, stop.start())
        first = body.end() if body else stop.end()
        if stop[0].strip() in ("。", "；", ";"):
            first = stop.end()
        elif not stop[0] and first < len(line):
            first = stop.end() + 1  # 为
        alone = not line[first:].strip()
        return Mark(kind.kind, style, number.value if number else None, start, end, first, kind.weak, alone)
    return None


def _may_stop(line: str, stop: re.Match[str], number: Numbering | None, *, marked: bool) -> bool:
    """Tell whether what ends the words ends a heading: a blank or 为 only behind a numbered one."""
    mark = stop[0].strip(" \u3000")
    if mark in ("，", ","):
        return False
    if not mark:
        at_end = stop.end() >= len(line) or not line[stop.start() :].strip()
        return at_end or number is not None
    if mark in ("。", "；", ";"):
        return number is not None or marked
    return True


def _bare_style(stop: re.Match[str]) -> str | None:
    """Return the style of a heading that nothing but a full stop or a blank sets off from its text."""
    if stop[0].strip(" \u3000") == "。":
        return "stop"
    return "blank" if stop[0] and not stop[0].strip(" \u3000") else None


def marks_in(line: str) -> list[Mark]:
    """Return all section headings of a line, in order."""
    if (
        (cells := cells_of(line))
        and len(cells) > 1
        and not re.fullmatch(_NUMBER_ALONE, line[slice(*cells[0])])
    ):
        return row_marks(line, cells)
    if len(cells) > 2:
        return row_marks(line, cells[1:])
    found = [mark] if (mark := heading_at(line)) else []
    for place in _INSIDE.finditer(line):
        mark = heading_at(line, place.end(), inside=True)
        if (
            mark
            # 经费：98万元。时间：6月至12月。: labels one after another
            and (not mark.weak or (bool(found) and re.match(r"\s*[：:]", line[mark.end :]) is not None))
            and not mark.alone
            and mark.style != "blank"
            and (not found or mark.start >= found[-1].body)
        ):
            if mark.style is None and not re.match(r"\s*[：:]", line[mark.end :]):
                continue
            found.append(mark)
    return found


@dataclass(frozen=True, slots=True)
class Placed:
    """A section of lines: its heading's and its text's places as (line, offset in the line)."""

    kind: str
    heading: str
    start: tuple[int, int]
    body: tuple[int, int]


def sections_of(lines: Sequence[str], first: int, last: int) -> list[Placed]:
    """Return where the sections of the lines ``first`` to ``last`` (exclusive) begin, in order.

    The headings of one style divide the narrative: of the style that knows most kinds of sections. A
    heading of another style counts where no heading of that style is of its kind, and only as far as its
    own part of the text goes.
    """
    found = [(index, mark) for index in range(first, last) if lines[index] for mark in marks_in(lines[index])]
    for bare, fewest in _BARE_STYLES.items():
        if len({mark.kind for _, mark in found if mark.style == bare}) < fewest:
            found = [(index, mark) for index, mark in found if mark.style != bare]
    if not found:
        return []
    style = _main_style([mark for _, mark in found])
    kinds = {m.kind for _, m in found if m.style == style and not m.weak}
    labels = [index for index, mark in found if _stands_apart(lines, first, index, mark)]
    alone = {lines[i][-1:] in ("：", ":") for i in labels}
    # 实施周期 | 3月, 本年预算 | 5万元: the rows of a form tell their kind, though 支出构成：… tells it again.
    form = len({mark.kind for _, mark in found if mark.style == "row"}) >= _FORM_ROWS
    by_line: dict[int, list[Mark]] = {}
    for index, mark in found:
        by_line.setdefault(index, []).append(mark)
    placed: list[Placed] = []
    parent: str | None = None  # the kind of the main style's section that is open
    opened: Mark | None = None  # the last heading
    guest: Mark | None = None  # the heading of another style inside of it
    expected = 1
    for index in range(first, last):
        line = lines[index]
        if guest is not None and _ends_guest(line, guest, lines[index - 1]):
            placed.append(Placed(parent or "other", line.strip()[:MAX_HEADING], (index, 0), (index, 0)))
            guest = None
        if style is None and index not in by_line and _ends_label(line, opened, lines[index - 1]):
            placed.append(Placed("other", line.strip()[:MAX_HEADING], (index, 0), (index, 0)))
            opened = None
        if style is None and index not in by_line and len(labels) > 1 and _is_label(lines, index, alone):
            placed.append(Placed("other", line.strip().rstrip("：:"), (index, 0), (index, len(line))))
            opened = None
        for mark in by_line.get(index, ()):
            main = mark.style == style
            if main and mark.weak and style is None and any(e.kind == mark.kind for e in placed):
                continue
            known = mark.kind in kinds and not (form and mark.style == "row")
            if not main and (mark.weak or known or not _welcome(mark, parent)):
                continue
            heading = line[mark.start : mark.end].strip("#*_ \u3000|")
            placed.append(Placed(mark.kind, heading, (index, mark.start), (index, mark.body)))
            opened = mark
            if main:
                parent, guest = mark.kind, None
                expected = (mark.value or expected) + 1
            else:
                guest = mark
        if index not in by_line and (other := _other(line, style, expected)):
            placed.append(Placed("other", line[:other], (index, 0), (index, min(other + 1, len(line)))))
            parent, guest = "other", None
            expected += 1
    follows = {each.start for each in placed if each.body != each.start}
    # The rest of a section that nothing is left of.
    return [e for e in placed if e.body != e.start or e.start not in follows]


def _main_style(marks: Sequence[Mark]) -> str | None:
    """Return the style of most kinds; of equals, the first."""
    kinds: dict[str | None, set[str]] = {}
    for mark in marks:
        told = kinds.setdefault(mark.style, set())
        if mark.kind != "other" and not (mark.weak and mark.style is None):
            told.add(mark.kind)
    return max(kinds, key=lambda style: len(kinds[style]))


def _welcome(mark: Mark, parent: str | None) -> bool:
    """Tell whether a heading of another style may open a section inside one of ``parent``'s kind."""
    if mark.kind in ("other", parent, "overview", "performance_goals"):
        return False
    if parent == "performance_goals":
        return False
    return parent != "annual_budget" or mark.style not in (None, "row")


def _stands_apart(lines: Sequence[str], first: int, index: int, mark: Mark) -> bool:
    """Tell whether a heading without number or mark is a line of its own behind an empty one."""
    over = index == first or not lines[index - 1].strip()
    return mark.style is None and mark.alone and over


def _is_label(lines: Sequence[str], index: int, colons: set[bool]) -> bool:
    """Tell whether an unknown heading stands as the known ones do that stand apart: 项目执行：, 盼望.

    ``colons`` tells whether these end with one; one that does not has text right below it.
    """
    line = lines[index].strip()
    if lines[index - 1].strip():
        return False
    if True in colons and _LABEL.fullmatch(line):
        return True
    below = lines[index + 1].strip() if index + 1 < len(lines) else ""
    return (
        colons == {False}
        and re.fullmatch("[\u4e00-\u9fff]{2,6}", line) is not None
        and len(below) > len(line)
    )


def _ends_label(line: str, label: Mark | None, before: str) -> bool:
    """Tell whether a paragraph behind an empty line is no more of what a label in the line told.

    项目依据：《某条例》。 has its text beside it; what follows apart cites nothing.
    """
    if label is None or label.alone or label.kind not in _GOES_ON or before.strip() or not line.strip():
        return False
    return label.style is None and _GOES_ON[label.kind].search(line) is None


def _ends_guest(line: str, guest: Mark, before: str) -> bool:
    """Tell whether the text of a heading of another style ends in front of ``line``."""
    if guest.inside:
        return True
    if not line.strip():
        return guest.style in (None, "row")
    if guest.style in (None, "row"):
        return numbering(line) is not None or BARS.search(line) is not None or before.endswith(("。", "；"))
    if guest.style == "mark":
        return _OPEN_MARK.match(line.lstrip()) is not None
    number = numbering(line)
    return number is not None and number.style == guest.style


def _other(line: str, style: str | None, expected: int) -> int | None:
    """Return where the words of an unknown heading end: numbered on, and short."""
    if style == "mark":
        bracketed = re.match(r"\s*[【〖〔「『]([^】〗〕」』。，]{2,14})[】〗〕」』]", line)
        return bracketed.end() if bracketed else None
    if style == "stop":
        sentence = re.match(r"\s*[\u4e00-\u9fff]{2,8}(?=。\S)", line)
        return sentence.end() if sentence else None
    number = numbering(line)
    if style is None or number is None or number.style != style or number.value != expected:
        return None
    stop = re.search(
        r"[：:。]|(?<=[\u4e00-\u9fff]{2})[ \u3000]+(?=\S{6})",
        line[number.length : number.length + _LONGEST_OTHER],
    )
    if stop and not _SENTENCE.search(line[number.length : number.length + stop.start()]):
        return number.length + stop.start()
    whole = len(line) <= 20 and not _SENTENCE.search(line[number.length :]) and line[-1] not in "，、,"
    return len(line.rstrip("：:")) if whole else None
