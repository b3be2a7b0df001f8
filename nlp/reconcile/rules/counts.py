"""Counts told in prose (vehicles, units, staff, floor space) against the parts that the sentence lists."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from nlp.reconcile.flat import Paragraph
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.limits import CountWords, rule_data
from nlp.reconcile.money import plain
from nlp.reconcile.rules.context import Context, Draft, everywhere, holding

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_BRACKET = r"(?:[（(][^（）()]*[）)])?"


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of things: what is counted, how many, and where in the paragraph."""

    name: str
    value: Decimal
    start: int
    end: int

    @property
    def interval(self) -> Interval:
        """A whole number is exact; a decimal one is rounded."""
        exponent = int(self.value.as_tuple().exponent)
        return Interval.of(self.value, Decimal(1).scaleb(exponent) if exponent < 0 else Decimal(0))


@dataclass(frozen=True, slots=True)
class _Broken:
    """A count with the parts that its sentence breaks it into."""

    whole: _Count
    parts: tuple[_Count, ...]
    unit: str


def count_parts_differ(context: Context) -> Iterator[Draft]:
    """A count that the kinds listed after 其中 miss.

    Kinds that exceed it always contradict it. Kinds that fall short do so only where the list is whole: it
    names the rest (其他用车), it has the kinds that together are all, or their sum stands elsewhere as the
    same count.
    """
    outline = context.outline
    texts = tuple(everywhere(context))
    lists = list(holding(texts, "其中"))
    for words in rule_data().count:
        for paragraph in holding(texts if words.bare else lists, *words.units):
            for broken in _broken(words, paragraph.text):
                added = total(p.interval for p in broken.parts)
                value = sum((p.value for p in broken.parts), Decimal(0))
                if added.meets(broken.whole.interval) or _counted_inside(words, broken, value):
                    continue
                if value < broken.whole.value and not (
                    _complete(words, broken) or _told_elsewhere(words, texts, value)
                ):
                    continue
                terms = " + ".join(plain(p.value) for p in broken.parts)
                places = (broken.whole, *broken.parts)
                yield Draft(
                    f"文字写{words.name}{plain(broken.whole.value)}{broken.unit}，"
                    f"所列各类之和为{plain(value)}{broken.unit}。",
                    f"{terms} = {plain(value)} ≠ {plain(broken.whole.value)}",
                    tuple(outline.document.evidence(*paragraph.span(p.start, p.end)) for p in places),
                )


@cache
def _head(whole: str, units: tuple[str, ...], bare: bool) -> re.Pattern[str]:
    """Return the pattern of a count that a list breaks up."""
    return re.compile(
        rf"(?P<name>{whole})[^\d，。；、：:]{{0,8}}(?P<number>{_NUMBER})"
        rf"(?P<unit>{'|'.join(map(re.escape, units))}){_BRACKET}"
        rf"[，,。；;：:（(]{'{0,2}(?:其中[：:，,]?)?' if bare else '?其中[：:，,]?'}"
    )


@cache
def _item(unit: str) -> re.Pattern[str]:
    """Return the pattern of one kind of a list, with the mark before it."""
    return re.compile(
        rf"[、，,和及与]*(?P<name>(?:单价\d+万元)?[一-鿿（）()]{{1,24}}?)(?P<number>{_NUMBER}){re.escape(unit)}{_BRACKET}"
    )


def _broken(words: CountWords, text: str) -> Iterator[_Broken]:
    for found in _head(words.whole, words.units, words.bare).finditer(text):
        unit = found["unit"]
        whole = _Count(found["name"], _value(found["number"]), found.start("name"), found.end("unit"))
        parts = tuple(_parts(text, found.end(), unit))
        if words.bare:  # what stands behind the kinds is told of them: 优良天数282天
            parts = tuple(itertools.takewhile(lambda p: re.search(words.parts, p.name), parts))
        rest = re.split(r"[。；;）)]", text[parts[-1].end :] if parts else "", maxsplit=1)[0]
        # A further figure of the same unit that is no known kind leaves the list unread.
        unread = not words.bare and re.search(rf"\d{re.escape(unit)}", rest)
        known = all(re.search(words.parts, p.name) for p in parts)
        told = not words.bare or all(any(re.search(w, p.name) for p in parts) for w in words.together)
        if len(parts) > 1 and known and told and not unread:
            yield _Broken(whole, parts, unit)


def _parts(text: str, at: int, unit: str) -> Iterator[_Count]:
    while found := _item(unit).match(text, at):
        yield _Count(
            found["name"], _value(found["number"]), found.start("name"), found.end("number") + len(unit)
        )
        at = found.end()


def _value(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))


def _complete(words: CountWords, broken: _Broken) -> bool:
    names = [p.name for p in broken.parts]
    if any(w in name for w in words.rest for name in names):
        return True
    return bool(words.together) and all(any(re.search(w, name) for name in names) for w in words.together)


def _counted_inside(words: CountWords, broken: _Broken, value: Decimal) -> bool:
    """Return whether the sum holds without the kinds that another kind may hold: 参公 among 事业单位."""
    if any(p.name.startswith("其他") for p in broken.parts):
        return False  # 其他事业单位 are those that no other kind holds
    inner = sum((p.value for p in broken.parts if words.inner and re.search(words.inner, p.name)), Decimal(0))
    return bool(inner) and value - inner == broken.whole.value


def _told_elsewhere(words: CountWords, texts: tuple[Paragraph, ...], value: Decimal) -> bool:
    if not words.again:
        return False
    again = re.compile(
        rf"(?:{words.again})[^\d，。；]{{0,6}}(?P<number>{_NUMBER})(?:{'|'.join(words.units)})"
    )
    return any(_value(m["number"]) == value for p in texts for m in again.finditer(p.text))


_TOLD = re.compile(rf"(?P<name>[一-鿿（）“”]{{2,16}}?)(?P<number>{_NUMBER})(?P<unit>[一-鿿])")
#: The sum may name what it adds up: "处室21个、科室42个，内设机构合计63个"; 所属单位 would be other ones.
_ALL = r"(?:内设|全部|各类)?(?:机构|部门|处室|科室|单位|人员|项目)(?:总数|数量)?"
_SUM = "共计|合计|总计|共"
_ADDED = re.compile(
    rf"[，,]?(?:(?:{_ALL})?(?:{_SUM})|(?:内设)?机构总数为?)(?P<number>{_NUMBER})(?P<unit>[一-鿿])"
)
#: What every sum holds; quicker to look for, for all that may stand before it may be missing.
_SUM_TOLD = re.compile(rf"(?:{_SUM}|总数为?)\d")


def counts_differ_from_sum(context: Context) -> Iterator[Draft]:
    """A sum told right after its kinds: "职能部门6个、研究部门5个，共11个"."""
    outline = context.outline
    for paragraph in context.facts.running:
        if _SUM_TOLD.search(paragraph.text) is None:
            continue
        for found in _ADDED.finditer(paragraph.text):
            kinds = _kinds_before(paragraph.text, found.start(), found["unit"])
            whole = _Count("共", _value(found["number"]), found.start("number"), found.end("unit"))
            sums = [total(k.interval for k in kinds[i:]) for i in range(len(kinds) - 1)]
            if not sums or any(s.meets(whole.interval) for s in sums):
                continue
            terms = " + ".join(plain(k.value) for k in kinds)
            value = sum((k.value for k in kinds), Decimal(0))
            yield Draft(
                f"文字写共{plain(whole.value)}{found['unit']}，其前所列各类之和为{plain(value)}{found['unit']}。",
                f"{terms} = {plain(value)} ≠ {plain(whole.value)}",
                tuple(outline.document.evidence(*paragraph.span(p.start, p.end)) for p in (*kinds, whole)),
            )


def _kinds_before(text: str, end: int, unit: str) -> list[_Count]:
    """Return the counts of one unit that a list (、) right before ``end`` gives."""
    begin = max(text.rfind(mark, 0, end) for mark in "。；：:（(，,") + 1
    kinds: list[_Count] = []
    for item in text[begin:end].split("、"):
        found = _TOLD.fullmatch(item)
        if found is None or found["unit"] != unit or found["name"].endswith(("第", "每")):
            return []
        start = begin + text[begin:end].index(item)
        kinds.append(
            _Count(found["name"], _value(found["number"]), start + found.start(), start + found.end())
        )
    return kinds


_ANNOUNCED = re.compile(
    r"(?P<told>单位(?:共计|共有|合计|总计|共)(?P<number>\d+)[个家])(?:(?P<rest>[^。]*(?:如下|包括|分别[是为]|见下表|名单)[^。]{0,6})[：:。]?|[：:])$"
)
_SUBORDINATE = re.compile(r"所属|下属|直属|二级|[除外]")
_ROW = re.compile(r"^[ \t　|]*[（(]?(?P<number>\d{1,3})(?:[ \t　]*[.．、)）\t|]|[ 　]{2,}(?=\S))")
#: How many lines a page's end takes at most.
_PAGE_END = 6
_LIST_HEAD = re.compile(r"^[ \t　|]*序号|^[ \t　|:-]*$|^表\d*$")


def unit_count_differs(context: Context) -> Iterator[Draft]:
    """A number of units against the numbered list that it announces."""
    outline = context.outline
    for paragraph in context.facts.running:
        told = _ANNOUNCED.search(paragraph.text)
        if told is None or _SUBORDINATE.search(paragraph.text[: told.end("told")]):
            continue
        end = paragraph.offsets[-1] + 1
        rows = numbered(outline.document.text, end)
        count = int(told["number"])
        if len(rows) < 2 or len(rows) == count:
            continue
        evidence = outline.document.evidence
        yield Draft(
            f"文字写单位共{count}个，其下所列为{len(rows)}个。",
            f"{len(rows)} ≠ {count}",
            (evidence(*paragraph.span(told.start("told"), told.end("told"))), *(evidence(*r) for r in rows)),
        )


def numbered(text: str, at: int) -> list[tuple[int, int]]:
    """Return the lines numbered 1, 2, 3 … right below a place; nothing if the numbers don't run on.

    A page's end may stand between two of them: its number, a running head, empty lines.
    """
    rows: list[tuple[int, int]] = []
    lines = list(itertools.islice(re.finditer(r"[^\n]*(?:\n|$)", text[at : at + 20_000]), 1, None))
    for number, found in enumerate(lines):
        line = found[0].rstrip("\n")
        if not line.strip() or (not rows and _LIST_HEAD.match(line)):
            if rows and not _goes_on(lines[number + 1 :], len(rows) + 1):
                break
            continue
        row = _ROW.match(line)
        if row is not None and int(row["number"]) == len(rows) + 1:
            rows.append((at + found.start(), at + found.start() + len(line)))
        elif not rows or row is not None or not _goes_on(lines[number + 1 :], len(rows) + 1):
            break
    return rows


def _goes_on(lines: list[re.Match[str]], number: int) -> bool:
    """Tell whether a list goes on with a number within the lines of a page's end."""
    rows = (_ROW.match(line[0]) for line in lines[:_PAGE_END])
    first = next((row for row in rows if row is not None), None)
    return first is not None and int(first["number"]) == number
