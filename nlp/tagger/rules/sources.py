"""Whether a text says that all its money is from one source: 财政, or own funds."""

from __future__ import annotations

import re
from functools import cache

from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.values.words import indivisible

_AMOUNT = re.compile(r"[\d.]\s*(?:万|亿)?元")
#: 由市财政局负责监管: what a treasury's office does is no money.
_OFFICE = re.compile(
    r"负责|监督|监管|审核|审计|评审|审批|考核|检查|备案|统计|指导|牵头|组织|配合|采购|事业单位"
)
_VERBS = (
    "(?:全额|全部|足额|统一|统筹|专项|予以|给予|资金|预算|中|内)*"
    "(?:保障|负担|承担|安排|解决|兜底|托底|包干|买单|列支|支出|支付|拨付|拨款|拨给|核拨|下达|补助|供给|供养|投入|支持|统筹)"
)
#: 75万元，每个楼道2,500元，由街道财政资金解决: the price stands between the total and who pays it.
_PRICED = re.compile(
    r"[，,（(](?:按照?)?(?:每|平均每|单价|人均|户均)[^，,。；;\d]{0,8}[\d.,]+\s*(?:万|亿)?元[^，,。；;\d]{0,4}[)）]?"
)
#: 中央、省、市按5:3:2分担, 由区里出: levels of the treasury that bear all of it.
_SHARED_OUT = re.compile(
    r"(?:中央|[省市区县州]级?)(?:[、和及与](?:[省市区县州]级?|地方|乡镇))+(?:[两三四]级|财政)*"
    r"(?:按|共同)[^，,。；;元]{0,12}(?:分担|承担|负担)"
    r"|[两三四]级财政(?:各自?|共同|按比例|平均)(?:负担|承担|分担|安排|出资)"
    r"|由(?:[省市区县州镇乡]里|上级)(?:全部|全额)?(?:出资?|给|拨|解决|承担|负担|保障)(?=[，,。；;\n]|$)"
)
_KINDS = "(?:资金|预算|经费|拨款|安排|补助|保障|解决|列支|专项|支出|投入|拨付|出资|承担|负担|内|中)*"
#: What stands before 由财政承担 where it speaks of all the money: 上述经费, 本项目资金, 2025年预算.
_SUBJECT = (
    r"(?:20\d\d年度?|[本该此]|上述|以上|所需|全部|全年|年度|当年|今年|所有|相关|前述|总|其|各项|一切|项目|专项|工作|活动|运行|建设|预算"
    r"|实施|执行|开展|财政)*"
    r"(?:资金|经费|费用|支出|投入|款项|开支|项目|预算|金额|款源|费)?(?:需求|总额|部分|由来|来源|渠道)?"
)


@cache
def _payer(source: tuple[str, ...]) -> str:
    words = field_words().amount
    fund = "(?:补助|专项|奖补|转移支付|涉农|衔接|整合|发展|直达)资金"
    level = rf"{any_of(words.levels)}(?:财政)?[\u4e00-\u9fff]{{0,8}}?{fund}"
    others = rf"(?![^，,。；;\n]{{0,10}}?{any_of(words.not_own_income)})"
    income = rf"{others}[\u4e00-\u9fff]{{0,6}}?(?:收入|会费|工会经费)"
    if source == words.fiscal:  # what is paid into 财政专户 is no treasury's money yet
        return rf"(?!{any_of(words.not_fiscal)})(?:{any_of(source)}|{level})"
    return rf"(?:{any_of(source)}|{income})"


@cache
def _whole(source: tuple[str, ...]) -> re.Pattern[str]:
    """Sentences that say where all the money comes from: 均为财政拨款, 资金来源为区级财政."""
    words = field_words().amount
    payer = _payer(source)
    verbs = "(?:[：:]|是|为|由|来自|来源于|源于|系|属于|属|使用|申请|纳入|列入|从|在|通过|拟|\t|\\||】|\\s)*"
    lead = rf"{any_of(words.wholly)}(?:资金)?(?:均|全部|都|全额)?{verbs}"
    return re.compile(
        rf"{lead}(?:20\d\d年)?[\u4e00-\u9fff]{{0,8}}?{payer}[^，,。；;：:\n）)]*"
        rf"|{payer}[\u4e00-\u9fff]{{0,3}}(?:全额|全部|足额|统一)(?:予以)?"
        "(?:保障|负担|承担|安排|解决|兜底|托底|包干|买单|列支|拨付|拨款|补助)(?!的?[事预]业?算?单位)"
        # 县级财政水利发展资金列支。 is a sentence of its own.
        rf"|(?:^|[。；;]|\n(?<!\n\n))\s*+[\u4e00-\u9fff]{{0,4}}?{payer}[\u4e00-\u9fff]{{0,10}}(?:列支|安排|解决|承担|负担|保障|拨付)(?=\s*(?:[。；;\n]|$))"
    )


@cache
def _paid(source: tuple[str, ...]) -> re.Pattern[str]:
    """Who pays, said of the money itself: 上述经费由县财政负担, 本项目资金申请财政拨款解决."""
    words = field_words().amount
    payer = _payer(source)
    hedges = (*words.wholly, "拟", "计划", "将", "已", "应", "由", "申请", "主要", "统一", "全额")
    hedge = f"{any_of(indivisible(hedges))}*"
    return re.compile(
        rf"(?P<front>^|[，,。；;：:】）)]|\n(?<!\n\n)|元(?:整|人民币)?)\s*+(?P<subject>{_SUBJECT}){hedge}"
        rf"(?:由|恳?请|申请|纳入|列入|从|使用|通过|争取|在|来自|来源于|为|是|系|[：:])(?P<said>(?:20\d\d年度?)?[^，,。；;\n\d]{{0,14}}?{payer}(?:局|厅|部门)?"
        rf"(?:[^，,。；;\n\d]{{0,8}}?{_VERBS}|(?:专项)?(?:资金|预算|拨款|经费)?(?=[，,。；;\n）)]|$)))"
    )


def all_fiscal(text: str, total: tuple[int, int] | None = None) -> bool:
    """Tell whether ``text`` says that its money is all from 财政: 均为财政拨款, 资金来源为区级财政.

    ``total`` is where the year's total stands: only of it 由财政安排 says all behind an amount.

    >>> all_fiscal("预算5万元，均为财政拨款。"), all_fiscal("全部由区财政承担")
    (True, True)
    >>> all_fiscal("预算5万元，由区财政安排。", (2, 5)), all_fiscal("设备5万元，由区财政安排，软件2万元。")
    (True, False)
    >>> all_fiscal("其中财政拨款3万元"), all_fiscal("资金来源：财政拨款3万元，自筹2万元")
    (False, False)
    """
    words = field_words().amount
    text = _unticked(text)
    bare = re.sub(
        rf"(?:不使用|不涉及|不含|没有|无需|未安排|不安排|未使用|未申请|无|非){any_of(words.own)}\w{{0,4}}",
        "",
        text,
    )
    return not any(word in bare for word in words.own) and (
        _says(words.fiscal, text, total) or _SHARED_OUT.search(text) is not None
    )


def all_own(text: str, total: tuple[int, int] | None = None) -> bool:
    """Tell whether ``text`` says that its money is all the body's own: 全部由医院自筹解决.

    >>> all_own("项目资金8万元，全部由医院自筹解决。"), all_own("资金来源：财政拨款，不足部分自筹")
    (True, False)
    """
    words = field_words().amount
    text = _unticked(text)
    bare = re.sub(r"(?:不使用|不申请|不含|无|非)财政\w{0,4}", "", text)
    return not any(word in bare for word in words.fiscal) and _says(words.own, text, total)


def _unticked(text: str) -> str:
    """Return a text without the options that a form leaves unticked: ☑财政拨款 □自筹."""
    if not re.search("[☑✓√✔■]", text):
        return text
    text = re.sub(r"[□☐][^□☐☑✓√✔■\s，,。；;）)]*", lambda m: " " * len(m[0]), text)
    return re.sub("[☑✓√✔■]", " ", text)


def _says(source: tuple[str, ...], text: str, total: tuple[int, int] | None) -> bool:
    return (
        any(_is_money(match[0]) for match in _whole(source).finditer(text))
        or any(_of_all(match, text, total) for match in _paid(source).finditer(text))
        or (total is not None and _beside(source, text, total))
    )


def _beside(source: tuple[str, ...], text: str, total: tuple[int, int]) -> bool:
    """Tell whether the source stands in brackets or in apposition right beside the total."""
    behind = (_bracketed(source).match(text, total[1]), _apposed(source).match(text, total[1]))
    whole = re.search(rf"{_payer(source)}(?:资金)?(?:占比|占|比例|比重)[为达：:]*\s*100\s*[%％]", text)
    return whole is not None or any(behind) or _in_front(source).search(text[: total[0]]) is not None


def paid_behind(text: str, end: int) -> tuple[bool, bool]:
    """Return whether the words right behind ``end`` say that 财政, or own funds, pay what stands before.

    >>> text = "预算5万元，其中餐费5万元，由县财政安排。"
    >>> paid_behind(text, text.index("，由"))
    (True, False)
    """
    words = field_words().amount
    told = [
        any(match.start("front") <= end + 1 and _of_all(match, text, (end, end)) for match in found)
        for found in (_paid(words.fiscal).finditer(text, end), _paid(words.own).finditer(text, end))
    ]
    return told[0] and not told[1], told[1] and not told[0]


def _is_money(words: str) -> bool:
    return not _AMOUNT.search(words) and not _OFFICE.search(words)


def _of_all(match: re.Match[str], text: str, total: tuple[int, int] | None) -> bool:
    """Tell whether a statement is about all the money: it has a subject, or the total right before it."""
    if _OFFICE.search(match["said"]):
        return False
    if len(match["subject"]) > 1 and not match["subject"].endswith("部分"):
        return match["front"].strip() != "元"
    at = match.start("front")
    if total is None or at < total[1] - 1:
        return False
    between = _PRICED.sub("", text[total[1] : at])
    return re.fullmatch(r"\s*(?:整|人民币)?(?:[（(][^）)]*)?\s*", between) is not None or (
        # 36万元，列入2026年部门预算，由财政拨款安排
        re.fullmatch(r"(?:20\d\d年|[^。；;：:\n\d（()）])*", between) is not None
        and not any(word in between for word in field_words().amount.scope)
    )


@cache
def _bracketed(source: tuple[str, ...]) -> re.Pattern[str]:
    """The source in brackets behind the total: 58万元（区级财政资金）."""
    return re.compile(
        rf"(?:整|人民币)?\s*[（(](?:均为|全部为|全为|为|来源[：:为]|资金来源[：:为]?)*[^（）()\d，,；;]{{0,8}}{_payer(source)}"
        r"(?![^（）()]{0,4}(?:批复|评审|审核|核定|为准|下达))[^（）()\d，,；;]{0,8}[)）]"
    )


@cache
def _apposed(source: tuple[str, ...]) -> re.Pattern[str]:
    """The source as a clause of its own behind the total: 预算240万元，市级财政资金。"""
    return re.compile(
        rf"(?:整|人民币)?\s*[，,；;]\s*(?:[系为是属]|均为|来自)?[\u4e00-\u9fff]{{0,6}}?{_payer(source)}{_KINDS}\s*(?=[，,。；;\n]|$)"
        # 合计 | 240 | 市级财政资金: the remark of the total's row
        rf"|[ ]*[|\t][ ]*[\u4e00-\u9fff]{{0,6}}?{_payer(source)}{_KINDS}[ ]*(?=[|\t\n]|$)"
    )


@cache
def _in_front(source: tuple[str, ...]) -> re.Pattern[str]:
    """The source as a clause of its own in front of the total: 省级财政资金，预算总额44万元."""
    return re.compile(
        rf"(?:^|[。；;：:]|\n(?<!\n\n))\s*+[\u4e00-\u9fff]{{0,6}}?{_payer(source)}{_KINDS}\s*[，,]\s*[^，,。；;：:\n\d]{{0,12}}$"
    )


@cache
def _thing() -> re.Pattern[str]:
    words = field_words().amount
    ends = any_of(
        (
            "费",
            "费用",
            "采购",
            "购置",
            "维护",
            "运维",
            "维修",
            "租赁",
            "印刷",
            "培训",
            "活动",
            "仪式",
            "建设",
            "改造",
        )
    )
    return re.compile(
        rf"{any_of((*words.fiscal, *words.own))}"
        rf"(?P<thing>[\u4e00-\u9fff（）()、]{{2,20}}?{ends}|还本(?:付息)?|付息|本息|利息|本金)[约为共计：:\s]*$"
    )


def names_a_thing(tail: str) -> bool:
    """Tell whether a source's word only names what is bought: 财政票据印刷费, 自有车辆维修费.

    >>> names_a_thing("财政票据印刷费"), names_a_thing("财政资金安排印刷费"), names_a_thing("专项债券利息")
    (True, False, True)
    """
    match = _thing().search(tail)
    return match is not None and not re.search(
        "资金|拨款|经费|补助|补贴|预算|专项|安排|拨付|承担|负担|投入|支付|列支|解决|保障|用于|支出",
        match["thing"],
    )
