"""Two versions of labels side by side: what only one of them has, and what both have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final, Literal

from nlp.annotate.records import SpanLabel, SpanRecord
from nlp.annotate.scheme import scheme
from nlp.errors import YusuanError

Side = Literal["both", "left", "right"]


@dataclass(frozen=True, slots=True)
class RecordDiff:
    """One record in two versions; ``text`` is the one text that both label."""

    id: str
    text: str
    both: tuple[SpanLabel, ...]
    left: tuple[SpanLabel, ...]
    right: tuple[SpanLabel, ...]

    @property
    def differs(self) -> bool:
        """Tell whether one version has a span that the other lacks."""
        return bool(self.left or self.right)

    def rows(self) -> Iterator[tuple[SpanLabel | None, SpanLabel | None]]:
        """Yield the spans that differ, in order; two that overlap stand side by side."""
        rest = list(self.right)
        pairs: list[tuple[SpanLabel | None, SpanLabel | None]] = []
        for span in self.left:
            other = next((r for r in rest if r.start < span.end and r.end > span.start), None)
            if other is not None:
                rest.remove(other)
            pairs.append((span, other))
        pairs += [(None, span) for span in rest]
        yield from sorted(pairs, key=lambda pair: pair[0] or pair[1] or SpanLabel(0, 0, "BODY"))


def diff(left: Sequence[SpanRecord], right: Sequence[SpanRecord]) -> list[RecordDiff]:
    """Return the comparison of every record of either version; one that lacks a record has no spans there.

    Raises:
        YusuanError: when a record's text differs: then its offsets can't be compared.
    """
    first, second = {r.id: r for r in left}, {r.id: r for r in right}
    result = []
    for key in dict.fromkeys([*first, *second]):
        a, b = first.get(key), second.get(key)
        either = a or b
        assert either is not None
        if a is not None and b is not None and a.text != b.text:
            raise YusuanError(f"记录 {key} 的文字不同。", f"record {key}: the two texts differ")
        one = set(a.spans) if a is not None else set()
        two = set(b.spans) if b is not None else set()
        result.append(
            RecordDiff(
                key,
                either.text,
                tuple(sorted(one & two)),
                tuple(sorted(one - two)),
                tuple(sorted(two - one)),
            )
        )
    return result


_STYLE: Final = """
body{font:15px/1.7 sans-serif;margin:2em auto;max-width:90em;padding:0 1em;color:#222;background:#fff}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1.5em}
.text{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #ddd;border-radius:4px;padding:.8em}
mark{border-radius:3px;padding:0 .15em;color:inherit;background:color-mix(in srgb,var(--c) 22%,#fff)}
mark.only{outline:2px solid var(--c)}
mark::after{content:attr(data-label);font-size:.65em;vertical-align:super;margin-left:.2em;color:#555}
table{border-collapse:collapse;margin:1em 0}td,th{border:1px solid #ddd;padding:.2em .6em;text-align:left}
"""


#: The page loads nothing and runs nothing, whatever a document says.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def _marked(text: str, spans: Sequence[SpanLabel], only: frozenset[SpanLabel]) -> str:
    """Return the text as HTML with its spans marked; a stretch under several is marked once."""
    colours = {label.name: label.colour for label in scheme().labels}
    cuts = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans)})
    pieces = []
    for start, end in pairwise(cuts):
        here = [s for s in spans if s.start <= start and end <= s.end]
        inner = escape(text[start:end])
        if not here:
            pieces.append(inner)
            continue
        named = " ".join(s.label for s in here if s.end == end)
        kind = ' class="only"' if any(s in only for s in here) else ""
        colour = colours[here[-1].label]
        pieces.append(f'<mark{kind} style="--c:{escape(colour)}" data-label="{escape(named)}">{inner}</mark>')
    return "".join(pieces)


def html(diffs: Sequence[RecordDiff], names: tuple[str, str], title: str, lang: str = "zh") -> str:
    """Return one self-contained page; every word from a document or a file name is escaped."""
    parts = [
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>",
    ]
    for each in diffs:
        parts.append(f"<h2>{escape(each.id)}</h2><table><tr>")
        parts += [f"<th>{escape(name)}</th>" for name in names]
        parts.append("</tr>")
        for pair in each.rows():
            cells = (
                ""
                if s is None
                else f"{escape(s.label)} {s.start}–{s.end} {escape(each.text[s.start : s.end])}"
                for s in pair
            )
            parts.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
        parts.append('</table><div class="pair">')
        for own in (each.left, each.right):
            spans = sorted((*each.both, *own))
            parts.append(f'<div class="text">{_marked(each.text, spans, frozenset(own))}</div>')
        parts.append("</div>")
    parts.append("</body></html>\n")
    return "".join(parts)
