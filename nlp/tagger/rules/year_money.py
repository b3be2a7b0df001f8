"""The money of several years: a total over years, each year's part, and this year's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from nlp.tagger.rules.labels import component_name, is_source
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.roles import Seen, year_is_near, year_of

#: 2026年1至4月所需资金: a spell of the year names no item.
_MONTHS: Final = re.compile(
    r"\d{1,2}月?\s*(?:至|到|[—–~～-]+)\s*\d{1,2}月份?|\d{1,2}月份?|第?[一二三四1-4]季度|[上下]半年"
)
#: 320万元另行申请: another year's money is asked for apart in any case.
_APART: Final = re.compile(r"[，,]?(?:再|届时|待[^，,。；;\d]{0,8})?另行(?:申请|申报|安排|编报|解决)")
#: What a contract costs is the supplier's price, not the project's money: 合同总价, 中标金额.
_CONTRACT: Final = re.compile("合同(?!期)[\u4e00-\u9fff]{0,6}?(?:价|总|金额|额|款)|中标|成交")


def roles_by_year(seen: Sequence[Seen], roles: list[str], fiscal_year: int | None) -> list[str]:
    """Return the roles; what only the other amounts show is settled: totals over years and their parts."""
    roles = _plan_of_a_part(seen, roles)
    roles = _parts_of_a_plan(seen, _by_arithmetic(seen, roles, fiscal_year))
    roles = _years_of_a_total(seen, roles, fiscal_year)
    roles = _all_years(seen, roles, fiscal_year)
    return _parts_of_years(seen, _asked_for_later(seen, roles, fiscal_year), fiscal_year)


def _all_years(seen: Sequence[Seen], roles: list[str], fiscal_year: int | None) -> list[str]:
    """Return the roles; what each year has, whatever for, where the years are together the total over years.

    概算总投资3,186万元，2024年已安排勘察设计费96万元，2025年安排2,360万元，剩余730万元列入2026年计划
    """
    whole = next((i for i, role in enumerate(roles) if role == "AMOUNT_MULTI_YEAR"), None)
    if whole is None or fiscal_year is None:
        return roles
    run: dict[int, int] = {}
    for index in range(whole + 1, len(seen)):
        year = year_of(seen[index], fiscal_year)
        known = roles[index] in ("past", "AMOUNT_OTHER_YEAR", "plain", "AMOUNT_FISCAL")
        if year is None or year in run or not (known and year_is_near(seen[index])):
            break
        run[year] = index
        if sum((seen[i].amount.value for i in run.values()), Decimal(0)) == seen[whole].amount.value:
            others = {i for year, i in run.items() if year != fiscal_year}
            return ["AMOUNT_OTHER_YEAR" if i in others else role for i, role in enumerate(roles)]
    return roles


def _asked_for_later(seen: Sequence[Seen], roles: list[str], fiscal_year: int | None) -> list[str]:
    """Return the roles; what the project itself needs in a later year is that year's, who asks for it apart.

    2026年1至4月所需资金320万元另行申请 · not 2026年二期工程1.2亿元另行申报
    """
    result = [*roles]
    for index, item in enumerate(seen):
        year = year_of(item, fiscal_year)
        if (
            item.outside
            and year is not None
            and fiscal_year is not None
            and year > fiscal_year
            and _APART.match(item.behind)
            and not _is_named(replace(item, near=_MONTHS.sub("", item.near)))
        ):
            result[index] = "AMOUNT_OTHER_YEAR"
    return result


def _by_arithmetic(seen: Sequence[Seen], roles: list[str], fiscal_year: int | None) -> list[str]:
    """Return the roles; an amount that is the sum of the years' amounts, or a multiple of 每年, is the total.

    总经费240万元，2024年120万元，2025年120万元 · 经费总额540万元，每年180万元 · a contract's price is none
    """
    if "AMOUNT_MULTI_YEAR" in roles or fiscal_year is None or not seen:
        return roles
    by_year: dict[int, Decimal] = {}
    for item in seen:
        year = year_of(item, fiscal_year)
        if year is not None and year_is_near(item) and not _is_change(item):
            by_year.setdefault(year, item.amount.value)
    if any(any(word in s.near for word in ("结转", "结余")) for s in seen):
        by_year = {}  # 上年结转30万元，当年安排70万元 are sources of one year's money
    yearly = [s.amount.value for s in seen if re.search(r"每年(?:度)?[^，,。；;]{0,6}$", s.near)]
    told = [i for i, s in enumerate(seen) if i == 0 or _says_all(s)]
    wanted = {sum(by_year.values(), Decimal(0))} if len(by_year) > 1 else set()
    wanted |= {value * times for value in yearly for times in range(2, 11)}
    own = by_year.get(fiscal_year)
    for index in told:
        value = seen[index].amount.value
        years = ("AMOUNT_OTHER_YEAR", "past") if _says_all(seen[index]) else ()
        if _CONTRACT.search(seen[index].near):
            continue
        fits = ("none", "plain", *years, *(("AMOUNT_FISCAL",) if _says_all(seen[index]) else ()))
        if value in wanted and own != value and roles[index] in fits:
            return ["AMOUNT_MULTI_YEAR" if i == index else role for i, role in enumerate(roles)]
    return roles


def _is_change(item: Seen) -> bool:
    """Tell whether an amount is a change and no year's money: 较上年增加17万元."""
    return item.near.rstrip("了为约 ").endswith(field_words().amount.changes)


def _says_all(item: Seen) -> bool:
    """Tell whether an amount is named as a whole, without a year: 项目总经费560万元, 两年合计468万元."""
    return re.search("总|共|合计", item.near) is not None and re.search(r"20\d\d", item.near) is None


#: 鹿鸣桥概算1.24亿元 behind 鹿鸣桥4150万元
_ESTIMATE: Final = re.compile("(?:工程|项目|概算|估算|总?投资|总额|总造价|总经费|批复|核定|预计|约|为|的)+")


def _plan_of_a_part(seen: Sequence[Seen], roles: list[str]) -> list[str]:
    """Return the roles; a sentence on what one part costs over years tells no money of the whole project.

    路2860万元；桥4150万元。桥概算1.24亿元，2022年完成3600万元，2023年安排4150万元。
    """
    for index, role in enumerate(roles):
        name = component_name(seen[index].near) if role == "AMOUNT_MULTI_YEAR" else ""
        parts = {
            component_name(s.near) for s, its in zip(seen[:index], roles, strict=False) if its == "plain"
        }
        if any(len(p) > 1 and name.startswith(p) and _ESTIMATE.fullmatch(name[len(p) :]) for p in parts):
            same = [s.sentence.startswith(seen[index].sentence) for s in seen]
            return ["none" if told else its for told, its in zip(same, roles, strict=True)]
    return roles


def _parts_of_a_plan(seen: Sequence[Seen], roles: list[str]) -> list[str]:
    """Return the roles; what adds up to a total over years behind 其中 is broken down for all its years.

    概算总投资900万元，其中工程费700万元、设备费200万元；2025年已安排300万元 · without another year the
    estimate may be this year's, see :mod:`nlp.tagger.rules.amounts`.
    """
    whole = next((i for i, role in enumerate(roles) if role == "AMOUNT_MULTI_YEAR"), None)
    if whole is None or not any(
        role in ("past", "AMOUNT_OTHER_YEAR") or _says_year(s) for s, role in zip(seen, roles, strict=True)
    ):
        return roles
    if any(s.amount.value == seen[whole].amount.value for s in seen[whole + 1 :]):
        return roles  # asked for this year as a whole
    run: list[int] = []
    for index in range(whole + 1, len(seen)):
        if roles[index] not in ("plain", "AMOUNT_FISCAL", "AMOUNT_OWN") or _says_year(seen[index]):
            break
        run.append(index)
        if len(run) > 1 and sum((seen[i].amount.value for i in run), Decimal(0)) == seen[whole].amount.value:
            return ["none" if i in run else role for i, role in enumerate(roles)]
    return roles


def _says_year(item: Seen) -> bool:
    return item.this_year or item.put_off is not None or re.search(r"20\d\d\s*年", item.near) is not None


#: 2025年安排建设资金5000万元: money in general, of whatever the project does.
_GENERAL: Final = re.compile(
    "(?<=[排达付入实位已算年度成需])(?:项目|工程|建设|改造|实施|专项|补助|奖补|进度|配套|扶持){1,3}(?:资金|款项?|投资)[为共计约达]{0,2}$"
)


def _is_named(item: Seen) -> bool:
    """Tell whether an amount has an item's name of its own: 其中工程费1080万元."""
    if _GENERAL.search(item.near.rstrip()):
        return False
    # 救助资金2024年支出180万元: what stands in front of the year is whose money it is.
    near = re.split(r"(?<=[\u4e00-\u9fff]{2})(?<!费)20\d\d年度?", item.near)[-1]
    name = re.sub(r"^[\u4e00-\u9fff]{1,12}?(?=已|于$)", "", component_name(near))
    bare = re.sub(
        rf"{any_of(field_words().amount.total)}|[上中下]?半?年度?|[上去前下次明]一?年度?|批复|核定|前期工作|前期|以前年度|同一个?|相同|这一|此项?|[()（）]|下达|兑现|兑付|拨付|落实|实际|同口径|同期|同类|决算|年初|执行|使用|列支|到位|发放|[\d年度本当今全该项目已于再计划预计拟完成支付约为，,：:]",
        "",
        name,
    )
    return len(bare) > 1 and not is_source(name)


def _parts_of_years(seen: Sequence[Seen], roles: list[str], fiscal_year: int | None) -> list[str]:
    """Return the roles; beside a stated multi-year total, a year's part has the role of its year."""
    behind = False
    result: list[str] = []
    for item, role in zip(seen, roles, strict=True):
        behind = (
            behind or role == "AMOUNT_MULTI_YEAR" or (role == "none" and bool(_CONTRACT.search(item.near)))
        )
        year = year_of(item, fiscal_year)
        if role == "past":
            carried = any(word in item.near for word in ("结转", "结余"))
            fits = year is not None and not carried and not _is_named(item) and not _runs_on(item)
            role = "AMOUNT_OTHER_YEAR" if fits else "none"
        elif (
            role == "plain"
            and (behind or item.this_year)
            and year is not None
            and year == fiscal_year
            and year_is_near(item)
            and not _is_named(item)
            and not re.search("结余|结转", component_name(item.near))
            and (behind or "AMOUNT_TOTAL" not in result)
            and (behind or not _is_part(item, seen))
        ):
            item_of_it = (
                len(re.findall(r"[\u4e00-\u9fff]", component_name(item.near))) > 1 and "：" in item.near
            )
            role = "AMOUNT_TOTAL" if "AMOUNT_TOTAL" not in result else "plain" if item_of_it else "none"
        result.append(role)
    return result


def _is_part(item: Seen, seen: Sequence[Seen]) -> bool:
    """Tell whether 其中 puts this year's money under a larger sum: 130万元，其中当年100万元."""
    before = [s for s in seen if s.amount.start < item.amount.start and s.amount.value > item.amount.value]
    return re.search("其中|包括|包含", item.sentence) is not None and bool(before)


def _runs_on(item: Seen) -> bool:
    """Tell whether the years of a past sum are over before the plan: 2022—2024年累计安排1亿元."""
    last = item.years[-1] if item.years else None
    return (
        last is not None
        and last.first is not None
        and last.last is not None
        and (last.first.year != last.last.year)
    )


def _years_of_a_total(seen: Sequence[Seen], roles: list[str], fiscal_year: int | None) -> list[str]:
    """Return the roles; a first sum without a year is the plan's where later ones go year by year.

    So is a total without a year that is larger than the year's own: 总经费600万元，分年下达；2026年150万元.
    """
    plain = [i for i, role in enumerate(roles) if role == "plain"]
    dated = [i for i in plain if year_of(seen[i], fiscal_year) == fiscal_year and year_is_near(seen[i])]
    later = [i for i, role in enumerate(roles) if role == "AMOUNT_OTHER_YEAR"]
    if not (plain and dated) or "AMOUNT_MULTI_YEAR" in roles or fiscal_year is None:
        return roles
    first, own = plain[0], dated[0]
    told = "总" in seen[first].near or re.match(r"[，,（(]?\s*分\w{0,2}[年期]", seen[first].after)
    if not later and not told:
        return roles
    if first < own and not seen[first].years and seen[first].amount.value > seen[own].amount.value:
        roles = [*roles]
        contract = _CONTRACT.search(seen[first].near) is not None
        roles[first], roles[own] = "none" if contract else "AMOUNT_MULTI_YEAR", "AMOUNT_TOTAL"
    return roles
