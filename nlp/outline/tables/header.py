"""Header rows into columns: merged cells, code columns, label columns, the halves of two-part tables."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final, Literal

from nlp.document import Cell
from nlp.outline.headings import numbering, squeeze
from nlp.outline.model import Column
from nlp.outline.tables.config import table_config
from nlp.outline.tables.number import is_number

Role = Literal["code", "label", "amount", "text", "ignored"]
Row = tuple[Cell, ...]
_CODE: Final = re.compile(r"\d{2,3}(?:[\s.-]*\d{2}){0,2}$")


@dataclass(frozen=True, slots=True)
class Header:
    """``rows`` header rows; ``roles`` and ``paths`` one per grid column; ``halves`` likewise."""

    rows: int
    roles: tuple[Role, ...]
    paths: tuple[tuple[str, ...], ...]
    halves: tuple[int, ...]
    columns: tuple[Column, ...]


def read_header(rows: list[Row], *, budget: bool = False) -> Header:
    """Return the header of a table whose caption rows are taken off.

    ``budget`` says that the title is a budget table's: without any data, all its rows are header.
    """
    count = header_rows(rows, budget=budget)
    width = len(rows[0])
    texts = [[cell.text for cell in row] for row in rows[:count] if not _is_ordinal(row)]
    paths = in_groups(header_paths(texts, width))
    body = rows[count:]
    roles = _roles(paths, body)
    halves = _halves(roles)
    return Header(count, roles, paths, halves, _columns(paths, roles, halves))


def header_rows(rows: list[Row], *, budget: bool = False) -> int:
    """Count the rows before the first row of data; at least one."""
    for index, row in enumerate(rows):
        if index and not _is_ordinal(row) and _is_data(row):
            return index
    return len(rows) if budget else min(1, len(rows))


def _is_data(row: Row) -> bool:
    texts = [squeeze(cell.text) for cell in row]
    filled = [text for text in texts if text]
    if not filled:
        return False
    words = table_config().words
    if filled[0] in (*words.totals, *words.grand_totals) and all(
        is_number(text) or text in words.nothing or text in (*words.totals, *words.grand_totals)
        for text in filled
    ):
        return True
    if any(is_number(text) and not re.fullmatch(r"20\d\d", text) for text in filled):
        return True
    first = next(text for text in texts if text)
    number = numbering(first)
    return number is not None and number.length < len(first)


#: ⑴ and ² are digits to ``isdigit``, but no numbers; nor does any table have 1,000 columns.
_LONGEST_ORDINAL: Final = 3


def _is_ordinal(row: Row) -> bool:
    """Tell whether a row only counts its columns (栏次 1 2 3)."""
    texts = [squeeze(cell.text) for cell in row if cell.text]
    if texts and texts[0] in ("栏次", "行次"):
        return True
    numbers = [text for text in texts if text.isdecimal() and len(text) <= _LONGEST_ORDINAL]
    return (
        len(numbers) >= 3
        and numbers == texts
        and [int(n) for n in numbers] == list(range(int(numbers[0]), int(numbers[0]) + len(numbers)))
    )


def header_paths(rows: list[list[str]], width: int) -> tuple[tuple[str, ...], ...]:
    """Return each column's header path. A blank right of a filled cell, under the same parent, is merged.

    >>> header_paths([["收入", "", "支出"], ["项目", "预算数", "项目"]], 3)
    (('收入', '项目'), ('收入', '预算数'), ('支出', '项目'))
    """
    paths: list[tuple[str, ...]] = [()] * width
    groups = [0] * width
    for texts in rows:
        new_groups = list(groups)
        current = ""
        for column in range(width):
            if column == 0 or groups[column] != groups[column - 1]:
                current = ""
            text = squeeze(texts[column])
            if text:
                current = text
                new_groups[column] = column + 1000 * (groups[column] + 1)
            elif current and column:
                new_groups[column] = new_groups[column - 1]
            if current and (not paths[column] or paths[column][-1] != current):
                paths[column] = (*paths[column], current)
        groups = new_groups
    return tuple(paths)


_GROUP_TOTAL: Final = re.compile(r"(?P<of>.+?)(?:[（(]?(?:合计|总计)[)）]?)")


def in_groups(paths: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Return the paths of a header of one row under the groups that its repeated names make.

    A group begins with its total, and each holds the same names.

    >>> in_groups((("预算数合计",), ("出国费",), ("接待费",), ("决算数合计",), ("出国费",), ("接待费",)))[3:5]
    (('决算数', '合计'), ('决算数', '出国费'))
    """
    if any(len(path) != 1 for path in paths):
        return paths
    totals = [_GROUP_TOTAL.fullmatch(path[0]) for path in paths]
    heads = [(column, found["of"]) for column, found in enumerate(totals) if found]
    ends = [column for column, _ in heads[1:]] + [len(paths)]
    groups = [paths[column + 1 : end] for (column, _), end in zip(heads, ends, strict=False)]
    if len(groups) < 2 or len(groups[0]) < 2 or any(group != groups[0] for group in groups):
        return paths
    told = list(paths[: heads[0][0]])
    for (_, of), group in zip(heads, groups, strict=True):
        told += [(of, "合计"), *((of, *path) for path in group)]
    return tuple(told)


def _roles(paths: tuple[tuple[str, ...], ...], body: list[Row]) -> tuple[Role, ...]:
    words = table_config().words
    roles: list[Role] = []
    for column, path in enumerate(paths):
        leaf = path[-1] if path else ""
        values = _values(body, column)
        numeric = sum(1 for text in values if is_number(text))
        if _is_foreign_code(paths, column):
            roles.append("ignored")
        elif (
            leaf in words.code_headers
            or any(part in words.code_headers and part not in ("项",) for part in path[-2:])
            or (_may_hold_codes(leaf) and "label" not in roles and _holds_codes(paths, body, column))
        ):
            roles.append("code")
        elif leaf in words.ignored_headers:
            roles.append("text" if leaf in ("备注", "说明") else "ignored")
        elif values and numeric * 2 >= len(values):
            # Codes under an unknown header: all bare digits of a code's length, none with a separator.
            looks_code = (
                "amount" not in roles
                and all(_CODE.fullmatch(text) for text in values)
                and "label" not in roles
            )
            named: Role = "ignored" if _NAMING.search(leaf) else "amount"
            roles.append("code" if looks_code and len(values) > 1 and _wants_code(path) else named)
        elif leaf in words.label_headers or (values and "label" not in roles and "amount" not in roles):
            roles.append("label")
        elif values:
            begins = "amount" in roles and (
                roles[-1] == "code" or _begins_half(leaf, values, _values(body, column + 1))
            )
            roles.append("label" if begins else "text")
        else:
            roles.append("amount" if path else "ignored")
    return tuple(roles)


#: As many codes under a header that usually stands over names (经济分类, 科目) are no chance.
_FEWEST_CODES: Final = 3
_NAMED: Final = re.compile(r"名称|科目")


def _may_hold_codes(leaf: str) -> bool:
    return leaf in table_config().words.label_headers or leaf.endswith(("科目", "分类", "类别"))


def _holds_codes(paths: tuple[tuple[str, ...], ...], body: list[Row], column: int) -> bool:
    """Tell whether codes alone, but for totals, stand under a header of names, with names beside them."""
    words = table_config().words
    totals = (*words.totals, *words.grand_totals)
    values = [v for v in _values(body, column) if v not in totals and not v.endswith("合计")]
    if len(values) < _FEWEST_CODES or not all(_CODE.fullmatch(v) for v in values):
        return False
    beside = paths[column + 1][-1:] if column + 1 < len(paths) else ()
    names = [v for v in _values(body, column + 1) if not is_number(v)]
    return any(_NAMED.search(part) for part in beside) and len(names) >= len(values)


def _values(body: list[Row], column: int) -> list[str]:
    """Return what stands in a column of the body, without blanks, dashes and empty cells."""
    nothing = table_config().words.nothing
    texts = [squeeze(row[column].text) for row in body if column < len(row) and row[column].text]
    return [text for text in texts if text not in nothing]


#: Headers of a half's labels: 支出功能分类, 支出科目, 按功能分类, 收入类别.
_HALF_HEADER: Final = re.compile(
    r"按?(?:本年)?(?:支出|收入|功能)(?:功能|经济|来源|用途)?(?:分类|科目|类别|项目|类型|内容|名称|[(（][^()（）]*[)）])*"
)
#: Rows of a half's labels that bear no number: 教育支出, 事业收入, 结转下年.
_HALF_LABEL: Final = re.compile(
    r"(?:支出|收入|拨款|结转|结余|结转下年)$|(?:一般公共|政府性基金|国有资本经营)预算(?:资金|财政拨款)?$"
)


def _begins_half(leaf: str, values: list[str], beside: list[str]) -> bool:
    """Tell whether a text column right of amounts holds a further half's labels: 财政拨款支出, 一、教育支出.

    It does by what stands in it, rows numbered by Chinese numerals and totals, whatever its header is; where
    few are numbered, by names of sorts of money with a total below or under a half's header, and by the
    amounts ``beside`` it.
    """
    words = table_config().words
    counted = [
        text
        for text in values
        if text in (*words.totals, *words.grand_totals) or re.match(r"[一二三四五六七八九十]+、", text)
    ]
    if len(values) < 2:
        return False
    if leaf.endswith(("支出", "收入")) or 2 * len(counted) >= len(values):
        return True
    named = [text for text in values if text in counted or _HALF_LABEL.search(text)]
    amounts = all(map(is_number, beside)) and bool(beside)
    known = _HALF_HEADER.fullmatch(leaf) is not None or bool(counted)
    return amounts and known and bool(counted) and 2 * len(named) >= len(values)


_FOREIGN_CODE: Final = re.compile(r"(?:单位|部门|机构|项目)(?:编码|代码|编号)")
#: Numbers that name things: no money stands under them.
_NAMING: Final = re.compile(r"(?:编码|代码|编号|序号|文号|电话)$")
_REMARK: Final = re.compile(r"[（(][^（()）]*[)）]")
_UNIT_LABEL: Final = re.compile(r"(?:预算)?(?:单位|部门|机构)(?:名称)?")


def _is_foreign_code(paths: tuple[tuple[str, ...], ...], column: int) -> bool:
    """Tell whether a column holds codes of units or projects, which no classification of 科目 knows.

    "单位编码", "部门（单位）代码", or a bare "编码" right before "单位名称".
    """
    path = paths[column]
    leaf = _REMARK.sub("", path[-1]) if path else ""
    if "科目" in "".join(path):
        return False
    after = _REMARK.sub("", "".join(paths[column + 1][-1:])) if column + 1 < len(paths) else ""
    beside = leaf in ("编码", "代码") and _UNIT_LABEL.fullmatch(after) is not None
    return _FOREIGN_CODE.search(leaf) is not None or beside


def _wants_code(path: tuple[str, ...]) -> bool:
    return not path or any("码" in part or part in ("科目", "项目") for part in path)


def _halves(roles: tuple[Role, ...]) -> tuple[int, ...]:
    halves: list[int] = []
    half, seen_amount = 0, False
    for role in roles:
        if role in ("code", "label") and seen_amount:
            half, seen_amount = half + 1, False
        seen_amount = seen_amount or role == "amount"
        halves.append(half)
    return tuple(halves)


def _columns(
    paths: tuple[tuple[str, ...], ...], roles: tuple[Role, ...], halves: tuple[int, ...]
) -> tuple[Column, ...]:
    amounts = [column for column, role in enumerate(roles) if role == "amount"]
    tails = Counter(
        (halves[column], paths[column][-length:])
        for column in amounts
        for length in range(1, len(paths[column]) + 1)
    )
    columns = []
    for index, grid_column in enumerate(amounts):
        path = paths[grid_column] or (f"第{grid_column + 1}列",)
        length = 1
        while length < len(path) and tails[halves[grid_column], path[-length:]] > 1:
            length += 1
        name = "/".join(path[-length:])
        columns.append(Column(index, name, path, halves[grid_column], grid_column))
    return tuple(columns)
