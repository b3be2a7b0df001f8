"""Lists of labels that describe projects: where one begins whose 项目名称 does not stand first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from nlp.outline.headings import heading_config, numbering, squeeze, unwrap
from nlp.outline.narrative_names import SENTENCE, heads_one_nameless, trimmed
from nlp.outline.section_marks import marks_in

#: 项目代码：…, 【序号】…, 项目代码 | …, and columns that blanks make.
_LABEL: Final = re.compile(
    r"[\s|｜]*[【〖「『\[〔]?\s*(?P<label>[\u4e00-\u9fff]{2,8})(?:[（(][^（()）]{1,8}[)）])?\s*"
    r"(?:[：:】〗」』\]〕|｜\t]|\u3000|\s{2})"
)
_MAX_TITLE: Final = 60
#: Between a form's title and its labels: （2024年度）, 金额单位：万元, a row of nothing.
_UNDER_TITLE: Final = re.compile(
    r"[\s|｜]*+(?:[（(]?\s*+20\d\d\s*+年度?\s*+[)）]?[\s|｜]*+)?(?:[（(]?(?:金额)?单位\s*+[：:]\s*+[万亿]?元\s*+[)）]?[\s|｜]*+)?"
)
_ONE_OF_SEVERAL: Final = re.compile(r"[（(]第?[一二三四五六七八九十\d]{1,3}[项个]?[)）]$")


def first_line(
    lines: Sequence[str], floor: int, index: int, name: str, earlier: Sequence[tuple[int, int]] = ()
) -> int:
    """Return the line behind ``floor`` where the list begins that tells the name ``name`` on line ``index``.

    Labels that stand over the first list's name stand over the others' names, too; ``earlier`` are the lines
    where the lists before begin and where their names stand. A title that holds the name belongs to the list.

    >>> first_line(["二、项目", "项目代码：07", "项目名称：甲路照明"], 0, 2, "甲路照明")
    1
    >>> first_line(["甲路照明情况表", "", "项目名称 | 甲路照明"], -1, 2, "甲路照明")
    0
    """
    known = {
        match["label"]
        for first, at in earlier[:1]
        for line in lines[first:at]
        if (match := _LABEL.match(line))
    }
    first = index
    while first - 1 > floor and (match := _LABEL.match(lines[first - 1])):
        if earlier and match["label"] not in known:
            break
        first -= 1
    above = (i for i in range(first - 1, floor, -1) if not _UNDER_TITLE.fullmatch(lines[i]))
    over = next(above, None)
    if over is not None and heads_one_nameless(lines[over]):
        return over
    if over is None or len(lines[over]) > _MAX_TITLE or SENTENCE.search(lines[over]) or marks_in(lines[over]):
        return first
    return over if squeeze(name) in squeeze(lines[over]) or _titles_one(lines[over]) else first


def _titles_one(line: str) -> bool:
    """Tell whether a title is a form's that is filled in for one project, or one project's of several."""
    title = squeeze(unwrap(line))
    rule = heading_config().narrative
    alone = _ONE_OF_SEVERAL.sub("", title)
    numbered = alone != title and "项目" in title
    counter = numbering(title)
    if (counter is not None and counter.length == len(title)) or _counted_alone().fullmatch(title):
        return True
    return alone.endswith(rule.form_titles) or (numbered and trimmed(title).endswith(rule.closings))


@cache
def _counted_alone() -> re.Pattern[str]:
    """Return the pattern of a title that is a counter and nothing else: 重点项目之二, 项目3."""
    words = "|".join(sorted(heading_config().narrative.counters, key=len, reverse=True))
    return re.compile(rf"(?:{words})(?:之)?[一二三四五六七八九十\d]{{1,3}}[：:]?")
