"""Every sentence of the value sections gives a value or is listed with a reason."""

from __future__ import annotations

import re

from nlp.pipeline import process
from nlp.readers.text import read_text

TEXT = """云川市2025年部门预算

预算主管部门：云川市档案馆

库房加固项目经费情况说明

三、实施主体

云川市档案馆。各有关方面积极参与。

五、实施周期

2025年3月至2025年11月。逢2019年水灾后新增的要求一并落实。

六、年度预算安排

2025年预算320.7万元。每次抽检不超过5万元。满意率达到95%。
"""


def _unused(text: str) -> list[tuple[str, str, str]]:
    (fields,) = process(read_text("a.txt", text.encode(), "0" * 64)).fields
    return [(each.section, each.reason, each.evidence.text) for each in fields.unused]


def test_sentences_without_a_value_are_listed_with_the_reason() -> None:
    assert _unused(TEXT) == [
        ("implementing_body", "nothing_to_read", "各有关方面积极参与。"),
        ("schedule", "period_without_role", "逢2019年水灾后新增的要求一并落实。"),
        ("annual_budget", "amount_without_role", "每次抽检不超过5万元。"),
        ("annual_budget", "percentage_without_role", "满意率达到95%。"),
    ]


def test_a_sentence_of_other_sections_is_not_missed() -> None:
    longer = TEXT.replace("三、实施主体", "一、项目概述\n\n库房建于1987年，耗资80万元。\n\n三、实施主体")
    assert _unused(longer) == _unused(TEXT)


def test_lines_without_words_are_no_sentences() -> None:
    lined = TEXT.replace("2025年预算320.7万元。", "2025年预算320.7万元。\n\n——\n\n| --- |\n\n")
    assert not [text for _, _, text in _unused(lined) if not re.search(r"\w", text)]
