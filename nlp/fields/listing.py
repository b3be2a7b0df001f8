"""The document's list of budget units: which of them a name means, and which one it is a part of."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from nlp.outline.model import Outline
from nlp.outline.unit_names import is_head_office
from nlp.tagger.rules.organisations import plain, split_parenthesis

REGION: Final = re.compile("[\u4e00-\u9fff]{2,7}?(?:自治州|自治县|自治区|[省市区县旗盟州])")
PLACES: Final = re.compile(rf"(?:{REGION.pattern})++")
_HEAD_OFFICE: Final = re.compile(r"(?:本部|本级|机关|（本级）|（本部）|（机关）)+$")
#: 某区人民政府某街道办事处 is called 某区某街道办事处, too.
_OF_GOVERNMENT: Final = re.compile("(?<=[市区县旗])人民政府(?=[\u4e00-\u9fff]{2,}(?:街道|办事处))")
#: 市测绘站: the level alone tells the place.
_LEVELS: Final = "省市区县州旗盟镇乡"
#: 某县某镇某站 is listed as 某镇某站.
_TOWN: Final = re.compile("[\u4e00-\u9fff]{2,6}?(?:镇|乡|街道)")


def without_head_office(name: str) -> str:
    """Return a name without 本部, 本级 or 机关 at its end.

    >>> without_head_office("河东区文化局（机关）")
    '河东区文化局'
    """
    return _HEAD_OFFICE.sub("", name)


def unit_names(outline: Outline) -> tuple[str, ...]:
    """Return the names of the budget units; the organisation's own is one, whether it is listed or not.

    A list of nothing but subordinate units (所属事业单位2家) leaves the organisation out.
    """
    names = tuple(unit.name for unit in outline.units)
    own = outline.organisation
    if not own or any(_means(name, own) for name in names):
        return names
    return (own, *names)


@cache
def _means(unit: str, own: str) -> bool:
    """Tell whether a listed unit is the document's organisation itself."""
    head = without_head_office(split_parenthesis(unit)[0])
    short, whole = (_OF_GOVERNMENT.sub("", plain(each)) for each in (head, without_head_office(own)))
    return is_head_office(plain(unit)) or (
        len(short) >= 4 and (whole.endswith(short) or short.endswith(whole))
    )


@cache
def unit_keys(name: str) -> tuple[str, ...]:
    """Return the writings that mean a listed unit: whole, without and as the second name, without 本部.

    >>> unit_keys("河东文化馆(河东剧场)")
    ('河东文化馆（河东剧场）', '河东文化馆', '河东剧场')
    """
    whole = plain(name)
    base, second = split_parenthesis(whole)
    keys = [whole, base]
    if second and len(second) >= 4 and second not in ("本级", "本部", "机关"):
        keys.append(second)
    keys += [head for key in (whole, base) if len(head := without_head_office(key)) >= 4]
    return tuple(dict.fromkeys(keys))


@cache
def _keys(unit: str, own: str) -> tuple[str, ...]:
    """Return the writings that mean a listed unit in a document of ``own``: with the place, too.

    >>> _keys("局机关", "河东区水务局")[-1], _keys("区供水站", "青山市河东区水务局")[-1]
    ('河东区水务局', '青山市河东区供水站')
    """
    keys = list(unit_keys(unit))
    whole = plain(own)
    if whole and is_head_office(plain(unit)):
        keys += unit_keys(own)
    elif whole and _means(unit, own):
        keys += [_OF_GOVERNMENT.sub("", key) for key in (*keys, *unit_keys(own))] + [*unit_keys(own)]
    else:
        keys += [placed for key in tuple(keys) if (placed := _in_place(key, whole)) is not None]
    return tuple(dict.fromkeys(keys))


def _in_place(name: str, own: str) -> str | None:
    """Return a unit's name behind the place of the organisation that its list leaves out."""
    if (town := _TOWN.match(name)) and (at := own.find(town[0])) > 0:
        return own[:at] + name
    places = PLACES.match(own)
    if places is None or REGION.match(name):
        return None
    if name[0] in _LEVELS:
        inner = [place.end() for place in REGION.finditer(places[0]) if place[0][-1] == name[0]]
        return places[0][: inner[-1]] + name[1:] if inner else None
    return places[0] + name


def listed(outline: Outline, name: str) -> str | None:
    """Return the listed unit that ``name`` names, a whole match before one by a part of it."""
    base = split_parenthesis(name)[0]
    head = without_head_office(base)
    units = [(unit, _keys(unit, outline.organisation or "")) for unit in unit_names(outline)]
    longest = max((len(keys) for _, keys in units), default=0)
    for wanted in dict.fromkeys((plain(name), base, head, _OF_GOVERNMENT.sub("", head))):
        for position in range(longest):
            for unit, keys in units:
                if position < len(keys) and keys[position] == wanted:
                    return unit
    return None


def begins_with(outline: Outline, name: str) -> str | None:
    """Return the listed unit whose name ``name`` begins with, and goes on."""
    fitting = [
        (len(key), unit)
        for unit in unit_names(outline)
        for key in _keys(unit, outline.organisation or "")
        if len(key) >= 4 and plain(name).startswith(key) and plain(name) != without_head_office(key)
    ]
    return max(fitting)[1] if fitting else None
