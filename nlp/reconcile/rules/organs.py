"""Organs that an office has (内设12个机构) against their kinds behind: 包括5个管理处室和7个研究室."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, everywhere, holding

#: What an organ's name ends in.
_ORGAN = r"(?:机构|部门|处室|科室|股室|[处科股室部站所队系院庭]|中心)"
_WHOLE = re.compile(
    rf"(?:设|辖|有)[有立]?(?:(?P<number>\d{{1,3}})个(?P<noun>[一-鿿]{{0,6}}?{_ORGAN})"
    rf"|(?P<noun2>[一-鿿]{{0,8}}?{_ORGAN})(?:共|共有)?(?P<number2>\d{{1,3}})个)"
    r"(?:[，,：:（(]*(?P<link>其中|包括|分为|分别为|分别是|即)(?:有)?[：:，,]?|[（(])"
)
_KIND = re.compile(
    rf"(?P<mark>[、，,；;和及与以]{{0,3}})(?:(?P<number>\d{{1,3}})个(?P<name>[一-鿿]{{0,8}}?{_ORGAN})"
    rf"|(?P<name2>[一-鿿]{{1,8}}?{_ORGAN})(?P<number2>\d{{1,3}})个)(?=[、，,；;和及与以。）)]|$)"
)
_OVER = re.compile(r"[。；;）)]|$")
_AND = re.compile(r"[和及与]$")
#: Kinds that miss the number by more are of something else.
_OFF = 2


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    number: int
    mark: str
    start: int
    end: int


def organs_differ(context: Context) -> Iterator[Draft]:
    """A number of organs that its kinds miss, where the list is whole.

    It is by its words (分为), by the 和 before its last kind, or, behind 其中, if its sum is told elsewhere.
    """
    passages = everywhere(context)
    for passage in holding(passages, "设", "辖", "有"):
        for found in _WHOLE.finditer(passage.text):
            kinds = _kinds(passage.text, found.end())
            noun = found["noun"] or found["noun2"]
            whole, added = int(found["number"] or found["number2"]), sum(k.number for k in kinds)
            if len(kinds) < 2 or not 0 < abs(added - whole) <= _OFF:
                continue
            if not _is_whole(found["link"], kinds) and not (
                all(k.name[-1] == noun[-1] for k in kinds) and _told_elsewhere(passages, passage, added, noun)
            ):
                continue
            spans = [(found.start(), found.end()), *((k.start, k.end) for k in kinds)]
            yield Draft(
                f"文字写{noun}{whole}个，所列各类之和为{added}个。",
                f"{' + '.join(str(k.number) for k in kinds)} = {added} ≠ {whole}",
                tuple(context.outline.document.evidence(*passage.span(*span)) for span in spans),
            )


def _kinds(text: str, at: int) -> list[_Kind]:
    kinds: list[_Kind] = []
    while found := _KIND.match(text, at):
        number, name = found["number"] or found["number2"], found["name"] or found["name2"]
        kinds.append(_Kind(name, int(number), found["mark"], found.end("mark"), found.end()))
        at = found.end()
    return kinds if _OVER.match(text, at) else []


def _is_whole(link: str | None, kinds: list[_Kind]) -> bool:
    if link == "其中":
        return False
    return link != "包括" or _AND.search(kinds[-1].mark) is not None


def _told_elsewhere(passages: tuple[Passage, ...], own: Passage, number: int, noun: str) -> bool:
    """Return whether another place counts as many organs of the same noun."""
    word = re.escape(noun[-2:])
    again = re.compile(rf"(?<!\d){number}个[一-鿿]{{0,8}}{word}|{word}(?:共|共有)?{number}个")
    return any(p is not own and again.search(p.text) for p in passages)
