"""Word files: automatic numbers, merged and inner tables, text boxes, tracked changes, refusals."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from nlp.document import Document
from nlp.errors import ReadError
from nlp.outline import outline
from nlp.readers import read
from tests.readers.helpers import check, grid, lines, read_bytes

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'


def _package(body: str, numbering: str = "", styles: str = "", namespace: str = W) -> bytes:
    """Return a Word file with the given XML in its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", f"<w:document {namespace}><w:body>{body}</w:body></w:document>")
        if numbering:
            made.writestr("word/numbering.xml", f"<w:numbering {namespace}>{numbering}</w:numbering>")
        if styles:
            made.writestr("word/styles.xml", f"<w:styles {namespace}>{styles}</w:styles>")
    return stream.getvalue()


def _p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _r(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def _tc(text: str) -> str:
    return f"<w:tc>{_p(text)}</w:tc>"


def _level(at: int, style: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def _num(at: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'


LIST = (
    '<w:abstractNum w:abstractNumId="0">'
    + _level(0, "chineseCounting", "%1、")
    + _level(1, "chineseCountingThousand", "（%2）")
    + _level(2, "decimal", "%3.")
    + "</w:abstractNum>"
)
NUM = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def _texts(document: Document) -> list[str]:
    return [line for line in lines(document) if line]


def test_paragraphs_breaks_and_blanks(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("\u3000\u3000第一段")
    run = made.add_paragraph("前").add_run()
    run.add_break()
    run.add_text("后")
    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    made.add_paragraph("目录项\t3")
    stream = io.BytesIO()
    made.save(stream)
    document = read_bytes(tmp_path, "a.docx", stream.getvalue())
    assert document.format == "docx"
    assert _texts(document) == ["第一段", "前", "后", "目录项 3"]


def test_automatic_numbers_are_in_the_text(tmp_path: Path) -> None:
    body = "".join(
        _p(text, _num(at))
        for text, at in [
            ("职能", 0),
            ("收入", 1),
            ("明细", 2),
            ("又一", 2),
            ("支出", 1),
            ("其他", 2),
            ("说明", 0),
            ("再", 1),
        ]
    )
    document = read_bytes(tmp_path, "a.docx", _package(body, LIST + NUM))
    assert _texts(document) == [
        "一、职能",
        "（一）收入",
        "1. 明细",
        "2. 又一",
        "（二）支出",
        "1. 其他",
        "二、说明",
        "（一）再",
    ]


def test_numbers_come_from_styles_and_what_they_are_based_on(tmp_path: Path) -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="1">{numbered}</w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="1"/></w:style>'
        f'<w:style w:type="paragraph" w:styleId="3">{numbered}</w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + _level(0, "chineseCounting", "第%1部分", '<w:suff w:val="space"/>')
        + _level(1, "decimal", "%1.%2", '<w:isLgl/><w:pStyle w:val="3"/>')
        + "</w:abstractNum>"
        + NUM
    )
    off = '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        _p("概况", '<w:pStyle w:val="1"/>')
        + _p("无号", off)
        + _p("预算", '<w:pStyle w:val="2"/>')
        + _p("节", '<w:pStyle w:val="3"/>')
    )
    document = read_bytes(tmp_path, "a.docx", _package(body, numbering, styles))
    assert _texts(document) == ["第一部分 概况", "无号", "第二部分 预算", "2.1 节"]


def test_a_list_begins_anew_where_its_number_says_so(tmp_path: Path) -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = (
        _p("甲", _num(0))
        + _p("乙", _num(0))
        + _p("丙", _num(0, 2))
        + _p("丁", _num(0, 3))
        + _p("戊", _num(0, 2))
    )
    document = read_bytes(tmp_path, "a.docx", _package(body, LIST + NUM + again))
    assert _texts(document) == ["一、甲", "二、乙", "一、丙", "二、丁", "三、戊"]


def test_bullets_are_marks_and_no_text(tmp_path: Path) -> None:
    numbering = f'<w:abstractNum w:abstractNumId="0">{_level(0, "bullet", chr(0xF0B7))}</w:abstractNum>' + NUM
    document = read_bytes(tmp_path, "a.docx", _package(_p("一项", _num(0)), numbering))
    assert _texts(document) == ["一项"]


def test_insertions_stay_and_deletions_go(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>预算</w:t></w:r><w:del><w:r><w:delText>12</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>34</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>万元</w:t></w:r></w:p>'
        "<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{_r('本段接')}</w:p><w:p>{_r('下段。')}</w:p>"
        f"<w:tbl><w:tr>{_tc('a')}{_tc('b')}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{_tc('x')}{_tc('y')}</w:tr>"
        f"<w:tr>{_tc('c')}{_tc('d')}</w:tr></w:tbl>"
    )
    document = read_bytes(tmp_path, "a.docx", _package(body))
    assert _texts(document)[:2] == ["预算34万元", "本段接下段。"]
    assert grid(document) == [["a", "b"], ["c", "d"]]


def test_fields_keep_their_result_only(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:hyperlink><w:r><w:t>一、概况</w:t><w:tab/><w:t>2</w:t></w:r></w:hyperlink>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert _texts(read_bytes(tmp_path, "a.docx", _package(body))) == ["一、概况 2"]


def test_text_boxes_and_content_controls_are_read_once(tmp_path: Path) -> None:
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    ).format(_p("某局2026年部门预算"))
    control = f"<w:sdt><w:sdtContent>{_p('控件内')}</w:sdtContent></w:sdt>"
    body = f"<w:p>{box}</w:p>{control}<w:p>{box}{_r('锚')}</w:p>"
    document = read_bytes(tmp_path, "a.docx", _package(body))
    assert _texts(document) == ["某局2026年部门预算", "控件内", "锚", "某局2026年部门预算"]


def test_merged_cells_keep_their_text_at_the_top_left(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(3, 3)
    for row, texts in enumerate([["科目", "", "合计"], ["编码", "名称", ""], ["08", "培训支出", "1,200"]]):
        for column, text in enumerate(texts):
            if text:
                table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(0, 2).merge(table.cell(1, 2))
    stream = io.BytesIO()
    made.save(stream)
    document = read_bytes(tmp_path, "a.docx", stream.getvalue())
    assert grid(document) == [["科目", "", "合计"], ["编码", "名称", ""], ["08", "培训支出", "1,200"]]


def test_rows_that_begin_later_keep_their_columns(tmp_path: Path) -> None:
    body = (
        f"<w:tbl><w:tr>{_tc('甲')}{_tc('乙')}{_tc('丙')}</w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{_tc("2")}{_tc("3")}</w:tr></w:tbl>'
    )
    assert grid(read_bytes(tmp_path, "a.docx", _package(body))) == [["甲", "乙", "丙"], ["", "2", "3"]]


def test_a_cell_of_several_paragraphs_is_one_line(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(2, 2)
    table.cell(0, 0).text = "社会保障和\n就业支出"
    table.cell(0, 1).text = "目标1：\n3月完成"
    table.cell(1, 0).text = "甲"
    table.cell(1, 1).text = "乙\t丙"
    stream = io.BytesIO()
    made.save(stream)
    document = read_bytes(tmp_path, "a.docx", stream.getvalue())
    assert grid(document) == [["社会保障和就业支出", "目标1： 3月完成"], ["甲", "乙 丙"]]


def test_a_table_inside_a_frame_is_a_table_and_the_frame_is_text(tmp_path: Path) -> None:
    made = docx.Document()
    frame = made.add_table(1, 1).cell(0, 0)
    frame.text = "2026年收入预算表"
    inner = frame.add_table(2, 2)
    for row, texts in enumerate([["项目", "合计"], ["教育", "5"]]):
        for column, text in enumerate(texts):
            inner.cell(row, column).text = text
    frame.add_paragraph("注：无。")
    stream = io.BytesIO()
    made.save(stream)
    document = read_bytes(tmp_path, "a.docx", stream.getvalue())
    assert grid(document) == [["项目", "合计"], ["教育", "5"]]
    assert len(document.tables) == 1
    assert [line for line in _texts(document) if "\t" not in line] == ["2026年收入预算表", "注：无。"]


def test_tick_boxes_are_told_apart(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>一次性</w:t></w:r>'
        '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:t>经常性</w:t></w:r></w:p>'
    )
    assert _texts(read_bytes(tmp_path, "a.docx", _package(body))) == ["☑一次性□经常性"]


def test_strict_ooxml_is_read_like_transitional(tmp_path: Path) -> None:
    document = read_bytes(tmp_path, "a.docx", _package(_p("正文", _num(0)), LIST + NUM, namespace=STRICT))
    assert _texts(document) == ["一、正文"]


def test_a_python_docx_numbered_style(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("甲", style="List Number")
    made.add_paragraph("乙", style="List Number")
    element = parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>丙</w:t></w:r></w:p>")
    made.element.body.insert(2, element)
    stream = io.BytesIO()
    made.save(stream)
    assert _texts(read_bytes(tmp_path, "a.docx", stream.getvalue())) == ["1. 甲", "2. 乙", "丙"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (_package(_p("正文"))[:-40], "damaged"),
        (b"PK\x03\x04rest", "damaged"),
        (_package("<w:p>"), "damaged"),
        (_package("<w:p/>"), "empty"),
        (b"<w:document/>", "damaged"),
    ],
    ids=["cut", "no-zip", "no-xml", "empty", "no-package"],
)
def test_refusals(tmp_path: Path, data: bytes, kind: str) -> None:
    if data == b"<w:document/>":
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as made:
            made.writestr("word/document.xml", data)
        data = stream.getvalue()
    with pytest.raises(ReadError) as caught:
        read_bytes(tmp_path, "a.docx", data)
    assert caught.value.kind == kind
    assert "a.docx" in caught.value.message("zh")
    assert "a.docx" in caught.value.message("en")
    assert caught.value.sha256


def test_a_flipped_byte_is_damage(tmp_path: Path) -> None:
    data = bytearray(_package(_p("正文" * 400)))
    data[data.index(b"word/document.xml") + 40] ^= 0xFF
    with pytest.raises(ReadError) as caught:
        read_bytes(tmp_path, "a.docx", bytes(data))
    assert caught.value.kind == "damaged"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr(
            "word/document.xml",
            f'<!DOCTYPE d [<!ENTITY a "b">]><w:document {W}><w:body>&a;</w:body></w:document>',
        )
    with pytest.raises(ReadError) as caught:
        read_bytes(tmp_path, "a.docx", stream.getvalue())
    assert caught.value.kind == "damaged"


def test_deep_nesting_is_refused_or_read(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 3000 + _p("底") + "</w:sdtContent></w:sdt>" * 3000
    with pytest.raises(ReadError) as caught:
        read_bytes(tmp_path, "a.docx", _package(deep))
    assert caught.value.kind == "damaged"


def test_checks_of_the_helpers_can_fail(tmp_path: Path) -> None:
    document = read_bytes(tmp_path, "a.docx", _package(_p("正文")))
    broken = Document(document.source, document.sha256, "docx", document.text + "x", document.lines)
    with pytest.raises(AssertionError):
        check(broken)


def test_the_outline_reads_automatic_numbers_like_typed_ones(tmp_path: Path) -> None:
    heads = ["项目概述", "立项依据", "实施主体"]
    automatic = [_p("便民服务站改造项目经费情况说明")]
    typed = ["便民服务站改造项目经费情况说明"]
    for number, head in zip("一二三", heads, strict=True):
        automatic += [_p(head, _num(0)), _p(f"{head}的内容。")]
        typed += [f"{number}、{head}", f"{head}的内容。"]
    word = outline(read_bytes(tmp_path, "a.docx", _package("".join(automatic), LIST + NUM)))
    text = tmp_path / "a.txt"
    text.write_text("\n".join(typed) + "\n", encoding="utf-8")
    plain = outline(read(text))
    assert [section.heading for section in word.narratives[0].sections] == [
        "一、项目概述",
        "二、立项依据",
        "三、实施主体",
    ]
    assert word.narratives == plain.narratives
