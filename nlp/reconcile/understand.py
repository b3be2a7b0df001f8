"""Understand one amount from its clause and what the paragraph said before."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nlp.outline.model import Outline
from nlp.reconcile.amounts import stated
from nlp.reconcile.cells import norm
from nlp.reconcile.clauses import (
    base_amount_year,
    change_of,
    clause_start,
    compared_stage,
    compared_words,
    compared_year,
    fund_of,
    names_all_money,
    stage_of,
    without_remarks,
    year_of,
)
from nlp.reconcile.fact import Context, Fact, Names, document_stage, settled_stage
from nlp.reconcile.flat import Paragraph
from nlp.reconcile.function_items import FunctionItem
from nlp.reconcile.measures import Fund, Measure, Stage
from nlp.reconcile.subject import Subject, subject_in
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


def understand(outline: Outline, clause: Clause, context: Context, facts: list[Fact], names: Names) -> Fact:
    """Return the fact of one amount; section, paragraph and reason are the caller's to set."""
    year = outline.fiscal_year
    base_amount = base_amount_year(
        clause.paragraph.text[: clause.amount.start], year, clause.paragraph.text[clause.amount.end :][:2]
    )
    change = change_of(clause.phrase) if base_amount is None else None
    phrase = clause.phrase[: change[1]] if change else clause.phrase
    phrase = "" if change and phrase in _COMPARED_ONLY else _COMPARISON.sub("", phrase)
    told = _left_over(phrase, clause.sentence, year)
    subject = Subject(phrase) if clause.sums_up else subject_in(told, clause.sentence, context, facts, names)
    subject = replace(subject, offset=0) if told != phrase else subject
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
    fund = _fund(phrase, subject.measure, subject.item, whole, context, facts, subject.inherited)
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
        fund=fund,
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
        or _of_a_part(subject.measure, fund, whole, facts)
        or _is_remark(clause, subject, whole, facts, stated_year, stage, document_stage(outline)),
        loose=subject.loose,
        old_stage=stage_of(compared_words(clause.sentence)) if base is not None else None,
    )


def _is_remark(
    clause: Clause,
    subject: Subject,
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


_LEFT_OVER = re.compile(r"^(20\d\d)年度?结转(?!下年)|结转自(20\d\d)年度?(?:的有?|有)?$")
_WITH_THIS_YEARS = re.compile(r"[（(][^（()）]*(?:本年|当年|今年)[^（()）]*$")


def _left_over(phrase: str, sentence: str, year: int | None) -> str:
    """Return a clause with its words for what the year before left over put in the usual way.

    "2022年结转", "结转自2022年的有", and in a bracket beside this year's money a bare "结转".
    """
    if phrase == "结转" and _WITH_THIS_YEARS.search(sentence):
        return "上年结转"
    found = _LEFT_OVER.search(phrase) if year is not None and "结转" in phrase else None
    if found is None or int(found[1] or found[2]) != (year or 0) - 1:
        return phrase
    return f"{phrase[: found.start()]}上年结转{phrase[found.end() :]}"


_SINGLE_FUNDS: tuple[Fund, ...] = ("general_public", "government_fund", "state_capital")


def _of_a_part(measure: Measure | None, fund: Fund | None, whole: int | None, facts: list[Fact]) -> bool:
    """Return whether a fund's money carried over is that of a part of the fund: 项目支出, 其中上年结转."""
    if measure is None or not measure.by_fund or fund not in _SINGLE_FUNDS or whole is None:
        return False
    head = facts[whole].measure
    return head is not None and head.fund != fund and not head.by_fund


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


def _of_the_base(subject: Subject, clause: Clause, facts: list[Fact]) -> Subject:
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
    return Subject(told[-1].what, told[-1].measure, None, told[-1].index, qualified=told[-1].qualified)


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
    remarked = context.outer[-1][1] if context.outer else None
    if measure is not None and measure.by_fund and remarked is not None and facts[remarked].fund is not None:
        return facts[remarked].fund
    if inherited is not None and facts[inherited].fund is not None:
        return facts[inherited].fund
    own = fund_of(phrase) if item is None else None
    if own is not None and own != "all":
        return own
    if whole is not None and facts[whole].fund is not None:
        return facts[whole].fund
    if item is not None and context.in_list and context.list_fund is not None:
        return context.list_fund
    return context.fund or _label_fund(context.measure)


def _label_fund(measure: Measure | None) -> Fund | None:
    """Return the one fund that a paragraph's label speaks of: "（四）一般公共预算支出。…基本支出5万元"."""
    return measure.fund if measure is not None and measure.fund in _SINGLE_FUNDS else None
