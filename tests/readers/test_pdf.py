"""Born-digital PDF: paragraphs restored, ruled tables exact, every character at its place."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.document import Document
from nlp.readers import read
from tests.readers.pdfs import HEIGHT, Pdf

LONG = (
    "本项目由甲乙丙丁戊己庚辛壬癸各站共同承担，全年安排资金一百二十万元，"
    "用于设备维护、数据传输和质量控制，确保连续稳定运行。"
)


def _texts(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.cells] for table in document.tables]


def _lines(document: Document) -> list[str]:
    return [document.text[line.start : line.end] for line in document.lines]


def test_hard_line_ends_inside_a_paragraph_are_joined(tmp_path: Path) -> None:
    pdf = Pdf(tmp_path / "a.pdf")
    y = pdf.paragraph(80, LONG)
    pdf.paragraph(y, "第二段" + LONG)
    assert _lines(read(pdf.save())) == [LONG, "第二段" + LONG]


@pytest.mark.parametrize("whole", [False, True], ids=["broken", "moved to the next line"])
def test_a_number_at_a_line_end_is_whole(tmp_path: Path, whole: bool) -> None:
    pdf = Pdf(tmp_path / "a.pdf")
    text = "甲" * 33 + "1,234,567.56万元，" + "乙" * 50 + "。"
    pdf.paragraph(80, text, whole=whole)
    assert _lines(read(pdf.save())) == [text]


def test_short_lines_that_end_alike_stay_apart(tmp_path: Path) -> None:
    pdf = Pdf(tmp_path / "a.pdf")
    lines = ["云川市民政局2026年部门预算", "预算主管部门：云川市民政局甲", "养老服务补贴项目经费情况说明"]
    for number, line in enumerate(lines):
        pdf.text(72, 80 + 18 * number, line)
    assert _lines(read(pdf.save())) == lines


def test_a_paragraph_runs_on_over_the_page_and_margins_are_dropped(tmp_path: Path) -> None:
    pdf = Pdf(tmp_path / "a.pdf")
    sentence = LONG * 3
    for number in range(3):
        pdf.text(240, 30, "某局部门预算")
        pdf.text(290, 800, f"- {number + 1} -")
        if number == 0:
            pdf.paragraph(700, sentence[: 34 + 36 * 3])
        elif number == 1:
            pdf.paragraph(80, sentence[34 + 36 * 3 :], indent=False)
        else:
            pdf.paragraph(80, "另一段。")
        pdf.page()
    assert _lines(read(pdf.save())) == [sentence, "另一段。"]


def test_text_drawn_twice_or_off_the_page_counts_once_or_not(tmp_path: Path) -> None:
    pdf = Pdf(tmp_path / "a.pdf")
    pdf.text(100, 100, "预算120万元")
    pdf.text(100.3, 100, "预算120万元")
    pdf.text(100, -60, "不可见")
    pdf.text(700, 100, "不可见")
    assert read(pdf.save()).text == "预算120万元\n"


def test_every_character_has_its_page_and_box(tmp_path: Path) -> None:
    pdf = Pdf(tmp_path / "a.pdf")
    pdf.text(100, 100, "首页")
    pdf.page()
    pdf.text(200, 300, "金额30万元")
    document = read(pdf.save())
    start = document.text.index("30万元")
    evidence = document.evidence(start, start + 4)
    assert (evidence.page, evidence.text) == (2, "30万元")
    assert evidence.bbox is not None
    x0, top, x1, bottom = evidence.bbox
    assert 200 + 2 * 12 - 1 <= x0 <= 200 + 2 * 12 + 1
    assert 295 <= top <= 305 < bottom <= 320
    assert x0 < x1 <= 595


def test_merged_header_cells_keep_their_columns(tmp_path: Path) -> None:
    pdf = Pdf(tmp_path / "a.pdf")
    rows = [["收入", "", "支出", ""], ["项目", "预算数", "项目", "预算数"], ["一、甲", "1,200", "一、乙", ""]]
    pdf.table(100, rows, spans=[(0, 0, 1), (0, 2, 3)])
    assert _texts(read(pdf.save())) == [rows]


def test_a_label_wrapped_over_two_lines_is_one(tmp_path: Path) -> None:
    pdf = Pdf(tmp_path / "a.pdf")
    pdf.table(100, [["科目", "合计"], ["", "30"]], height=40)
    pdf.text(63, 142, "机关养老保险", 10)
    pdf.text(63, 156, "缴费支出", 10)
    assert _texts(read(pdf.save()))[0][1] == ["机关养老保险缴费支出", "30"]


def test_a_table_over_pages_with_repeated_header_is_one(tmp_path: Path) -> None:
    pdf = Pdf(tmp_path / "a.pdf")
    head = ["科目", "合计", "基本"]
    pdf.table(700, [head, ["甲", "1", ""], ["乙", "2", "2"]])
    pdf.page()
    pdf.table(60, [head, ["丙", "3", "1"]])
    pdf.page()
    pdf.table(60, [["合计", "6", "3"]])
    document = read(pdf.save())
    assert _texts(document) == [
        [head, ["甲", "1", ""], ["乙", "2", "2"], ["丙", "3", "1"], ["合计", "6", "3"]]
    ]
    assert document.tables[0].pages == (1, 2, 3)


def test_a_total_row_alone_with_merged_label_cells_joins_its_table(tmp_path: Path) -> None:
    pdf = Pdf(tmp_path / "a.pdf")
    pdf.table(700, [["类", "款", "合计"], ["201", "01", "5"]])
    pdf.page()
    pdf.table(60, [["合计", "", "5"]], spans=[(0, 0, 1)])
    assert _texts(read(pdf.save())) == [[["类", "款", "合计"], ["201", "01", "5"], ["合计", "", "5"]]]


def test_a_text_line_or_a_title_row_between_pages_parts_tables(tmp_path: Path) -> None:
    pdf = Pdf(tmp_path / "a.pdf")
    pdf.table(700, [["科目", "合计"], ["甲", "1"]])
    pdf.page()
    pdf.text(200, 40, "另一张表")
    pdf.table(60, [["科目", "合计"], ["乙", "2"]])
    pdf.page()
    pdf.table(60, [["第三张表", ""], ["科目", "合计"]], spans=[(0, 0, 1)])
    assert len(read(pdf.save()).tables) == 3


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_drawn_for_its_rotation_reads_upright(tmp_path: Path, rotation: int) -> None:
    # Latin words: turned glyphs that no font of the machine has are left out by pdfium.
    rows = [["Item", "Sum"], ["Road", "12"]]
    sides = {90: (HEIGHT, 595.0), 180: (595.0, HEIGHT), 270: (HEIGHT, 595.0)}
    width, height = sides[rotation]
    pdf = Pdf(tmp_path / "a.pdf", 595.0, HEIGHT)
    canvas = pdf.canvas
    # Draw so that the page is upright once it is turned clockwise by ``rotation``.
    if rotation == 90:
        canvas.translate(595.0, 0)
    elif rotation == 180:
        canvas.translate(595.0, HEIGHT)
    else:
        canvas.translate(0, HEIGHT)
    canvas.rotate({90: 90, 180: 180, 270: 270}[rotation])
    pdf.height = height
    pdf.text(100, 50, "Title")
    pdf.table(100, rows)
    plain = pdf.save()
    document = pdfium.PdfDocument(plain)
    document[0].set_rotation(rotation)
    turned = tmp_path / "turned.pdf"
    document.save(str(turned))
    found = read(turned)
    assert _texts(found) == [rows]
    assert _lines(found)[0] == "Title"
    evidence = found.evidence(0, 5)
    assert evidence.bbox is not None
    assert 99 <= evidence.bbox[0] <= 101
    assert (found.pages[0].width, found.pages[0].height) == (width, height)


cell = st.sampled_from(["", "甲", "1,200.50", "其他支出", "0", "-", "一、乙"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(2, 5).flatmap(
        lambda width: st.lists(
            st.lists(cell, min_size=width, max_size=width).filter(lambda row: len([c for c in row if c]) > 1),
            min_size=2,
            max_size=8,
        )
    )
)
def test_any_ruled_table_comes_back(tmp_path: Path, rows: list[list[str]]) -> None:
    pdf = Pdf(tmp_path / "a.pdf")
    pdf.table(80, rows)
    document = read(pdf.save())
    assert _texts(document) == [rows]
    for table in document.tables:
        for row in table.cells:
            for found in row:
                assert document.text[found.start : found.end] == found.text
