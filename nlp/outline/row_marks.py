"""Sections in the rows of a form: labels and values, money beside its label, the heads of indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlp.outline.form_labels import field_of
from nlp.outline.numbers import CN
from nlp.outline.section_words import heading_kind, is_indicator_head

#: So many heads of an indicator's columns in a row begin a table of indicators.
_FEWEST_INDICATOR_HEADS: Final = 2
BARS: Final = re.compile(r"[|｜\t]")
#: What stands in a cell that is a column's head.
_COLUMN_HEAD: Final = re.compile(
    r"(?:金额|内容|数量|单价|备注|合计|比例|占比|说明|单位|时间|标准|名称|资金|预算|万元|元|数|用途|[（(][^（()）]*[)）]|\s)+$"
)
_FIGURE: Final = re.compile(r"[\d.,，\s]+(?:[万亿]?元)?")
#: A cell that is a label and its value by itself.
_HAS_LABEL: Final = re.compile(r"[\u4e00-\u9fff（）()]{2,14}[：:]\s*\S")
#: The fields of a form that stand beside each other, and a label's unit.
_FORM_MONEY: Final = ("total", "annual")
#: The last of the heads of a form's columns whose figures stand below.
_MONEY_BELOW: Final = ("fiscal", "appropriation", "carry_over", "other")
_UNIT_BEHIND: Final = re.compile("[（(][万亿]?元[)）]$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A section's heading in a line: its words are ``line[start:end]``, its text begins at ``body``.

    ``style`` is its numbering, ``mark`` for 【】 and the like, ``row`` for a table's row, else ``None``.
    ``alone``: nothing follows on the line. ``inside``: the line begins with other words.
    """

    kind: str
    style: str | None
    value: int | None
    start: int
    end: int
    body: int
    weak: bool = False
    alone: bool = False
    inside: bool = False


def cells_of(line: str) -> list[tuple[int, int]]:
    """Return the ranges of the cells of a table's row that are not empty; of another line, one."""
    cells: list[tuple[int, int]] = []
    start = 0
    for bar in [*(m.start() for m in BARS.finditer(line)), len(line)]:
        if line[start:bar].strip():
            first = start + len(line[start:bar]) - len(line[start:bar].lstrip())
            cells.append((first, start + len(line[start:bar].rstrip())))
        start = bar + 1
    return cells


def row_marks(line: str, cells: Sequence[tuple[int, int]]) -> list[Mark]:
    """Return the sections of a row of labels and values: 实施单位 | 某中心 | 起止时间 | 2025年."""
    if money := _money_row(line, cells):
        return [money]
    if sum(is_indicator_head(line[a:b]) for a, b in cells) >= _FEWEST_INDICATOR_HEADS:
        # 年度绩效指标 | 指标值 | 分值 | 得分: what stands below is no money
        (a, b), at = cells[0], cells[-1][1]
        return [Mark("performance_goals", "row", None, a, b, at)]
    if all(_HAS_LABEL.match(line, a, b) for a, b in cells):
        return [mark for a, b in cells if (mark := _labelled_cell(line, a, b)) is not None]
    if len(cells) not in (2, 4, 6):
        return []
    values = [line[c:d] for c, d in cells[1::2]]
    if len(cells) > 2 and any(heading_kind(value) or _COLUMN_HEAD.fullmatch(value) for value in values):
        return []  # 阶段 | 起止时间 | 工作内容 | 付款比例: the head of a table
    marks: list[Mark] = []
    labels = [heading_kind(re.sub(rf"^[{CN}\d]+[、.．]|[：:]$", "", line[a:b])) for a, b in cells[::2]]
    for kind, (a, b), (c, d) in zip(labels, cells[::2], cells[1::2], strict=True):
        value = line[c:d]
        if kind is None or (heading_kind(value) and len(cells) == 2) or _COLUMN_HEAD.fullmatch(value):
            continue
        # A bare figure takes its unit from its label: 资金总额（万元） | 37.8.
        body = a if kind.kind == "annual_budget" and _FIGURE.fullmatch(value) else c
        marks.append(Mark(kind.kind, "row", None, a, b, body, kind.weak and len(cells) == 2))
    return marks


def _labelled_cell(line: str, start: int, end: int) -> Mark | None:
    """Return the section that a cell is by itself: 起止时间：3月至10月 beside another such cell.

    It has the style of a line that holds one such cell.
    """
    words, colon, value = re.sub(":", "：", line[start:end]).partition("：")
    kind = heading_kind(words) if colon and value.strip() else None
    if kind is None:
        return None
    body = start if kind.kind == "annual_budget" and _FIGURE.fullmatch(value) else start + len(words) + 1
    return Mark(kind.kind, None, None, start, start + len(words), body, kind.weak)


def _money_row(line: str, cells: Sequence[tuple[int, int]]) -> Mark | None:
    """Return the section of money that a form's row opens; its labels tell the figures' roles.

    中期资金总额 | 240.00 | 年度资金总额 | 90.00; 项目资金 | 年初预算数 | 全年预算数;
    支出明细（万元） | 展柜 | 12.8; 年度资金 | 年度资金总额 | 30.00; 年度资金总额 | 财政拨款, figures below
    """
    words = [line[a:b] for a, b in cells]
    told = [field_of(word) for word in words]
    beside = sum(
        field in _FORM_MONEY and _FIGURE.fullmatch(value) is not None
        for field, value in zip(told, words[1:], strict=False)
    )
    first = heading_kind(words[0].strip())
    group = first is not None and first.kind == "annual_budget"
    named = len(words) > 2 and group and not _FIGURE.fullmatch(words[1]) and _FIGURE.fullmatch(words[2])
    grouped = len(words) > 2 and told[1] in _FORM_MONEY and beside and not _FIGURE.fullmatch(words[0])
    heads = told[-1] in _MONEY_BELOW and any(field in _FORM_MONEY for field in told[:2])
    stages = told.count("stage") > 1
    if not (beside > 1 or stages or grouped or heads or (named and _UNIT_BEHIND.search(words[0]))):
        return None
    start, end = cells[0]
    return Mark("annual_budget", "row", None, start, end, start)
