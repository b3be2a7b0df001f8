"""The pipeline as a spaCy user meets it."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.util import registry

from nlp.language import PipelineSettings, build_pipeline, pipeline_config_path
from nlp.language.sentences import SentenceBounds
from nlp.language.tokenizer import JiebaTokenizer

ROOT = Path(__file__).parents[2]
TEXT = "三、实施主体\n某市数据事务中心。\n五、实施周期\n2024年1月1日至2024年12月31日。"


def test_equal_settings_share_a_pipeline() -> None:
    assert build_pipeline() is build_pipeline()
    assert build_pipeline(PipelineSettings()) is build_pipeline(PipelineSettings())
    assert build_pipeline(PipelineSettings(hmm=True)) is not build_pipeline(PipelineSettings())


def test_settings_reach_the_parts() -> None:
    nlp = build_pipeline(PipelineSettings(hmm=True, lines=False))
    tokenizer, bounds = nlp.tokenizer, nlp.get_pipe("yusuan_sentences")
    assert isinstance(tokenizer, JiebaTokenizer)
    assert isinstance(bounds, SentenceBounds)
    assert tokenizer.hmm
    assert not bounds.lines


def test_shipped_config_states_the_defaults() -> None:
    config = spacy.util.load_config(pipeline_config_path())
    default = PipelineSettings()
    assert config["nlp"]["tokenizer"]["lexicon"] == default.lexicon
    assert config["nlp"]["tokenizer"]["hmm"] == default.hmm
    assert config["components"]["yusuan_sentences"]["lines"] == default.lines


def test_config_blank_and_saved_pipeline_agree(tmp_path: Path) -> None:
    from_config = spacy.util.load_model_from_config(
        spacy.util.load_config(pipeline_config_path()), auto_fill=True
    )
    blank = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "yusuan.JiebaTokenizer.v1"}}})
    blank.add_pipe("yusuan_sentences")
    blank.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    copied = spacy.blank("zh").from_config(blank.config).from_bytes(blank.to_bytes())
    docs = [nlp(TEXT) for nlp in (build_pipeline(), from_config, blank, loaded, copied)]
    assert len({tuple(token.text_with_ws for token in doc) for doc in docs}) == 1
    assert len({tuple(sentence.text for sentence in doc.sents) for doc in docs}) == 1
    assert len(list(docs[0].sents)) == 4


def test_pipeline_can_be_trained_on() -> None:
    blank = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "yusuan.JiebaTokenizer.v1"}}})
    blank.add_pipe("yusuan_sentences")
    blank.initialize()
    assert blank(TEXT).text == TEXT


def test_several_processes() -> None:
    texts = [TEXT, "", "预算  \n", TEXT]
    docs = list(build_pipeline().pipe(texts, n_process=2, batch_size=1))
    assert [doc.text for doc in docs] == texts


@pytest.mark.parametrize("group", ["spacy_factories", "spacy_tokenizers"])
def test_entry_points_name_what_is_registered(group: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points: dict[str, str] = project["entry-points"][group]
    ours = {name: target for name, target in points.items() if target.startswith("nlp.language.")}
    assert ours
    for name, target in ours.items():
        module, _, attribute = target.partition(":")
        function = getattr(importlib.import_module(module), attribute)
        if group == "spacy_tokenizers":
            assert registry.get("tokenizers", name) is function
        else:
            assert spacy.blank("zh").has_factory(name)


def test_import_is_light() -> None:
    code = "import sys, nlp.language; assert not {'spacy', 'jieba', 'numpy'} & set(sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
