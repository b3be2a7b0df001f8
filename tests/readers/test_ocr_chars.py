"""Recognised lines into characters, what is set right in them, and the way back to the page as scanned."""

from itertools import pairwise

import pytest

from nlp.readers.ocr.chars import to_chars
from nlp.readers.ocr.normalise import normalise
from nlp.readers.ocr.page import _frame
from nlp.readers.ocr.types import Area, Glyph
from nlp.readers.pdf.builder import TextBuilder
from nlp.readers.pdf.page import Char


def line(text: str, confidence: float = 0.99) -> list[Glyph]:
    """Glyphs at the places that their widths give them."""
    widths = [1.0 if ord(char) > 255 else 0.5 for char in text]
    starts = [sum(widths[:i]) for i in range(len(text))]
    return [
        Glyph(char, (start + width / 2) / sum(widths), confidence)
        for char, start, width in zip(text, starts, widths, strict=True)
    ]


def test_wide_and_narrow_characters() -> None:
    # Eight full widths of 40 pixels at 288 dpi: 10 points each.
    chars = to_chars([(Area(400, 100, 720, 137), line("项目预算12万元整"))], 288)
    assert "".join(char.text for char in chars) == "项目预算12万元整"
    assert [round(char.x1 - char.x0, 1) for char in chars] == [10.0] * 4 + [5.0] * 2 + [10.0] * 3
    assert chars[0].x0 == pytest.approx(100)
    assert chars[-1].x1 == pytest.approx(180, abs=0.2)
    assert {round(char.bottom - char.top, 1) for char in chars} == {10.0}


def test_boxes_do_not_overlap_and_gaps_stay() -> None:
    glyphs = [Glyph("合", 0.05, 1.0), Glyph("计", 0.9, 1.0), Glyph("1", 0.95, 1.0), Glyph("2", 0.97, 1.0)]
    chars = to_chars([(Area(0, 0, 400, 40), glyphs)], 72)
    assert all(a.x1 <= b.x0 + 1e-6 for a, b in pairwise(chars))
    assert chars[1].x0 - chars[0].x1 > 200


def test_lines_of_nearly_one_size_have_one_size() -> None:
    lines = [
        (Area(0, 0, 400, 37), line("云川市生态环境局预算")),
        (Area(0, 60, 408, 98), line("云川市生态环境局决算")),
        (Area(0, 120, 60, 149), line("123")),
    ]
    assert len({round(char.bottom - char.top, 3) for char in to_chars(lines, 200)}) == 1


def test_size_is_exact_though_the_network_tells_places_in_coarse_steps() -> None:
    # Squares of 40 pixels, their middles known to 9 pixels only.
    glyphs = [Glyph(g.text, round(g.middle * 400 / 9) * 9 / 400, 1.0) for g in line("云川市生态环境局预算")]
    (height,) = {round(char.bottom - char.top, 2) for char in to_chars([(Area(0, 0, 400, 37), glyphs)], 72)}
    assert height == pytest.approx(40, abs=1)


def test_a_mark_at_the_end_has_its_whole_square_and_so_has_a_bracket_at_the_beginning() -> None:
    text = "（一）经费安排情况，"
    # Ink begins in the right half of the first square and ends in the left half of the last.
    glyphs = [Glyph(g.text, (g.middle * 400 - 22) / 356, 1.0) for g in line(text)]
    glyphs[0], glyphs[-1] = Glyph("（", 0.02, 1.0), Glyph("，", 0.98, 1.0)
    chars = to_chars([(Area(22, 0, 378, 37), glyphs)], 72)
    assert chars[0].x0 == pytest.approx(2, abs=3)
    assert chars[-1].x1 == pytest.approx(398, abs=3)


def test_what_the_network_is_not_sure_of_at_all_is_no_text() -> None:
    assert to_chars([(Area(0, 0, 40, 40), line("凸", 0.3))], 200) == []


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("安排2O26年预算1,26O.5万元", "安排2026年预算1,260.5万元"),
        ("共3l.5万元", "共31.5万元"),
        ("安排1O万元", "安排10万元"),
        ("二O二六年", "二〇二六年"),
        ("安排12。5万元", "安排12.5万元"),
        ("中心(数据中心）", "中心（数据中心）"),
        # No numbers, or right as they are.
        ("臭氧O3和PM2.5", "臭氧O3和PM2.5"),
        ("第2。3人", "第2。3人"),
        ("A4O型", "A4O型"),
        ("（一）(二)，３，５１８．８５万元", "（一）(二)，３，５１８．８５万元"),
        ("云川环〔2O24〕7号", "云川环〔2024〕7号"),
    ],
)
def test_only_what_no_grammar_reads_is_set_right(read: str, right: str) -> None:
    glyphs, changes = normalise(line(read))
    assert "".join(glyph.text for glyph in glyphs) == right
    assert bool(changes) == (read != right)
    assert [glyph.middle for glyph in glyphs] == [glyph.middle for glyph in line(read)]


def test_changes_tell_what_was_read() -> None:
    assert normalise(line("共1O.5万元"))[1] == ["1O.5→10.5"]


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_the_way_back_to_the_scanned_page(turns: int) -> None:
    # A page of 600 x 800 points as scanned; the mark at (30, 50) there.
    width, height = (800.0, 600.0) if turns % 2 else (600.0, 800.0)
    upright = {0: (30, 50), 1: (50, 570), 2: (570, 750), 3: (750, 30)}[turns]
    frame = _frame(turns, 0.0, width, height)
    builder = TextBuilder({1: frame} if frame else {})
    builder.chars([Char("元", upright[0] - 5, upright[1] - 5, upright[0] + 5, upright[1] + 5, 0.9)], 1)
    assert builder.layout().place(0, 1) == (1, (25.0, 45.0, 35.0, 55.0))


def test_skew_is_undone_about_the_middle() -> None:
    frame = _frame(0, 1.0, 600, 800)
    assert frame is not None
    a, b, c, d, e, f = frame
    assert (a * 300 + b * 400 + c, d * 300 + e * 400 + f) == pytest.approx((300, 400), abs=1e-3)
    # What is level in the upright page falls to the right in the scanned one.
    assert d * 500 + e * 400 + f == pytest.approx(400 + 200 * 0.017452, abs=1e-3)


def test_confidence_of_evidence_is_the_least_certain_characters() -> None:
    builder = TextBuilder()
    builder.chars([Char("合", 0, 0, 10, 10), Char("计", 10, 0, 20, 10)], 1)
    assert builder.layout().confidence(0, 2) is None
    builder.chars([Char("9", 20, 0, 25, 10, 0.875), Char("万", 25, 0, 35, 10, 0.5)], 2)
    layout = builder.layout()
    assert layout.confidence(0, 2) is None
    assert layout.confidence(1, 3) == 0.875
    assert layout.confidence(0, 4) == 0.5
