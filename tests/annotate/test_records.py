"""Records of span labels: read, written, and refused by name and line."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from nlp.annotate.records import (
    LABELS,
    SpanLabel,
    SpanRecord,
    from_json,
    load_records,
    record_schema,
    save_records,
    to_json,
)
from nlp.errors import YusuanError


@st.composite
def records(draw: st.DrawFn) -> SpanRecord:
    """Draw a record: emoji, full-width and line-separator characters, overlaps, spans at the ends."""
    text = draw(st.text(st.sampled_from("甲乙０１😀\r\n\u2028 a]["), min_size=1, max_size=30))
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)), st.sampled_from(LABELS))
    drawn = draw(st.sets(places.filter(lambda p: p[0] < p[1]), max_size=6))
    spans = tuple(sorted(SpanLabel(start, end, label) for start, end, label in drawn))  # type: ignore[arg-type]
    return SpanRecord(draw(st.uuids()).hex, text, spans, {"note": draw(st.text(max_size=5))})


@given(st.lists(records(), max_size=4))
def test_what_is_saved_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, given_records: list[SpanRecord]
) -> None:
    path = tmp_path_factory.mktemp("records") / "r.jsonl"
    save_records(path, given_records)
    assert load_records(path) == tuple(given_records)
    for line in path.read_bytes().decode("utf-8").split("\n")[:-1]:
        jsonschema.validate(json.loads(line), record_schema())


GOOD = {"id": "a", "text": "由甲中心做", "spans": [{"label": "BODY", "start": 1, "end": 4}], "meta": {}}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"spans": [{"label": "BODY", "start": 1, "end": 9}]}, "BODY 1:9"),
        ({"spans": [{"label": "BODY", "start": 4, "end": 4}]}, "BODY 4:4"),
        ({"spans": [{"label": "BODY", "start": -1, "end": 4}]}, "spans.0.start"),
        ({"spans": [{"label": "BODIES", "start": 1, "end": 4}]}, "spans.0.label"),
        ({"spans": [{"label": "BODY", "start": 1, "end": 4}] * 2}, "stands twice"),
        ({"spans": [{"label": "BODY", "start": "1", "end": 4}]}, "spans.0.start"),
        ({"id": ""}, "id"),
        ({"more": 1}, "more"),
        ({"id": "first"}, "'first' already stands in line 1"),
    ],
)
def test_a_bad_line_is_refused_by_file_and_line(
    tmp_path: Path, change: dict[str, object], words: str
) -> None:
    path = tmp_path / "bad.jsonl"
    lines = [GOOD | {"id": "first"}, GOOD | change]
    path.write_text("\n\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    with pytest.raises(YusuanError) as caught:
        load_records(path)
    assert caught.value.en.startswith("bad.jsonl, line 3:")
    assert words in caught.value.en
    assert "第 3 行" in caught.value.zh


def test_other_bytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bytes.jsonl"
    path.write_bytes(b"\n\xff\n")
    with pytest.raises(YusuanError, match=r"bytes.jsonl, line 2: .*UTF-8"):
        load_records(path)


def test_a_bad_record_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "kept.jsonl"
    good = from_json(GOOD)
    save_records(path, [good])
    with pytest.raises(ValidationError):
        save_records(path, [SpanRecord("b", "短", (SpanLabel(0, 9, "BODY"),))])
    assert load_records(path) == (good,)
    assert to_json(good) == GOOD
