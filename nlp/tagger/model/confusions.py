"""What a tagger got wrong, one entry a mistake; words are shown only of texts that this project wrote."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from nlp.tagger.spans import FieldSpan

#: ``label``: the right stretch with another label; ``border``: the right label, another border; ``both``:
#: only an overlap; ``missed``: expected, nothing there; ``extra``: found, nothing expected there.
Kind = Literal["label", "border", "both", "missed", "extra"]
_AROUND: Final = 20


@dataclass(frozen=True, slots=True)
class Confusion:
    """One mistake: what was expected, what was found, one of them perhaps missing."""

    kind: Kind
    expected: FieldSpan | None
    found: FieldSpan | None


def confusions(expected: Sequence[FieldSpan], found: Sequence[FieldSpan]) -> list[Confusion]:
    """Return the mistakes of one text, by place; each span stands in one of them at most.

    >>> want = [FieldSpan("BODY", 0, 4), FieldSpan("PHASE", 6, 9)]
    >>> [c.kind for c in confusions(want, [FieldSpan("BODY", 0, 5), FieldSpan("QUARTER", 6, 9)])]
    ['border', 'label']
    """

    def key(span: FieldSpan) -> tuple[str, int, int]:
        return span.label, span.start, span.end

    right = {key(s) for s in expected} & {key(s) for s in found}
    want = [s for s in expected if key(s) not in right]
    have = [s for s in found if key(s) not in right]
    pairs = sorted(
        (-_likeness(a, b), i, j) for i, a in enumerate(want) for j, b in enumerate(have) if _meet(a, b)
    )
    taken: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in taken and j not in taken.values():
            taken[i] = j
    mistakes = [Confusion(_kind(want[i], have[j]), want[i], have[j]) for i, j in taken.items()]
    mistakes += [Confusion("missed", span, None) for i, span in enumerate(want) if i not in taken]
    left = set(range(len(have))) - set(taken.values())
    mistakes += [Confusion("extra", None, have[j]) for j in left]
    return sorted(mistakes, key=_place)


def _meet(a: FieldSpan, b: FieldSpan) -> bool:
    return a.start < b.end and b.start < a.end


def _likeness(a: FieldSpan, b: FieldSpan) -> float:
    """Return the share of the two stretches that both cover, and more where the labels are the same."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / (max(a.end, b.end) - min(a.start, b.start)) + (a.label == b.label)


def _place(each: Confusion) -> tuple[int, int, str]:
    span = each.expected or each.found
    assert span is not None
    return span.start, span.end, span.label


def _kind(want: FieldSpan, have: FieldSpan) -> Kind:
    if want.label == have.label:
        return "border"
    return "label" if (want.start, want.end) == (have.start, have.end) else "both"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a judged text comes from, and the text itself only where this project wrote it.

    ``sha256`` and ``narrative`` name the narrative of a document, ``offset`` is its first character there.
    """

    id: str
    text: str | None = None
    sha256: str | None = None
    narrative: int | None = None
    offset: int = 0


def source_of(id: str, text: str, meta: Mapping[str, Any]) -> Source:
    """Return a record's source. Its text is kept if ``meta`` names a family of the written corpus.

    >>> source_of("a", "某市", {"family": "plain"}).text, source_of("b", "某市", {"sha256": "0f"}).text
    ('某市', None)
    """
    return Source(
        id,
        text if "family" in meta else None,
        meta.get("sha256"),
        meta.get("narrative"),
        int(meta.get("offset", 0)),
    )


def rows(
    tagger: str,
    sources: Sequence[Source],
    expected: Sequence[Sequence[FieldSpan]],
    found: Sequence[Sequence[FieldSpan]],
) -> Iterator[dict[str, Any]]:
    """Yield the mistakes of texts as JSON values.

    A text of this project is shown: each stretch with its words, and what stands around them. Any other is
    not: offsets are the document's, which its SHA-256 names.
    """
    for source, want, have in zip(sources, expected, found, strict=True):
        for mistake in confusions(want, have):
            row: dict[str, Any] = {"tagger": tagger, "kind": mistake.kind, "id": source.id}
            if source.sha256 is not None:
                row |= {"sha256": source.sha256, "narrative": source.narrative}
            for name, span in (("expected", mistake.expected), ("found", mistake.found)):
                row[name] = None if span is None else _shown(span, source)
            if source.text is not None:
                start, end, _ = _place(mistake)
                row["around"] = source.text[max(0, start - _AROUND) : end + _AROUND]
            yield row


def _shown(span: FieldSpan, source: Source) -> dict[str, Any]:
    by = source.offset
    shown: dict[str, Any] = {"label": span.label, "start": span.start + by, "end": span.end + by}
    if span.source == "model":
        shown["score"] = span.score
    if source.text is not None:
        shown["text"] = source.text[span.start : span.end]
    return shown


def write(path: Path, entries: Iterable[Mapping[str, Any]]) -> None:
    """Write entries as JSON Lines."""
    fresh = path.with_name(path.name + ".part")
    lines = (json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
    fresh.write_text("".join(lines), encoding="utf-8")
    fresh.replace(path)
