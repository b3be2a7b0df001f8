"""Names of places, organisations and documents, composed of invented parts (names.yaml)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from nlp.annotate.written.grammar import Grammar, Rules, load_rules


@cache
def name_rules() -> Rules:
    """Return the symbols of names.yaml, read once."""
    groups = load_rules(Path(__file__).with_name("names.yaml"))
    return {**groups["words"], **groups["rules"]}


def names(rng: Random) -> Grammar:
    """Return the grammar of names.

    >>> names(Random(3)).say("province")[-1]
    '省'
    """
    return Grammar(rng, name_rules(), slots={})
