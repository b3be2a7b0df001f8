"""A document understood: all that matching and rules compare, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.fields.model import NarrativeFields
from nlp.outline.model import Outline
from nlp.reconcile.cells import read_cells
from nlp.reconcile.fact import Facts, document_stage
from nlp.reconcile.prose import read_facts
from nlp.reconcile.purse import Purse, fill_purse
from nlp.reconcile.reading import Passage, Reader
from nlp.values.docnumber import DocumentNumber, find_document_numbers


@dataclass(frozen=True, slots=True)
class Understood:
    """The facts of the prose, the purses of the narratives, the cells of every measure.

    ``passages`` are those of all running text, and then those of the narratives, outside tables; ``numbers``
    the document numbers of the whole text.
    """

    outline: Outline
    facts: Facts
    purses: tuple[Purse, ...]
    passages: tuple[Passage, ...]
    numbers: tuple[DocumentNumber, ...]


def read_document(outline: Outline, fields: Sequence[NarrativeFields]) -> Understood:
    """Read what a document states: no statement is judged, nothing is compared yet."""
    reader = Reader(outline)
    read_cells(outline, document_stage(outline))
    facts = read_facts(outline, reader)
    narratives = (p for n in outline.narratives for p in reader.passages(n.start, n.end))
    return Understood(
        outline,
        facts,
        tuple(fill_purse(outline, f, reader) for f in fields),
        (*facts.running, *narratives),
        find_document_numbers(outline.document.text),
    )
