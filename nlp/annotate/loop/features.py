"""Features of a token from the characters and words around it, for the cheap classifier of the loop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlp.language import build_pipeline

_DIGIT: Final = re.compile(r"[0-9０-９]")
#: A line that may be a heading: short, or with a number or a bracket in front.
_HEADING: Final = re.compile(
    r"\s*(?:[（(【\[]?[一二三四五六七八九十\d]{1,3}[、.．)）】\]]\s*)?【?([^\s：:。，；】]{2,12})(?:$|[：:】])"
)
_STOPS: Final = "。；;\n"
_LEFT: Final = 9
_RIGHT: Final = 6


def tokens(text: str) -> list[tuple[int, int]]:
    """Return the ranges of the words of a text, white space left out.

    >>> tokens("预算12万元\\n")
    [(0, 2), (2, 4), (4, 6)]
    """
    doc = build_pipeline().make_doc(text)
    return [(t.idx, t.idx + len(t.text)) for t in doc if not t.text.isspace()]


def _headings(text: str) -> list[tuple[int, str]]:
    """Return (start, words) of the lines that look like headings."""
    found: list[tuple[int, str]] = []
    position = 0
    for line in text.split("\n"):
        if match := _HEADING.match(line.rstrip()):
            found.append((position, match[1][-6:]))
        position += len(line) + 1
    return found


def _shape(word: str) -> str:
    return _DIGIT.sub("9", word)


def token_features(text: str, words: list[tuple[int, int]]) -> Iterator[list[str]]:
    """Yield the features of every token.

    >>> sorted(next(token_features("12万元", [(0, 2), (2, 4)])))[:3]
    ['+1+2=万元|$', '+1=万元', '+1p=万']
    """
    shapes = [_shape(text[start:end]) for start, end in words]
    stops = [any(char in _STOPS for char in text[start:end]) for start, end in words]
    breaks = [
        index > 0 and "\n" in text[words[index - 1][1] : start] for index, (start, _) in enumerate(words)
    ]
    headings = _headings(text)
    heading, upcoming = "", 0
    titles = brackets = 0
    for index, (start, end) in enumerate(words):
        while upcoming < len(headings) and headings[upcoming][0] <= start:
            heading = headings[upcoming][1]
            upcoming += 1
        word = shapes[index]

        def at(offset: int, here: int = index) -> str:
            place = here + offset
            return "^" if place < 0 else "$" if place >= len(shapes) else shapes[place]

        features = [
            "b",
            f"w={word}",
            f"p={word[:1]}",
            f"s={word[-1:]}",
            f"s2={word[-2:]}",
            f"-1={at(-1)}",
            f"-2={at(-2)}",
            f"+1={at(1)}",
            f"+2={at(2)}",
            f"-1s={at(-1)[-1:]}",
            f"+1p={at(1)[:1]}",
            f"-2-1={at(-2)}|{at(-1)}",
            f"-1w={at(-1)}|{word}",
            f"w+1={word}|{at(1)}",
            f"+1+2={at(1)}|{at(2)}",
            f"H={heading}",
            f"Hw={heading}|{word}",
            f"H-1={heading}|{at(-1)}",
            f"H+1={heading}|{at(1)}",
            f"H-1s={heading}|{at(-1)[-1:]}|{word[-1:]}",
            f"t={titles > 0}|{word[-1:]}",
            f"t-1={titles > 0}|{at(-1)[-1:]}",
            f"k={brackets > 0}|{word}",
            f"n={breaks[index]}|{word[-1:]}",
            f"nH={breaks[index]}|{heading}",
        ]
        near = True
        for distance in range(1, _LEFT + 1):
            place = index - distance
            if place < 0 or (stops[place] and distance > 1):
                features.append("L^" if place < 0 else f"L{shapes[place]}")
                break
            near = near and distance <= 4
            features.append(f"L={shapes[place]}")
            if near:
                features.append(f"Lw={shapes[place]}|{word[-1:]}")
        for distance in range(1, _RIGHT + 1):
            place = index + distance
            if place >= len(shapes) or stops[place]:
                break
            features.append(f"R={shapes[place]}")
        yield features
        for char in text[start:end]:
            titles = max(0, titles + (char == "《") - (char == "》"))
            brackets = max(0, brackets + (char in "（(") - (char in "）)"))
