"""What a result depends on besides the document: the program, its data, its libraries and the model.

A digest over the bytes of these, so that a result of other rules is never taken for one of these. There are
two: reading and tagging depend on less than the whole, and stay when only later rooms change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

import nlp
from nlp.archive.files import sha256_text
from nlp.config import config_dir
from nlp.tagger import TaggerName

#: Rooms and modules that only what comes after tagging depends on.
_LATER: Final = frozenset({"fields", "reconcile", "schema.py", "serialise.py"})
#: Those that no result depends on.
_OUTSIDE: Final = frozenset(
    {"archive", "cli", "annotate", "mutate", "isolate.py", "isolate_child.py", "report"}
)
#: configs/ files of the later rooms; any other counts for both digests.
LATER_CONFIGS: Final = frozenset({"issuers.toml", "measures.toml", "rules.toml", "subjects.toml"})
#: Libraries whose version may change what is read.
_LIBRARIES: Final = (
    "cn2an",
    "jieba",
    "onnxruntime",
    "openpyxl",
    "pypdfium2",
    "rapidocr",
    "selectolax",
    "spacy",
    "xlrd",
)


@dataclass(frozen=True, slots=True)
class Versions:
    """Digests: of all that ``tagged`` results (outline and spans) and whole ``records`` depend on."""

    tagged: str
    records: str


def versions(tagger: TaggerName = "rules", model: Path | None = None) -> Versions:
    """Return the digests of the program as it is installed, and of the tagger that is chosen."""
    package = Path(nlp.__file__).parent
    first = [nlp.__version__, tagger, *_libraries()]
    later: list[str] = []
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package)
        if name.parts[0] not in _OUTSIDE:
            (later if name.parts[0] in _LATER else first).append(_line(name.as_posix(), path))
    for path in sorted(config_dir().iterdir()):
        if path.is_file():
            (later if path.name in LATER_CONFIGS else first).append(_line(f"configs/{path.name}", path))
    if tagger != "rules":
        first.extend(_model(model))
    tagged = sha256_text(*first)
    return Versions(tagged, sha256_text(tagged, *later))


def _line(name: str, path: Path) -> str:
    return f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}"


def _libraries() -> Iterator[str]:
    for name in _LIBRARIES:
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"{name} -"


def _model(folder: Path | None) -> Iterator[str]:
    from nlp.tagger.model.folder import model_dir

    for path in sorted((folder or model_dir()).iterdir()):
        if path.is_file():
            yield _line(f"model/{path.name}", path)
