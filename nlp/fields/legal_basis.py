"""Legal basis: titles joined with their numbers and articles, each document once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from nlp.document import Evidence
from nlp.fields.context import Context
from nlp.fields.issuers import issuer_before_title, issuer_of_number, issuer_of_title, level
from nlp.fields.model import LegalBasis
from nlp.fields.pairing import Number, number_of
from nlp.tagger.rules.citations import issuer_before
from nlp.tagger.spans import FieldSpan
from nlp.values.docnumber import number_key
from nlp.values.numeral import parse_number

_CN: Final = "一二三四五六七八九十百零〇两"
#: 第三条至第九十条 means a whole chapter, not ninety citations.
_MOST_ARTICLES: Final = 20
#: 《X条例》（以下简称《条例》): a title's short name.
_DEFINED: Final = re.compile(
    r"《([^》]{4,80})》[^《。；;]{0,40}?(?:简称|下称|以下称)(?:为|作)?[:：]?\s*[“\"《]([^”\"》]{2,24})[”\"》]"
)
#: What a title that names only a kind of document refers back to: 《条例》第五条.
_KIND_ONLY: Final = re.compile(
    r"(?:实施|指导|管理|暂行|行动)?(?:条例|办法|意见|通知|规定|方案|规划|计划|纲要|细则|决定|批复)"
)
_STATE: Final = "中华人民共和国"
_ARTICLE: Final = rf"第?[{_CN}\d]++条(?:之[{_CN}])?(?:第[{_CN}\d]++款)?(?:第[（(]?[{_CN}\d]++[)）]?项)?"
_ARTICLES: Final = re.compile(
    rf"》?\s*+(?:[（(][^（()）]*+[)）]\s*+)?(?:中的?|的)?\s*+(?:第[{_CN}\d]++[编章节][、，]?)*+"
    rf"((?:(?:{_ARTICLE}|第?[{_CN}\d]++)[、，,和及与至到])*{_ARTICLE})"
)
_ONE_ARTICLE: Final = re.compile(
    rf"第?([{_CN}\d]+)(?:条)?(之[{_CN}])?(第[{_CN}\d]+款)?(第[（(]?[{_CN}\d]+[)）]?项)?([至到])?"
)


def legal_basis(context: Context) -> tuple[LegalBasis, ...]:
    """Return the documents that the project rests on, in order of their first mention."""
    numbers = [
        Number(span, inside[0].normal)
        for span in context.labelled("LEGAL_NUMBER")
        if (inside := context.numbers(span))
    ]
    used: set[int] = set()
    entries: list[LegalBasis] = []
    issuers: dict[int, str | None] = {}
    titles = context.labelled("LEGAL_TITLE")
    for index, title in enumerate(titles):
        following = titles[index + 1].start if index + 1 < len(titles) else context.narrative.end
        number = number_of(context, title, following, numbers, used)
        entry = _entry(context, title, number)
        issuers[entry.evidence.start] = issuer_before(context.document.text, title.start)
        entries.append(replace(entry, title=_in_full(context, entry.title, entries)))
    for position, number in enumerate(numbers):
        if position not in used:
            evidence = context.evidence(number.span.start, number.span.end)
            entries.append(LegalBasis(None, number.normal, (), evidence))
    entries.sort(key=lambda entry: entry.evidence.start)
    return tuple(_with_issuer(context, entry, titles) for entry in _merged(entries, issuers))


def _in_full(context: Context, title: str | None, earlier: list[LegalBasis]) -> str | None:
    """Return the title that a short one stands for, of those before it: 《水法》, 《条例》."""
    key = _key(title)
    if key is None:
        return title
    defined: dict[str | None, str] = {_key(short): full for full, short in _DEFINED.findall(context.text)}
    if full := defined.get(key):
        # 关于印发《某办法》的通知（…，以下简称《办法》）: the notice is the document.
        return next((other.title for other in earlier if f"《{full}》" in (other.title or "")), full)
    for other in reversed(earlier):
        known = _key(other.title) or ""
        if known == _STATE + key or (_KIND_ONLY.fullmatch(key) and known.endswith(key) and known != key):
            return other.title
    return title


def _with_issuer(context: Context, entry: LegalBasis, titles: list[FieldSpan]) -> LegalBasis:
    """Return the entry with its issuer and level."""
    place = entry.evidence
    title = next((t for t in titles if place.start <= t.start < place.end), None)
    before = context.between(max(context.narrative.start, title.start - 80), title.start) if title else ""
    named = issuer_of_title(entry.title) or issuer_before_title(before)
    issuer = named or issuer_of_number(entry.number)
    return replace(entry, issuer=issuer, level=level(entry.title, entry.number))


def _entry(context: Context, title: FieldSpan, number: Number | None) -> LegalBasis:
    start, end = title.start, title.end
    if number:
        start, end = min(start, number.span.start), max(end, number.span.end)
    words = re.sub(r"\s*[\r\n]\s*", "", context.written(title)).strip()
    return LegalBasis(
        words, number.normal if number else None, _articles(context, title), _around(context, start, end)
    )


def _around(context: Context, start: int, end: int) -> Evidence:
    """Return the evidence, with 《 and the closing marks where the range is broken by them."""
    text = context.document.text
    if text[start:end].count("》") > text[start:end].count("《") and start > 0 and text[start - 1] == "《":
        start -= 1
    if text[start:end].count("《") > text[start:end].count("》") and text[end : end + 1] == "》":
        end += 1
    for opening, closing in ("（）", "()"):
        inside = text[start:end]
        if inside.count(opening) > inside.count(closing) and text[end : end + 1] == closing:
            end += 1
    return context.evidence(start, end)


def _articles(context: Context, title: FieldSpan) -> tuple[str, ...]:
    """Return the articles cited behind a title: 第十四、十五条 are two."""
    behind = context.between(title.end, min(title.end + 120, context.narrative.end))
    match = _ARTICLES.match(behind)
    if match is None or "第" not in match[1]:
        return ()
    articles: list[str] = []
    through = False
    for each in _ONE_ARTICLE.finditer(match[1]):
        article = f"第{each[1]}条" + "".join(part for part in (each[2], each[3], each[4]) if part)
        between = _between(articles[-1], article) if articles and through else ()
        articles += [*between, article]
        through = bool(each[5])
    return tuple(articles)


def _between(first: str, last: str) -> tuple[str, ...]:
    """Return the articles between two that are joined by 至: 第三条至第五条 cites three.

    >>> _between("第九条", "第十二条")
    ('第十条', '第十一条')
    """
    ends = [parse_number(re.sub("[第条]", "", article)) for article in (first, last)]
    if ends[0] is None or ends[1] is None or not 1 < ends[1] - ends[0] <= _MOST_ARTICLES:
        return ()
    write = str if re.search(r"\d", first) else _chinese
    return tuple(f"第{write(n)}条" for n in range(int(ends[0]) + 1, int(ends[1])))


def _chinese(number: int) -> str:
    """Return a number below 1000 in Chinese digits.

    >>> _chinese(10), _chinese(31), _chinese(105)
    ('十', '三十一', '一百零五')
    """
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    written = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        written += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        written += "零"
    return written + (digits[ones] if ones else "")


def _key(title: str | None) -> str | None:
    return re.sub(r"[\s〈〉《》“”\"]", "", title) if title else None


def _same_number(one: str | None, two: str | None) -> bool:
    return one is not None and two is not None and number_key(one) == number_key(two)


def _inside(one: str, two: str) -> bool:
    """Tell whether one title is the one that the other issues or carries out (关于印发《X》的通知 and X)."""
    keys = sorted((_key(one) or "", _key(two) or ""), key=len)
    return keys[0] in keys[1]


def _merged(entries: list[LegalBasis], issuers: dict[int, str | None]) -> tuple[LegalBasis, ...]:
    """Join the mentions of one document: the same title, or the same number where one has no title.

    Two issuers' documents of one title are two; ``issuers`` are keyed by the entries' evidence.
    """

    def other_issuer(one: LegalBasis, two: LegalBasis) -> bool:
        names = {issuers.get(one.evidence.start), issuers.get(two.evidence.start)} - {None}
        return len(names) > 1

    result: list[LegalBasis] = []
    for entry in entries:
        for index, other in enumerate(result):
            same_title = entry.title and _key(entry.title) == _key(other.title)
            same_number = _same_number(entry.number, other.number)
            numbers_fit = same_number or not entry.number or not other.number
            titles_fit = same_title or not entry.title or not other.title or _inside(entry.title, other.title)
            if same_title and not same_number and other_issuer(other, entry):
                continue
            if (same_title and numbers_fit) or (same_number and titles_fit):
                articles = tuple(dict.fromkeys((*other.articles, *entry.articles)))
                number, title = other.number or entry.number, other.title or entry.title
                evidence = other.evidence if other.number or not entry.number else entry.evidence
                result[index] = replace(
                    other, title=title, number=number, articles=articles, evidence=evidence
                )
                break
        else:
            result.append(entry)
    return tuple(result)
