"""Quarters of events: 6月底前合龙，即第三季度; and one event that a form puts into another quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.outline.model import BudgetTable
from nlp.reconcile.project_forms import form_of
from nlp.reconcile.purse import Purse
from nlp.reconcile.rules.context import Context, Draft, everywhere, holding
from nlp.reconcile.wording import cite

_QUARTER = r"(?:第)?(?P<quarter>[一二三四1-4])季度"
_SAID = re.compile(
    r"(?P<month>1[0-2]|[1-9])月(?:份|底|末|初|[上中下]旬|\d{1,2}日)?(?:之?前)?[^，,。；;\d]{0,12}[，,（(]即"
    + _QUARTER
)
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
#: An event is told by so many characters.
_EVENT = re.compile(rf"(?<![一-鿿]){_QUARTER}(?P<event>[一-鿿]{{6,24}})(?=[，,。；;、|\t\n]|$)")


def month_in_another_quarter(context: Context) -> Iterator[Draft]:
    """A month, and the quarter that it is said to lie in (即第三季度)."""
    for passage in holding(everywhere(context), "季度"):
        for found in _SAID.finditer(passage.text):
            month, quarter = int(found["month"]), _NUMBERS[found["quarter"]]
            right = (month + 2) // 3
            if right == quarter:
                continue
            place = context.outline.document.evidence(*passage.span(found.start(), found.end()))
            yield Draft(
                f"文字写{cite(found[0])}，{month}月属于第{right}季度。",
                f"{month}月 → 第{right}季度 ≠ {quarter}",
                (place,),
            )


#: A form's target with its first date: 主体封顶时间 2022年11月 2022年12月; the second one is what came about.
_TARGET = re.compile(
    r"(?P<what>[一-鿿]{3,12})时间[ \t|｜　]+(?P<date>(?P<year>20\d\d)年(?P<month>\d{1,2})月)(?![\d日至\-—～])"
)
_PLANNED = r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?:底|末)?(?:之?前)?(?:计划|拟|预计)(?:完成)?"


def milestone_in_another_month(context: Context) -> Iterator[Draft]:
    """A date that a narrative plans for what its form has as a target (主体封顶时间), of another month."""
    document = context.outline.document
    for purse, table in _with_forms(context):
        for target in _TARGET.finditer(document.text, table.start, table.end):
            planned = re.compile(_PLANNED + re.escape(target["what"]))
            told = [m for a, b in _outside(purse, table) for m in planned.finditer(document.text, a, b)]
            if len(told) != 1 or told[0]["year"] != target["year"]:
                continue
            month = told[0]["month"]
            if int(month) == int(target["month"]):
                continue
            yield Draft(
                f"项目「{purse.name}」计划{cite(target['what'])}写{told[0]['year']}年{month}月，"
                f"绩效目标表写{target['date']}。",
                f"{month}月 ≠ {target['month']}月",
                (document.evidence(*told[0].span()), document.evidence(*target.span())),
            )


def event_in_two_quarters(context: Context) -> Iterator[Draft]:
    """One event that a narrative and its form tell in the same words, each once, of two quarters."""
    document = context.outline.document
    for purse, table in _with_forms(context):
        own = _events(document.text, [(table.start, table.end)])
        for event, told in _events(document.text, _outside(purse, table)).items():
            other = own.get(event, [])
            if len(told) != 1 or len(other) != 1 or told[0]["quarter"] == other[0]["quarter"]:
                continue
            quarters = [_NUMBERS[m["quarter"]] for m in (told[0], other[0])]
            if quarters[0] != quarters[1]:
                yield Draft(
                    f"{cite(event)}，项目情况写第{quarters[0]}季度，绩效目标表写第{quarters[1]}季度。",
                    f"{quarters[0]} ≠ {quarters[1]}",
                    tuple(document.evidence(*m.span()) for m in (told[0], other[0])),
                )


def _with_forms(context: Context) -> Iterator[tuple[Purse, BudgetTable]]:
    tables = {t.id: t for t in context.outline.tables}
    for purse in context.purses:
        form = form_of(context.outline, purse)
        if form is not None and form.table in tables:
            yield purse, tables[form.table]


def _outside(purse: Purse, table: BudgetTable) -> list[tuple[int, int]]:
    """Return the ranges of a narrative without its form, which may stand inside of it."""
    start, end = purse.fields.narrative.start, purse.fields.narrative.end
    if not start <= table.start < end:
        return [(start, end)]
    return [(start, table.start), (min(table.end, end), end)]


def _events(text: str, ranges: list[tuple[int, int]]) -> dict[str, list[re.Match[str]]]:
    found: dict[str, list[re.Match[str]]] = {}
    for start, end in ranges:
        for match in _EVENT.finditer(text, start, end):
            found.setdefault(match["event"], []).append(match)
    return found
