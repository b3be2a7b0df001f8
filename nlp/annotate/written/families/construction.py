# Templates keep a document's own lines.
# ruff: noqa: E501
"""Buildings, purchases, systems and research: projects with many figures that are no labels."""

from __future__ import annotations

from datetime import date

from nlp.annotate.written import forms
from nlp.annotate.written.families.registry import family
from nlp.annotate.written.marks import mark
from nlp.annotate.written.scene import Scene


@family("block", "train", "prefecture", "provincial", "unit")
def building_over_years(s: Scene) -> str:
    """A building with its whole investment, earlier money, and progress of work."""
    m = s.money(big=True, own=True)
    span = s.years(3)
    last = s.year - 1
    return f"""{s.title(s.lead_plain + "业务用房改扩建")}项目经费情况说明

一、项目概述

原业务用房建于{s.n(1985, 2003)}年，建筑面积{s.n(2, 9)}{s.n(100, 999)}平方米，已不能满足需要。项目概算总投资{s.several_years(m)}。

二、立项依据

{s.cite(s.law("reply"), "issuer")}；{s.cite(s.law("reply"), "both")}。

三、实施主体

建设单位为{s.body()}。代建单位{s.supplier}、监理单位由招标产生。

四、实施方案

年内主体结构完成{s.n(60, 90)}%，机电安装完成{s.n(30, 55)}%，幕墙完成{s.n(10, 30)}%。

五、实施周期

{s.schedule(span, s.pick("days", "months", "months_dash", "months_dots"))}

六、年度预算安排

{last}年已安排{s.other_year(last, m)}。{s.year}年计划投入{s.total(m)}，其中财政资金{s.fiscal(m)}，自筹资金{s.own(m)}。

七、绩效目标

工程质量合格。
"""


@family("inline", "train", "prefecture", "unit")
def equipment_purchase(s: Scene) -> str:
    """Thresholds, prices and contract shares stand around the only amount."""
    m = s.money()
    return f"""{s.title()}项目经费情况说明

一、项目概述：现有{s.sector.thing}原值{s.cash(80, 400)}，使用超过{s.n(8, 14)}年。拟更新{s.n(2, 9)}台，市场均价{s.cash(8, 30)}。

二、立项依据：{s.cite(s.law())}关于装备配备的规定。

三、实施主体：{s.body()}。政府集中采购机构为代理单位。

四、实施方案：单台{s.cash(50, 100)}及以上的进行专家论证；合同签订后支付30%，到货支付60%，质保期满支付10%。

五、实施周期：{s.schedule(s.some_months())}，设备免费保修{s.n(2, 5)}年。

六、年度预算安排：{s.pick("设备购置费预算", "项目预算金额")}{s.total(m)}。

七、绩效目标：设备完好率{s.n(95, 99)}%以上。
"""


@family("block", "dev", "provincial", "prefecture", "unit")
def research_with_reports(s: Scene) -> str:
    """Research that produces reports and papers; only the cited plan is a basis."""
    m = s.money(3)
    return f"""{s.title()}项目经费情况说明

一、项目概述

课题聚焦{s.name}，拟发表论文{s.n(2, 9)}篇，出版《{s.region.removesuffix("国家")}{s.sector.report}》，申请软件著作权{s.n(1, 4)}项。

二、立项依据

课题列入{s.cite(s.law(), "title")}；任务书编号K{s.year}-{s.n(100, 999)}。

三、实施主体

依托{s.body()}，联合{s.partner()}共同开展。评审专家组负责结题评价。

四、实施方案

编写《调研提纲》，形成《中期评估报告》，样本回收率不低于{s.n(70, 90)}%。

五、实施周期

课题研究期限{s.duration(s.rng.choice([12, 18, 24]))}。

六、年度预算安排

课题总经费{s.several_years(m)}，分年下达；{s.year}年经费{s.total(m)}，分别为{s.parts(m, "{use}{wan}", "、")}。

七、绩效目标

通过结题验收。
"""


@family("bold", "test", "prefecture", "provincial", "unit")
def information_system(s: Scene) -> str:
    """A system's operation, with service levels and an own budget by phases."""
    m = s.money(2, own=True)
    p = s.phases(2)
    return f"""**{s.title(s.name + "信息系统运维")}项目经费情况说明**

**1.项目概述**

系统于{s.n(2012, 2019)}年上线，注册用户{s.n(2, 90)}万，承载业务{s.n(5, 40)}类。

**2.立项依据**

{s.cite(s.law(), "both")}；《{s.law_title(s.law("national"))}》。

**3.实施主体**

{s.defined()}

**4.实施方案**

{s.short()}采购驻场服务，响应时间不超过{s.n(10, 60)}分钟，可用率99.{s.n(1, 9)}%。

**5.实施周期**

分两段：{s.phase(p[0], "months_short")}为建设期，{s.phase(p[1], "months_short")}为运行期。

**6.年度预算安排**

本项目预算经费{s.total(m)}，财政补助{s.fiscal(m)}，经营收入弥补{s.own(m)}。明细：{s.parts(m, "{use}{wan}", "，")}。

**7.绩效目标**

故障恢复及时。
"""


@family("block", "train", "provincial", "prefecture")
def impossible_date(s: Scene) -> str:
    """The schedule names a day that does not exist; nobody repairs it."""
    m = s.money()
    s.flags.add("impossible-date")
    month = s.rng.choice([2, 4, 6, 9, 11])
    day = 30 if month == 2 else 31
    first = date(s.year, 1, s.n(2, 20))
    words = s.pick(
        f"{s.year}年1月{first.day}日至{s.year}年{month}月{day}日",
        f"{first:%Y.%m.%d}-{s.year}.{month:02}.{day}",
    )
    return f"""{s.title()}项目经费情况说明

一、项目概述

短期集中攻坚，任务为{s.deed()}。

二、立项依据

{s.cite(s.law("notice"), "issuer")}。

三、实施主体

{s.body()}

四、实施方案

倒排工期，日清周结，完成率按周通报。

五、实施周期

{mark("SCHEDULE", words, start=first)}

六、年度预算安排

核定预算{s.total(m)}。

七、绩效目标

如期完成。
"""


@family("inline", "dev", "prefecture", "provincial", "unit")
def retention_money(s: Scene) -> str:
    """A finished project whose last payment is due."""
    m = s.money()
    last = s.year - 1
    contract = forms.amount(m.total * 10, "wan")
    return f"""{s.title(s.name + "（尾款）")}项目经费情况说明

一、项目概述：项目已于{last}年{s.n(9, 12)}月竣工，合同价{contract}，审计核减{s.cash(5, 40)}。

二、立项依据：{s.cite(s.law("reply"), "both")}。

三、实施主体：{s.body()}；施工单位{s.supplier}，审计单位另行委托。

四、实施方案：资料齐备后一次付清，累计付款至合同价的97%，余3%为质保金。

五、实施周期：{s.schedule(s.some_days())}

六、年度预算安排：{last}年支付{s.other_year(last, m)}，{s.year}年预算{s.total(m)}。

七、绩效目标：无拖欠。
"""


@family("prose", "train", "provincial", "central", "prefecture")
def derived_from_sources(s: Scene) -> str:
    """Two sources and no total: it must be added up."""
    m = s.money(own=True)
    return f"""{s.title()}项目经费情况说明

一、项目概述

{s.deed()}，是{s.org}年度工作的组成部分。

二、立项依据

对标{s.cite(s.law(), "both")}，落实{s.cite(s.law("national"), "title")}。

三、实施主体

{s.body()}、{s.other()}按职责分工实施。

四、实施方案

专家评审费每人{s.n(5, 20)}00元；评审通过率约{s.n(30, 60)}%。

五、实施周期

{s.schedule()}。

六、年度预算安排

申请财政补助{s.fiscal(m)}，单位自筹{s.own(m)}。

七、绩效目标

按期评审。
"""


@family("table", "train", "provincial", "unit", "prefecture")
def derived_from_quarters(s: Scene) -> str:
    """Only the quarters' money is given."""
    m = s.money(whole=True)
    q = s.quarters(m)
    return f"""{s.title()}项目经费情况说明

一、项目概述

滚动实施项目，年内{s.deed()}、{s.deed()}。

二、立项依据

{s.cite(s.law("national"), "article")}；{s.cite(s.law())}。

三、实施主体

{s.body()}

四、实施方案

{s.department}编制月度计划，{s.department}复核。

五、实施周期

{s.schedule(s.whole_year())}

六、年度预算安排

{"。".join(s.quarter(x, "{q}计划支付{m}，占{p}") for x in q)}。

七、绩效目标

见表。
"""
