"""What the limits hold: a file through all rooms, in a child process."""

from __future__ import annotations

from pathlib import Path


def load() -> None:
    """Load what :func:`whole` needs."""
    from nlp.pipeline import language

    language()
    import nlp.fields
    import nlp.reconcile
    import nlp.serialise  # noqa: F401


def whole(path: Path) -> int:
    """Take a file through all rooms; return the length of its text."""
    from nlp.pipeline import process

    return len(process(path).document.text)
