"""Web pages: encodings, what is no content, layout and data tables, blanks and breaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.errors import ReadError
from nlp.readers.html import read_html
from tests.readers.helpers import check, grid, lines, read_bytes

PROSE = "本部门全年按月下达预算指标，按季公开执行进度，年终汇总上报。"


def _texts(folder: Path, source: str) -> list[str]:
    return [line for line in lines(read_bytes(folder, "a.html", source.encode())) if line]


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset=utf-8><p>预算，单位：元</p>".encode(),
        b"\xef\xbb\xbf" + '<meta charset="gb2312"><p>预算，单位：元</p>'.encode(),
        '<meta charset="gb2312"><p>预算，单位：元</p>'.encode(),
        '<META http-equiv="Content-Type" content="text/html; charset=GBK"><p>预算，单位：元</p>'.encode(
            "gbk"
        ),
        "<p>预算，单位：元</p>".encode("gb18030"),
        '<meta charset="utf-8"><p>预算，单位：元</p>'.encode("gb18030"),
        "<p>预算，单位：元</p>".encode("utf-16"),
    ],
    ids=["utf8", "bom", "lying-gb2312", "gbk", "none", "lying-utf8", "utf16"],
)
def test_every_encoding_gives_the_same_text(tmp_path: Path, data: bytes) -> None:
    document = read_bytes(tmp_path, "a.html", data)
    assert document.format == "html"
    assert lines(document) == ["预算，单位：元"]


def test_single_broken_bytes_are_replaced_with_a_warning(tmp_path: Path) -> None:
    data = f'<meta charset="gb2312"><p>{PROSE}'.encode("gb18030") + b"\xff<p>" + PROSE.encode("gb18030")
    document = read_bytes(tmp_path, "a.html", data)
    assert lines(document)[1] == PROSE
    assert document.warnings == ("网页里有 1 个字符无法解码",)


def test_bytes_of_no_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(tmp_path, "a.html", b"<p>" + b"\xff\xfe\xff\x80" * 200)
    assert caught.value.kind == "unsupported"


def test_what_stands_around_the_content_is_dropped(tmp_path: Path) -> None:
    source = f"""<html><head><title>网站</title><style>p {{}}</style></head><body>
      <div class="header"><a href="/">首页</a><a href="/x">公开</a></div>
      <nav>导航</nav><div class="breadcrumb">当前位置：<a href="/">首页</a></div>
      <!-- 注释 --><script>var x = "文";</script><noscript>请启用脚本</noscript>
      <div id="zoom"><h1>某局2026年部门预算</h1><p>{PROSE}</p><p style="display:none">隐藏</p>
        <p>{PROSE}详见<a href="a.pdf">附件</a></p></div>
      <p>【<a href="javascript:print()">打印</a>】【<a href="javascript:close()">关闭</a>】</p>
      <div class="page-footer">主办：某局</div></body></html>"""
    assert _texts(tmp_path, source) == ["某局2026年部门预算", PROSE, PROSE + "详见附件"]


def test_a_page_of_links_alone_is_kept(tmp_path: Path) -> None:
    source = '<ul><li><a href="1.html">甲局预算</a></li><li><a href="2.html">乙局预算</a></li></ul>'
    assert _texts(tmp_path, source) == ["甲局预算", "乙局预算"]


def test_content_under_a_name_of_navigation_is_kept(tmp_path: Path) -> None:
    assert _texts(tmp_path, f'<div class="nav"><p>{PROSE}</p></div>') == [PROSE]


def test_blanks_and_breaks(tmp_path: Path) -> None:
    source = (
        "<p>&nbsp;&nbsp;&emsp;一、部门\n   职能</p><div>甲<br>乙<br/>丙</div>"
        "文<b>字</b> A\nB<p></p><p>&nbsp;</p><pre>上\n下</pre>零\u200b宽"
    )
    assert _texts(tmp_path, source) == ["一、部门职能", "甲", "乙", "丙", "文字 A B", "上", "下", "零宽"]


def test_a_cell_of_links_keeps_its_column(tmp_path: Path) -> None:
    links = '<a href="1.pdf">收入</a><a href="2.pdf">支出</a>'
    source = f"<p>{PROSE}<table><tr><td>单位<td>附件<td>合计<tr><td>甲局<td class=share>{links}<td>5</table>"
    assert grid(read_bytes(tmp_path, "a.html", source.encode()))[1] == ["甲局", "收入支出", "5"]


def test_spans_are_laid_out_with_the_text_at_the_top_left(tmp_path: Path) -> None:
    source = """<table><thead><tr><th colspan=2>科目</th><th rowspan="2">合计</th></tr>
      <tr><th>编码</th><th>名称</th></tr></thead>
      <tr><td rowspan=2>205</td><td>教育<br>支出</td><td>1,200</td></tr>
      <tr><td>培训&nbsp;支出</td><td>&nbsp;</td></tr></table>"""
    document = read_bytes(tmp_path, "a.html", source.encode())
    assert grid(document) == [
        ["科目", "", "合计"],
        ["编码", "名称", ""],
        ["205", "教育支出", "1,200"],
        ["", "培训 支出", ""],
    ]


def test_layout_tables_become_text_and_data_tables_stay(tmp_path: Path) -> None:
    data = "<table><caption>收入预算表</caption><tr><td>项目<td>合计<tr><td>教育<td>5</table>"
    source = f"""<table width=100%><tr><td colspan=2>某局部门预算</td></tr>
      <tr><td width=20>&nbsp;</td><td><p>{PROSE}</p>{data}<p>注：无。</p></td></tr></table>"""
    document = read_bytes(tmp_path, "a.html", source.encode())
    assert len(document.tables) == 1
    assert grid(document) == [["项目", "合计"], ["教育", "5"]]
    texts = [line for line in lines(document) if "\t" not in line]
    assert texts == ["某局部门预算", PROSE, "收入预算表", "注：无。"]


def test_a_cell_that_holds_the_whole_page_arranges_it(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>第{i}段，{PROSE}</p>" for i in range(40))
    document = read_bytes(tmp_path, "a.html", f"<table><tr><td>左栏<td>{paragraphs}</table>".encode())
    assert document.tables == ()
    assert lines(document)[0] == "左栏"
    assert lines(document)[40] == f"第39段，{PROSE}"


def test_one_row_of_captions_is_a_line(tmp_path: Path) -> None:
    source = "<table><tr><td>编制部门：某局</td><td>单位：元</td></tr></table>"
    assert _texts(tmp_path, source) == ["编制部门：某局　　单位：元"]


def test_numbers_of_ordered_lists_are_in_the_text(tmp_path: Path) -> None:
    source = (
        "<ol><li>甲</li><li>乙<ul><li>丙</li></ul></li></ol><ol start=3 type=A><li>丁</li></ol>"
        '<ol class="custom_cn"><li><p>戊</p></li></ol><ol style="list-style:none"><li>己</li></ol>'
    )
    # The editor sets a paragraph into each item: its number still belongs to it.
    assert _texts(tmp_path, source) == ["1. 甲", "2. 乙", "丙", "C. 丁", "一、戊", "己"]


def test_broken_markup_is_read_as_browsers_do(tmp_path: Path) -> None:
    source = "<table><tr><td>甲<td>1<tr><td>乙<td>2<p>文</table></div></body><p>后"
    document = read_bytes(tmp_path, "a.html", source.encode())
    assert grid(document) == [["甲", "1"], ["乙", "2 文"]]
    assert lines(document)[-1] == "后"


def test_deep_nesting_does_no_harm(tmp_path: Path) -> None:
    source = "<div>" * 20_000 + PROSE + "<table><tr><td>" * 300 + "底"
    assert _texts(tmp_path, source) == [PROSE, "底"]


def test_huge_spans_are_refused(tmp_path: Path) -> None:
    source = "<table>" + "<tr>" + "<td colspan=1000>1" * 1100 + "</table>"
    with pytest.raises(ReadError) as caught:
        read_bytes(tmp_path, "a.html", source.encode())
    assert caught.value.kind == "too_large"


def test_a_page_without_text_is_empty(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(tmp_path, "a.html", b"<html><body><div id=app></div><script>load()</script></body></html>")
    assert caught.value.kind == "empty"


TAGS = (
    "table",
    "tr",
    "td rowspan=3",
    "td colspan=2",
    "p",
    "br",
    "ol",
    "li",
    "ul",
    "pre",
    "caption",
    "div hidden",
)
PIECES = st.sampled_from(
    [*(f"<{tag}>" for tag in TAGS), *(f"</{tag.split()[0]}>" for tag in TAGS), "甲", " 乙 ", "\n", "1,2"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_no_markup_breaks_the_reader(pieces: list[str]) -> None:
    # A hidden part may swallow the rest: the first paragraph is always there.
    document = read_html("a.html", ("<p>首</p>" + "".join(pieces)).encode(), "")
    assert lines(document)[0] == "首"
    check(document)
