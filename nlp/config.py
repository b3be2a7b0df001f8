"""Load the domain's data from configs/*.toml, validated; errors name file, line and nearest known key."""

from __future__ import annotations

import difflib
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from nlp.errors import ConfigError


class ConfigModel(BaseModel):
    """Base of every configuration schema: immutable, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


M = TypeVar("M", bound=BaseModel)

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+|\"[^\"]+\"|'[^']+')\s*=")
_Loc = tuple[str | int, ...]


def config_dir() -> Path:
    """Return the folder of the configuration files: in an installed package, else in the source tree."""
    here = Path(__file__).resolve().parent
    packaged = here / "_configs"
    return packaged if packaged.is_dir() else here.parent / "configs"


def _line_table(text: str) -> dict[_Loc, int]:
    """Map the path of every table header and key to its 1-based line."""
    lines: dict[_Loc, int] = {}
    prefix: _Loc = ()
    counts: dict[_Loc, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            names = [part.strip().strip("\"'") for part in header[2].split(".")]
            path: _Loc = ()
            for name in names[:-1]:
                path = (*path, name)
                if path in counts:
                    path = (*path, counts[path])
            path = (*path, names[-1])
            if header[1] == "[[":
                counts[path] = counts.get(path, -1) + 1
                path = (*path, counts[path])
            prefix = path
            lines[path] = number
        elif key := _KEY.match(line):
            lines[(*prefix, key[1].strip("\"'"))] = number
    return lines


def _line_of(loc: _Loc, table: dict[_Loc, int]) -> int:
    """Return the line of the longest known beginning of ``loc``; 1 when nothing of it is known."""
    for length in range(len(loc), 0, -1):
        if loc[:length] in table:
            return table[loc[:length]]
    return 1


def _known_keys(model: type[BaseModel]) -> set[str]:
    """Return every key that the schema knows, nested ones included, for a suggestion."""
    keys: set[str] = set()
    for definition in [model.model_json_schema(), *model.model_json_schema().get("$defs", {}).values()]:
        keys.update(definition.get("properties", {}))
    return keys


def load_file(path: Path, model: type[M]) -> M:
    """Read and validate one TOML file.

    Raises:
        ConfigError: if the file is missing, is no TOML, or does not fit ``model``.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"无法读取配置文件 {path.name}：{error.strerror}。请重新安装 yusuan，或恢复该文件。",
            f"cannot read configuration file {path.name}: {error.strerror}; reinstall yusuan or restore it",
        ) from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"{path.name} 不是合法的 TOML：{error}。", f"{path.name} is not valid TOML: {error}"
        ) from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        loc = tuple(first["loc"])
        line = _line_of(loc, _line_table(text))
        dotted = ".".join(str(part) for part in loc)
        hint_zh = hint_en = ""
        if first["type"] == "extra_forbidden":
            near = difflib.get_close_matches(str(loc[-1]), sorted(_known_keys(model)), n=1, cutoff=0.5)
            if near:
                hint_zh, hint_en = f"是否想写 {near[0]}？", f"; did you mean {near[0]}?"
        raise ConfigError(
            f"{path.name} 第 {line} 行 {dotted}：{first['msg']}。{hint_zh}",
            f"{path.name}, line {line}, {dotted}: {first['msg']}{hint_en}",
        ) from error


@cache
def _load(name: str, model: type[BaseModel]) -> BaseModel:
    return load_file(config_dir() / f"{name}.toml", model)


def load(name: str, model: type[M]) -> M:
    """Load ``configs/NAME.toml`` once, validated by ``model``. Errors as in :func:`load_file`."""
    return cast("M", _load(name, model))
