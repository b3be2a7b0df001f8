"""The label scheme, read from annotations/labels.yaml: what every label means and how it is shown."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Final

import yaml
from pydantic import Field, ValidationError, model_validator

from nlp.config import ConfigModel
from nlp.errors import ConfigError

Text = Annotated[str, Field(min_length=1)]
_Loc = tuple[str | int, ...]


class Bilingual(ConfigModel):
    """The same words in Chinese and English."""

    zh: Text
    en: Text


class LabelInfo(Bilingual):
    """One label: ``name`` in data, ``zh`` and ``en`` for people; ``colour`` is #rrggbb."""

    name: Annotated[str, Field(pattern=r"^[A-Z]+(?:_[A-Z]+)*$")]
    type: Text
    meaning: Bilingual
    borders: Bilingual
    colour: Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
    hotkey: Annotated[str, Field(pattern=r"^[0-9a-z]$")]


class NoLabel(Bilingual):
    """A kind of thing that looks like a label of ``type`` and is none."""

    name: Text
    type: Text


class LabelScheme(ConfigModel):
    """The whole scheme; names, hotkeys and colours are unique, every type is declared."""

    version: Annotated[int, Field(ge=1)]
    types: dict[str, Bilingual]
    labels: Annotated[tuple[LabelInfo, ...], Field(min_length=1)]
    no_label: tuple[NoLabel, ...]

    @model_validator(mode="after")
    def _consistent(self) -> LabelScheme:
        for key in ("name", "hotkey", "colour", "zh", "en"):
            seen: set[str] = set()
            for label in self.labels:
                value = getattr(label, key)
                if value in seen:
                    raise ValueError(f"two labels have the {key} {value!r}")
                seen.add(value)
        used = [(label.name, label.type) for label in self.labels]
        used += [(none.name, none.type) for none in self.no_label]
        for name, kind in used:
            if kind not in self.types:
                raise ValueError(f"{name}: no type {kind!r} among {', '.join(self.types)}")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the labels, in order."""
        return tuple(label.name for label in self.labels)

    def of_type(self, kind: str) -> tuple[LabelInfo, ...]:
        """Return the labels of a type, in order."""
        return tuple(label for label in self.labels if label.type == kind)

    def __getitem__(self, name: str) -> LabelInfo:
        """Return the label called ``name``. Raises KeyError."""
        for label in self.labels:
            if label.name == name:
                return label
        raise KeyError(name)


#: The scheme's file, below the source tree or, in an installed package, beside the configurations.
SCHEME_FILE: Final = "labels.yaml"


def scheme_path() -> Path:
    """Return the scheme's file: in an installed package, else in the source tree."""
    package = Path(__file__).resolve().parent.parent
    packaged = package / "_annotations" / SCHEME_FILE
    return packaged if packaged.is_file() else package.parent / "annotations" / SCHEME_FILE


def _line_of(node: yaml.Node | None, loc: _Loc) -> int:
    """Return the 1-based line of the deepest node on the way along ``loc``."""
    line = 1
    for part in loc:
        if node is None:
            break
        following: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(part):
                    line, following = key.start_mark.line + 1, value
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            following = node.value[part]
            line = following.start_mark.line + 1
        node = following
    return line


def _refuse(name: str, line: int, detail: str) -> ConfigError:
    return ConfigError(
        f"{name} 第 {line} 行不是合法的标签体系：{detail}。",
        f"{name}, line {line}: not a label scheme: {detail}",
    )


def load_scheme(path: Path) -> LabelScheme:
    """Read and validate a scheme's file.

    Raises:
        ConfigError: naming file and line, if the file is missing, is no YAML, or does not fit.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"无法读取标签体系 {path.name}：{error.strerror}。", f"cannot read {path.name}: {error.strerror}"
        ) from error
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _refuse(path.name, line, error.problem or "not YAML") from error
    except yaml.YAMLError as error:
        raise _refuse(path.name, 1, str(error)) from error
    try:
        return LabelScheme.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        dotted = ".".join(str(part) for part in first["loc"])
        detail = f"{dotted}: {first['msg']}" if dotted else first["msg"]
        raise _refuse(path.name, _line_of(node, tuple(first["loc"])), detail) from error


@cache
def scheme() -> LabelScheme:
    """Return the project's scheme, read once. Errors as in :func:`load_scheme`.

    >>> scheme()["BODY"].zh
    '实施主体'
    """
    return load_scheme(scheme_path())
