"""What holds for every finder on any text: exact offsets, order, no crash, no float, linear time."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nlp.config import config_dir, load_file
from nlp.values.amount import find_amounts, parse_amount
from nlp.values.dates import find_periods, find_quarters
from nlp.values.docnumber import find_document_numbers
from nlp.values.numeral import parse_number
from nlp.values.percent import find_percentages
from nlp.values.title import find_titles
from nlp.values.words import ValuesConfig

FINDERS: list[Callable[[str], tuple[Any, ...]]] = [
    find_amounts,
    find_percentages,
    find_periods,
    lambda text: find_periods(text, 2024),
    find_quarters,
    find_document_numbers,
    find_titles,
]

#: Pieces of the grammars, so that arbitrary texts come close to values.
PIECES = st.sampled_from(
    [
        *"0123456789０５．，,.年月日号第至-—~到前起元万亿千百十一二三两半个季度上下初底末",
        *"%％（）()〔〕[]【】《》〈〉 \n\t\r\u3000约近不每/×",
        "2024",
        "2024年",
        "不超过",
        "以上",
        "季度",
        "个月",
        "百分之",
        "令第",
        "公告2019年",
        "国办发",
        "人民币",
        "￥",
        "伍拾",
        "万元",
        "\r\n",
        "Q1",
        "⽉",
        "萬",
        "元5角3分",
        "次年",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=60))


@given(TEXTS)
@example("9" * 40 + "元5角")
@example("5万-8万-9万元")
@example("2024年99月99日-99日")
@example("第零季度前零个月")
def test_any_text(text: str) -> None:
    for find in FINDERS:
        found = find(text)
        assert isinstance(found, tuple)
        position = 0
        for value in found:
            assert text[value.start : value.end] == value.text
            assert position <= value.start < value.end
            position = value.end
            assert not any(isinstance(getattr(value, f.name), float) for f in dataclasses.fields(value))
    for amount in find_amounts(text):
        assert all(type(x) is Decimal for x in (amount.number, amount.value, amount.wan, amount.quantum))
        assert amount.quantum > 0
        assert amount.high is None or amount.number < amount.high
    number = parse_number(text)
    assert number is None or (type(number) is Decimal and number.is_finite())
    parse_amount(text, "万元")


LONG = 20_000


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "一",
        "万",
        "1,",
        "1,111",
        "1, 111",
        "1.1",
        "1 ",
        "1\n",
        " ",
        "\n",
        "，",
        "2024年",
        "2024.01.",
        "2024年1月-",
        "1-",
        "一至",
        "第",
        "第一",
        "一、",
        "〔2024〕",
        "国",
        "国 办 ",
        "的",
        "令第",
        "公告2019年第",
        "《",
        "》",
        "《》",
        "《。",
        "《a》《",
        "〈",
        "%",
        "百分之",
        "约",
        "不低于",
        "每",
        "10万",
        "1亿",
        "3万5千",
        "元角",
        "5元5角",
        "5万-",
        "100%-",
        "自",
        "（万元）",
        "￥",
        "点",
        "Q1-",
        "国发〔2024〕1号、",
        "、",
        " \n ",
    ],
)
def test_long_repetitions_take_linear_time(piece: str) -> None:
    # A quadratic scan of this length takes minutes; the limit is far above what a linear one needs anywhere.
    text = piece * (LONG // len(piece))
    begin = time.process_time()
    for find in FINDERS:
        find(text)
    parse_number(text)
    parse_amount(text, "元")
    assert time.process_time() - begin < 10


def test_the_configuration_fits_its_schema() -> None:
    config = load_file(config_dir() / "values.toml", ValuesConfig)
    assert "约" in config.qualifier.about
    for section in (config.qualifier, config.amount, config.date, config.document_number):
        for name in type(section).model_fields:
            words = getattr(section, name)
            if isinstance(words, tuple):
                assert words
                assert all(words)
                assert len(set(words)) == len(words), name
