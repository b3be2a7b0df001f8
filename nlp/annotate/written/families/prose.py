# Templates keep a document's own lines.
# ruff: noqa: E501
"""No section headings, or few: the plan stands in running sentences."""

from __future__ import annotations

from nlp.annotate.written.families.registry import family
from nlp.annotate.written.scene import Scene


@family("prose", "train", "prefecture", "district")
def one_paragraph(s: Scene) -> str:
    """Everything in one paragraph."""
    m = s.money(2)
    return f"""{s.title()}项目经费情况说明

一、项目概述

根据{s.cite(s.law())}，{s.year}年由{s.body()}负责实施{s.name}项目，实施周期为{s.schedule()}，主要任务是{s.deed()}。项目年度预算{s.total(m)}，其中{s.parts(m, "{use}{wan}", "，")}。
"""


@family("prose", "train", "provincial", "prefecture")
def two_paragraphs(s: Scene) -> str:
    """Why and who first, when and how much second."""
    m = s.money(own=True)
    return f"""{s.title()}项目经费情况说明

一、项目基本情况

依据{s.cite(s.law("national"), "article")}和{s.cite(s.law("notice"), "both")}，我省自{s.year - s.n(3, 9)}年起开展{s.name}。{s.org}为主管部门，{s.defined()}为项目承担单位。

二、预算安排

{s.short()}测算，项目实施期为{s.schedule()}，{s.year}年共需资金{s.total(m)}，申请财政拨款{s.fiscal(m)}，缺口{s.own(m)}由单位自有资金解决。
"""


@family("prose", "dev", "unit", "district")
def questions_and_answers(s: Scene) -> str:
    """A popular style: questions answered."""
    m = s.money(2)
    return f"""{s.title()}项目经费情况说明

一、项目概述

这个项目做什么？{s.deed()}，{s.deed()}。钱从哪里来、花到哪里去？见第六部分。

二、立项依据

为什么要做？因为{s.cite(s.law(), "title")}有明确要求，{s.cite(s.law("reply"), "both")}也予以同意。

三、实施主体

谁来做？{s.body()}来做，{s.supplier}只负责供货。

四、实施方案

怎么做？先摸底、再采购、后评估，评估得分{s.n(80, 90)}分以上才算过关。

五、实施周期

做多久？{s.schedule()}。

六、年度预算安排

花多少？一共{s.total(m)}：{s.parts(m, "{use}要{wan}", "，")}。

七、绩效目标

做成什么样？市民满意度超过{s.n(85, 95)}%。
"""


@family("prose", "train", "prefecture", "unit")
def money_first(s: Scene) -> str:
    """The sections stand in an unusual order, money first."""
    m = s.money(3)
    q = s.quarters(m)
    return f"""{s.title()}项目经费情况说明

一、年度预算安排

今年列入预算{s.total(m)}，支出方向：{s.parts(m, "{use}（{wan}）", "、")}。支出进度安排为{
        "、".join(s.quarter(x, "{q}支出{p}") for x in q)
    }。

二、实施主体

{s.body()}

三、实施周期

{s.schedule(s.whole_year())}

四、立项依据

{s.cite(s.law(), "both")}

五、实施方案

{s.deed()}，{s.deed()}；安全检查覆盖率100%。
"""


@family("prose", "test", "prefecture", "district", "provincial")
def report_tone(s: Scene) -> str:
    """A report on the past year that turns to the plan."""
    m = s.money()
    last = s.year - 1
    return f"""{s.title()}项目经费情况说明

一、项目概述

{last}年，{s.lead_plain}完成了{s.n(20, 300)}次现场服务，为群众挽回损失{s.cash(100, 900)}，{s.sector.report}获评优秀。{s.year}年将继续{s.deed()}。

二、立项依据

遵照{s.cite(s.law(), "issuer")}，并参考{s.cite(s.law("national"), "title")}。

三、实施主体

今年仍由{s.body()}承担，不再委托{s.partner_plain}。

四、实施方案

压茬推进：{s.deed()}，{s.deed()}。

五、实施周期

{s.pick("预计", "计划")}自{s.schedule(s.some_months(), "months")}。

六、年度预算安排

{last}年支出{s.other_year(last, m)}，{s.year}年拟安排财政资金{s.fiscal(m)}。

七、绩效目标

同比提升{s.n(2, 9)}个百分点。
"""


@family("prose", "train", "unit")
def letter_of_request(s: Scene) -> str:
    """The tone of a request to the department."""
    m = s.money(2)
    return f"""{s.title()}项目经费情况说明

一、项目概述

{s.lead_plain}现有{s.sector.thing}{s.n(3, 60)}台，已使用{s.n(6, 15)}年，故障率逐年走高，恳请安排经费予以解决。

二、立项依据

{s.cite(s.law("reply"), "issuer")}同意纳入储备；另据{s.cite(s.law(), "close")}。

三、实施主体

{s.own_word("我")}。

四、实施方案

拆旧换新，旧件残值约{s.n(2, 9)}000元按规定上缴。

五、实施周期

{s.schedule(s.some_days(), s.pick("days", "dots", "slashes"))}

六、年度预算安排

{s.year - 1}年曾安排{s.other_year(s.year - 1, m)}，不敷使用，今年请予安排{s.total(m)}，即{s.parts(m, "{use}{wan}", "，")}。

七、绩效目标

故障停机时间下降{s.n(30, 70)}%。
"""
