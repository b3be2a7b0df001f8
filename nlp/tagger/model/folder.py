"""Where a shipped model lies; nothing heavy is imported to know that."""

from __future__ import annotations

from pathlib import Path
from typing import Final

#: The model that is shipped.
NAME: Final = "yusuan-tagger"


def model_dir(name: str = NAME) -> Path:
    """Return the folder of a shipped model: in an installed package, else in the source tree."""
    package = Path(__file__).resolve().parents[2]
    packaged = package / "_models" / name
    return packaged if packaged.is_dir() else package.parent / "models" / name
