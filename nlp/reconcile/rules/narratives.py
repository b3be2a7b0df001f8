"""Rules on a narrative's money, bodies and citations."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator

from nlp.document import Evidence
from nlp.fields.model import ImplementingBody, LegalBasis
from nlp.reconcile.cells import norm
from nlp.reconcile.interval import Interval
from nlp.reconcile.limits import rule_data
from nlp.reconcile.money import money
from nlp.reconcile.narrative_statements import looks_complete, part_sums
from nlp.reconcile.purse import sum_interval, sum_value
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import cite
from nlp.values.docnumber import number_key


def components_do_not_add_up(context: Context) -> Iterator[Draft]:
    """The parts by use or by quarter that miss the total."""
    for purse in context.purses:
        total = purse.fields.amounts.annual_total
        if total is None or total.derived:
            continue
        for name, parts in part_sums(purse):
            if name == "财政资金与自筹资金" or any(p.qualifier != "exact" for p in (total, *parts)):
                continue
            if sum_interval(parts).meets(Interval.of(total.value, total.quantum)):
                continue
            sure = looks_complete(total, parts)
            yield Draft(
                f"项目「{purse.name}」的{name}之和为{money(sum_value(parts))}，总额写{total.as_written}。",
                f"{' + '.join(p.as_written for p in parts)} = {money(sum_value(parts))}",
                (total.evidence, *(p.evidence for p in parts)),
                None if sure else "info",
            )


def annual_amount_missing(context: Context) -> Iterator[Draft]:
    """A narrative with money of several years or of another year, and none of this year."""
    for purse in context.purses:
        coins = [c for c in purse.coins if c.role in ("multi_year", "other_year")]
        if purse.fields.amounts.annual_total is None and coins:
            told = "、".join(c.amount.as_written for c in coins)
            yield Draft(
                f"项目「{purse.name}」没有写明本年度的预算金额，只写了{told}。",
                "没有本年度金额",
                tuple(c.quote for c in coins),
            )


def fiscal_plus_own_differs(context: Context) -> Iterator[Draft]:
    """Fiscal money and own money that miss the total."""
    for purse in context.purses:
        amounts = purse.fields.amounts
        total, fiscal, own = amounts.annual_total, amounts.fiscal, amounts.own_funds
        if total is None or total.derived or fiscal is None or own is None:
            continue
        parts = (fiscal, own)
        if any(p.qualifier != "exact" or p.derived for p in (total, *parts)):
            continue
        if not sum_interval(parts).meets(Interval.of(total.value, total.quantum)):
            yield Draft(
                f"项目「{purse.name}」的财政资金{fiscal.as_written}与自筹资金{own.as_written}"
                f"之和为{money(sum_value(parts))}，总额写{total.as_written}。",
                f"{fiscal.as_written} + {own.as_written} = {money(sum_value(parts))}",
                (total.evidence, fiscal.evidence, own.evidence),
            )


def stated_twice_differently(context: Context) -> Iterator[Draft]:
    """One total with two values: in a narrative, or one measure of one year and stage in the prose."""
    for purse in context.purses:
        for role in ("total", "fiscal"):
            coins = [c for c in purse.of(role) if c.amount.qualifier == "exact"]
            for coin in coins[1:]:
                if not coins[0].interval.meets(coin.interval):
                    yield Draft(
                        f"项目「{purse.name}」的{coins[0].what}前后不一：一处写{coins[0].amount.as_written}，"
                        f"另一处写{coin.amount.as_written}。",
                        f"{money(coins[0].amount.value)} ≠ {money(coin.amount.value)}",
                        (coins[0].quote, coin.quote),
                    )
    yield from _prose_twice(context)


def _prose_twice(context: Context) -> Iterator[Draft]:
    seen: dict[tuple[object, ...], int] = {}
    for fact in context.facts.facts:
        if fact.change or fact.is_reason or (fact.measure is None and fact.item is None):
            continue
        if fact.amount.qualifier != "exact":
            continue
        stage = "budget" if fact.stage in (None, "budget", "initial") else fact.stage
        if context.outline.kind.endswith("final_accounts"):
            stage = fact.stage or "final"
        name = fact.measure.name if fact.measure else fact.item
        key = (name, fact.fund, fact.year, stage)
        if key not in seen:
            seen[key] = fact.index
            continue
        first = context.facts.facts[seen[key]]
        one = Interval.of(first.amount.value, first.amount.quantum)
        if not one.meets(Interval.of(fact.amount.value, fact.amount.quantum)):
            yield Draft(
                f"文字对{cite(first.what)}前后两处说法不一：一处写{first.amount.as_written}，另一处写{fact.amount.as_written}。",
                f"{money(first.amount.value)} ≠ {money(fact.amount.value)}",
                (first.quote, fact.quote),
            )


def body_not_listed(context: Context) -> Iterator[Draft]:
    """A body that 机构设置 does not list; a name very like a listed one is likely mistyped or renamed."""
    limits = rule_data().limits
    units = [u.name for u in context.outline.units]
    if not units:
        return
    for purse in context.purses:
        for body in purse.fields.implementing_bodies:
            if body.relation != "not_listed" or _is_generic(body, units):
                continue
            near = max(units, key=lambda u: (_likeness(body.name, u), u))
            likeness = _likeness(body.name, near)
            listed = next(u.evidence for u in context.outline.units if u.name == near)
            close = likeness >= limits.near_name
            tail = f"最接近的是{cite(near)}" + ("，可能是笔误或已更名" if close else "")
            yield Draft(
                f"项目「{purse.name}」的实施主体{cite(body.name)}不在机构设置所列单位中，{tail}。",
                f"与{cite(near)}的相似度为{likeness:.2f}",
                (body.evidence, listed) if close else (body.evidence,),
                "warning" if close else "info",
            )


def _is_generic(body: ImplementingBody, units: list[str]) -> bool:
    """Return whether a body's name is only a kind of body ("研究所") that ends several units' names."""
    name = norm(body.name)
    return body.relation == "not_listed" and any(norm(u).endswith(name) and norm(u) != name for u in units)


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, norm(one), norm(other), autojunk=False).ratio()


def unidentified_body(context: Context) -> Iterator[Draft]:
    """A narrative that names only a department, or only "本单位": whose project it is stays open."""
    units = [u.name for u in context.outline.units]
    for purse in context.purses:
        bodies = purse.fields.implementing_bodies
        section = purse.fields.narrative.section("implementing_body")
        if any(b.relation != "internal_department" and not _is_generic(b, units) for b in bodies):
            continue
        if bodies:
            evidence: tuple[Evidence, ...] = tuple(b.evidence for b in bodies)
            told = f"只写了{cite('、'.join(b.as_written for b in bodies))}"
        elif section is not None and context.outline.document.text[section.start : section.end].strip():
            heading = context.outline.document.text[section.start : section.end].rstrip()
            evidence = (context.outline.document.evidence(section.start, section.start + len(heading)),)
            told = "没有写出可以辨认的单位名称"
        else:
            continue
        candidates = _candidates(context, purse.fields.narrative.start, purse.fields.narrative.end, bodies)
        hint = f"，可能是{'、'.join(f'{cite(c)}' for c in candidates)}" if candidates else ""
        yield Draft(
            f"项目「{purse.name}」的实施主体{told}，不能确定是哪个预算单位{hint}。",
            f"候选单位：{'、'.join(candidates) or '无'}",
            evidence,
        )


def _candidates(context: Context, start: int, end: int, bodies: tuple[ImplementingBody, ...]) -> list[str]:
    """Return the units that share the most rare words (pairs of characters) with the narrative."""
    text = norm(context.outline.document.text[start:end])
    units = [u.name for u in context.outline.units]
    kinds = [norm(b.name) for b in bodies if b.relation == "not_listed"]
    units = [u for u in units if any(k in norm(u) for k in kinds)] or units
    pairs = {u: {norm(u)[i : i + 2] for i in range(len(norm(u)) - 1)} for u in units}
    common: dict[str, int] = defaultdict(int)
    for found in pairs.values():
        for pair in found:
            common[pair] += 1
    score = {u: sum(1 / common[p] for p in found if p in text) for u, found in pairs.items()}
    best = sorted((u for u in units if score[u] >= 1), key=lambda u: -score[u])
    return best[: rule_data().limits.candidates]


_INNER = re.compile(
    r"^.{0,30}?(?:印发|发布|公布|颁布|转发)[〈《<]?(?P<inner>.+?)[〉》>]?(?:的通知|的公告|的函)?$"
)


def title_key(title: str) -> str:
    """Return a title for comparison: a notice that issues a document stands for the document.

    >>> title_key("关于印发《某某管理规定》的通知") == title_key("某某管理规定")
    True
    >>> title_key("关于贯彻落实《某某管理规定》有关问题的通知") == title_key("某某管理规定")
    False
    """
    key = norm(title).replace("<", "〈").replace(">", "〉")
    found = _INNER.match(key)
    return re.sub(r"[《》〈〉]", "", found["inner"] if found else key)


def citation_with_two_numbers(context: Context) -> Iterator[Draft]:
    """One document cited with different numbers."""
    cited: dict[str, dict[str, tuple[str, LegalBasis]]] = defaultdict(dict)
    for purse in context.purses:
        for basis in purse.fields.legal_basis:
            if basis.title and basis.number and len(title_key(basis.title)) >= 6:
                cited[title_key(basis.title)].setdefault(number_key(basis.number), (purse.name, basis))
    for numbers in cited.values():
        if len(numbers) > 1:
            told = "、".join(f"项目「{name}」写{basis.number}" for name, basis in numbers.values())
            title = next(iter(numbers.values()))[1].title
            yield Draft(
                f"同一文件《{title}》引用了不同的文号：{told}。",
                " ≠ ".join(numbers),
                tuple(basis.evidence for _, basis in numbers.values()),
            )
