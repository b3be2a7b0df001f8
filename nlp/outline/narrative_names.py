"""Where the project's name stands in a line that opens a narrative, in the many ways of writing one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from nlp.outline.headings import heading_config, numbering, squeeze, titled
from nlp.outline.section_words import heading_kind

#: A heading is no sentence: "…没有项目，不编写项目经费情况说明。" names no project.
SENTENCE: Final = re.compile(r"[。；;！？，,]")
_ABOUT: Final = re.compile(r"关于\s*")
CN: Final = "一二三四五六七八九十"
#: 2.3 某某
_DECIMAL: Final = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}(?:[、.．]|\s)\s*")
#: A. 某某
_LETTER: Final = re.compile(r"[A-Z]\s*[.．、)）]\s*(?=[\u4e00-\u9fff“《])")
_YEAR: Final = re.compile(r"20\d\d\s*年(?:度)?")
#: 某某项目2024年度, in front of 经费情况说明
_YEAR_BEHIND: Final = re.compile(rf"项\s*目\s*(?:的\s*)?{_YEAR.pattern}\s*的?$")
#: What stands between 项目经费情况说明 and a name behind it.
_BEHIND: Final = r"\s*(?:——|—|－|--|-|[：:]|[（(])\s*(?P<name>[^：:]+?)\s*[)）]?$"
_SHORTEST_BARE, LONGEST_NAME = 4, 40
#: What joins the words of a heading.
_OF: Final = "及和与、的"
#: An organisation's name without its end, and a remark behind it.
_SHORTEST_OWNER: Final = 2
_OWNER: Final = re.compile(r"[\u4e00-\u9fff（）()]{1,30}+")
_OWNER_REMARK: Final = re.compile("[（(][^（()）]{2,12}[)）]")
#: A name in quotation marks that hold all of it.
_QUOTED: Final = re.compile('[“「『"](?P<name>[^“”「」『』"]+)[”」』"]')
#: A project's code behind its name: （项目库编码JX2026-0031）.
_CODE: Final = re.compile(
    r"\s*[（(]\s*(?:项目)?(?:库)?(?:编码|编号|代码|序号)\s*[：:]?\s*[\w-]+\s*[)）]$", re.ASCII
)
#: Characters of the longest line that is looked at for a heading: a name and all that may stand around it.
LONGEST_LINE: Final = 200


@dataclass(frozen=True, slots=True)
class Name:
    """The name is ``line[start:end]``; ``project``: the heading says in so many words that it is one."""

    start: int
    end: int
    project: bool
    behind_colon: bool = False


def either(words: Iterable[str]) -> str:
    """Return the pattern of any of the words, the longest first, blanks inside of them allowed."""
    pieces = (r"\s*".join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True))
    return "(?:" + "|".join(pieces) + ")"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of headings: fixed endings, composed ones, and the name behind its heading."""
    rule = heading_config().narrative
    # The longest fitting ending is taken off: the shortest name. 关于某某项目的经费情况说明 has 的 before it.
    tails = sorted(rule.endings, key=len, reverse=True)
    fixed = [
        rf"(?P<name>.*?(?P<tail>{either([rule.name_tails[e]])}))"
        + either([e[len(rule.name_tails[e]) :]])
        + "$"
        if e in rule.name_tails
        else rf"(?P<name>.*?)(?P<tail>)(?:(?:{either(rule.objects)}\s*)?的\s*)?{either([e])}$"
        for e in tails
    ]
    closing = rf"\s*(?:的\s*)?(?:{either(rule.topics)}\s*)*{either(rule.closings)}$"
    composed = (
        rf"(?P<name>.+?)(?P<tail>){either(rule.objects)}{closing}",
        rf"(?P<name>.+?(?P<tail>{either(rule.kept)})){closing}",
    )
    bare = either(e for e in rule.endings if e.startswith("项目"))
    which = rf"(?:[（(]?[{CN}\d]{{1,3}}[）)、.．]\s*|{_DECIMAL.pattern})?(?:{either(rule.not_names)}\s*)*"
    topics = rf"(?:{either(rule.topics)}\s*)*"
    ending = rf"(?:{bare}|{either(rule.objects)}\s*{topics}{either((*rule.closings, '情况'))})"
    return tuple(re.compile(p) for p in (*fixed, *composed, f"{which}(?P<tail>){ending}{_BEHIND}"))


def name_in(bare: str) -> Name | None:
    """Return the name's place in a heading's words; an empty range where the heading states none.

    >>> bare = "关于灯具更换项目经费的情况说明"
    >>> name = name_in(bare)
    >>> bare[name.start : name.end]
    '灯具更换'
    >>> name_in("其他相关情况说明") is None
    True
    """
    for pattern in _patterns() if len(bare) <= LONGEST_LINE else ():
        if match := pattern.match(bare):
            start, end = match.span("name")
            start = behind_marks(bare, start)
            end = start + len(bare[start:end].rstrip()) if end > start else start
            if year := _YEAR_BEHIND.search(bare, start, end):
                end = year.start()
            colon = pattern is _patterns()[-1] and re.search("[：:]", bare) is not None
            return Name(start, max(start, end), "项目" in squeeze(bare[match.end("tail") :]), colon)
    return None


@cache
def _accounts_patterns() -> tuple[re.Pattern[str], ...]:
    rule = heading_config().narrative
    topic = rf"(?:{either((*rule.topics, *rule.accounts_topics))}|{_YEAR.pattern})\s*(?:的\s*)?"
    closing = rf"\s*(?:的\s*)?(?:{topic})+{either((*rule.closings, *rule.accounts_closings))}$"
    return (
        re.compile(rf"(?P<name>.+?{either(rule.kept)})(?:{closing}|{_two_matters()}$)"),
        re.compile(
            rf"(?P<name>.+?)(?:{either(rule.accounts_objects)}{closing}|{either(rule.objects)}{_two_matters()}$)"
        ),
    )


def _two_matters() -> str:
    """Return the pattern of what one heading tells of a project at once: 概况及预算安排."""
    rule = heading_config().narrative
    matter = rf"(?:{either((*rule.topics, *rule.name_closings, *rule.evaluations, *rule.closings))}\s*)++"
    return rf"\s*{matter}(?:及其|以及|[及和与、])\s*{matter}"


def heads_one_nameless(line: str) -> bool:
    """Tell whether a line without a number heads one project's text and leaves its name to what follows.

    >>> heads_one_nameless("项目概况及预算安排"), heads_one_nameless("三、项目概况及预算安排")
    (True, False)
    """
    return (
        re.fullmatch(either(heading_config().narrative.objects) + _two_matters(), squeeze(line)) is not None
    )


def accounts_name(bare: str) -> Name | None:
    """Return the name's place in the words of a heading that may be of a project's accounts, or of a part's.

    A heading that tells two matters at once (某某项目概况及预算安排) may be a part's as well.

    >>> bare = "灯具更换项目2024年度支出决算情况"
    >>> name = accounts_name(bare)
    >>> bare[name.start : name.end]
    '灯具更换'
    >>> accounts_name("（二）项目支出决算情况说明") is None
    True
    """
    for pattern in _accounts_patterns() if len(bare) <= LONGEST_LINE else ():
        if match := pattern.match(bare):
            start = behind_marks(bare, 0)
            end = len(bare[: match.end("name")].rstrip())
            if not _names_one(bare[start:end]):
                return None
            return Name(start, end, "项目" in squeeze(bare[end:]))
    return None


def _names_one(name: str) -> bool:
    """Tell whether words in front of 项目支出决算情况 name a project: no 子, 1, 建设 or 三公."""
    rule = heading_config().narrative
    bare = squeeze(name)
    said = (*_general(), *rule.topics, *rule.accounts_topics, *rule.kept, "子", "分", "本", "该")
    named = re.search("[\u4e00-\u9fff]{2}", bare) is not None
    return named and not names_none(bare, strict=True) and len(bare) not in _row(bare, {0}, said, years=True)


def names_owner(name: str) -> bool:
    """Tell whether words name no project but an organisation: 某某局2024年度.

    >>> names_owner("河东区档案局2024年度"), names_owner("河东区档案局灯具更换")
    (True, False)
    """
    bare = squeeze(name)
    before = _row(bare, {0}, _general(), years=True)
    return len(bare) in _row(bare, _behind_owners(bare, before), _general(), years=True)


def _behind_owners(title: str, starts: set[int]) -> set[int]:
    return {end for at in starts for end in _owners(title, at)}


def behind_marks(bare: str, start: int) -> int:
    """Return where the name begins behind its number and 关于."""
    if number := numbering(bare[start:]):
        start += number.length
    elif decimal := _DECIMAL.match(bare, start) or _LETTER.match(bare, start):
        start = decimal.end()
    about = _ABOUT.match(bare, start)
    start = about.end() if about else start
    return start + len(bare[start:]) - len(bare[start:].lstrip())


def numbered_name(line: str) -> tuple[int, int] | None:
    """Return where the name stands of a numbered heading that has no ending to tell it by: （一）灯具更换.

    >>> numbered_name("（一）灯具更换"), numbered_name("灯具更换"), numbered_name("（一）资金来源")
    ((3, 7), None, None)
    """
    start = behind_marks(line, 0)
    end = len(line.rstrip("：: \u3000"))
    name = squeeze(line[start:end])
    sentence = SENTENCE.search(name) or re.search("[：:|]", name)
    numbered = numbering(line) is not None or _LETTER.match(line) is not None
    if not numbered or sentence or not _SHORTEST_BARE <= len(name) <= LONGEST_NAME:
        return None
    return None if heading_kind(name) or names_none(name, strict=True) else (start, end)


def bare_name(line: str) -> tuple[int, int] | None:
    """Return where the name stands of a heading that is nothing else: （一）某某项目.

    >>> bare_name("（一）灯具更换项目"), bare_name("项目支出")
    ((3, 9), None)
    """
    rule = heading_config().narrative
    start = behind_marks(line, 0)
    end = len(_CODE.sub("", line.rstrip("：: \u3000")))
    name = squeeze(line[start:end])
    endings = tuple(rule.bare_endings)
    if (
        re.search("[：:|]", name)
        or not name.endswith(endings)
        or len(name) > LONGEST_NAME
        or SENTENCE.search(name)
        or heading_kind(name)
    ):
        return None
    return None if names_none(name, strict=True) else (start, end)


def name_end(line: str, start: int, end: int) -> int:
    """Return where a heading's name ends without the word 项目, which 某某项目经费情况说明 leaves out, too.

    >>> name_end("灯具更换项目", 0, 6), name_end("灯具更换项目实施情况", 0, 10)
    (4, 4)
    """
    match = _project_behind().search(line[:end], start) if end - start <= LONGEST_LINE else None
    return match.start() if match else end


@cache
def _project_behind() -> re.Pattern[str]:
    rule = heading_config().narrative
    return re.compile(
        rf"(?<=[\u4e00-\u9fff”」』][\u4e00-\u9fff”」』])项目(?:(?:{either(rule.topics)})*{either(rule.name_closings)})?$"
    )


def unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a name stands without quotation marks that hold all of it.

    >>> unquoted("“灯具更换”", 0, 6), unquoted("“灯具”更换“一期”", 0, 10)
    ((1, 5), (0, 10))
    """
    quoted = _QUOTED.fullmatch(text, start, end)
    return quoted.span("name") if quoted else (start, end)


def trimmed(line: str) -> str:
    """Return a heading without colon, blanks and remark at its end.

    >>> trimmed("灯具更换项目经费情况说明（更正）："), trimmed("灯具更换项目（二期）")
    ('灯具更换项目经费情况说明', '灯具更换项目（二期）')
    """
    bare = line.rstrip().rstrip("：: \u3000")
    return _remark().sub("", bare) if len(bare) <= LONGEST_LINE else bare


@cache
def _remark() -> re.Pattern[str]:
    words = either(heading_config().narrative.remarks)
    return re.compile(rf"(?<=\S)\s*[（(]\s*(?:{words}|20\d\d年度?|第[{CN}\d]{{1,3}}[项个])\s*[)）]$")


def names_none(name: str, *, strict: bool) -> bool:
    """Tell whether words name no project: 部门重点, 2025年度, and with ``strict`` 三公 and the like.

    >>> names_none("2025年度部门预算重点", strict=False), names_none("重点路段照明", strict=False)
    (True, False)
    """
    rule = heading_config().narrative
    bare = squeeze(name)
    bare = re.sub(f"{either(rule.bare_endings)}$", "", bare) if strict else bare
    if strict and any(word in bare for word in rule.not_contains):
        return True
    return len(bare) in _row(bare, {0}, _general(), years=True)


def _general() -> tuple[str, ...]:
    """Return the words that say nothing of which project it is; years say as little."""
    return (*_OF, *heading_config().narrative.not_names)


def heads_projects(line: str, *, owned: bool = False, also: tuple[str, ...] = ()) -> bool:
    """Tell whether a heading is over projects without naming one: 四、重点项目支出情况说明.

    ``owned``: the heading may say whose they are (某某局重点项目说明), as one project's may too.
    ``also``: other words that it may end with.

    >>> heads_projects("四、2025年重点项目说明"), heads_projects("灯具更换项目说明")
    (True, False)
    >>> heads_projects("河东区档案局重点项目说明"), heads_projects("河东区档案局重点项目说明", owned=True)
    (False, True)
    """
    title = titled(line.rstrip("：: "))
    rule = heading_config().narrative
    closed = {len(title) - len(each) for each in (*rule.closings, *also) if title.endswith(each)}
    if not closed or len(title) > LONGEST_LINE:
        return False
    things = (*rule.objects, *rule.kept)
    before = _row(title, {0, 2} if title.startswith("关于") else {0}, _general(), years=True)
    if owned:
        before |= _row(title, _behind_owners(title, before), _general(), years=True)
    named = {at + len(each) for at in before for each in things if title.startswith(each, at)}
    return not closed.isdisjoint(_row(title, named, (*_OF, "其", *rule.not_names, *rule.topics, *things)))


def _row(text: str, starts: set[int], words: Sequence[str], *, years: bool = False) -> set[int]:
    """Return where a row of ``words`` may end that begins at one of ``starts``; no words are a row, too.

    Words that consist of others (专项资金, 专项 and 资金) divide a text in many ways; a place counts once.
    """
    reached = set(starts)
    for at in range(len(text)):
        if at not in reached:
            continue
        reached |= {at + len(word) for word in words if text.startswith(word, at)}
        if years and (year := _YEAR.match(text, at)):
            reached |= {year.end(), year.end() - year[0].endswith("度")}
    return reached


def _owners(title: str, start: int) -> Iterator[int]:
    """Yield where the name of an organisation may end that begins at ``start``, a remark behind it or not."""
    run = _OWNER.match(title, start)
    for at in range(start + _SHORTEST_OWNER, (run.end() if run else start) + 1):
        for word in heading_config().narrative.owners:
            if title.startswith(word, at):
                yield at + len(word)
                if remark := _OWNER_REMARK.match(title, at + len(word)):
                    yield remark.end()
