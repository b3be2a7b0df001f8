"""Title and declared unit of a table: the lines above it, or its first, merged rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, cast

from nlp.document import Document, Table
from nlp.outline.headings import numbering, squeeze
from nlp.outline.model import MoneyUnit
from nlp.outline.tables.config import table_config

_MAX_LINES: Final = 8
_UNIT: Final = re.compile(r"(?:金额|计量|货币)?单位[：:（(]?\s*(?:人民币)?\s*(亿元|百万元|万元|千元|元)")
_BRACKET_UNIT: Final = re.compile(r"[（(](?:单位[：:])?(?:人民币)?(亿元|万元|元)[)）]")
#: A unit may stand on the title's own line: "2026年部门收支总表（单位：万元）".
_UNIT_TAIL: Final = re.compile(r"[（(]?(?:金额|计量|货币)?单位[：:].{1,6}$")
#: 公开01表, 附表05, 财决批复01表: the number of the form, beside its name.
_FORM_NUMBER: Final = re.compile(
    r"[（(]?[\u4e00-\u9fff]{0,8}?(?:\d{1,3}(?:-\d{1,2})?表|表\d{1,3}(?:-\d{1,2})?)[)）]?"
)
#: What numbers a table in front of its name, with a colon between: 表一：收支总表, 附表1-2：…, 公开01表：….
_FORM_LABEL: Final = re.compile(
    r"(?:(?:附|预算|决算|公开)?表[一二三四五六七八九十\d]{1,3}(?:[-—.]\d{1,2})?|(?:预算|决算|公开|第)?(?:\d{1,3}|[一二三四五六七八九十]{1,3})表"
    r"|附[表件]\d{0,2})[：:]"
)
#: Marks of Markdown around a title, which a plain text file may hold as well.
_MARKS: Final = "#*_ \u3000"
_TITLE_YEAR: Final = re.compile(r"^[（(]?20\d\d年度?[)）]?$")


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands over a table. ``title_line`` is the document line's index, ``None`` for a title in a row.

    ``header_row`` is the first grid row that belongs to the header.
    """

    title: str
    title_span: tuple[int, int] | None
    title_line: int | None
    unit: MoneyUnit | None
    header_row: int


def unit_in(text: str) -> MoneyUnit | None:
    """Return the money unit that ``text`` declares.

    >>> unit_in("编制部门：某局　　单位：万元"), unit_in("金额（元）"), unit_in("预算单位：某局")
    ('万元', '元', None)
    """
    bare = squeeze(text)
    match = _UNIT.search(bare) or _BRACKET_UNIT.search(bare)
    if match is None or match[1] not in ("元", "万元", "亿元"):
        return None
    return cast("MoneyUnit", match[1])


_FOR_ALL: Final = re.compile(
    r"(?:各|以下|下列|下述|所列|上述|所有|全部)(?:[预决]算)?(?:公开)?(?:附?表|表格|报表)(?:的|中)?(?:金额|货币|计量)?单位(?:均|都|皆|统一)?[为是：:]"
    r"\s*(?:人民币)?(?P<unit>万元|元|亿元)"
)


def unit_of_all(text: str) -> MoneyUnit | None:
    """Return the one unit that a text declares for all its tables, if it does.

    >>> unit_of_all("（本部分各表金额单位均为万元）"), unit_of_all("单位：万元")
    ('万元', None)
    """
    told = {found["unit"] for found in _FOR_ALL.finditer(text)}
    return cast("MoneyUnit", told.pop()) if len(told) == 1 else None


def is_form_number(line: str) -> bool:
    """Tell whether a line is the number of an official form alone, which names no table.

    >>> is_form_number("公开01表"), is_form_number("（附表5）"), is_form_number("2024年收支总表")
    (True, True, False)
    """
    return _FORM_NUMBER.fullmatch(squeeze(line)) is not None


def is_title(line: str) -> bool:
    """Tell whether a line by itself is a table's title: short, no sentence, ending like one.

    >>> is_title("**公开05表　支出决算表**"), is_title("表五：支出决算表"), is_title("支出见下表。")
    (True, True, False)
    """
    words = table_config().words
    bare = _UNIT_TAIL.sub("", squeeze(line.strip(_MARKS)))
    number = numbering(bare)
    if number:
        bare = bare[number.length :]
    bare = re.sub(r"[（(][^（()）]{1,20}[)）]$", "", bare)
    label = _FORM_LABEL.match(bare)
    bare = bare[label.end() :] if label else bare
    return (
        3 <= len(bare) <= 60
        and not is_form_number(bare)
        and "。" not in bare
        and "：" not in bare[:-1]
        and bare.endswith(words.title_ends)
    )


def caption(
    document: Document, table: Table, lines: list[str], first_line: int, marks: frozenset[int] = frozenset()
) -> Caption:
    """Return the caption of ``table``, whose first row stands on line ``first_line``.

    ``marks`` are the lines of pages' ends, which may stand between a title and its table.
    """
    unit: MoneyUnit | None = None
    title, span, header_row = "", None, 0
    for row in table.cells[:4]:
        filled = [cell for cell in row if cell.text]
        text = " ".join(cell.text for cell in filled)
        row_unit = unit_in(text)
        alone = len({cell.text for cell in filled}) == 1
        starts_caption = bool(filled) and squeeze(filled[0].text).startswith(
            table_config().words.caption_starts
        )
        if (
            not filled
            or (alone and is_title(text))
            or (row_unit and (alone or starts_caption))
            or (alone and (starts_caption or is_form_number(text)))
        ):
            if filled and alone and is_title(text) and not title:
                title, span = filled[0].text, (filled[0].start, filled[0].end)
            unit = unit or row_unit
            header_row += 1
            continue
        break
    if header_row >= len(table.cells):
        header_row = 0
    if title:
        return Caption(title, span, None, unit, header_row)
    seen = 0
    for index in range(first_line - 1, -1, -1):
        line = lines[index]
        if not line.strip() or index in marks:
            continue
        seen += 1
        if seen > _MAX_LINES:
            break
        unit = unit or unit_in(line)
        if is_title(line):
            where = document.lines[index]
            return Caption(_title_text(line), (where.start, where.end), index, unit, header_row)
        bare = squeeze(line)
        is_caption = (
            bare.startswith(table_config().words.caption_starts)
            or unit_in(line) is not None
            or is_form_number(bare)
        )
        if not is_caption and not _TITLE_YEAR.match(bare):
            break
    return Caption("", None, None, unit, header_row)


def _title_text(line: str) -> str:
    line = line.strip(_MARKS)
    number = numbering(line)
    written = line[number.length :] if number else line
    return re.sub(r"(?<!\s)\s*+[（(]?\s*+(?:金额|计量|货币)?单位\s*+[：:].*$", "", written).strip()
