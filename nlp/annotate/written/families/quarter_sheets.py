# Templates keep a document's own lines.
# ruff: noqa: E501
"""Quarters in tables: as columns, beside uses, as numbered rows."""

from __future__ import annotations

from decimal import Decimal

from nlp.annotate.written import forms
from nlp.annotate.written.families.cells import bare, figure, plain, quarter_cell, rows
from nlp.annotate.written.families.registry import family
from nlp.annotate.written.layout import TITLES
from nlp.annotate.written.marks import mark
from nlp.annotate.written.scene import QuarterPlan, Scene


@family("table", "train", "prefecture", "district", "unit")
def quarters_across(s: Scene) -> str:
    """Quarters as columns, the figures of execution below; progress of work stands in a row beside."""
    m = s.money(whole=True)
    kind = s.pick("percent", "percent", "percent", "bare", "money", "both")
    cumulative = s.rng.random() < 0.35
    q = s.quarters(m, basis="cumulative" if cumulative else "incremental")
    style, sep = s.pick("plain", "comma", "two"), s.pick("\t", "\t", " | ", "||", "    ", "｜")
    names = [forms.QUARTERS[s.quarter_form](x.number, s.year) for x in q]
    cells = [quarter_cell(s, x, kind, style) for x in q]
    unit = "（万元）" if kind == "bare" else ""
    what = {
        "percent": s.pick("支出进度", "预算执行率", "资金执行比例", "支付比例"),
        "both": s.pick("执行比例及金额", "支出计划"),
    }.get(kind, s.pick("用款额度", "计划支出", "拟支付金额"))
    named = s.rng.random() < 0.75
    lines = [names, cells]
    if named:
        corner = s.pick("指标", "项目", "季度", "时间", "类别")
        lines = [[corner, *names], [("累计" if cumulative else "") + what + unit, *cells]]
        if s.rng.random() < 0.5:
            done = sorted(s.n(5, 95) for _ in range(3))
            progress = [*(f"{each}%" for each in done), "100%"]
            row = [s.pick("工程形象进度", "任务完成率", "设备到货率"), *progress]
            lines.insert(s.rng.choice([1, 2]), row)
    if not cumulative and kind in ("bare", "money") and named and len(lines) == 2:
        lines[0].append(s.pick("合计", "全年", "年度合计"))
        lines[1].append(bare("TOTAL", m.total, style) if kind == "bare" else s.total(m, "wan"))
    if not named and s.rng.random() < 0.4:
        sep = "\n"
    lead = s.pick("各季度资金计划见下表", "按季用款表", "分季度情况如下", "季度支出安排表")
    if cumulative and not named:
        lead += "（累计数）"
    if kind == "bare" and not named:
        lead += "（单位：万元）"
    return f"""{s.title()}{s.pick(*TITLES)}

一、{s.pick("项目概述", "总体情况")}

{s.pick("围绕", "着眼", "针对")}{s.name}，{s.deed()}，{s.pick("兼顾", "同步", "一并")}{s.deed()}。{s.maybe(f"上半年执行率目标为{s.n(40, 60)}%，纳入部门考核。")}

二、立项依据

{s.cite(s.law())}{s.maybe("，" + s.cite(s.law("national"), "title"))}{s.pick("。", "")}

三、实施主体

{s.rng.choice(["{}", "由{}经管", "责任单位：{}", "{}按年度计划自行落实"]).format(s.body())}

四、实施周期

{s.schedule(s.whole_year())}

五、年度预算安排

{s.pick("全年经费", "年度核定", "本年经费盘子为")}{s.total(m)}。{lead}：

{rows(lines, sep)}

六、绩效目标

{s.pick("受理事项按期办结", "用户评价优良率", "投诉办结比例")}{s.n(90, 99)}%。
"""


@family("table", "train", "provincial", "prefecture", "district")
def uses_by_quarters(s: Scene) -> str:
    """Uses as rows and quarters as columns: only the row of sums tells the quarters."""
    count = s.rng.choice([2, 3, 3, 4])
    step = s.rng.choice([Decimal(1), Decimal("0.1"), Decimal("0.5")])
    grid = [[s.n(1, 60) * step for _ in range(4)] for _ in range(count)]
    uses = [s.use() for _ in range(count)]
    if s.rng.random() < 0.5:
        grid[s.rng.randrange(count)][s.rng.choice([0, 3])] = Decimal(0)
    sums = [sum((line[i] for line in grid), Decimal(0)) for i in range(4)]
    total = sum(sums, Decimal(0))
    style, sep = s.pick("plain", "two", "comma"), s.pick("\t", "\t", " | ", "||")
    heads = [forms.QUARTERS[s.quarter_form](n, s.year) for n in range(1, 5)]
    cells = [[figure(wan, style) if wan else s.pick("0", "—", "/") for wan in line] for line in grid]
    lines = [
        [use, *line, bare("COMPONENT", sum(row, Decimal(0)), style)]
        for use, line, row in zip(uses, cells, grid, strict=True)
    ]
    sum_row = [
        s.pick("合计", "总计", "各季合计"),
        *(
            quarter_cell(s, QuarterPlan(n, Decimal(0), wan, "incremental"), "bare", style)
            for n, wan in enumerate(sums, 1)
        ),
        bare("TOTAL", total, style),
    ]
    first = s.rng.random() < 0.25
    table = [[s.pick("支出事项", "费用名称", "用途"), *heads, s.pick("小计", "全年小计", "计")]]
    table += [sum_row, *lines] if first else [*lines, sum_row]
    return f"""{s.title()}项目经费情况说明

（一）背景

{s.pick("项目列入常年预算", "该事项逐年安排", "系跨部门事项的一部分")}，{s.deed()}，{s.deed()}。

（二）依据

{s.cite(s.law("notice"), s.pick("both", "issuer"))}。

（三）执行单位

{s.defined()}。{s.org}{s.pick("仅履行监管", "按月抽查凭证", "只负责审核用款申请")}。

（四）时间

{s.schedule(s.whole_year())}

（五）{s.pick("按季分解", "分季测算", "季度分解")}{s.pick("（单位：万元）", "表，单位：万元", "  单位：万元")}

{rows(table, sep)}

{s.pick("凡划线或填零者，当季不动款。", "单项超过年初计划一成的须报批。", f"{s.department}按表提交付款申请。")}
"""


@family("table", "train", "district", "unit", "street")
def numbered_quarter_rows(s: Scene) -> str:
    """Quarters as rows with what is done, money and a share; the first cell may be a mere number."""
    m = s.money(whole=True)
    kind = s.pick("han", "digit", "name", "end")
    q = s.quarters(m, basis="cumulative" if kind == "end" else "incremental")
    sep = s.pick("\t", "\t", " | ", "｜")
    style, both = s.pick("plain", "two"), s.rng.random() < 0.6
    lines = [
        [
            {"han": "季度", "digit": "季度", "name": "时段", "end": "截止"}[kind],
            s.pick("重点事项", "当季任务", "支出事由"),
            ("累计" if kind == "end" else "") + s.pick("用款（万元）", "金额（万元）"),
            *([s.pick("占全年", "比例", "占比")] if both else []),
        ]
    ]
    for x in q:
        number = forms.CN[x.number]
        name = {
            "han": number,
            "digit": str(x.number),
            "name": forms.QUARTERS[s.quarter_form](x.number, s.year),
            "end": f"{number}季度末",
        }[kind]
        percent = forms.PERCENTS[s.percent_form](x.percent)
        inner = sep.join([name, s.deed(), figure(x.wan, style), *([percent] if both else [])])
        lines.append(
            [
                mark(
                    "QUARTER",
                    inner,
                    q=x.number,
                    wan=plain(x.wan),
                    pct=x.percent if both else None,
                    basis=x.basis,
                )
            ]
        )
    return f"""{s.title()}项目经费情况说明

项目实施部门：{s.body()}
依据：{s.cite(s.law(), s.pick("both", "close", "title"))}
期限：{s.duration(12)}（{s.schedule(s.whole_year(), s.pick("days", "dots", "months_short", "months"))}）
经费：{s.pick("同级财政全额负担", "列入本级预算", "申请财政资金")}{s.fiscal(m)}
{s.pick("支出安排", "四个季度怎么花", "按季安排")}：
{rows(lines, sep)}
{s.pick("提示", "注", "备忘")}：{s.pick("第三季度若遇汛情可顺延现场作业", "二季度末组织中期检查，完成率应过半", "一季度只做招标准备，形象进度不考核")}；{s.pick("服务单价", "计件单价", "每户补贴")}{s.n(3, 90)}0元。
"""
