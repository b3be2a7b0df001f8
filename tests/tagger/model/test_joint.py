"""Both taggers together, over whole narratives."""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn

import pytest

from nlp.document import Document
from nlp.outline.model import Outline
from nlp.pipeline import Settings, language, outline_of, process
from nlp.readers.text import read_text
from nlp.tagger import make_tagger, rules
from nlp.tagger.model.folder import model_dir
from nlp.tagger.model.joint import JointTagger
from nlp.tagger.model.predict import Predictor
from nlp.tagger.model.runtime import load
from nlp.tagger.spans import FieldSpan

READ = """档案库房加固项目经费情况说明

一、立项依据

根据《云川市档案条例》开展。

三、实施主体

云川市档案馆

五、实施周期

2025年3月至2025年11月

六、年度预算安排

2025年预算安排320.7万元
"""
LEFT = """河道保洁项目经费情况说明

归口云川市水务局河道管理所操办，时间为二〇二五年三月到十一月，市里拨了三百二十万元。
"""
needs_model = pytest.mark.skipif(not (model_dir() / "model.onnx").is_file(), reason="no model is shipped")


def document(*narratives: str) -> Document:
    text = "云川市2025年部门预算\n\n预算主管部门：云川市水务局\n\n" + "\n".join(narratives)
    return read_text("budget.txt", text.encode(), "0" * 64)


class Watched:
    """A network that marks the first two characters of all that it is given."""

    def __init__(self, score: float = 0.9) -> None:
        self.texts: list[str] = []
        self.score = score

    def __call__(self) -> Predictor:
        return self  # type: ignore[return-value]

    def spans(self, texts: list[str], types: list[object]) -> list[tuple[FieldSpan, ...]]:
        assert [len(text) for text in texts] == [len(each) for each in types]  # type: ignore[arg-type]
        self.texts += texts
        return [(FieldSpan("BODY", 0, 2, self.score, "model"),) for _ in texts]


def tagged(tagger: JointTagger, outline: Outline) -> list[tuple[FieldSpan, ...]]:
    text = outline.document.text
    docs = list(language().pipe(text[each.start : each.end] for each in outline.narratives))
    return tagger.batch(docs, outline.narratives, outline)


def test_the_network_reads_whole_narratives_without_the_blanks_between_them() -> None:
    network = Watched()
    outline = outline_of(document(READ, LEFT))
    text = outline.document.text
    tagged(JointTagger(rules.tag, network), outline)
    assert network.texts == [text[each.start : each.end].rstrip() for each in outline.narratives]


def test_without_narratives_no_network_is_loaded() -> None:
    def none() -> NoReturn:
        raise AssertionError("the network was asked")

    outline = outline_of(document(READ))
    assert JointTagger(rules.tag, none).batch([], [], outline) == []


def test_a_span_that_the_network_is_not_sure_of_counts_for_nothing() -> None:
    outline = outline_of(document(LEFT))
    blind = JointTagger(lambda doc, narrative, outline: (), Watched(0.4))
    assert tagged(blind, outline) == [()]
    docs = [language()(outline.document.text[each.start : each.end]) for each in outline.narratives]
    ((vote,),) = blind.votes(docs, outline.narratives, outline)
    assert (vote.why, vote.taken, vote.model) == ("unsure", False, 0.4)


@needs_model
@pytest.mark.parametrize("narratives", [(READ,), (LEFT,), (READ, LEFT, LEFT + "\n全年分四批。\n", READ)])
def test_votes_explain_and_change_nothing(narratives: tuple[str, ...]) -> None:
    pytest.importorskip("onnxruntime")
    tagger = make_tagger("joint")
    plain = process(document(*narratives), Settings(tagger))
    told = process(document(*narratives), Settings(tagger, explain=True))
    assert plain.spans == told.spans
    assert plain.fields == told.fields
    assert told.votes
    taken = [tuple(vote.span for vote in cast if vote.taken) for cast in told.votes]
    assert taken == list(plain.spans)


@needs_model
def test_a_narrative_reads_the_same_alone_and_beside_others() -> None:
    pytest.importorskip("onnxruntime")
    # Rules that see nothing leave everything to the network.
    tagger = JointTagger(lambda doc, narrative, outline: (), load)
    alone, beside = (outline_of(document(*texts)) for texts in ((LEFT,), (READ, LEFT, READ)))
    (spans,), (_, again, _) = tagged(tagger, alone), tagged(tagger, beside)
    by = beside.narratives[1].start - alone.narratives[0].start
    assert tuple(replace(span, start=span.start + by, end=span.end + by) for span in spans) == again
    assert "二〇二五年三月到十一月" in {alone.document.text[span.start : span.end] for span in spans}
