"""What a name is said to do: carry the project out, help with something else, supply or watch over it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from nlp.tagger.rules.body_names import NamedText
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.organisations import Name, has_region, plain
from nlp.tagger.rules.passages import clause_start

#: What a clause speaks of where it speaks of the whole project: 本项目由X承担, 由X承担.
WHOLE: Final = re.compile(
    r"[\s（(\d.、]*(?:(?:本|该|此|整个|这[件项个]|具体|实施|组织|承建|承办|建设|办理)?(?:项目|工程|课题|专项|活动|工作|任务|事[务宜]?)?"
    r"(?:将|拟|计划|统一|具体|主要)?(?:实施|组织)?(?:[交均]|分别)?)"
)
#: 与X合作开展: the partner carries it out too, whoever the sentence is about.
#: 长期与X合作开展 tells of the past.
_PARTNERED: Final = re.compile("(?:合作|共同|联合|协作|携手)(?:开展|实施|完成|承担|推进|建设)")

_USUAL: Final = re.compile("长期|多年|近年|历年|以来|曾|已|先后|此前|以往|保持|20\\d\\d年[^至到—-]{0,4}$")
#: 参与, 参与建设, 协同推进本项目: to carry it out with the others; 参与验收 and 协同做好宣传 are help.
_PARTAKES: Final = re.compile(
    r"[\u4e00-\u9fff]{2}(?:到|了)?(?:本|该|整个)?(?:项目|课题|工程)?的?(?:共同|联合|协同|具体)*"
    r"(?:实施|建设|承担|完成|开展|研究|研发|编制|组织|落实|推进|共建|举办|承办|申报)*(?:本|该)?(?:项目|课题|工程)?的?(?:实施|建设|研究|推进)?"
    r"(?:工作|任务)?\s*(?=[，,。；;、）)\n]|$)|协办"
)
#: 两家单位为联合实施单位: said of all who are named before.
_ALL_TOGETHER: Final = re.compile(
    r"(?:[两二三四五六七八]|上述|以上|各)(?:家|方|个)?(?:单位|部门|机构|方)?(?:均?[为是]|作为)?(?:共同|联合)(?:实施|承担|建设)"
)
#: 津贴审核发放: what the project gives out, and who looks at whom to give it to.
_GIVEN_OUT: Final = re.compile("(?:与|和|及|、)?(?:发放|兑付|兑现)")
#: So many characters at the end of a listed name mean it.
_ENDS_KNOWN: Final = 4


@cache
def _side_work() -> re.Pattern[str]:
    work = any_of(field_words().body.side_work)
    return re.compile(rf"(?:[\u4e00-\u9fff]{{0,4}}的)?[\u4e00-\u9fff]{{0,4}}?{work}")


@cache
def _watched_thing() -> re.Pattern[str]:
    """Return the pattern of a piece of work that is nothing but watching things: 甲和乙的指导."""
    words = any_of((*field_words().body.overseeing, *field_words().body.watching))
    return re.compile(
        rf"(?!.*(?:组织实施|建设管理))[^，,。；;（(\n]{{2,24}}的(?:业务|技术|现场|全程|日常|政策)*{words}(?:工作)?"
    )


@cache
def _oversees() -> re.Pattern[str]:
    """Return the pattern of a piece of work that leads or watches others: 统筹协调, 政策指导."""
    words = any_of((*field_words().body.side_work, *field_words().body.watching))
    return re.compile(
        rf"(?:[\u4e00-\u9fff]{{0,6}}的)?(?:统筹|组织|总体|综合|业务|政策|技术)*(?:协调|{words})(?:工作)?"
    )


def is_side_work(source: str, verb: re.Match[str]) -> bool:
    """Tell whether what a name does is to watch, to pay or to supply: 负责实施监督, 负责统筹协调和监督."""
    if verb[0] == "统一":
        supplies = any_of(field_words().body.supplies)
        return re.compile(rf"[\u4e00-\u9fff]{{0,3}}?{supplies}").match(source, verb.end()) is not None
    return verb[0] in ("负责", "实施", "承担", "进行") and is_side_task(source, verb.end())


def is_side_task(source: str, start: int) -> bool:
    """Tell whether the task named at ``start``, behind 负责, is to watch, to pay or to supply.

    >>> [is_side_task(s, 0) for s in ("施工监督。", "布展和展品征集的指导。", "布展和展品征集。")]
    [True, True, False]
    >>> is_side_task("津贴审核发放。", 0), is_side_task("资金审核拨付。", 0)
    (False, True)
    """
    work = _side_work().match(source, start)
    if work is not None and re.search("[和及与、]|组织实施", source[start : work.end()]) is None:
        return not (work[0].endswith(("审核", "审批")) and _GIVEN_OUT.match(source, work.end()))
    told = re.compile(r"[^，,。；;（(\n]*").match(source, start)
    if told and _watched_thing().fullmatch(told[0]):
        return True
    pieces = re.split("以及|[和及与、]", told[0]) if told else []
    return all(map(_oversees().fullmatch, pieces)) and any(map(_side_work().match, pieces))


def is_watched(source: str, start: int, end: int) -> bool:
    """Tell whether ``source[start:end]``, in front of 由X负责, names work beside the project: 保密检查由…."""
    work = any_of((*field_words().body.side_work, *field_words().body.watching))
    return (
        re.search(rf"{work}(?:工作|任务|事宜|服务|等)*(?:均|统一)?$", source[start:end].strip()) is not None
    )


def is_partner(source: str, start: int, verb: int) -> bool:
    """Tell whether a clause about a part of the project says who does it too: 研究部分与X合作开展."""
    before = source[clause_start(source, start, "。；;，,\n") : start]
    told = "由" in before or _USUAL.search(before) is not None
    return not told and _PARTNERED.match(source, verb) is not None


def takes_part(source: str, verb: re.Match[str], end: int) -> bool:
    """Tell whether 参与, 参加 or 协同 means the project, not a part of it; ``end`` is the sentence's.

    >>> [takes_part(s, re.search("参与", s), len(s)) for s in ("甲馆参与", "甲馆参与实施", "甲馆参与验收")]
    [True, True, False]
    """
    together = _ALL_TOGETHER.search(source, verb.end(), end) is not None
    return together or _PARTAKES.match(source, verb.start()) is not None


def is_known(text: NamedText, name: Name) -> bool:
    """Tell whether a name is one of the document's, or the end of one."""
    written = plain(name.text)
    ends = len(written) >= _ENDS_KNOWN and any(plain(k).endswith(written) for k in text.known)
    return ends or written in map(plain, text.known)


def is_proper(text: NamedText, name: Name) -> bool:
    """Tell whether a name says which organisation it is: by its place, or as one of the document's."""
    return is_known(text, name) or has_region(plain(name.text)[1:])


def is_company(text: NamedText, name: Name) -> bool:
    """Tell whether a name is a company's that the document does not list."""
    return name.text.endswith(("公司", "集团", "事务所")) and plain(name.text) not in map(plain, text.known)
