"""Archives of invented budget documents, the same for the same seed; for tests and the benchmark.

    python -m tests.archive.generator FOLDER --count 1000 --seed 1 [--pdf 0.5] [--broken 200]

A document has a cover, units, five budget tables that agree with its prose (a few do not), and one to six
narratives of the written corpus. Every word is the project's own.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from nlp.annotate.written.families import families
from nlp.annotate.written.generate import narrative
from nlp.annotate.written.model import World

#: Functional class → (group, name), (item, name): a few of the published list of subjects.
_CLASSES: Final = (
    ("205", "教育支出", ("20508", "进修及培训"), (("2050803", "培训支出"),)),
    (
        "208",
        "社会保障和就业支出",
        ("20805", "行政事业单位养老支出"),
        (("2080501", "行政单位离退休"), ("2080505", "机关事业单位基本养老保险缴费支出")),
    ),
    (
        "210",
        "卫生健康支出",
        ("21011", "行政事业单位医疗"),
        (("2101101", "行政单位医疗"), ("2101102", "事业单位医疗")),
    ),
    ("221", "住房保障支出", ("22102", "住房改革支出"), (("2210201", "住房公积金"), ("2210203", "购房补贴"))),
)
_ECONOMIC: Final = (
    ("301", "工资福利支出", (("30101", "基本工资"), ("30102", "津贴补贴"), ("30113", "住房公积金"))),
    ("302", "商品和服务支出", (("30201", "办公费"), ("30207", "邮电费"), ("30211", "差旅费"))),
    ("303", "对个人和家庭的补助", (("30302", "退休费"),)),
)
_DUTIES: Final = (
    "贯彻执行国家有关法律法规和方针政策，拟订本行业发展规划并组织实施。",
    "负责所属单位的业务指导、考核和监督检查。",
    "组织开展行业统计、信息化建设和科普宣传。",
    "承担安全生产和应急管理的日常工作。",
    "完成上级交办的其他任务。",
)
_NUMERALS: Final = "一二三四五六七八九"


def _wan(hundredths: int) -> str:
    """Return an amount in hundredths of 万元 as tables write it."""
    return f"{hundredths // 100:,}.{hundredths % 100:02}" if hundredths else ""


@dataclass(frozen=True, slots=True)
class _Spending:
    """The functional items of one document: (code, name, basic, project), in hundredths of 万元."""

    rows: tuple[tuple[str, str, int, int], ...]

    @property
    def total(self) -> int:
        return sum(basic + project for code, _, basic, project in self.rows if len(code) == 3)

    @property
    def basic(self) -> int:
        return sum(basic for code, _, basic, _ in self.rows if len(code) == 3)


def _spending(rng: Random) -> _Spending:
    rows: list[tuple[str, str, int, int]] = []
    for code, name, group, items in _CLASSES:
        made = [(*item, rng.randrange(1_000, 900_000), rng.choice((0, rng.randrange(5_000, 2_000_000))))
                for item in items]  # fmt: skip
        basic, project = sum(each[2] for each in made), sum(each[3] for each in made)
        rows += [(code, name, basic, project), (*group, basic, project), *made]
    return _Spending(tuple(rows))


def document(seed: int, index: int) -> str:
    """Return one document's text; the same for the same arguments, on every machine."""
    rng = Random(f"{seed}/{index}")
    kinds = families()
    family = rng.choice(kinds)
    first = narrative(family, seed, index)
    world = World.model_validate(first.meta["world"])
    count = rng.choices(range(1, 7), (6, 5, 4, 2, 1, 1))[0]
    texts = [first.text]
    texts += [narrative(rng.choice(kinds), seed, index * 10 + i).text for i in range(1, count)]
    spending = _spending(rng)
    kind = "单位" if "unit" in world.kind else "部门"
    lines = [
        f"{world.organisation}{world.year}年{kind}预算",
        "",
        f"第一部分  {kind}概况",
        "",
        "一、主要职能",
        "",
        *(f"（{_NUMERALS[i]}）{duty}" for i, duty in enumerate(rng.sample(_DUTIES, 4))),
        "",
        "二、机构设置",
        "",
        f"纳入{world.organisation}{world.year}年{kind}预算编制范围的单位共{len(world.units)}家，具体如下：",
        "",
        *(f"{number}. {unit}" for number, unit in enumerate(world.units, start=1)),
        "",
        f"第二部分  {world.year}年{kind}预算表",
        "",
        *_tables(spending, rng),
        f"第三部分  {world.year}年{kind}预算情况说明",
        "",
        *_prose(spending, world, rng),
        "第四部分  重点项目情况说明",
        "",
        *(line for text in texts for line in (text, "")),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [title, "", "单位：万元", "", "\t".join(header), *("\t".join(row) for row in rows), ""]


def _tables(spending: _Spending, rng: Random) -> list[str]:
    total = _wan(spending.total)
    classes = [row for row in spending.rows if len(row[0]) == 3]
    left = [
        ("一、一般公共预算拨款收入", total),
        ("二、政府性基金预算拨款收入", ""),
        ("三、事业收入", ""),
        ("四、其他收入", ""),
    ]
    right = [
        (f"{_NUMERALS[i]}、{name}", _wan(basic + project))
        for i, (_, name, basic, project) in enumerate(classes)
    ]
    summary = [
        *((*a, *b) for a, b in zip(left, right, strict=True)),
        ("收入总计", total, "支出总计", total),
    ]
    by_item = [(code, name, _wan(b + p), _wan(b), _wan(p)) for code, name, b, p in spending.rows]
    sums = ("", "合计", total, _wan(spending.basic), _wan(spending.total - spending.basic))
    functional = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
    return [
        *_table(
            "表1  收支预算总表", ("收入", "", "支出", ""), [("项目", "预算数", "项目", "预算数"), *summary]
        ),
        *_table("表2  支出预算总表", functional, [*by_item, sums]),
        *_table("表3  一般公共预算支出功能分类预算表", functional, [*by_item, sums]),
        *_table(
            "表4  一般公共预算基本支出部门预算经济分类预算表",
            ("科目编码", "科目名称", "合计"),
            _economic(spending.basic, rng),
        ),
    ]


def _economic(basic: int, rng: Random) -> list[tuple[str, str, str]]:
    """Part the basic expenditure among the economic items; the last takes what is left."""
    items = sum(len(each) for _, _, each in _ECONOMIC)
    cuts = sorted(rng.sample(range(1, basic), items - 1))
    shares = iter([b - a for a, b in zip([0, *cuts], [*cuts, basic], strict=True)])
    rows: list[tuple[str, str, str]] = []
    for code, name, each in _ECONOMIC:
        made = [(*item, next(shares)) for item in each]
        rows.append((code, name, _wan(sum(amount for *_, amount in made))))
        rows += [(item, label, _wan(amount)) for item, label, amount in made]
    return [*rows, ("", "合计", _wan(basic))]


def _prose(spending: _Spending, world: World, rng: Random) -> list[str]:
    total = spending.total
    if rng.random() < 0.1:  # a slip of the pen
        total += rng.randrange(100, 10_000)
    lines = [
        "一、收支预算总体情况说明",
        "",
        f"{world.year}年，{world.organisation}收入总计{_wan(total)}万元，支出总计{_wan(spending.total)}万元。"
        f"其中：基本支出{_wan(spending.basic)}万元。",
        "",
        "二、一般公共预算支出情况说明",
        "",
    ]
    classes = [row for row in spending.rows if len(row[0]) == 3]
    for index, (code, name, basic, project) in enumerate(classes, start=1):
        lines += [
            f"{index}. “{name}”科目（{code}）{_wan(basic + project)}万元，主要用于有关人员和工作经费。",
            "",
        ]
    return lines


def broken(seed: int, index: int) -> tuple[str, bytes]:
    """Return the suffix and bytes of a file that can't become a document: five kinds of fault."""
    rng = Random(f"{seed}/broken/{index}")
    noise = rng.randbytes(400)
    kinds = (
        (".txt", b""),
        (".pdf", b"%PDF-1.7\n" + noise),
        (".docx", b"PK\x03\x04" + noise),
        (".txt", f"第{index}次值班记录：一切正常，没有需要报告的事项。\n".encode()),
        (".xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise),
    )
    suffix, data = kinds[index % len(kinds)]
    return suffix, data or b" " * (index + 1)  # blank files differ, or they would be one


def write_archive(folder: Path, count: int, seed: int = 1, *, pdf: float = 0.5, faulty: int = 0) -> None:
    """Write ``count`` documents, a share ``pdf`` of them as PDF, and ``faulty`` broken files among them."""
    from nlp.readers.registry import read
    from tests.readers.pdfs import to_pdf

    for index in range(count):
        path = folder / f"{index // 500:03}" / f"{index:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(document(seed, index), encoding="utf-8")
        if Random(f"{seed}/form/{index}").random() < pdf:
            to_pdf(read(path), path.with_suffix(".pdf"))
            path.unlink()
    for index in range(faulty):
        suffix, data = broken(seed, index)
        path = folder / f"{index % max(1, count // 500):03}" / f"broken{index:04}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def main() -> None:
    """Write an archive."""
    parser = argparse.ArgumentParser(prog="python -m tests.archive.generator", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pdf", type=float, default=0.5, help="share of PDFs (default: 0.5)")
    parser.add_argument("--broken", type=int, default=0, help="broken files among them")
    chosen = parser.parse_args()
    write_archive(chosen.folder, chosen.count, chosen.seed, pdf=chosen.pdf, faulty=chosen.broken)


if __name__ == "__main__":
    main()
