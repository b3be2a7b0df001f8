"""What a line repeats costs time by its length, not by its square or worse."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from nlp.language.protect import protected_spans
from nlp.outline.narrative_names import heads_projects, name_in, names_none
from nlp.outline.section_marks import marks_in
from nlp.readers.text import read_text
from nlp.reconcile.project_forms import project_key
from nlp.tagger.rules.aliases import definitions
from nlp.tagger.rules.body_cues import by_cues, in_section
from nlp.tagger.rules.body_names import NamedText
from nlp.tagger.rules.legal_basis import find_legal_basis
from nlp.tagger.rules.name_lists import split_names
from nlp.tagger.rules.outside_money import is_outside
from nlp.tagger.rules.passages import Passage
from nlp.tagger.rules.roles import list_items
from nlp.tagger.rules.sources import all_fiscal
from nlp.values.amount import find_amounts
from nlp.values.qualifier import qualifies_only
from tests.trust.test_patterns import PIECES


def _outside(text: str) -> object:
    return is_outside(f"5万元，{text}另行申报", find_amounts("5万元")[0])


def _passage(kind: str, text: str) -> Passage:
    return Passage(kind, text, tuple(range(len(text))))


def _named(text: str) -> NamedText:
    return NamedText(_passage("implementing_body", text), (), ())


#: A door, and a piece whose repetition once took time by the square, the cube, or doubled with each piece.
DOORS: dict[str, tuple[Callable[[str], object], str]] = {
    "numerals without a unit": (protected_spans, "一"),
    "numerals with marks of thousands": (protected_spans, "一万"),
    "blanks at a line's end": (marks_in, " "),
    "line ends in a list": (split_names, "\n"),
    "words of a heading over projects": (lambda text: heads_projects(f"{text}x说明", owned=True), "专项资金"),
    "words of no project's name": (lambda text: names_none(f"{text}x", strict=False), "专项资金"),
    "words of a heading": (lambda text: name_in(f"某项目{text}x"), "经费"),
    "words between money and its condition": (_outside, "款项"),
    "ends of a project's name": (lambda text: project_key(f"{text}x"), "专项经费"),
    "qualifiers": (lambda text: qualifies_only(f"{text}x", ""), "约为"),
    "hedges before a payer": (lambda text: all_fiscal(f"，资金{text}x"), "全额"),
    "line ends before a payer": (lambda text: all_fiscal(f"，{text}x", (0, 1)), "\n"),
    "line ends before a sum": (list_items, "\n"),
    "blanks before a short name": (definitions, " "),
    "marks of a list": (split_names, "，"),
    "words that join names": (split_names, "某局和"),
    "titles with notes": (
        lambda text: find_legal_basis([_passage("overview", f"以{text[:4_000]}x")]),
        "《a》（b）",
    ),
    "marks of a body's sentence": (lambda text: [*in_section(_named(text))], "1，"),
    "clauses of a body's sentence": (lambda text: [*by_cues(_named(text))], "，"),
    "verbs of a body's sentence": (lambda text: [*in_section(_named(text))], "负责"),
    "marks behind a body's label": (lambda text: [*in_section(_named(f"实施主体：{text}"))], "某局，"),
}


def _seconds(work: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    work(text)
    return time.process_time() - started


@pytest.mark.parametrize("name", DOORS)
def test_a_repeated_piece_costs_by_its_length(name: str) -> None:
    work, piece = DOORS[name]
    work(piece)  # loads the configuration
    # First a length at which what doubles with each piece would not end in a year, but the square would.
    short = min(_seconds(work, piece * 60) for _ in range(3))
    assert short < 1
    count = 20_000 // len(piece)
    long = _seconds(work, piece * count)
    # A second is no matter; on a slow machine three times what the length alone would cost: by the square it
    # would be fifty times and more.
    assert long < max(1, 3 * short * count / 60), f"{long:.2f} s, {short:.4f} s for sixty"


_BUDGET = """云川市2026年部门预算
预算主管部门：云川市档案馆

库房修缮项目经费情况说明

一、项目概述
{0}
二、立项依据
{0}
三、实施主体
{0}
四、实施方案
{0}
五、实施周期
{0}
六、年度预算安排
{0}
2026年安排320.70万元。
"""
_SENTENCES = (
    "第一条", "《a》（某发〔2021〕1号）", "2024年、", "某局、", "（某", "10%，", "1月至", "、", "元", "1.",
    "\t", "会同", "一季度10%，", "《", "》", "“", "320万元，", "其中：", "由", "的", "\u3000", "分别", "增",
    "因为", "减少", "和", "某局和", "某局，", "|合计", "、\n", "，\n", " \n", "财政", "等", "由某局", "20%|",
    "某局负责，", "其中", "以下简称", "（以下简称", "实施主体：", "共", "1月", "第一季度", "县",
    "用于", "项目",
)  # fmt: skip
#: Characters of the shorter text's sections, and times as long the longer one's are: by the square it takes
#: 16 times as long.
LENGTH, TIMES = 500, 4
#: Times as long that it may take, and seconds that are no matter.
MOST, NO_MATTER = 8.0, 0.8
#: Pieces that still take time by the square: the document's time limit holds. By the cube it would be 64.
BY_THE_SQUARE = {"320万元，", "由", "1月", "第一季度"}
MOST_BY_THE_SQUARE = 32.0


@pytest.mark.slow
@pytest.mark.parametrize("piece", dict.fromkeys((*PIECES, *_SENTENCES)), ids=repr)
def test_all_rooms_take_time_by_the_length(piece: str) -> None:
    from nlp.pipeline import process

    def work(length: int) -> float:
        document = read_text("a.txt", _BUDGET.format(piece * (length // len(piece))).encode(), "")
        started = time.process_time()
        process(document)
        return time.process_time() - started

    work(100)
    short, long = work(LENGTH), work(TIMES * LENGTH)
    most = MOST_BY_THE_SQUARE if piece in BY_THE_SQUARE else MOST
    assert long < max(NO_MATTER, most * short), f"{short:.2f} s, {long:.2f} s"
