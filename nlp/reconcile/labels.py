"""Headings and run-in labels of prose: what the amounts below or behind them are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.reconcile.clauses import fund_of, is_generic, lead_length, measure_of
from nlp.reconcile.fact import Context, Fact, Names
from nlp.reconcile.function_items import bare_item, function_of
from nlp.reconcile.measures import Measure, measures
from nlp.values.amount import Amount


def under_heading(context: Context, heading: str, names: Names, facts: list[Fact]) -> Context:
    """Return the context under a new heading: its fund and list replace the former ones.

    A functional item on a line of its own is the subject of what follows it.
    """
    item = function_of(heading) or bare_item(heading[lead_length(heading) :], names.items, True)
    if item is not None:
        return replace(context, item=item, subject=None)
    listed = [word for word in measures().words.item_lists if word in heading]
    fund = fund_of(heading)
    inner = lead_length(heading) > 0 and heading[0] in "（("
    outer_fund = context.outer_fund if inner else fund
    # "（三）支出决算具体情况" within "五、一般公共预算财政拨款支出决算情况" is of that fund.
    narrowed = inner and fund in (None, "all") and outer_fund not in (None, "all")
    if narrowed:
        fund = outer_fund
    if listed:
        broken_up = label_measure(heading[: min(heading.index(word) for word in listed)], names)
        if narrowed and broken_up is not None and broken_up.fund not in (None, outer_fund):
            broken_up = None
        base = next((f.index for f in reversed(facts) if f.measure == broken_up and f.change is None), None)
        base = base if broken_up is not None else context.last
        return Context(
            fund=context.fund,
            outer_fund=context.outer_fund,
            list_fund=fund or context.fund,
            in_list=True,
            list_base=base,
        )
    measure = label_measure(heading, names)
    project = measure is None and (
        heading.endswith(_PROJECT) or (context.project and not _OUTER_HEADING.match(heading))
    )
    own = fund or (context.fund if inner else None)
    return Context(measure=measure, fund=own, outer_fund=outer_fund, project=project)


#: A heading that ends so is one project's name; its inner headings go on about it.
_PROJECT = ("项目", "专项")
_OUTER_HEADING = re.compile(
    r"[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+部分"
)


#: "政府采购情况：预算300万元" tells the 政府采购预算.
LABEL = re.compile(r"(?:情况)?(?:说明)?[：:]")
_LABEL_END = re.compile(r"(?:情况)?(?:说明)?[。：:]*$")
_LABEL_TAIL = re.compile(r"(?:预算|决算|支出|安排|执行)*(?:情况)?(?:说明)?[。：:]*$")


def label_measure(label: str, names: Names) -> Measure | None:
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
    return label_measure(label[0], names) if label else None


_TOPIC = re.compile(r"([^，。；：:\d]{4,24}?)(?:在|占|仍|是|由于|因为?)[^，。；：:\d]*[，：:]")


def topic_of(text: str, amounts: Sequence[Amount], names: Names) -> Measure | None:
    """Return the measure that a paragraph begins to speak of: "公务接待费在三项中占比最高，支出9万元"."""
    found = _TOPIC.match(text) if amounts else None
    if found is None or found.end() > amounts[0].start:
        return None
    named = measure_of(found[1], names.subjects)
    return named.measure if named is not None and named.start == 0 else None


_NUMBERED_LABEL = re.compile(
    r"([一二三四五六七八九十\d]+[、.．]|[（(][一二三四五六七八九十\d]+[）)])([^，。；：:]{2,24})[。：:]"
)


def follow_label(text: str, begin: int, context: Context, names: Names) -> None:
    """A numbered label that names a measure is what its paragraph is about; another label ends that."""
    label = _NUMBERED_LABEL.match(text[:begin])
    style = re.sub(r"[一二三四五六七八九十]+", "一", re.sub(r"\d+", "1", label[1])) if label else ""
    found = _run_in(text[:begin], names)
    if found is not None:
        context.measure, context.run_in = found, style
        return
    # "（二）支出。" behind "（一）“三公”经费。" counts on from it; "1.预算：" goes on about it.
    same = bool(style) and style == context.run_in
    if context.run_in is not None and label is not None and (same or not is_generic(label[2])):
        context.measure, context.run_in = None, None
