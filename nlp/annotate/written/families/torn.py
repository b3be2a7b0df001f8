# Templates keep a document's own lines.
# ruff: noqa: E501
"""Narratives as layout has left them: torn lines, spaced heads, clauses, marks and brackets."""

from __future__ import annotations

from typing import Final

from nlp.annotate.written import forms
from nlp.annotate.written.families.cells import broken, spaced, stage
from nlp.annotate.written.families.registry import family
from nlp.annotate.written.scene import LawKind, Scene

_KINDS: Final[tuple[LawKind, ...]] = ("local", "notice")


@family("prose", "train", "district", "prefecture", "provincial")
def torn_lines(s: Scene) -> str:
    """A page as extracted: hard line breaks in the midst of words and figures, a page's number between."""
    m = s.money(3, own=s.rng.random() < 0.4)
    q = s.quarters(m)
    number = s.n(3, 60)
    page = s.pick(
        f"— {number} —",
        f"-{number}-",
        f"{number}",
        f"第{number}页",
        f"第 {number} 页 共 {number + s.n(5, 60)} 页",
        f"{number} / {number + 30}",
    )
    last = s.year - 1
    own = f"，另有{s.own(m)}由{s.pick('经营结余弥补', '单位自行解决', '专用基金列支')}" if m.own else ""
    heads = s.rng.choice(
        [
            ("一、概况", "二、依据", "三、主体", "四、时间", "五、资金"),
            ("（一）项目概述", "（二）立项依据", "（三）实施主体", "（四）实施周期", "（五）年度预算安排"),
            ("1.项目概况", "2.立项依据", "3.实施主体", "4.实施周期", "5.预算安排"),
            ("背景：", "依据：", "主体：", "周期：", "资金："),
        ]
    )
    quarter = s.pick("{q}支出{p}", "{q}占{p}", "{q}为{p}")
    text = f"""{heads[0]}
{s.pick("多年来", "近年", "受条件所限，")}{s.lead_plain}的{s.sector.thing}等装备{s.pick("更替缓慢", "缺口明显", "老化失修")}，{s.year - 2}年曾发生停用{s.n(2, 9)}次，{s.pick("影响", "波及")}服务对象{s.n(200, 9000)}人次。{s.pick("此次安排旨在", "经费投向为", "立此项目，意在")}{s.deed()}，{s.deed()}。
{heads[1]}
{s.pick("遵照", "依照", "按照")}{s.cite(s.law())}以及{s.cite(s.law("reply"), s.pick("both", "issuer", "bare"))}，{s.pick("报经批准后设立", "列入项目库", "纳入年度计划")}。
{heads[2]}
{s.pick("本项目交由", "全程由", "委派")}{s.body()}{s.pick("执行", "实施", "组织落实")}，{s.org}{s.pick("按期督查", "负责经费拨付")}。
{heads[3]}
{s.pick("从", "自", "起讫日期为")}{s.schedule(s.any_time(), s.pick("days", "days_dash", "months", "months_dash", "dots"))}，{s.pick("遇雨季顺延", "不跨年", "逾期收回资金")}。
{heads[4]}
{s.year}年{s.pick("核定", "拟列", "请拨")}{s.total(m)}{f"，财政负担{s.fiscal(m)}" if m.own else ""}{own}。{s.pick("用于", "细分为", "投向：")}{s.parts(m, "{use}{wan}", "，")}。{last}年{s.pick("决算数", "支出")}为{s.other_year(last, m)}。{s.pick("按季", "支出节奏", "计划")}：{"，".join(s.quarter(x, quarter) for x in q)}。
"""
    return f"""{s.title()}{s.pick("项目经费情况说明", "项目支出情况说明", "经费情况说明")}
{broken(text, s.n(18, 36), page if s.rng.random() < 0.75 else "")}"""


@family("block", "train", "district", "street", "prefecture", "unit")
def letterspaced_heads(s: Scene) -> str:
    """Headings on lines of their own with blanks between their characters."""
    m = s.money(2, own=s.rng.random() < 0.4)
    gap = s.pick(" ", " ", "  ", "　")
    sign = s.pick("{c} 、", "{c}、 ", "{c} ", "{n} . ", "（{c}） ")
    words = iter(
        enumerate(
            [
                s.pick("项目概述", "项目简况"),
                "立项依据",
                "实施主体",
                s.pick("实施方案", "工作方案"),
                s.pick("实施周期", "项目期限"),
                "年度预算安排",
                "绩效目标",
            ],
            1,
        )
    )

    def head() -> str:
        number, name = next(words)
        return sign.format(c=forms.CN[number], n=number) + spaced(name, gap)

    own = f"，{s.pick('村居', '单位', '协会')}配套{s.own(m)}" if m.own else ""
    detail = s.parts(m, s.pick("{use}{wan}", "{use}需{wan}"), s.pick("、", "，"))
    money = f"{s.pick('财政补助', '财政拨付')}{s.fiscal(m)}{own}；{s.pick('用途', '细目')}为{detail}"
    return f"""{s.title()}项目经费情况说明

{head()}

{s.pick("对照清单查漏补缺", "应群众来信要求", "为消除安全隐患")}，{s.deed()}。{s.pick("邻近单位同类改造", "兄弟县类似工程", "本系统另一项目")}投入{s.cash(2, 30)}，{s.pick("仅供比照", "口径不同")}。

{head()}

{s.cite(s.law(), s.pick("both", "issued", "close"))}{s.pick("", "。")}

{head()}

{s.rng.choice(["{}", "承办：{}", "具体由{}操办。", "归{}管理和实施。"]).format(s.body())}

{head()}

{s.pick("先急后缓", "以奖代补", "包片到人")}，{s.deed()}；{s.pick("旧料折价", "旧件回收")}约{s.n(2, 9)}000元{s.pick("抵扣工料款", "上缴国库")}。

{head()}

{s.duration(s.rng.choice([5, 7, 8, 10]))}，{s.pick("开工日以通知为准", "遇停电等情形另议", "含试用期一个月")}。

{head()}

{money}。

{head()}

{s.pick("投诉量下降", "返修率低于", "差错率不高于")}{s.n(2, 9)}%。
"""


@family("bare", "train", "provincial", "prefecture", "central", "unit")
def decimal_clauses(s: Scene) -> str:
    """Clauses by decimal numbers, 1.1 and 1.2, as in a technical document."""
    m = s.money(4, wrong=0.1)
    n = s.rng.choice([3, 4])
    p = s.phases(n)
    dot = s.pick(" ", " ", "　", "")
    form = s.pick("months_short", "months_dots", "months", "dots_bare", "iso")
    step = s.pick("阶段", "步骤", "任务包")
    stages = "\n".join(
        f"3.2.{i}{dot}{step}{forms.CN[i]}：{stage(s, x, form)}，{x.deed}。" for i, x in enumerate(p, 1)
    )
    uses = "\n".join(
        f"4.2.{i}{dot}{use}：{s.component(wan)}{s.pick('', '；', '（含税）')}"
        for i, (use, wan) in enumerate(m.parts, 1)
    )
    a, b = s.law("national"), s.law(s.rng.choice(_KINDS))
    return f"""{s.title()}项目经费情况说明
1{dot}总则
1.1{dot}{s.pick("编制目的", "目的")}：{s.pick("厘清", "交代", "说明")}{s.name}的任务、{s.pick("来源与用途", "主体与开销")}。
1.2{dot}适用范围：{s.deed()}；{s.deed()}。
1.3{dot}{s.pick("立项文件", "编制依据", "设立依据")}：{s.cite(a, "title")}；{s.cite(b, s.pick("both", "bare", "close"))}。
2{dot}组织
2.1{dot}{s.pick("责任主体", "项目法人", "实施主体")}：{s.body()}。
2.2{dot}{s.pick("外协", "技术服务")}：{s.supplier}，{s.pick("按工单计酬", "服务等级可用度99.5%")}；{s.pick("合同编号", "协议号")}XM{s.year}{s.n(100, 999)}。
3{dot}进度
3.1{dot}总期限：{s.duration(12)}。
3.2{dot}{s.pick("分步安排", "里程碑")}
{stages}
4{dot}资金
4.1{dot}{s.pick("额度", "总量")}：{s.pick("年度", f"{s.year}年")}{s.total(m)}。
4.2{dot}{s.pick("构成", "分解")}
{uses}
4.3{dot}{s.pick("不可预见费不单列", f"单项变更超过{s.cash(3, 15)}须重新评审", f"同类项目平均造价{s.cash(50, 300)}，仅作参照")}。
5{dot}验收
5.1{dot}{s.pick("交付", "成果")}：《{s.sector.report}》，{s.n(2, 12)}套。
"""


@family("bare", "train", "district", "unit", "prefecture")
def solid_marks(s: Scene) -> str:
    """Headings behind solid marks (■ ● ◆), quarters and money as dotted items."""
    m = s.money(whole=True)
    q = s.quarters(m, basis=s.rng.choice(["incremental", "cumulative"]))
    big, small = s.rng.choice([("■", "·"), ("●", "○"), ("◆", "◇"), ("▲", "-"), ("★", "•"), ("►", "–")])
    after = s.pick("", " ", "　")
    inline = s.rng.random() < 0.5
    put = "：" if inline else "\n"
    verb = s.pick("支付", "花费", "列支")
    pattern = s.pick("{q}{v}{m}", "{q}：{p}", "{q} {p}", "{q}{v}{p}，即{m}", "{q}（{p}，{m}）")
    if q[0].basis == "cumulative":
        pattern = s.pick("{q}末累计{p}", "截止{q}末{p}", "{q}累计{v}{m}")
    pattern = pattern.replace("{v}", verb)
    offset = pattern.index("{q}")
    items = "\n".join(f"{small} {pattern[:offset]}{s.quarter(x, pattern[offset:])}" for x in q)
    return f"""{s.title()}项目经费情况说明
{big}{after}来历{put}{s.pick("合并原有两个小项", "承接上级试点", "由应急事项转为常设")}，{s.deed()}，{s.pick("服务台账", "巡检记录")}逐月{s.pick("上传", "存档")}。
{big}{after}文件{put}{s.cite(s.law(), s.pick("both", "before", "issuer"))}{s.maybe("，另见" + s.cite(s.law("notice"), "both"))}
{big}{after}由谁办理{put}{s.part() if s.rng.random() < 0.4 else s.body()}
{big}{after}起讫{put}{s.schedule(s.whole_year(), s.pick("months_short", "year", "days_short", "han", "slashes", "months_to"))}
{big}{after}钱数{put}{s.pick("年度预算", "本年预算", "合计")}{s.total(m)}
{big}{after}付款进度
{items}
{big}{after}备查{put}{s.pick(f"中标价{s.cash(20, 200)}，质量保证金按5%扣留", f"第三季度工程量计划完成{s.n(60, 85)}%", f"上半年执行率应过{s.n(45, 55)}%")}，{s.pick("违约条款见协议", f"{s.department}建卡跟踪", "不另行追加")}。
"""


@family("bracket", "train", "district", "prefecture", "street")
def labels_in_brackets(s: Scene) -> str:
    """Labels in brackets lead short lines; the year's money by quarter ends, several values a line."""
    m = s.money(own=True, whole=True)
    q = s.quarters(m, basis="cumulative")
    opening, closing = s.rng.choice([("【", "】"), ("〖", "〗"), ("[", "] "), ("『", "』"), ("〔", "〕")])

    def head(*words: str) -> str:
        return opening + s.pick(*words) + closing

    p = s.phases(3, "incremental")
    form = s.pick("months_short", "months_short", "months_wave", "days_short", "dots")
    steps = s.pick("；", "\n", " / ").join(
        f"{stage(s, x, form)} {x.deed}（{s.pick('用款', '付款') if i else '用款'}{s.share(x)}）"
        for i, x in enumerate(p)
    )
    parts = [
        f"{head('概', '事项', '内容')}{s.deed()}；{s.deed()}；{s.pick('覆盖', '惠及')}{s.n(3, 50)}个{s.pick('站点', '片区', '窗口')}",
        f"{head('据', '文件', '来源文件')}{s.cite(s.law(), s.pick('both', 'close', 'bare'))}",
        f"{head('主体', '办事单位', '实施')}{s.defined() if s.rng.random() < 0.5 else s.body()}｜{s.pick('监督', '审计')}：{s.org}",
        f"{head('步骤', '节奏', '进程')}{steps}",
        f"{head('钱', '财', '资金')}{s.pick('共', '总')}{s.total(m)}｜{s.pick('财政', '拨款')}{s.fiscal(m)}｜{s.pick('自有', '自筹')}{s.own(m)}",
        f"{head('序时', '进度考核', '支出线')}{s.pick('，', '；', '、').join(s.quarter(x, '{month}月底{p}' if x.number > 1 else '{month}月底累计{p}') for x in q)}",
        f"{head('附', '杂项')}{s.pick('押金', '保证金')}{s.cash(1, 6)}{s.pick('验收后退还', '不入项目账')}；{s.pick('巡检频次每周两次', '成果《操作手册》归档', '旧证照一律收回')}",
    ]
    body = "\n".join(parts)
    return f"""{s.title()}项目经费情况说明
{body}
"""
