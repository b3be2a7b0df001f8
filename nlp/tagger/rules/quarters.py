"""QUARTER spans: a quarter's name with its execution percentage or amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from nlp.tagger.rules.lexicon import field_words
from nlp.tagger.rules.passages import Passage, clause_end, clause_start
from nlp.tagger.rules.quarter_names import ALL, QuarterRegion, quarter_mentions, regions
from nlp.tagger.rules.quarter_tables import quarter_spans
from nlp.tagger.spans import FieldSpan
from nlp.values.amount import Amount
from nlp.values.cells import money_in
from nlp.values.dates import find_quarters
from nlp.values.listed import line_percentages
from nlp.values.percent import Percentage, find_shares

_CLAUSE: Final = "，,；;。\n"
_FEWEST: Final = 2
#: 一季度末、二季度末和三季度末
_TOGETHER: Final = re.compile(r"[末底]?前?\s*(?:[、，,和及与]|以及)\s*(?:到|至)?")
#: 第四季度支付尾款30%: a share of a payment that is tied to a quarter of the year's budget is its execution.
_PAID: Final = re.compile(r"支付|拨付|付清|结清|支出")
#: The years of a sentence, 本年度 among them; 较2024年 is what money is compared with.
_YEAR_SAID: Final = re.compile(r"(?<![较比于与同])(?<!\d)(?P<year>20\d\d)\s*年|(?<!上)本年|今年|当年")
#: 25%在第四季度支付
_THEN: Final = re.compile(r"[^，,。；;\d]{0,6}?(?:在|于|安排在|放在|待|到)[^，,。；;\d]{0,2}$")
_DONE: Final = re.compile(
    r"(?:末|底|前|内)?[^，,。；;\d]{0,4}(?:支付|拨付|付清|结清|支出|执行|使用|兑付|发放)"
)
#: 一季度签订合同后支付30%: the contract only says when.
_SIGNED: Final = re.compile(
    r"(?:签订|签署|订立)[^，,。；;]{0,8}?合同(?:之?后|时|，)?|合同(?:签订|签署|生效)(?:之?后|时)?"
)


def find_quarter_spans(parts: Sequence[Passage], fiscal_year: int | None) -> list[FieldSpan]:
    """Return the quarters with figures, of the year's budget first, else of the plan.

    ``parts`` are those of :func:`nlp.tagger.rules.money_passages.money_passages`.
    """
    for kinds in (("annual_budget",), ("plan",), ("schedule", "overview", "other")):
        spans = [span for part in parts if part.kind in kinds for span in _in_passage(part, fiscal_year)]
        if spans:
            return spans
    return []


def quarter_figures(part: Passage) -> list[tuple[QuarterRegion, list[Percentage], list[Amount]]]:
    """Return each quarter of a passage with the figures that are its own."""
    text = part.text
    percents = sorted((*find_shares(text), *line_percentages(text)), key=lambda p: p.start)
    amounts = [a for a in money_in(text) if not a.per_unit or _per_quarter(text, a)]
    found = []
    steps = _steps(text, amounts, months=part.kind == "annual_budget")
    outside = part.kind != "annual_budget" and not _only_quarters(text)
    for region in regions(text, months=not outside):
        strict = outside and not _in_quarter_line(text, region)
        led = not strict or _in_quarter_sentence(text, region)
        if led and (ahead := _ahead(text, region, percents, amounts)):
            found.append(ahead)
            continue
        if region.mention.whole:
            found.append((region, [], []))
            continue
        mine = [p for p in percents if region.mention.end <= p.start < region.end]
        money = [a for a in amounts if region.mention.end <= a.start < region.end]
        good = [p for p in mine if _is_execution(text, region, p, strict=strict)]
        sums = [a for a in money if a in steps or _is_quarter_sum(text, region, a, good)]
        if (several := len(region.mention.quarters)) > 1:
            dealt = _first_run(text, sums, several)
            # 一、二季度分别支出52万元、118万元，占全年的29%: the share is that of both.
            good = [] if dealt and len(good) != several else good
            sums = dealt or sums
        if len(good) != len(region.mention.quarters):
            good = good[:1]
        if len(sums) != len(region.mention.quarters):
            sums = sums[:1]
        if good or sums:
            found.append((region, good, sums))
    return found


def _steps(text: str, amounts: Sequence[Amount], *, months: bool) -> list[Amount]:
    """Return the sums of quarters that are told as steps, each behind its work: 一季度：选址，用款3万元；….

    Only where several quarters are told so, and each tells one sum.
    """
    found: list[list[Amount]] = []
    for region in regions(text, months=months):
        own = [a for a in amounts if region.mention.end <= a.start < region.end]
        spent = [a for a in own if _is_spent(text, region, a)]
        found += [spent] if len(region.mention.quarters) == 1 and spent else []
    several = len(found) >= _FEWEST and all(len(spent) == 1 for spent in found)
    return [spent[0] for spent in found] if several else []


def _is_spent(text: str, region: QuarterRegion, amount: Amount) -> bool:
    """Tell whether nothing but a word of spending leads to an amount in its clause: ，用款3万元."""
    start = max(region.mention.end, clause_start(text, amount.start, _CLAUSE))
    near = text[start : amount.start]
    return _has(near, field_words().quarter.money) and only_figure_words(near)


def _first_run(text: str, sums: list[Amount], count: int) -> list[Amount]:
    """Return the first ``count`` amounts where only marks and 和 stand between them, else nothing."""
    first = sums[:count]
    ends = pairwise(first)
    joined = all(re.fullmatch(r"\s*(?:[、，,；;和及与]|以及)+\s*", text[a.end : b.start]) for a, b in ends)
    return first if joined and len(first) == count else []


def _in_quarter_sentence(text: str, region: QuarterRegion) -> bool:
    """Tell whether the sentence of a quarter divides money among quarters, and speaks of no contract."""
    at = region.mention.start
    sentence = text[clause_start(text, at, "。！？\n") : clause_end(text, at, "。！？\n")]
    words = field_words().quarter
    return len(find_quarters(sentence)) >= _FEWEST and not _has(sentence, (*words.parts, *words.shares))


def _in_quarter_line(text: str, region: QuarterRegion) -> bool:
    """Tell whether a line, from its first quarter to its last figure, says but quarters and figures.

    The words before may say that these are shares of work.
    """
    start, end = clause_start(text, region.mention.start, "\n"), clause_end(text, region.end, "\n")
    line = text[start:end]
    named = find_quarters(line)
    ends = [p.end for p in find_shares(line)]
    if len(named) < _FEWEST or not ends:
        return False
    words = field_words().quarter
    head = re.split("[。；;]", line[: named[0].start])[-1]
    work = _has(head, words.work) and not _has(head, words.money)
    if work or not re.fullmatch(r"[\s\-•●]*(?:[\u4e00-\u9fff]{0,10}[：:])?\s*", head):
        return False  # 设备安装二季度末完成40%
    return _only_quarters(line[named[0].start : max(ends)])


def _only_quarters(text: str) -> bool:
    """Tell whether a text says nothing but quarters and their figures: 二季度40%、三季度60%。"""
    rest = list(text)
    ranges = [(m.start, m.end) for m in find_quarters(text)]
    ranges += [(p.start, p.end) for p in find_shares(text)]
    ranges += [(a.start, a.end) for a in money_in(text)]
    for start, end in ranges:
        rest[start:end] = " " * (end - start)
    bare = re.sub(r"[。；;\n]", " ", "".join(rest))
    return bool(find_quarters(text)) and only_figure_words(bare)


def _ahead(
    text: str, region: QuarterRegion, percents: Sequence[Percentage], amounts: Sequence[Amount]
) -> tuple[QuarterRegion, list[Percentage], list[Amount]] | None:
    """Return a quarter whose figure stands before it in its clause: 25%在第四季度支付."""
    mention = region.mention
    start = clause_start(text, mention.start, _CLAUSE)
    if not _DONE.match(text, mention.end) or re.search(
        r"\d", text[mention.end : clause_end(text, mention.end, _CLAUSE)]
    ):
        return None
    shares = [p for p in percents if start <= p.start and _THEN.fullmatch(text[p.end : mention.start])][-1:]
    sums = [a for a in amounts if start <= a.start and _THEN.fullmatch(text[a.end : mention.start])][-1:]
    return (region, shares, sums) if shares or sums else None


def _in_passage(part: Passage, fiscal_year: int | None) -> list[FieldSpan]:
    tabular = bool(spans := quarter_spans(part))
    figures = [] if spans else quarter_figures(part)
    if fiscal_year is not None:
        figures = [f for f in figures if _year(part.text, f[0]) in (None, fiscal_year)]
    shared = _shared_percents(part, figures) or _in_turn(part)
    for region, percents, amounts in figures:
        if shared and shared[0] <= region.mention.start < shared[1]:
            continue
        name = region.mention
        start = min([name.start, *(p.start for p in percents), *(a.start for a in amounts)])
        end = max([name.end, *(p.end for p in percents), *(a.end for a in amounts)])
        spans.append(part.span("QUARTER", start, _closed(part.text, start, end), 0.95))
    if shared and not tabular:
        spans.append(part.span("QUARTER", shared[0], shared[1], 0.9))
    return sorted(spans, key=lambda span: span.start)


def _closed(text: str, start: int, end: int) -> int:
    """Return the span's end behind the bracket that closes one opened in it: 一季度10%（24.5万元）."""
    opened = len(re.findall("[（(]", text[start:end])) > len(re.findall("[）)]", text[start:end]))
    return end + 1 if opened and text[end : end + 1] in ("）", ")") else end


def _year(text: str, region: QuarterRegion) -> int | None:
    """Return the year of a quarter: its own, or the last that its sentence names before it, and not 本年度.

    The years that money is compared with are not the quarters'.
    """
    if region.mention.year is not None:
        return region.mention.year
    sentence = text[clause_start(text, region.mention.start) : region.mention.start]
    said = list(_YEAR_SAID.finditer(sentence))
    return int(said[-1]["year"]) if said and said[-1]["year"] else None


def _shared_percents(
    part: Passage, figures: Sequence[tuple[QuarterRegion, list[Percentage], list[Amount]]]
) -> tuple[int, int] | None:
    """Return the range of quarters with amounts whose percentages follow together.

    一季度3万元、二季度7万元，执行率分别为30%、70%: one span, whose figures go to its quarters in turn.
    """
    percents = find_shares(part.text)
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


def _in_turn(part: Passage) -> tuple[int, int] | None:
    """Return the range of quarters told one after another and of as many percentages behind them.

    到一季度末、二季度末、三季度末和四季度末，支出进度累计应分别达到10%、45%、80%和100%
    """
    text = part.text
    mentions = quarter_mentions(text, months=part.kind == "annual_budget")
    percents = find_shares(text)
    for index in range(len(mentions)):
        run = mentions[index : index + 1]
        for mention in mentions[index + 1 :]:
            if not _TOGETHER.fullmatch(text[run[-1].end : mention.start]):
                break
            run.append(mention)
        numbers = [number for mention in run for number in mention.quarters]
        stop = clause_end(text, run[-1].end, "。；;\n")
        behind = _side_by_side(text, [p for p in percents if run[-1].end <= p.start < stop])
        near = text[run[-1].end : behind[0].start] if behind else ""
        if (
            len(run) >= _FEWEST
            and len(behind) == len(numbers) == len(set(numbers))
            and only_figure_words(near.lstrip("末底前"))
        ):
            return run[0].start, behind[-1].end
    return None


def _side_by_side(text: str, percents: Sequence[Percentage]) -> list[Percentage]:
    """Return the first percentages that nothing but a mark or 和 parts: 20%、50%和75%，年底达到100%."""
    found = list(percents[:1])
    for one, two in pairwise(percents):
        if not re.fullmatch(r"\s*[、，,和及与]\s*", text[one.end : two.start]):
            break
        found.append(two)
    return found


def _per_quarter(text: str, amount: Amount) -> bool:
    return bool(re.search(r"季度?\s*\w{0,6}$", text[: amount.start]))


_SHARE: Final = re.compile(
    r"[\d.]++%?|百分之[零〇一二三四五六七八九十百点]++|[一二三四五六七八九]成[一二三四五六七八九半]?"
)


def only_figure_words(text: str) -> bool:
    """Tell whether ``text`` holds nothing but words that lead from a quarter to its figure.

    >>> only_figure_words("预计资金投入总额"), only_figure_words("会议费")
    (True, False)
    """
    # A pattern would divide 用款额用款额 in every way (用款额, 用款 and 额); here each place counts once.
    reached = [True, *[False] * len(text)]
    for at, char in enumerate(text):
        if not reached[at]:
            continue
        if char.isspace():
            reached[at + 1] = True
        elif share := _SHARE.match(text, at):
            reached[share.end()] = True
        for word in _figure_words().get(char, ()):
            if text.startswith(word, at):
                reached[at + len(word)] = True
    return reached[-1]


@cache
def _figure_words() -> dict[str, tuple[str, ...]]:
    """Return the words between a quarter and its figure by their first characters."""
    words = field_words().quarter.figure
    return {first: tuple(w for w in words if w[0] == first) for first in {w[0] for w in words}}


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def _is_execution(text: str, region: QuarterRegion, percent: Percentage, *, strict: bool) -> bool:
    """Tell whether a percentage is a share of the project's money that the quarter spends."""
    words = field_words().quarter
    start = max(region.mention.end, clause_start(text, percent.start, _CLAUSE))
    near = text[start : percent.start]
    # 四季度10%（质保金以外余款）: a remark in brackets does not make it a part's.
    after = re.split(rf"[{_CLAUSE}（(]", text[percent.end : percent.end + 12], maxsplit=1)[0]
    tied = not strict and _PAID.search(near) is not None
    shares = words.parts if tied else (*words.parts, *words.shares)
    if _has(_SIGNED.sub("", near) + after, shares) or re.search(r"费(?:用)?的$", near):
        return False
    money = _has(near, words.money) or re.match(r"的?(?:资金|经费|预算|支出)", after) is not None
    if re.search("年[底末终]|半年", near):  # 二季度招标，执行率年底达到100%
        return False
    if _has(near, words.work) and not money:
        return False
    if strict:
        head = text[clause_start(text, region.mention.start, "。\n") : region.mention.start]
        return money or (only_figure_words(near) and _has(head, words.money))
    return money or only_figure_words(near)


def _is_quarter_sum(text: str, region: QuarterRegion, amount: Amount, percents: Sequence[Percentage]) -> bool:
    """Tell whether an amount is the quarter's own: nothing but figure words leads to it."""
    start = max([region.mention.end, *(p.end for p in percents if p.end <= amount.start)])
    between = text[start : amount.start]
    if len(region.mention.quarters) == ALL and re.search("[合共总]计", between):
        return False  # 各季度均执行25%，合计49万元
    return only_figure_words(re.sub(r"[\d.,，]+\s*(?:亿|万)?元", "", between))
