"""A narrative's sections as texts without soft line ends, every character traceable."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import Final

from nlp.outline.model import Narrative
from nlp.tagger.rules.citation_lists import cites_only
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.withdrawn import withdrawn
from nlp.tagger.spans import FieldSpan, Label
from nlp.values.docnumber import find_document_numbers
from nlp.values.listed import UNIT_ABOVE, is_unit_line
from nlp.values.title import find_titles

#: A line of a fixed-width page that is narrower than this share of the widest line ends a paragraph.
_FULL_LINE: Final = 0.8
#: Texts whose widest line is wider than this hold one paragraph a line: nothing is wrapped.
_MAX_WRAPPED_WIDTH: Final = 62
_MIN_WRAPPED_WIDTH: Final = 18
#: Sections whose headings do not say what they hold.
_UNTOLD: Final = ("other", "overview")
_STOPS: Final = "。；：！？;:!?"
#: What begins a new paragraph: list marks, numbers, headings.
NEW_ITEM: Final = re.compile(
    r"\s*(?:[-*•●·]\s|(?:—{1,2}|[–－•●◆■▪▶►◇○☆★※✓√])\s*(?=[\u4e00-\u9fff《“])|[•●◆■▪▶►◇○☆★※✓√]\s*(?=20\d\d)|[（(]\s*[\d一二三四五六七八九十]{1,3}\s*[)）]|\d{1,2}\s*[、．)）]|\d{1,2}\.(?:(?!\d)|(?=20\d\d\s*年))"
    r"|\d{1,2}(?:\.\d{1,2}){1,2}(?:[ \u3000]+(?![万亿元%％‰千百米公平亩吨])(?=[\u4e00-\u9fff“])|(?=《))"
    r"|[一二三四五六七八九十]{1,3}、|[①-⑳]|第[一二三四]季度)"
)

#: A line of a list that goes by dates: 2025年3月—4月 招标.
_DATED: Final = re.compile(r"\s*20\d\d(?:年|[.．/-])\s*\d{1,2}")
#: Cells that only blanks keep apart: 培训    3期    12.5.
_APART: Final = re.compile(r"\S(?: {2,}|\u3000+)\S")
#: A row of a form; so many of its lines at least, and half of all, are rows.
_ROW: Final = re.compile(r"[ \u3000]*[\u4e00-\u9fff（）()%％、]{2,14}[：:]")
_FEWEST_ROWS: Final = 5
#: So many lines above a form's first row its unit is looked for.
_LINES_OVER_FORM: Final = 3
#: A blank inside a number: "39.4 28万元", "1 560 000元". A year behind a blank is a number of its own, and
#: so is what follows a name: Q1 15%, 型号A2 30万元.
_DIGIT_GAP: Final = re.compile(
    r"(?<=\d)(?<![A-NP-Za-np-z]\d)[ \u3000](?=[.．]?\d)(?!20\d\d\s*年)"
    r"(?=[\d.．,， \u3000OＯ]{0,40}\s{0,9}(?:[万亿元%％年月日号〕\]】）)]|[.．\-—~～]\s*\d))"
)
#: A table's cell that holds one number with blanks in it: 1 009 840, 32 .25, 1, 032.00.
_CELL_NUMBER: Final = re.compile(
    r"(?<=[\t|｜])[ \u3000]*(?P<number>\d{1,3}(?:(?:[ \u3000]|[,，][ \u3000]*|[ \u3000]+[,，])\d{3})+"
    r"(?:[ \u3000]?[.．][ \u3000]?\d+)?"
    r"|[\d,，]+[ \u3000]?[.．][ \u3000]?\d+)[ \u3000]*(?=[\t|｜\r\n]|$)"
)
_UNIT: Final = re.compile(r"[（(][^（()）]{0,6}(?:[千万亿]?元|[%％])[)）]")
#: Ends and beginnings of the lines that a range is written over: 2025年3月1日/至/11月30日.
_OPEN_RANGE: Final = re.compile(r"[年月日\d]\s*(?:起\s*)?(?:至|到|—{1,2}|[-–－~～])\s*$|^\s*[至到]\s*$")
_RANGE_GOES_ON: Final = re.compile(
    r"\s*(?:(?:起\s*)?(?:至|到|—{1,2}|[–－~～])\s*(?:$|(?:20)?\d\d)|[-]{1,2}\s*$)"
)
_DATE_END: Final = re.compile(r"(?:[年月日]|20\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?)\s*(?:起\s*)?$")
#: The letter O for a zero inside a number: "1OO%", 〔2O24〕.
_LETTER_ZERO: Final = re.compile(r"(?<=\d)[OＯ]+(?=[\d万亿元%％年月日号〕\]】）).．])")
_LONGEST_NUMBER: Final = 30
#: Characters of a clause, or of a paragraph on one line; so far it is looked for its ends.
_LONGEST_CLAUSE: Final = 2_000
#: A number that a line end cuts in two: what stands before it and behind it.
_CUT_NUMBERS: Final = tuple(
    (re.compile(left + "$"), re.compile(right))
    for left, right in (
        (r"年\s*\d{1,2}", r"\s*月\s*\d{1,2}\s*[日号]|\s*月"),
        (r"月\s*\d{1,2}", r"\s*[日号](?!\d)"),
        (r"(?<!\d)20\d\d", r"\s*年\s*\d{1,2}\s*月"),
        (r"(?:[-—–－~～至到]|月\s*[、和及]|\d\s*、)\s*\d{1,2}", r"\s*月"),
        (r"年\s*\d", r"\d\s*月"),
        (r"月\s*\d", r"\d\s*[日号]"),
        (r"(?<!\d)2", r"0\d\d\s*年"),
        (r"(?<!\d)20", r"\d\d\s*年"),
        (r"(?<!\d)20\d", r"\d\s*年"),
        (r"[〕\]】）)]\s*第?\d{1,4}", r"\d{1,3}\s*号"),
        (r"[〔\[【（(]\d", r"\d{3}[〕\]】）)]"),
        (r"[〔\[【（(]\d{2}", r"\d{2}[〕\]】）)]"),
        (r"[〔\[【（(]\d{3}", r"\d[〕\]】）)]"),
        (r"\d[,，]\d", r"\d{2}(?:[,，]\d{3}|[.．]\d|\s*(?:万|亿)?元)"),
        (r"\d[,，]\d{2}", r"\d(?:[,，]\d{3}|[.．]\d|\s*(?:万|亿)?元)"),
        (r"\d[,，]", r"\d{3}(?:[,，]\d{3}|[.．]\d|\s*(?:万|亿)?元)"),
        (r"\d", r"[,，]\d{3}|[.．]\d+\s*(?:[万亿元%％])"),
        (r"\d", r"\s{0,2}(?:[万亿]元|[%％])"),
        (r"\d[.．]", r"\d+\s*[万亿元%％]"),
        (r"[\u4e00-\u9fff]\d{1,2}", r"\d{1,2}(?:[.．]\d+)?\s*[%％]"),
        (r"[\u4e00-\u9fff：:][\d,，]*\d[.．]\d{1,3}", r"\d{1,3}\s*(?:万|亿)?元"),
        (r"[^\d\s。；;：:，,、）)]", r"\d[\d,，]*(?:[.．]\d+)?\s*(?:万|亿)?元"),
    )
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A section's text without soft line ends and without what it takes back.

    ``offsets[i]`` is the document offset of ``text[i]``.
    """

    kind: str
    text: str
    offsets: tuple[int, ...]

    def span(self, label: Label, start: int, end: int, score: float = 1.0) -> FieldSpan:
        """Return the span of ``text[start:end]`` in the document's offsets.

        Raises:
            ValueError: if the range is empty.
        """
        while start < end and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            raise ValueError(f"empty span {start}:{end} for {label}")
        return FieldSpan(label, self.offsets[start], self.offsets[end - 1] + 1, score)

    def behind(self, front: Passage) -> Passage:
        """Return the passage with ``front``, which stands before it in the document, in front of it."""
        return Passage(self.kind, front.text + self.text, (*front.offsets, *self.offsets))

    def holds(self, offset: int) -> bool:
        """Tell whether the character at a document offset is one of the passage's."""
        at = self.local(offset)
        return at < len(self.offsets) and self.offsets[at] == offset

    def local(self, offset: int) -> int:
        """Return the index of the first character at or behind a document offset."""
        return bisect_left(self.offsets, offset)


def passages(text: str, narrative: Narrative, unit: Passage | None = None) -> tuple[Passage, ...]:
    """Return the narrative's sections in order; text in front of the first section counts as ``other``.

    Neighbours of one kind are one text: 预算金额：5万元；资金来源：财政拨款.

    ``text`` is ``document.text[narrative.start:narrative.end]``; ``unit`` what :func:`unit_over` found.
    """
    base = narrative.start
    ranges: list[tuple[str, int, int]] = []
    told_basis = any(section.kind == "legal_basis" for section in narrative.sections)
    for section in narrative.sections:
        # 经费明细（单位：元）: the heading tells the unit of what stands below it; 计划开工时间, an edge.
        told = (section.kind == "annual_budget" and _UNIT.search(section.heading)) or (
            section.kind == "schedule" and _tells_edge().search(section.heading)
        )
        start, end = (section.start if told else section.body_start) - base, section.end - base
        if told and (number := NEW_ITEM.match(text, start)):
            start = number.end()  # the heading's number begins no list
        kind = section.kind
        if kind in _UNTOLD and not told_basis and cites_only(text[start:end]):
            kind = "legal_basis"
        if kind == "legal_basis" and (rest := _behind_a_lines_basis(text, start, end)):
            ranges += [(kind, start, rest), ("other", rest, end)]
            continue
        if ranges and ranges[-1][0] == kind and ranges[-1][2] == section.start - base:
            start = ranges.pop()[1]
        ranges.append((kind, start, end))
    first = min((s.start for s in narrative.sections), default=narrative.end)
    head = narrative.project_evidence.end if narrative.project_evidence else narrative.start
    # 项目经费情况说明 behind the name is no heading of a section about money.
    if narrative.titled:
        head = min(first, base + max(text.find("\n", head - base), head - base))
    if head < first:
        ranges.insert(0, ("other", head - base, first - base))
    found = (passage(kind, text, start, end, base) for kind, start, end in ranges)
    return tuple(_below_unit(part, text, base, unit) for part in found)


def unit_over(text: str, start: int) -> Passage | None:
    r"""Return the unit that is told right above a form whose first row begins a narrative at ``start``.

    >>> form = "情况表\n（2024年度）  单位：万元\n| 项目名称 | 修渠 |\n"
    >>> unit_over(form, form.index("|")).text, unit_over(form, form.index("（"))
    ('单位：万元\n', None)
    """
    begin = text.rfind("\n", 0, start) + 1
    if not _is_row(text[begin : text.find("\n", start)]):
        return None
    for _ in range(_LINES_OVER_FORM):
        end = begin - 1
        if end < 0:
            return None
        begin = text.rfind("\n", 0, end) + 1
        line = text[begin:end]
        if is_unit_line(line) and (told := UNIT_ABOVE.search(text, begin, end)):
            return Passage("unit", told[0] + "\n", (*range(*told.span()), end))
        if _is_row(line) or line.rstrip().endswith("。"):
            return None  # the end of what stands before the form
    return None


def _is_row(line: str) -> bool:
    """Tell whether a line is a row of a form, its cells divided or its label before a colon."""
    return any(bar in line for bar in "|｜\t") or bool(_ROW.match(line) or _APART.search(line))


def _below_unit(part: Passage, text: str, base: int, over: Passage | None) -> Passage:
    """Return a passage about money behind a form's unit: a line （金额单位：元）, or ``over`` the form."""
    if part.kind != "annual_budget" or not part.offsets or UNIT_ABOVE.search(part.text):
        return part
    above = text[: part.offsets[0] - base]
    line = next((m for m in re.finditer(r"[^\n]+\n", above) if is_unit_line(m[0])), None)
    if line is None or line.end() + base > part.offsets[0]:
        return part.behind(over) if over else part
    told = tuple(base + index for index in range(*line.span()))
    return Passage(part.kind, line[0] + part.text, (*told, *part.offsets))


@cache
def _tells_edge() -> re.Pattern[str]:
    words = field_words().schedule
    verbs = any_of((*words.begin_verbs, *words.end_verbs, "起始", "截止"))
    return re.compile(rf"{verbs}(?:时间|日期|年月|期限|时限)")


def _behind_a_lines_basis(text: str, start: int, end: int) -> int | None:
    """Return where the text behind 依据：《某办法》。 begins, whose lines cite nothing more.

    >>> text = "《甲办法》。\\n由我校实施，7月开工。"
    >>> text[_behind_a_lines_basis(text, 0, len(text)) :]
    '由我校实施，7月开工。'
    """
    if text[start:end].lstrip(" \u3000")[:1] == "\n":
        return None  # a heading on a line of its own is over all that follows
    at = text.find("\n", start, end) + 1
    rest = text[at:end]
    if not at or not rest.strip() or text[start:at].rstrip()[-1:] != "。":
        return None
    return None if find_titles(rest) or find_document_numbers(rest) else at


def passage(kind: str, text: str, start: int, end: int, base: int = 0) -> Passage:
    """Return ``text[start:end]`` as a passage; ``base`` is the document offset of ``text[0]``.

    >>> wide = "本项目由河东区文化馆会同河东区图书馆共同组织开展实"
    >>> passage("plan", wide + "\\n施并验收。", 0, 30).text.count("\\n")
    0
    >>> passage("other", "依据《甲\\n办法》\\n乙", 0, 10).text
    '依据《甲办法》\\n乙'
    >>> passage("schedule", "2024年1\\n2月底", 0, 10).text
    '2024年12月底'
    >>> passage("annual_budget", "共39.4 28万元，其中1O0元", 0, 17).text
    '共39.428万元，其中100元'
    """
    width = max((breadth(line) for line in text.splitlines()), default=0)
    wrapped = _MIN_WRAPPED_WIDTH <= width <= _MAX_WRAPPED_WIDTH
    left_out = {index for gap in _DIGIT_GAP.finditer(text, start, end) for index in range(*gap.span())}
    left_out |= {
        index
        for cell in _CELL_NUMBER.finditer(text, start, end)
        for index in range(*cell.span("number"))
        if text[index] in " \u3000"
    }
    left_out |= {start + index for wrong in withdrawn(text[start:end]) for index in range(*wrong)}
    form = _is_form(text)
    inside = {
        start + index
        for title in find_titles(text[start:end])
        for index in range(title.start, title.end)
        if text[start + index] == "\n"
    }
    kept: list[int] = []
    joined = False  # by the line end that stands right before; the next line's indent goes with it
    for index in range(start, end):
        if text[index] == "\n":
            joined = index in inside or (
                not (form and _ROW.match(text, index + 1, end))
                and _is_soft(text, index, end, width if wrapped else None)
            )
        joined = joined and text[index] in "\n\r \u3000"
        if not (joined or text[index] == "\r" or index in left_out):
            kept.append(index)
    # A full-width pipe divides cells as the other one does; every character keeps its place.
    written = "".join("|" if text[i] == "｜" else text[i] for i in kept)
    written = _LETTER_ZERO.sub(lambda zeros: "0" * len(zeros[0]), written)
    return Passage(kind, written, tuple(base + i for i in kept))


def _is_form(text: str) -> bool:
    """Tell whether most lines are rows of a form: 承办单位：某站; each begins a paragraph."""
    lines = [line for line in text.splitlines() if line.strip()]
    rows = sum(_ROW.match(line) is not None for line in lines)
    return rows >= _FEWEST_ROWS and 2 * rows >= len(lines)


def breadth(line: str) -> float:
    """Return how wide a line is on a page in Chinese characters: a Latin letter or a digit is half of one.

    >>> breadth("签约率71%"), breadth("")
    (4.5, 0.0)
    """
    return len(line) - len(line.encode("ascii", "ignore")) / 2


def _is_soft(text: str, index: int, end: int, width: float | None) -> bool:
    """Tell whether the line end at ``index`` cuts a number or, on a page ``width`` wide, a paragraph."""
    line = text[text.rfind("\n", 0, index) + 1 : index].strip("\r").rstrip()
    first = index + 1
    while first < end and text[first] == "\r":  # a page's end
        first += 1
    stop = text.find("\n", first, end)
    next_line = text[first : stop if stop >= 0 else end]
    if not line or not next_line.strip() or "\t" in line or _bars(line, next_line):
        return False
    following = text[first : min(end, first + _LONGEST_NUMBER)].replace("\n", "")
    if any(left.search(line) and right.match(following) for left, right in _CUT_NUMBERS):
        return True
    if _OPEN_RANGE.search(line) or (_DATE_END.search(line) and _RANGE_GOES_ON.match(next_line)):
        return True
    if line[-1] in _STOPS or NEW_ITEM.match(next_line) or (_DATED.match(line) and _DATED.match(next_line)):
        return False
    if _APART.search(line.strip()) and _APART.search(next_line.strip()):
        return False
    if _cuts_title(line, next_line):
        return True
    return width is not None and (breadth(line) >= _FULL_LINE * width or _cuts_word(line, next_line))


def _cuts_title(line: str, next_line: str) -> bool:
    """Tell whether a line end cuts a title without 《》 in two.

    >>> _cuts_title("甲市关于加强水下文", "物保护的通知（甲〔2022〕4号）"), _cuts_title("关于甲的通知", "乙")
    (True, False)
    """
    ends = field_words().legal.title_ends
    begun = re.split("[。；;：:，,》）)]", line)[-1]
    if "关于" not in begun or begun.endswith(ends) or "关于" in next_line:
        return False
    rest = re.match(
        rf"\s*[^。；;：:，,、《》（）()]{{1,40}}?{any_of(ends)}\s*(?=[（(〔\[【。；;]|$)", next_line
    )
    return rest is not None


def _cuts_word(line: str, next_line: str) -> bool:
    """Tell whether a line end cuts a word of a name in two: 某建筑科/技大学, but not 规划科/技术科.

    >>> _cuts_word("由河东建筑科", "技大学实施"), _cuts_word("河东区规划科", "技术科")
    (True, False)
    """
    words = field_words().organisation
    if line[-1] + next_line[0] not in words.cut_words:
        return False
    return next_line[:2] not in words.cut_words or not line.endswith(words.suffixes + words.departments)


def _bars(line: str, next_line: str) -> bool:
    """Tell whether either line is a row of a table with bars."""
    return line.count("|") + line.count("｜") > 1 or next_line.lstrip().startswith(("|", "｜"))


def clause_start(text: str, position: int, marks: str = "。；;！？\n") -> int:
    """Return where the clause that holds ``position`` begins: behind the last of ``marks``.

    What lies farther away than a clause is long is left out.

    >>> clause_start("一。二三", 3)
    2
    """
    far = max(0, position - _LONGEST_CLAUSE)
    return max((far, *(text.rfind(mark, far, position) + 1 for mark in marks)))


def clause_end(text: str, position: int, marks: str = "。；;！？\n") -> int:
    """Return where the clause that holds ``position`` ends: in front of the next of ``marks``.

    >>> clause_end("一二。三", 0)
    2
    """
    far = min(len(text), position + _LONGEST_CLAUSE)
    return min((far, *(found for mark in marks if (found := text.find(mark, position, far)) >= 0)))
