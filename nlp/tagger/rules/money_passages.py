"""The paragraphs about money of a narrative that has no section 年度预算安排."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from nlp.outline.section_words import heading_kind
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.passages import NEW_ITEM, Passage
from nlp.tagger.rules.sources import all_fiscal, all_own
from nlp.values.cells import money_in
from nlp.values.fold import fold

#: What a heading in front of a paragraph may look like: 【经费】, 四、经费预算。, 资金需求：
_HEADING: Final = re.compile(
    r"\s*(?P<open>[【\[〔])?\s*(?P<words>[\u4e00-\u9fff（）()、]{2,16}?)\s*(?:[】\]〕]\s*[：:]?|[：:|\t]|(?P<stop>[。，,])|\s*$)"
)
#: A heading about the project's money …
_MONEY: Final = re.compile("经费|资金|预算|费用|概算|投入|金额|投资|支出|测算")
#: … and one about what is done with it, not how much it is.
_NOT_MONEY: Final = re.compile(
    "说明|管理|监督|监管|绩效|制度|办法|效益|保障措施|依据|政策|标准|风险|名称|单位$|主体"
)
_OTHERS: Final = ("legal_basis", "performance_goals", "implementing_body", "schedule", "plan", "overview")
#: 需经费30万元, 拟申请资金30万元, 列入预算30万元: a sentence that asks for the year's money.
_ASKS: Final = re.compile(
    r"(?:需要?|所需|申请|安排|预计|计划|拟|测算|核定|列支|投入|落实|下达|列入|纳入|编列|编制|总)[^，,。；;\d]{0,12}"
    r"(?:经费|资金|预算|费用|投资|财政|支出|款)?[^，,。；;\d]{0,8}(?:(?:20\d\d年度?)[^，,。；;\d]{0,12})?$"
    r"|(?:经费|资金|预算|费用)(?:总额|总计|合计|共计|总需求|需求|规模|为|是|约|：|:|\s)*$"
)
#: 全部由财政负担, behind the amounts that it speaks of.
_ALL_OF_IT: Final = re.compile(r"\s*(?:以上|上述|全部|均|所需|项目|资金|经费|该项)")
_QUARTER: Final = re.compile(r"\s*(?:其中|20\d\d年度?)?[：:]?第?[一二三四1-4]季度")
#: Companies' and beneficiaries' money, and work done that a quarter has a share of.
_OTHER_MONEY: Final = re.compile(
    "企业|公司|集团|商户|社会资本|产值|税收|营收|工程量|形象进度|单位成本|定额标准"
)


def money_passages(parts: Sequence[Passage]) -> list[Passage]:
    """Return the passages with the paragraphs about money as ``annual_budget``, where no section is one.

    A paragraph is about money where its heading says so, else where a sentence asks for money or says who
    pays for all of it.
    """
    if any(part.kind == "annual_budget" for part in parts):
        return list(parts)
    cut = [(part, _headed(part)) for part in parts]
    if not any(found for _, found in cut):
        cut = [(part, _asking(part)) for part in parts]
    return [piece for part, found in cut for piece in _pieces(part, found)]


def _pieces(part: Passage, found: Sequence[tuple[int, int]]) -> list[Passage]:
    result: list[Passage] = []
    at = 0
    for start, end in found:
        result += [_slice(part, part.kind, at, start), _slice(part, "annual_budget", start, end)]
        at = end
    result.append(_slice(part, part.kind, at, len(part.text)))
    return [piece for piece in result if piece.text.strip()] or [part]


def _slice(part: Passage, kind: str, start: int, end: int) -> Passage:
    return Passage(kind, part.text[start:end], part.offsets[start:end])


def _lines(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        found.append((at, at + len(line)))
        at += len(line)
    return found


def _topic(line: str) -> tuple[str, int] | None:
    """Return what the heading of a line is about, ``money`` or ``other``, and where its text begins."""
    at = 0
    while (marker := NEW_ITEM.match(line, at)) and marker.end() > at:
        at = marker.end()
    heading = _HEADING.match(line, at)
    if heading is None or not re.sub(r"[（()）、\s]", "", heading["words"]):
        return None
    words = re.sub(r"[（(].*?[)）]|\s", "", heading["words"])
    if heading["stop"] and (not at or len(words) > 8 or heading["stop"] != "。"):
        return None
    known = heading_kind(words)
    if _MONEY.search(words) and not _NOT_MONEY.search(words) and (known is None or known.kind not in _OTHERS):
        return "money", heading.end()
    told = known is not None or heading["open"] or (not money_in(line) and heading["words"] in line)
    return ("other", heading.end()) if told else None


def _headed(part: Passage) -> list[tuple[int, int]]:
    """Return the ranges behind headings about money: the heading's line, and what goes on about money."""
    found: list[tuple[int, int]] = []
    inside = False
    for start, end in _lines(part.text):
        line = part.text[start:end]
        row = "\t" in line or line.count("|") > 1
        topic = None if row and inside else _topic(line)
        if topic and topic[0] == "money" and not (row and not money_in(line)):
            if inside and found[-1][1] == start:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
            inside = True
        elif topic:
            inside = False
        elif inside:
            stop = end if row or _leads_on(part.text[found[-1][0] : start], line) else _until(line, start)
            inside = stop == end
            found[-1] = (found[-1][0], stop)
    return [(a, b) for a, b in found if money_in(part.text[a:b])]


def _leads_on(above: str, line: str) -> bool:
    """Tell whether a line belongs to the heading above it: a blank, an item, the first words."""
    first = (
        not re.sub(r".*[：:】\]]", "", above.strip(), count=1, flags=re.DOTALL).strip()
        or "\n" not in above.strip()
    )
    listed = NEW_ITEM.match(line) is not None and bool(money_in(line))
    return (
        not line.strip() or listed or (first and not money_in(above)) or line.rstrip().endswith(("：", ":"))
    )


def _until(line: str, start: int) -> int:
    """Return where the sentences of a line that go on about money end."""
    end = start
    for a, b in _sentences(line):
        if line[a:b].strip() and not _goes_on(line[a:b]):
            break
        end = start + b
    return end


@cache
def _elsewhere() -> re.Pattern[str]:
    words = field_words().amount
    return re.compile(
        rf"{any_of(words.not_budget)}|全[国省市县区镇乡]|以来|累计|去年|上年|往年|每年[^，,。；;]{{0,6}}$"
    )


def _asking(part: Passage) -> list[tuple[int, int]]:
    """Return the runs of sentences that ask for money, with those behind that go on about it."""
    if part.kind in ("legal_basis", "performance_goals"):
        return []
    found: list[tuple[int, int]] = []
    before: list[tuple[int, int]] = []
    for start, end in _sentences(part.text):
        sentence = part.text[start:end]
        goes_on = _goes_on(sentence)
        if found and found[-1][1] == start and (goes_on or not sentence.strip()):
            found[-1] = (found[-1][0], end)
        elif _asks(sentence):
            found.append((start, end))
        elif before and _ALL_OF_IT.match(sentence) and (all_fiscal(sentence) or all_own(sentence)):
            found.append((before[0][0], end))
        before = [*before, (start, end)] if goes_on else []
    return found


def _sentences(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^。\n]*(?:[。\n]|$)", text) if match[0]]


def _goes_on(sentence: str) -> bool:
    """Tell whether a sentence states money or quarters and nobody else's."""
    of_money = any(word in sentence for word in field_words().quarter.money) or _QUARTER.match(sentence)
    told = "季度" in sentence and "%" in fold(sentence) and bool(of_money)
    said = told or any(not a.per_unit for a in money_in(sentence))
    return (said or all_fiscal(sentence) or all_own(sentence)) and not _OTHER_MONEY.search(sentence)


def _asks(sentence: str) -> bool:
    for amount in money_in(sentence):
        clause = re.split("[，,。；;]", sentence[: amount.start])[-1]
        if not amount.per_unit and _ASKS.search(clause) and not _elsewhere().search(clause):
            return not _OTHER_MONEY.search(sentence)
    return False
