"""Bodies that carried the project out once, or no longer do: 此前由X办理, 原由X承担，现由Y承担, 不再委托X."""

from __future__ import annotations

import re
from functools import cache

from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.passages import clause_start


def is_former(text: str, start: int) -> bool:
    """Tell whether the clause says of the name at ``start`` that its part in the project is over.

    >>> former = lambda text: is_former(text, text.index("甲中心"))
    >>> former("此前该任务由甲中心办理"), former("2023年以前由甲中心实施"), former("不再委托甲中心")
    (True, True, True)
    >>> former("现由甲中心承担"), former("前期工作由甲中心负责"), former("在原有基础上由甲中心扩建")
    (False, False, False)
    """
    before = text[clause_start(text, start, "，,；;。\n") : start]
    return _former().search(before) is not None


@cache
def _former() -> re.Pattern[str]:
    words = field_words().body
    by = r"(?:交由|改由|转由|由|委托|委派|交给?|归|是|为)"
    work = r"(?:本|该|此|这)?项?(?:项目|任务|工作|业务|活动|职责)?"
    year = r"(?:(?:19|20)\d\d年度?(?:及|底|末)?)?"
    return re.compile(
        rf"^\s*(?:该|本)?(?:项目|任务|工作)?{year}{any_of(words.former)}[，,]?(?:一直|长期|均|都|曾)?{work}(?:一直|长期|均|都|曾)?{by}$"
        rf"|{any_of(words.no_longer)}(?:继续)?{by}$"
    )
