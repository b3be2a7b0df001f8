"""Whether a value is exact, an approximation or a bound, from the words beside it."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from nlp.values.fold import GAP
from nlp.values.words import any_of, indivisible, words

Qualifier = Literal["exact", "about", "at_least", "at_most"]

#: The longest stretch before a value in which its qualifier is looked for, in characters.
_WINDOW = 20
#: What a value is a share of: "不低于合同金额的50%", "约占总投资的30%".
_SHARE_OF = r"[^，。；：、,;:0-9%\s]{1,10}的"


@cache
def _before() -> re.Pattern[str]:
    q = words().qualifier
    no, over, under, share = any_of(q.negations), any_of(q.over), any_of(q.under), any_of(q.share)
    not_about = "".join(f"(?<!{word[:-1]})" for word in q.not_about)
    # 约 and 近 are looked at together with the character before them: 节约, 最近.
    about = f"(?:{not_about}{any_of(q.about)})"
    near = rf"(?:{GAP}(?:{any_of(q.fillers)}|{about}))*"
    return re.compile(
        rf"(?:(?P<no_under>{no}{under}){near}(?:{_SHARE_OF})?|(?P<no_over>{no}{over}){near}(?:{_SHARE_OF})?"
        rf"|(?P<at_least>(?<!不){any_of(q.at_least)}){near}|(?P<at_most>{any_of(q.at_most)}){near}"
        rf"|(?P<over>{over}){near}|(?P<under>{under}){near}|(?P<about>{about}){near}"
        rf"|(?P<share>{share}){_SHARE_OF}){GAP}\Z"
    )


@cache
def _after() -> re.Pattern[str]:
    q = words().qualifier
    return re.compile(
        rf"{GAP}(?:(?P<at_least>{any_of(q.after_at_least)})|(?P<at_most>{any_of(q.after_at_most)})"
        rf"|(?P<about>{any_of(q.after_about)}))"
    )


def qualifier(folded: str, start: int, end: int) -> Qualifier:
    """Return how the value at ``start:end`` of a folded text is meant; a bound outranks 约.

    >>> [qualifier(t, t.index("5"), t.index("5") + 1) for t in ("不少于5", "5以内", "节约5", "约5", "超过5")]
    ['at_least', 'at_most', 'exact', 'about', 'at_least']
    """
    before = _before().search(folded[max(0, start - _WINDOW) : start])
    after = _after().match(folded, end)
    kinds = {before.lastgroup if before else None, after.lastgroup if after else None}
    if kinds & {"at_least", "no_under", "over"}:
        return "at_least"
    if kinds & {"at_most", "no_over", "under"}:
        return "at_most"
    return "about" if kinds & {"about", "share"} else "exact"


@cache
def _nothing_else() -> tuple[re.Pattern[str], re.Pattern[str]]:
    q = words().qualifier
    ahead = any_of(indivisible(q.negations + q.over + q.under + q.at_least + q.at_most + q.about + q.fillers))
    behind = any_of(indivisible((*q.after_about, *q.after_at_least, *q.after_at_most, "整", "正")))
    return re.compile(rf"(?:\s|{ahead})*"), re.compile(rf"(?:\s|{behind})*")


def qualifies_only(before: str, after: str) -> bool:
    """Return whether nothing but qualifiers and blanks stands before and after a value.

    >>> qualifies_only("不超过人民币", " "), qualifies_only("设备费", "")
    (True, False)
    """
    ahead, behind = _nothing_else()
    return bool(ahead.fullmatch(before) and behind.fullmatch(after))
