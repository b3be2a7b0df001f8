"""Inline marks, their truth, and noise that keeps them on their words."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.annotate.written.marks import Mark, mark, parse_marks
from nlp.annotate.written.model import World
from nlp.annotate.written.noise import KINDS, add_noise, apply_edits
from nlp.annotate.written.truth import all_valued, truth_of

WORLD = World(
    organisation="甲市水务局",
    kind="department_budget",
    level="prefecture",
    year=2025,
    units=("甲市水务局本级", "甲市水文站"),
)


def test_marks_nest_and_hold_brackets() -> None:
    text, marks = parse_marks(
        "[[LEGAL_TITLE law=a:关于[[BODY:甲站]]的批复]]（[[LEGAL_NUMBER law=a:甲水[2024]3号]]）"
    )
    assert text == "关于甲站的批复（甲水[2024]3号）"
    assert [(m.label, text[m.start : m.end]) for m in marks] == [
        ("LEGAL_TITLE", "关于甲站的批复"),
        ("BODY", "甲站"),
        ("LEGAL_NUMBER", "甲水[2024]3号"),
    ]
    assert marks[0].values == {"law": "a"}


@pytest.mark.parametrize("bad", ["[[BODY:甲", "甲]]", "[[BODY:]]", "[[body:甲]]", "[[BODY]]"])
def test_broken_marks_are_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=r"[\[\]]{2}"):
        parse_marks(bad)


@given(st.data())
def test_edits_keep_marks_on_their_words(data: st.DataObject) -> None:
    text = data.draw(st.text("abcdef", min_size=1, max_size=20))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    places = data.draw(st.sets(st.integers(0, len(text)), max_size=8))
    edits = [(at, 0, " ") for at in places]
    noisy, (moved,) = apply_edits(text, [Mark("BODY", start, end)], edits)
    assert noisy.replace(" ", "") == text
    words = noisy[moved.start : moved.end]
    assert words.replace(" ", "") == text[start:end]
    assert words == words.strip()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_noise_changes_writing_and_no_mark(kind: str) -> None:
    amount = mark("AMOUNT_TOTAL", "1203.50万元", wan="1203.5")
    body = mark("BODY", "甲市水文站")
    line = f"二〇二五年由{body}负责实施本项目并按照合同约定支付相应的工作经费共计{amount}，100%按期完成。\n"
    text, marks = parse_marks("标题项目经费情况说明\n" + line * 6)
    noisy, moved = add_noise(text, marks, kind, Random(3))
    assert noisy != text
    assert noisy.startswith("标题项目经费情况说明\n")
    plain = {ord("O"): "0", ord("○"): "〇", ord("Ｏ"): "〇"} | {ord(c) + 0xFEE0: c for c in "0123456789.%"}

    def bare(words: str) -> str:
        return re.sub(r"\s", "", words).translate(plain).replace("二0二", "二〇二")

    for before, after in zip(marks, moved, strict=True):
        assert bare(noisy[after.start : after.end]) == bare(text[before.start : before.end])


def truth(marked: str) -> object:
    text, marks = parse_marks(marked)
    return truth_of(text, marks, WORLD)


def test_totals_are_stated_or_derived() -> None:
    def total(marked: str) -> tuple[Decimal, bool]:
        text, marks = parse_marks(marked)
        found = truth_of(text, marks, WORLD).amounts.annual_total
        assert found is not None
        return found.wan, found.derived

    fiscal, own = "[[AMOUNT_FISCAL:30万元]]", "[[AMOUNT_OWN:120,000元]]"
    assert total(fiscal) == (Decimal(30), False)
    assert total(fiscal + own) == (Decimal(42), True)
    assert total(f"[[AMOUNT_TOTAL wan=42:肆拾贰万元]]{fiscal}{own}") == (Decimal(42), False)
    assert total("[[AMOUNT_COMPONENT:1亿元]]，[[AMOUNT_COMPONENT:2万元]]") == (Decimal(10002), True)
    assert total("[[AMOUNT_FISCAL:30万元]]，[[AMOUNT_FISCAL:12万元]]") == (Decimal(42), True)
    assert total("[[QUARTER q=1,2,3,4 wan=2.5 basis=incremental:每季度2.5万元]]") == (Decimal(10), True)


def test_a_value_is_read_before_noise_bends_its_digits() -> None:
    text, marks = parse_marks(
        "[[LEGAL_NUMBER:云编办[2009]12号]]、[[AMOUNT_COMPONENT:12,000元]]、"
        "[[AMOUNT_TOTAL wan=3:叁万元]]、[[BODY:甲站]]"
    )
    found = [dict(each.values) for each in all_valued(marks, text)]
    assert found == [{"normal": "云编办〔2009〕12号"}, {"wan": "1.2000"}, {"wan": "3"}, {}]


def test_a_number_without_a_code_is_of_the_issuer_before_it() -> None:
    text, marks = parse_marks(
        "《[[LEGAL_NUMBER law=a:云教字（1994）63号]]》和[[LEGAL_NUMBER law=b:（2009）94号]]文"
    )
    assert [each.values["normal"] for each in all_valued(marks, text)] == [
        "云教字〔1994〕63号",
        "云教字〔2009〕94号",
    ]
    alone, bare = parse_marks("[[LEGAL_NUMBER:（2009）94号]]")
    with pytest.raises(ValueError, match="give normal="):
        all_valued(bare, alone)


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("[[AMOUNT_TOTAL:叁万元]]", "give wan="),
        ("[[LEGAL_NUMBER:第三号令]]", "give normal="),
        ("[[BODY listed=乙站:乙站]]", "no unit 乙站"),
        ("[[BODY relation=listed:乙站]]", "does not fit"),
        ("[[PHASE pct=5:5%]]", "share of the phase before it"),
        ("[[AMOUNT_TOTAL:1万元]][[AMOUNT_TOTAL:2万元]]", "two values"),
        ("[[BODY wan=3:甲市水文站]]", "no value wan"),
        ("[[NOTHING:甲]]", "no label NOTHING"),
    ],
)
def test_marks_that_tell_no_truth_are_refused(marked: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        truth(marked)
