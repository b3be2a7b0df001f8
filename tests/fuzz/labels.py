"""Exports of labelling tools, bent: offsets past the end, foreign labels, deep and torn JSON."""

from __future__ import annotations

import json
from functools import cache
from random import Random
from typing import Any, Final, get_args

from tests.fuzz.bend import damage, fragment, pick, text, uses

_LABELS: Final = (
    "LEGAL_TITLE", "DOC_NO", "BODY", "ORG", "AMOUNT", "MONEY_ANNUAL", "DATE", "SCHEDULE", "PERCENT", "",
    "X", None, 5,
)  # fmt: skip


@cache
def _known() -> tuple[str, ...]:
    from nlp.annotate.scheme import scheme

    return tuple(label.name for label in scheme().labels)


def offset(random: Random, length: int) -> Any:
    """Return an offset in a text of this length, or now and then something else."""
    if random.random() < 0.85:
        return random.randint(0, length)
    uses("offsets")
    return random.choice((-1, length + 1, 10**30, 1.5, "3", None, True, [], float("nan")))


def label(random: Random) -> Any:
    """Return a label of the scheme, or now and then something else."""
    if random.random() < 0.9:
        return random.choice(_known())
    uses("labels")
    return random.choice(_LABELS)


def spans_in(random: Random, written: str) -> list[tuple[Any, Any, Any]]:
    """Return up to four spans: start, end and label."""
    made = []
    for _ in range(random.randint(0, 4)):
        start, end = offset(random, len(written)), offset(random, len(written))
        if isinstance(start, int) and isinstance(end, int) and start > end and random.random() < 0.9:
            start, end = end, start
        made.append((start, end, label(random)))
    return made


def meta(random: Random) -> Any:
    """Return metadata, or something that is none."""
    return pick(
        random, "metadata", ({}, {"a": "b"}, None, [], "x", {"a": {"b": [1, None]}}, {"\ud800": 1}, 5)
    )


def words(random: Random) -> str:
    """Return a text; now and then with a lone surrogate."""
    written = fragment(random) if random.random() < 0.8 else text(random, 8)
    return written + pick(random, "lone surrogates", ("",) * 9 + ("\ud800",))


def sometimes(random: Random, value: Any) -> Any:
    """Return the value, or now and then something of another kind."""
    if random.random() < 0.97:
        return value
    uses("values of another type")
    return random.choice((None, 5, [], {}, "x", True, [[]], [None], 1e999))


def json_text(random: Random, value: Any) -> str:
    """Return a value as JSON, now and then too deep."""
    written = json.dumps(value, ensure_ascii=random.random() < 0.5)
    if random.random() < 0.02:
        uses("deep JSON")
        return "[" * 3000 + written
    if random.random() < 0.01:
        uses("deep JSON")
        return written.replace('"meta": {}', '"meta": ' + "[" * 900 + "]" * 900)
    return written


def doccano(random: Random) -> bytes:
    """Lines of JSON with ``label`` (lists) or ``entities`` (objects)."""
    lines = []
    for number in range(random.randint(0, 3)):
        written = words(random)
        spans = spans_in(random, written)
        entities = [
            sometimes(random, {"id": 1, "start_offset": s, "end_offset": e, "label": name})
            for s, e, name in spans
        ]
        item = {
            "id": sometimes(random, number),
            "text": sometimes(random, written),
            "label": sometimes(random, [sometimes(random, list(span)) for span in spans]),
            "entities": sometimes(random, entities),
            "meta": meta(random),
            "record_id": sometimes(random, str(number)),
            "record_meta": meta(random),
        }
        for key in random.sample(sorted(item), random.choice((0, 1, 3))):
            uses("keys missing")
            del item[key]
        lines.append(json_text(random, sometimes(random, item)))
    return encoded(random, "\n".join(lines))


def label_studio(random: Random) -> bytes:
    """A JSON array of tasks with annotations."""
    tasks = []
    for number in range(random.randint(0, 3)):
        written = words(random)
        result = []
        for start, end, name in spans_in(random, written):
            sane = isinstance(start, int) and isinstance(end, int) and abs(start) < 10**9 and abs(end) < 10**9
            quoted = written[start:end] if sane else "x"
            value = {
                "start": start,
                "end": end,
                "text": sometimes(random, quoted),
                "labels": sometimes(random, [name]),
            }
            result.append(
                sometimes(random, {"type": sometimes(random, "labels"), "value": sometimes(random, value)})
            )
        done = {
            "result": sometimes(random, result),
            "was_cancelled": random.random() < 0.1,
            "updated_at": "2026",
        }
        data = {
            "text": sometimes(random, written),
            "record_id": sometimes(random, f"r{number}"),
            "record_meta": meta(random),
        }
        task = {
            "id": number,
            "data": sometimes(random, data),
            "annotations": sometimes(random, [sometimes(random, done)]),
        }
        tasks.append(json_text(random, sometimes(random, task)))
    return encoded(random, "[" + ",\n".join(tasks) + "]")


def records(random: Random) -> bytes:
    """Our own lines of JSON."""
    lines = []
    for number in range(random.randint(0, 3)):
        written = words(random)
        spans = [
            sometimes(random, {"label": name, "start": s, "end": e})
            for s, e, name in spans_in(random, written)
        ]
        item = {
            "id": sometimes(random, f"r{number}"),
            "text": written,
            "spans": sometimes(random, spans),
            "meta": meta(random),
        }
        lines.append(json_text(random, sometimes(random, item)))
    return encoded(random, "\n".join(lines))


def conll(random: Random) -> bytes:
    """Character columns as our own door writes them, with lines bent."""
    from nlp.annotate.formats import conll as door

    lines = []
    for number in range(random.randint(1, 3)):
        lines += [
            f"# id = r{number}",
            f"# meta = {json_text(random, meta(random))}",
            f"# layers = {random.choice('1129x')}",
        ]
        inside = ""
        for char in words(random)[:25]:
            tag = random.choice(("O", "O", "B-", f"I-{inside}", "I-X", "B-?", "", "S-ORG"))
            if tag in ("I-X", "B-?", "", "S-ORG"):
                uses("tags")
            tag = f"B-{label(random)}" if tag == "B-" else tag
            inside = tag[2:] if tag[:2] == "B-" else inside
            shown = char
            if random.random() < 0.97:
                shown = door.escape(char)
            else:
                uses("text not escaped")
            between = pick(random, "columns", ("\t", "\t", "\t", " ", ""))
            lines.append(between.join((shown, *[tag] * pick(random, "columns", (1, 1, 1, 2)))))
        lines.append("")
    return encoded(random, "\n".join(lines))


def docbin(random: Random) -> bytes:
    """A DocBin: one written by our own door, or a msgpack map of its shape with wrong contents."""
    import zlib

    import srsly  # type: ignore[import-untyped]

    _without_entry_points()
    if random.random() < 0.5:
        uses("maps of another shape")
        packed = zlib.compress(srsly.msgpack_dumps(sometimes(random, _bin(random))))
        return damage(random, packed) if random.random() < 0.3 else packed
    unpacked = random.choice(_written_bins())
    for _ in range(random.choice((0, 1, 2))):
        uses("bytes of msgpack")
        at = random.randrange(len(unpacked))
        unpacked = (
            unpacked[:at]
            + random.randbytes(random.choice((0, 1, 4)))
            + unpacked[at + random.choice((0, 1, 4)) :]
        )
    return zlib.compress(unpacked, 1)


@cache
def _without_entry_points() -> None:
    """Let srsly not look for its plug-ins among all installed packages at each message."""
    from srsly._msgpack_api import (  # type: ignore[import-untyped]
        msgpack_decoders,
        msgpack_encoders,
    )

    msgpack_decoders.entry_points = msgpack_encoders.entry_points = False


@cache
def _written_bins() -> tuple[bytes, ...]:
    """Return the contents of some DocBins that our own door wrote; spaCy is slow to make them."""
    return tuple(_written_bin(Random(f"docbin/{number}")) for number in range(100))


def _written_bin(random: Random) -> bytes:
    import zlib

    from spacy.tokens import DocBin

    from nlp.annotate.formats.docbin import to_doc
    from nlp.annotate.records import SpanLabel, SpanRecord
    from nlp.language import build_pipeline
    from nlp.tagger.spans import Label

    written = "".join(c for c in words(random)[:60] if not "\ud800" <= c <= "\udfff") or "预算"
    docs = DocBin(store_user_data=True)
    start = random.randrange(len(written))
    end = random.randint(start + 1, len(written))
    try:
        docs.add(
            to_doc(SpanRecord("r1", written, (SpanLabel(start, end, random.choice(get_args(Label))),), {}))
        )
    except Exception:  # not the door that is tried here
        docs.add(build_pipeline().make_doc("预算"))
    return zlib.decompress(docs.to_bytes())


def _bin(random: Random) -> dict[str, Any]:
    count = random.randint(0, 3)
    words = random.choice((count, count, 0, 10**6))
    from spacy.attrs import (  # type: ignore[import-not-found]
        ENT_IOB,
        ENT_TYPE,
        HEAD,
        ORTH,
        SENT_START,
    )

    attributes = random.choice(
        ([ORTH], [ORTH, ENT_IOB, ENT_TYPE], [ORTH, HEAD], [ORTH, SENT_START], [], [99999], [0])
    )
    return {
        "version": "0.1",
        "attrs": attributes,
        "tokens": random.randbytes(8 * count * max(1, len(attributes))),
        "spaces": bytes(count),
        "lengths": words.to_bytes(4, "little"),
        "strings": sometimes(random, ["预算", "x"]),
        "cats": sometimes(random, [{}]),
        "flags": sometimes(random, [{}]),
        "span_groups": sometimes(random, [b""]),
        "user_data": sometimes(random, [sometimes(random, b"\x80")]),
    }


def encoded(random: Random, written: str) -> bytes:
    """Return a text as bytes, now and then damaged."""
    data = written.encode("utf-8", "surrogatepass")
    return damage(random, data) if random.random() < 0.3 else data
