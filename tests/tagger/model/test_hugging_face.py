"""The shipped folder in transformers: the weights to train on read as the model that is used."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nlp.outline.bare import FRONT, outline_of_text
from nlp.tagger.model.bio import TAGS
from nlp.tagger.model.decode import Floats, Ints
from nlp.tagger.model.folder import model_dir
from nlp.tagger.model.hints import hints
from nlp.tagger.model.runtime import load

TEXTS = (
    "一、实施主体\n云川市档案馆\n二、实施周期\n2025年3月至2025年11月\n三、年度预算安排\n320.7万元",
    "一、立项依据\n《云川市档案条例》（云府发〔2023〕17号）\n二、实施周期\n2024年1月至12月",
)
shipped = pytest.mark.skipif(not (model_dir() / "model.onnx").is_file(), reason="no model is shipped")


@shipped
@pytest.mark.slow
def test_auto_model_gives_the_labels_of_the_onnx_model() -> None:
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    pytest.importorskip("onnxruntime")
    model = transformers.AutoModelForTokenClassification.from_pretrained(
        model_dir(), dtype=torch.float32
    ).eval()
    tokens = transformers.AutoTokenizer.from_pretrained(model_dir())
    assert [model.config.id2label[number] for number in range(len(TAGS))] == list(TAGS)
    reader = load()

    def emit(ids: Ints, types: Ints) -> Floats:
        with torch.no_grad():
            scores = model(
                input_ids=torch.from_numpy(ids),
                token_type_ids=torch.from_numpy(types),
                attention_mask=torch.from_numpy((ids != 0).astype(np.int64)),
            ).logits
        found: Floats = scores[:, 1:-1].numpy()
        return found

    types = []
    for text in TEXTS:
        # Each is one narrative: the text, and before it what stands for its heading where it has none.
        outline = outline_of_text(text)
        (narrative,) = outline.narratives
        types.append(hints(narrative, outline)[len(FRONT) - narrative.start :])
        encoded = tokens(text, return_offsets_mapping=True)
        assert encoded["input_ids"][1:-1] == reader.characters.encode(text)
        assert encoded["offset_mapping"][1:-1] == [(at, at + 1) for at in range(len(text))]
    with_torch = replace(reader, emit=emit).spans(TEXTS, types)
    with_onnx = reader.spans(TEXTS, types)
    places = [
        [[(s.label, s.start, s.end) for s in spans] for spans in side] for side in (with_torch, with_onnx)
    ]
    assert places[0] == places[1]
    assert all(places[0])
