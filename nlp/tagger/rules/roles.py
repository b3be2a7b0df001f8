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
from nlp.values.amount import Amount, find_amounts
from nlp.values.cells import money_in
from nlp.values.dates import Period, find_periods

_YEARS: Final = re.compile(r"(?:[二两三四五六七八九十]|[2-9])\s*年(?!度?第)")
#: 每件200元、1800件: the price belongs to its own figure.
_PRICE: Final = re.compile(r"(?:按照?)?(?:每|单价)[^，,、。；;\d]{0,6}[\d.,]+\s*(?:万|亿)?元")
#: 比2024年70万元减少7万元: a year that is only compared with.
_COMPARED: Final = re.compile(r"(?:同比|对比|比|较|与)(?:上年|去年|20\d\d年)[^，,；;。（）()]*")
#: 2023年已安排700万元，当年执行683万元: that year, not this one.
_THAT_YEAR: Final = re.compile(r"(?P<year>20\d\d)年(?:(?!20\d\d年)[^。；;])*?当年")
_THIS_YEAR: Final = re.compile("本年|当年|今年")
#: 截至2025年底已下达3000万元: a sum up to then, no single year's.
_SPENT: Final = re.compile(
    r"截[至止]20\d\d年[^，,。；;]{0,4}(?:底|末|日)[^，,。；;]{0,4}(?:已|累计)[^，,。；;]{0,6}$"
)
#: 下降9.5%，主要是压减会议费3万元、培训费3万元: what made the change.
_REASON: Final = re.compile(
    r"(?:增|减|降|升|变化|变动)[^。；;]*(?:主要是|主要为|主要因|主要由于|原因是|原因为|由于|因为?)[^。；;]*"
    r"(?:压减|减少|核减|调减|增加|新增|取消|不再|削减)[^。；;]*$"
)
#: Income of another year, or what is only hoped for.
_RESULT: Final = re.compile(r"上年|去年|往年|年均|历年|20\d\d年|实现|取得|完成|创|同比|增长|达到|超过")
#: 30万元，由自有资金解决: a clause of its own, not 全部由自有资金解决.
_PAID_BY: Final = re.compile(r"^[，,]\s*(?=由|通过|从|用|使用|来自)")
#: 预计实现演出收入60万元: what comes of the project.
_EARNED: Final = re.compile(
    "(?:实现|取得|创造|获得|完成|带来|增加|预期)[^，,。；;]{0,12}(?:收入|收益|效益)[约近达到为超过]*$"
)
#: 2022年、2023年已分别安排500万元、600万元
_IN_TURN: Final = re.compile(r"((?:20\d\d年度?[、，,和及]?){2,})[^。；;，,\d]{0,14}分别[^。；;，,\d]{0,8}")
#: 上年预算60万元: years told from the budget's own.
_RELATIVE: Final = {
    "上年": -1,
    "去年": -1,
    "上一年": -1,
    "前年": -2,
    "下年": 1,
    "次年": 1,
    "明年": 1,
    "下一年": 1,
}
_A_YEAR: Final = r"(?:(?P<year>20\d\d)年|(?P<relative>上一年|下一年|上年|去年|前年|下年|次年|明年))度?"
#: 其余24万元列入2026年预算 · 剩余80万元2026年安排
_PUT_OFF: Final = re.compile(
    r"[^，,。；;\d]{0,4}(?:列入|纳入|安排在|安排到|安排于|结转至|结转到|计入|在|于|留待)" + _A_YEAR + "|"
    r"[，,]?(?:计划|拟|将|再|由)?"
    + _A_YEAR.replace("<year>", "<year2>").replace("<relative>", "<relative2>")
    + r"(?:再|继续|予以|预算)?(?:安排|支付|支出|列支|拨付|下达|解决|投入|到位|付清)(?![^，,。；;]{0,8}\d)"
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
    quarter_sums = {(a.start, a.end) for _, _, amounts in quarter_figures(part) for a in amounts}
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
        compared = _COMPARED.sub(lambda m: " " * len(m[0]), sentence)
        compared = _THAT_YEAR.sub(lambda m: _without_that_year(m, fiscal_year), compared)
        years = tuple(p for p in find_periods(compared, default_year=fiscal_year) if p.kind != "duration")
        floor = years[-1].end if years else 0
        this_year = _THIS_YEAR.search(compared, floor) is not None
        told = re.compile(_A_YEAR).search(compared, floor)
        relative = _named_year(None, told["relative"], fiscal_year) if told and not this_year else None
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
                    or _compared_with(near, fiscal_year)
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
        rf"^\s*(?:以上|上述)?(?:各项|[\d一二三四五六七八九十]+项)?(?:经费|费用|资金|支出)?{any_of(field_words().amount.sums)}",
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
    after, behind = seen.after.lstrip(), seen.behind.lstrip()
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
    if re.match(r"\s*的\s*\d|\s*/", seen.after) and not any(w in tail for w in ("费", "经费", "资金")):
        return "none"
    if _SPENT.search(tail):
        return "past"
    if any(w in tail for w in words.multi_year) or _spans_years(seen, fiscal_year):
        return _multi_or_none(seen, fiscal_year)
    if others_money().search(tail):
        return "others"
    year = year_of(seen, fiscal_year)
    if year is not None and fiscal_year is not None and year != fiscal_year and year_is_near(seen):
        return "AMOUNT_OTHER_YEAR" if year > fiscal_year else "past"
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


def _is_no_budget_money(tail: str) -> bool:
    """Tell whether the words right before an amount make it a price, a threshold, a result or a past sum."""
    words = field_words().amount
    return (
        any(w in tail for w in words.not_budget)
        or _no_money_head().search(tail) is not None
        or _COMPARED.fullmatch(tail.strip()) is not None
        or _EARNED.search(tail) is not None
    )


def years_in_turn(text: str) -> dict[int, int]:
    """Return the year of each amount, by where it starts, of years and amounts told off in turn.

    >>> years_in_turn("2022年、2023年已分别安排500万元、600万元")
    {16: 2022, 22: 2023}
    """
    result: dict[int, int] = {}
    amounts = find_amounts(text)
    for match in _IN_TURN.finditer(text):
        years = [int(year) for year in re.findall(r"20\d\d", match[1])]
        behind = [a for a in amounts if a.start >= match.end()][: len(years)]
        gaps = [text[a.end : b.start] for a, b in pairwise(behind)]
        close = bool(behind) and behind[0].start - match.end() <= 1
        if close and len(behind) == len(years) and all(re.fullmatch(r"\s*[、，,和及]\s*", g) for g in gaps):
            result.update(zip((a.start for a in behind), years, strict=True))
    return result


@cache
def _compared() -> re.Pattern[str]:
    return re.compile(
        rf"(?:比|较|与|为){_A_YEAR}(?:的|年初|预算|安排|预算数|执行数|预算安排|决算数|决算|实际|支出|完成|执行)*$"
    )


def _compared_with(near: str, fiscal_year: int | None) -> int | None:
    """Return the year whose money an amount is compared with: 比2024年预算70万元减少7万元."""
    match = _compared().search(near.rstrip())
    return _named_year(match["year"], match["relative"], fiscal_year) if match else None


def _named_year(year: str | None, relative: str | None, fiscal_year: int | None) -> int | None:
    if year:
        return int(year)
    return fiscal_year + _RELATIVE[relative] if relative and fiscal_year else None


def put_off_year(behind: str, fiscal_year: int | None = None) -> int | None:
    """Return the year that the words behind an amount put it off to.

    >>> put_off_year("列入2026年预算"), put_off_year("，2026年完成"), put_off_year("列入下年预算", 2025)
    (2026, None, 2026)
    """
    match = _PUT_OFF.match(behind)
    if match is None:
        return None
    return _named_year(match["year"] or match["year2"], match["relative"] or match["relative2"], fiscal_year)


def year_said(sentence: str, fiscal_year: int | None) -> int | None:
    """Return the year that a sentence names last, in figures or as 上年, 去年, 次年.

    >>> year_said("2023年安排40万元，上年安排", 2025), year_said("2023年安排", 2025)
    (2024, 2023)
    """
    dated = [p for p in find_periods(sentence, default_year=None) if p.first is not None]
    relative = list(re.finditer("|".join(sorted(_RELATIVE, key=len, reverse=True)), sentence))
    if relative and fiscal_year and (not dated or relative[-1].start() >= dated[-1].end):
        return fiscal_year + _RELATIVE[relative[-1][0]]
    return dated[-1].first.year if dated and dated[-1].first else None


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
