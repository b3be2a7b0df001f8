"""Performance forms in other shapes than the official grid: columns of blanks, stages one below the other."""

from __future__ import annotations

from decimal import Decimal

from tests.outline.conftest import Build

_HEAD = "某某县水利局2025年部门预算\n\n项目支出绩效目标表（一）\n单位：万元\n"


def test_a_form_in_columns_of_blanks_with_short_labels(build: Build) -> None:
    (form,) = build(
        _HEAD + "项目名称   灌区维修\n主管部门   某某县水利局   实施单位   某灌区管理所\n"
        "项目起止   2024年1月—2026年12月   三年总预算   90.00\n年度资金总额   36.50\n"
        "其中：本年财政拨款   30.00   上年结转财政拨款   6.50\n数量指标   渠道   3处\n"
    ).forms
    assert form.project is not None
    assert form.project.text == "灌区维修"
    assert form.body is not None
    assert form.body.text == "某灌区管理所"
    assert form.start is not None
    assert form.start.text == "2024年1月—2026年12月"
    told = (form.total, form.annual, form.appropriation, form.carry_over)
    assert [cell and cell.value for cell in told] == [
        Decimal(n) for n in ("900000", "365000", "300000", "65000")
    ]


def test_a_label_may_begin_with_the_year(build: Build) -> None:
    (form,) = build(
        "某某县水利局2025年部门预算\n\n项目支出绩效目标申报表（2025年）\n"
        "| 项目名称 | 灌区维修 | 实施单位 | 某灌区管理所 |\n"
        "| 项目起止时间 | 2024年3月—2026年12月 | 概算总投资（万元） | 90.00 |\n"
        "| 2025年资金（万元） | 36.50 | 其中：政府性基金 | 20.00 |\n| 数量指标 | 渠道 | 3处 | 20分 |\n"
    ).forms
    assert form.annual is not None
    assert form.annual.value == Decimal(365000)


def test_stages_told_one_below_the_other(build: Build) -> None:
    (form,) = build(
        "某某县水利局2024年度部门决算\n\n项目支出绩效自评表\n单位：元\n项目名称  灌区维修\n"
        "实施单位  某灌区管理所\n实施期限  2023年6月至2025年12月\n年初预算数  240000.00\n"
        "全年预算数  299000.00\n全年执行数  264000.00\n"
    ).forms
    assert [(name, cell.value) for name, cell in form.stages] == [
        ("年初预算数", Decimal(240000)),
        ("全年预算数", Decimal(299000)),
        ("全年执行数", Decimal(264000)),
    ]


def test_a_row_of_stages_is_no_amount(build: Build) -> None:
    (form,) = build(
        "某某县水利局2024年度部门决算\n\n项目支出绩效自评表\n项目名称\t灌区维修\n主管部门\t某某县水利局\n"
        "年度资金（万元）\t年初预算数\t全年预算数\t全年执行数\n年度资金总额\t24.00\t27.95\t26.80\n"
        "其中：当年财政拨款\t24.00\t27.50\t26.35\n上年结转资金\t0.00\t0.45\t0.45\n"
    ).forms
    assert [name for name, _ in form.stages] == ["年初预算数", "全年预算数", "全年执行数"]
    assert form.annual is not None
    assert form.annual.value == Decimal(240000)
