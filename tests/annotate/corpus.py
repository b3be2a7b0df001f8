"""A small labelled corpus that is made up here, enough for the loop's classifier to learn from."""

from __future__ import annotations

import random

from nlp.annotate.records import SpanLabel, SpanRecord

_PLACES = ("云川", "石渚", "柳浦", "麓城", "江渡", "枫陵")
_BODIES = ("文化馆", "水务站", "档案馆", "信息中心", "公路养护所", "体育学校")
_USES = ("印刷费", "培训费", "材料费", "差旅费", "设备费")


def invented(count: int, seed: int = 0) -> list[SpanRecord]:
    """Return ``count`` narratives with exact labels."""
    rng = random.Random(seed)
    return [_one(f"n{number:03d}", rng) for number in range(count)]


def _one(identity: str, rng: random.Random) -> SpanRecord:
    body = f"{rng.choice(_PLACES)}市{rng.choice(_BODIES)}"
    year = rng.randint(2021, 2027)
    parts = [rng.randint(1, 90) for _ in range(rng.randint(2, 3))]
    pieces: list[tuple[str, str | None]] = [
        ("一、立项依据\n根据《", None),
        (f"{rng.choice(_PLACES)}市{rng.choice(('公园', '河道', '档案', '桥梁'))}管理办法", "LEGAL_TITLE"),
        ("》（", None),
        (f"{rng.choice('云石柳麓')}政发〔{year - 1}〕{rng.randint(1, 99)}号", "LEGAL_NUMBER"),
        ("）实施。\n二、实施主体\n", None),
        (rng.choice(("由", "本项目由")), None),
        (body, "BODY"),
        (rng.choice(("负责实施。", "承担。", "组织落实。")) + "\n三、实施周期\n", None),
        (f"{year}年{rng.randint(1, 4)}月至{year}年{rng.randint(6, 12)}月", "SCHEDULE"),
        (f"\n四、年度预算安排\n{year}年安排", None),
        (f"{sum(parts)}万元", "AMOUNT_TOTAL"),
        ("，其中", None),
    ]
    for index, part in enumerate(parts):
        pieces += [("，" * bool(index) + rng.choice(_USES), None), (f"{part}万元", "AMOUNT_COMPONENT")]
    pieces.append(("。\n", None))
    text, spans = "", []
    for words, label in pieces:
        if label is not None:
            spans.append({"start": len(text), "end": len(text) + len(words), "label": label})
        text += words
    from nlp.annotate.records import from_json

    return from_json({"id": identity, "text": text, "spans": spans, "meta": {"fiscal_year": year}})


def swapped(record: SpanRecord, old: SpanLabel, new: SpanLabel | None) -> SpanRecord:
    """Return the record with one span replaced, or taken out."""
    spans = {*record.spans} - {old} | ({new} if new is not None else set())
    return SpanRecord(record.id, record.text, tuple(sorted(spans)), record.meta)
