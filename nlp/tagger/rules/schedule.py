"""SCHEDULE and PHASE spans: the project's own period, or its phases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from nlp.tagger.rules.free_phases import told_phases
from nlp.tagger.rules.free_spells import called_length, is_foreign, lone_deadline, lone_range, named_ranges
from nlp.tagger.rules.lexicon import field_words
from nlp.tagger.rules.passages import Passage, clause_end, clause_start
from nlp.tagger.rules.phase_items import (
    MIN_PHASES,
    Item,
    are_milestones,
    phase_items,
    say_what,
    side_by_side,
    until_the_next,
    whole_apart,
)
from nlp.tagger.rules.project_time import (
    is_done,
    is_history,
    is_milestone,
    is_own,
    is_past,
    is_project_duration,
    names_next,
    of_project,
    sums_up,
)
from nlp.tagger.rules.quarters import only_figure_words
from nlp.tagger.rules.spells import (
    DIVIDED,
    begin_and_end,
    restated,
    row_period,
    several_years,
    whole_with_parts,
)
from nlp.tagger.spans import FieldSpan, Label
from nlp.values.cells import column_head, percentages_in
from nlp.values.dates import Period, find_periods
from nlp.values.title import find_titles

#: Between a duration and its period.
_BESIDE: Final = re.compile(r"[\s，,（(：:]*+(?:即|自|从|为|起止时间)?+[：:]?+\s*+")
#: What opens a plan of phases where no heading does.
_PROGRESS: Final = re.compile(
    "进度上|进度安排|时间安排|实施进度|实施步骤|时间进度|推进计划|工作进度|进度计划|工作安排|推进安排"
    "|分为?[两二三四五六2-6]个?(?:步|阶段|批|期|环节)[^，,。；;：:第\\d]{0,6}"
)
_STEPS_FOLLOW: Final = re.compile(rf"{DIVIDED}[^，,。；;：:第\d]{{0,6}}[：:]\s*")
_OTHER_TOPIC: Final = re.compile(
    r"\n\s*\n(?!\s*+(?:20\d\d年|\d{1,2}月|第[一二三四]|(?:阶段|环节|步骤)[一二三四五六\d]))|\n(?=[^\n]{0,6}(?:资金|测算|经费|预算|合同|产出))"
)
#: 2025年为第二年, 2025年为收官之年: which year of the project this is.
_NTH_YEAR: Final = re.compile(
    "度?[为是系](?:项目)?(?:实施)?(?:的)?(?:第[一二三四五六七八九十\\d]+|[首末]|启动|收官|最后一)[个之]?年"
)
_EDGE_YEAR: Final = re.compile("度?[为是系](?:项目)?(?:实施)?(?:的)?(?:[首末]|启动|收官|最后一)[个之]?年")
#: The section says that there is no schedule: 长期, 无固定期限.
_ENDLESS: Final = re.compile(
    r"\s*+(?:本|该)?(?:项目)?(?:为|属|属于|系)?(?:无|没有|未|不)?(?:固定|明确|限定|设定|具体)?(?:期限|周期|时限|定期)"
    r"|\s*+(?:本|该)?(?:项目)?(?:为|属|属于|系)?(?:长期|常年|经常性?|持续|延续性|日常|无(?:[。；\s]|$)|不定|不限|随时|按需|视)"
)
#: 第一季度支出30%: a quarter of the money, no phase.
_PAID: Final = re.compile(
    r"\s*+(?:计划|预计|拟|约|预算)?(?:资金)?(?:支出|支付|执行|使用|拨付|安排(?:支出|资金)?|用款|列支|完成支[付出])"
    r"(?:进度|比例|率)?(?:为|至|达到?|不低于|约|资金|预算)*\s*[\d.]+\s*(?:[%％]|万?元)"
    r"|\s*+(?:[：:]\s*+)?(?:约|不低于|≥)?[\d.]++\s*+[%％](?=[，,；;。、\n]|$)"
)
#: 2026年安排1240万元, 2025年已完成960万元
_MONEY: Final = re.compile(r"度?[^，,。；;\n\d]{0,10}\d[\d,.]*\s*(?:亿|万)?元")
#: 春防（3月至4月）、秋防（9月至10月），年份均为2025年
_YEAR_NOTE: Final = re.compile(r"(?:年份|年度|时间|日期)?(?:均|都|皆)(?:为|是|属|在)\s*$")
#: A label of time at a line's beginning.
_TIME_LABEL: Final = re.compile(
    r"(?m)^[ \u3000\-•●■◆▶★☆※*·]*+(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．])?[^\S\n]*+"
    r"(?:[\u4e00-\u9fff]{0,4}(?:周期|期限|工期|时限|时段|起止|时间|日期|期间|跨度|阶段)|[\u4e00-\u9fff]{2}期|期)"
    r"(?:安排|要求|划分)?(?:[：:]\s*|[ \u3000\t]*[|｜\t][ \u3000]*|\u3000+|[ ]{2,})(?=\S)"
)
#: More cells: the row of a table.
_CELL: Final = re.compile(r"[\t|｜]\s*+\S")
#: Sections in which the project's time may stand without a heading.
_FREE: Final = ("overview", "plan", "annual_budget", "other", "implementing_body")


def find_schedule(parts: Sequence[Passage], fiscal_year: int | None) -> list[FieldSpan]:
    """Return the schedule's spans, of the section 实施周期 first, else of the plan, else by cues."""
    for kind in ("schedule", "plan"):
        for part in parts:
            if part.kind == kind and (spans := _in_passage(part, fiscal_year, cues_only=False)):
                return spans
            if part.kind == "schedule" and _ENDLESS.match(part.text):
                return []
    for line in (line for part in parts for line in _labelled_lines(part)):
        if spans := _in_passage(line, fiscal_year, cues_only=False):
            return spans
    for part in (part for part in parts if part.kind in _FREE):
        if spans := _in_passage(part, fiscal_year, cues_only=True):
            return spans
    return []


def _labelled_lines(part: Passage) -> Iterator[Passage]:
    """Yield the lines that a label of time opens, as sections of their own: 时段　准备期…，保障期…."""
    for label in _TIME_LABEL.finditer(part.text):
        start, end = label.end(), clause_end(part.text, label.end(), "\n")
        if start < end and not is_foreign(label[0]) and not _CELL.search(part.text, start, end):
            yield Passage("schedule", part.text[start:end], part.offsets[start:end])


def _in_passage(part: Passage, fiscal_year: int | None, *, cues_only: bool) -> list[FieldSpan]:
    text = part.text
    periods = _of_the_work(text, fiscal_year)
    own = [p for p in periods if is_own(text, p)]
    dated = row_period(text, [p for p in periods if p.kind != "duration" and not is_milestone(text, p)])
    ends = begin_and_end(text, dated) or several_years(text, dated)
    if part.kind == "schedule" and (whole := restated(text, dated)):
        return [_mark(part, "SCHEDULE", p, 0.9) for p in (whole, *_lengths(text, whole, periods))]
    if cues_only:
        return _without_section(part, periods, own, ends, dated, fiscal_year)
    if ends and (part.kind == "schedule" or own or of_project(text, ends[0])):
        lengths = _own_length(own) or _lengths(text, ends[-1], periods)
        return [_mark(part, "SCHEDULE", p, 0.9) for p in (*ends, *lengths)] + _divided(part, ends, dated)
    if parted := whole_with_parts(text, dated):
        spans = [_mark(part, "SCHEDULE", parted[0], 0.9)]
        lengths = _own_length(own) or _lengths(text, parted[0], periods)
        spans += [_mark(part, "SCHEDULE", p, 0.9) for p in lengths]
        return [*spans, *_phases(part, until_the_next(text, parted[1:]))]
    items = phase_items(text, dated)
    total, items = whole_apart(items)
    if are_milestones(items, dated):
        items = []
    if part.kind == "schedule" and len(items) < MIN_PHASES:
        items = side_by_side(text, dated)
    ranges = part.kind == "schedule" and all(i.period.kind == "range" for i in items)
    if part.kind == "schedule" and len(items) >= MIN_PHASES and not ranges and not say_what(text, items):
        return [_mark(part, "SCHEDULE", i.period, 0.8) for i in items]
    if part.kind != "schedule" and not own and not _about_time(text, items):
        lone = [p for p in dated if p.kind not in ("day", "quarter", "half") and not is_past(p, fiscal_year)]
        only = len(dated) == 1 and lone and of_project(text, lone[0])
        return [_mark(part, "SCHEDULE", p, 0.6) for p in lone] if only else []
    told = [total, *_lengths(text, total, periods)] if total else _stated(text, periods, own, items)
    spans = [_mark(part, "SCHEDULE", p, 0.95) for p in told]
    if len(items) >= MIN_PHASES:
        spans += list(_phases(part, items))
    return spans


def _divided(part: Passage, ends: Sequence[Period], dated: Sequence[Period]) -> list[FieldSpan]:
    """Return the phases behind a beginning and an end where words lead to them: 分为三个阶段：."""
    told = _STEPS_FOLLOW.search(part.text, ends[-1].end)
    if told is None:
        return []
    begin, stop = told.end(), clause_end(part.text, told.end(), "。\n")
    inside = [_moved(p, -begin) for p in dated if begin <= p.start < stop]
    behind = Passage(part.kind, part.text[begin:stop], part.offsets[begin:stop])
    items = phase_items(behind.text, inside)
    return list(_phases(behind, items)) if len(items) == len(inside) >= MIN_PHASES else []


def _of_the_work(text: str, fiscal_year: int | None) -> list[Period]:
    """Return the periods that may tell when the work is done: no history, title, year's money or remark."""
    titles = find_titles(text)
    periods = [p for p in _periods(text, fiscal_year) if not any(t.start <= p.start < t.end for t in titles)]
    periods = [p for p in periods if not is_history(text, p, fiscal_year) or is_done(text, p)]
    periods = [p for p in periods if not names_next(text, p, periods)]
    nth = _EDGE_YEAR if any(p.kind == "range" for p in periods) else _NTH_YEAR
    periods = [p for p in periods if not nth.match(text, p.end)]
    periods = [p for p in periods if p.kind != "quarter" or not _PAID.match(text, p.end)]
    periods = [p for p in periods if p.kind not in ("year", "half") or not _MONEY.match(text, p.end)]
    return [
        p for p in periods if p.kind != "year" or not _YEAR_NOTE.search(text[max(0, p.start - 12) : p.start])
    ]


def _mark(part: Passage, label: Label, period: Period, score: float) -> FieldSpan:
    """Return a period's span; 止 behind a range does not belong to it."""
    end = period.end
    if period.kind == "range":
        end -= len(re.search("为?止$|$", period.text)[0])  # type: ignore[index]  # it always matches
    return part.span(label, period.start, end, score)


def _without_section(
    part: Passage,
    periods: Sequence[Period],
    own: Sequence[Period],
    ends: Sequence[Period],
    dated: Sequence[Period],
    fiscal_year: int | None,
) -> list[FieldSpan]:
    """Return what an overview or a text without headings says of the schedule by its cues."""
    lengths = [p for p in own[:1] if p.kind == "duration"]
    chosen = [*ends, *lengths] if ends and lengths else [*(own[:1] or ends)]
    if chosen and chosen[-1].kind == "range" and not lengths:  # 周期为3月1日至12月31日，共10个月
        chosen += _lengths(part.text, chosen[-1], periods)
    if not ends and own and own[0].kind == "duration":  # 工期2年，2023年1月至2024年12月
        after = own[0].end
        chosen += [p for p in dated if p.start > after and _BESIDE.fullmatch(part.text[after : p.start])]
    told = _PROGRESS.search(part.text)
    if told and not (chosen and chosen[0].start < told.start()):
        stop = _OTHER_TOPIC.search(part.text, told.end())
        end = stop.start() if stop else len(part.text)
        inside = [p for p in dated if told.end() <= p.start < end and p.kind != "year"]
        begin = told.end() + len(re.match(r"[\s：:，,。】]*", part.text[told.end() :])[0])  # type: ignore[index]
        behind = Passage(part.kind, part.text[begin:end], part.offsets[begin:end])
        items = phase_items(behind.text, [_moved(p, -begin) for p in inside])
        edges = {p.start - begin for p in ends}
        if len(items) >= MIN_PHASES and not {i.period.start for i in items} <= edges:
            return list(_phases(behind, items))
        alone = len(inside) == 1 and re.fullmatch(r"[\s。：:】，,]*", part.text[told.end() : inside[0].start])
        chosen = chosen or (inside if alone else [])
    parted = whole_with_parts(part.text, dated)
    if not chosen and len(parted) > MIN_PHASES and parted[0].text.startswith("全年"):
        whole = _mark(part, "SCHEDULE", parted[0], 0.6)
        return [whole, *_phases(part, until_the_next(part.text, parted[1:]))]
    if not chosen and (named := named_ranges(part, dated, fiscal_year)):
        return [_mark(part, "PHASE", p, 0.6) for p in named]
    if not chosen and (phases := told_phases(part.text, dated, fiscal_year)):
        return list(_phases(part, phases))
    if not chosen and (lone := lone_range(part, dated)):
        chosen = [*lone, *_lengths(part.text, lone[0], periods)]
    chosen = chosen or lone_deadline(part.text, dated)
    chosen = chosen or [p for p in periods if p.kind == "duration" and called_length(part.text, p)][:1]
    return [_mark(part, "SCHEDULE", p, 0.6) for p in sorted(chosen[:3], key=lambda p: p.start)]


def _own_length(own: Sequence[Period]) -> list[Period]:
    """Return the duration behind a cue of the project's own: 总工期30个月，自2022年12月至2025年5月."""
    return [p for p in own if p.kind == "duration"][:1]


def _lengths(text: str, whole: Period, periods: Sequence[Period]) -> list[Period]:
    """Return the duration right behind a period: its length."""
    return [
        p
        for p in periods
        if p.kind == "duration"
        and p.start >= whole.end
        and sums_up(text[whole.end : p.start])
        and is_project_duration(text, p)
    ][:1]


def _periods(text: str, fiscal_year: int | None) -> Iterator[Period]:
    """Yield the periods; a month without a year takes the year of the line before, else the fiscal year."""
    year = fiscal_year
    position = 0
    for line in text.splitlines(keepends=True):
        before: Period | None = None
        for each in find_periods(line, default_year=year):
            found = before = _of_the_sentences_year(line, before, each)
            yield _moved(found, position)
            last = found.last or found.first
            if last is not None and found.kind != "duration":
                year = last.year
        position += len(line)


def _of_the_sentences_year(line: str, before: Period | None, period: Period) -> Period:
    """Return a month without a year in the year of the one before it: 2025年3月设计，4月至8月施工.

    The line may begin with another year's: 2024年受理31件。
    """
    last = before.last or before.first if before and before.kind in ("month", "day", "range") else None
    if before is None or last is None or period.kind == "duration" or "。" in line[before.end : period.start]:
        return period
    again = find_periods(period.text, default_year=last.year)
    earliest = before.first or last
    if len(again) != 1 or again[0].text != period.text or not again[0].first or again[0].first < earliest:
        return period
    return replace(period, first=again[0].first, last=again[0].last)


def _moved(period: Period, by: int) -> Period:
    return replace(period, start=period.start + by, end=period.end + by)


def _about_time(text: str, items: Sequence[Item]) -> bool:
    return len(items) >= MIN_PHASES


def _stated(
    text: str, periods: Sequence[Period], own: Sequence[Period], items: Sequence[Item]
) -> list[Period]:
    """Return the project's period as stated as a whole, with a duration beside it."""
    listed = {id(i.period) for i in items} if len(items) >= MIN_PHASES else set()
    free = [p for p in periods if id(p) not in listed]
    durations = [p for p in free if p.kind == "duration" and is_project_duration(text, p)]
    dated = [p for p in free if p.kind != "duration"]
    own_dated = [p for p in own if p.kind != "duration" and id(p) not in listed]
    own_durations = [p for p in durations if any(p is o for o in own)]
    chosen: list[Period] = []
    if own_dated:
        chosen = own_dated[:1]
    elif not listed and dated:
        fine = [p for p in dated if p.kind != "year"] or dated
        ranges = [p for p in fine if p.kind == "range"]
        if len(ranges) == 1 or len(fine) == 1:
            chosen = (ranges or fine)[:1]
        else:
            chosen = fine[:1] if not ranges else ranges[:1]
    if own_durations:
        chosen += own_durations[:1]
    elif durations and not listed and not own_dated and (not chosen or chosen[0].start > durations[0].start):
        chosen += durations[:1]
    elif chosen:
        chosen += [d for d in durations if sums_up(text[chosen[0].end : d.start])][:1]
    return sorted(chosen, key=lambda p: p.start)


def _phases(part: Passage, items: Sequence[Item]) -> Iterator[FieldSpan]:
    for item in items:
        yield _mark(part, "PHASE", item.period, 0.9)
        percents = [p for p in percentages_in(part.text) if item.period.end <= p.start and p.end <= item.end]
        if percents and _is_share(part.text, item, percents[-1].start):
            yield part.span("PHASE", percents[-1].start, percents[-1].end, 0.9)


def _is_share(text: str, item: Item, start: int) -> bool:
    """Tell whether a percentage beside a phase is its share of money: in a table, or after a money word."""
    words = field_words().quarter
    clause = text[max(item.period.end, clause_start(text, start, "，,；;。\n\t|")) : start]
    if "\t" in text[item.start : item.end] or text[item.start : item.end].count("|") >= 2:
        head = column_head(text, start)
        work = any(w in head for w in words.work) and not any(w in head for w in words.money)
        return only_figure_words(clause) and not work
    last = re.split(r"[ \u3000]", clause.rstrip())[-1]  # 签订合同 付款20%
    clause = last if any(word in last for word in words.money) else clause
    told = any(word in clause for word in (*words.money, "投资")) or clause.endswith("付")
    return told and not any(word in clause for word in words.shares)
