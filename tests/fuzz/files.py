"""Files of each format around a bent text; each small, in the shape of real ones, with something wrong."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from html import escape
from random import Random
from typing import Any, Final
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

from tests.fuzz.bend import VALUES, damage, pick, text, uses

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
    encodings = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "big5")
    encoding = pick(random, "encoding", encodings)
    return damage(random, written.encode(encoding, random.choice(("replace", "ignore"))))


def odd(random: Random, usual: str, kind: str) -> str:
    """Return what usually stands there or, as a fault of a kind, a number or word that does not belong."""
    if random.random() < 0.7:
        return usual
    uses(kind)
    return random.choice(_ODD)


def page(random: Random) -> bytes:
    """A web page: paragraphs, lists and tables, some of them cut, nested or never closed."""
    parts = [random.choice(("<!DOCTYPE html>", "<html>", "", '<?xml version="1.0"?>'))]
    charset = pick(random, "declared encoding", ("utf-8", "gb2312", "gbk", "big5", "x", ""))
    parts.append(f'<meta charset="{charset}"><body>')
    for line in text(random).split("\n"):
        parts.append(_html_line(random, line))
        if random.random() < 0.1:
            uses("stray elements")
            parts.append(random.choice(_HTML_ODD))
    encoding = pick(random, "encoding", ("utf-8", "utf-8", "gb18030", "utf-16", "big5"))
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
            f"<td colspan={odd(random, '1', 'spans')} rowspan={odd(random, '1', 'spans')}>{escape(cell)}</td>"
            for cell in line.split("\t")
        )
        if random.random() < 0.3:
            return f"<table><tr>{cells}</tr></table>"
        uses("elements left open")
        return f"<tr>{cells}"
    kept = escape(line)
    if random.random() < 0.1:
        uses("text not escaped")
        kept = line
    tag = random.choice(("p", "div", "li", "h2", "span", "td", "ol", "a href=/x", "b", "center"))
    if random.random() < 0.9:
        return f"<{tag}>{kept}</{tag.split()[0]}>"
    uses("elements left open")
    return f"<{tag}>{kept}"


def _zip(parts: dict[str, bytes], random: Random) -> bytes:
    stream = io.BytesIO()
    way = random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with zipfile.ZipFile(stream, "w", way) as made:
        for name, data in parts.items():
            if random.random() < 0.98:
                made.writestr(name, damage(random, data) if random.random() < 0.15 else data)
            else:
                uses("parts missing")
    data = stream.getvalue()
    return damage(random, data) if random.random() < 0.05 else data


def _said(random: Random, written: str) -> str:
    if random.random() < 0.97:
        return xml_escape(written.translate(_XML_REFUSES))
    uses("text not escaped")
    return written


def word(random: Random) -> bytes:
    """A .docx with numbering, tables, tracked changes and boxes."""
    body = "".join(_word_line(random, line) for line in text(random, 15).split("\n"))
    if random.random() < 0.1:
        uses("broken XML")
        body = body.replace("</w:p>", random.choice(("</w:p></w:p>", "", "</w:tbl>", "<w:p>")), 1)
    levels = "".join(
        f'<w:lvl w:ilvl="{odd(random, str(i), "numbering")}">'
        f'<w:start w:val="{odd(random, "1", "numbering")}"/>'
        f'<w:numFmt w:val="{random.choice(_FORMATS)}"/><w:lvlText w:val="{random.choice(_LEVELS)}"/>'
        f'<w:lvlRestart w:val="{odd(random, "0", "numbering")}"/></w:lvl>'
        for i in range(random.choice((0, 0, 1, 1, 3, 3, 9, 50)))
    )
    numbering = (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1">'
        f'<w:abstractNumId w:val="{odd(random, "0", "numbering")}"/><w:lvlOverride w:ilvl="0">'
        f'<w:startOverride w:val="{odd(random, "3", "numbering")}"/></w:lvlOverride></w:num></w:numbering>'
    )
    styles = (
        f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="a" w:default="1"><w:basedOn '
        f'w:val="{random.choice("ab")}"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:numPr>'  # noqa: E501
        f'<w:numId w:val="{odd(random, "1", "numbering")}"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    targets = ("word/document.xml",) * 9 + ("../x", "/etc/passwd", "http://127.0.0.1:9/")
    relations = (
        f'<Relationships {_RELATIONS}><Relationship Id="r" Type="{_OFFICE}/officeDocument" '
        f"Target={quoteattr(pick(random, 'relations', targets))}/></Relationships>"
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
            f'<w:tc><w:tcPr><w:gridSpan w:val="{odd(random, "1", "spans")}"/>'
            f"{pick(random, 'merges', _MERGES)}</w:tcPr>"
            f"{_paragraph(random, cell)}</w:tc>"
            for cell in line.split("\t")
        )
        before = f'<w:trPr><w:gridBefore w:val="{odd(random, "0", "spans")}"/></w:trPr>'
        made = f"<w:tbl><w:tr>{before}{cells}</w:tr></w:tbl>"
        for _ in range(random.choice((0, 0, 0, 1, 30))):
            uses("tables in tables")
            made = f"<w:tbl><w:tr><w:tc>{made}</w:tc></w:tr></w:tbl>"
    else:
        made = _paragraph(random, line)
    for _ in range(random.choice((0,) * 12 + (1, 1, 40))):
        uses("changes, controls and boxes")
        made = random.choice(_WRAPS).format(made)
    return made


def _paragraph(random: Random, line: str) -> str:
    properties = (
        f'<w:pPr><w:pStyle w:val="{random.choice("abx")}"/><w:numPr>'
        f'<w:ilvl w:val="{odd(random, "0", "numbering")}"/>'
        f'<w:numId w:val="{odd(random, "1", "numbering")}"/></w:numPr></w:pPr>'
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
                cell = odd(random, str(len(strings) - 1), "shared strings")
            elif kind in "nbe":
                uses("values of another type")
                cell = random.choice((*VALUES, "1234567.89", "45000", "1E308", "-1", "0.1"))
            place = f"{chr(65 + column % 26)}{odd(random, str(number), 'places of cells')}"
            inner = (
                f"<is><t>{_said(random, cell)}</t></is>"
                if kind == "inlineStr"
                else f"<v>{_said(random, cell)}</v>"
            )
            formula = random.choice(("", "", "", "<f>A1+1</f>", "<f/>"))
            style = odd(random, str(random.randrange(4)), "number formats")
            cells += f'<c r="{place}" s="{style}" t="{kind}">{formula}{inner}</c>'
        hidden = ' hidden="1"' if random.random() < 0.1 else ""
        rows.append(f'<row r="{odd(random, str(number), "places of cells")}"{hidden}>{cells}</row>')
    merged = ("A1:C1", "A1:A3", "B2:XFD1048576", "C3:A1", "A0:B0", "A1", "ZZZZ1:ZZZZ9")
    merges = "".join(
        f'<mergeCell ref="{pick(random, "merges", merged)}"/>' for _ in range(random.randint(0, 3))
    )
    least, most = odd(random, "1", "columns"), odd(random, "2", "columns")
    columns = f'<cols><col min="{least}" max="{most}" hidden="{random.choice("01")}"/></cols>'
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
    state = pick(random, "hidden sheets", ("visible", "visible", "visible", "hidden", "veryHidden", "x"))
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
                pick(random, "relations", ("worksheets/sheet1.xml",) * 9 + ("../../x", "/xl/styles.xml")),
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
        uses("hidden rows, merged cells")
        sheet.row(0).hidden = True
        sheet.merge(0, random.randint(0, 3), 0, random.randint(0, 3))
    stream = io.BytesIO()
    book.save(stream)
    made = bytearray(stream.getvalue())
    for _ in range(random.choice((0, 1, 1, 3, 10))):
        uses("damaged records")
        # The stream of records begins behind the header; its fields are two and four bytes wide.
        at = 512 + random.randrange(max(1, len(made) - 1024))
        width = random.choice((1, 2, 4))
        made[at : at + width] = random.choice((b"\xff" * width, bytes(width), random.randbytes(width)))
    return bytes(made)
