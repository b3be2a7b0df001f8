"""Slips that another table, the list of projects, or the schedule tells; every document is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.pipeline import process

COVER = "某市渔业局{year}年度部门{kind}\n\n"


def found(tmp_path: Path, text: str, *, kind: str = "预算", year: int = 2025) -> list[tuple[str, str]]:
    path = tmp_path / "document.txt"
    path.write_text(COVER.format(kind=kind, year=year) + text, encoding="utf-8")
    return [(f.rule, f.message) for f in process(path).findings if f.severity != "info"]


HEADED = """2025年一般公共预算支出表
单位：万元
科目编码\t科目名称\t{first}\t\t
\t\t合计\t基本支出\t项目支出
213\t农林水支出\t30.00\t20.00\t10.00
21301\t农业农村\t30.00\t20.00\t10.00
2130101\t行政运行\t20.00\t20.00\t
2130126\t农村社会事业\t10.00\t\t10.00
\t合计\t30.00\t20.00\t10.00
"""


@pytest.mark.parametrize(
    ("first", "wrong"), [("2025年预算数", False), ("2024年预算数", True), ("预算数", False)]
)
def test_a_table_all_of_whose_columns_are_of_another_year(first: str, wrong: bool, tmp_path: Path) -> None:
    told = found(tmp_path, "第二部分 部门预算表\n\n" + HEADED.format(first=first))
    assert [rule for rule, message in told if "年栏下" in message] == ["likely-slip"] * wrong


ROWS = (
    "213\t农林水支出\t30.00\n21301\t农业农村\t30.00\n2130101\t行政运行\t20.00\n{code}\t农村社会事业\t10.00\n"
)
TABLES = ("部门支出总表", "部门收入总表", "一般公共预算支出表")


@pytest.mark.parametrize(
    ("codes", "wrong"),
    [
        (("2130126", "2130126", "2130126"), False),
        (("2130126", "2130127", "2130126"), True),
        (("2130126", "2130126", "2130131"), True),
        (("2130126", "2130127"), False),  # which of the two is right, nothing tells
    ],
)
def test_a_code_that_one_table_alone_gives_a_name(
    codes: tuple[str, ...], wrong: bool, tmp_path: Path
) -> None:
    tables = "\n".join(
        f"2025年{title}\n单位：万元\n科目编码\t科目名称\t合计\n{ROWS.format(code=code)}\t合计\t30.00\n"
        for title, code in zip(TABLES, codes, strict=False)
    )
    told = found(tmp_path, "第二部分 部门预算表\n\n" + tables)
    assert [rule for rule, message in told if "张表中是" in message] == ["code-of-another-name"] * wrong


@pytest.mark.parametrize(
    ("held", "of_all", "kind", "wrong"),
    [
        ("年末公务用车保有量7辆", "共有车辆9辆", "决算", False),
        ("年末公务用车保有量11辆", "共有车辆9辆", "决算", True),
        ("截至12月31日公务用车保有量为11辆", "共有车辆9台", "决算", True),
        ("年末公务用车保有量11辆", "共有车辆9辆", "预算", False),  # a budget's two are of two days
    ],
)
def test_more_vehicles_than_all(held: str, of_all: str, kind: str, wrong: bool, tmp_path: Path) -> None:
    text = f"七、“三公”经费情况说明\n未购置公务用车，{held}。\n九、国有资产占用情况\n本部门{of_all}。\n"
    told = found(tmp_path, text, kind=kind)
    assert [rule for rule, _ in told] == ["count-differs"] * wrong


PROJECTS = """2025年项目支出预算表
单位：万元
项目名称\t合计\t一般公共预算拨款\t事业收入\t其他收入
码头灯具更换\t62.50\t40.00\t22.50\t
增殖放流\t31.20\t\t\t31.20
合计\t93.70\t40.00\t22.50\t31.20

码头灯具更换项目经费情况说明
一、立项依据
《渔港管理办法》。
二、实施主体
某市渔港管理处。
三、实施周期
{schedule}
四、年度预算安排
{money}
"""
NORMAL, PERIOD = "2025年预算62.50万元，其中财政拨款40.00万元，事业收入22.50万元。", "2025年3月至10月。"


@pytest.mark.parametrize(
    ("money", "wrong"),
    [
        (NORMAL, False),
        ("2025年预算62.50万元，其中财政拨款40.00万元，其余22.50万元由单位其他收入解决。", True),
        ("2025年预算62.50万元，其中财政拨款40.00万元，其他收入安排22.50万元。", True),
        ("2025年预算62.50万元，其中财政拨款40.00万元，自筹资金22.50万元。", False),  # no column's name
        ("2025年预算62.50万元，其中财政拨款40.00万元，其他收入和事业收入22.50万元。", False),
    ],
)
def test_a_source_that_the_projects_row_leaves_empty(money: str, wrong: bool, tmp_path: Path) -> None:
    told = found(tmp_path, PROJECTS.format(schedule=PERIOD, money=money))
    assert [rule for rule, message in told if "写来自" in message] == ["project-amounts-differ"] * wrong


@pytest.mark.parametrize(
    ("schedule", "wrong"),
    [
        ("2025年3月至5月更换一期，支付52%；2025年8月至10月更换二期，支付48%。", False),
        ("2025年3月至5月更换一期，支付52%；2025年8月至10月更换二期，支付58%。", True),
        ("2025年3月至5月更换一期，付款40%；2025年8月至10月更换二期，付款70%。", True),
        ("2025年3月至5月更换一期，支付至52%；2025年8月至10月更换二期，支付至97%。", False),
        ("2025年3月至5月更换一期，累计支付30%；2025年8月至10月更换二期，累计支付95%。", False),
    ],
)
def test_phases_that_pay_more_than_all(schedule: str, wrong: bool, tmp_path: Path) -> None:
    told = found(tmp_path, PROJECTS.format(schedule=schedule, money=NORMAL))
    assert [rule for rule, message in told if "支付比例" in message] == ["quarters-do-not-add-up"] * wrong


@pytest.mark.parametrize(
    ("last", "wrong"),
    [
        ("2026年安排30.00万元", False),
        ("2027年安排30.00万元", False),  # the last payment may fall due in the year after the end
        ("2028年安排30.00万元", True),
        ("2023年安排30.00万元", True),
        ("2027年安排31.00万元", False),  # the years are not the whole
    ],
)
def test_a_year_of_money_outside_the_schedule(last: str, wrong: bool, tmp_path: Path) -> None:
    money = f"项目总投资142.50万元，其中2024年安排50.00万元，{last}。2025年安排财政拨款62.50万元。"
    told = found(tmp_path, PROJECTS.format(schedule="2024年5月至2026年10月。", money=money))
    assert [rule for rule, message in told if "没有金额" in message] == ["years-do-not-add-up"] * wrong


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("某市渔港监测站采样科", False),
        ("某市渔港检测站采样科", True),
        ("某市渔政执法队装备科", False),
    ],
)
def test_a_misspelt_unit_may_have_a_department_behind_it(body: str, wrong: bool, tmp_path: Path) -> None:
    units = "二、机构设置\n预算单位共2个：\n1.某市渔业局本级\n2.某市渔港监测站\n\n"
    text = units + PROJECTS.format(schedule=PERIOD, money=NORMAL).replace(
        "某市渔港管理处。", f"由{body}承担。"
    )
    told = found(tmp_path, text)
    assert [rule for rule, message in told if "可能是笔误" in message] == ["body-not-listed"] * wrong
