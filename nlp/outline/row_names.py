"""The project's name in a form's row that has other labels beside it: 项目名称 | 某某 | 项目类别 | 经常性."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nlp.outline.form_labels import field_of
from nlp.outline.headings import heading_config, squeeze
from nlp.outline.section_words import heading_kind

#: What parts the cells of a row.
_APART: Final = re.compile(r"[ \u3000]*[\t|｜][\t|｜ \u3000]*|[ \u3000]{2,}|\u3000")
_LABEL: Final = re.compile(r"[\u4e00-\u9fff（）()/]{2,14}[：:]?")
#: A cell of a table's head: what stands below it is a list of projects.
_HEAD: Final = re.compile(
    r".*(?:预算|拨款|资金|金额|经费|收入|支出|科目|编码|代码|类别|性质|单位|部门|日期|时间|依据|目标|内容|合计|小计|备注|数)"
    r"(?:[（(][^（()）]*[)）])?"
)
_FEWEST, _MOST = 4, 8
_LONGEST: Final = 200


def name_in_row(line: str) -> tuple[int, int] | None:
    """Return where the name stands in a row of labels, each with its value on its right.

    At least one label beside the name's must be known, and no value may be a label or a column's head.

    >>> line = "项目名称\\t灯具更换\\t项目类别\\t一次性"
    >>> line[slice(*(name_in_row(line) or (0, 0)))]
    '灯具更换'
    >>> name_in_row("项目名称\\t功能科目\\t实施单位\\t预算数") is None
    True
    """
    cells = _cells(line) if len(line) <= _LONGEST else []
    if len(cells) % 2 or not _FEWEST <= len(cells) <= _MOST:
        return None
    words = [squeeze(line[a:b]) for a, b in cells]
    labels, values = words[::2], words[1::2]
    place = next((i for i, label in enumerate(labels) if _is_name(label)), None)
    if place is None or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    others = [*labels[:place], *labels[place + 1 :]]
    if not any(_is_label(label) for label in others) or any(_is_name(label) for label in others):
        return None
    if any(_is_label(value) or value.endswith(("：", ":")) for value in values):
        return None
    beside = [*values[:place], *values[place + 1 :]]
    return None if _all_heads(beside) else cells[2 * place + 1]


def _cells(line: str) -> list[tuple[int, int]]:
    cells: list[tuple[int, int]] = []
    start = 0
    for gap in [*((m.start(), m.end()) for m in _APART.finditer(line)), (len(line), len(line))]:
        if line[start : gap[0]].strip():
            cells.append((start, gap[0]))
        start = gap[1]
    return cells


def _is_name(label: str) -> bool:
    return label.rstrip("：:") in heading_config().narrative.name_labels


def _is_label(words: str) -> bool:
    bare = words.rstrip("：:")
    return heading_kind(bare) is not None or field_of(bare) is not None


def _all_heads(values: Sequence[str]) -> bool:
    return all(_HEAD.fullmatch(value) for value in values)
