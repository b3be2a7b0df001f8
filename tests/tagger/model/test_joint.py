"""Both taggers together: the network is asked only where the rules have left something to find."""

from __future__ import annotations

import re
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
from nlp.tagger.spans import FieldSpan, Label

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


def none() -> NoReturn:
    raise AssertionError("the network was asked")


class Watched:
    """A network that marks the first two characters of all that it is given."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self) -> Predictor:
        return self  # type: ignore[return-value]

    def spans(self, texts: list[str], types: list[object]) -> list[tuple[FieldSpan, ...]]:
        assert [len(text) for text in texts] == [len(each) for each in types]  # type: ignore[arg-type]
        self.texts += texts
        return [(FieldSpan("BODY", 0, 2, 0.9, "model"),) for _ in texts]


def tagged(tagger: JointTagger, outline: Outline) -> list[tuple[FieldSpan, ...]]:
    text = outline.document.text
    docs = list(language().pipe(text[each.start : each.end] for each in outline.narratives))
    return tagger.batch(docs, outline.narratives, outline)


def test_what_the_rules_have_read_is_not_read_again() -> None:
    outline = outline_of(document(READ))
    (spans,) = tagged(JointTagger(rules.tag, none), outline)
    assert {span.source for span in spans} == {"rule"}


def test_the_network_reads_only_what_is_left_and_some_characters_around_it() -> None:
    network = Watched()
    whole = (
        "三、实施主体\n\n（此处从略，见附件三的说明，由办公室汇总后统一填报，届时另行通知各有关方面并抄送）"
    )
    outline = outline_of(document(READ.replace("三、实施主体\n\n云川市档案馆", whole)))
    assert not [s for s in tagged(JointTagger(rules.tag, network), outline)[0] if s.label == "BODY"]
    (given,) = network.texts
    assert "此处从略" in given
    assert len(given) < len(outline.document.text)


class Marking:
    """A network that marks every place where the words stand."""

    def __init__(self, label: Label, words: str) -> None:
        self.label, self.words = label, words

    def __call__(self) -> Predictor:
        return self  # type: ignore[return-value]

    def spans(self, texts: list[str], types: list[object]) -> list[tuple[FieldSpan, ...]]:
        return [
            tuple(
                FieldSpan(self.label, found.start(), found.end(), 0.95, "model")
                for found in re.finditer(self.words, text)
            )
            for text in texts
        ]


@pytest.mark.parametrize(
    ("basis", "added"),
    [
        ("协助开展用水管理和全市节水规划，培训从业人员。", 0),
        ("为使群众出行便利，遵照全市节水规划更换水表。", 1),
        ("全市节水规划（云水〔2024〕8号）提出更换水表。", 1),
    ],
)
def test_a_title_without_its_marks_is_taken_where_its_sentence_cites_one(basis: str, added: int) -> None:
    outline = outline_of(document(READ.replace("根据《云川市档案条例》开展。", basis)))

    def blind(doc: object, narrative: object, outline: Outline) -> tuple[FieldSpan, ...]:
        seen = rules.tag(doc, narrative, outline)  # type: ignore[arg-type]
        return tuple(span for span in seen if not span.label.startswith("LEGAL"))

    (spans,) = tagged(JointTagger(blind, Marking("LEGAL_TITLE", "全市节水规划")), outline)
    assert sum(span.label == "LEGAL_TITLE" for span in spans) == added


def test_the_network_adds_nothing_to_a_field_that_the_rules_have_read() -> None:
    text = READ.replace("云川市档案馆", "（略）").replace("2025年3月至2025年11月", "（略）")
    outline = outline_of(document(text))
    tagger = JointTagger(rules.tag, Marking("AMOUNT_MULTI_YEAR", "2025年预算"))
    (spans,) = tagged(tagger, outline)
    assert {span.label for span in spans if span.label.startswith("AMOUNT")} == {"AMOUNT_TOTAL"}


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
