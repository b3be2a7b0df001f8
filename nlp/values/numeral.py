"""Numbers as written: separators, inner blanks and line ends, full-width digits, Chinese numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nlp.values.fold import GAP, fold

#: Characters of a Chinese numeral, everyday and financial (大写) forms.
CHINESE = "零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_CHINESE_DIGITS = dict(zip("零〇○一二三四五六七八九", "00012345678" + "9", strict=True)) | {"两": "2"}
_CHINESE_DIGITS |= dict(zip("壹贰叁肆伍陆柒捌玖", "123456789", strict=True))
#: A longer run of Chinese numerals is no number of any document; the limit keeps scanning linear.
_LONGEST_CHINESE = 30

#: A year as written in four digits, Arabic or Chinese (二〇二四, also with the circle ○).
YEAR = "(?:(?:19|20)[0-9]{2}|(?:一九|二[零〇○Oo0])[零〇○Oo0一二三四五六七八九]{2})"

_BELOW_HUNDRED = re.compile(
    "([一二三四五六七八九壹贰叁肆伍陆柒捌玖])?[十拾]([一二三四五六七八九壹贰叁肆伍陆柒捌玖])?"
)

# A full-width comma at a line's end is punctuation; an ASCII comma between digits is a separator anywhere.
_COMMA = rf"(?:{GAP},{GAP}|[ ]{{0,4}}，[ ]{{0,4}})"
_POINT = rf"{GAP}\.{GAP}"
_NUMBER = re.compile(
    r"(?<![0-9])(?<![0-9][.,])"
    rf"(?:(?P<grouped>[0-9]{{1,3}}(?:{_COMMA}[0-9]{{3}}(?![0-9]))+(?!,[0-9]))|(?P<plain>[0-9]+))"
    rf"(?:(?P<point>{_POINT})(?P<fraction>[0-9]+))?"
)
_NO_DIGIT = re.compile("[^0-9.]")
_WHOLE = re.compile(
    r"[+-]?(?:[0-9]{1,3}(?:[,，][0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)?(?:\.(?P<fraction>[0-9]+))?"
)
_AROUND_SIGNS = re.compile(r"(?:(?<!\s)\s++)?([,，.])\s*+")
_SIGN_AFTER = frozenset(" \t\n\r:：(（，,为额是约增减加少降余")
#: A line shorter than this ended on purpose (a heading, a cell); a number is not carried over from it.
_WRAPPED_LINE = 20


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number in Arabic digits at ``start:end``; ``decimals`` are the digits behind the point."""

    start: int
    end: int
    value: Decimal
    decimals: int


def shift(number: Decimal, power: int) -> Decimal:
    """Return ``number`` × 10^``power``, exact for any number of digits.

    >>> shift(Decimal("6.925"), 4)
    Decimal('69250')
    """
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)  # never NaN or infinite: it was read from digits
    exponent += power
    if exponent > 0:
        digits, exponent = digits + (0,) * exponent, 0
    return Decimal((sign, digits, exponent))


@lru_cache(maxsize=1024)
def parse_chinese(text: str) -> Decimal | None:
    """Read a Chinese numeral, with 点 for the point; ``None`` if it is none.

    >>> parse_chinese("一千二百万"), parse_chinese("叁点五"), parse_chinese("二〇二四"), parse_chinese("万")
    (Decimal('12000000'), Decimal('3.5'), Decimal('2024'), None)
    """
    whole, point, fraction = text.replace("○", "〇").partition("点")
    if not 0 < len(whole) <= _LONGEST_CHINESE or any(c not in CHINESE for c in whole):
        return None
    if whole[0] not in _CHINESE_DIGITS and whole[0] not in "十拾":
        return None
    if point and (not fraction or any(c not in _CHINESE_DIGITS for c in fraction)):
        return None
    if all(c in _CHINESE_DIGITS for c in whole):
        integer = "".join(_CHINESE_DIGITS[c] for c in whole)
    elif match := _BELOW_HUNDRED.fullmatch(whole):
        integer = _CHINESE_DIGITS[match[1] or "一"] + _CHINESE_DIGITS[match[2] or "零"]
    else:
        import cn2an  # slow to load, and most documents hold no numeral that needs it

        try:
            integer = str(int(cn2an.cn2an(whole.replace("〇", "零"), "normal")))
        except (ValueError, KeyError):  # KeyError: cn2an on some malformed numerals, such as 十十一
            return None
    return Decimal(integer + ("." + "".join(_CHINESE_DIGITS[c] for c in fraction) if point else ""))


def year_number(written: str) -> int:
    """Return the year that four digits write, Arabic or Chinese.

    >>> year_number("2024"), year_number("二○二四"), year_number("一九九八")
    (2024, 2024, 1998)
    """
    return int("".join(_CHINESE_DIGITS.get(c, "0" if c in "Oo" else c) for c in written))


def parse_number(text: str) -> Decimal | None:
    """Read a whole string as one number; ``None`` if it is anything else (also "-" and a code "301 01").

    >>> parse_number("1, 229, 841, 015"), parse_number("３，５１８．８５"), parse_number("-12.0")
    (Decimal('1229841015'), Decimal('3518.85'), Decimal('-12.0'))
    >>> parse_number("一千二百万"), parse_number("三点五"), parse_number("—"), parse_number("301 01")
    (Decimal('12000000'), Decimal('3.5'), None, None)
    """
    plain = _AROUND_SIGNS.sub(r"\1", fold(text).strip())
    if plain and _WHOLE.fullmatch(plain):
        digits = re.sub(r"[,， ]", "", plain)
        if not digits[-1].isdigit():
            return None
        return Decimal(digits)
    return parse_chinese(plain)


def written_decimals(text: str) -> int:
    """Count the digits written behind the point of the first number in ``text``; 0 without a number.

    >>> [written_decimals(text) for text in ("12.0", "3，518．85万元", "三点二五", "27")]
    [1, 2, 2, 0]
    """
    folded = fold(text)
    if match := _NUMBER.search(folded):
        return len(match["fraction"] or "")
    if match := re.search(rf"点([{''.join(_CHINESE_DIGITS)}]+)", folded):
        return len(match[1])
    return 0


def scan_numbers(folded: str) -> Iterator[WrittenNumber]:
    """Yield the numbers in Arabic digits of a folded text, in order, a minus sign included.

    A number that a line end cuts between two digits is one number if its first part ends a full line of
    prose. In "1. 50" at a line's start, 1 is an item's number and not a number's beginning.

    >>> [str(n.value) for n in scan_numbers("1. 50，3, 518. 85和-2")]
    ['1', '50', '3518.85', '2']
    """
    position = 0
    while match := _NUMBER.search(folded, position):
        position = match.end()
        end, fraction = match.end(), match["fraction"] or ""
        gap = (match["point"] or ".").partition(".")[2]
        if gap and _at_line_start(folded, match.start()):
            end = match.start("point")
            fraction, position = "", end + 1
        written = folded[match.start() : end]
        if (rest := _continuation(folded, match.start(), end)) is not None:
            written += rest[0]
            end = position = rest[1]
            fraction = _digits(written).partition(".")[2]
        start = match.start()
        value = Decimal(_digits(written))
        if start and folded[start - 1] == "-" and (start == 1 or folded[start - 2] in _SIGN_AFTER):
            start, value = start - 1, -value
        yield WrittenNumber(start, end, value, len(fraction))


def _digits(written: str) -> str:
    return written if written.isdigit() else _NO_DIGIT.sub("", written)


def _line_start(folded: str, position: int) -> int:
    return folded.rfind("\n", max(0, position - 200), position) + 1


def _at_line_start(folded: str, position: int) -> bool:
    before = folded[max(0, position - 8) : position].rstrip(" ")
    return not before or before[-1] in "\n\t"


_CARRIED = re.compile(r"\r?\n(?P<rest>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>[ ]?(?:[千百]?[万亿]|元|%))")
_CARRIED_LONGEST = 40


def _continuation(folded: str, start: int, end: int) -> tuple[str, int] | None:
    """Return the rest of a number whose digits a wrapped line cuts in two, and where it ends."""
    if end >= len(folded) or folded[end] not in "\r\n":
        return None
    match = _CARRIED.match(folded, end, end + _CARRIED_LONGEST)
    if match is None or start == 0 or folded[start - 1] in " \t\n":
        return None
    if end - _line_start(folded, start) < _WRAPPED_LINE:
        return None
    whole = folded[start:end] + match["rest"]
    return (match["rest"], match.end("rest")) if _WHOLE.fullmatch(whole) else None
