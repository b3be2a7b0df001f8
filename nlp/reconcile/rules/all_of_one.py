"""An amount said to be all of one subject (均为资本性支出) that the tables of such money don't list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp.outline.model import BudgetTable
from nlp.reconcile.cells import label_key, norm
from nlp.reconcile.rules.context import Context, Draft, holding
from nlp.reconcile.subjects import subjects
from nlp.reconcile.wording import cite

_ALL = r"(?:均|全部|全|都)(?:为|是|系|属于?|来源于|来自于?|列)(?:用)?"
#: 21208 国有土地使用权出让收入安排的支出: what a government fund's group is called.
_FUND_GROUP = re.compile(rf"{_ALL}(?P<name>[一-鿿]{{4,24}}?)安排的支出(?=[。，；,;]|$)")
_GROUP_END = "安排的支出"
_GROUP_CODE = 3
_LAST_SPENT = re.compile(r"\d(?:万|亿)?元[^。；;]{0,20}$")


def subject_of_no_table(context: Context) -> Iterator[Draft]:
    """Money that is all of one subject by its words, where the table of all such subjects has none."""
    basic = [t for t in context.outline.tables_of("basic_by_economic") if _has_groups(t)]
    funds = context.outline.tables_of("government_fund_by_function", "expenditure")
    groups = {label_key(r.label) for t in funds for r in t.rows if norm(r.label).endswith(_GROUP_END)}
    for passage in holding(context.facts.running, "均", "全", "都") if basic or groups else ():
        text = passage.text
        for found in _economic().finditer(text) if len(basic) == 1 and "基本支出" in text else ():
            names = {norm(n) for n in _names(found["name"])}
            listed = {label_key(r.label) for r in basic[0].rows if any(c and c.value for c in r.cells)}
            before = text[: found.start()]
            if not names & listed and _LAST_SPENT.search(before) and _is_basic(before):
                yield _draft(context, passage.span(found.start(), found.end()), found["name"], basic[0].title)
        for found in _FUND_GROUP.finditer(text) if groups and "基金" in text else ():
            name = norm(found["name"])
            kept = {g.removesuffix(_GROUP_END) for g in groups}
            if not any(name in g or g in name for g in kept) and _LAST_SPENT.search(text[: found.start()]):
                title = next(t.title for t in funds if any(label_key(r.label) in groups for r in t.rows))
                yield _draft(context, passage.span(found.start(), found.end()), f"{name}{_GROUP_END}", title)


#: What money a sentence has told of last: basic expenditure, or another that the table doesn't list.
_BASIC = re.compile(r"基本支出|(?:公用|人员)(?:经费|支出)")
_OTHER = re.compile(r"项目|采购|三公|运行经费|资产|结转|结余|事业收入|其他收入|单位资金|自有|专户|基金")


def _is_basic(before: str) -> bool:
    said = before[max(before.rfind(mark) for mark in "。；;") + 1 :]
    return bool(_BASIC.search(said)) and not _OTHER.search(said)


def _has_groups(table: BudgetTable) -> bool:
    """Return whether a table lists its money by 类 (301, 302): more than one of them."""
    return len({r.code for r in table.rows if r.level == 1 and r.code and r.code.startswith("3")}) > 1


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Return the names, present and former, of each economic 类 by each of its names."""
    known = [
        (s.name, *s.former) for s in subjects().economic if len(s.code) == _GROUP_CODE and s.code < "400"
    ]
    return {name: names for names in known for name in names}


def _names(name: str) -> tuple[str, ...]:
    return _groups()[name]


@cache
def _economic() -> re.Pattern[str]:
    names = sorted(_groups(), key=len, reverse=True)
    return re.compile(rf"{_ALL}(?P<name>{'|'.join(map(re.escape, names))})(?=[。，；,;]|$)")


def _draft(context: Context, span: tuple[int, int], name: str, title: str) -> Draft:
    place = context.outline.document.evidence(*span)
    return Draft(
        f"文字写{cite(place.text)}，《{title}》没有列{cite(name)}的金额。",
        f"{cite(name)}：表中没有",
        (place,),
    )
