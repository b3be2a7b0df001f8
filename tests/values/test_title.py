from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.values.title import find_titles


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("依据《预算法》、《会计法》", ["预算法", "会计法"]),
        ("《关于贯彻〈某条例〉的通知》", ["关于贯彻〈某条例〉的通知"]),
        ("《关于印发《某办法》的通知》和《某规定》", ["关于印发《某办法》的通知", "某规定"]),
        ("《甲《乙《丙》》丁》", ["甲《乙《丙》》丁"]),
        ("《关于优化服务 提升效能的意见》", ["关于优化服务 提升效能的意见"]),
        ("《 带空格的办法 》", ["带空格的办法"]),
        # never closed: to the line's end, a sentence's end, the document number, or the next title
        ("《未完的办法\n下一行", ["未完的办法"]),
        ("《未完的办法。又一句", ["未完的办法"]),
        ("《未完的办法（青财〔2024〕3号）", ["未完的办法"]),
        ("《关于印发《某办法》的通知（青财〔2024〕3号）", ["关于印发《某办法》的通知"]),
        ("《甲办法》、《乙办法、《丙办法》", ["甲办法", "乙办法", "丙办法"]),
        ("《甲办法\n《乙办法》", ["甲办法", "乙办法"]),
        ("《甲》乙》", ["甲"]),
        ("》甲《乙》", ["乙"]),
        ("《》《 》《", []),
        ("没有书名号", []),
    ],
)
def test_titles(text: str, titles: list[str]) -> None:
    found = find_titles(text)
    assert [t.text for t in found] == titles
    assert all(text[t.start : t.end] == t.text for t in found)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", " \n  "])
def test_a_title_over_line_ends(line_end: str) -> None:
    (title,) = find_titles(f"按照《青禾县公共图书馆{line_end}服务规范》执行")
    assert title.text == f"青禾县公共图书馆{line_end}服务规范"
    assert title.clean == "青禾县公共图书馆服务规范"


def test_a_title_does_not_go_over_an_empty_line_or_a_page() -> None:
    assert [t.text for t in find_titles("《甲办法\n\n乙》")] == ["甲办法"]
    long = "《甲办法" + "内容" * 200 + "》"
    assert find_titles(long + "\n")[0].text == long[1:-1]  # one line: to its end
    spread = "《甲办法\n" + "内容\n" * 20 + "》"
    assert [t.text for t in find_titles(spread)] == ["甲办法"]


@given(
    st.lists(
        st.text(alphabet="青禾县公共服务办法条例〈〉（）2024 ", min_size=1).map(str.strip).filter(bool),
        max_size=6,
    )
)
def test_printed_titles_read_back(names: list[str]) -> None:
    text = "、".join(f"《{name}》" for name in names)
    assert [t.text for t in find_titles(text)] == names
