"""The containers of Office files: zip packages (OOXML) and OLE compound files, opened within bounds."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final, NoReturn
from xml.etree import ElementTree

from nlp.errors import ReadError

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS: Final = "application/vnd.ms-excel"
DOC: Final = "application/msword"
ENCRYPTED: Final = "application/x-office-encrypted"

#: Bounds against zip bombs, in unpacked bytes; the registry lets packed files of up to 64 MB in.
MAX_PART: Final = 128 * 1024 * 1024
MAX_TOTAL: Final = 512 * 1024 * 1024
MAX_MEMBERS: Final = 20_000
#: A part past the grace that grows more than this is a bomb. Apache POI allows 100 after 100 KB; measured, an
#: honest empty table of 5000 cells grows 125-fold to 340 KB, so small parts are let be.
MAX_GROWTH: Final = 100
GROWTH_GRACE: Final = 4 * 1024 * 1024
#: A declaration in ASCII and its kin, and in UTF-16; expat reads no other encodings but these.
_DOCTYPE: Final = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))

_ZIP_SUFFIXES: Final = {".docx": DOCX, ".docm": DOCX, ".xlsx": XLSX, ".xlsm": XLSX}
_OLE_SUFFIXES: Final = {".xls": XLS, ".doc": DOC}


def zip_media_type(data: bytes, suffix: str) -> str:
    """Return the media type of a zip file by what it holds; a damaged one is what its suffix says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return _ZIP_SUFFIXES.get(suffix, "application/zip")
    for start, kind in (("word/document", DOCX), ("xl/workbook", XLSX)):
        if any(name.startswith(start) and name.endswith(".xml") for name in names):
            return kind
    return "application/zip"


def ole_media_type(data: bytes, suffix: str) -> str:
    """Return the media type of an OLE compound file by the names of its streams (MS-CFB directory).

    Where the directory is lost, the file is what its suffix says.
    """
    names = _stream_names(data)
    if not names:
        return _OLE_SUFFIXES.get(suffix, "application/x-ole-storage")
    if "EncryptedPackage" in names:
        return ENCRYPTED
    if names & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        return XLS
    return DOC if "WordDocument" in names else "application/x-ole-storage"


def _stream_names(data: bytes) -> frozenset[str]:
    """Follow the directory's chain of sectors; a broken chain ends the list."""
    if len(data) < 512:
        return frozenset()
    size = 1 << min(int.from_bytes(data[30:32], "little"), 16)
    chain_ids = [int.from_bytes(data[76 + 4 * i : 80 + 4 * i], "little") for i in range(109)]

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    names: set[str] = set()
    number = int.from_bytes(data[48:52], "little")
    for _ in range(1024):
        directory = sector(number)
        if not directory:
            break
        for start in range(0, len(directory) - 127, 128):
            length = int.from_bytes(directory[start + 64 : start + 66], "little")
            if 2 <= length <= 64:
                names.add(directory[start : start + length - 2].decode("utf-16-le", "replace"))
        block, index = divmod(number, size // 4)
        table = sector(chain_ids[block]) if block < len(chain_ids) else b""
        number = int.from_bytes(table[4 * index : 4 * index + 4], "little")
        if not table or number >= 0xFFFFFFFA:
            break
    return frozenset(names)


class Package:
    """An OOXML package: parts by name, each parsed within the bounds."""

    def __init__(self, name: str, data: bytes, sha256: str) -> None:
        """Open the package.

        Raises:
            ReadError: kind ``damaged`` or ``too_large``.
        """
        self._name = name
        self._sha256 = sha256
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            damaged(name, sha256, error)
        members = self._zip.infolist()
        total = sum(member.file_size for member in members)
        if len(members) > MAX_MEMBERS or total > MAX_TOTAL:
            too_large(name, sha256, f"{total // 2**20} MB unpacked, {len(members)} parts")

    def names(self) -> list[str]:
        """Return the parts' names."""
        return self._zip.namelist()

    def data(self, part: str) -> bytes | None:
        """Return a part's bytes, ``None`` if the package has no such part.

        Raises:
            ReadError: kind ``damaged``, ``too_large``, or ``encrypted`` for a zip with a password.
        """
        try:
            member = self._zip.getinfo(part)
        except KeyError:
            return None
        if member.file_size > MAX_PART:
            too_large(self._name, self._sha256, f"{part} holds {member.file_size // 2**20} MB")
        if grows_too_much(member):
            too_large(
                self._name,
                self._sha256,
                f"{part} grows {member.file_size // max(member.compress_size, 1)}-fold",
            )
        if member.flag_bits & 0x1:
            encrypted(self._name, self._sha256)
        try:
            # zipfile never unpacks more than the size that the directory declares, and checks the CRC.
            return self._zip.read(member)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            damaged(self._name, self._sha256, error)

    def xml(self, part: str) -> ElementTree.Element | None:
        """Return a part's root element. OOXML forbids DTDs, which bring entities, and so does this.

        Raises:
            ReadError: as :meth:`data`; ``damaged`` also for what is no XML.
        """
        data = self.data(part)
        if data is None:
            return None
        self.refuse_doctype(data)
        try:
            return ElementTree.fromstring(data)
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            damaged(self._name, self._sha256, error)

    def refuse_doctype(self, data: bytes) -> None:
        """Raise ReadError, kind ``damaged``, for XML with a document type declaration, wherever it stands."""
        if any(mark in data for mark in _DOCTYPE):
            damaged(self._name, self._sha256, ValueError("a document type declaration"))


def grows_too_much(member: zipfile.ZipInfo) -> bool:
    """Tell whether a zip's member unpacks to more than :data:`MAX_GROWTH` times its size, past the grace.

    >>> member = zipfile.ZipInfo("word/document.xml")
    >>> member.file_size, member.compress_size = 50_000_000, 50_000
    >>> grows_too_much(member)
    True
    """
    return member.file_size > max(GROWTH_GRACE, MAX_GROWTH * member.compress_size)


def damaged(name: str, sha256: str, error: Exception) -> NoReturn:
    """Raise the error for a file that cannot be opened."""
    raise ReadError(
        "damaged",
        f"{name}：文件已损坏，无法打开；请用 Office 或 WPS 打开后重新保存。",
        f"{name}: the file is damaged ({error}); open it in an office program and save it again",
        sha256,
    ) from error


def encrypted(name: str, sha256: str) -> NoReturn:
    """Raise the error for a file with a password."""
    raise ReadError(
        "encrypted",
        f"{name}：文件有密码，请先去除密码。",
        f"{name}: the file is encrypted; remove its password",
        sha256,
    )


def too_large(name: str, sha256: str, what: str) -> NoReturn:
    """Raise the error for a file beyond the bounds; ``what`` names the bound in English."""
    raise ReadError(
        "too_large",
        f"{name}：文件展开后过大，不是预算文件的规模；请拆分后再试。",
        f"{name}: too large ({what}); split the file",
        sha256,
    )


def refuse_encrypted(name: str, data: bytes, sha256: str) -> NoReturn:
    """Refuse an OOXML package that Office encrypted (MS-OFFCRYPTO)."""
    encrypted(name, sha256)


def refuse_doc(name: str, data: bytes, sha256: str) -> NoReturn:
    """Refuse a Word 97–2003 file, and say what to do."""
    raise ReadError(
        "unsupported",
        f"{name}：不支持旧版 Word（.doc），请用 Word、WPS 或 LibreOffice 另存为 .docx。",
        f"{name}: the old Word format (.doc) is unsupported; save it as .docx in Word, WPS or LibreOffice",
        sha256,
    )


def local(tag: str) -> str:
    """Return a name without its namespace: transitional and strict OOXML differ only there.

    >>> local("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    'p'
    """
    return tag.rpartition("}")[2]


def attribute(element: ElementTree.Element, name: str) -> str | None:
    """Return an attribute by its local name."""
    for key, value in element.attrib.items():
        if local(key) == name:
            return value
    return None


def child(element: ElementTree.Element | None, *path: str) -> ElementTree.Element | None:
    """Return the first descendant along ``path`` of local names."""
    for name in path:
        element = next((c for c in element if local(c.tag) == name), None) if element is not None else None
    return element


def value(element: ElementTree.Element | None, *path: str) -> str | None:
    """Return the ``val`` attribute of the descendant along ``path``."""
    found = child(element, *path)
    return attribute(found, "val") if found is not None else None
