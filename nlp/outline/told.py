"""What lines tell of a project, whatever their heading says: its sections, or its facts in prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from nlp.outline.headings import heading_config
from nlp.outline.section_marks import sections_of
from nlp.outline.section_words import heading_kind
from nlp.values.cells import money_in
from nlp.values.dates import find_periods
from nlp.values.docnumber import find_document_numbers
from nlp.values.title import find_titles

#: The sections that a project has and few other things do.
_CORE: Final = frozenset({"legal_basis", "implementing_body", "schedule", "annual_budget"})
_WHOLE, _FEW = 3, 2
_ALL_KINDS: Final = 4
#: Facts beside the money that make a paragraph a project's.
_FACTS: Final = 2
_LONGEST: Final = 4000
_AND: Final = re.compile("[及和与、]|[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．]|[\\s*【】]+")


def has_sections(lines: Sequence[str], first: int, last: int) -> bool:
    """Tell whether the lines are divided into a project's sections: basis, body, time, money, three at least.

    >>> has_sections(["依据：《甲办法》", "承担：乙站", "经费：5万元"], 0, 3)
    True
    >>> has_sections(["评价时间：3月", "评价经费：5万元"], 0, 2)
    False
    """
    kinds = _kinds(lines, first, last)
    core = len(kinds & _CORE)
    return core >= _WHOLE or (core >= _FEW and len(kinds) >= _ALL_KINDS)


def has_most_sections(lines: Sequence[str], first: int, last: int) -> bool:
    """Tell whether three of a project's own sections are there, as a text that says nothing else must have.

    A call for tenders has 项目概况, 预算金额 and 时间, too.
    """
    return len(_kinds(lines, first, last) & _CORE) >= _WHOLE


def _kinds(lines: Sequence[str], first: int, last: int) -> set[str]:
    found = sections_of(lines, first, last)
    # 承担单位及起止时间 is one section that tells two.
    merged = (heading_kind(part) for each in found for part in _AND.split(each.heading))
    return ({each.kind for each in found} | {kind.kind for kind in merged if kind}) - {"other"}


def tells_basis(lines: Sequence[str], first: int, last: int) -> bool:
    """Tell whether one of a project's sections is its legal basis, which no form of mere targets has.

    >>> tells_basis(["依据：《甲办法》", "承担：乙站"], 0, 2), tells_basis(["承担：乙站"], 0, 1)
    (True, False)
    """
    return "legal_basis" in _kinds(lines, first, last)


def has_facts(text: str, fewest: int = _FACTS) -> bool:
    """Tell whether prose states money and of basis, doer and time ``fewest`` at least.

    >>> has_facts("根据《甲办法》，由乙站组织实施，2025年3月至5月完成，安排5万元。")
    True
    >>> has_facts("2025年预算5万元，主要用于甲。")
    False
    """
    text = text[:_LONGEST]
    if not money_in(text):
        return False
    based = bool(find_titles(text)) or bool(find_document_numbers(text))
    timed = any(period.kind not in ("year", "duration") for period in find_periods(text))
    return based + timed + (_doing().search(text) is not None) >= fewest


@cache
def _doing() -> re.Pattern[str]:
    words = "|".join(map(re.escape, heading_config().narrative.doing))
    return re.compile(rf"由[^，,。；;：:]{{2,40}}?(?:{words})|作为[^，,。；;]{{0,4}}(?:单位|主体)")
