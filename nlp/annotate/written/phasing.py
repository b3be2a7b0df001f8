"""Phases of a schedule in lists, sentences and tables; what is done in a phase is not marked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from nlp.annotate.written import forms
from nlp.annotate.written.marks import mark
from nlp.annotate.written.scene import PhasePlan

if TYPE_CHECKING:
    from nlp.annotate.written.voice import Voice

_YEARLY: Final = ("full", "full", "first", "first", "none", "days", "single")


def phases(voice: Voice) -> str:
    """Return phases by a pattern of the grammar: a list or a sentence."""
    pattern = voice.grammar.pick("phase_line")
    shares: Literal["none", "incremental", "cumulative"] = "none"
    if "<s>" in pattern:
        shares = voice.rng.choice(["incremental", "cumulative"])
    plans = voice.scene.phases(voice.rng.choice([2, 3, 3, 4, 4]), shares)
    writing = voice.rng.choice(_YEARLY)
    form = voice.rng.choice(
        ["months", "months_short", "months_wave", "months_dash", "dots", "days", "months_to"]
    )
    items = [
        pattern.replace("<p>", period_of(voice, plan, writing, form, index))
        .replace("<d>", voice.grammar.say("phase_deed"))
        .replace("<s>", voice.scene.share(plan))
        .replace("<n>", forms.CN[index] if pattern.startswith("第") else str(index))
        for index, plan in enumerate(plans, start=1)
    ]
    joint = voice.rng.choice(["；\n", "；\n\n", "\n", "。\n\n", "；", "；", "，", "。"])
    return joint.join(items) + voice.rng.choice(["。", "。", "；", ""])


def period_of(voice: Voice, plan: PhasePlan, writing: str, form: str, index: int) -> str:
    """Return a phase's months: ``writing`` says how much of the year is written, ``form`` how a range is."""
    span, year = plan.span, plan.span.start.year
    first, last = span.start.month, span.end.month
    if writing == "full":
        if first == last:
            return _mark(span, f"{year}年{first}月")
        return voice.scene.phase(plan, form)
    head = f"{year}年" if writing == "first" and index == 1 else ""
    if writing == "days":
        return _mark(span, f"{year}年{first}月1日至{last}月{span.end.day}日")
    if first == last:
        return _mark(span, f"{head}{first}月")
    words = {
        0: f"{first}月-{last}月",
        1: f"{first}-{last}月",
        2: f"{first}月至{last}月",
        3: f"{first}～{last}月",
    }
    return _mark(span, head + words[len(form) % 4])


def _mark(span: forms.Span, words: str) -> str:
    return mark("PHASE", words, start=span.start, end=span.end)


def table(voice: Voice) -> str:
    """Return phases as the rows of a table with shares of the payment."""
    shares: Literal["incremental", "cumulative"] = voice.rng.choice(["incremental", "cumulative"])
    plans = voice.scene.phases(voice.rng.choice([3, 4, 4]), shares)
    form = voice.rng.choice(["months", "months_short", "months_wave", "dots", "months_dash"])
    cell = voice.rng.choice(["\t", "\t", "\t", " | "])
    rows = [voice.grammar.say("phase_head").replace("\t", cell)]
    for index, plan in enumerate(plans, start=1):
        period = period_of(voice, plan, "full", form, index)
        rows.append(cell.join([period, voice.grammar.say("phase_deed"), voice.scene.share(plan)]))
    return "\n".join(rows)


def _quarter_span(year: int, number: int) -> forms.Span:
    last = 3 * number
    return forms.Span(date(year, last - 2, 1), date(year, last, forms.month_end(year, last)))


def quarters(voice: Voice) -> str:
    """Return the four quarters as phases, with what is done in each."""
    form = voice.rng.choice(["ordinal", "short", "with_year", "ordinal_digit", "digit"])
    gap = voice.rng.choice(["", "", " ", "：", "，", "："])
    items = []
    for number in range(1, 5):
        words = forms.QUARTERS[form](number, voice.scene.year)
        period = _mark(_quarter_span(voice.scene.year, number), words)
        items.append(period + gap + voice.grammar.say("phase_deed"))
    return voice.rng.choice(["；", "；", " ", "；\n", "\n", "，"]).join(items) + "。"


def named(voice: Voice) -> str:
    """Return sub-projects with their own periods."""
    form = voice.rng.choice(["months_dash", "months", "months_short", "days", "dots", "months_wave"])
    items = []
    for name in voice.rng.sample(voice.grammar.options("topic"), voice.rng.randint(2, 5)):
        first = voice.rng.randint(1, 7)
        last = voice.rng.randint(first + 2, 12)
        year = voice.scene.year
        span = forms.Span(date(year, first, 1), date(year, last, forms.month_end(year, last)))
        tail = voice.grammar.fill("{|平台|沙龙|论坛|项目|工作|专题研讨}")
        items.append(f"{name}{tail}{voice.rng.choice('：：—')}{_mark(span, forms.period(span, form))}")
    return voice.rng.choice(["。\n\n", "；\n", "；", "\n"]).join(items) + voice.rng.choice(["。", ""])


def years(voice: Voice) -> str:
    """Return phases that are calendar years."""
    year = voice.scene.year
    items = []
    for each in range(year, year + voice.rng.choice([2, 2, 3])):
        span = forms.Span(date(each, 1, 1), date(each, 12, 31))
        items.append((_mark(span, f"{each}年"), voice.grammar.say("phase_deed")))
    gap = voice.rng.choice(["：", "，", ""])
    return voice.rng.choice(["；", "；\n"]).join(f"{a}{gap}{b}" for a, b in items) + "。"


def part_of_year(voice: Voice) -> str:
    """Return a schedule that is a quarter or a half of the year."""
    year, number = voice.scene.year, voice.rng.randint(1, 6)
    if number > 4:
        first = 1 if number == 5 else 7
        span = forms.Span(date(year, first, 1), date(year, first + 5, 30 if first == 1 else 31))
        words = f"{year}年{'上' if first == 1 else '下'}半年"
    else:
        span = _quarter_span(year, number)
        words = f"{year}年" + forms.QUARTERS[voice.rng.choice(["ordinal", "short"])](number, year)
    return mark("SCHEDULE", words, start=span.start, end=span.end)
