"""The service that gives Label Studio suggestions, over HTTP."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection
from typing import Any

import pytest

from nlp.annotate.formats.label_studio import labelling_config
from nlp.annotate.ml_backend import MLBackend, Predictor, tags_of
from nlp.annotate.suggest import Context, context_of, suggest
from nlp.tagger.spans import FieldSpan

TEXT = "一、实施主体\n云川市档案馆\n二、年度预算安排\n2024年预算12.5万元。"


def fake(text: str, context: Context) -> Sequence[FieldSpan]:
    if "坏" in text:
        raise RuntimeError("a fault of ours")
    return [FieldSpan("BODY", 0, 2, 0.7), FieldSpan("PHASE", 2, 3, 0.9)] if len(text) > 2 else []


@pytest.fixture
def backend() -> Iterator[MLBackend]:
    with MLBackend(port=0, predictor=Predictor(fake, "v1")) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def ask(backend: MLBackend, method: str, path: str, body: object = None) -> tuple[int, Any]:
    connection = HTTPConnection("127.0.0.1", backend.server_port, timeout=10)
    data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    connection.request(method, path, data)
    answer = connection.getresponse()
    value = json.loads(answer.read())
    connection.close()
    return answer.status, value


def tasks(*texts: str, key: str = "text") -> list[dict[str, Any]]:
    return [{"id": number, "data": {key: text}} for number, text in enumerate(texts)]


def test_health_and_setup(backend: MLBackend, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    assert ask(backend, "GET", "/health") == (200, {"status": "UP", "model_class": "yusuan"})
    assert ask(backend, "POST", "/setup", {"access_token": "secret", "schema": ""}) == (
        200,
        {"model_version": "v1"},
    )
    assert ask(backend, "GET", "/versions?project=1") == (200, {"versions": ["v1"]})
    assert ask(backend, "POST", "/webhook", {"action": "START_TRAINING"})[0] == 200
    assert "secret" not in caplog.text


def test_predictions_are_in_the_order_of_the_tasks(backend: MLBackend) -> None:
    body = {"tasks": [*tasks("甲乙丙", "甲"), {"id": 9}], "label_config": labelling_config()}
    status, value = ask(backend, "POST", "/predict", body)
    assert status == 200
    first, empty, none = value["results"]
    assert [
        (r["value"]["start"], r["value"]["end"], r["value"]["labels"], r["score"]) for r in first["result"]
    ] == [
        (0, 2, ["BODY"], 0.7),
        (2, 3, ["PHASE"], 0.9),
    ]
    assert (first["score"], first["model_version"]) == (0.7, "v1")
    assert empty["result"] == none["result"] == []


def test_names_come_from_the_projects_own_configuration(backend: MLBackend) -> None:
    config = (
        '<View><Text name="t" value="$body"/><Labels name="l" toName="t">'
        '<Label value="BODY"/></Labels></View>'
    )
    _, value = ask(
        backend, "POST", "/predict", {"tasks": tasks("甲乙丙", key="body"), "label_config": config}
    )
    (item,) = value["results"][0]["result"]
    assert (item["from_name"], item["to_name"], item["value"]["labels"]) == ("l", "t", ["BODY"])


@pytest.mark.parametrize("config", [None, "", "<View", "<View/>", '<!DOCTYPE x [<!ENTITY a "b">]><View/>', 7])
def test_a_configuration_that_says_nothing_means_ours(config: object) -> None:
    assert (tags_of(config).from_name, tags_of(config).key) == ("label", "text")


def test_bad_requests_are_answered_and_the_service_goes_on(backend: MLBackend) -> None:
    assert ask(backend, "POST", "/predict", b"{no json")[0] == 400
    assert ask(backend, "POST", "/predict", [])[0] == 400
    assert ask(backend, "POST", "/predict", {"tasks": 3})[0] == 400
    assert ask(backend, "POST", "/predict", {"tasks": tasks("坏的文字")}) == (500, {"error": "RuntimeError"})
    assert ask(backend, "POST", "/nowhere", {})[0] == ask(backend, "GET", "/nowhere")[0] == 404
    assert ask(backend, "GET", "/health")[0] == 200


def test_the_default_is_our_pipeline_on_the_loopback_address() -> None:
    predictor = Predictor()
    value = predictor({"tasks": [{"data": {"text": TEXT, "record_meta": {"fiscal_year": 2024}}}]})
    found = {(r["value"]["text"], r["value"]["labels"][0]) for r in value["results"][0]["result"]}
    assert found == {("云川市档案馆", "BODY"), ("12.5万元", "AMOUNT_TOTAL")}
    with MLBackend(port=0) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_suggestions_do_not_need_a_heading_and_count_in_the_text() -> None:
    bare = suggest(TEXT, Context(2024))
    headed = suggest("库房加固项目经费情况说明\n" + TEXT, Context(2024))
    shift = len("库房加固项目经费情况说明\n")
    assert [(s.label, s.start + shift, s.end + shift) for s in bare] == [
        (s.label, s.start, s.end) for s in headed
    ]
    assert suggest("") == suggest("\r\n ") == ()


def test_context_comes_from_the_meta() -> None:
    assert context_of({"fiscal_year": 2025, "organisation": "云川市档案馆"}) == Context(2025, "云川市档案馆")
    assert context_of({"world": {"year": 2024, "units": ["甲中心"]}, "fiscal_year": 1}) == Context(
        2024, None, ("甲中心",)
    )
    assert context_of({"fiscal_year": "soon"}) == Context()
