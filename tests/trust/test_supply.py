"""Dependencies: pinned, none with a fault that is mended, none under a licence that binds users."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "licences.py"
#: Extras that the tested environment leaves out.
_NOT_PINNED = {"ocr", "ray"}


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _lines() -> list[str]:
    written = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in written if line and not line.startswith("#")]


def _pins() -> dict[str, str]:
    return {_canonical(name): version for name, _, version in (line.partition("==") for line in _lines())}


def test_every_dependency_is_pinned() -> None:
    assert [line for line in _lines() if not re.fullmatch(r"[\w.-]+==[\w.!+-]+", line)] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [
        *project["dependencies"],
        *(each for name in extras if name not in _NOT_PINNED for each in extras[name]),
    ]
    names = {_canonical(re.split(r"[\s\[<>=!~;]", each)[0]) for each in wanted}
    assert names - set(_pins()) == set()


def test_no_pin_is_below_the_version_that_mends_a_published_fault() -> None:
    version = pytest.importorskip("packaging.version").Version
    told = tomllib.loads((ROOT / "scripts" / "advisories.toml").read_text(encoding="utf-8"))["advisory"]
    pins = _pins()
    assert {each["package"] for each in told} & set(pins)
    for each in told:
        if pinned := pins.get(each["package"]):
            assert version(pinned) >= version(each["fixed"]), f"{each['package']} {pinned}: {each['id']}"


def test_the_list_of_advisories_says_when_it_was_read_and_how_to_refresh_it() -> None:
    written = (ROOT / "scripts" / "advisories.toml").read_text(encoding="utf-8")
    assert "pip-audit --no-deps -r constraints.txt" in written
    assert str(tomllib.loads(written)["read"]) in (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("licences", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize(
    ("licence", "status"), [("AGPL-3.0-only", 1), ("GPL-2.0", 1), ("LGPL-2.1", 0), ("MIT", 0)]
)
def test_a_licence_that_binds_users_is_refused(
    licence: str, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = _Metadata(licence)
    script = _script()
    monkeypatch.setattr(script, "installed", lambda: {"x": SimpleNamespace(metadata=data, version="1")})
    assert script.main([]) == status
    assert ("x: " in capsys.readouterr().err) == bool(status)


class _Metadata:
    """A package's metadata that states its licence."""

    def __init__(self, licence: str) -> None:
        self._licence = licence

    def get_all(self, name: str) -> list[str] | None:
        """Return what stands in a field."""
        return [self._licence] if name == "License-Expression" else None


def test_no_licence_is_refused_and_every_package_is_in_the_bill() -> None:
    done = subprocess.run([sys.executable, SCRIPT, "--sbom"], capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    bill = json.loads(done.stdout)
    assert bill["bomFormat"] == "CycloneDX"
    assert {"spacy", "selectolax", "pypdfium2", "pydantic"} <= {each["name"] for each in bill["components"]}
    assert all(each["licenses"][0]["license"]["name"] for each in bill["components"])
