"""Which document number belongs to which title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from nlp.fields.context import Context
from nlp.fields.issuers import code_of, issuer_of_number, issuer_of_title, level
from nlp.tagger.rules.passages import NEW_ITEM
from nlp.tagger.spans import FieldSpan

#: A title's number behind it: 》, brackets, and at most an issuer's words between.
_BEHIND: Final = re.compile(
    r"》?(?:的)?[\s（(〔【\[，,]*(?:[^《》。；;、，,：:]{0,16}|[^《》。；;、，,：:]{0,6}(?:发文字号|文件号|文号|字号|编号)(?:[：:]|为|是)?)"
)
#: A title behind its number: ）, 文件, and at most a word between.
_BEFORE: Final = re.compile(r"[\s）)\]】，,]*(?:文件|文)?[\s，,：:]*[^《》。；;、，,：:]{0,6}[（(]?《?")
#: 《某规划》由甲部、乙部以某发〔2024〕7号文件印发: who issued it stands between.
_ISSUED_AS: Final = re.compile(r"》?(?:系|是|已)?(?:由|经)[^《》。；;\d]{2,50}?(?:以|用)")
#: 某发〔2024〕7号 3.《某条例》: the next item begins in between.
_NEXT_ITEM: Final = re.compile(r"\d{1,2}[.．、)）]《?$|[①-⑳]《?$|[一二三四五六七八九十]、《?$")
#: A number right in front of a title.
_DIRECTLY: Final = re.compile(r"(?:文件|文)?[：:]?《?")
#: Characters, blanks and line ends among them, between a number and the title behind it.
_FAR: Final = 200
#: Kinds of the numbers that laws and regulations are published under.
_ORDERS: Final = ("令", "公告", "通告", "主席")


@dataclass(frozen=True, slots=True)
class Number:
    """A LEGAL_NUMBER span with its number's normal form."""

    span: FieldSpan
    normal: str


def number_of(
    context: Context, title: FieldSpan, following: int, numbers: list[Number], used: set[int]
) -> Number | None:
    """Return the number of the title, behind it or before it; ``used`` are the places already given away.

    ``following`` is where the next title starts.
    """
    text = context.document.text
    for position, number in enumerate(numbers):
        if number.span.start <= title.start and title.end <= number.span.end:  # 某局会议纪要〔2024〕3号
            used.add(position)
            return number
    behind = before = None
    for position, number in enumerate(numbers):
        if position in used or not title.end <= number.span.start < following:
            continue
        gap = text[title.end : number.span.start]
        if _follows(_flat(gap)) and _may_have(context, title, number, gap):
            behind = position
            break
    for position, number in enumerate(numbers):
        if position in used or not 0 <= title.start - number.span.end <= _FAR:
            continue
        gap = _flat(text[number.span.end : title.start])
        if _BEFORE.fullmatch(gap) and not _NEXT_ITEM.search(gap) and not _needs_order(context, title, number):
            before = position
            break
    if behind is not None and following < context.narrative.end:
        # 甲发〔2021〕1号《A》、乙发〔2021〕2号《B》: the one behind is the next title's.
        gap = _flat(text[title.end : numbers[behind].span.start])
        next_gap = _flat(text[numbers[behind].span.end : following])
        if _DIRECTLY.fullmatch(next_gap) and (before is not None or re.match("》?[，,]", gap)):
            behind = None
    chosen = before if behind is None else behind
    if chosen is None:
        return None
    used.add(chosen)
    return numbers[chosen]


def _may_have(context: Context, title: FieldSpan, number: Number, gap: str) -> bool:
    """Tell whether a number behind a title may be its own: no item of a list begins in between."""
    line_end = gap.rfind("\n")
    if line_end >= 0 and (mark := NEW_ITEM.match(gap, line_end + 1)) and mark.end() == len(gap):
        return False  # ●《某条例》, and on the next line ●某办通报〔2022〕10号
    if _needs_order(context, title, number) and not re.match(r"》?\s*[（(〔【\[]", gap):
        return False
    if _is_own_item(context.document.text, title.end, number.span):
        issuer = issuer_of_title(context.written(title))
        return issuer is not None and issuer == issuer_of_number(number.normal)
    return True


def _needs_order(context: Context, title: FieldSpan, number: Number) -> bool:
    """Tell whether a law has a number that laws do not: 《某法》 and 某发〔2022〕10号."""
    law = level(context.written(title), None) in ("law", "regulation")
    order = number.normal.endswith(_ORDERS) or code_of(number.normal).endswith(_ORDERS)
    return law and not order


def _is_own_item(text: str, title_end: int, number: FieldSpan) -> bool:
    """Tell whether a number stands alone on the line below a title, and no mark shows where items begin."""
    if "\n" not in text[title_end : number.start] or text[title_end : number.start].strip(
        " \u3000\n》；;。，,"
    ):
        return False
    line = text[text.rfind("\n", 0, number.start) + 1 : (text + "\n").find("\n", number.end)]
    above = text[text.rfind("\n", 0, title_end) + 1 : title_end]
    return line.strip(" \u3000；;。，,、") == text[number.start : number.end] and not NEW_ITEM.match(above)


def _follows(gap: str) -> bool:
    """Tell whether a number belongs to the title before ``gap``: no conjunction outside brackets."""
    if _ISSUED_AS.fullmatch(gap):
        return True
    outside = re.split(r"[（(〔【\[]", gap, maxsplit=1)[0]
    return _BEHIND.fullmatch(gap) is not None and not re.search(r"[和及与]", outside)


def _flat(gap: str) -> str:
    return re.sub(r"\s+", "", gap)
