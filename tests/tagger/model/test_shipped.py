"""The shipped model: its card matches its files, and it reads without torch."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from nlp.errors import ConfigError
from nlp.pipeline import Settings, process
from nlp.tagger import make_tagger
from nlp.tagger.model import card
from nlp.tagger.model.bio import TAGS
from nlp.tagger.model.folder import model_dir

BUDGET = """云川市2025年部门预算

预算主管部门：云川市档案馆

档案库房加固项目经费情况说明

三、实施主体

云川市档案馆

五、实施周期

2025年3月至2025年11月

六、年度预算安排

320.7万元
"""
MODEL = model_dir()
shipped = pytest.mark.skipif(not (MODEL / "model.onnx").is_file(), reason="no model is shipped")


@shipped
def test_the_card_matches_the_files() -> None:
    run = json.loads((MODEL / card.RUN).read_text(encoding="utf-8"))
    assert run["files"] == card.sums(MODEL)
    assert (MODEL / card.CARD).read_text(encoding="utf-8") == card.card(run)


@shipped
def test_the_model_is_small_and_has_the_labels_of_the_scheme() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 60_000_000
    config = json.loads((MODEL / "config.json").read_text(encoding="utf-8"))
    assert tuple(config["id2label"][str(i)] for i in range(len(TAGS))) == TAGS


@shipped
@pytest.mark.parametrize("name", ["model", "joint"])
def test_the_model_tags_a_document(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    pytest.importorskip("onnxruntime")
    path = tmp_path_factory.mktemp("budget") / "budget.txt"
    path.write_text(BUDGET, encoding="utf-8")
    result = process(path, Settings(make_tagger("model" if name == "model" else "joint")))
    (spans,) = result.spans
    quotes = {(s.label, result.document.text[s.start : s.end]) for s in spans}
    assert ("SCHEDULE", "2025年3月至2025年11月") in quotes
    again = process(path, Settings(make_tagger("model" if name == "model" else "joint")))
    assert again.spans == result.spans


@shipped
def test_the_model_does_not_need_torch() -> None:
    pytest.importorskip("onnxruntime")
    code = (
        "import sys; sys.modules['torch'] = None; sys.modules['transformers'] = None\n"
        "from nlp.tagger.model.runtime import load; load(threads=1).spans(['某市档案馆实施。'])"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@shipped
def test_the_spacy_component_marks_docs_exactly() -> None:
    pytest.importorskip("onnxruntime")
    import spacy

    import nlp.tagger.model.component  # noqa: F401  where the package is not installed, nothing else registers it

    language = spacy.blank("zh")
    language.add_pipe("yusuan_tagger")
    text = "一、实施主体\n云川市档案馆\n二、实施周期\n2025年3月至2025年11月"
    docs = list(language.pipe([text, "", BUDGET, text]))
    assert docs[0].user_data["fields"] == docs[3].user_data["fields"]
    assert len(docs[1].spans["fields"]) == 0
    for doc, whole in ((docs[0], text), (docs[2], BUDGET)):
        assert {span.label_: span.text for span in doc.spans["fields"]}["SCHEDULE"] == "2025年3月至2025年11月"
        for span in doc.user_data["fields"]:
            assert whole[span.start : span.end].strip()
        assert ("SCHEDULE", whole.index("2025年3月")) in {
            (span.label, span.start) for span in doc.user_data["fields"]
        }


def test_a_folder_without_a_model_is_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("nothing")
    with pytest.raises(ConfigError) as error:
        make_tagger("model", folder)
    assert folder.name in error.value.zh


@shipped
def test_scores_are_calibrated_on_what_the_network_itself_gives() -> None:
    # On its own split an isotonic curve is right by construction; over the scores of another curve it is not.
    run = json.loads((MODEL / card.RUN).read_text(encoding="utf-8"))
    assert run["metrics"]["development"]["model"]["reliability"]["error"] < 0.005
