"""The narrative's own body where no other words tell it: who says of himself what he will do, 我局拟开展…."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.organisations import self_pattern
from nlp.tagger.rules.passages import Passage

_SCORE: Final = 0.5


def own_plans(parts: Sequence[Passage]) -> tuple[tuple[Passage, int, int, float], ...]:
    """Return passage, start, end and score of the first word for the body that tells a plan of its own.

    >>> from nlp.tagger.rules.passages import passage
    >>> def read(text):
    ...     return [text[a:b] for _, a, b, _ in own_plans([passage("other", text, 0, len(text))])]
    >>> read("为减轻负担，我局拟于2025年4月推广台账。"), read("本校计划更换课桌。")
    (['我局'], ['本校'])
    >>> read("2024年，本站根据《某条例》，组织开展巡护。")
    ['本站']
    >>> read("2023年我局完成检查。"), read("报我局批准后实施。"), read("区财政局负责拨款。")
    ([], [], [])

    In a section 实施主体 whatever it does there is the project's work.

    >>> def told(text):
    ...     found = own_plans([passage("implementing_body", text, 0, len(text))])
    ...     return [text[a:b] for _, a, b, _ in found]
    >>> told("本院审查并发放，区财政局监督使用。"), told("本院是公益单位。"), told("我局监督发放。")
    (['本院'], [], [])
    """
    for part in parts:
        if part.kind not in ("legal_basis", "performance_goals") and (found := _plan().search(part.text)):
            return ((part, *found.span("body"), _SCORE),)
    for part in parts:
        if part.kind == "implementing_body" and (found := _work().search(part.text)):
            return ((part, *found.span("body"), _SCORE),)
    return ()


@cache
def _plan() -> re.Pattern[str]:
    verbs = any_of(field_words().body.plan_verbs)
    by = any_of(field_words().body.plan_reasons)
    # 本局按照《X》和上级任务，组织实施…
    reasoned = rf"{by}[^。；;\n]{{2,120}}?[，,](?:统一|具体|全面|认真)?{verbs}"
    # A line end is where a clause begins anew: blanks behind it are enough, and empty lines are read once.
    year = r"(?:(?:20\d\d年度?|今年|本年度?)[，,]?)?"
    return re.compile(
        rf"(?:^|(?<=[，,。；;：:\n]))[^\S\n]*+{year}(?P<body>{self_pattern().pattern})(?:今年|本年度?|20\d\d年度?)?(?:{verbs}|{reasoned})"
    )


@cache
def _work() -> re.Pattern[str]:
    """Return the pattern of the body's own word at the beginning of a sentence, in front of what it does."""
    words = field_words().body
    not_doing = any_of((*words.listed_behind, *words.side_work, *words.no_doing))
    return re.compile(
        rf"(?:^|(?<=[。；;\n]))[^\S\n]*+(?P<body>{self_pattern().pattern})(?!{not_doing})(?=[\u4e00-\u9fff]{{2}})"
    )
