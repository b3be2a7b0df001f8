# Templates keep a document's own lines.
# ruff: noqa: E501
"""Headings with the text behind a colon on the same line."""

from __future__ import annotations

from nlp.annotate.written.families.registry import family
from nlp.annotate.written.scene import Scene


@family("inline", "train", "prefecture", "district", "unit")
def terse_lines(s: Scene) -> str:
    """One line a section, nothing but the value."""
    m = s.money()
    return f"""{s.title()}项目经费情况说明
一、项目概述：{s.deed()}。
二、立项依据：{s.cite(s.law())}
三、实施主体：{s.body()}
四、实施方案：{s.deed()}，{s.deed()}。
五、实施周期：{s.schedule()}
六、年度预算安排：{s.pick("财政拨款", "申请财政资金")}{s.fiscal(m)}
七、绩效目标：见目标表
"""


@family("inline", "train", "prefecture", "provincial")
def quarters_with_money(s: Scene) -> str:
    """Quarters give a percentage and the money behind it."""
    m = s.money(whole=True)
    q = s.quarters(m, wrong=0.1)
    return f"""{s.title()}项目经费情况说明

一、项目概述：统筹开展{s.name}各项工作，具体为{s.deed()}。

二、立项依据：{s.cite(s.law("national"), "title")}、{s.cite(s.law(), "close")}等。

三、实施主体：{s.body()}，配合部门若干。

四、实施方案：分级负责，季度调度，年末考核（考核得分{s.n(80, 99)}分以上为合格）。

五、实施周期：{s.schedule()}。

六、年度预算安排：全年预算{s.total(m)}。{"；".join(s.quarter(x, "{q}执行{p}，约{m}", "about") for x in q)}。

七、绩效目标：略。
"""


@family("inline", "dev", "provincial", "prefecture")
def alias_defined(s: Scene) -> str:
    """The body is defined with a short name, which stands for it afterwards."""
    m = s.money(2, own=True)
    return f"""{s.title()}项目经费情况说明

一、概述：{s.lead_plain}近三年累计服务{s.n(2, 40)}万人次，实现{s.pick("技术合同成交", "带动消费")}{s.cash(800, 5000)}。本年拟{s.deed()}。

二、政策依据：{s.cite(s.law("notice"), "issuer")}提出的任务。

三、实施主体：{s.defined()}。{s.short()}负责全流程组织，验收由{s.org}组织专家开展。

四、实施方案：{s.short()}计划{s.deed()}，形成《{s.sector.report}》{s.n(2, 6)}期。

五、实施周期：{s.schedule()}

六、年度预算安排：总预算{s.total(m)}（财政资金{s.fiscal(m)}、自筹{s.own(m)}），按内容分为{s.parts(m, "{use}{wan}", "、")}。

七、绩效目标：见附件。
"""


@family("inline", "train", "central")
def central_agency(s: Scene) -> str:
    """A central agency with its own formal tone."""
    m = s.money(3, big=True)
    return f"""{s.title()}项目支出情况说明

（一）项目概述：面向全国{s.n(12, 31)}个省份，{s.deed()}，为{s.org}履行职能提供支撑。

（二）立项依据：{s.cite(s.law("national"), "article")}，{s.cite(s.law("notice"), "bare")}。

（三）实施主体：{s.org}委托{s.body()}承担，地方{s.sector.department}予以协助。

（四）实施方案：采取分区布点、集中处理的技术路线，数据质量控制合格率应达到{s.n(92, 99)}%。

（五）实施周期：{s.schedule(s.whole_year(), s.pick("year", "fiscal_year", "days", "dots"))}。

（六）年度预算安排：{s.year}年拟安排一般公共预算拨款{s.fiscal(m)}，用于{s.parts(m, "{use}{wan}", "、")}。

（七）绩效目标：完成国家任务。
"""


@family("inline", "test", "prefecture", "district")
def against_last_year(s: Scene) -> str:
    """Last year's money and the change against it stand beside this year's."""
    m = s.money()
    last = s.year - 1
    return f"""{s.title()}项目经费情况说明

一、项目概况：常态化项目，{last}年{s.name}共完成{s.n(20, 400)}项，群众评价良好。

二、立项依据：按照{s.cite(s.law())}执行。

三、实施主体：{s.body()}

四、实施方案：在巩固去年成果的基础上，{s.deed()}。

五、实施周期：{s.schedule(s.whole_year())}

六、年度预算安排：{last}年预算{s.other_year(last, m)}；{s.year}年预算{s.total(m)}，较上年{s.pick("增加", "减少")}{s.cash(1, 20)}，变动{s.n(3, 25)}.{s.n(1, 9)}%。

七、绩效目标：不低于上年水平。
"""


@family("inline", "train", "district", "street", "unit")
def few_sections(s: Scene) -> str:
    """Only body, period and money; the rest is missing."""
    m = s.money(own=s.rng.random() < 0.5)
    money = f"财政资金{s.fiscal(m)}，自有资金{s.own(m)}" if m.own else f"财政资金{s.fiscal(m)}"
    return f"""{s.title()}项目经费情况说明
一、实施主体：{s.body()}
二、实施周期：{s.schedule()}
三、年度预算安排：{money}。
"""


@family("inline", "dev", "district", "prefecture")
def round_brackets(s: Scene) -> str:
    """Chinese numbers in round brackets, and quarters by the month's end."""
    m = s.money()
    q = s.quarters(m, basis="cumulative")
    steps = "，".join(s.quarter(x, "{month}月底前累计支出{p}") for x in q)
    return f"""{s.title()}项目情况说明

（一）项目简介：着眼{s.pick("便民利民", "补齐短板", "守牢底线")}，年内{s.deed()}。

（二）设立依据：上级部署，包括{s.cite(s.law(), "both")}及{s.cite(s.law(), "before")}。

（三）实施单位：{s.body()}（{s.pick("公益一类", "公益二类")}）。

（四）实施内容：{s.deed()}；{s.deed()}。其中土建部分计划完成{s.n(40, 90)}%。

（五）实施时间：{s.schedule(s.whole_year())}。

（六）资金安排：本年度资金{s.total(m)}，{steps}。

（七）绩效指标：时效指标、成本指标各一项。
"""


@family("inline", "train", "prefecture", "unit")
def sentence_answers(s: Scene) -> str:
    """Every section answers in a whole sentence that repeats its heading."""
    m = s.money(2)
    return f"""{s.title()}项目经费情况说明
一、项目概述：{s.name}项目的主要内容是{s.deed()}。
二、立项依据：本项目的立项依据是{s.cite(s.law())}{s.maybe("以及" + s.cite(s.law("reply"), "both"))}。
三、实施主体：本项目的实施主体是{s.body()}，主管部门是{s.org}。
四、实施方案：本项目拟通过政府购买服务方式{s.deed()}，单次服务价格不高于{s.n(2, 9) * 100}元。
五、实施周期：本项目的实施周期为{s.duration(12)}，即{s.schedule(s.whole_year(), s.pick("days", "months", "dots", "months_short"))}。
六、年度预算安排：本项目的年度预算为{s.total(m)}，包括{s.parts(m, "{use}{wan}", "和")}。
七、绩效目标：本项目的绩效目标见公开表。
"""


@family("inline", "test", "provincial", "central")
def long_semicolons(s: Scene) -> str:
    """Long lines of clauses cut by semicolons; the total must be added up."""
    m = s.money(3)
    return f"""{s.title()}项目经费情况说明

一、项目背景：近年来{s.sector.report}显示，该领域投入不足；{s.year - 2}年全行业总产值{s.cash(3000, 9000)}；亟需{s.deed()}。

二、立项依据：{s.cite(s.law("national"), "title")}；{s.cite(s.law(), "both")}；{s.cite(s.law("notice"), "both")}。

三、实施主体：{s.body()}；{s.partner()}（联合承担单位）。

四、实施方案：组建专班；编制细则；{s.deed()}；{s.deed()}；开展自评。

五、实施周期：{s.schedule()}；

六、年度预算安排：{s.parts(m, "{use}{wan}", "；")}。

七、绩效目标：产出数量{s.n(3, 20)}项；质量达标率{s.n(90, 100)}%。
"""
