"""Word's automatic numbers: numbering.xml and styles.xml into the text that Word prints before a paragraph.

Source of the rules: ECMA-376 Part 1, 17.9 (numbering) and 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree

from nlp.readers.office.container import attribute, child, local, value

_DIGITS: Final = "〇一二三四五六七八九"
_IDEOGRAPHS: Final = {ord("0") + i: digit for i, digit in enumerate(_DIGITS)}
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_CHINESE: Final = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "koreanCounting",
    }
)
#: Formats that are one block of Unicode characters: first character and count.
_BLOCKS: Final = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_STYLE_DEPTH: Final = 20
_OWN_BLANK: Final = "、．。：；，）】〕》"


def chinese(number: int, digits: str = "零" + _DIGITS[1:], units: str = "十百千") -> str:
    """Write 0 to 9999 in Chinese; ten to nineteen without 一.

    >>> chinese(3), chinese(10), chinese(21), chinese(105)
    ('三', '十', '二十一', '一百零五')
    """
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    written = ""
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            written += digits[digit] + (units[power - 1] if power else "")
        elif written and number % 10**power and not written.endswith(digits[0]):
            written += digits[0]
    return written[1:] if units[0] == "十" and 10 <= number < 20 else written


def format_number(number: int, style: str) -> str:
    """Write a counter in one of Word's number formats; an unknown format is written in digits.

    >>> format_number(2, "chineseCounting"), format_number(3, "decimalEnclosedCircle")
    ('二', '③')
    """
    if style in _CHINESE:
        return chinese(number)
    if style in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return chinese(number, _LEGAL, "拾佰仟")
    if style in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return str(number).translate(_IDEOGRAPHS)
    if style in _BLOCKS:
        first, count = _BLOCKS[style]
        return chr(ord(first) + number - 1) if 1 <= number <= count else str(number)
    if style == "ideographTraditional":
        return _STEMS[number - 1] if 1 <= number <= 10 else str(number)
    if style == "ideographZodiac":
        return _BRANCHES[number - 1] if 1 <= number <= 12 else str(number)
    if style == "decimalFullWidth":
        return str(number).translate({ord("0") + i: ord("０") + i for i in range(10)})
    if style == "decimalZero":
        return f"{number:02d}"
    if style in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        written = ""
        for worth, letters in _ROMAN:
            count, number = divmod(number, worth)
            written += letters * count
        return written.upper() if style == "upperRoman" else written
    return "" if style in ("none", "bullet") else str(number)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: ``text`` holds %1 … %9 for the levels' counters."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    paragraph_style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass
class Numbering:
    """The lists of a document, and their counters as its paragraphs go by."""

    lists: dict[str, _List]
    styles: dict[str, tuple[str | None, ElementTree.Element | None]]
    default_style: str | None = None
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def label(self, properties: ElementTree.Element | None) -> str:
        """Return the printed number of a paragraph with these properties (w:pPr), and count it.

        A bullet prints nothing: it is a mark, not text. A blank stands for the tab stop or space after a
        number, except after the full-width marks, which bring their own.
        """
        style = value(properties, "pStyle") or self.default_style
        number, depth = self._reference(properties, style)
        found = self.lists.get(number or "")
        if found is None or depth not in found.levels:
            return ""
        level = found.levels[depth]
        counters = self._counters.setdefault(found.abstract, {})
        if number not in self._begun:
            self._begun.add(number or "")
            for at, start in found.starts.items():
                counters[at] = start - 1
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [at for at in counters if at > depth]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or (restart and depth < restart):
                del counters[deeper]
        if level.style == "bullet":
            return ""
        written = re.sub(
            r"%([1-9])", lambda m: self._counter(found, counters, int(m[1]) - 1, level), level.text
        )
        if not written or level.suffix == "nothing":
            return written
        return written if written[-1] in _OWN_BLANK else written + " "

    def _counter(self, found: _List, counters: dict[int, int], at: int, own: Level) -> str:
        level = found.levels.get(at, Level())
        number = counters.get(at, found.starts.get(at, level.start))
        return format_number(number, "decimal" if own.legal else level.style)

    def _reference(self, properties: ElementTree.Element | None, style: str | None) -> tuple[str | None, int]:
        """Return list and level: the paragraph's own, else those of its style or a style under it."""
        number = value(properties, "numPr", "numId")
        depth = value(properties, "numPr", "ilvl")
        seen = 0
        while (number is None or depth is None) and style is not None and seen < _STYLE_DEPTH:
            below, own = self.styles.get(style, (None, None))
            if number is None and (number := value(own, "numPr", "numId")) is not None:
                depth = depth or value(own, "numPr", "ilvl") or self._level_of_style(number, style)
            style, seen = below, seen + 1
        return number, _integer(depth, 0)

    def _level_of_style(self, number: str, style: str) -> str | None:
        found = self.lists.get(number)
        levels = found.levels.items() if found else ()
        return next((str(at) for at, level in levels if level.paragraph_style == style), None)


def read_numbering(numbering: ElementTree.Element | None, styles: ElementTree.Element | None) -> Numbering:
    """Return the lists of numbering.xml and the styles that use them; either part may be missing."""
    style_of: dict[str, tuple[str | None, ElementTree.Element | None]] = {}
    default: str | None = None
    for style in styles if styles is not None else ():
        key = attribute(style, "styleId")
        if local(style.tag) == "style" and key is not None:
            style_of[key] = (value(style, "basedOn"), child(style, "pPr"))
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true"):
                default = key
    abstract: dict[str, ElementTree.Element] = {}
    by_link: dict[str, str] = {}
    for element in numbering if numbering is not None else ():
        if local(element.tag) == "abstractNum":
            key = attribute(element, "abstractNumId") or ""
            abstract[key] = element
            if link := value(element, "styleLink"):
                by_link[link] = key
    lists: dict[str, _List] = {}
    for element in numbering if numbering is not None else ():
        if local(element.tag) != "num":
            continue
        key = value(element, "abstractNumId") or ""
        linked = value(abstract[key], "numStyleLink") if key in abstract else None
        key = by_link.get(linked or "", key)
        levels = _levels(abstract.get(key))
        starts: dict[int, int] = {}
        for override in element:
            at = _integer(attribute(override, "ilvl"), -1)
            if local(override.tag) != "lvlOverride" or at < 0:
                continue
            levels.update(_levels(override))
            if (start := value(override, "startOverride")) is not None:
                starts[at] = _integer(start, 1)
        lists[attribute(element, "numId") or ""] = _List(key, levels, starts)
    return Numbering(lists, style_of, default)


def _levels(parent: ElementTree.Element | None) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in parent if parent is not None else ():
        if local(element.tag) != "lvl":
            continue
        restart = value(element, "lvlRestart")
        legal = child(element, "isLgl")
        levels[_integer(attribute(element, "ilvl"), 0)] = Level(
            start=_integer(value(element, "start"), 0 if child(element, "start") is None else 1),
            style=_style(element),
            text=value(element, "lvlText") or "",
            suffix=value(element, "suff") or "tab",
            restart=None if restart is None else _integer(restart, 0),
            legal=legal is not None and attribute(legal, "val") not in ("0", "false"),
            paragraph_style=value(element, "pStyle"),
        )
    return levels


def _style(level: ElementTree.Element) -> str:
    """Return the number format; Office wraps newer ones in mc:AlternateContent."""
    for element in level.iter():
        if local(element.tag) == "numFmt" and (style := attribute(element, "val")) not in (None, "custom"):
            return style or "decimal"
    return "decimal"


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else default
