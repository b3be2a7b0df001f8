from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.document import Cell, Table
from nlp.fields import extract_fields
from nlp.outline.model import Outline
from tests.fields.invented import fields_of, outline_of, spans_of

BUDGET = {"annual_budget": "第一季度用款20万元，第二季度用款30万元，第三季度用款25万元，第四季度用款25万元。"}


def with_forms(outline: Outline, *forms: tuple[str, str]) -> Outline:
    tables = tuple(
        Table(
            (
                (Cell(0, 0, 0, 4, "项目名称"), Cell(0, 1, 4, 8, name)),
                (Cell(1, 0, 8, 12, "年度资金申请总额"), Cell(1, 1, 12, 16, money)),
            ),
            0,
            16,
        )
        for name, money in forms
    )
    return replace(outline, document=replace(outline.document, tables=tables))


def test_the_heading_names_the_project() -> None:
    found = fields_of(BUDGET)
    assert (found.project, found.project_source) == ("河道巡查", "heading")


def test_the_text_names_the_project() -> None:
    found = fields_of({"overview": "项目名称：水情测报更新。", **BUDGET}, project=None)
    assert (found.project, found.project_source) == ("水情测报更新", "text")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("一、项目名称\n户外广告整治\n二、项目类别\n常年项目。", "户外广告整治"),
        ("项目名称：\n流动书屋购书\n", "流动书屋购书"),
        ("“流动书屋”进校园项目是我馆2024年新设项目。拟购书500册。", "“流动书屋”进校园"),
        ("水情测报更新项目属于市级一次性项目。", "水情测报更新"),
        ("该项目是我馆2024年新设项目。", None),
        ("为保障供水安全，本项目为延续性项目。", None),
    ],
)
def test_the_first_words_name_the_project(text: str, name: str | None) -> None:
    found = fields_of({"overview": text, **BUDGET}, project=None)
    assert (found.project, found.project_source) == (name, "text" if name else None)


@pytest.mark.parametrize(
    ("overview", "name"),
    [
        ("由河东市水务局建设的河东泵站改造工程，位于河东路。本站建设的旧工程，已停用。", "河东泵站改造工程"),
        ("本中心承担的水情测报项目主要用于汛期值守。", "水情测报项目"),
        ("河道巡查十分必要。由本站建设的围栏工程，位于河东路。", None),
        ("加强农村的水利工程，保障供水。", None),
    ],
)
def test_the_overview_introduces_the_project_by_its_name(overview: str, name: str | None) -> None:
    found = fields_of({"overview": overview, **BUDGET}, project=None)
    assert (found.project, found.project_source) == (name, "text" if name else None)


def test_the_form_with_the_same_money_names_the_project() -> None:
    outline = with_forms(
        outline_of(BUDGET, project=None), ("水情测报", "1,000,000.00"), ("船闸维护", "400,000.00")
    )
    found = extract_fields(outline, [spans_of(outline)])[0]
    assert (found.project, found.project_source) == ("水情测报", "form")


def test_two_forms_with_the_same_money_name_nothing() -> None:
    outline = with_forms(
        outline_of(BUDGET, project=None), ("水情测报", "1,000,000.00"), ("船闸维护", "1,000,000")
    )
    found = extract_fields(outline, [spans_of(outline)])[0]
    assert (found.project, found.project_source) == (None, None)
