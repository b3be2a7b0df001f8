"""Several counts told for every kind, and then in all: 行政编制8人，实有7人；…。编制共15人，实有共14人。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.reconcile.rules.context import Context, Draft

_COUNT = re.compile(
    r"(?P<name>[一-鿿]{2,12}?)(?:人数|总数)?(?:为|(?<![实现共])有)?(?P<number>\d{1,6})(?P<unit>[人名个家辆台套])(?=[，,、；;。）)]|$)"
)
_NUMBER = re.compile(r"\d[人名个家辆台套]")
#: What the name of a sum says besides what it adds up: 编制共, 实有合计, 全部在职.
_ALL = re.compile(r"(?:共计|合计|总计|一共|共有|共|总|全部|总数)+")
_FEWEST_KINDS, _FEWEST_COUNTS = 2, 2


@dataclass(frozen=True, slots=True)
class _Count:
    name: str
    number: int
    unit: str
    start: int
    end: int


def paired_counts_differ(context: Context) -> Iterator[Draft]:
    """One of several counts whose kinds miss what is told of all, while those of another make it."""
    for passage in context.facts.running:
        text = passage.text
        if "其中" not in text and "。" not in text[:-1]:
            continue  # one sentence alone
        if len(_NUMBER.findall(text)) < 2 * _FEWEST_KINDS + _FEWEST_COUNTS:
            continue
        for wholes, parts in _told(text):
            sums = [(whole, _kinds(whole, parts)) for whole in wholes]
            sizes = {len(kinds) for _, kinds in sums}
            if len(sums) < _FEWEST_COUNTS or len(sizes) != 1 or min(sizes) < _FEWEST_KINDS:
                continue
            wrong = [s for s in sums if sum(k.number for k in s[1]) != s[0].number]
            if len(wrong) != 1:
                continue  # where none holds, other things were counted
            whole, kinds = wrong[0]
            value = sum(k.number for k in kinds)
            yield Draft(
                f"文字写“{whole.name}”{whole.number}{whole.unit}，各类之和为{value}{whole.unit}。",
                f"{' + '.join(str(k.number) for k in kinds)} = {value} ≠ {whole.number}",
                tuple(
                    context.outline.document.evidence(*passage.span(c.start, c.end)) for c in (whole, *kinds)
                ),
            )


def _told(text: str) -> Iterator[tuple[list[_Count], list[_Count]]]:
    """Yield the counts of all and those of the kinds: in the sentence before, or behind 其中."""
    sentences = [m.span() for m in re.finditer(r"[^。]+", text)]
    for index, (start, end) in enumerate(sentences):
        head, mark, _ = text[start:end].partition("其中")
        if mark:
            yield (
                _counts(text, start, start + len(head)),
                _counts(text, start + len(head) + len(mark), end),
            )
        elif index:
            wholes = [c for c in _counts(text, start, end) if _ALL.search(c.name)]
            yield wholes, _counts(text, *sentences[index - 1])


def _counts(text: str, start: int, end: int) -> list[_Count]:
    return [
        _Count(m["name"], int(m["number"]), m["unit"], m.start("name"), m.end("unit"))
        for m in _COUNT.finditer(text, start, end)
    ]


def _kinds(whole: _Count, parts: list[_Count]) -> list[_Count]:
    """Return the counts of the kinds that bear a whole's name: 行政编制, 事业编制 of 编制."""
    name = _ALL.sub("", whole.name)
    return [p for p in parts if name and p.name.endswith(name) and p.unit == whole.unit]
