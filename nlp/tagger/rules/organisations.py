"""Names of organisations and departments: what is one, what is a part of one, what stands for one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from nlp.tagger.rules.lexicon import any_of, ends_with, field_words


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: ``text[start:end]``; ``department`` tells a part of an organisation."""

    start: int
    end: int
    text: str
    department: bool


def plain(name: str) -> str:
    """Return a name for comparing: brackets alike, no blanks, no outer quotation marks.

    >>> plain("河东 文化馆(河东剧场)")
    '河东文化馆（河东剧场）'
    """
    name = re.sub(r"\s+", "", name)
    return name.replace("(", "（").replace(")", "）").strip("“”\"'‘’「」")


def split_parenthesis(name: str) -> tuple[str, str | None]:
    """Return a name and the second name in its closing parenthesis.

    >>> split_parenthesis("河东文化馆（河东剧场）")
    ('河东文化馆', '河东剧场')
    """
    name = plain(name)
    opening = name.find("（", 1)
    if name.endswith("）") and 0 < opening < len(name) - 2:
        return name[:opening], name[opening + 1 : -1]
    return name, None


def is_name(text: str) -> bool:
    """Tell whether ``text`` ends like the name of an organisation or of a department.

    >>> is_name("河东区文化馆"), is_name("文化建设")
    (True, False)
    """
    words = field_words().organisation
    bare, _ = split_parenthesis(text)
    if len(bare) < 2 or ends_with(bare, words.not_names) or re.search(r"[：:，,。；;]", bare):
        return False
    if bare.count("（") != bare.count("）"):
        return False  # 各县（市、区）农技站, cut at its mark
    if (
        any(word in bare for word in words.not_in_names)
        or _TOWARDS.search(bare)
        or _NO_NAME.search(bare)
        or _COUNTED.search(bare)
    ):
        return False
    return ends_with(bare, words.suffixes + words.departments) is not None


def has_region(name: str) -> bool:
    """Tell whether a name says of which place it is; 城市管理办公室 and 社区服务科 do not.

    >>> has_region("河东市市场管理办公室"), has_region("城市管理办公室")
    (True, False)
    """
    words = field_words().organisation
    bare = re.sub(any_of(words.not_regions), "－", name)
    return bare.startswith(_SHORT_REGIONS) or any(mark in bare for mark in words.region_marks)


def is_department(text: str) -> bool:
    """Tell whether a name is a part of an organisation that is not named itself.

    >>> is_department("测试部"), is_department("河东市市场管理办公室"), is_department("河东区文化馆")
    (True, False, False)
    >>> is_department("后勤管理处"), is_department("运河管理处")
    (True, False)
    """
    words = field_words().organisation
    bare, _ = split_parenthesis(text)
    if bare in words.inner_units:
        return True
    ending = ends_with(bare, words.suffixes + words.departments)
    own_work = ending is not None and ending.endswith("处") and bare.startswith(words.internal_work)
    if ending not in words.departments and not own_work:
        return False
    return not has_region(bare) and _inner_organisation(bare) is None


def _inner_organisation(name: str) -> str | None:
    """Return the organisation that a name of organisation and department begins with."""
    suffixes = tuple(s for s in field_words().organisation.suffixes if len(s) > 1)
    inner = field_words().organisation.inner_committees
    heads = (name[:end] for end in range(len(name) - 1, 3, -1) if name[:end] not in inner)
    return next((head for head in heads if ends_with(head, suffixes) and is_name(head)), None)


#: 州人工影响天气办公室, 盟林业站: characters that name a level where a name begins with them.
_SHORT_REGIONS: Final = ("州", "盟")
#: 租赁库房三处, 二是成立办公室: a count, or an item of a list.
_COUNTED: Final = re.compile(
    r"(?<!第)[一二两三四五六七八九十几多余\d](?:处|所|座|间|部|室|库|组|台)$|^[一二三四五六七八九十]是"
)
#: Words in front of a department that stand for its organisation: 学校财务处, 我局规划科, 街道平安办.
_HEADS: Final = re.compile(
    r"[局厅署委](?=[\u4e00-\u9fff]{2,}[处科室股办司])|总局|总站|总队|支队|街道|学校|学院|医院|法院|检察院"
)
#: 某中心对某学校: two names and what one does to the other; 对外联络处 is a name.
_TOWARDS: Final = re.compile("(?<=[局厅委院馆所站心校会])(?:对(?![外口])|向|为(?![民老农]))")
#: 3月至10月开发部署, 采购并调拨到乡: a time, or what somebody does.
_NO_NAME: Final = re.compile(r"\d\s*[年月日]|(?<=[\u4e00-\u9fff]{4})[并到](?=[\u4e00-\u9fff])")
#: Endings of one character of organisations that have departments.
_HOUSES: Final = ("局", "厅", "委", "院", "馆", "所", "站", "校", "署")
#: 某区委宣传部, 某市政府办公室: organisations of their own.
_ORGANS: Final = re.compile(r"(?:[省市区县州旗盟镇乡]|工|党)委$|政府$|人大$|政协$|常委会$|委员会常务委员会$")


def head_of(text: str) -> str | None:
    """Return the organisation, or the word for one, in a name of organisation and department.

    >>> head_of("河东区文化馆办公室"), head_of("我局规划科"), head_of("学校财务处"), head_of("财务处")
    ('河东区文化馆', '我局', '学校', None)
    >>> head_of("河东区市场管理办公室"), head_of("河东区文化馆") is None
    (None, True)
    """
    bare, _ = split_parenthesis(text)
    words = field_words().organisation
    for word in (self_pattern().match(bare), _HEADS.match(bare)):
        rest = bare[word.end() :] if word else ""
        own = word is not None and (word[0] == "街道" or is_self(word[0]))
        if word and (_is_plain_department(rest) or (own and len(rest) > 2 and is_name(rest))):
            return None if rest == "办事处" else word[0]
    if ends_with(bare, words.suffixes + words.departments) not in words.departments and not bare.endswith(
        words.inner_units
    ):
        return None
    ends = (*(s for s in words.suffixes if len(s) > 1), *_HOUSES)
    for cut in range(len(bare) - 2, 3, -1):
        head = bare[:cut]
        if (
            ends_with(head, ends)
            and is_name(head)
            and head not in words.inner_committees
            and not _ORGANS.search(head)
            and _is_plain_department(bare[cut:])
        ):
            return head
    return None


def _is_plain_department(text: str) -> bool:
    return len(text) > 1 and is_name(text) and is_department(text)


def is_generic(text: str) -> bool:
    """Tell whether ``text`` is a kind of organisation alone, or 本/我 with a kind.

    >>> is_generic("研究所"), is_generic("我中心"), is_generic("本单位"), is_generic("河东中心")
    (True, True, True, False)
    """
    words = field_words().organisation
    name = plain(text)
    if name in words.generic_kinds or name in words.self_words:
        return True
    return (
        len(name) > 1
        and name[0] in words.self_prefixes
        and name[1:] in words.self_kinds + words.generic_kinds
    )


def generic_kind(text: str) -> str | None:
    """Return the kind in a generic word, ``None`` for 本单位 and the like.

    >>> generic_kind("我所"), generic_kind("研究所"), generic_kind("本单位")
    ('所', '研究所', None)
    """
    words = field_words().organisation
    name = plain(text)
    if name in words.self_words or name in ("单位", "部门", "机关"):
        return None
    return name[1:] if name[0] in words.self_prefixes else name


@cache
def self_pattern() -> re.Pattern[str]:
    """Return the pattern of words for the narrative's own body."""
    words = field_words().organisation
    own = any_of(words.self_prefixes) + any_of(words.self_kinds)
    return re.compile(f"{any_of(words.self_words)}|{own}")


def is_self(text: str) -> bool:
    """Tell whether ``text`` is a word for the narrative's own body: 我委, 本院, 本单位, 街道.

    >>> is_self("我委"), is_self("中心")
    (True, False)
    """
    name = plain(text)
    return name in (*field_words().organisation.self_words, "街道") or (
        is_generic(name) and name[0] in field_words().organisation.self_prefixes
    )


def is_group(text: str) -> bool:
    """Tell whether ``text`` means many bodies without naming one: 各区水务局.

    >>> is_group("各街道办事处"), is_group("全市各中学"), is_group("河东区文化馆")
    (True, True, False)
    """
    return (
        re.match(
            r"(?:以及|及其|及)?(?:全?[国省市区县镇]|本[省市区县])?(?:所属|下属|直属|其他|有关|相关)?各"
            r"|所在|沿线|其(?:下属|所属|他)|[两一二三四五六七八九十][省市县区](?!人民)|[项目]{0,2}属地|当地|所有|若干|.{0,3}(?:直属|所属|下属)(?:事业|基层|二级|预算)*单位|多[家个所]|\d+[家个所]",
            text,
        )
        is not None
    )
