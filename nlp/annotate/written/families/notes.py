# Templates keep a document's own lines.
# ruff: noqa: E501
"""Notes of schools and villages, and answers to an evaluation."""

from __future__ import annotations

from nlp.annotate.written.citing import Citing
from nlp.annotate.written.families.asides import (
    asides,
    deadlines,
    halves,
    head,
    months_of,
    outside,
    paragraphs,
    shuffled,
)
from nlp.annotate.written.families.registry import family
from nlp.annotate.written.scene import Scene


@family("inline", "train", "prefecture", "provincial", "unit")
def evaluation_answers(s: Scene) -> str:
    """An answer sheet to an evaluation: question, answer, points of one's own."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(2, 4), own=s.rng.random() < 0.4)
    q = s.quarters(m, basis="cumulative")
    last = s.year - 1
    rows = [
        s.pick(
            f"立项是否有据？是。{c.cite()}。",
            f"依据是否充分？充分，见{c.cite()}及{c.cite()}。",
            f"决策依据：{c.several()}。",
        ),
        s.pick(
            f"主体是否明确？明确，{s.body()}。",
            f"谁对结果负责？{s.body()}，监督方为{say('gov')}。",
            f"组织实施：{s.defined()}承担，评价机构{say('company')}回避。",
        ),
        s.pick(
            f"期限是否合理？合理，{s.schedule()}。",
            f"实施期：{s.schedule()}（往年均提前{s.n(5, 20)}天）。",
            f"计划工期多长？{s.duration(s.rng.choice([6, 9, 10, 12]))}。",
        ),
        s.pick(
            f"预算是否细化？已细化到{len(m.parts)}项：{s.parts(m, '{use}{wan}', '，')}。年度合计{s.total(m)}。",
            f"本年预算多少？{s.total(m)}。构成：{s.parts(m, '{use}{wan}', '、')}。",
        )
        if not m.own
        else s.pick(
            f"资金来源是否落实？落实，财政{s.fiscal(m)}、自有{s.own(m)}，年度预算{s.total(m)}。",
            f"到位情况：财政承诺{s.fiscal(m)}，其他来源{s.own(m)}。",
        ),
        s.pick(
            f"支出节奏：{'，'.join(s.quarter(x, '{q}末累计{p}') for x in q)}。",
            f"进度目标：{'；'.join(s.quarter(x, '{month}月底支出达{p}') for x in q)}。",
            f"序时要求是否明确？{'，'.join(s.quarter(x, '{q}不低于{p}', 'at_least') for x in q[:3])}，{s.quarter(q[3], '{q}末{p}')}。",
        ),
        s.pick(
            f"上年执行如何？{last}年决算支出{s.other_year(last, m)}，上半年执行率{s.n(35, 60)}%。",
            f"对照上年：{last}年预算数{s.other_year(last, m)}，评价等次“良”。",
            f"上年整改：{s.n(2, 6)}条均销号，满意度{s.n(85, 97)}%。",
        ),
        s.pick(
            f"产出数量：{s.deed()}，完成率{s.n(90, 100)}%。",
            f"产出：《{s.sector.report}》{s.n(1, 4)}册，{s.deed()}。",
            f"成本控制：单件成本低于{s.n(2, 90)}00元，{say('company')}中标价{s.cash(20, 90)}。",
        ),
    ]
    rows = s.rng.sample(rows, len(rows))
    letter, points = s.pick("A", "B", "Z"), s.rng.random() < 0.6
    number = s.rng.choice(["{n}、", "{l}{n} ", "{n}.", "【{n}】", "第{n}题 "])
    lines = [
        number.format(n=i, l=letter) + row + (f"自评{s.n(3, 10)}分" if points else "")
        for i, row in enumerate(rows, 1)
    ]
    return f"""{head(s)}
{s.pick("答卷单位", "填答", "自评人")}：{s.lead_plain}{s.department}
{chr(10).join(lines)}
"""


@family("prose", "train", "district", "prefecture")
def school_note(s: Scene) -> str:
    """A school's plain note on its own project."""
    c, say, fill = Citing(s), s.names.say, s.names.fill
    m = s.money(s.n(2, 3), own=s.rng.random() < 0.6)
    name = fill("{place}{stem}{school_end}")
    p, form = s.phases(2), s.pick("plain", "spoken", "full", "dash")
    thing = s.pick("食堂操作间", "教学楼卫生间", "操场跑道", "实验室通风柜", "图书角书架", "宿舍淋浴间")
    who = s.pick(
        f"由{outside(name)}自己实施，总务处跑现场。",
        f"项目由{outside(name)}实施，{say('place')}教育局指导。",
        f"实施学校：{outside(name)}。",
        f"{outside(name, s.pick('我园', '本园') if name.endswith('幼儿园') else s.pick('我校', '本校'))}组织实施，教师不占编。",
    )
    when = s.pick(
        f"挑空档做，{s.schedule(s.some_days(), s.pick('days', 'days_short', 'dots', 'slashes'))}，尽量少占课时。",
        f"分两截，{months_of(s, p[0], form)}备料，{months_of(s, p[1], form)}施工验收。",
        f"时间：{s.schedule()}。",
    )
    money = (
        s.pick(
            f"上面拨{s.fiscal(m)}，学校从公用经费以外的自有收入里贴{s.own(m)}。",
            f"要{s.total(m)}。申请财政补助{s.fiscal(m)}，校办收入拿{s.own(m)}。",
        )
        if m.own
        else s.pick(
            f"花费{s.total(m)}，{s.parts(m, '{use}{wan}', '，')}。",
            f"向财政申请{s.fiscal(m)}，{s.parts(m, '{use}{wan}', '；')}。",
        )
    )
    ground = s.pick(
        f"做这件事依据{c.cite()}。",
        f"{c.cite()}对此有明文规定，是我们的立项依据。",
        f"依据：{c.several()}。",
    )
    why = s.pick(
        f"学校{s.n(1956, 2005)}年建校，现有{s.n(12, 60)}个班、{s.n(400, 2900)}名学生，{thing}用了{s.n(10, 25)}年。",
        f"{thing}是家长反映最多的地方，{s.year - 1}年收到意见{s.n(20, 90)}条。",
        f"今年想把{thing}收拾一下，孩子用着放心。",
    )
    extra = s.pick(
        f"食堂承包给{say('company')}，每餐{s.n(8, 15)}元，与此次改造无关。",
        f"{say('uni')}的支教队{s.n(3, 9)}月来，食宿学校管。",
        f"隔壁{say('stem')}中学去年换过，招标价{s.cash(20, 90)}，用的是{say('company')}。",
        f"防水保{s.n(3, 8)}年，中考前{s.n(10, 30)}天停工。",
        asides(s, 1),
    )
    return f"""{head(s)}

{paragraphs(s, [why, *shuffled(s, [who, when, money, ground, extra])])}
{name}
"""


@family("prose", "train", "street", "district")
def village_note(s: Scene) -> str:
    """A village committee tells what it does with the town's money."""
    c, say, fill = Citing(s), s.names.say, s.names.fill
    m = s.money(s.n(2, 3), own=s.rng.random() < 0.5)
    village = fill("{d}{a}{c}") + s.pick("村", "村", "社区")
    name = fill("{a}{b}") + "镇" + village + ("居民委员会" if village.endswith("社区") else "村民委员会")
    plain = name.replace("村村民委员会", "村")
    home, people = ("社区", "居民") if village.endswith("社区") else ("村", "村民")
    first, second = deadlines(s, 2, s.pick("{m}月底前", "{c}月底前", "{y}年{m}月{d}日前"))
    early, late = halves(s)
    ends = s.rng.random() < 0.4
    when = (
        s.pick(
            f"{first}把料备齐，{second}完工，秋收不误。",
            f"{first}清淤，{second}铺路面。",
            f"工期两头卡死：{first}拆旧，{second}建新。",
            f"{early}筹料，{late}铺设。",
        )
        if ends
        else s.pick(
            f"农闲时干，{s.schedule(s.some_months())}。",
            f"前后{s.duration(s.rng.choice([3, 4, 5, 6, 8]))}。",
            f"起止时间{s.schedule()}，雨天往后推。",
        )
    )
    who = s.pick(
        f"本{home}的事本{home}办，{outside(name)}实施，镇里派人监督。",
        f"经{s.n(30, 90)}名{people}代表举手通过，由{outside(name)}实施。",
        f"实施主体{outside(name)}，镇农业服务站给技术。",
        f"活由{outside(name, s.pick('本居委会', '我居委会') if name.endswith('居民委员会') else s.pick('本村', '我村'))}来干，不包给外人。",
    )
    money = (
        s.pick(
            f"镇里给财政资金{s.fiscal(m)}，{home}集体自筹{s.own(m)}。",
            f"总账{s.total(m)}：财政奖补{s.fiscal(m)}，{home}集体收入出{s.own(m)}。",
        )
        if m.own
        else s.pick(
            f"账目公开：{s.parts(m, '{use}{wan}', '，')}，一共{s.total(m)}。",
            f"上级财政补{s.fiscal(m)}，不向各户摊派。",
        )
    )
    ground = s.pick(
        f"依据{c.cite()}，属于奖补范围。",
        f"这事的依据，一是{c.cite()}，二是{people}大会决议。",
        f"立项依据是{c.cite()}。",
    )
    why = s.pick(
        f"全{home}{s.n(6, 18)}个小组{s.n(300, 900)}户，{s.n(900, 3600)}口人，机耕路有{s.n(2, 9)}公里还是土路。",
        f"{home}口那段沟，{s.n(1978, 1999)}年挖的，一下雨就倒灌。",
        f"老党员说过多次，{s.n(30, 90)}盏路灯瞎了{s.n(8, 29)}盏。",
        f"去年评上“{say('stem')}示范村”，奖{s.cash(3, 20)}，已用于广场，这回是另一件事。",
    )
    extra = s.pick(
        f"每户投工{s.n(2, 8)}个，不计钱；地租每亩{s.n(300, 900)}元由{say('company')}付。",
        f"{say('inst')}免费给图纸，{say('place')}{say('society')}送水泥{s.n(5, 40)}吨。",
        f"完工后由{s.n(3, 7)}人理财小组审账，张贴{s.n(7, 15)}天。",
        asides(s, 1),
    )
    return f"""{head(s)}

{why}{s.maybe(f"{plain}想{s.deed()}。", 0.4)}{paragraphs(s, shuffled(s, [who, when, money, ground]))}{extra}
{name}
"""
