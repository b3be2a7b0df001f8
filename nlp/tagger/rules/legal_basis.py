"""LEGAL_TITLE and LEGAL_NUMBER spans: the documents that the project rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.tagger.rules.citations import unmarked_titles, whole_title
from nlp.tagger.rules.lexicon import any_of, ends_with, field_words
from nlp.tagger.rules.passages import Passage, clause_start
from nlp.tagger.spans import FieldSpan
from nlp.values.docnumber import DocumentNumber, find_document_numbers
from nlp.values.title import Title, find_titles

#: What may stand between two titles of one enumeration: marks, conjunctions, issuers and numbers.
_BETWEEN: Final = re.compile(r"[^。；;\n：:]{0,45}")
_NEAR: Final = 12


def find_legal_basis(parts: Sequence[Passage]) -> list[FieldSpan]:
    """Return titles and numbers: all of 立项依据, elsewhere what a word such as 依据 introduces."""
    spans: list[FieldSpan] = []
    for part in parts:
        spans += _in_passage(part, introduced_only=part.kind != "legal_basis")
    return spans


def _in_passage(part: Passage, *, introduced_only: bool) -> Iterator[FieldSpan]:
    text = part.text
    numbers = find_document_numbers(text)
    titles = find_titles(text)
    basis: list[tuple[int, int]] = []
    for title in titles:
        if _is_numbers_only(title, numbers) or not _is_basis(text, title):
            continue
        if introduced_only and not _introduced(text, title.start, [b for _, b in basis]):
            continue
        start, end = whole_title(text, title) or (title.start, title.end)
        basis.append((start, end))
        yield part.span("LEGAL_TITLE", start, end, 0.95)
    for start, end in unmarked_titles(text, titles, numbers, basis, in_basis=not introduced_only):
        if not introduced_only or _introduced(text, start, []):
            basis.append((start, end))
            yield part.span("LEGAL_TITLE", start, end, 0.9)
    for number in numbers:
        if not introduced_only or _beside(text, number, basis) or _introduced(text, number.start, []):
            yield part.span("LEGAL_NUMBER", number.start, number.end, 0.95)


def _is_numbers_only(title: Title, numbers: Sequence[DocumentNumber]) -> bool:
    inside = [n for n in numbers if title.start <= n.start and n.end <= title.end]
    rest = title.text
    for number in inside:
        rest = rest.replace(number.text, "")
    return bool(inside) and len(re.sub(r"[\s和及与、，,（）()文件号]", "", rest)) < 4


def _is_basis(text: str, title: Title) -> bool:
    """Tell whether a title is a document of others, not an event, a medium or a product of the project."""
    words = field_words().legal
    clean = re.sub(r"[（(][^（()）]*[)）]$", "", title.clean)
    if ends_with(clean, words.not_basis_ends) and not ends_with(clean, words.basis_ends):
        return False
    behind = re.match(r"》?\s*(?:[（(][^（()）]*[)）])?\s*(.{0,8})", text[title.end : title.end + 60])
    after = re.sub(r"^[\s\d、，,第余多]+", "", behind[1]) if behind else ""
    if after.startswith(words.makes_after):
        return False
    start = clause_start(text, title.start, "。；;，,：:\n")
    # The verb stands right before the title, or before the enumeration that the title is in.
    before = re.sub(r"《[^《》]*》?|[、\s]", "", text[start : title.start])
    return re.search(rf"{any_of(words.makes_before)}(?:了|的|过|并\w\w)?$", before) is None


def _last(text: str, words: tuple[str, ...]) -> int:
    return max((text.rfind(word) for word in words), default=-1)


def _introduced(text: str, position: int, earlier_ends: list[int]) -> bool:
    """Tell whether 依据, 根据, … stands before ``position``, directly or before the enumeration it is in."""
    start = clause_start(text, position)
    before = text[start:position]
    cue = _last(before, field_words().legal.introductions)
    if cue < 0:
        return False
    cue += start
    gap = text[cue:position]
    inner = [end for end in earlier_ends if cue < end <= position]
    if inner:
        gap = text[max(inner) : position]
        return bool(_BETWEEN.fullmatch(gap)) and _last(gap, field_words().legal.makes_before) < 0
    return "，" not in gap and "," not in gap and len(gap) <= 45


def _beside(text: str, number: DocumentNumber, basis: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a number stands right behind or right before a title that is a basis."""
    for start, end in basis:
        between = text[end : number.start] if end <= number.start else text[number.end : start]
        if start <= number.start < end or (
            len(between) <= _NEAR and not re.search(r"[。；;\n《]", between[1:])
        ):
            return True
    return False
