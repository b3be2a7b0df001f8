"""Who issued a document and of what level it is, by its title, the words before it and its number."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from nlp.config import ConfigModel, load
from nlp.fields.model import LegalLevel
from nlp.tagger.rules.lexicon import field_words
from nlp.tagger.rules.name_lists import split_names
from nlp.tagger.rules.organisations import is_name

Words = tuple[str, ...]

_PARENTHESIS: Final = re.compile(r"(?:[（(][^（()）]*[)）])+$")
#: Organs whose names do not end like an organisation's.
_ORGANS: Final = ("中共中央", "国务院", "中办", "国办", "全国人大", "党中央")
_MUNICIPALITIES: Final = ("北京市", "天津市", "上海市", "重庆市")


class Issuer(ConfigModel):
    """An organisation and the codes of its numbers."""

    organisation: str
    codes: Words


class Place(ConfigModel):
    """A province and the character that its codes begin with."""

    short: str
    name: str


class Organ(ConfigModel):
    """What follows the place in the codes of a province's organ."""

    codes: Words
    name: str


class Levels(ConfigModel):
    """What titles and codes say about a document's level."""

    approval_ends: Words
    internal_ends: Words
    regulation_ends: Words
    normative_ends: Words
    approval_codes: Words
    internal_codes: Words
    law_orders: Words


class IssuerConfig(ConfigModel):
    """The schema of ``configs/issuers.toml``."""

    issuer: tuple[Issuer, ...]
    place: tuple[Place, ...]
    organ: tuple[Organ, ...]
    levels: Levels


def issuer_config() -> IssuerConfig:
    """Return the validated configs/issuers.toml."""
    return load("issuers", IssuerConfig)


@cache
def _codes() -> dict[str, str]:
    """Return every code with its organisation; a code that ends with ``*`` is a beginning."""
    config = issuer_config()
    table: dict[str, str] = {}
    for place in config.place:
        hall = "局" if place.name in _MUNICIPALITIES else "厅"
        for organ in config.organ:
            # 某委办发 is the party committee's.
            owner = f"中共{place.name}" if organ.name.startswith("委") else place.name
            name = owner + organ.name.replace("{hall}", hall)
            table |= {code: name for code in (place.short + c for c in organ.codes) if code not in table}
    for issuer in config.issuer:
        table.update(dict.fromkeys(issuer.codes, issuer.organisation))
    return table


def code_of(number: str) -> str:
    """Return the issuing code of a document number.

    >>> code_of("国办发〔2015〕87号"), code_of("国务院令第721号")
    ('国办发', '国务院令')
    """
    return re.split(r"〔|第\d|第[一二三四五六七八九十百]|\d{4}年", number, maxsplit=1)[0]


def issuer_of_number(number: str | None) -> str | None:
    """Return the organisation whose code a number has, ``None`` where the code is not known.

    >>> issuer_of_number("国办发〔2015〕87号"), issuer_of_number("京政办发〔2020〕3号")
    ('国务院办公厅', '北京市人民政府办公厅')
    >>> issuer_of_number("农业农村部通告〔2023〕1号"), issuer_of_number("国务院令第721号")
    ('农业农村部', '国务院')
    >>> issuer_of_number("河东发〔2023〕1号") is None
    True
    """
    if not number:
        return None
    if order := re.match(r"(.{2,}?)第\d+号(?:令|公告|通告)$", number):
        return order[1]
    code = code_of(number)
    for kind in ("令", "公告", "通告"):
        owner = code.removesuffix(kind)
        if owner != code and (is_name(owner) or owner in _ORGANS or owner.endswith("主席")):
            return owner
    table = _codes()
    if code in table:
        return table[code]
    begun = (code[:end] + "*" for end in range(len(code), 0, -1))
    return next((table[key] for key in begun if key in table), None)


def issuer_of_title(title: str | None) -> str | None:
    """Return the organisations that a title begins with.

    >>> issuer_of_title("国务院办公厅关于加快甲的意见"), issuer_of_title("财政部 教育部关于印发乙的通知")
    ('国务院办公厅', '财政部、教育部')
    >>> issuer_of_title("关于加快甲的意见") is None
    True
    """
    found = re.match(r"([^《》“”（()）]{2,60}?)(?:联合)?(?:关于|印发|转发|批转)", title or "")
    return _names(found[1]) if found else None


def issuer_before_title(before: str) -> str | None:
    """Return the organisations named at the end of the words before a title.

    >>> issuer_before_title("根据国家发展改革委、财政部联合印发的《"), issuer_before_title("按照《")
    ('国家发展改革委、财政部', None)
    """
    clause = re.split("[。；;，,：:\\n》）)]", before)[-1].rstrip("《 ")
    clause = re.sub(r"(?:联合)?(?:印发|下发|发布|制定|出台|颁布|批准|转发|公布|批复)?(?:了|的)?$", "", clause)
    for word in field_words().legal.introductions:
        clause = clause.rsplit(word, 1)[-1]
    clause = re.sub("^(?:经|由|以|及|和)", "", clause.strip())
    clause = re.sub("等[一二两三四五六七八九十\\d多]*(?:个)?(?:部门|部委|单位)(?:联合)?$", "", clause)
    clause = re.sub(r"^(?:\s*[（(]?[\d一二三四五六七八九十]{1,3}[)）]?[、.．]?\s*)", "", clause)
    clause = re.sub(r"^(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?", "", clause)
    return _names(clause)


def _names(written: str) -> str | None:
    written = re.sub(r"\s+", "、", written.strip())
    ranges = split_names(written, _ORGANS) if written else None
    return "、".join(written[start:end] for start, end in ranges) if ranges else None


def level(title: str | None, number: str | None) -> LegalLevel | None:
    """Return a document's level; government rules (部令, 省政府令) count as regulations.

    >>> level("中华人民共和国献血法", None), level("某站办法", "卫生部令第44号"), level("某市献血条例", None)
    ('law', 'regulation', 'regulation')
    >>> level("关于设站的批复", "某编〔2020〕3号"), level("区政府第4次常务会议纪要", None)
    ('approval', 'internal')
    >>> level(None, "国办发〔2015〕87号"), level("某某", None)
    ('normative_document', None)
    """
    words = issuer_config().levels
    bare = _PARENTHESIS.sub("", re.sub(r"[\s》〉>]+$", "", title or ""))
    code = code_of(number or "")
    if code in words.law_orders or bare.endswith(("法典", "宪法")):
        return "law"
    if bare.endswith("法") and not bare.endswith(field_words().legal.not_laws):
        return "law"
    if bare.endswith(words.approval_ends) or code.endswith(words.approval_codes):
        return "approval"
    if code.endswith("令") or re.search(r"第\d+号令$", number or "") or bare.endswith(words.regulation_ends):
        return "regulation"
    if bare.endswith(words.internal_ends) or code.endswith(words.internal_codes):
        return "internal"
    if number or bare.endswith(words.normative_ends):
        return "normative_document"
    return None
