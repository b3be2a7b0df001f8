"""Notes under tables: what they say against the figures and the fund of the table above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.document import Evidence
from nlp.outline.model import BudgetTable, Outline
from nlp.outline.tables.caption import is_title
from nlp.reconcile.cells import is_blank, norm
from nlp.reconcile.clauses import fund_of, lead_length
from nlp.reconcile.measures import Fund
from nlp.reconcile.rules.context import Context, Draft, holding
from nlp.reconcile.wording import cite

#: A note stands within so many characters under its table.
_REACH = 400
_NOTE = re.compile(
    r"(?:^|[\n。])[ \t　]*((?:备注|附注|注|说明)[ \t　]*[:：][^。\n]*(?:\n(?![ \t　]*\n)[^。\n]*){0,3}?。)"
)
_EMPTY = re.compile(r"本表(?:为空表|为空|无数据|没有数据|无数字|无内容)|空表")
_NOTHING = re.compile(r"无|没有|未安排|未发生")
_FUNDS: dict[str, Fund] = {
    "general_public_by_function": "general_public",
    "government_fund_by_function": "government_fund",
    "state_capital_by_function": "state_capital",
}
_NAMES: dict[Fund, str] = {
    "general_public": "一般公共预算",
    "government_fund": "政府性基金预算",
    "state_capital": "国有资本经营预算",
}


@dataclass(frozen=True, slots=True)
class _Note:
    table: BudgetTable
    text: str
    start: int

    def evidence(self, outline: Outline) -> Evidence:
        return outline.document.evidence(self.start, self.start + len(self.text))


def note_contradicts_table(context: Context) -> Iterator[Draft]:
    """A note that calls a table with figures empty, or that speaks of another fund than its empty table.

    Under a table with figures it may well say which other money there is none of.
    """
    for note in _notes(context.outline):
        table = note.table
        if _EMPTY.search(norm(note.text)) and not is_blank(table):
            filled = [cell for row in table.all_rows() for cell in row.cells if cell and cell.value]
            yield Draft(
                f"《{table.title}》列有数字，表下却写{cite(note.text)}",
                f"表中有{len(filled)}个不为0的数字",
                (note.evidence(context.outline), filled[0].evidence),
            )
            continue
        own = _FUNDS.get(table.kind)
        told = fund_of(note.text) if is_blank(table) and _NOTHING.search(note.text) else None
        if own is not None and told in _NAMES and told != own and _NAMES[own][:5] not in norm(note.text):
            title = table.title_evidence
            yield Draft(
                f"《{table.title}》是{_NAMES[own]}的表，表下却写{cite(note.text)}",
                f"{_NAMES[own]} ≠ {_NAMES[told]}",
                (note.evidence(context.outline), *([title] if title else [])),
            )


_DENIED = re.compile(
    r"(?:没有|无|未安排|未发生|不涉及)(?:使用|安排|有)?(?P<fund>政府性基金|国有资本经营)预算(?:财政)?(?:拨款)?"
    r"(?:安排的)?(?:收入|支出|收支)[^，,。；;]{0,6}[，,]?(?P<empty>[^，,。；;]{0,16}(?:空表|为空|无数据|没有数据))?"
)
_ANYBODY = re.compile(r"(?:20\d\d年度?|本年度?|当年|本?部门|本?单位|预算|[，,：:])+")


def prose_denies_table(context: Context) -> Iterator[Draft]:
    """A sentence that denies the money of a fund, or calls its table empty, where the table has figures.

    Only of the document's own year and of the whole office: what stands before 没有 narrows nothing.
    """
    outline = context.outline
    funds = {"政府性基金": "government_fund_by_function", "国有资本经营": "state_capital_by_function"}
    for paragraph in holding(context.facts.running, *funds):
        for found in _DENIED.finditer(paragraph.text):
            before = paragraph.text[: found.start()]
            before = before[max(before.rfind(mark) for mark in "。；;") + 1 :]
            years = set(re.findall(r"20\d\d(?=年)", before))
            narrowed = _narrowing(before, outline.organisation)
            if years - {str(outline.fiscal_year)} or (narrowed and not found["empty"]):
                continue
            for table in outline.tables_of(funds[found["fund"]]):
                filled = [c for row in table.all_rows() for c in row.cells if c and c.value]
                if filled:
                    place = outline.document.evidence(*paragraph.span(found.start(), found.end()))
                    yield Draft(
                        f"文字写{cite(found[0])}，《{table.title}》却列有数字。",
                        f"表中有{len(filled)}个不为0的数字",
                        (place, filled[0].evidence),
                    )


def _narrowing(words: str, organisation: str | None) -> str:
    """Return what is left of the words before 没有 without numbering, year and the office itself."""
    rest = words[lead_length(words) :].replace(organisation or "\0", "")
    rest = _ANYBODY.sub("", rest)
    return "" if len(rest) <= 4 and rest and all(char in (organisation or "") for char in rest) else rest


def _notes(outline: Outline) -> Iterator[_Note]:
    text = outline.document.text
    starts = [t.title_evidence.start if t.title_evidence else t.start for t in outline.tables]
    starts += [s.start for s in outline.sections]
    for table in outline.tables:
        end = min((s for s in starts if s >= table.end), default=len(text))
        end = min(end, table.end + _REACH)
        for found in _NOTE.finditer("\n" + text[table.end : end]):
            start = table.end + found.start(1) - 1
            if any(map(is_title, text[table.end : start].splitlines())):
                break  # a title without a table is that of an empty one, and the note is its own
            yield _Note(table, found[1], start)
