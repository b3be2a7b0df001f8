"""The words that an amount belongs to, and the name of an item in them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from nlp.tagger.rules.lexicon import any_of, ends_with, field_words
from nlp.tagger.rules.passages import NEW_ITEM

#: 、 joins the pieces of one name: "调研、考察12万元".
_MARKS: Final = "，,。；;\n\t|"
_MAX_HEADING: Final = 45
#: 防弹衣200件×0.8万元= · 4人×3500元/月×12个月=
_FORMULA: Final = re.compile(r"\d[\d.,]*[^，,。；;：:=＝×\d]{0,8}[×xX*＊✕][^，,。；;：:]*[=＝]?$")
#: 30万元用于办案差旅: the name behind its amount.
_USED_FOR: Final = re.compile(
    r"\s*(?:主要|拟|将|全部)?(?:用于|用作|用来)(?:支付|开展|购买|保障|解决)?(?P<use>[^，,。；;、：:（(\n]{2,24})"
)
#: 5万元为办公费: a name only if it is a cost, for 30万元为财政资金 tells a source.
_IS_COST: Final = re.compile(r"\s*(?:为|是|系|作为)(?P<use>[^，,。；;、：:（(\n\d]{2,24})")
#: 补贴按每月600元发放，共22人，全年15万元
_COUNTED: Final = re.compile(
    r"(?:^|(?<=[，,]))\s*+共?计?\d[\d,.]{0,20}+[余多]?[人名户台套个座处次场期件辆天月]\s*+(?=[，,]|$)"
)
#: Words of a budget that name no item.
_ONLY_BUDGET: Final = re.compile("(?:年度|全年|本年|预算|经费|资金|安排|需要?|所需|预计|计划|共|约|为|计)*")
_PRICED: Final = re.compile(
    r"(?:按照?|以)?(?:每|单价|人均|户均)[^，,。；;\d]{0,8}[\d.,]+\s*万?元[^，,。；;\d]{0,8}$"
)
_COUNT: Final = re.compile(r"\d[\d,.]*\s*[\u4e00-\u9fff]{1,3}")
#: A cell that says how its row's figure was come by: 20人×2000元, 按合同.
_REASON: Final = re.compile(r"\d.*(?:元|[×xX*＊✕])|^(?:按照?|依据|根据|参照)")
_FEWEST_CELLS: Final = 2
#: A bracket of several remarks behind a name: 防护服（620套，每套6850元）.
_REMARKS: Final = re.compile(r"(?<=.)[（(][^（()）]*(?:，|,(?!\d{3}))[^（()）]*[)）]")
#: The comma inside of a number, from the digit before it: 5,000.
_GROUPED: Final = re.compile(r"\d[,，]\d{3}(?!\d)")


def near_start(text: str, position: int, floor: int = 0) -> int:
    """Return where the words right before ``position`` begin: behind a mark outside of parentheses.

    >>> text = "会议费10元，印刷费（两次，彩色）"
    >>> text[near_start(text, len(text)):]
    '印刷费（两次，彩色）'
    """
    depth = 0
    index = position
    while index > floor:
        char = text[index - 1]
        if char in "）)":
            depth += 1
        elif char in "（(":
            if depth == 0:
                return index
            depth -= 1
        elif char == "\n" or (depth == 0 and char in _MARKS and not _GROUPED.match(text, index - 2)):
            return index
        index -= 1
    return index


def near_words(text: str, position: int, floor: int = 0) -> str:
    """Return the words right before an amount at ``position``; where they say nothing, those before them too.

    >>> near_words("编印手册，共", 6)
    '编印手册，共'
    """
    if cell := _row_name(text, position):
        return cell
    start = near_start(text, position, floor)
    if priced := _priced_clause(text, start, position, floor):
        return priced
    if heading := _line_above(text, start, position):
        return heading
    while start > floor and text[start - 1] in "，,（(\t|" and _says_nothing(text[start:position]):
        start = near_start(text, start - 1, floor)
    return text[start:position]


def _priced_clause(text: str, start: int, position: int, floor: int) -> str | None:
    """Return an item's clause in front of its price, where the amount's own words name nothing.

    诉讼代理费以每件4,500元计，预算24万元
    """
    if start <= floor or text[start - 1] not in "，," or not _ONLY_BUDGET.fullmatch(text[start:position]):
        return None
    clause = text[near_start(text, start - 1, floor) : start - 1]
    price = _PRICED.search(clause)
    return clause[: price.start()] + text[start:position] if price and price.start() > 1 else None


def _line_above(text: str, start: int, position: int) -> str | None:
    """Return the short line above an amount that stands alone at its line's beginning: its heading."""
    if text[start:position].strip() or start == 0 or text[start - 1] != "\n":
        return None
    line = unmarked(text[:start].rstrip().rsplit("\n", 1)[-1].strip())
    return line if re.fullmatch(r"[\u4e00-\u9fff（）()：:]{2,16}", line) else None


def unmarked(words: str) -> str:
    """Return words without the marks of a list in front: （一）预算总额."""
    while (marker := NEW_ITEM.match(words)) and marker.end():
        words = words[marker.end() :]
    return words


def without_formula(words: str) -> str:
    """Return words without the multiplication at their end: 安保服务费：4人×3500元/月×12个月=."""
    return _FORMULA.sub("", words)


def _row_name(text: str, position: int) -> str | None:
    """Return the name in a table row whose amount's own cell says nothing: "2\\t监理费\\t3\\t5万元"."""
    line = text[text.rfind("\n", 0, position) + 1 : position]
    cells = re.split(r"[\t|]", line)
    if len(cells) < _FEWEST_CELLS or re.search(r"[\u4e00-\u9fff]", cells[-1]):
        return None
    named = [cell.strip() for cell in cells[:-1] if len(re.findall(r"[A-Za-z\u4e00-\u9fff]", cell)) > 1]
    named = [cell for cell in named if not (_COUNT.fullmatch(cell) or _REASON.search(cell))] or named
    return named[-1] if named else None


def _says_nothing(near: str) -> bool:
    """Tell whether words name nothing: marks, 约, 共, a price (每册20元，共)."""
    near = without_formula(near)
    near = re.sub(_COUNTED, "", near)
    sums = any_of(
        (*field_words().amount.subtotal, "共", "共需", "约", "计", "为", "合", "全年", "一年", "年")
    )
    rest = re.sub(r"(?:单价|每)[^，,。；;]{0,6}?[\d.,]+\s*(?:万|亿)?元?", "", near)
    if rest != near:  # 按每件200元、1800件测算
        rest = re.sub(r"按照?|、?\d[\d,]*[\u4e00-\u9fff]{1,2}?(?=测算|计算|$)|测算|计算", "", rest)
    return re.sub(rf"{sums}|[\s近：:￥¥（(，,]", "", rest) == ""


def component_name(near: str) -> str:
    """Return the name of an item in the words before its amount.

    >>> component_name("支出主要是专家咨询费"), component_name("其中年报撰写："), component_name("会议费合计")
    ('专家咨询费', '年报撰写', '会议费')
    >>> component_name("头盔20顶×0.1万元="), component_name("防护服（620套，每套50元）")
    ('头盔', '防护服')
    """
    words = field_words().amount
    name = without_formula(re.sub(r"\s+|(?:…|\.{3,}|·{3,}|_{2,})+", "", near))
    name = re.sub(r"^【[^【】]*】(?=.)", "", name)  # the heading of its line
    name = re.sub(r"^[（(][^（()）]*[)）](?=.)", "", name)  # what stands behind the item before
    name = _REMARKS.sub("", name)
    clauses = [
        clause for clause in re.split(r"(?<!\d)[，,]|[，,](?!\d{3})", name) if not _says_nothing(clause)
    ]
    name = clauses[0] if clauses else ""
    name = re.sub(r"[（(](?:单位[:：]?)?[千万亿]?元[)）](?=[：:]?$)", "", name)
    name = re.sub(r"^(?:.*[：:])?[、和及\s]*3\d{4}(?=[\u4e00-\u9fff])", "", name)  # an economic code
    name = re.sub(r"(?<=[\u4e00-\u9fff]{2})按照?每[^，,]*$", "", name)
    name = re.sub(r"占(?:比|总额的?|经费的?|预算的?)?\d[\d.]*[%％]$", "", name)
    name = re.sub(r"^[^，,：:]*按[\u4e00-\u9fff]{2,6}?(?:划分|分|列示)为", "", name)  # 支出按用途分为
    name = re.sub(r"^.*\d[\d.]*[%％]的?(?:资金)?[和及与、]?", "", name)
    if "：" in name or ":" in name:
        pieces = [piece for piece in re.split("[：:]", name) if not _says_nothing(piece)]
        name = pieces[-1] if pieces else ""
    scope = max((name.rfind(w) + len(w) for w in words.scope if w in name), default=0)
    name = name[scope:]
    front = re.compile(rf"^(?:{any_of(words.label_front)}|[：:，,、。；;）)]|20\d\d年度?)")
    end = re.compile(rf"(?:{any_of(words.label_end)}|[：:，,、（(]|约)$")
    while (cut := front.sub("", name)) != name and cut:
        name = cut
    while (cut := end.sub("", name)) != name and (len(cut) >= 2 or not cut):
        name = cut
    name = re.sub(r"^\d{1,2}(?:\.\d{1,2}){1,2}(?=[\u4e00-\u9fff])", "", name)
    return unmarked(name).strip("：:，,、“”" if name.count("“") != name.count("”") else "：:，,、")


def item_heading(text: str, position: int) -> str | None:
    """Return the heading of the numbered paragraph at ``position``: "1、调研计划：…" gives 调研计划."""
    start = text.rfind("\n", 0, position) + 1
    line = text[start:position]
    while not NEW_ITEM.match(line) and start > 0:
        start = text.rfind("\n", 0, start - 1) + 1
        line = text[start:position]
    marker = NEW_ITEM.match(line)
    if marker is None:
        return None
    while inner := NEW_ITEM.match(line, marker.end()):
        marker = inner
    heading = re.match(rf"([^：:。；;\n]{{2,{_MAX_HEADING}}})[：:。\n]", line[marker.end() :])
    return heading[1].strip() if heading else None


def used_for(near: str, behind: str) -> str:
    """Return the name of an item behind its amount, where the words before it name nothing.

    >>> used_for("其中", "用于办案差旅，"), used_for("会议费", "用于会务。")
    ('办案差旅', '')
    >>> used_for("", "为办公费；"), used_for("", "为财政拨款；")
    ('办公费', '')
    """
    before = re.split("[，,；;、：:]", near)[-1]
    found = _USED_FOR.match(behind) or _IS_COST.match(behind)
    use = found["use"].strip() if found else ""
    if (
        found
        and found.re is _IS_COST
        and (is_source(use) or not ends_with(use, field_words().amount.component_ends))
    ):
        return ""
    nothing = re.fullmatch(
        r"[\s和及另]*+(?:所列支出为|其中|包括|另有|剩余|其余|余下|余款)?(?:安排)?[\s约]*", before
    )
    return use if nothing else ""


def item_label(text: str, position: int, floor: int = 0) -> str:
    """Return the name of the item whose amount stands at ``position``; the last amount ends at ``floor``.

    >>> text = "1、调研计划：共8项，每项约1万元，合计8万元"
    >>> item_label(text, text.rindex("8"))
    '调研计划'
    """
    near = near_words(text, position, floor)
    name = component_name(near)
    words = field_words().amount
    summed = any(word in near for word in words.subtotal)
    funding = name in words.fiscal + words.own
    if (
        not name
        or funding
        or name in words.subtotal
        or (summed and not ends_with(name, words.component_ends))
    ) and (heading := item_heading(text, position)):
        return heading
    return name


def clause_before(words: str) -> str:
    """Return the name in the clause in front of the last one of a sentence, empty where it is the only one.

    >>> clause_before("甲站巡河；乙站承担测量，本年安排"), clause_before("甲站巡河；本年安排")
    ('乙站承担测量', '')
    """
    end = near_start(words, len(words)) - 1
    return component_name(words[near_start(words, end) : end]) if end > 0 and words[end] in "，," else ""


def is_source(name: str) -> bool:
    """Tell whether an item's name says where money comes from or who gets it, not what it is spent on.

    >>> is_source("上年结转"), is_source("总工会资助"), is_source("下达各县"), is_source("印刷费")
    (True, True, True, False)
    >>> is_source("县级配套"), is_source("室外配套")
    (True, False)
    """
    words = field_words().amount
    if name.endswith("配套") and not _matching().fullmatch(name):
        return False
    ends = any_of(words.source_ends)
    return (
        re.search(rf"{ends}(?:资金|经费|收入)?$", name) is not None
        or any(word in name for word in words.sources)
        or re.search("(?:会|局|厅|委|部|府|公司|集团|企业|社会|外部|上级|国际|单位)资助$", name) is not None
        or re.search(
            r"(?:^|[下达拨付各我本])(?:省|市|区|县|乡镇|街道|省级|市级|区级|县级|本级|市本级|区本级|省本级)$",
            name,
        )
        is not None
        or is_region(name)
    )


def is_region(name: str) -> bool:
    """Tell whether a name is a region's, whose treasury pays; a 片区 or 园区 has none.

    >>> is_region("河东区"), is_region("资金中云洲市"), is_region("滨江片区"), is_region("二号园区")
    (True, True, False, False)
    """
    return (
        re.fullmatch(r"(?:资金中)?\w{1,4}(?:[省市县]|(?<![片园校库灌景小街社展厂矿院林牧])区)", name)
        is not None
    )


@cache
def _matching() -> re.Pattern[str]:
    """配套 as money that somebody adds: 县级配套, 项目单位配套, but not 室外配套, which is built."""
    words = field_words().amount
    ends = any_of(
        (*words.levels, *words.paying_bodies, "财政", "资金", "经费", "自筹", "自行", "街道", "镇", "乡")
    )
    return re.compile(rf"(?:.*{ends})?配套")
