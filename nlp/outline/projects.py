"""Projects whose headings no words tell: found by what stands below them, and the part that they stand in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from nlp.outline.evaluated import evaluated_name, tells_last_year, without_evaluation
from nlp.outline.form_labels import field_of
from nlp.outline.headings import Numbering, attached_end, detached, heading_config, part_kind, squeeze, unwrap
from nlp.outline.label_lists import first_line
from nlp.outline.name_labels import labelled_name
from nlp.outline.narrative_names import (
    SENTENCE,
    accounts_name,
    bare_name,
    heads_projects,
    name_end,
    name_in,
    names_none,
)
from nlp.outline.numbers import counted
from nlp.outline.row_marks import Mark
from nlp.outline.run_in import run_in_name
from nlp.outline.section_marks import marks_in
from nlp.outline.told import has_facts, has_sections, tells_basis

#: Parts that say what words mean or who does what, and those that tell of one kind of money or work.
_CLOSED: Final = frozenset({"contents", "terms", "functions", "matter"})
#: Parts in which paragraphs without sections are no projects, whatever facts they state.
_NO_PROSE: Final = frozenset({"compilation_notes", "other_matters", "units", "tables", "performance_forms"})
_MIN_NAME, _MAX_NAME = 2, 40
#: The styles of headings that are not numbered: a line of its own, a label 项目名称：, 项目一.
_BARE, _LABEL, _PROJECT = "bare", "label", "project"
#: The first line of a region that no heading stands over: a document's front.
NO_HEADING: Final = -1
#: Numbers of the highest rank, whatever is open.
_TOP: Final = ("annex", "part-部")
_MAIN: Final = "cn"
_TITLE_END: Final = re.compile("[：:。]")
#: A line under a heading: （省级专项资金）.
_BRACKETED: Final = re.compile(r"\s*[（(][^（()）]*[)）]\s*")
#: Lines of prose between a heading and the first section.
_PROSE_OVER: Final = 3
_CLOSING: Final = '：: \u3000】〗〕]」』）)|｜\t”"'
#: A fact of siblings that is enough where others of them tell all.
_SIBLING_FACTS: Final = 1
#: 重点项目情况及绩效目标: the projects themselves, their targets beside them.
_WITH_TARGETS: Final = re.compile(r"项目(?:经费|资金|支出)?情况(?:说明)?[及和与、](?:项目)?绩效")


@dataclass(frozen=True, slots=True)
class Region:
    """The lines ``[first, last)`` of a part that no narrative is in; its heading stands on the first.

    ``first`` is NO_HEADING where the part has none.
    """

    first: int
    last: int
    kind: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """A heading that may be a project's: ``lines[line][start:end]`` is its name, ``depth`` its rank.

    ``first`` is the line where what it heads begins: other labels may stand over 项目名称：某某. ``parent``
    is the index of the heading over it; ``kinds`` are those of the parts that it stands in. ``runs_in``: text
    goes on behind it on its line. ``evaluated``: it is over one project's evaluation.
    """

    line: int
    start: int
    end: int
    style: str
    depth: int
    first: int
    parent: int | None
    kinds: frozenset[str]
    runs_in: bool
    evaluated: bool = False


@dataclass(frozen=True, slots=True)
class Project:
    """A project from its heading to the line ``last`` (exclusive).

    ``part`` is the line of the heading over it.
    """

    head: Head
    last: int
    part: int | None


@dataclass
class _Open:
    """A heading that is open: its number, its index among the heads, the kind of part that it opens."""

    style: str
    value: int | None
    index: int | None
    kind: str | None


@dataclass
class _Reader:
    lines: Sequence[str]
    region: Region
    skip: Callable[[int], bool]
    heads: list[Head] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)  # the sections since the last heading

    def read(self) -> list[Head]:
        over = self.lines[self.region.first] if self.region.first != NO_HEADING else ""
        number = counted(over)
        kind = "matter" if _is_matter(over) else self.region.kind
        self.open = [_Open(number.style if number else "", number.value if number else None, None, kind)]
        for index in range(self.region.first + 1, self.region.last):
            line = self.lines[index]
            if not line.strip():
                continue
            here = marks_in(line)
            found = (
                _label_head(line)
                or self._label_over(index)
                or (None if self.skip(index) else self._head(index, here))
            )
            if found is None:
                self.marks += here
            else:
                self._add(index, *found)
        return self.heads

    def _add(self, index: int, start: int, end: int, style: str, value: int | None) -> None:
        styles = [each.style for each in self.open]
        if style == _MAIN and style not in styles and value != 1:
            # 五、 behind （三）: the list that it goes on has begun further above.
            del self.open[next((i for i, each in enumerate(styles) if each not in _TOP), len(styles)) :]
        elif style in styles or style in _TOP:
            del self.open[styles.index(style) if style in styles else 0 :]
        line = self.lines[index]
        first = self._first(index, line[start:end]) if style == _LABEL else index
        if style == _LABEL and first == index and _label_head(line) is None:
            first = self._first(index - 1, line[start:end])  # the label stands above
        over: frozenset[str] = frozenset()
        if self.heads and self.heads[-1].line >= first:  # the title of the list
            over = self.heads.pop().kinds
            self.open = [each for each in self.open if each.index != len(self.heads)]
        parent = next((each.index for each in reversed(self.open)), None)
        kinds = over | {each.kind for each in self.open if each.kind}
        evaluated = self._is_evaluated(line, start)
        own = None if evaluated else "matter" if _is_matter(line) else part_kind(line)
        if own:
            kinds |= {own}
        title = evaluated and _TITLE_END.search(line.rstrip(_CLOSING), end) is None
        runs_in = not title and bool(line[end:].strip(_CLOSING))
        head = Head(index, start, end, style, len(self.open), first, parent, kinds, runs_in, evaluated)
        self.heads.append(head)
        self.open.append(_Open(style, value, len(self.heads) - 1, own))
        self.marks = []

    def _label_over(self, index: int) -> tuple[int, int, str, int | None] | None:
        """Return the name that stands below its label, each on a line of its own."""
        line = self.lines[index].strip()
        above = self.lines[index - 1].strip().rstrip("：:") if index > self.region.first + 1 else ""
        if above not in heading_config().narrative.name_labels or marks_in(line) or field_of(line):
            return None
        start = self.lines[index].find(line)
        return (start, start + len(line), _LABEL, None) if _may_be_name(line) else None

    def _is_evaluated(self, line: str, start: int) -> bool:
        """Tell whether a heading is over one project's evaluation, and no heading over it of another year."""
        told = evaluated_name(_TITLE_END.split(line[start:].rstrip(), maxsplit=1)[0]) is not None
        return told and not any(
            tells_last_year(self.lines[self.heads[each.index].line])
            for each in self.open
            if each.index is not None
        )

    def _head(self, index: int, here: Sequence[Mark]) -> tuple[int, int, str, int | None] | None:
        """Return name, style and number of the heading on line ``index``, if it is one and no section's."""
        line = self.lines[index]
        if here and heads_projects(_TITLE_END.split(detached(line), maxsplit=1)[0]):
            here = ()  # （四）项目支出说明：其中金额较大的如下
        label = labelled_name(line)
        if label:
            return label.start, name_end(line, label.start, label.end), _PROJECT, None
        number = counted(line)
        start, end = name_range(line, number)
        if number is not None and not here and (name := run_in_name(self.lines, index, number)):
            start, end = name
        if not _may_be_name(line[start:end]):
            return None
        if number is None:
            return (start, end, _BARE, None) if self._stands_over(index, here) else None
        level = next((each for each in self.open if each.style == number.style), None)
        counts_on = level is not None and level.value is not None and number.value == level.value + 1
        if here and not (number.style.startswith("part") or (counts_on and here[0].alone)):
            return None
        last = next((mark for mark in reversed(self.marks) if mark.style == number.style), None)
        if last is not None and last.value is not None and number.value == last.value + 1:
            return None  # an unknown section of the narrative that is open
        return start, end, number.style, number.value

    def _stands_over(self, index: int, here: Sequence[Mark]) -> bool:
        """Tell whether sections begin anew below a line without a number: it is their heading.

        What says 项目 may stand over some lines of prose first.
        """
        line = self.lines[index].rstrip()
        if _BRACKETED.fullmatch(line):
            return False
        reach = _PROSE_OVER if bare_name(line) is not None and not self.marks else 1
        below = [
            each
            for each in self.lines[index + 1 : index + 2 * reach + 3]
            if each.strip() and not _BRACKETED.fullmatch(each)
        ]
        following = next(filter(None, map(marks_in, below[:reach])), [])
        cut = line[-1:] in "，、；,;：:" or (line.endswith("。") and bare_name(line[:-1]) is None)
        if here or not following or following[0].inside or cut:
            return False
        return not self.marks or following[0].kind in {mark.kind for mark in self.marks}

    def _first(self, index: int, name: str) -> int:
        """Return the first line of the list of labels that 项目名称 stands in."""
        lists = [(head.first, head.line) for head in self.heads if head.style == _LABEL]
        # A form's own title may be the heading of the part that it stands in.
        part = self.region.first - (self.region.kind == "performance_forms")
        floor = max((at for _, at in lists), default=part)
        return first_line(self.lines, floor, index, name, lists)


def name_range(line: str, number: Numbering | None) -> tuple[int, int]:
    """Return where a heading's name stands, without number, endings and outer marks."""
    start = attached_end(line, number.length if number else 0)
    bare = line[start:].rstrip("：: \u3000")
    bare = bare[:-1] if bare.endswith("。") and bare_name(bare[:-1]) else bare  # 灯具更换项目。
    inner = unwrap(bare)
    start += line[start:].find(inner)
    start += len(inner) - len(inner.lstrip())
    end = start + len(inner.strip())
    found = name_in(line[start:end]) or accounts_name(line[start:end]) or evaluated_name(line[start:end])
    if found and found.end > found.start and not found.behind_colon:
        return start + found.start, start + found.end
    return start, name_end(line, start, end)


#: 《某某条例》等 is a document, not what it is about.
_DOCUMENT: Final = re.compile("《[^《》]+》[等；;]?")


def _may_be_name(name: str) -> bool:
    bare = squeeze(name)
    return (
        _DOCUMENT.fullmatch(bare) is None
        and _MIN_NAME <= len(bare) <= _MAX_NAME
        and SENTENCE.search(bare) is None
        and re.search(r"[：:|\t?]|\d[\d.,]*[万亿]?元$", bare) is None
    )


def _label_head(line: str) -> tuple[int, int, str, int | None] | None:
    label = labelled_name(line)
    return (label.start, label.end, _LABEL, None) if label and not label.counted else None


def _is_matter(line: str) -> bool:
    """Tell whether a heading is over one kind of money or work: 三公, 政府采购, 绩效."""
    bare = squeeze(line)
    matter = len(bare) <= _MAX_NAME and any(word in bare for word in heading_config().narrative.matters)
    return matter and not _WITH_TARGETS.search(bare)


def projects_in(lines: Sequence[str], region: Region, skip: Callable[[int], bool]) -> tuple[Project, ...]:
    """Return the projects of a region, in order; ``skip`` tells the lines of tables.

    >>> lines = ["三、专项情况", "A. 村医补贴", "依据：《甲办法》", "承担：乙局", "经费：5万元", "四、其他"]
    >>> [lines[p.head.line] for p in projects_in(lines, Region(0, 6, None), lambda _: False)]
    ['A. 村医补贴']
    """
    heads = _Reader(lines, region, skip).read()
    ends = [
        next((later.first for later in heads[i + 1 :] if later.depth <= head.depth), region.last)
        for i, head in enumerate(heads)
    ]
    good = [
        not _is_closed(head)
        and _may_open(lines, head)
        and has_sections(lines, head.line + 1, end)
        and not _stands_inside(lines, region, head, end)
        and (not is_form(head) or tells_basis(lines, head.line + 1, end))
        for head, end in zip(heads, ends, strict=True)
    ]
    good = _innermost(lines, heads, ends, good)
    siblings = {(head.parent, head.style) for head, each in zip(heads, good, strict=True) if each}
    # 项目一 has sections, 项目二 is told in prose.
    open_to_facts = [
        not siblings or (head.style == _PROJECT and (head.parent, head.style) in siblings) for head in heads
    ]
    if any(may and not each for may, each in zip(open_to_facts, good, strict=True)):
        told = _by_facts(lines, heads, ends)
        good = [each or (may and facts) for each, may, facts in zip(good, open_to_facts, told, strict=True)]
    return tuple(
        Project(head, end, None if head.parent is None else heads[head.parent].line)
        for head, end, told in zip(heads, ends, good, strict=True)
        if told
    )


def _is_closed(head: Head) -> bool:
    # 项目一：某某 is a project in so many words, whatever its part is about: 第四部分 项目绩效自评情况.
    told = "narratives" in head.kinds or head.style in (_PROJECT, _LABEL) or head.evaluated
    return bool(head.kinds & (_CLOSED - {"matter"} if told else _CLOSED))


def _stands_inside(lines: Sequence[str], region: Region, head: Head, end: int) -> bool:
    """Tell whether the sections below a heading go on with those above it: an item of one of them.

    二、立项依据 | 1.甲规划 | 2.乙规划 | 三、实施主体: the last item is over no project of its own.
    """
    below = (mark for line in lines[head.line + 1 : end] for mark in marks_in(line) if mark.style)
    first = next(below, None)
    if first is None or first.value is None:
        return False
    above = (mark for line in lines[region.first + 1 : head.line] for mark in marks_in(line))
    last = next((mark.value for mark in reversed(list(above)) if mark.style == first.style), None)
    return last == first.value - 1


def is_form(head: Head) -> bool:
    """Tell whether a head is of a list of labels among the targets: a form, which is rarely a narrative."""
    among = bool(head.kinds & {"performance_forms", "matter"}) and "narratives" not in head.kinds
    return head.style == _LABEL and among


def _may_open(lines: Sequence[str], head: Head) -> bool:
    """Tell whether a heading may name one project."""
    name = lines[head.line][head.start : head.end]
    return head.style == _LABEL or not names_none(name, strict=True)


def _innermost(
    lines: Sequence[str], heads: Sequence[Head], ends: Sequence[int], good: Sequence[bool]
) -> list[bool]:
    """Leave the innermost headings over sections, but no heading inside of a project's section."""
    left = list(good)
    for index, head in enumerate(heads):
        if not left[index]:
            continue
        inner = [i for i in range(index + 1, len(heads)) if left[i] and heads[i].line < ends[index]]
        if not inner:
            continue
        if has_sections(lines, head.line + 1, heads[inner[0]].first):
            for each in inner:
                left[each] = False
        else:
            left[index] = False
    return left


def _is_about_projects(lines: Sequence[str], heads: Sequence[Head], head: Head) -> bool:
    """Tell whether the heading over a head is over projects: 五、重点项目情况, （四）项目支出说明：…."""
    if head.parent is None:
        return False
    over = lines[heads[head.parent].line]
    return heads_projects(_TITLE_END.split(detached(over), maxsplit=1)[0], also=("情况",))


def _by_facts(lines: Sequence[str], heads: Sequence[Head], ends: Sequence[int]) -> list[bool]:
    """Tell the headings over paragraphs that state a project's facts: siblings of which two tell enough.

    In a part that says that it is about projects, or over projects' evaluations, one is enough.
    """
    texts = [
        "\n".join([lines[h.line][h.end :], *lines[h.line + 1 : end]])
        for h, end in zip(heads, ends, strict=True)
    ]
    texts = [without_evaluation(text) if h.evaluated else text for h, text in zip(heads, texts, strict=True)]
    parents = {head.parent for head in heads}
    leaves = [
        not _is_closed(head)
        and (not head.kinds & _NO_PROSE or head.evaluated or _is_about_projects(lines, heads, head))
        and head.style not in (_BARE, _LABEL)
        and _may_open(lines, head)
        and index not in parents
        for index, head in enumerate(heads)
    ]
    full = [leaf and has_facts(text) for leaf, text in zip(leaves, texts, strict=True)]
    complete = (head for head, all_told in zip(heads, full, strict=True) if all_told)
    tell_all = Counter((head.parent, head.style) for head in complete)
    told: list[bool] = []
    for index, head in enumerate(heads):
        about = "narratives" in head.kinds or head.evaluated or _is_about_projects(lines, heads, head)
        enough = tell_all[head.parent, head.style] >= (1 if about else 2)
        told.append(enough and leaves[index] and has_facts(texts[index], _SIBLING_FACTS))
    return told
