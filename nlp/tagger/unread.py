"""Where in a narrative the rules have left something to find: the only places that a network need read.

A field of which the rules saw nothing is looked for in the sections that tell it; where no section does, in
all that no section of another field takes up; and where they saw nothing of most fields, in the whole
narrative. One of which they saw every field costs nothing, and nothing is lost: there the network added more
wrong spans than right ones (docs/results.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from nlp.outline.model import Narrative
from nlp.tagger.spans import FieldSpan, Label

#: Start and end in the document's text.
Stretch = tuple[int, int]
#: What any narrative tells: how the labels begin, and the kind of section. Only some tell quarters.
_FIELDS: Final = (
    (("BODY",), "implementing_body"),
    (("SCHEDULE", "PHASE"), "schedule"),
    (("AMOUNT",), "annual_budget"),
)
#: What many do not tell.
_BASIS: Final = "legal_basis"
_HOMES: Final = frozenset((*(kind for _, kind in _FIELDS), _BASIS))
_SENTENCE: Final = re.compile(r"[^。；;！？\n]+[。；;！？]?")


def unread(
    narrative: Narrative, text: str, rules: Iterable[FieldSpan], documents: Sequence[str]
) -> tuple[Stretch, ...]:
    """Return the stretches of a narrative in which a field is still to be found, in order, apart.

    ``text`` is the document's, ``rules`` the rules' spans of the narrative. Only sentences with one of the
    words ``documents`` can name a legal basis.
    """
    seen = {span.label for span in rules}
    missing = [kind for labels, kind in _FIELDS if not any(label.startswith(labels) for label in seen)]
    if len(missing) > 1:
        return ((narrative.start, narrative.end),)
    found = [part for kind in missing for part in _home(narrative, kind) or _free(narrative)]
    if not any(label.startswith("LEGAL") for label in seen):
        found += _naming(narrative, text, documents)
    return merged((start, end) for start, end in found if text[start:end].strip())


def is_wanted(label: Label, rules: Iterable[FieldSpan]) -> bool:
    """Tell whether a label tells a field, or quarters, of which the rules have seen nothing.

    >>> is_wanted("SCHEDULE", [FieldSpan("PHASE", 0, 3)]), is_wanted("BODY", [FieldSpan("PHASE", 0, 3)])
    (False, True)
    """
    fields = (*(labels for labels, _ in _FIELDS), ("LEGAL",), ("QUARTER",))
    own = next((labels for labels in fields if label.startswith(labels)), None)
    return own is None or not any(span.label.startswith(own) for span in rules)


def merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return the stretches in order, those that meet as one.

    >>> merged([(5, 9), (0, 3), (8, 12), (12, 13)])
    ((0, 3), (5, 13))
    """
    whole: list[Stretch] = []
    for start, end in sorted(stretches):
        if whole and start <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    return tuple(whole)


def _home(narrative: Narrative, kind: str) -> list[Stretch]:
    return [(s.body_start, s.end) for s in narrative.sections if s.kind == kind and s.body_start < s.end]


def _free(narrative: Narrative) -> Iterator[Stretch]:
    at = narrative.start
    for section in narrative.sections:
        if section.kind in _HOMES:
            yield at, section.start
            at = section.end
    yield at, narrative.end


def _naming(narrative: Narrative, text: str, documents: Sequence[str]) -> Iterator[Stretch]:
    for start, end in _home(narrative, _BASIS) or _free(narrative):
        for match in _SENTENCE.finditer(text, start, end):
            if any(word in match[0] for word in documents):
                yield match.span()
