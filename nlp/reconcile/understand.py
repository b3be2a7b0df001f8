"""Understand one amount from its clause and what the paragraph said before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.outline.model import Outline
from nlp.reconcile.amounts import stated
from nlp.reconcile.cells import norm
from nlp.reconcile.clauses import (
    Named,
    base_amount_year,
    change_of,
    clause_start,
    compared_stage,
    compared_words,
    compared_year,
    fund_of,
    is_generic,
    is_qualified,
    measure_of,
    names_all_money,
    short_measure,
    stage_of,
    without_remarks,
    year_of,
)
from nlp.reconcile.fact import Context, Fact, Names, document_stage, settled_stage
from nlp.reconcile.flat import Paragraph
from nlp.reconcile.function_items import FunctionItem, bare_item, function_of
from nlp.reconcile.lists import shared
from nlp.reconcile.measures import Direction, Fund, Measure, Stage, measures
from nlp.reconcile.naming import what_of, words_at
from nlp.values.amount import Amount


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause before an amount: where it begins, its words, and the sentence so far.

    ``sums_up``: the amount is the sum of several that the sentence has told.
    """

    paragraph: Paragraph
    amount: Amount
    begin: int
    phrase: str
    sentence: str
    sums_up: bool = False


@dataclass(frozen=True, slots=True)
class _Subject:
    """What an amount is about, and where its own words begin in the clause."""

    what: str
    measure: Measure | None = None
    item: FunctionItem | None = None
    inherited: int | None = None
    also: tuple[Measure | FunctionItem, ...] = ()
    offset: int = 0
    qualified: bool = False


def understand(outline: Outline, clause: Clause, context: Context, facts: list[Fact], names: Names) -> Fact:
    """Return the fact of one amount; section, paragraph and reason are the caller's to set."""
    year = outline.fiscal_year
    base_amount = base_amount_year(
        clause.paragraph.text[: clause.amount.start], year, clause.paragraph.text[clause.amount.end :][:2]
    )
    change = change_of(clause.phrase) if base_amount is None else None
    phrase = clause.phrase[: change[1]] if change else clause.phrase
    phrase = "" if change and phrase in _COMPARED_ONLY else _COMPARISON.sub("", phrase)
    subject = _Subject(phrase) if clause.sums_up else _subject(phrase, clause.sentence, context, facts, names)
    subject = _of_the_base(subject, clause, facts) if change else subject
    base_stage = compared_stage(clause.sentence) if change else None
    base = compared_year(clause.sentence, year) if change and base_stage is None else None
    what = subject.what
    if change:
        against = f"比{base}年" if base else f"比{_STAGE_NAMES[base_stage]}" if base_stage else ""
        what += against + ("增加" if change[0] == "increase" else "减少")
    told_before = without_remarks(clause.sentence)
    stated_year = base_amount or year_of(clause.phrase, year) or year_of(told_before, year) or year
    stage = stage_of(clause.phrase)
    if not change and subject.inherited is not None:
        what = _own_stage(outline, facts[subject.inherited], stage, stated_year)
    elif not change and subject.item is not None and subject.item is context.item:
        what += _stage_words(outline, stage, stated_year)
    elif subject.measure is None and subject.item is None:
        what = _attribute(clause) + what
    own_words = not change and clause.paragraph.text.startswith(clause.phrase, clause.begin)
    begin = clause.begin + (subject.offset if own_words else 0)
    start, end = clause.paragraph.span(min(begin, clause.amount.start), clause.amount.end)
    whole = None if change or base_amount is not None else context.whole
    return Fact(
        index=len(facts),
        amount=stated(outline, clause.paragraph, clause.amount),
        quote=outline.document.evidence(start, end),
        what=what or clause.phrase or "金额",
        section="",
        paragraph=0,
        position=clause.amount.start,
        measure=subject.measure,
        item=subject.item,
        fund=_fund(phrase, subject.measure, subject.item, whole, context, facts, subject.inherited),
        year=stated_year,
        stage=stage,
        change=change[0] if change else None,
        base_year=base,
        subject=subject.inherited,
        whole=whole,
        also=subject.also,
        is_base=base_amount is not None,
        base_stage=base_stage,
        qualified=subject.qualified
        or _is_remark(clause, subject, whole, facts, stated_year, stage, document_stage(outline)),
        old_stage=stage_of(compared_words(clause.sentence)) if base is not None else None,
    )


def _is_remark(
    clause: Clause,
    subject: _Subject,
    whole: int | None,
    facts: list[Fact],
    year: int | None,
    stage: Stage | None,
    usual: Stage,
) -> bool:
    """Return whether an amount only goes on about the one before it: "598.50万元（当年560万元、…）".

    It stands in a bracket, or in the list that breaks that one up: "598.50万元，包括当年的560万元和…". Of the
    same year and stage it is a part of that one; without words of its own it is that one again, unless what
    follows it says which part: "运行费30万元。运行费中，10万元在基本支出列支".
    """
    if subject.inherited is None:
        return False
    if not norm(clause.phrase).strip("即约合计为共"):
        rest = clause.paragraph.text[clause.amount.end :]
        return (
            clause.amount.value < facts[subject.inherited].amount.value and _ITS_PART.match(rest) is not None
        )
    bracketed = clause.paragraph.text[clause.begin - 1 : clause.begin] in ("（", "(")
    if not bracketed and whole != subject.inherited:
        return False
    before = facts[subject.inherited]
    same = stage is None or settled_stage(stage, usual) == settled_stage(before.stage, usual)
    return before.year == year and same


#: What the part of an amount that stands before its words does: 10万元在基本支出列支.
_ITS_PART = re.compile(r"(?:在|由|从|用于|用作|列入|计入|安排|属于?|为|是|系)[一-鿿“]")


_COMPARISON = re.compile(
    r"(?:[比较与同和](?:20\d\d年|上年(?!结转|结余)|去年)|[比较](?:当年|本年)?(?:年初|全年|调整后?的?)?预算)(?:（[^）]*）|[^，（])*$"
)
#: What is left of "与上年90万元相比减少" before the verb.
_COMPARED_ONLY = ("相比", "相比，", "比较", "比")
_STAGE_NAMES: dict[Stage, str] = {
    "initial": "年初预算",
    "adjusted": "全年预算",
    "execution": "执行数",
    "final": "决算",
    "budget": "预算",
}
_STAGE_TAIL = re.compile(r"(?:20\d\d年度?)?(?:年初|全年|调整后?|当年|本年)*(?:预算|决算|执行)+数?(?:安排)?$")


def _of_the_base(subject: _Subject, clause: Clause, facts: list[Fact]) -> _Subject:
    """Return the subject of a change that goes on about the old amount right before it.

    "甲5万元、乙2万元。三公经费比上年预算数8万元减少1万元": it is 三公's change, not 乙's.
    """
    base = facts[-1] if facts else None
    if subject.inherited is None or base is None or not base.is_base or base.measure is None:
        return subject
    own = base.subject is None and base.measure is not subject.measure
    if not own or base.amount.as_written not in clause.sentence:
        return subject
    paragraph = base.paragraph
    about = [f for f in facts if f.paragraph == paragraph and f.measure is base.measure and not f.is_base]
    told = [f for f in about if f.change is None]
    if not told:
        return subject
    return _Subject(told[-1].what, told[-1].measure, None, told[-1].index, qualified=told[-1].qualified)


def _own_stage(outline: Outline, before: Fact, stage: Stage | None, year: int | None) -> str:
    """Return the words of an amount's subject with its own year and stage, where they are not the tables'.

    "教育支出…，2024年预算执行数为": 教育支出2024年执行数.
    """
    if stage is None or (stage, year) == (before.stage, before.year):
        return before.what
    bare = _STAGE_TAIL.sub("", before.what) if before.stage is not None else before.what
    return (bare or before.what) + _stage_words(outline, stage, year)


def _stage_words(outline: Outline, stage: Stage | None, year: int | None) -> str:
    """Return the year and the stage in words, where they are not those that the tables show."""
    if stage is None:
        return ""
    other_year = f"{year}年" if year != outline.fiscal_year else ""
    usual = document_stage(outline)
    return other_year + (_STAGE_NAMES[stage] if other_year or stage != usual else "")


def _attribute(clause: Clause) -> str:
    """Return the clause before, where it is an attribute set off by a comma: "由…中标的，采购金额"."""
    text = clause.paragraph.text
    if not text[: clause.begin].endswith(("的，", "的,")):
        return ""
    begin = clause_start(text, clause.begin - 1, 0)
    return text[begin : clause.begin - 1]


def _subject(phrase: str, sentence: str, context: Context, facts: list[Fact], names: Names) -> _Subject:
    """Return what a clause is about: its own item or measure, else what the paragraph is about."""
    item = function_of(phrase)
    if item is not None and _ends_with_item(phrase):
        return _Subject(item.label, item=item)
    if several := _several(phrase, context, names):
        return several
    if context.item is not None and names_all_money(phrase):
        return _Subject(context.item.label, item=context.item)
    whole = facts[context.whole] if context.whole is not None else None
    source = _SOURCE.search(phrase)
    if source is not None and measure_of(source[1], names.subjects) is not None:
        phrase = source[1]  # "总收入由财政拨款100万元、…构成" tells the source, not the whole
    named = measure_of(phrase, names.subjects) if phrase else None
    if named is not None and (head := _head_by_fund(phrase, named, context, facts)) is not None:
        return _Subject(head.name + named.words, head, offset=words_at(phrase, named)[0])
    if named is not None and not _repeats_subject(phrase, context, facts):
        offset = words_at(phrase, named)[0]
        narrowed = is_qualified(norm(phrase)[: named.start], named.measure, names.organisation)
        part_of_item = whole is not None and (whole.item is not None or _of_projects(whole))
        return _Subject(
            what_of(phrase, named, None),
            _twin(named, whole, sentence),
            offset=offset,
            qualified=narrowed
            or part_of_item
            or phrase.endswith("的")  # 运行费的10万元由基本支出负担
            or context.project
            or (whole is not None and whole.qualified),
        )
    bare = bare_item(phrase, names.items, context.in_list or _by_function(whole))
    if item is not None or bare is not None:
        found = item or bare
        assert found is not None
        return _Subject(found.label, item=found)
    for group in _groups(whole, context, facts):
        short = short_measure(phrase, group)
        if short is not None:
            return _Subject(short.name, short)
    if phrase and not is_generic(phrase):
        return _Subject(what_of(phrase, None, None))
    if context.subject is not None and not _turns(phrase, facts[context.subject].direction):
        before = facts[context.subject]
        return _Subject(before.what, before.measure, before.item, before.index, qualified=before.qualified)
    if context.item is not None:
        return _Subject(context.item.label, item=context.item)
    if context.measure is not None:
        own = _twin_of(context.measure) if _turns(phrase, context.measure.direction) else context.measure
        if own is not None:
            return _Subject(own.name, own)
    return _Subject(_plain(phrase))


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
        r"(?:一般公共|政府性基金|国有资本经营)(?:预算)?(?:财政拨款|拨款)?", norm(phrase)
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


def _several(phrase: str, context: Context, names: Names) -> _Subject | None:
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
        return _Subject(what, item=first, also=also)
    return _Subject(what, measure=first, also=also)


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
    return phrase.rstrip("”").endswith(("）", ")", "科目"))


def _fund(
    phrase: str,
    measure: Measure | None,
    item: FunctionItem | None,
    whole: int | None,
    context: Context,
    facts: list[Fact],
    inherited: int | None,
) -> Fund | None:
    if measure is not None and measure.fund is not None:
        return measure.fund
    if item is not None and names_all_money(phrase):
        return "all"
    if measure is not None and measure.by_fund and (own := fund_of(phrase)) is not None and own != "all":
        return own
    if inherited is not None and facts[inherited].fund is not None:
        return facts[inherited].fund
    own = fund_of(phrase) if item is None else None
    if own is not None and own != "all":
        return own
    if whole is not None and facts[whole].fund is not None:
        return facts[whole].fund
    if item is not None and context.in_list and context.list_fund is not None:
        return context.list_fund
    return context.fund
