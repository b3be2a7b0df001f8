"""Where a cited document's title begins and ends: in 《》, around 《》, or without any marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from nlp.tagger.rules.citation_tables import listed_titles
from nlp.tagger.rules.lexicon import any_of, ends_with, field_words
from nlp.tagger.rules.organisations import is_name
from nlp.tagger.rules.passages import NEW_ITEM, clause_start
from nlp.values.docnumber import DocumentNumber, find_document_numbers
from nlp.values.title import Title

Range = tuple[int, int]
_CLAUSE: Final = "。；;，,、：:\n》）)"
#: Marks of items: NEW_ITEM's, and 二是某局关于…的通知.
_MARK: Final = re.compile(rf"{NEW_ITEM.pattern}|\s*[一二三四五六七八九十]是")
_DATE: Final = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:的)?\s*")
#: Between a document and the issuer of the next one: 《X》（某发〔2022〕3号）和某局关于…; 和平区 is a name.
_JOINT: Final = re.compile(r"\s*(?:以及|[和与](?!平|县|田|林格尔|顺)|及)\s*")
#: 《某办法》（某发〔2024〕3号）第二条关于经费的规定: what a title says, no title.
_OF_A_TITLE: Final = re.compile(
    r"》\s*(?:[（(][^（()）]*[)）])?\s*(?:第\w{1,6}条)?(?:中|里)?(?:的)?(?:有关|相关)?$"
)
#: A document without 《》 and number is one where a year or an ordinal tells which one it is.
_IDENTIFIED: Final = re.compile(
    r"20\d\d年?|届[一二三四五六七八九十百\d]+次|第[一二三四五六七八九十百\d]+[次期届轮]|[〔\[【（(]\s*[〔\[【]?20\d\d"
)
#: …条例第十条第二款
_ARTICLES: Final = re.compile(
    r"(?:第[一二三四五六七八九十百零\d]+[条款章项][至到、和]?){1,12}(?:的?(?:规定|要求))?\s*$"
)
#: 《甲条例》第九条和某局方案: what stands between a title and the next document.
_ARTICLES_AND: Final = re.compile(
    r"(?<=[》）)])\s*(?:第[一二三四五六七八九十百零\d]+[条款章项][至到、和]?){1,12}(?:的?(?:规定|要求))?(?:以及|[、和及与])"
)
#: 市局下达的任务书: who issued it and when.
_ISSUED_BY: Final = re.compile(r"[^，,。；;、]{0,24}?(?:下达|印发|下发|制定|发布|出台|签订)的")
#: An item of a list; a comma ends one behind a closing mark: 某计划（某发〔2023〕4号），某市供水条例.
_RULE_ITEMS: Final = re.compile(r"(?:(?<![）)》])[，,]|[^。；;\n、，,：:])+")
_LONGEST: Final = 100
_LONGEST_LONE: Final = 40
_SHORTEST_ITEM: Final = 7
#: 某局发文通知（某发〔2020〕1号）: a verb of issuing, no title.
_ISSUES: Final = re.compile(r"(?:发文|下发|来文|行文|致函|去函|正式|予以|已|书面)\w{2}$")
#: Words of a sentence that says something; a title says nothing.
_SAYS: Final = re.compile(
    "需要|必须|为了|开展|进行|完成|提供|应当|保障|申请|没有|已经|可以|通过|列入|纳入|我们|属于|参照|结合|规定的|要求的|号文|意见和"
)


def whole_title(text: str, title: Title) -> Range | None:
    """Return 关于…《X》…的通知 as one range, the issuer right before it included.

    That is the document cited, whether it issues X (关于印发《X》的通知) or carries it out.
    """
    behind = re.match(r"\s*》([^《》。；;，,、\n（(]{1,25})", text[title.end :])
    if behind is None:
        return None
    kinds = any_of(field_words().legal.title_ends)
    stops = r"(?=\s*[（(〔\[【和及与，,。；;]|$|\s*\S{0,8}[〔\[【]|要求|精神|文件|规定|等)"
    kind = re.match(
        rf"(.{{0,20}}?(?:的|之)(?:若干|具体|补充|实施|指导|有关)?(?:{kinds}|解释)|问题的?解释){stops}",
        behind[1],
    )
    if kind is None:
        return None
    window = clause_start(text, title.start, "。；;，,、\n》")
    about = max(text.rfind(word, window, title.start) for word in ("关于", "转发"))
    if about < 0:  # 某县委办公室印发《X》的通知
        about = text.rfind("印发", window, title.start)
        if about < 0 or with_issuer(text, about) == about:
            return None
    return with_issuer(text, about), title.end + behind.start(1) + kind.end(1)


def unmarked_titles(
    text: str,
    titles: Sequence[Title],
    numbers: Sequence[DocumentNumber],
    taken: Sequence[Range],
    *,
    in_basis: bool,
    prose: bool = False,
) -> Iterator[Range]:
    """Yield titles without 《》: before a number, and minutes; in 立项依据 whatever its words show.

    ``prose``: a text that tells everything, the basis too; notices, plans and laws are titles there.
    """
    found = list(_before_numbers(text, titles, numbers))
    told = [_minutes_pattern()]
    if in_basis or prose:
        told += [_about_pattern(), _numbered_plan_pattern()]
    if in_basis:
        told += [_issued_pattern(), _rules_pattern()]
    for pattern in told:
        for match in pattern.finditer(text):
            start = match.start(1)
            if pattern is _about_pattern() and _OF_A_TITLE.search(text[:start]):
                continue
            if pattern is _about_pattern():
                start = with_issuer(text, start)
            if pattern is _rules_pattern() and not _cited_among(text, start, match[1]):
                continue
            if pattern in (_minutes_pattern(), _numbered_plan_pattern()):
                start = _behind_introduction(text, start, match.end(1))
            if pattern is _minutes_pattern() and not _IDENTIFIED.search(text[start : match.end(1) + 8]):
                continue
            found.append((start, match.end(1)))
    found += listed_titles(text)
    if in_basis:
        found += [*_lone_items(text), *_rule_items(text)]
    if in_basis or prose:
        found += [match.span() for match in _law_pattern().finditer(text)]
    kept = list(taken)
    for start, end in sorted(found):
        if _holds_number(text[start:end], start, end, numbers):
            continue  # 某局某发〔2023〕9号批复: issuer, number and kind
        if all(end <= a or b <= start for a, b in kept) and not any(
            t.start <= start < t.end or start <= t.start < end for t in titles
        ):
            kept.append((start, end))
            yield start, end


def _cited_among(text: str, start: int, rules: str) -> bool:
    """Tell whether a sentence says in front of the name of rules that it cites what the project rests on."""
    words = field_words().legal
    before = text[clause_start(text, start) : start]
    cited = max((before.rfind(word) for word in words.introductions), default=-1)
    made = any(word in before[cited:] + rules for word in (*words.revises, *words.makes_before))
    return cited >= 0 and not made and not _SAYS.search(rules)


def _holds_number(written: str, start: int, end: int, numbers: Sequence[DocumentNumber]) -> bool:
    return "关于" not in written and any(start <= n.start and n.end < end for n in numbers)


def _before_numbers(text: str, titles: Sequence[Title], numbers: Sequence[DocumentNumber]) -> Iterator[Range]:
    """Yield 关于…的通知 and 某局批复 right in front of a number."""
    words = field_words().legal
    ends = words.title_ends + words.numbered_ends
    for number in numbers:
        if any(t.start <= number.start < t.end for t in titles):
            continue
        before = text[: number.start].rstrip(" （(〔[【\n")
        if number.start - len(before) > 6:
            continue
        minutes = re.match(r"[^〔\[【（(]*纪要", number.text)
        if minutes and len(before) == number.start:
            yield number.start, number.start + minutes.end()
            continue
        comma = before.endswith(("，", ","))
        before = before.rstrip("，, ")
        earlier = [n.end for n in numbers if n.end <= len(before)]
        window = max([clause_start(before, len(before), "。；;\n》"), *earlier])
        about = before.rfind("关于", window)
        if about >= 0:
            start = with_issuer(text, about)
        elif number.start == len(before):
            continue
        else:
            clause = max([clause_start(before, len(before), _CLAUSE), *earlier])
            start = _behind_introduction(text, clause, len(before))
            issued = _ISSUED_BY.match(before, start) if before.endswith(words.numbered_ends) else None
            start = issued.end() if issued else start
        written = before[start:]
        if comma and about < 0:  # 某某管理办法，某发〔2021〕2号: an item of the list that says nothing else
            item = clause_start(before, len(before), "。；;\n")
            whole = _behind_introduction(text, item, len(before)) == start
            if not (whole and written.endswith(words.issued_ends + words.rule_ends)):
                continue
            if _SAYS.search(written) or len(written) < _SHORTEST_ITEM:
                continue
        if (
            written.endswith(ends)
            and 4 <= len(written) <= _LONGEST
            and "《" not in written
            and not _ISSUES.search(written)
        ):
            yield start, len(before)


def _behind_introduction(text: str, start: int, end: int) -> int:
    """Return where the name of a document begins: behind a list mark, 根据, 经, 和 and the like."""
    while (marker := _MARK.match(text, start, end)) and marker.end() > start:
        start = marker.end()
    if articles := _ARTICLES_AND.match(text, start, end):
        start = articles.end()
    words = any_of((*field_words().legal.introductions, "经", "以及", "及", "和", "与", "按"))
    for join in re.compile(rf"{any_of(field_words().legal.title_ends)}(?:以及|及|和|与)").finditer(
        text, start, end - 4
    ):
        start = join.end()
    if told := _introduced().match(text, start, end):
        start = told.end()
    while lead := re.compile(rf"\s*{words}\s*是?").match(text, start, end):
        start = lead.end()
    return start


@cache
def _introduced() -> re.Pattern[str]:
    """What a clause speaks of, and the word that leads to the document: 项目已经某局关于…的批复."""
    words = field_words().legal
    leads = any_of((*words.introductions, *words.introduced_by))
    return re.compile(rf"\s*{any_of(words.introduced)}(?:已|业已|现|均|均已)?{leads}(?!济|费|营|开)")


def _behind_number(text: str, start: int, end: int) -> int:
    """Return where the words behind a document number begin: 某发〔2021〕3号文件：关于… begins at 关于."""
    numbers = find_document_numbers(text[start:end])
    if not numbers or text[start : start + numbers[0].start].strip(" （(〔[【"):
        return start
    rest = re.compile(r"[)）】\]]?\s*(?:文件|文)?[\s:：]*").match(text, start + numbers[-1].end, end)
    return rest.end() if rest else start


def _lone_items(text: str) -> Iterator[Range]:
    """Yield an item of the list that is nothing but the name of a document: 街道2026年度工作计划."""
    ends = field_words().legal.lone_ends
    for item in re.finditer(r"[^。；;\n]+", text):
        start = _behind_introduction(text, item.start(), item.end())
        start = _behind_number(text, start, item.end() - 4)
        written = text[start : item.end()].rstrip()
        if (
            ends_with(written, ends)
            and 5 <= len(written) <= _LONGEST_LONE
            and not re.search(r"[，,、：:《》]", written)
            and not _SAYS.search(written)
            and ("关于" in written or _IDENTIFIED.search(written))
        ):
            yield start, start + len(written)


@cache
def _law_pattern() -> re.Pattern[str]:
    """Laws without 《》: 中华人民共和国测绘法第十五条."""
    laws = any_of(field_words().legal.laws)
    return re.compile(
        rf"(?<!《)(?:中华人民共和国(?:[\u4e00-\u9fff]{{1,25}}?法|{laws})|(?<![\u4e00-\u9fff]){laws}"
        rf"|(?<=[据照和及与行守实彻]){laws})(?:实施条例|实施细则)?"
        r"(?=[》。；;，,、（(第\s和及与都均也对]|等|以及|的?(?:有关|相关)?(?:规定|要求|精神)|$)"
    )


def _rule_items(text: str) -> Iterator[Range]:
    """Yield items of the list that are nothing but the name of rules: 某市献血条例."""
    words = field_words().legal
    for item in _RULE_ITEMS.finditer(text):
        start = _behind_introduction(text, item.start(), item.end())
        written = _ARTICLES.sub("", text[start : item.end()]).rstrip(" ，,等")
        if (
            written.endswith(words.rule_ends)
            and not (written.endswith(words.not_laws) and not written.endswith(words.rule_ends[:-1]))
            and 4 <= len(written) <= _LONGEST_LONE
            and not written.startswith(words.not_rule_starts)
            and re.fullmatch(r"[\u4e00-\u9fff“”]+(?:（[\u4e00-\u9fff]{2,4}）)?", written)
            and not _SAYS.search(written)
        ):
            yield start, start + len(written)


@cache
def _rules_pattern() -> re.Pattern[str]:
    """Rules of one place without 《》, in a sentence: 按照《甲法》和河东市供水管理办法的规定."""
    ends = any_of(tuple(end for end in field_words().legal.rule_ends if end != "法"))
    return re.compile(
        rf"(?<=[、，,和及与据照按])([\u4e00-\u9fff]{{1,6}}?[省市区县州盟旗][\u4e00-\u9fff]{{2,20}}?{ends})"
        r"(?=[、，,。；;（(第\n]|[和及与]|以及|等|的?(?:有关|相关)?(?:规定|要求|精神)|$)"
    )


@cache
def _about_pattern() -> re.Pattern[str]:
    kinds = any_of(field_words().legal.formal_ends)
    return re.compile(
        rf"(?=(关于[^。；;，,：:《》\n]{{3,60}}?的{kinds})(?:[。；;，,、（(）)\n]|等|要求|精神|文件|$))"
    )


@cache
def _issued_pattern() -> re.Pattern[str]:
    words = field_words().legal
    return re.compile(
        rf"{any_of(words.issuing)}了?((?:“[^”\n]{{2,20}}”)?[\u4e00-\u9fff]{{2,30}}?{any_of(words.issued_ends)})"
        r"(?=[。；;，,（(\n]|$)"
    )


@cache
def _minutes_pattern() -> re.Pattern[str]:
    """某机关2025年第4次会议纪要, with or without a number behind."""
    return re.compile(
        r"(?:^|[。；;，,、：:》）)])[^\S\n]*((?:[^。；;，,、：:《》（）()\n]){3,40}?纪要)(?=[。；;，,、（(\n〔\[【]|$"
        r"|\s?20\d\d\s?[-－—–]\s?\d|\s*(?:20\d\d年)?第[一二三四五六七八九十百\d]+[期次号]"
        r"|(?:以及|[和及与])\s*《|等|里|中|所|的|精神|要求|确定|明确|同意|议定|审议|研究|决定|通过|提出|规定|立项|设立|实施|开展|执行|安排|申报|编制)",
        re.MULTILINE,
    )


@cache
def _numbered_plan_pattern() -> re.Pattern[str]:
    """“十五五”某某规划 without 《》, a region and its matter in front or not: 某省考古事业“十四五”规划."""
    ends = any_of(field_words().legal.issued_ends)
    region = (
        r"(?:国家|全[国省市区县]|[\u4e00-\u9fff]{2,3}[省市区县州旗](?!里))(?:(?!的)[\u4e00-\u9fff]){0,16}"
    )
    region = rf"(?:(?<![\u4e00-\u9fff])|(?<=[据照和及与行守实彻])){region}"
    owner = r"(?:[\u4e00-\u9fff]{0,10}(?:[国省市区县局厅委院校馆所站会]|中心))?"
    years = r"“[^”\n]{2,5}五”"
    plan = rf"(?:{owner}{years}[\u4e00-\u9fff]{{2,25}}?|{region}{years}[\u4e00-\u9fff]{{0,25}}?)"
    return re.compile(rf"({plan}{ends})(?=[。；;，,、（(\n和及与]|以及|等|精神|要求|$)")


def with_issuer(text: str, about: int) -> int:
    """Return where the issuer's name right before an unmarked title begins, else ``about``.

    >>> with_issuer("2025年3月河东市财政局关于某事的通知", 13), with_issuer("认真落实关于某事的通知", 4)
    (7, 4)
    >>> with_issuer("2．河东市财政局关于某事的通知", 8)
    2
    """
    start = clause_start(text, about, _CLAUSE)
    while (marker := _MARK.match(text, start, about)) and marker.end() > start:
        start = marker.end()
    words = field_words().legal
    for word in words.introductions:
        position = text.rfind(word, start, about)
        if position >= 0:
            start = position + len(word)
            start += text[start:about].startswith("是")  # 依据是某局关于…的通知
    rest = _behind_number(text, start, about)
    cited = rest > start or text[:start].rstrip("，,；; \u3000").endswith(("》", "）", ")"))
    start = rest
    if cited and (joint := _JOINT.match(text, start, about)):
        start = joint.end()
    if told := _introduced().match(text, start, about):
        start = told.end()
    if date := _DATE.match(text, start, about):
        start = date.end()
    while lead := re.compile(_leads()).match(text, start, about):
        start = lead.end()
    name = text[start:about]
    if not (3 <= len(name) <= 40 and is_name(name)):
        return about
    return _joint_issuers(text, start)


@cache
def _leads(shortest: int = 1) -> str:
    """Return the pattern of words in front of an issuer's name, and of 并 before them: 并落实某局关于…."""
    leads = tuple(word for word in field_words().legal.leads if len(word) >= shortest)
    return rf"(?:并且?|同时)?(?!经[济费营开]){any_of(leads)}"


def _joint_issuers(text: str, start: int) -> int:
    """Return where a list of issuers begins whose last one begins at ``start``: 甲部、乙部关于…."""
    while start and text[start - 1] in "、":
        clause = clause_start(text, start - 1, _CLAUSE)
        while (marker := _MARK.match(text, clause, start - 1)) and marker.end() > clause:
            clause = marker.end()
        lead = _behind_introduction(text, clause, start - 1)
        if leads := re.compile(_leads(2)).match(text, lead, start - 1):
            lead = leads.end()
        written = text[lead : start - 1]
        if not (3 <= len(written) <= 20 and is_name(written)):
            break
        start = lead
    return start


def issuer_before(text: str, start: int) -> str | None:
    """Return the organisation that the words right before a marked title name as its issuer.

    >>> issuer_before("2025年，河东市政府第二轮《行动方案》", 14)
    '河东市政府'
    """
    begin = clause_start(text, start, "。；;，,：:\n、》")
    written = text[begin:start].rstrip("《 ")
    written = re.sub(
        r"(?:第[一二三四五六七八九十\d]+轮|印发|发布|出台|下发|颁布|制定)*(?:的|了)?$", "", written
    )
    if date := _DATE.match(written):
        written = written[date.end() :]
    return written if 3 <= len(written) <= 40 and is_name(written) else None
