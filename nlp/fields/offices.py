"""The inner offices that a document lists: 内设办公室、水资源管理处."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from nlp.tagger.rules.lexicon import ends_with, field_words
from nlp.tagger.rules.organisations import is_name

#: 内设机构 and what is said of them, up to the units below the office.
_LISTED: Final = re.compile(
    r"内设(?P<names>[^。；;]{4,400}?)(?=[。；;]|下[属辖设]|所属|直属|[事企]业单位|预算单位)"
)
_PARTING: Final = re.compile(r"[、，,：:（）()\d]|[和与及](?=[\u4e00-\u9fff]{2})")
#: Words in front of the first one, and behind the last.
_AROUND: Final = re.compile("^.*?(?:包括|即|为|是|设有?)(?=[\u4e00-\u9fff]{3})|等$")
_SHORTEST: Final = 3


@cache
def inner_offices(text: str) -> frozenset[str]:
    """Return the offices that a text lists as inner ones, though a name like theirs could be a body's own.

    >>> found = inner_offices("本局内设4个处室，即规划处、水资源管\\n理处和运河管理处。下属河东管理处。")
    >>> [name in found for name in ("水资源管理处", "运河管理处", "河东管理处")]
    [True, True, False]
    """
    joined = re.sub(r"\s+", "", text)
    departments = field_words().organisation.departments
    pieces = (each for listed in _LISTED.finditer(joined) for each in _PARTING.split(listed["names"]))
    names = {each for piece in pieces for each in (piece, _AROUND.sub("", piece))}
    return frozenset(
        each for each in names if len(each) >= _SHORTEST and is_name(each) and ends_with(each, departments)
    )
