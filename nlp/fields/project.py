"""The project's name where the narrative's heading states none."""

from __future__ import annotations

import re
from typing import Final

from nlp.fields.context import Context
from nlp.fields.model import Amounts, ProjectSource
from nlp.values.numeral import parse_number

_STATED: Final = re.compile(
    r"(?:本项目名称(?:为|是|：|:)|项目名称\s*(?:为|是|：|:|\t))\s*[“\"]?([^”\"。；;，,\n\t]{2,60})[”\"]?"
)
_NAMED: Final = re.compile(
    r"^\s*+(?:本项目为|本项目即|该项目为)?\s*+[“《]([^”》\n]{2,40})[”》]\s*(?:项目|专项)"
)
#: The overview's first sentence often introduces the project by its name: 由某单位建设的某某工程，位于…
_INTRODUCED: Final = re.compile(
    r"(?:建设|实施|承建|承担|开展|组织)的([^，,。；;：:《》“”\n]{4,40}?(?:工程|项目))(?=[，,（(]|位于|是|为|主要|总)"
)
_FORM_NAME: Final = "项目名称"


def project_name(context: Context, money: Amounts) -> tuple[str | None, ProjectSource | None]:
    """Return the name and where it was read: the heading, the text, or the one form with the same money."""
    if context.narrative.project:
        return context.narrative.project, "heading"
    if match := _STATED.search(context.text):
        return match[1].strip(), "text"
    if name := _from_form(context, money):
        return name, "form"
    overview = context.narrative.section("overview")
    body = context.document.text[overview.body_start : overview.end] if overview else ""
    if match := _NAMED.match(body):
        return match[1].strip(), "text"
    if match := _INTRODUCED.search(re.split("[。\n]", body.strip(), maxsplit=1)[0]):
        return match[1].strip(), "text"
    return None, None


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
