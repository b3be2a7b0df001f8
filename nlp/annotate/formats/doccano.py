"""doccano: sequence labelling as JSON Lines, ``{"text", "label": [[start, end, name]]}``.

doccano keeps other columns as metadata and gives them back, and numbers the examples itself; so the
record's id and meta travel in columns of their own. Its second form, with ``entities`` (and relations),
is read too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nlp.annotate.formats.common import Checker, Place, json_lines, refuse, write_bytes
from nlp.annotate.records import SpanRecord

_OWN = frozenset({"id", "text", "label", "labels", "entities", "relations", "Comments", "comments"})


def write(path: Path, records: Sequence[SpanRecord]) -> None:
    """Write the records, one a line."""
    lines = [
        json.dumps(
            {
                "text": record.text,
                "label": [[span.start, span.end, span.label] for span in sorted(record.spans)],
                "record_id": record.id,
                "record_meta": dict(record.meta),
            },
            ensure_ascii=False,
        )
        for record in records
    ]
    write_bytes(path, "".join(line + "\n" for line in lines).encode())


def read(path: Path) -> tuple[SpanRecord, ...]:
    """Return the records of an export; a foreign file's other columns become meta.

    Raises:
        YusuanError: naming file and line.
    """
    checker = Checker()
    records = []
    for place, item in json_lines(path):
        identity = item.get("record_id", str(item.get("id", place.number)))
        if "record_meta" in item:
            meta = item["record_meta"]
        else:
            meta = {key: value for key, value in item.items() if key not in _OWN}
        records.append(checker.record(place, identity, item.get("text"), _spans(place, item), meta))
    return tuple(records)


def _spans(place: Place, item: Mapping[str, Any]) -> list[tuple[object, object, object]]:
    if "entities" in item:
        entities = item["entities"]
        if not isinstance(entities, list) or not all(isinstance(each, dict) for each in entities):
            raise refuse(place, "entities 不是对象列表", "entities is no list of objects")
        return [(each.get("start_offset"), each.get("end_offset"), each.get("label")) for each in entities]
    labels = item.get("label", item.get("labels"))
    if not isinstance(labels, list) or not all(isinstance(each, list) and len(each) == 3 for each in labels):
        raise refuse(place, "label 不是 [起, 止, 标签] 列表", "label is no list of [start, end, name]")
    return [(start, end, name) for start, end, name in labels]
