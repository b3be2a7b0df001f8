"""spaCy DocBin: Docs by our tokenizer, the labels in ``doc.spans["fields"]``.

A span whose ends fall inside tokens is widened to whole tokens, as training needs it, and its span id holds
the exact offsets ("12:15"); nothing else is needed to get it back. The record's id and meta are
user data of the Doc.
"""

from __future__ import annotations

import gc
import json
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nlp.annotate.formats.common import Checker, Place, refuse, write_bytes
from nlp.annotate.records import SpanRecord
from nlp.errors import YusuanError
from nlp.language import build_pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

#: The key of ``doc.spans``.
SPANS_KEY: Final = "fields"
#: No corpus of narratives has so many unpacked bytes: about 40 a token.
MAX_BYTES: Final = 512 * 2**20
_CHUNK: Final = 2**20
_ID: Final = "record_id"
_META: Final = "record_meta"


def to_doc(record: SpanRecord) -> Doc:
    """Return the record as a Doc.

    Raises:
        YusuanError: if the tokenizer does not give the text back, which would shift the offsets.
    """
    from spacy.tokens import Span, SpanGroup

    doc = build_pipeline().make_doc(record.text)
    if doc.text != record.text:
        raise YusuanError(
            f"记录 {record.id} 无法分词。", f"record {record.id}: the tokenizer changed its text"
        )
    group = SpanGroup(doc, name=SPANS_KEY)
    # A blank behind a token belongs to it, and yet lies outside its characters.
    ends = [token.idx + len(token.text_with_ws) for token in doc]
    starts = [token.idx for token in doc]
    for each in sorted(record.spans):
        first, last = bisect_right(ends, each.start), bisect_left(starts, each.end)
        wide = Span(doc, first, last, label=each.label)
        exact = (wide.start_char, wide.end_char) == (each.start, each.end)
        offsets = "" if exact else f"{each.start}:{each.end}"
        group.append(Span(doc, first, last, label=each.label, span_id=offsets))
    doc.spans[SPANS_KEY] = group
    doc.user_data[_ID] = record.id
    # As JSON text: the binary form turns lists into tuples.
    doc.user_data[_META] = json.dumps(dict(record.meta), ensure_ascii=False)
    return doc


def _tokens(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the tokens [first, last) that hold ``text[start:end]``, the blanks behind them included.

    ``Doc.char_span`` gives an empty span for a label on such a blank.
    """
    starts = [token.idx for token in doc]
    return bisect_right(starts, start) - 1, bisect_left(starts, end)


def from_doc(doc: Doc, checker: Checker, place: Place) -> SpanRecord:
    """Return a Doc as a record; without ``doc.spans["fields"]`` its entities are the labels."""
    found: Iterable[Span] = doc.spans.get(SPANS_KEY, doc.ents)
    spans = [(*_offsets(span, place), span.label_) for span in found]
    identity = doc.user_data.get(_ID, str(place.number))
    meta = json.loads(doc.user_data.get(_META, "{}"))
    return checker.record(place, identity, doc.text, spans, meta)


def _offsets(span: Span, place: Place) -> tuple[int, int]:
    start, colon, finish = span.id_.partition(":")
    if not (colon and start.isdecimal() and finish.isdecimal()):
        return span.start_char, span.end_char
    exact = int(start), int(finish)
    end_char = span.start_char + len(span.text_with_ws)
    if not span.start_char <= exact[0] < exact[1] <= end_char:
        raise refuse(
            place, f"片段编号 {span.id_} 不在片段之内", f"the span's id {span.id_} lies outside the span"
        )
    return exact


def write(path: Path, records: Sequence[SpanRecord]) -> None:
    """Write the records as a DocBin that ``spacy train`` reads."""
    from spacy.tokens import DocBin

    bin_ = DocBin(store_user_data=True)
    for record in records:
        bin_.add(to_doc(record))
    write_bytes(path, bin_.to_bytes())


def read(path: Path) -> tuple[SpanRecord, ...]:
    """Return the records of a DocBin.

    Raises:
        YusuanError: naming the file, and the document where one is bad.
    """
    from spacy.tokens import DocBin

    try:
        data = path.read_bytes()
    except OSError as error:
        raise YusuanError(
            f"无法读取 {path.name}：{error.strerror}。", f"cannot read {path.name}: {error.strerror}"
        ) from error
    checker = Checker()
    try:
        _measure(data)
        docs = DocBin().from_bytes(data).get_docs(build_pipeline().vocab)
        return tuple(
            from_doc(doc, checker, Place(path.name, number, "document"))
            for number, doc in enumerate(docs, start=1)
        )
    except YusuanError:
        raise
    except Exception as error:  # zlib, msgpack, numpy and spaCy each raise their own
        raise YusuanError(
            f"{path.name} 不是 DocBin：{error}。", f"{path.name} is no DocBin: {error}"
        ) from error
    finally:
        gc.enable()  # srsly leaves the collector off when it meets what is no msgpack


def _measure(data: bytes) -> None:
    """Raise ValueError for a DocBin that unpacks beyond all measure: spaCy would unpack all of it."""
    unpacking, size, rest = zlib.decompressobj(), 0, data
    while rest and not unpacking.eof:
        size += len(unpacking.decompress(rest, _CHUNK))
        rest = unpacking.unconsumed_tail
        if size > MAX_BYTES:
            raise ValueError(f"more than {MAX_BYTES // 2**20} MB unpacked")
