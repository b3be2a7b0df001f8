"""The project's name where the narrative's heading states none."""

from __future__ import annotations

import re
from typing import Final

from nlp.fields.context import Context
from nlp.fields.model import Amounts, ProjectSource
from nlp.outline.section_words import heading_kind
from nlp.values.numeral import parse_number

_STATED: Final = re.compile(
    r"(?:本项目名称(?:为|是|：|:)|项目名称\s*(?:为|是|：|:|\t))\s*[“\"]?([^”\"。；;，,\n\t]{2,60})[”\"]?"
)
_NAMED: Final = re.compile(
    r"^\s*+(?:本项目为|本项目即|该项目为)?\s*+[“《]([^”》\n]{2,40})[”》]\s*(?:项目|专项)"
)
#: A section 项目名称 of its own, the name on its first line.
_HEADED: Final = re.compile(
    r"(?:^|\n)[^\S\n]*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．\s]\s*)?[【〔*#]*\s*(?:本项目|项目|专项)(?:的)?名称\s*[】〕*]*[：:]?[^\S\n]*\n"
    r"\s*[“\"]?([^“”\"，,。；;：:\n\t|]{2,40})[”\"]?[。；;]?[^\S\n]*(?=\n|$)"
)
#: The narrative's first sentence says what kind of project it is: “某某”巡展项目是我馆2021年新设项目.
_SAID: Final = re.compile(
    r"^\s*(?!本|该|此|这|我|为|按|根据|依据|经)((?:“[^”\n]{2,30}”)?[^，,。；;：:、《》“”\n]{0,30}?)(?:项目|专项)"
    r"(?:是|系|为|属于?)[^，,。；;\n]{0,20}?(?:新设|新增|延续|经常|常年|常规|一次性|跨年|重点|专项|民生|实事|工程|建设|科研|业务|保障)[^，,。；;\n]{0,8}?(?:项目|工程|支出)(?=[，,。；;\n]|$)"
)
#: The overview's first sentence often introduces the project by its name: 由某单位建设的某某工程，位于…
_INTRODUCED: Final = re.compile(
    r"(?:建设|实施|承建|承担|开展|组织)的([^，,。；;：:《》“”\n]{4,40}?(?:工程|项目))(?=[，,（(]|位于|是|为|主要|总)"
)
#: 某校2027年申报的“某某”项目，…: the name in quotation marks, in the first sentence.
_QUOTED: Final = re.compile(r"[“《]([^”》\n]{2,40})[”》](?:这一|这个|一)?(?:项目|专项|工程)")
#: 《…规划》项目库, 《…方案》工程: a document's title.
_TITLE_ENDS: Final = ("规划", "方案", "计划", "办法", "条例", "意见", "通知", "纲要")
_FORM_NAME: Final = "项目名称"


def project_name(context: Context, money: Amounts) -> tuple[str | None, ProjectSource | None]:
    """Return the name and where it was read: the heading, the text, or the one form with the same money."""
    if context.narrative.project:
        return context.narrative.project, "heading"
    if (match := _STATED.search(context.text) or _HEADED.search(context.text)) and not heading_kind(match[1]):
        return match[1].strip(), "text"
    if name := _from_form(context, money):
        return name, "form"
    body = _opening(context)
    if match := _NAMED.match(body):
        return match[1].strip(), "text"
    quoted = _QUOTED.findall(_first_sentence(body))
    if len(set(quoted)) == 1 and not quoted[0].endswith(_TITLE_ENDS):
        return quoted[0].strip(), "text"
    if (match := _SAID.match(body)) and len(match[1]) > 3:
        return match[1].strip(), "text"
    if match := _INTRODUCED.search(_first_sentence(body)):
        return match[1].strip(), "text"
    return None, None


def _first_sentence(text: str) -> str:
    return re.split("[。\n]", text.strip(), maxsplit=1)[0]


def _opening(context: Context) -> str:
    """Return the overview, else the text between the heading and the first section."""
    narrative, text = context.narrative, context.document.text
    if overview := narrative.section("overview"):
        return text[overview.body_start : overview.end]
    first = min((section.start for section in narrative.sections), default=narrative.end)
    if narrative.titled:
        return text[text.find("\n", narrative.start) + 1 : first]
    return text[narrative.start : first]


def _from_form(context: Context, money: Amounts) -> str | None:
    """Return the name in the only form (绩效目标表) whose amounts hold the narrative's total."""
    if money.annual_total is None:
        return None
    wanted = money.annual_total.value
    fitting: set[str] = set()
    for table in context.document.tables:
        name: str | None = None
        for row in table.cells:
            texts = [re.sub(r"\s+", "", cell.text) for cell in row]
            for index, text in enumerate(texts):
                if text.rstrip("：:") == _FORM_NAME:
                    name = next((t for t in texts[index + 1 :] if t), name)
            if name and any(_equals(text, wanted) for text in texts):
                fitting.add(name)
    return fitting.pop() if len(fitting) == 1 else None


def _equals(text: str, wanted: object) -> bool:
    if not re.fullmatch(r"[\d,，.]+(?:元|万元)?", text):
        return False
    number = parse_number(text.removesuffix("元").removesuffix("万"))
    return number is not None and wanted in (number, number * 10_000)
