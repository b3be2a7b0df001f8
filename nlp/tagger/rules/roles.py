"""An amount with its surroundings, and the role that they fix: other years, sources, prices, else plain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Final

from nlp.tagger.rules.labels import component_name, is_source, near_words
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.outside_money import is_outside
from nlp.tagger.rules.outturn import left_over
from nlp.tagger.rules.passages import NEW_ITEM, Passage, clause_start
from nlp.tagger.rules.payers import (
    in_brackets,
    is_levels_money,
    others_money,
    own_income,
    paid_by,
    told_of_before,
)
from nlp.tagger.rules.quarters import quarter_figures
from nlp.tagger.rules.sources import names_a_thing
from nlp.tagger.rules.table_figures import inside, money_grids
from nlp.tagger.rules.told_years import A_YEAR, compared_with, named_year, put_off_year, years_in_turn
from nlp.values.amount import Amount
from nlp.values.cells import money_in
from nlp.values.dates import Period, find_periods

_YEARS: Final = re.compile(r"(?:[二两三四五六七八九十]|[2-9])\s*年(?!度?第)|各年")
#: 每件200元、1800件: the price belongs to its own figure.
_PRICE: Final = re.compile(r"(?:按照?)?(?:每|单价)[^，,、。；;\d]{0,6}[\d.,]+\s*(?:万|亿)?元")
#: 比2024年70万元减少7万元: a year that is only compared with.
#: 上年结转3万元，其他资金5万元: what was carried over ends with its own item.
_COMPARED: Final = re.compile(
    r"(?:同比|对比|比|较|与)(?:上年|去年|20\d\d年)[^，,；;。（）()]*"
    r"|(?:上年度?|去年|往年|以前年度)的?(?:财政)?(?:拨款|资金)?结[转余][^，,；;。（）()]*(?=[，,；;])"
)
#: 2023年已安排700万元，当年执行683万元: that year, not this one.
_THAT_YEAR: Final = re.compile(r"(?P<year>20\d\d)年(?:(?!20\d\d年)[^。；;])*?当年")
_THIS_YEAR: Final = re.compile("本年|当年|今年")
#: 截至2025年底已下达3000万元: a sum up to then, no single year's.
_SPENT: Final = re.compile(
    r"(?:截[至止]|至|到)20\d\d年[^，,。；;]{0,4}(?:底|末|日)[^，,。；;]{0,4}(?:已|累计)[^，,。；;]{0,6}$"
)
#: 下降9.5%，主要是压减会议费3万元、培训费3万元: what made the change.
_REASON: Final = re.compile(
    r"(?:^|(?<=[。；;]))(?>[^。；;]*?(?:增|减|降|升|变化|变动))"
    r"(?>[^。；;]*?(?:主要是|主要为|主要因|主要由于|原因是|原因为|由于|因为?))"
    r"(?>[^。；;]*?(?:压减|减少|核减|调减|增加|新增|取消|不再|削减))[^。；;]*$"
)
#: 使用上年结转财政资金93.65万元: money of the treasury that this year spends.
_CARRIED: Final = re.compile(
    r"(?:上年|上年度|以前年度|往年|历年|20\d\d年度?|年初)[^，,。；;\d]{0,6}(?:结转|结余|结转结余)[^，,。；;\d]{0,4}?"
    r"(?<!非)财政(?:性|专项|补助|拨款|资金|经费|预算)*(?:安排|约|共|计|为|[：:\s])*$"
)
#: 上半年累计170.76万元: what several quarters or months make together.
_SO_FAR: Final = re.compile(
    r"(?:上半年|前[一二三四五六七八九十\d]{1,2}个?(?:季度|月))[^，,。；;\d]{0,4}(?:累计|合计|共)[约计支出为]*$"
)
#: 2025—2027年，每年65万元: what each of the years costs.
_EACH_YEAR: Final = re.compile("每年度?[^，,。；;\\d]{0,8}$")
#: 96万元，由区级财政和学校自筹共同承担: both pay, each what is told behind.
_JOINTLY: Final = re.compile(
    r"^[，,]?\s*(?:资金)?(?:由|来源)[^。；;，,\d]{2,30}?(?:[和及与、]|以及)[^。；;，,\d]{2,20}?(?:共同|分别|按比例|各自|分担).*",
    re.DOTALL,
)
#: （某市2024年投入800万元），本项目: other money in brackets tells no year of the next amount.
_ASIDE: Final = re.compile(r"[（(][^（()）]*\d[^（()）]*元[^（()）]*[)）]")
#: 771,325,800元（2026—2027年）: the years are those of the amount in front.
_SPELL_BEHIND: Final = re.compile(
    r"(?<=元)\s*[（(]\s*(20\d\d)\s*年?\s*[-–—~～至]{1,2}\s*(20\d\d)\s*年?度?[^（()）\d元]{0,6}[)）]"
)
#: 参照外地做法（某市投入800万元）: an example.
_MODEL: Final = re.compile(r"(?:参照|参考|借鉴|对标)[^。；;，,（(]*[（(][^）)]*$")
#: 剩余35万元缺口由学校解决: the word between the amount and who pays.
_GAP: Final = re.compile(r"^的?(?:资金)?(?:缺口|部分|差额|不足部分)(?=由|从|通过)")
#: Income of another year, or what is only hoped for.
_RESULT: Final = re.compile(r"上年|去年|往年|年均|历年|20\d\d年|实现|取得|完成|(?<!文)创|同比|增长|达到|超过")
#: 30万元，由自有资金解决: a clause of its own, not 全部由自有资金解决.
_PAID_BY: Final = re.compile(r"^[，,]\s*(?=由|通过|从|用|使用|来自)")
#: 年服务费30万元由其自行承担: whoever was spoken of pays, not the one who writes.
_BY_THEM: Final = re.compile(
    r"^[，,]?\s*(?:费用|款项|此款|全部|均|也|已|须|应|需)*由(?:其(?![他它余中])|(?:该|对方|后者|各自?)[^，,。；;\d]{0,8}自行)"
)
#: 预计实现演出收入60万元: what comes of the project.
_EARNED: Final = re.compile(
    "(?:实现|取得|创造|获得|完成|带来|增加|预期)[^，,。；;]{0,12}(?:收入|收益|效益)[约近达到为超过]*$"
)

_YEARS_INVESTMENT: Final = re.compile(
    r"(?:(20\d\d)年度?|本年度?|当年)(?:项目|工程|计划|预计|拟|完成)*(?:总投资|投资总额|总规模)[额为是约共计：:\s]*$"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One amount with its surroundings."""

    amount: Amount
    near: str
    sentence: str
    after: str
    years: tuple[Period, ...]
    item: int | None
    this_year: bool = False
    put_off: int | None = None
    relative: int | None = None
    outside: bool = False
    behind: str = ""


def surroundings(part: Passage, fiscal_year: int | None, project: str | None) -> list[Seen]:
    """Return the passage's amounts with the words and years around them; prices and quarters' sums left out.

    The project's own name says nothing about an amount: it is masked.
    """
    text = part.text
    masked = text
    if project:
        masked = text.replace(project, "项" * len(project))
    # 2025年一季度的124万元编入下年预算 is no quarter's of this year.
    quarter_sums = {
        (a.start, a.end)
        for region, _, amounts in quarter_figures(part)
        for a in amounts
        if region.mention.year in (None, fiscal_year) or put_off_year(text[a.end :], fiscal_year) is None
    }
    found: list[Seen] = []
    in_turn = years_in_turn(text)
    previous_end = 0
    items = list_items(text)
    tables = money_grids(text)
    for amount in money_in(text):
        if inside(amount.start, tables):
            continue
        sentence_start = clause_start(text, amount.start)
        floor = previous_end + told_of_before(masked[previous_end : amount.start]) if previous_end else 0
        near = near_words(masked, amount.start, floor)
        sentence = masked[sentence_start : amount.start]
        after = text[amount.end : amount.end + 14]
        item = next((k for k, (a, b) in enumerate(items) if a <= amount.start < b), None)
        sentence_years = _SPELL_BEHIND.sub(
            lambda m: " " * len(m[0]), _ASIDE.sub(lambda m: " " * len(m[0]), sentence)
        )
        compared = _COMPARED.sub(lambda m: " " * len(m[0]), sentence_years)
        compared = _THAT_YEAR.sub(lambda m: _without_that_year(m, fiscal_year), compared)
        years = tuple(p for p in find_periods(compared, default_year=fiscal_year) if p.kind != "duration")
        floor = years[-1].end if years else 0
        this_year = _THIS_YEAR.search(compared, floor) is not None
        told = re.compile(A_YEAR).search(compared, floor)
        relative = named_year(None, told["relative"], fiscal_year) if told and not this_year else None
        a_year = amount.per_unit and after.lstrip().startswith(("/年", "／年", "每年"))
        if (amount.start, amount.end) not in quarter_sums and (a_year or not amount.per_unit):
            found.append(
                Seen(
                    amount,
                    near,
                    sentence,
                    after,
                    years,
                    item,
                    this_year,
                    in_turn.get(amount.start)
                    or compared_with(near, fiscal_year)
                    or put_off_year(text[amount.end :], fiscal_year),
                    relative,
                    is_outside(text, amount),
                    text[amount.end : amount.end + 40],
                )
            )
        if not amount.per_unit:
            previous_end = amount.end
    return found


def _without_that_year(match: re.Match[str], fiscal_year: int | None) -> str:
    """Return the words without 当年 where it means the year named before it."""
    return match[0] if int(match["year"]) == fiscal_year else match[0][:-2] + "  "


def list_items(text: str) -> list[tuple[int, int]]:
    """Return the ranges of numbered paragraphs, each with its heading."""
    starts = [
        match.start()
        for match in re.finditer(r"^.*$", text, re.MULTILINE)
        if NEW_ITEM.match(match[0]) and "季度" not in match[0][:6]
    ]
    sums = re.compile(
        rf"^[^\S\n]*(?:以上|上述)?(?:各项|[\d一二三四五六七八九十]+项)?(?:经费|费用|资金|支出)?{any_of(field_words().amount.sums)}",
        re.MULTILINE,
    )
    starts = sorted({*starts, *(match.start() for match in sums.finditer(text))})
    ranges = pairwise([*starts, len(text)])
    return [(a, b) for a, b in ranges if not sums.match(text, a)]


def fixed_role(seen: Seen, fiscal_year: int | None) -> str:
    """Return a role that the words fix, else ``plain``.

    ``none`` is no budget money; ``others`` is what companies or families pay (:func:`settle_others`).
    """
    words = field_words().amount
    near = _PRICE.sub("", re.split("[，,]", seen.near.rstrip("，, "))[-1])
    tail = near.rsplit("）", 1)[-1] if near.count("）") > near.count("（") else near
    named = _named_behind(tail)
    after, behind = seen.after.lstrip(), _GAP.sub("", _JOINTLY.sub("", seen.behind.lstrip()))
    if _MODEL.search(seen.sentence):
        return "none"
    if seen.outside or _REASON.search(seen.sentence):
        return "none"
    if seen.put_off is not None and seen.put_off != fiscal_year:
        return "AMOUNT_OTHER_YEAR"
    if own_income(tail, seen.sentence, seen.after) and not _RESULT.search(tail):
        return "AMOUNT_OWN"
    if _is_no_budget_money(tail) or tail.rstrip("了为约 ").endswith(words.changes):
        return "none"
    if after.startswith(words.not_budget_after) or re.match(r"[（(]含[)）]", after):
        return "none"
    if re.match(r"\s*的\s*\d|\s*/(?!年)", seen.after) and not any(w in tail for w in ("费", "经费", "资金")):
        return "none"
    if _SPENT.search(tail):
        return "past"
    if _SO_FAR.search(tail) or left_over(tail, seen.behind):
        return "none"
    if _CARRIED.search(tail):
        return "AMOUNT_FISCAL"
    if _reviewed().search(seen.sentence):
        return "none"
    if (any(w in tail for w in words.multi_year) and not _of_this_year(tail, fiscal_year)) or (
        not _EACH_YEAR.search(tail) and _spans_years(seen, fiscal_year)
    ):
        return _multi_or_none(seen, fiscal_year)
    if (spell := _SPELL_BEHIND.match("元" + seen.behind, 1)) and int(spell[1]) < int(spell[2]):
        return "past" if fiscal_year is not None and int(spell[2]) < fiscal_year else "AMOUNT_MULTI_YEAR"
    if others_money().search(tail) or _BY_THEM.match(seen.behind):
        return "others"
    year = year_of(seen, fiscal_year)
    if year is not None and fiscal_year is not None and year != fiscal_year and year_is_near(seen):
        return "AMOUNT_OTHER_YEAR" if year > fiscal_year else "past"
    if named is not None:
        return "plain"
    if names_a_thing(tail):
        return "plain"
    if (source := in_brackets(seen.behind)) and not _is_thing(near):
        return source
    if any(w in tail for w in words.own) or paid_by(words.own).match(_PAID_BY.sub("", behind)):
        return "AMOUNT_OWN"
    if paid_by(words.fiscal).match(behind):
        return "AMOUNT_FISCAL"
    if any(w in tail for w in words.not_fiscal):
        return "none"
    if any(w in tail for w in words.fiscal) or is_levels_money(tail):
        return "AMOUNT_FISCAL"
    return "plain"


def _of_this_year(tail: str, fiscal_year: int | None) -> bool:
    """Tell whether an investment is the budget year's own: 2025年总投资640万元, not 2025年批复总投资."""
    told = _YEARS_INVESTMENT.search(tail)
    return told is not None and (told[1] is None or int(told[1]) == fiscal_year)


def _named_behind(tail: str) -> str | None:
    """Return an item's own name behind a colon, which ends what is said of sources: 均为财政资金：摸底费."""
    before, colon, behind = re.sub(":", "：", tail).rpartition("：")
    name = component_name(behind)
    words = field_words().amount
    fits = (
        bool(before and colon)
        and len(re.findall(r"[\u4e00-\u9fff]", name)) > 1
        and not (is_source(name) or is_levels_money(name))
        and not any(word in behind for word in (*words.fiscal, *words.own, *words.total))
    )
    return name if fits else None


def _is_thing(near: str) -> bool:
    """Tell whether the words before an amount name what it buys: 设备费30万元（财政资金）."""
    name = re.sub("^(?:其余|剩余|剩下|余下|不足|差额|缺口|尚缺)", "", component_name(near))
    return len(re.findall(r"[\u4e00-\u9fff]", name)) > 1 and not (is_source(name) or is_levels_money(near))


def settle_others(seen: Sequence[Seen], roles: list[str]) -> list[str]:
    """Return the roles; what companies or families pay is a source where the sources make up a stated sum.

    总投资300万元，市财政补助120万元，企业自筹180万元 · not 预算40万元，参与企业自筹资金1.1亿元
    """
    sources = ("AMOUNT_FISCAL", "AMOUNT_OWN", "others")
    result = [*roles]
    for index, role in enumerate(roles):
        if role != "others":
            continue
        first = last = index
        while first and roles[first - 1] in sources:
            first -= 1
        while last + 1 < len(roles) and roles[last + 1] in sources:
            last += 1
        whole = sum((s.amount.value for s in seen[first : last + 1]), Decimal(0))
        fits = last > first and any(s.amount.value == whole for s in seen[:first])
        result[index] = "AMOUNT_OWN" if fits else "none"
    return result


@cache
def _no_money_head() -> re.Pattern[str]:
    """A noun of not_budget_heads right before the amount: 标准为50万元, but not 标准化经费50万元."""
    heads = any_of(field_words().amount.not_budget_heads)
    return re.compile(
        rf"{heads}(?:额|数|规模|总额|金额|近|约|达|达到|为|是|分别|各|累计|不超过|超过|超|[：:\s])*$"
    )


@cache
def _reviewed() -> re.Pattern[str]:
    """An investment that a review looks at: 送审工程造价约18亿元, 审计项目26个，涉及总投资18亿元."""
    words = field_words().amount
    many = rf"{any_of(words.reviewing)}[^。；;]*\d[个项][^。；;]*涉及"
    kind = "(?:的|建设|工程|项目|政府|预算|结算|决算)*"
    return re.compile(
        rf"(?:{any_of(words.reviewed)}|{many}){kind}{any_of(words.multi_year)}[^，,。；;\d]{{0,6}}$"
    )


def _is_no_budget_money(tail: str) -> bool:
    """Tell whether the words right before an amount make it a price, a threshold, a result or a past sum."""
    words = field_words().amount
    return (
        any(w in tail for w in words.not_budget)
        or _no_money_head().search(tail) is not None
        or _COMPARED.fullmatch(tail.strip()) is not None
        or _EARNED.search(tail) is not None
    )


def is_spell(name: str) -> bool:
    """Tell whether an item's name is a part of the year: 上半年, 春季学期, 后两季度.

    >>> is_spell("上半年"), is_spell("春季学期发放"), is_spell("春季展")
    (True, True, False)
    """
    return (
        re.fullmatch(
            r"(?:[当本今]年度?|(?:其余|剩余|剩下|余下|不足|差额)(?:的|部分|资金|经费)*|[上下]半年|\w{1,4}节前后?|\d{1,2}月[底末]?前|[上下]学期|第?[一二三四五六][期批次]|[前后][两二三2-3]个?季度?|[春秋]季学期|年[初中末底]|\d{1,2}月?[至—-]?\d{0,2}月|每年|每月|每季度?|第?[一二三四1-4]季度)"
            r"(?:\w{0,2}(?:支出|支付|发放|安排|执行|拨付|使用|投入|预算|追加))?",
            name,
        )
        is not None
    )


def year_of(seen: Seen, fiscal_year: int | None) -> int | None:
    """Return the year that the sentence speaks of right before the amount, or puts it off to behind it."""
    if seen.put_off is not None:
        return seen.put_off
    if seen.this_year:
        return fiscal_year
    if seen.relative is not None:
        return seen.relative
    for period in reversed(seen.years):
        if period.kind == "year" and period.first is not None:
            return period.first.year
        if period.first is not None and period.last is not None:
            return period.first.year if period.first.year == period.last.year else None
    return None


def year_is_near(seen: Seen) -> bool:
    """Tell whether the last year named belongs to the amount: its clause says money words, not a date."""
    if seen.this_year or seen.put_off is not None or seen.relative is not None:
        return True
    if not seen.years:
        return False
    last = seen.years[-1]
    between = seen.sentence[last.end :]
    return last.kind in ("year", "half") and len(between) <= 40 and "；" not in between


def _spans_years(seen: Seen, fiscal_year: int | None) -> bool:
    if not seen.years:
        return bool(_YEARS.search(seen.near)) and any(w in seen.near for w in ("总", "共", "合计"))
    last = seen.years[-1]
    if last.first is None or last.last is None or last.first.year == last.last.year:
        return False
    between = seen.sentence[last.end :]
    return len(between) <= 60 and "其中" not in between


def _multi_or_none(seen: Seen, fiscal_year: int | None) -> str:
    """Return the multi-year role, unless the years are all over before the fiscal year begins."""
    for period in reversed(seen.years):
        if period.first and period.last and period.first.year != period.last.year:
            over = fiscal_year is not None and period.last.year < fiscal_year
            return "past" if over else "AMOUNT_MULTI_YEAR"
    return "AMOUNT_MULTI_YEAR"
