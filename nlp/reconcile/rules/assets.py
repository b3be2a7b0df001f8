"""Vehicles by kind and equipment by price: prose against the table of assets, where both count them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.document import Evidence
from nlp.outline.model import Outline
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import cite, norm

#: What is to be bought or was given away is not what is held.
_MOVED = re.compile(r"购置|购买|采购|新增|更新|报废|处置|减少|增加|租")
_HELD = re.compile(r"截至|截止|年末|期末|年底|共有|现有|拥有")
_COUNT = re.compile(
    r"(?P<name>(?:单价|单位价值|价值)?(?:\d+万元)?[一-鿿（）()]{2,20}?)(?P<number>\d[\d,]*)(?P<unit>辆|台|套)"
)
_VEHICLE = re.compile(r"(?P<kind>[一-鿿]{2,10}?)(?:用车|车辆)$")
_ALL_VEHICLES = re.compile(r"(?:车辆|公务用车)(?:数|数量)?(?:合计|总数|共计|共)?$")
_EQUIPMENT = re.compile(r"(?P<price>50|100|200)万元(?:\(含\))?以上(?:的)?(?P<kind>通用|专用)?设备")
_CLUTTER = re.compile(
    r"\([^()]*[辆台套][^()]*\)|[:：]|数量|其中|不含车辆|\(\)|^\d+[.、]|[（(]?[一二三四五六七八九十]+[）)、.]"
)


@dataclass(frozen=True, slots=True)
class _Held:
    """So many things of one kind, and where it is told."""

    key: str
    number: int
    evidence: Evidence


def counts_differ_from_table(context: Context) -> Iterator[Draft]:
    """A number of vehicles of a kind, or of dear equipment, that the table of assets gives otherwise."""
    listed: dict[str, list[_Held]] = {}
    for held in _in_tables(context.outline):
        listed.setdefault(held.key, []).append(held)
    told = {key: found[0] for key, found in listed.items() if len({h.number for h in found}) == 1}
    for held in _in_prose(context) if told else ():
        other = told.get(held.key)
        if other is not None and other.number != held.number:
            yield Draft(
                f"文字写{cite(held.key)}{held.number}，表中列{other.number}。",
                f"{held.number} ≠ {other.number}",
                (held.evidence, other.evidence),
            )


def kind_of(words: str) -> str | None:
    """Return what is counted: "机要通信用车", "车辆", "50万元以上通用设备"; ``None`` for other things.

    >>> kind_of("单价50万元（含）以上的通用设备（台，套）"), kind_of("共有车辆"), kind_of("在职人员")
    ('50万元以上通用设备', '车辆', None)
    """
    key = norm(words)
    if found := _EQUIPMENT.search(key):
        return f"{found['price']}万元以上{found['kind'] or ''}设备"
    key = _CLUTTER.sub("", key)
    if _ALL_VEHICLES.search(key):
        return "车辆"
    found = _VEHICLE.search(key)
    return f"{found['kind']}用车" if found else None


def _in_tables(outline: Outline) -> Iterator[_Held]:
    for table in outline.tables_of("other"):
        for row in table.all_rows():
            cells = [c for c in row.cells if c and re.fullmatch(r"\s*\d{1,9}\s*", c.written)]
            key = kind_of(row.label) if re.search(r"[辆台套]", row.label) and len(cells) == 1 else None
            if key:
                yield _Held(key, int(cells[0].written), cells[0].evidence)


def _in_prose(context: Context) -> Iterator[_Held]:
    document = context.outline.document
    for paragraph in context.facts.running:
        if not _HELD.search(paragraph.text):
            continue
        for found in _COUNT.finditer(paragraph.text):
            key = kind_of(found["name"])
            sentence = paragraph.text[paragraph.text.rfind("。", 0, found.start()) + 1 : found.end()]
            if key and not _MOVED.search(sentence):
                place = document.evidence(*paragraph.span(found.start("name"), found.end("unit")))
                yield _Held(key, int(found["number"].replace(",", "")), place)


#: Vehicles of 三公 that are held at the year's end, and all that are held then.
_OF_THREE = re.compile(
    r"(?:年末|(?:截至|截止)[^，,。；;]{0,12})(?:一般)?公务用车(?:的)?保有量(?:为|共|是|[：:])?(?P<number>\d{1,5})辆"
)
_OF_ALL = re.compile(
    r"(?:共有|拥有|实有|保有)(?:公务)?(?:用车|车辆)(?:合计|总计|共计|共)?(?P<number>\d{1,5})[辆台]"
)


def more_vehicles_than_all(context: Context) -> Iterator[Draft]:
    """More vehicles of 三公 at the end of an account's year than there are vehicles in all."""
    if not context.outline.kind.endswith("final_accounts"):
        return
    part, whole = (
        [(p, m) for p in context.facts.running for m in pattern.finditer(p.text)]
        for pattern in (_OF_THREE, _OF_ALL)
    )
    if len(part) != 1 or len(whole) != 1:
        return
    (one, of_three), (other, of_all) = part[0], whole[0]
    if int(of_three["number"]) > int(of_all["number"]):
        evidence = context.outline.document.evidence
        yield Draft(
            f"文字写{cite(of_three[0])}，而{cite(of_all[0])}。",
            f"{of_three['number']} > {of_all['number']}",
            (evidence(*one.span(*of_three.span())), evidence(*other.span(*of_all.span()))),
        )
