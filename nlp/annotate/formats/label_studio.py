"""Label Studio: tasks with annotations and predictions, and the labelling configuration.

A record becomes a task whose ``data`` holds ``text``, ``record_id`` and ``record_meta``; its spans are one
annotation, a tagger's suggestions one prediction with scores. Label Studio counts offsets in code points,
as we do; the words that it quotes beside them are compared, so that offsets in other units are noticed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

from nlp.annotate.formats.common import Checker, Place, json_array, refuse, write_bytes
from nlp.annotate.records import SpanLabel, SpanRecord
from nlp.annotate.scheme import LabelScheme, scheme
from nlp.tagger.spans import FieldSpan

#: Names of the two tags of the labelling configuration.
FROM_NAME: Final = "label"
TO_NAME: Final = "text"
MODEL_VERSION: Final = "yusuan-rules"


def labelling_config(labels: LabelScheme | None = None, lang: str = "zh") -> str:
    """Return the labelling interface as Label Studio's XML, made from the label scheme.

    >>> '<Label value="BODY"' in labelling_config()
    True
    """
    labels = labels or scheme()
    view = ElementTree.Element("View")
    # Line ends of the text must be seen as they are: they carry the document's structure.
    style = ElementTree.SubElement(view, "Style")
    style.text = ".htx-text { white-space: pre-wrap; }"
    choices = ElementTree.SubElement(view, "Labels", name=FROM_NAME, toName=TO_NAME, showInline="true")
    for label in labels.labels:
        both = label.zh if lang == "zh" else label.en
        meaning = label.meaning.zh if lang == "zh" else label.meaning.en
        ElementTree.SubElement(
            choices,
            "Label",
            value=label.name,
            background=label.colour,
            hotkey=label.hotkey,
            hint=f"{both}: {meaning}",
        )
    ElementTree.SubElement(
        view, "Text", name=TO_NAME, value="$text", granularity="symbol", saveTextResult="yes"
    )
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode") + "\n"


def region(text: str, span: SpanLabel, number: int, score: float | None = None) -> dict[str, Any]:
    """Return a span as one item of a ``result`` list."""
    item: dict[str, Any] = {
        "id": f"s{number}",
        "from_name": FROM_NAME,
        "to_name": TO_NAME,
        "type": "labels",
        "value": {
            "start": span.start,
            "end": span.end,
            "text": text[span.start : span.end],
            "labels": [span.label],
        },
    }
    if score is not None:
        item["score"] = round(score, 4)
    return item


def prediction(text: str, spans: Iterable[FieldSpan], version: str = MODEL_VERSION) -> dict[str, Any]:
    """Return a tagger's spans (offsets in ``text``) as one prediction; its score is the least certain span's.

    Label Studio can order tasks by that score, lowest first.
    """
    found = sorted(spans, key=lambda s: (s.start, s.end, s.label))
    return {
        "model_version": version,
        "score": round(min((s.score for s in found), default=1.0), 4),
        "result": [
            region(text, SpanLabel(s.start, s.end, s.label), number, s.score)
            for number, s in enumerate(found)
        ],
    }


def task(record: SpanRecord, suggestions: Sequence[FieldSpan] | None = None) -> dict[str, Any]:
    """Return a record as a task; with ``suggestions`` the spans are a prediction, not an annotation."""
    value: dict[str, Any] = {
        "data": {"text": record.text, "record_id": record.id, "record_meta": dict(record.meta)}
    }
    if suggestions is not None:
        value["predictions"] = [prediction(record.text, suggestions)]
    else:
        result = [region(record.text, span, number) for number, span in enumerate(sorted(record.spans))]
        value["annotations"] = [{"result": result}]
    return value


def dumps(tasks: Iterable[Mapping[str, Any]]) -> str:
    """Return the tasks as a JSON array, one a line."""
    return "[\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in tasks) + "\n]\n"


def write(path: Path, records: Sequence[SpanRecord]) -> None:
    """Write records as annotated tasks."""
    write_bytes(path, dumps(task(record) for record in records).encode())


def read(path: Path) -> tuple[SpanRecord, ...]:
    """Return the records of an export (JSON): of each task the last annotation that was not skipped.

    A task without such an annotation is nobody's labelling and gives no record; suggestions are none.

    Raises:
        YusuanError: naming file, line and task.
    """
    checker = Checker()
    records: list[SpanRecord] = []
    for place, item in json_array(path):
        data = item.get("data")
        if not isinstance(data, dict) or not isinstance(data.get("text"), str):
            raise refuse(place, "任务没有 data.text", "the task has no data.text")
        done = [
            each
            for each in _objects(place, item.get("annotations"), "annotations")
            if not each.get("was_cancelled")
        ]
        if not done:
            continue
        latest = max(done, key=lambda each: str(each.get("updated_at", "")))
        spans = _spans(place, data["text"], latest.get("result"))
        identity = data.get("record_id", str(item.get("id", len(records) + 1)))
        meta = data.get("record_meta")
        records.append(checker.record(place, identity, data["text"], spans, meta))
    return tuple(records)


def _objects(place: Place, value: object, name: str) -> list[dict[str, Any]]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise refuse(place, f"{name} 不是对象列表", f"{name} is no list of objects")
    return value


def _spans(place: Place, text: str, result: object) -> list[tuple[object, object, object]]:
    """Return (start, end, label) of the label regions; relations and other results label no span."""
    spans: list[tuple[object, object, object]] = []
    for item in _objects(place, result, "result"):
        if item.get("type", "labels") != "labels":
            continue
        value = item.get("value")
        if not isinstance(value, dict) or not isinstance(value.get("labels"), list):
            raise refuse(place, "区域没有 labels", "a region has no labels")
        start, end = value.get("start"), value.get("end")
        quoted = value.get("text")
        if (
            isinstance(start, int)
            and isinstance(end, int)
            and isinstance(quoted, str)
            and _bare(text[start:end]) != _bare(quoted)
        ):
            raise refuse(
                place,
                f"{start}:{end} 处不是标注所引的 {quoted!r}（偏移量须按码位计）",
                f"{start}:{end} does not hold the quoted {quoted!r}; offsets count code points",
            )
        spans += [(start, end, name) for name in value["labels"]]
    return spans


def _bare(text: str) -> str:
    # The interface quotes line ends as a backslash and an n, and joins blanks.
    return "".join(text.replace("\\n", "").replace("\\", "").split())
