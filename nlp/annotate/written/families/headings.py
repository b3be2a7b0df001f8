# Templates keep a document's own lines.
# ruff: noqa: E501
"""Sections under other words, in other orders, or merged."""

from __future__ import annotations

from nlp.annotate.written import forms
from nlp.annotate.written.citing import Citing
from nlp.annotate.written.families.asides import (
    asides,
    begin_end,
    deadlines,
    head,
    long_period,
    months_of,
    spoken_quarter,
)
from nlp.annotate.written.families.registry import family
from nlp.annotate.written.scene import Scene


@family("inline", "train", "street", "unit", "district")
def plain_headings(s: Scene) -> str:
    """Headings in everyday words: why, how, who, when, how much."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(2, 4), own=s.rng.random() < 0.5, whole=True)
    q, p = s.quarters(m), s.phases(3)
    begin, end = begin_end(s, spoken=s.rng.random() < 0.5)
    form = s.pick("spoken", "plain", "short", "dash")
    first, second, third = deadlines(s, 3, s.pick("{m}月底前", "{c}月底前", "{m}月{d}日前"))
    sections = {
        s.pick("缘由", "为啥要做", "起因"): s.pick(
            f"{s.lead_plain}收到的意见里，{s.n(20, 60)}%跟这事有关。",
            f"{s.sector.thing}坏了{s.n(3, 30)}台，{say('company')}修不了。",
            f"{say('stem')}那边{s.year - 1}年出过一次险，花{s.cash(3, 60)}抢修。",
        ),
        s.pick("凭什么", "有什么讲法", "文件根据"): s.pick(
            f"{c.cite()}。",
            f"{c.cite()}，{c.cite()}。",
            f"有{c.several()}撑腰。",
        ),
        s.pick("怎么做", "办法", "做法"): s.pick(
            f"先{s.deed()}，再{s.deed()}。{asides(s, 1)}",
            f"能修的修，不能修的换；{s.department}每周报一次，{s.n(3, 6)}月和{s.n(7, 11)}月各查一回。",
            f"请{say('uni')}出主意，{say('company')}出人手，价钱每处不过{s.n(2, 30)}00元。",
        ),
        s.pick("谁来做", "谁牵头", "归谁管"): s.pick(
            f"{s.body()}。",
            f"{s.body()}（不是{say('inst')}）。",
            f"{s.body()}主做，{s.partner()}一道做。",
            f"{s.own_word(s.pick('本', '我'))}。",
        ),
        s.pick("什么时候", "几时做", "日程"): s.pick(
            f"{begin}到{end}。",
            f"{months_of(s, p[0], form)}准备，{months_of(s, p[1], form)}动手，{months_of(s, p[2], form)}扫尾。",
            f"{first}报方案，{second}做一半，{third}全做完。",
            f"{s.schedule()}。",
        ),
        s.pick("花多少钱", "要多少钱", "钱"): (
            s.pick(
                f"{s.total(m)}。财政的{s.fiscal(m)}，自家的{s.own(m)}。",
                f"财政给{s.fiscal(m)}，自己补{s.own(m)}。",
            )
            if m.own
            else s.pick(
                f"{s.total(m)}：{s.parts(m, '{use}{wan}', '，')}。",
                f"{s.parts(m, '{use}{wan}', '，')}。拢共{s.total(m)}。",
                f"找财政要{s.fiscal(m)}。",
            )
        ),
    }
    if s.rng.random() < 0.6:
        sections[s.pick("怎么花", "钱怎么付", "花钱快慢")] = s.pick(
            f"{'，'.join(s.quarter(x, '{q}花{p}') for x in q)}。",
            f"{'，'.join(spoken_quarter(s, x, '出') for x in q)}。",
            f"{'；'.join(s.quarter(x, '{q}付{m}') for x in q)}。",
        )
    mark_of = s.pick("、", "．", "")
    gap, colon = s.pick("\n", "\n\n"), s.pick("：", "？", "\n")
    text = gap.join(
        f"{forms.CN[i] + mark_of if mark_of else ''}{name}{colon}{words}"
        for i, (name, words) in enumerate(sections.items(), 1)
    )
    return f"""{head(s)}

{text}
"""


@family("bold", "train", "prefecture", "provincial", "district")
def other_headings(s: Scene) -> str:
    """Stiff headings in another vocabulary: documents, responsible unit, need of money, payments by instalments."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(2, 5), own=s.rng.random() < 0.4)
    p = s.phases(s.rng.choice([2, 3, 4]), s.rng.choice(["incremental", "cumulative"]))
    form, verb = s.pick("full", "short", "plain", "dash"), s.pick("支付", "拨付", "兑付", "结算")
    joint = s.pick("；", "，", "\n")
    head_mark = s.pick("**{h}**\n", "**{h}：**", "■ {h}\n", "【{h}】", "{h}\n")
    sections = [
        (
            s.pick("依据文件", "文件支撑", "政策文件"),
            s.pick(f"{c.several()}。", f"1．{c.cite()}\n2．{c.cite()}", f"{c.cite()}。"),
        ),
        (
            s.pick("责任单位", "建设责任", "承建主体"),
            s.pick(
                f"{s.body()}。审批机关{say('gov')}，行业监管{say('gov')}。",
                f"{s.body()}、{s.other()}",
                f"{s.body()}；配合：{say('inst')}（不列支）。",
            ),
        ),
        (
            s.pick("资金需求", "资金筹措", "经费规模"),
            s.pick(
                f"年内需{s.total(m)}，拟由财政安排{s.fiscal(m)}，自有资金配套{s.own(m)}。",
                f"财政性资金{s.fiscal(m)}；单位其他收入{s.own(m)}。",
            )
            if m.own
            else s.pick(
                f"年内需{s.total(m)}。{s.parts(m, '{use}{wan}', '；')}。",
                f"需求{s.total(m)}，构成如次：{s.parts(m, '{use}，{wan}', '；')}。",
            ),
        ),
        (
            s.pick("分期用款", "用款节点", "支付安排"),
            joint.join(f"{months_of(s, x, form)}{verb}{s.share(x)}" for x in p)
            + s.pick("。", f"。质保金{s.n(3, 5)}%另计，不在此列。"),
        ),
        (
            s.pick("风险防范", "监督管理", "既有条件"),
            s.pick(
                f"超过{s.cash(30, 200)}的变更须报{say('gov')}；{say('company')}承担保险。",
                f"前期由{say('uni')}论证，论证费{s.cash(2, 20)}已在{s.year - 2}年结清。",
                f"{s.sector.thing}现存{s.n(6, 90)}台，质保至{s.year + 2}年{s.n(2, 11)}月。",
                asides(s, 2),
            ),
        ),
    ]
    if s.rng.random() < 0.35:
        sections.insert(3, (s.pick("起止时间", "实施期间"), s.schedule()))
        sections = [each for each in sections if each[0] not in ("分期用款", "用款节点", "支付安排")]
    if s.rng.random() < 0.4:
        sections = s.rng.sample(sections, len(sections))
    text = s.pick("\n", "\n\n").join(head_mark.format(h=h) + t for h, t in sections)
    return f"""{head(s)}

{text}
"""


@family("inline", "train", "prefecture", "unit", "district")
def reversed_order(s: Scene) -> str:
    """The usual sections from the last to the first."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(2, 4), own=s.rng.random() < 0.4)
    q = s.quarters(m, basis="cumulative")
    money = (
        s.pick(
            f"当年预算{s.total(m)}，划分为财政{s.fiscal(m)}与非财政{s.own(m)}。",
            f"拟用财政补助{s.fiscal(m)}，另以服务性收入{s.own(m)}弥补。",
        )
        if m.own
        else s.pick(
            f"{s.total(m)}，含{s.parts(m, '{use}{wan}', '、')}。",
            f"{s.parts(m, '{use}{wan}', '；')}。上列各项之和{s.total(m)}。",
        )
    )
    pace = s.pick(
        "；".join(s.quarter(x, "{q}末完成支出{p}") for x in q) + "。",
        "".join(s.quarter(x, "{month}月末累计{p}") + "。" for x in q),
        "",
    )
    sections = [
        (
            "绩效目标",
            s.pick(
                f"办结率{s.n(90, 100)}%，节约{s.cash(2, 30)}。",
                f"{s.n(3, 12)}月前消除隐患{s.n(5, 60)}处。",
                f"满意度不低于{s.n(85, 96)}%。",
            ),
        ),
        (s.pick("年度预算安排", "预算安排"), money + pace),
        (
            s.pick("实施周期", "项目周期"),
            s.pick(
                f"{s.schedule()}",
                f"计划{s.schedule(s.some_days())}完工。",
                f"{s.duration(s.rng.choice([4, 6, 9, 12]))}",
            ),
        ),
        (
            "实施方案",
            s.pick(
                f"{s.n(2, 4)}月{s.deed()}；{s.n(6, 9)}月{s.deed()}；主体工程年底达到{s.n(60, 95)}%。",
                f"由{s.department}拟稿，{say('company')}施工，{say('gov')}竣工备案。",
                f"{asides(s, 2)}",
            ),
        ),
        (
            s.pick("实施主体", "实施单位"),
            s.pick(
                f"{s.body()}", f"{s.body()}全权实施，{s.supplier}供材。", f"{s.part()}。", f"{s.defined()}。"
            ),
        ),
        (
            s.pick("立项依据", "设立依据"),
            s.pick(f"{c.several()}。", f"遵照{c.cite()}。", f"{c.cite()}明确的任务，{c.cite()}确定的标准。"),
        ),
        (
            "项目概述",
            s.pick(
                f"{s.deed()}。",
                f"{say('place')}已先行一步，本地据此{s.deed()}。",
                f"服务{say('inst')}等{s.n(5, 50)}家，已运行{s.n(2, 9)}年。",
            ),
        ),
    ]
    gap = s.pick("\n", "\n\n")
    numbered = s.rng.random() < 0.7
    text = gap.join(
        f"{forms.CN[i] + '、' if numbered else ''}{h}：{t}" for i, (h, t) in enumerate(sections, 1)
    )
    return f"""{head(s)}

{text}
"""


@family("block", "train", "prefecture", "provincial", "district")
def merged_sections(s: Scene) -> str:
    """Two matters under one heading: body and period, basis and need, plan and money."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(2, 4), own=s.rng.random() < 0.4)
    begin, end = begin_end(s)
    length, period = long_period(s)
    basis = s.pick(
        f"{c.cite()}是直接依据。必要性在于，{s.sector.thing}保有量不足，缺口{s.n(10, 60)}%，{say('gov')}连续{s.n(2, 4)}年通报。",
        f"一方面有章可循：{c.several()}。另一方面势在必行，{say('stem')}片区{s.year - s.n(2, 5)}年以来险情{s.n(3, 20)}起。",
        f"必要性不言自明。依据则有{c.cite()}、{c.cite()}。",
    )
    body = s.pick(
        f"{s.body()}，{s.schedule()}。",
        f"由{s.body()}于{begin}启动，{end}办结。",
        f"{s.body()}和{s.partner()}共同实施，历时{length}，{period}。",
        f"主体：{s.defined()}；周期：{s.schedule(s.some_days())}。",
        f"{s.schedule()}，{s.body()}负责到底。",
    )
    plan = s.pick(
        f"以{s.deed()}为主，{s.deed()}为辅，",
        f"先招标后施工，标的超{s.cash(30, 100)}的公开招标，",
        f"{say('company')}提供样机，{say('inst')}试用{s.n(20, 90)}天，合格再买，",
    )
    money = (
        s.pick(
            f"年度投入{s.total(m)}，财政给付{s.fiscal(m)}，单位自理{s.own(m)}。",
            f"财政渠道{s.fiscal(m)}、自有渠道{s.own(m)}。",
        )
        if m.own
        else s.pick(
            f"年度投入{s.total(m)}，落在{s.parts(m, '{use}（{wan}）', '、')}上。",
            f"投入如下：{s.parts(m, '{use}{wan}', '，')}，年度合计{s.total(m)}。",
        )
    )
    first = s.pick("立项依据和必要性", "立项依据及必要性", "立项依据与背景")
    second = s.pick("实施主体及周期", "实施主体和实施周期", "实施主体、实施周期")
    third = s.pick("实施方案及年度预算安排", "实施方案与年度预算安排")
    return f"""{s.title()}项目经费情况说明

一、项目概述及绩效目标

{s.deed()}，{s.pick("年末", "届时")}合格率{s.n(85, 99)}%，{asides(s, 1)}

二、{first}

{basis}

三、{second}

{body}

四、{third}

{plan}{money}
"""
