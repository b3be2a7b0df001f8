"""Stand-off labels: what is refused, and how fields are scored against them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nlp import readers
from nlp.annotate.evaluate import evaluate
from nlp.annotate.standoff import check_document, load_labels
from nlp.cli.app import app
from nlp.document import Document
from nlp.errors import YusuanError
from nlp.pipeline import Result, process
from nlp.tagger.model.folder import model_dir

TEXT = (
    "云川市林业局2026年部门预算\n预算主管部门：云川市林业局\n"
    "机构设置\n包括：\n1. 云川市林业局本级\n2. 云川市苗圃\n"
    "苗木补植项目经费情况说明\n一、立项依据\n依据《云川市绿化条例》（云川府发〔2025〕3号）。\n"
    "三、实施主体\n云川市苗圃\n"
    "五、实施周期\n2026年1月至2026年12月\n六、年度预算安排\n财政资金30万元，一季度执行40%，四季度执行60%。\n"
)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    path = tmp_path_factory.mktemp("documents") / "sample.txt"
    path.write_text(TEXT, encoding="utf-8")
    return process(path)


def _span(words: str) -> list[int]:
    start = TEXT.rindex(words)
    return [start, start + len(words)]


def _label(result: Result, **changes: object) -> dict[str, object]:
    label: dict[str, object] = {
        "document": {"sha256": result.document.sha256, "characters": len(TEXT)},
        "annotator": "test",
        "narrative": 0,
        "project": _span("苗木补植"),
        "bodies": [
            {
                "span": _span("云川市苗圃"),
                "name": _span("云川市苗圃"),
                "relation": "listed",
                "listed_as": _span("云川市苗圃"),
            }
        ],
        "schedule": {
            "start": "2026-01-01",
            "end": "2026-12-31",
            "duration_months": None,
            "span": _span("2026年1月至2026年12月"),
            "phases": [],
        },
        "amounts": {
            "annual_total": {"wan": "30", "spans": [_span("30万元")]},
            "fiscal": {"wan": "30.0", "spans": [_span("30万元")]},
            "own_funds": None,
            "multi_year_total": None,
            "components": [],
            "other_years": [],
        },
        "quarters": {
            "basis": "incremental",
            "items": [
                {
                    "quarter": q,
                    "percent": p,
                    "amount_wan": None,
                    "qualifier": "exact",
                    "span": _span(f"执行{p}%"),
                }
                for q, p in ((1, "40"), (4, "60"))
            ],
        },
        "legal_basis": [
            {
                "title": _span("云川市绿化条例"),
                "number": "云川府发〔2025〕3号",
                "number_span": _span("云川府发〔2025〕3号"),
            }
        ],
    }
    return {**label, **changes}


def _write(folder: Path, *labels: dict[str, object]) -> Path:
    path = folder / "settled.jsonl"
    path.write_text("".join(json.dumps(label) + "\n" for label in labels), encoding="utf-8")
    return path


def test_right_fields_score_one(result: Result, tmp_path: Path) -> None:
    labels = load_labels(_write(tmp_path, _label(result)))
    check_document(labels, result.document)
    found = evaluate(result.document, labels, result.fields)
    assert {s.field: s.accuracy for s in found.scores} == {s.field: 1.0 for s in found.scores}
    assert found.mismatches == ()


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("project", {"project": None}),
        ("implementing_bodies", {"bodies": []}),
        ("schedule", {"schedule": None}),
        ("legal_basis", {"legal_basis": []}),
        ("quarters", {"quarters": {"basis": None, "items": []}}),
    ],
)
def test_a_wrong_field_and_only_it_scores_zero(
    result: Result, tmp_path: Path, field: str, changes: dict[str, object]
) -> None:
    found = evaluate(result.document, load_labels(_write(tmp_path, _label(result, **changes))), result.fields)
    assert [s.field for s in found.scores if s.accuracy < 1] == [field]


def test_a_narrative_that_was_not_found_is_all_wrong(result: Result, tmp_path: Path) -> None:
    found = evaluate(
        result.document, load_labels(_write(tmp_path, _label(result, narrative=7))), result.fields
    )
    assert {s.accuracy for s in found.scores} == {0.0}


def test_labels_of_another_document_are_refused(result: Result, tmp_path: Path) -> None:
    key = {"sha256": "0" * 64, "characters": len(TEXT)}
    labels = load_labels(_write(tmp_path, _label(result, document=key)))
    with pytest.raises(YusuanError, match="sha256 differs"):
        check_document(labels, result.document)


@pytest.mark.parametrize(
    "changes", [{"narative": 1}, {"bodies": [{"span": [1]}]}, {"amounts": {"annual_total": {"wan": 1.5}}}]
)
def test_what_is_no_label_is_refused_by_file_and_line(
    result: Result, tmp_path: Path, changes: dict[str, object]
) -> None:
    path = _write(tmp_path, _label(result), _label(result, **changes))
    with pytest.raises(YusuanError, match=r"settled\.jsonl, line 2"):
        load_labels(path)


@pytest.mark.skipif(not (model_dir() / "model.onnx").is_file(), reason="no model is shipped")
def test_three_taggers_side_by_side_on_one_reading(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("onnxruntime")
    reads: list[Path] = []
    real = readers.read

    def counted(path: Path) -> Document:
        reads.append(path)
        return real(path)

    monkeypatch.setattr(readers, "read", counted)
    labels = _write(tmp_path, _label(result))
    (tmp_path / "sample.txt").write_text(TEXT, encoding="utf-8")
    done = CliRunner().invoke(
        app,
        ["evaluate", str(labels), "--documents", str(tmp_path), "--compare", "--json"],
        prog_name="yusuan",
    )
    assert done.exit_code == 0, done.output
    assert len(reads) == 1
    scores = json.loads(done.stdout)["scores"]
    assert list(dict.fromkeys(each["tagger"] for each in scores)) == ["rules", "model", "joint"]
    rules = [each for each in scores if each["tagger"] == "rules"]
    # One of one: the interval of Wilson says how little that is.
    assert {(each["accuracy"], tuple(each["interval"])) for each in rules} == {("1.0", ("0.2065", "1.0"))}
