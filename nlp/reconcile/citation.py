"""A narrative's legal basis with its title and its number read for comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.fields.model import LegalBasis
from nlp.reconcile.wording import norm
from nlp.values.docnumber import DocumentNumber, find_document_numbers

#: A title's name is compared from so many characters on; shorter ones (意见) are many documents'.
_SHORTEST_TITLE = 6

_INNER = re.compile(
    r"^.{0,30}?(?:印发|发布|公布|颁布|转发)[〈《<]?(?P<inner>.+?)[〉》>]?(?:的通知|的公告|的函)?$"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A legal basis; ``title_key`` and ``number_key`` are the same for every writing of title and number.

    ``numbers`` are the document numbers that its number holds.
    """

    basis: LegalBasis
    title_key: str
    number_key: str
    numbers: tuple[DocumentNumber, ...]

    @property
    def comparable(self) -> bool:
        """Whether it has a number and a title that is no title of many documents."""
        return bool(self.basis.title and self.basis.number) and len(self.title_key) >= _SHORTEST_TITLE


def read_citation(basis: LegalBasis) -> Citation:
    """Return a legal basis with its title and its number read."""
    numbers = find_document_numbers(basis.number or "")
    key = numbers[0].key if len(numbers) == 1 else basis.number or ""
    return Citation(basis, title_key(basis.title or ""), key, numbers)


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
