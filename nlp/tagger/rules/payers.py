"""Who pays an amount, by the words beside it: a level of government, own income, those who benefit."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from nlp.tagger.rules.lexicon import any_of, field_words

_BOUGHT: Final = re.compile("费|采购|购置|印刷|培训|租赁")


@cache
def paid_by(words: tuple[str, ...]) -> re.Pattern[str]:
    """Who pays, named behind the amount: 缺口30万元由自有资金解决."""
    return re.compile(
        rf"由[^，,。；;]{{0,8}}?{any_of(words)}[^，,。；;\d]{{0,3}}(?:解决|安排|列支|承担|支付|负担|保障)?"
        r"(?![^，,。；;]{0,8}\d)"
    )


@cache
def _income() -> re.Pattern[str]:
    """Income in front of an amount, with the verb that spends it: 门票收入列支, 从检测服务收入中安排."""
    verbs = any_of(field_words().amount.income_verbs)
    return re.compile(
        rf"(?P<kind>[\u4e00-\u9fff（）()]{{0,16}})(?:收入|会费)(?:资金)?(?:中|内|里)?(?P<verb>(?:统筹|专项|予以)?{verbs})?[约为：:\s]*$"
    )


def own_income(tail: str, sentence: str, after: str) -> bool:
    """Tell whether income in front of an amount pays for it: a verb spends it, or sources are told.

    >>> own_income("门票收入列支", "门票收入列支", ""), own_income("门票收入", "上年门票收入", "，")
    (True, False)
    """
    income = _income().search(tail)
    if income is None:
        return False
    words = field_words().amount
    if any(word in income["kind"] for word in words.not_own_income):
        return False
    behind = re.match(rf"\s*(?:予以|共同)?{any_of(words.income_verbs)}", after)
    listed = re.search("(?:资金|经费|预算)?来源|筹措|渠道", sentence)
    return bool(income["verb"] or behind or listed)


@cache
def others_money() -> re.Pattern[str]:
    """What beneficiaries pay themselves: 参与企业自筹资金1.1亿元."""
    others = any_of(field_words().amount.others)
    return re.compile(rf"{others}[^，,。；;]{{0,16}}(?:自筹|自付|自行承担|自负|自缴|配套)")


@cache
def _levels() -> re.Pattern[str]:
    words = field_words().amount
    verbs = "(?:安排|预计|计划|拟|约|为|共|[：:])*"
    return re.compile(
        rf"(?:^|[、，,。；;：:（(和及与由向中]|申请|争取|使用|获得)(?:20\d\d年度?)?{any_of(words.levels)}(?:财政)?{any_of(words.level_money)}{{1,2}}(?:资金|经费)?{verbs}$"
    )


@cache
def _funds() -> re.Pattern[str]:
    words = field_words().amount
    return re.compile(
        rf"(?!{any_of(words.not_funds)}){any_of(words.fund_levels)}(?:财政)?[\u4e00-\u9fff]{{0,12}}?{any_of(words.fund_ends)}"
        r"(?:预计|计划|拟|约|为|共|安排|[：:])*$"
    )


def is_levels_money(near: str) -> bool:
    """Tell whether a level of government with its share stands before an amount: 省级补助, 县级配套."""
    near = near.strip()
    fund = _funds().search(near)
    # 省级培训资料印刷费用预算 is what is bought.
    return _levels().search(near) is not None or (fund is not None and not _BOUGHT.search(fund[0]))
