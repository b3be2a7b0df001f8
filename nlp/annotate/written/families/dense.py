# Templates keep a document's own lines.
# ruff: noqa: E501
"""Dense texts without a form: money and quarters in running prose."""

from __future__ import annotations

from decimal import Decimal

from nlp.annotate.written import forms
from nlp.annotate.written.citing import Citing
from nlp.annotate.written.families.asides import (
    asides,
    begin_end,
    halves,
    head,
    in_year,
    months_of,
    outside,
    shuffled,
    stated,
    treasury,
)
from nlp.annotate.written.families.registry import family
from nlp.annotate.written.marks import mark
from nlp.annotate.written.scene import Scene


@family("prose", "train", "prefecture", "provincial", "central", "district")
def dense_paragraph(s: Scene) -> str:
    """One paragraph without headings, its clauses run on by commas and semicolons."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(2, 4), own=s.rng.random() < 0.4)
    q = s.quarters(m)
    span, last = s.years(2), s.year - 1
    ground = s.pick(
        f"依据{c.several()}设立，",
        f"系根据{c.cite()}增设的延续事项，",
        f"以{c.cite()}为依据、并经{mark('LEGAL_TITLE', say('minutes_title'))}确认，",
    )
    who = s.pick(
        f"执行方{s.body()}，协作方{s.other()}，均对结果负责",
        f"归{s.body()}实施而非{say('inst')}",
        f"{s.body()}领办，经费经{treasury(s)}直达",
        f"承接实施的{s.defined()}设专账",
    )
    when = s.pick(
        f"跨度{s.schedule(span, s.pick('years_to', 'years_dash', 'months', 'dots'))}",
        f"限于{s.schedule()}内了结",
        f"为期{s.duration(s.rng.choice([8, 10, 12, 24]))}",
    )
    if m.own:
        money = s.pick(
            f"当年用款{s.total(m)}，一为财政{s.fiscal(m)}，一为自有{s.own(m)}",
            f"财政承担{s.fiscal(m)}而承办方自担{s.own(m)}",
            f"来源两宗，公共预算{s.fiscal(m)}、经营结余{s.own(m)}",
        )
    else:
        money = s.pick(
            f"当年用款{s.total(m)}，析为{s.parts(m, '{use}{wan}', '、')}",
            f"所列{s.parts(m, '{use}{wan}', '，')}，凡{s.total(m)}",
            f"较{last}年{s.other_year(last, m)}有所变动，{s.year}年为{s.total(m)}",
        )
    pace = s.pick(
        "，用款节律为" + "，".join(s.quarter(x, "{q}{p}") for x in q),
        "；拨付上，" + "、".join(s.quarter(x, "{q}下达{p}") for x in q),
        "",
        "",
    )
    tail = s.pick(
        f"；{say('company')}所签{s.cash(10, 90)}维保合同另行履行",
        f"；凡人均超过{s.n(3, 20)}00元的活动不予列支",
        f"；产出《{s.sector.report}》及样本{s.n(20, 900)}份",
        f"；覆盖{say('place')}等{s.n(3, 20)}地，受益{s.n(2, 90)}万人，合格率{s.n(88, 99)}%",
    )
    parts = "；".join(shuffled(s, [who, when, money + pace]))
    return f"""{head(s)}

{s.pick("本项目", "该项", "此项目")}{ground}{s.pick("旨在", "用以", "内容为")}{s.deed()}、{s.deed()}；{parts}{tail}。
"""


@family("prose", "train", "prefecture", "unit", "provincial", "district")
def money_across_years(s: Scene) -> str:
    """Money before all else, told as a comparison of years; the rest follows in few words."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(2, 3), own=s.rng.random() < 0.4)
    y = s.year
    compare = s.pick(
        f"{y - 2}年{s.other_year(y - 2, m)}，{y - 1}年{s.other_year(y - 1, m)}，{y}年{s.total(m)}，三个数字摆在一起，走势一目了然。",
        f"{y}年报{s.total(m)}。{y - 1}年批{s.other_year(y - 1, m)}、实花{s.n(80, 99)}%。增减系{s.cash(1, 30)}人工与{s.cash(1, 20)}材料所致。",
        f"与{y - 1}年的{s.other_year(y - 1, m)}相比，今年{s.total(m)}并不算多；{y + 1}年估计{s.other_year(y + 1, m)}。",
        f"要钱{s.total(m)}。{y - 1}年决算{s.other_year(y - 1, m)}，同期{say('place')}花{s.cash(200, 900)}。",
    )
    detail = (
        s.pick(
            f"其中财政部分{s.fiscal(m)}，自有部分{s.own(m)}。",
            f"{s.fiscal(m)}来自财政，{s.own(m)}来自门票和租金。",
        )
        if m.own
        else s.pick(
            f"花在{s.parts(m, '{use}{wan}', '、')}。",
            f"{s.parts(m, '{use}需{wan}', '，')}。",
            f"去处：{s.parts(m, '{use}——{wan}', '；')}。",
        )
    )
    who = s.pick(
        f"花钱的单位是{s.body()}。",
        f"{s.body()}组织落实，审计找{say('gov')}。",
        f"以上款项交{s.body()}实施项目之用。",
    )
    when = s.pick(
        f"执行时间{s.schedule()}。",
        f"实施期{s.schedule(s.whole_year(), s.pick('year_whole', 'fiscal_year', 'months_short', 'days'))}。",
        f"从开头到结尾{s.duration(s.rng.choice([7, 8, 10, 12]))}。",
    )
    ground = s.pick(
        f"安排的依据：{c.cite()}。",
        f"此款所据，{c.several()}。",
        f"依据{c.cite()}测算，定额每人{s.n(3, 90)}00元。",
    )
    rest = shuffled(s, [who, when, ground])
    return f"""{head(s)}

{compare}{detail}{s.pick("", chr(10) + chr(10))}{"".join(rest)}{s.pick("", chr(10) + chr(10))}{asides(s, s.n(1, 2))}{s.deed()}、{s.deed()}，都要靠它。
"""


@family("prose", "train", "provincial", "prefecture", "unit")
def staged_payments(s: Scene) -> str:
    """Phases with the shares of payment in one row, beside shares of a contract and of the work."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(2, 3), big=s.rng.random() < 0.5)
    count = s.rng.choice([2, 3, 4])
    cumulative = s.rng.random() < 0.4
    p = s.phases(count, "cumulative" if cumulative else "incremental")
    form = s.pick("full", "short", "plain", "dash")
    word = s.pick("累计支付", "支付至", "付到") if cumulative else s.pick("支付", "付款", "用款", "拨款")
    row = s.pick(
        "，".join(f"{months_of(s, x, form)}{x.deed}并{word}{s.share(x)}" for x in p),
        "；".join(f"{months_of(s, x, form)}（{word}{s.share(x)}）" for x in p),
        "→".join(f"{months_of(s, x, form)} {s.share(x)}" for x in p),
        "；".join(f"第{forms.CN[i]}期，{s.phase(x)}，{word}{s.share(x)}" for i, x in enumerate(p, 1)),
        "；".join(f"{months_of(s, x, form)}，{x.deed}，{word}{s.share(x)}" for x in p),
    )
    money = s.pick(
        f"上述比例的基数为本年{s.total(m)}，即{s.parts(m, '{use}{wan}', '、')}。",
        f"基数：财政资金{s.fiscal(m)}。",
        f"基数取{s.year}年预算{s.total(m)}，而非总投资{s.several_years(m)}。",
    )
    who = s.pick(
        f"付款申请由{s.body()}提出，该单位即项目实施单位。",
        f"实施主体{s.body()}逐期申请，{treasury(s)}逐期核付。",
        f"{s.body()}实施并对进度负责，{say('company')}仅为受款人。",
    )
    ground = s.pick(
        f"立项依据为{c.cite()}。",
        f"项目根据{c.several()}获准。",
        f"依据{c.cite()}，本项目列入储备库。",
        f"依据{c.number()}文列支。",
    )
    noise = s.pick(
        f"至于施工合同，首付{s.n(1, 3)}0%、进度款{s.n(4, 6)}0%、质保{s.n(3, 5)}%，是另一本账。",
        f"形象进度另行考核：土建{s.n(30, 90)}%，安装{s.n(10, 60)}%。",
        f"监理费率{s.n(1, 3)}.{s.n(1, 9)}%，设计费率{s.n(2, 4)}.{s.n(1, 9)}%，照{say('gov')}的下浮标准。",
        asides(s, 1),
    )
    rest = shuffled(s, [money, who, ground, noise])
    return f"""{head(s)}

{s.deed()}，{s.pick("分期推进", "边做边付", "按节点办理")}：{row}。{s.pick("", chr(10) + chr(10))}{"".join(rest)}
"""


@family("prose", "train", "prefecture", "district", "unit")
def quarters_in_prose(s: Scene) -> str:
    """A plan by quarters in flowing text: what is done, what is spent, and shares of work beside them."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(2, 3), whole=True)
    q = s.quarters(m)
    total = m.total
    pct = forms.PERCENTS[s.percent_form]
    verb = s.pick("支出", "花费", "用款", "列支", "形成支出")
    pair = s.rng.choice([(30, 20), (35, 15), (20, 30), (15, 35), (10, 40), (40, 10)])
    early = mark(
        "QUARTER", f"一、二季度各{verb}{pct(Decimal(pair[0]))}", q="1,2", pct=pair[0], basis="incremental"
    )
    late = mark(
        "QUARTER", f"三、四季度各{verb}{pct(Decimal(pair[1]))}", q="3,4", pct=pair[1], basis="incremental"
    )
    half = forms.amount(total * pair[0] / 100, "wan")
    other_half = forms.amount(total * pair[1] / 100, "wan")
    told = s.pick(
        f"{s.quarter(q[0], '{q}' + verb + '{p}')}，主要是备料；{s.quarter(q[1], '{q}' + verb + '{p}')}，人工上场；{s.quarter(q[2], '{q}' + verb + '{p}')}，趁天晴多干；{s.quarter(q[3], '{q}' + verb + '{p}')}，结尾款。",
        f"开年事少，{s.quarter(q[0], '{q}预计' + verb + '{m}')}；随后提速，{s.quarter(q[1], '{q}预计' + verb + '{m}')}，{s.quarter(q[2], '{q}预计' + verb + '{m}')}；收口，{s.quarter(q[3], '{q}预计' + verb + '{m}')}。",
        f"{early}，{late}，前后对开。",
        mark(
            "QUARTER",
            f"一、二季度各{verb}{half}",
            q="1,2",
            wan=format((total * pair[0] / 100).normalize(), "f"),
            basis="incremental",
        )
        + "，"
        + mark(
            "QUARTER",
            f"三、四季度各{verb}{other_half}",
            q="3,4",
            wan=format((total * pair[1] / 100).normalize(), "f"),
            basis="incremental",
        )
        + "，合起来不多不少。",
        f"{s.quarter(q[0], '{q}' + verb + '{m}（{p}）')}，{s.quarter(q[1], '{q}' + verb + '{m}（{p}）')}，{s.quarter(q[2], '{q}' + verb + '{m}（{p}）')}，余下{s.quarter(q[3], '{q}' + verb + '{m}（{p}）')}。",
        f"{s.every_quarter(m, s.pick('每季' + verb + '{m}', '每个季度' + verb + '{p}', '四个季度均' + verb + '{m}'))}，不赶早也不拖晚。",
    )
    money = s.pick(
        f"年度经费{s.total(m)}。",
        f"全年{s.total(m)}，分作{s.parts(m, '{use}{wan}', '、')}。",
        f"向财政申请的{s.fiscal(m)}按季花掉。",
    )
    work = s.pick(
        f"对应的活计，一季度{s.deed()}，三季度完成主体{s.n(50, 80)}%，四季度验收。",
        f"上半年干{s.n(40, 60)}%的活，{say('gov')}年中来看。",
        f"二季度雨多，{say('company')}的班组会少来{s.n(5, 20)}天。",
        f"去年三季度满意度{s.n(80, 95)}%，今年想再高一点。",
    )
    who = s.pick(
        f"办事的是{s.body()}。",
        f"由{s.body()}具体承担，{s.department}记账。",
        f"项目交由{s.body()}、{s.partner()}联合实施。",
    )
    when = s.pick(
        f"起讫{s.schedule(s.whole_year())}。",
        f"执行区间：{s.schedule(s.whole_year(), s.pick('days', 'dots', 'months', 'year'))}。",
        f"一年期，即{s.schedule(s.whole_year(), 'fiscal_year')}。",
    )
    ground = s.pick(
        f"依据为{c.cite()}。", f"依据{c.cite()}、{c.cite()}编报。", f"缘于{c.cite()}的规定，这也是立项依据。"
    )
    order = shuffled(s, [money + told, work, who, when, ground])
    return f"""{head(s)}

{s.maybe(s.name + "的钱怎么花，逐季说来。")}{s.pick("", chr(10)).join(order)}{s.maybe(asides(s, 1))}
"""


@family("inline", "train", "prefecture", "district", "street", "unit")
def several_purses(s: Scene) -> str:
    """Money of several treasuries and of one's own, told source by source, with conditions."""
    c, say = Citing(s), s.names.say
    m = s.money(own=True, big=s.rng.random() < 0.3)
    upper = (m.fiscal * s.rng.choice([2, 3, 4]) / 5).quantize(Decimal("0.01"))
    lower = m.fiscal - upper
    words = [forms.amount(x, s.amount_form) for x in (upper, lower)]
    high, low = (stated("FISCAL", x, w) for x, w in zip((upper, lower), words, strict=True))
    a, b = s.rng.choice(
        [("省级", "市级"), ("市级", "县级"), ("上级", "本级"), ("中央", "地方"), ("区里", "镇上")]
    )
    money = s.pick(
        f"{a}财政{high}，{b}财政{low}，自筹{s.own(m)}，总计{s.total(m)}。",
        f"三个口袋凑{s.total(m)}：{a}补助{high}；{b}配套{low}；自家积攒{s.own(m)}。",
        f"{s.own(m)}靠自有资金，{high}靠{a}转移支付，{low}靠{b}一般公共预算。",
        f"{s.total(m)}之中，{a}财政专项{high}、{b}财政资金{low}、单位收入{s.own(m)}。",
        f"{a}政府性基金{high}和{b}财政拨款{low}已落实，{s.own(m)}待单位从经营收益中划出。",
    )
    terms = s.pick(
        f"{a}的钱{s.n(2, 5)}月到账，{b}的钱随后。",
        f"人均低于{s.n(2, 9)}00元的镇不予补助，最高补{s.cash(30, 90)}。",
        f"银行授信{s.cash(300, 900)}没有动用，农户自缴每亩{s.n(10, 90)}元归农户。",
        f"{say('company')}许诺的{s.cash(20, 200)}冠名费作废，不计入。",
    )
    p = s.phases(2)
    form = s.pick("plain", "full", "spoken", "dash")
    who = s.pick(
        f"{s.body()}", f"{s.body()}，不含{say('inst')}", f"{s.body()}、{s.other()}", f"{s.defined()}"
    )
    when = s.pick(
        f"{s.schedule()}",
        f"{months_of(s, p[0], form)}备案，{months_of(s, p[1], form)}实施",
        f"{s.duration(s.rng.choice([6, 9, 12]))}",
        "{}打底，{}成型".format(*halves(s)),
        s.pick("自", "从") + "至".join(begin_end(s)),
    )
    ground = s.pick(c.cite(), c.several())
    task = s.pick(
        f"{s.deed()}，{s.deed()}",
        f"{s.deed()}；往年由{say('inst')}代做",
        f"在{s.n(3, 30)}处{s.deed()}，每处约{s.n(3, 30)}00元",
    )
    labels = s.rng.choice(
        [
            ("干什么", "按什么", "谁干", "哪天干", "谁出钱", "附带"),
            ("任务", "出处", "主体", "期限", "资金来源", "条件"),
            ("项目任务", "项目由来", "组织实施", "实施时段", "经费来源", "其他"),
            ("内容", "文件", "实施方", "时限", "筹资", "备注"),
        ]
    )
    values = (task, ground, who, when, money.removesuffix("。"), terms.removesuffix("。"))
    rows = shuffled(s, [f"{label}：{value}" for label, value in zip(labels, values, strict=True)])
    return f"""{head(s)}

{s.pick(chr(10), "；", "。" + chr(10), "　").join(rows)}。
{s.maybe(asides(s, 1))}
"""


@family("bare", "train", "street", "district", "unit")
def short_message(s: Scene) -> str:
    """As short as can be: a few lines as one types them into a system."""
    c, say, fill = Citing(s), s.names.say, s.names.fill
    m = s.money(2, own=s.rng.random() < 0.3)
    begin, end = begin_end(s)
    joint = fill("{stem}") + s.pick("社区居委会", "养老服务社", "志愿服务队", "民办非企业单位")
    who = s.pick(
        f"{s.body()}实施",
        f"实施：{outside(joint)}",
        f"{s.internal()}负责，无下属单位",
        f"{s.body()}实施，{say('gov')}监管",
    )
    when = s.pick(
        f"{begin}—{end}",
        f"{begin}起，{end}止",
        f"{s.schedule()}",
        f"{s.duration(s.rng.choice([3, 6, 12]))}左右",
        f"{in_year(s)}做完",
        "{}备料，{}动工".format(*halves(s)),
    )
    money = (
        s.pick(f"财政{s.fiscal(m)}+自有{s.own(m)}", f"总{s.total(m)}，财政{s.fiscal(m)}，自筹{s.own(m)}")
        if m.own
        else s.pick(
            f"{s.parts(m, '{use}{wan}', '+')}={s.total(m)}",
            f"预算{s.total(m)}",
            f"财政{s.fiscal(m)}（{s.parts(m, '{use}{wan}', '，')}）",
            f"今年{s.total(m)}，{s.year - 1}年{s.other_year(s.year - 1, m)}",
        )
    )
    ground = s.pick(
        f"依据{c.cite()}",
        f"依据：{c.cite()}，{c.cite()}",
        f"依据{c.number()}",
        f"据{c.cite()}办理，此为立项依据",
    )
    noise = s.pick(
        f"供货{say('company')}，单价{s.n(3, 90)}0元",
        f"{s.n(1, 12)}月{say('gov')}查过，合格率{s.n(80, 99)}%",
        f"设备{s.year - s.n(5, 12)}年买的，原值{s.cash(10, 90)}",
        f"限额{s.cash(20, 90)}以下自行采购",
    )
    rows = shuffled(s, [who, when, money, ground, noise, s.deed()])
    return f"""{head(s)}
{s.pick("；", chr(10), "。", " / ").join(rows)}
"""
