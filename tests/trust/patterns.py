"""Every regular expression that the package compiles, as JSON: ``python -m tests.trust.patterns``."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Callable
from typing import Any, Final

_PACKAGE: Final = "/nlp/"


def collect(work: Callable[[], object]) -> dict[tuple[str, int, bool], str]:
    """Return what ``work`` compiles: pattern, flags, whether it is of bytes → where it is compiled."""
    found: dict[tuple[str, int, bool], str] = {}
    compiles: Callable[..., Any] = re._compile  # type: ignore[attr-defined]

    def noting(pattern: Any, flags: Any) -> Any:
        made = compiles(pattern, flags)
        frame = sys._getframe(2)
        name = frame.f_code.co_filename.replace("\\", "/")
        if _PACKAGE in name and "site-packages" not in name:
            is_bytes = isinstance(made.pattern, bytes)
            text = made.pattern.decode("latin-1") if is_bytes else made.pattern
            found.setdefault((text, made.flags, is_bytes), f"{name.rpartition(_PACKAGE)[2]}:{frame.f_lineno}")
        return made

    re._compile = noting  # type: ignore[attr-defined]
    try:
        work()
    finally:
        re._compile = compiles  # type: ignore[attr-defined]
    return found


def _everything() -> None:
    """Import the package and take inputs through its doors, which compile patterns of configurations."""
    import nlp

    for module in pkgutil.walk_packages(nlp.__path__, "nlp."):
        if not module.name.endswith("__main__"):
            try:
                importlib.import_module(module.name)
            except ImportError:  # an extra that is not installed
                continue
    from tests.fuzz.targets import TARGETS
    from tests.fuzz.trial import trial

    for name, target in TARGETS.items():
        if name not in ("xls", "docbin"):
            trial(target, 30, 5)


if __name__ == "__main__":
    print(json.dumps([[*key, where] for key, where in collect(_everything).items()]))
