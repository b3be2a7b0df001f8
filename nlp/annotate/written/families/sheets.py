# Templates keep a document's own lines.
# ruff: noqa: E501
"""Narratives as forms and tables: a value a row, stages, prices by numbers, years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from nlp.annotate.written import forms
from nlp.annotate.written.families.cells import bare, plain, rows, stage
from nlp.annotate.written.families.registry import family
from nlp.annotate.written.layout import TITLES
from nlp.annotate.written.marks import mark
from nlp.annotate.written.scene import LawKind, Money, Scene

_KINDS: Final[tuple[LawKind, ...]] = ("local", "reply", "notice")


def _style(s: Scene) -> str:
    return s.pick("plain", "plain", "comma", "two")


@family("table", "train", "prefecture", "district", "provincial")
def declaration_rows(s: Scene) -> str:
    """A declaration form, a value a row, the names in the left column."""
    m = s.money(3, own=True)
    sep = s.pick("\t", "\t", " | ", "：", "｜", "    ", "　", "||")
    inner = s.rng.random() < 0.5
    style, unit = _style(s), "（万元）" if inner else ""
    money = {
        "total": bare("TOTAL", m.total, style) if inner else s.total(m),
        "fiscal": bare("FISCAL", m.fiscal, style) if inner else s.fiscal(m),
        "own": bare("OWN", m.own, style) if inner else s.own(m),
    }
    past = s.year - 1
    head = [
        [s.pick("项目名称", "名称", "申报项目"), s.title()],
        [s.pick("主管部门", "预算主管部门", "归口部门"), s.org],
        [s.pick("实施单位", "项目实施单位", "项目承担单位", "具体实施单位"), s.body()],
        [s.pick("项目属性", "项目类别"), s.pick("延续性", "一次性", "新增", "经常性专项")],
    ]
    middle = [
        [s.pick("设立依据", "立项文件", "政策依据"), f"{s.cite(s.law())}；{s.cite(s.law('notice'), 'both')}"],
        [s.pick("起止时间", "项目起止时间", "实施期限"), s.schedule()],
        [s.pick("主要内容", "申报理由"), f"{s.deed()}，{s.deed()}，涉及{s.n(3, 60)}处"],
    ]
    funds = [
        [s.pick("资金总额", "年度资金总额", "本年预算申请数") + unit, money["total"]],
        [s.pick("其中：财政拨款", "其中：一般公共预算", "　其中：当年财政拨款") + unit, money["fiscal"]],
        [s.pick("自筹", "　　　自筹资金", "单位自有资金", "其他资金") + unit, money["own"]],
        [
            s.pick(f"{past}年预算数", f"上年（{past}年）执行数", f"{past}年实际支出"),
            s.other_year(past, m),
        ],
    ]
    uses = [[s.pick("支出明细", "明细测算"), s.parts(m, s.pick("{use}{wan}", "{n}.{use} {wan}"), "；")]]
    tail = [
        [s.pick("联系电话", "经办处室电话"), f"0{s.n(310, 990)}-{s.n(2200000, 8899999)}"],
        [s.pick("功能科目", "支出科目"), f"2{s.n(10, 29)}{s.n(10, 99)}{s.n(10, 99)}"],
        [s.pick("预期效益", "产出指标"), f"完成{s.n(2, 40)}批次，一次合格比例{s.n(90, 99)}%"],
    ]
    blocks = [middle, funds + uses] if s.rng.random() < 0.6 else [funds + uses, middle]
    table = rows([*head, *blocks[0], *blocks[1], *s.rng.sample(tail, 2)], sep)
    return f"""{s.name}{s.pick(*TITLES)}
{table}
"""


@family("table", "train", "unit", "district", "prefecture")
def paired_form(s: Scene) -> str:
    """A form with two names and two values in a row; begin and end stand in cells of their own."""
    m = s.money(own=True)
    sep = s.pick("\t", " | ", "||", "　　")
    span = s.some_days() if s.rng.random() < 0.5 else s.some_months()
    begin, end = span.start, span.end
    day = s.pick(
        "{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}", "{0.year}.{0.month}.{0.day}", "{0:%Y/%m/%d}"
    )
    times = [mark("SCHEDULE", day.format(each), start=begin, end=end) for each in (begin, end)]
    law = s.law(s.rng.choice(_KINDS))
    table = rows(
        [
            [
                s.pick("项目名称", "项目"),
                s.title(),
                s.pick("项目编码", "项目代码"),
                f"{s.year}{s.n(1000, 9999)}{s.n(100, 999)}",
            ],
            [s.pick("填报部门", "一级预算单位"), s.org, s.pick("实施单位", "项目单位", "执行单位"), s.body()],
            [s.pick("开始时间", "起始日期"), times[0], s.pick("完成时间", "终止日期", "结束时间"), times[1]],
            ["年度金额", s.total(m), "单位编制人数", f"{s.n(12, 160)}人"],
            [s.pick("财政资金", "其中：财政性资金"), s.fiscal(m), s.pick("自有资金", "自筹部分"), s.own(m)],
            [s.pick("依据文件", "批准文件"), f"《{s.law_title(law)}》", "文号", s.law_number(law)]
            if law.number
            else ["依据文件", f"《{s.law_title(law)}》", "文号", "无"],
            [s.pick("在用设备原值", "资产账面原值"), s.cash(60, 700), "质保期限", f"{s.n(1, 5)}年"],
        ],
        sep,
    )
    note = s.pick(
        f"说明：中标方{s.supplier}负责供货，不作为执行单位；限额以上（{s.cash(50, 100)}）部分另行论证。",
        f"填表说明：①拟购装备市场均价每套{s.cash(1, 30)}，供比照；②{s.department}只对数据真实性复核。",
        f"备注：本表一式两份，{s.org}留存一份；往年该类采购节支{s.cash(1, 9)}。",
    )
    return f"""{s.name}{s.pick("项目情况说明", "项目经费情况说明", "项目支出情况说明")}
{table}
{note}
"""


@family("table", "train", "prefecture", "unit", "provincial")
def stage_payment_table(s: Scene) -> str:
    """A plan as a table of points of time, content and shares; a contract's own shares stand below."""
    m = s.money()
    kind = s.pick("months", "months", "threes", "ends")
    running = kind != "ends" and s.rng.random() < 0.4
    plans = s.phases(3 if kind == "ends" else 4, "cumulative" if running else "incremental")
    times: list[str] = []
    form = s.pick("months_short", "months_dots", "months_wave", "months_dash", "dots_bare")
    for number, plan in enumerate(plans):
        if kind == "threes":
            first, last = 3 * number + 1, 3 * number + 3
            span = forms.Span(date(s.year, first, 1), date(s.year, last, forms.month_end(s.year, last)))
            times.append(mark("PHASE", f"{s.year}年{first}月-{last}月", start=span.start, end=span.end))
        elif kind == "ends":
            last = plan.span.end.month
            words = f"{s.year}年{last}月" + s.pick("底前", "底", "末前")
            times.append(mark("PHASE", words, end=plan.span.end))
        else:
            times.append(stage(s, plan, form))
    naked = s.rng.random() < 0.25
    shares = [
        mark("PHASE", plain(p.percent or Decimal(0)), pct=p.percent) if naked else s.share(p) for p in plans
    ]
    share_head = (
        s.maybe("累计", float(running))
        + s.pick("支付比例", "付款占全年预算比例", "拟付款比重")
        + ("（%）" if naked else "")
    )
    columns = {
        s.pick("时间节点", "节点", "起止月份"): times,
        s.pick("内容", "工作内容", "本阶段任务"): [p.deed for p in plans],
        share_head: shares,
    }
    names = list(columns)
    order = s.rng.choice([[0, 1, 2], [0, 1, 2], [1, 0, 2], [0, 2, 1]])
    sep = s.pick("\t", " | ", "||", "｜", "   ")
    lines = [[names[i] for i in order]]
    lines += [[columns[names[i]][n] for i in order] for n in range(len(plans))]
    if s.rng.random() < 0.3:
        lines = [[head, *line] for head, line in zip(["序号", "1", "2", "3", "4"], lines, strict=False)]
    return f"""{s.title()}项目经费情况说明

一、项目由来

{s.pick("现场摸底发现，", "历年检查反映，", "据巡检台账，")}{s.sector.thing}等{s.n(4, 70)}台套带病运转，{s.pick("须集中处置", "不宜再拖", "亟待更替")}。

二、文件依据

{s.cite(s.law("reply"), "both")}{s.pick("；", "，并参见")}{s.cite(s.law("national"), "article")}

三、承担单位

{s.body()}{s.pick("", "。", "（独立法人事业单位）")}

四、节点与付款

{rows(lines, sep)}

{s.pick("注：供货合同另行约定签约付三成、到货付五成、质保期满付清，与表中口径无关。", f"表外说明：合同编号{s.n(100, 999)}-{s.year}，违约金按日万分之五计。", f"监理、检测单位由{s.org}抽取，不占表内比例。")}

五、所需资金

{s.pick("本年申请", "财政拨款", "全部由财政列支，计")}{s.fiscal(m)}。
"""


@family("table", "train", "prefecture", "unit", "provincial", "street")
def price_by_number(s: Scene) -> str:
    """Components with price, number and amount; prices and numbers are no amounts of the project."""
    count = s.rng.choice([3, 4, 5])
    items: list[tuple[str, int, int, str]] = []
    for _ in range(count):
        unit = s.pick("套", "批", "项", "次", "份", "月")
        items.append((s.use(), s.n(2, 90) * s.rng.choice([10, 50, 100, 500]), s.n(1, 120), unit))
    parts = tuple((use, Decimal(price * number) / 10_000) for use, price, number, _ in items)
    total = sum((wan for _, wan in parts), Decimal(0))
    m = Money(total, total, Decimal(0), parts)
    yuan = s.rng.random() < 0.5
    style, unit = ("yuan", "元") if yuan else ("plain", "万元")
    sep, numbered = s.pick("\t", "\t", " | ", "||"), s.rng.random() < 0.5
    head = [
        s.pick("名称", "支出内容", "品目"),
        s.pick("单价（元）", "预算单价（元）"),
        "数量",
        s.pick("单位", "计量单位"),
        f"{s.pick('金额', '小计', '合价')}（{unit}）",
    ]
    order = s.rng.choice([[0, 1, 2, 3, 4], [0, 3, 2, 1, 4], [0, 2, 3, 1, 4]])
    lines = [[head[i] for i in order]]
    for use, price, number, each in items:
        wan = Decimal(price * number) / 10_000
        cells = [use, f"{price:,}" if yuan else str(price), str(number), each, bare("COMPONENT", wan, style)]
        lines.append([cells[i] for i in order])
    if numbered:
        lines = [[str(i) if i else "序号", *line] for i, line in enumerate(lines)]
    lines.append(
        [
            s.pick("合计", "总计"),
            *["" if sep == "\t" else "—"] * (len(lines[0]) - 2),
            bare("TOTAL", total, style),
        ]
    )
    last = s.year - 1
    before = s.pick(
        f"{last}年该项支出{s.other_year(last, m)}", f"上年度（{last}年）列支{s.other_year(last, m)}"
    )
    return f"""{s.title()}项目支出情况说明

1 做什么
{s.deed()}；{s.deed()}。{s.pick("现有", "库存")}{s.sector.thing}{s.n(2, 40)}台，账面净值{s.cash(5, 60)}。

2 凭什么立项
{s.cite(s.law(), s.pick("both", "article"))}；{s.cite(s.law("reply"), s.pick("both", "issuer"))}。

3 执行方
{s.body()}{s.pick("", "，法定代表人签字后生效")}

4 何时做
{s.pick("拟于", "", "定在")}{s.schedule(s.some_months())}{s.pick("", "完成", "实施")}

5 花多少
{rows(lines, sep)}
{s.pick("测算说明", "对比")}：{before}，{s.pick("今年价格随行就市", f"同口径相比增加{s.cash(1, 6)}", "数量按实有点位核实")}；{s.pick(f"单件超过{s.cash(5, 20)}的走集中采购", f"供方报价高于{s.cash(30, 60)}者视为无效")}。
"""


@family("table", "train", "prefecture", "provincial", "district", "central")
def years_down(s: Scene) -> str:
    """The money of several years as rows, the sum of all years below."""
    first = s.year - s.rng.choice([0, 1, 1, 2])
    years = list(range(first, first + s.rng.choice([3, 3, 4])))
    if s.year not in years:
        years.append(s.year)
    step = s.rng.choice([Decimal(1), Decimal(1), Decimal("0.1"), Decimal("0.25")])
    wan = {year: s.n(40, 900) * step + 20 for year in years}
    whole = sum(wan.values(), Decimal(0))
    inner = s.rng.random() < 0.5
    style = _style(s)

    def money(label: str, value: Decimal, **values: object) -> str:
        if inner:
            return bare(label, value, style, **values)
        return mark(f"AMOUNT_{label}", forms.amount(value, s.amount_form), wan=plain(value), **values)

    sep, extra = s.pick("\t", " | ", "：", "||", "    "), s.rng.random() < 0.6
    deeds = {year: s.deed() for year in years}
    head = [
        s.pick("年度", "年份", "预算年度"),
        s.pick("金额", "计划投资", "资金安排") + ("（万元）" if inner else ""),
    ]
    tail = s.pick("主要内容", "建设任务")
    lines = [[*head, *([tail] if extra else [])]] if sep != "：" else []
    for year in years:
        value = money("TOTAL", wan[year]) if year == s.year else money("OTHER_YEAR", wan[year], year=year)
        lines.append(
            [
                f"{year}年{s.maybe('度', 0.2)}" if not inner else str(year),
                value,
                *([deeds[year]] if extra and sep != "：" else []),
            ]
        )
    lines.append(
        [
            s.pick("合计", "总计", "总投资"),
            money("MULTI_YEAR", whole),
            *(["—"] if extra and sep != "：" else []),
        ]
    )
    m = Money(wan[s.year], wan[s.year], Decimal(0), ())
    span = forms.Span(date(years[0], 1, 1), date(years[-1], 12, 31))
    time = s.schedule(span, s.pick("years_dash", "years_to", "months_dash", "days", "months"))
    note = (
        f"其中{s.year}年{s.pick('资金全部为财政拨款', '由财政安排')}{s.fiscal(m)}"
        if s.rng.random() < 0.5
        else f"{s.year}年按上表执行"
    )
    unit = s.pick("，单位万元", "（万元）") if inner and sep == "：" else ""
    return f"""{s.title()}项目经费情况说明

【缘起】{s.pick("设施建于", "始建于")}{s.n(1979, 2008)}年，{s.pick("历经多次小修", "设计标准偏低", "管线老化")}，分年度{s.deed()}。

【批准文件】{s.cite(s.law("reply"), s.pick("both", "issuer", "unmarked"))}

【实施者】{s.body()}{s.pick("", "（项目法人）")}

【跨度】{time}

【分年资金】{s.pick("各年数额", "分年度列示", "年度切块")}{unit}如下
{rows(lines, sep)}
{note}，{s.pick("后续年度以当年批复为准", "其余年份不在本次申报范围", "超概部分不予追加")}。

【成效】{s.pick("建成后年节约运行成本", "预计带动相关投资", "每年减少损失")}{s.cash(10, 900)}。
"""
