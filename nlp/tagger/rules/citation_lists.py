"""Texts that are nothing but a list of documents: the legal basis under whatever heading."""

from __future__ import annotations

import re
from typing import Final

from nlp.tagger.rules.organisations import is_name
from nlp.values.docnumber import find_document_numbers
from nlp.values.title import find_titles

_ITEMS: Final = re.compile(r"[^。；;\n]+")
_BRACKETS: Final = re.compile(r"[（(][^（()）]*[)）]")
#: What stands between the documents of a list beside their issuers: marks, numbers of items, articles.
_BETWEEN: Final = re.compile('[、，,：:—\\s“”"]+|以及')
_AND: Final = re.compile("[和及与]")
_BESIDE: Final = re.compile(
    r"(?:第?[一二三四五六七八九十百零\d]+[条款章项])+|[一二三四五六七八九十]是|[一二三四五六七八九十\d]{1,2}[.．)）]?"
    r"|[-*•●·①-⑳]|等?(?:文件|规定|要求|精神)?|依据|根据|按照"
)


def cites_only(text: str) -> bool:
    """Tell whether a text is nothing but a list of cited documents and their issuers.

    >>> cites_only("《某市供水条例》第三条；某市水务局《关于改造管网的通知》（河水〔2024〕3号）。")
    True
    >>> cites_only("编写《供水手册》一册，印刷3000册。"), cites_only("")
    (False, False)
    """
    places = [(t.start - 1, t.end + 1) for t in find_titles(text)]
    places += [(n.start, n.end) for n in find_document_numbers(text)]
    if not places:
        return False
    covered = {
        index
        for start, end in (*places, *(m.span() for m in _BRACKETS.finditer(text)))
        for index in range(start, end)
    }
    for item in _ITEMS.finditer(text):
        rest = "".join("、" if index in covered else text[index] for index in range(*item.span()))
        pieces = [piece for piece in _BETWEEN.split(rest) if piece and not _BESIDE.fullmatch(piece)]
        cited = any(start < item.end() and end > item.start() for start, end in places)
        if not all(_are_issuers(piece) for piece in pieces) or (pieces and not cited):
            return False
    return True


def _are_issuers(words: str) -> bool:
    """Tell whether words are names of organisations: 某市文化和旅游局, 某市水务局和某市财政局."""
    if is_name(words):
        return True
    pieces = [piece for piece in _AND.split(words) if piece and not _BESIDE.fullmatch(piece)]
    return all(is_name(piece) for piece in pieces)
