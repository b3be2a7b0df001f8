"""The symbols of the long families that code fills: marked values (capitals) and varied unmarked ones."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Final

from nlp.annotate.written import forms, phasing
from nlp.annotate.written.citing import Citing
from nlp.annotate.written.grammar import Grammar, Rules
from nlp.annotate.written.marks import mark
from nlp.annotate.written.names import name_rules
from nlp.annotate.written.ordered import Times
from nlp.annotate.written.scene import Scene
from nlp.annotate.written.spending import Spending

_LONG: Final = ("days", "months", "months_dash", "months_dots", "dots", "years_dash", "years_to", "dots_to")
#: Who numbers a document: train.yaml's docnum_… of each.
_NUMBERING: Final = ("state", "local", "reply", "minutes", "unit", "order", "ministry")
_WHOLE_DAYS: Final = ("days", "months", "months_dash", "days_dash", "days_from")


class Voice:
    """One narrative's grammar: its family's sentences, those of its split, names, and the scene's values."""

    def __init__(self, scene: Scene, *layers: Rules) -> None:
        self.scene, self.rng = scene, scene.rng
        self.topic = scene.names.say("topic")
        self.alias_known = False
        # A unit's own budget names no department above it: one is invented.
        self.org = scene.org if scene.level != "unit" else scene.names.fill("{place}{dep}{dep_end}")
        self._years = 2
        self._others = [u for u in scene.units if u != scene.lead]
        self.rng.shuffle(self._others)
        self.spending: Spending | None = None
        if self.rng.random() < 0.12 and self._tail() != "单位":
            scene.alias = self._tail()
        self.grammar = Grammar(self.rng, *layers, name_rules(), slots=self._slots())
        self.citing = Citing(scene)

    def _slots(self) -> dict[str, Callable[[], str]]:
        s, rng = self.scene, self.rng
        year = s.year
        return {
            # Unmarked.
            "lead": self.lead_plain,
            "leadname": lambda: s.lead_plain,
            "own": lambda: rng.choice(["本", "我"]) + self._tail(),
            "org": lambda: self.org,
            "region": lambda: "全国" if s.level == "central" else s.region,
            "dept": lambda: s.department,
            "name": lambda: s.name,
            "deed": s.deed,
            "use": s.use,
            "thing": lambda: rng.choice([s.sector.thing, s.names.fill("{field}{设备|终端|仪器|系统}")]),
            "T": lambda: self.topic if rng.random() < 0.7 else s.names.say("topic"),
            "y": lambda: str(year),
            "ly": lambda: str(year - 1),
            "ny": lambda: str(year + 1),
            "py": lambda: str(year - rng.randint(2, 22)),
            "py2": lambda: str(year - 2),
            "cash": self.cash,
            "yi": self.billions,
            "pct": self.percent,
            "date": lambda: f"{year - rng.randint(1, 6)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日",
            "doc": self.plain_document,
            "book": lambda: s.names.fill(
                "《{topic}{报告|调研报告|年度报告|白皮书|图册|操作手册|管理制度|考核办法|工作指引|案例集|简报}》"
            ),
            "code": self.code,
            # Marked.
            "BODY": self.body,
            "OTHER_BODY": self.other_body,
            "PARTNER": s.partner,
            "PART": s.part,
            "INTERNAL": s.internal,
            "SELF": lambda: s.own_word(rng.choice(["本", "我"])),
            "OFFICE": s.office,
            "ALIAS": self.alias,
            "ALIASBODY": s.short,
            "SCHEDULE": s.schedule,
            "SCHEDULE_LONG": lambda: s.schedule(s.years(rng.choice([2, 2, 3, 3, 4])), rng.choice(_LONG)),
            "SPAN_LENGTH": self.span_length,
            "SPAN": lambda: s.schedule(s.years(self._years), rng.choice(_LONG)),
            "WHOLE": lambda: s.schedule(s.whole_year()),
            "QTIME": lambda: phasing.part_of_year(self),
            "SCHEDULE_DAYS": lambda: s.schedule(form=rng.choice(_WHOLE_DAYS)),
            "YEAR": lambda: s.schedule(s.whole_year(), rng.choice(["year", "year_whole", "fiscal_year"])),
            "DURATION": lambda: s.duration(rng.choice([3, 6, 8, 9, 10, 12, 12, 18, 24, 24, 30, 36, 36, 60])),
            "DURATION12": lambda: s.duration(12),
            "PHASES": lambda: phasing.phases(self),
            "PHASE_TABLE": lambda: phasing.table(self),
            "QPHASES": lambda: phasing.quarters(self),
            "NAMED_PHASES": lambda: phasing.named(self),
            "TWO_YEARS": lambda: phasing.years(self),
            "CITE": lambda: self.citing.cite(),
            "CITEQ": lambda: self.citing.cite(quoted=True),
            "NAMED_PLAN": lambda: self.citing.named_plan(),
            "CITES": lambda: self.citing.several(),
            "NUMBER": lambda: self.citing.number(),
            "MINUTES": lambda: mark("LEGAL_TITLE", s.names.say("minutes_title")),
            **Times(self).slots(),
            # Numbers in the styles of many levels; the capital one stands inside a LEGAL_NUMBER's mark.
            **{f"num_{kind}": partial(self.any_number, kind) for kind in _NUMBERING},
            **{f"NUM_{kind.upper()}": partial(self.marked_number, kind) for kind in _NUMBERING},
        }

    # Unmarked ----------------------------------------------------------------------------------------

    def lead_plain(self) -> str:
        """Return the leading unit, mentioned: by name, short name or 本中心."""
        draw = self.rng.random()
        if self.alias_known and draw < 0.5:
            return self.scene.alias
        return self.scene.lead_plain if draw < 0.8 else "本" + self._tail()

    def _tail(self) -> str:
        """Return the last word of the leading unit's name: 中心, 馆 …"""
        base = self.scene.lead_plain
        tails = ("中心", "医院", "学校", "大学", "支队", "局", "馆", "所", "院", "站", "处", "场", "校")
        return next((tail for tail in tails if base.endswith(tail)), "单位")

    def cash(self) -> str:
        """Return an amount that labels nothing, in any writing."""
        rng = self.rng
        wan = Decimal(rng.choice([rng.randint(5, 90) * 10, rng.randint(10, 99999)])) / 10
        return forms.amount(wan, rng.choices([*forms.AMOUNTS], [*forms.AMOUNT_WEIGHTS.values()])[0])

    def billions(self) -> str:
        """Return a large sum that labels nothing."""
        rng = self.rng
        return rng.choice(
            [
                f"{rng.randint(2, 900)}亿元",
                f"{rng.randint(1, 90)}.{rng.randint(1, 99)}亿元",
                f"{rng.randint(1, 9)}万亿元",
                f"近{rng.randint(2, 60)}亿元",
                f"{rng.randint(1000, 99999)}万元",
                f"{rng.randint(2, 90)}00万元",
            ]
        )

    def code(self) -> str:
        """Return the number of a contract, a permit or a project, which labels nothing."""
        year, n = self.scene.year - 1, self.rng.randint
        return self.rng.choice(
            [
                f"HT-{n(100, 999)}",
                f"{year}-{n(1000, 9999)}",
                f"{n(110101, 659001)}{year}{n(1000, 9999)}",
                f"（{year}）第{n(10, 99)}号",
                f"ZB{year}{n(100, 999):04}",
            ]
        )

    def percent(self) -> str:
        """Return a percentage that labels nothing."""
        rng = self.rng
        value = Decimal(rng.randint(20, 1000)) / 10 if rng.random() < 0.5 else Decimal(rng.randint(3, 100))
        return forms.PERCENTS[self.scene.percent_form](value)

    def plain_document(self) -> str:
        """Return a document that is no basis, with its number or without."""
        names = self.scene.names
        if self.rng.random() < 0.25:
            return f"《{names.say('law')}》"
        title = f"《{names.fill('{{rule_title}|{rule_title}|{notice_title}}')}》"
        if self.rng.random() < 0.3:
            title += f"（{forms.number(self.scene.draw_number(), self.rng)}）"
        return title

    def any_number(self, kind: str) -> str:
        """Return the number of a document, which the sentence says is no basis."""
        return forms.rewritten(self.grammar.say(f"docnum_{kind}"), self.rng)

    # Marked ------------------------------------------------------------------------------------------

    def marked_number(self, kind: str) -> str:
        """Return a basis's number behind its normal value, as a mark holds them: ``normal=…:…``."""
        words = self.grammar.say(f"docnum_{kind}")
        return f"normal={words}:{forms.rewritten(words, self.rng)}"

    def body(self) -> str:
        """Return the leading unit as body; by its short name where that is known."""
        if self.alias_known and self.rng.random() < 0.6:
            return self.scene.short()
        return self.scene.body()

    def other_body(self) -> str:
        """Return another listed unit, each once, then outside partners."""
        return self.scene.listed(self._others.pop()) if self._others else self.scene.partner()

    def alias(self) -> str:
        """Return the leading unit's short name where it is defined."""
        self.alias_known = True
        return mark("BODY_ALIAS", self.scene.alias)

    def span_length(self) -> str:
        """Return a duration of years; the span that follows is as long."""
        self._years = self.rng.choice([2, 2, 3, 3, 5])
        return self.scene.duration(12 * self._years)

    def budget(self, template: str, *others: str) -> str:
        """Return the text of the budget; its capitals, and those of ``others``, say which money there is."""
        self.spending = Spending(self, template + "".join(others))
        self.grammar.slots.update(self.spending.slots())
        return self.grammar.fill(template)
