"""Names of projects that a label tells: 项目名称：某某, 项目一：某某, in a row, before other labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nlp.outline.headings import heading_config
from nlp.outline.narrative_names import CN, LONGEST_LINE, LONGEST_NAME, SENTENCE, behind_marks, either
from nlp.outline.row_names import name_in_row
from nlp.outline.section_words import heading_kind


@dataclass(frozen=True, slots=True)
class Label:
    """The name behind a label is ``line[start:end]``; ``counted``: behind 项目一, not 项目名称."""

    start: int
    end: int
    counted: bool


def labelled_name(line: str) -> Label | None:
    """Return where the name stands that a label tells: 项目名称：某某, 项目一：某某.

    >>> labelled_name("1. 项目名称：灯具更换"), labelled_name("【项目名称】灯具更换").start
    (Label(start=8, end=12, counted=False), 6)
    """
    start = behind_marks(line, 0)
    if len(line) - start > LONGEST_LINE:
        return _run_in_name(line, start)
    if row := name_in_row(line):
        return None if SENTENCE.search(line[slice(*row)]) else Label(*row, counted=False)
    match = _counted().match(line, start) or _labelled().match(line, start)
    if match is None:
        return _run_in_name(line, start)
    if SENTENCE.search(match["name"]) or heading_kind(match["name"]):
        return None
    return Label(*match.span("name"), match.re is _counted())


def _run_in_name(line: str, start: int) -> Label | None:
    """Return the name behind its label where more labels follow it: 项目名称：某某。项目编码：07。"""
    match = _run_in().match(line, start)
    return None if match is None or heading_kind(match["name"]) else Label(*match.span("name"), counted=False)


@cache
def _run_in() -> re.Pattern[str]:
    words = either(heading_config().narrative.name_labels)
    name = rf"(?P<name>[^：:|｜\t。；;！？，,]{{2,{LONGEST_NAME}}}?)"
    return re.compile(rf"\s*{words}\s*[：:]\s*{name}\s*[。；;]\s*[\u4e00-\u9fff]{{2,8}}[：:]")


@cache
def _counted() -> re.Pattern[str]:
    """Return the pattern of 项目一：某某, 项目1 某某, 项目A 某某, 问答一 某某."""
    words = either(heading_config().narrative.counters)
    number = rf"(?:之\s*)?(?P<number>[{CN}\d]{{1,3}}|[A-Z])"
    return re.compile(rf"{words}\s*{number}\s*[：:、.．\s]\s*(?P<name>[^：:]+?)\s*$")


@cache
def _labelled() -> re.Pattern[str]:
    """Return the pattern of 项目名称：某某, 【项目名称】某某, and of a table's row or a line in columns.

    Another label may stand behind the name, set apart by blanks: 项目名称：某某    项目编码：07.
    """
    words = either(heading_config().narrative.name_labels)
    marked = rf"[【〖「『\[〔]\s*(?:{words}|名\s*称)\s*[】〗」』\]〕]\s*[：:]?"
    return re.compile(
        rf"[|｜\s]*(?:{marked}|{words}\s*(?:[：:]|[|｜\t]|\u3000|\s{{2,}}))\s*(?P<name>[^：:|｜\t]+?)[。；;]?[|｜\s]*"
        r"(?:(?:\s{2}|\u3000|\t)\s*[\u4e00-\u9fff]{2,8}\s*[：:][^|｜]*)?$"
    )


def label_alone(line: str) -> tuple[int, int] | None:
    """Return where the name stands behind a label's first word, as a text's first line tells it: 项目：某某.

    >>> label_alone("项目：灯具更换"), label_alone("项目：30万元，已完成")
    ((3, 7), None)
    """
    labels = heading_config().narrative.name_labels
    words = either({label.removesuffix("名称") for label in labels if label.endswith("名称")})
    match = re.match(rf"\s*{words}\s*[：:]\s*(?P<name>[^：:|｜\t]{{2,{LONGEST_NAME}}}?)\s*$", line)
    if match is None or SENTENCE.search(match["name"]) or heading_kind(match["name"]):
        return None
    return match.span("name")
