"""The bodies of a narrative that says in no known words who carries it out: the listed units that it names.

Who approved, asked, checked or paid is named, too; such places don't count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.organisations import has_region, is_department, is_name, plain
from nlp.tagger.rules.passages import Passage, clause_start

#: A department behind a unit's name: 运营部, 台网运行科, 直属二大队.
_PART: Final = re.compile(
    r"(?![全统每具负按与和及同的在由])[\u4e00-\u9fff]{2,6}?"
    r"(?:科(?![技研学])|处(?![理置])|股(?!份)|室(?!内)|(?<!全)部(?![门分署])|大队)"
)
#: A sentence on a year that is over; 自2015年起 and 2015年以来 are not.
_PAST: Final = re.compile(r"\W*((?:19|20)\d\d)年(?!起|以来|至今)")
_SCORE: Final = 0.6
#: Characters of a name that could be nobody else's; 信息中心 could.
_PROPER: Final = 6


def listed_bodies(
    parts: Sequence[Passage], formal: Sequence[str], year: int | None = None
) -> tuple[tuple[Passage, int, int, float], ...]:
    """Return passage, start, end and score of the listed units that are named as nobody else's.

    ``formal`` are the names of the document's units and of its organisation; a department written in one name
    with its unit belongs to it. In a section 实施主体 all of them count; elsewhere the only one does, and not
    in sentences on years before ``year``, the fiscal year.

    >>> from nlp.tagger.rules.passages import passage
    >>> names = ["河东区图书馆", "河东区文化局"]
    >>> def read(text, kind="other"):
    ...     found = listed_bodies([passage(kind, text, 0, len(text))], names)
    ...     return [text[start:end] for _, start, end, _ in found]
    >>> read("为此，河东区图书馆今年添置书架。"), read("河东区文化局批复后，河东区图书馆采编部添置书架。")
    (['河东区图书馆'], ['河东区图书馆采编部'])
    >>> read("河东区图书馆与河东区文化局合办。")
    []
    >>> read("采购：河东区图书馆。办展：河东区文化局。", "implementing_body")
    ['河东区图书馆', '河东区文化局']
    """
    found: dict[str, tuple[Passage, int, int]] = {}
    for part in sorted(parts, key=lambda part: part.kind != "implementing_body"):
        if part.kind == "legal_basis" or (found and part.kind != "implementing_body" and _told(found)):
            continue
        for start, end in _places(part.text, formal, year):
            found.setdefault(plain(part.text[start:end]), (part, start, end))
    if len(found) > 1 and not _told(found):
        return ()
    return tuple((*place, _SCORE) for place in found.values())


def _told(found: Mapping[str, tuple[Passage, int, int]]) -> bool:
    return any(part.kind == "implementing_body" for part, _, _ in found.values())


def within(text: str, start: int, end: int, formal: Sequence[str]) -> int:
    """Return where the listed name begins that a body's name ends with, behind words that name nobody.

    >>> within("经费统一归口河东区图书馆", 0, 12, ["河东区图书馆"])
    6
    """
    written = text[start:end]
    for name in formal:
        before = written.removesuffix(name)
        if len(name) >= _PROPER and before != written and not (is_name(before) or has_region(before)):
            return end - len(name)
    return start


def _places(text: str, formal: Sequence[str], year: int | None) -> Iterator[tuple[int, int]]:
    taken = 0
    names = "|".join(map(re.escape, sorted(set(formal), key=len, reverse=True)))
    for match in re.finditer(names, text) if names else ():
        start, end = match.span()
        if start < taken or _before().search(text, max(0, start - 12), start):
            continue
        if (
            year is not None
            and (past := _PAST.match(text, clause_start(text, start, "。；！？\n")))
            and int(past[1]) < year
        ):
            continue
        end = _with_part(text, end)
        if _behind().match(text, end) or _longer().match(text, end):
            continue
        taken = end
        yield start, end


@cache
def _before() -> re.Pattern[str]:
    """Return the pattern of what stands before one whose say, check or notice it is."""
    return re.compile(rf"{any_of(field_words().body.listed_before)}[:：]?$|《[^》]*$")


@cache
def _behind() -> re.Pattern[str]:
    """Return the pattern of what stands behind one who has a say in it, helps, or whose possession it is."""
    return re.compile(rf"{any_of(field_words().body.listed_behind)}|[〔\[（(]?\d{{4}}")


@cache
def _longer() -> re.Pattern[str]:
    """Return the pattern of a longer name, or somebody inside: 某局机关, 某局信息科, 某市某局某分局."""
    words = field_words().body
    ends = any_of(words.listed_part_ends)
    return re.compile(rf"{any_of(words.listed_parts)}|[\u4e00-\u9fff]{{2,8}}{ends}(?![\u4e00-\u9fff])")


def _with_part(text: str, end: int) -> int:
    """Return the end of a name together with the department behind it."""
    part = _PART.match(text, end)
    return part.end() if part and is_department(part[0]) else end
