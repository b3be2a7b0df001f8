"""What a name is said to do: carry the project out, help with something else, supply or watch over it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from nlp.tagger.rules.body_names import NamedText
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.organisations import Name, has_region, plain
from nlp.tagger.rules.passages import clause_start

#: 与X合作开展: the partner carries it out too, whoever the sentence is about.
#: 长期与X合作开展 tells of the past.
_PARTNERED: Final = re.compile("(?:合作|共同|联合|协作|携手)(?:开展|实施|完成|承担|推进|建设)")

_USUAL: Final = re.compile("长期|多年|近年|历年|以来|曾|已|先后|此前|以往|保持|20\\d\\d年[^至到—-]{0,4}$")
#: 配合做好动员工作: help with something that is not the project.
_HELPS_WITH: Final = re.compile("(?:配合|协助|协同)(?:做好|提供|落实|完善|办理)")
#: So many characters at the end of a listed name mean it.
_ENDS_KNOWN: Final = 4


@cache
def _side_work() -> re.Pattern[str]:
    work = any_of(field_words().body.side_work)
    return re.compile(rf"(?:[\u4e00-\u9fff]{{0,4}}的)?[\u4e00-\u9fff]{{0,4}}?{work}")


def is_side_work(source: str, verb: re.Match[str]) -> bool:
    """Tell whether what a name does is to watch, to pay or to supply: 负责实施监督, 负责资金拨付."""
    if verb[0] == "统一":
        supplies = any_of(field_words().body.supplies)
        return re.compile(rf"[\u4e00-\u9fff]{{0,3}}?{supplies}").match(source, verb.end()) is not None
    work = _side_work().match(source, verb.end()) if verb[0] in ("负责", "实施", "承担", "进行") else None
    return work is not None and re.search("[和及与、]|组织实施", source[verb.end() : work.end()]) is None


def is_partner(source: str, start: int, verb: int) -> bool:
    """Tell whether a clause about a part of the project says who does it too: 研究部分与X合作开展."""
    before = source[clause_start(source, start, "。；;，,\n") : start]
    told = "由" in before or _USUAL.search(before) is not None
    return not told and _PARTNERED.match(source, verb) is not None


def only_helps(text: NamedText, verb: re.Match[str], name: Name) -> bool:
    """Tell whether a name that is none of the document's helps with something beside the project."""
    beside = _HELPS_WITH.match(text.passage.text, verb.start()) is not None
    return beside and plain(name.text) not in map(plain, text.known)


def is_proper(text: NamedText, name: Name) -> bool:
    """Tell whether a name says which organisation it is: by its place, or as one of the document's."""
    written = plain(name.text)
    ends = len(written) >= _ENDS_KNOWN and any(plain(k).endswith(written) for k in text.known)
    return ends or has_region(written[1:]) or written in map(plain, text.known)


def is_company(text: NamedText, name: Name) -> bool:
    """Tell whether a name is a company's that the document does not list."""
    return name.text.endswith(("公司", "集团", "事务所")) and plain(name.text) not in map(plain, text.known)
