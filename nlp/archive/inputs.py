"""Arguments of a run to the documents they name: files, folders, patterns, zip archives, lists of these."""

from __future__ import annotations

import glob
import hashlib
import stat
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import IO, Final

from nlp.errors import ErrorKind
from nlp.readers.office.container import grows_too_much

#: Separates a zip archive from the file in it, in the name of a source.
INSIDE: Final = "!"
#: An archive with more files than this, or that grows more than a hundredfold and past 4 GiB, is refused.
MAX_MEMBERS: Final = 1_000_000
MAX_GROWTH: Final = 100
FREE_GROWTH: Final = 4 * 2**30


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an input is no document: the contract's error kind, and the reason in both languages."""

    kind: ErrorKind
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it was found: a file, or ``member`` of a zip archive."""

    path: Path
    member: str | None = None
    problem: Problem | None = None

    @property
    def name(self) -> str:
        """The path as it was given, with / on every system; bytes that are no UTF-8 become escapes."""
        name = self.path.as_posix() if self.member is None else f"{self.path.as_posix()}{INSIDE}{self.member}"
        return name.encode("utf-8", "backslashreplace").decode("utf-8")

    @property
    def suffix(self) -> str:
        """The suffix by which a reader is chosen, in lower case."""
        return PurePosixPath(self.member or self.path.name).suffix.lower()

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open the document's bytes.

        Raises:
            OSError: if the file can't be read.
            zipfile.BadZipFile, NotImplementedError, RuntimeError: if a member can't.
        """
        if self.member is None:
            with self.path.open("rb") as stream:
                yield stream
        else:
            with _archive(self.path, self.path.stat().st_mtime_ns).open(self.member) as stream:
                yield stream

    def sha256(self) -> str:
        """Return the sha256 of the bytes. Raises as :meth:`open`."""
        digest = hashlib.sha256()
        with self.open() as stream:
            while block := stream.read(2**20):
                digest.update(block)
        return digest.hexdigest()


def open_zip(path: Path) -> zipfile.ZipFile:
    """Open a zip archive; names not marked as UTF-8 are read as GB 18030, which Chinese systems write."""
    try:
        return zipfile.ZipFile(path, metadata_encoding="gb18030")
    except UnicodeDecodeError:
        return zipfile.ZipFile(path)


@lru_cache(maxsize=4)
def _archive(path: Path, changed: int) -> zipfile.ZipFile:
    """Keep archives open from member to member: the list of a large one takes long to read."""
    del changed
    return open_zip(path)


def sources(arguments: Iterable[str], suffixes: frozenset[str], max_bytes: int) -> Iterator[Source]:
    """Yield the documents that the arguments name, in order; the same path may come twice.

    A folder gives its files of known ``suffixes`` at any depth, without hidden ones and READMEs; a zip
    archive likewise. ``@FILE`` is a list: one argument a line, ``#`` begins a comment. What can't be read, or
    is larger than ``max_bytes``, comes with a problem.
    """
    for argument in arguments:
        if argument.startswith("@"):
            yield from sources(_lines(Path(argument[1:])), suffixes, max_bytes)
        else:
            yield from _sources(argument, suffixes, max_bytes)


class ListError(Exception):
    """A list file that can't be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ListError(path, getattr(error, "strerror", None) or "UTF-8 expected") from error
    kept = (line.strip() for line in lines)
    # A list that names lists could name itself.
    return [line for line in kept if line and not line.startswith(("#", "@"))]


def _sources(argument: str, suffixes: frozenset[str], max_bytes: int) -> Iterator[Source]:
    path = Path(argument)
    if path.is_dir():
        files = [
            each
            for each in sorted(path.rglob("*"))
            if _wanted(each.relative_to(path).parts, suffixes | {".zip"}) and each.is_file()
        ]
        for each in files:
            yield from _file(each, suffixes, max_bytes)
        if not files:
            yield _empty(path)
    elif not path.exists() and glob.has_magic(argument):
        found = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 - the pattern has its own root
        for name in found:
            yield from _sources(name, suffixes, max_bytes)
        if not found:
            yield Source(path, problem=Problem("missing", "没有匹配的文件", "no file matches the pattern"))
    else:
        yield from _file(path, suffixes, max_bytes)


def _wanted(parts: tuple[str, ...], suffixes: frozenset[str]) -> bool:
    name = PurePosixPath(parts[-1])
    hidden = any(part == "__MACOSX" or (part.startswith(".") and part != "..") for part in parts)
    return not hidden and name.stem.lower() != "readme" and name.suffix.lower() in suffixes


def _file(path: Path, suffixes: frozenset[str], max_bytes: int) -> Iterator[Source]:
    if path.suffix.lower() == ".zip":
        yield from _members(path, suffixes, max_bytes)
        return
    try:
        size = path.stat().st_size
    except OSError as error:
        yield Source(path, problem=unreadable(error))
        return
    yield Source(path, problem=_too_large(size, max_bytes))


def _empty(path: Path) -> Source:
    return Source(path, problem=Problem("empty", "没有可读的文件", "holds no readable file"))


def unreadable(error: Exception) -> Problem:
    """Return the problem of a source whose bytes can't be had."""
    if isinstance(error, FileNotFoundError):
        return Problem("missing", "找不到文件，请检查路径", "no such file; check the path")
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return Problem("damaged", f"无法读取（{reason}）", f"cannot be read ({reason})")


def _too_large(size: int, max_bytes: int) -> Problem | None:
    if size <= max_bytes:
        return None
    limit = max_bytes // 2**20
    return Problem(
        "too_large",
        f"文件有 {size // 2**20} MB，超过 {limit} MB 的上限，请拆分后再试",
        f"{size // 2**20} MB exceeds the limit of {limit} MB; split the file",
    )


def _members(path: Path, suffixes: frozenset[str], max_bytes: int) -> Iterator[Source]:
    try:
        with open_zip(path) as archive:
            infos = archive.infolist()
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        yield Source(path, problem=unreadable(error))
        return
    size, packed = sum(each.file_size for each in infos), sum(each.compress_size for each in infos)
    if len(infos) > MAX_MEMBERS or size > max(FREE_GROWTH, MAX_GROWTH * packed):
        zh = f"压缩包过大（{len(infos)} 个文件，解压后 {size // 2**20} MB），请先自行解压"
        en = f"the archive is too large ({len(infos)} files, {size // 2**20} MB unpacked); unpack it yourself"
        yield Source(path, problem=Problem("too_large", zh, en))
        return
    taken: set[str] = set()
    for info in sorted(infos, key=lambda each: each.filename):
        name = info.filename
        if info.is_dir() or name in taken or not _wanted(PurePosixPath(name).parts or ("",), suffixes):
            continue
        taken.add(name)
        yield Source(path, name, _member_problem(info) or _too_large(info.file_size, max_bytes))
    if not taken:
        yield _empty(path)


def _member_problem(info: zipfile.ZipInfo) -> Problem | None:
    """Return why a member is left alone. Its name is only a label, but an honest archive has honest names."""
    parts = PurePosixPath(info.filename.replace("\\", "/")).parts
    if info.filename.startswith(("/", "\\")) or ".." in parts or any(":" in part for part in parts[:1]):
        return Problem("unsupported", "压缩包内的文件名不安全", "an unsafe file name in the archive")
    if stat.S_ISLNK(info.external_attr >> 16):
        return Problem("unsupported", "压缩包内的链接不予读取", "a link in the archive is not followed")
    if grows_too_much(info):
        return Problem("too_large", "解压后大得反常，不予读取", "it grows out of all measure when unpacked")
    if info.flag_bits & 0x1:
        return Problem("encrypted", "压缩包有密码，请先解密", "the archive has a password; remove it first")
    return None
