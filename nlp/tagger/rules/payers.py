"""Who pays an amount, by the words beside it: a level of government, own income, those who benefit."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.spans import Label

_BOUGHT: Final = re.compile("费|采购|购置|印刷|培训|租赁")


#: What leads from an amount to who pays it: 30万元由…, 为…, 来自…, 用….
_FROM: Final = (
    "(?:由|为|系|亦|也|同|请|恳请|商请|属于?|是|来自于?|来源于|源于|使用|通过|用(?![于作来])|从|靠|动用"
    "|申请|争取|纳入|列入|列作|列为|列|计入|归入|作为|计划|拟|均|将|全部){1,8}"
)
#: How far a clause is searched for words that speak against its reading.
_CLAUSE: Final = 80
_MONEY: Final = (
    "(?:资金|经费|预算|拨款|补助|补贴|补足|专项|收入|款|中|内|予以|给予|统筹"
    "|安排|解决|列支|承担|支付|支出|负担|保障|投入|弥补|拨付|开支|出资)*"
)


@cache
def paid_by(words: tuple[str, ...]) -> re.Pattern[str]:
    """Who pays, named behind the amount: 缺口30万元由自有资金解决, 30万元为财政拨款, 20万元（自筹）."""
    amount = field_words().amount
    who = any_of(words)
    if words == amount.own:
        not_own = any_of(amount.not_own_income)
        kind = r"[\u4e00-\u9fff]{0,8}?(?:收入|会费|学费)"
        who = rf"(?:{who}|(?={kind})(?![^，,。；;（）()]{{0,{_CLAUSE}}}{not_own}){kind})"
    return re.compile(
        rf"由[^，,。；;]{{0,8}}?{who}[^，,。；;\d]{{0,3}}(?:解决|安排|列支|承担|支付|负担|保障)?"
        r"(?![^，,。；;]{0,8}\d)"
        rf"|{_FROM}[^，,。；;（）()\d]{{0,14}}?{who}{_MONEY}(?=\s*(?:[，,。；;、\n（()）]|$))"
    )


@cache
def _beside(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"\s*[（(](?:{_FROM}|资金来源[：:为]?)?[\u4e00-\u9fff]{{0,6}}?{any_of(words)}{_MONEY}[)）]"
    )


def in_brackets(behind: str) -> Label | None:
    """Return the role of an amount by the source that stands in brackets right behind it.

    >>> in_brackets("（县级财政），其余"), in_brackets("（社会捐赠）"), in_brackets("（含税）")
    ('AMOUNT_FISCAL', 'AMOUNT_OWN', None)
    """
    words = field_words().amount
    if _beside(words.own).match(behind):
        return "AMOUNT_OWN"
    return "AMOUNT_FISCAL" if _beside(words.fiscal).match(behind) else None


def told_of_before(between: str) -> int:
    """Return how much of the words behind an amount still says who pays it: 250万元为财政拨款，50万元….

    >>> told_of_before("为财政拨款，"), told_of_before("，设备费")
    (5, 0)
    """
    words = field_words().amount
    for source in (words.own, words.fiscal):
        found = paid_by(source).match(between) or _beside(source).match(between)
        if found:
            return found.end()
    return 0


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
    listed = re.search("(?:资金|经费|预算)?来源|筹措|渠道", sentence) or _beside_fiscal().search(sentence)
    return bool(income["verb"] or behind or listed)


@cache
def _beside_fiscal() -> re.Pattern[str]:
    """Money of the treasury told before it in the sentence: 财政拨款250万元，培训收入50万元."""
    return re.compile(rf"{any_of(field_words().amount.fiscal)}[^，,。；;\d]{{0,10}}[\d.,]+\s*[万亿]?元")


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
        rf"(?:(?!{any_of(words.not_funds)}){any_of(words.fund_levels)}(?:财政)?[\u4e00-\u9fff]{{0,20}}?{any_of(words.fund_ends)}"
        r"|国家(?!级)[\u4e00-\u9fff]{2,16}?(?:专项资金|补助资金|奖补资金|转移支付|专项补助|资金(?=下达|拨付|补助|支持)))"
        r"(?:预计|计划|拟|约|为|共|安排|下达|拨付|补助|支持|[：:])*$"
    )


def is_levels_money(near: str) -> bool:
    """Tell whether a level of government with its share stands before an amount: 省级补助, 县级配套."""
    near = near.strip()
    fund = _funds().search(near)
    # 省级培训资料印刷费用预算 is what is bought.
    return _levels().search(near) is not None or (fund is not None and not _BOUGHT.search(fund[0]))
