"""Long narratives as real ones are: sections of many sentences, most of them without a label.

The sentences are data (``prose/<split>.yaml``): those of a split are shared by its families and by no other
split's. A family adds its own sentences, its titles, its order of sections and its style.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, cast, get_args

from nlp.annotate.written.families.registry import Style, add
from nlp.annotate.written.grammar import Rules, load_rules
from nlp.annotate.written.layout import TITLES, Layout
from nlp.annotate.written.model import Split
from nlp.annotate.written.scene import Scene
from nlp.annotate.written.setting import Level
from nlp.annotate.written.voice import Voice

PROSE: Final = Path(__file__).parent.parent / "prose"
#: Symbols of a family that are no sentences.
_SETTINGS: Final = ("style", "levels", "order")
#: Real narratives are long; short families alone would teach that every sentence holds a label.
_WEIGHT: Final = 2


class Narrative:
    """Writes one narrative of a long family."""

    def __init__(self, scene: Scene, style: str, order: str, own: Rules, shared: Rules) -> None:
        self.rng = scene.rng
        self.scene, self.own, self.shared = scene, own, shared
        self.voice = Voice(scene, own, shared)
        self.layout = Layout(style, scene.rng)
        self.order = order.split()
        self.size = self.rng.choice([0.5, 0.9, 1.2, 1.4, 1.7, 2.2, 3.2])
        # An alias is one of the body only where the leading unit is the body.
        self.body = self.voice.grammar.pick("body") if self.order != ["prose"] else "{BODY}"
        self.missing = {key for key in ("schedule", "body") if self.rng.random() < 0.04}
        named = "{BODY}" in self.body
        self.alias_fits = named or ("body" in self.missing and "told" not in own)
        # The money comes first: other sections tell the same.
        budget, self.plan_money, self.overview_money = self._money()
        self.budget = self.voice.budget(budget, self.plan_money, self.overview_money)

    def _money(self) -> tuple[str, str, str]:
        """Return the templates of the budget and of what the plan and the overview say about money."""
        grammar, rng = self.voice.grammar, self.rng
        budget = grammar.pick("budget")
        stated = re.search(r"TOTAL|FISCAL|PARTS|OWN|MULTI|OTHER|QPARTS|AMOUNT_|\{[CO][+-]?\d", budget)
        plan = "" if stated or rng.random() < 0.4 else grammar.pick("plan_money")
        several = "MULTI" not in budget and self.order != ["prose"] and rng.random() < 0.12
        overview = grammar.pick("overview_money") if several else ""
        if all(re.search(r"OTHER|\{O[+-]", told) for told in (budget, overview)):
            overview = ""
        return budget, plan, overview

    def text(self) -> str:
        """Return the marked text."""
        name = self.voice.grammar.say("title")
        title = self.scene.title(name) + self.rng.choice(TITLES)
        if self.order == ["prose"]:
            return self.layout.document(title, self._prose())
        keys = [key for key in self.order if key != "goal" or self.rng.random() < 0.93]
        keys = [key for key in keys if key not in self.missing]
        if self.rng.random() < 0.25:
            keys.insert(keys.index("goal") if "goal" in keys else len(keys), "guard")
        sections = []
        for index, key in enumerate(keys):
            heading = self.layout.heading(key)
            if key in ("need", "guard"):
                heading = self.voice.grammar.say(f"{key}_head")
            sections.append(self.layout.section(index, heading, self._section(key)))
        return self.layout.document(title, sections)

    # Sentences ---------------------------------------------------------------------------------------

    def _some(self, symbol: str, low: int, high: int) -> list[str]:
        """Return sentences of a symbol, each pattern once; the family's own come with all others."""
        own, shared = self.own.get(symbol, ()), self.shared.get(symbol, ())
        count = max(low, round(self.rng.randint(low, high) * self.size))
        mine = self.rng.sample(own, min(len(own), max(1, count // 2), count))
        rest = self.rng.sample(shared, min(len(shared), count - len(mine)))
        chosen = [*mine, *rest]
        self.rng.shuffle(chosen)
        return [self.voice.grammar.fill(each) for each in chosen if self._fits(each)]

    def _fits(self, template: str) -> bool:
        """Tell whether a template may be used: an alias is defined once, and of the body."""
        return "{ALIAS}" not in template or (self.alias_fits and not self.voice.alias_known)

    def _section(self, key: str) -> str:
        if key == "budget":
            return self._tail(self.budget, "budget_tail", 0.45)
        if key == "schedule":
            return self._tail(self.voice.grammar.say("schedule"), "tail_schedule", 0.25)
        if key == "body":
            return self._tail(self._body(), "body_prose", 0.3)
        if key == "basis":
            return self._basis()
        if key == "plan":
            return self._plan()
        if key == "goal":
            return self._goal()
        if key == "overview":
            found = self._some("overview", 2, 7)
            if self.overview_money:
                found.append(self.voice.grammar.fill(self.overview_money))
            if self.rng.random() < 0.2 and self._fits("{ALIAS}"):
                found.insert(self.rng.choice([0, 0, 1]), self.voice.grammar.say("alias_intro"))
            if self.rng.random() < 0.12:
                found.append(self.voice.grammar.say("alias_noise"))
            return self.layout.paragraphs(found)
        return self.layout.paragraphs(self._some(key, 2, 4))

    def _tail(self, before: str, symbol: str, share: float) -> str:
        """Return the text with unmarked sentences behind it, or without."""
        return before + self._more(before, symbol, share)

    def _more(self, before: str, symbol: str, share: float) -> str:
        if self.rng.random() >= share:
            return ""
        joint = self.rng.choice(["", "\n"]) if before.endswith("。") else "\n"
        return joint + joint.join(self._some(symbol, 1, 2))

    def _body(self) -> str:
        template = self.body
        while not self._fits(template) or (self.alias_fits and "{BODY}" not in template):
            template = self.voice.grammar.pick("body")
        return self.voice.grammar.fill(template)

    def _plan(self) -> str:
        found = self._some("plan", 2, 6)
        # What has no section of its own stands in the plan.
        found += [self.voice.grammar.say(f"plan_{key}") for key in sorted(self.missing)]
        if self.plan_money:
            found.append(self.voice.grammar.fill(self.plan_money))
        text = self.layout.paragraphs(found)
        if self.rng.random() < 0.3:
            steps = [self.voice.grammar.fill(each) for each in self.shared["plan_step"]]
            first = 4 * int(self.rng.random() * (len(steps) // 4))  # they stand in fours
            text += "\n" + "\n".join(steps[first : first + 4])
        return text

    def _goal(self) -> str:
        if self.rng.random() < 0.6:
            return self.voice.grammar.fill(self.shared["goal"][0])
        return "".join(self._some("goal", 1, 4))

    def _basis(self) -> str:
        if self.rng.random() < 0.5:
            text = self.voice.grammar.say("basis")
            found = self._some("basis_prose", 0, 4)
            if self.rng.random() < 0.3:
                found.insert(self.rng.randint(0, len(found)), self.voice.grammar.say("basis"))
            if self.rng.random() < 0.6:
                return self.layout.paragraphs([text, *found])
            return self.layout.paragraphs([*found, text])
        count = self.rng.choice([1, 2, 3, 3, 4, 5, 6, 8, 10])
        marker = self.rng.choice(["{n}、", "{n}. ", "（{n}）", "- {n}、", "", "- "])
        lines = [marker.format(n=i + 1) + self._cited() for i in range(count)]
        if count > 2 and self.rng.random() < 0.35:
            extra = self.voice.grammar.say("basis_prose")
            lines.append(marker.format(n=count + 1) + extra)
        lead = self.voice.grammar.say("basis_list_lead")
        return (lead + "\n" if lead != "-" else "") + "\n".join(lines)

    def _cited(self) -> str:
        pattern = self.voice.grammar.pick("cite_lead")
        before, behind = pattern.split("<c>")
        issued, noted = "gov}" in before, behind.startswith(("（", "{第"))
        said = self.voice.grammar.fill(pattern)
        # Without 《》 an issuer directly before the title would belong to it.
        return said.replace("<c>", self.voice.citing.cite(quoted=issued, bare=noted))

    def _prose(self) -> list[str]:
        """Return paragraphs without sections."""
        after = [self.voice.grammar.fill(self.plan_money)] if self.plan_money else []
        pieces = [
            "".join(self._some("overview", 2, 5)),
            self.voice.grammar.say("lead_in") + "".join(self._some("need", 0, 2)),
            "".join([*self._some("plan", 1, 5), *after]),
            self.voice.grammar.say("when"),
            self._tail(self.voice.grammar.say("budget_word") + self.budget, "budget_tail", 0.6),
        ]
        if self.rng.random() < 0.5:
            pieces[0], pieces[1] = pieces[1], pieces[0]
        if self.rng.random() < 0.3:
            pieces[1] += pieces.pop(2)
        if self.rng.random() < 0.4:
            pieces.append("".join(self._some("goal", 1, 3)))
        return pieces


def _register(split: Split) -> None:
    groups = load_rules(PROSE / f"{split}.yaml")
    shared = groups.pop("shared")
    for name, symbols in groups.items():
        style = symbols["style"][0]
        levels = tuple(symbols["levels"][0].split())
        if style not in get_args(Style) or not set(levels) <= set(get_args(Level)):
            raise ValueError(f"{name}: style or level unknown")
        orders = symbols["order"][0].split(" / ")
        own = {key: value for key, value in symbols.items() if key not in _SETTINGS}

        def write(scene: Scene, orders: list[str] = orders, own: Rules = own, style: str = style) -> str:
            return Narrative(scene, style, scene.rng.choice(orders), own, shared).text()

        add(name, cast("Style", style), split, cast("tuple[Level, ...]", levels), write, _WEIGHT)


for _split in get_args(Split):
    _register(_split)
