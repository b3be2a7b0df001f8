"""The schedule: the stated period or duration, and the phases with their shares of the money."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from nlp.fields.context import Context
from nlp.fields.model import Phase, Schedule
from nlp.tagger.rules.passages import NEW_ITEM
from nlp.tagger.rules.spells import joined
from nlp.tagger.spans import FieldSpan
from nlp.values.dates import Period, find_periods

#: Two statements of the schedule this close together are one piece of evidence.
_CLOSE = 40


#: 采购安排在3月-6月
_SET: Final = ("安排在", "安排于", "放在")
#: 第一批 in front of its date.
#: What leads to a list of phases names none of them: 其中：, 分三步推进：
_LEADS: Final = re.compile(
    r"(?:其中|具体(?:为|如下|安排)?|如下|分为?[一二两三四五六\d]个?(?:步|阶段|批|期|环节)[^，,。；;：:第]{0,6}|"
    r"(?:进度|步骤|时间|推进|工作|计划)(?:安排|计划)?(?:上|为|如下)?)\s*[：:，,]\s*$"
)
#: …（1月至5月）、夏训（, 2025年全年，分春训（: the name of a part in front of its bracket.
_NAMED: Final = re.compile(
    r"(?:[）)]\s*[、，,；;→和及与]\s*|(?:全年|20\d\d年度?|学期|期|阶段)(?:实施|进行|开展)?[，,：:]\s*(?:共?分为?|其中|包括)?)([^，,、；;：:（()）]+)[（(]\s*$"
)
#: 春防自…，饲草收储为…: the name of a part in front of its range.
_NAMED_FROM: Final = re.compile(r"(?:^|[，,、：:])([\u4e00-\u9fffA-Za-z“”]{2,14}?)(?:为|自|从|在)\s*$")
#: 时段　准备期: a label of time in front of a phase's name.
_TIME_LABEL: Final = re.compile(
    r"^\s*[\u4e00-\u9fff]{0,4}(?:周期|时段|时间|期间|工期|期限|阶段)[\u3000 ：:]+(?=\S)"
)
_BEGINS: Final = re.compile("(?:正式|全面)?(?:启动|开工|动工|进场|开建)(?!会|仪式)")
_ORDINAL: Final = re.compile(r"^(?:其中)?(?:第?[一二三四五六\d]|[首末])[批期次轮]$")


@dataclass(frozen=True, slots=True)
class _Read:
    span: FieldSpan
    period: Period | None


def schedule(context: Context) -> Schedule | None:
    """Return the narrative's schedule, ``None`` where nothing states one."""
    read = list(_read(context))
    stated = [r for r in read if r.span.label == "SCHEDULE" and r.period]
    phases = _merged(_phases(context, [r for r in read if r.span.label == "PHASE"]))
    if not stated and not phases:
        return None
    dated = [r.period for r in stated if r.period and r.period.kind != "duration"]
    months = next((r.period.duration_months for r in stated if r.period and r.period.duration_months), None)
    if dated:
        start, end = dated[0].first, dated[-1].last
        told = next(r.span.end for r in stated if r.period and r.period.kind != "duration")
        if len(dated) == 1 and _BEGINS.match(context.between(told, told + 8)):
            end = None  # 2025年6月开工，工期12个月: the beginning alone
        if len(dated) > 1:
            start = start or _least(p.first for p in dated)
            end = _greatest(p.last for p in dated) if all(p.last for p in dated[1:]) else end
        elif start and end is None and phases and dated[0].last is None:
            phases = _begun(phases, start)  # 自2月18日起，8月底前完成安装，9月至10月验收
            end = _greatest(p.end for p in phases)
    else:
        start, end = _least(p.start for p in phases), _greatest(p.end for p in phases)
    if stated:
        last = stated[0].span.end
        for other in stated[1:]:
            if other.span.start - last <= _CLOSE:
                last = other.span.end
        evidence = context.evidence(stated[0].span.start, last)
    else:
        evidence = context.evidence(phases[0].evidence.start, max(p.evidence.end for p in phases))
    return Schedule(start, end, months, phases, evidence)


def _begun(phases: tuple[Phase, ...], start: date) -> tuple[Phase, ...]:
    """Return the phases, the first of which begins with the whole where only its end is told."""
    first = min(phases, key=lambda phase: phase.evidence.start)
    if first.start is not None or first.end is None or first.end < start:
        return phases
    begun = replace(first, start=start)
    return (begun, *(phase for phase in phases if phase is not first))


def _least(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _greatest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _read(context: Context) -> Iterable[_Read]:
    """Read the spans in order; a month without a year takes the year before it, else the fiscal year."""
    year = context.outline.fiscal_year
    for span in context.labelled("SCHEDULE", "PHASE"):
        written = context.written(span)
        this_year = re.search("本年|全年|当年(?!\\s*\\d{1,2}\\s*月)", written) is not None
        found = find_periods(written, default_year=context.outline.fiscal_year if this_year else year)
        period = found[0] if found else None
        if period and len(found) > 1 and re.search(r"[\t|]", written):
            period = joined(written, period, found[-1])
        last = period and (period.last or period.first)
        if last and period and period.kind != "duration":
            year = last.year
        yield _Read(span, period)


def _phases(context: Context, read: list[_Read]) -> Iterable[Phase]:
    periods = [r for r in read if r.period is not None]
    shares = [r for r in read if r.period is None]
    text, joined = context.text, context.joined
    for index, item in enumerate(periods):
        period = item.period
        if period is None:
            continue
        begin, stop = joined.local(item.span.start), joined.local(item.span.end)
        following = joined.local(periods[index + 1].span.start) if index + 1 < len(periods) else len(text)
        line_end = text.find("\n", stop)
        limit = min(following, line_end if line_end >= 0 else len(text))
        share = next((s for s in shares if stop <= joined.local(s.span.start) < limit), None)
        inside = context.percentages(share.span if share else item.span)
        percent = inside[-1].value if inside else None
        end = share.span.end if share else item.span.end
        section = next(
            (s for s in context.narrative.sections if s.body_start <= item.span.start < s.end), None
        )
        label = _label(text, begin, stop, limit, joined.local(section.body_start) if section else 0)
        evidence = context.evidence(item.span.start, end)
        yield Phase(label, period.first, period.last, percent, evidence)


def _merged(phases: Iterable[Phase]) -> tuple[Phase, ...]:
    """Return the phases, those with the shares that the budget's section tells of their months."""
    result: list[Phase] = []
    for phase in phases:
        days = (phase.start, phase.end)
        same = next((i for i, p in enumerate(result) if (p.start, p.end) == days), None)
        if same is not None and result[same].percent is None and phase.percent is not None:
            result[same] = replace(result[same], percent=phase.percent)
        else:
            result.append(phase)
    return tuple(result)


def _label(text: str, start: int, end: int, limit: int, floor: int) -> str:
    """Return a phase's words: the other cells of its row, the words before its colon, or those behind."""
    line_start = max(text.rfind("\n", 0, start) + 1, floor)
    line_end = text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    if "\t" in line or line.count("|") >= 2:
        cells = [cell.strip() for cell in re.split(r"[\t|]", line)]
        periods = [p.strip() for p in re.split(r"[\t|]", text[start:end])]
        named = (c for c in cells if c and not any(p in c for p in periods))
        return " ".join(c for c in named if not re.fullmatch(r"[\d.]+\s*[%％]?", c))
    clause = _TIME_LABEL.sub("", re.split(r"[。；;]", text[line_start:start])[-1])
    part = re.split(r"[，,（(]", clause)[-1]
    if _LEADS.search(clause):
        return _clean(re.sub(r"^\s*(?:为|是|作为)", "", re.split(r"[。；;]", text[end:limit])[0]))
    if one := _NAMED.search(clause):
        return _clean(one[1])
    if clause.rstrip().endswith(("：", ":")) and _heads_several(text, end, limit):
        return _clean(re.split(r"[。；;]", text[end:limit])[0])
    if clause.rstrip().endswith(("：", ":", *_SET)) or re.search(r"[^\s、.．\d（(][^（(]*[（(]\s*$", clause):
        behind_others = re.search(r"[)）][^（()）]*?[，,]([^，,]*)$", clause)
        return _clean(behind_others[1] if behind_others else clause)
    if re.search(r"(?:期|阶段|段|批|班|场|届)(?:为|是)?$", part) or _ORDINAL.search(part):
        return _clean(re.sub(r"(?:为|是)$", "", re.split("[：:]", part)[-1].removeprefix("其中")))
    if (one := _NAMED_FROM.search(clause)) and re.match(r"\s*(?:[，,。；;]|$)", text[end:]):
        return _clean(one[1])
    behind = re.split(r"[。；;]", text[end:limit])[0]
    if said := _clean(re.sub(r"^\s*(?:为|是|作为)", "", behind)):
        return said
    before = re.split("[，,、：:]", clause.rstrip("，,："))[-1].strip()  # 小学组，4月9日至5月29日
    return before if re.fullmatch(r"[\u4e00-\u9fffA-Za-z“”]{2,14}", before) else ""


def _heads_several(text: str, end: int, limit: int) -> bool:
    """Tell whether what a colon leads to are several phases: 分两次施工：1月至2月做甲，7月至8月做乙."""
    behind = text[end:limit]
    said = re.match(r"[\u4e00-\u9fff][^。；;：:\n]*[，,、]\s*$", behind)
    return said is not None and limit < len(text)


def _clean(label: str) -> str:
    while (marker := NEW_ITEM.match(label)) and marker.end():
        label = label[marker.end() :]
    label = re.sub(r"\s+", " ", label).strip(" ，,：:、-—•●◆■▪▶►◇○☆★※")
    label = re.sub(r"^[（(]([^（()）]+)[)）]$", r"\1", label)
    label = re.sub("^(?:以及|[和及与])$", "", label)
    label = next((label.removesuffix(word) for word in _SET if label.endswith(word)), label)
    if label.count("（") + label.count("(") < label.count("）") + label.count(")"):
        label = label.rstrip("）)")
    return label.rstrip("（(").lstrip("）)").strip(" ，,")
