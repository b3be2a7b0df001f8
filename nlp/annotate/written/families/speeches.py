# Templates keep a document's own lines.
# ruff: noqa: E501
"""Meetings, reports and speeches: how people tell of a project aloud."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from nlp.annotate.written import forms
from nlp.annotate.written.citing import Citing
from nlp.annotate.written.families.asides import (
    asides,
    asked_first,
    begin_end,
    halves,
    head,
    in_year,
    months_of,
    paragraphs,
    shuffled,
    spoken_quarter,
    stated,
)
from nlp.annotate.written.families.registry import family
from nlp.annotate.written.scene import Scene


@family("prose", "train", "prefecture", "district", "provincial", "street")
def meeting_notes(s: Scene) -> str:
    """Notes of a meeting at which the project was settled, with those present."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(2, 3), own=s.rng.random() < 0.4)
    p = s.phases(3)
    form = s.pick("full", "plain", "short", "dash")
    month, day = s.n(8, 11), s.n(2, 28)
    who = s.pick(
        f"明确{s.body()}为实施主体，{s.department}派员参加。",
        f"这项工作交{s.body()}承担，{say('gov')}不再过问具体事务。",
        f"由{s.body()}和{s.other()}共同承担，前者主内，后者主外。",
        f"定下来由{s.defined()}实施。",
    )
    ground = s.pick(
        f"会议认为依据充分：{c.several()}。",
        f"立项依据取{c.cite()}，另补一份{c.cite()}。",
        f"以{c.number()}文为依据，{say('gov')}的口头答复不算。",
        f"所据文件系{c.cite()}，{s.department}负责归档。",
    )
    times = [months_of(s, x, form) for x in p]
    when = s.pick(
        f"{times[0]}定方案，{times[1]}干活，{times[2]}收官。",
        f"分三步走：{times[0]}，{p[0].deed}；{times[1]}，{p[1].deed}；{times[2]}，{p[2].deed}。",
        f"第一步（{times[0]}）摸底，第二步（{times[1]}）铺开，第三步（{times[2]}）总结。",
        f"周期定为{s.schedule()}，不再顺延。",
        "{}交初稿，{}交定稿。".format(*halves(s)),
        f"项目限{in_year(s)}办结，跨年作废。",
    )
    if m.own:
        money = s.pick(
            f"经费盘子{s.total(m)}，财政出{s.fiscal(m)}，单位账上结余出{s.own(m)}。",
            f"同意列{s.fiscal(m)}财政资金，另由承办方自有资金配{s.own(m)}。",
        )
    else:
        money = s.pick(
            f"原报{asked_first(s, m)}，核后定为{s.total(m)}，{s.parts(m, '{use}{wan}', '，')}。",
            f"盘子控制在{s.total(m)}以内，其中{s.parts(m, '{use}{wan}', '、')}。",
            f"本年度安排{s.total(m)}。分到各项：{s.parts(m, '{use}{wan}', '；')}。",
        )
    items = [*shuffled(s, [who, ground, when, money]), asides(s, s.n(1, 2))]
    number = s.rng.choice(["{n}. ", "（{c}）", "{c}是", "议题{c}：", "{n}）"])
    listed = "\n".join(number.format(n=i, c=forms.CN[i]) + item for i, item in enumerate(items, 1))
    return f"""{head(s, "项目情况记录")}

时间：{s.year - 1}年{month}月{day}日{s.pick("上午", "下午", "")}
地点：{say("inst")}{s.n(2, 9)}楼会议室
参加：{say("gov")}、{say("gov")}、{say("inst")}{s.maybe("、" + s.lead_plain)}
{s.pick("记录如下", "议定以下事项", "结论")}：
{listed}
{s.maybe(f"散会前，{say('gov')}提醒{s.n(3, 9)}月要来抽查。")}
"""


@family("prose", "train", "prefecture", "district", "provincial")
def report_passage(s: Scene) -> str:
    """A passage as of a mayor's report: what was done, what shall be done, who, when, for how much."""
    c, say = Citing(s), s.names.say
    m = s.money(big=True, own=s.rng.random() < 0.3)
    begin, end = begin_end(s, spoken=s.rng.random() < 0.5)
    last = s.year - 1
    past = s.pick(
        f"过去一年，全域{s.n(3, 40)}处堵点打通{s.n(2, 30)}处，办件量破{s.n(2, 90)}万，群众说了{s.n(80, 97)}%的好。",
        f"回望{last}年，我们顶住了{s.n(2, 6)}轮强降雨，{say('stem')}片区一户未淹。",
        f"{last}年，招引{say('company')}等{s.n(3, 20)}家企业落户，签约{s.n(2, 90)}亿元，实现税收{s.cash(800, 9000)}。",
        f"去年{s.n(5, 11)}月，{say('stem')}大桥通车，{s.n(10, 60)}万人告别绕行。",
    )
    who = s.pick(
        f"这件事由{s.body()}挂帅实施，限期交账。",
        f"{s.body()}是第一责任单位，要沉下去、抓到底；{say('gov')}、{say('gov')}要主动补台。",
        f"我们把任务交给{s.body()}，也把考卷交给{s.body()}。",
        f"{s.body()}、{s.other()}联手实施，一家出技术，一家出场地。",
    )
    when = s.pick(
        f"{begin}破土，{end}见效，说到做到。",
        f"实施时间为{s.schedule()}，一天也不拖。",
        f"从{begin}干到{end}，挂图作战。",
    )
    money = (
        s.pick(
            f"为此，{s.year}年挤出{s.total(m)}，财政拿{s.fiscal(m)}，承办单位拿{s.own(m)}。",
            f"真金白银：财政投{s.fiscal(m)}，单位自有资金跟{s.own(m)}。",
        )
        if m.own
        else s.pick(
            f"宁可机关过紧日子，也要为它备足{s.total(m)}，{last}年这个数还是{s.other_year(last, m)}。",
            f"{s.year}年财政安排{s.fiscal(m)}，一分都不许挪。",
            f"全周期总投资{s.several_years(m)}，{s.year}年先投{s.total(m)}。",
        )
    )
    ground = s.pick(
        f"干这件事，依据的是{c.cite()}，不是拍脑袋。",
        f"根据{c.cite()}，它列入今年{s.n(8, 20)}件实事。",
        f"{c.cite()}是立项依据，{say('gov')}的批示是鞭策。",
    )
    body = shuffled(s, [ground, who, when, money])
    extra = s.pick(
        f"同时推进的还有{say('stem')}新城，总盘{s.n(3, 90)}亿元，由{say('company')}投资，另行报告。",
        f"力争到{s.year + s.n(2, 5)}年，覆盖率提到{s.n(70, 98)}%。",
        f"让{say('inst')}的孩子、{say('inst')}的老人都得实惠。",
        asides(s, 1),
    )
    return f"""{head(s)}

{s.maybe("各位代表：" + chr(10) + chr(10), 0.4)}{past}{s.pick("新的一年，我们要", "今年，着力", "下一步，重点是")}{s.deed()}、{s.deed()}。{paragraphs(s, body)}{extra}
"""


@family("prose", "train", "district", "street", "unit", "prefecture")
def spoken_explanation(s: Scene) -> str:
    """Somebody explains the project aloud."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(2, 3), whole=True)
    q, p = s.quarters(m), s.phases(3)
    last, verb = s.year - 1, s.pick("花", "用", "", "出")
    who = s.pick(
        f"有人问谁来干，是{s.body()}干，我们{s.department}跑腿。",
        f"事情呢，归{s.body()}实施，{say('company')}那边只是卖东西给我们。",
        f"牵头的单位，{s.body()}；搭伙的单位，{s.partner()}。",
    )
    t = [months_of(s, x, "spoken") for x in p]
    when = s.pick(
        f"{t[0]}先把底子摸清，{t[1]}集中干，{t[2]}回头看。",
        f"日子也排好了，{t[0]}招人，{t[1]}上手，{t[2]}算账。",
        f"从哪天到哪天？{s.schedule(form=s.pick('days', 'months', 'days_from', 'months_from', 'months_to'))}。",
        f"满打满算{s.duration(s.rng.choice([5, 6, 8, 9, 10]))}。",
    )
    money = s.pick(
        f"大家最关心钱。总共{s.total(m)}，{s.parts(m, '{use}{wan}', '，')}，没有别的了。",
        f"一共多少呢，{s.total(m)}。{s.parts(m, '{use}占{wan}', '，')}。",
        f"去年是{s.other_year(last, m)}，今年要{s.total(m)}，差在人工上。",
    )
    pay = s.pick(
        f"花起来嘛，{'，'.join(spoken_quarter(s, x, verb) for x in q)}。",
        f"不是一下子花完，{'，'.join(s.quarter(x, '{q}花{p}') for x in q)}。",
        f"钱按活走，{'，'.join(s.quarter(x, '{q}付出去{m}') for x in q)}。",
        "",
    )
    ground = s.pick(
        f"上头有没有讲法？有，依据就是{c.cite()}。",
        f"文件我带来了，依据{c.cite()}，还有{c.cite()}。",
        f"字号记一下，{c.number()}，这就是依据。",
        f"也不是我们自己想干就干，是根据{c.cite()}来的。",
    )
    opening = s.pick(
        f"我简单说几句。这个项目说白了就是{s.deed()}。",
        f"我把{s.name}的事情跟大家讲清楚。",
        f"前头{say('gov')}的同志讲过了，我补充一点，就是{s.deed()}。",
        f"好，轮到我。去年{s.n(3, 11)}月我们去{say('place')}看过，人家投了{s.cash(100, 900)}，咱们没那么大本事。",
    )
    pieces = [opening, *shuffled(s, [x for x in (who, when, money + pay, ground) if x]), asides(s, s.n(0, 2))]
    return f"""{head(s)}

{paragraphs(s, [x for x in pieces if x])}{s.pick("就这些。", "有什么要问的，会后找我。", "说完了。", "")}
"""


@family("prose", "train", "prefecture", "provincial", "district")
def review_notes(s: Scene) -> str:
    """Notes for deputies who review the budget: what to look at."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(2, 4), big=True)
    last, span = s.year - 1, forms.Span(date(s.year - 1, 1, 1), date(s.year + 1, 12, 31))
    q = s.quarters(m, basis="cumulative")
    tenth = Decimal("0.1")
    before, after = ((m.total * s.n(40, 130) / 100).quantize(tenth) for _ in range(2))
    spent, due, whole = (forms.amount(x, s.amount_form) for x in (before, after, m.total + before + after))
    spent = stated("OTHER_YEAR", before, spent, year=last)
    due = stated("OTHER_YEAR", after, due, year=s.year + 1)
    whole = stated("MULTI_YEAR", m.total + before + after, whole)
    points = [
        (
            s.pick("看依据", "查依据", "依据是否站得住"),
            s.pick(
                f"该项目依据{c.several()}设立，代表可调阅原件。",
                f"主要依据为{c.cite()}和{c.cite()}，前者效力更高。",
                f"其依据{c.cite()}仍然有效，{say('gov')}出具过说明。",
            ),
        ),
        (
            s.pick("看主体", "谁在花钱", "责任是否到位"),
            s.pick(
                f"执行单位系{s.body()}，主管单位系{s.org}，两者不可混同。",
                f"{s.office()}直接组织实施，未下放。",
                f"花钱的是{s.body()}，监督花钱的是{say('gov')}。",
            ),
        ),
        (
            s.pick("看期限", "时间安排", "何时见效"),
            s.pick(
                f"项目跨年，{s.schedule(span, s.pick('years_to', 'years_dash', 'months', 'days'))}，今年走到中段。",
                f"全程为{s.schedule(span)}，跨届推进。",
            ),
        ),
        (
            s.pick("看总盘", "钱有多少", "盘子大小"),
            s.pick(
                f"总概算{whole}，{last}年花了{spent}，{s.year}年列{s.total(m)}，{s.year + 1}年还要{due}。",
                f"三年合计{whole}，当年份额{s.total(m)}，用途是{s.parts(m, '{use}{wan}', '、')}。",
                f"{s.year}年草案列{s.total(m)}（{s.parts(m, '{use}{wan}', '，')}），{last}年调整预算为{spent}。",
            ),
        ),
        (
            s.pick("看进度", "支出快慢", "会不会沉淀"),
            s.pick(
                f"承诺{'、'.join(s.quarter(x, '{q}末累计支出{p}') for x in q)}。",
                f"{'，'.join(s.quarter(x, '{month}月底达{p}') for x in q)}，代表可对照国库数据。",
            ),
        ),
        (
            s.pick("看争议", "有何不同意见", "风险"),
            s.pick(
                f"去年审议时有{s.n(2, 9)}位代表认为单价偏高，每平方米{s.n(6, 40)}00元，现已下调。",
                f"{say('inst')}曾建议合并到《{say('topic')}专项规划》里，未获采纳。",
                f"审计指出{say('company')}多结{s.cash(2, 40)}，已追回。",
                asides(s, 1),
            ),
        ),
    ]
    points = s.rng.sample(points, len(points))
    shape = s.rng.choice(["{c}、{k}。{t}", "{n}．{k}：{t}", "●{k}——{t}", "（{c}）{k}\n{t}"])
    text = s.pick("\n", "\n\n").join(
        shape.format(c=forms.CN[i], n=i, k=k, t=t) for i, (k, t) in enumerate(points, 1)
    )
    return f"""{head(s)}

{s.pick("供人大代表审查预算草案时参阅。", "审查要点如下。", f"{say('gov')}预算工委整理，仅供讨论。", "代表同志：这个项目建议从以下几处看。")}

{text}
"""
