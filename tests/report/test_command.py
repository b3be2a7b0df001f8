"""``yusuan report``: files, folders, a PDF with pictures, a store, and what is refused."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from nlp.cli.app import app
from nlp.report.pictures import png
from tests.report.browser import Opened

SAMPLES = Path(__file__).parents[2] / "samples"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def run(*arguments: object) -> Any:
    return CliRunner().invoke(app, ["--lang", "zh", "report", *map(str, arguments)])


def test_one_document_to_one_file(tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    result = run(SAMPLES / "binhe-school-unit-2024.txt", "--out", out, "--timeout", "0", "--memory", "0")
    assert result.exit_code == 0, result.output
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_several_documents_to_a_folder(tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    for name in ("甲/预算.txt", "乙/预算.txt", "乙/坏.docx"):
        (inputs / name).parent.mkdir(parents=True, exist_ok=True)
        (inputs / name).write_bytes((SAMPLES / "binhe-school-unit-2024.txt").read_bytes())
    result = run(inputs, "--out", tmp_path / "out", "--timeout", "0", "--memory", "0")
    assert result.exit_code == 1  # the .docx is none
    assert "坏.docx" in result.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["预算.html", "预算.txt.html"]


def test_what_is_refused(tmp_path: Path) -> None:
    sample = SAMPLES / "binhe-school-unit-2024.txt"
    missing = run(sample)
    assert missing.exit_code == 2
    assert "--out" in missing.output
    several = run(sample, SAMPLES / "lanjiang-library-unit-2025.md", "--out", tmp_path / "a.html")
    assert several.exit_code == 2
    assert "文件夹" in several.output
    assert list(tmp_path.iterdir()) == []


def test_a_pdf_has_pictures_of_its_pages(tmp_path: Path, window: Opened) -> None:
    pdfs = sorted(CORPUS.glob("*.pdf"))
    if not pdfs:
        pytest.skip("../shared/corpus holds no PDF")
    out = tmp_path / "report.html"
    assert run(min(pdfs, key=lambda path: path.stat().st_size), "--out", out).exit_code == 0
    assert out.stat().st_size < 3_000_000
    window.open(out)
    window.page.keyboard.press("j")
    window.page.wait_for_timeout(60)
    crop = window.page.locator(".item.on .crop").first
    assert crop.is_visible()
    assert crop.locator("img").evaluate("image => image.complete && image.naturalWidth > 300")
    # The frame around the evidence stands on ink: its part of the page is not blank.
    dark = crop.evaluate(
        """figure => {
          const image = figure.querySelector("img"), box = figure.querySelector("i");
          const canvas = document.createElement("canvas");
          const x = parseFloat(box.style.left) - parseFloat(image.style.left);
          const y = parseFloat(box.style.top) - parseFloat(image.style.top);
          const w = parseFloat(box.style.width), h = parseFloat(box.style.height);
          canvas.width = w; canvas.height = h;
          const drawing = canvas.getContext("2d");
          drawing.drawImage(image, x, y, w, h, 0, 0, w, h);
          const values = Array.from(drawing.getImageData(0, 0, w, h).data);
          return values.filter((value, i) => i % 4 === 0 && value < 150).length;
        }"""
    )
    assert dark > 50
    assert window.quiet(out)


def test_a_large_document_is_small_and_quick(tmp_path: Path, window: Opened) -> None:
    path = CORPUS / "shanghai-sstc-2024.txt"
    if not path.exists():
        pytest.skip("../shared/corpus is not here")
    out = tmp_path / "report.html"
    assert run(path, "--out", out).exit_code == 0
    assert out.stat().st_size < 3_000_000
    took = []
    for _ in range(3):  # other programs may hold the machine up once
        window.open(out)
        took.append(window.page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
    assert 0 < min(took) < 1000
    window.choose(3)
    assert window.in_view("#prose") or window.in_view("#grid")
    assert window.quiet(out)


def test_a_store_has_an_overview(tmp_path: Path, window: Opened) -> None:
    pytest.importorskip("duckdb")
    store, out = tmp_path / "档案", tmp_path / "out"
    runner = CliRunner()
    made = runner.invoke(app, ["archive", str(SAMPLES), "--out", str(store), "-q", "--workers", "1"])
    assert (store / "manifest.json").exists(), made.output
    assert run(store, "--out", out).exit_code == 0
    page = out / "index.html"
    window.open(page)
    assert window.page.locator(".years rect").count() >= 4
    years, organisations = window.page.locator(".sums").all()
    assert years.locator("tbody th").all_inner_texts() == ["2024", "2025", "2026"]
    row = organisations.locator("tr", has_text="云川市生态环境局")
    # Two amounts disagree: 1,128万元 and the total of 318.60万元; six findings.
    assert row.locator("td").all_inner_texts()[2] == "2"
    assert row.locator("td").all_inner_texts()[4] == "6"
    window.page.click("#language")
    assert "By organisation" in window.page.inner_text("main")
    assert window.quiet(page)


def test_a_picture_is_a_png_of_its_pixels() -> None:
    rows = [bytes([0, 17, 255]), bytes([34, 250, 100])]
    made = png(b"".join(row + b"\x99" for row in rows), 3, 2, 4)
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", made[16:24]) == (3, 2)
    start = made.index(b"IDAT") + 4
    lines = zlib.decompress(made[start:-16])
    # 4 bits a pixel: 0, 17 and 255 are levels 0, 1 and 15; 34, 250 and 100 the nearest, 2, 15 and 6.
    assert lines == bytes([0, 0x01, 0xF0, 0, 0x2F, 0x60])


_NARRATIVE = """{name}项目经费情况说明

一、项目概述

对{name}进行更新和维护。

二、立项依据

《云川市公共设施维护办法》（云川设规〔2024〕{number}号）

三、实施主体

云川市档案馆

五、实施周期

2025年3月至2025年11月

六、年度预算安排

年度预算{total}万元，其中：设备购置费{part}万元，施工费100万元。一季度执行20%，二季度30%，三季度30%，四季度20%。

"""


def test_a_hundred_projects_are_usable(tmp_path: Path, window: Opened) -> None:
    head = "云川市2025年部门预算\n\n云川市档案馆机构设置\n\n1. 云川市档案馆\n\n七、项目经费情况说明\n\n"
    narratives = (
        _NARRATIVE.format(name=f"第{n}号库房加固", number=n, part=200 + n, total=300 + n)
        for n in range(1, 101)
    )
    path = tmp_path / "百项.txt"
    path.write_text(head + "".join(narratives), encoding="utf-8")
    out = tmp_path / "report.html"
    assert run(path, "--out", out).exit_code == 0
    assert out.stat().st_size < 3_000_000
    window.open(out)
    page = window.page
    page.click("#tab-projects")
    assert page.locator(".ledger tbody tr").count() == 100
    assert page.locator(".ledger .curve path.line").count() == 100
    page.locator(".project").nth(98).click()
    page.wait_for_timeout(150)
    assert window.in_view("#prose", '.block[data-narrative="98"] .l-narrative')
    page.fill("#words", "年度预算总额")
    page.keyboard.press("Enter")
    page.wait_for_timeout(150)
    assert window.in_view("#prose")
    assert page.inner_text(".item.on .amount") == "399万元"
    assert window.quiet(out)
