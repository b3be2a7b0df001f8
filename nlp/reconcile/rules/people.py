"""Persons told of all units against a table of the units, and against the list of them with theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlp.document import Evidence
from nlp.outline.model import BudgetTable
from nlp.reconcile.likeness import is_slip
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import norm

_KINDS = {
    "编制": re.compile("编制"),
    "在职": re.compile("在职|实有"),
    "退休": re.compile("退休"),
    "离休": re.compile("离休"),
}
_TOLD = re.compile(
    r"(?P<words>[一-鿿]{2,14}?)(?:共计?|合计|为)?(?P<number>\d{1,6})[名人](?=[，,、；;。）)]|$)"
)
_ALL = re.compile(r"合计|总计|全部门|全系统|共计|以上")
_ITEM = re.compile(r"^[（(]?(?P<number>\d{1,3})[）)、.．]")
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Count:
    kind: str
    number: int
    evidence: Evidence


def people_differ_from_table(context: Context) -> Iterator[Draft]:
    """Persons by kind (编制, 在职, 退休) against the totals of a table of units, but for one slip.

    Another kind agrees; of another day the numbers would differ by more than a digit or two swapped ones.
    """
    totals = [found for table in context.outline.tables_of("other") if len(found := _totals(table)) > 1]
    for passage in context.facts.running if totals else ():
        for sentence in _sentences(context, passage):
            kinds = {c.kind for c in sentence}
            if len(kinds) < len(sentence):
                continue  # told of parts as well
            for listed in totals:
                pairs = [(c, listed[c.kind]) for c in sentence if c.kind in listed]
                wrong = [(c, o) for c, o in pairs if c.number != o.number]
                if len(wrong) != 1 or len(pairs) < len(wrong) + 1:
                    continue
                count, other = wrong[0]
                if not is_slip(Decimal(count.number), Decimal(other.number), Decimal(1)):
                    continue
                yield Draft(
                    f"文字写{count.kind}{count.number}人，表中合计为{other.number}人。",
                    f"{count.number} ≠ {other.number}",
                    (count.evidence, other.evidence),
                )


def people_differ_from_list(context: Context) -> Iterator[Draft]:
    """Persons told of all units right behind a numbered list of the units, each with its persons."""
    passages = context.facts.running
    index = 0
    while index < len(passages):
        items = _list_at(passages, index)
        if len(items) < _FEWEST or index + len(items) >= len(passages):
            index += max(len(items), 1)
            continue
        counts = [_first_of_kinds(_counts(context, p, p.text)) for p in items]
        below = passages[index + len(items)]
        index += len(items)
        if not _ALL.search(below.text):
            continue
        told = _first_of_kinds(_counts(context, below, below.text))
        kinds = [k for k in told if all(k in each for each in counts)]
        wrong = [k for k in kinds if sum(each[k].number for each in counts) != told[k].number]
        if len(wrong) != 1 or len(kinds) < len(wrong) + 1:
            continue
        kind = wrong[0]
        added = sum(each[kind].number for each in counts)
        yield Draft(
            f"文字写{kind}合计{told[kind].number}人，其上所列{len(counts)}个单位之和为{added}人。",
            f"{' + '.join(str(each[kind].number) for each in counts)} = {added} ≠ {told[kind].number}",
            (told[kind].evidence, *(each[kind].evidence for each in counts)),
        )


def _list_at(passages: Sequence[Passage], index: int) -> list[Passage]:
    found: list[Passage] = []
    for passage in passages[index:]:
        item = _ITEM.match(passage.text)
        if item is None or int(item["number"]) != len(found) + 1:
            break
        found.append(passage)
    return found


def _first_of_kinds(counts: Sequence[_Count]) -> dict[str, _Count]:
    found: dict[str, _Count] = {}
    for count in counts:
        found.setdefault(count.kind, count)
    return found


def _sentences(context: Context, passage: Passage) -> Iterator[list[_Count]]:
    for found in re.finditer(r"[^。；;]+", passage.text):
        counts = _counts(context, passage, found[0], found.start())
        if len(counts) > 1:
            yield counts


def _counts(context: Context, passage: Passage, words: str, at: int = 0) -> list[_Count]:
    result: list[_Count] = []
    for found in _TOLD.finditer(words):
        kinds = [kind for kind, pattern in _KINDS.items() if pattern.search(found["words"])]
        if len(kinds) == 1 and _is_all(found["words"]):
            place = passage.span(at + found.start("words"), at + found.end())
            evidence = context.outline.document.evidence(*place)
            result.append(_Count(kinds[0], int(found["number"]), evidence))
    return result


#: Words that narrow a kind: 行政编制, 事业退休, 编制外聘用.
_NARROW = re.compile(r"行政|事业|工勤|参公|机关|编外|编制外|聘用|临时|空编|其中|超编|新增|减少|增加|增")


def _is_all(words: str) -> bool:
    return _NARROW.search(words) is None


def _totals(table: BudgetTable) -> dict[str, _Count]:
    """Return the counts of the table's one total row by kind, of columns that name one kind each."""
    if len(table.totals) != 1:
        return {}
    found: dict[str, _Count] = {}
    for column in table.columns:
        name = norm(column.name)
        kinds = [kind for kind, pattern in _KINDS.items() if pattern.search(name)]
        cell = table.totals[0].cells[column.index]
        if (
            len(kinds) != 1
            or not _is_all(name)
            or cell is None
            or not re.fullmatch(r"\d{1,6}", cell.written.strip())
        ):
            continue
        if kinds[0] in found:
            return {}
        found[kinds[0]] = _Count(kinds[0], int(cell.written.strip()), cell.evidence)
    return found
