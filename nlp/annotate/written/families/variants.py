# Templates keep a document's own lines.
# ruff: noqa: E501
"""Other heading styles: bold, 【】, hash marks, Arabic numbers, bare words."""

from __future__ import annotations

from nlp.annotate.written.families.registry import family
from nlp.annotate.written.scene import Scene


@family("bold", "train", "prefecture", "district")
def bold_chinese_numbers(s: Scene) -> str:
    """Markdown bold around Chinese numbers."""
    m = s.money(own=True)
    return f"""**{s.title()}项目经费情况说明**

**一、项目概述**

本年度继续推进{s.name}，优先{s.deed()}，兼顾{s.deed()}。

**二、立项依据**

- {s.cite(s.law(), "both")}
- {s.cite(s.law("national"), "article")}

**三、实施主体**

{s.body()}与{s.other()}

**四、实施方案**

前者承担{s.deed()}，后者承担{s.deed()}。

**五、实施周期**

{s.schedule()}

**六、年度预算安排**

预算{s.total(m)}，来源为财政{s.fiscal(m)}、自有资金{s.own(m)}。

**七、绩效目标**

双方分别填报。
"""


@family("bold", "dev", "provincial", "unit")
def bold_without_numbers(s: Scene) -> str:
    """Bold headings without numbers, text behind them."""
    m = s.money()
    q = s.quarters(m, basis="cumulative")
    steps = "、".join(s.quarter(x, "{q}末{p}") for x in q)
    return f"""{s.title()}项目经费情况说明

**项目概述：** 为解决{s.pick("设备老化", "人手不足", "标准不一")}问题，拟{s.deed()}。

**立项依据：** {s.cite(s.law(), "issued")}。

**实施主体：** {s.body()}

**实施方案：** 对存量逐一排查，对增量严格把关，{s.deed()}。

**实施周期：** {s.schedule(s.whole_year())}

**年度预算安排：** {s.year}年度申请财政拨款{s.fiscal(m)}，累计执行率计划为{steps}。

**绩效目标：** 见公开附表。
"""


@family("bracket", "train", "district", "prefecture")
def corner_brackets(s: Scene) -> str:
    """Headings in 【】."""
    m = s.money(2)
    return f"""{s.title()}项目经费情况说明

【项目概述】{s.deed()}；{s.deed()}。

【立项依据】参照{s.cite(s.law())}，结合本{s.pick("地", "单位")}实际设立。

【实施主体】{s.body()}

【实施方案】上门服务与集中服务相结合，人均服务成本约{s.n(30, 300)}元。

【实施周期】{s.schedule()}

【预算安排】本年合计{s.total(m)}：{s.parts(m, "{use}，{wan}", "；")}。

【绩效目标】群众知晓率{s.n(70, 95)}%。
"""


@family("bracket", "test", "prefecture", "provincial", "unit")
def corner_brackets_block(s: Scene) -> str:
    """【】 on lines of their own, with sources and a carried-over sum."""
    m = s.money(own=True)
    last = s.year - 1
    return f"""{s.title()}专项经费情况说明

【项目概况】

设立专项以来，已{s.deed()}，受益{s.n(300, 9000)}户。

【立项依据】

{s.cite(s.law(), "close")}；{s.cite(s.law("notice"), "both")}。

【实施单位】

{s.body()}

【实施计划】

{s.pick("春季", "年初")}启动，{s.pick("秋季", "年底")}收尾，全程留痕。

【实施周期】

{s.schedule(s.some_months())}

【资金安排】

专项资金{s.total(m)}。资金来源：本级财政{s.fiscal(m)}，其余{s.own(m)}由单位自筹。{last}年同口径安排{s.other_year(last, m)}。

【绩效目标】

受益户满意度{s.n(85, 99)}%。
""".replace(s.title() + "专项经费", "[[PROJECT:" + s.name + "专项经费]]")


@family("bold", "train", "prefecture", "district", "unit")
def hash_headings(s: Scene) -> str:
    """Markdown hash headings with bracketed numbers."""
    m = s.money(3, wrong=0.2)
    q = s.quarters(m)
    items = "\n".join(f"- {s.quarter(x, '{q}：{p}')}" for x in q)
    return f"""## {s.title()}项目经费情况说明

### （一）项目概述

项目通过{s.deed()}，{s.pick("夯实", "筑牢")}{s.name}的基础。

### （二）立项依据

{s.cite(s.law())}

### （三）实施主体

{s.body()}

### （四）实施方案

1）{s.deed()}；
2）{s.deed()}。

### （五）实施周期

{s.schedule()}

### （六）年度预算安排

预算资金{s.total(m)}，其中{s.parts(m, "{use}{wan}", "、")}。按季度的预算执行计划：

{items}

### （七）绩效目标

参见绩效目标表。
"""


@family("bare", "train", "unit", "district")
def arabic_numbers(s: Scene) -> str:
    """Headings 1. to 7. with the text behind a colon."""
    m = s.money()
    return f"""{s.title()}项目经费情况说明
1. 项目概述：{s.name}属{s.pick("延续性", "一次性")}项目，内容是{s.deed()}。
2. 立项依据：{s.cite(s.law("national"), "title")}；{s.cite(s.law("reply"), "both")}。
3. 实施主体：由{s.body()}组织{s.pick("实施", "落实", "开展")}。
4. 实施方案：委托{s.supplier}代理招标，代理费按标准计取；中标后由中标人供货。
5. 实施周期：{s.schedule()}。
6. 年度预算安排：需财政投入{s.fiscal(m)}。
7. 绩效目标：一次验收合格率{s.n(95, 100)}%。
"""


@family("bare", "dev", "prefecture", "unit")
def words_with_colon(s: Scene) -> str:
    """Headings without numbers."""
    m = s.money(2, own=True)
    return f"""{s.title()}项目经费情况说明
项目概述：本项目拟{s.deed()}，同步{s.deed()}。
立项依据：{s.cite(s.law(), "both")}，以及{s.cite(s.law("national"), "article")}的规定。
实施主体：{s.defined()}
实施方案：{s.short()}成立工作小组，下设{s.department}，负责日常联络。
实施周期：{s.schedule()}
年度预算安排：{s.total(m)}，财政性资金{s.fiscal(m)}，事业收入{s.own(m)}；具体用于{s.parts(m, "{use}{wan}", "、")}。
绩效目标：详见目标申报表。
"""


@family("bare", "test", "district", "prefecture")
def words_on_lines(s: Scene) -> str:
    """Bare heading words on lines of their own, phases by month."""
    m = s.money()
    p = s.phases(4)
    steps = "\n".join(f"{s.phase(x, s.pick('months_wave', 'months_short'))}：{x.deed}。" for x in p)
    return f"""{s.title()}项目经费情况说明

项目概述

{s.name}涉及面广，须统一标准、统一节奏。

立项依据

{s.cite(s.law("notice"), "both")}

实施主体

{s.body()}

实施方案

实行挂图作战，月初报计划，月末报完成率，完成率低于{s.n(60, 80)}%的予以提醒。

实施周期

{steps}

年度预算安排

项目预算安排{s.total(m)}，资金性质为财政拨款。

绩效目标

按节点交付。
"""


@family("block", "train", "prefecture", "provincial")
def issuer_and_unmarked_titles(s: Scene) -> str:
    """Titles without 《》, issuers in front of them, repeated citations."""
    m = s.money()
    a, b = s.law(), s.law("notice")
    return f"""{s.title()}项目经费情况说明

一、项目概述

{s.name}是贯彻{s.cite(a, "title")}的抓手，今年要{s.deed()}。

二、立项依据

1、{s.cite(a, "both")}。
2、{s.cite(b, "bare")}。
3、{s.cite(s.law(), "unmarked")}。

三、实施主体

{s.body()}承担。

四、实施方案

政府采购环节遵守《中华人民共和国政府采购法》；产出《{s.sector.report}》一册。

五、实施周期

{s.schedule()}

六、年度预算安排

预算数{s.total(m)}。

七、绩效目标

无。
"""


@family("bracket", "train", "provincial", "central")
def numbers_in_corner_brackets(s: Scene) -> str:
    """【】 around numbered headings; the department itself is the body; a limit for each region."""
    m = s.money(2, big=True)
    return f"""{s.title()}项目经费情况说明

【一、项目概述】

{s.org}部署{s.name}，重点支持{s.deed()}。

【二、立项依据】

国务院有关部署；{s.cite(s.law("national"), "title")}；{s.cite(s.law(), "both")}。

【三、实施主体】

{s.office()}

【四、实施方案】

通过因素法测算分配，单个地区补助不超过{s.cash(100, 400)}，不安排到企业。

【五、实施周期】

{s.schedule(s.whole_year())}

【六、年度预算安排】

{s.year}年预算{s.total(m)}。其中：{s.parts(m, "{use}{wan}", "，")}。

【七、绩效目标】

分解下达。
"""
