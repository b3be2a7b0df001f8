"""Licences of the installed dependencies, as a table: ``python scripts/licences.py > docs/licences.md``.

Read from the packages' own metadata (License-Expression, License, classifiers), without network; ``--sbom``
writes a software bill of materials in CycloneDX 1.6 JSON instead.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from typing import Any, Final

OWN: Final = "yusuan"
#: Copyleft beyond the library itself: nothing that is installed may have one of these.
REFUSED: Final = re.compile(r"\b(?:AGPL|GPL|SSPL|BUSL|CC-BY-NC)", re.IGNORECASE)
_LESSER: Final = re.compile(r"\bLGPL|Lesser General", re.IGNORECASE)


def canonical(name: str) -> str:
    """Return a package's name as indexes write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def installed() -> dict[str, Distribution]:
    """Return the installed packages by name, ours left out."""
    found = {canonical(each.metadata["Name"]): each for each in distributions() if each.metadata["Name"]}
    found.pop(OWN, None)
    return dict(sorted(found.items()))


def licence(package: Distribution) -> str:
    """Return what a package's metadata says of its licence, shortest form first."""
    data = package.metadata
    if expression := " ".join(data.get_all("License-Expression") or ()):
        return " ".join(expression.split())
    named = [
        each.rpartition(" :: ")[2]
        for each in data.get_all("Classifier") or ()
        if each.startswith("License ::")
    ]
    named = [each for each in named if each != "OSI Approved"]
    if named:
        return ", ".join(named)
    first = "\n".join(data.get_all("License") or ()).strip().split("\n")[0]
    return first[:60] or "not stated"


def page(packages: dict[str, Distribution]) -> Iterator[str]:
    """Yield the lines of docs/licences.md."""
    yield "# Licences"
    yield ""
    yield "What the development environment of constraints.txt installs, extras included, by the packages'"
    yield "own metadata. Written by `python scripts/licences.py > docs/licences.md`; none is part of this project."  # noqa: E501
    yield ""
    yield "| package | version | licence |"
    yield "| --- | --- | --- |"
    for name, package in packages.items():
        yield f"| {name} | {package.version} | {licence(package).replace('|', '/')} |"


def bill(packages: dict[str, Distribution]) -> dict[str, Any]:
    """Return the bill of materials; the same packages give the same bytes."""
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{package.version}",
            "name": name,
            "version": package.version,
            "purl": f"pkg:pypi/{name}@{package.version}",
            "licenses": [{"license": {"name": licence(package)}}],
        }
        for name, package in packages.items()
    ]
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": components}


def main(arguments: list[str]) -> int:
    """Run the command; the status is 1 where a licence is refused."""
    packages = installed()
    if "--sbom" in arguments:
        print(json.dumps(bill(packages), ensure_ascii=False, indent=1))
    else:
        print("\n".join(page(packages)))
    refused = [
        name
        for name, each in packages.items()
        if REFUSED.search(licence(each)) and not _LESSER.search(licence(each))
    ]
    for name in refused:
        print(f"{name}: {licence(packages[name])}", file=sys.stderr)
    return int(bool(refused))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
