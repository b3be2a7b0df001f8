"""Seals, skew and ruling lines on drawn pictures; numpy alone, no engine."""

import math
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pytest

from nlp.readers.ocr.ink import ink_of
from nlp.readers.ocr.ruling import find_rules, without_rules
from nlp.readers.ocr.seal import without_seals
from nlp.readers.ocr.skew import find_skew

DPI = 144.0
#: Two pixels are a point.
POINT = 2

Picture: TypeAlias = npt.NDArray[np.uint8]


def paper(height: int = 842, width: int = 595) -> Picture:
    return np.full((height * POINT, width * POINT), 255, dtype=np.uint8)


def words(page: Picture, top: int, left: int, count: int, size: int = 12) -> None:
    """Draw ``count`` squares of strokes as large as characters; all in points."""
    for number in range(count):
        x = (left + number * size) * POINT + 2
        for stroke in range(3):
            y = top * POINT + stroke * 9
            page[y : y + 2, x : x + size * POINT - 5] = 0
        page[top * POINT : top * POINT + 20, x + 8 : x + 10] = 0


def grid(page: Picture, xs: list[int], ys: list[int], tone: int = 0) -> None:
    for y in ys:
        page[y * POINT : y * POINT + 2, xs[0] * POINT : xs[-1] * POINT + 2] = tone
    for x in xs:
        page[ys[0] * POINT : ys[-1] * POINT, x * POINT : x * POINT + 2] = tone


def turned(page: Picture, degrees: float) -> Picture:
    """Return the page with its lines falling to the right, by nearest neighbours about the middle."""
    height, width = page.shape
    ys, xs = np.mgrid[0:height, 0:width]
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    y, x = ys - height / 2, xs - width / 2
    from_x = np.rint(cos * x + sin * y + width / 2).astype(int)
    from_y = np.rint(-sin * x + cos * y + height / 2).astype(int)
    inside = (from_x >= 0) & (from_x < width) & (from_y >= 0) & (from_y < height)
    result = np.full_like(page, 255)
    result[inside] = page[from_y[inside], from_x[inside]]
    return result


def coloured(page: Picture) -> Picture:
    return np.repeat(page[..., None], 3, axis=2)


def test_rules_of_a_grid_in_points() -> None:
    page = paper()
    grid(page, [60, 200, 400, 540], [100, 120, 140, 160])
    found = find_rules(ink_of(page, DPI), DPI)
    assert [round(rule.at) for rule in found.horizontal] == [100, 120, 140, 160]
    assert sorted(round(rule.at) for rule in found.vertical) == [60, 200, 400, 540]
    assert {(round(rule.start), round(rule.end)) for rule in found.horizontal} == {(60, 541)}


def test_faint_rules_on_shaded_paper() -> None:
    page = paper()
    page[80 * POINT : 200 * POINT] = 225
    grid(page, [60, 300, 540], [100, 130, 160], tone=150)
    found = find_rules(ink_of(page, DPI), DPI)
    assert (len(found.horizontal), len(found.vertical)) == (3, 3)


def test_rows_of_characters_are_no_rules() -> None:
    page = paper()
    for top in range(60, 780, 20):
        words(page, top, 60, 38)
    found = find_rules(ink_of(page, DPI), DPI)
    assert found.horizontal == ()
    assert found.vertical == ()


def test_a_single_low_row_and_a_narrow_column_have_all_their_rules() -> None:
    page = paper()
    grid(page, [60, 84, 108, 300, 540], [100, 118])
    # A rule that spans only the narrow columns.
    page[109 * POINT : 109 * POINT + 2, 60 * POINT : 84 * POINT] = 0
    words(page, 102, 120, 8, size=10)
    found = find_rules(ink_of(page, DPI), DPI)
    assert sorted(round(rule.at) for rule in found.vertical) == [60, 84, 108, 300, 540]
    assert sorted(round(rule.at) for rule in found.horizontal) == [100, 110, 118]


def test_a_line_of_text_in_a_cell_stays_when_rules_go() -> None:
    page = paper()
    words(page, 104, 70, 10)
    plain_text = page.copy()
    grid(page, [60, 300, 540], [100, 120, 140])
    ruling = find_rules(ink_of(page, DPI), DPI)
    assert np.array_equal(without_rules(page, ruling), plain_text)


@pytest.mark.parametrize("degrees", [-2.6, -0.7, 0.4, 1.5, 3.0])
def test_skew_is_found_to_a_twentieth_of_a_degree(degrees: float) -> None:
    page = paper()
    for top in range(60, 780, 20):
        words(page, top, 60, 36)
    assert find_skew(ink_of(turned(page, degrees), DPI)) == pytest.approx(degrees, abs=0.05)


def test_a_level_or_empty_page_has_no_skew() -> None:
    page = paper()
    assert find_skew(ink_of(page, DPI)) == 0.0
    for top in range(60, 780, 20):
        words(page, top, 60, 36)
    assert find_skew(ink_of(page, DPI)) == pytest.approx(0.0, abs=0.02)


def ring(page: Picture, middle: tuple[int, int], millimetres: float) -> npt.NDArray[np.bool_]:
    ys, xs = np.mgrid[0 : page.shape[0], 0 : page.shape[1]]
    radius = millimetres / 25.4 * DPI / 2
    distance = np.hypot(ys - middle[0], xs - middle[1])
    seal: npt.NDArray[np.bool_] = (np.abs(distance - radius + 4) < 4) | (distance < radius / 3)
    return seal


def test_a_seal_goes_and_the_print_under_it_stays() -> None:
    page = paper()
    for top in range(200, 400, 20):
        words(page, top, 60, 36)
    scan = coloured(page)
    seal = ring(page, (600, 500), 42)
    # Red ink over print: the darker of both in each colour, a little red through the black.
    scan[seal] = np.minimum(scan[seal], np.array([214, 38, 44], dtype=np.uint8))
    scan[seal & (page == 0)] = (70, 8, 10)
    gray = without_seals(scan, DPI)
    assert np.array_equal(gray < 128, page < 128)
    assert gray[seal & (page == 255)].min() == 255


def test_a_red_letterhead_stays() -> None:
    page = paper()
    words(page, 80, 120, 14, size=26)
    scan = coloured(page)
    scan[page == 0] = (200, 30, 30)
    gray = without_seals(scan, DPI)
    assert np.array_equal(ink_of(gray, DPI), ink_of(gray, DPI) & (page == 0))
    assert (gray[page == 0] < 128).all()


def test_grey_of_white_and_black() -> None:
    page = coloured(paper(10, 10))
    page[5:] = 0
    gray = without_seals(page, DPI)
    assert set(np.unique(gray).tolist()) == {0, 255}
