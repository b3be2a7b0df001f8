"""Figures, codes, counts and quarters against what stands right beside them, or in the project's own form."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.pipeline import process
from nlp.reconcile import reconcile
from tests.reconcile.sample import outlined
from tests.reconcile.test_counted_lists import find
from tests.reconcile.test_final_accounts import COVER, TABLE


def _rules(prose: str) -> list[str]:
    return [f.rule for f in find(prose)]


def _coded(prose: str) -> list[str]:
    text = f"{COVER}{TABLE}\n2024年度部门决算情况说明\n\n{prose}\n"
    return [f.rule for f in reconcile(outlined(text), [])[1] if f.severity != "info"]


@pytest.mark.parametrize(
    ("prose", "wrong"),
    [
        ("住房公积金（2210201）支出62.30万元。", False),
        ("住房公积金（2210210）支出62.30万元。", True),
        ("住房改革支出（款）住房公积金（项）[2210201]支出62.30万元。", False),
        ("住房改革支出（款）住房公积金（项）[2210202]支出62.30万元。", True),
        ("进修及培训（款）培训支出（项）（科目编码2050803）支出18.50万元。", False),
        ("进修及培训（款）培训支出（项）（科目编码2050802）支出18.50万元。", True),
        ("列“培训支出”科目（2050806）18.50万元。", True),
        ("购房补贴（2210201）支出62.30万元。", True),  # the name of a neighbour
        ("用于公积金（2210201）的62.30万元。", False),  # a short name
        ("其他支出（2050803）18.50万元。", False),  # a short name that is the full one of another item
    ],
)
def test_a_code_behind_its_name(prose: str, wrong: bool) -> None:
    assert ("code-of-another-name" in _coded(prose)) == wrong


@pytest.mark.parametrize(
    ("prose", "wrong"),
    [
        ("内设4个部（室），分别为：办公室、采编部、读者服务部、技术部。", False),
        ("内设5个部（室），分别为：办公室、采编部、读者服务部、技术部。", True),
        ("内设机构6个，其中管理部门2个：办公室、人事处；业务部门4个：东室、西室、南室、北室。", False),
        ("内设机构6个，其中管理部门2个：办公室、人事处；业务部门5个：东室、西室、南室、北室。", True),
        ("内设4个科室：办公室、法规科（信访科、普法科）、监察科和财务科。", False),
        ("内设3个科室：办公室、法规科、财务科、机关党委。", False),
        ("内设3个科室和机关纪委：办公室、法规科、财务科、机关纪委。", False),
        ("内设5个科室：办公室、法规科、财务科等。", False),
        ("完成4个方面：抓学习、促整改、强队伍。", False),
    ],
)
def test_a_number_of_bodies_and_their_names(prose: str, wrong: bool) -> None:
    assert _rules(prose) == ["count-differs"] * wrong


@pytest.mark.parametrize(
    ("prose", "wrong"),
    [
        ("事业单位5家（公益一类3家、公益二类2家）。", False),
        ("事业单位5家（公益一类4家、公益二类2家）。", True),
        ("项目14个（一般公共预算13个、政府性基金2个）。", False),  # one has money of both
        ("在职人员20人（行政编制10人、事业编制8人）。", False),  # there may be others
    ],
)
def test_counts_with_their_kinds_in_a_bracket(prose: str, wrong: bool) -> None:
    assert _rules(prose) == ["count-differs"] * wrong


@pytest.mark.parametrize(
    ("prose", "wrong"),
    [
        ("安排设备费1450.00万元（14,500,000元）。", False),
        ("安排设备费1450.00万元（14,500,000万元）。", True),
        ("安排设备费1450.00万元（14,050,000元）。", True),
        ("安排设备费15978.50万元（约1.60亿元）。", False),
        ("安排设备费15978.50万元（1.59亿元）。", False),  # cut off
        ("安排设备费1450.00万元（上年1405.00万元）。", False),
    ],
)
def test_an_amount_told_again_in_a_bracket(prose: str, wrong: bool) -> None:
    assert ("stated-twice-differently" in _rules(prose)) == wrong


UNITS = (
    "（1）某县某局（本级），行政单位，编制22人，年末实有21人；\n"
    "（2）某县图书馆，公益一类事业单位，编制15人，年末实有15人；\n"
    "（3）某县文化馆，公益一类事业单位，编制13人，年末实有12人。\n"
)


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("合计编制50人，年末实有48人，另有退休人员57人。", False),
        ("合计编制50人，年末实有45人，另有退休人员57人。", True),
        ("合计编制60人，年末实有58人。", False),  # of more units
        ("局本级编制22人，年末实有12人。", False),
    ],
)
def test_persons_of_a_list_of_units(told: str, wrong: bool) -> None:
    assert _rules(f"{UNITS}\n{told}") == ["count-differs"] * wrong


PERSONS = """单位名称\t核定编制\t实有在职\t退休
某县某局（本级）\t84\t79\t52
某县执法队\t42\t39\t6
某县服务中心\t62\t58\t28
合计\t188\t176\t86
"""


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("全部门编制188名，在职176人，退休86人。", False),
        ("全部门编制188名，在职167人，退休86人。", True),
        ("全部门编制188名，在职150人，退休86人。", False),  # of another day
        ("局本级编制84名，在职79人，退休52人。", False),
    ],
)
def test_persons_of_a_table_of_units(told: str, wrong: bool) -> None:
    assert _rules(f"{told}\n\n附表一 分单位人员情况表\n单位：人\n{PERSONS}") == ["count-differs"] * wrong


@pytest.mark.parametrize(
    ("prose", "rules"),
    [
        ("支出决算为37.15万元，完成年初预算的92.88%，决算数小于年初预算数的主要原因是节约。", []),
        (
            "支出决算为37.15万元，完成年初预算的92.88%，决算数大于年初预算数的主要原因是节约。",
            ["change-with-two-directions"],
        ),
        ("支出决算为37.15万元，完成全年预算的92.88%，决算数大于年初预算数的主要原因是追加。", []),
        (
            "支出决算为37.15万元，为年初预算的102.88%，决算数低于年初预算数的主要原因是追加。",
            ["change-with-two-directions"],
        ),
        # 预算数 alone is the only budget that is told.
        (
            "年初预算为40万元，支出决算为37.15万元，完成年初预算的92.88%。决算数小于预算数的主要原因：节约。",
            [],
        ),
        (
            "年初预算为40万元，支出决算为37.15万元，完成年初预算的92.88%。决算数大于预算数的主要原因：节约。",
            ["change-with-two-directions"],
        ),
        (
            "年初预算为40万元，调整预算为35万元，支出决算为37.15万元，完成年初预算的92.88%。"
            "决算数大于预算数的主要原因：追加。",
            [],
        ),
        ("1号桥2025年6月底前合龙，即第二季度完成。", []),
        ("1号桥2025年6月底前合龙，即第三季度完成。", ["impossible-date"]),
        ("10月交付（即四季度）。", []),
        ("从全口径看，收支盘子15,288.70万元，比2023年15,176.24万元增加112.47万元。", []),
        (
            "从全口径看，收支盘子15,828.70万元，比2023年15,176.24万元增加112.47万元。",
            ["prose-disagrees"],
        ),
        ("公务用车运行费58.80万元，现有车辆14辆，车均4.20万元。", []),
        ("公务用车运行费58.80万元，现有车辆14辆，车均4.20元。", ["standard-differs"]),
    ],
)
def test_words_beside_each_other(prose: str, rules: list[str]) -> None:
    assert _rules(prose) == rules


PROJECT = """澄江市文化局2024年度部门预算

部门：澄江市文化局

第三部分 2024年部门预算情况说明

一、收支总体情况

2024年收支总预算200.00万元。

第四部分 重点项目情况及绩效目标

一、古建筑修缮保护

1、项目概述：对三处古建筑实施修缮，2024年11月计划主体封顶。

2、立项依据：《澄江市文物保护单位修缮计划》（澄文旅字〔2024〕8号）。

3、实施主体：澄江市博物馆。

4、实施周期：2024年1月至12月，第二季度完成恒温设备安装。

5、年度预算安排：160.65万元。

项目支出绩效目标表
单位：万元
项目名称\t古建筑修缮保护\t
实施单位\t澄江市博物馆\t
年度资金总额\t160.65\t
产出指标\t主体封顶时间\t2024年{month}月
时效指标\t第{quarter}季度完成恒温设备安装\t
依据文件\t澄文旅字〔{year}〕{number}号\t
"""


@pytest.mark.parametrize(
    ("month", "quarter", "year", "number", "rules"),
    [
        ("11", "二", "2024", "8", []),
        ("12", "二", "2024", "8", ["narrative-and-form-differ"]),
        ("11", "三", "2024", "8", ["narrative-and-form-differ"]),
        ("11", "二", "2023", "8", ["citation-with-two-numbers"]),
        ("11", "二", "2023", "31", []),  # another document
    ],
)
def test_a_form_and_the_narrative_of_its_project(
    month: str, quarter: str, year: str, number: str, rules: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "sample.txt"
    path.write_text(PROJECT.format(month=month, quarter=quarter, year=year, number=number), encoding="utf-8")
    made = process(path)
    assert [f.project for f in made.fields] == ["古建筑修缮保护"]
    assert [f.rule for f in made.findings if f.severity != "info"] == rules
