# Templates keep a document's own lines.
# ruff: noqa: E501
"""Narratives as nested lists, a document or a body a line, and memos."""

from __future__ import annotations

from typing import Final

from nlp.annotate.written import forms
from nlp.annotate.written.families.cells import by_level, stage, three_years
from nlp.annotate.written.families.registry import family
from nlp.annotate.written.layout import TITLES
from nlp.annotate.written.marks import mark
from nlp.annotate.written.scene import LawKind, Scene

_KINDS: Final[tuple[LawKind, ...]] = ("local", "notice", "reply", "national", "local", "notice")
_RINGS: Final = "①②③④⑤⑥⑦⑧⑨⑩"
#: General regulations of the state with the orders that published them.
_ORDERS: Final = (
    ("政府投资条例", "国务院令第712号"),
    ("中华人民共和国预算法实施条例", "国务院令第729号"),
    ("优化营商环境条例", "国务院令第722号"),
    ("生产安全事故应急条例", "国务院令第708号"),
)


def _order(s: Scene) -> str:
    title, number = s.rng.choice(_ORDERS)
    marked = mark("LEGAL_NUMBER", number, law="order", normal=number)
    opening, closing = s.rng.choice([("（", "）"), ("（", "）"), ("，", ""), (" ", "")])
    return f"《{mark('LEGAL_TITLE', title, law='order')}》{opening}{marked}{closing}"


@family("inline", "train", "prefecture", "district", "street", "unit")
def nested_uses(s: Scene) -> str:
    """Components as a list inside a list: groups without money, items with prices in brackets."""
    m = s.money(s.rng.choice([3, 4, 5]), own=s.rng.random() < 0.5)
    cut = s.n(1, len(m.parts) - 1)
    outer = s.rng.choice([("（一）", "（二）"), ("A. ", "B. "), ("1．", "2．"), ("■ ", "■ ")])
    inner = s.pick("ring", "bracket", "dash", "dot")
    names = s.rng.choice(
        [
            ("第一部分", "第二部分"),
            ("甲类支出", "乙类支出"),
            ("常规开支", "专门开支"),
            ("先行采购", "后续采购"),
            ("固定成本", "变动成本"),
        ]
    )
    items: list[str] = []
    gap = s.pick("", "：", " ", "，计")
    for index, (use, wan) in enumerate(m.parts):
        own = index if index < cut else index - cut
        sign = {"ring": _RINGS[own], "bracket": f"（{own + 1}）", "dash": "- ", "dot": "· "}[inner]
        note = s.pick("", "", f"（单价{s.n(2, 90)}0元）", f"（参照上年每次{s.n(1, 9)}00元）", "（凭票报销）")
        items.append(f"{sign}{use}{gap}{s.component(wan)}{note}")
    joint, end = s.rng.choice([("\n", ""), ("\n  ", ""), ("；", "。")])
    lead = "：" if joint == "；" else joint
    groups = [
        f"{head}{name}{lead}{joint.join(part)}{end}"
        for head, name, part in zip(outer, names, (items[:cut], items[cut:]), strict=True)
    ]
    source = (
        f"来源：财政{s.fiscal(m)}，{s.pick('事业收入', '单位结余', '其他渠道')}{s.own(m)}"
        if m.own
        else s.pick("来源：本级财力", "来源：同级财政统筹")
    )
    return f"""{s.title()}{s.pick(*TITLES)}
甲、事由：{s.deed()}，{s.pick("覆盖面较去年扩大", "服务半径随之延伸")}，{s.pick("受益", "惠及")}{s.n(2, 90)}00人。
乙、依据：{s.cite(s.law())}{s.maybe("；" + s.cite(s.law("national"), "article"))}
丙、单位：{s.body()}
丁、时段：{s.schedule()}
戊、费用：{s.pick("年度用款", "申报额", "经费总计")}{s.total(m)}，{s.pick("分列于后", "构成见下", "由两块组成")}。
{chr(10).join(groups)}
{source}。
己、其他：{s.pick("食堂、车辆等公共开支不在项目内列支", f"往年同类活动场均花费{s.cash(1, 5)}", f"供应商{s.supplier}系上轮服务方，本轮重新遴选")}。
"""


@family("block", "train", "provincial", "prefecture", "unit", "central")
def basis_line_by_line(s: Scene) -> str:
    """The basis as a numbered list with a document a line, a number on the next line or none at all."""
    m = s.money(2)
    kinds = s.rng.sample(_KINDS, s.n(3, 5))
    sign = s.pick("{i}.", "{i}、", "（{i}）", "[{i}] ", "{r}", "{i}) ", "依据{c}：")
    lines: list[str] = []
    for kind in kinds:
        law = s.law(kind)
        if law.number and s.rng.random() < 0.2:
            lines.append(f"《{s.law_title(law)}》\n   文号：{s.law_number(law)}")
        elif law.number and s.rng.random() < 0.15:
            lines.append(f"{s.law_number(law)} {s.law_title(law)}")
        else:
            lines.append(s.cite(law))
    if s.rng.random() < 0.6:
        lines.insert(s.rng.randrange(len(lines) + 1), _order(s))
    listed = [sign.format(i=i, r=_RINGS[i - 1], c=forms.CN[i]) + line for i, line in enumerate(lines, 1)]
    end = s.pick("", "；", "。")
    return f"""{s.title()}项目经费情况说明

一、项目概述

{s.pick("此前", "前两轮")}{s.name}{s.pick("经第三方评估得分", "自评得分")}{s.n(78, 97)}分，{s.pick("故予延续", "本轮沿用既有做法")}，{s.deed()}。

二、立项依据

{(end + chr(10)).join(listed)}{"。" if end else ""}

三、实施主体

{s.pick("牵头单位", "承办机构", "组织单位")}：{s.body()}

四、实施方案

{s.pick("采购环节遵照《政府采购货物和服务招标投标管理办法》", "执行中遵守《政府采购需求管理办法》", "台账按《会计档案管理办法》保存")}；{s.pick("结项时", "年终")}{s.pick("提交", "汇编", "印发")}《{s.sector.report}》{s.pick("及电子数据", "一册", "")}，{s.partner_plain}{s.pick("应邀评议", "仅作外部评审", "旁听验收")}。

五、实施周期

{s.schedule()}

六、年度预算安排

{s.pick("合并测算", "经审核", "按零基编制，核列")}{s.total(m)}，{s.parts(m, s.pick("{use}{wan}", "{wan}用于{use}"), s.pick("，", "；", "，另"))}。

七、绩效目标

{s.pick("成果采纳数", "培训场次", "入库案例")}不少于{s.n(3, 40)}{s.pick("项", "个")}。
"""


@family("bare", "train", "prefecture", "district", "provincial")
def bodies_and_duties(s: Scene) -> str:
    """Bodies as a list with their duties; who supervises, supplies and uses stands in the same list."""
    m = s.money(own=s.rng.random() < 0.4)
    others = [unit for unit in s.units[1:] if unit != s.lead][:2]
    sign = s.pick("● ", "- ", "· ", "（{i}）", "{r}", "")
    gap = s.pick("：", "——", "  ", "，")
    verb = s.pick("负责", "承担", "落实")
    mine = [(s.defined(), f"{s.pick('总牵头，', '抓总，', '')}{verb}{s.deed()}")]
    mine += [(s.listed(unit), f"{s.pick('负责', '分担', '承办')}{s.deed()}") for unit in others]
    mentions = [
        (s.pick("监管方", "主管部门"), f"{s.org}，{s.pick('审核进度款', '组织绩效复评', '下达任务书')}"),
        (
            s.pick("供货方", "中标供应商"),
            f"{s.supplier}，{s.pick('五日内响应故障', '按清单供货', '对质量终身负责')}",
        ),
        (s.pick("咨询方", "评议方"), f"{s.partner_plain}，{s.pick('只提供意见', '不参与经费分配')}"),
    ]
    lines = [f"{body}{gap}{duty}" for body, duty in mine]
    extra = [f"{name}{gap}{words}" for name, words in s.rng.sample(mentions, 2)]
    numbered = [sign.format(i=i, r=_RINGS[i - 1]) + line for i, line in enumerate([*lines, *extra], 1)]
    money = f"{s.pick('总盘子', '预算')}{s.total(m)}" + (
        f"，财政{s.fiscal(m)}、自筹{s.own(m)}" if m.own else s.pick("，无自筹", "")
    )
    p = s.phases(2)
    return f"""{s.title()}项目经费情况说明

缘由
{s.pick("辖区", "全域", "本地")}{s.name}{s.pick("欠账较多", "底子偏薄", "点多线长")}，需{s.deed()}。
依据文件
{s.cite(s.law("notice"), s.pick("both", "close", "before"))}
分工
{chr(10).join(numbered)}
进度
{stage(s, p[0])}{s.pick("打基础", "铺开", "完成主体任务")}，{stage(s, p[1])}{s.pick("收尾", "核验归档", "回头看")}；{s.pick("每月25日例会通报", f"前期方案已于{s.year - 1}年{s.n(9, 12)}月通过评审")}。
资金
{money}。{s.pick(f"单个点位补助封顶{s.cash(2, 8)}", f"试点期曾获企业捐赠{s.cash(3, 20)}", f"合同价{s.cash(30, 80)}以决算审计为准")}。
"""


@family("prose", "train", "street", "unit", "district")
def plain_spoken_heads(s: Scene) -> str:
    """Questions as headings and a spoken tone."""
    m = s.money(2)
    own = s.own_word(s.pick("我", "本")) if s.level == "unit" else s.body()
    asked = s.rng.choice(
        [
            ("为什么要办", "谁说可以办", "谁来办", "办到什么时候", "要花多少钱", "花完见什么效"),
            ("起因", "凭据", "经手单位", "日期", "账目", "盼头"),
            (
                "问：做这件事图什么？",
                "问：上面有文件吗？",
                "问：哪家来做？",
                "问：做多久？",
                "问：钱数怎么算的？",
                "问：怎么算做好了？",
            ),
            ("这是个什么项目", "从哪份文件来", "落在哪个单位", "时间怎么排", "账怎么算", "成不成看什么"),
        ]
    )
    number = s.pick("", "{i}. ", "{c}、", "（{i}）")
    heads = tuple(number.format(i=i, c=forms.CN[i]) + head for i, head in enumerate(asked, 1))
    last = s.year - 1
    return f"""{s.title()}{s.pick("项目情况说明", "项目经费情况说明", "项目资金情况说明")}

{heads[0]}

{s.pick("街坊反映最多的就是这一件", "老问题拖了几年", "去年汛期吃过亏")}，{s.pick("今年打算", "眼下要", "这回准备")}{s.deed()}，{s.pick("顺带", "再")}{s.deed()}。{s.pick("听证会上", "座谈会上")}{s.n(5, 40)}位代表{s.pick("都点了头", "提了意见")}。

{heads[1]}

{s.pick("有，是", "就是", "看")}{s.cite(s.law(), s.pick("both", "close", "issued"))}{s.pick("。", "，里头写得明白。")}

{heads[2]}

{own}{s.pick("。", "一家包到底。", "。街面上的公司只干活、不管钱。")}

{heads[3]}

{s.schedule(s.some_months())}{s.pick("，赶在入冬前收工。", "，不拖尾巴。", "。")}{s.maybe(f"设备保修另算，{s.n(2, 5)}年。")}

{heads[4]}

{s.pick("拢共", "一共", "统共")}{s.total(m)}：{s.parts(m, s.pick("{use}{wan}", "{use}要{wan}", "{wan}做{use}"), "，")}。{last}年{s.pick("花了", "用了", "开销")}{s.other_year(last, m)}。{s.pick(f"住户自己每家出{s.n(2, 9)}0元，不走公家账", f"误工补贴每天{s.n(5, 12)}0元另有出处", f"人工一天{s.n(2, 4)}00元，随行就市")}。

{heads[5]}

{s.pick("来访少了、夸的多了就行", "现场看、台账对", "回访说好的超过九成")}，{s.pick("返工的不超过", "空关率压到")}{s.n(2, 9)}%。
"""


@family("prose", "train", "prefecture", "provincial", "central")
def three_dense_paragraphs(s: Scene) -> str:
    """Three dense paragraphs without headings, amounts and bodies in long clauses."""
    m = s.money(3, own=True, big=s.rng.random() < 0.4)
    upper, lower = by_level(s, m)
    names = s.rng.choice(
        [("中央财政", "地方财政"), ("省级", "市级"), ("上级补助", "本级安排"), ("一般公共预算", "政府性基金")]
    )
    p = s.phases(3)
    last, coming = s.year - 1, s.year + 1
    whole, before, after = three_years(s, m)
    return f"""{s.title()}{s.pick(*TITLES)}

{s.pick("作为", "列为")}{s.pick("民生实事", "补短板任务", "重点督办事项")}之一，{s.name}{s.pick("着力于", "聚焦")}{s.deed()}、{s.deed()}，{s.pick("所据", "其依据")}为{s.cite(s.law(), s.pick("both", "issuer"))}、{s.cite(s.law("national"), s.pick("title", "article"))}{s.pick("两件", "")}，{s.pick("并非", "有别于")}{s.year - s.n(4, 9)}年已验收的{s.pick("一期工程", "应急工程")}，{s.pick("后者", "该工程")}由{s.partner_plain}{s.pick("建成", "代建")}，耗资{s.cash(100, 900)}。

{s.pick("此番", "本轮")}{s.pick("任务交", "建设由", "各项工作归")}{s.defined()}与{s.other()}{s.pick("分头实施", "合力承担", "共担")}，{s.org}{s.pick("居中协调", "定期听取汇报")}，{s.supplier}等企业{s.pick("以竞价入围", "仅提供货物")}；{s.pick("步骤上", "时序上", "推进中")}，{stage(s, p[0])}{s.pick("摸底造册", "勘测选址", "编制细案")}，{stage(s, p[1])}{s.pick("全面施作", "集中处置", "分片推开")}，{stage(s, p[2])}{s.pick("核验移交", "总结评价", "整改销号")}，{s.pick("其间", "过程中")}{s.pick("抽检覆盖面", "旁站比例")}不少于{s.n(20, 60)}%。

{s.pick("论资金", "就经费而言", "至于花费")}，{s.pick("全程概算", "各年合计", "整个项目总投入")}{whole}，{last}年{s.pick("已拨", "到位")}{before}，{s.year}年{s.pick("编列", "计划")}{s.total(m)}（{names[0]}{upper}、{names[1]}{lower}、{s.pick("自有收入", "社会资本以外的单位自筹", "其他收入")}{s.own(m)}），{s.pick("拆开看是", "切分为", "依用途分")}{s.parts(m, s.pick("{use}{wan}", "{use}占{wan}"), "、")}，{coming}年{s.pick("预留", "再需")}{after}；{s.pick("较批复压减", "比初报减少")}{s.cash(3, 40)}，{s.pick("系招标结余", "因调减数量")}。
"""


@family("inline", "train", "central", "provincial", "prefecture")
def memo_of_changes(s: Scene) -> str:
    """A memo that tells the year's money beside last year's and next year's, in lines with colons and dashes."""
    m = s.money(3, own=False)
    last, coming = s.year - 1, s.year + 1
    whole, before, after = three_years(s, m)
    dash = s.pick("——", "—— ", "－", "→ ")
    uses = "\n".join(
        f"{dash}{use}{s.component(wan)}{s.pick('；', '') if i else '；'}"
        for i, (use, wan) in enumerate(m.parts)
    )
    months = s.rng.choice([26, 30, 36])
    return f"""关于{s.title()}{s.pick("项目经费情况说明", "项目支出情况说明", "项目预算情况说明")}
项目性质：{s.pick("跨年实施", "滚动安排")}，{s.deed()}。
设立理由：{s.cite(s.law("reply"), s.pick("issuer", "both"))}{s.pick("明文要求", "已予核准", "列有此项")}；{s.cite(s.law(), s.pick("issued", "article"))}{s.pick("亦有规定", "可资援引")}。
执行机构：{s.office() if s.rng.random() < 0.4 else s.body()}{s.pick("（独立核算）", "", "，设专账")}
合作方：{s.partner_plain}（{s.pick("无偿提供数据", "另有经费来源")}）
实施期：{s.pick("共", "总计", "")}{s.duration(months)}
资金全貌：{s.pick("总投资", "全周期预算", "概算")}{whole}，{s.pick("分年拨付", "逐年到位")}
前一年：{last}年{s.pick("支出", "下达")}{before}，{s.pick("结余", "压减")}{s.cash(1, 9)}
本年：{s.pick("安排", "申报")}{s.total(m)}，{s.pick("去向", "分配")}如下
{uses}
后一年：{coming}年{s.pick("暂估", "预测")}{after}{s.pick("", "，以届时批复为准")}
提醒：{s.pick(f"到货率{s.n(50, 90)}%不代表付款比例", f"合同尾款{s.n(5, 10)}%在质保满后支付", f"补贴标准每亩{s.n(20, 200)}元")}；{s.pick(f"项目编号{s.year}-K{s.n(10, 99)}", f"许可证号{s.n(10000, 99999)}")}。
"""
