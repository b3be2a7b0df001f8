"""Every door gives back exactly what went in, and refuses what is wrong by file and place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from nlp.annotate.formats import FORMATS, conll, label_studio
from nlp.annotate.records import LABELS, SpanLabel, SpanRecord, load_records, save_records
from nlp.annotate.scheme import scheme
from nlp.annotate.sources import merge_into
from nlp.errors import YusuanError
from nlp.tagger.spans import FieldSpan
from tests.annotate.strategies import record_lists

WRITTEN = Path(__file__).parents[2] / "annotations" / "written"
RECORD = SpanRecord(
    "甲-1",
    "😀由云川市甲中心\r\n承担１２.５万元 ",
    (
        SpanLabel(0, 1, "PHASE"),
        SpanLabel(2, 8, "BODY"),
        SpanLabel(5, 8, "BODY_ALIAS"),
        SpanLabel(6, 14, "LEGAL_TITLE"),
        SpanLabel(12, 18, "AMOUNT_TOTAL"),
        SpanLabel(12, 18, "AMOUNT_FISCAL"),
        SpanLabel(18, 19, "QUARTER"),
    ),
    {"style": "unit", "nested": {"a": [1, None, "二"]}},
)
RECORD = SpanRecord(RECORD.id, RECORD.text, tuple(sorted(RECORD.spans)), RECORD.meta)


def needs_library(name: str) -> None:
    if name == "datasets":
        pytest.importorskip("datasets")


@pytest.mark.parametrize("name", FORMATS)
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(records=record_lists())
def test_round_trip_of_any_text_and_spans(name: str, tmp_path: Path, records: list[SpanRecord]) -> None:
    needs_library(name)
    path = tmp_path / f"records{FORMATS[name].suffix}"
    FORMATS[name].write(path, records)
    assert FORMATS[name].read(path) == tuple(records)


@pytest.mark.parametrize("name", FORMATS)
def test_round_trip_of_overlaps_ends_emoji_and_line_ends(name: str, tmp_path: Path) -> None:
    needs_library(name)
    records = (RECORD, SpanRecord("empty", ""), SpanRecord("blank", " \r\n\t"))
    path = tmp_path / f"records{FORMATS[name].suffix}"
    FORMATS[name].write(path, records)
    assert FORMATS[name].read(path) == records
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_round_trip_of_the_whole_written_corpus(name: str, tmp_path: Path) -> None:
    needs_library(name)
    files = sorted(WRITTEN.glob("*.jsonl"))
    assert files
    for file in files:
        records = load_records(file)
        path = tmp_path / f"records{FORMATS[name].suffix}"
        FORMATS[name].write(path, records)
        assert FORMATS[name].read(path) == records


@pytest.mark.parametrize("name", FORMATS)
def test_some_of_the_written_corpus(name: str, tmp_path: Path) -> None:
    needs_library(name)
    records = load_records(sorted(WRITTEN.glob("*.jsonl"))[0])[:10]
    path = tmp_path / f"records{FORMATS[name].suffix}"
    FORMATS[name].write(path, records)
    assert FORMATS[name].read(path) == records


def test_datasets_folder_replaces_the_old_one(tmp_path: Path) -> None:
    needs_library("datasets")
    door = FORMATS["datasets"]
    door.write(tmp_path / "data", [RECORD])
    door.write(tmp_path / "data", [SpanRecord("new", "文")])
    assert [record.id for record in door.read(tmp_path / "data")] == ["new"]
    assert [each.name for each in tmp_path.iterdir()] == ["data"]


def test_dataset_is_typed() -> None:
    datasets = pytest.importorskip("datasets")
    from nlp.annotate.formats.hf_datasets import from_dataset, to_dataset

    data = to_dataset([RECORD])
    label = data.features["spans"].feature["label"]
    assert isinstance(label, datasets.ClassLabel)
    assert tuple(label.names) == LABELS
    assert from_dataset(data) == (RECORD,)


def test_docbin_spans_are_widened_to_tokens_and_keep_their_offsets() -> None:
    from nlp.annotate.formats.docbin import SPANS_KEY, to_doc

    record = SpanRecord("r", "安排1312.5万元。", (SpanLabel(3, 7, "AMOUNT_TOTAL"),))
    doc = to_doc(record)
    (span,) = doc.spans[SPANS_KEY]
    assert (span.text, span.id_) == ("1312.5", "3:7")


# --- what is wrong is refused by file and place -------------------------------------------------------


def bad_task(**changes: object) -> str:
    value = {"start": 0, "end": 2, "text": "甲乙", "labels": ["BODY"]} | changes
    good = label_studio.task(SpanRecord("good", "甲乙"))
    region = {"id": "x", "from_name": "label", "to_name": "text", "type": "labels", "value": value}
    bad = {"data": {"text": "甲乙", "record_id": "bad"}, "annotations": [{"result": [region]}]}
    return json.dumps([good, bad], ensure_ascii=False, indent=1)


def doccano(*labels: object) -> str:
    return '{"text": "甲", "label": []}\n\n' + json.dumps({"text": "甲乙", "label": list(labels)}) + "\n"


@pytest.mark.parametrize(
    ("name", "content", "where", "what"),
    [
        ("records", '{"id":"a","text":"甲","spans":[{"label":"BODY","start":0,"end":2}]}\n', "line 1", "0:2"),
        ("doccano", doccano([0, 3, "BODY"]), "line 3", "0:3"),
        ("doccano", doccano([2, 1, "BODY"]), "line 3", "2:1"),
        ("doccano", doccano([-1, 1, "BODY"]), "line 3", "-1"),
        ("doccano", doccano([0.0, 1, "BODY"]), "line 3", "0.0"),
        ("doccano", doccano([0, 1, "PERSON"]), "line 3", "PERSON"),
        ("doccano", doccano("BODY"), "line 3", "[start, end, name]"),
        ("doccano", '{"text": "甲", "label": []}\n{"text": ', "line 2", "not JSON"),
        ("doccano", '{"text":"甲","label":[],"id":7}\n{"text":"乙","label":[],"id":7}\n', "line 2", "'7'"),
        ("label-studio", bad_task(end=3, text=None), "line 14, task 2", "0:3"),
        ("label-studio", bad_task(labels=["PERSON"]), "line 14, task 2", "PERSON"),
        ("label-studio", bad_task(start=1), "line 14, task 2", "code points"),
        ("label-studio", bad_task(start="0"), "line 14, task 2", "'0'"),
        ("label-studio", '[{"data": {}}]', "line 1, task 1", "data.text"),
        ("label-studio", '[\n{"data": {"text": "甲"}},\n{]', "line 3", "not JSON"),
        ("label-studio", '{"data": {}}', "line 1", "array"),
        ("label-studio", '[{"data": {"text": "甲"}}] x', "line 1", "after the array"),
        ("conll", "甲\tB-BODY\n乙\tI-PHASE\n", "line 2", "I-PHASE"),
        ("conll", "甲\tO\n\n乙\tI-BODY\n", "line 3", "I-BODY"),
        ("conll", "甲\tB-PERSON\n", "line 1", "PERSON"),
        ("conll", "甲\tO\n\\q\tO\n", "line 2", "\\q"),
        ("conll", "甲\tO\n乙\tO\tO\n", "line 2", "2 columns"),
        ("conll", "甲\n", "line 1", "tag"),
        ("conll", "# id = oops\n甲\tO\n", "line 1", "not JSON"),
    ],
)
def test_bad_foreign_files_are_refused(
    name: str, content: str, where: str, what: str, tmp_path: Path
) -> None:
    store = tmp_path / "stored.jsonl"
    save_records(store, [RECORD])
    before = store.read_bytes()
    path = tmp_path / f"foreign{FORMATS[name].suffix}"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(YusuanError) as caught:
        merge_into(store, FORMATS[name].read(path))
    assert f"{path.name}, {where}" in caught.value.en
    assert what in caught.value.en
    assert path.name in caught.value.zh
    assert store.read_bytes() == before


def test_bad_docbin_and_parquet_are_refused(tmp_path: Path) -> None:
    from spacy.tokens import DocBin, Span

    from nlp.language import build_pipeline

    doc = build_pipeline().make_doc("甲中心")
    doc.spans["fields"] = [Span(doc, 0, 1, label="PERSON")]
    path = tmp_path / "foreign.spacy"
    path.write_bytes(DocBin(docs=[doc]).to_bytes())
    with pytest.raises(YusuanError, match=r"foreign\.spacy, document 1: unknown label 'PERSON'"):
        FORMATS["docbin"].read(path)
    path.write_bytes(b"no DocBin")
    with pytest.raises(YusuanError, match=r"foreign\.spacy is no DocBin"):
        FORMATS["docbin"].read(path)
    needs_library("datasets")
    (tmp_path / "foreign.parquet").write_bytes(b"no Parquet")
    with pytest.raises(YusuanError, match=r"foreign\.parquet"):
        FORMATS["datasets"].read(tmp_path / "foreign.parquet")


def test_an_old_file_stays_until_the_new_one_is_complete(tmp_path: Path) -> None:
    for name in ("doccano", "label-studio", "records"):
        path = tmp_path / f"records{FORMATS[name].suffix}"
        FORMATS[name].write(path, [RECORD])
        before = path.read_bytes()
        with pytest.raises(ValueError, match=r"surrogate|half a character"):  # no file holds a lone surrogate
            FORMATS[name].write(path, [SpanRecord("r", "\ud800")])
        assert path.read_bytes() == before


def test_merging_keeps_what_does_not_come_in(tmp_path: Path) -> None:
    store = tmp_path / "stored.jsonl"
    other = SpanRecord("other", "别的")
    save_records(store, [RECORD, other])
    changed = SpanRecord(RECORD.id, RECORD.text, (SpanLabel(2, 8, "BODY"),), RECORD.meta)
    merged = merge_into(store, [changed, SpanRecord("new", "新的")])
    assert (merged.added, merged.changed, merged.same, merged.kept) == (1, 1, 0, 1)
    assert [record.id for record in load_records(store)] == [RECORD.id, "other", "new"]
    assert load_records(store)[0] == changed
    with pytest.raises(YusuanError, match="its text differs"):
        merge_into(store, [SpanRecord("other", "另外的文字")])


# --- what foreign tools write ----------------------------------------------------------------------


def test_doccano_with_entities_and_columns_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "admin.jsonl"
    line = {
        "id": 12,
        "text": "甲中心",
        "entities": [{"id": 3, "label": "BODY", "start_offset": 0, "end_offset": 3}],
        "relations": [],
        "Comments": [],
        "batch": "spring",
    }
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert FORMATS["doccano"].read(path) == (
        SpanRecord("12", "甲中心", (SpanLabel(0, 3, "BODY"),), {"batch": "spring"}),
    )


def test_conll_with_words_and_without_comments(tmp_path: Path) -> None:
    path = tmp_path / "foreign.conll"
    path.write_bytes("甲中心 B-BODY\r\n承担 O\r\n# O\r\n\r\n某 B-BODY\r\n局 I-BODY".encode())
    first, second = FORMATS["conll"].read(path)
    assert first == SpanRecord("1", "甲中心承担#", (SpanLabel(0, 3, "BODY"),))
    assert second == SpanRecord("2", "某局", (SpanLabel(0, 2, "BODY"),))


def test_conll_layers_are_as_few_as_possible() -> None:
    spans = [SpanLabel(0, 2, "BODY"), SpanLabel(2, 4, "PHASE"), SpanLabel(1, 3, "QUARTER")]
    assert conll.layers(spans) == [[spans[0], spans[1]], [spans[2]]]


def annotated(*annotations: dict[str, object]) -> str:
    data = {"text": "甲乙丙", "record_id": "r"}
    return json.dumps([{"id": 5, "data": data, "annotations": list(annotations), "predictions": []}])


def labelled(end: int, **more: object) -> dict[str, object]:
    region = label_studio.region("甲乙丙", SpanLabel(0, end, "BODY"), 0)
    return {"result": [region, {"type": "relation", "from_id": "a", "to_id": "b"}], **more}


def test_label_studio_takes_the_last_annotation_that_was_not_skipped(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(
        annotated(
            labelled(2, updated_at="2024-05-02T00:00:00Z"),
            labelled(1, updated_at="2024-05-01T00:00:00Z"),
            labelled(3, updated_at="2024-05-03T00:00:00Z", was_cancelled=True),
        ),
        encoding="utf-8",
    )
    assert FORMATS["label-studio"].read(path)[0].spans == (SpanLabel(0, 2, "BODY"),)
    path.write_text(annotated(labelled(3, was_cancelled=True)), encoding="utf-8")
    assert FORMATS["label-studio"].read(path) == ()


def test_label_studio_quotes_line_ends_in_its_own_way(tmp_path: Path) -> None:
    region = label_studio.region("甲\n 乙", SpanLabel(0, 4, "BODY"), 0)
    region["value"]["text"] = "甲\\n乙"
    task = {"id": 5, "data": {"text": "甲\n 乙"}, "annotations": [{"result": [region]}]}
    path = tmp_path / "export.json"
    path.write_text(json.dumps([task]), encoding="utf-8")
    assert FORMATS["label-studio"].read(path) == (SpanRecord("5", "甲\n 乙", (SpanLabel(0, 4, "BODY"),)),)


def test_labelling_configuration_has_every_label_once() -> None:
    from xml.etree import ElementTree

    view = ElementTree.fromstring(label_studio.labelling_config())
    labels = [each.get("value") for each in view.iter("Label")]
    assert tuple(labels) == scheme().names == LABELS
    keys = [each.get("hotkey") for each in view.iter("Label")]
    assert len(set(keys)) == len(keys)
    assert [each.get("value") for each in view.iter("Text")] == ["$text"]


def test_predictions_have_scores() -> None:
    spans = [FieldSpan("BODY", 0, 1, 0.6), FieldSpan("BODY", 1, 2, 0.9)]
    (prediction,) = label_studio.task(SpanRecord("r", "甲乙"), spans)["predictions"]
    assert prediction["score"] == 0.6
    assert [item["score"] for item in prediction["result"]] == [0.6, 0.9]
