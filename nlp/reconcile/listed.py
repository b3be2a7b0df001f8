"""Lists of functional items that break up an amount: each item once, all numbered alike."""

from __future__ import annotations

import re

from nlp.reconcile.fact import Fact, Facts
from nlp.reconcile.identity import remembered
from nlp.reconcile.interval import Interval, total

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+|[（(]?(?:[一二三四五六七八九十]+|\d+)[)）]?)[、.．]?|^[①-⑳]"
)


def listed(facts: Facts, whole: Fact) -> tuple[Fact, ...]:
    """Return the functional items of the list that breaks up ``whole``, each once, of one numbering only."""
    return _listed(facts, whole.index) if facts.listed_under(whole) else ()


@remembered
def _listed(facts: Facts, whole: int) -> tuple[Fact, ...]:
    found: dict[object, Fact] = {}
    heads: dict[int, list[Fact]] = {}
    for fact in facts.listed_under(facts.facts[whole]):
        if fact.item is None or fact.change is not None or fact.is_base or fact.item in found:
            continue
        same = heads.setdefault(fact.paragraph, [])
        if not any(_breaks_up(facts, head, fact) for head in same):
            found[fact.item] = fact
            same.append(fact)
    styles = {style(facts, fact) for fact in found.values()}
    return tuple(found.values()) if len(styles) == 1 else ()


def _breaks_up(facts: Facts, head: Fact, fact: Fact) -> bool:
    """Return whether an amount is of a list inside the numbered item of ``head``: 1. 甲5元，其中乙2元.

    Both are of one paragraph.
    """
    if not style(facts, head)[0]:
        return False
    between = facts.paragraphs[head.paragraph].text[head.position : fact.position]
    return "其中" in between and not re.search(r"[。；;]", between)


def style(facts: Facts, fact: Fact) -> tuple[str, int]:
    """Return how a fact's paragraph is numbered, and how deep its item lies."""
    number = _NUMBERING.match(facts.paragraphs[fact.paragraph].text)
    depth = len(fact.item.names) if fact.item else 0
    return re.sub(r"[一二三四五六七八九十]+|\d+|[①-⑳]", "#", number[0] if number else ""), depth


def listed_parts(facts: Facts, whole: Fact) -> tuple[Fact, ...]:
    """Return the items of the list that breaks up ``whole`` if they add up to it: that confirms both."""
    items = listed(facts, whole)
    exact = all(f.amount.qualifier == "exact" for f in (whole, *items))
    if len(items) < 2 or not exact:
        return ()
    added = total(Interval.of(f.amount.value, f.amount.quantum) for f in items)
    return items if added.meets(Interval.of(whole.amount.value, whole.amount.quantum)) else ()
