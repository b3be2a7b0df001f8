"""The marked values that a family puts into its sentences.

Every method that returns marked text gives the value with the words (:mod:`nlp.annotate.written.marks`),
so labels and truth are those of the words that a family really used. Methods named ``*_plain`` and the
distractors return unmarked text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from nlp.annotate.written import forms
from nlp.annotate.written.marks import mark
from nlp.annotate.written.setting import Setting

#: Shares of payment by the number of phases.
_SHARES: Final[dict[int, tuple[tuple[int, ...], ...]]] = {
    2: ((40, 60), (50, 50), (30, 70), (70, 30)),
    3: ((30, 50, 20), (0, 60, 40), (50, 30, 20), (20, 45, 35)),
    4: ((20, 30, 30, 20), (0, 50, 30, 20), (10, 40, 30, 20), (25, 25, 25, 25), (15, 35, 40, 10)),
}
_DEGREE: Final = (0, 0, 1, 1, 2, 2, 3)


@dataclass(frozen=True, slots=True)
class Money:
    """A year's money in 万元; ``parts`` are uses with their amounts."""

    total: Decimal
    fiscal: Decimal
    own: Decimal
    parts: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class QuarterPlan:
    """One quarter's figures."""

    number: int
    percent: Decimal
    wan: Decimal
    basis: str


@dataclass(frozen=True, slots=True)
class PhasePlan:
    """One phase with what is done in it."""

    span: forms.Span
    percent: Decimal | None
    deed: str


@dataclass(frozen=True, slots=True)
class Law:
    """A document that the project rests on."""

    key: str
    title: str
    issuer: str
    number: forms.Number | None


LawKind = Literal["local", "national", "notice", "reply"]


class Scene(Setting):
    """The world of one narrative with its values, drawn from a seeded generator."""

    def cash(self, low: int, high: int) -> str:
        """Return an amount in 万元 that labels nothing."""
        return forms.amount(Decimal(self.rng.randint(low * 10, high * 10)) / 10, "wan")

    # Money -------------------------------------------------------------------------------------------

    def money(
        self, parts: int = 0, *, own: bool = False, wrong: float = 0.0, big: bool = False, whole: bool = False
    ) -> Money:
        """Draw a year's money; with probability ``wrong`` the parts do not add up, which is flagged."""
        rng = self.rng
        step = Decimal(1).scaleb(-0 if whole else -rng.choice(_DEGREE))
        scale = rng.choice([20, 80, 300, 900]) * (10 if big else 1)
        pieces = [
            (Decimal(rng.randint(scale // 4, scale)) + rng.randint(1, 999) * step % 1).quantize(step)
            for _ in range(max(parts, 1))
        ]
        total = sum(pieces, Decimal(0))
        uses = [(self.use(), piece) for piece in pieces] if parts else []
        if parts and rng.random() < wrong:
            self.flags.add("components-do-not-add-up")
            index = rng.randrange(parts)
            uses[index] = (uses[index][0], uses[index][1] + rng.choice([1, 5, 10]))
        self_paid = (total * rng.randint(10, 40) / 100).quantize(step) if own else Decimal(0)
        return Money(total, total - self_paid, self_paid, tuple(uses))

    def _money(self, label: str, wan: Decimal, form: str | None, **values: object) -> str:
        words = forms.amount(wan, form or self.amount_form)
        return mark(f"AMOUNT_{label}", words, wan=format(wan.normalize(), "f"), **values)

    def total(self, money: Money, form: str | None = None) -> str:
        """Return the annual total."""
        return self._money("TOTAL", money.total, form)

    def fiscal(self, money: Money, form: str | None = None) -> str:
        """Return the fiscal part."""
        return self._money("FISCAL", money.fiscal, form)

    def own(self, money: Money, form: str | None = None) -> str:
        """Return the own funds."""
        return self._money("OWN", money.own, form)

    def component(self, wan: Decimal, form: str | None = None) -> str:
        """Return a component's amount."""
        return self._money("COMPONENT", wan, form)

    def parts(self, money: Money, pattern: str = "{use}{wan}", joint: str = "、") -> str:
        """Return the components, written by a pattern with {use}, {wan} and {n}."""
        return joint.join(
            pattern.format(use=use, wan=self.component(wan), n=index)
            for index, (use, wan) in enumerate(money.parts, start=1)
        )

    def several_years(self, money: Money) -> str:
        """Return a total over several years, larger than this year's."""
        wan = (money.total * self.rng.randint(2, 4) + self.rng.randint(1, 90)).normalize()
        return self._money("MULTI_YEAR", wan, None)

    def other_year(self, year: int, money: Money) -> str:
        """Return another year's money; the year must stand before it in the same sentence."""
        wan = (money.total * self.rng.randint(60, 130) / 100).quantize(Decimal("0.1"))
        return self._money("OTHER_YEAR", wan, None, year=year)

    # Quarters ----------------------------------------------------------------------------------------

    def quarters(
        self, money: Money, *, basis: Literal["incremental", "cumulative"] = "incremental", wrong: float = 0.0
    ) -> tuple[QuarterPlan, ...]:
        """Draw four quarters; with probability ``wrong`` they do not add up, which is flagged."""
        rng = self.rng
        if basis == "incremental":
            shares = rng.choice(
                [(30, 30, 20, 20), (10, 35, 25, 30), (25, 25, 30, 20), (15, 40, 30, 15), (20, 35, 27, 18)]
            )
            if rng.random() < wrong:
                self.flags.add("quarters-do-not-add-up")
                shares = (shares[0] + 10, shares[1], shares[2], shares[3])
        else:
            shares = rng.choice([(20, 45, 75, 100), (15, 50, 80, 100), (25, 50, 75, 100), (10, 40, 70, 100)])
        return tuple(
            QuarterPlan(number, Decimal(share), money.total * share / 100, basis)
            for number, share in enumerate(shares, start=1)
        )

    def quarter(self, plan: QuarterPlan, pattern: str, qual: str = "exact", *, cash_form: str = "wan") -> str:
        """Return a quarter's words by a pattern with {q}, {p} (percentage) and {m} (money)."""
        words = pattern.format(
            q=forms.QUARTERS[self.quarter_form](plan.number, self.year),
            p=forms.PERCENTS[self.percent_form](plan.percent),
            m=forms.amount(plan.wan, cash_form),
            n=plan.number,
            month=plan.number * 3,
        )
        return mark(
            "QUARTER",
            words,
            q=plan.number,
            pct=plan.percent if "{p}" in pattern else None,
            wan=format(plan.wan.normalize(), "f") if "{m}" in pattern else None,
            qual=qual if qual != "exact" else None,
            basis=plan.basis,
        )

    def every_quarter(self, money: Money, pattern: str) -> str:
        """Return words that give all quarters one figure: {p} 25%, {m} a fourth of the total."""
        fourth = money.total / 4
        words = pattern.format(
            p=forms.PERCENTS[self.percent_form](Decimal(25)), m=forms.amount(fourth, "wan")
        )
        return mark(
            "QUARTER",
            words,
            q="1,2,3,4",
            pct=25 if "{p}" in pattern else None,
            wan=format(fourth.normalize(), "f") if "{m}" in pattern else None,
            basis="incremental",
        )

    # Time --------------------------------------------------------------------------------------------

    def whole_year(self) -> forms.Span:
        """Return the fiscal year."""
        return forms.Span(date(self.year, 1, 1), date(self.year, 12, 31))

    def some_months(self) -> forms.Span:
        """Return a run of months in the fiscal year."""
        first = self.rng.randint(1, 6)
        last = self.rng.randint(first + 3, 12)
        return forms.Span(date(self.year, first, 1), date(self.year, last, forms.month_end(self.year, last)))

    def some_days(self) -> forms.Span:
        """Return a run of days in the fiscal year."""
        first, last = self.rng.randint(1, 5), self.rng.randint(8, 12)
        return forms.Span(
            date(self.year, first, self.rng.randint(2, 28)), date(self.year, last, self.rng.randint(2, 28))
        )

    def years(self, count: int = 3) -> forms.Span:
        """Return a run of calendar years that begins before or with the fiscal year."""
        first = self.year - self.rng.randint(0, count - 1)
        return forms.Span(date(first, 1, 1), date(first + count - 1, 12, 31))

    def any_time(self) -> forms.Span:
        """Return one of the runs inside the fiscal year."""
        return self.rng.choice([self.whole_year, self.whole_year, self.some_months, self.some_days])()

    def schedule(self, span: forms.Span | None = None, form: str | None = None) -> str:
        """Return the schedule's period."""
        span = span or self.any_time()
        words = forms.period(span, form or self.period_form)
        return mark("SCHEDULE", words, start=span.start, end=span.end)

    def duration(self, months: int = 12) -> str:
        """Return a bare duration."""
        words = [f"{months}个月", f"{forms.CN[months] if months <= 12 else str(months)}个月"]
        if months % 12 == 0:
            years = months // 12
            words += [f"{years}年", f"{'两' if years == 2 else forms.CN[years]}年"]
        return mark("SCHEDULE", self.rng.choice(words), months=months)

    def phases(
        self, count: int, shares: Literal["none", "incremental", "cumulative"] = "none"
    ) -> tuple[PhasePlan, ...]:
        """Draw phases that follow one another through the year's months."""
        cuts = sorted(self.rng.sample(range(2, 12), count - 1))
        firsts, lasts = [1, *(c + 1 for c in cuts)], [*cuts, 12]
        percents: Sequence[int | None] = [None] * count
        if shares != "none":
            steps = self.rng.choice(_SHARES[count])
            percents = steps if shares == "incremental" else [sum(steps[: i + 1]) for i in range(count)]
        return tuple(
            PhasePlan(
                forms.Span(
                    date(self.year, first, 1), date(self.year, last, forms.month_end(self.year, last))
                ),
                None if percent is None else Decimal(percent),
                self.deed(),
            )
            for first, last, percent in zip(firsts, lasts, percents, strict=True)
        )

    def phase(self, plan: PhasePlan, form: str | None = None) -> str:
        """Return a phase's period."""
        span = plan.span
        chosen = form or self.period_form
        if chosen in ("year", "year_whole", "fiscal_year"):
            chosen = "months"
        return mark("PHASE", forms.period(span, chosen), start=span.start, end=span.end)

    def share(self, plan: PhasePlan) -> str:
        """Return the share of the phase that was written before."""
        percent = plan.percent or Decimal(0)
        return mark("PHASE", forms.PERCENTS[self.percent_form](percent), pct=percent)

    # Legal basis -------------------------------------------------------------------------------------

    def draw_number(self) -> forms.Number:
        """Draw a document number."""
        rng = self.rng
        serial: int | str = rng.randint(1, 220)
        if rng.random() < 0.04:
            serial = f"第{serial:03}"
        code = self.names.say("doc_code")
        if rng.random() < 0.4 and self.level != "central":
            code = self.region[0] + code[1:]
        return forms.Number(code, rng.randint(self.year - 9, self.year - 1), serial)

    def law(self, kind: LawKind = "local") -> Law:
        """Draw a document that was not drawn before; general laws have no number."""
        law = self._law(kind)
        while law.title in self._titles:
            # A kind may have no other title left: notices never end.
            law = self._law(self.rng.choice([kind, "notice"]))
        self._titles.add(law.title)
        return law

    def _law(self, kind: LawKind) -> Law:
        self._laws += 1
        key, rng, names = f"d{self._laws}", self.rng, self.names
        number = self.draw_number()
        if kind == "national":
            return Law(key, rng.choice([*self.sector.national, names.say("law")]), "", None)
        issuer = self.region + rng.choice(["人民政府办公厅", "发展和改革委员会", "财政局", "人民政府"])
        if self.level == "central" or rng.random() < 0.3:
            issuer = names.say("body_central")
        elif rng.random() < 0.4:
            issuer = names.say("gov")
        if kind == "notice":
            title = names.fill(
                f"{{关于做好{self.name}工作的通知|关于组织实施{self.name}的通知|{{notice_title}}}}"
            )
        elif kind == "reply":
            title = rng.choice(
                [
                    f"关于同意{self.name}立项的批复",
                    f"关于{self.name}可行性研究报告的批复",
                    f"关于{self.name}实施方案的复函",
                    f"关于{self.name}初步设计及概算的批复",
                ]
            )
        else:
            place = "" if self.level == "central" else self.region
            title = rng.choice([place + rng.choice(self.sector.laws), names.say("rule_title")])
        return Law(key, title, issuer, number)

    def law_title(self, law: Law, words: str | None = None) -> str:
        """Return a document's title."""
        return mark("LEGAL_TITLE", words or law.title, law=law.key)

    def law_number(self, law: Law) -> str:
        """Return a document's number in one of its writings."""
        if law.number is None:
            raise ValueError(f"{law.title} has no number")
        return mark("LEGAL_NUMBER", forms.number(law.number, self.rng), law=law.key, normal=law.number.normal)

    def cite(self, law: Law, form: str | None = None) -> str:
        """Return a citation; forms: both, close, before, bare, title, issuer, issued, unmarked, article."""
        if law.number is None:
            form = form if form in ("title", "article") else "title"
        forms_of = ["both", "both", "both", "close", "before", "issuer"]
        form = form or self.pick(*forms_of, *([] if law.title.startswith("关于") else ["issued"]))
        title = self.law_title(law)
        if form == "title":
            return f"《{title}》"
        if form == "article":
            return f"《{title}》第{forms.CN[self.n(2, 12)]}条"
        number = self.law_number(law)
        issued = replace(law, title=f"关于印发《{law.title}》的通知")
        nested = replace(law, title=f"关于印发〈{law.title}〉的通知")
        return {
            "both": f"《{title}》（{number}）",
            "close": f"《{title}》{number}",
            "before": f"{number}文件《{title}》",
            "bare": f"{title}（{number}）",
            "issuer": f"{law.issuer}《{title}》（{number}）",
            "issued": f"《{self.law_title(nested)}》（{number}）",
            "unmarked": f"{self.law_title(law, law.issuer + issued.title)}（{number}）",
        }[form]
