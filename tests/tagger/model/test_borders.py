"""Words and figures that a span's border does not cut, whatever the network's doubts about one character."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nlp.annotate.learn import lessons
from nlp.annotate.records import load_records
from nlp.tagger.model.borders import within
from nlp.tagger.model.decode import Bools

_DEV = Path(__file__).parents[3] / "annotations/written/dev.jsonl"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("由应急管理局实施", "由|应急管理|局|实施"),
        ("归国华侨联合会", "归国华侨|联合会"),
        ("期限为36个月，约3 年", "期限|为|36个月|，|约|3 年"),
        ("支付20.00%，余款1,234.5 万元", "支付|20.00%|，|余款|1,234.5 万元"),
        ("5月底前完成30 ％", "5月底|前|完成|30 ％"),
        ("\n一\n二", "\n|一|\n|二"),
        ("垃圾清运费\t58\t77. 4\n", "垃圾清运|费|\t|58|\t|77. 4|\n"),
        ("购置¥6,280,\n680.00，", "购置|¥|6,280,\n680.00|，"),
        ("标本\t39\t2 3.7", "标本|\t|39|\t|2 3.7"),
        ("１ ２月底前", "１ ２月底|前"),
        ("分为3 5 8类", "分为|3| |5| |8|类"),
        ("2O21年1 月至2O2O年", "2O21年1 月|至|2O2O年"),
        ("\n1. 2024年\n2. 3万元", "\n|1|.| |2024年|\n|2|.| |3万元"),
        ("会议纪要（第7期）确定", "会议纪要（第7期）|确定"),
        ("管理办法（试行）（2024年）", "管理办法（试行）|（|2024年|）"),
    ],
)
def test_words_and_figures_are_whole(text: str, cut: str) -> None:
    found = "".join(
        char if inner or not at else "|" + char
        for at, (char, inner) in enumerate(zip(text, within(text), strict=True))
    )
    assert found == cut


def test_an_empty_text_has_no_words() -> None:
    assert within("").shape == (0,)


def test_borders_of_labels_are_borders_of_words() -> None:
    """In the written development narratives no label begins or ends within a word."""
    texts = [lesson.example for lesson in lessons(list(load_records(_DEV))[:40])]
    inside = 0
    for example in texts:
        inner: Bools = np.append(within(example.text), False)
        inside += sum(int(inner[span.start]) + int(inner[span.end]) for span in example.spans)
    assert texts
    assert inside == 0
