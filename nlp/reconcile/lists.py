"""Names that share amounts: "甲、乙均为0元", "甲、乙分别为1万元和2万元"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from nlp.reconcile.clauses import clause_start, lead_length
from nlp.values.amount import Amount

_CONJUNCTION = re.compile(r"以及|[和及与]")
_BETWEEN = re.compile(r"(?:[、，,]|以及|[和及与])+")
_DEALS = re.compile(r"^(?P<names>.{2,}?)[，,]?(?:分别|依次)(?P<tail>.*)$")
_ALL = re.compile(r"(?:合计)?(?:均|都)(?P<tail>[^、]*)$")
_OPEN, _CLOSE = "（(“《", "）)”》"


@dataclass(frozen=True, slots=True)
class Dealt:
    """One name of a list to which one of as many amounts is dealt; ``begin`` is where the list begins."""

    phrase: str
    begin: int


def shared(phrase: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the names of "甲、乙和丙均为" where every one is ``known``; otherwise nothing.

    >>> shared("教育支出、住房支出和其他支出均为", {"教育支出", "住房支出", "其他支出"}.__contains__)
    ('教育支出', '住房支出', '其他支出')
    >>> shared("购置及运行费均为", {"购置及运行费"}.__contains__)
    ()
    """
    found = _ALL.search(phrase)
    if found is None:
        return ()
    names: list[str] = []
    for part in _enumerated(phrase[: found.start()].rstrip("，,")):
        names += _known(part, known)
    return tuple(names) if len(names) > 1 and all(names) else ()


def _known(part: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return a part as one name, or as two around a 和 that belongs to neither; ("",) if it is unknown."""
    if known(part):
        return (part,)
    for found in _CONJUNCTION.finditer(part):
        left, right = part[: found.start()], part[found.end() :]
        if left and right and known(left):
            rest = _known(right, known)
            if all(rest):
                return (left, *rest)
    return ("",)


def _enumerated(text: str) -> Iterator[str]:
    """Yield what stands between the 、 outside brackets and quotes."""
    depth = begin = 0
    for index, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth -= 1
        elif char == "、" and depth <= 0:
            yield text[begin:index]
            begin = index + 1
    yield text[begin:]


def dealt(text: str, amounts: Sequence[Amount]) -> dict[int, Dealt]:
    """Return, by the amounts' indices, the names to which "甲、乙分别为1万元、2万元" deals them.

    Each name keeps what follows 分别 (为, 比上年增加), so that it reads like a clause of its own.
    """
    found: dict[int, Dealt] = {}
    index = 0
    while index < len(amounts):
        last = index
        while last + 1 < len(amounts) and _BETWEEN.fullmatch(
            text[amounts[last].end : amounts[last + 1].start]
        ):
            last += 1
        if last > index:
            floor = amounts[index - 1].end if index else 0
            for offset, name in enumerate(_deal(text, amounts[index].start, floor, last - index + 1)):
                found[index + offset] = name
        index = last + 1
    return found


def _deal(text: str, at: int, floor: int, count: int) -> Iterator[Dealt]:
    begin = clause_start(text, at, floor)
    if text[begin:at].startswith(("分别", "依次")) and begin > floor:
        begin = clause_start(text, begin - 1, floor)
    begin += lead_length(text[begin:at])
    found = _DEALS.match(text[begin:at])
    if found is None:
        return
    parts = list(_enumerated(found["names"]))
    if len(parts) < count:
        *head, tail = parts
        halves = _CONJUNCTION.split(tail)
        # "甲、乙和丙": the last 和 joins; "甲及乙、丙和丁" needs it alone, too.
        parts = [*head, *halves] if len(head) + len(halves) == count else [*head, *_last_split(tail)]
    if len(parts) == count and all(parts):
        for part in _years(parts):
            yield Dealt(part + found["tail"], begin)


_YEAR = re.compile(r"20\d\d年度?")


def _years(parts: list[str]) -> list[str]:
    """Give "2023年、2024年公务接待费" its subject in every year."""
    last = _YEAR.match(parts[-1])
    if last is None or not all(_YEAR.fullmatch(part) for part in parts[:-1]):
        return parts
    return [part + parts[-1][last.end() :] for part in parts[:-1]] + parts[-1:]


def _last_split(text: str) -> list[str]:
    found = list(_CONJUNCTION.finditer(text))
    return [text[: found[-1].start()], text[found[-1].end() :]] if found else [text]
