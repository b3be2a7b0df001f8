"""QUARTER spans: a quarter's name with its execution percentage or amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.passages import Passage, clause_end, clause_start
from nlp.tagger.spans import FieldSpan
from nlp.values.amount import Amount, find_amounts
from nlp.values.dates import QuarterMention, find_quarters
from nlp.values.percent import Percentage, find_percentages

_CLAUSE: Final = "，,；;。\n"
#: A quarter speaks until the sentence ends; a name alone on its line speaks for the line below too.
_REGION_END: Final = re.compile(r"[。；;！？]|\n(?=\s*\n)|\n")


@dataclass(frozen=True, slots=True)
class QuarterRegion:
    """What a quarter's words reach: from its name to the next quarter or the sentence's end."""

    mention: QuarterMention
    end: int


def find_quarter_spans(parts: Sequence[Passage]) -> list[FieldSpan]:
    """Return the quarters with figures, of the year's budget first, else of the plan."""
    for kinds in (("annual_budget",), ("plan",), ("schedule", "overview", "other")):
        spans = [span for part in parts if part.kind in kinds for span in _in_passage(part)]
        if spans:
            return spans
    return []


def quarter_figures(part: Passage) -> list[tuple[QuarterRegion, list[Percentage], list[Amount]]]:
    """Return each quarter of a passage with the figures that are its own."""
    text = part.text
    percents = find_percentages(text)
    amounts = [a for a in find_amounts(text) if not a.per_unit or _per_quarter(text, a)]
    found = []
    strict = part.kind != "annual_budget"
    for region in regions(text):
        mine = [p for p in percents if region.mention.end <= p.start < region.end]
        money = [a for a in amounts if region.mention.end <= a.start < region.end]
        good = [p for p in mine if _is_execution(text, region, p, strict=strict)]
        sums = [a for a in money if _is_quarter_sum(text, region, a, good)]
        if len(good) != len(region.mention.quarters):
            good = good[:1]
        if len(sums) != len(region.mention.quarters):
            sums = sums[:1]
        if good or sums:
            found.append((region, good, sums))
    return found


def regions(text: str) -> list[QuarterRegion]:
    """Return the quarters that ``text`` names, each with the end of its reach."""
    mentions = quarter_mentions(text)
    result = []
    for index, mention in enumerate(mentions):
        limit = mentions[index + 1].start if index + 1 < len(mentions) else len(text)
        stop = _REGION_END.search(text, mention.end, limit)
        while stop and stop[0] == "\n" and not re.search(r"\w", text[mention.end : stop.start()]):
            stop = _REGION_END.search(text, stop.end(), limit)
        result.append(QuarterRegion(mention, stop.start() if stop else limit))
    return result


def quarter_mentions(text: str) -> list[QuarterMention]:
    """Return the quarters that ``text`` names, and ends of quarters by month (6月底: up to the second).

    >>> [(m.text, m.quarters, m.cumulative) for m in quarter_mentions("6月底执行50%")]
    [('6月底', (2,), True)]
    """
    named = list(find_quarters(text))
    for match in re.finditer(r"(?<![\d.])(3|6|9|12)\s*月(?:份)?(?:底|末)前?", text):
        if not any(m.start < match.end() and match.start() < m.end for m in named):
            quarter = int(match[1]) // 3
            named.append(QuarterMention(match.start(), match.end(), match[0], (quarter,), True))
    return sorted(named, key=lambda m: m.start)


def _in_passage(part: Passage) -> list[FieldSpan]:
    figures = quarter_figures(part)
    spans = []
    shared = _shared_percents(part, figures)
    for region, percents, amounts in figures:
        if shared and shared[0] <= region.mention.start < shared[1]:
            continue
        end = max([*(p.end for p in percents), *(a.end for a in amounts)])
        spans.append(part.span("QUARTER", region.mention.start, end, 0.95))
    if shared:
        spans.append(part.span("QUARTER", shared[0], shared[1], 0.9))
    return sorted(spans, key=lambda span: span.start)


def _shared_percents(
    part: Passage, figures: Sequence[tuple[QuarterRegion, list[Percentage], list[Amount]]]
) -> tuple[int, int] | None:
    """Return the range of quarters with amounts whose percentages follow together.

    一季度3万元、二季度7万元，执行率分别为30%、70%: one span, whose figures go to its quarters in turn.
    """
    percents = find_percentages(part.text)
    for cue in re.finditer(r"分别(?:为|是|达到|达|占)?", part.text):
        start = clause_start(part.text, cue.start())
        before = [
            region for region, _, sums in figures if start <= region.mention.start < cue.start() and sums
        ]
        stop = clause_end(part.text, cue.end())
        behind = [p for p in percents if cue.end() <= p.start < stop]
        if len(before) > 1 and len(behind) == len(before):
            return before[0].mention.start, behind[-1].end
    return None


def _per_quarter(text: str, amount: Amount) -> bool:
    return bool(re.search(r"季度?\s*\w{0,6}$", text[: amount.start]))


@cache
def _figure_words() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(field_words().quarter.figure)}|[\d.]+%?|\s)*")


def only_figure_words(text: str) -> bool:
    """Tell whether ``text`` holds nothing but words that lead from a quarter to its figure.

    >>> only_figure_words("预计资金投入总额"), only_figure_words("会议费")
    (True, False)
    """
    return _figure_words().fullmatch(text) is not None


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def _is_execution(text: str, region: QuarterRegion, percent: Percentage, *, strict: bool) -> bool:
    """Tell whether a percentage is a share of the project's money that the quarter spends."""
    words = field_words().quarter
    start = max(region.mention.end, clause_start(text, percent.start, _CLAUSE))
    near = text[start : percent.start]
    after = re.split(rf"[{_CLAUSE}]", text[percent.end : percent.end + 12], maxsplit=1)[0]
    if _has(near + after, words.shares) or re.search(r"费(?:用)?的$", near):
        return False
    money = _has(near, words.money) or re.match(r"的?(?:资金|经费|预算|支出)", after) is not None
    if _has(near, words.work) and not money:
        return False
    if strict:
        head = text[clause_start(text, region.mention.start, "。；;\n") : region.mention.start]
        return money or (only_figure_words(near) and _has(head, words.money))
    return money or only_figure_words(near)


def _is_quarter_sum(text: str, region: QuarterRegion, amount: Amount, percents: Sequence[Percentage]) -> bool:
    """Tell whether an amount is the quarter's own: nothing but figure words leads to it."""
    start = max([region.mention.end, *(p.end for p in percents if p.end <= amount.start)])
    between = text[start : amount.start]
    return only_figure_words(re.sub(r"[\d.,，]+\s*(?:亿|万)?元", "", between))
