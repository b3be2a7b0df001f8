# Templates keep a document's own lines.
# ruff: noqa: E501
"""Numbered headings above the text; families about who carries the project out."""

from __future__ import annotations

from nlp.annotate.written.families.registry import family
from nlp.annotate.written.scene import Scene


@family("block", "dev", "prefecture", "provincial")
def joint_executors(s: Scene) -> str:
    """Several bodies carry the project out together; a funder and a contractor are only mentioned."""
    m = s.money(2)
    return f"""{s.title()}项目经费情况说明

一、项目概述

{s.name}是一项跨单位协作事项，重点内容包括{s.deed()}和{s.deed()}。

二、立项依据

该项目列入{s.org}年度重点任务，{s.pick("并以", "同时以")}{s.cite(s.law())}为依据。

三、实施主体

本项目由{s.body()}牵头，{s.pick("会同", "联合")}{s.other()}、{s.partner()}共同实施。{s.supplier}受托提供技术服务，不承担主体责任。

四、实施方案

三家单位分头落实：{s.deed()}；{s.deed()}。经费由市级财政部门审核拨付，{s.partner_plain}负责第三方评价。

五、实施周期

起止时间为{s.schedule()}。

六、年度预算安排

本年度共需经费{s.total(m)}，{s.parts(m, "用于{use}的{wan}", "，")}。

七、绩效目标

目标值见附表。
"""


@family("block", "train", "district", "street")
def department_alone(s: Scene) -> str:
    """No organisation is named; a department of it is."""
    m = s.money()
    return f"""{s.title()}项目经费情况说明

一、项目概述

为做好{s.name}，拟{s.deed()}。

二、立项依据

年度工作要点及会议纪要。

三、实施主体

{s.internal()}{s.pick("负责", "牵头负责", "具体承办")}。

四、实施方案

先行踏勘，再行采购，验收合格后付款。采购限额标准以上（{s.cash(30, 100)}以上）的部分走公开招标。

五、实施周期

{s.schedule()}

六、年度预算安排

项目年度预算为{s.total(m)}。

七、绩效目标

按时完成率{s.n(95, 100)}%。
"""


@family("block", "test", "prefecture", "district")
def part_of_a_unit(s: Scene) -> str:
    """A department written in one name with its unit."""
    m = s.money(own=True)
    return f"""{s.title()}项目支出情况说明

一、项目基本情况

项目延续实施，今年的重点是{s.deed()}，并视情{s.deed()}。

二、立项依据

经{s.org}办公会研究同意；{s.cite(s.law("reply"), "issuer")}。

三、实施单位

{s.part()}

四、实施计划

每月形成台账，每半年通报一次，问题整改率{s.n(90, 100)}%。

五、实施期限

自{s.schedule(form=s.pick("months", "days", "months_dash"))}止。

六、预算安排

总额{s.total(m)}，由两部分组成：一般公共预算{s.fiscal(m)}，单位自有资金{s.own(m)}。

七、绩效目标

略。
"""


@family("block", "train", "unit")
def our_own_unit(s: Scene) -> str:
    """A unit's own budget: 本中心, 本馆 or 本院 stands for it."""
    m = s.money(3)
    return f"""{s.title()}项目经费情况说明

一、项目概述

{s.lead_plain}成立于{s.n(1978, 2012)}年，现有在编人员{s.n(12, 90)}名。本项目用于{s.deed()}、{s.deed()}。

二、立项依据

{s.cite(s.law())}明确了{s.pick("相关职责", "有关标准")}；{s.year - 1}年{s.n(3, 11)}月{s.n(2, 27)}日的专题会议同意列入预算。

三、实施主体

{s.own_word(s.pick("本", "我"))}{s.pick("自行组织实施", "负责实施", "")}。

四、实施方案

由业务部门提出需求，综合部门统一采购，{s.department}组织验收。

五、实施周期

{s.pick("12个月以内完成，具体为", "实施时间：")}{s.schedule()}。

六、年度预算安排

预计支出{s.total(m)}：{s.parts(m, "（{n}）{use}{wan}", "；")}。

七、绩效目标

服务对象满意度{s.n(88, 97)}%以上。
"""
