"""The list of licences is that of what is installed and allowed, and the bill of materials is well formed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "licences.py"


def test_no_licence_is_refused_and_every_package_is_in_the_bill() -> None:
    done = subprocess.run([sys.executable, SCRIPT, "--sbom"], capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    bill = json.loads(done.stdout)
    assert bill["bomFormat"] == "CycloneDX"
    assert {"spacy", "selectolax", "pypdfium2", "pydantic"} <= {each["name"] for each in bill["components"]}
    assert all(each["licenses"][0]["license"]["name"] for each in bill["components"])
