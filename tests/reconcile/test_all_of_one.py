"""Money that is all of one subject by its words: 均为资本性支出, 全部来源于…安排的支出."""

from __future__ import annotations

import pytest

from nlp.reconcile import reconcile
from tests.reconcile.sample import outlined

TABLES = (
    "某县某局2024年度部门决算\n第二部分 2024年度部门决算表\n一般公共预算财政拨款基本支出决算表\n单位：万元\n"
    "经济科目编码\t经济科目名称\t金额\n301\t工资福利支出\t80.00\n30101\t基本工资\t80.00\n302\t商品和服务支出\t20.00\n"
    "30201\t办公费\t20.00\n\t合计\t100.00\n\n"
    "政府性基金预算财政拨款支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
    "212\t城乡社区支出\t30.00\t0.00\t30.00\n21208\t国有土地使用权出让收入安排的支出\t30.00\t0.00\t30.00\n"
    "\t合计\t30.00\t0.00\t30.00\n\n第三部分 2024年度部门决算情况说明\n"
)


@pytest.mark.parametrize(
    ("prose", "wrong"),
    [
        ("基本支出100.00万元，其中公用经费20.00万元，均为商品和服务支出。", False),
        ("基本支出100.00万元，其中公用经费20.00万元，均为资本性支出。", True),
        ("基本支出100.00万元，其中公用经费20.00万元，占20%，全部为对个人和家庭的补助。", True),
        ("基本支出100.00万元。项目支出50.00万元，均为资本性支出。", False),
        ("基本支出100.00万元；设备采购50.00万元，全部是资本性支出。", False),
        ("政府性基金支出30.00万元，全部来源于国有土地使用权出让收入安排的支出。", False),
        ("政府性基金支出30.00万元，全部来源于国有土地收益基金安排的支出。", True),
        ("政府性基金支出30.00万元，均为农业土地开发资金安排的支出。", True),
    ],
)
def test_all_of_one_subject(prose: str, wrong: bool) -> None:
    found = [f for f in reconcile(outlined(TABLES + prose + "\n"), [])[1] if f.severity != "info"]
    assert [f.rule for f in found] == ["prose-disagrees"] * wrong
