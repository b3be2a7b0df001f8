"""The money of a long narrative: what its budget template asks for, adding up."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from nlp.annotate.written import forms
from nlp.annotate.written.marks import mark
from nlp.annotate.written.ordered import Sums, named_parts
from nlp.annotate.written.scene import QuarterPlan

if TYPE_CHECKING:
    from nlp.annotate.written.voice import Voice

_CENT: Final = Decimal("0.01")
_COUNTS: Final = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 24, 30, 40, 50, 60, 100, 120, 200)
_EVERY: Final = (
    "每季度使用{m}",
    "每一季度使用{m}",
    "每个季度支出{m}",
    "各季度均执行{p}",
    "每季度支付{m}，占{p}",
    "各季度均安排{m}",
)
_RUNNING: Final = ("<q>预计执行达<p>", "<q>累计执行<p>", "<q>末达到<p>")
_SINGLE: Final = ("<q>执行<p>", "<q>预计支出<p>", "<q>安排<m>")
_FIGURE: Final = re.compile(r"<[pm]>")


class Spending:
    """A year's money and the symbols that write it."""

    def __init__(self, voice: Voice, template: str) -> None:
        self.voice, self.scene, self.rng = voice, voice.scene, voice.scene.rng
        rng = self.rng
        parts = 0
        if "PARTS" in template:
            parts = rng.choice([2, 2, 3, 3, 4, 4, 5, 6, 8, 10])
        if "{QPARTS}" in template:
            parts = rng.randint(4, 8)
        parts = named_parts(template) or parts
        own = "{OWN}" in template
        stated = "TOTAL" in template or "FISCAL" in template or "{PARTS_TABLE}" in template
        wrong = 0.05 if stated else 0.0
        exact = "QUARTER" in template or "EVERY" in template
        money = self.scene.money(parts, own=own, whole=exact and rng.random() < 0.5, wrong=wrong)
        self.sums = Sums(voice, money, template)
        self.money = self.sums.money
        self._multi = ""

    def slots(self) -> dict[str, Callable[[], str]]:
        """Return the symbols of the budget."""
        s, money, year = self.scene, self.money, self.scene.year
        return {
            "TOTAL": lambda: s.total(money),
            "FISCAL": lambda: s.fiscal(money),
            "OWN": lambda: s.own(money),
            "FISCAL1": lambda: self._level(0),
            "FISCAL2": lambda: self._level(1),
            "MULTI": self.multi,
            "OTHER": lambda: s.other_year(year - 1, money),
            "OTHER2": lambda: s.other_year(year - 2, money),
            "OTHERN": lambda: s.other_year(year + 1, money),
            "PARTS": self.parts,
            "PARTS_TABLE": lambda: self.parts_table(total=True),
            "PARTS_TABLE0": lambda: self.parts_table(total=False),
            "QUARTERS": self.quarters,
            "QUARTER_TABLE": self.quarter_table,
            "QPARTS": self.quarter_parts,
            "EACHQ": self.each_quarter,
            "EVERY": lambda: s.every_quarter(money, self.rng.choice(_EVERY)),
            **self.sums.slots(),
        }

    def multi(self) -> str:
        """Return the total over several years, always the same."""
        self._multi = self._multi or self.scene.several_years(self.money)
        return self._multi

    def _level(self, index: int) -> str:
        fiscal = self.money.fiscal
        first = (fiscal * 3 / 5).quantize(_CENT)
        wan = (first, fiscal - first)[index]
        return mark(
            "AMOUNT_FISCAL", forms.amount(wan, self.scene.amount_form), wan=format(wan.normalize(), "f")
        )

    # Components --------------------------------------------------------------------------------------

    def parts(self) -> str:
        """Return the components by a pattern of the grammar: its first character joins them."""
        pattern = self.voice.grammar.pick("part")
        joint, rest = ("\n", pattern[2:]) if pattern.startswith("\\n") else (pattern[0], pattern[1:])
        items = [self._item(rest, use, wan, index) for index, (use, wan) in enumerate(self.money.parts, 1)]
        if joint == "\n":
            return "\n" + joint.join(items).removesuffix("；")
        return joint.join(items)

    def _item(self, pattern: str, use: str, wan: Decimal, index: int) -> str:
        if "<c>" in pattern:
            pattern = self._count(pattern, wan)
        words = self.voice.grammar.fill(pattern)
        words = words.replace("<d>", self.scene.deed()).replace("<u>", use).replace("<i>", str(index))
        return words.replace("<w>", self.scene.component(wan))

    def _count(self, pattern: str, wan: Decimal) -> str:
        """Write how an amount is worked out, price by count, or leave that out where none divides it."""
        yuan = wan * 10_000
        fitting = [n for n in _COUNTS if yuan % n == 0 and yuan / n >= 20]
        if not fitting:
            return re.sub(r"（<c>）|，按<c>测算|，<c>", "", pattern)
        count = self.rng.choice(fitting)
        price = format((yuan / count).normalize(), "f")
        said = self.voice.grammar.say("count").replace("<k>", str(count)).replace("<v>", price)
        said = said.replace("<x>", format((wan / count).normalize(), "f"))
        return pattern.replace("<c>", said)

    def parts_table(self, *, total: bool) -> str:
        """Return the components as a table, the unit in the cells or in the head."""
        bare = self.rng.random() < 0.5
        cell = self.rng.choice(["\t", "\t", " | "])

        def money(label: str, wan: Decimal) -> str:
            value = format(wan.normalize(), "f")
            words = f"{wan:,f}" if bare else forms.amount(wan, self.scene.amount_form)
            return mark(f"AMOUNT_{label}", words, wan=value)

        unit = "（万元）" if bare else ""
        first, last = self.rng.choice(
            [
                ("序号", f"预算金额{unit}"),
                ("", f"金额{unit}"),
                ("数量", f"预算{unit}"),
                ("", f"年度预算安排{unit}"),
            ]
        )
        name = self.rng.choice(["支出内容", "项目", "支出明细", "经费用途"])
        head = {"序号": [first, name, last], "数量": [name, first, last], "": [name, last]}[first]
        rows = [head]
        for index, (use, wan) in enumerate(self.money.parts, start=1):
            cells = {"序号": str(index), "数量": str(self.rng.randint(1, 60)), name: use}
            rows.append([cells.get(each) or money("COMPONENT", wan) for each in head])
        if total:
            word = self.rng.choice(["合计", "总计", "小计"])
            rows.append([word, *[""] * (len(head) - 2), money("TOTAL", self.money.total)])
        return "\n".join(cell.join(row) for row in rows)

    # Quarters ----------------------------------------------------------------------------------------

    def _plans(self, basis: str, numbers: list[int] | None = None) -> list[QuarterPlan]:
        rng, total = self.rng, self.money.total
        whole = numbers is not None
        numbers = numbers or [1, 2, 3, 4]
        if not whole and rng.random() < 0.15:
            numbers = numbers[1:] if basis == "cumulative" else rng.choice([[1, 2], [2, 4], [2, 3, 4]])
        step = Decimal(1) if rng.random() < 0.7 else _CENT
        cuts = sorted(rng.sample(range(4, 96), len(numbers) - 1))
        ends = [*(Decimal(c) + (rng.randint(1, 99) * step % 1) for c in cuts), Decimal(100)]
        plans, before, spent = [], Decimal(0), Decimal(0)
        for number, end in zip(numbers, ends, strict=True):
            upto = total if end == 100 else (total * end / 100).quantize(_CENT)
            percent, wan = (end, upto) if basis == "cumulative" else (end - before, upto - spent)
            plans.append(QuarterPlan(number, percent, wan, basis))
            before, spent = end, upto
        return plans

    def quarters(self) -> str:
        """Return the quarters' execution by a pattern of the grammar."""
        line = self.voice.grammar.pick("quarter")
        basis = "cumulative" if line.startswith("cum") else "incremental"
        joint, pattern = ("\n", line[5:]) if line[3:5] == "\\n" else (line[3], line[4:])
        form = self.rng.choice(["wan", "wan", "wan_two", "yuan", self.scene.amount_form])
        items = [self._quarter(pattern, plan, form) for plan in self._plans(basis)]
        if joint == "\n":
            return "\n" + joint.join(items).removesuffix("；")
        if self.rng.random() < 0.15:
            items = [item + "，" + self.voice.grammar.say("quarter_note") for item in items]
            joint = "；"
        return joint.join(items)

    def _quarter(self, pattern: str, plan: QuarterPlan, form: str) -> str:
        """Return one quarter; the span ends at its last figure, behind the bracket that encloses it."""
        begin = min(at for at in (pattern.find("<q>"), pattern.find("<e>")) if at >= 0)
        end = [m.end() for m in _FIGURE.finditer(pattern)][-1]
        if pattern.count("（", begin, end) > pattern.count("）", begin, end):
            end = pattern.index("）", end) + 1
        inner = (
            pattern[begin:end]
            .replace("<q>", "{q}")
            .replace("<e>", "{month}月底")
            .replace("<p>", "{p}")
            .replace("<m>", "{m}")
        )
        about = "about" if re.search("约|左右", pattern) else "exact"
        qual = "at_least" if re.search("不低于|以上|不少于", pattern) else about
        words = self.scene.quarter(plan, inner, qual, cash_form=form)
        return self.voice.grammar.fill(pattern[:begin]) + words + self.voice.grammar.fill(pattern[end:])

    def each_quarter(self) -> str:
        """Return the figures of all quarters in one phrase; <l> are the percentages, <m> the amounts."""
        pattern = self.voice.grammar.pick("each_quarter")
        basis = "cumulative" if "累计" in pattern else "incremental"
        plans = self._plans(basis, numbers=[1, 2, 3, 4])
        figures = "、".join(forms.PERCENTS[self.scene.percent_form](plan.percent) for plan in plans)
        sums = "、".join(forms.amount(plan.wan, "wan") for plan in plans)
        money = ",".join(format(plan.wan.normalize(), "f") for plan in plans)
        return mark(
            "QUARTER",
            pattern.replace("<l>", figures).replace("<m>", sums),
            q="1,2,3,4",
            pct=",".join(str(plan.percent) for plan in plans) if "<l>" in pattern else None,
            wan=money if "<m>" in pattern else None,
            basis=basis,
        )

    def quarter_table(self) -> str:
        """Return the quarters as the rows of a table."""
        plans = self._plans("incremental")
        inner, head = self.rng.choice(
            [
                ("<q>\t<p>", "季度\t用款比例"),
                ("<q>\t<m>\t<p>", "季度\t金额\t占比"),
                ("<q>\t<m>", "时间\t用款计划"),
            ]
        )
        rows = [self._quarter(inner, plan, "wan") for plan in plans]
        return "\n".join([head, *rows])

    def quarter_parts(self) -> str:
        """Return quarters with the components that each spends."""
        parts, total = self.money.parts, sum((wan for _, wan in self.money.parts), Decimal(0))
        cuts = [0, *sorted(self.rng.sample(range(1, len(parts)), 3)), len(parts)]
        cumulative = self.rng.random() < 0.5
        pattern = self.rng.choice(_RUNNING if cumulative else _SINGLE)
        intro = self.rng.choice(["，支出主要是", "，主要用于", "，包括", "，其中"])
        items, before, spent = [], Decimal(0), Decimal(0)
        for number in range(1, 5):
            chunk = parts[cuts[number - 1] : cuts[number]]
            wan = sum((each for _, each in chunk), Decimal(0))
            spent += wan
            upto = Decimal(100) if number == 4 else (spent / total * 100).quantize(_CENT)
            percent = upto if cumulative else upto - before
            basis = "cumulative" if cumulative else "incremental"
            plan = QuarterPlan(number, percent, spent if cumulative else wan, basis)
            before = upto
            uses = "、".join(use + self.scene.component(each) for use, each in chunk)
            items.append(self._quarter(pattern, plan, "wan") + intro + uses)
        return "；".join(items)
