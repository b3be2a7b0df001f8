"""PDFs of a few pages around a bent text, with something wrong in their objects."""

from __future__ import annotations

import zlib
from random import Random

from tests.fuzz.bend import damage, pick, text, uses
from tests.fuzz.files import odd


def pdf(random: Random) -> bytes:
    """A PDF of a few pages whose objects refer to what isn't there, to themselves, or hold noise."""
    content = _content(random)
    packed = zlib.compress(content) if random.random() < 0.5 else content
    stages = "[" + "/FlateDecode " * 5 + "]"
    filters = "/Filter " + pick(random, "filters", ("/FlateDecode",) * 4 + (stages, "/LZWDecode", "/X"))
    length = odd(random, str(len(packed)), "lengths")
    trees = ("[3 0 R]",) * 8 + ("[3 0 R 2 0 R]", "[2 0 R]", "[9 0 R]", "[]", "3")
    kids = pick(random, "page tree", trees)
    boxes = ("[0 0 595 842]",) * 8 + (
        "[0 0 0 0]", "[0 0 1e9 1e9]", "[595 842 0 0]", "[]", "[-1e38 0 1e38 9]"
    )  # fmt: skip
    box = pick(random, "page box", boxes)
    rotate = pick(random, "turned pages", ("0", "0", "90", "180", "270", "45", "-90", "99999999999"))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids {kids}/Count {odd(random, '1', 'page tree')}>>".encode(),
        f"<</Type/Page/Parent 2 0 R/MediaBox {box}/Rotate {rotate}/Contents 4 0 R/Resources"
        f"<</Font<</F1 5 0 R>>/XObject<</X1 7 0 R>>>>>>".encode(),
        f"<</Length {length} {filters if packed is not content else ''}>>stream\n".encode()
        + packed
        + b"\nendstream",
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 2>>/DW 1000>>",
        f"<</Type/XObject/Subtype/Form/BBox[0 0 100 100]/Matrix[{odd(random, '1', 'forms')} 0 0 1 0 0]/Resources<</XObject"  # noqa: E501
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
    parts = [""]
    if random.random() < 0.2:
        uses("forms")
        parts = ["/X1 Do"]
    y = 800
    for line in text(random, 20).split("\n"):
        x = pick(random, "text off the page", (50, 50, 50, 9999, -5))
        for cell in line.split("\t"):
            code = cell.encode("utf-16-be", "replace").hex()
            size = pick(random, "sizes of type", ("10",) * 8 + ("0", "-10", "1e9", "0.001"))
            parts.append(f"BT /F1 {size} Tf {x} {y} Td <{code}> Tj ET")
            if "\t" in line:
                parts.append(f"{x - 2} {y - 3} 90 14 re {random.choice('SfnB')}")
            x += 90
        y -= pick(random, "lines upon lines", (14, 14, 14, 0, 1))
        if random.random() < 0.05:
            uses("graphics state")
            parts.append(
                random.choice(
                    ("q " * 200, "Q", "1 0 0 1 1e38 1e38 cm", "0 0 0 0 0 0 cm", "9" * 50 + " w", "]")
                )
            )
    return "\n".join(parts).encode()
