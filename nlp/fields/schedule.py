"""The schedule: the stated period or duration, and the phases with their shares of the money."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nlp.fields.context import Context
from nlp.fields.model import Phase, Schedule
from nlp.tagger.rules.passages import NEW_ITEM
from nlp.tagger.spans import FieldSpan
from nlp.values.dates import Period, find_periods

#: Two statements of the schedule this close together are one piece of evidence.
_CLOSE = 40


@dataclass(frozen=True, slots=True)
class _Read:
    span: FieldSpan
    period: Period | None


def schedule(context: Context) -> Schedule | None:
    """Return the narrative's schedule, ``None`` where nothing states one."""
    read = list(_read(context))
    stated = [r for r in read if r.span.label == "SCHEDULE" and r.period]
    phases = tuple(_phases(context, [r for r in read if r.span.label == "PHASE"]))
    if not stated and not phases:
        return None
    dated = [r.period for r in stated if r.period and r.period.kind != "duration"]
    months = next((r.period.duration_months for r in stated if r.period and r.period.duration_months), None)
    if dated:
        start, end = dated[0].first, dated[0].last
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


def _least(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _greatest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _read(context: Context) -> Iterable[_Read]:
    """Read the spans in order; a month without a year takes the year before it, else the fiscal year."""
    year = context.outline.fiscal_year
    for span in context.labelled("SCHEDULE", "PHASE"):
        written = context.written(span)
        this_year = re.search("本年|全年|当年", written) is not None
        found = find_periods(written, default_year=context.outline.fiscal_year if this_year else year)
        period = found[0] if found else None
        last = period and (period.last or period.first)
        if last and period and period.kind != "duration":
            year = last.year
        yield _Read(span, period)


def _phases(context: Context, read: list[_Read]) -> Iterable[Phase]:
    periods = [r for r in read if r.period is not None]
    shares = [r for r in read if r.period is None]
    text = context.document.text
    for index, item in enumerate(periods):
        period = item.period
        if period is None:
            continue
        following = periods[index + 1].span.start if index + 1 < len(periods) else len(text)
        line_end = text.find("\n", item.span.end)
        limit = min(following, line_end if line_end >= 0 else len(text))
        share = next((s for s in shares if item.span.end <= s.span.start < limit), None)
        inside = context.percentages(share.span if share else item.span)
        percent = inside[-1].value if inside else None
        end = share.span.end if share else item.span.end
        label = _label(text, item.span, limit, context.narrative.start)
        evidence = context.evidence(item.span.start, end)
        yield Phase(label, period.first, period.last, percent, evidence)


def _label(text: str, span: FieldSpan, limit: int, floor: int) -> str:
    """Return a phase's words: the other cells of its row, the words before its colon, or those behind."""
    line_start = max(text.rfind("\n", floor, span.start) + 1, floor)
    line_end = text.find("\n", span.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    if "\t" in line or line.count("|") >= 2:
        cells = [cell.strip() for cell in re.split(r"[\t|]", line)]
        period = text[span.start : span.end]
        return " ".join(c for c in cells if c and period not in c and not re.fullmatch(r"[\d.]+\s*[%％]?", c))
    before = text[line_start : span.start]
    clause = re.split(r"[。；;]", before)[-1]
    if clause.rstrip().endswith(("：", ":")) or re.search(r"[^\s、.．\d（(][^（(]*[（(]\s*$", clause):
        return _clean(clause)
    return _clean(re.split(r"[。；;]", text[span.end : limit])[0])


def _clean(label: str) -> str:
    while (marker := NEW_ITEM.match(label)) and marker.end():
        label = label[marker.end() :]
    label = re.sub(r"\s+", " ", label).strip(" ，,：:、-—")
    return label.rstrip("（(").lstrip("）)").strip()
