"""The names in a stretch of a passage: lists of names, roles before them, remarks and adverbs behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

from nlp.tagger.rules.aliases import definitions
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.name_lists import is_complete, split_names
from nlp.tagger.rules.organisations import (
    Name,
    has_region,
    is_department,
    is_group,
    is_name,
    plain,
    self_pattern,
)
from nlp.tagger.rules.passages import Passage

#: Words between a name and its verb: Y做好配合, 由X具体负责.
_ADVERBS: Final = re.compile(
    r"(?:(?:按照?|依据|根据)[^，,。；;、按依根]{1,8}|总体|整体|拟|将|计划|现有人员|自有人员|内部人员|工作人员|专人|分段|分片|按任务|按各自职责|按职能|按照职责|做好|积极|予以|给予|全力|共同|联合|具体|统一|主动|密切|协助|进行|负责|全面|承接|独立|据此|按职责|按分工|分工|分头|分别|合作|各自){1,8}$"
)
#: 由我局在全市12个街镇组织实施, 由某馆于2026年3月承办
_WHERE: Final = re.compile(
    r"(?:(?<![所现存正潜内实])在(?!线|建|校|册)|(?<![用位关对属由鉴落基等大小高低多少处源])于)(?!此|该|其)[^，,。；;：:、由\n]{2,24}$"
)
#: A parenthesis behind a name that says something about it: （委托社会组织运营）.
_REMARK: Final = re.compile(
    r"[（(](?![不仅非])[^（()）\n：:]*(?:委托|负责|实施|牵头|运营|承担|代建|组织开展|主管|承办|主办|协办|参与|配合|联系|隶属|联合体|成员单位|地址|协助|由(?=[\u4e00-\u9fff]{4}))[^（()）\n：:]*[)）]"
    r"|[（(](?:项目)?(?:业主|法人|业主单位|建设单位|实施单位|责任单位|主体)[)）]"
    r"|[（(](?:公益[一二三]类|[^（()）\n]*(?:负责人|联系人|联系方式|电话|法定代表人|事业单位|编制\d|全额拨款|差额拨款)"
    r"[^（()）\n]*)[)）]"
)
#: A parenthesis with who does it together with the one before: （与某大学合作）.
_PARTNERS: Final = re.compile(
    r"[（(]\s*(?:与|和|同|会同|联合)([^（()）\n：:，,]{4,40}?)(?:合作|共同|联合|协作|共建|一起)[^（()）\n]{0,8}[)）]"
)
#: 协作单位：某公司（提供场地）: who stands beside the body only helps where a remark tells with what.
_HELPERS: Final = re.compile(
    r"(?:^|(?<=[\s。；;，,]))(?:协作|参与|参加|协同|协办|合作|联合|共建)(?:单位|部门|机构|方)\s*(?:[:：]|为|是)[^。；;\n]{0,120}?"
    r"[（(](?:负责)?(?:配合|协助|提供|支持|供应)[^（()）\n]{0,40}[)）](?=\s*(?:[。；;，,\n]|$))"
)
#: 联合X in an enumeration of its own.
_JOINT_PREFIX: Final = re.compile(
    r"(?:[并再另且](?:与|和|同)|[并再另且]?(?:联合|会同|协同|携手)|依托于?|委派|指派|授权|指定)(?=[\u4e00-\u9fff]{2})"
)
#: 某局所属某中心, 某委下属事业单位某所: the organisation over the one that is meant.
_OVER: Final = re.compile(
    r"([^（()）]{4,}?)(?:所属|下属|直属|下辖|所辖)的?(?:事业单位|单位|机构)?[:：]?(?=[\u4e00-\u9fff]{4})"
)
#: 局属某中心, 委直属事业单位某站: whose it is, without a name.
_BELONGS: Final = re.compile(
    r"(?:[本我该][局厅委院校部署馆所站])?[省市区县州旗乡镇厅局委校院]?(?:直属|所属|下属|属)(?:的)?(?:公益[一二三]类)?(?:(?:基层|二级)?(?:事业|预算|企业)*单位)?(?=[\u4e00-\u9fff]{4})"
)
#: 院内检务保障部, 我局内设规划科: inside the organisation itself.
_WITHIN: Final = re.compile(
    r"[本我]?(?:单位|机关|学校|[院局校馆所站厅委社部])内部?(?!设)(?=[\u4e00-\u9fff]{3})"
)
#: What follows a list of names: 等5家医院, 及所属单位.
_REST: Final = re.compile(
    r"(?:(?<![\d两三四五六七八九十多几])[\d两三四五六七八九十多几]++(?:[家个](?:单位|部门|机构)?|单位|部门)$|[双两三四五]方$|等(?:[\d一二两三四五六七八九十多几]*[家个所])?|(?:及|和|与)?下设的?|(?:及|和|与|以及)(?:其)?(?:所属|下属|直属|各|相关|有关|[省市区县乡镇]{2,3}(?![局委])))[^（()）]*$"
)


#: Places of a stretch where its names may end that are tried, and characters of a list of names: a sentence
#: that repeats verbs or commas without end has none.
MOST_ENDS: Final = 60
_LONGEST_LIST: Final = 3_000

#: The end of a name that a line end cuts in two.
_NO_PROPER: Final = re.compile("(?:集团|股份|有限|责任|公司|科技|发展|服务|投资)+")


@dataclass(frozen=True, slots=True)
class NamedText:
    """A passage without the definitions of short names; a name ends at a ``cut`` where one stood.

    ``partners`` are the names of joint executors in parentheses that were taken out.
    """

    passage: Passage
    cuts: tuple[int, ...]
    known: tuple[str, ...]
    partners: tuple[Passage, ...] = ()


def named_text(part: Passage, formal: tuple[str, ...], short: tuple[str, ...] = ()) -> NamedText:
    """Return a passage without definitions of short names and remarks.

    ``formal`` are the document's full names, ``short`` its short ones.
    """
    removed: set[int] = set()
    cuts: list[int] = []
    away = [(each.start, each.end) for each in definitions(part.text, formal)]
    away += [m.span() for m in _REMARK.finditer(part.text)]
    away += [m.span() for m in _HELPERS.finditer(part.text)]
    partners = [*_PARTNERS.finditer(part.text)]
    away += [m.span() for m in partners]
    for start, end in sorted(away):
        if start in removed:
            continue
        cuts.append(start - len(removed))
        removed.update(range(start, end))
    kept = [i for i in range(len(part.text)) if i not in removed]
    bare = Passage(part.kind, "".join(part.text[i] for i in kept), tuple(part.offsets[i] for i in kept))
    inside = tuple(Passage(part.kind, m[1], part.offsets[m.start(1) : m.end(1)]) for m in partners)
    return NamedText(bare, tuple(cuts), (*formal, *short), inside)


@cache
def _given() -> re.Pattern[str]:
    """Return the pattern of words behind which the one stands who is given the work: 归口某馆."""
    return re.compile(rf"[统均都]?一?{any_of(field_words().body.giving)}")


@cache
def label_pattern() -> re.Pattern[str]:
    """Return the pattern of a label before the bodies' names: "实施主体："."""
    return re.compile(
        rf"(?<![原前])(?:(?:本|该)项目的?{body_labels()}(?=[\u4e00-\u9fff])(?!为|是|即|系|包括|有|名称|全称|法人))"
        rf"|(?:^|(?<=[。；;，,、|\s]))(?:{any_of(field_words().body.short_labels)}{{1,2}}[:：]|主体(?:[:：]|为|是))\s*"
        rf"|(?<![原前]){body_labels()}(?:法人|名称|全称)?(?:[（(](?![不仅非])[^（()）\n]{{1,8}}[)）])?\s*(?:[:：\t|]|为|是|即|系|包括|有)+\s*"
    )


@cache
def body_labels() -> str:
    """Return the regular expression of what the bodies are called: 实施主体, 牵头处室, 组织实施单位."""
    words = field_words().body
    made = f"(?:项目)?{any_of(words.label_roles)}{{1,2}}(?:的)?{any_of(words.label_kinds)}"
    return f"(?:{any_of(words.labels)}|{made})"


@cache
def _role_prefix() -> re.Pattern[str]:
    """Return the pattern of a role written before a name: 建设单位X."""
    return re.compile(body_labels())


@cache
def other_label_pattern() -> re.Pattern[str]:
    """Return the pattern of a label of those who do not carry the project out: "监理单位："."""
    words = field_words().body
    made = f"(?:项目)?{any_of(words.other_roles)}{{1,2}}{any_of(words.other_kinds)}"
    return re.compile(rf"\s*(?:{any_of(words.other_labels)}|{made})\s*(?:[:：\t|]|为|是|包括)")


@cache
def verb_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of any of ``words``, compiled once."""
    return re.compile(any_of(words))


#: A verb that is the beginning of a name's end: 县委组织部, 法院执行局, 省厅建设管理处.
_IN_A_NAME: Final = re.compile(
    r"(?:组织|执行|管理|建设|推进|实施|统筹|协同|落实|主管)(?!各|本|有关|相关|全|其)[\u4e00-\u9fff]{0,2}?"
    r"(?:部(?![门署分])|局|处(?![理置])|科(?![学技普])|中心|办公室|办(?![理法好])|委员会|所(?![需属有在])|站|庭|室|司(?!法))"
)


def verbs_in(words: tuple[str, ...], source: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the first verbs of ``words`` in ``source[start:end]`` that are no part of a name."""
    for verb in islice(verb_pattern(words).finditer(source, start, end), MOST_ENDS):
        if not _IN_A_NAME.match(source, verb.start(), end):
            yield verb


def names_in(text: NamedText, start: int, end: int) -> list[Name]:
    """Return the names if ``start:end`` holds names and nothing else."""
    source = text.passage.text
    if end - start > _LONGEST_LIST:
        return []
    pieces = split_names(source[start:end], text.known)
    if pieces is None and (rest := _REST.search(source[start:end])):
        pieces = split_names(source[start : start + rest.start()], text.known)
    if pieces is None:
        return []
    names: list[Name] = []
    for a, b in pieces:
        first, last = start + a, start + b
        for prefix in (_JOINT_PREFIX, _WITHIN, _given()):
            before = prefix.match(source, first, last)
            if before and is_complete(source[before.end() : last], text.known):
                first = before.end()
        if (over := _OVER.match(source, first, last)) and is_complete(over[1], text.known):
            first = over.end()
        if (whose := _BELONGS.match(source, first, last)) and is_complete(
            source[whose.end() : last], text.known
        ):
            first = whose.end()
        if role := _role_prefix().match(source, first, last - 3):
            first = role.end()
        last = next((cut for cut in text.cuts if first + 2 < cut < last), last)
        written = source[first:last]
        if (rest := _REST.search(written)) and is_complete(written[: rest.start()], text.known):
            last = first + rest.start()
            written = source[first:last]
        if (own := self_pattern().match(written)) and not _is_own_department(written[own.end() :]):
            last = first + own.end()
            written = own[0]
        if is_group(written) or _NO_PROPER.fullmatch(written):
            continue
        if _is_outsider(written, text.known):
            continue
        department = is_department(written) and not _is_listed(written, text.known)
        names.append(Name(first, last, written, department))
    return names


def _is_own_department(rest: str) -> bool:
    """Tell whether what stands behind 我委, 本校 is a department of it: 我委规划处."""
    return len(rest) >= 2 and is_name(rest) and not is_group(rest)


def _is_outsider(written: str, known: tuple[str, ...]) -> bool:
    """Tell whether a name says by its work alone who is hired: 第三方机构, but not 某区审计局."""
    words = field_words().organisation
    hired = [word for word in words.outsiders if word in written]
    if not set(hired) <= set(words.outsider_work):
        return True
    if not hired:
        return False
    # 市政府投资审计中心: the level says whose it is.
    proper = (has_region(written[1:]) or re.match("[省市区县州旗镇乡]", written)) and is_name(written)
    return not (bool(proper) or plain(written) in map(plain, known) or is_department(written))


def _is_listed(written: str, known: tuple[str, ...]) -> bool:
    """Tell whether a name of a part is a listed unit's: whole, or its end (信息中心 of 某局信息中心)."""
    name = plain(written)
    short = name in field_words().organisation.inner_units
    return any(plain(k) == name or (short and plain(k).endswith(name)) for k in known)


def names_before(text: NamedText, start: int, verb: int) -> list[Name]:
    """Return the names between ``start`` and a verb, adverbs, places and times before the verb left out."""
    if names := names_in(text, start, verb):
        return names
    end = verb
    for between in (_ADVERBS, _WHERE):
        if found := between.search(text.passage.text, start + 2, end):
            end = found.start()
            if names := names_in(text, start, end):
                return names
    return []


def longest(text: NamedText, start: int, ends: list[int]) -> list[Name]:
    """Return the names from ``start`` to the farthest of ``ends`` that leaves names alone; empty for none.

    Beside the last of the ends only the first so many are tried.
    """
    tried = sorted({end for end in ends if end > start})
    for end in [*tried[-1:], *tried[:MOST_ENDS][::-1]]:
        if names := names_in(text, start, end):
            return names
    return []
