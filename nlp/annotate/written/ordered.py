"""Values that a sentence names one by one: ``{P1/3}`` is the first of three phases, ``{C2/4}`` a component.

The grammar's lists say every item by one pattern. Here a sentence says each in its own words, and the values
still belong together: phases follow one another, components add up, years make up the total of all years.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from nlp.annotate.written import forms, phasing
from nlp.annotate.written.marks import mark

if TYPE_CHECKING:
    from nlp.annotate.written.scene import Money
    from nlp.annotate.written.voice import Voice

_MOST: Final = 6
_NAMED: Final = re.compile(r"\{C\d/(\d)\}")
_YEARS: Final = re.compile(r"\{O([+-]\d)\}")
_COUNTS: Final = (2, 3, 4, 5, 6, 8, 10, 12, 20, 24, 30, 40, 50, 60, 80, 100, 120, 200, 300, 500)
_CELLS: Final = ("wan", "wan", "yuan_whole", "yuan_comma", "wan_two")


def named_parts(template: str) -> int:
    """Return how many components a template names one by one.

    >>> named_parts("场租{C1/2}，搭建{C2/2}"), named_parts("共{TOTAL}")
    (2, 0)
    """
    found = _NAMED.search(template)
    return int(found[1]) if found else 0


class Times:
    """Phases and the project's own time in a sentence's own words."""

    def __init__(self, voice: Voice) -> None:
        self.voice, self.rng, self.year = voice, voice.rng, voice.scene.year
        self._drawn: dict[str, list[str]] = {}
        self._ends = ("", "")

    def slots(self) -> dict[str, Callable[[], str]]:
        """Return the symbols: P months, S their shares, D ends, X months over years, H halves of the year."""
        return {
            **{
                f"{kind}{index}/{count}": partial(self._say, kind, index, count)
                for kind in "PSDXH"
                for count in range(2, _MOST + 1)
                for index in range(1, count + 1)
            },
            "BEGIN": self._begin,
            "END": lambda: self._ends[1],
            "BY": self._by,
            "INYEAR": self._in_year,
            "DOTTED": self._dotted,
        }

    def _say(self, kind: str, index: int, count: int) -> str:
        if kind != "S" and (index == 1 or f"{kind}{count}" not in self._drawn):
            draw = {"P": self._months, "D": self._deadlines, "X": self._over_years, "H": self._halves}[kind]
            self._drawn[f"{kind}{count}"] = draw(count)
        return self._drawn[f"{kind}{count}"][index - 1]

    def _months(self, count: int) -> list[str]:
        scene = self.voice.scene
        plans = scene.phases(count, "incremental" if count <= 4 else "none")
        self._drawn[f"S{count}"] = [scene.share(plan) for plan in plans]
        writing = self.rng.choice(("full", "first", "first", "none", "none", "days"))
        form = self.rng.choice(("months", "months_short", "months_wave", "months_dash", "dots", "months_to"))
        return [phasing.period_of(self.voice, p, writing, form, i) for i, p in enumerate(plans, 1)]

    def _deadlines(self, count: int) -> list[str]:
        ends = [*sorted(self.rng.sample(range(2, 12), count - 1)), self.rng.choice((11, 12, 12))]
        words = self.rng.choice(("{m}月底前", "{m}月底前", "{m}月{d}日前", "{m}月末前"))
        with_year = self.rng.choice((0, 1, count))
        said = []
        for index, month in enumerate(dict.fromkeys(ends)):
            last = date(self.year, month, forms.month_end(self.year, month))
            head = f"{self.year}年" if index < with_year else ""
            said.append(mark("PHASE", head + words.format(m=month, d=last.day), end=last))
        return said if len(said) == count else self._deadlines(count)

    def _over_years(self, count: int) -> list[str]:
        first = self.year - self.rng.choice((0, 0, 1))
        months = self.rng.choice((18, 20, 24, 30, 36))
        cuts = [0, *sorted(self.rng.sample(range(2, months - 1), count - 1)), months]
        form = self.rng.choice(("months", "months_dash", "dots_bare", "months_gap", "months_dots"))
        said = []
        for begin, stop in pairwise(cuts):
            last = first + (stop - 1) // 12, (stop - 1) % 12 + 1
            start = date(first + begin // 12, begin % 12 + 1, 1)
            span = forms.Span(start, date(*last, forms.month_end(*last)))
            words = forms.period(span, form)
            if stop - begin == 1:
                words = f"{span.start.year}年{span.start.month}月"
            said.append(mark("PHASE", words, start=span.start, end=span.end))
        return said

    def _halves(self, count: int) -> list[str]:
        year, head = self.year, self.rng.choice(("", "", f"{self.year}年"))
        again = self.rng.choice(("", head))
        first = mark("PHASE", f"{head}上半年", start=date(year, 1, 1), end=date(year, 6, 30))
        second = mark("PHASE", f"{again}下半年", start=date(year, 7, 1), end=date(year, 12, 31))
        return [first, second][:count]

    def _begin(self) -> str:
        year, first = self.year, self.rng.randint(1, 6)
        last = self.rng.randint(first + 3, 12)
        days = {"start": date(year, first, 1), "end": date(year, last, forms.month_end(year, last))}
        head = self.rng.choice(("", f"{year}年"))
        self._ends = (
            mark("SCHEDULE", f"{year}年{first}月", **days),
            mark("SCHEDULE", f"{head}{last}月{self.rng.choice(('底前', '底前', ''))}", **days),
        )
        return self._ends[0]

    def _by(self) -> str:
        month = self.rng.randint(6, 12)
        last = date(self.year, month, forms.month_end(self.year, month))
        words = self.rng.choice((f"{month}月底前", f"{month}月{last.day}日前", f"{month}月末前"))
        return mark("SCHEDULE", f"{self.year}年{words}", end=last)

    def _in_year(self) -> str:
        words = self.rng.choice((f"{self.year}年度", f"{self.year}年", "本年度", "当年"))
        return mark("SCHEDULE", words, start=date(self.year, 1, 1), end=date(self.year, 12, 31))

    def _dotted(self) -> str:
        year, first = self.year, self.rng.choice((1, 1, 2, 3))
        last = self.rng.choice((10, 11, 12, 12, 12))
        words = self.rng.choice(
            (
                f"{year}.{first}—{year}.{last}",
                f"{year}.{first}-{year}.{last}",
                f"{year}.{first:02}~{year}.{last:02}",
                f"{year}年{first}—{last}月",
                f"{year}年{first}月—{year}年{last}月",
                f"{year}-{first:02}至{year}-{last:02}",
            )
        )
        days = {"start": date(year, first, 1), "end": date(year, last, forms.month_end(year, last))}
        return mark("SCHEDULE", words, **days)


class Sums:
    """Components, years and more own funds in a sentence's own words."""

    def __init__(self, voice: Voice, money: Money, template: str) -> None:
        self.voice, self.scene, self.rng = voice, voice.scene, voice.rng
        self.money = money
        if "{OWN+}" in template:
            more = (money.total * self.rng.randint(10, 60) / 100).quantize(Decimal(1)) + 1
            self.money = replace(money, total=money.total + more, fiscal=money.total, own=more)
        self._mixed = self.rng.random() < 0.3 if named_parts(template) else False
        self._others = {
            int(step): (money.total * self.rng.randint(40, 130) / 100).quantize(Decimal("0.1"))
            for step in sorted(set(_YEARS.findall(template)))
        }

    def slots(self) -> dict[str, Callable[[], str]]:
        """Return the symbols: C a component, c how it is worked out, O± another year, MULTI= all years."""
        found: dict[str, Callable[[], str]] = {
            "OWN+": lambda: self.scene.own(self.money),
            "MULTI=": self._all_years,
        }
        parts = self.money.parts
        for index, (_, wan) in enumerate(parts, start=1):
            found[f"C{index}/{len(parts)}"] = partial(self._part, wan)
            found[f"c{index}/{len(parts)}"] = partial(self._worked_out, wan)
        for step, wan in self._others.items():
            found[f"O{step:+}"] = partial(self._year, step, wan)
        return found

    def _part(self, wan: Decimal) -> str:
        return self.scene.component(wan, self.rng.choice(_CELLS) if self._mixed else None)

    def _worked_out(self, wan: Decimal) -> str:
        yuan = wan * 10_000
        fitting = [n for n in _COUNTS if yuan % n == 0 and yuan / n >= 20]
        if not fitting:
            return self.rng.choice(("据实结算", "按市场询价测算", "参照上年单价", "按实际工作量"))
        count = self.rng.choice(fitting)
        price = format((yuan / count).normalize(), "f")
        return self.rng.choice(
            (
                f"{count}×{price}元",
                f"每份{price}元，共{count}份",
                f"{price}元/次×{count}次",
                f"{count}人，人均{price}元",
                f"单价{price}元，{count}套",
                f"{price}元/点×{count}点",
                f"按{count}个单元、每单元{price}元计",
            )
        )

    def _year(self, step: int, wan: Decimal) -> str:
        words = forms.amount(wan, self.scene.amount_form)
        year = self.scene.year + step
        return mark("AMOUNT_OTHER_YEAR", words, wan=format(wan.normalize(), "f"), year=year)

    def _all_years(self) -> str:
        wan = self.money.total + sum(self._others.values(), Decimal(0))
        return mark(
            "AMOUNT_MULTI_YEAR",
            forms.amount(wan, self.scene.amount_form),
            wan=format(wan.normalize(), "f"),
        )
