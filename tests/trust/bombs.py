"""Files made to hang a reader, eat memory, or reach outside; small on disk, made here and nowhere stored."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
MB: Final = 2**20


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return stream.getvalue()


def docx(body: str, before: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """Return a Word file; ``before`` stands in front of its root element."""
    document = f"{before}<w:document {_W}><w:body>{body}</w:body></w:document>"
    return packed({"word/document.xml": document.encode(), **(parts or {})})


def paragraph(text: str) -> str:
    """Return a paragraph of Word."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def xlsx(sheet: str, place: str = "worksheets/sheet1.xml", before: str = "") -> bytes:
    """Return a workbook of one sheet, which lies at ``place``."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '  # noqa: E501
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/{place}" ContentType="{kind}.worksheet+xml"/></Types>'
    )
    relation = f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_OFFICE}/{{}}" Target="{{}}"/></Relationships>'  # noqa: E501
    book = f'<workbook {_S} xmlns:r="{_OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'  # noqa: E501
    return packed(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": relation.format("officeDocument", "xl/workbook.xml").encode(),
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": relation.format("worksheet", place).encode(),
            f"xl/{place}": f"{before}<worksheet {_S}><sheetData>{sheet}</sheetData></worksheet>".encode(),
        }
    )


def row(text: str) -> str:
    """Return a sheet's row of one cell."""
    return f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'


def pdf(
    content: bytes = b"",
    *,
    filters: str = "",
    box: str = "0 0 595 842",
    kids: str = "3 0 R",
    count: str = "1",
    more: str = "",
    resources: str = "",
) -> bytes:
    """Return a PDF of one page, not checked for sense; ``more`` holds further objects."""
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<<{resources}>>>>",
    )
    made = b"%PDF-1.7\n" + "".join(f"{i} 0 obj {each} endobj\n" for i, each in enumerate(objects, 1)).encode()
    made += (
        b"4 0 obj <</Length %d%s>>stream\n" % (len(content), filters.encode())
        + content
        + b"\nendstream endobj\n"
    )
    return made + more.encode("latin-1") + b"trailer<</Root 1 0 R>>\n%%EOF"


def _flate(size: int, times: int) -> bytes:
    data = b" " * size
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def _image(width: int, height: int) -> bytes:
    data = zlib.compress(bytes(MB), 9).decode("latin-1")
    image = (
        f"7 0 obj <</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceRGB"
        f"/BitsPerComponent 8/Filter/FlateDecode/Length {len(data)}>>stream\n{data}\nendstream endobj\n"
    )
    return pdf(b"q 595 0 0 842 0 0 cm /X1 Do Q", more=image, resources="/XObject<</X1 7 0 R>>")


def _forms(depth: int, width: int) -> bytes:
    """Forms that draw forms, ``width`` times each: the count of paths grows with the power of the depth."""
    more = []
    for level in range(depth):
        inner = "/X Do " * width if level < depth - 1 else "0 0 50 50 re S " * width
        below = f"/Resources<</XObject<</X {8 + level} 0 R>>>>" if level < depth - 1 else ""
        more.append(
            f"{7 + level} 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 99 99]{below}/Length {len(inner)}>>stream\n"  # noqa: E501
            f"{inner}\nendstream endobj\n"
        )
    return pdf(b"/X Do", more="".join(more), resources="/XObject<</X 7 0 R>>")


def _itself() -> bytes:
    """A form that draws itself twice: PDFium follows it without end (once, and it notices)."""
    inner = "/X Do " * 2
    form = (
        f"7 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</X 7 0 R>>>>"
        f"/Length {len(inner)}>>stream\n{inner}\nendstream endobj\n"
    )
    return pdf(b"/X Do", more=form, resources="/XObject<</X 7 0 R>>")


def _overlapped() -> bytes:
    """A zip file whose thousands of entries are one and the same megabyte."""
    one = packed({"word/document.xml": b" " * MB})
    at = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    entry = bytearray(one[at:end])
    entries = b"".join(
        bytes(entry[:46]) + f"word/{i:010}.xm".encode()[:17].ljust(17, b"x") for i in range(20_001)
    )
    tail = bytearray(one[end:])
    tail[8:12] = (20_001 & 0xFFFF).to_bytes(2, "little") * 2
    tail[12:16] = len(entries).to_bytes(4, "little")
    return one[:at] + entries + bytes(tail)


def _numbered(levels: int) -> bytes:
    lines = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%{i % 9 + 1}."/></w:lvl>'  # noqa: E501
        for i in range(levels)
    )
    numbering = (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{lines}</w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{i}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>预算</w:t></w:r></w:p>'  # noqa: E501
        for i in range(levels)
    )
    return docx(body, parts={"word/numbering.xml": numbering.encode()})


def _deep(levels: int, tag: str) -> bytes:
    return docx(f"<w:{tag}>" * levels + paragraph("预算") + f"</w:{tag}>" * levels)


#: Name of the file → its bytes; each is made when it is asked for.
BOMBS: Final[dict[str, Callable[[], bytes]]] = {
    "part.docx": lambda: docx(paragraph(" " * (100 * MB))),
    "parts.docx": lambda: packed({f"word/document{i}.xml": b" " * (100 * MB) for i in range(6)}),
    "overlapped.docx": _overlapped,
    "tables.docx": lambda: docx("<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000),
    "controls.docx": lambda: _deep(50_000, "sdt"),
    "levels.docx": lambda: _numbered(50),
    "spans.docx": lambda: docx(
        ("<w:tbl>" + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="9999"/></w:tcPr></w:tc></w:tr>' * 9999)
        + "</w:tbl>"
    ),
    "row.docx": lambda: docx("<w:tbl><w:tr>" + "<w:tc/>" * 1_000_001 + "</w:tr></w:tbl>"),
    "cells.xlsx": lambda: xlsx('<row r="1">' + '<c r="A1"/>' * 1_000_000 + "</row>"),
    "renamed.xlsx": lambda: xlsx('<row r="1">' + '<c r="A1"/>' * 1_000_000 + "</row>", place="sheet.bin"),
    "far.xlsx": lambda: xlsx(
        "".join(
            f'<row r="{i}"><c r="XFD{i}"><v>1</v></c><c r="A{i}"><v>1</v></c></row>'
            for i in range(1, 200_000)
        )
    ),
    "deep.html": lambda: ("<div>" * 50_000 + "预算").encode(),
    "tables.html": lambda: ("<table><tr><td>" * 50_000 + "预算").encode(),
    "inline.html": lambda: ("<p>" + "<b>" * 50_000 + "预算").encode(),
    "row.html": lambda: ("<table><tr>" + "<td>1" * 1_000_001).encode(),
    "spans.html": lambda: ("<table>" + "<tr><td rowspan=65534 colspan=1000>1" * 60_000).encode(),
    "line.txt": lambda: "项目1,000万元，".encode() * 5_000_000,
    "digits.txt": lambda: b"9" * (100 * MB),
    "tabs.txt": lambda: b"1\t" * 1_000_000,
    "titles.md": lambda: "《".encode() * 1_000_000,
    "marks.md": lambda: "一、（一）1.".encode() * 200_000,
    "flate.pdf": lambda: pdf(_flate(1000 * MB, 2), filters="/Filter[/FlateDecode/FlateDecode]"),
    "image.pdf": lambda: _image(60_000, 60_000),
    "box.pdf": lambda: pdf(b"0 0 9 9 re S", box="0 0 100000000 100000000"),
    "kids.pdf": lambda: pdf(kids="2 0 R " * 1000, count="2000000000"),
    "forms.pdf": lambda: _forms(12, 30),
    "itself.pdf": _itself,
    "strokes.pdf": lambda: pdf(
        zlib.compress(b"0 0 50 50 re S " * 2_000_000, 9), filters="/Filter/FlateDecode"
    ),
    "packed.txt": lambda: gzip.compress(b" " * (100 * MB)),
    "packed.md": lambda: packed({"inner.zip": packed({"a.txt": b" " * MB})}),
}
