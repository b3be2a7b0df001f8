"""Rules on the documents that narratives rest on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from nlp.fields.model import LegalBasis
from nlp.reconcile.cells import norm
from nlp.reconcile.rules.context import Context, Draft
from nlp.values.docnumber import find_document_numbers, number_key

#: A title's name is compared from so many characters on; shorter ones (意见) are many documents'.
_SHORTEST_TITLE = 6

_INNER = re.compile(
    r"^.{0,30}?(?:印发|发布|公布|颁布|转发)[〈《<]?(?P<inner>.+?)[〉》>]?(?:的通知|的公告|的函)?$"
)


def title_key(title: str) -> str:
    """Return a title for comparison: a notice that issues a document stands for the document.

    >>> title_key("关于印发《某某管理规定》的通知") == title_key("某某管理规定")
    True
    >>> title_key("关于贯彻落实《某某管理规定》有关问题的通知") == title_key("某某管理规定")
    False
    """
    key = norm(title).replace("<", "〈").replace(">", "〉")
    found = _INNER.match(key)
    return re.sub(r"[《》〈〉]", "", found["inner"] if found else key)


def citation_with_two_numbers(context: Context) -> Iterator[Draft]:
    """One document cited with different numbers."""
    cited: dict[str, dict[str, tuple[str, LegalBasis]]] = defaultdict(dict)
    for purse in context.purses:
        for basis in purse.fields.legal_basis:
            if basis.title and basis.number and len(title_key(basis.title)) >= _SHORTEST_TITLE:
                cited[title_key(basis.title)].setdefault(number_key(basis.number), (purse.name, basis))
    for numbers in cited.values():
        if len(numbers) > 1:
            told = "、".join(f"项目「{name}」写{basis.number}" for name, basis in numbers.values())
            title = next(iter(numbers.values()))[1].title
            yield Draft(
                f"同一文件《{title}》引用了不同的文号：{told}。",
                " ≠ ".join(numbers),
                tuple(basis.evidence for _, basis in numbers.values()),
            )


def number_with_two_titles(context: Context) -> Iterator[Draft]:
    """One number cited with titles of different documents."""
    cited: dict[str, list[tuple[str, LegalBasis]]] = defaultdict(list)
    for purse in context.purses:
        for basis in purse.fields.legal_basis:
            if basis.title and basis.number and len(title_key(basis.title)) >= _SHORTEST_TITLE:
                known = cited[number_key(basis.number)]
                keys = (title_key(basis.title), *(title_key(other.title or "") for _, other in known))
                if not any(keys[0] in key or key in keys[0] for key in keys[1:]):
                    known.append((purse.name, basis))
    for found in cited.values():
        if len(found) > 1:
            told = "、".join(f"项目「{name}」写《{basis.title}》" for name, basis in found)
            yield Draft(
                f"同一文号{found[0][1].number}引用了不同的文件：{told}。",
                " ≠ ".join(f"《{basis.title}》" for _, basis in found),
                tuple(basis.evidence for _, basis in found),
            )


def number_after_fiscal_year(context: Context) -> Iterator[Draft]:
    """A number of a year that the budget could not know yet; final accounts are written a year later."""
    year = context.outline.fiscal_year
    if year is None:
        return
    last = year + context.outline.kind.endswith("final_accounts")
    told: set[str] = set()
    for purse in context.purses:
        for basis in purse.fields.legal_basis:
            numbers = find_document_numbers(basis.number or "")
            written = numbers[0].year if numbers else None
            if written is None or written <= last or numbers[0].key in told:
                continue
            told.add(numbers[0].key)
            yield Draft(
                f"项目「{purse.name}」引用的文号{basis.number}的年份晚于本文件的年度{year}年。",
                f"{written} > {year}",
                (basis.evidence,),
            )
