# Templates keep a document's own lines.
# ruff: noqa: E501
"""Sections that hold tables: schedules, money, quarters, a whole narrative as rows."""

from __future__ import annotations

from nlp.annotate.written import forms
from nlp.annotate.written.families.registry import family
from nlp.annotate.written.scene import Scene


@family("table", "train", "prefecture", "unit")
def schedule_with_tabs(s: Scene) -> str:
    """A schedule as a table with cumulative shares of payment."""
    m = s.money()
    p = s.phases(4, "cumulative")
    rows = "\n".join(f"{s.phase(x)}\t{x.deed}\t{s.share(x)}" for x in p)
    return f"""{s.title()}项目经费情况说明

一、项目概述

本项目系设备类项目，拟购置{s.sector.thing}{s.n(2, 30)}台（套），同时{s.deed()}。

二、立项依据

{s.cite(s.law())}。

三、实施主体

{s.body()}

四、实施方案

单价{s.cash(40, 120)}以上的设备须经论证。论证通过后签订合同，到货调试。

五、实施周期

时间\t工作内容\t累计支付比例
{rows}

六、年度预算安排

财政资金预算安排{s.fiscal(m)}。

七、绩效目标

设备利用率{s.n(60, 95)}%。
"""


@family("table", "dev", "prefecture", "district")
def schedule_with_pipes(s: Scene) -> str:
    """A Markdown table of phases without shares."""
    m = s.money(2)
    p = s.phases(3)
    rows = "\n".join(f"| {i} | {x.deed} | {s.phase(x)} |" for i, x in enumerate(p, start=1))
    return f"""{s.title()}项目经费情况说明

一、项目概述

{s.deed()}，{s.deed()}，形成闭环。

二、立项依据

《{s.law_title(s.law("national"))}》等。

三、实施主体

{s.body()}（项目负责人：业务副职）

四、实施方案

见下节进度表。

五、实施周期

| 序号 | 任务 | 起止时间 |
| --- | --- | --- |
{rows}

六、年度预算安排

当年预算{s.total(m)}，{s.parts(m, "列支{use}{wan}", "、")}。

七、绩效目标

略。
"""


@family("table", "train", "prefecture", "provincial", "district")
def money_table(s: Scene) -> str:
    """The uses as a table, its total row last; a price column beside."""
    m = s.money(4, wrong=0.2)
    rows = "\n".join(
        f"{i}\t{use}\t{s.n(2, 40)}\t{s.component(wan)}" for i, (use, wan) in enumerate(m.parts, start=1)
    )
    return f"""{s.title()}项目经费情况说明

一、项目概述

项目内容为{s.deed()}。

二、立项依据

{s.cite(s.law(), "both")}；{s.cite(s.law("reply"), "both")}。

三、实施主体

{s.body()}

四、实施方案

按表列内容分批采购。

五、实施周期

{s.schedule()}

六、年度预算安排

序号\t支出内容\t数量\t预算金额
{rows}
合计\t\t\t{s.total(m)}

七、绩效目标

采购节约率{s.n(2, 9)}%。
"""


@family("table", "test", "prefecture", "unit", "provincial")
def money_table_unit_in_head(s: Scene) -> str:
    """The unit stands in the table's head, so the cells are bare numbers."""
    m = s.money(3)
    cells = [(use, f"[[AMOUNT_COMPONENT wan={wan.normalize():f}:{wan}]]") for use, wan in m.parts]
    rows = "\n".join(f"{use}\t{cell}" for use, cell in cells)
    return f"""{s.title()}项目经费情况说明

一、项目概述

{s.name}年度任务：{s.deed()}，{s.deed()}。

二、立项依据

{s.cite(s.law())}

三、实施主体

{s.part()}

四、实施方案

零星支出据实列支，单笔{s.n(1, 5)}000元以下由部门负责人审批。

五、实施周期

{s.schedule()}

六、年度预算安排

支出项目\t金额（万元）
{rows}
小计\t[[AMOUNT_TOTAL wan={m.total.normalize():f}:{m.total}]]

七、绩效目标

见表。
"""


@family("table", "train", "prefecture", "district", "unit")
def quarter_table(s: Scene) -> str:
    """Quarters as rows with percentage and money."""
    m = s.money(whole=True)
    q = s.quarters(m, wrong=0.1)
    rows = "\n".join(s.quarter(x, "{q}\t{p}\t{m}") for x in q)
    return f"""{s.title()}项目经费情况说明

一、项目概述

维持{s.name}正常运转，及时{s.deed()}。

二、立项依据

{s.cite(s.law("national"), "article")}

三、实施主体

{s.body()}

四、实施方案

按季度结算，先验收、后付款。

五、实施周期

{s.schedule(s.whole_year())}

六、年度预算安排

年度预算{s.total(m)}，分季度用款如下：

季度\t比例\t金额
{rows}

七、绩效目标

结算及时率100%。
"""


@family("table", "dev", "prefecture", "unit", "district")
def whole_narrative_as_rows(s: Scene) -> str:
    """Every section is a row of a two-column table."""
    m = s.money(2, own=True)
    return f"""项目经费情况说明

项目名称\t{s.title()}
项目概述\t{s.deed()}，{s.deed()}
立项依据\t{s.cite(s.law())}；{s.cite(s.law(), "title")}
实施主体\t{s.body()}
实施方案\t委托专业机构（{s.supplier}）提供技术支持
实施周期\t{s.schedule()}
年度预算安排\t总额{s.total(m)}，其中财政拨款{s.fiscal(m)}，自筹资金{s.own(m)}；{s.parts(m, "{use}{wan}", "，")}
绩效目标\t另表填列
"""


@family("table", "train", "unit", "prefecture")
def payment_table_no_quarters(s: Scene) -> str:
    """A payment plan by dates: shares of phases, no quarters."""
    m = s.money()
    p = s.phases(3, "incremental")
    form = s.pick("dots", "days", "months", "iso")
    rows = "\n".join(f"{s.phase(x, form)}｜{x.deed}｜{s.share(x)}" for x in p)
    return f"""{s.title()}项目经费情况说明

一、项目概述

系统建设类项目。{s.deed()}，预计接入终端{s.n(50, 900)}个。

二、立项依据

{s.cite(s.law("reply"), "both")}

三、实施主体

{s.body()}

四、实施方案

软件开发完成{s.n(70, 95)}%后进入试运行；合同首付款为合同价的{s.n(2, 4)}0%，尾款10%。

五、实施周期

阶段｜内容｜支付比例
{rows}

六、年度预算安排

{s.year}年度安排{s.total(m)}。

七、绩效目标

系统可用率{s.n(97, 99)}.9%。
"""


@family("table", "test", "unit", "district")
def plan_and_money_tables(s: Scene) -> str:
    """Two tables: phases by quarter of the year, and sources of money."""
    m = s.money(own=True)
    names = forms.QUARTERS["short"]
    rows = "\n".join(f"{names(i, s.year)}\t{s.deed()}" for i in range(1, 5))
    return f"""{s.title()}项目经费情况说明

一、项目概述

按季推进的{s.pick("常规", "综合")}项目。

二、立项依据

{s.cite(s.law(), "issuer")}

三、实施主体

{s.body()}、{s.other()}

四、实施方案

季度\t任务
{rows}

五、实施周期

{s.schedule(s.whole_year())}

六、年度预算安排

资金来源\t预算
财政拨款\t{s.fiscal(m)}
自有资金\t{s.own(m)}
总计\t{s.total(m)}

七、绩效目标

按任务逐条对应。
"""
