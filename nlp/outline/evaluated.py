"""Headings over the evaluation of one project: 某某项目绩效自评综述."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from nlp.outline.headings import heading_config, squeeze
from nlp.outline.narrative_names import Name, names_none

_SENTENCE_END: Final = re.compile(r"(?<=[。\n])")
_LONGEST: Final = 60
#: 上年度, 上一年: of no project of this document's year.
_LAST_YEAR: Final = re.compile("上一?年|去年|往年|以前年度")


def evaluated_name(bare: str) -> Name | None:
    """Return the name's place in the words of a heading over one project's evaluation.

    >>> bare = "灯具更换项目绩效自评综述"
    >>> name = evaluated_name(bare)
    >>> bare[name.start : name.end]
    '灯具更换'
    >>> evaluated_name("项目支出绩效自评结果") is None
    True
    """
    match = _pattern().fullmatch(bare) if len(bare) <= _LONGEST else None
    if match is None:
        return None
    name = match["name"].rstrip()
    plain = squeeze(name)
    wholes = heading_config().narrative.evaluated_wholes
    if names_none(plain, strict=True) or any(word in plain for word in wholes) or _LAST_YEAR.search(plain):
        return None
    return Name(match.start("name"), match.start("name") + len(name), project=True)


def tells_last_year(line: str) -> bool:
    """Tell whether a heading is over what was evaluated of another year: 上年度项目绩效评价结果."""
    return _LAST_YEAR.search(line) is not None


def without_evaluation(text: str) -> str:
    """Return a text without the sentences that tell how the evaluation itself was done.

    >>> without_evaluation("依据《甲办法》，由乙局组织评价。项目由丙站实施。")
    '项目由丙站实施。'
    """
    return "".join(each for each in _SENTENCE_END.split(text) if not _doing().search(each))


@cache
def _pattern() -> re.Pattern[str]:
    rule = heading_config().narrative
    kept = "|".join(map(re.escape, rule.kept))
    topics = "|".join(map(re.escape, (*rule.topics, *rule.accounts_topics)))
    words = "|".join(map(re.escape, rule.evaluations))
    closings = "|".join(map(re.escape, rule.evaluation_closings))
    return re.compile(
        rf"(?P<name>[^。：:；;，,|｜\t]{{2,40}}?(?:{kept})?)(?:项目)?(?:的|{topics})*(?:的|{words})*?(?:{words})(?:{closings})+"
    )


@cache
def _doing() -> re.Pattern[str]:
    words = "|".join(map(re.escape, heading_config().narrative.evaluations))
    return re.compile(rf"(?:委托|聘请|开展|组织|进行|实施)[^。，,；;]{{0,20}}(?:{words})")
