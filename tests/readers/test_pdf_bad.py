"""PDFs that can't be read, and some that only look so: one line each, and the others are done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pypdfium2 as pdfium
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from nlp.schema import json_schema
from tests.readers.pdfs import HEIGHT, WIDTH, Pdf

LINES = ("云川市2025年部门预算", "预算主管部门：云川市档案馆", "部门预算编制说明", "按计划推进各项工作。")
PAGES = 2000


def _budget(path: Path, *, pages: int = 1, encryption: StandardEncryption | None = None) -> Path:
    pdf = Pdf(path)
    if encryption is not None:
        pdf.canvas.setEncrypt(encryption)
    y = 80.0
    for line in LINES:
        y = pdf.paragraph(y, line)
    for number in range(2, pages + 1):
        pdf.page()
        pdf.paragraph(80, f"第{number}项工作按计划推进，年内完成。")
    return pdf.save()


def _picture(path: Path) -> Path:
    """A page that is one picture of nothing: a grey square."""
    pdf = pdfium.PdfDocument.new()
    page = pdf.new_page(WIDTH, HEIGHT)
    bitmap = pdfium.PdfBitmap.new_native(60, 85, pdfium.raw.FPDFBitmap_BGR)
    bitmap.fill_rect((200, 200, 200, 255), 0, 0, 60, 85)
    image = pdfium.PdfImage.new(pdf)
    image.set_bitmap(bitmap)
    image.set_matrix(pdfium.PdfMatrix().scale(WIDTH, HEIGHT))
    page.insert_obj(image)
    page.gen_content()
    pdf.save(str(path))
    return path


@dataclass(frozen=True)
class Run:
    """What the command made of all files: its exit status, its JSON by file name, and its messages."""

    status: int
    lines: dict[str, Any]
    messages: list[str]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The program itself, once, on all files; a good one stands last."""
    folder = tmp_path_factory.mktemp("pdf")
    good = _budget(folder / "good.pdf").read_bytes()
    _budget(folder / "encrypted.pdf", encryption=StandardEncryption("geheim", strength=128))
    _budget(folder / "readable.pdf", encryption=StandardEncryption("", "owner", strength=128))
    _budget(folder / "pages.pdf", pages=PAGES)
    _picture(folder / "picture.pdf")
    pdfium.PdfDocument.new().save(str(folder / "no-pages.pdf"))
    (folder / "cut.pdf").write_bytes(good[: len(good) // 2])
    (folder / "stub.pdf").write_bytes(good[:20])
    (folder / "noise.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 200)
    (folder / "text.pdf").write_text("从前有一座山，山里住着一位老人。\n", encoding="utf-8")
    paths = sorted(folder.glob("*.pdf"), key=lambda path: (path.name == "good.pdf", path.name))
    environment = {key: value for key, value in os.environ.items() if not key.startswith("YUSUAN_")}
    done = subprocess.run(
        [sys.executable, "-m", "nlp.cli", "--lang", "zh", "extract", *paths, "--json"],
        capture_output=True,
        env=environment,
        timeout=300,
        check=False,
    )
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [line["document"]["source"] for line in lines] == [path.name for path in paths]
    return Run(
        done.returncode,
        {line["document"]["source"]: line for line in lines},
        done.stderr.decode().splitlines(),
    )


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("encrypted.pdf", {"encrypted"}),
        ("cut.pdf", {"damaged"}),
        ("stub.pdf", {"damaged"}),
        ("noise.pdf", {"damaged"}),
        ("no-pages.pdf", {"damaged", "empty"}),  # and not "encrypted", as the file before it
        # Without the extra for OCR: it is needed; with it: it finds nothing.
        ("picture.pdf", {"unsupported"}),
        # Taken by its name it is a damaged PDF, by its content a text about something else.
        ("text.pdf", {"damaged", "unsupported"}),
    ],
)
def test_what_cannot_be_read_is_one_line_with_its_kind(run: Run, name: str, kinds: set[str]) -> None:
    line = run.lines[name]
    assert jsonschema.Draft202012Validator(json_schema()).is_valid(line)
    assert line["error"]["kind"] in kinds
    assert name in line["error"]["message"]
    assert sum(line["error"]["message"] in message for message in run.messages) == 1


def test_the_others_are_done(run: Run) -> None:
    good = {"good.pdf", "readable.pdf", "pages.pdf"}
    assert {name for name, line in run.lines.items() if "error" not in line} == good
    assert run.status == 1
    assert len(run.messages) == len(run.lines) - len(good)
    assert run.lines["good.pdf"]["document"]["kind"] == "department_budget"


def test_a_password_that_only_protects_from_change_is_no_hindrance(run: Run) -> None:
    keys = ("kind", "fiscal_year", "organisation", "pages", "characters")
    good, readable = (run.lines[name]["document"] for name in ("good.pdf", "readable.pdf"))
    assert [readable[key] for key in keys] == [good[key] for key in keys]
    assert readable["format"] == "pdf"


def test_two_thousand_pages_are_read_within_the_limit(run: Run) -> None:
    document = run.lines["pages.pdf"]["document"]
    assert document["pages"] == PAGES
    assert document["characters"] > PAGES * len("第项工作按计划推进，年内完成。")
