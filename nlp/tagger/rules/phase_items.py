"""The phases of a schedule: pieces of a list, of a sentence, of ranges side by side, of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from nlp.tagger.rules.passages import NEW_ITEM, clause_end, clause_start
from nlp.tagger.rules.project_time import is_own
from nlp.values.dates import Period

#: "label：" in front of an item's period.
_LABEL: Final = re.compile(r"[^。；;，,：:\n\t|]{1,40}(?:[：:]|安排在|安排于|放在)\s*")
#: The same in a numbered list, with commas: （3）集中攻坚，完善台账：12月.
_LISTED_LABEL: Final = re.compile(r"[^。；;：:\n\t|]{1,60}[：:]\s*|" + _LABEL.pattern)
#: "name（" in front of an item's period.
_NAMED: Final = re.compile(r"[^。；;，,：:\n\t|（(]{1,30}[（(]\s*")
_ITEM_END: Final = re.compile(
    r"[。；;\n]|(?=[（(]\s*[\d一二三四五六]\s*[)）]\s*(?:20\d\d\s*年|\d{1,2}\s*月))|(?<=[段付收])[，,](?=\s*(?:20\d\d|\d{1,2}\s*月|第?[一二三四1-4]季))"
)
#: 第一批2025年4月前到货: the ordinal names the phase.
_ORDINAL: Final = re.compile(
    r"第[一二三四五六\d][批期次轮][^，,。；;]{0,2}$|[首末]批$|(?<!第)[一二三四五六]期$"
    r"|(?:^|[，,。；;：:])[\u4e00-\u9fff]{2,6}(?:班|期|阶段|学期|场|届)$"
)
#: 前期工作（1月至3月）、施工（4月至10月）: what stands between the periods of named phases.
_NAMED_GAP: Final = re.compile(r"\s*[）)]\s*[、，,；;→和及与]?\s*[\u4e00-\u9fff]{2,12}\s*[（(]\s*")
#: 春季学期3月至7月，秋季学期9月至12月
_SIDE_GAP: Final = re.compile(
    r"\s*[）)]?\s*(?:[、，,；;→和及与]|以及)\s*(?!其中|截至|共)(?:[\u4e00-\u9fff“”]{2,8}(?:为|是|自|从|[：:])?)?\s*[（(]?\s*"
)
#: Marks that an item of a list begins with.
_NAME_BEFORE: Final = re.compile(r"(?:^|[，,；;、。：:\n])\s*[\u4e00-\u9fff]{2,12}[（(]\s*$")
_MARKS: Final = " \t|-–—―─■□●○◆◇▶►※*•·➢➤★☆"
#: Fewer items are no list of phases.
MIN_PHASES: Final = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of the list of phases: its period and where the piece ends."""

    period: Period
    start: int
    end: int


def until_the_next(text: str, periods: Sequence[Period]) -> list[Item]:
    """Return the phases of a whole period with what is said of each, up to the next one."""
    ends = [p.start for p in periods[1:]]
    ends += [clause_end(text, p.end, "。\n") for p in periods[-1:]]
    return [Item(p, p.start, end) for p, end in zip(periods, ends, strict=True)]


def whole_apart(items: list[Item]) -> tuple[Period | None, list[Item]]:
    """Return the item that is the whole of all the others, and the others."""
    for item in (*items[:1], *items[-1:]):
        rest = [i for i in items if i is not item]
        firsts = [i.period.first for i in rest if i.period.first]
        lasts = [i.period.last for i in rest if i.period.last]
        whole = (item.period.first, item.period.last)
        if (
            len(rest) >= MIN_PHASES
            and len(firsts) == len(lasts) == len(rest)
            and (min(firsts), max(lasts)) == whole
            and all((i.period.first, i.period.last) != whole for i in rest)
        ):
            return item.period, rest
        # 3月至11月，其中6月底前完成招标: what is due within it is no phase
        if rest and item is items[0] and all(_due_within(item.period, i.period) for i in rest):
            return item.period, []
        # 5月19日至10月8日。8月安排中期检查。: one month of it is no list of phases
        if (
            len(rest) == 1 == len(firsts)
            and item.period.kind == "range"
            and _holds(item.period, rest[0].period)
        ):
            return item.period, []
    return None, items


def _holds(whole: Period, part: Period) -> bool:
    """Tell whether a period holds another that is shorter."""
    if not (whole.first and whole.last and part.first and part.last) or part.kind == "range":
        return False
    return whole.first <= part.first and part.last <= whole.last


def _due_within(whole: Period, due: Period) -> bool:
    """Tell whether a day by which something is due lies in a whole period of two ends."""
    if whole.kind != "range" or not (whole.first and whole.last and due.last):
        return False
    return (due.open_start or _is_end(due)) and whole.first <= due.last <= whole.last


def _is_end(period: Period) -> bool:
    return period.kind == "day" and re.search("[底末]前?$", period.text) is not None


def are_milestones(items: Sequence[Item], dated: Sequence[Period]) -> bool:
    """Tell whether pieces are only ends of months beside a range: 里程碑：5月底完成招标，10月底完成主体."""
    return all(_is_end(i.period) for i in items) and any(p.kind == "range" for p in dated)


def say_what(text: str, items: Sequence[Item]) -> bool:
    """Tell whether the pieces of a list, but the last, say what is done (not so 上半年、下半年各一次)."""
    for item, following in pairwise(items):
        before = text[item.start : item.period.start]
        behind = text[item.period.end : following.period.start]
        if not re.search(r"[\u4e00-\u9fff]{2}", before) and not re.search(r"[\u4e00-\u9fffA-Za-z]", behind):
            return False
    return True


def side_by_side(text: str, dated: Sequence[Period]) -> list[Item]:
    """Return ranges that stand side by side, none in another: 3月至6月、9月至12月, 7月至9月和9月至12月."""
    gaps = [text[a.end : b.start] for a, b in pairwise(dated)]
    named = all(_NAMED_GAP.fullmatch(gap) for gap in gaps)
    if len(dated) >= MIN_PHASES and named:
        return [Item(p, p.start, p.end) for p in dated]
    apart = all(
        a.first and b.first and a.last and b.last and a.first < b.first and a.last < b.last
        for a, b in pairwise(dated)
    )
    joined = all(_SIDE_GAP.fullmatch(gap) for gap in gaps)
    if len(dated) < MIN_PHASES or not (apart and joined) or any(p.kind != "range" for p in dated):
        return []
    return [Item(p, p.start, p.end) for p in dated]


def phase_items(text: str, dated: Sequence[Period]) -> list[Item]:
    """Return the pieces of a list that begin with a period, or with a label and a period, or table rows."""
    items: list[Item] = []
    start = 0
    ends = [*(m.end() for m in _ITEM_END.finditer(text)), len(text)]
    for end in ends:
        first = start
        while (
            (marker := NEW_ITEM.match(text, first, end)) and marker.end() > first and "季度" not in marker[0]
        ):
            first = marker.end()
        inside = [p for p in dated if first <= p.start and p.end <= end]
        if inside:
            period = inside[0]
            before = text[first : period.start]
            row = "\t" in text[first:end] or text[first:end].count("|") >= 2
            named = _LISTED_LABEL if first > start and text[start:first].strip() else _LABEL
            label = named.fullmatch(before.strip(_MARKS)) or _NAMED.fullmatch(before)
            if not before.strip(_MARKS + "（(　") or label or row:
                items.append(Item(period, first, end))
        start = end
    if len(items) < MIN_PHASES:
        items = _in_brackets(text, dated) or _run_on(text, dated)
    lines = _line_items(text, items)
    return lines if len(lines) >= MIN_PHASES else items


def _line_items(text: str, items: Sequence[Item]) -> list[Item]:
    """Keep the items that open a line: a list beside running sentences decides."""
    marks = " -•*·\t|0123456789、.．()（）一二三四五六七八九十"
    before = [(item, text[text.rfind("\n", 0, item.start) + 1 : item.start]) for item in items]
    return [item for item, words in before if not words.strip(marks)]


def _in_brackets(text: str, dated: Sequence[Period]) -> list[Item]:
    """Return phases whose periods stand in brackets behind their names: 签约（4月），验收（12月）."""
    fits = all(_NAME_BEFORE.search(text[: p.start]) and re.match(r"\s*[)）]", text[p.end :]) for p in dated)
    if len(dated) < MIN_PHASES or not fits:
        return []
    ends = [*(p.start for p in dated[1:]), len(text)]
    return [Item(p, p.start, end) for p, end in zip(dated, ends, strict=True)]


def _run_on(text: str, dated: Sequence[Period]) -> list[Item]:
    """Return phases in one sentence: 1月-3月编制方案，4月-6月采购，…"""
    items = []
    for index, period in enumerate(dated):
        before = text[: period.start]
        if period.open_end and is_own(text, period):
            continue  # 建设期自2月18日起，8月底前完成安装: when the whole begins
        if (
            not before.strip()
            or _ORDINAL.search(before)
            or before[-1] in "，,。；;：:、"
            or before[-1].isspace()
            or before.endswith("其中")
        ):
            end = (
                dated[index + 1].start if index + 1 < len(dated) else clause_start(text + "。", len(text) + 1)
            )
            items.append(Item(period, period.start, min(end, len(text))))
    return items if len(items) >= MIN_PHASES else []
