"""Functional items that prose names: by path, by code, by name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.reconcile.cells import norm
from nlp.reconcile.clauses import lead_length

#: A level's name may hold one character in brackets: 政府办公厅（室）及相关机构事务（03）.
_LEVEL = r"(?:[^（(）)“”、，：；。\s]|[（(](?![类款项])[一-鿿][）)]){1,40}"
#: A level's bracket may hold its code as well: "检察（款）行政运行（项，2040401）"; quotes belong to a name.
_FUNCTION_PATH = re.compile(
    rf"((?:“[^”]{{1,12}}”)?{_LEVEL}?|“[^”]{{2,30}}”)[（(]([类款项])(?:[，,、：:]?\s*\d{{3,7}})?[）)]"
)
_BRACKETED_LEVEL = re.compile(rf"({_LEVEL}+)[（(](\d{{2,3}})[）)]")
#: "教育支出—进修及培训—培训支出": 类, 款, 项 set off by dashes; a name of a 类 ends in 支出.
_DASHED_PATH = re.compile(
    r"([一-鿿]{2,14}支出)\s*(?:[—–―-]{1,2}|→|>)\s*([一-鿿]{2,20}?)(?:\s*(?:[—–―-]{1,2}|→|>)\s*([一-鿿]{2,24}?))?"
    r"(?=20\d\d年|本年|当年|年初|预算|决算|支出决算|支出预算|科目|安排|为|，|：|:|（|”|$)"
)
_BRACKETED_CODES = re.compile(rf"{_LEVEL}+[（(]2\d\d[）)](?:{_LEVEL}+[（(]\d\d[）)]){{1,2}}")
_CODED = re.compile(
    r"(?<!\d)((?:2[0-3]\d)(?:(?:\d\d){1,2}|(?!\d|[\s“]*[个家人万元平台辆名项年月日])))[\s“]*([一-鿿（）()]{2,30}?)"
    r"(?=科目|支出预算|预算|决算|$|”|\d|[：:])"
)
#: "检察监督（2040410）": the whole code behind the item's own name.
_CODE_BEHIND = re.compile(rf"({_LEVEL}+)[（(](2[0-3]\d(?:\d\d){{1,2}})[）)]")
_QUOTED = re.compile(r"“([^”]{2,30})”(?:科目)?")


@dataclass(frozen=True, slots=True)
class FunctionItem:
    """A functional item that prose names: its code, or its names by level, or one name of any level."""

    names: tuple[tuple[str, str], ...] = ()
    name: str | None = None
    code: str | None = None

    @property
    def label(self) -> str:
        """The name of the item itself, the deepest one."""
        return self.names[-1][1] if self.names else (self.name or self.code or "")


def function_of(phrase: str) -> FunctionItem | None:
    """Return the functional item that a phrase names.

    >>> function_of("1.“教育支出”科目").label
    '教育支出'
    >>> function_of("教育支出（类）进修及培训（款）").names
    (('类', '教育支出'), ('款', '进修及培训'))
    >>> function_of("“教育支出”（类）“进修及培训”（款）").label
    '进修及培训'
    >>> function_of("20508进修及培训").code
    '205-08'
    >>> function_of("教育支出—进修及培训—培训支出2026年预算").label
    '培训支出'
    >>> function_of("3. 检察监督（2040410）2026年预算").code
    '204-04-10'
    """
    if path := _coded_path(phrase):
        return path
    names = [(m[2], _name(m[1])) for m in _FUNCTION_PATH.finditer(phrase)]
    if names:
        return FunctionItem(names=tuple(names))
    if dashed := _DASHED_PATH.search(phrase):
        levels = [_name(part) for part in dashed.groups() if part]
        return FunctionItem(names=tuple(zip(("类", "款", "项"), levels, strict=False)))
    if coded := _CODED.search(phrase):
        return FunctionItem(name=_name(coded[2]), code=_code(coded[1]))
    if coded := _CODE_BEHIND.search(phrase):
        return FunctionItem(name=_name(coded[1]), code=_code(coded[2]))
    quoted = _QUOTED.search(phrase)
    if quoted and ("科目" in phrase[quoted.end() - 3 : quoted.end() + 3]):
        return FunctionItem(name=_name(quoted[1]))
    return None


_DASH = re.compile(r"[—–―-]{1,2}|→|>")
#: A path has 款 and 项, or 类 before them.
_PATH_LENGTHS = (2, 3)


def path_of(phrase: str, labels: frozenset[str]) -> FunctionItem | None:
    """Return the item of a path by dashes whose every name is among the tables' ``labels``.

    Its first name may be of any level; the tables tell which.

    >>> path_of("4）水利—防汛：", frozenset({"水利", "防汛"})).names
    (('', '水利'), ('', '防汛'))
    """
    if not _DASH.search(phrase):
        return None
    parts = [_name(part) for part in _DASH.split(_TAIL.sub("", phrase))]
    if len(parts) in _PATH_LENGTHS and all(part in labels for part in parts):
        return FunctionItem(names=tuple(("", part) for part in parts))
    return None


#: What may follow a name up to its amount.
_TAIL = re.compile(r"(?:20\d\d年度?)?(?:预算数?|决算数?|支出预算|安排|为|共|计|合计|：|:)*$")


def _code(digits: str) -> str:
    return "-".join(filter(None, (digits[:3], digits[3:5], digits[5:7])))


def _coded_path(phrase: str) -> FunctionItem | None:
    """Return the item of a path whose levels carry their own codes: "甲支出（299）乙（03）丙（01）"."""
    path = _BRACKETED_CODES.search(phrase)
    if path is None:
        return None
    levels = _BRACKETED_LEVEL.findall(path[0])
    return FunctionItem(name=_name(levels[-1][0]), code="-".join(code for _, code in levels))


def _name(text: str) -> str:
    return norm(text[lead_length(text) :])


#: What leads to the first item of a list: 占比由高到低依次是农林水支出.
_IN_ORDER = re.compile(r"^[^“]{2,}?(?:依次|分别)(?:是|为)(?=[一-鿿“]{3})")


def bare_item(phrase: str, labels: frozenset[str], listed: bool) -> FunctionItem | None:
    """Return the item whose mere name the clause is: "教育支出", "“教育支出”".

    Outside a list of functional items only quoted names and names in 支出 count: 住房公积金 is an
    economic item as well.
    """
    key = norm(_IN_ORDER.sub("", re.sub(r"20\d\d年度?", "", phrase)))
    named = re.sub(r"(?:预算数?|决算数?|安排|为|共|计|合计)+$", "", key)
    for name in (key, named):
        if name in labels and (listed or name.endswith("支出") or phrase.strip().startswith("“")):
            return FunctionItem(name=name)
    return None
