"""Template families: each is one document style and sentence plan, written by hand, with its own words.

A family is a function from a :class:`~nlp.annotate.written.scene.Scene` to marked text. Families of one
split share no sentence with those of another; they share the lexicon of invented names.
"""

from nlp.annotate.written.families import (
    blocks,
    bodies,
    cards,
    construction,
    dense,
    headings,
    inline,
    letters,
    lists,
    long,
    notes,
    prose,
    quarter_sheets,
    sheets,
    speeches,
    streets,
    tables,
    torn,
    variants,
)
from nlp.annotate.written.families.registry import Family, families

__all__ = [
    "Family",
    "blocks",
    "bodies",
    "cards",
    "construction",
    "dense",
    "families",
    "headings",
    "inline",
    "letters",
    "lists",
    "long",
    "notes",
    "prose",
    "quarter_sheets",
    "sheets",
    "speeches",
    "streets",
    "tables",
    "torn",
    "variants",
]
