"""Read the clause before an amount: subject phrase, change, year, stage, fund."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from nlp.reconcile.cells import norm
from nlp.reconcile.measures import Fund, Measure, Stage, measures

Change = Literal["increase", "decrease"]

_OPEN, _CLOSE = "（(《“【[", "）)》”】]"
_MATCHING = dict(zip(_CLOSE, _OPEN, strict=True))
_BREAKS = "，,。；;：:！？!?\t"
_LEAD = re.compile(
    r"^(?:[，,。；;：:、！？）)\s]|[-•*]|[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、)）](?!\d)|[①-⑳]|其中[:：，,]?|分别[为是]?|包括|含)+"
)
_COMPARED = re.compile(
    r"[比较与同和](?:(20\d\d)年|上年(?!结转|结余)|去年|上一年)[^，,。；;：:]*?(?:相比|比)?"
)
_YEAR = re.compile(r"(20\d\d)年")
_BASE = re.compile(
    r"[比较与同](?:(20\d\d)年度?|上年度?|去年|上一年度?)(?:当年)?(?:部门|单位)?(?:年初)?(?:预算|决算|执行|实际)*数?(?:的|为)?"
    r"(?:年[初末]数)?[（(]?$"
)
_BASE_HEAD = re.compile(r"[比较与同和](?:(20\d\d)年度?|上年度?|去年|上一年度?)[^，,。；;：:]*$")
_GENERIC_HEAD = re.compile(
    r"^(?:20\d\d年度?|本年度?|当年|今年|上年度?|去年|全年|年初|我|本)*(?:部门|单位|委|局)?"
)
_FUND_BUDGETS = re.compile(r"(?:一般公共|政府性基金|国有资本经营|公共财政|社会保险基金)预算")


def clause_start(text: str, at: int, floor: int) -> int:
    """Return where the clause that ends at ``at`` begins, not before ``floor``.

    Breaks inside brackets or quotes do not count; an opening bracket without its close does.
    """
    closed: list[str] = []
    index = at - 1
    while index >= floor:
        char = text[index]
        if char in _CLOSE:
            closed.append(_MATCHING[char])
        elif char in _OPEN:
            if closed and closed[-1] == char:
                closed.pop()
            elif not closed:
                return index + 1
        elif char in _BREAKS and not closed:
            return index + 1
        index -= 1
    return floor


def lead_length(phrase: str) -> int:
    """Return how much of a clause is numbering, 其中 and marks."""
    found = _LEAD.match(phrase)
    return found.end() if found else 0


_OVER_BUDGET = re.compile(
    r"(?:(?P<up>大于|高于|超过|超出)|(?P<down>小于|低于))(?:当年|本年度?)?"
    r"(?:(?:年初|全年|调整后?的?)?预算|年初(?:安排|批复|批准|核定|下达|计划))(?:金额|数额?)?$"
)


@cache
def _change_pattern() -> re.Pattern[str]:
    words = measures().words
    ups, downs = "|".join(words.increase), "|".join(words.decrease)
    return re.compile(rf"(?:(?P<up>{ups})|(?P<down>{downs}))(?:了|额)?(?:为|约|近|约为)?$")


def change_of(phrase: str) -> tuple[Change, int] | None:
    """Return whether an amount right after ``phrase`` is a change, and where its verb begins.

    >>> change_of("比2023年预算增加"), change_of("决算数小于年初预算数")
    (('increase', 8), ('decrease', 3))
    """
    found = _change_pattern().search(phrase) or _OVER_BUDGET.search(phrase)
    if found is None:
        return None
    return ("increase" if found["up"] else "decrease"), found.start()


def compared_year(text: str, fiscal_year: int | None) -> int | None:
    """Return the year a change is measured against, from the last 比…年 in ``text``."""
    found = list(_COMPARED.finditer(text))
    if not found:
        return None
    return int(found[-1][1]) if found[-1][1] else (fiscal_year - 1 if fiscal_year else None)


def compared_words(text: str) -> str:
    """Return the words of the last comparison with another year, and what follows: "比2024年执行数减少".

    >>> compared_words("支出100万元，比2024年执行数减少")
    '比2024年执行数减少'
    """
    found = list(_COMPARED.finditer(text))
    return text[found[-1].start() :] if found else ""


_AGAINST = re.compile(
    r"(?:[比较]|[大小高低]于|超过|超出|(?:与|(?<![合会])同)(?=[^，,。；;：:]*相比))(?:当年|本年度?)?"
    r"(?:(?P<stage>年初|全年|调整后?的?)?(?:部门)?预算数?|(?P<planned>年初(?:安排|批复|批准|核定|下达|计划)))"
)


def compared_stage(text: str) -> Stage | None:
    """Return the stage of the same year that a change is measured against, if that is the last comparison.

    >>> compared_stage("支出决算比年初预算减少"), compared_stage("与2023年预算相比，支出增加")
    ('initial', None)
    """
    found = list(_AGAINST.finditer(text))
    years = list(_COMPARED.finditer(text))
    if not found or (years and years[-1].start() > found[-1].start()):
        return None
    word = "年初" if found[-1]["planned"] else found[-1]["stage"] or ""
    return "initial" if word == "年初" else "adjusted" if word else "budget"


#: Behind an amount that is compared with: "较上年项目支出90万元增长5%".
_COMPARES = ("相比", "相差", "增", "上升", "提高", "下降", "减", "降", "多", "少", "扩", "缩")


def base_amount_year(text: str, fiscal_year: int | None, after: str = "") -> int | None:
    """Return the year of an amount that itself is what is compared with: "比2023年预算（" + amount.

    ``after`` is what follows the amount: "与2023年度支出" + amount + "相比".

    >>> base_amount_year("较上年预算（", 2024), base_amount_year("比2023年预算增加", 2024)
    (2023, None)
    >>> [base_amount_year("与2023年度支出", 2024, after) for after in ("相比", "增长", "，")]
    [2023, 2023, None]
    """
    found = _BASE.search(text)
    if found is None and after.startswith(_COMPARES) and change_of(text) is None:
        found = _BASE_HEAD.search(text)
    if found is None:
        return None
    return int(found[1]) if found[1] else (fiscal_year - 1 if fiscal_year else None)


def year_of(text: str, fiscal_year: int | None) -> int | None:
    """Return the last year that ``text`` names, the years of comparison left out.

    >>> year_of("2024年，收入预算比2023年预算增加", 2024)
    2024
    """
    compared = [m.span() for m in _COMPARED.finditer(text)]
    # 2022年结转, 结转自2022年: money of this year, whatever year it was left over from.
    years = [
        (m.start(), int(m[1]))
        for m in _YEAR.finditer(text)
        if not any(a <= m.start() < b for a, b in compared)
        and not text.startswith(("结转", "结余"), m.end())
        and not text.endswith("结转自", 0, m.start())
    ]
    for word in ("上年", "去年"):
        at = text.rfind(word)
        rest = text[at + len(word) : at + len(word) + 2]
        if (
            at >= 0
            and fiscal_year
            and not text.startswith("加上年", at - 1)  # "加上年初结转"
            and not any(a <= at < b for a, b in compared)
            and not rest.startswith(("结转", "结余"))
        ):
            years.append((at, fiscal_year - 1))
    for word in _THIS_YEAR:
        at = text.rfind(word)
        if at >= 0 and fiscal_year and any(at > told for told, _ in years):
            years.append((at, fiscal_year))
    return max(years)[1] if years else None


@cache
def _told_reasons() -> re.Pattern[str]:
    words = "|".join(map(re.escape, (*measures().words.reason, "主要用于", "用于")))
    return re.compile(rf"(?:{words})[^；;]*[；;]")


#: "（上年24万元）": the year of an amount in a bracket is not that of what follows the bracket.
_MONEY_REMARK = re.compile(r"（[^（）]*\d(?:亿|万)?元[^（）]*）")
#: What a member of a list says behind its last amount: "5万元，上年的桥已完工；".
_LAST_WORDS = re.compile(r"(?<=元)[^；;元]*[；;]")


def without_remarks(sentence: str) -> str:
    """Return a sentence without the remarks that are over: their years are of no amount behind them.

    >>> without_remarks("甲5万元（上年4万元），主要是上年的桥已完工；乙3万元，去年无此项；丙")
    '甲5万元；乙3万元；丙'
    """
    rest = _told_reasons().sub("；", _MONEY_REMARK.sub("", sentence))
    return _LAST_WORDS.sub("；", rest)


#: After another year these return to the document's own: "上年为0…；本年为5万元".
_THIS_YEAR = ("本年", "今年")


def stage_of(phrase: str) -> Stage | None:
    """Return the stage that a clause names: "年初预算" before "预算"; the 预算 of a fund's name is none.

    >>> stage_of("一般公共预算拨款支出"), stage_of("一般公共预算拨款支出预算")
    (None, 'budget')
    """
    rest = _FUND_BUDGETS.sub("", phrase)
    return next((s.stage for s in measures().words.stages if any(w in rest for w in s.words)), None)


def fund_of(text: str) -> Fund | None:
    """Return the fund that a heading or a clause names."""
    key = norm(text)
    return next((f.fund for f in measures().words.funds if any(w in key for w in f.words)), None)


def names_all_money(phrase: str) -> bool:
    """Return whether a clause tells no more than the money of all funds: "2024年各类资金共".

    >>> names_all_money("2024年各类资金共"), names_all_money("各类资金监管")
    (True, False)
    """
    key = norm(phrase)
    rest = _GENERIC_HEAD.sub("", key)
    word = next((w for w in measures().words.all_money if rest.startswith(w)), None)
    return word is not None and _tail_pattern().match(rest[len(word) :]) is not None


#: Phrases are sorted by so many of their last characters.
_ENDING = 2


@cache
def _phrases() -> tuple[dict[str, tuple[int, ...]], dict[str, list[Measure]]]:
    """Return the lengths of the measures' phrases by their endings, and the measures by phrase."""
    by_phrase: dict[str, list[Measure]] = {}
    for measure in measures().measure:
        for phrase in (*measure.phrases, *measure.loose):
            by_phrase.setdefault(norm(phrase), []).append(measure)
    lengths: dict[str, set[int]] = {}
    for words in by_phrase:
        lengths.setdefault(words[-_ENDING:], set()).add(len(words))
    return {ending: tuple(sorted(of, reverse=True)) for ending, of in lengths.items()}, by_phrase


@cache
def _tail_pattern() -> re.Pattern[str]:
    tails = "|".join(sorted((re.escape(norm(t)) for t in measures().words.tails), key=len, reverse=True))
    return re.compile(rf"(?:{tails}|\(\S*?\))*$")


@dataclass(frozen=True, slots=True)
class Named:
    """A measure found in a phrase: where its words begin in the normalised phrase."""

    measure: Measure
    words: str
    start: int

    @property
    def loose(self) -> bool:
        """Whether these words mean the measure in most documents only."""
        return self.words in self.measure.loose


#: 本项目支出 is what this one project spends.
_ONE_PROJECT = re.compile(r"[本该此某每]个?$")


def measure_of(phrase: str, subjects: tuple[str, ...] = ()) -> Named | None:
    """Return the measure that ends ``phrase``; ``subjects`` are names that may stand before it.

    >>> measure_of("某某局收入预算").measure.name
    '收入预算'
    >>> measure_of("非税收入预算") is None
    True
    """
    key = norm(phrase)
    best: Named | None = None
    lengths, by_phrase = _phrases()
    for end in range(len(key), _ENDING - 1, -1):
        of = lengths.get(key[end - _ENDING : end], ())
        named = [words for length in of if length <= end and (words := key[end - length : end]) in by_phrase]
        if not named or not _tail_pattern().match(key, end):
            continue
        for words in named:
            at = end - len(words)
            if key.find(words, at + 1) >= 0:
                continue  # told again, behind this place
            before = key[:at]
            if words.startswith("项目") and _ONE_PROJECT.search(before):
                continue
            for measure in by_phrase[words]:
                if measure.strict and not _subject_only(before, subjects):
                    continue
                if best is None or at < best.start or (at == best.start and len(words) > len(best.words)):
                    best = Named(measure, words, at)
    return best


def _subject_only(before: str, subjects: tuple[str, ...]) -> bool:
    if not before or before[-1] in ",;:.)":
        return True
    return before.endswith((*measures().words.subject_endings, *(norm(s) for s in subjects)))


@cache
def _no_qualifiers(more: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join((*measures().words.no_qualifiers, *more))})++")


def is_qualified(before: str, measure: Measure, organisation: str | None) -> bool:
    """Return whether the words before a measure narrow it to a part: "局本级的", "省级专项", a unit's name.

    The document's own organisation, in full or abbreviated, narrows nothing.

    >>> fiscal = measures().named("财政拨款收入")
    >>> [is_qualified(words, fiscal, "澄江市文化局") for words in ("2025年市文化局当年", "局属单位")]
    [False, True]
    """
    rest = re.sub(r"\([^()]*\)", "", norm(before))
    name = norm(organisation or "")
    if name:
        rest = rest.replace(name, "")
    words = _no_qualifiers(measure.qualifiers)
    parts = [part for part in words.split(rest) if part]
    return not all(_abbreviates(part, name) for part in parts)


def _abbreviates(short: str, name: str) -> bool:
    """Return whether the characters of a short name stand in this order in the full one: 市科委."""
    left = iter(name)
    return len(short) >= 1 and all(char in left for char in short)


_HOW_MANY = re.compile(r"^(?:现有|保有)?\d+辆(?:公务用?车|车辆?)?的?")


def short_measure(phrase: str, whole: Measure) -> Measure | None:
    """Return the part that a group's clause names by its short word: "购置费" inside 公务用车购置及运行费.

    Before the short word may stand words of the whole's name, however they are put: "公务车用车运行费".

    >>> whole = measures().named("公务用车购置及运行费")
    >>> [short_measure(p, whole).name for p in ("购置费", "公务车用车运行费为")]
    ['公务用车购置费', '公务用车运行费']
    """
    key = _HOW_MANY.sub("", norm(phrase))
    chars = set("".join(norm(p) for p in whole.phrases))
    parts = [m for name in whole.parts if (m := measures().named(name))]
    for measure in parts:
        others = [norm(w) for m in parts if m is not measure for w in m.short]
        for word in map(norm, measure.short):
            at = key.find(word)
            if at < 0 or not set(key[:at]) <= chars or any(o in key[:at] for o in others):
                continue
            if _tail_pattern().match(key[at + len(word) :]):
                return measure
    return None


def bare_measure(phrase: str, fund: Fund | None) -> Measure | None:
    """Return the measure, of a fund or of all money, that bare words mean where nothing else is spoken of.

    >>> bare_measure("2024年全年支出", None).name, bare_measure("收支均为", "fiscal").name
    ('支出预算', '财政拨款收支总额')
    """
    key = re.sub(r"^20\d\d年度?", "", norm(phrase))
    for measure in measures().measure:
        for words in measure.bare:
            fits = measure.fund in (fund, "all") if fund is None else measure.fund == fund
            if fits and key.startswith(words) and _tail_pattern().match(key, len(words)):
                return measure
    return None


def is_generic(phrase: str) -> bool:
    """Return whether a clause names no subject of its own: "2024年预算安排", "支出决算为", ""."""
    key = norm(phrase)
    rest = _GENERIC_HEAD.sub("", key)
    rest = re.sub(r"^(?:支出|收入)", "", rest)
    return _tail_pattern().match(rest) is not None and not rest.startswith("支出")
