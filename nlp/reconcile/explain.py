"""Say in one sentence what an amount was compared with and how it came out."""

from __future__ import annotations

from nlp.reconcile.cells import Place
from nlp.reconcile.fact import Fact
from nlp.reconcile.interval import judge
from nlp.reconcile.match import Match
from nlp.reconcile.model import Counterpart, Verdict
from nlp.reconcile.money import money

SAYS: dict[Verdict, str] = {
    "exact": "相等",
    "rounded": "四舍五入后一致",
    "truncated": "按截尾（未四舍五入）一致",
    "balanced": "尾差计入本项，使各分项之和等于合计",
    "disagrees": "不一致",
    "unverifiable": "无法核对",
}


def explain_cells(fact: Fact, counterpart: Counterpart, found: Match, verdict: Verdict) -> str:
    """Return the explanation of a statement that cells confirm or contradict."""
    if found.each:
        text = "，".join(f"{p.describe()}为{_shown(p)}" for p in found.places)
        all_agree = "各项都" if verdict != "disagrees" else ""
        return f"文字{fact.amount.as_written}，{text}，{all_agree}{SAYS[verdict]}。"
    places = found.places
    where = " + ".join(p.describe() for p in places) if found.summed else places[0].describe()
    shown = money(counterpart.value, "元") if found.summed else _shown(places[0])
    text = f"文字{fact.amount.as_written}，{where}为{shown}，{SAYS[verdict]}"
    if verdict != "disagrees":
        return text + "。"
    text += f"，相差{money(abs(fact.amount.value - counterpart.value), '元')}"
    agreeing = next((p for p in places[1:] if not found.summed and _agrees(fact, p)), None)
    if agreeing is not None:
        text += f"；但与{agreeing.describe()}一致，表与表之间先有矛盾"
    return text + "。"


def _shown(place: Place) -> str:
    return "空白（视为0）" if place.cell is None else money(place.value, "元")


def _agrees(fact: Fact, place: Place) -> bool:
    verdict = judge(fact.amount.value, fact.amount.quantum, place.value, place.quantum)
    return verdict != "disagrees"
