"""Names of organisations and departments: what is one, what is a part of one, what stands for one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

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
    if match := re.fullmatch(r"(.+?)（(.+)）", plain(name)):
        return match[1], match[2]
    return plain(name), None


def is_name(text: str) -> bool:
    """Tell whether ``text`` ends like the name of an organisation or of a department.

    >>> is_name("河东区文化馆"), is_name("文化建设")
    (True, False)
    """
    words = field_words().organisation
    bare, _ = split_parenthesis(text)
    if len(bare) < 2 or ends_with(bare, words.not_names) or re.search(r"[：:，,。；;]", bare):
        return False
    if any(word in bare for word in words.not_in_names):
        return False
    return ends_with(bare, words.suffixes + words.departments) is not None


def is_department(text: str) -> bool:
    """Tell whether a name is a part of an organisation that is not named itself.

    >>> is_department("测试部"), is_department("河东市市场管理办公室"), is_department("河东区文化馆")
    (True, False, False)
    >>> is_department("后勤管理处"), is_department("运河管理处")
    (True, False)
    """
    words = field_words().organisation
    bare, _ = split_parenthesis(text)
    ending = ends_with(bare, words.suffixes + words.departments)
    own_work = ending is not None and ending.endswith("处") and bare.startswith(words.internal_work)
    if ending not in words.departments and not own_work:
        return False
    return not any(mark in bare for mark in words.region_marks) and _inner_organisation(bare) is None


def _inner_organisation(name: str) -> str | None:
    """Return the organisation that a name of organisation and department begins with."""
    suffixes = tuple(s for s in field_words().organisation.suffixes if len(s) > 1)
    heads = (name[:end] for end in range(len(name) - 1, 3, -1))
    return next((head for head in heads if ends_with(head, suffixes) and is_name(head)), None)


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


def is_group(text: str) -> bool:
    """Tell whether ``text`` means many bodies without naming one: 各区水务局.

    >>> is_group("各街道办事处"), is_group("全市各中学"), is_group("河东区文化馆")
    (True, True, False)
    """
    return (
        re.match(
            r"(?:以及|及其|及)?(?:全?[国省市区县镇]|本[省市区县])?(?:所属|下属|直属|其他|有关|相关)?各", text
        )
        is not None
    )
