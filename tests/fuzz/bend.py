"""Real shapes, bent: the lines of a budget document cut, moved, glued, widened and salted.

Everything follows from the given :class:`random.Random`, so a seed and a number name an input.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Final, TypeVar

Picked = TypeVar("Picked")
Bend = Callable[[Random, list[str]], list[str]]

_SAMPLES: Final = Path(__file__).resolve().parents[2] / "samples"
#: Shapes that the samples lack; all names are invented.
_TEMPLATES: Final = (
    """云川市2026年市级部门预算
预算主管部门：云川市档案馆
一、部门主要职能
二、2026年部门预算编制说明
2026年，云川市档案馆预算支出总额为1,234.56万元，其中：财政拨款支出预算1,200.00万元，比2025年预算增加34.56万元，增长2.88%。
财政拨款支出主要内容如下：
1. “一般公共服务支出”科目900.10万元，主要用于人员支出。
2. “社会保障和就业支出”科目299.90万元，主要用于养老保险。
2026年预算单位财务收支预算总表
编制部门：云川市档案馆\t\t\t单位：元
本年收入\t\t本年支出
项目\t预算数\t项目\t预算数
一、财政拨款收入\t12,000,000\t一、一般公共服务支出\t9,001,000
二、其他收入\t345,600\t二、社会保障和就业支出\t3,344,600
收入总计\t12,345,600\t支出总计\t12,345,600
""",
    """库房修缮项目经费情况说明
一、项目概述
改善库房条件，面积约1200平方米，单价50万元以上设备另行采购。
二、立项依据
《云川市档案条例》（云人发〔2019〕12号）第三条、《国务院办公厅关于库房的意见》（国办发〔2021〕5号）
三、实施主体
云川市档案馆会同云川市财政局
四、实施方案
2026年1-3月招标，3月至11月实施，完成80%。
五、实施周期
2026年3月至2026年11月
六、年度预算安排
2026年安排320.70万元，其中：土建120.7万元，设备200万元。执行计划：一季度10%，二季度40%，三季度30%，四季度20%。
七、绩效目标
详见绩效目标申报表。
""",
    """财政项目支出绩效目标申报表
（2026年）
申报单位名称：云川市档案馆\t项目名称：库房修缮
项目资金（元）\t项目资金总额：7,713,258\t年度资金申请总额：3,207,000
\t其中：财政资金：7,713,258\t其中：财政资金：3,207,000
一级指标\t二级指标\t三级指标\t年度指标值
产出指标\t数量指标\t修缮面积\t≥1200平方米
\t质量指标\t验收合格率\t100%
""",
    """| 功能分类科目编码 | | | 科目名称 | 合计 | 基本支出 | 项目支出 |
| --- | --- | --- | --- | ---: | ---: | ---: |
| 201 | 26 | 04 | 档案馆 | 900.10 | 600.00 | 300.10 |
| 208 | 05 | 05 | 机关事业单位基本养老保险缴费支出 | 299.90 | 299.90 | |
| 合计 | | | | 1,200.00 | 899.90 | 300.10 |
""",
)
_MARKS: Final = (
    "一、", "（一）", "1.", "1、", "（1）", "1)", "①", "第一章 ", "a.", "(a)", "⑴", "I.", "# ", "### ",
    "- ", "◆",
)  # fmt: skip
#: Characters that texts get from fonts, web editors and copying between directions of writing.
SALT: Final = (
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\xad", "\u202a", "\u202e", "\u200f", "\u2066",
    "\u2069", "\ue000", "\uf8ff", "\U000f0000", "\U0010fffd", "\ufffd", "\x00", "\x1b", "\x7f", "\x85",
    "\u2028", "\u3000", "\xa0", "\u0301", "\U00020000", "⽉", "㐂", "𝟏", "²", "¹", "½", "٣", "१", "Ⅷ", "㊀",
    "〇", "○", "\t", "\n", "\r", "\x0c", "\ufff9", "\U0001f600", "％", "‰", "～", "—", "－", "￥", "¥", "$",
)  # fmt: skip
#: Values at and over the edges of their grammars.
VALUES: Final = (
    "1,229,841,015", "1, 229, 841, 015", "10.00 万 元", "77.70 %", "3，518.85万元", "-0.00", "0万元",
    "－1,5元", "9" * 40, "1e400", "1" + "0" * 200 + "元", "2024.02.31", "2026年13月45日", "2026年1-13月",
    "1月~12月", "0年0月", "9999年12月", "第零季度", "五季度", "第９季度120%", "100.000000001%", "-50%",
    "[2023]", "〔2023〕0号", "【2017】89号", "（1994）第一百零一号", "《》", "《《《", "》》", "《a《b》c",
    "壹佰贰拾叁万肆仟元整", "三万零五百", "万万亿亿", "点五", "百分之二百五十", "零点零零", "元角分",
    "5元5角5分", "十十十", "两千零二十六年", "〇〇〇〇年〇月", "0x1F", "1_000", "NaN", "Infinity",
    "1.2.3.4", "1/0", "０．５", "一二三四五六七八九", "2026 年 3 月 至 2025 年 1 月", "208", "20805",
    "210 11 02", "301 2", "=1+1", "-1,000", "@SUM(A1)",
)  # fmt: skip


_used: set[str] = set()


def forget() -> None:
    """Begin a new input: no bend is used yet."""
    _used.clear()


def used() -> frozenset[str]:
    """Return the kinds of faults that the input made last holds."""
    return frozenset(_used)


def uses(kind: str) -> None:
    """Note that the input that is being made holds a fault of a kind."""
    _used.add(kind)


def pick(random: Random, kind: str, choices: Sequence[Picked]) -> Picked:
    """Return one of the choices; all but what equals the first are faults of a kind."""
    picked = random.choice(choices)
    if picked != choices[0]:
        uses(kind)
    return picked


@cache
def shapes() -> tuple[str, ...]:
    """Return the texts that are bent: the sample archive and the templates."""
    from nlp.readers.encoding import decode

    read = [decode(path.name, path.read_bytes(), "") for path in sorted(_SAMPLES.glob("*-*.*"))]
    return (*read, *_TEMPLATES)


@cache
def _lines() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(shape.split("\n")) for shape in shapes())


def piece(random: Random, most: int = 30) -> list[str]:
    """Return a stretch of at most ``most`` lines of one of the shapes."""
    lines = random.choice(_lines())
    start = random.randrange(max(1, len(lines) - most // 2))
    return list(lines[start : start + random.randint(1, most)])


def text(random: Random, most: int = 30) -> str:
    """Return a bent text of at most about ``most`` lines; most are short, so that many can be tried."""
    lines = piece(random, min(most, random.choice((3, 6, 6, 12, most))))
    for _ in range(random.choice((0, 1, 1, 2, 3, 5))):
        chosen = random.choice(BENDS)
        uses(chosen.__name__.removeprefix("_"))
        lines = chosen(random, lines)
    return random.choice(("\n", "\n", "\n", "\r\n", "\n\n", "")).join(lines)


def fragment(random: Random) -> str:
    """Return a short text rich in values, for grammars."""
    parts = []
    for _ in range(random.randint(1, 12)):
        kind = random.random()
        if kind < 0.35:
            uses("value")
            parts.append(random.choice(VALUES))
        elif kind < 0.5:
            uses("salt")
            parts.append(random.choice(SALT))
        elif kind < 0.85:
            line = random.choice(piece(random, 6))
            start = random.randrange(max(1, len(line)))
            parts.append(line[start : start + random.randint(1, 30)])
        else:
            parts.append(
                random.choice("0123456789０５．，,.年月日号第至-—~到元万亿千百十一二两半%（）〔〕《》 ")
                * random.randint(1, 9)
            )
    return "".join(parts)


def _cut(random: Random, lines: list[str]) -> list[str]:
    """Cut a line, a table's row, in the middle; the rest goes or stands alone."""
    at = random.randrange(len(lines))
    place = random.randint(0, len(lines[at]))
    rest = [lines[at][place:]] if random.random() < 0.5 else []
    return [*lines[:at], lines[at][:place], *rest, *lines[at + 1 :]]


def _glue(random: Random, lines: list[str]) -> list[str]:
    """Join lines, or take the separators out of one: its numbers stick together."""
    at = random.randrange(len(lines))
    if random.random() < 0.5:
        return [*lines[:at], "".join(lines[at : at + random.randint(2, 5)]), *lines[at + 5 :]]
    return [*lines[:at], lines[at].replace("\t", "").replace("|", "").replace(" ", ""), *lines[at + 1 :]]


def _shuffle(random: Random, lines: list[str]) -> list[str]:
    """Put the headings, or all lines, out of order."""
    lines = list(lines)
    where = [i for i, line in enumerate(lines) if random.random() < 0.3 or line[1:2] in "、.）"]
    moved = [lines[i] for i in where]
    random.shuffle(moved)
    for i, line in zip(where, moved, strict=True):
        lines[i] = line
    return lines


def _nest(random: Random, lines: list[str]) -> list[str]:
    """Number lines fifty levels deep."""
    marks = [random.choice(_MARKS) for _ in range(random.choice((1, 3, 50)))]
    at = random.randrange(len(lines))
    if random.random() < 0.5:
        return [*lines[:at], "".join(marks) + lines[at], *lines[at + 1 :]]
    return [*lines[:at], *(mark + lines[at][:20] for mark in marks), *lines[at + 1 :]]


def _widen(random: Random, lines: list[str]) -> list[str]:
    """Write ASCII in full width, or full width in ASCII."""
    if random.random() < 0.5:
        table = {c: c + 0xFEE0 for c in range(33, 127) if random.random() < 0.7}
    else:
        table = {c + 0xFEE0: c for c in range(33, 127)} | {0x3000: 32}
    return [line.translate(table) if random.random() < 0.6 else line for line in lines]


def _salt(random: Random, lines: list[str]) -> list[str]:
    """Strew invisible, private and foreign characters."""
    lines = list(lines)
    for _ in range(random.randint(1, 12)):
        at = random.randrange(len(lines))
        place = random.randint(0, len(lines[at]))
        lines[at] = lines[at][:place] + random.choice(SALT) * random.choice((1, 1, 1, 7)) + lines[at][place:]
    return lines


def _space(random: Random, lines: list[str]) -> list[str]:
    """Put blanks between the characters of some lines."""
    blank = random.choice((" ", "\u3000", "\t", "\u200b"))
    return [blank.join(line) if random.random() < 0.2 else line for line in lines]


def _value(random: Random, lines: list[str]) -> list[str]:
    """Put values where others stood."""
    lines = list(lines)
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(lines))
        cells = lines[at].split("\t")
        cells[random.randrange(len(cells))] = random.choice(VALUES)
        lines[at] = "\t".join(cells)
    return lines


def _repeat(random: Random, lines: list[str]) -> list[str]:
    """Repeat a line, its cells, or a stretch of it."""
    at = random.randrange(len(lines))
    line = lines[at]
    many = random.choice((2, 3, 10, 40))
    if random.random() < 0.5:
        return [*lines[:at], *[line] * many, *lines[at + 1 :]]
    start = random.randint(0, len(line))
    part = line[start : start + random.randint(1, 8)]
    return [*lines[:at], line[:start] + part * many + line[start:], *lines[at + 1 :]]


def _drop(random: Random, lines: list[str]) -> list[str]:
    kept = [line for line in lines if random.random() < 0.8]
    return kept or [""]


def _unpair(random: Random, lines: list[str]) -> list[str]:
    """Take away or double one kind of bracket or mark."""
    mark = random.choice("《》（）()〔〕【】“”：:、。，\t|")
    with_what = random.choice(("", mark * 2, random.choice("《》（）〔〕“”：\t|")))
    return [line.replace(mark, with_what) for line in lines]


def _mix(random: Random, lines: list[str]) -> list[str]:
    """Put a stretch of another shape into the middle."""
    at = random.randrange(len(lines))
    return [*lines[:at], *piece(random, 12), *lines[at:]]


BENDS: Final[tuple[Bend, ...]] = (
    _cut, _glue, _shuffle, _nest, _widen, _salt, _space, _value, _repeat, _drop, _unpair, _mix,
)  # fmt: skip


def damage(random: Random, data: bytes) -> bytes:
    """Return bytes with some changed, taken, doubled or put in; often as they were."""
    made = bytearray(data)
    for _ in range(random.choice((0, 0, 1, 2, 8))):
        if not made:
            break
        uses("damage")
        at = random.randrange(len(made))
        kind = random.randrange(5)
        if kind == 0:
            made[at] = random.randrange(256)
        elif kind == 1:
            del made[at : at + random.choice((1, 2, 50))]
        elif kind == 2:
            made[at:at] = made[at : at + random.choice((1, 10, 100))]
        elif kind == 3:
            made[at:at] = random.choice(
                (b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xff", b"9" * 30)
            )
        else:
            made[at : at + 4] = random.choice((b"\xff\xff\xff\x7f", b"\x00\x00\x00\x00", b"\xff\xff\xff\xff"))
    if random.random() < 0.05:
        uses("damage")
        del made[random.randrange(len(made) + 1) :]
    return bytes(made)
