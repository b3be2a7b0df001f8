"""Read the facts of the prose sections: paragraphs, groups (其中), lists of functional items.

The matcher ties the facts to cells.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from nlp.outline.model import Outline, Section
from nlp.reconcile.amounts import is_asset
from nlp.reconcile.cells import norm
from nlp.reconcile.clauses import clause_start, fund_of, is_generic, lead_length
from nlp.reconcile.fact import Context, Fact, Facts, Names, document_stage, names_of, settled_stage
from nlp.reconcile.function_items import function_of
from nlp.reconcile.groups import HOLDING, after_paragraph, broken_up, follow_group, follow_list
from nlp.reconcile.labels import LABEL, follow_label, label_measure, topic_of, under_heading
from nlp.reconcile.lists import dealt
from nlp.reconcile.measures import Stage, measures
from nlp.reconcile.reading import Passage, Reader
from nlp.reconcile.turned import turned
from nlp.reconcile.understand import Clause, understand
from nlp.values.amount import find_amounts

#: A term may be explained with this year's amount: "机构运行（项）：…，2023年度共22.7万元".
PROSE = ("compilation_notes", "other_matters", "performance_forms", "terms")


def _is_heading(text: str) -> bool:
    return len(text) <= 60 and not re.search(r"[。；;，,]", text) and not find_amounts(text)


def read_facts(outline: Outline, reader: Reader | None = None) -> Facts:
    """Return every budget amount of the prose sections, understood; ``reader`` has read some of the text."""
    reader = reader or Reader(outline)
    facts: list[Fact] = []
    all_paragraphs: list[Passage] = []
    names = names_of(outline)
    over: Section | None = None
    for part in outline.sections:
        over = part if part.kind in PROSE else over if part.kind == "tables" else None
        if over is None:
            continue
        # What stands behind a table between two notes goes on about what the notes before it are about.
        section = replace(part, heading=over.heading) if part is not over else part
        fund = fund_of(section.heading)
        context = Context(measure=label_measure(section.heading, names), fund=fund, outer_fund=fund)
        end = section.end
        if section.kind == "performance_forms":
            # What is said of all projects stands before the first form or narrative.
            later = [a for a, _ in reader.tables] + [n.start for n in outline.narratives]
            end = min((a for a in later if section.body_start <= a < end), default=end)
        for paragraph in reader.passages(section.body_start, end):
            if part is not over and not _goes_on(paragraph.text):
                continue
            number = len(all_paragraphs)
            all_paragraphs.append(paragraph)
            if _is_heading(paragraph.text):
                context = under_heading(context, paragraph.text, names, facts)
                continue
            _read_paragraph(outline, section, paragraph, number, context, facts, names)
    return Facts(tuple(facts), tuple(all_paragraphs), _running_text(outline, reader))


_NOTE = re.compile(r"[（(]?(?:备注|附注|注|说明|本表|上表|注释)")


def _goes_on(text: str) -> bool:
    """Return whether a paragraph among tables is one of the notes on the budget, and none on a table."""
    return _is_heading(text) or ("。" in text and _NOTE.match(text) is None)


def _running_text(outline: Outline, reader: Reader) -> tuple[Passage, ...]:
    """Return the paragraphs of the whole document outside tables, contents and narratives."""
    skip = [*reader.tables, *((n.start, n.end) for n in outline.narratives)]
    skip += [(s.start, s.end) for s in outline.sections_of("contents")]
    return reader.outside(0, len(outline.document.text), skip)


def _read_paragraph(
    outline: Outline,
    section: Section,
    paragraph: Passage,
    number: int,
    context: Context,
    facts: list[Fact],
    names: Names,
) -> None:
    text = paragraph.text
    amounts = paragraph.amounts
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
    year = outline.fiscal_year
    turns = turned(text, amounts) if year is not None else frozenset()
    topic = topic_of(text, amounts, names)
    outer_measure = context.measure
    context.measure = topic or outer_measure
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
        if begin == previous_end and order and (joint := _JOINT.match(phrase)):
            begin, phrase = begin + joint.end(), phrase[joint.end() :]
        if order in lists:
            begin, phrase = lists[order].begin, lists[order].phrase
        elif is_generic(phrase) and text[begin - 1 : begin] in (":", "："):
            begin = clause_start(text, begin - 1, floor)
            begin += lead_length(text[begin : amount.start])
            phrase = LABEL.sub("", text[begin : amount.start])
        if is_asset(phrase):
            previous_end = amount.end
            continue
        _follow_item(text[previous_end:begin], context)
        if order == 0:
            follow_label(text, begin, context, names)
        follow_group(gap, text, context, facts, first, amount.value)
        follow_list(gap, context, facts, first)
        if order - 1 in turns and len(facts) > first:
            begin, phrase, context.subject = amount.start, "", facts[-1].index
        if (again := _named_again(gap, facts[first:])) is not None:
            context.subject = again.index
        list_of = context.whole
        if HOLDING.match(gap) and (told := broken_up("", text, facts, first)) is not None:
            context.whole = told
        sentence = text[text.rfind("。", 0, amount.start) + 1 : amount.start]
        reason = _tells_reason(text[: amount.start])
        clause = Clause(paragraph, amount, begin, phrase, sentence, _sums_up(phrase, sentence, facts[first:]))
        fact = understand(outline, clause, context, facts, names)
        context.whole = list_of
        if order in turns and year is not None:
            fact = replace(fact, is_base=True, year=year - 1, whole=None)
        elif order - 1 in turns:
            fact = replace(fact, year=year)
        fact = replace(
            fact, section=section.heading, paragraph=number, is_reason=reason and fact.whole is None
        )
        fact = _of_one_stage(fact, facts, first, document_stage(outline))
        fact = _in_list(fact, enumerated and order == 0, context, facts, document_stage(outline))
        facts.append(fact)
        if fact.change is None and not fact.is_reason and not fact.is_base:
            context.subject = fact.index
        previous_end = amount.end
    if topic is not None and context.measure is topic:
        context.measure = outer_measure
    if amounts:
        context.item = None
    else:
        _follow_item(text, context)
    after_paragraph(text, first, own_list_whole, context, facts, previous_end)


def _named_again(gap: str, told: list[Fact]) -> Fact | None:
    """Return the amount whose name begins a new sentence: "甲5万元、乙3万元。甲来自检测，增加1万元"."""
    sentence = norm(re.split(r"[。；]", gap)[-1])
    if sentence == norm(gap) or not re.search("[,:]", sentence):
        return None
    named = (f for f in reversed(told) if f.measure is not None and f.change is None and not f.is_base)
    return next((f for f in named if len(f.what) >= _A_NAME and sentence.startswith(norm(f.what))), None)


#: A measure's name has so many characters.
_A_NAME = 4
_LATER_POINT = re.compile(
    r"(?:其?[二三四五六七八九十]是|[（(][二三四五六七八九十2-9][）)]|[②-⑨]|[2-9][.．、])"
)


def _tells_reason(text: str) -> bool:
    """Return whether a text ends in a clause that says why: "原因是…", "原因：一是…；二是…"."""
    clauses = re.split(r"[。；]", text)
    while len(clauses) > 1 and _LATER_POINT.match(clauses[-1]):
        clauses.pop()
    return any(word in clauses[-1] for word in measures().words.reason)


#: "甲10万元和乙20万元": the word between them is no part of a name.
_JOINT = re.compile(r"(?:以及|[和及与])(?=[一-鿿])")
_SUM = re.compile(r"(?:[以上述]*[两二三四五六七八九十]?[项者类]*)(?:合计|共计|总计|加总|相加|合共|共)为?")


def _sums_up(phrase: str, sentence: str, told: list[Fact]) -> bool:
    """Return whether an amount adds up several of its sentence: "甲5万元、乙10万元，合计15万元"."""
    if _SUM.fullmatch(phrase) is None:
        return False
    own = [f for f in told if f.amount.as_written in sentence and f.change is None and not f.is_base]
    return len({(f.measure, f.item, f.what) for f in own}) > 1


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


def _of_one_stage(fact: Fact, facts: list[Fact], first: int, usual: Stage) -> Fact:
    """Let a part be one of the whole's figure of its own stage: "决算9万元，预算10万元。其中甲4万元"."""
    whole = facts[fact.whole] if fact.whole is not None else None
    stage = settled_stage(fact.stage, usual)
    if whole is None or settled_stage(whole.stage, usual) == stage:
        return fact
    own = (whole.measure, whole.item, None)
    for other in facts[first:]:
        same = (other.measure, other.item, other.change) == own and other.year == fact.year
        if own != (None, None, None) and same and settled_stage(other.stage, usual) == stage:
            return replace(fact, whole=other.index)
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
