"""Whose document it is: the organisation that a label, a title, the line above it or a caption names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from nlp.outline.cover import cover_config, cover_lines, is_title, title_lines, title_page
from nlp.outline.headings import heading_config, numbering, squeeze
from nlp.outline.model import BudgetTable
from nlp.outline.unit_names import is_unit_name
from nlp.values.words import any_of

_COVER_LINES: Final = 40
_SHORTEST: Final = 4
_LONGEST: Final = 50
_YEAR: Final = r"(?:20\d\d年度?|二[〇○零][一二三四五六七八九〇○零]{2}年度?)"
#: 2024年某局部门预算公开: the year in front.
_YEAR_FIRST: Final = re.compile(rf"^{_YEAR}")
_FROM_YEAR: Final = re.compile(rf"{_YEAR}.*$")
_FROM_PLAN: Final = re.compile(r"(?:部门|单位)?(?:预算|决算).*$")
#: 公开01表, 表八
_TABLE: Final = re.compile(r"公开\s*\d|表[\d一二三四五六七八九十]")
_BRACKETS: Final = re.compile(r"[（(][^（()）]*[)）]$")


def organisation(lines: list[str], tables: tuple[BudgetTable, ...]) -> str | None:
    """Return the organisation that the cover names by a label or in its title, else a caption of a table.

    A title that names but a place (某县2026年部门预算) leaves the word to the captions.
    """
    titled = [name for title in title_lines(lines, tables) if (name := _in_title(title))]
    sure = (_in_full(name, lines) for name in titled if is_unit_name(name) and not _is_place(name))
    return (
        _over_several_lines(title_page(lines))
        or _labelled(lines[: len(front)] if (front := title_page(lines)) else lines[:_COVER_LINES])
        or next(sure, None)
        or _above_title(lines)
        or _labelled(lines)
        or next((name for name in titled if not _is_place(name) or not _captioned(lines)), None)
        or _captioned(lines)
    )


#: A place alone on its line: the name of its office goes on below.
_PLACE_LINE: Final = re.compile(r"[\u4e00-\u9fff]{2,16}(?:省|市|自治区|区|县|旗|镇|乡|人民政府)")
_MOST_LINES: Final = 4


def _over_several_lines(front: list[str]) -> str | None:
    """Return the name that a title page cuts into lines: 某市某区 | 某某街道办事处2025 | 年度部门决算."""
    for index, line in enumerate(front):
        if _PLACE_LINE.fullmatch(line) is None or (index and front[index - 1]):
            continue
        title = ""
        for each in front[index : index + _MOST_LINES]:
            if not each or "：" in each:
                break
            title += each
            name = _in_title(title) if is_title(title) else None
            if name is not None and name != line and name.startswith(line) and is_unit_name(name):
                return name
    return None


def _labelled(lines: list[str]) -> str | None:
    """Return the first name behind 预算主管部门： and the like."""
    labels = any_of(cover_config().organisation_labels)
    return next(_behind_labels(lines, labels), None)


def _captioned(lines: list[str]) -> str | None:
    """Return the name that most captions of tables have behind 部门： or 单位：."""
    labels = any_of(cover_config().caption_labels)
    names = Counter(name for name in _behind_labels(lines, labels) if is_unit_name(name))
    return names.most_common(1)[0][0] if names else None


def _in_full(name: str, lines: list[str]) -> str:
    """Return the longer name of the same organisation that a caption gives: with its district."""
    labels = any_of((*cover_config().organisation_labels, *cover_config().caption_labels))
    whole = (each for each in _behind_labels(lines, labels) if each.endswith(name) and is_unit_name(each))
    return next(whole, name)


def _behind_labels(lines: list[str], labels: str) -> Iterator[str]:
    labelled = re.compile(
        rf"^(?:{labels})\s*(?:[（(][^）)]*[)）])?\s*[：:]\s*(\S[^\t|]*?)(?:\s{{2,}}.*|\t.*|\s*(?:金额)?单位[：:].*)?$"
    )
    for line in lines:
        if (match := labelled.match(line)) and 2 <= len(match[1]) <= _LONGEST:
            yield squeeze(match[1])


def _in_title(title: str) -> str | None:
    """Return what a title says in front of the plan: 某局2026年部门预算, 2026年某局部门预算公开.

    A title of one of the document's tables or parts names nobody.
    """
    number = numbering(title)
    name = _YEAR_FIRST.sub("", title[number.length :] if number else title)
    name = _FROM_PLAN.sub("", _FROM_YEAR.sub("", name))
    part = _TABLE.match(name) or any(word in name for word in cover_config().no_owner)
    return name if _SHORTEST <= len(name) <= _LONGEST and not part else None


def _is_place(name: str) -> bool:
    return name.endswith(cover_config().places)


def _above_title(lines: list[str]) -> str | None:
    """Return the name on the cover line above a title that has none: "某某局", then "2021年度部门预算"."""
    above = ""
    owners = heading_config().narrative.owners
    for line in cover_lines(lines):
        bare = _BRACKETS.sub("", above)
        named = bare.endswith(owners) or is_unit_name(bare)
        if is_title(line) and not is_title(above) and named and _SHORTEST <= len(above) <= _LONGEST:
            return above
        above = line or above
    return None
