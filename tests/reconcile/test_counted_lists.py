"""Things counted in any unit: lists behind 其中 that are whole, means of two counts, kinds without 其中."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import outlined

HEAD = "某县某局2024年度部门决算\n第三部分 2024年度部门决算情况说明\n"


def find(prose: str) -> list[Finding]:
    """Return the findings on one paragraph that are more than a remark."""
    return [f for f in reconcile(outlined(HEAD + prose + "\n"), [])[1] if f.severity != "info"]


@pytest.mark.parametrize(
    "prose",
    [
        "全年立案68件，其中：生态领域27件、食品领域18件、国有财产领域9件、其他领域14件。",
        "新修渠道28公里，分布于3个乡镇，其中：东镇12公里、西镇9公里、北乡7公里。",
        "现有职工120人，其中党员80人、女职工60人、高级职称30人。",  # nobody says that they exclude each other
        "现有干部120人，其中：党员干部80人、女干部60人、年轻干部30人。",
        "实施项目50个，其中：重点项目20个、续建项目30个、民生项目15个。",
        "全年有效监测365天，优118天、良164天、轻度污染57天、中度污染18天、重度污染8天，优良282天。",
        "受理申请500件，其中：甲类300件、乙类100件、丙类50件等。",
        "培训干部650人，其中：种植类260人、养殖类180人、农机类95人，另培训农户300人。",
        "全年监测365天，空气质量优118天、良164天、轻度污染57天、中度污染18天、重度污染8天，优良天数282天。",
        # a list that may lack a kind, and one of persons that are counted twice
        "采集水样640件，其中：江河样210件、湖泊样265件、水库样98件。",
        "采集水样631件，其中：江河样210件、湖泊样265件、水库样89件、井水样67件。",
        "现有职工173人，其中：党员干部82人、女干部54人、年轻干部19人。",
        "国内公务接待42批次、336人次，平均每批次8人。",
        "开展应急监测7次、出动84人次，平均每次12人次。",
        "举办培训班3期、培训200人，平均每期66.7人。",
    ],
)
def test_counts_that_need_not_contradict(prose: str) -> None:
    assert find(prose) == []


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        ("全年立案68件，其中：生态领域27件、食品领域19件、国有财产领域9件、其他领域14件。", "69件"),
        ("全年受理信访68件，其中：来信27件、来访18件、电话9件、其他11件。", "65件"),
        ("新修渠道28公里，分布于3个乡镇，其中：东镇12公里、西镇6公里、北乡7公里。", "25公里"),
        ("抽检样品120批次，其中：粮食类50批次、蔬菜类60批次、水果类30批次。", "140批次"),
        ("新建农田2800亩，涉及3个村，其中：东村820亩、西村640亩、南村1430亩。", "2,890亩"),
        (
            "全年有效监测365天，优118天、良164天、轻度污染75天、中度污染18天、重度污染8天，优良282天。",
            "383天",
        ),
        # two digits changed round
        ("采集水样640件，其中：江河样201件、湖泊样265件、水库样98件、井水样67件。", "631件"),
        ("采集水样640件，其中：江河样210件、湖泊样265件、水库样98件、井水样76件。", "649件"),
        ("现有职工126人，其中机关42人、监测站35人、试验中心13人、档案馆18人。", "108人"),
        ("国内公务接待24批次、336人次，平均每批次8人。", "14人"),
        ("开展应急监测7次、出动84人次，每次平均21人次。", "12人次"),
        ("举办培训班5期、培训200人，平均每期50人。", "40人"),
    ],
)
def test_counts_that_their_own_parts_contradict(prose: str, told: str) -> None:
    (finding,) = find(prose)
    assert finding.rule == "count-differs"
    assert told in finding.message


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        ("填报绩效目标的项目7个，占本部门项目8个的100%，对应项目支出283万元。", "87.50%"),
        ("填报绩效目标的项目8个，占本部门项目8个的100%。", None),
        ("已完成巡检站点2个，占全部站点3个的66.67%。", None),
        ("已完成巡检站点2个，占全部站点3个的66%。", None),
        ("已完成巡检站点2个，占应巡检项目的100%。", None),
        ("完成培训12人，占计划8个班次的100%。", None),
    ],
)
def test_the_share_of_a_number_in_another_one(prose: str, told: str | None) -> None:
    assert [told in f.message for f in find(prose) if told] == ([True] if told else [])
    assert told or find(prose) == []


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("共3家，具体为", False),
        ("共4家，具体为", True),
        ("包括局本级和2家直属事业单位，分别是", False),
        ("包括局本级和3家直属事业单位，分别是", True),
    ],
)
def test_units_of_which_one_is_the_seat(told: str, wrong: bool) -> None:
    prose = f"纳入预算编制范围的单位{told}：某市档案局本级、某市档案馆、某市地方志中心。"
    assert bool(find(prose)) == wrong
