"""What tables and extracted pages need: bare figures, rows, blanks in headings, lines broken anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from nlp.annotate.written import forms
from nlp.annotate.written.marks import mark
from nlp.annotate.written.scene import Money, PhasePlan, QuarterPlan, Scene

#: A mark's beginning, its end, or one visible character.
_TOKEN: Final = re.compile(r"\[\[[A-Z_]+(?: [a-z]+=[^\s:：\[\]]+)*:|\]\]|.", re.DOTALL)
_NO_START: Final = "，。、；：》）％%”〕"
_NO_END: Final = "《（“〔"


def plain(wan: Decimal) -> str:
    """Return an amount's value as marks give it."""
    return format(wan.normalize(), "f")


def figure(wan: Decimal, style: str) -> str:
    """Return a bare number: its unit stands elsewhere."""
    if style == "yuan":
        return f"{wan * 10_000:,.2f}"
    if style == "two" and round(wan, 2) == wan:
        return f"{wan:,.2f}"
    return f"{wan:,f}" if style == "comma" else plain(wan)


def bare(label: str, wan: Decimal, style: str, **values: object) -> str:
    """Return a marked amount without its unit."""
    return mark(f"AMOUNT_{label}", figure(wan, style), wan=plain(wan), **values)


def quarter_cell(s: Scene, plan: QuarterPlan, kind: str, style: str) -> str:
    """Return a figure below a quarter's name: a percentage, money, or a bare number."""
    if kind == "percent":
        return s.quarter(plan, "{p}")
    if kind == "money":
        return s.quarter(plan, "{m}")
    if kind == "both":
        return s.quarter(plan, "{p}（{m}）")
    return mark("QUARTER", figure(plan.wan, style), q=plan.number, wan=plain(plan.wan), basis=plan.basis)


def by_level(s: Scene, money: Money) -> tuple[str, str]:
    """Return the treasury's money as that of an upper and a lower level."""
    first = (money.fiscal * s.rng.choice([3, 4, 6, 7]) / 10).quantize(money.fiscal)
    given = (first, money.fiscal - first)
    return (
        mark("AMOUNT_FISCAL", forms.amount(given[0], s.amount_form), wan=plain(given[0])),
        mark("AMOUNT_FISCAL", forms.amount(given[1], s.amount_form), wan=plain(given[1])),
    )


def three_years(s: Scene, money: Money) -> tuple[str, str, str]:
    """Return the total of three years, and the money of the years before and after the fiscal year."""
    before, after = ((money.total * s.n(50, 130) / 100).quantize(Decimal("0.1")) for _ in range(2))
    whole = before + money.total + after

    def said(label: str, wan: Decimal, **values: object) -> str:
        return mark(f"AMOUNT_{label}", forms.amount(wan, s.amount_form), wan=plain(wan), **values)

    return (
        said("MULTI_YEAR", whole),
        said("OTHER_YEAR", before, year=s.year - 1),
        said("OTHER_YEAR", after, year=s.year + 1),
    )


def stage(s: Scene, plan: PhasePlan, form: str | None = None) -> str:
    """Return a phase's period; one month alone is written once."""
    first, last = plan.span.start, plan.span.end
    if first.month != last.month:
        return s.phase(plan, form)
    return mark("PHASE", f"{first.year}年{first.month}月", start=first, end=last)


def rows(lines: Iterable[Iterable[str]], sep: str) -> str:
    """Return lines of cells; ``||`` sets bars at both ends, too."""
    if sep == "||":
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return "\n".join(sep.join(line) for line in lines)


def spaced(words: str, gap: str = " ") -> str:
    """Return words with a blank between their characters.

    >>> spaced("实施主体")
    '实 施 主 体'
    """
    return gap.join(words)


def broken(marked: str, width: int, page: str = "") -> str:
    """Return marked text with its lines broken at a width, in words and figures too.

    ``page``: a page's number, on a line of its own at the first break behind the middle that cuts no mark.
    """
    result: list[str] = []
    count, depth, before, turned = 0, 0, "", not page
    for match in _TOKEN.finditer(marked):
        token = match[0]
        if token == "]]":
            depth -= 1
            result.append(token)
            continue
        if token == "\n":
            count = 0
        elif count >= width and token not in _NO_START and before not in _NO_END:
            result.append("\n")
            count = 0
            cut = f"{before}{token}".isascii()
            if not turned and not depth and not cut and match.start() > len(marked) // 2:
                result.append(f"{page}\n")
                turned = True
        result.append(token)
        if len(token) > 1:
            depth += 1
        else:
            count += token != "\n"
            before = token
    return "".join(result)
