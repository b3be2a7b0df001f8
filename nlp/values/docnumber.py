"""Document numbers (发文字号): issuing code, year, serial number, and numbered orders."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nlp.values.fold import GAP, fold
from nlp.values.kept import kept
from nlp.values.numeral import parse_chinese
from nlp.values.words import any_of, last_position, words


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number; ``text[start:end]`` of the source is ``text``.

    ``normal`` is the issuer, the year in 〔〕 and the number as written, blanks taken out:
    "国办发〔2015〕87号", "某党组〔2007〕第011号". ``serial`` leaves out 第 and leading zeros, as GB/T 9704
    wants numbers written; compare documents by ``key``. An order has no year (国务院令第722号): ``year`` is
    ``None`` and ``normal`` is as written, without blanks. ``issuer`` is "" where only "〔2015〕87号" is
    written, and the issuer of the number before where one issuer has several numbers
    (某发〔2014〕3号和〔2015〕9号).
    """

    start: int
    end: int
    text: str
    issuer: str
    year: int | None
    serial: str
    normal: str

    @property
    def key(self) -> str:
        """The same for every writing of one number.

        >>> [n.key for n in find_document_numbers("某办发[2007]第011号，某办发〔2007〕11号")]
        ['某办发〔2007〕11号', '某办发〔2007〕11号']
        """
        return self.normal if self.year is None else f"{self.issuer}〔{self.year}〕{self.serial}号"


def number_key(normal: str) -> str:
    """Return what all writings of one document number share.

    >>> number_key("某办发〔2007〕第011号") == number_key("某办发〔2007〕11号")
    True
    """
    found = find_document_numbers(normal)
    return found[0].key if len(found) == 1 else normal


_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_SERIAL = "[0-9]{1,5}(?:-[0-9]{1,3})?"
_CHINESE_SERIAL = "[一二三四五六七八九十百零〇]{1,7}"
_BRACKETED = re.compile(
    r"(?P<open>[〔\[【（(﹝［〖「{])[ ]{0,2}(?P<year>(?:19|20)[0-9]{2})[ ]{0,2}年?[ ]{0,2}"
    r"[〕\]】）)﹞］〗」}]"
    rf"{GAP}年?(?P<number>(?:第{GAP})?(?P<serial>{_SERIAL}))"
    rf"(?P<more>(?:{GAP}[、，,和]{GAP}[0-9]{{1,5}}){{0,8}}){GAP}(?P<word>[号期])"
)
_ORDER = re.compile(
    rf"(?:(?P<yearly>令|公告|通告)[ ]{{0,2}}[（(]?(?P<year>(?:19|20)[0-9]{{2}})[ ]{{0,2}}年[）)]?[ ]{{0,2}})?"
    rf"第{GAP}(?P<serial>[0-9]{{1,5}}|{_CHINESE_SERIAL}){GAP}号(?P<after>令|公告|通告)?"
)
_ORDER_WORDS = ("令", "公告", "通告")
#: A kind of document behind its issuer's name, where others have a code.
_KINDS = (*_ORDER_WORDS, "通报", "通知", "公报", "批复", "决定", "复函", "纪要", "会议纪要")
_ISSUES_ORDERS = ("国务院", "主席", "部", "局", "委", "会")
#: Who may issue an order together with others, and what parts their names.
_ORDERING = (*_ISSUES_ORDERS, "厅", "署", "院", "行", "办", "办公室")
_JOINS = re.compile("[ ]{0,2}、[ ]{0,2}$")
_NEXT_SERIAL = re.compile(rf"{GAP}(?:、|和|及|与|，){GAP}(?P<number>第?(?P<serial>[0-9]{{1,5}}){GAP}号)")
#: What may stand between two numbers of one issuer: 《某发（2014）3号》和（2015）9号文.
_CONNECTED = re.compile(rf"[》」』”\"]?(?:文|文件)?{GAP}[、和及与，,；;]?{GAP}")
_ISSUER_CHARS = re.compile(rf"[{_HAN}A-Za-z]")
_ROUND = "（("
#: A code may end with the kind of its document: 某审批复〔2025〕3号.
_CODE_ENDS = ("批复", "决定", "通知", "意见")
_SHORTEST_CODE, _LONGEST_SUCH = 3, 7
#: Behind one of these a code begins, not a conjunction.
_OPENS = tuple("（([【〔")
#: Minutes are counted by 期 too.
_ISSUED_IN_TURN = ("纪", "纪要", "纪字")
#: 某发改（审）〔2021〕3号: a part of the code in parentheses.
_CODE_PART = re.compile(rf"[{_HAN}]{{2}}([（(][{_HAN}]{{1,4}}[)）])$")
_CODE_PART_REACH = 12
#: An office of the organisation between its name and the code: 某局监测预报司某测函〔2021〕162号.
_OFFICE = re.compile(rf"\s*[{_HAN}]{{2,10}}?(?:司|处|科|室|股)(?=\s*[{_HAN}]{{3}})")
#: 县府办某府办〔2024〕2号
_SHORT_OFFICE = re.compile(
    rf"\s*[省市区县州旗镇乡](?:府办|政府办|政府(?!\w{{0,3}}会议)|委办)(?=\s*[{_HAN}]{{3}})"
)
#: A shorter line ended on purpose; a code is not carried over from it.
_WRAPPED_LINE = 20


@cache
def _building() -> re.Pattern[str]:
    return re.compile(any_of(words().document_number.not_after_number))


@kept
def find_document_numbers(text: str) -> tuple[DocumentNumber, ...]:
    """Return the document numbers in ``text``, in order; blanks and line ends may stand inside.

    >>> [n.normal for n in find_document_numbers("依据国办发【2015】第087 号、财建〔2024〕 12\\n号")]
    ['国办发〔2015〕第087号', '财建〔2024〕12号']
    >>> [(n.issuer, n.year, n.serial) for n in find_document_numbers("根据国务院令第722号")]
    [('国务院令', None, '722')]
    >>> [n.normal for n in find_document_numbers("（某科字（1996）57号和（2004）18号）")]
    ['某科字〔1996〕57号', '某科字〔2004〕18号']
    """
    folded = fold(text)
    numbers: list[DocumentNumber] = []
    position = 0
    matches = sorted([*_BRACKETED.finditer(folded), *_ORDER.finditer(folded)], key=lambda m: m.start())
    for match in matches:
        if match.start() < position or _building().match(folded, match.end()):
            continue
        previous = numbers[-1] if numbers else None
        if match.re is _BRACKETED:
            made = _bracketed(text, folded, match, previous, position)
        else:
            made = _order(text, folded, match, position)
        if made is None:
            continue
        numbers.append(made)
        if match.re is _BRACKETED and match["more"]:
            numbers += _more_serials(text, match, made)
        position = numbers[-1].end
        while made.year is not None and (more := _NEXT_SERIAL.match(folded, position)):
            start, position = more.start("serial"), more.end()
            numbers.append(_number(text, start, position, made.issuer, made.year, more))
    return tuple(numbers)


def _more_serials(text: str, match: re.Match[str], first: DocumentNumber) -> list[DocumentNumber]:
    """Return the numbers behind the first of 某发〔2021〕7、8号; the last one's range holds 号."""
    serials = list(re.finditer("[0-9]+", match["more"]))
    found: list[DocumentNumber] = []
    for index, serial in enumerate(serials):
        start = match.start("more") + serial.start()
        end = match.end() if index == len(serials) - 1 else match.start("more") + serial.end()
        normal = f"{first.issuer}〔{first.year}〕{serial[0]}号"
        plain = _plain(serial[0])
        found.append(DocumentNumber(start, end, text[start:end], first.issuer, first.year, plain, normal))
    return found


def _plain(serial: str) -> str:
    return "-".join(part.lstrip("0") or "0" for part in serial.split("-"))


def _number(text: str, start: int, end: int, issuer: str, year: int, match: re.Match[str]) -> DocumentNumber:
    written = re.sub(r"\s", "", match["number"])
    if match.re is _BRACKETED:
        written += match["word"]
        end = match.end("serial") if match["more"] else end
    normal = f"{issuer}〔{year}〕{written}"
    return DocumentNumber(start, end, text[start:end], issuer, year, _plain(match["serial"]), normal)


def _bracketed(
    text: str, folded: str, match: re.Match[str], previous: DocumentNumber | None, floor: int
) -> DocumentNumber | None:
    year = int(match["year"])
    part = _CODE_PART.search(folded, max(0, match.start() - _CODE_PART_REACH), match.start())
    start, issuer = _issuer(folded, part.start(1) if part else match.start(), floor)
    if issuer and part:
        issuer += part[1].replace("(", "（").replace(")", "）")
    if issuer.endswith(_ORDER_WORDS):
        start, issuer = _joint(folded, start, issuer, floor)
    if match["word"] == "期" and not issuer.endswith(_ISSUED_IN_TURN):
        return None
    if issuer:
        return _number(text, start, match.end(), issuer, year, match)
    start = match.start()
    if (
        previous is not None
        and previous.year is not None
        and _CONNECTED.fullmatch(folded, previous.end, start)
    ):
        return _number(text, start, match.end(), previous.issuer, year, match)
    if match["open"] in _ROUND:
        return None  # "（2016）23号" without an issuer is as likely a house
    return _number(text, start, match.end(), "", year, match)


def _issuer(folded: str, end: int, floor: int, order: bool = False) -> tuple[int, str]:
    """Return where the issuer before a bracket (or 第) at ``end`` starts, and its name without blanks."""
    config = words().document_number
    start = _run_start(folded, end, max(floor, end - config.longest_organisation - 8), order)
    start += max(0, _last_stop(folded[start:end]))
    for word in config.conjunctions:
        at = folded.rfind(word, start, end)
        inside = any(
            word in name and name in folded[max(0, at - 2) : at + 3] for name in config.not_conjunctions
        )
        opens = at == start and folded[at - 1 : at] in _OPENS  # （和府发〔2022〕3号）
        if at >= 0 and not inside and not opens and not _names_organisation(folded[at + 1 : end]):
            start = at + len(word)
    bounded = start
    if not order:
        start = _behind_organisation(folded, start, end)
    while start < end and folded[start].isspace():
        start += 1
    rest = folded[start:end]
    opens = folded[start - 1 : start] in _OPENS
    if (
        len(rest) > 2
        and not opens
        and rest.startswith(config.leading)
        and not rest.startswith(config.not_leading)
        # 和文保发〔2024〕5号: behind a known word 文 begins the code, behind a name or number it ends 来文.
        and not (rest.startswith(config.leading_nouns) and start == bounded and (start > floor or not floor))
    ):
        start += 1
    name = re.sub(r"\s", "", folded[start:end])
    if len(name) > config.longest_code and not _names_organisation(name):
        # No known word bounds the code: its last characters are the best that can be said.
        start = end - config.longest_code
        name = re.sub(r"\s", "", folded[start:end])
    return start, name


def _joint(folded: str, start: int, issuer: str, floor: int) -> tuple[int, str]:
    """Return an order's issuer with those that are told before it, and where they start: 甲部、乙部令."""
    while (mark := _JOINS.search(folded, floor, start)) and mark.end() == start:
        before, name = _issuer(folded, mark.start(), floor, order=True)
        if not name.endswith(_ORDERING):
            break
        start, issuer = before, f"{name}、{issuer}"
    return start, issuer


def _last_stop(run: str) -> int:
    """Return where the last stop word in ``run`` ends; a short code may end as one does (某审批复)."""
    config = words().document_number
    last = last_position(run, config.stop_words)
    code = run.strip()
    short = _SHORTEST_CODE <= len(code) <= _LONGEST_SUCH and "的" not in code and "关于" not in code
    if last == len(run.rstrip()) and code.endswith(_CODE_ENDS) and short:
        inner = last_position(code[:-2], config.stop_words)
        return max(0, inner) if inner < _SHORTEST_CODE - 1 else last
    return last


def _run_start(folded: str, end: int, limit: int, order: bool) -> int:
    """Return where the run of letters and Chinese characters before ``end`` starts.

    A blank may stand before the bracket, between single characters (国 办 发), and between the names of
    an order's issuers; a line end only inside a line of prose, which is long.
    """
    start, word = end, 0
    while start > limit:
        char = folded[start - 1]
        if _ISSUER_CHARS.match(char):
            word += 1
        elif char == " " and (word <= 1 or order):
            word = 0
        elif char in "\r\n" and (start == end or _wraps(folded, start - 1)):
            pass
        else:
            break
        start -= 1
    return start


def _wraps(folded: str, line_end: int) -> bool:
    line_end -= folded[line_end - 1] == "\r"
    line = folded[max(0, line_end - _WRAPPED_LINE) : line_end]
    return len(line) == _WRAPPED_LINE and "\n" not in line


def _names_organisation(name: str) -> bool:
    plain = re.sub(r"\s", "", name)
    for word in _ORDER_WORDS:
        plain = plain.removesuffix(word)
    return plain.endswith(words().document_number.organisation_ends)


def _behind_organisation(folded: str, start: int, end: int) -> int:
    """Return the start of a code that follows an organisation's name, or ``start`` if no code follows."""
    config = words().document_number
    run = folded[start:end]
    cut = 0
    for word in config.organisation_ends + config.organisations:
        shortest = len(word) if word in config.organisations else config.shortest_organisation
        if word not in run:
            continue
        for match in re.finditer(re.escape(word), run):
            rest = run[match.end() :].strip()
            if rest in _KINDS:
                continue  # 某部通告〔2023〕1号
            if match.end() >= shortest and len(rest) >= 2 and not _names_organisation(rest):
                cut = max(cut, match.end())
    office = _OFFICE.match(run, cut) if cut else _SHORT_OFFICE.match(run)
    return start + (office.end() if office else cut)


def _order(text: str, folded: str, match: re.Match[str], floor: int) -> DocumentNumber | None:
    """Read 国务院令第722号, 国务院令（第722号）, 国务院第722号令, 总局公告2019年第39号."""
    serial = match["serial"]
    number = parse_chinese(serial) if not serial[0].isdigit() else None
    plain = _plain(serial) if number is None else str(number)
    year = int(match["year"]) if match["year"] else None
    inner, end = match.start(), match.end()
    if folded[inner - 1 : inner] in tuple(_ROUND) and folded[end : end + 1] in tuple("）)"):
        inner, end = inner - 1, end + 1
    before = folded[max(0, inner - 4) : inner].rstrip()
    if match["yearly"]:
        issuer_end = match.end("yearly")
    elif before.endswith(_ORDER_WORDS) or (match["after"] and before.endswith(_ISSUES_ORDERS)):
        issuer_end = inner
    else:
        return None
    start, issuer = _joint(folded, *_issuer(folded, issuer_end, floor, order=True), floor)
    while issuer[:1] in tuple("年月日") and folded[start - 1 : start].isdigit():  # 1994年国务院令第158号
        start, issuer = start + 1, issuer[1:]
    if not issuer or issuer in _ORDER_WORDS:
        return None
    written = re.sub(r"\s", "", issuer + folded[issuer_end:end])
    if end > match.end():
        written = issuer + re.sub(r"\s", "", match[0])
    return DocumentNumber(start, end, text[start:end], issuer, year, plain, written)
