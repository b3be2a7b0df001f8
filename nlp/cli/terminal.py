r"""What a terminal would obey instead of showing: control characters, and marks that turn a text around.

Names of files, documents and foreign data hold what they like: an escape sequence may clear the screen, write
into the clipboard or set the window's title, and a mark of direction lets a figure be read backwards.
"""

from __future__ import annotations

import re
from typing import Final

_OBEYED: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
#: What is obeyed, line ends and tabs left out: drawings and messages are made of them.
OBEYED: Final = re.compile(f"[{_OBEYED}]")
#: The same with line ends and tabs, for text that stands in one line.
OBEYED_IN_LINE: Final = re.compile(f"[\t\n{_OBEYED}]+")


def escaped(line: str) -> str:
    r"""Return a message in which what a terminal would obey is written out, so that a name can be recognised.

    >>> print(escaped("a\x1b[2J.txt"))
    a\x1b[2J.txt
    """
    return OBEYED.sub(lambda found: repr(found[0])[1:-1], line)
