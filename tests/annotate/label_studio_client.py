"""A Label Studio server of our own for one test, and the few calls of its API that we need."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, Request, build_opener

EMAIL, PASSWORD = "annotator@example.com", "an-annotator-of-the-tests"
_START_SECONDS = 240


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Client:
    """A signed-in user; legacy tokens are off by default, so it uses the session like a browser."""

    base: str
    jar: CookieJar = field(default_factory=CookieJar)

    def __post_init__(self) -> None:
        self.opener: OpenerDirector = build_opener(ProxyHandler({}), HTTPCookieProcessor(self.jar))

    def _csrf(self) -> str:
        return next((cookie.value or "" for cookie in self.jar if cookie.name == "csrftoken"), "")

    def send(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> bytes:
        headers = {"Referer": self.base + path, "X-CSRFToken": self._csrf()}
        if kind:
            headers["Content-Type"] = kind
        request = Request(self.base + path, data=body, headers=headers, method=method)
        try:
            with self.opener.open(request, timeout=120) as answer:
                data: bytes = answer.read()
                return data
        except HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.code} {error.read()[:2000]!r}") from error

    def api(self, method: str, path: str, value: object = None) -> Any:
        body = None if value is None else json.dumps(value).encode()
        answer = self.send(method, path, body, "application/json")
        return json.loads(answer) if answer else None

    def sign_in(self) -> None:
        self.send("GET", "/user/login/")
        form = {"email": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": self._csrf()}
        self.send("POST", "/user/login/", urlencode(form).encode(), "application/x-www-form-urlencoded")
        assert self.api("GET", "/api/current-user/whoami")["email"] == EMAIL


@contextmanager
def server(binary: str, folder: Path) -> Iterator[Client]:
    """Start a server with an empty SQLite database under ``folder``, give a signed-in client, end it."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "LATEST_VERSION_CHECK": "False",  # without these two it waits for the network
        "COLLECT_ANALYTICS": "False",
        # It asks no service on its own machine, and ours is one; other private networks stay banned.
        "USE_DEFAULT_BANNED_SUBNETS": "False",
        "USER_ADDITIONAL_BANNED_SUBNETS": "10.0.0.0/8,169.254.0.0/16,172.16.0.0/12,192.168.0.0/16",
        "LABEL_STUDIO_BASE_DATA_DIR": str(folder),
        "LABEL_STUDIO_HOST": base,
        "DJANGO_DB": "sqlite",
        "HOME": str(folder),
    }
    command = [binary, "start", "--no-browser", "--port", str(port), "--internal-host", "127.0.0.1"]
    command += ["--data-dir", str(folder), "--username", EMAIL, "--password", PASSWORD]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            client = Client(base)
            _wait(client, process, folder / "server.log")
            client.sign_in()
            yield client
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(client: Client, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text(errors="replace")[-3000:]
        try:
            client.send("GET", "/health")
            return
        except (URLError, AssertionError, OSError):
            time.sleep(1)
    raise AssertionError(f"no answer: {log.read_text(errors='replace')[-3000:]}")
