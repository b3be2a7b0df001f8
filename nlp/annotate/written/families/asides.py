"""What families of letters, notes, cards and dense texts share: distractors, loose periods, paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from nlp.annotate.written import forms
from nlp.annotate.written.marks import mark
from nlp.annotate.written.scene import Money, PhasePlan, QuarterPlan, Scene


def head(scene: Scene, *more: str) -> str:
    """Return the first line: the project's name and what follows it."""
    usual = (
        "项目经费情况说明",
        "项目经费情况说明",
        "项目支出情况说明",
        "经费情况说明",
        "项目情况说明",
        "项目资金情况说明",
    )
    return scene.title() + scene.pick(*usual, *more)


def treasury(scene: Scene) -> str:
    """Return the finance office of the scene's place, a mention."""
    if scene.level == "central":
        return "财政部门"
    return scene.region + ("财政厅" if scene.region.endswith("省") else "财政局")


def asides(scene: Scene, count: int) -> str:
    """Return some sentences that hold nothing to label."""
    n, cash, year, say = scene.n, scene.cash, scene.year, scene.names.say
    pool = [
        f"{say('gov')}前年来查过账，留下{n(2, 7)}条意见，都改完了。",
        f"隔壁{say('place')}同类的事花掉{cash(60, 800)}，路子不一样，没法照搬。",
        f"旧机器保修到{year - 1}年{n(3, 11)}月为止，厂家{say('company')}已经停供配件。",
        f"{year - 1}年{n(2, 11)}月{n(2, 27)}日碰头时谈过一回，当时没有定论。",
        f"凡单笔超过{cash(20, 100)}的采购，一律走公共资源交易平台。",
        f"合同里预付不高于{n(2, 4)}0%，尾数留{n(3, 10)}%作保证。",
        f"{say('uni')}的老师看过现场，主张分片做，每片成本大约{n(3, 40)}00元。",
        f"点位已经做好{n(55, 90)}%，剩下的是难啃的部分。",
        f"群众打分平均{n(86, 98)}分，比周边略高。",
        f"末了会汇成《{scene.sector.report}》，印{n(100, 900)}本分送。",
        f"资产卡片号GD-{n(1000, 9999)}，放在财务柜里备查。",
        f"{say('gov')}手里另有{cash(30, 300)}防汛的钱，专账专户，与此无涉。",
        f"{say('company')}报过{cash(30, 300)}，太贵，没有采用。",
        f"小工一天{n(180, 420)}元，技工一天{n(430, 800)}元，吃住自理。",
        f"上半年支出要过半，没到{n(50, 55)}%的会被{say('gov')}点名。",
        f"{say('stem')}那一片是{n(1984, 2010)}年盖的，管线与图纸早就对不上。",
        f"相关行业本地一年做到{n(2, 90)}.{n(1, 9)}亿元产值，养活{n(2, 30)}万人。",
        f"{say('place')}{say('society')}捐过{n(5, 80)}件东西，折价{cash(3, 40)}，登记在册。",
        f"监理请的是{say('company')}，造价复核请的是{say('company')}。",
        f"{say('inst')}也愿意参加，因隶属不同，这回没有列入。",
        f"现场操作翻《{say('topic')}操作手册》就行，无需另写规程。",
        f"代表第{n(3, 180)}号建议里提过此事，委员也写过信。",
        f"同去年比多要{cash(1, 30)}，主要是人工见涨。",
        f"场地租到{year + 1}年{n(3, 10)}月，房东为{say('company')}。",
        f"桌子每张{n(260, 900)}元、椅子每把{n(90, 260)}元，问过三家才定。",
        f"《{say('topic')}简报》一月一期，不收费，也不算在账里。",
        f"完好率眼下只有{n(40, 80)}%，返修率倒有{n(5, 20)}%。",
        f"{say('gov')}管批，{say('gov')}管查，两家都不下场干活。",
        f"{year - n(5, 9)}年到{year - 2}年，这摊事归{say('inst')}管，后来才转手。",
        f"列支科目{n(201, 229)}{n(10, 99)}{n(10, 99)}，合同号HT-{year}-{n(100, 999)}。",
        f"意外险每人保{n(10, 80)}万元，保费由中标公司自己掏。",
        f"还有{n(3, 20)}户没谈拢，{say('street')}的干部天天上门。",
        f"风力到{n(6, 9)}级就停工，误掉的日子不算违约。",
        f"第三方测得知晓率{n(60, 95)}%、参与率{n(30, 80)}%，离要求差一截。",
        f"头几批贷款{n(1, 9)}.{n(1, 9)}亿元由企业自借自还。",
        f"罚没{cash(5, 60)}早已缴库，跟这笔经费两码事。",
        f"{say('company')}{year - 2}年中过标，标价{cash(30, 200)}，干得平平。",
        f"{say('inst')}与{say('inst')}各派一人旁听，不担任务。",
        f"受益的有{say('inst')}、{say('inst')}等{n(6, 60)}家，名单附后。",
        f"旧料卖了{cash(1, 9)}，全数上缴。",
        f"{say('gov')}{year - n(6, 12)}年发过《{say('topic')}暂行规定》，早已废止，不再引用。",
        "招标环节守《招标投标法》，那是规矩，另说。",
        f"《{say('topic')}办法》（以下简称《办法》）还在征求意见，眼下作不得数。",
        f"试运行三个月，{year - 1}年{n(3, 9)}月就做完了，未出岔子。",
        f"{year - 1}年一季度办件{n(100, 900)}件，二季度{n(100, 900)}件，越往后越多。",
        f"三季度满意度{n(70, 85)}%，四季度升到{n(86, 97)}%，评的是窗口，不是用钱。",
        f"每季度碰头一次，半天为限，误餐费每人{n(20, 50)}元。",
        f"规划管到{year + n(3, 9)}年，各行各业合起来要投{n(3, 90)}.{n(1, 9)}亿元，非一家之力。",
        f"{say('inst')}（以下简称“借方”）用过场地，别无瓜葛。",
        f"{say('company')}（以下简称“供方”）是多年的老供应商。",
        f"财政{year - 1}年追加过{cash(10, 90)}给{say('inst')}救急，同这里分账。",
        f"{say('uni')}{year - n(2, 4)}年起跟踪研究，自带经费{cash(5, 80)}，文章发了{n(2, 9)}篇。",
        f"{n(2, 4)}月开全市动员会，{n(6, 7)}月开推进会，{n(11, 12)}月开总结会，会期都是半天。",
    ]
    return "".join(scene.rng.sample(pool, count))


def begin_end(scene: Scene, *, spoken: bool = False) -> tuple[str, str]:
    """Return the beginning and the end of the schedule as two spans."""
    span = scene.some_months()
    year, first, last = span.start.year, span.start.month, span.end.month
    days = {"start": span.start, "end": span.end}
    a, b = (forms.CN[first], forms.CN[last]) if spoken else (str(first), str(last))
    begin = scene.pick(f"{year}年{a}月", f"{year}年{a}月", f"{year}年{a}月初")
    end = scene.pick(f"{b}月底", f"{b}月", f"{year}年{b}月", f"{b}月底前")
    return mark("SCHEDULE", begin, **days), mark("SCHEDULE", end, **days)


def long_period(scene: Scene) -> tuple[str, str]:
    """Return how long it takes and from when to when, as two spans."""
    span = scene.some_months()
    months = span.end.month - span.start.month + 1
    form = scene.pick("days", "months", "months_to", "months_from", "dots_to", "days_from", "months_dash")
    return scene.duration(months), scene.schedule(span, form)


def in_year(scene: Scene) -> str:
    """Return the budget's year as the schedule, by a word or a number."""
    words = scene.pick("本年度", "当年", f"{scene.year}年度", f"{scene.year}年")
    span = scene.whole_year()
    return mark("SCHEDULE", words, start=span.start, end=span.end)


def halves(scene: Scene) -> tuple[str, str]:
    """Return the halves of the year as two phases."""
    year, name = scene.year, scene.pick("", "", f"{scene.year}年")
    first = mark("PHASE", f"{name}上半年", start=date(year, 1, 1), end=date(year, 6, 30))
    return first, mark("PHASE", "下半年", start=date(year, 7, 1), end=date(year, 12, 31))


def months_of(scene: Scene, plan: PhasePlan, form: str) -> str:
    """Return a phase's months without or with the year: spoken, short, full."""
    span = plan.span
    first, last = span.start.month, span.end.month
    a, b, year = str(first), str(last), ""
    if form == "spoken":
        a, b = forms.CN[first], forms.CN[last]
    elif form == "full":
        year = f"{scene.year}年"
    if first == last:
        words = f"{year}{a}月"
    else:
        joint = {"spoken": "月到", "short": "-", "full": "月至", "plain": "月至", "dash": "月—"}[form]
        words = f"{year}{a}{joint}{b}月"
    return mark("PHASE", words, start=span.start, end=span.end)


def deadlines(scene: Scene, count: int, form: str) -> list[str]:
    """Return ends of phases that follow one another."""
    found = []
    for month in sorted(scene.rng.sample(range(2, 13), count)):
        last = date(scene.year, month, forms.month_end(scene.year, month))
        words = form.format(y=scene.year, m=month, c=forms.CN[month], d=last.day)
        found.append(mark("PHASE", words, end=last))
    return found


def spoken_quarter(scene: Scene, plan: QuarterPlan, verb: str) -> str:
    """Return a quarter as people say it: 头一个季度 … 最后一个季度."""
    name = ("头一个季度", "第二个季度", "第三个季度", "最后一个季度")[plan.number - 1]
    figure = forms.PERCENTS[scene.percent_form](plan.percent)
    return mark("QUARTER", f"{name}{verb}{figure}", q=plan.number, pct=plan.percent, basis=plan.basis)


def stated(label: str, wan: Decimal, words: str, **values: object) -> str:
    """Return an amount in words of one's own, such as a bare number below a head with the unit."""
    return mark(f"AMOUNT_{label}", words, wan=format(wan.normalize(), "f"), **values)


def asked_first(scene: Scene, money: Money) -> str:
    """Return what was asked for before the year's money was cut: it labels nothing."""
    return forms.amount((money.total * scene.n(112, 150) / 100).quantize(Decimal("0.1")), "wan")


def bare(label: str, wan: Decimal, **values: object) -> str:
    """Return an amount as a bare number of 万元."""
    return stated(label, wan, f"{wan:,f}", **values)


def outside(name: str, words: str | None = None) -> str:
    """Return an implementing body that the document's list of units doesn't know."""
    return mark("BODY", words or name, name=name, relation="not_listed")


def shuffled(scene: Scene, pieces: Sequence[str]) -> list[str]:
    """Return pieces in an order of chance."""
    return scene.rng.sample(list(pieces), len(pieces))


def paragraphs(scene: Scene, pieces: Sequence[str]) -> str:
    """Return whole sentences as paragraphs: all in one, each alone, or by twos."""
    how = scene.n(1, 4)
    if how == 1:
        return "".join(pieces)
    if how == 2:
        return "\n\n".join(pieces)
    if how == 3:
        return "\n".join(pieces)
    middle = len(pieces) // 2
    return "".join(pieces[:middle]) + "\n\n" + "".join(pieces[middle:])
