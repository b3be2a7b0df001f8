# Templates keep a document's own lines.
# ruff: noqa: E501
"""Letters about a project: requests, replies, handovers."""

from __future__ import annotations

from nlp.annotate.written import forms
from nlp.annotate.written.citing import Citing
from nlp.annotate.written.families.asides import (
    asides,
    asked_first,
    begin_end,
    head,
    long_period,
    months_of,
    paragraphs,
    shuffled,
    spoken_quarter,
    treasury,
)
from nlp.annotate.written.families.registry import family
from nlp.annotate.written.marks import mark
from nlp.annotate.written.scene import Scene


@family("prose", "train", "unit", "district", "prefecture")
def request_letter(s: Scene) -> str:
    """A unit writes to the finance bureau and asks for money."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(2, 4), own=s.rng.random() < 0.5)
    bureau, last = treasury(s), s.year - 1
    begin, end = begin_end(s)
    length, period = long_period(s)
    why = s.pick(
        f"{s.lead_plain}手头的{s.sector.thing}多半是{last - s.n(7, 15)}年前后配的，修了又坏，坏了又修。",
        f"自{last}年{s.n(3, 10)}月搬到新址，上门的人由每天{s.n(30, 90)}人涨到{s.n(100, 400)}人，老办法撑不住了。",
        f"我们想做两件事：{s.deed()}，再就是{s.deed()}。",
        f"这个口子敞了{s.n(3, 8)}年，{say('gov')}催过{s.n(2, 5)}次，年年因没钱搁下。",
        f"为了{s.deed()}，写这封信向贵局讨一笔专款。",
    )
    ground = s.pick(
        f"此番请款，依据{c.number()}{s.pick('文件', '文')}。",
        f"请款的依据有两条，一条是{c.cite()}，一条是{c.cite()}。",
        f"翻过文件，{c.cite()}写得明白，本次请款即以此为据。",
        f"此事依据{c.cite()}办理，{mark('LEGAL_TITLE', say('minutes_title'))}也点了头。",
        f"申请依据：{c.several()}。",
        f"这一类开支该由本级负担，{c.cite()}就是依据。",
    )
    who = s.pick(
        f"钱到以后，{s.body()}自己组织实施，{s.department}经手，{s.supplier}只管供货。",
        f"活由{s.body()}来干，贵局同{say('gov')}盯着我们就好。",
        f"承办的是{s.defined()}，旁的单位一分不沾。",
        f"商量的结果是{s.body()}出面，{s.partner()}搭把手一起实施。",
    )
    when = s.pick(
        f"打算{begin}动手，{end}收尾。",
        f"前后要{length}，也就是{period}。",
        f"时间放在{s.schedule()}，避开汛期和年关。",
    )
    if m.own:
        money = s.pick(
            f"合计要{s.total(m)}，恳请贵局解决{s.fiscal(m)}，余下{s.own(m)}从我们的经营收入里抠。",
            f"盼贵局拨{s.fiscal(m)}，差的{s.own(m)}自己想法子。",
            f"{s.own(m)}我们能自筹，{s.fiscal(m)}得仰仗财政，两头合拢{s.total(m)}。",
        )
    else:
        money = s.pick(
            f"算下来要{s.total(m)}：{s.parts(m, '{use}{wan}', s.pick('，', '、', '；'))}。",
            f"细账如下，{s.parts(m, '{use}要{wan}', '，')}，拢共{s.total(m)}，请足额安排。",
            f"{last}年给过{s.other_year(last, m)}，早已花光，这回求{s.total(m)}。",
        )
    pieces = [why, *shuffled(s, [ground, who, when, money]), asides(s, s.n(1, 2))]
    return f"""{head(s)}

{bureau}{s.pick("", "预算科", "分管领导")}：

{paragraphs(s, pieces)}

{s.pick("妥否，盼复。", "当否，请批示。", "此函，望研究。", "请予支持为感。")}

{s.lead_plain}
{last}年{s.n(8, 11)}月{s.n(2, 28)}日
"""


@family("prose", "train", "prefecture", "district", "unit")
def reply_to_bureau(s: Scene) -> str:
    """The finance bureau has asked in writing; the unit answers point by point."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(2, 4), whole=True)
    q = s.quarters(m)
    verb = s.pick("付", "花", "用掉", "支")
    first = asked_first(s, m)
    quarters = "，".join(s.quarter(x, "{q}" + verb + "{p}") for x in q)
    with_money = "；".join(s.quarter(x, "{q}" + verb + "{m}，即{p}") for x in q)
    spoken = "，".join(spoken_quarter(s, x, verb) for x in q)
    topics = [
        [
            ("凭什么立这个项", f"出处是{c.cite()}，后来又有{c.cite()}，两份都附了复印件。"),
            ("立项有没有上级文件", f"有，{c.several()}，均在有效期内。"),
            (
                "依据是哪一份",
                f"立项依据为{c.cite()}；{s.lead_plain}自己定的《{say('topic')}管理制度》只供内部用，不算依据。",
            ),
            ("旧文废止后还有依据吗", f"还有，现行依据是{c.cite()}。"),
            ("文件够不够硬", f"够，项目根据{c.cite()}设立，{say('gov')}亦无异议。"),
        ],
        [
            ("到底由谁实施", f"实施的是{s.body()}，{say('gov')}只做业务指导。"),
            ("责任落在哪家", f"落在{s.body()}，不搞委托代办；{say('company')}是供应商。"),
            ("主管和承办是不是一家", f"不是一家。{say('gov')}主管，{s.body()}承办。"),
            ("为什么不由机关自己做", f"机关没有人手，{s.defined()}有人有设备，故由它实施。"),
            ("外单位是否参与", f"参与，{s.body()}与{s.partner()}联合实施，{say('inst')}只提供数据。"),
        ],
        [
            ("能否年内完工", f"能，起止为{s.schedule(s.some_months())}。"),
            ("时限怎么定的", f"定的是{s.schedule()}，中间{s.n(6, 8)}月高温歇{s.n(10, 25)}天。"),
            ("要做多久", f"周期{s.duration(s.rng.choice([6, 8, 10, 12]))}，不跨年。"),
            (
                "何时起何时止",
                "起于" + "，止于".join(begin_end(s)) + f"，比{s.year - 1}年早{s.n(5, 40)}天。",
            ),
            (
                "为何排得这么长",
                f"长在审批。{'，共'.join(reversed(long_period(s)))}，其中等批就要{s.n(20, 60)}天。",
            ),
        ],
        [
            ("总数怎么来的", f"总数{s.total(m)}，拆开是{s.parts(m, '{use}{wan}', '、')}。"),
            (
                "钱数能不能压",
                f"压过一轮，从{first}的初报数砍到{s.total(m)}，即{s.parts(m, '{use}{wan}', '，')}。",
            ),
            ("明细在哪", f"{s.parts(m, '{use}{wan}', '；')}；加起来正是{s.total(m)}。"),
            (
                "和去年比怎样",
                f"{s.year - 1}年{s.other_year(s.year - 1, m)}，{s.year}年{s.total(m)}，人手换了一批，工价不同。",
            ),
        ],
        [
            ("支出进度有没有数", f"有。{quarters}。"),
            ("会不会年底突击花钱", f"不会。{spoken}，月月对账。"),
            ("什么时候支付", f"{with_money}。"),
        ],
        [
            ("和别的项目重复吗", f"不重复。{say('gov')}的同名项目有{s.cash(50, 400)}，管的是另一片区。"),
            ("去年的问题改了没有", f"改了。去年评价得{s.n(78, 92)}分，扣在满意度上。"),
            ("合同怎么签的", f"年签，首付{s.n(2, 4)}0%，余款按月结，{s.supplier}不得转包。"),
            ("有没有现成的设备可用", f"{say('inst')}闲置{s.n(2, 9)}台，型号不配，原值{s.cash(10, 80)}。"),
        ],
    ]
    pairs = [s.rng.choice(each) for each in topics]
    pairs = s.rng.sample(pairs, len(pairs))
    shape = s.rng.choice(
        ["问：{q}？\n答：{a}", "{n}．{q}？{a}", "（{c}）关于“{q}”\n{a}", "第{c}问，{q}。{a}"]
    )
    text = s.pick("\n", "\n\n").join(
        shape.format(n=i, c=forms.CN[i], q=question, a=answer)
        for i, (question, answer) in enumerate(pairs, 1)
    )
    opening = s.pick(
        f"{treasury(s)}转来的询问单收悉，逐条回复。",
        f"针对{treasury(s)}{s.n(9, 11)}月{s.n(2, 28)}日提出的疑问，说明如下：",
        "贵局所询各节，现作答。",
        f"以下是对{treasury(s)}书面提问的回答。{asides(s, 1)}",
    )
    return f"""{head(s, "项目补充说明")}

{opening}

{text}
"""


@family("prose", "train", "district", "street", "unit")
def letter_to_residents(s: Scene) -> str:
    """An open letter to those who live nearby: what happens, who does it, what it costs."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(2, 3))
    begin, end = begin_end(s)
    length, period = long_period(s)
    who = s.pick(
        f"来施工的是招标选出的{s.supplier}，组织实施的是{s.body()}，有事请找后者。",
        f"本项目由{s.body()}组织实施，请认准工作证。",
        f"{s.defined()}承办此事，街坊可随时来问。",
    )
    when = s.pick(
        f"{begin}进场，{end}撤场，白天施工，午休停工。",
        f"工期{length}（{period}），遇中高考让路。",
        f"起止日期为{s.schedule(s.some_days())}，请提前挪车。",
    )
    money = s.pick(
        f"不要大家掏钱，{s.total(m)}全由财政负担，{s.parts(m, '{use}{wan}', '，')}。",
        f"费用账单公示：{s.parts(m, '{use}{wan}', '；')}，合计{s.total(m)}。",
        f"财政出{s.fiscal(m)}，住户不摊一分；若自愿加装晾衣架，每户另付{s.n(80, 600)}元给商家。",
    )
    ground = s.pick(
        f"有人问合不合规，合规，依据是{c.cite()}。",
        f"依据{c.cite()}，此类改造应做尽做。",
        f"项目根据{c.cite()}和{c.cite()}设立。",
    )
    why = s.pick(
        f"您好！楼道灯不亮、{s.sector.thing}不灵，您反映过很多次。",
        f"{s.year - 1}年入户问卷收回{s.n(200, 900)}份，{s.n(60, 96)}%的住户盼着早点动手。",
        f"为把身边的小事办好，我们要{s.deed()}。",
        f"{say('stem')}小区去年改完，停车位多了{s.n(20, 90)}个，您也羡慕吧？",
    )
    extra = s.pick(
        f"热线{s.n(60000000, 88999999)}，{say('gov')}也受理投诉。",
        f"动静大了可打给{say('company')}驻场经理，拖一天扣他{s.n(3, 20)}00元。",
        f"质保{s.n(2, 5)}年，灯坏了{s.n(12, 48)}小时内换。",
        asides(s, 1),
    )
    return f"""{head(s)}

{s.pick("亲爱的居民", "各位街坊", "尊敬的住户", "老邻居们")}：

{why}{paragraphs(s, shuffled(s, [who, when, money, ground]))}{extra}

{s.pick("谢谢体谅！", "给您添麻烦了。", "祝阖家安康。")}
{s.year}年{s.n(1, 3)}月
"""


@family("prose", "train", "unit", "prefecture", "provincial")
def handover_note(s: Scene) -> str:
    """One who leaves a desk tells the next about the project."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(2, 3), own=True)
    p = s.phases(3, "incremental")
    last = s.year - 1
    form = s.pick("full", "short", "plain", "spoken")
    steps = "，".join(f"{months_of(s, x, form)}付{s.share(x)}" for x in p)
    who = s.pick(
        f"对外一律说是{s.body()}实施，别写成{say('gov')}，批文是后者出的。",
        f"实施单位{s.body()}，合作实施{s.partner()}，{s.supplier}的合同在柜子第{s.n(2, 5)}格。",
        f"责任主体{s.defined()}。",
    )
    when = s.pick(
        f"付款节点：{steps}。",
        f"三段走，{months_of(s, p[0], form)}{p[0].deed}，{months_of(s, p[1], form)}{p[1].deed}，{months_of(s, p[2], form)}{p[2].deed}。",
        f"周期填{s.schedule()}，系统里别改。",
    )
    money = s.pick(
        f"今年盘子{s.total(m)}，财政{s.fiscal(m)}，自有{s.own(m)}；{last}年那本账是{s.other_year(last, m)}，已锁。",
        f"财政口{s.fiscal(m)}，自有口{s.own(m)}，总额{s.total(m)}别弄混。{s.year + 1}年先按{s.other_year(s.year + 1, m)}报。",
        f"可研里的{s.several_years(m)}是全程总投资，今年只有{s.total(m)}，其中自筹{s.own(m)}。",
    )
    ground = s.pick(
        f"依据夹在蓝皮夹里：{c.several()}。",
        f"立项依据认{c.cite()}，旧的那版已废。",
        f"写依据时抄{c.cite()}和{c.cite()}，字号要核。",
    )
    extra = s.pick(
        f"{say('company')}的保函{s.year + 1}年{s.n(2, 9)}月到期，押{s.cash(3, 20)}。",
        f"审计问起超{s.cash(20, 60)}为何不招标，就把单一来源公示给他看。",
        f"《{say('topic')}年报》要在{s.n(1, 3)}月交给{say('gov')}，每本{s.n(20, 90)}元。",
        asides(s, 2),
    )
    bullets = s.rng.choice(["", "{n}、", "- ", "{n}) ", "·"])
    rows = shuffled(s, [who, when, money, ground, extra])
    text = "\n".join(bullets.format(n=i) + row for i, row in enumerate(rows, 1))
    return f"""{head(s)}

{s.pick("接手的同事：", "交接备忘。", f"{s.department}移交事项。")}{s.pick("", f"这个项目做的是{s.deed()}。")}

{text}
"""
