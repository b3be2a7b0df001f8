"""An ML backend for Label Studio: suggestions live from our pipeline, over HTTP.

Label Studio asks ``GET /health``, ``POST /setup`` and ``POST /predict``. The service answers from the
tagger that ``yusuan`` uses, so annotators correct what the software would extract today. It is bound to
127.0.0.1 unless told otherwise: it has no sign-in of its own. Label Studio asks no service on its own
machine (neither this one nor the webhook that it registers with it) until its administrator sets
``USE_DEFAULT_BANNED_SUBNETS=False`` and names the networks that stay banned in
``USER_ADDITIONAL_BANNED_SUBNETS``. The access token that Label Studio sends with ``/setup`` is neither kept
nor logged.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from xml.etree import ElementTree

from nlp.annotate.formats.label_studio import FROM_NAME, MODEL_VERSION, TO_NAME, prediction
from nlp.annotate.records import LABELS
from nlp.annotate.suggest import Context, context_of, suggest
from nlp.tagger.spans import FieldSpan

#: From a text and what is known of its document to spans.
Suggester = Callable[[str, Context], Sequence[FieldSpan]]

_MAX_BODY: Final = 64 * 2**20
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tags:
    """The names in a project's labelling configuration that a suggestion must use."""

    from_name: str = FROM_NAME
    to_name: str = TO_NAME
    key: str = "text"
    labels: frozenset[str] = frozenset(LABELS)


def tags_of(config: object) -> Tags:
    """Return the names of the first Labels tag and the text that it labels; ours where there is none.

    >>> tags_of('<View><Labels name="l" toName="t"><Label value="BODY"/></Labels>'
    ...         '<Text name="t" value="$body"/></View>').key
    'body'
    """
    if not isinstance(config, str) or not config.strip() or "<!" in config:
        # A document type may define entities that grow without bound; a labelling configuration has none.
        return Tags()
    try:
        view = ElementTree.fromstring(config)
    except ElementTree.ParseError:
        return Tags()
    labels = next(view.iter("Labels"), None)
    if labels is None:
        return Tags()
    target = labels.get("toName", TO_NAME)
    text = next((each for each in view.iter("Text") if each.get("name") == target), None)
    value = text.get("value", "$text") if text is not None else "$text"
    names = frozenset(each.get("alias") or each.get("value") or "" for each in labels.iter("Label"))
    return Tags(labels.get("name", FROM_NAME), target, value.removeprefix("$"), names or frozenset(LABELS))


@dataclass(frozen=True, slots=True)
class Predictor:
    """Answers a prediction request; the pipeline works on one text at a time."""

    suggester: Suggester = suggest
    version: str = MODEL_VERSION
    lock: Any = None

    def __call__(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return one prediction for every task, in the order of the tasks.

        Raises:
            ValueError: when the request has no list of tasks.
        """
        tasks = request.get("tasks")
        if not isinstance(tasks, list):
            raise ValueError("no list of tasks")
        tags = tags_of(request.get("label_config"))
        return {"results": [self._one(task, tags) for task in tasks], "model_version": self.version}

    def _one(self, task: Any, tags: Tags) -> dict[str, Any]:
        data = task.get("data") if isinstance(task, dict) else None
        text = data.get(tags.key) if isinstance(data, dict) else None
        if not isinstance(data, dict) or not isinstance(text, str):
            return {"result": [], "score": 0.0, "model_version": self.version}
        meta = data.get("record_meta")
        with self.lock or _LOCK:
            spans = self.suggester(text, context_of(meta if isinstance(meta, dict) else {}))
        value = prediction(text, [s for s in spans if s.label in tags.labels], self.version)
        for item in value["result"]:
            item["from_name"], item["to_name"] = tags.from_name, tags.to_name
        return value


_LOCK: Final = threading.Lock()


class _Handler(BaseHTTPRequestHandler):
    """The three paths that Label Studio asks for, and polite answers to its others."""

    server: MLBackend
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        """Answer ``/health`` (and ``/``), ``/versions``."""
        path = self.path.split("?")[0].rstrip("/")
        if path in ("", "/health"):
            self._answer({"status": "UP", "model_class": "yusuan"})
        elif path == "/versions":
            self._answer({"versions": [self.server.predictor.version]})
        else:
            self._answer({"error": "not found"}, HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """Answer ``/predict`` and ``/setup``; webhooks and training are acknowledged: nothing is trained."""
        path = self.path.split("?")[0].rstrip("/")
        request = self._request()
        if request is None:
            return
        if path == "/predict":
            try:
                self._answer(self.server.predictor(request))
            except ValueError as error:
                self._answer({"error": str(error)}, HTTPStatus.BAD_REQUEST)
            except Exception as error:  # a fault in one text must not end the service
                _log.exception("predict")
                self._answer({"error": type(error).__name__}, HTTPStatus.INTERNAL_SERVER_ERROR)
        elif path == "/setup":
            self._answer({"model_version": self.server.predictor.version})
        elif path in ("/webhook", "/train", "/validate", "/duplicate_model", "/delete"):
            self._answer({"status": "ok"})
        else:
            self._answer({"error": "not found"}, HTTPStatus.NOT_FOUND)

    def _request(self) -> dict[str, Any] | None:
        written = self.headers.get("Content-Length", "")
        if not written.isdecimal():
            self.close_connection = True
            self._answer({"error": "no content length"}, HTTPStatus.LENGTH_REQUIRED)
            return None
        if int(written) > _MAX_BODY:
            self.close_connection = True
            self._answer({"error": "too large"}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return None
        try:
            value = json.loads(self.rfile.read(int(written)) or b"{}")
        except ValueError:
            value = None
        if not isinstance(value, dict):
            self._answer({"error": "not a JSON object"}, HTTPStatus.BAD_REQUEST)
            return None
        return value

    def _answer(self, value: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> None:
        body = json.dumps(value, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Log the request line; bodies hold people's texts and Label Studio's token."""
        _log.debug(format, *args)


class MLBackend(ThreadingHTTPServer):
    """The service; ``port`` 0 takes a free one, which ``server_port`` tells.

    >>> with MLBackend(port=0) as backend:
    ...     backend.server_address[0]
    '127.0.0.1'
    """

    daemon_threads = True

    def __init__(self, host: str = "127.0.0.1", port: int = 9090, predictor: Predictor = Predictor()) -> None:
        self.predictor = predictor
        super().__init__((host, port), _Handler)
