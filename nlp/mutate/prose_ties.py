"""Ties of prose: amounts to cells and to each other, sums, changes, percentages, dates, document numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import combinations

from nlp.mutate.figures import Figure, Figures
from nlp.mutate.ties import Check, Ratio, Sum, Tie, significant
from nlp.outline.model import Outline
from nlp.reconcile.headers import header
from nlp.reconcile.interval import Interval
from nlp.reconcile.wording import norm
from nlp.values.dates import find_periods
from nlp.values.docnumber import find_document_numbers

_CHANGE = re.compile(
    r"(?:增加|增长|上升|减少|下降|降低|压减|大于\S{0,8}|小于\S{0,8}|高于\S{0,8}|低于\S{0,8})(?:了|额)?(?:为|约)?$"
)
_UP = re.compile(r"增|上升|大于|高于")
_GROWTH = re.compile(r"(增长|增加|上升|提高|增幅|减少|下降|降低|减幅|降幅)(?:了|率)?(?:为|约|达)?$")
_QUARTER = re.compile(r"季度")
#: Economic items (住房公积金 of 301) are no functional items of the same name.
_ECONOMIC = re.compile(r"基本支出|人员经费|公用经费")
_REACH = 12
_INITIAL = re.compile(r"年初(?:预算|安排|批复)[^，,。；;]*$")


class Prose:
    """The amounts and percentages of prose by passage, and the words before each."""

    def __init__(self, found: Figures) -> None:
        self.found = found
        self.values = {f.index: Interval.of(f.value, f.quantum) for f in found.figures}
        self.amounts: dict[int, list[Figure]] = defaultdict(list)
        self.percentages: dict[int, list[Figure]] = defaultdict(list)
        for figure in found.figures:
            if figure.passage is None:
                continue
            if figure.kind == "amount":
                self.amounts[figure.passage].append(figure)
            elif figure.kind == "percentage":
                self.percentages[figure.passage].append(figure)

    def before(self, figure: Figure, reach: int) -> str:
        """Return the words of the figure's passage right before it."""
        assert figure.passage is not None
        return self.found.passages[figure.passage].text[max(0, figure.position - reach) : figure.position]

    def is_change(self, figure: Figure) -> bool:
        """Return whether the words before an amount make it a difference."""
        return bool(_CHANGE.search(self.before(figure, 16)))


def prose_ties(outline: Outline, found: Figures) -> Iterator[Tie]:
    """Yield the ties that hold in the document as it stands."""
    prose = Prose(found)
    mined: tuple[Sum | Ratio, ...] = (
        *_to_cells(outline, prose),
        *_repeated(prose),
        *_sums(prose),
        *_changes(outline, prose),
        *_ratios(prose),
        *_quarters(prose),
    )
    for tie in mined:
        if tie.holds(prose.values):
            yield tie
    yield from _dates(outline, prose)
    yield from _numbers(outline, found)


def _common(one: str, other: str) -> int:
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return match.size


def _to_cells(outline: Outline, prose: Prose) -> Iterator[Sum]:
    """An amount that a cell states as well: five digits alike, or three and words in common."""
    words: dict[int, str] = {}
    tables = {t.id: (t, list(t.all_rows())) for t in outline.tables}
    domains = {t.id: t.kind for t in outline.tables}
    projects = {f.table: norm(f.project.text) for f in outline.forms if f.project}
    cells = [f for f in prose.found.figures if f.kind == "cell" and f.value]
    for cell in cells:
        table, rows = tables.get(cell.table or "", (None, []))
        told = projects.get(cell.table or "", "")
        if table is not None and cell.row is not None and cell.column is not None:
            path = "".join(header(table.columns[cell.column]).full)
            told += "|".join(norm(w) for w in (rows[cell.row].label, path, table.title))
        words[cell.index] = told
    names = {n.index: norm(n.project or "") for n in outline.narratives}
    for amounts in prose.amounts.values():
        for amount in amounts:
            digits = significant(amount.value)
            if digits < 3 or prose.is_change(amount):
                continue
            said = norm(prose.before(amount, 40)) + names.get(
                -1 if amount.story is None else amount.story, ""
            )
            initial = bool(_INITIAL.search(prose.before(amount, _REACH)))
            economic = bool(_ECONOMIC.search(prose.found.passages[amount.passage or 0].text))
            for cell in cells:
                if initial and "决算" in words[cell.index] and "预算数" not in words[cell.index]:
                    continue  # what was budgeted first need not be what was spent
                if not economic and domains.get(cell.table or "") == "basic_by_economic":
                    continue
                if prose.values[amount.index].meets(prose.values[cell.index]) and (
                    digits >= 5 or _common(said, words[cell.index]) >= 4
                ):
                    yield Sum("文字与表", (amount.index,), (cell.index,))


def _repeated(prose: Prose) -> Iterator[Sum]:
    """One amount written twice in a paragraph or in a narrative."""
    groups: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for passage, amounts in prose.amounts.items():
        for amount in amounts:
            if significant(amount.value) >= 3:
                key = ("passage", passage) if amount.story is None else ("story", amount.story)
                groups[key].append(amount)
    for amounts in groups.values():
        often = Counter(a.value for a in amounts)
        for one, other in combinations(amounts, 2):
            # Three alike are a list of equal shares, not one amount told again.
            alike = one.value == other.value and often[one.value] == 2
            if alike and not prose.is_change(one) and not prose.is_change(other):
                yield Sum("文字两处", (one.index,), (other.index,))


def _sums(prose: Prose) -> Iterator[Sum]:
    """An amount and the amounts right after it, or right before it, that add up to it."""
    runs: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for passage in sorted(prose.amounts):
        for amount in prose.amounts[passage]:
            if not prose.is_change(amount):
                story = amount.story
                runs[("passage", passage) if story is None else ("story", story)].append(amount)
    for run in runs.values():
        for at, whole in enumerate(run):
            if significant(whole.value) < 3:
                continue
            after, before = run[at + 1 : at + 1 + _REACH], run[max(0, at - _REACH) : at][::-1]
            for side in (after, before):
                for count in range(2, len(side) + 1):
                    parts = side[:count]
                    tie = Sum("文字分项", (whole.index,), tuple(p.index for p in parts))
                    if all(p.value < whole.value for p in parts) and tie.holds(prose.values):
                        yield tie
                        break


def _changes(outline: Outline, prose: Prose) -> Iterator[Sum]:
    """A change between two amounts of its paragraph, or between two years' cells of a row that it names."""
    rows: list[tuple[str, Figure, Figure]] = []
    by_place = {(f.table, f.row, f.column): f for f in prose.found.figures if f.row is not None}
    for table in outline.tables:
        for number, row in enumerate(table.all_rows()):
            for one, other in combinations(table.columns, 2):
                a, b = (
                    by_place.get((table.id, number, one.index)),
                    by_place.get((table.id, number, other.index)),
                )
                if a and b and header(one).year != header(other).year:
                    rows.append((norm(row.label), a, b))
    for passage, amounts in prose.amounts.items():
        plain = [a for a in amounts if not prose.is_change(a)]
        text = norm(prose.found.passages[passage].text)
        for change in (a for a in amounts if prose.is_change(a)):
            if significant(change.value) < 2:
                continue
            pairs = [(a, b) for a, b in combinations(plain, 2) if significant(a.value) > 2]
            pairs += [(a, b) for label, a, b in rows if len(label) > 2 and label in text]
            for a, b in pairs:
                big, small = (a, b) if a.value > b.value else (b, a)
                yield Sum("变动额", (small.index, change.index), (big.index,))


def _ratios(prose: Prose) -> Iterator[Ratio]:
    for passage, shares in prose.percentages.items():
        amounts = prose.amounts.get(passage, [])
        for share in shares:
            if significant(share.value) < 3:
                continue
            near = [a for a in amounts if a.position < share.position][-6:]
            if not near:
                continue
            growth = _GROWTH.search(prose.before(share, 10))
            sign = (1 if _UP.search(growth[1]) or growth[1] == "提高" else -1) if growth else 0
            last = near[-1]
            for other in amounts if not growth else near[:-1]:
                if other is last:
                    continue
                if growth and prose.is_change(last):
                    yield Ratio("增减幅", share.index, last.index, other.index, sign, step=True)
                elif growth:
                    yield Ratio("增减幅", share.index, last.index, other.index, sign)
                else:
                    yield Ratio("占比", share.index, last.index, other.index)


def _quarters(prose: Prose) -> Iterator[Sum]:
    hundred = Interval.of(Decimal(100), Decimal(0))
    for passage, shares in prose.percentages.items():
        if len(shares) == 4 and len(_QUARTER.findall(prose.found.passages[passage].text)) >= 4:
            yield Sum("季度", tuple(s.index for s in shares), constant=hundred)
            yield Sum("季度", (shares[-1].index,), constant=hundred)


def _dates(outline: Outline, prose: Prose) -> Iterator[Check]:
    """A date that no calendar has, or a period that ends before it begins, can be seen."""
    for figure in prose.found.figures:
        if figure.kind != "date":
            continue

        def broken(new: Mapping[int, str], own: int = figure.index) -> bool:
            return any(p.impossible or p.reversed for p in find_periods(new[own], outline.fiscal_year))

        if not broken({figure.index: figure.written}):
            yield Check("日期", (figure.index,), broken)


_TITLE = re.compile(r"《([^《》]{4,60})》")


def _numbers(outline: Outline, found: Figures) -> Iterator[Check]:
    """A document number that stands with the same title once more."""
    by_title: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in found.figures:
        if figure.kind == "document_number" and figure.passage is not None:
            text = found.passages[figure.passage].text
            title = _title_of(text, figure.position, figure.position + len(figure.written))
            if title:
                by_title[title, figure.normal].append(figure)
    for group in by_title.values():
        for figure in group if len({f.story for f in group}) > 1 or len(group) > 1 else []:
            normal = figure.normal

            def broken(new: Mapping[int, str], own: int = figure.index, old: str = normal) -> bool:
                numbers = find_document_numbers(new[own])
                return bool(numbers) and numbers[0].normal != old

            yield Check("文号两处", (figure.index,), broken)


def _title_of(text: str, start: int, end: int) -> str | None:
    before = list(_TITLE.finditer(text[max(0, start - 70) : start]))
    if before and re.fullmatch(r"[（(]?", text[max(0, start - 70) : start][before[-1].end() :]):
        return norm(before[-1][1])
    after = _TITLE.match(text[end : end + 70].lstrip("）)"))
    return norm(after[1]) if after else None
