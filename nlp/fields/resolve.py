"""Full names for the words that a narrative uses: short names, 我局, 局财务科, 市监测中心."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nlp.fields.listing import (
    PLACES,
    REGION,
    begins_with,
    listed,
    unit_keys,
    unit_names,
    without_head_office,
)
from nlp.outline.model import Outline
from nlp.tagger.rules.lexicon import any_of, ends_with, field_words
from nlp.tagger.rules.organisations import (
    generic_kind,
    has_region,
    is_department,
    is_generic,
    is_name,
    plain,
    split_parenthesis,
)

#: What an organisation is called by: 委 and 街道 end as 委员会 and 街道办事处 in full names.
_FULL_KINDS: Final = {
    "委": ("委员会", "委"),
    "街道": ("街道办事处", "街道"),
    "镇": ("镇人民政府", "镇"),
    "镇政府": ("镇人民政府",),
    "乡": ("乡人民政府", "乡"),
    "乡政府": ("乡人民政府",),
    "县": ("县人民政府",),
    "区": ("区人民政府",),
    "办": ("办公室", "办"),
    "街道办": ("街道办事处",),
    "学校": ("学校", "中学", "小学", "大学", "学院", "幼儿园"),
    "校": ("校", "中学", "小学", "大学", "学院"),
    "联": ("联合会",),
    "协": ("协会",),
    "红会": ("红十字会",),
    "一中": ("中学",),
    "中": ("中学",),
    "小": ("小学",),
    "幼": ("幼儿园",),
}
_OWN_KINDS: Final = (
    *("委", "局", "厅", "部", "总局", "署"),
    *("街道", "街道办事处", "镇", "镇政府", "乡", "乡政府"),
)
#: 厅机关, 本级: the organisation itself.
_OWN_OFFICE: Final = re.compile(r"(?:[局厅委院校署部会]|总局)?(?:机关|本级|本部|机关本级)")
#: 本部门 is the department whose budget this is.
_OWN_WORDS: Final = ("本部门", "我部门", "本机关", "我机关")
#: Behind a name these begin another word.
_GOES_ON: Final = tuple("与和及由在对将是为会负联、，。；")
_PLACE: Final = re.compile("[\u4e00-\u9fff]{2}[县区市旗镇乡]$")
#: Words in front of a department that stand for the document's organisation: 局财务科, 街道平安办.
_HEADS: Final = re.compile(r"总局|总站|总队|支队|街道|学校|医院|法院|[局厅委馆院校署镇乡所站]")


#: 市局规划科: the document's organisation by its level and kind.
_LEVEL: Final = re.compile("([省市区县州旗盟镇乡])(?:局|厅|委|院)")
#: The same as a body of its own; 区委 is the Party's committee.
_BY_LEVEL: Final = re.compile("[省市区县州旗盟镇乡][局厅院馆所站]")
#: 局刑侦支队: parts that are called like bodies of troops.
_TROOPS: Final = ("支队", "大队", "中队")


#: 该中心, 其: whose part is told behind.
_BACK: Final = re.compile(
    rf"该{any_of(field_words().organisation.self_kinds)}(?=[\u4e00-\u9fff]{{3}})|其(?![他它中余])"
)


def is_kind(name: str, kind: str | None) -> bool:
    """Tell whether an organisation may be called by ``kind``; anything may where that is ``None``.

    >>> is_kind("河东区水务局（本级）", "局"), is_kind("望山街道办事处", "街道"), is_kind("河东馆", "局")
    (True, True, False)
    """
    if kind is None:
        return True
    base = without_head_office(split_parenthesis(name)[0])
    return base.endswith(_FULL_KINDS.get(kind, (kind,)))


def generic(outline: Outline, local: str, written: str, aliases: dict[str, str]) -> str | None:
    """Return the full name behind 本单位, 我所 or 中心 where exactly one organisation can be meant.

    ``local`` is the narrative's text: the one organisation of the kind that it names is meant.
    """
    if not is_generic(written):
        return None
    kind = generic_kind(written)
    if kind and kind in aliases:
        return aliases[kind]
    fits = [name for name in unit_names(outline) if is_kind(name, kind)]
    own = outline.organisation
    if own and plain(written) in _OWN_WORDS:
        return plain(own)
    if own and kind in _OWN_KINDS and is_kind(own, kind):
        return plain(own)
    named = [name for name in fits if any(key in local for key in unit_keys(name) if len(key) >= 4)]
    named = named or [name for name in fits if _heads(local, name)]
    named += [full for full in aliases.values() if full in local and is_kind(full, kind) and full not in fits]
    # A longer unit's name may hold a shorter one's.
    named = [n for n in dict.fromkeys(named) if not any(n != m and plain(n) in plain(m) for m in named)]
    if len(named) == 1:
        return _unless_own(named[0], own)
    if own and outline.kind in ("unit_budget", "unit_final_accounts") and is_kind(own, kind):
        return plain(own)
    if named:
        return None
    if kind is not None and len(fits) == 1:
        return _unless_own(fits[0], own)
    if kind is None and len(unit_names(outline)) == 1:
        return plain(unit_names(outline)[0])
    return None


def own_office(outline: Outline, written: str) -> str | None:
    """Return the document's organisation for 厅机关, 本级 and the like."""
    own = outline.organisation
    return plain(own) if own and _OWN_OFFICE.fullmatch(plain(written)) else None


def last_named(written: str, earlier: Sequence[str]) -> str | None:
    """Return the last body of the kind that 该院, 该中心 points back to.

    >>> last_named("该馆", ("河东区文化馆", "河东区图书馆", "河东大学")), last_named("本馆", ("河东馆",))
    ('河东区图书馆', None)
    """
    if not is_generic(written) or not plain(written).startswith("该"):
        return None
    kind = generic_kind(written)
    return next((plain(name) for name in reversed(earlier) if is_kind(name, kind)), None)


def part_of_last(written: str, earlier: Sequence[str]) -> str | None:
    """Return the full name of a part that is told as one of a body named before: 该中心检测站, 其检测站.

    >>> part_of_last("该馆少儿分馆", ("河东区文化馆", "河东大学")), part_of_last("其检测站", ("河东大学",))
    ('河东区文化馆少儿分馆', '河东大学检测站')
    >>> part_of_last("该馆少儿分馆", ("河东大学",)), part_of_last("其他馆", ("河东区文化馆",))
    (None, None)
    """
    back = _BACK.match(written)
    if back is None or not earlier or not is_name(written[back.end() :]):
        return None
    head = earlier[-1] if back[0] == "其" else last_named(back[0], earlier)
    return without_head_office(split_parenthesis(plain(head))[0]) + written[back.end() :] if head else None


def called_by_level(own: str | None, written: str, earlier: Sequence[str]) -> str | None:
    """Return whom 县局, 市站 mean: the document's organisation of that level, else the last body of it.

    >>> bodies = ("河东市监测站", "石门县水务局")
    >>> called_by_level("河东市水务局", "县局", bodies), called_by_level("河东市水务局", "市局", bodies)
    ('石门县水务局', '河东市水务局')
    >>> called_by_level("河东市水务局", "省局", bodies)
    """
    if not _BY_LEVEL.fullmatch(written):
        return None
    names = [plain(name) for name in (own, *reversed(earlier)) if name]
    return next((n for n in names if _level(n) == written[0] and is_kind(n, written[1])), None)


def _level(name: str) -> str | None:
    places = PLACES.match(name)
    return places[0][-1] if places else None


def elsewhere(outline: Outline, written: str) -> str | None:
    """Return the full name that the document gives somewhere to an organisation of its own place.

    区教育局 and 教育局 are 河东区教育局 where the document is 河东区's and writes that name.
    """
    names = [*unit_names(outline), outline.organisation or ""]
    places = dict.fromkeys(m[0] for name in names if (m := REGION.match(plain(name).removeprefix("中共"))))
    if len(written) < 3 or is_department(written) or any(written.startswith(p) for p in places):
        return None
    if listed(outline, written) and has_region(written[1:]):
        return None  # 某镇某站 is listed so, without its county
    for place in places:
        rest = written[1:] if written[0] == place[-1] else written
        if not REGION.match(rest) and _stands_whole(outline.document.text, place + rest):
            return place + rest
    return None


def _stands_whole(text: str, name: str) -> bool:
    """Tell whether a name stands in a text and does not go on to a longer one there."""
    for found in re.finditer(re.escape(name), text):
        following = text[found.end() : found.end() + 1]
        if following in _GOES_ON or not any(
            is_name(text[found.start() : found.end() + more]) for more in range(1, 5)
        ):
            return True
    return False


def _unless_own(name: str, own: str | None) -> str:
    """Return the organisation itself for its own head office (某院机关), else the name."""
    return plain(own) if own and without_head_office(plain(name)) == plain(own) else plain(name)


def _heads(local: str, name: str) -> bool:
    """Tell whether a text begins with a unit's name without its place: 实验小学智慧教室项目."""
    base = without_head_office(split_parenthesis(plain(name))[0])
    return any(local.lstrip().startswith(base[cut:]) for cut in range(len(base) - 3))


def abbreviated(outline: Outline, written: str) -> str | None:
    """Return the one organisation that ``written`` shortens: characters in order, same kind at the end.

    A name that begins with a listed unit, or is one, is no abbreviation. Nor is a name that begins alike
    and is nearly as long as the full one: people shorten 某市甲乙服务中心 to 服务中心 or 某市服务中心, so it
    is a renamed or mistyped organisation, and that is for the reader to hear of.
    """
    if len(written) < 3 or listed(outline, written):
        return None
    if parent := begins_with(outline, written):
        return _abbreviated_part(outline, parent, written)
    whole = any(plain(unit).endswith(written) for unit in unit_names(outline)) and has_region(written)
    inner = written in field_words().organisation.inner_units
    if is_department(written) and not inner and not whole:
        return None
    names = list(unit_names(outline))
    if outline.organisation:
        names.append(outline.organisation)
    full_names = dict.fromkeys(without_head_office(split_parenthesis(plain(name))[0]) for name in names)
    seconds = [split_parenthesis(plain(name))[1] for name in names]
    fitting = [
        full
        for full in (*full_names, *(s for s in seconds if s and len(s) >= 4))
        if len(full) > len(written)
        and (_same_end(written, full) or not is_name(written))
        and _in_order(written, full)
        and not _nearly_whole(written, full)
    ]
    ending = [full for full in fitting if full.endswith(written)]
    chosen = ending if len(ending) == 1 else fitting
    return chosen[0] if len(chosen) == 1 else None


def _abbreviated_part(outline: Outline, parent: str, written: str) -> str | None:
    """Return the listed unit of the same parent whose end is shortened: 某局交警大队 for 某局交通警察大队."""
    head = without_head_office(split_parenthesis(plain(parent))[0])
    tail = written.removeprefix(head)
    fitting = [
        plain(name)
        for name in unit_names(outline)
        if plain(name).startswith(head) and len(plain(name)) > len(written) and name[-2:] == tail[-2:]
    ]
    fitting = [name for name in fitting if len(tail) > 2 and _in_order(tail, name.removeprefix(head))]
    return fitting[0] if len(fitting) == 1 else None


def headed(outline: Outline, local: str, written: str, aliases: dict[str, str]) -> str | None:
    """Return the full name of an organisation's part that is named behind a word for the organisation.

    局财务科, 我校信息中心, 市水务局规划处, 区委宣传部理论科: the organisation in full, then the part.
    """
    if len(written) < 4 or listed(outline, written) or begins_with(outline, written):
        return None
    for cut in range(len(written) - 2, 0, -1):
        head, tail = written[:cut], written[cut:]
        if len(tail) < len(_ending(written)):
            continue  # 街道办事处 is no 街道办 with a part 事处
        if not is_name(tail) or (_PLACE.search(head) and not is_department(tail)):
            continue  # 某县某镇水利站 is the place's, not its government's part
        full = aliases.get(head) or generic(outline, local, head, aliases) if cut > 1 else None
        full = full or _own_head(outline, head, tail)
        if full is None and len(head) >= 3 and is_name(head):
            full = abbreviated(outline, head)
        if full:
            return without_head_office(split_parenthesis(full)[0]) + tail
    return None


def _ending(name: str) -> str:
    """Return the longest ending of organisations and departments that a name has."""
    words = field_words().organisation
    return ends_with(name, words.suffixes + words.departments) or ""


def _own_head(outline: Outline, head: str, tail: str) -> str | None:
    """Return the document's organisation where ``head`` means it in front of a part: 局财务科, 市局规划科."""
    own, words = plain(outline.organisation or ""), field_words().organisation
    level = _LEVEL.fullmatch(head)
    if not own or not (level or _HEADS.fullmatch(head)) or not is_kind(own, head[-1:] if level else head):
        return None
    part = ends_with(tail, words.departments) or tail.endswith(_TROOPS) or tail in words.inner_units
    if level:
        return own if part and level[1] in own else None
    return own if part or len(head) > 1 else None


def _same_end(short: str, full: str) -> bool:
    """Tell whether a short name ends as the full one: with the same character, or 街道 for 街道办事处."""
    if is_kind(full, short[-1]):
        return True
    return any(short.endswith(kind) and full.endswith(ends) for kind, ends in _FULL_KINDS.items())


def _nearly_whole(short: str, full: str) -> bool:
    return short[:2] == full[:2] and len(short) > 0.6 * len(full) and len(short) >= 8


def _in_order(short: str, full: str) -> bool:
    rest = iter(full)
    return all(char in rest for char in short)
