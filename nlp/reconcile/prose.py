"""Read the facts of the prose sections: paragraphs, groups (其中), lists of functional items.

The matcher ties the facts to cells.
"""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.outline.model import Outline, Section
from nlp.reconcile.amounts import budget_amounts, is_asset
from nlp.reconcile.clauses import clause_start, function_of, fund_of, is_generic, lead_length, measure_of
from nlp.reconcile.fact import Context, Fact, Facts, Names, names_of
from nlp.reconcile.flat import Paragraph, paragraphs
from nlp.reconcile.measures import Measure, measures
from nlp.reconcile.understand import Clause, understand
from nlp.values.amount import find_amounts

PROSE = ("compilation_notes", "other_matters")


def _is_heading(text: str) -> bool:
    return len(text) <= 60 and not re.search(r"[。；;，,]", text) and not find_amounts(text)


def read_facts(outline: Outline) -> Facts:
    """Return every budget amount of the prose sections, understood."""
    skip = [(t.start, t.end) for t in outline.tables]
    facts: list[Fact] = []
    all_paragraphs: list[Paragraph] = []
    names = names_of(outline)
    for section in outline.sections_of(*PROSE):
        context = Context(measure=_label_measure(section.heading, names), fund=fund_of(section.heading))
        for paragraph in paragraphs(outline.document.text, section.body_start, section.end, skip):
            number = len(all_paragraphs)
            all_paragraphs.append(paragraph)
            if _is_heading(paragraph.text):
                context = under_heading(context, paragraph.text, names)
                continue
            _read_paragraph(outline, section, paragraph, number, context, facts, names)
    return Facts(tuple(facts), tuple(all_paragraphs))


def under_heading(context: Context, heading: str, names: Names) -> Context:
    """Return the context under a new heading: its fund and list replace the former ones."""
    listed = any(word in heading for word in measures().words.item_lists)
    fund = fund_of(heading)
    if listed:
        return Context(fund=context.fund, list_fund=fund or context.fund, in_list=True)
    measure = _label_measure(heading, names)
    inner = lead_length(heading) > 0 and heading[0] in "（("
    return Context(measure=measure, fund=fund or (context.fund if inner else None))


_LABEL_TAIL = re.compile(r"(?:预算|决算|支出|安排|执行)*(?:情况)?(?:说明)?[。：:]*$")


def _label_measure(label: str, names: Names) -> Measure | None:
    """Return the measure that a heading or a run-in label is about: "二、机关运行经费情况"."""
    found = measure_of(_LABEL_TAIL.sub("", label[lead_length(label) :]), names.subjects)
    return found.measure if found else None


def _run_in(before: str, names: Names) -> Measure | None:
    """Return the measure of a short label at the paragraph's start: "1、“三公”经费：…"."""
    label = re.match(r"[^，；]{2,24}?[。：:]", before[lead_length(before) :])
    return _label_measure(label[0], names) if label else None


def _read_paragraph(
    outline: Outline,
    section: Section,
    paragraph: Paragraph,
    number: int,
    context: Context,
    facts: list[Fact],
    names: Names,
) -> None:
    text = paragraph.text
    amounts = budget_amounts(text)
    context.subject = None
    enumerated = lead_length(text) > 0
    if enumerated:
        context.item = None
    else:
        context.list_whole = None
    context.whole = None
    own_list_whole = context.list_whole
    previous_end = 0
    first = len(facts)
    for order, amount in enumerate(amounts):
        floor = max(previous_end, 0)
        begin = clause_start(text, amount.start, floor)
        gap = text[previous_end : amount.start]
        lead = lead_length(text[begin : amount.start])
        begin += lead
        if begin > 0 and text[begin - 1 : begin] == "“" and begin - 1 >= floor:
            begin -= 1
        phrase = text[begin : amount.start]
        if is_generic(phrase) and text[begin - 1 : begin] in (":", "："):
            begin = clause_start(text, begin - 1, floor)
            begin += lead_length(text[begin : amount.start])
            phrase = text[begin : amount.start]
        if is_asset(phrase):
            previous_end = amount.end
            continue
        _follow_item(text[previous_end:begin], context)
        if order == 0:
            context.measure = _run_in(text[:begin], names) or context.measure
        _follow_group(gap, context, facts, first)
        sentence = text[text.rfind("。", 0, amount.start) + 1 : amount.start]
        reason = any(word in sentence[sentence.rfind("；") + 1 :] for word in measures().words.reason)
        fact = understand(outline, Clause(paragraph, amount, begin, phrase, sentence), context, facts, names)
        fact = replace(
            fact, section=section.heading, paragraph=number, is_reason=reason and fact.whole is None
        )
        if order == 0 and own_list_whole is not None and enumerated and fact.change is None:
            fact = replace(fact, whole=own_list_whole)
        facts.append(fact)
        if fact.change is None and not fact.is_reason and not fact.is_base:
            context.subject = fact.index
        previous_end = amount.end
    if amounts:
        context.item = None
    else:
        _follow_item(text, context)
    _after_paragraph(text, first, own_list_whole, context, facts, previous_end)


def _follow_item(between: str, context: Context) -> None:
    """A functional item named without an amount is the subject of what follows."""
    item = function_of(between)
    if item is not None and item.names:
        context.item, context.subject = item, None


def _follow_group(gap: str, context: Context, facts: list[Fact], first: int) -> None:
    """Open a group at 其中 (of the last amount) or at "X中，" (of the amount called X); close it at 。"""
    if "。" in gap:
        context.whole = None
    marker = gap.rfind("其中")
    if marker >= 0:
        context.whole = next(
            (f.index for f in reversed(facts[first:]) if f.change is None and not f.is_reason), context.whole
        )
        return
    named = re.search(r"(?:^|[。；，])([^。；，]{2,20})中[，,:：]", gap)
    if named:
        found = measure_of(named[1])
        if found:
            context.whole = next(
                (f.index for f in reversed(facts) if f.measure == found.measure and f.change is None),
                None,
            )


def _after_paragraph(
    text: str, first: int, list_whole: int | None, context: Context, facts: list[Fact], end: int
) -> None:
    """Let a list follow: after "其中：" at a paragraph's end, or the words that begin a functional list."""
    rest = text[end:]
    whole = next((f.index for f in facts[first:] if f.change is None and not f.is_reason), None)
    if re.search(r"(?:其中|具体如下|分别为|包括)[:：]?$", rest.rstrip("。")) and whole is not None:
        context.list_whole = whole
    else:
        context.list_whole = list_whole
    tail = text[-60:] if end < len(text) - 1 else ""
    if any(word in rest for word in measures().words.item_lists) and re.search(r"[：:]$|如下|以下", tail):
        context.in_list = True
        context.list_fund = fund_of(rest) or (facts[whole].fund if whole is not None else None)
