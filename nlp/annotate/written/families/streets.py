# Templates keep a document's own lines.
# ruff: noqa: E501
"""Streets, districts and other small units with their plain tone."""

from __future__ import annotations

from nlp.annotate.written.families.registry import family
from nlp.annotate.written.scene import Scene


@family("block", "train", "street")
def street_office(s: Scene) -> str:
    """A street office itself carries the project out."""
    m = s.money(2)
    homes = s.pick("小区楼道整治", "邻里食堂运营", "楼组自治激励", "弄堂微更新")
    return f"""{s.title(homes)}项目经费情况说明

一、项目概述

辖区共有{s.n(12, 40)}个居民区，老旧小区占{s.n(20, 70)}%。项目用于改善居民身边环境。

二、立项依据

居民代表会议意见；{s.cite(s.law(), "title")}。

三、实施主体

{s.office()}

四、实施方案

由各居民区申报，街道评审，第三方{s.supplier}跟踪审价。每个楼组奖励{s.n(3, 20)}00元。

五、实施周期

{s.schedule()}

六、年度预算安排

街道安排{s.total(m)}，{s.parts(m, "其中{use}{wan}", "，")}。

七、绩效目标

居民参与率{s.n(50, 85)}%。
"""


@family("inline", "dev", "street")
def street_centre(s: Scene) -> str:
    """A street's service centre, short lines."""
    m = s.money()
    work = s.pick("助老送餐", "暑期爱心托管", "网格巡查外包", "社区文体活动")
    return f"""{s.title(work)}项目经费情况说明
一、项目概述：每周服务{s.n(2, 6)}天，每餐补贴{s.n(3, 9)}元，服务对象约{s.n(80, 900)}人。
二、立项依据：《{s.law_title(s.law("national"))}》和街道党工委会议决定。
三、实施主体：{s.body()}
四、实施方案：通过公开遴选确定社会组织承接，{s.partner_plain}提供志愿服务。
五、实施周期：{s.schedule(s.whole_year())}
六、年度预算安排：街道财政资金{s.fiscal(m)}。
七、绩效目标：零投诉。
"""


@family("prose", "test", "street")
def street_bullets(s: Scene) -> str:
    """Bullets below the headings, quarters as bullets too."""
    m = s.money()
    q = s.quarters(m)
    work = s.pick("加装电梯引导", "垃圾厢房提升", "口袋公园养护", "消防微站建设")
    items = "\n".join(f"· {s.quarter(x, '{q}计划执行{p}')}" for x in q)
    return f"""{s.title(work)}项目经费情况说明

一、项目概述
· 摸清底数，建立台账
· 分类处置，逐个销项

二、立项依据
· {s.cite(s.law(), "both")}

三、实施主体
· {s.body()}
· {s.other()}

四、实施方案
· 施工单位进场前公示{s.n(5, 15)}天，工程完成{s.n(50, 80)}%时开放居民监督

五、实施周期
· {s.schedule(s.whole_year())}

六、年度预算安排
· 预算总额：{s.total(m)}
{items}

七、绩效目标
· 销项率{s.n(90, 100)}%
"""


@family("block", "train", "district", "street", "prefecture")
def subsidies_by_rate(s: Scene) -> str:
    """Subsidies by rates per person: the rates are no amounts of the project."""
    m = s.money()
    return f"""{s.title()}项目经费情况说明

一、项目概述

向符合条件的对象发放补助，预计{s.n(200, 5000)}人次。

二、立项依据

补助政策出自{s.cite(s.law(), "issued")}第{s.n(3, 9)}条。

三、实施主体

{s.body()}{s.pick("审核发放", "负责审核，银行代发")}。

四、实施方案

一类对象每人每月{s.n(1, 9)}00元，二类对象每人每月{s.n(1, 9)}50元；单户全年最高{s.cash(1, 3)}。

五、实施周期

全年分{s.n(2, 4)}批发放，起止时间{s.schedule(s.whole_year(), s.pick("days", "months", "months_wave"))}。

六、年度预算安排

所需补助资金{s.total(m)}，全部由财政承担。

七、绩效目标

发放准确率100%。
"""


@family("inline", "train", "unit", "street", "district")
def events_and_activities(s: Scene) -> str:
    """A festival or contest with dates of its events, which are no schedule."""
    m = s.money(3)
    fair = s.pick("读书节", "邻里节", "技能比武", "丰收集市", "科学日")
    return f"""{s.title(f"“{s.region}{fair}”")}项目经费情况说明

一、项目概述：开幕式拟定于{s.n(4, 6)}月{s.n(2, 28)}日举行，参加人数{s.n(300, 3000)}人，往届带动消费{s.cash(100, 900)}。

二、立项依据：{s.cite(s.law())}。

三、实施主体：主办单位{s.body()}，支持媒体若干。

四、实施方案：设{s.n(2, 6)}个分会场，奖金最高{s.n(1, 5)}000元/人。

五、实施周期：{s.schedule(s.some_months())}

六、年度预算安排：活动经费{s.total(m)}。{s.parts(m, "{use}{wan}", "；")}。

七、绩效目标：参与人次不少于{s.n(1, 9)}000。
"""


@family("bare", "test", "district", "prefecture")
def two_year_duration(s: Scene) -> str:
    """A duration over years, with both totals."""
    m = s.money()
    months = s.rng.choice([18, 24, 36])
    return f"""{s.title()}项目经费情况说明

（1）项目概述
{s.deed()}，属跨年度项目。

（2）立项依据
{s.cite(s.law("reply"), "both")}

（3）实施主体
{s.body()}

（4）实施方案
首年打基础，次年见成效，完工前资产权属不变。

（5）实施周期
项目建设周期为{s.duration(months)}。

（6）年度预算安排
项目总投资{s.several_years(m)}，{s.year}年安排{s.total(m)}。

（7）绩效目标
年度形象进度{s.n(30, 60)}%。
"""
