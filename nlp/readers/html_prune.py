"""What of a web page is no content: scripts, hidden parts, navigation, lists of links.

The rules know HTML's own vocabulary and the share of links in a part, but no site.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborNode

_NEVER: Final = frozenset(
    {
        "head", "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "svg",
        "canvas", "audio", "video", "map", "select", "button", "textarea", "input", "datalist", "dialog",
        "nav", "aside", "footer", "del", "rt", "rp",
    }
)  # fmt: skip
#: Class names and ids (or their last part, as in "page-footer") of what stands around a page's content.
_AROUND: Final = frozenset(
    {
        "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "sidebar",
        "footer", "foot", "copyright", "share", "sharebox", "bdsharebuttonbox", "pagination", "pager",
        "toolbar", "topbar", "friendlink", "friendlinks", "login", "search", "searchbox", "location",
    }
)  # fmt: skip
_LINK_PARTS: Final = frozenset({"div", "ul", "ol", "dl", "section", "header", "p", "span", "table", "center"})
_HIDDEN: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
#: Brackets and arrows around links are no words of the page: 【打印】【关闭】.
_NO_WORD: Final = re.compile(r"\W+")


@dataclass(slots=True)
class _Size:
    """Letters and digits of a part: all, and those in links that leave the page; and the count of links."""

    text: int = 0
    linked: int = 0
    links: int = 0


class Pruner:
    """Tells of each element of one page whether it is content."""

    def __init__(self, root: LexborNode) -> None:
        self._sizes = _measure(root)
        whole = self._sizes.get(root.mem_id, _Size())
        self._plain = whole.text - whole.linked

    def drops(self, node: LexborNode) -> bool:
        """Tell whether the element and all in it is no content."""
        if always_dropped(node):
            return True
        size = self._sizes.get(node.mem_id)
        if size is None or not size.text or (size.text - size.linked) * 3 > self._plain:
            return False
        if size.links >= 2 and size.linked * 5 >= size.text * 4 and node.tag in _LINK_PARTS:
            return True
        if node.tag in ("tr", "td", "th"):
            # Without one of its cells a row would shift.
            return False
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".lower().split()
        return any(name in _AROUND or re.split(r"[-_]", name)[-1] in _AROUND for name in names)


def always_dropped(node: LexborNode) -> bool:
    """Tell whether an element is never printed as text, or hidden by its own attributes."""
    if node.tag in _NEVER:
        return True
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return _HIDDEN.search(attributes.get("style") or "") is not None


def _measure(root: LexborNode) -> dict[int, _Size]:
    """Measure every element in one walk; pages nest too deeply for recursion."""
    sizes: dict[int, _Size] = {}
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, done = stack.pop()
        if done:
            own = sizes[node.mem_id]
            if node.tag == "a" and not (node.attributes.get("href") or "#").startswith("#"):
                own.linked, own.links = own.text, 1
            parent = node.parent
            if node.mem_id != root.mem_id and parent is not None and (above := sizes.get(parent.mem_id)):
                above.text += own.text
                above.linked += own.linked
                above.links += own.links
            continue
        sizes[node.mem_id] = size = _Size()
        stack.append((node, True))
        child = node.child
        while child is not None:
            if child.is_text_node:
                size.text += len(_NO_WORD.sub("", child.text_content or ""))
            elif child.is_element_node and not always_dropped(child):
                stack.append((child, False))
            child = child.next
    return sizes
