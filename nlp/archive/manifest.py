"""The manifest: which files make up a store. It is replaced as the last step of a run, in one go."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from nlp.archive import files
from nlp.archive.entries import Entry, entry_of, lines
from nlp.archive.errors import StoreError
from nlp.archive.layout import DATASETS, LAYOUT_VERSION
from nlp.archive.parts import WORK, Part

NAME: Final = "manifest.json"
_FORMAT: Final = "yusuan-archive"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A finished store: its inputs' file and digest, its counts and its parts."""

    inputs: str
    inputs_sha256: str
    documents: int
    failures: int
    parts: tuple[Part, ...]

    def paths(self, store: Path, dataset: str) -> list[Path]:
        """Return the files of a data set."""
        return [store / part.path for part in self.parts if part.dataset == dataset]


def read_manifest(store: Path) -> Manifest | None:
    """Return a store's manifest, ``None`` where no run has finished.

    Raises:
        StoreError: if the folder holds something else.
    """
    path = store / NAME
    try:
        made: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if made.pop("format") != _FORMAT or made.pop("layout") > LAYOUT_VERSION:
            raise ValueError("another format")
        parts = tuple(Part(**part) for part in made.pop("parts"))
        manifest = Manifest(parts=parts, **made)
        # A store may come from elsewhere: its files are its own.
        if not all(_own(name) for name in (manifest.inputs, *(part.path for part in parts))):
            raise ValueError("a file outside the store")
        return manifest
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(
            f"无法读取 {path}：不是本版本的存储清单。请换一个位置，或升级 yusuan。",
            f"cannot read {path}: no manifest of this version; choose another place or upgrade yusuan",
        ) from error


def _own(name: str) -> bool:
    """Tell whether a name stays in the store.

    >>> _own("documents/year=2025/part-0.parquet"), _own("../x"), _own("/x")
    (True, False, False)
    """
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return bool(parts) and ".." not in parts and parts[0] != "/" and ":" not in parts[0]


def finished(store: Path) -> Manifest:
    """Return the manifest of a store that can be queried.

    Raises:
        StoreError: if there is none.
    """
    made = read_manifest(store)
    if made is None:
        if (store / WORK).is_dir():
            raise StoreError(
                f"{store} 尚未完成：请再运行 yusuan archive，把它做完。",
                f"{store} is not finished; run yusuan archive again to finish it",
            )
        raise StoreError(
            f"{store} 不是存储：请给出 yusuan archive --out 写的文件夹。",
            f"{store} is no store; give the folder that yusuan archive --out wrote",
        )
    return made


def read_entries(store: Path, manifest: Manifest | None) -> list[Entry]:
    """Return what a store holds of its inputs; nothing where there is no manifest."""
    if manifest is None:
        return []
    with (store / manifest.inputs).open(encoding="utf-8") as stream:
        return [entry_of(line) for line in stream]


def digest_of(entries: list[Entry]) -> str:
    """Return the digest of a store's inputs and of all that their results depend on."""
    return files.sha256_text(str(LAYOUT_VERSION), *lines(entries))


def write_manifest(store: Path, entries: list[Entry], parts: list[Part]) -> Manifest:
    """Write the inputs' file, then the manifest that names it. Raises OSError."""
    digest = digest_of(entries)
    inputs = f"{WORK}/inputs-{digest[:16]}.jsonl"
    files.write(store / inputs, "".join(lines(entries)).encode(), sync=True)
    failures = sum(each.problem is not None for each in entries)
    ordered = tuple(sorted(parts, key=lambda part: (list(DATASETS).index(part.dataset), part.path)))
    made = Manifest(inputs, digest, len(entries) - failures, failures, ordered)
    body = {"format": _FORMAT, "layout": LAYOUT_VERSION, **asdict(made)}
    files.write(store / NAME, (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode(), sync=True)
    for path in (store / WORK).glob("inputs-*.jsonl"):
        if path != store / inputs:
            with suppress(OSError):
                path.unlink()
    return made
