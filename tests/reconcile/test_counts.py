"""Counts told in prose against the kinds and the lists that break them up."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import COVER, TABLES, document, outlined


def _find(*lines: str) -> list[Finding]:
    other = "其他相关情况说明\n\n" + "\n\n".join(lines) + "\n"
    return [f for f in reconcile(outlined(document(other=other)), [])[1] if f.severity != "info"]


@pytest.mark.parametrize(
    "line",
    [
        "共有车辆18辆，其中：机要通信用车1辆、执法执勤用车12辆、其他用车2辆。",
        # more than the whole: wrong however the list goes on
        "共有车辆5辆，其中，应急保障用车4辆、执法执勤用车2辆。",
        "共有车辆13辆，其中：特种专业技术用车9辆（均为救护车）、其他用车3辆；单价100万元以上设备72台（套）。",
        "编制范围的单位共9个，其中委机关1个，所属事业单位7个。",
        "预算单位6家，其中行政单位1家、事业单位4家。",
        "年末实有在编人员112人，其中行政编制47人、事业编制56人。",
        "占用房屋建筑面积300平方米，其中教学及辅助用房120平方米、学生宿舍100平方米、其他用房60平方米。",
        # 其他事业单位 are those that are not 参公
        "编制范围的单位共7个，其中行政单位2个、参照公务员法管理的事业单位1个、其他事业单位5个，名单如下：",
        "内设职能部门6个、研究部门6个，共11个内设机构。",
        "单价50万元以上设备12台（套），其中通用设备5台（套）、专用设备8台（套）。",
        "新立课题22项、延续课题9项，合计30项。",
        "房屋面积12,000.50平方米，其中：办公用房5,000.50平方米、业务用房6,000平方米、其他用房900平方米。",
    ],
)
def test_kinds_that_miss_their_count(line: str) -> None:
    assert [f.rule for f in _find(line)] == ["count-differs"]


@pytest.mark.parametrize(
    "line",
    [
        "共有车辆18辆，其中：机要通信用车1辆、执法执勤用车15辆、其他用车2辆。",
        "单价50万元以上设备12台（套），其中通用设备5台（套）、专用设备7台（套）。",
        # a list that may be incomplete
        "共有车辆18辆，其中：机要通信用车1辆、执法执勤用车12辆。",
        # kinds that overlap, of which nobody knows how they add up
        "共有车辆5辆，其中：执法执勤用车5辆、新能源汽车3辆。",
        "在职职工50人，其中女职工30人、党员40人。",
        "在编人员20人，其中行政编制15人、工勤编制2人、事业编制3人。",
        # 参公 may be counted among 事业单位 or beside it
        "所属单位6个，其中行政单位1个、参公单位2个、事业单位5个。",
        "所属单位8个，其中行政单位1个、参公单位2个、事业单位5个。",
        "编制数80人，其中行政编制60人。",
        "占用房屋建筑面积300平方米，其中教学及辅助用房140平方米、学生宿舍100平方米、其他用房60平方米。",
        "编制范围的单位共7个，其中行政单位1个、参照公务员法管理的事业单位1个、其他事业单位5个，名单如下：",
        "内设职能部门6个、研究部门5个，共11个内设机构。",
        # the sum of the last two only, another unit, and a sum of something else
        "设馆6处、展厅5个、书库4个，共9个。",
        "更新车3辆、新购2辆，共有车辆53辆。",
        "办会3次、培训2期，共8天。",
        # another year's vehicles are no part
        "共有车辆18辆。2025年拟购置车辆2辆，其中：执法执勤用车1辆、其他用车1辆。",
        "房屋面积100.3平方米，其中：办公用房50.15平方米、其他用房50.2平方米。",
    ],
)
def test_counts_that_may_be_right(line: str) -> None:
    assert _find(line) == []


def test_a_short_list_is_whole_where_its_sum_is_told_again() -> None:
    line = "共有车辆18辆，其中：机要通信用车1辆、执法执勤用车15辆。"
    assert _find(line) == []
    assert [f.rule for f in _find("年末公务用车保有量16辆。", line)] == ["count-differs"]


LIST = "\n\n".join(f"{i}. 澄江市第{name}馆" for i, name in enumerate("一二三四五", start=1))
BRACKETS = "\n".join(f"（{i}）澄江市第{name}馆；" for i, name in enumerate("一二三四五", start=1))
ROWS = "\n".join(["序号\t单位名称", *(f"{i}\t澄江市第{name}馆" for i, name in enumerate("一二三四五", 1))])
COLUMNS = ROWS.replace("\t", "       ")
#: A page ends between two units.
PAGE = "\n\n                  — 3 —\n\n澄江市文化局2025年部门预算\n"
OVER_PAGES = LIST.replace("\n\n4", f"{PAGE}4")
COLUMNS_OVER_PAGES = COLUMNS.replace("\n4", f"{PAGE}4")


def _units(line: str, below: str) -> list[str]:
    text = f"{COVER}澄江市文化局机构设置\n\n{line}\n\n{below}\n\n第二部分 说明\n\n{TABLES}"
    return [f.rule for f in reconcile(outlined(text), [])[1]]


@pytest.mark.parametrize("below", [LIST, ROWS, BRACKETS, COLUMNS, OVER_PAGES, COLUMNS_OVER_PAGES])
def test_a_number_of_units_and_the_list_it_announces(below: str) -> None:
    assert _units("预算单位共6家，具体如下：", below) == ["count-differs"]
    assert _units("预算单位共5家，具体如下：", below) == []
    assert _units("预算单位共6个：", below) == ["count-differs"]
    assert _units("预算单位共5个：", below) == []
    # without the office itself, or with a list that does not belong to it
    assert _units("所属预算单位共4家，具体如下：", below) == []
    assert _units("预算单位共6家。", below) == []


ASSETS = """国有资产占有使用情况表

单位：万元

项目\t数量
车辆数合计（辆）\t{vehicles}
机要通信用车（辆）\t1
应急保障用车（辆）\t4
单价50万元（含）以上的通用设备（台，套）\t3
单价100万元（含）以上的专用设备（台，套）\t2
"""


@pytest.mark.parametrize(
    ("vehicles", "line", "rules"),
    [
        (5, "截至2024年12月31日，共有车辆5辆；单价50万元（含）以上通用设备3台（套）。", []),
        (6, "截至2024年12月31日，共有车辆5辆；单价50万元（含）以上通用设备3台（套）。", ["count-differs"]),
        (5, "截至2024年12月31日，共有车辆5辆；单价50万元（含）以上通用设备8台（套）。", ["count-differs"]),
        # what is to be bought is not what is held
        (5, "截至2024年12月31日，拟购置车辆2辆。", []),
    ],
)
def test_assets_of_prose_and_of_their_table(vehicles: int, line: str, rules: list[str]) -> None:
    text = COVER + TABLES + "\n" + ASSETS.format(vehicles=vehicles) + "\n其他相关情况说明\n\n" + line + "\n"
    assert [f.rule for f in reconcile(outlined(text), [])[1]] == rules
