"""The report in a real browser: looking at the sample as an analyst does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.report.browser import Opened, opened


@pytest.fixture
def sample_window(window: Opened, sample_page: Path) -> Opened:
    window.open(sample_page)
    return window


def test_choosing_a_finding_shows_both_evidences(sample_window: Opened, sample_page: Path) -> None:
    # The sample's README: 卫生健康支出 states 1,128万元, tables 4 and 5 hold 11,825,014元.
    item = sample_window.choose(1)
    assert sample_window.marked("#prose") == ["1,128万元"]
    assert sample_window.marked("#grid") == ["11,825,014", "11,825,014"]
    assert sample_window.in_view("#prose")
    assert sample_window.in_view("#grid")
    assert item.locator(".choose").get_attribute("aria-expanded") == "true"
    sides = item.locator(".sides").inner_text()
    # Half of the last digit of 1,128万元 is 5,000元, of 11,825,014元 half a yuan.
    for number in ("11,275,000", "11,285,000", "11,825,013.5", "11,825,014.5", "−545,014"):
        assert number in sides
    assert "两个区间不相交" in sides
    assert sample_window.quiet(sample_page)


def test_the_third_finding_shows_the_total_and_its_parts(sample_window: Opened, sample_page: Path) -> None:
    # The sample's README: a total of 318.60万元 whose parts make 308.60.
    item = sample_window.choose(3)
    assert "分项之和" in item.inner_text()
    assert sample_window.marked("#prose") == ["318.60万元", "186.40万元", "92.20万元", "30.00万元"]
    assert sample_window.in_view("#prose")
    assert sample_window.page.evaluate(
        "Array.from(document.querySelectorAll('#prose .here')).every(e => "
        "getComputedStyle(e).backgroundColor !== getComputedStyle(document.body).backgroundColor)"
    )
    assert sample_window.quiet(sample_page)


_EVERY = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const missing = [];
  for (const item of document.querySelectorAll(".item")) {
    item.querySelector(".choose").click();
    for (let n = 0; n < 5; n++) await frame();
    const places = item.dataset.places.split(" ");
    for (const [pane, letter] of [["#prose", "p"], ["#grid", "t"]]) {
      if (!places.some((place) => place.startsWith(letter))) continue;
      const shown = document.querySelector(pane).getBoundingClientRect();
      const box = document.querySelector(pane + " .here.first")?.getBoundingClientRect();
      const inside = box && box.top >= shown.top && box.bottom <= shown.bottom;
      if (!inside || !box.height || box.right > shown.right + 1)
        missing.push(item.id + " " + pane);
    }
  }
  return missing;
}"""


@pytest.mark.parametrize("width", [1440, 820])
def test_every_evidence_is_brought_into_view(chromium: Any, sample_page: Path, width: int) -> None:
    with opened(chromium, viewport={"width": width, "height": 900}) as window:
        window.open(sample_page)
        assert window.page.evaluate(_EVERY) == []
        assert window.quiet(sample_page)


def test_filters(sample_window: Opened) -> None:
    page = sample_window.page
    assert page.inner_text("#shown") == "76"
    page.click(".tones .s-error")
    assert page.inner_text("#shown") == "3"
    assert page.locator(".item:visible").count() == 3
    page.click(".tones .s-error")
    page.select_option("#rule", "impossible-date")
    assert page.locator(".item:visible .title").all_inner_texts() == [
        "项目「生态环境执法装备能力建设」写有不存在的日期“2026.06.31”。"
    ]
    page.click("#clear")
    page.select_option("#project", label="清溪湖水体综合治理")
    shown = page.locator(".item:visible")
    assert shown.count() > 0
    assert all("清溪湖水体综合治理" in text for text in shown.locator(".section").all_text_contents())
    page.click("#clear")
    page.fill("#words", "不会有的词")
    assert page.inner_text("#shown") == "0"
    assert page.is_visible("#nothing")
    page.keyboard.press("Escape")
    assert page.inner_text("#shown") == "76"


def test_a_filtered_out_choice_is_given_up(sample_window: Opened) -> None:
    sample_window.choose(1)
    sample_window.page.click(".tones .s-info")
    assert sample_window.marked("#prose") == []
    assert sample_window.page.locator(".item.on").count() == 0


def test_keyboard(sample_window: Opened) -> None:
    page = sample_window.page
    chosen = "document.querySelector('.item.on')?.id"
    page.keyboard.press("j")
    assert page.evaluate(chosen) == "f0"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("j")
    assert page.evaluate(chosen) == "f2"
    page.keyboard.press("k")
    assert page.evaluate(chosen) == "f1"
    assert page.evaluate("document.activeElement.closest('.item').id") == "f1"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Escape")
    assert page.evaluate(chosen) is None
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "words"
    page.keyboard.type("jk1l2")  # letters are text there, no commands
    assert page.input_value("#words") == "jk1l2"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("2")
    assert page.is_visible("#projects")
    assert not page.is_visible("#review")


def test_language(sample_window: Opened) -> None:
    page = sample_window.page
    assert page.inner_text("#tab-review") == "核对"
    page.click("#language")
    assert page.inner_text("#tab-review") == "Review"
    assert page.get_attribute("html", "lang") == "en"
    assert page.get_attribute("#words", "placeholder") == "Filter by words or amount"
    assert "impossible date" in page.locator("#rule option").all_inner_texts()
    # What the document says stays as it is.
    assert page.inner_text("h1") == "云川市生态环境局"
    page.click("#language")
    assert page.inner_text("#tab-review") == "核对"


def test_marked_text_and_cells_choose_what_points_at_them(sample_window: Opened) -> None:
    page = sample_window.page
    page.locator("#prose .m", has_text="60,737万元").first.click()
    assert "60,737万元" in page.inner_text(".item.on .amount")
    assert sample_window.marked("#grid") == ["607,371,026"]
    assert sample_window.in_view("#grid")
    page.locator("#grid .here").click()
    assert page.locator(".item.on").count() == 1


def test_projects_and_charts(sample_window: Opened) -> None:
    page = sample_window.page
    page.click("#tab-projects")
    rows = page.locator(".ledger tbody tr")
    assert rows.count() == 6
    assert "12.4%" in page.inner_text(".coverage")  # 4,440.1 of 35,719.797万元
    second = rows.nth(1)
    curve = second.locator(".curve")
    assert curve.get_attribute("aria-label") == "第1季度20%，第2季度45%，第3季度75%，第4季度100%"
    assert curve.locator("circle.open").count() == 3  # 不低于 20, 45 and 75
    rows.nth(3).locator(".plot").click()
    assert page.is_visible("#review")
    assert "318.60万元" in page.inner_text(".item.on")
    page.click("#tab-projects")
    second.locator(".project").click()
    assert page.input_value("#project") == "1"
    page.wait_for_timeout(60)
    assert sample_window.in_view("#prose", '.block[data-narrative="1"] .l-narrative')


def test_print(sample_window: Opened) -> None:
    page = sample_window.page
    data = page.pdf(format="A4")
    assert data.startswith(b"%PDF-")
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(data) as made:
        assert len(made) > 4
        text = "".join(page.get_textpage().get_text_range() for page in made)
    # Everything is there: the last project's text, the last table, the computation of an item not chosen.
    for words in ("生态环境数据平台升级改造（二期）", "1,286.37", "11,825,013.5"):
        assert words in text.replace("\r\n", "")
    assert "快捷键" not in text


def test_narrow_screens_have_no_sideways_scroll(chromium: Any, sample_page: Path) -> None:
    for width in (820, 390):
        with opened(chromium, viewport={"width": width, "height": 900}) as window:
            window.open(sample_page)
            assert window.page.evaluate("document.documentElement.scrollWidth") <= width


def test_dark_mode_keeps_contrast(chromium: Any, sample_page: Path) -> None:
    with opened(chromium, color_scheme="dark") as window:
        window.open(sample_page)
        window.choose(1)
        style = "getComputedStyle(document.documentElement)"
        ink, paper = window.page.evaluate(f"[{style}.color, {style}.backgroundColor]")
        assert _luminance(ink) > 0.6
        assert _luminance(paper) < 0.05


def _luminance(color: str) -> float:
    parts = [int(part) / 255 for part in color.removeprefix("rgb(").removesuffix(")").split(", ")]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
