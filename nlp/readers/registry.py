"""The registry of readers: media type → function from bytes to Document."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from nlp.document import Document
from nlp.errors import ReadError
from nlp.readers import text
from nlp.readers.office import container

#: Takes the file's name, its bytes and their sha256.
Reader = Callable[[str, bytes, str], Document]


def _pdf(name: str, data: bytes, sha256: str) -> Document:
    from nlp.readers.pdf import read_pdf

    return read_pdf(name, data, sha256)


def _image(name: str, data: bytes, sha256: str) -> Document:
    from nlp.readers.ocr.extra import available, missing

    if not available():
        raise missing(name, sha256)
    from nlp.readers.ocr.reader import read_image

    return read_image(name, data, sha256)


def _docx(name: str, data: bytes, sha256: str) -> Document:
    from nlp.readers.docx import read_docx

    return read_docx(name, data, sha256)


def _xlsx(name: str, data: bytes, sha256: str) -> Document:
    from nlp.readers.xlsx import read_xlsx

    return read_xlsx(name, data, sha256)


def _xls(name: str, data: bytes, sha256: str) -> Document:
    from nlp.readers.xls import read_xls

    return read_xls(name, data, sha256)


def _html(name: str, data: bytes, sha256: str) -> Document:
    from nlp.readers.html import read_html

    return read_html(name, data, sha256)


READERS: Final[dict[str, Reader]] = {
    "text/plain": text.read_text,
    "text/markdown": text.read_markdown,
    "application/pdf": _pdf,
    "text/html": _html,
    container.DOCX: _docx,
    container.XLSX: _xlsx,
    container.XLS: _xls,
    container.DOC: container.refuse_doc,
    container.ENCRYPTED: container.refuse_encrypted,
    "image/png": _image,
    "image/jpeg": _image,
    "image/tiff": _image,
}

_SUFFIXES: Final = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".pdf": "application/pdf",
    ".docx": container.DOCX,
    ".docm": container.DOCX,
    ".xlsx": container.XLSX,
    ".xlsm": container.XLSX,
    ".xls": container.XLS,
    ".html": "text/html",
    ".htm": "text/html",
}

#: Signatures of formats that must not be mistaken for text (PRONOM signatures, first bytes of the file).
_MAGIC: Final = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
)

#: A web page by its beginning; Markdown may begin with a table or comment of HTML, but not like this.
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)

#: Larger files are refused unread; scanned budgets of a whole district reach about 100 MB.
MAX_BYTES: Final = 256 * 1024 * 1024


def supported_suffixes() -> frozenset[str]:
    """Return the file suffixes that a folder is searched for."""
    return frozenset(_SUFFIXES)


def media_type(name: str, data: bytes) -> str:
    """Return the media type by the first bytes, then by the suffix; text where neither says otherwise.

    >>> media_type("a.txt", b"%PDF-1.7"), media_type("a.md", b"# x")
    ('application/pdf', 'text/markdown')
    """
    suffix = Path(name).suffix.lower()
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return _inside(kind, data, suffix)
    if _HTML.match(data.removeprefix(codecs.BOM_UTF8)):
        # Reports of web systems are pages under the names of other formats (.xls, .doc).
        return "text/html"
    return _SUFFIXES.get(suffix, "text/plain")


def _inside(kind: str, data: bytes, suffix: str) -> str:
    """Return the media type of what a container holds; other types stay."""
    if kind == "application/zip":
        return container.zip_media_type(data, suffix)
    return container.ole_media_type(data, suffix) if kind == "application/x-ole-storage" else kind


def read(path: Path) -> Document:
    """Read one file.

    Raises:
        ReadError: if the file is missing, empty, too large, damaged or of an unsupported format.
    """
    name = path.name
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except FileNotFoundError as error:
        raise ReadError(
            "missing", f"{path}：找不到文件，请检查路径。", f"{path}: no such file; check the path"
        ) from error
    except OSError as error:
        raise ReadError(
            "damaged", f"{path}：无法读取（{error.strerror}）。", f"{path}: cannot be read ({error.strerror})"
        ) from error
    if size > MAX_BYTES:
        raise ReadError(
            "too_large",
            f"{path}：文件有 {size // 2**20} MB，超过 {MAX_BYTES // 2**20} MB 的上限，请拆分后再试。",
            f"{path}: {size // 2**20} MB exceeds the limit of {MAX_BYTES // 2**20} MB; split the file",
        )
    sha256 = hashlib.sha256(data).hexdigest()
    if not data.strip():
        raise ReadError("empty", f"{path}：文件是空的。", f"{path}: the file is empty", sha256)
    kind = media_type(name, data)
    reader = READERS.get(kind)
    if reader is None:
        raise ReadError(
            "unsupported",
            f"{path}：不支持的格式 {kind}，目前可读 {'、'.join(sorted(_SUFFIXES))}。",
            f"{path}: unsupported format {kind}; readable are {', '.join(sorted(_SUFFIXES))}",
            sha256,
        )
    return reader(name, data, sha256)
