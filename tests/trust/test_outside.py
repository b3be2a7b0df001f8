"""What comes from outside brings data only: no code, no path out of its folder, no address."""

from __future__ import annotations

import ast
import gc
import io
import json
import socket
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

import nlp
from nlp.annotate.formats import FORMATS, docbin
from nlp.archive import inputs
from nlp.archive.errors import StoreError
from nlp.archive.manifest import NAME, read_manifest
from nlp.errors import ReadError, YusuanError
from nlp.readers import read
from nlp.readers.docx import read_docx
from nlp.readers.html import read_html
from nlp.readers.office import container
from nlp.readers.xls import read_xls
from nlp.readers.xlsx import read_xlsx
from tests.trust.bombs import BOMBS, MB, docx, packed, paragraph, row, xlsx

PACKAGE = Path(nlp.__file__).parent

#: Modules that turn data into code, or reach for addresses; where one is needed, why.
_MODULES = {
    "pickle",
    "marshal",
    "shelve",
    "dill",
    "joblib",
    "cloudpickle",
    "requests",
    "urllib",
    "httpx",
    "ftplib",
    "tarfile",
}
_ALLOWED = {
    ("isolate_child.py", "pickle"): "an exception's type; the pipe joins processes of one program",
    ("archive/cluster.py", "pickle"): "between processes of one run",
}
_CALLS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "extractall",
    "extract",
    "unpack_archive",
    "system",
    "popen",
}


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    return [node.module.split(".")[0]] if isinstance(node, ast.ImportFrom) and node.module else []


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.relative_to(PACKAGE).as_posix()
)
def test_no_module_makes_code_of_data(path: Path) -> None:
    where = path.relative_to(PACKAGE).as_posix()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for name in _names(node):
            assert name not in _MODULES or (where, name) in _ALLOWED, f"{where} imports {name}"
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        owner = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
        if called in _CALLS and not (
            owner == "re" or (called == "eval" and owner)
        ):  # network.eval() of torch
            pytest.fail(f"{where}:{node.lineno} calls {called}")
        keywords = {each.arg: ast.unparse(each.value) for each in node.keywords}
        if owner == "torch" and called == "load":
            assert keywords.get("weights_only") == "True", f"{where}:{node.lineno} unpickles"
        if owner == "yaml" and called in ("load", "load_all", "unsafe_load", "full_load"):
            pytest.fail(f"{where}:{node.lineno} loads YAML that can name classes")
        assert keywords.get("shell") != "True", f"{where}:{node.lineno} runs a shell"
        assert keywords.get("trust_remote_code") in (None, "False"), (
            f"{where}:{node.lineno} runs a model's code"
        )


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("an address is visited")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


_ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY f "{}">]>'.format("预算" * 20)


@pytest.mark.parametrize(
    "before",
    [_ENTITY, f"<!--{' ' * 5000}-->{_ENTITY}", f'<?xml version="1.0"?>{_ENTITY}'],
    ids=["first", "late", "declared"],
)
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_xml_with_entities_is_refused(kind: str, before: str, no_network: None) -> None:
    data = docx(paragraph("&f;"), before) if kind == "docx" else xlsx(row("&f;"), before=before)
    with pytest.raises(ReadError) as caught:
        (read_docx if kind == "docx" else read_xlsx)(f"a.{kind}", data, "")
    assert caught.value.kind == "damaged"
    assert "document type" in caught.value.en


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_entities_in_utf_16_are_refused(encoding: str) -> None:
    mark = "\ufeff".encode(encoding)
    text = (
        f'{_ENTITY}<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>&f;</w:t></w:r></w:p></w:body></w:document>'
    )
    with pytest.raises(ReadError) as caught:
        read_docx("a.docx", packed({"word/document.xml": mark + text.encode(encoding)}), "")
    assert caught.value.kind == "damaged"


def test_remote_parts_are_not_fetched(no_network: None) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="x/attachedTemplate" TargetMode="External" Target="http://192.0.2.1/t.dotm"/></Relationships>'
    )
    data = docx(
        paragraph("预算") + '<w:altChunk id="r"/>', parts={"word/_rels/document.xml.rels": relations.encode()}
    )
    assert "预算" in read_docx("a.docx", data, "").text
    page = (
        '<!DOCTYPE html SYSTEM "http://192.0.2.1/x.dtd"><link rel=stylesheet href="http://192.0.2.1/a.css">'
        '<base href="http://192.0.2.1/"><img src="http://192.0.2.1/a.png"><iframe src="http://192.0.2.1/"></iframe>'
        '<script src="http://192.0.2.1/a.js"></script><object data="file:///etc/passwd"></object><p>预算'
    )
    assert read_html("a.html", page.encode(), "").text.strip() == "预算"


def test_a_part_may_not_lie_elsewhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(
        f'<w:document xmlns:w="x"><w:body>{paragraph("预算")}</w:body></w:document>', encoding="utf-8"
    )
    relation = (
        '<Relationships xmlns="x"><Relationship Id="r" Type="x/officeDocument" '
        f'Target="../../..{secret}"/></Relationships>'
    )
    with pytest.raises(ReadError) as caught:
        read_docx("a.docx", packed({"_rels/.rels": relation.encode()}), "")
    assert caught.value.kind == "damaged"


# Bounds of packed files


def test_a_part_that_grows_without_measure_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx(paragraph(" " * (8 * MB)))
    with pytest.raises(ReadError) as caught:
        read_docx("a.docx", data, "")
    assert caught.value.kind == "too_large"
    monkeypatch.setattr(container, "MAX_GROWTH", 10**9)
    with pytest.raises(ReadError) as caught:
        read_docx("a.docx", data, "")
    assert caught.value.kind == "empty"  # the bound alone kept it out


def test_an_honest_part_may_grow_a_hundredfold() -> None:
    rows = "<w:tr>" + f"<w:tc>{paragraph('0.00')}</w:tc>" * 8 + "</w:tr>"
    document = read_docx("a.docx", docx(f"<w:tbl>{rows * 600}</w:tbl>"), "")
    assert len(document.tables[0].cells) == 600


@pytest.mark.parametrize(("name", "bound"), [("MAX_MEMBERS", 1), ("MAX_TOTAL", 5999), ("MAX_PART", 2999)])
def test_a_package_has_its_bounds(name: str, bound: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({"word/document.xml": b" " * 3000, "word/styles.xml": b" " * 3000})

    def part() -> bytes | None:
        return container.Package("a.docx", data, "").data("word/document.xml")

    assert part() is not None
    monkeypatch.setattr(container, name, bound)
    with pytest.raises(ReadError) as caught:
        part()
    assert caught.value.kind == "too_large"


def test_a_large_xls_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.readers.xls.MAX_BYTES", 1000)
    with pytest.raises(ReadError) as caught:
        read_xls("a.xls", bytes(1001), "")
    assert caught.value.kind == "too_large"


def test_a_file_over_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.readers.registry.MAX_BYTES", 5)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("it is read"))
    path = tmp_path / "a.txt"
    path.write_text("123456", encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.kind == "too_large"


def test_a_huge_picture_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    image = pytest.importorskip("PIL.Image")
    pytest.importorskip("numpy")
    from nlp.readers.ocr import picture

    stream = io.BytesIO()
    image.new("1", (100, 100)).save(stream, "PNG")
    monkeypatch.setattr(picture, "_MOST_PIXELS", 9999)
    with pytest.raises(ReadError) as caught:
        list(picture.pages_of("a.png", stream.getvalue(), ""))
    assert caught.value.kind == "too_large"


def test_a_huge_page_is_drawn_small() -> None:
    pytest.importorskip("numpy")
    import pypdfium2

    from nlp.readers.ocr import picture

    page = pypdfium2.PdfDocument(BOMBS["box.pdf"]())[0]
    pixels, _ = picture.draw(page)
    assert pixels.size < 3 * picture._MOST_PIXELS


@pytest.mark.parametrize("place", ["worksheets/sheet1.xml", "sheet.bin"])
def test_cells_count_whatever_the_sheet_is_called(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.readers.xlsx.MAX_CELLS", 10)
    with pytest.raises(ReadError) as caught:
        read_xlsx("a.xlsx", xlsx('<row r="1">' + '<c r="A1"/>' * 11 + "</row>", place), "")
    assert caught.value.kind == "too_large"


def test_a_member_of_an_archive_that_grows_without_measure(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b" " * (8 * MB))
        archive.writestr("good.txt", "预算")
        archive.writestr("inner.zip", packed({"a.txt": b"x"}))
    found = {
        s.member: s.problem and s.problem.kind
        for s in inputs.sources([str(path)], frozenset({".txt"}), 2**30)
    }
    assert found == {"bomb.txt": "too_large", "good.txt": None}  # an archive in an archive is no document


def test_a_docbin_is_measured_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docbin, "MAX_BYTES", 2 * MB)
    path = tmp_path / "a.spacy"
    path.write_bytes(zlib.compress(bytes(20 * MB)))
    with pytest.raises(YusuanError, match="2 MB unpacked"):
        FORMATS["docbin"].read(path)


def test_a_damaged_docbin_leaves_the_collector_on(tmp_path: Path) -> None:
    path = tmp_path / "a.spacy"
    path.write_bytes(zlib.compress(b"\xc1"))
    with pytest.raises(YusuanError):
        FORMATS["docbin"].read(path)
    assert gc.isenabled()


def test_a_packed_text_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "a.txt"
    path.write_bytes(gzip.compress(b" " * MB))
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.kind == "unsupported"


# Stores that come from elsewhere


def _store(folder: Path, **changes: Any) -> Path:
    part = {
        "dataset": "documents",
        "year": None,
        "path": "documents/a.parquet",
        "rows": 1,
        "size": 1,
        "sha256": "0",
    }
    made = {
        "format": "yusuan-archive", "layout": 1, "inputs": "_work/inputs.jsonl", "inputs_sha256": "0",
        "documents": 1, "failures": 0, "parts": [part | changes.pop("part", {})],
    } | changes  # fmt: skip
    (folder / NAME).write_text(json.dumps(made), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "name", ["../a.parquet", "/etc/a.parquet", "documents/../../a", "..\\a", "C:\\a", ""]
)
def test_a_manifest_names_its_own_files_only(name: str, tmp_path: Path) -> None:
    assert read_manifest(_store(tmp_path)) is not None
    for changed in ({"part": {"path": name}}, {"inputs": name}):
        with pytest.raises(StoreError, match="manifest"):
            read_manifest(_store(tmp_path, **changed))


def test_a_link_out_of_a_store_is_not_followed(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    pytest.importorskip("duckdb")
    from nlp.archive.query import connect

    outside = tmp_path / "outside.parquet"
    pq.write_table(pa.table({"secret": [1]}), outside)
    store = tmp_path / "store"
    (store / "documents").mkdir(parents=True)
    (store / "documents/a.parquet").symlink_to(outside)
    with pytest.raises(StoreError, match="out of the store"):
        connect(_store(store))
