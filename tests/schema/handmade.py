"""One small document, made by hand from the shared dataclasses: two tables, one narrative, one statement."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from nlp.document import Document, Evidence, Line, Page
from nlp.fields.model import (
    Amounts,
    ImplementingBody,
    LegalBasis,
    NarrativeFields,
    Phase,
    Quarter,
    Quarters,
    Schedule,
    StatedAmount,
)
from nlp.outline.model import BudgetCell, BudgetRow, BudgetTable, Column, Narrative, Outline, Section, Unit
from nlp.reconcile.model import Counterpart, Finding, Statement

TEXT = """云川市2025年市级部门预算
云川市档案馆
收支总表 单位：元
一、财政拨款收入 15,000,000 一、教育支出 9,000,000
收入总计 15,000,000 支出总计 15,000,000
支出表 单位：万元
206-02 基础研究 1,111.10
合计 1,500.00
2025年财政拨款收入1500万元。
库房修缮项目经费情况说明
三、实施主体
云川市档案馆
五、实施周期 2025年3月至2025年11月，一期2025年3月
六、年度预算安排 320.70万元，其中土建120.7万元，设备200万元，2026年80万元
一季度30%，二季度约0.5亿元
依据《云川市档案条例》第三条
"""


@dataclass(frozen=True)
class Handmade:
    outline: Outline
    fields: tuple[NarrativeFields, ...]
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]


def _document() -> Document:
    lines, position = [], 0
    for raw in TEXT.split("\n"):
        lines.append(Line(position, position + len(raw), page=1))
        position += len(raw) + 1
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    pages = (Page(1, 0, len(TEXT), 595.0, 842.0),)
    return Document("档案.txt", digest, "text", TEXT, tuple(lines), pages=pages, warnings=("一处乱码。",))


def _tables(at: Callable[[str], Evidence]) -> tuple[BudgetTable, ...]:
    def cell(written: str, quantum: str, factor: int, table: str, row: int, column: int) -> BudgetCell:
        value = Decimal(written.replace(",", "")) * factor
        return BudgetCell(value, Decimal(quantum), written, at(written).in_table(table, row, column))

    left, right = at("一、财政拨款收入 15,000,000"), at("一、教育支出 9,000,000")
    halves = (
        Column(0, "预算数", ("收入", "预算数"), 0, 1),
        Column(1, "预算数", ("支出", "预算数"), 1, 3),
    )
    fifteen, nine = cell("15,000,000", "1", 1, "t1", 0, 0), cell("9,000,000", "1", 1, "t1", 1, 1)
    t1 = BudgetTable(
        "t1",
        "income_expenditure_summary",
        "收支总表",
        at("收支总表"),
        "元",
        True,
        halves,
        (
            BudgetRow(
                0, "item", 0, None, "一、财政拨款收入", (fifteen, None), left.in_table("t1", 0, None), None
            ),
            BudgetRow(1, "item", 1, None, "一、教育支出", (None, nine), right.in_table("t1", 1, None), None),
        ),
        (
            BudgetRow(
                2, "total", 0, None, "收入总计", (fifteen, None), at("收入总计").in_table("t1", 2, None), None
            ),
            BudgetRow(
                3, "total", 1, None, "支出总计", (None, nine), at("支出总计").in_table("t1", 3, None), None
            ),
        ),
        (1,),
        at("收支总表").start,
        at("支出总计").end,
    )
    part = cell("1,111.10", "100", 10000, "t2", 0, 0)
    whole = cell("1,500.00", "1E+2", 10000, "t2", 1, 0)
    t2 = BudgetTable(
        "t2",
        "kind of a later version",
        "支出表",
        None,
        "万元",
        True,
        (Column(0, "合计", ("合计",), 0, 2), Column(1, "项目支出", ("项目支出",), 0, 3)),
        (BudgetRow(0, "item", 0, "206-02", "基础研究", (part, None), at("206-02"), None),),
        (BudgetRow(1, "total", 0, None, "合计", (whole, None), at("合计"), None),),
        (1,),
        at("支出表").start,
        at("1,500.00").end,
    )
    return (t1, t2)


def _fields(at: Callable[[str], Evidence], narrative: Narrative) -> NarrativeFields:
    def money(
        written: str, yuan: str, quantum: str, label: str | None = None, year: int | None = None
    ) -> StatedAmount:
        decimals = len(written.removesuffix("万元").partition(".")[2])
        return StatedAmount(
            Decimal(yuan), Decimal(quantum), written, "万元", decimals, "exact", at(written), label, year
        )

    building, devices = (
        money("120.7万元", "1207000", "1000", "土建"),
        money("200万元", "2E+6", "10000", "设备"),
    )
    half = StatedAmount(Decimal("5E+7"), Decimal("1E+7"), "0.5亿元", "亿元", 1, "about", at("0.5亿元"))
    derived = StatedAmount(
        Decimal("3207000"),
        Decimal("1000"),
        "120.7万元",
        "万元",
        1,
        "exact",
        building.evidence,
        derived=True,
        computation="120.7 + 200 = 320.7",
        parts=(building.evidence, devices.evidence),
    )
    return NarrativeFields(
        narrative,
        "库房修缮",
        "heading",
        (
            ImplementingBody(
                "云川市档案馆", "云川市档案馆", "云川市档案馆", "listed", 0.97, at("云川市档案馆")
            ),
        ),
        Schedule(
            date(2025, 3, 1),
            date(2025, 11, 30),
            None,
            (Phase("一期", date(2025, 3, 1), None, Decimal("50.0"), at("一期2025年3月")),),
            at("2025年3月至2025年11月"),
        ),
        Amounts(
            money("320.70万元", "3207000", "100"),
            derived,
            None,
            (building, devices),
            None,
            (money("80万元", "800000", "10000", year=2026),),
        ),
        Quarters(
            "incremental",
            (
                Quarter(1, Decimal("30"), None, "exact", at("一季度30%")),
                Quarter(2, None, half, "about", at("二季度约0.5亿元")),
            ),
        ),
        (LegalBasis("云川市档案条例", None, ("第三条",), at("《云川市档案条例》第三条")),),
    )


@cache
def handmade() -> Handmade:
    """Return the document with everything that the rooms would make of it."""
    document = _document()

    def at(words: str) -> Evidence:
        start = TEXT.index(words)
        return document.evidence(start, start + len(words))

    start = TEXT.index("库房修缮项目")
    body = Section(
        "implementing_body",
        "三、实施主体",
        at("三、实施主体").start,
        at("三、实施主体").end,
        at("五、").start,
    )
    narrative = Narrative(0, "库房修缮", at("库房修缮"), start, len(TEXT), (body,))
    tables = _tables(at)
    outline = Outline(
        document,
        "department_budget",
        "provincial",
        2025,
        "云川市档案馆",
        (Unit("云川市档案馆", at("云川市档案馆")),),
        (),
        (narrative,),
        tables,
        ("一处乱码。", "另一处。"),
    )
    stated = StatedAmount(Decimal("15E+6"), Decimal(10000), "1500万元", "万元", 0, "exact", at("1500万元"))
    cell = tables[0].rows[0].cells[0]
    assert cell is not None
    confirmed = Statement(
        "财政拨款收入1500万元",
        "财政拨款收入",
        stated,
        "编制说明",
        Counterpart(Decimal("15000000"), Decimal(1), (cell.evidence,), "t1", "一、财政拨款收入", "预算数"),
        "exact",
        Decimal(0),
        "与表中数一致。",
    )
    total = Counterpart(Decimal("15000000.50"), Decimal(2), (at("120.7万元"), at("200万元")))
    summed = Statement(
        "1500万元", "合计", stated, "编制说明", total, "rounded", Decimal("-0.50"), "与各项之和相符。"
    )
    alone = Statement("1500万元", "其他", stated, "编制说明", None, "unverifiable", None, "没有可对照的表。")
    found = Finding("quarters-do-not-add-up", "warning", "季度之和不是一百。", "30 + 0", (at("一季度30%"),))
    return Handmade(outline, (_fields(at, narrative),), (confirmed, summed, alone), (found,))
