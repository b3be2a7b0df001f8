"""Kind, level, fiscal year and organisation of a document, from its cover, title and table captions."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from nlp.config import ConfigModel, load
from nlp.document import Document
from nlp.outline.headings import heading_config, numbering, squeeze
from nlp.outline.model import BudgetTable, DocumentKind, Level
from nlp.values.fold import fold

_COVER_LINES: Final = 40
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)\s*年度?")
_CN_YEAR: Final = re.compile(r"二[〇○零][一二三四五六七八九〇○零]{2}年")
_TITLE: Final = re.compile(r"(?:预算|决算)(?:公开)?(?:说明|报告|情况)?(?:书|表)?$")
_DISTRICT_NAME: Final = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,7}?[省市])?[\u4e00-\u9fff]{1,8}?[区县旗](?!域|划|块|间)"
)
_PROVINCE_NAME: Final = re.compile(r"^[\u4e00-\u9fff]{2,8}?(?:省|自治区)")


class CoverKind(ConfigModel):
    """Words of a title that make the document's kind."""

    kind: DocumentKind
    words: tuple[str, ...]


class LevelWords(ConfigModel):
    """Words that tell the level of government."""

    central: tuple[str, ...]
    provincial: tuple[str, ...]
    district: tuple[str, ...]
    municipalities: tuple[str, ...]


class CoverConfig(ConfigModel):
    """configs/cover.toml."""

    organisation_labels: tuple[str, ...]
    kind: tuple[CoverKind, ...]
    level: LevelWords
    planned: tuple[str, ...]


def _config() -> CoverConfig:
    return load("cover", CoverConfig)


def _title_lines(lines: list[str], tables: tuple[BudgetTable, ...]) -> list[str]:
    """Return lines that name the document: short cover lines that end in 预算 or 决算, then table titles."""
    cover = [squeeze(line) for line in lines[:_COVER_LINES] if line and len(squeeze(line)) <= 50]
    titles = [line for line in cover if _TITLE.search(line) and "：" not in line]
    return titles or [squeeze(table.title) for table in tables if table.title]


def document_kind(lines: list[str], tables: tuple[BudgetTable, ...]) -> DocumentKind:
    """Return the kind that the first fitting title states; ``unknown`` without one."""
    for title in _title_lines(lines, tables):
        for rule in _config().kind:
            if all(word in title for word in rule.words):
                return rule.kind
    joined = squeeze("".join(lines[:_COVER_LINES]))
    for rule in _config().kind[:4]:
        if "".join(rule.words) in joined:
            return rule.kind
    return "unknown"


def fiscal_year(lines: list[str], tables: tuple[BudgetTable, ...]) -> int | None:
    """Return the year of the title, else of the table titles, else the year most often budgeted.

    A narrative without its document may only say 2021年申请财政资金: then it is the year whose money is most
    often planned.
    """
    for title in _title_lines(lines, tables):
        if year := _year_in(title):
            return year
    for line in lines[:_COVER_LINES]:
        if len(line) <= 50 and ("预算" in line or "决算" in line) and (year := _year_in(squeeze(line))):
            return year
    planned = "|".join(map(re.escape, _config().planned))
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


def organisation(document: Document, lines: list[str], tables: tuple[BudgetTable, ...]) -> str | None:
    """Return the organisation that a cover line or a table caption names, else the title's beginning."""
    labels = "|".join(map(re.escape, _config().organisation_labels))
    labelled = re.compile(
        rf"^(?:{labels})\s*(?:[（(][^）)]*[)）])?\s*[：:]\s*(\S[^\t|]*?)(?:\s{{2,}}.*|\s*(?:金额)?单位[：:].*)?$"
    )
    for scope in (lines[:_COVER_LINES], lines):
        for line in scope:
            if (match := labelled.match(line)) and 2 <= len(match[1]) <= 50:
                return squeeze(match[1])
    for title in _title_lines(lines, tables):
        number = numbering(title)
        name = re.split(r"20\d\d年度?|二[〇○零]", title[number.length :] if number else title)[0]
        name = re.sub(r"(?:部门|单位)?(?:预算|决算).*$", "", name)
        if 4 <= len(name) <= 50:
            return name
    return _above_title(lines)


def _above_title(lines: list[str]) -> str | None:
    """Return the name on the cover line above a title that has none: "某某局", then "2021年度部门预算"."""
    above = ""
    owners = heading_config().narrative.owners
    for line in map(squeeze, lines[:_COVER_LINES]):
        bare = re.sub(r"[（(][^（()）]*[)）]$", "", above)
        if _TITLE.search(line) and bare.endswith(owners) and 4 <= len(above) <= 50:
            return above
        above = line or above
    return None


def level(lines: list[str], name: str | None) -> Level | None:
    """Return the level of government; a prefecture-level city is none of the three and gives ``None``."""
    words = _config().level
    cover = squeeze("".join(lines[:12]))
    organisation_name = (name or "").removeprefix("中国共产党").removeprefix("中共")
    if any(word in cover for word in words.central) or organisation_name.startswith("中华人民共和国"):
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
