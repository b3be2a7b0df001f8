"""Functional items with their code behind them: 农村危房改造（2210105）, 图书馆（项）（科目编码2070104）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.outline.model import BudgetRow, BudgetTable
from nlp.reconcile.cells import label_key
from nlp.reconcile.fact import FUNCTIONAL
from nlp.reconcile.interval import Interval
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, everywhere
from nlp.reconcile.subjects import current_name, is_official, other_code
from nlp.reconcile.wording import cite, norm

_WORDS = r"(?:(?:功能)?(?:分类)?(?:科目)?(?:编码|代码|编号|科目|码))?(?:为|是)?[：:]?"
#: In brackets; or bare behind a level's mark: 购房补贴（项）2210203科目, 行政运行（项）。科目编码2010301。
_CODE = re.compile(
    rf"[（(\[【〔]{_WORDS}(?P<code>2[0-3]\d(?:\d\d){{1,2}})(?:科目|项)?[）)\]】〕]"
    rf"|(?<=[类款项][）)])[。，,、]?{_WORDS}(?P<bare>2[0-3]\d(?:\d\d){{1,2}})(?![\d.,])(?:科目)?"
)
#: What stands between a name and its code, and what a name may follow: numbers, 其中, marks.
_BEHIND = re.compile(r"(?:[”\"]|科目|支出预算|[（(][类款项][）)])+$")
_NAME = re.compile(r"[一-鿿（）()]{2,40}$")
_LEAD = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|其中|列入?|[)）])+"
)
_LEVEL = re.compile(r"[（(][类款项][）)]")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Named:
    """A name with the code behind it, and where both stand in their passage.

    ``levelled`` says that the name bears its level's mark: （项）.
    """

    name: str
    code: str
    start: int
    end: int
    levelled: bool = False


def code_behind_another_name(context: Context) -> Iterator[Draft]:
    """A code behind a name that the tables give another code, or that they give to another name.

    The codes must be alike, or the name be the official one of another code: names are told in short as well.
    """
    passages = [(p, found) for p in everywhere(context) if (found := list(_named(p)))]
    if not passages:
        return
    rows = [(t, r) for t in context.outline.tables_of(*FUNCTIONAL) for r in t.rows if r.code and r.label]
    by_name: dict[str, list[tuple[BudgetTable, BudgetRow]]] = {}
    by_code: dict[str, list[tuple[BudgetTable, BudgetRow]]] = {}
    for table, row in rows:
        by_name.setdefault(current_name(label_key(row.label)), []).append((table, row))
        by_code.setdefault(row.code or "", []).append((table, row))
    for passage, found in passages:
        for told in found:
            right = _right(context, told, by_name, by_code) or _other_name(passage, told, by_name, by_code)
            if right is None:
                continue
            table, row = right
            place = context.outline.document.evidence(*passage.span(told.start, told.end))
            code = (row.code or "").replace("-", "")
            yield Draft(
                f"文字写科目{told.code.replace('-', '')}为{cite(told.name)}，"
                f"《{table.title}》中{code}是{cite(label_key(row.label))}。",
                f"{told.code.replace('-', '')}{told.name} ≠ {code}{label_key(row.label)}",
                (place, row.label_evidence or row.evidence),
            )


_Rows = dict[str, list[tuple[BudgetTable, BudgetRow]]]


def _right(
    context: Context, told: _Named, by_name: _Rows, by_code: _Rows
) -> tuple[BudgetTable, BudgetRow] | None:
    """Return the row that contradicts a name and its code; ``None`` where nothing does."""
    year = context.outline.fiscal_year
    name = current_name(told.name)
    own = by_code.get(told.code, [])
    if any(current_name(label_key(r.label)) == name for _, r in own):
        return None
    if is_official("functional", told.code, told.name, year):
        return None
    same = [(t, r) for t, r in by_name.get(name, []) if len(r.code or "") == len(told.code)]
    codes = {r.code for _, r in same}
    if len(codes) == 1 and _alike(next(iter(codes)) or "", told.code):
        return same[0]
    official = other_code("functional", told.code, told.name, year) if own and not same else None
    # 其他支出 may stand for 其他文化和旅游支出; a neighbour's name is no short one.
    group = told.code.rpartition("-")[0].replace("-", "")
    return own[0] if official is not None and group and official.startswith(group) else None


#: So many digits of an amount are no chance.
_DIGITS = 3
_REACH = 40


def _other_name(
    passage: Passage, told: _Named, by_name: _Rows, by_code: _Rows
) -> tuple[BudgetTable, BudgetRow] | None:
    """Return the row of a code whose amount is told behind a name that is neither its own nor a short one.

    The tables give the code one name alone, of which the name told has hardly a character, and have that
    name nowhere: "湿地保护（项）（2130211）…187.93万元" where 2130211 is 动植物保护 with that amount.
    """
    own = by_code.get(told.code, [])
    labels = {current_name(label_key(r.label)) for _, r in own}
    name = current_name(told.name)
    if not told.levelled or len(labels) != 1 or name in by_name:
        return None
    (label,) = labels
    if sum(char in label for char in name) * 2 > len(name):
        return None
    behind = [
        a
        for a in passage.stated
        if passage.offsets[told.end - 1] < a.evidence.start <= passage.offsets[told.end - 1] + _REACH
        and a.qualifier == "exact"
        and len(f"{abs(a.value / a.quantum):f}".strip("0")) >= _DIGITS
    ]
    for table, row in own:
        cells = [Interval.of(c.value, c.quantum) for c in row.cells if c is not None and c.value]
        if any(Interval.of(a.value, a.quantum).meets(c) for a in behind for c in cells):
            return table, row
    return None


def _alike(one: str, other: str) -> bool:
    """Return whether two codes of one length differ in a digit, or in the order of their digits."""
    unlike = sum(a != b for a, b in zip(one, other, strict=True))
    return unlike == 1 or sorted(one) == sorted(other)


def _named(passage: Passage) -> Iterator[_Named]:
    for found in _CODE.finditer(passage.text):
        before = passage.text[max(0, found.start() - _LONGEST) : found.start()]
        bare = _BEHIND.sub("", before)
        run = _NAME.search(bare)
        if run is None:
            continue
        words = _LEAD.sub("", _LEVEL.split(run[0])[-1])
        name = norm(words)
        if len(name) > 1:
            digits = found["code"] or found["bare"]
            code = "-".join(filter(None, (digits[:3], digits[3:5], digits[5:7])))
            start = found.start() - (len(before) - len(bare)) - len(words)
            levelled = _LEVEL.search(before[len(bare) :]) is not None
            yield _Named(name, code, start, found.end(), levelled)
