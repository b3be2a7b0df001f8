"""Arguments to documents: folders, patterns, zip archives and lists."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from nlp.archive import inputs
from nlp.archive.inputs import ListError
from tests.archive.stub import found


def _names(root: Path, *arguments: str | Path) -> list[str]:
    return [each.name.removeprefix(f"{root.as_posix()}/") for each in found(*arguments)]


def _files(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def test_a_folder_gives_its_documents_at_any_depth(tmp_path: Path) -> None:
    _files(tmp_path, "b.txt", "2024/局/a.TXT", "README.txt", ".hidden/c.txt", "~$x.tmp", "photo.jpg")
    assert _names(tmp_path, tmp_path) == ["2024/局/a.TXT", "b.txt"]
    assert found(tmp_path)[0].suffix == ".txt"


def test_a_pattern_gives_what_matches(tmp_path: Path) -> None:
    _files(tmp_path, "2024/a.txt", "2025/b.txt", "2025/c.txt", "[1].txt")
    assert _names(tmp_path, f"{tmp_path}/*/[bc].txt") == ["2025/b.txt", "2025/c.txt"]
    assert _names(tmp_path, f"{tmp_path}/**/a.txt") == ["2024/a.txt"]
    assert _names(tmp_path, tmp_path / "[1].txt") == ["[1].txt"]
    (nothing,) = found(f"{tmp_path}/*.md")
    assert nothing.problem is not None
    assert nothing.problem.kind == "missing"


def test_a_list_names_arguments(tmp_path: Path) -> None:
    _files(tmp_path, "a.txt", "folder/b.txt")
    listed = tmp_path / "list"
    lines = ("# 目录", "", f"  {tmp_path}/a.txt", f"{tmp_path}/folder", "@list")
    listed.write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    assert _names(tmp_path, f"@{listed}") == ["a.txt", "folder/b.txt"]
    with pytest.raises(ListError, match="nowhere"):
        found(f"@{tmp_path}/nowhere")


def test_a_zip_archive_gives_its_documents(tmp_path: Path) -> None:
    path = tmp_path / "年报.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("2024/乙.txt", "甲.txt", "__MACOSX/._甲.txt", "图.png"):
            archive.writestr(name, name)
    members = found(path)
    assert [each.name.split("/", 1)[1] for each in members if each.problem is None]
    assert [each.member for each in members] == ["2024/乙.txt", "甲.txt"]
    with members[1].open() as stream:
        assert stream.read().decode() == "甲.txt"


def test_names_of_a_chinese_system_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("XXXX.txt", "预算")
    # zipfile writes no other encoding than UTF-8: put the bytes of GBK where ASCII stood.
    path.write_bytes(path.read_bytes().replace(b"XXXX", "预算".encode("gbk")))
    (member,) = found(path)
    assert member.member == "预算.txt"
    with member.open() as stream:
        assert stream.read().decode() == "预算"


@pytest.mark.parametrize("name", ["../../etc/evil.txt", "/etc/evil.txt", "C:/evil.txt", "a/../../evil.txt"])
def test_unsafe_names_are_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x")
        archive.writestr("good.txt", "x")
    problems = {each.member: each.problem and each.problem.kind for each in found(path)}
    assert problems["good.txt"] is None
    assert {kind for member, kind in problems.items() if member != "good.txt"} == {"unsupported"}


def test_links_passwords_and_large_members_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("large.txt", b" " * (2**20 + 1))
        archive.writestr("locked.txt", "x")
    data = bytearray(path.read_bytes())
    central = data.rfind(b"PK\x01\x02")
    data[central + 8] |= 1  # the flag of an encrypted member
    path.write_bytes(bytes(data))
    kinds = {each.member: each.problem and each.problem.kind for each in found(path)}
    assert kinds == {"link.txt": "unsupported", "large.txt": "too_large", "locked.txt": "encrypted"}


def test_an_archive_that_grows_without_measure_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "FREE_GROWTH", 2**20)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for index in range(4):
            archive.writestr(f"{index}.txt", b" " * 2**20)
    (bomb,) = found(path)
    assert bomb.problem is not None
    assert bomb.problem.kind == "too_large"


def test_a_damaged_archive_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 nothing more")
    (damaged,) = found(path)
    assert damaged.problem is not None
    assert damaged.problem.kind == "damaged"


def test_a_folder_or_archive_without_documents_is_a_failure(tmp_path: Path) -> None:
    _files(tmp_path / "folder", "photo.jpg")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("photo.jpg", "x")
    made = found(tmp_path / "folder", tmp_path / "a.zip")
    assert [each.problem and each.problem.kind for each in made] == ["empty", "empty"]
