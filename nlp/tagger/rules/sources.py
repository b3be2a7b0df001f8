"""Whether a text says that all its money is from one source: 财政, or own funds."""

from __future__ import annotations

import re
from functools import cache

from nlp.tagger.rules.lexicon import any_of, field_words

_AMOUNT = re.compile(r"[\d.]\s*(?:万|亿)?元")


@cache
def _whole(source: tuple[str, ...]) -> re.Pattern[str]:
    words = field_words().amount
    payer = any_of(source)
    verbs = "(?:[：:]|是|为|由|来自|来源于|系|属于|使用|申请|纳入)*"
    lead = rf"{any_of(words.wholly)}(?:资金)?(?:均|全部|都)?{verbs}"
    return re.compile(
        rf"{lead}(?:20\d\d年)?[\u4e00-\u9fff]{{0,8}}?{payer}[^，,。；;\n）)]*"
        rf"|{payer}[\u4e00-\u9fff]{{0,3}}(?:全额|全部|足额|统一)(?:予以)?"
        "(?:保障|负担|承担|安排|解决|列支|拨付|拨款|补助)"
    )


def all_fiscal(text: str) -> bool:
    """Tell whether ``text`` says that its money is all from 财政: 均为财政拨款, 资金来源为区级财政.

    >>> all_fiscal("预算5万元，均为财政拨款。"), all_fiscal("全部由区财政承担")
    (True, True)
    >>> all_fiscal("其中财政拨款3万元"), all_fiscal("资金来源：财政拨款3万元，自筹2万元")
    (False, False)
    """
    words = field_words().amount
    return not any(word in text for word in words.own) and _says(words.fiscal, text)


def all_own(text: str) -> bool:
    """Tell whether ``text`` says that its money is all the body's own: 全部由医院自筹解决.

    >>> all_own("项目资金8万元，全部由医院自筹解决。"), all_own("资金来源：财政拨款，不足部分自筹")
    (True, False)
    """
    words = field_words().amount
    bare = re.sub(r"(?:不使用|不含|无|非)财政\w{0,4}", "", text)
    return not any(word in bare for word in words.fiscal) and _says(words.own, text)


def _says(source: tuple[str, ...], text: str) -> bool:
    return any(not _AMOUNT.search(match[0]) for match in _whole(source).finditer(text))
