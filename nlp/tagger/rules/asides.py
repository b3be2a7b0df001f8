"""Documents that are cited for something else than the project's basis: rules kept, rules of buying."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from nlp.tagger.rules.citation_lists import cites_only
from nlp.tagger.rules.lexicon import any_of, ends_with, field_words
from nlp.tagger.rules.passages import clause_end, clause_start
from nlp.values.docnumber import find_document_numbers
from nlp.values.title import Title

#: 项目遵循《X》的管理要求, 严格按照《X》采购: the rule is kept, and no reason for the project.
_KEPT: Final = re.compile(
    r"(?:遵循|遵守|恪守|(?:严格|认真)(?:按照|依照|遵照|执行))(?!的)[^，,《》]{0,20}(?:《[^《》]*》(?:[（(][^（()）]*[)）])?(?:以?及|[、，,和与])(?:落实|执行|遵守|贯彻)?)*《?$"
)
#: 标准执行《某细则》，该细则亦为立项依据
_A_BASIS: Final = re.compile("(?<!不)(?<!非)(?:为|是|作|系)[^《》，,。；;]{0,8}(?:依据|根据|遵循)")
#: 费用按《某分担办法》第七条，由街道承担六成: the rule that makes the project's money due.
_MAKES_DUE: Final = re.compile(
    r"》?(?:[（(][^（()）]*[)）])?(?:第[\d一二三四五六七八九十百]+[条款项])*(?:的?规定)?[，,]?"
    r"由[^，,。；;]{2,20}?(?:承担|负担|分担)"
)
#: 项目管理执行《某办法》: how a project is run, told among what it rests on.
_RUN_BY: Final = re.compile(
    r"(?:本|该)?(?:项目|经费|资金|专项|课题|日常)*(?:的)?(?:管理|采购|招标|验收|报销|核算|支付)"
    r"(?:严格|统一|均|按规定)*(?:执行|遵循|遵照|遵守|适用|按照?)\s*《?"
)
#: 馆藏古籍12部已列入《某名录》: what is listed is not the project.
_ENTERED: Final = re.compile(
    r"(?:^|[，,])(?!.*(?:项目|工程|任务|工作|经费|课题))[^，,《》]+(?:列入|纳入|收录|入选|入编|载入)[^，,《》]{0,12}《?$"
)
_FOUNDS: Final = re.compile("设立|立项|申报|申请|编制本|制定本|提出|安排")
#: 按照《招标投标法》完成公开招标: how the work goes.
_BUYS: Final = re.compile(
    r"》?(?:的?(?:有关|相关)?(?:规定|要求|程序))?(?:和《[^《》]*》)?[，,]?(?:依法|已|严格|规范|组织|完成|开展|实施|进行|履行|通过|采用|以|由)*"
    r"(?:政府|公开|竞争性|集中|委托|自行){0,2}(?:招标|采购|询价|磋商|谈判|比选|遴选|报销|归档|支付|验收)"
)
_RULES: Final = ("法", "条例", "办法", "规定", "目录", "细则", "制度")
_TITLE: Final = re.compile("《[^《》]*》?")
_NO_BASIS: Final = "(?:不再?|并?非|不能|未)(?:作为|是|属于?|列为)?[^《》，,。；;]{0,8}依据"
#: 立项依据：, 答：, 依据何在？——
_LABEL: Final = re.compile(r"[^：:？?。；;，,《》—\s]{1,14}(?:[：:？?。]|\s|——)+(?:[答]?[：:])?\s*")
_SENTENCE: Final = "。；;！？\n"


def is_observed(before: str, rest: str) -> bool:
    """Tell whether a rule is only observed in some work.

    >>> is_observed("日常管理遵照《", "执行。"), is_observed("本项目遵循的政策是《", "，")
    (True, False)
    """
    if _KEPT.search(before) and not _FOUNDS.search(rest):
        return True
    cue = re.search("(.*)(?:遵照|按照|依照)[^《]*《?$", before.strip())
    if cue is None or not re.match("(?:的?(?:有关|相关)?(?:规定|要求))?(?:执行|办理|进行管理)", rest):
        return False
    return bool(cue[1].strip()) and not re.match("(?:本|该)?项目|工程", cue[1].strip())


def runs_by(text: str, start: int) -> bool:
    """Tell whether the words in front of a title say that the project is only run by those rules.

    >>> runs_by("项目管理执行《甲办法》", 7), runs_by("项目执行《甲办法》", 5)
    (True, False)
    """
    return (
        _RUN_BY.fullmatch(text[clause_start(text, start, _SENTENCE + "，,：:") : start].strip()) is not None
    )


def buys_by(text: str, title: Title, *, numbered: bool) -> bool:
    """Tell whether rules only say how something is bought or paid: 按照《招标投标法》完成公开招标."""
    return title.clean.endswith(_RULES) and _BUYS.match(text, title.end) is not None and not numbered


def is_aside(text: str, start: int, end: int, *, numbered: bool) -> bool:
    """Tell whether the document cited at ``start`` is none that the project rests on.

    A sentence that speaks of the basis in any words makes it one; else what is kept, followed or compared
    with in some work is none, nor is a technical standard, nor what the sentence says is out of use.

    >>> text = "日常采购执行《某县采购办法》。"
    >>> is_aside(text, 7, 13, numbered=False)
    True
    >>> text = "之所以立项，是执行《某县供水办法》的需要。"
    >>> is_aside(text, 10, 16, numbered=False)
    False
    """
    words = field_words().legal
    sentence = text[clause_start(text, start, _SENTENCE) : clause_end(text, end, _SENTENCE)]
    behind = text[end : clause_end(text, end, _SENTENCE)]
    title = re.sub(r"\s|[（(][^（()）]*[)）]$", "", text[start:end])
    if _disowned().search(behind):
        return True
    if not (numbered or "关于" in title or title.endswith(words.cited_ends)):
        return True
    if _A_BASIS.search(behind) or _MAKES_DUE.match(behind):
        return False
    before = text[clause_start(text, start, _SENTENCE + "，,") : start]
    chain = text[clause_start(text, start, _SENTENCE) : start]
    if not numbered and (_makes().search(before) or _BUYS.match(text, end) or _done_by().match(text, end)):
        return True
    if (
        _studied().search(before)
        or _ENTERED.search(before)
        or (not numbered and is_observed(chain, behind[1:13]))
    ):
        return True
    if _is_listed(text, start) or any(word in _TITLE.sub("", sentence) for word in words.founding):
        return False
    if ends_with(title, words.technical_ends) and not numbered:
        return True
    if title.endswith(_RULES) and _BUYS.match(text, end) and not numbered:
        return True
    return _kept_by().search(before) is not None or (not numbered and is_observed(before, behind[1:13]))


def is_cited(text: str, start: int, end: int) -> bool:
    """Tell whether ``start:end`` is named as documents are, and the words around it cite one.

    For titles without 《》 that no rule has found: only the sentence can tell them from a task of that name.

    >>> text = "协助开展用水管理和节水规划，培训人员。按照全市节水规划，本项目更换水表。"
    >>> is_cited(text, 4, 13), is_cited(text, 21, 27)
    (False, True)
    """
    words = field_words().legal
    if "《" in text[max(0, start - 1) : start + 1]:
        return True
    if not text[start:end].rstrip("》").endswith((*words.cited_ends, *words.title_ends)):
        return False
    first, last = clause_start(text, start, _SENTENCE), clause_end(text, end, _SENTENCE)
    around = _TITLE.sub("", text[first:start] + text[end:last])
    cues = (*words.introductions, *words.founding, *words.keeping, *words.issuing)
    return (
        any(word in around for word in cues)
        or bool(find_document_numbers(text[first:last]))
        or _is_listed(text, start)
    )


def _is_listed(text: str, at: int) -> bool:
    """Tell whether the line at ``at`` says nothing but what documents it cites, behind a short label.

    >>> _is_listed("据：某县政府《甲通知》（某府〔2023〕4号）。", 8), _is_listed("验收按《乙标准》做。", 4)
    (True, False)
    """
    line = text[clause_start(text, at, "\n") : clause_end(text, at, "\n")].strip()
    label = _LABEL.match(line)
    if label and any(word in label[0] for word in field_words().legal.references):
        return False
    return cites_only(line[label.end() :] if label else line)


@cache
def _makes() -> re.Pattern[str]:
    """Before a title: a verb of making and at most the thing made first, 完成《甲》书稿及《."""
    return re.compile(rf"{any_of(field_words().legal.makes_before)}(?:《[^《》]*》|[^《》的]){{0,12}}《?$")


@cache
def _studied() -> re.Pattern[str]:
    """Before a title: people only read it, or send it somewhere."""
    return re.compile(
        rf"{any_of(field_words().legal.studied)}了?[^，,《》]{{0,6}}(?:《[^《》]*》[、和及与])*《?$"
    )


@cache
def _done_by() -> re.Pattern[str]:
    """Behind a title: what is done day by day by such rules, 依《某条例》查处案件."""
    return re.compile(
        rf"》?(?:的?(?:有关|相关)?(?:规定|要求))?[，,]?(?:依法|已|共|累计|严格|组织|开展|实施|进行)*{any_of(field_words().legal.daily)}"
    )


@cache
def _disowned() -> re.Pattern[str]:
    """Behind a title: it is out of use, or is said to be no basis."""
    disowned = rf"(?:{any_of(field_words().legal.disowned)}|{_NO_BASIS})"
    return re.compile(rf"^》?(?:[（(][^（()）]*[)）])?[^《》，,]{{0,16}}[，,]?[^《》，,]{{0,8}}?{disowned}")


@cache
def _kept_by() -> re.Pattern[str]:
    """Before a title: something of the work is done by it, 补贴标准执行《, 采购按《."""
    words = field_words().legal
    verb = (
        rf"(?:{any_of(words.kept_things)}[^，,《》]{{0,10}}{any_of(words.keeping)}|{any_of(words.only_kept)})"
    )
    return re.compile(rf"{verb}[^，,《》]{{0,12}}(?:《[^《》]*》[、和及与])*《?$")
