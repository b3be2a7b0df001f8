"""Workbooks: what is visible, as it is shown."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlwt
from openpyxl import Workbook

from nlp.document import Document
from nlp.errors import ReadError
from nlp.readers import xlsx
from nlp.readers.office.sheets import Sheet, sheets_document
from tests.readers.helpers import grid, lines, read_bytes


def _save(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _book(*rows: list[Any], title: str = "Sheet1") -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book


def _read(folder: Path, book: Workbook) -> Document:
    return read_bytes(folder, "a.xlsx", _save(book))


HEADER = ["编码", "名称", "合计"]
BODY = ["20508", "培训支出", 1234.5]


def test_numbers_as_shown_and_codes_as_written(tmp_path: Path) -> None:
    book = _book(
        HEADER, BODY, [8, "补零", 0.1 + 0.2], ["08", "文本", date(2026, 3, 1)], [None, "占比", 0.256]
    )
    sheet = book.worksheets[0]
    sheet["C2"].number_format = "#,##0.00"
    sheet["A3"].number_format = "000"
    sheet["C4"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["C5"].number_format = "0.0%"
    document = _read(tmp_path, book)
    assert document.format == "xlsx"
    assert grid(document) == [
        HEADER,
        ["20508", "培训支出", "1,234.50"],
        ["008", "补零", "0.3"],
        ["08", "文本", "2026年3月1日"],
        ["", "占比", "25.6%"],
    ]


def test_titles_stand_above_and_notes_below(tmp_path: Path) -> None:
    book = _book(
        ["公开02表"],
        ["某局2026年收入预算表"],
        ["编制单位：某局", None, "单位：元"],
        HEADER,
        BODY,
        [],
        ["注：无。"],
    )
    sheet = book.worksheets[0]
    sheet.merge_cells("A2:C2")
    document = _read(tmp_path, book)
    assert lines(document)[0] == "公开02表"
    assert grid(document)[0] == ["某局2026年收入预算表", "", ""]
    assert grid(document)[1] == ["编制单位：某局", "", "单位：元"]
    assert len(document.tables[0].cells) == 4
    assert "注：无。" in lines(document)


def test_merged_cells_and_hidden_parts(tmp_path: Path) -> None:
    book = _book(
        ["科目", None, None, "合计"],
        ["编码", "内码", "名称", None],
        ["205", "x", "教育", 5],
        ["206", "x", "科技", 6],
    )
    sheet = book.worksheets[0]
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("D1:D2")
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    for state, name in (("hidden", "隐藏"), ("veryHidden", "更隐藏")):
        other = book.create_sheet(name)
        other.append(["机密", "1"])
        other.sheet_state = state
    assert grid(_read(tmp_path, book)) == [["科目", "", "合计"], ["编码", "名称", ""], ["206", "科技", "6"]]
    assert "机密" not in _read(tmp_path, book).text


def test_a_merged_cell_whose_first_row_is_hidden_still_shows(tmp_path: Path) -> None:
    book = _book(["教育", "甲", 1], [None, "乙", 2], ["科技", "丙", 3])
    sheet = book.worksheets[0]
    sheet.merge_cells("A1:A2")
    sheet.row_dimensions[1].hidden = True
    assert grid(_read(tmp_path, book)) == [["教育", "乙", "2"], ["科技", "丙", "3"]]


def test_tables_on_one_sheet_are_parted_by_a_title_after_a_blank_row(tmp_path: Path) -> None:
    book = _book(["表一"], HEADER, BODY, [], ["20509", "其他", 1], [], ["合计"], [], ["表二"], HEADER, BODY)
    document = _read(tmp_path, book)
    assert [len(table.cells) for table in document.tables] == [5, 3]
    assert grid(document, 1)[0] == ["表二", "", ""]


def test_a_sheet_without_title_is_called_by_its_tab(tmp_path: Path) -> None:
    assert lines(_read(tmp_path, _book(HEADER, BODY, title="收入预算表")))[0] == "收入预算表"
    assert lines(_read(tmp_path, _book(HEADER, BODY)))[0] == "\t".join(HEADER)


def test_a_sheet_of_prose_is_text(tmp_path: Path) -> None:
    document = _read(tmp_path, _book(["某局部门预算"], ["一、职能"], ["第一段。\n第二段。"]))
    assert document.tables == ()
    assert [line for line in lines(document) if line] == ["某局部门预算", "一、职能", "第一段。 第二段。"]


def test_formulas_without_values_are_told(tmp_path: Path) -> None:
    document = _read(tmp_path, _book(HEADER, BODY, ["合计", None, "=SUM(C2:C2)"]))
    assert document.warnings == ("有 1 个公式没有计算结果，请用 Excel 或 WPS 打开并保存后再试",)


def test_zero_shown_as_a_dash(tmp_path: Path) -> None:
    book = _book(HEADER, ["1", "零", 0])
    sheet = book.worksheets[0]
    sheet["C2"].number_format = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '
    assert grid(_read(tmp_path, book))[1][2] == "-"


@pytest.mark.parametrize(
    ("key", "shown"),
    [(31, "2026年3月1日"), (57, "2026年3月"), (58, "3月1日"), (14, "2026/3/1"), (4, "46,082.00")],
)
def test_reserved_formats_are_those_of_chinese_excel(tmp_path: Path, key: int, shown: str) -> None:
    book = _book(HEADER, ["1", "日期", 46082])
    book.worksheets[0]["C2"].number_format = "0.000"
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_save(book))) as made, zipfile.ZipFile(stream, "w") as changed:
        for name in made.namelist():
            data = made.read(name)
            if name == "xl/styles.xml":
                assert data.count(b'<xf numFmtId="164"') == 1
                data = data.replace(b'<xf numFmtId="164"', f'<xf numFmtId="{key}"'.encode())
            changed.writestr(name, data)
    assert grid(read_bytes(tmp_path, "a.xlsx", stream.getvalue()))[1][2] == shown


@pytest.mark.parametrize(
    ("change", "kind"), [(lambda d: d[:-50], "damaged"), (lambda d: b"PK\x03\x04" + d[200:400], "damaged")]
)
def test_damage(tmp_path: Path, change: Any, kind: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(tmp_path, "a.xlsx", change(_save(_book(HEADER, BODY))))
    assert caught.value.kind == kind


def test_an_empty_workbook(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        _read(tmp_path, Workbook())
    assert caught.value.kind == "empty"


def test_too_many_cells_are_refused_before_they_are_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MAX_CELLS", 5)
    with pytest.raises(ReadError) as caught:
        _read(tmp_path, _book(HEADER, BODY))
    assert caught.value.kind == "too_large"


def test_a_cell_in_the_last_row_does_not_fill_the_sheet(tmp_path: Path) -> None:
    book = _book(HEADER, BODY)
    book.worksheets[0].cell(1_048_576, 16_384, "注：远")
    document = _read(tmp_path, book)
    assert lines(document)[-2:] == ["注：远", ""]
    assert len(lines(document)) < 10


def test_a_stray_cell_far_right_does_not_widen_a_long_sheet() -> None:
    texts = {(row, column): "1" for row in range(100) for column in range(2)}
    document = sheets_document("a.xlsx", "", [Sheet("Sheet1", {**texts, (0, 16_383): "注"})])
    assert document.tables[0].width == 3


def test_a_sheet_of_scattered_cells_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        sheets_document("a.xlsx", "", [Sheet("Sheet1", {(i, i): "1" for i in range(1001)})])
    assert caught.value.kind == "too_large"


def _old() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("收入预算表")
    for column, text in enumerate(["科目", "", "合计"]):
        if text:
            sheet.write(0, column, text)
    sheet.merge(0, 0, 0, 1)
    sheet.write(1, 0, "08")
    sheet.write(1, 1, "培训支出")
    sheet.write(1, 2, 1234.5, xlwt.easyxf(num_format_str="#,##0.00"))
    sheet.write(2, 0, "隐藏")
    sheet.write(2, 1, "行")
    sheet.row(2).hidden = True
    sheet.write(3, 0, 7, xlwt.easyxf(num_format_str="00"))
    sheet.write(3, 1, date(2026, 3, 1), xlwt.easyxf(num_format_str='yyyy"年"m"月"'))
    sheet.write(3, 2, True)
    hidden = book.add_sheet("x")
    hidden.write(0, 0, "机密")
    hidden.visibility = 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_old_workbooks_are_read_the_same_way(tmp_path: Path) -> None:
    document = read_bytes(tmp_path, "a.xls", _old())
    assert document.format == "xlsx"
    assert lines(document)[0] == "收入预算表"
    assert grid(document) == [
        ["科目", "", "合计"],
        ["08", "培训支出", "1,234.50"],
        ["07", "2026年3月", "TRUE"],
    ]
    assert "机密" not in document.text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (_old()[:1024], "damaged"),
        (
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            "unsupported",
        ),
    ],
    ids=["cut", "xml-2003"],
)
def test_what_is_no_old_workbook(tmp_path: Path, data: bytes, kind: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(tmp_path, "a.xls", data)
    assert caught.value.kind == kind
