"""Containers of Office files: what is inside, whatever the suffix; passwords, bombs, old formats."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from nlp.errors import ReadError
from nlp.readers import media_type, read, supported_suffixes
from nlp.readers.office import container

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zip(*names: str, size: int = 10) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, b" " * size)
    return stream.getvalue()


def ole(*streams: str) -> bytes:
    """Return a compound file with empty streams of these names (MS-CFB, 512-byte sectors)."""
    header = bytearray(512)
    header[:8] = MAGIC
    header[24:34] = bytes.fromhex("3e000300feff09000600")
    header[44:48] = (1).to_bytes(4, "little")  # sectors of the FAT
    header[48:52] = (1).to_bytes(4, "little")  # first sector of the directory
    header[76:80] = (0).to_bytes(4, "little")  # the FAT is sector 0
    header[80:512] = b"\xff" * 432
    entries = ["Root Entry", *streams]
    directory = b""
    for name in entries:
        raw = name.encode("utf-16-le") + b"\0\0"
        directory += (
            raw.ljust(64, b"\0") + len(raw).to_bytes(2, "little") + b"\x02\x01" + b"\xff" * 12 + bytes(48)
        )
    sectors = -(-len(directory) // 512)
    fat = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    table = b"".join(number.to_bytes(4, "little") for number in fat).ljust(512, b"\xff")
    return bytes(header) + table + directory.ljust(sectors * 512, b"\0")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.bin", _zip("word/document.xml"), container.DOCX),
        ("a.docx", _zip("xl/workbook.xml"), container.XLSX),
        ("a.zip", _zip("readme.txt"), "application/zip"),
        ("a.xlsx", b"PK\x03\x04rest", container.XLSX),
        ("a.txt", b"PK\x03\x04rest", "application/zip"),
        ("a.xlsx", _zip("xl/workbook.bin"), "application/zip"),
        ("a.docx", ole("EncryptionInfo", "EncryptedPackage"), container.ENCRYPTED),
        ("a.doc", ole("1Table", "WordDocument"), container.DOC),
        ("a.bin", ole("a", "b", "c", "d", "e", "Workbook"), container.XLS),
        ("a.xls", ole("Contents"), "application/x-ole-storage"),
        ("a.xls", MAGIC, container.XLS),
        ("a.bin", MAGIC, "application/x-ole-storage"),
        ("a.xls", b"<html><table><tr><td>1</table>", "text/html"),
        ("a", b"\xef\xbb\xbf\r\n<!DOCTYPE HTML PUBLIC>", "text/html"),
        ("a.md", b"<table><tr><td>1</td></tr></table>", "text/markdown"),
        ("a.htm", b"<div>1</div>", "text/html"),
    ],
)
def test_media_types(name: str, data: bytes, kind: str) -> None:
    assert media_type(name, data) == kind


@pytest.mark.parametrize(
    ("name", "data", "kind", "advice"),
    [
        ("a.docx", ole("EncryptedPackage"), "encrypted", "密码"),
        ("a.doc", ole("WordDocument"), "unsupported", ".docx"),
        ("a.zip", _zip("readme.txt"), "unsupported", "zip"),
        ("a.xls", ole("Contents"), "unsupported", "ole"),
        ("a.docx", _zip("word/document.xml", size=container.MAX_PART + 1), "too_large", "拆分"),
        (
            "a.xlsx",
            _zip("xl/workbook.xml", "xl/worksheets/sheet1.xml", size=container.MAX_PART + 1),
            "too_large",
            "拆分",
        ),
    ],
    ids=["encrypted", "doc", "zip", "ole", "docx-bomb", "xlsx-bomb"],
)
def test_refusals_say_what_to_do(tmp_path: Path, name: str, data: bytes, kind: str, advice: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.kind == kind
    assert advice in caught.value.message("zh")
    assert name in caught.value.message("en")


def test_a_loop_in_an_ole_directory_ends() -> None:
    data = bytearray(ole("a", "b", "c", "d", "e"))
    data[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")
    assert container.ole_media_type(bytes(data), ".xls") == "application/x-ole-storage"


def test_folders_are_searched_for_the_new_suffixes() -> None:
    assert {".docx", ".xlsx", ".xls", ".html", ".htm", ".txt", ".md"} <= supported_suffixes()
