"""What a clause is about: a measure, a functional item, or what its paragraph goes on about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.reconcile.cells import norm
from nlp.reconcile.clauses import (
    Named,
    bare_measure,
    is_generic,
    is_qualified,
    measure_of,
    names_all_money,
    short_measure,
    stage_of,
)
from nlp.reconcile.fact import Context, Fact, Names
from nlp.reconcile.function_items import FunctionItem, bare_item, function_of, path_of
from nlp.reconcile.lists import shared
from nlp.reconcile.measures import Direction, Measure, measures
from nlp.reconcile.naming import what_of, words_at


@dataclass(frozen=True, slots=True)
class Subject:
    """What an amount is about, and where its own words begin in the clause."""

    what: str
    measure: Measure | None = None
    item: FunctionItem | None = None
    inherited: int | None = None
    also: tuple[Measure | FunctionItem, ...] = ()
    offset: int = 0
    qualified: bool = False
    loose: bool = False


def subject_in(phrase: str, sentence: str, context: Context, facts: list[Fact], names: Names) -> Subject:
    """Return what a clause is about: its own item or measure, else what the paragraph is about."""
    if (path := path_of(phrase, names.items)) is not None:
        return Subject(path.label, item=path)
    item = function_of(phrase)
    if item is not None and _ends_with_item(phrase):
        return Subject(item.label, item=item)
    if several := _several(phrase, context, names):
        return several
    if (rated := _of_rated_projects(sentence)) is not None:
        return rated
    if context.item is not None and names_all_money(phrase):
        return Subject(context.item.label, item=context.item)
    whole = facts[context.whole] if context.whole is not None else None
    source = _SOURCE.search(phrase)
    if source is not None and measure_of(source[1], names.subjects) is not None:
        phrase = source[1]  # "总收入由财政拨款100万元、…构成" tells the source, not the whole
    named = measure_of(phrase, names.subjects) if phrase else None
    if named is not None and (head := _head_by_fund(phrase, named, context, facts)) is not None:
        return Subject(head.name + named.words, head, offset=words_at(phrase, named)[0])
    if named is not None and not _repeats_subject(phrase, context, facts):
        offset = words_at(phrase, named)[0]
        narrowed = is_qualified(norm(phrase)[: named.start], named.measure, names.organisation)
        part_of_item = whole is not None and (whole.item is not None or _of_projects(whole))
        return Subject(
            what_of(phrase, named, None),
            _twin(named, whole, sentence),
            offset=offset,
            qualified=narrowed
            or named.loose
            or (_of_no_table(context.measure) and named.measure.cell != ())
            or part_of_item
            or phrase.endswith("的")  # 运行费的10万元由基本支出负担
            or _OF_SOME.search(sentence) is not None
            or (named.measure.name == _RATED_MONEY and _LATER_STAGE.search(sentence) is not None)
            or context.project
            or (whole is not None and whole.qualified),
        )
    bare = bare_item(phrase, names.items, context.in_list or _by_function(whole))
    if item is not None or bare is not None:
        found = item or bare
        assert found is not None
        return Subject(found.label, item=found)
    for group in _groups(whole, context, facts):
        short = short_measure(phrase, group)
        if short is not None:
            return Subject(short.name, short)
    for group in _label_groups(context.measure):
        short = short_measure(phrase, group)
        if short is not None and short.cell:
            return Subject(short.name, short)
    if phrase and not is_generic(phrase):
        return Subject(what_of(phrase, None, None))
    before = facts[context.subject] if context.subject is not None else None
    all_year = bare_measure(phrase, context.fund) if before is not None and _of_both_sides(before) else None
    if all_year is not None:
        return Subject(_plain(phrase), all_year, loose=True)
    if before is not None and not _turns(phrase, before.direction):
        return Subject(before.what, before.measure, before.item, before.index, qualified=before.qualified)
    if context.item is not None:
        return Subject(context.item.label, item=context.item)
    if context.measure is not None:
        own = _twin_of(context.measure) if _turns(phrase, context.measure.direction) else context.measure
        if own is not None:
            return Subject(own.name, own)
    if (bare_words := bare_measure(phrase, context.fund)) is not None:
        return Subject(_plain(phrase), bare_words, loose=True)
    return Subject(_plain(phrase))


#: "100万元以上的项目6个，涉及资金": not the money of all projects.
_OF_SOME = re.compile(r"元[（(]?(?:及|含)?[）)]?(?:以上|以下|以内)的?[^，,。；;]{0,6}项目[^。；;]*$")

#: Projects followed up (绩效跟踪) or rated (绩效自评) are as many as were, with the money of that time.
_LATER_STAGE = re.compile(r"(?:自评|评价|跟踪|监控|抽查)[^。；;]*$")
#: What was rated afterwards (绩效自评) is money spent, of as many projects as were rated.
_RATED = re.compile(
    r"(?:绩效(?!自评|评价)|目标)[^。；]{0,24}?项目(?:支出)?(?:共计?|总计|合计|共有|有)?\d+个[、，,](?:金额|资金|财政资金|项目资金|预算资金)?(?:共计?|合计|为)?$"
)
_RATED_MONEY = "绩效目标项目资金"


def _of_rated_projects(sentence: str) -> Subject | None:
    """Return the money of all projects with targets, told right behind their number: "…的项目8个，金额"."""
    if _RATED.search(sentence) is None:
        return None
    return Subject(_RATED_MONEY, measures().named(_RATED_MONEY))


def _of_no_table(label: Measure | None) -> bool:
    """Return whether a heading speaks of what no table states (政府采购): a fund's amount is a part of it."""
    return label is not None and not label.cell and label.reason is not None


def _label_groups(label: Measure | None) -> Iterator[Measure]:
    """Yield the measure of a label and its parts that have parts: 接待费, 运行费 in a paragraph on 三公."""
    if label is not None and label.parts:
        yield label
        yield from (m for name in label.parts if (m := measures().named(name)) is not None and m.parts)


def _of_both_sides(fact: Fact) -> bool:
    """Return whether an amount is of nothing known, or of income and expenditure alike: 可用资金, 收支."""
    if fact.measure is None:
        return fact.item is None
    return fact.measure.direction is None and bool(fact.measure.bare)


def _turns(phrase: str, direction: Direction | None) -> bool:
    """Return whether bare words (支出, 收入) say the other direction than what they would go on about."""
    told = {"收入": "income", "支出": "expenditure"}.get(norm(phrase)[:2])
    return told is not None and direction is not None and told != direction


def _twin_of(measure: Measure) -> Measure | None:
    return measures().named(measure.twin) if measure.twin else None


_SOURCE = re.compile(r"[一-鿿]{2,}(?:由|来源于|来自)([一-鿿（）()“”]{3,})$")


def _head_by_fund(phrase: str, named: Named, context: Context, facts: list[Fact]) -> Measure | None:
    """Return the measure that a bare fund's name breaks up: "年末结转300万元（一般公共预算200万元、…）".

    What was carried over is told by fund; the amounts are not the funds' own totals.
    """
    inner = context.outer[-1][1] if context.outer else None
    index = inner if inner is not None else context.whole
    head = facts[index].measure if index is not None else None
    bare = named.start == 0 and re.fullmatch(
        r"(?:一般公共|政府性基金|国有资本经营)(?:预算)?(?:财政拨款|拨款)?|财政拨款", norm(phrase)
    )
    return head if head is not None and head.by_fund and bare else None


def _of_projects(whole: Fact) -> bool:
    """Return whether an amount is that of some projects: its parts by fund aren't the funds' own totals."""
    return whole.measure.forms if whole.measure is not None else "资金" in whole.what


def _by_function(whole: Fact | None) -> bool:
    """Return whether a whole is broken up by function: the total of a fund's functional table."""
    cells = whole.measure.cell if whole is not None and whole.measure is not None else ()
    return any(c.table.endswith("_by_function") and "合计" in c.column for c in cells)


def _plain(phrase: str) -> str:
    return what_of(phrase, None, None) if phrase else ""


def _twin(named: Named, whole: Fact | None, sentence: str) -> Measure:
    """Return the expenditure of a fund where its bare name stands among expenditures."""
    twin = measures().named(named.measure.twin) if named.measure.twin else None
    if twin is None or "收入" in named.words:
        return named.measure
    spending = sentence.rfind("支出") > sentence.rfind("收入")
    if whole is not None and whole.direction is not None:
        spending = whole.direction == "expenditure"
    return twin if spending else named.measure


def _groups(whole: Fact | None, context: Context, facts: list[Fact]) -> Iterator[Measure]:
    """Yield the measures whose parts may be named by short words: the whole, then the last part's own."""
    if whole is not None and whole.measure is not None:
        yield whole.measure
    before = facts[context.subject].measure if context.subject is not None else None
    if before is not None:
        yield from (m for m in measures().measure if before.name in m.parts)


def _several(phrase: str, context: Context, names: Names) -> Subject | None:
    """Return the measures and items of "甲、乙和丙均为", the first as the subject."""

    def read(name: str) -> Measure | FunctionItem | None:
        found = measure_of(name, names.subjects)
        if found is not None and is_generic(norm(name)[: found.start]):
            return found.measure
        return bare_item(name, names.items, context.in_list)

    one = measure_of(phrase, names.subjects)
    if one is not None and "、" in one.words:
        return None  # 财政拨款收入、支出总计 is the name of one amount
    listed = shared(phrase, lambda name: read(name) is not None)
    several = [m for name in listed if (m := read(name)) is not None]
    if not several:
        return None
    first, also = several[0], tuple(several[1:])
    what = "、".join(re.sub(r"^20\d\d年度?", "", name) for name in listed)
    if isinstance(first, FunctionItem):
        return Subject(what, item=first, also=also)
    return Subject(what, measure=first, also=also)


def _repeats_subject(phrase: str, context: Context, facts: list[Fact]) -> bool:
    """Return whether bare stage words ("支出决算为") go on about an item or an earlier stage's amount."""
    if not is_generic(phrase):
        return False
    if context.subject is None:
        return context.item is not None
    subject = facts[context.subject]
    stage = stage_of(phrase)
    later = subject.stage == "budget" and stage in ("final", "execution", "adjusted")
    return subject.item is not None or subject.stage in ("initial", "adjusted") or later


def _ends_with_item(phrase: str) -> bool:
    """Return whether the clause's last words are the functional item, not a measure after it."""
    if phrase.rstrip("”").endswith(("）", ")", "科目")):
        return True
    # "行政运行（项）: 支出决算为": only stage words behind the item.
    tail = _LEVEL_END.split(phrase)[-1]
    return tail != phrase and is_generic(tail)


_LEVEL_END = re.compile(r"[（(][类款项][）)]”?[:：]?\s*")
