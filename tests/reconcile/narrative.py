"""Build a narrative's fields by hand from strings of its text, for the rules on narratives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nlp.document import Evidence
from nlp.fields.model import (
    Amounts,
    ImplementingBody,
    LegalBasis,
    NarrativeFields,
    Phase,
    Quarter,
    QuarterBasis,
    Quarters,
    Relation,
    Schedule,
    StatedAmount,
)
from nlp.outline import Outline
from nlp.outline.model import Narrative, Section
from nlp.reconcile import Finding, Statement, reconcile
from nlp.values.amount import find_amounts
from tests.reconcile.sample import outlined

COVER = """澄江市2025年市级部门预算

预算主管部门：澄江市文化局

澄江市文化局机构设置

1. 澄江市文化局本级
2. 澄江市群众艺术馆
3. 澄江市文物保护中心
4. 澄江市非物质文化遗产保护中心

"""


@dataclass
class Draft:
    """A narrative in the making: text, and fields found in it by their own words."""

    body: str
    project: str = "古镇保护"
    heading: str = "六、年度预算安排"
    kind: str = "annual_budget"

    def __post_init__(self) -> None:
        text = f"{COVER}{self.project}项目经费情况说明\n\n{self.heading}\n\n{self.body}\n"
        self.outline: Outline = outlined(text)
        text = self.outline.document.text
        self.start = text.index(self.project + "项目经费情况说明")
        head = text.index(self.heading)
        section = Section(self.kind, self.heading, head, head + len(self.heading), len(text))
        self.narrative = Narrative(0, self.project, None, self.start, len(text), (section,))

    def evidence(self, words: str, nth: int = 0) -> Evidence:
        """Return the evidence of the nth occurrence of ``words`` in the narrative."""
        at = self.start
        for _ in range(nth + 1):
            at = self.outline.document.text.index(words, at) + 1
        return self.outline.document.evidence(at - 1, at - 1 + len(words))

    def amount(self, words: str, nth: int = 0, label: str | None = None) -> StatedAmount:
        """Return the amount written as ``words``."""
        (found,) = find_amounts(words)
        return StatedAmount(
            found.value,
            found.quantum,
            words,
            found.unit,
            found.decimals,
            found.qualifier,
            self.evidence(words, nth),
            label,
        )

    def quarters(self, basis: QuarterBasis | None, *words: str, amounts: tuple[str, ...] = ()) -> Quarters:
        """Return quarters by their percentages as written."""
        items = tuple(
            Quarter(
                number,
                Decimal(word.rstrip("%")),
                self.amount(amounts[number - 1]) if amounts else None,
                "exact",
                self.evidence(word, words[: number - 1].count(word)),
            )
            for number, word in enumerate(words, start=1)
        )
        return Quarters(basis, items)

    def phases(self, *phases: tuple[str, str, str, str | None]) -> Schedule:
        """Return a schedule of phases: words, start, end, percent."""
        made = tuple(
            Phase(
                "",
                date.fromisoformat(start),
                date.fromisoformat(end),
                Decimal(percent) if percent else None,
                self.evidence(words),
            )
            for words, start, end, percent in phases
        )
        first, last = min(p.start for p in made if p.start), max(p.end for p in made if p.end)
        return Schedule(first, last, None, made, self.evidence(phases[0][0]))

    def body_of(self, name: str, relation: Relation) -> ImplementingBody:
        """Return a body."""
        return ImplementingBody(name, name, None, relation, 0.9, self.evidence(name))

    def basis_of(self, title: str, number: str) -> LegalBasis:
        """Return a legal basis whose number is written as normalised."""
        return LegalBasis(title, number, (), self.evidence(number))

    def run(
        self,
        amounts: Amounts | None = None,
        quarters: Quarters | None = None,
        schedule: Schedule | None = None,
        bodies: tuple[ImplementingBody, ...] = (),
        basis: tuple[LegalBasis, ...] = (),
    ) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
        """Reconcile the one narrative."""
        fields = NarrativeFields(
            self.narrative,
            self.project,
            "heading",
            bodies,
            schedule,
            amounts or Amounts(),
            quarters or Quarters(),
            basis,
        )
        return reconcile(self.outline, [fields])
