"""Money in prose and in cells: a number with 元, 万元 or 亿元, its precision, its range, its bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from nlp.values.fold import GAP, fold
from nlp.values.kept import kept
from nlp.values.money_context import counts_money, is_rate, is_yuan
from nlp.values.numeral import CHINESE, parse_chinese, parse_number, scan_numbers, shift, written_decimals
from nlp.values.qualifier import Qualifier, qualifier, qualifies_only

Unit = Literal["元", "万元", "亿元"]

_POWER: dict[str, int] = {"元": 0, "千元": 3, "万元": 4, "亿元": 8}


@dataclass(frozen=True, slots=True)
class Amount:
    """A written amount of money; ``text[start:end]`` of the source is ``text``, the number with its unit.

    ``number`` counts ``unit``, as written ("27万元" → 27 万元). Where the writing has a further factor,
    ``multiple`` holds it and ``number`` includes it: "2万亿元" → 20000 亿元 with multiple 10000,
    "350千元" → 350000 元 with multiple 1000. ``decimals`` counts the digits written behind the point.
    ``high`` is the upper end of a range in the same unit; ``number`` is then the lower end.
    ``per_unit`` marks a price or a rate ("48万元/年", "每项约48万"), which is no sum.

    Where the unit is declared in brackets before the number ("金额（万元）：3,456.78"), ``text`` is the
    number alone. Words such as 约 or 不低于 are not part of ``text``; they are the ``qualifier``.

    >>> Amount(0, 7, "645.5万元", Decimal("645.5"), "万元", 1).quantum
    Decimal('1000')
    """

    start: int
    end: int
    text: str
    number: Decimal
    unit: Unit
    decimals: int
    qualifier: Qualifier = "exact"
    high: Decimal | None = None
    multiple: int = 1
    per_unit: bool = False

    @property
    def value(self) -> Decimal:
        """The amount in 元, exact."""
        return shift(self.number, _POWER[self.unit])

    @property
    def wan(self) -> Decimal:
        """The amount in 万元, without trailing zeros or exponent."""
        wan = shift(self.number, _POWER[self.unit] - 4)
        whole, _, fraction = format(wan, "f").partition(".")
        fraction = fraction.rstrip("0")
        return Decimal(f"{whole}.{fraction}" if fraction else whole)

    @property
    def quantum(self) -> Decimal:
        """One unit of the last written digit, in 元: "27万元" → 10000, "8.10万元" → 100."""
        return shift(Decimal(self.multiple), _POWER[self.unit] - self.decimals)


@dataclass(frozen=True, slots=True)
class _Written:
    """A number with what follows it: ``power`` is the unit's power of ten, ``None`` without a unit."""

    start: int
    end: int
    number: Decimal
    decimals: int
    power: int | None
    yuan: bool
    few: bool = False

    @property
    def value(self) -> Decimal:
        return shift(self.number, self.power or 0)


_SMALL = {"": 0, "百": 2, "佰": 2, "千": 3, "仟": 3}
_BIG = {"": 0, "万": 4, "亿": 8, "万亿": 12}
_UNIT = re.compile(
    rf"(?P<few>{GAP}[余多几])?(?P<small>{GAP}[百千佰仟])?(?P<few2>[余多])?"
    rf"(?P<big>{GAP}(?:万{GAP}亿|万|亿))?(?P<few3>{GAP}[余多])?(?P<yuan>{GAP}[元圆])?"
)
# Performance forms write the unit in brackets: "≤50（万元）".
_BRACKETED_UNIT = re.compile(rf"{GAP}[（(][ ]?(?P<big>万|亿)?元[ ]?[)）]")
_DIGIT = "0-9零一二三四五六七八九壹贰叁肆伍陆柒捌玖"
_COINS = re.compile(rf"{GAP}(?:(?P<jiao>[{_DIGIT}])角)?(?:零?(?P<fen>[{_DIGIT}])分)?")
_CHINESE_MONEY = re.compile(
    rf"(?<![{CHINESE}点第几数0-9.])"
    rf"(?P<number>[{CHINESE}](?:[ ]?[{CHINESE}]){{0,23}}(?:点[{CHINESE}]{{1,8}})?)"
    rf"(?P<few>[余多])?(?P<big>[万亿])?(?P<yuan>{GAP}[元圆])"
)
_IN_COMPOUND = re.compile(rf"{GAP}[0-9]{{1,3}}{GAP}[百佰]?{GAP}[元圆]")
_ROUND_CHINESE = "十百千万亿拾佰仟"
_RANGE = re.compile(rf"{GAP}(?:-|–|—|―|─|~|～|至|到|——|--){GAP}")
_DECLARED = re.compile(
    rf"[（(](?:金额)?(?:单位[:：]?)?(?:人民币)?(?P<unit>[千万亿]?元)[)）]{GAP}[:：]?{GAP}\Z"
)
_AFTER_DECLARED = re.compile(r"[ ]{0,4}(?:\Z|[。；;，,、)）\n\r])")
# "每度电从0.95元增至1.05元": both are prices.
_CHANGED = re.compile(rf"{GAP}(?:[上下]?[增升涨降减调整加少提高]{{1,4}})?[至到为]{GAP}|{GAP}[、和或]{GAP}")


@kept
def find_amounts(text: str) -> tuple[Amount, ...]:
    """Return the amounts of money in ``text``, in order.

    "万" and "亿" alone count as 万元 and 亿元 where money is counted (:func:`counts_money`). Blanks and a
    line end inside the number, or between it and its unit, belong to the amount.

    >>> [(a.text, str(a.wan), a.qualifier) for a in find_amounts("不超过1，377.5 万元，其中￥12,000元")]
    [('1，377.5 万元', '1377.5', 'at_most'), ('12,000元', '1.2', 'exact')]
    >>> [(a.number, a.high, a.unit) for a in find_amounts("5万-8万元；2万余人；2024年")]
    [(Decimal('5'), Decimal('8'), '万元')]
    """
    folded = fold(text)
    written = sorted((*_arabic(folded), *_chinese(folded)), key=lambda w: w.start)
    found: list[tuple[_Written, Decimal | None]] = []
    low: _Written | None = None
    position = 0
    for item in _compounds(folded, written):
        if item.start < position:
            continue
        money = _as_money(folded, item)
        if money is None:
            low = item
            continue
        position = money.end
        if low is None and found and found[-1][1] is None:
            low = found[-1][0]
        joined = _range(folded, low, money) if low else None
        if joined and found and found[-1][0] is low:
            found.pop()
        found.append(joined or (money, None))
        low = None
    amounts: list[Amount] = []
    for money, high in found:
        amount = _amount(text, folded, money, high)
        if amounts and amounts[-1].per_unit and _CHANGED.fullmatch(folded, amounts[-1].end, amount.start):
            amount = replace(amount, per_unit=True)
        amounts.append(amount)
    return tuple(amounts)


def parse_amount(text: str, default_unit: Unit | None = None) -> Amount | None:
    """Read a whole string, such as a table's cell, as one amount.

    ``default_unit`` is the unit declared elsewhere; a unit in the string itself outranks it. ``None``
    if the string is no number, or names no unit and none is declared.

    >>> parse_amount(" 1, 229, 841, 015 ", "元").value
    Decimal('1229841015')
    >>> parse_amount("约27万元").qualifier, parse_amount("—", "元"), parse_amount("12")
    ('about', None, None)
    """
    found = find_amounts(text)
    if found:
        amount = found[0]
        whole = len(found) == 1 and qualifies_only(fold(text[: amount.start]), fold(text[amount.end :]))
        return amount if whole else None
    stripped = text.strip()
    number = parse_number(stripped)
    if number is None or default_unit is None:
        return None
    start = text.index(stripped)
    return Amount(start, start + len(stripped), stripped, number, default_unit, written_decimals(stripped))


def _arabic(folded: str) -> Iterator[_Written]:
    for number in scan_numbers(folded):
        before = folded[max(0, number.start - 3) : number.start]
        if before[-1:].isascii() and before[-1:].isalpha() and before not in ("RMB", "CNY"):
            continue
        unit = _UNIT.match(folded, number.end)
        assert unit is not None  # every part is optional
        small, big, yuan = ("".join((unit[name] or "").split()) for name in ("small", "big", "yuan"))
        few = bool(unit["few"] or unit["few2"] or unit["few3"])
        if yuan and not is_yuan(folded, unit.end()):
            yuan = ""
        if not yuan and not big and (behind := _BRACKETED_UNIT.match(folded, number.end)):
            power = _BIG[behind["big"] or ""]
            yield _Written(number.start, behind.end(), number.value, number.decimals, power, True)
            continue
        follows = small and before.rstrip()[-1:] in ("万", "亿")
        if follows and not (yuan or big) and _IN_COMPOUND.match(folded, unit.end("small")):
            # 18万6千5百元: 6千 has its unit behind the next number.
            end = unit.end("small")
            yield _Written(number.start, end, number.value, number.decimals, _SMALL[small], False)
            continue
        if not yuan and not big:
            yield _Written(number.start, number.end, number.value, number.decimals, None, False)
            continue
        end = unit.end() if yuan else unit.end("big")
        power = _SMALL[small] + _BIG[big]
        written = _Written(number.start, end, number.value, number.decimals, power, bool(yuan), few)
        yield _with_coins(folded, written) if yuan and not power and not number.decimals else written


def _chinese(folded: str) -> Iterator[_Written]:
    for match in _CHINESE_MONEY.finditer(folded):
        name = match["number"].replace(" ", "") + (match["big"] or "")
        # "一元" before another word is mostly no money (一元结构); "一元。" and "十元" are.
        lone_digit = len(name) == 1 and name not in _ROUND_CHINESE
        if not is_yuan(folded, match.end()) or (
            lone_digit and folded[match.end() : match.end() + 1].isalpha()
        ):
            continue
        power = {"万": 4, "亿": 8}.get(name[-1], 0)
        whole, point, fraction = name.partition("点")
        if point:
            fraction = fraction.rstrip("万亿")
            number = parse_chinese(f"{whole}点{fraction}")
        elif (total := parse_chinese(name)) is not None:
            number = Decimal(int(total) // 10**power)
        else:
            number = None
        if number is None:
            continue
        few = bool(match["few"])
        written = _Written(match.start(), match.end(), number, len(fraction), power, True, few)
        yield written if power or point else _with_coins(folded, written)


def _with_coins(folded: str, written: _Written) -> _Written:
    """Take 角 and 分 behind 元 into the number."""
    coins = _COINS.match(folded, written.end)
    if coins is None or not (coins["jiao"] or coins["fen"]):
        return written
    jiao, fen = (str(parse_number(coins[name])) if coins[name] else "0" for name in ("jiao", "fen"))
    decimals = 2 if coins["fen"] else 1
    number = Decimal(f"{written.number:f}.{(jiao + fen)[:decimals]}")
    return replace(written, end=coins.end(), number=number, decimals=decimals)


def _compounds(folded: str, written: list[_Written]) -> Iterator[_Written]:
    """Join "1亿2000万元" and "3万5千元" into one number of the smaller unit."""
    held: _Written | None = None
    for item in written:
        if held is not None:
            assert held.power is not None
            joins = item.power is not None and item.power < held.power and not item.few and not held.few
            if (
                joins
                and folded[held.end : item.start].strip(" 零") == ""
                and item.value < shift(Decimal(1), held.power)
            ):
                number = shift(held.number, held.power - (item.power or 0)) + item.number
                item = replace(item, start=held.start, number=number)
            else:
                yield held
            held = None
        if item.power is not None and not item.yuan:
            held = item
        else:
            yield item
    if held is not None:
        yield held


def _as_money(folded: str, item: _Written) -> _Written | None:
    """Return the number as money, or ``None`` if nothing says that it is."""
    before = folded[max(0, item.start - 20) : item.start].rstrip(" ")
    if item.yuan:
        return item
    if item.power is not None:
        marked = before.endswith(("¥", "人民币"))
        return item if marked or counts_money(folded, item.start, item.end) else None
    if before.endswith("¥"):
        return replace(item, start=folded.rindex("¥", 0, item.start), power=0)
    if _AFTER_DECLARED.match(folded, item.end) and (declared := _DECLARED.search(before)):
        return replace(item, power=_POWER[declared["unit"]])
    return None


def _range(folded: str, low: _Written, high: _Written) -> tuple[_Written, Decimal] | None:
    """Return the lower end in the unit of the range, and the upper end; ``None`` if they are no range.

    "3000至5000元" has one unit for both ends; "8000元-1万元" is given in the smaller one.
    """
    if not _RANGE.fullmatch(folded, low.end, high.start):
        return None
    high_power = high.power or 0
    low_power = high_power if low.power is None else low.power
    power = min(high_power, low_power)
    number, upper = shift(low.number, low_power - power), shift(high.number, high_power - power)
    if not 0 <= number < upper:
        return None
    decimals = max(low.decimals, high.decimals)
    return replace(high, start=low.start, number=number, decimals=decimals, power=power), upper


def _amount(text: str, folded: str, item: _Written, high: Decimal | None) -> Amount:
    power = item.power or 0
    unit: Unit = "亿元" if power >= 8 else "万元" if power >= 4 else "元"
    factor = power - _POWER[unit]
    found = qualifier(folded, item.start, item.end)
    return Amount(
        start=item.start,
        end=item.end,
        text=text[item.start : item.end],
        number=shift(item.number, factor),
        unit=unit,
        decimals=item.decimals,
        qualifier="about" if item.few and found == "exact" else found,
        high=None if high is None else shift(high, factor),
        multiple=10**factor,
        per_unit=is_rate(folded, item.start, item.end),
    )
