"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.language import build_pipeline
from nlp.language.sentences import enclosed_ranges, sentence_starts


def split(text: str, lines: bool = True, longest_enclosed: int = 200) -> list[str]:
    starts = [0, *sentence_starts(text, lines=lines, longest_enclosed=longest_enclosed)]
    return [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "开展评估。购置设备！完成了吗？没有；还在做",
            ["开展评估。", "购置设备！", "完成了吗？", "没有；", "还在做"],
        ),
        ("真的吗？！是。。结束", ["真的吗？！", "是。。", "结束"]),
        ("一、概述\n开展评估\r\n\r\n购置设备", ["一、概述", "开展评估", "购置设备"]),
        ("安排（含税；不含运费。）万元。完", ["安排（含税；不含运费。）万元。", "完"]),
        ("依据《办法；规则》执行。完", ["依据《办法；规则》执行。", "完"]),
        ("依据《关于某事\n的通知》执行\n完", ["依据《关于某事\n的通知》执行", "完"]),
        ("原则是“先易；后难”的办法。完", ["原则是“先易；后难”的办法。", "完"]),
        ("他说：“先易后难。”会后执行", ["他说：“先易后难。”", "会后执行"]),
        ("甲（乙“丙。”丁）戊。己", ["甲（乙“丙。”丁）戊。", "己"]),
        ("1.\n购置设备\n2.\n开展评估", ["1.\n购置设备", "2.\n开展评估"]),
        ("（一）\n购置设备\n①\n开展评估", ["（一）\n购置设备", "①\n开展评估"]),
        ("1.购置设备；2.开展评估", ["1.购置设备；", "2.开展评估"]),
        ("安排12.5万元。", ["安排12.5万元。"]),
        ("见 http://a.cn/?x=1;y=2 网页", ["见 http://a.cn/?x=1;y=2 网页"]),
        ("购置设备; 开展评估", ["购置设备;", "开展评估"]),
        ("", [""]),
        ("。", ["。"]),
        ("\n\n", [""]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "建设“智慧平台。购置设备。完",  # never closed
        "依据《办法。\n\n购置设备。》完",  # closed in another paragraph
        "多余的）右括号。购置设备。完",  # never opened
        "甲（" + "很长" * 150 + "。购置设备。）完",  # too far apart
    ],
)
def test_lost_mark_joins_nothing(text: str) -> None:
    assert split(text)[1] in ("购置设备。", "购置设备。》完", "购置设备。）完")


def test_lost_mark_does_not_hide_a_pair_behind_it() -> None:
    assert split("建设“平台（一期；二期）项目。完") == ["建设“平台（一期；二期）项目。", "完"]


def test_distance_is_a_setting() -> None:
    assert split("甲（乙。丙）丁", longest_enclosed=2) == ["甲（乙。", "丙）丁"]


def test_broken_lines_can_be_joined() -> None:
    assert split("购置设备并\n开展评估。完", lines=False) == ["购置设备并\n开展评估。", "完"]


def test_only_outermost_ranges_are_kept() -> None:
    text = "《甲〈乙〉丙》（丁）"
    assert [text[start:end] for start, end in enclosed_ranges(text, 200)] == ["《甲〈乙〉丙》", "（丁）"]


@given(st.text(alphabet="预算。！；（）《》“”\n \t1.一、", max_size=50))
@settings(deadline=None)
def test_component_agrees_with_the_rule(text: str) -> None:
    doc = build_pipeline()(text)
    assert doc.text == text
    bounds = set(sentence_starts(text))
    starts = {sentence.start_char for sentence in doc.sents} - {0}
    assert starts == {token.idx for token in doc} & bounds
    assert [token.is_sent_start for token in doc][:1] in ([], [True])


def test_end_inside_a_token_is_no_end() -> None:
    doc = build_pipeline()("安排1, 312.5万元。完")
    assert [sentence.text for sentence in doc.sents] == ["安排1, 312.5万元。", "完"]
