"""The whole way through a real Label Studio: tasks in, suggestions seen, a correction, and back."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlp.annotate.formats import label_studio
from nlp.annotate.ml_backend import MLBackend
from nlp.annotate.records import SpanLabel, SpanRecord
from nlp.annotate.suggest import suggest_for
from tests.annotate.label_studio_client import Client, server

BINARY = os.environ.get("LABEL_STUDIO_BIN", "")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not BINARY, reason="LABEL_STUDIO_BIN names no label-studio program"),
]

NARRATIVE = SpanRecord(
    "narrative",
    "古籍修复项目经费情况说明\n一、立项依据\n依据《云川市古籍保护办法》（云文发〔2023〕15号）。\n"
    "三、实施主体\n云川市古籍馆\n六、年度预算安排\n2024年预算安排42.5万元，其中材料费30万元，培训费12.5万元。\n",
    (SpanLabel(23, 33, "LEGAL_TITLE"),),
    {"fiscal_year": 2024, "family": "test", "nested": [1, {"a": None}]},
)
AWKWARD = SpanRecord(
    "awkward",
    " 首尾空格😀\r\n全角１２.５万元\t由甲中心\\n（乙馆）承担\r\n\r\n  <b>&amp;</b> 𠮷野町 ",
    (
        SpanLabel(0, 3, "PHASE"),
        SpanLabel(10, 16, "AMOUNT_TOTAL"),
        SpanLabel(12, 16, "AMOUNT_FISCAL"),
        SpanLabel(5, 8, "LEGAL_TITLE"),
        SpanLabel(18, 21, "BODY"),
    ),
    {},
)
RECORDS = tuple(SpanRecord(r.id, r.text, tuple(sorted(r.spans)), r.meta) for r in (NARRATIVE, AWKWARD))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with server(BINARY, tmp_path_factory.mktemp("label-studio")) as signed_in:
        yield signed_in


def new_project(client: Client, title: str) -> int:
    config = label_studio.labelling_config()
    project = client.api("POST", "/api/projects/", {"title": title, "label_config": config})
    return int(project["id"])


def export(client: Client, project: int, path: Path) -> Path:
    path.write_bytes(
        client.send("GET", f"/api/projects/{project}/export?exportType=JSON&download_all_tasks=true")
    )
    return path


def test_annotations_come_back_as_they_were(client: Client, tmp_path: Path) -> None:
    project = new_project(client, "round trip")
    tasks = json.loads(label_studio.dumps(label_studio.task(record) for record in RECORDS))
    client.api("POST", f"/api/projects/{project}/import", tasks)
    assert label_studio.read(export(client, project, tmp_path / "export.json")) == RECORDS


def test_suggestions_are_seen_and_a_correction_comes_back(client: Client, tmp_path: Path) -> None:
    project = new_project(client, "correction")
    suggested = suggest_for(NARRATIVE)
    assert suggested
    client.api("POST", f"/api/projects/{project}/import", [label_studio.task(NARRATIVE, suggested)])
    (task,) = client.api("GET", f"/api/tasks?project={project}&fields=all")["tasks"]
    (seen,) = client.api("GET", f"/api/tasks/{task['id']}")["predictions"]
    spans = {(r["value"]["start"], r["value"]["end"], r["value"]["labels"][0]) for r in seen["result"]}
    assert spans == {(s.start, s.end, s.label) for s in suggested}
    assert 0 < seen["score"] <= 1
    assert all(0 < r["score"] <= 1 for r in seen["result"])
    # Suggestions alone are nobody's labelling.
    assert label_studio.read(export(client, project, tmp_path / "before.json")) == ()
    # The annotator accepts the suggestions, removes one and adds one.
    kept = [SpanLabel(s.start, s.end, s.label) for s in suggested][1:]
    start = NARRATIVE.text.index("云川市古籍馆")
    corrected = sorted({*kept, SpanLabel(start, start + 3, "BODY_ALIAS")})
    result = [label_studio.region(NARRATIVE.text, span, n) for n, span in enumerate(corrected)]
    client.api("POST", f"/api/tasks/{task['id']}/annotations/", {"result": result, "lead_time": 4.2})
    (back,) = label_studio.read(export(client, project, tmp_path / "after.json"))
    assert back == SpanRecord(NARRATIVE.id, NARRATIVE.text, tuple(corrected), NARRATIVE.meta)


def test_suggestions_are_fetched_live_from_our_service(client: Client) -> None:
    project = new_project(client, "live")
    bare = [label_studio.task(record, [])["data"] for record in RECORDS]
    client.api("POST", f"/api/projects/{project}/import", [{"data": data} for data in bare])
    with MLBackend(port=0) as backend:
        threading.Thread(target=backend.serve_forever, daemon=True).start()
        try:
            client.api(
                "POST",
                "/api/ml/",
                {
                    "project": project,
                    "url": f"http://127.0.0.1:{backend.server_port}",
                    "title": "yusuan",
                },
            )
            (connected,) = client.api("GET", f"/api/ml/?project={project}")
            assert connected["state"] == "CO"
            client.api(
                "PATCH",
                f"/api/projects/{project}/",
                {"evaluate_predictions_automatically": True, "show_collab_predictions": True},
            )
            tasks = client.api("GET", f"/api/tasks?project={project}&fields=all")["tasks"]
            for task in tasks:
                opened = client.api("GET", f"/api/tasks/{task['id']}/?project={project}")
                record = next(r for r in RECORDS if r.id == opened["data"]["record_id"])
                spans = {
                    (r["value"]["start"], r["value"]["end"], r["value"]["labels"][0])
                    for seen in opened["predictions"]
                    for r in seen["result"]
                }
                assert spans == {(s.start, s.end, s.label) for s in suggest_for(record)}
                assert opened["predictions"][0]["model_version"] == label_studio.MODEL_VERSION
        finally:
            backend.shutdown()
