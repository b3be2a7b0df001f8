"""Money that a sentence says is another project's."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.values.amount import Amount

#: What a clause may begin with that speaks of the amount before it: 该部分, 由县财政, 在部门预算中.
_REFERS_BACK: Final = re.compile(
    r"(?:该|此|上述|这|其|以上|均|也|已|拟|将|另|并|且|不|全部|[项笔款]|部分|资金|经费|费用)*"
    r"(?:(?:由|在|从|向|于|通过)[^，,]*)?"
)
#: How far before an amount its sentence is searched.
_REACH: Final = 60
#: 改造不在本项目内，另列预算68万元: a clause that only says how much it is.
_HOW_MUCH: Final = (
    r"(?:(?:由|在|从|向)[^，,。；;：:\n\d]{1,16}?)?(?:另|单独|该|其|所需|需要?|约|共|计|估算|测算|预计|列|安排|立项|申报|申请|支出"
    r"|解决|承担|负担|预算|经费|资金|投资|费用|金额|造价|总|部分|行|为|是|[：:\s])*"
)
#: 不含大屏（另由执行局经费25万元列支): what brackets tell of that which is left out.
_LEFT_OUT: Final = re.compile(
    r"不(?:含|包括|包含)(?!税)[^，,。；;：:\n\d（()）]{1,24}[（(][^。；;\n\d（()）]{0,20}$"
)


def is_outside(text: str, amount: Amount) -> bool:
    """Tell whether the amount's sentence says that its money is another project's: 另行申报."""
    words = any_of(field_words().amount.not_this_project)
    # 58万元，另列监理费5万元 speaks of the next amount.
    other = r"(?![^，,。；;\n]{0,14}?\d[\d,，.]*\s*(?:万|亿)?元)"
    match = re.match(rf"([^。；;\n\d]{{0,40}}?){words}{other}", text[amount.end :])
    if match is None:
        return _told_before(text[max(0, amount.start - _REACH) : amount.start])
    # 300万元，各县承担的部分不列入本项目 · 300万元，电费在公用经费列支，不在本项目内: another subject.
    clauses = re.split("[，,]", match[1])
    return len(clauses) == 1 or all(_REFERS_BACK.fullmatch(clause) for clause in clauses[1:])


def _told_before(before: str) -> bool:
    """Tell whether the words in front of an amount put what it pays for outside of the project.

    >>> _told_before("展厅改造不在本项目内，另列预算"), _told_before("土建不在本项目内，设备费")
    (True, False)
    >>> _told_before("运维范围不含大屏（另由专项经费"), _told_before("合同价（不含税）")
    (True, False)
    """
    told = _before().search(before)
    # 不在本项目内，预算68万元 may be the project's own money again.
    refers = told is not None and re.search("另|单独|该|其|所需|由|从|向", told["rest"]) is not None
    return refers or _LEFT_OUT.search(before) is not None or _listed_apart().search(before) is not None


@cache
def _before() -> re.Pattern[str]:
    words = any_of(field_words().amount.not_this_project)
    return re.compile(rf"{words}[^，,。；;：:\n\d（()）]{{0,8}}[，,](?P<rest>{_HOW_MUCH})$")


@cache
def _listed_apart() -> re.Pattern[str]:
    """另列预算68万元 · 不列入本项目的苗种费120万元."""
    denied = any_of(tuple(w for w in field_words().amount.not_this_project if w.startswith(("不", "未"))))
    return re.compile(
        rf"(?:另列|另账|另案)(?:安排|预算|经费|资金|支出|专项|约|为|[：:\s])*$"
        rf"|{denied}[^，,。；;：:\n\d（()）]{{0,4}}的[^，,。；;：:\n\d（()）]{{1,12}}$"
    )
