"""Encodings, line marks and refusals of the text readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.errors import ReadError
from nlp.readers import read

TEXT = "云川市林业局2026年部门预算\n- 一、部门主要职能\n"


def _write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r\n").encode("gb18030"),
        TEXT.replace("\n", "\r").encode(),
        TEXT.encode("utf-16"),
    ],
    ids=["utf8", "bom", "gb18030", "crlf", "gb-crlf", "cr", "utf16"],
)
def test_every_encoding_gives_the_same_text(tmp_path: Path, data: bytes) -> None:
    assert read(_write(tmp_path, "a.txt", data)).text == TEXT


def test_lines_leave_list_marks_out_but_offsets_stay_true(tmp_path: Path) -> None:
    document = read(_write(tmp_path, "a.txt", TEXT.encode()))
    assert [document.text[line.start : line.end] for line in document.lines] == [
        "云川市林业局2026年部门预算",
        "一、部门主要职能",
        "",
    ]


def test_markdown_marks_are_no_part_of_a_line(tmp_path: Path) -> None:
    source = "## 三、名词解释\n**（一）实施主体**\n> 引用\n# 单位：元\n-5 不是列表\n"
    document = read(_write(tmp_path, "a.md", source.encode()))
    assert document.text == source
    assert [document.text[line.start : line.end] for line in document.lines[:5]] == [
        "三、名词解释",
        "（一）实施主体",
        "引用",
        "单位：元",
        "-5 不是列表",
    ]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n\t\n", "empty"),
        ("scan.txt", b"\x89PNG\r\n\x1a\n...", "unsupported"),
        ("sheet.txt", b"PK\x03\x04rest", "unsupported"),
        ("noise.bin", bytes(range(256)) * 20, "unsupported"),
        ("odd.txt", b"\xff\xff\xff\xff", "unsupported"),
    ],
)
def test_what_is_no_text_is_refused_by_kind(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(_write(tmp_path, name, data))
    assert caught.value.kind == kind
    assert name in caught.value.message("zh")
    assert name in caught.value.message("en")
    assert caught.value.sha256


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file") as caught:
        read(tmp_path / "nowhere.txt")
    assert caught.value.kind == "missing"
