"""Files of each format around a bent text; each small, in the shape of real ones, with something wrong."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import cache
from html import escape
from random import Random
from typing import Any, Final
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

from tests.fuzz.bend import SALT, VALUES, damage, text

_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R: Final = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATIONS: Final = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML_REFUSES: Final = {c: None for c in range(32) if c not in (9, 10, 13)} | dict.fromkeys((0xFFFE, 0xFFFF))
_ODD: Final = (
    "",
    "0",
    "-1",
    "1",
    "2",
    "3",
    "9",
    "50",
    "99999",
    "1000000",
    "9" * 30,
    "x",
    "０",
    "²",
    "1.5",
    "true",
    "\u0661",
)


def plain(random: Random) -> bytes:
    """A text file in one of the encodings, or nearly."""
    written = text(random)
    encoding = random.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "big5"))
    return damage(random, written.encode(encoding, random.choice(("replace", "ignore"))))


def _odd(random: Random, usual: str) -> str:
    return usual if random.random() < 0.7 else random.choice(_ODD)


def page(random: Random) -> bytes:
    """A web page: paragraphs, lists and tables, some of them cut, nested or never closed."""
    parts = [random.choice(("<!DOCTYPE html>", "<html>", "", '<?xml version="1.0"?>'))]
    parts.append(f'<meta charset="{random.choice(("utf-8", "gb2312", "gbk", "big5", "x", ""))}"><body>')
    for line in text(random).split("\n"):
        parts.append(_html_line(random, line))
        if random.random() < 0.1:
            parts.append(random.choice(_HTML_ODD))
    encoding = random.choice(("utf-8", "utf-8", "gb18030", "utf-16", "big5"))
    return damage(random, "".join(parts).encode(encoding, "xmlcharrefreplace"))


_HTML_ODD: Final = (
    "<table><tr><td>", "</table>", "</td>", "<tr>", "<td rowspan=0 colspan=9999>",
    "<ol start=-5 type=I><li>", "</ol>", "<pre>", "</pre>", "<div hidden>", "<p style='display:none'>",
    "<script>", "</script>", "<!--", "-->", "<li>", "<svg><table><tr><td>", "</p></p>", "<select><option>",
    "<template><td>", "<math><mi><tr>", "&#xD800;", "&#0;", "&#x110000;", "<![CDATA[", "<frameset>",
    "</body>", "</html>", "<plaintext>", "<th rowspan=65534>", "<caption>",
    "<ol type=1 start=999999><li value=999999>", "<nav>", "<a href=x>", "<table><table><table>",
    "<col span=1000>", "<textarea>", "<iframe src=http://127.0.0.1:9/x>", "<br>" * 50, "<div>" * 200,
)  # fmt: skip


def _html_line(random: Random, line: str) -> str:
    if "\t" in line:
        cells = "".join(
            f"<td colspan={_odd(random, '1')} rowspan={_odd(random, '1')}>{escape(cell)}</td>"
            for cell in line.split("\t")
        )
        return f"<table><tr>{cells}</tr></table>" if random.random() < 0.3 else f"<tr>{cells}"
    kept = line if random.random() < 0.1 else escape(line)
    tag = random.choice(("p", "div", "li", "h2", "span", "td", "ol", "a href=/x", "b", "center"))
    return f"<{tag}>{kept}" + (f"</{tag.split()[0]}>" if random.random() < 0.9 else "")


def _zip(parts: dict[str, bytes], random: Random) -> bytes:
    stream = io.BytesIO()
    way = random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with zipfile.ZipFile(stream, "w", way) as made:
        for name, data in parts.items():
            if random.random() < 0.98:
                made.writestr(name, damage(random, data) if random.random() < 0.15 else data)
    data = stream.getvalue()
    return damage(random, data) if random.random() < 0.05 else data


def _said(random: Random, written: str) -> str:
    return xml_escape(written.translate(_XML_REFUSES)) if random.random() < 0.97 else written


def word(random: Random) -> bytes:
    """A .docx with numbering, tables, tracked changes and boxes."""
    body = "".join(_word_line(random, line) for line in text(random, 15).split("\n"))
    if random.random() < 0.1:
        body = body.replace("</w:p>", random.choice(("</w:p></w:p>", "", "</w:tbl>", "<w:p>")), 1)
    levels = "".join(
        f'<w:lvl w:ilvl="{_odd(random, str(i))}"><w:start w:val="{_odd(random, "1")}"/>'
        f'<w:numFmt w:val="{random.choice(_FORMATS)}"/><w:lvlText w:val="{random.choice(_LEVELS)}"/>'
        f'<w:lvlRestart w:val="{_odd(random, "0")}"/></w:lvl>'
        for i in range(random.choice((0, 0, 1, 1, 3, 3, 9, 50)))
    )
    numbering = (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1">'
        f'<w:abstractNumId w:val="{_odd(random, "0")}"/><w:lvlOverride w:ilvl="0"><w:startOverride '
        f'w:val="{_odd(random, "3")}"/></w:lvlOverride></w:num></w:numbering>'
    )
    styles = (
        f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="a" w:default="1"><w:basedOn '
        f'w:val="{random.choice("ab")}"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:numPr>'  # noqa: E501
        f'<w:numId w:val="{_odd(random, "1")}"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    relations = (
        f'<Relationships {_RELATIONS}><Relationship Id="r" Type="{_OFFICE}/officeDocument" '
        f"Target={quoteattr(random.choice(('word/document.xml',) * 9 + ('../x', '/etc/passwd', 'http://127.0.0.1:9/')))}/>"
        "</Relationships>"
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return _zip(
        {
            "_rels/.rels": relations.encode(),
            "word/document.xml": f"{head}<w:document {_W}><w:body>{body}</w:body></w:document>".encode(
                "utf-8", "replace"
            ),
            "word/numbering.xml": numbering.encode(),
            "word/styles.xml": styles.encode(),
        },
        random,
    )


_FORMATS: Final = (
    "decimal", "chineseCounting", "ideographTraditional", "lowerRoman", "upperLetter", "bullet", "none",
    "custom", "decimalEnclosedCircle", "chineseLegalSimplified", "ideographDigital", "decimalZero",
    "decimalFullWidth", "x",
)  # fmt: skip
_LEVELS: Final = ("%1.", "%1.%2", "（%1）", "%9%8%1", "%0", "%", "第%1条", "{}", "\\1", "%1" * 20)
_MERGES: Final = ("", "", "<w:vMerge/>", '<w:vMerge w:val="restart"/>', "<w:hMerge/>")
_WRAPS: Final = (
    "<w:ins>{}</w:ins>", "<w:del>{}</w:del>", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:moveTo>{}</w:moveTo>", "<w:r><w:txbxContent>{}</w:txbxContent></w:r>",
    "<w:smartTag>{}</w:smartTag>", "<w:altChunk/>{}",
    "<w:p><w:r><w:txbxContent>{}</w:txbxContent></w:r></w:p>",
)  # fmt: skip


def _word_line(random: Random, line: str) -> str:
    if "\t" in line or random.random() < 0.05:
        cells = "".join(
            f'<w:tc><w:tcPr><w:gridSpan w:val="{_odd(random, "1")}"/>'
            f"{random.choice(_MERGES)}</w:tcPr>"
            f"{_paragraph(random, cell)}</w:tc>"
            for cell in line.split("\t")
        )
        before = f'<w:trPr><w:gridBefore w:val="{_odd(random, "0")}"/></w:trPr>'
        made = f"<w:tbl><w:tr>{before}{cells}</w:tr></w:tbl>"
        for _ in range(random.choice((0, 0, 0, 1, 30))):
            made = f"<w:tbl><w:tr><w:tc>{made}</w:tc></w:tr></w:tbl>"
    else:
        made = _paragraph(random, line)
    for _ in range(random.choice((0,) * 12 + (1, 1, 40))):
        made = random.choice(_WRAPS).format(made)
    return made


def _paragraph(random: Random, line: str) -> str:
    properties = (
        f'<w:pPr><w:pStyle w:val="{random.choice("abx")}"/><w:numPr><w:ilvl w:val="{_odd(random, "0")}"/>'
        f'<w:numId w:val="{_odd(random, "1")}"/></w:numPr></w:pPr>'
        if random.random() < 0.3
        else ""
    )
    more = random.choice(
        ("", "", "", "<w:br/>", "<w:tab/>", '<w:sym w:char="F052"/>', "<w:rPr><w:vanish/></w:rPr>")
    )
    return f"<w:p>{properties}<w:r>{more}<w:t>{_said(random, line)}</w:t></w:r></w:p>"


def workbook(random: Random) -> bytes:
    """An .xlsx with merged, hidden and oddly formatted cells."""
    rows, strings = [], []
    for number, line in enumerate(text(random, 15).split("\n"), 1):
        cells = ""
        for column, cell in enumerate(line.split("\t")[:30]):
            kind = random.choice(("s", "inlineStr", "str", "n", "b", "e", "d", "x"))
            if kind == "s":
                strings.append(f"<si><t>{_said(random, cell)}</t></si>")
                cell = _odd(random, str(len(strings) - 1))
            elif kind in "nbe":
                cell = random.choice((*VALUES, "1234567.89", "45000", "1E308", "-1", "0.1"))
            place = f"{chr(65 + column % 26)}{_odd(random, str(number))}"
            inner = (
                f"<is><t>{_said(random, cell)}</t></is>"
                if kind == "inlineStr"
                else f"<v>{_said(random, cell)}</v>"
            )
            formula = random.choice(("", "", "", "<f>A1+1</f>", "<f/>"))
            cells += (
                f'<c r="{place}" s="{_odd(random, str(random.randrange(4)))}" t="{kind}">{formula}{inner}</c>'
            )
        hidden = ' hidden="1"' if random.random() < 0.1 else ""
        rows.append(f'<row r="{_odd(random, str(number))}"{hidden}>{cells}</row>')
    merges = "".join(
        f'<mergeCell ref="{random.choice(("A1:C1", "A1:A3", "B2:XFD1048576", "C3:A1", "A0:B0", "A1", "ZZZZ1:ZZZZ9"))}"/>'  # noqa: E501
        for _ in range(random.randint(0, 3))
    )
    columns = f'<cols><col min="{_odd(random, "1")}" max="{_odd(random, "2")}" hidden="{random.choice("01")}"/></cols>'  # noqa: E501
    sheet = f"<worksheet {_S}>{columns}<sheetData>{''.join(rows)}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"  # noqa: E501
    codes = "".join(
        f'<numFmt numFmtId="{164 + i}" formatCode={quoteattr(random.choice(_CODES))}/>' for i in range(3)
    )
    xfs = "".join(
        f'<xf numFmtId="{random.choice((0, 4, 14, 31, 49, 57, 164, 165, 166, 999))}"/>' for _ in range(4)
    )
    styles = (
        f"<styleSheet {_S}><numFmts>{codes}</numFmts><fonts><font/></fonts><fills><fill/></fills><borders><border/>"  # noqa: E501
        f"</borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{xfs}</cellXfs></styleSheet>"
    )
    state = random.choice(("visible", "visible", "visible", "hidden", "veryHidden", "x"))
    book = (
        f'<workbook {_S} {_R}><workbookPr date1904="{random.choice("01")}"/><sheets><sheet name='
        f'{quoteattr(random.choice(("Sheet1", "收支总表", "x" * 40, "")))} sheetId="1" state="{state}" r:id="r1"/></sheets></workbook>'  # noqa: E501
    )
    relations = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in (
            (
                "r1",
                "worksheet",
                random.choice(("worksheets/sheet1.xml",) * 9 + ("../../x", "/xl/styles.xml")),
            ),
            ("r2", "styles", "styles.xml"),
            ("r3", "sharedStrings", "sharedStrings.xml"),
        )
    )
    return _zip(
        {
            "[Content_Types].xml": _types(),
            "_rels/.rels": f'<Relationships {_RELATIONS}><Relationship Id="a" Type="{_OFFICE}/officeDocument" '  # noqa: E501
            'Target="xl/workbook.xml"/></Relationships>'.encode(),
            "xl/_rels/workbook.xml.rels": f"<Relationships {_RELATIONS}>{relations}</Relationships>".encode(),
            "xl/workbook.xml": book.encode(),
            "xl/styles.xml": styles.encode(),
            "xl/sharedStrings.xml": f"<sst {_S}>{''.join(strings)}</sst>".encode("utf-8", "replace"),
            "xl/worksheets/sheet1.xml": sheet.encode("utf-8", "replace"),
        },
        random,
    )


_CODES: Final = (
    "0.00", "#,##0.00", '0.00"元"', "yyyy年m月", "[Red]-0", "0%", "@", "0.0000E+00", "[>100]0;[<0]-0;x",
    "# ?/?", "General", "0" * 60, ";;;", '"', "[$-804]yyyy", "[h]:mm", "_-* #,##0_-", "0,,", "\\", "0.00万",
    "mm:ss.000",
)  # fmt: skip


@cache
def _types() -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>'
    ).encode()


def old_workbook(random: Random) -> bytes:
    """An .xls (BIFF), mostly with damaged records."""
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1", cell_overwrite_ok=True)
    style: Any = xlwt.easyxf(num_format_str=random.choice(("0.00", "yyyy-mm-dd", "#,##0.00", "@", "0%")))
    for row, line in enumerate(text(random, 12).split("\n")):
        for column, cell in enumerate(line.split("\t")[:30]):
            value: object = (
                cell[:300] if random.random() < 0.7 else random.choice((1e300, -1.5, 0, True, 45000, 6e9))
            )
            sheet.write(row, column, value, style)
    if random.random() < 0.3:
        sheet.row(0).hidden = True
        sheet.merge(0, random.randint(0, 3), 0, random.randint(0, 3))
    stream = io.BytesIO()
    book.save(stream)
    made = bytearray(stream.getvalue())
    for _ in range(random.choice((0, 1, 1, 3, 10))):
        # The stream of records begins behind the header; its fields are two and four bytes wide.
        at = 512 + random.randrange(max(1, len(made) - 1024))
        width = random.choice((1, 2, 4))
        made[at : at + width] = random.choice((b"\xff" * width, bytes(width), random.randbytes(width)))
    return bytes(made)


def pdf(random: Random) -> bytes:
    """A PDF of a few pages whose objects refer to what isn't there, to themselves, or hold noise."""
    content = _content(random)
    packed = zlib.compress(content) if random.random() < 0.5 else content
    filters = "/Filter " + random.choice(
        ("/FlateDecode",) * 4 + ("[" + "/FlateDecode " * 5 + "]", "/LZWDecode", "/X")
    )
    length = _odd(random, str(len(packed)))
    kids = random.choice(("[3 0 R]",) * 8 + ("[3 0 R 2 0 R]", "[2 0 R]", "[9 0 R]", "[]", "3"))
    box = random.choice(
        ("[0 0 595 842]",) * 8 + ("[0 0 0 0]", "[0 0 1e9 1e9]", "[595 842 0 0]", "[]", "[-1e38 0 1e38 9]")
    )
    rotate = random.choice(("0", "0", "90", "180", "270", "45", "-90", "99999999999"))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids {kids}/Count {_odd(random, '1')}>>".encode(),
        f"<</Type/Page/Parent 2 0 R/MediaBox {box}/Rotate {rotate}/Contents 4 0 R/Resources"
        f"<</Font<</F1 5 0 R>>/XObject<</X1 7 0 R>>>>>>".encode(),
        f"<</Length {length} {filters if packed is not content else ''}>>stream\n".encode()
        + packed
        + b"\nendstream",
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 2>>/DW 1000>>",
        f"<</Type/XObject/Subtype/Form/BBox[0 0 100 100]/Matrix[{_odd(random, '1')} 0 0 1 0 0]/Resources<</XObject"  # noqa: E501
        f"<</X1 {random.choice('74')} 0 R>>>>/Length 20>>stream\n/X1 Do 0 0 9 9 re S  \nendstream".encode(),
    ]
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return damage(random, bytes(made))


def _content(random: Random) -> bytes:
    parts = ["/X1 Do" if random.random() < 0.2 else ""]
    y = 800
    for line in text(random, 20).split("\n"):
        x = random.choice((50, 50, 50, 9999, -5))
        for cell in line.split("\t"):
            code = cell.encode("utf-16-be", "replace").hex()
            size = random.choice(("10",) * 8 + ("0", "-10", "1e9", "0.001"))
            parts.append(f"BT /F1 {size} Tf {x} {y} Td <{code}> Tj ET")
            if "\t" in line:
                parts.append(f"{x - 2} {y - 3} 90 14 re {random.choice('SfnB')}")
            x += 90
        y -= random.choice((14, 14, 14, 0, 1))
        if random.random() < 0.05:
            parts.append(
                random.choice(
                    ("q " * 200, "Q", "1 0 0 1 1e38 1e38 cm", "0 0 0 0 0 0 cm", "9" * 50 + " w", "]")
                )
            )
    return "\n".join(parts).encode()


def salted_name(random: Random) -> str:
    """A file's name with characters that names have only by malice."""
    return random.choice(("../", "/etc/", "a\\..\\", "C:", "")) + random.choice(SALT) + ".txt"
