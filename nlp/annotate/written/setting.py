"""The invented department behind a narrative: its place, organisations and words.

Every method that returns marked text gives the value with the words (:mod:`nlp.annotate.written.marks`);
properties named ``*_plain``, ``supplier`` and ``department`` are unmarked text.
"""

from __future__ import annotations

from random import Random
from typing import Literal

from nlp.annotate.written import forms
from nlp.annotate.written.lexicon import Sector, lexicon
from nlp.annotate.written.marks import PROJECT, mark
from nlp.annotate.written.model import World
from nlp.annotate.written.names import name_rules, names

Level = Literal["central", "provincial", "prefecture", "district", "street", "unit"]


class Setting:
    """The invented department of one narrative, its units and words, drawn from a seeded generator."""

    def __init__(self, rng: Random, level: Level) -> None:
        self.rng = rng
        self.level = level
        self.names = names(rng)
        words = lexicon()
        self.sector: Sector = rng.choice(words.sectors)
        self.year = rng.randint(2021, 2026)
        self.flags: set[str] = set()
        self._laws = 0
        self._titles: set[str] = set()
        uses = {*rng.sample(name_rules()["use"], 8), *(self.names.say("use_more") for _ in range(3))}
        self._uses = rng.sample([*self.sector.uses, *sorted(uses - {*self.sector.uses})], 14)
        deeds = [*self.sector.deeds, *(self.names.say("deed") for _ in range(6))]
        self._deeds = rng.sample(deeds, len(deeds))
        self.amount_form = rng.choices(
            list(forms.AMOUNTS), [forms.AMOUNT_WEIGHTS[form] for form in forms.AMOUNTS]
        )[0]
        self.period_form = rng.choice(list(forms.PERIODS))
        self.percent_form = rng.choice(["plain"] * 6 + list(forms.PERCENTS))
        self.quarter_form = rng.choice(list(forms.QUARTERS))
        self._place(rng)
        #: Listed names without the head office.
        self.lead = rng.choice(self.units[1:] or self.units)
        self.alias = self._short(self.lead)
        self.name = rng.choice([rng.choice(self.sector.projects), self.names.say("project")])

    def _place(self, rng: Random) -> None:
        sector = self.sector
        symbols = {"provincial": "province", "prefecture": "city", "district": "county", "street": "county"}
        self.region = (
            "国家"
            if self.level == "central"
            else self.names.say(symbols.get(self.level) or rng.choice(["province", "city", "county"]))
        )
        kept: dict[str, None] = dict.fromkeys(self.region + unit for unit in rng.sample(sector.units, 3))
        for _ in range(rng.randint(0, 3)):
            # Some units carry no place in their name.
            kept[self.names.fill("{|" + self.region + "|" + self.region + "}{inst_here}")] = None
        if self.level == "street":
            street = self.names.say("street")
            seat = "人民政府" if street[-1] in "镇乡" else "办事处"
            whole = "" if seat == "人民政府" else "人民政府"
            self.org = f"{self.region}{whole}{street}{seat}"
            kept = dict.fromkeys(
                f"{self.region}{street}{tail}"
                for tail in rng.sample(lexicon().street_units, rng.randint(2, 4))
            )
        elif self.level == "central":
            self.org = sector.central
        elif self.level == "provincial":
            self.org = self.region + sector.provincial
        else:
            self.org = self.region + sector.department
        own = rng.sample(list(kept), len(kept))
        if self.level == "unit":
            self.org = own[0]
            self.units: tuple[str, ...] = (own[0],)
        else:
            head = self.org + rng.choice(["本级", "本部", "（本级）", "", "机关"])
            self.units = (head, *own)

    @property
    def world(self) -> World:
        """The document around the narrative."""
        kind: Literal["unit_budget", "department_budget"] = (
            "unit_budget" if self.level == "unit" else "department_budget"
        )
        return World(organisation=self.org, kind=kind, level=self.level, year=self.year, units=self.units)

    # Choices -----------------------------------------------------------------------------------------

    def pick(self, *options: str) -> str:
        """Return one of the options."""
        return self.rng.choice(options)

    def maybe(self, text: str, share: float = 0.5) -> str:
        """Return the text, or nothing."""
        return text if self.rng.random() < share else ""

    def n(self, low: int, high: int) -> int:
        """Return a number that labels nothing."""
        return self.rng.randint(low, high)

    # The project and organisations -------------------------------------------------------------------

    def title(self, name: str | None = None) -> str:
        """Return the project's name, marked as such."""
        return mark(PROJECT, name or self.name)

    def _base(self, unit: str) -> str:
        return unit.split("（")[0]

    def _short(self, unit: str) -> str:
        core = self._base(unit).removeprefix(self.region)
        for tail in (
            "中心",
            "委员会",
            "学校",
            "医院",
            "支队",
            "总队",
            "馆",
            "所",
            "院",
            "站",
            "局",
            "场",
            "台",
        ):
            if core.endswith(tail) and len(core) > len(tail) + 2:
                short = core[:2] + tail
                return short if short != core else core[0] + tail
        return core[:2] + core[-2:] if len(core) > 5 else core[-4:]

    def _listed(self, unit: str, words: str, name: str | None = None) -> str:
        return mark("BODY", words, name=name or unit, listed=unit, relation="listed")

    def body(self) -> str:
        """Return the leading unit, with its second name or without."""
        return self._listed(self.lead, self.pick(self.lead, self._base(self.lead)))

    @property
    def lead_plain(self) -> str:
        """The leading unit, mentioned."""
        return self._base(self.lead)

    def defined(self) -> str:
        """Return the leading unit with the definition of its alias."""
        word = self.pick("以下简称", "以下简称", "以下称", "简称")
        opening, closing = self.rng.choice([("“", "”"), ("“", "”"), ("‘", "’"), ("", "")])
        alias = mark("BODY_ALIAS", self.alias)
        return f"{self._listed(self.lead, self.lead)}（{word}{opening}{alias}{closing}）"

    def short(self) -> str:
        """Return the alias, where it stands for the body."""
        return self._listed(self.lead, self.alias)

    def listed(self, unit: str) -> str:
        """Return a listed unit, with its second name or without."""
        return self._listed(unit, self.pick(unit, self._base(unit)))

    def other(self) -> str:
        """Return another listed unit."""
        unit = next(u for u in (*self.units[1:], *self.units) if u != self.lead or len(self.units) == 1)
        return self._listed(unit, self._base(unit))

    def office(self) -> str:
        """Return the department itself."""
        return self._listed(self.units[0], self.org, self.org)

    def own_word(self, prefix: str = "本") -> str:
        """Return 本中心 or its like for the leading unit: to be used where nothing else can be meant."""
        core = self._base(self.lead)
        for tail in ("中心", "学校", "医院", "支队", "馆", "所", "院", "站", "处", "场", "台"):
            if core.endswith(tail):
                return self._listed(self.lead, prefix + tail)
        return self._listed(self.lead, prefix + "单位")

    def part(self) -> str:
        """Return a department written in one name with the leading unit."""
        words = self._base(self.lead) + self.department
        return mark("BODY", words, name=words, listed=self.lead, relation="part_of_listed")

    def internal(self) -> str:
        """Return a department that stands alone, where no organisation is named."""
        words = self.department
        return mark("BODY", words, name=words, relation="internal_department")

    def partner(self) -> str:
        """Return a joint executor from outside."""
        words = self.partner_plain
        return mark("BODY", words, name=words, relation="not_listed")

    @property
    def department(self) -> str:
        """A department inside the leading unit."""
        return self.rng.choice([self.rng.choice(self.sector.departments), self.names.say("office")])

    @property
    def partner_plain(self) -> str:
        """An outside organisation, mentioned."""
        return self.names.fill("{{uni}|{inst}|{inst}|{place}{society}}")

    @property
    def supplier(self) -> str:
        """A company."""
        return self.names.say("company")

    # Sentences' raw material -------------------------------------------------------------------------

    def deed(self) -> str:
        """Return something that the project does; each once until all are used."""
        self._deeds.append(self._deeds[0])
        return self._deeds.pop(0)

    def use(self) -> str:
        """Return a use of money."""
        self._uses.append(self._uses[0])
        return self._uses.pop(0)
