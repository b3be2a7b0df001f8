"""Shares (占X%) recomputed from the stated part and the whole, in prose or in a table."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from nlp.document import Evidence
from nlp.reconcile.clauses import fund_of, is_qualified, measure_of
from nlp.reconcile.fact import Fact
from nlp.reconcile.identity import remembered
from nlp.reconcile.interval import Interval, total
from nlp.reconcile.matcher import match
from nlp.reconcile.model import Severity
from nlp.reconcile.money import money, percent, plain
from nlp.reconcile.reading import Passage
from nlp.reconcile.rules.context import Context, Draft, before
from nlp.reconcile.wording import cite, norm
from nlp.values.percent import Percentage

_HUNDRED = Decimal(100)
_SHARE = re.compile(
    r"占(?P<whole>[^，,。；;、占%％]{0,24}?)(?:的|之)?(?:比重|比例|比(?:分别|依次)?)?(?:约?为|约|达)?$"
)
#: "甲5万元，比重为3%": a share of what the amount stands under.
_WEIGHT = re.compile(r"[，,（(](?:所占)?比重(?:分别|依次)?(?P<whole>)(?:约?为|约|达)?$")


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a share is taken of: its amount, how it was written, and where."""

    interval: Interval
    value: Decimal
    name: str
    evidence: Evidence


def share_differs(context: Context) -> Iterator[Draft]:
    """A share that part and whole do not give; the whole is named, or is what the part stands under."""
    yield from _wrong_shares(context)


@remembered
def _wrong_shares(context: Context) -> tuple[Draft, ...]:
    return tuple(_find_wrong_shares(context))


def _find_wrong_shares(context: Context) -> Iterator[Draft]:
    for shares in _shares(context):
        wrong: list[tuple[_Share, Draft]] = []
        for share in shares:
            narrow = _narrower(context, share.fact, share.words)
            whole = _whole(context, share.fact, share.words)
            drafts = _all_wrong(context, share, [w for w in (narrow, whole) if w is not None])
            if drafts and not _fits_beside(context, share) and not _fits_another(context, share):
                wrong += [(share, d) for d in drafts]
        yield from (d for share, d in wrong if not any(_agree(share, other) for other, _ in wrong))


@dataclass(frozen=True, slots=True)
class _Share:
    """One member of a list: its amount, its share, and the whole that both give together."""

    fact: Fact
    found: Percentage
    place: tuple[int, int]
    paragraph: int
    words: str

    @property
    def implied(self) -> Interval | None:
        """The wholes of which the amount can be the share."""
        now = Interval.of(self.fact.amount.value, self.fact.amount.quantum)
        unit = Decimal(1).scaleb(-self.found.decimals)
        low, high = self.found.value - unit, self.found.value + unit
        return Interval(now.low / high * _HUNDRED, now.high / low * _HUNDRED) if low > 0 else None


def _all_wrong(context: Context, share: _Share, wholes: list[_Whole]) -> list[Draft]:
    """Return what is wrong with a share of the first of the wholes that its words may mean, if none fits."""
    drafts = [list(_compare(context, share, whole)) for whole in wholes if whole.interval.low > 0]
    return drafts[0] if all(drafts) and drafts else []


def _fits_beside(context: Context, share: _Share) -> bool:
    """Return whether a share is right of an amount of its section and fund, other than the one that was read.

    "财政拨款收支总预算100万元…两项合计90万元，占财政拨款的90%": what was carried over is in this 财政拨款.
    A share that names no whole may be of any amount of its paragraph: "采购总额90万元。授予中小企业60万元，
    占采购总额的66.7%，其中小微企业30万元，占33.3%".
    """
    part, fund = share.fact, fund_of(share.words)
    unnamed = not share.words
    if (fund is None and not unnamed) or share.implied is None or not share.found.decimals:
        return False
    for fact in reversed(context.facts.facts[: part.index]):
        reach = 0 if unnamed else _LIST_REACH
        if part.paragraph - fact.paragraph > reach or fact.section != part.section:
            break
        own = fact.change is None and not fact.is_base and fact.year == part.year
        funds = (fact.fund, fact.measure.fund if fact.measure else None, fund_of(fact.what))
        same = not _lies_in(context, fact, part.whole) if unnamed else fund in funds
        if own and same and share.implied.meets(_interval(fact)):
            return True
    return False


def _lies_in(context: Context, fact: Fact, whole: int | None) -> bool:
    """Return whether an amount is a part of another one, or of a part of it."""
    while fact.whole is not None:
        if fact.whole == whole:
            return True
        fact = context.facts.facts[fact.whole]
    return False


def _fits_another(context: Context, share: _Share) -> bool:
    """Return whether a share is right of another amount that its words may name, wherever it is told.

    "占本年支出合计的75.50%" means all 本年支出, though that of 财政拨款 was told last.
    """
    named, implied = measure_of(share.words) if share.words else None, share.implied
    if named is None or implied is None or not share.found.decimals:
        return False
    part = share.fact
    for fact in context.facts.facts:
        own = fact.change is None and fact.year == part.year and not fact.qualified
        if own and fact.measure == named.measure and implied.meets(_interval(fact)):
            return True
    told = named.measure.fund or fund_of(share.words)
    whole = replace(part, measure=named.measure, item=None, fund=told, also=(), qualified=False)
    places = match(context.outline, whole).places
    return any(implied.meets(Interval.of(place.value, place.quantum)) for place in places)


def _interval(fact: Fact) -> Interval:
    return Interval.of(fact.amount.value, fact.amount.quantum)


def _agree(one: _Share, other: _Share) -> bool:
    """Return whether two amounts and their shares give one whole: another one than was read is meant."""
    if one is other or one.fact is other.fact or one.implied is None or other.implied is None:
        return False
    return one.implied.meets(other.implied)


#: As many members of a list must agree on their whole before another one is called wrong.
_AGREEING = 3


def group_share_differs(context: Context) -> Iterator[Draft]:
    """A share that doesn't belong to the whole that the other shares of its list give, and their sum is.

    Shares with a known whole are a matter of :func:`share_differs`.
    """
    known = {d.evidence[0].start for d in _wrong_shares(context)}
    lists = list(_shared_lists(context))
    for group in itertools.chain(lists, *map(_by_paragraph, lists)):
        added = total(Interval.of(s.fact.amount.value, s.fact.amount.quantum) for s in group)
        wrong = [s for s in group if s.implied is not None and not s.implied.meets(added)]
        right = [s for s in group if s.implied is not None and s not in wrong]
        if len(wrong) != 1 or wrong[0].place[0] in known:
            continue
        enough = 1 if _told_before(context, group[0].fact, added) else _AGREEING
        if len(right) < enough:
            continue
        value = sum((s.fact.amount.value for s in group), Decimal(0))
        name = f"所列{len(group)}项之和"
        whole = _Whole(added, value, name, wrong[0].fact.quote)
        known |= {wrong[0].place[0]}
        others = tuple(s.fact.quote for s in group if s is not wrong[0])
        for draft in _compare(context, wrong[0], whole):
            yield replace(draft, evidence=(*draft.evidence, *others))


@remembered
def _shares(context: Context) -> tuple[tuple[_Share, ...], ...]:
    """Return the shares that each paragraph tells, where it tells any."""
    numbered = enumerate(context.facts.paragraphs)
    told = (
        tuple(_told_shares(context, n, p))
        for n, p in numbered
        if p.percentages and ("占" in p.text or "比重" in p.text)
    )
    return tuple(filter(None, told))


#: So many digits of an amount that a list makes up are no chance.
_DIGITS = 5


def _told_before(context: Context, first: Fact, added: Interval) -> bool:
    """Return whether what a list adds up to stands right before it, in its paragraph or few before."""
    for fact in reversed(context.facts.facts[: first.index]):
        if first.paragraph - fact.paragraph > _LIST_REACH or fact.section != first.section:
            return False
        digits = f"{fact.amount.value / fact.amount.quantum:f}".strip("0")
        own = fact.change is None and not fact.is_base and len(digits) >= _DIGITS
        if own and added.meets(_interval(fact)):
            return True
    return False


_JOINT = re.compile(r"[、，,和及与]{1,2}")
_DEALT = re.compile(r"(?:(?:分别|依次)约?占[^，,。；;]{0,24}?|(?:比重|占比)(?:分别|依次)约?为?)$")


def _told_shares(context: Context, number: int, paragraph: Passage) -> Iterator[_Share]:
    """Yield a paragraph's amounts with their shares: "甲1万元，占5%", "甲1万元、乙2万元，分别占5%和10%"."""
    text = paragraph.text
    facts = [f for f in context.facts.in_paragraph(number) if f.change is None and not f.is_base]
    for run in _runs(paragraph):
        words = text[max(0, run[0].start - 30) : run[0].start]
        told = _SHARE.search(words) if "占" in words else None
        if told is None and "比重" in words:
            told = _WEIGHT.search(words)
        earlier = before(facts, paragraph, run[0].start)
        if told is None or not earlier:
            continue
        dealt = ("分别" in words or "依次" in words) and _DEALT.search(words) is not None
        owner = "" if dealt else _owner(text, earlier[-1], max(0, run[0].start - 30) + told.start())
        parts = _owned(earlier, owner) if owner else earlier[-len(run) :] if dealt else earlier[-1:]
        if not parts or (dealt and len(parts) < len(run)):
            continue
        for part, found in zip(parts, run if dealt else run[:1], strict=True):
            between = "" if owner else text[part.position : run[0].start]
            if re.search(r"[。；;]", between) or part.amount.qualifier != "exact":
                break
            place = paragraph.span(found.start, found.end)
            if found.qualifier in ("exact", "about"):
                yield _Share(part, found, place, number, told["whole"])


_CLAUSE = re.compile(r"[，,。；;：:、（）()]")
_LEAD = re.compile(r"^其中|[所约仅只共均也各]+$")
_KIND = re.compile(r"\([类款项]\)|(?:支出|采购|收入|预算|决算|资金)+$")


def _owner(text: str, last: Fact, end: int) -> str:
    """Return what a share says it is the share of, "" where it goes on about the amount before it.

    "其中货物10万元、服务2万元，货物占83%": the share is not that of 服务.
    """
    words = _CLAUSE.split(text[last.position + len(last.amount.as_written) : end].replace("（类）", ""))[-1]
    return _LEAD.sub("", words)


def _owned(earlier: list[Fact], owner: str) -> list[Fact]:
    """Return the one amount of a paragraph that bears the name, nothing where none or several do."""
    key = _KIND.sub("", norm(owner))
    found = [f for f in earlier if key and _KIND.sub("", norm(f.what)).endswith(key)]
    return found[-1:] if len({f.amount.value for f in found}) == 1 else []


def _runs(passage: Passage) -> Iterator[list[Percentage]]:
    """Yield the percentages, those that only 、 and 和 part together."""
    run: list[Percentage] = []
    for found in passage.percentages:
        if run and not _JOINT.fullmatch(passage.text[run[-1].end : found.start]):
            yield run
            run = []
        run.append(found)
    if run:
        yield run


def _by_paragraph(group: list[_Share]) -> Iterator[list[_Share]]:
    """Yield the members of each paragraph, where several have some: each may be a list of its own."""
    own = [list(members) for _, members in itertools.groupby(group, key=lambda s: s.paragraph)]
    yield from (members for members in own if len(own) > 1 and len(members) >= _AGREEING)


def _shared_lists(context: Context) -> Iterator[list[_Share]]:
    """Yield the lists of amounts each with its share, by the words of what they are shares of."""
    group: list[_Share] = []
    for share in itertools.chain.from_iterable(_shares(context)):
        if share.found.qualifier != "exact":
            continue
        if group and (share.paragraph - group[-1].paragraph > 1 or share.words != group[-1].words):
            yield group
            group = []
        group.append(share)
    yield group


#: An amount that a list breaks up stands at most so many paragraphs before its parts.
_LIST_REACH = 3


def _narrower(context: Context, part: Fact, words: str) -> _Whole | None:
    """Return the amount of the same section that the words name in short.

    "占基本支出的84.7%" under "一般公共预算财政拨款基本支出101万元，其中" means that one, not all 基本支出;
    "占支出总额的" under "政府采购支出总额" is no share of all that was spent.
    """
    fund = fund_of(words)
    named = measure_of(words) if words and fund in (None, "all") else None
    if named is None:
        return None
    key = norm(words)
    for fact in reversed(context.facts.facts[: part.index]):
        if part.paragraph - fact.paragraph > _LIST_REACH or fact.section != part.section:
            break
        if fact.measure is None or fact.change is not None or fact.year != part.year or fact.is_base:
            continue
        if fact.measure == named.measure:
            return None
        longer = fund is None and fact.measure.name.endswith(named.measure.name)
        if longer and fact.measure.direction == named.measure.direction:
            return _stated(fact)
        if fact.paragraph == part.paragraph and (what := norm(fact.what)) != key and what.endswith(key):
            return _stated(fact)  # 占支出总额的 under 政府采购支出总额
    return None


def _whole(context: Context, part: Fact, words: str) -> _Whole | None:
    if not words:
        head = part.whole if part.whole is not None else part.base
        return _stated(context.facts.facts[head]) if head is not None else None
    named = measure_of(words)
    if named is None or is_qualified(norm(words)[: named.start], named.measure, context.outline.organisation):
        return None
    told = named.measure.fund or fund_of(words)
    for fact in reversed(context.facts.facts[: part.index]):
        same = fact.measure == named.measure and (fact.year, fact.change) == (part.year, None)
        if (
            same
            and (told is None or fact.fund in (None, told))
            and not fact.qualified
            and fact.stage in (None, part.stage)
        ):
            return _stated(fact)
    for fund in (told,) if told else (part.fund, "all"):
        whole = replace(part, measure=named.measure, item=None, fund=fund, also=(), qualified=False)
        found = match(context.outline, whole)
        if found.places and found.certain:
            place = found.places[0]
            return _Whole(
                Interval.of(place.value, place.quantum), place.value, place.describe(), place.evidence
            )
    return None


def _stated(fact: Fact) -> _Whole | None:
    amount = fact.amount
    if amount.qualifier != "exact":
        return None
    return _Whole(Interval.of(amount.value, amount.quantum), amount.value, cite(fact.what), fact.quote)


def _compare(context: Context, share: _Share, whole: _Whole) -> Iterator[Draft]:
    found, part = share.found, share.fact
    now = Interval.of(part.amount.value, part.amount.quantum)
    ratio = Interval(now.low / whole.interval.high * _HUNDRED, now.high / whole.interval.low * _HUNDRED)
    unit = Decimal(1).scaleb(-found.decimals)
    # A whole unit, not half: percentages are often cut off, or adjusted so that they add up to 100.
    gap = ratio.distance(Interval.of(found.value, 2 * unit))
    if not gap:
        return
    actual = part.amount.value / whole.value * _HUNDRED
    severity: Severity | None = "info" if gap < unit else None
    places = max(found.decimals, 2)
    yield Draft(
        f"{cite(part.what)}{part.amount.as_written}写占{plain(found.value)}%，按{whole.name}{money(whole.value)}"
        f"计算应为{percent(actual, places)}。",
        f"{money(part.amount.value)} ÷ {money(whole.value)} = {percent(actual, places)}",
        (context.outline.document.evidence(*share.place), part.quote, whole.evidence),
        severity,
    )
