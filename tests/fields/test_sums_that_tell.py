"""Amounts whose role their sums tell; every text is invented."""

# ruff: noqa: E501

from __future__ import annotations

import pytest

from nlp.fields.money import plain_number
from tests.fields.invented import fields_of

#: Section, text, total, fiscal, own funds, parts; all in 万元.
KINDS: list[tuple[str, str, str | None, str | None, str | None, list[str]]] = [
    ("other", "资金盘子270万元：财政出210万元，社有企业上缴利润中列支60万元。用途分别是设备补助150万元、租金补贴72万元、展销活动48万元。",
     "270", "210", "60", ["150", "72", "48"]),
    ("other", "钱从两处来，共90万元：城市维护费（财政）80万元，物业共建款10万元作其他资金。往两处去：改造70万元，绿化20万元。",
     "90", "80", "10", ["70", "20"]),
    ("annual_budget", "总价252万元，楼道粉刷147万元，飞线整治105万元；街道财政列支202万元，区级以奖代补50万元。",
     "252", "252", None, ["147", "105"]),
    ("annual_budget", "抽检经费合计13万元：抽样3万元，检验10万元。资金由市与县（区）共担，市级承担8万元，县（区）级承担5万元。",
     "13", "13", None, ["3", "10"]),
    ("annual_budget", "需74.25万元。参训企业交纳培训费24.25万元，剩余50万元请市财政予以安排。", "74.25", "50", "24.25", []),
    ("annual_budget", "36.9万元，县级财政24.6万元，学生交费12.3万元。", "36.9", "24.6", "12.3", []),
    ("annual_budget", "采购摩托艇、夜视仪两项，分别需要59.6万元和11.4万元，合计71万元。", "71", None, None, ["59.6", "11.4"]),
    ("annual_budget", "600只×85元×12个月＝61.2万元，平台运维18.8万元，合计80万元，由市财政全额拨款。", "80", "80", None, ["61.2", "18.8"]),
    ("annual_budget", "需减免资金578.2万元，市、县两级财政各负担一半，也就是各289.1万元。", "578.2", "578.2", None, []),
    (
        "other",
        "司机培训12万元、监控升级34.5万元、标牌3.5万元，三样相加为50万元，县里出30万元，镇里出20万元。",
        "50",
        "50",
        None,
        ["12", "34.5", "3.5"],
    ),
    ("other", "经费：省补40万，县配20万，学校自己拿6万，一共66万。", "66", "60", "6", []),
    (
        "other",
        "县财政拿40万元，不够的15万元由乡镇统筹，再向企业募得赞助5万元，凑足60万元。",
        "60",
        "55",
        "5",
        [],
    ),
    (
        "annual_budget",
        "年度预算安排18万6千5百元，财政全额拨付。分为护栏7.25万元，包覆6.4万元，防滑5万元。",
        "18.65",
        "18.65",
        None,
        ["7.25", "6.4", "5"],
    ),
    # Two runs that are as much, and no total.
    ("annual_budget", "少数民族发展资金（中央）90万元，县级安排30万元。修缮民居76.8万元，道路28.5万元，陈列室14.7万元。",
     "120", "120", None, ["76.8", "28.5", "14.7"]),
    # What is again the total, and what was asked for before the review.
    ("annual_budget", "年内开支137万元。137万元里，软件96万元，租用33万元，测评8万元。", "137", None, None, ["96", "33", "8"]),
    ("other", "省级财政补助80万元、县级财政46.5万元，未安排其他资金。施工图预算曾报审141.2万元，评审核减14.7万元。", "126.5", "126.5", None, []),
    # A table whose cells stand one on a line; a cell of the sum's row may be empty.
    ("annual_budget", "\n序号\n支出内容\n金额（万元）\n1\n监控系统\n40.6\n2\n周界系统\n18.4\n合计\n59\n以上经费均由区级财政安排。",
     "59", "59", None, ["40.6", "18.4"]),
    ("annual_budget", "\n支出项目\n测算依据\n金额（元）\n参赛费\n12次×8,500元\n102,000\n服装\n120套×350元\n42,000\n合计\n\n144,000\n",
     "14.4", None, None, ["10.2", "4.2"]),
    # Two runs of one sum, the second of which is no source; what was carried over ends with its item.
    ("annual_budget", "2024年共计752万元，其中中央财政564万元，省级财政188万元。按用途：生活补助564万元，教学补助188万元。",
     "752", "752", None, ["564", "188"]),
    ("annual_budget", "2024年预算963.27万元，其中：一般公共预算拨款820万元，上年结转财政拨款43.27万元，其他资金100万元。",
     "963.27", "863.27", "100", []),
    # The remark of the total's row, and all of it in so many words with a part told behind.
    ("annual_budget", "\n支出内容 | 金额（万元） | 备注\n装备购置 | 265 | 设备5台\n演练 | 96.4 | 4次\n合计 | 361.4 | 市级财政资金\n",
     "361.4", "361.4", None, ["265", "96.4"]),
    ("annual_budget", "项目预算共计538.6万元。经费全部由区财政安排，其中区级福利彩票公益金60万元。", "538.6", "538.6", None, []),
    # What comes in is no part of the project, being more than all of it.
    ("other", "2023年实际到位省外资金58.3亿元。2024年度预算265万元，由区财政安排，其中差旅费58万元，会议费207万元。",
     "265", "265", None, ["58", "207"]),
    # Sums that tell nothing: steps of a payment, parts of a part, another work.
    ("annual_budget", "项目预算100万元，首付款30万元，尾款70万元。", "100", None, None, []),
    ("annual_budget", "项目预算100万元，其中设备费60万元（含服务器40万元、终端20万元）、运维费40万元。", "100", None, None, ["60", "40"]),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "total", "fiscal", "own", "parts"), KINDS)
def test_kinds(
    section: str, text: str, total: str | None, fiscal: str | None, own: str | None, parts: list[str]
) -> None:
    found = fields_of({section: text}).amounts
    stated = (found.annual_total, found.fiscal, found.own_funds)
    assert tuple(a and plain_number(a.value / 10_000) for a in stated) == (total, fiscal, own)
    assert sorted(plain_number(a.value / 10_000) for a in found.components) == sorted(parts)
