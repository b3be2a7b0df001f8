"""Read the facts of the prose sections: paragraphs, groups (其中), lists of functional items.

The matcher ties the facts to cells.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from decimal import Decimal

from nlp.outline.model import Outline, Section
from nlp.reconcile.amounts import budget_amounts, is_asset
from nlp.reconcile.clauses import (
    bare_item,
    clause_start,
    function_of,
    fund_of,
    is_generic,
    lead_length,
    measure_of,
)
from nlp.reconcile.fact import Context, Fact, Facts, Names, document_stage, names_of, settled_stage
from nlp.reconcile.flat import Paragraph, paragraphs
from nlp.reconcile.lists import dealt
from nlp.reconcile.measures import Measure, Stage, measures
from nlp.reconcile.understand import Clause, understand
from nlp.values.amount import find_amounts

PROSE = ("compilation_notes", "other_matters", "performance_forms")


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
        end = section.end
        if section.kind == "performance_forms":
            # What is said of all projects stands before the first form or narrative.
            later = [a for a, _ in skip] + [n.start for n in outline.narratives]
            end = min((a for a in later if section.body_start <= a < end), default=end)
        for paragraph in paragraphs(outline.document.text, section.body_start, end, skip):
            number = len(all_paragraphs)
            all_paragraphs.append(paragraph)
            if _is_heading(paragraph.text):
                context = under_heading(context, paragraph.text, names, facts)
                continue
            _read_paragraph(outline, section, paragraph, number, context, facts, names)
    return Facts(tuple(facts), tuple(all_paragraphs), _running_text(outline, skip))


def _running_text(outline: Outline, tables: list[tuple[int, int]]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of the whole document outside tables, contents and narratives."""
    skip = [*tables, *((n.start, n.end) for n in outline.narratives)]
    skip += [(s.start, s.end) for s in outline.sections_of("contents")]
    text = outline.document.text
    return paragraphs(text, 0, len(text), skip)


def under_heading(context: Context, heading: str, names: Names, facts: list[Fact]) -> Context:
    """Return the context under a new heading: its fund and list replace the former ones.

    A functional item on a line of its own is the subject of what follows it.
    """
    item = function_of(heading) or bare_item(heading[lead_length(heading) :], names.items, True)
    if item is not None:
        return replace(context, item=item, subject=None)
    listed = [word for word in measures().words.item_lists if word in heading]
    fund = fund_of(heading)
    if listed:
        broken_up = _label_measure(heading[: min(heading.index(word) for word in listed)], names)
        base = next((f.index for f in reversed(facts) if f.measure == broken_up and f.change is None), None)
        base = base if broken_up is not None else context.last
        return Context(fund=context.fund, list_fund=fund or context.fund, in_list=True, list_base=base)
    measure = _label_measure(heading, names)
    inner = lead_length(heading) > 0 and heading[0] in "（("
    project = measure is None and (
        heading.endswith(_PROJECT) or (context.project and not _OUTER_HEADING.match(heading))
    )
    return Context(measure=measure, fund=fund or (context.fund if inner else None), project=project)


#: A heading that ends so is one project's name; its inner headings go on about it.
_PROJECT = ("项目", "专项")
_OUTER_HEADING = re.compile(
    r"[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+部分"
)


#: "政府采购情况：预算300万元" tells the 政府采购预算.
_LABEL = re.compile(r"(?:情况)?(?:说明)?[：:]")
_LABEL_END = re.compile(r"(?:情况)?(?:说明)?[。：:]*$")
_LABEL_TAIL = re.compile(r"(?:预算|决算|支出|安排|执行)*(?:情况)?(?:说明)?[。：:]*$")


def _label_measure(label: str, names: Names) -> Measure | None:
    """Return the measure that a heading or a run-in label is about: "二、机关运行经费情况"."""
    words = label[lead_length(label) :]
    # 支出 at the end belongs to the name where there is such a measure: 一般公共预算支出.
    for tail in (_LABEL_END, _LABEL_TAIL):
        if found := measure_of(tail.sub("", words), names.subjects):
            return found.measure
    return None


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
    elif amounts and context.item is None:
        context.list_whole = None
    context.whole = context.nested = None
    context.outer.clear()
    own_list_whole = context.list_whole
    lists = dealt(text, amounts)
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
        if order in lists:
            begin, phrase = lists[order].begin, lists[order].phrase
        elif is_generic(phrase) and text[begin - 1 : begin] in (":", "："):
            begin = clause_start(text, begin - 1, floor)
            begin += lead_length(text[begin : amount.start])
            phrase = _LABEL.sub("", text[begin : amount.start])
        if is_asset(phrase):
            previous_end = amount.end
            continue
        _follow_item(text[previous_end:begin], context)
        if order == 0:
            _follow_label(text, begin, context, names)
        _follow_group(gap, text, context, facts, first, amount.value)
        _follow_list(gap, context, facts, first)
        sentence = text[text.rfind("。", 0, amount.start) + 1 : amount.start]
        reason = any(word in sentence[sentence.rfind("；") + 1 :] for word in measures().words.reason)
        fact = understand(outline, Clause(paragraph, amount, begin, phrase, sentence), context, facts, names)
        fact = replace(
            fact, section=section.heading, paragraph=number, is_reason=reason and fact.whole is None
        )
        fact = _in_list(fact, enumerated and order == 0, context, facts, document_stage(outline))
        facts.append(fact)
        if fact.change is None and not fact.is_reason and not fact.is_base:
            context.subject = fact.index
        previous_end = amount.end
    if amounts:
        context.item = None
    else:
        _follow_item(text, context)
    _after_paragraph(text, first, own_list_whole, context, facts, previous_end)


def _in_list(fact: Fact, leads: bool, context: Context, facts: list[Fact], usual: Stage) -> Fact:
    """Make a list's item a part of the amount that the list breaks up: of that amount's same stage."""
    if fact.change is not None or fact.is_base:
        return fact
    item = leads or (fact.item is not None and fact.whole is None)
    if context.list_whole is not None and item:
        fact = replace(fact, whole=_of_stage(facts, context.list_whole, fact, usual))
    if context.list_base is not None and fact.item is not None:
        fact = replace(fact, base=_of_stage(facts, context.list_base, fact, usual))
    head = fact.whole if fact.whole is not None else fact.base
    if fact.fund is None and fact.item is not None and head is not None:
        fact = replace(fact, fund=facts[head].fund)
    return fact


def _of_stage(facts: list[Fact], head: int, fact: Fact, usual: Stage) -> int | None:
    """Return the amount of ``head``'s paragraph and subject that is of the same stage and year as a fact."""
    own = facts[head]
    for other in itertools.islice(facts, head, None):
        if other.paragraph != own.paragraph:
            break
        same = (other.measure, other.item, other.change) == (own.measure, own.item, None)
        stage = settled_stage(other.stage, usual) == settled_stage(fact.stage, usual)
        if same and stage and other.year == fact.year:
            return other.index
    return None


def _follow_item(between: str, context: Context) -> None:
    """A functional item named without an amount is the subject of what follows."""
    item = function_of(between)
    if item is not None and item.names:
        context.item, context.subject = item, None


def _follow_label(text: str, begin: int, context: Context, names: Names) -> None:
    """A numbered label that names a measure is what its paragraph is about; another label ends that."""
    found = _run_in(text[:begin], names)
    if found is not None:
        context.measure, context.run_in = found, True
        return
    label = _NUMBERED_LABEL.match(text[:begin])
    if context.run_in and label is not None and not is_generic(label[1]):
        context.measure, context.run_in = None, False


_NUMBERED_LABEL = re.compile(
    r"(?:[一二三四五六七八九十\d]+[、.．]|[（(][一二三四五六七八九十\d]+[）)])([^，。；：:]{2,24})[。：:]"
)

#: "完成预算24万元的93%": an amount that another one is measured against.
_MEASURED = re.compile(r"的\d[\d.]*[%％]")
_MADE_OF = re.compile(r"[，,]?(?:全部)?由")
_MADE_UP = re.compile(r"(?:资金)?(?:共同)?(?:安排|组成|构成|形成|解决|承担|列支)")


def _broken_up(gap: str, text: str, facts: list[Fact], first: int) -> int | None:
    """Return the amount that a list after 其中 breaks up: the last one of its paragraph.

    Not an amount that the one before it is measured against, and not what that one is made of:
    "支出50万元，由本年拨款40万元和上年结转10万元安排。其中：".
    """
    own = [f for f in facts[first:] if f.change is None and not f.is_reason]
    if _MEASURED.match(gap) and len(own) > 1:
        own.pop()
    elif _MADE_UP.match(gap):
        for before, after in reversed(list(itertools.pairwise(own))):
            end = before.position + len(before.amount.as_written)
            if "。" in text[end : after.position]:
                break
            if _MADE_OF.match(text[end : after.position]):
                return before.index
    return own[-1].index if own else None


def _head_of_list(last: Fact, facts: list[Fact], value: Decimal) -> int:
    """Return what 其中 at a sentence's start breaks up: the last amount, or the head of its list.

    What exceeds the last part, and not the head, is a part of the head.
    """
    head = facts[last.whole] if last.whole is not None else None
    beyond = head is not None and last.amount.value < value <= head.amount.value
    return head.index if head is not None and beyond else last.index


#: "采购预算30万元，包括货物10万元、服务20万元": a list like one after 其中.
_INCLUDING = re.compile(
    r"[，,]?(?:具体)?(?:包括|包含)(?![^，,。；;]{0,12}在内)[:：]?|[:：](?=[^，,。；;]{2,16}$)"
)


def _follow_group(
    gap: str, text: str, context: Context, facts: list[Fact], first: int, value: Decimal
) -> None:
    """Open a group at 其中 (of the last amount) or at "X中，" (of the amount called X); close it at 。

    A group inside another one ends at ；. A bracket closes the groups and the subjects that it opened.
    """
    closed = False
    for char in gap[: gap.rfind("其中")] if "其中" in gap else gap:
        if char in "（(":
            context.outer.append((context.whole, context.subject))
        elif char in "）)" and context.outer:
            context.whole, context.subject = context.outer.pop()
            closed = True
        elif char == "。":
            context.outer.clear()
    if "。" in gap:
        context.whole = context.nested = None
    elif context.nested is not None and "；" in gap and not context.outer:
        context.whole, context.nested = context.nested, None
    marker = gap.rfind("其中") if "其中" in gap or not _INCLUDING.match(gap) else 0
    if marker >= 0 and closed and context.subject is not None:
        # "支出100万元（含上年结转20万元），其中": what the bracket only mentioned has no parts after it.
        context.whole = context.subject
        return
    if marker >= 0:
        found_whole = _broken_up(gap, text, facts, first)
        if found_whole is not None and "。" in gap[:marker]:
            found_whole = _head_of_list(facts[found_whole], facts, value)
        if found_whole is not None:
            inside = context.whole is not None and found_whole != context.whole and not context.outer
            context.nested = context.whole if inside else None
            context.whole = found_whole
        return
    if re.match(r"中[，,:：]", gap) and (told := _broken_up("", text, facts, first)) is not None:
        context.whole = told
        return
    named = re.search(r"(?:^|[。；，])([^。；，]{2,20})中[，,:：]", gap)
    if named:
        found = measure_of(named[1])
        if found:
            context.whole = next(
                (f.index for f in reversed(facts) if f.measure == found.measure and f.change is None),
                None,
            )


def _follow_list(gap: str, context: Context, facts: list[Fact], first: int) -> None:
    """Open a list of functional items inside a paragraph: "支出100万元，主要用于以下方面：教育支出…"."""
    found = [gap.index(word) for word in measures().words.item_lists if word in gap]
    if not found:
        return
    if "。" in gap[: min(found)]:
        context.in_list, context.list_base, context.list_fund = True, None, context.fund
        return
    whole = next((f for f in reversed(facts[first:]) if f.change is None and not f.is_reason), None)
    if whole is not None and whole.item is None:
        context.in_list, context.list_base = True, whole.index
        context.list_fund = fund_of(gap) or whole.fund


def _after_paragraph(
    text: str, first: int, list_whole: int | None, context: Context, facts: list[Fact], end: int
) -> None:
    """Let a list follow: after "其中：" at a paragraph's end, or the words that begin a functional list."""
    rest = text[end:]
    whole = next((f.index for f in facts[first:] if f.change is None and not f.is_reason), None)
    if whole is not None and lead_length(text) == 0 and facts[whole].item is None:
        context.last = whole
    elif whole is None and lead_length(text) == 0:
        # "决算数小于预算数的主要原因是…其中：" goes on about the amount before it.
        whole = context.last
    if re.search(r"(?:其中|具体如下|分别为|包括)[:：]?$", rest.rstrip("。")) and whole is not None:
        context.list_whole = whole
    else:
        context.list_whole = list_whole
    tail = text[-60:] if end < len(text) - 1 else ""
    if any(word in rest for word in measures().words.item_lists) and re.search(r"[：:]$|如下|以下", tail):
        context.in_list, context.list_base = True, whole
        context.list_fund = fund_of(rest) or (facts[whole].fund if whole is not None else None)
