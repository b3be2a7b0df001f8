"""Numbers that the text itself gives once more: quarters, standards, grades, sums over sections, lists."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import document, outlined


def _told(*lines: str, tables: str = "") -> list[Finding]:
    other = "其他相关情况说明\n\n" + "\n\n".join(lines) + "\n" + tables
    return [f for f in reconcile(outlined(document(other=other)), [])[1] if f.severity != "info"]


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        (
            "quarters-do-not-add-up",
            "救助支出343.85万元，按季度：一季度75.65万元，二季度89.40万元，三季度82.52万元，四季度69.28万元。",
        ),
        (
            "years-do-not-add-up",
            "项目总投资548.12万元，其中2024年已安排129.28万元，2025年安排221.84万元，2026年计划安排179.00万元。",
        ),
        (
            "years-do-not-add-up",
            "项目总预算530.12万元。2024年已到位129.28万元，2025年申请市级资金221.84万元，2026年拟安排197.00万元。",
        ),
        ("standard-differs", "补助支出6.92万元，按移交人员137人、每人每年400元标准测算。"),
        ("standard-differs", "补贴收入24280.95万元，按参保418637人、每人每年550元标准安排。"),
        ("standard-differs", "来客接待1.20万元，预计接待15批、210人次，人均100元。"),
        ("standard-differs", "车辆运维371.86万元，平均每辆2.30万元。2024年末公务用车保有量126辆。"),
        ("count-differs", "对38个项目开展自评。结果为“优”的项目33个，“良”的项目6个，“中”的项目1个。"),
        ("count-differs", "临时展览6个，其中原创展览5个、引进展览2个。"),
        ("count-differs", "医疗保险参保449265人，其中城乡居民参保418637人、职工参保36028人。"),
        ("count-differs", "本年课题9项，其中新立课题4项、结转课题6项。"),
    ],
)
def test_numbers_that_the_text_gives_otherwise(rule: str, line: str) -> None:
    assert rule in {f.rule for f in _told(line)}


@pytest.mark.parametrize(
    "line",
    [
        "救助支出343.85万元，按季度：一季度75.65万元，二季度89.40万元，三季度82.52万元，四季度96.28万元。",
        # quarters of an amount that stands elsewhere, and a list that is not of all quarters
        "按季度用款：一季度75.65万元，二季度89.40万元，三季度82.52万元，四季度69.28万元。",
        "救助支出343.85万元，其中一季度75.65万元，二季度89.40万元。",
        "项目总投资548.12万元，其中2024年已安排129.28万元，2025年安排221.84万元，2026年计划安排197.00万元。",
        "项目总预算548.12万元。2024年已到位129.28万元，2025年申请市级资金221.84万元，2026年拟安排197.00万元。",
        # the years so far
        "项目总投资900.00万元，其中2023年已安排129.28万元，2024年安排221.84万元，2025年安排197.00万元。",
        "补助支出6.92万元，按移交人员173人、每人每年400元标准测算。",
        # the amount holds more than what the standard gives
        "人员补助31.50万元，其中按移交人员173人、每人每年400元标准测算的生活补助在内。",
        "来客接待1.20万元，预计接待15批、120人次，人均100元。",
        "来客接待31.25万元，接待268批次、2125人次（不含陪同），人均147.06元。",
        "车辆运维371.86万元，平均每辆2.30万元。2024年末公务用车保有量162辆。",
        "对38个项目开展自评。结果为“优”的项目31个，“良”的项目6个，“中”的项目1个。",
        "对38个项目开展自评。结果为“优”的项目31个，“良”的项目6个。",
        "临时展览6个，其中原创展览4个、引进展览2个。",
        "本年课题9项，其中重点课题4项、结转课题6项。",
    ],
)
def test_numbers_that_agree_or_prove_nothing(line: str) -> None:
    assert [f.message for f in _told(line)] == []


SECTIONS = (
    "职工互助金收入193.99万元，年末滚存结余246.58万元。",
    "居民互助金收入380.02万元，年末滚存结余197.26万元（约0.02亿元）。",
)


@pytest.mark.parametrize(("written", "wrong"), [("443.84", False), ("433.84", True), ("12.00", False)])
def test_a_sum_over_sections(written: str, wrong: bool) -> None:
    rules = {f.rule for f in _told(*SECTIONS, f"两项基金的收入不计，年末滚存结余合计{written}万元。")}
    assert ("stated-parts-differ" in rules) == wrong


PROJECTS = """
项目安排明细

单位：元

项目名称\t合计\t财政拨款
文化局本级\t4,550,000\t4,550,000
古镇陈列改造\t3,360,000\t3,360,000
临时展览\t1,190,000\t1,190,000
艺术馆\t780,000\t780,000
馆藏数字化\t780,000\t780,000
合计\t5,330,000\t5,330,000
"""


@pytest.mark.parametrize(("count", "wrong"), [(3, False), (4, True), (5, True)])
def test_a_number_of_projects_and_the_table_of_their_money(count: int, wrong: bool) -> None:
    line = f"2025年度，编报绩效目标的项目共{count}个，涉及项目预算资金533.00万元。"
    assert ("form-count-differs" in {f.rule for f in _told(line, tables=PROJECTS)}) == wrong


UNITS = """
2025年所属单位情况表

单位：万元

序号\t单位名称\t编制人数\t收支总预算
1\t局本级\t14\t150.94
2\t艺术馆\t31\t132.31
3\t保护中心\t22\t136.55
"""


@pytest.mark.parametrize(("count", "wrong"), [(2, False), (3, True), (9, False)])
def test_units_beside_the_seat_and_the_table_of_all(count: int, wrong: bool) -> None:
    line = f"部门预算包括局本级预算、所属{count}家事业单位预算，各单位收支如下："
    assert ("count-differs" in {f.rule for f in _told(line, tables=UNITS)}) == wrong


@pytest.mark.parametrize(("written", "wrong"), [("78.65", True), ("87.65", False)])
def test_an_item_of_a_list_whose_other_items_its_table_confirms(written: str, wrong: bool) -> None:
    listed = f"包括基本工资200.00万元、职业年金缴费30.02万元、其他工资福利支出{written}万元等。"
    told = _told(f"一般公共预算基本支出572.37万元，其中：人员经费450.00万元，{listed}")
    assert ("likely-slip" in {f.rule for f in told}) == wrong


@pytest.mark.parametrize(("written", "rules"), [("62.30万元", []), ("62.30元", ["likely-slip"])])
def test_the_last_of_several_names_has_the_amount(written: str, rules: list[str]) -> None:
    line = f"人员经费450.00万元，包括津贴补贴、奖金、住房公积金{written}等。"
    assert [f.rule for f in _told(line)] == rules
