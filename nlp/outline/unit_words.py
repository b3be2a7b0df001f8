"""The words by which documents tell their budget units (configs/units.toml), and the patterns of them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from nlp.config import ConfigModel, load
from nlp.values.words import any_of


class AnnouncementWords(ConfigModel):
    """Words of the sentence that says which units a budget covers."""

    covering: tuple[str, ...]
    plans: tuple[str, ...]
    works: tuple[str, ...]
    members: tuple[str, ...]
    made_of: tuple[str, ...]
    parts: tuple[str, ...]
    under: tuple[str, ...]
    none: tuple[str, ...]
    not_apart: tuple[str, ...]
    apart: tuple[str, ...]
    together: tuple[str, ...]
    internal: tuple[str, ...]
    below: tuple[str, ...]
    leading: tuple[str, ...]
    single: tuple[str, ...]


class NameWords(ConfigModel):
    """Words of units' names and of what stands beside them."""

    endings: tuple[str, ...]
    head_offices: tuple[str, ...]
    not_in_names: tuple[str, ...]
    kinds: tuple[str, ...]
    kind_nouns: tuple[str, ...]
    remarks: tuple[str, ...]
    columns: tuple[str, ...]
    short_columns: tuple[str, ...]
    not_names: tuple[str, ...]


class UnitWords(ConfigModel):
    """configs/units.toml."""

    announcement: AnnouncementWords
    names: NameWords


#: A number of units: 3家, 三个.
COUNT: Final = r"(?P<count>\d{1,3}|[一二三四五六七八九十两]{1,3})\s*[家个所]"


_ANY_COUNT: Final = r"(?:\d{1,3}|[一二三四五六七八九十两]{1,3})\s*[家个所]"


def unit_words() -> UnitWords:
    """Return the validated configs/units.toml."""
    return load("units", UnitWords)


@cache
def announcement() -> re.Pattern[str]:
    """Return the pattern of words that say which units a budget covers.

    >>> bool(announcement().search("纳入2025年部门预算编制范围的单位共3个"))
    True
    >>> bool(announcement().search("收入和支出均纳入预算管理"))
    False
    """
    words = unit_words().announcement
    plan, work, member = any_of(words.plans), any_of(words.works), any_of(words.members)
    told = r"(?:共有|共计|共|有|包括|包含|为|是|仅|只|分别|如下|[:：]|\d+\s*[家个所])"
    return re.compile(
        rf"{any_of(words.covering)}[^。；;：:]{{0,40}}?{plan}[^。；;：:]{{0,24}}?{member}"
        rf"|{plan}的?{work}*(?:单位)?范围(?:内?的单位)?{told}"
        rf"|{plan}{work}*单位(?:构成)?{told}"
        rf"|单位构成(?:情况)?(?:为|如下|[:：])"
        rf"|{plan}(?:是|为)?{any_of(words.made_of)}(?=[^。；;：:]{{0,40}}?{any_of(words.parts)})"
    )


@cache
def under() -> re.Pattern[str]:
    """Return the pattern of weaker words, with a number of units: 下属事业单位2家, 2个直属单位.

    >>> [bool(under().search(each)) for each in ("所属事业单位共2家，即", "某局所属公益一类事业单位，负责")]
    [True, False]
    """
    words = unit_words().announcement
    whose, whom = any_of(words.under), "(?:单位|机构|学校|院校)"
    return re.compile(
        rf"{whose}的?[^。；;：:，,\d]{{0,12}}?{whom}[^。；;：:，,\d]{{0,4}}{_ANY_COUNT}"
        rf"|{_ANY_COUNT}{whose}的?[^。；;：:，,\d]{{0,8}}?{whom}"
        rf"|(?:行政|事业|预算|决算|核算)单位[^。；;：:，,\d]{{0,4}}{_ANY_COUNT}"
        rf"|{whose}的?(?=[\u4e00-\u9fff、\s]{{4,160}}\d+\s*[家个][^、，,。；;\d]{{0,10}}{whom})"
    )


@cache
def denied() -> re.Pattern[str]:
    """Return the pattern of 无, 没有 in front of what is then not there."""
    return re.compile(rf"{any_of(unit_words().announcement.none)}[^，,。；;：:]{{0,4}}$")


@cache
def not_apart() -> re.Pattern[str]:
    """Return the pattern of words by which units have no budget of their own: 均未独立核算."""
    words = unit_words().announcement
    return re.compile(
        rf"{any_of(words.not_apart)}{any_of(words.apart)}(?:核算|编[制报])|{any_of(words.together)}"
    )


@cache
def internal() -> re.Pattern[str]:
    """Return the pattern of words that announce departments inside one unit."""
    return re.compile(any_of(unit_words().announcement.internal))


@cache
def below() -> re.Pattern[str]:
    """Return the pattern of words behind which a list stands below."""
    return re.compile(any_of(unit_words().announcement.below))


@cache
def leading() -> re.Pattern[str]:
    """Return the pattern of what leads from an announcement to names in the same sentence."""
    return re.compile(rf"[:：]|{any_of(unit_words().announcement.leading)}")


@cache
def group() -> re.Pattern[str]:
    """Return the pattern of a group of units, with or without its number: 公益一类事业单位（3家）.

    >>> all(group().fullmatch(each) for each in ("其中行政单位1家", "5个所属单位", "小学3所"))
    True
    >>> group().fullmatch("石门县公路事业发展中心") is None
    True
    """
    words = unit_words()
    kinds = (*words.names.kinds, *words.announcement.under, "其他", "预算", "决算")
    nouns = any_of(words.names.kind_nouns)
    front = r"(?:其中|另有|另|及其|及|和|与|均|都|属于|系|为|有|共)*+[:：，,]?"
    number = r"[（(]?\s*+(?:共|有|计|合计)*+\s*+(?:\d{1,3}|[一二三四五六七八九十两]{1,3})\s*+[家个所名]\s*+"
    counted = rf"[^\W\d]{{0,20}}?{number}(?:[^\W\d]{{0,10}}?{nouns})?[)）]?"
    named = rf"{any_of(kinds)}[^\W\d]{{0,14}}?{nouns}(?:[（(][^（()）]{{0,20}}[)）])?"
    return re.compile(rf"{front}(?:{counted}|{named})")


@cache
def label() -> re.Pattern[str]:
    """Return the pattern of a group with what leads from it to its units: 事业单位3家，分别为."""
    return re.compile(rf"(?:{group().pattern})\s*(?:[:：]|{leads_on().pattern})\s*")


@cache
def leads_on() -> re.Pattern[str]:
    """Return the pattern of words that lead to names, without the colon."""
    return re.compile(any_of(unit_words().announcement.leading))
