"""Kind, level and fiscal year of a document, from its cover, title and table captions."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from nlp.config import ConfigModel, load
from nlp.outline.headings import squeeze
from nlp.outline.model import BudgetTable, DocumentKind, Level
from nlp.outline.parts import contents_range
from nlp.values.fold import fold

_COVER_LINES: Final = 40
_LONGEST_TITLE: Final = 50
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)\s*年度?")
_CN_YEAR: Final = re.compile(r"二[〇○零][一二三四五六七八九〇○零]{2}年")
#: 2024年部门预算, 部门预算信息公开说明, 部门预算编制说明
_TITLE: Final = re.compile(
    r"(?:预算|决算)(?:草案|信息|数据|编制|公开|的)*(?:说明|报告|情况|文本|材料|情况说明)?(?:书|表)?$"
)
_DISTRICT_NAME: Final = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,7}?[省市])?[\u4e00-\u9fff]{1,8}?[区县旗](?!域|划|块|间)"
)
_MINISTRY: Final = re.compile("[\u4e00-\u9fff]{2,8}?部(?!门|队|分)")
#: A line of text under the title, not of the cover.
_PROSE: Final = re.compile("[。，；《]")
_PROVINCE_NAME: Final = re.compile(r"^[\u4e00-\u9fff]{2,8}?(?:省|自治区)")


class CoverKind(ConfigModel):
    """Words of a title that make the document's kind."""

    kind: DocumentKind
    words: tuple[str, ...]


class LevelWords(ConfigModel):
    """Words that tell the level of government."""

    central: tuple[str, ...]
    central_names: tuple[str, ...]
    no_ministry: tuple[str, ...]
    provincial: tuple[str, ...]
    district: tuple[str, ...]
    municipalities: tuple[str, ...]


class CoverConfig(ConfigModel):
    """configs/cover.toml."""

    organisation_labels: tuple[str, ...]
    kind: tuple[CoverKind, ...]
    level: LevelWords
    caption_labels: tuple[str, ...]
    no_owner: tuple[str, ...]
    places: tuple[str, ...]
    planned: tuple[str, ...]


def cover_config() -> CoverConfig:
    """Return the validated configs/cover.toml."""
    return load("cover", CoverConfig)


def title_page(lines: list[str]) -> list[str]:
    """Return the lines in front of the contents, without blanks inside; none where they hold no title."""
    contents = contents_range(lines)
    if contents is None or contents[0] > _COVER_LINES:
        return []
    front = [squeeze(line) for line in lines[: contents[0]]]
    return front if any(map(is_title, front)) else []


def cover_lines(lines: list[str]) -> list[str]:
    """Return the title page, else the first lines, those of the contents left out."""
    if front := title_page(lines):
        return front
    contents = contents_range(lines) or (0, 0)
    after = lines[contents[1] : contents[1] + _COVER_LINES]
    return [squeeze(line) for line in (*lines[: contents[0]], *after)][: 2 * _COVER_LINES]


def is_title(line: str) -> bool:
    """Tell whether a cover's line, without blanks, names the document: it ends in 预算 or 决算, or the like.

    >>> is_title("石门县水务局2026年部门预算"), is_title("部门预算信息公开说明"), is_title("一、收入预算情况")
    (True, True, True)
    """
    return 0 < len(line) <= _LONGEST_TITLE and _TITLE.search(line) is not None and "：" not in line


def title_lines(lines: list[str], tables: tuple[BudgetTable, ...]) -> list[str]:
    """Return lines that name the document: titles on the cover, else table titles."""
    titles = [line for line in cover_lines(lines) if is_title(line)]
    titles = titles or [line for line in map(squeeze, lines[:_COVER_LINES]) if is_title(line)]
    return titles or [squeeze(table.title) for table in tables if table.title]


def document_kind(lines: list[str], tables: tuple[BudgetTable, ...]) -> DocumentKind:
    """Return the kind that the first fitting title states; ``unknown`` without one."""
    for title in title_lines(lines, tables):
        for rule in cover_config().kind:
            if all(word in title for word in rule.words):
                return rule.kind
    joined = squeeze("".join(lines[:_COVER_LINES]))
    for rule in cover_config().kind[:4]:
        if "".join(rule.words) in joined:
            return rule.kind
    return "unknown"


def fiscal_year(lines: list[str], tables: tuple[BudgetTable, ...]) -> int | None:
    """Return the year of the title, else of the table titles, else the year most often budgeted.

    A narrative without its document may only say 2021年申请财政资金: then it is the year whose money is most
    often planned.
    """
    for title in title_lines(lines, tables):
        if year := _year_in(title):
            return year
    if year := _year_in("".join(title_page(lines))):  # 某街道办事处2025 | 年度部门决算
        return year
    for line in lines[:_COVER_LINES]:
        if len(line) <= 50 and ("预算" in line or "决算" in line) and (year := _year_in(squeeze(line))):
            return year
    planned = "|".join(map(re.escape, cover_config().planned))
    for behind in ("(?:部门|单位|收入|支出)?[预决]算", rf"(?:{planned}|\d[\d.,]*[万亿]?元)"):
        told = re.compile(rf"(20\d\d)年度?{behind}")
        counts = Counter(int(match[1]) for line in lines for match in told.finditer(fold(line)))
        if counts:
            return counts.most_common(1)[0][0]
    return None


def _year_in(text: str) -> int | None:
    if match := _YEAR.search(text):
        return int(match[1])
    if match := _CN_YEAR.search(text):
        digits = "".join(str("〇一二三四五六七八九".find("〇" if c in "○零" else c)) for c in match[0][1:4])
        return int("2" + digits)
    return None


def level(lines: list[str], name: str | None) -> Level | None:
    """Return the level of government; a prefecture-level city is none of the three and gives ``None``."""
    words = cover_config().level
    cover = squeeze("".join(line for line in lines[:12] if not _PROSE.search(line)))
    organisation_name = (name or "").removeprefix("中国共产党").removeprefix("中共")
    if organisation_name.startswith(words.central_names) or _is_ministry(organisation_name):
        return "central"
    if any(word in cover for word in words.central):
        return "central"
    if any(word in cover for word in words.district) or _DISTRICT_NAME.match(organisation_name):
        return "district"
    if any(word in cover for word in words.provincial) or _PROVINCE_NAME.match(organisation_name):
        return "provincial"
    if organisation_name.startswith(words.municipalities) or (
        "市级" in cover and cover.startswith(words.municipalities)
    ):
        return "provincial"
    return None


def _is_ministry(name: str) -> bool:
    """Tell whether a name begins with a ministry's, which says no place: 生态环境部某研究所.

    >>> _is_ministry("交通运输部航标研究所"), _is_ministry("河东区委宣传部"), _is_ministry("俱乐部")
    (True, False, False)
    """
    words = cover_config().level
    ministry = _MINISTRY.match(name)
    return ministry is not None and not any(word in ministry[0] for word in words.no_ministry)
