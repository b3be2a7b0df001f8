"""Enumerations of names: A、B和C, A联合B."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from nlp.tagger.rules.lexicon import any_of, ends_with, field_words
from nlp.tagger.rules.organisations import is_department, is_generic, is_name, plain, self_pattern

_OPEN: Final = "（("
_CLOSE: Final = "）)"
#: 联合 and the like join two names, unless they begin a word of the second (残疾人联合会, 联合实验室).
_JOINTLY: Final = (
    r"联合(?!会|国|体|党|社|收|实验|研|培养|办公|工会|调度|指挥|中心|创新|监测|学院|大学|医院|总)|会同|携手"
    r"|协同(?!创新|中心|办公|育人|发展)"
)
#: A word that joins two names.
JOINTLY: Final = re.compile(_JOINTLY)
#: Blanks in front, all of a run or none: a run that leads nowhere is tried once.
_BLANKS: Final = r"(?:(?<!\s)\s++)?"
_MARKS: Final = rf"{_BLANKS}(?:[①-⑳]|[（(]\d{{1,2}}[)）]|(?<=[\u4e00-\u9fff])\s*\d{{1,2}}[.．、)）])\s*"
_JOINS: Final = re.compile(
    rf"{_MARKS}|{_BLANKS}[/／]\s*|[、；;，,\n]++|\s+|(?:以及|和|及|与|{_JOINTLY})(?=.)"
)
_BY: Final = re.compile(r"(?<![自理缘])由")
_ORDINAL: Final = "第[一二三四五六七八九十\\d]{1,3}"
#: 甲区, 乙镇 and the like at the end of a piece, and what follows the same mark in the next one.
_PLACE: Final = re.compile("(?:[省市区县旗盟乡镇]|街道)$")
#: Characters of a name.
_LONGEST_NAME: Final = 80
#: What may be a name without its end.
_SHORT: Final = re.compile(r"[\u4e00-\u9fff]{2,16}")
_REGION: Final = re.compile("[\\u4e00-\\u9fff]{2,7}?(?:自治州|自治县|自治区|新区|开发区|[省市区县旗盟])")


def split_names(text: str, known: Iterable[str] = ()) -> list[tuple[int, int]] | None:
    """Split a list of names; ``None`` if a piece of it is no name.

    A word such as 和 separates only where a complete name stands before it.

    >>> s = "河东体育和旅游中心、河东剧院和河西剧院"
    >>> [s[a:b] for a, b in split_names(s)]
    ['河东体育和旅游中心', '河东剧院', '河西剧院']
    >>> s = "河东区残疾人联合会联合河东剧院"
    >>> [s[a:b] for a, b in split_names(s)]
    ['河东区残疾人联合会', '河东剧院']
    """
    known = tuple(known)
    whole = [(at, at + len(name)) for name in known if (at := text.find(name)) >= 0]
    pieces: list[tuple[int, int]] = []
    close: list[bool] = []
    start = counted = depth = 0
    for join in _JOINS.finditer(text):
        if join.start() < start:
            continue
        depth += _opened(text, counted, join.start())
        counted = join.start()
        if depth > 0:
            continue
        left = text[start : join.start()].strip()
        hard = join[0][0] in "、；;，,\n" or re.fullmatch(_MARKS, join[0]) is not None
        inside = any(a < join.start() and join.end() < b for a, b in whole)
        ordinals = re.search(f"{_ORDINAL}$", left) and re.match(_ORDINAL, text[join.end() :])
        goes_on = join[0].isspace() and text.startswith(("有限", "股份", "公司", "集团"), join.end())
        if inside or goes_on or not (hard or ordinals or is_complete(left, known)):
            continue
        shared = join[0][0] not in "；;，,\n"
        if (first := _trim(text, start, join.start()))[0] < first[1]:
            name = text[slice(*first)]
            if not is_complete(name, known) and not (shared and _may_share_its_end(name)):
                return None
        pieces.append((start, join.start()))
        close.append(shared)
        start = counted = join.end()
        depth = 0
    pieces.append((start, len(text)))
    trimmed = [_trim(text, a, b) for a, b in pieces]
    kept = [
        (piece, joined) for piece, joined in zip(trimmed, [*close, False], strict=True) if piece[0] < piece[1]
    ]
    trimmed = [piece for piece, _ in kept]
    if not trimmed or not _all_complete([text[a:b] for a, b in trimmed], [j for _, j in kept], known):
        return None
    return trimmed


def _opened(text: str, start: int, end: int) -> int:
    """Return how many more brackets are opened than closed between two places."""
    opened, closed = (sum(text.count(c, start, end) for c in marks) for marks in (_OPEN, _CLOSE))
    return opened - closed


def _all_complete(pieces: list[str], joined: list[bool], known: tuple[str, ...]) -> bool:
    """Tell whether every piece is a name, alone or with the end that the next one spells for both.

    ``joined[i]`` tells that 、 or a word such as 和 stands behind the piece.
    """
    following: str | None = None
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if not is_complete(piece, known):
            full = shared_end(piece, following) if following and joined[index] else None
            if full is None or not (index or _REGION.match(piece) or self_pattern().match(piece)):
                return False
            piece = full
        following = piece
    return True


def shared_end(first: str, second: str) -> str | None:
    """Return ``first`` in full where it shares the end of the name behind it, ``None`` where it can't.

    >>> shared_end("河东市第一", "第三人民医院"), shared_end("河东区教育", "体育局")
    ('河东市第一人民医院', '河东区教育局')
    >>> shared_end("青山镇", "绿水镇人民政府"), shared_end("河东区文化馆", "河东区图书馆")
    ('青山镇人民政府', None)
    """
    if not _may_share_its_end(first):
        return None
    first, second = plain(first), plain(second)
    if re.search(f"{_ORDINAL}$", first) and (rest := re.search(f"{_ORDINAL}(.+)$", second)):
        return first + rest[1]
    if (place := _PLACE.search(first)) and (at := second.find(place[0])) > 0:
        tail = second[at + len(place[0]) :]
        return first + tail if tail and is_name(second) and len(second) - len(tail) <= 6 else None
    words = field_words().organisation
    if not _SHORT.fullmatch(first) or is_name(first) or any(word in first for word in words.not_in_names):
        return None
    end = ends_with(second, words.suffixes + words.departments)
    return first + end if end and len(second) > len(end) and is_name(first + end) else None


def _may_share_its_end(name: str) -> bool:
    """Tell whether the end of a name may stand with the next one: 河东市第一, 青山镇, 河东区教育."""
    name = plain(name)
    found = _SHORT.fullmatch(name) or _PLACE.search(name) or re.search(f"{_ORDINAL}$", name)
    return "各" not in name and found is not None


def shared_place(first: str, second: str, *, always: bool = False) -> str | None:
    """Return ``second`` with the place that ``first`` spells for both: 河东区教育局、财政局.

    Only government organs share a place so, unless ``always``.

    >>> shared_place("河东区教育局", "财政局"), shared_place("河东区教育局", "河西大学")
    ('河东区财政局', None)
    """
    region = _REGION.match(plain(first))
    second = plain(second)
    organ = rf"(?:区|县|市)?{any_of(field_words().organisation.organ_functions)}[\u4e00-\u9fff]{{0,10}}"
    if region is None or len(region[0]) < 3 or is_department(second) or _REGION.match(second):
        return None
    shares = always or re.fullmatch(f"{organ}(?:局|委|委员会|办公室|厅|部)", second)
    return region[0] + second if shares else None


def is_complete(name: str, known: Iterable[str] = ()) -> bool:
    """Tell whether ``name`` is known, generic, or ends like a name."""
    bare = plain(name)
    if bare in {plain(k) for k in known} or is_generic(bare):
        return True
    if len(bare) > _LONGEST_NAME:
        return False
    own = re.sub("^.{4,}?(?:属|辖)的", "", bare)  # 某局下属的某中心
    return is_name(bare) and "的" not in own and not _BY.search(bare)  # 二标段由某中心 is no name


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in '。.；;、，,：:“"*_'):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in '。.；;、，,：:”"*_等'):
        end -= 1
    return start, end
