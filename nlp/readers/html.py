"""Web pages (.html) as published: the content's paragraphs and tables, as a browser would show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from nlp.document import Document
from nlp.errors import ReadError
from nlp.readers.blocks import Block, Grid, GridCell, TooManyCellsError, to_document
from nlp.readers.html_encoding import decode_html
from nlp.readers.html_prune import Pruner, always_dropped
from nlp.readers.office.container import damaged, too_large
from nlp.readers.office.numbering import format_number

_BLOCKS: Final = frozenset(
    {
        "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "legend", "li", "main", "ol", "p", "pre", "section", "summary", "ul",
    }
)  # fmt: skip
_BREAK: Final = "\u2028"
_WIDE: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
#: A line end of the source between two wide characters is no blank (CSS Text 3, 4.1.3).
_SOURCE_WRAP: Final = re.compile(rf"(?<=[{_WIDE}])[ \t\f\r]*\n[ \t\f\r\n]*(?=[{_WIDE}])")
_SOURCE_BLANKS: Final = re.compile(r"[ \t\f\r\n]+")
#: Deeper tables are read as text.
_MAX_DEPTH: Final = 20
#: HTML allows no more; a larger span is a mistake.
_MAX_COLUMNS: Final = 1000
_MAX_ROWS: Final = 65_534
#: Numbers of lists by their type attribute, their CSS type, or the class of a common Chinese web editor.
_LIST_TYPES: Final = {
    "1": ("decimal", "{}. "), "a": ("lowerLetter", "{}. "), "A": ("upperLetter", "{}. "),
    "i": ("lowerRoman", "{}. "), "I": ("upperRoman", "{}. "),
    "cjk-ideographic": ("chineseCounting", "{}、"), "simp-chinese-informal": ("chineseCounting", "{}、"),
    "custom_cn": ("chineseCounting", "{}、"), "custom_cn1": ("chineseCounting", "{}）"),
    "custom_cn2": ("chineseCounting", "（{}）"), "custom_num": ("decimal", "{}、"),
    "custom_num1": ("decimal", "{}) "), "custom_num2": ("decimal", "({}) "),
}  # fmt: skip
_LIST_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)


def read_html(name: str, data: bytes, sha256: str) -> Document:
    """Return the Document of a web page, format ``html``; navigation, scripts and hidden parts are left out.

    Raises:
        ReadError: kind ``unsupported`` (encoding), ``too_large``, ``damaged``, or ``empty`` for a page
            without text.
    """
    text, warnings = decode_html(name, data, sha256)
    root = LexborHTMLParser(text.replace("\x00", "")).body
    if root is None:
        damaged(name, sha256, ValueError("no body"))
    pruner = Pruner(root)
    try:
        document = to_document(name, sha256, "html", _blocks(root, pruner.drops), warnings)
        if not document.text.strip():
            # A page of nothing but links: better all of it than none.
            document = to_document(name, sha256, "html", _blocks(root, always_dropped), warnings)
    except TooManyCellsError:
        too_large(name, sha256, "a table with more than a million cells")
    if not document.text.strip():
        raise ReadError(
            "empty",
            f"{name}：网页里没有正文（可能由脚本载入），请在浏览器中打开后另存。",
            f"{name}: the page holds no text (loaded by scripts?); save it from a browser",
            sha256,
        )
    return document


@dataclass
class _Frame:
    """A place that takes blocks: the page, or a table's cell.

    ``tables`` holds the rows of the tables open in it, ``label`` the number of the list item whose first
    paragraph is still to come.
    """

    blocks: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    tables: list[list[list[GridCell]]] = field(default_factory=list)
    label: str = ""

    def flush(self) -> None:
        """Close the paragraph."""
        joined = "".join(self.text)
        self.text.clear()
        joined = _SOURCE_BLANKS.sub(" ", _SOURCE_WRAP.sub("", joined))
        parts = [part for part in joined.split(_BREAK) if part.strip()]
        if parts and self.label:
            parts[0] = self.label + parts[0].lstrip()
            self.label = ""
        self.blocks.extend(parts)

    def take(self, node: LexborNode, blocks: list[Block]) -> None:
        """Put a cell into the open row; inside MathML a cell may stand in no row, and is a text."""
        if self.tables and self.tables[-1]:
            self.tables[-1][-1].append(_cell(node, blocks))
        else:
            self.blocks.extend(blocks)


@dataclass
class _List:
    style: str
    pattern: str
    next: int


def _blocks(root: LexborNode, drops: Callable[[LexborNode], bool]) -> list[Block]:
    frames = [_Frame()]
    lists: list[_List | None] = []
    depth = pre = 0
    for node, opens in _walk(root, drops):
        frame = frames[-1]
        tag = node.tag or ""
        if node.is_text_node:
            text = node.text_content or ""
            frame.text.append(re.sub(r"\r\n?|\n", _BREAK, text) if pre else text)
        elif tag == "br":
            if opens:
                frame.text.append(_BREAK)
        elif tag == "table":
            frame.flush()
            depth += 1 if opens else -1
            if opens and depth <= _MAX_DEPTH:
                frame.tables.append([])
            elif not opens and depth < _MAX_DEPTH:
                frame.blocks.append(Grid(tuple(tuple(row) for row in frame.tables.pop() if row)))
        elif tag == "tr" and depth <= _MAX_DEPTH:
            if opens and frame.tables:
                frame.tables[-1].append([])
        elif tag in ("td", "th") and depth <= _MAX_DEPTH:
            if opens:
                frames.append(_Frame())
            else:
                frame.flush()
                frames.pop()
                frames[-1].take(node, frame.blocks)
        elif tag in _BLOCKS or tag in ("td", "th"):
            frame.flush()
            pre += (1 if opens else -1) if tag == "pre" else 0
            if tag in ("ol", "ul"):
                if opens:
                    lists.append(_list(node))
                else:
                    lists.pop()
            elif tag == "li":
                frame.label = _label(node, lists[-1]) if opens and lists else ""
    frames[0].flush()
    return frames[0].blocks


def _walk(root: LexborNode, drops: Callable[[LexborNode], bool]) -> Iterator[tuple[LexborNode, bool]]:
    """Yield text nodes and, before and after their contents, elements; without recursion."""
    stack: list[tuple[LexborNode, bool]] = [(root, True)]
    while stack:
        node, opens = stack.pop()
        yield node, opens
        if not opens or node.is_text_node:
            continue
        stack.append((node, False))
        child = node.last_child
        while child is not None:
            if child.is_text_node or (child.is_element_node and not drops(child)):
                stack.append((child, True))
            child = child.prev


def _cell(node: LexborNode, blocks: list[Block]) -> GridCell:
    columns = _span(node, "colspan", _MAX_COLUMNS)
    # rowspan="0" reaches to the table's end.
    rows = _span(node, "rowspan", _MAX_ROWS) if node.attributes.get("rowspan") != "0" else _MAX_ROWS
    return GridCell(tuple(blocks), columns, rows)


def _span(node: LexborNode, name: str, limit: int) -> int:
    match = re.match(r"\s*(\d{1,6})", node.attributes.get(name) or "")
    number = int(match[1]) if match else 1
    return number if 1 <= number <= limit else 1


def _list(node: LexborNode) -> _List | None:
    """Return how a list is numbered, ``None`` for one with bullets or without marks."""
    css = _LIST_STYLE.search(node.attributes.get("style") or "")
    keys = [*(node.attributes.get("class") or "").split(), css[1].lower() if css else ""]
    found = next((_LIST_TYPES[key] for key in keys if key in _LIST_TYPES), None)
    if node.tag != "ol" or (found is None and "none" in keys):
        return None
    style, pattern = found or _LIST_TYPES.get(node.attributes.get("type") or "1", _LIST_TYPES["1"])
    return _List(style, pattern, _integer(node, "start", 1))


def _label(node: LexborNode, numbers: _List | None) -> str:
    if numbers is None:
        return ""
    number = _integer(node, "value", numbers.next)
    numbers.next = number + 1
    return numbers.pattern.format(format_number(number, numbers.style))


def _integer(node: LexborNode, name: str, default: int) -> int:
    text = node.attributes.get(name) or ""
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default
