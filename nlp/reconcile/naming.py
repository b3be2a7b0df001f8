"""What an amount is called in findings: the words of its measure or item, as written."""

from __future__ import annotations

import re

from nlp.reconcile.cells import norm
from nlp.reconcile.clauses import Named
from nlp.reconcile.function_items import FunctionItem
from nlp.reconcile.wording import without_endings

_VERBS = (
    "为", "共计", "合计", "总计", "约", "共", "计", "达到", "达", "是", "人民币", "由", "从", "数", "均",
    "都", "分别",
)  # fmt: skip


def words_at(phrase: str, named: Named) -> tuple[int, int]:
    """Return where a measure's words begin and end in the phrase as written, an opening quote included."""
    kept = [i for i, char in enumerate(phrase) if norm(char)]
    start, end = kept[named.start], kept[named.start + len(named.words) - 1] + 1
    while start and phrase[start - 1] in '“"':
        start -= 1
    return start, end


def what_of(phrase: str, named: Named | None, item: FunctionItem | None) -> str:
    """Return the measure's words as written, without organisation, year and verbs.

    >>> from nlp.reconcile.clauses import measure_of
    >>> what_of("2024年“三公”经费预算数为", measure_of("2024年“三公”经费预算数为"), None)
    '“三公”经费预算'
    """
    if item is not None:
        return item.label
    if named is None:
        return without_endings(re.sub(r"^20\d\d年度?", "", phrase), _VERBS) or phrase
    start, end = words_at(phrase, named)
    words = phrase[start:end] + without_endings(phrase[end:], _VERBS)
    prefix = named.measure.prefix
    return words if prefix is None or prefix in words else prefix + words
