"""What the rules have left to find, and what they have not."""

from __future__ import annotations

import pytest

from nlp.outline.bare import outline_of_text
from nlp.tagger.model.settings import settings
from nlp.tagger.spans import FieldSpan, Label
from nlp.tagger.unread import merged, unread

HEADED = """一、立项依据
为了群众出行更加便利。按照全市水环境治理规划的部署开展。
二、实施主体
由河湖中心牵头。
三、实施周期
年内完成。
四、年度预算安排
共需经费三十余万。"""
PROSE = "河湖中心牵头做这件事，年内完成，要用三十来万。"
ALL: tuple[Label, ...] = ("BODY", "SCHEDULE", "AMOUNT_TOTAL", "LEGAL_TITLE")


def left(text: str, *seen: Label) -> list[str]:
    outline = outline_of_text(text)
    (narrative,) = outline.narratives
    whole = outline.document.text
    spans = [FieldSpan(label, narrative.start, narrative.start + 1) for label in seen]
    found = unread(narrative, whole, spans, settings().voting.documents)
    assert found == merged(found)
    return [whole[start:end].strip() for start, end in found]


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        (ALL, []),
        (("BODY", "PHASE", "AMOUNT_COMPONENT", "LEGAL_NUMBER"), []),
        (("SCHEDULE", "AMOUNT_TOTAL", "LEGAL_TITLE"), ["由河湖中心牵头。"]),
        (("BODY", "AMOUNT_TOTAL", "LEGAL_TITLE"), ["年内完成。"]),
        (("BODY", "SCHEDULE", "LEGAL_TITLE"), ["共需经费三十余万。"]),
        # Only what can name a document is looked through for the basis.
        (("BODY", "SCHEDULE", "AMOUNT_TOTAL"), ["按照全市水环境治理规划的部署开展。"]),
        (("BODY",), [HEADED]),
        ((), [HEADED]),
    ],
)
def test_what_is_missing_is_looked_for_where_it_belongs(seen: tuple[Label, ...], wanted: list[str]) -> None:
    assert left(HEADED, *seen) == wanted


def test_without_sections_everything_is_looked_through() -> None:
    assert left(PROSE, "BODY", "SCHEDULE", "LEGAL_TITLE") == [PROSE]
    assert left(PROSE, *ALL) == []


def test_a_field_without_a_section_of_its_own_is_looked_for_outside_those_of_others() -> None:
    text = HEADED.replace("三、实施周期\n年内完成。\n", "三、实施方案\n年内完成。\n")
    (found,) = left(text, "BODY", "AMOUNT_TOTAL", "LEGAL_TITLE")
    assert "年内完成。" in found
    assert "河湖中心" not in found


def test_an_empty_section_leaves_nothing_to_find() -> None:
    text = HEADED.replace("由河湖中心牵头。\n", "\n")
    assert left(text, "SCHEDULE", "AMOUNT_TOTAL", "LEGAL_TITLE") == []
