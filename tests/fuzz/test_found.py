"""What fuzzing found, each as the smallest input: a Document or a refusal, nothing else."""

from __future__ import annotations

import json
import zlib
from decimal import Decimal
from pathlib import Path

import pytest
import srsly  # type: ignore[import-untyped]

from nlp.annotate.formats import FORMATS
from nlp.annotate.standoff import load_labels
from nlp.errors import YusuanError
from nlp.outline import outline
from nlp.readers.docx import read_docx
from nlp.readers.html import read_html
from nlp.readers.pdf.page import Char, PageContent, Rule, _whole
from nlp.readers.pdf.tables import page_tables
from nlp.readers.text import read_text
from nlp.reconcile.slip import slip_between
from nlp.tagger.rules.quarters import only_figure_words
from tests.fuzz.trial import _alarm
from tests.trust.bombs import docx, paragraph

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_a_span_of_no_columns() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="0"/></w:tcPr>{}</w:tc>'
    row = "<w:tr>" + cell.format(paragraph("项目")) + cell.format(paragraph("金额")) + "</w:tr>"
    document = read_docx("a.docx", docx(f"<w:tbl>{row * 2}</w:tbl>"), "")
    assert [cell.text for cell in document.tables[0].cells[0]] == ["项目", "金额"]


@pytest.mark.parametrize(("depth", "start", "style"), [("²", "1", "decimal"), ("9" * 5000, "1", "decimal"), ("0", "-1", "ideographDigital")])  # fmt: skip  # noqa: E501
def test_numbers_of_lists_that_are_none(depth: str, start: str, style: str) -> None:
    numbering = (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{style}"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = f"<w:p>{properties}<w:r><w:t>预算</w:t></w:r></w:p>"
    document = read_docx("a.docx", docx(body, parts={"word/numbering.xml": numbering.encode()}), "")
    assert document.text.strip() == ("-一. 预算" if start == "-1" else "1. 预算")


def test_a_cell_of_mathml_stands_in_no_row() -> None:
    document = read_html("a.html", "<table><tr><td>前<table><math><td>预算".encode(), "")
    assert "预算" in document.text


def test_halves_of_a_rare_character_are_joined() -> None:
    halves = [
        Char("\ud840", 0, 0, 5, 9),
        Char("\udc0b", 5, 0, 9, 9),
        Char("\ud840", 9, 0, 12, 9),
        Char("款", 12, 0, 20, 9),
    ]
    whole = list(_whole(halves))
    assert [char.text for char in whole] == ["\U0002000b", "\ufffd", "款"]
    assert (whole[0].x0, whole[0].x1) == (0, 9)
    assert [char.text for char in _whole([Char("\udc0b", 0, 0, 1, 1), Char("\ud840", 1, 0, 2, 1)])] == [
        "\ufffd"
    ] * 2


_DEEP = "[" * 100_000
_DIGITS = "9" * 5000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("records", _DEEP),
        ("records", '{"id": "r", "text": "\\ud800", "spans": []}'),
        ("records", '{"id": "r", "text": "x", "spans": [], "meta": {"\\ud800": 1}}'),
        ("records", f'{{"id": {_DIGITS}, "text": "x", "spans": []}}'),
        ("doccano", _DEEP),
        ("doccano", '{"text": "x", "label": [[0, 1, ["BODY"]]]}'),
        ("doccano", '{"text": "\\udfff", "label": []}'),
        ("label-studio", "[" + _DEEP),
        ("label-studio", f"[{_DIGITS}]"),
        (
            "label-studio",
            json.dumps(
                [
                    {
                        "data": {"text": "x"},
                        "annotations": [{"result": [{"value": {"start": 0, "end": {}, "labels": [{}]}}]}],
                    }
                ]
            ),
        ),
        ("conll", f"# id = {_DEEP}\n甲\tO\n"),
        ("conll", f"# id = {_DIGITS}\n甲\tO\n"),
    ],
)
def test_labels_are_refused_by_file_and_place(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{FORMATS[name].suffix}"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(YusuanError, match=r"a\.\w+, line 1"):
        FORMATS[name].read(path)


@pytest.mark.parametrize("data", [b"\xff", b"[" * 100_000, b"9" * 5000])
def test_stand_off_labels_are_refused_by_file(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    with pytest.raises(YusuanError, match=r"a\.jsonl"):
        load_labels(path)


@pytest.mark.parametrize("span", [[5, 2], [3, 3], [-1, 2], [8, 11]])
def test_stand_off_labels_lie_in_their_document(span: list[int], tmp_path: Path) -> None:
    amounts = dict.fromkeys(("annual_total", "fiscal", "own_funds", "multi_year_total"))
    label = {
        "document": {"sha256": "0" * 64, "characters": 10},
        "annotator": "a",
        "narrative": 0,
        "project": [0, 10],
        "bodies": [],
        "schedule": None,
        "amounts": amounts | {"components": [{"wan": "5", "spans": [[0, 2]]}], "other_years": []},
        "quarters": {"basis": None, "items": []},
        "legal_basis": [],
    }
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(label), encoding="utf-8")
    assert load_labels(path)
    path.write_text(json.dumps(label | {"annotator": "\ud800"}), encoding="utf-8")
    with pytest.raises(YusuanError, match=r"a\.jsonl, line 1"):
        load_labels(path)
    label["amounts"]["components"][0]["spans"] = [[0, 2], span]  # type: ignore[index]
    path.write_text(json.dumps(label), encoding="utf-8")
    with pytest.raises(YusuanError, match=r"a\.jsonl, line 1: .* a span"):
        load_labels(path)


@pytest.mark.parametrize(
    ("column", "values"),
    [("spans", [5]), ("spans", [[{"start": 0, "end": 1}]]), ("meta", [5]), ("meta", ["[" * 5000])],
)  # fmt: skip
def test_rows_of_a_dataset_of_another_shape(column: str, values: list[object], tmp_path: Path) -> None:
    pytest.importorskip("datasets")
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    columns = {"id": ["r"], "text": ["预算"], "spans": [[]], "meta": ["{}"], column: values}
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.table(columns), path)
    with pytest.raises(YusuanError, match=r"a\.parquet, row 1"):
        FORMATS["datasets"].read(path)


def test_a_docbin_whose_words_are_unknown(tmp_path: Path) -> None:
    from spacy.attrs import ORTH  # type: ignore[import-not-found]

    message = {
        "version": "0.1", "attrs": [ORTH], "tokens": b"\x01" * 8, "spaces": b"\0", "lengths": b"\x01\0\0\0",
        "strings": [], "cats": [{}], "flags": [{}], "span_groups": [b""],
    }  # fmt: skip
    path = tmp_path / "a.spacy"
    path.write_bytes(zlib.compress(srsly.msgpack_dumps(message)))
    with pytest.raises(YusuanError, match=r"a\.spacy"):
        FORMATS["docbin"].read(path)


def test_a_grid_whose_characters_make_no_lines_is_no_table() -> None:
    lines = tuple(Rule(at, 0, 90) for at in (0, 20, 40))
    page = PageContent(1, 595, 842, (Char(" ", 5, 5, 9, 9), Char(" ", 35, 5, 39, 9)), lines, lines)
    tables, outside = page_tables(page)
    assert (tables, len(outside)) == ([], 2)


@pytest.mark.parametrize("cells", ["⑴\t⑴\t⑴", "²\t³\t¹", "9" * 5000 + "\t1\t2"])
def test_digits_that_are_no_numbers_count_no_columns(cells: str) -> None:
    head = "2026年收入预算总表\n单位：元\n项目\t合计\t基本支出\n"
    document = read_text("a.txt", f"{head}{cells}\n教育支出\t5\t5\n合计\t5\t5\n".encode(), "")
    assert outline(document).tables[0].all_rows()


def test_an_amount_of_forty_digits_is_compared() -> None:
    assert slip_between(Decimal("9" * 40), Decimal("9" * 39 + "8"), Decimal("0.01")) is None


def test_words_that_divide_in_many_ways_are_read_in_their_time() -> None:
    with _alarm(30):  # seconds; in every way it would not end
        assert only_figure_words("用款额" * 5000)
        assert not only_figure_words("用款额" * 5000 + "会议")
    assert only_figure_words("占比例百分之三十五，至3.5%")
