"""The paragraphs about money of a narrative that has no section 年度预算安排."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from nlp.outline.section_marks import sections_of
from nlp.tagger.rules.balances import balances, equal_runs
from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.tagger.rules.passages import Passage
from nlp.tagger.rules.payers import is_levels_money
from nlp.tagger.rules.sources import all_fiscal, all_own
from nlp.tagger.rules.table_figures import inside, is_sum, money_grids
from nlp.values.cells import money_in
from nlp.values.fold import fold

#: 需经费30万元, 拟申请资金30万元, 列入预算30万元: a sentence that asks for the year's money.
_ASKS: Final = re.compile(
    r"(?:需要?|所需|申请|安排|预计|计划|拟|测算|核定|列支|投入|落实|下达|列入|纳入|编列|编制|决算支出|决算数|支出决算|总)[^，,。；;\d]{0,12}"
    r"(?:经费|资金|预算|费用|投资|财政|支出|款)?[^，,。；;\d]{0,8}(?:(?:20\d\d年度?)[^，,。；;\d]{0,12})?$"
    r"|(?:经费|资金|预算|费用)(?:总额|总计|合计|共计|总需求|需求|规模|为|是|约|：|:|\s)*$"
)
#: 2015年完成除险加固（总投资3,912万元）
_FINISHED: Final = re.compile(r"20\d\d年[^，,]*(?:建成|完成|竣工|完工|投用|落成)[^，,]*[（(]总?投资[^，,]*$")
#: 全部由财政负担, behind the amounts that it speaks of.
_ALL_OF_IT: Final = re.compile(r"\s*(?:以上|上述|全部|均|所需|项目|资金|经费|该项)")
#: 制度入法以来，立案4300件，追偿修复费用6200万元: what was done so far.
_SINCE: Final = re.compile("(?:以来|至今)(?:(?!今年|本年|当年|20\\d\\d年|拟|计划|申请|安排|需)[^。；;])*$")
#: 2025年度支出内容：, above a list of amounts.
_LEADS: Final = re.compile(
    r"\s*(?:20\d\d年度?|本?年度|其中|具体|主要|项目|[一二三四五六七八九十\d、.．（()）])*"
    r"(?:支出|预算|经费|资金|费用|开支|用款)(?:内容|构成|明细|用途|安排|测算|分配|方向|项目|科目|结构|如下|为|包括)*[：:]\s*"
)
#: 经费主要用于：, 资金花在: what the money is for, in front of several amounts.
_USES: Final = re.compile(
    r"(?:经费|资金|款项|费用|支出|开支|预算)[^，,。；;：:\d]{0,6}?(?:用于|用在|花在|用途(?:为|是|有|包括|如下)*[：:]|投向)"
)
_FEWEST_ITEMS: Final = 2
#: Amounts farther apart than this add up by chance.
_REACH: Final = 260
_SUM_LINE: Final = re.compile(r"\s*(?:以上|上述)?[\u4e00-\u9fff]{0,4}?(?:合计|共计|总计|总额)")
_QUARTER: Final = re.compile(r"\s*+(?:其中|20\d\d年度?)?[：:]?第?[一二三四1-4]季度")
#: Companies' and beneficiaries' money, and work done that a quarter has a share of.
_OTHER_MONEY: Final = re.compile(
    "企业(?!捐赠|捐款|赞助|捐助)|公司|集团|商户|社会资本|产值|税收|营收|工程量|形象进度|单位成本|定额标准"
)


def money_passages(parts: Sequence[Passage]) -> list[Passage]:
    """Return the passages with the paragraphs about money as ``annual_budget``, where no section tells any.

    A section may only say when the money is spent (怎么花：验收后拨付50%), and another one how much it is.

    A paragraph is about money where its heading says so (:mod:`nlp.outline.section_marks`), else where a
    sentence asks for money or says who pays for all of it.
    """
    budget = [part for part in parts if part.kind == "annual_budget" and _says_money(part.text)]
    if budget:
        told = _sums_told(budget)
        return [p for part in parts for p in _pieces(part, _told_again(part, told))]
    headed = any(part.kind == "annual_budget" for part in parts)
    cut = [(part, [] if headed else _headed(part)) for part in parts]
    if not any(found for _, found in cut):
        # Beside a section that tells only quarters, those of the others that have a heading keep their kind.
        cut = [(part, _asking(part) if part.kind == "other" or not headed else []) for part in parts]
    return [piece for part, found in cut for piece in _pieces(part, found)]


def _says_money(text: str) -> bool:
    """Tell whether a section states a sum or where the money comes from, not only when it is spent."""
    return any(not a.per_unit for a in money_in(text)) or all_fiscal(text) or all_own(text)


def _pieces(part: Passage, found: Sequence[tuple[int, int]]) -> list[Passage]:
    result: list[Passage] = []
    at = 0
    for start, end in found:
        result += [_slice(part, part.kind, at, start), _slice(part, "annual_budget", start, end)]
        at = end
    result.append(_slice(part, part.kind, at, len(part.text)))
    return [piece for piece in result if piece.text.strip()] or [part]


def _slice(part: Passage, kind: str, start: int, end: int) -> Passage:
    return Passage(kind, part.text[start:end], part.offsets[start:end])


def _headed(part: Passage) -> list[tuple[int, int]]:
    """Return the ranges of the passage's own sections about money, their headings included."""
    lines = part.text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    placed = sections_of([line.rstrip("\r\n") for line in lines], 0, len(lines))
    begins = [starts[each.start[0]] + each.start[1] for each in placed]
    ranges = zip(placed, begins, [*begins[1:], len(part.text)], strict=False)
    return [(a, b) for each, a, b in ranges if each.kind == "annual_budget" and money_in(part.text[a:b])]


@cache
def _elsewhere() -> re.Pattern[str]:
    words = field_words().amount
    return re.compile(
        rf"{any_of(words.not_budget)}|全[国省市县区镇乡]|以来|累计|去年|上年|往年|获(?!批复)|到账|科研项目|课题\d*项|每年[^，,。；;]{{0,6}}$"
    )


def _asking(part: Passage) -> list[tuple[int, int]]:
    """Return the runs of sentences that ask for money, with those behind that go on about it."""
    if part.kind == "performance_goals":
        return []
    found: list[tuple[int, int]] = []
    before: list[tuple[int, int]] = []
    adding_up = _adding_up(part.text)
    if part.kind == "legal_basis":
        return adding_up
    for start, end in _sentences(part.text):
        sentence = part.text[start:end]
        adds_up = any(a < end and start < b for a, b in adding_up)
        goes_on = adds_up or _goes_on(sentence)
        if found and found[-1][1] == start and (goes_on or not sentence.strip()):
            found[-1] = (found[-1][0], end)
        elif _sums_up(part.text, before, sentence):
            found.append((before[0][0], end))
        elif adds_up or any(tells(sentence) for tells in (_asks, _is_paid, _tells_payers, _lists_uses)):
            found.append((start, end))
        elif before and _ALL_OF_IT.match(sentence) and (all_fiscal(sentence) or all_own(sentence)):
            found.append((before[0][0], end))
        before = [*before, (start, end)] if goes_on else []
    return found


def _sums_told(budget: Sequence[Passage]) -> set[Decimal]:
    """Return the sums that sections about money state, and what all the amounts of one are together."""
    found: set[Decimal] = set()
    for part in budget:
        values = [a.value for a in money_in(part.text) if not a.per_unit]
        found |= {*values, sum(values, Decimal(0))}
    return found


def _told_again(part: Passage, told: set[Decimal]) -> list[tuple[int, int]]:
    """Return the sentences outside of the section that break down a sum it states: 1,100万元来源：….

    What a plan says of its own money is left to :mod:`nlp.tagger.rules.whole_money`.
    """
    if part.kind not in ("other", "overview", "schedule", "implementing_body"):
        return []
    places = _adding_up(part.text, told)
    return [(a, b) for a, b in _sentences(part.text) if any(x < b and a < y for x, y in places)]


def _is_paid(sentence: str) -> bool:
    """Tell whether a sentence states a sum and who pays all of it: 决算412万元，全部为中央财政拨款."""
    amount = next((a for a in money_in(sentence) if not a.per_unit), None)
    if amount is None or _OTHER_MONEY.search(sentence) or _SINCE.search(sentence[: amount.start]):
        return False
    place = (amount.start, amount.end)
    return not _elsewhere().search(sentence[: amount.start]) and (
        all_fiscal(sentence, place) or all_own(sentence, place)
    )


def _tells_payers(sentence: str) -> bool:
    """Tell whether a sentence names several levels with their money: 省级补助80万元、县级财政46.5万元."""
    if _OTHER_MONEY.search(sentence) or _elsewhere().search(sentence):
        return False
    amounts = [a for a in money_in(sentence) if not a.per_unit]
    clauses = [re.split("[，,。；;、：:]", sentence[: a.start])[-1] for a in amounts]
    return len(amounts) > 1 and all(
        is_levels_money(clause) or _treasury().search(clause) for clause in clauses
    )


def _lists_uses(sentence: str) -> bool:
    """Tell whether a sentence lists what the year's money is spent on: 主要支出：A 24万元，B 7万元."""
    told = _LEADS.match(sentence) or _USES.search(sentence)
    amounts = [a for a in money_in(sentence) if not a.per_unit]
    if told is None or len(amounts) < _FEWEST_ITEMS or amounts[0].start < told.end():
        return False
    return not (
        _OTHER_MONEY.search(sentence)
        or _elsewhere().search(sentence)
        or _SINCE.search(sentence[: told.end()])
    )


@cache
def _treasury() -> re.Pattern[str]:
    """A level's treasury right before an amount: 县级财政46.5万元."""
    return re.compile(rf"{any_of(field_words().amount.levels)}财政(?:资金|拨款|补助|安排|出资)*$")


def _adding_up(text: str, told: set[Decimal] | None = None) -> list[tuple[int, int]]:
    """Return where amounts stand that are together what another one says, the one included.

    资金盘子270万元：财政出210万元，企业利润中列支60万元

    ``told``: only what adds up to one of these.
    """
    tables = money_grids(text)  # are read by their rows
    amounts = [a for a in money_in(text) if not a.per_unit and not inside(a.start, tables)]
    values = [a.value for a in amounts]
    runs = [
        (b.first, b.last, b.whole)
        for b in balances(values)
        if b.whole is not None and (told is None or values[b.whole] in told)
    ]
    found: list[tuple[int, int]] = []
    if told is None:
        runs += [(one.first, two.last, one.first) for one, two in equal_runs(values)]
        found = [
            (g.start, g.end) for g in tables if any(is_sum(g.name(r)) for r in range(g.heads, len(g.rows)))
        ]
    for first, last, whole in runs:
        low, high = min(first, whole), max(last - 1, whole)
        start, end = amounts[low].start, amounts[high].end
        clauses = (re.split("[，,。；;\n]", text[: amounts[at].start])[-1] for at in (first, whole))
        if end - start <= _REACH and not any(_elsewhere().search(clause) for clause in clauses):
            found.append((start, end))
    return found


def _sums_up(text: str, before: Sequence[tuple[int, int]], sentence: str) -> bool:
    """Tell whether a sentence is the sum of the items right before it: 合计：180万元."""
    if len(before) < _FEWEST_ITEMS or not _SUM_LINE.match(sentence):
        return False
    items = [a.value for start, end in before for a in money_in(text[start:end])[:1]]
    return [a.value for a in money_in(sentence)[:1]] == [sum(items, Decimal(0))]


def _sentences(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^。\n]*(?:[。\n]|$)", text) if match[0]]


def _goes_on(sentence: str) -> bool:
    """Tell whether a sentence states money or quarters and nobody else's."""
    of_money = any(word in sentence for word in field_words().quarter.money) or _QUARTER.match(sentence)
    told = "季度" in sentence and "%" in fold(sentence) and bool(of_money)
    said = told or any(not a.per_unit for a in money_in(sentence)) or bool(_LEADS.fullmatch(sentence))
    return (said or all_fiscal(sentence) or all_own(sentence)) and not _OTHER_MONEY.search(sentence)


def _asks(sentence: str) -> bool:
    for amount in money_in(sentence):
        clause = re.split("[，,。；;]", sentence[: amount.start])[-1]
        if _SINCE.search(sentence[: amount.start]):
            continue
        if _FINISHED.search(clause):
            continue
        if not amount.per_unit and _ASKS.search(clause) and not _elsewhere().search(clause):
            return not _OTHER_MONEY.search(sentence)
    return False
