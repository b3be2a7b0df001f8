# Templates keep a document's own lines.
# ruff: noqa: E501
"""Numbered headings, each on its own line, the text below."""

from __future__ import annotations

from nlp.annotate.written.families.registry import family
from nlp.annotate.written.scene import Scene


@family("block", "train", "prefecture", "district")
def plain_seven_sections(s: Scene) -> str:
    """The usual seven sections, one sentence each."""
    m = s.money(own=False)
    return f"""{s.title()}项目经费情况说明

一、项目概述

{s.pick("本项目主要用于", "项目资金用于", "安排该项目，是为了")}{s.deed()}，{s.deed()}，{s.pick("满足日常工作需要", "保障履职", "提升服务水平")}。

二、立项依据

{s.pick("依据", "根据")}{s.cite(s.law())}{s.maybe("和" + s.cite(s.law("national")))}{s.pick("。", "的有关要求设立。", "相关规定。")}

三、实施主体

{s.body()}{s.pick("", "。")}

四、实施方案

{s.pick("按季组织实施，", "分步推进：")}{s.deed()}，并{s.deed()}，年内覆盖{s.n(8, 60)}个点位。

五、实施周期

{s.schedule()}{s.pick("", "。")}

六、年度预算安排

{s.pick("财政资金：", "申请财政资金", "财政拨款")}{s.fiscal(m)}。

七、绩效目标

详见项目绩效目标表。
"""


@family("block", "train", "provincial")
def provincial_numbered_basis(s: Scene) -> str:
    """A numbered list of documents, and quarters in one clause."""
    m = s.money(3, wrong=0.2)
    a, b, c = s.law(), s.law("notice"), s.law("national")
    q = s.quarters(m, wrong=0.15)
    return f"""{s.title()}项目经费情况说明

一、项目概述

全省{s.name}任务由省级统筹，项目内容为{s.deed()}、{s.deed()}以及{s.deed()}，惠及{s.n(12, 88)}个县（市、区）。

二、立项依据

1. {s.cite(c, "article")}；
2. {s.cite(a)}；
3. {s.cite(b, s.pick("both", "bare"))}。

三、实施主体

{s.body()}。{s.maybe("资金由" + s.org + "监管。")}

四、实施方案

上半年完成方案论证和任务分解，下半年组织抽查，抽查比例不低于{s.n(5, 30)}%，群众满意度达到{s.n(85, 98)}%。

五、实施周期

本项目实施周期为{s.schedule(s.whole_year())}。

六、年度预算安排

{s.year}年安排预算{s.total(m)}，其中：{s.parts(m, "{use}{wan}", "，")}。

资金使用计划：{"，".join(s.quarter(x, "{q}{p}") for x in q)}。

七、绩效目标

见绩效目标申报表。
"""


@family("block", "train", "prefecture", "provincial")
def cumulative_execution(s: Scene) -> str:
    """Quarters accumulate, with bounds."""
    m = s.money(own=True)
    q = s.quarters(m, basis="cumulative")
    return f"""{s.title()}项目经费情况说明

一、项目概述

立足{s.name}需要，持续{s.deed()}。

二、立项依据

{s.cite(s.law("notice"))}、{s.cite(s.law())}。

三、实施主体

实施主体为{s.body()}，项目资金由{s.org}计划财务部门统一核拨。

四、实施方案

坚持边建边用，{s.deed()}，{s.deed()}。

五、实施周期

{s.schedule(s.whole_year())}。

六、年度预算安排

预算总额{s.total(m)}，财政资金{s.fiscal(m)}，其他资金{s.own(m)}。预算执行进度：{
        "，".join(s.quarter(x, "{q}不低于{p}", "at_least") for x in q[:3])
    }，{s.quarter(q[3], "{q}达到{p}")}。

七、绩效目标

完成年度任务。
"""


@family("block", "dev", "provincial", "unit")
def phases_in_a_list(s: Scene) -> str:
    """Phases as a numbered list; the schedule is what they span."""
    m = s.money(2)
    p = s.phases(3)
    steps = "\n".join(f"（{i}）{s.phase(x)}，{x.deed}；" for i, x in enumerate(p, start=1))
    return f"""{s.title()}项目经费情况说明

一、项目概述

对照{s.sector.report}反映的短板，集中{s.deed()}。

二、立项依据

落实{s.cite(s.law(), "both")}的具体举措。

三、实施主体

{s.body()}

四、实施方案

采用“试点先行、逐步铺开”的办法，首批选取{s.n(2, 9)}个试点。

五、实施周期

{steps.rstrip("；")}。

六、年度预算安排

本年预算{s.total(m)}。其中，{s.parts(m, "{use}{wan}", "；")}。

七、绩效目标

试点验收合格率100%。
"""


@family("block", "train", "district", "unit")
def bare_duration(s: Scene) -> str:
    """Only a duration is given."""
    m = s.money()
    return f"""{s.title()}项目经费情况说明

一、项目概述

日常运转保障类项目，内容是{s.deed()}。

二、立项依据

单位职能及{s.cite(s.law("national"), "title")}。

三、实施主体

责任单位为{s.body()}，{s.pick("联系电话见官网", "由分管领导督办")}。

四、实施方案

一次性规划、按月支付，设备质保期{s.n(2, 5)}年。

五、实施周期

{s.pick("实施周期为", "项目周期", "")}{s.duration(s.rng.choice([6, 9, 10, 12, 12, 18, 24]))}。

六、年度预算安排

{s.pick("申请财政预算", "拟申请财政经费", "财政性资金")}{s.fiscal(m)}。

七、绩效目标

保障率{s.n(96, 100)}%。
"""


@family("block", "test", "prefecture", "unit")
def dense_components(s: Scene) -> str:
    """Components stand beside unit prices and counts."""
    m = s.money(4, wrong=0.2)
    a, b, c, d = m.parts
    return f"""{s.title()}项目经费情况说明

一、项目概述

围绕{s.name}，全年计划{s.deed()}{s.n(4, 30)}场次。

二、立项依据

（1）{s.cite(s.law())}；（2）{s.cite(s.law("national"), "article")}。

三、实施主体

{s.body()}负责。

四、实施方案

{s.sector.thing}更新{s.n(3, 40)}台，每台{s.cash(1, 6)}；专家每人每天{s.n(5, 15) * 100}元，聘请{s.n(3, 9)}人。

五、实施周期

{s.schedule()}。

六、年度预算安排

经测算需{s.total(m)}。测算明细：{a[0]}{s.component(a[1])}（{s.n(2, 9)}个标段）；{b[0]}{s.component(b[1])}，按每次{s.n(2, 9) * 1000}元计；{c[0]}{s.component(c[1])}；{d[0]}{s.component(d[1])}。

七、绩效目标

控制单位成本。
"""


@family("block", "train", "prefecture", "provincial")
def sub_projects(s: Scene) -> str:
    """One narrative holds several sub-projects with their own periods and money."""
    m = s.money(3, wrong=0.15)
    p = s.phases(3)
    names = ["子项目" + word for word in "一二三"]
    times = "\n\n".join(f"{n}：{s.phase(x)}。" for n, x in zip(names, p, strict=True))
    sums = "\n\n".join(
        f"{n}（{use}）：安排{s.component(wan)}。" for n, (use, wan) in zip(names, m.parts, strict=True)
    )
    return f"""{s.title()}项目经费情况说明

一、项目概述

项目打包管理，含三个子项目：{s.deed()}、{s.deed()}、{s.deed()}。

二、立项依据

{s.cite(s.law(), "issued")}；{s.cite(s.law("reply"), "both")}。

三、实施主体

子项目一、三由{s.body()}实施，子项目二由{s.other()}实施。

四、实施方案

各子项目独立核算，互不调剂。

五、实施周期

{times}

六、年度预算安排

三个子项目合计{s.total(m)}。

{sums}

七、绩效目标

分别设置。
"""


@family("block", "train", "unit", "prefecture")
def every_quarter_alike(s: Scene) -> str:
    """All quarters spend the same."""
    m = s.money(whole=True)
    tail = s.every_quarter(m, s.pick("每季度使用{m}", "每个季度支出{m}", "各季度均执行{p}"))
    return f"""{s.title()}项目经费情况说明

一、项目概述

经常性项目，主要支付{s.use()}和{s.use()}。

二、立项依据

合同约定以及{s.cite(s.law())}。

三、实施主体

{s.body()}

四、实施方案

按合同（编号HT-{s.year}-{s.n(10, 99)}）约定，供应商{s.supplier}每月提交服务记录。

五、实施周期

{s.schedule(s.whole_year())}

六、年度预算安排

{tail}，全年共计{s.total(m)}。

七、绩效目标

无服务中断。
"""
