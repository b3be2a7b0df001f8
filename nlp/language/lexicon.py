"""The domain's words for the segmenter, from configs/lexicon.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from nlp.config import ConfigModel, load, load_file

#: What jieba takes as one block; a word with any other character in it never reaches its dictionary.
_BLOCK = re.compile(r"[\u4E00-\u9FD5A-Za-z0-9+#&._%-]+")
#: Marks that documents write in either width, or as typewriter quotes, without another meaning.
_WIDTHS = (
    "（(", "）)", "“”\"＂", "‘’'＇", "：:", "，,", "；;", "／/", "－-",
)  # fmt: skip


class FunctionalClass(ConfigModel):
    """A 类 of the functional classification with the names of its 款 (groups) and 项 (items)."""

    code: str = Field(pattern=r"^2\d\d$")
    name: str = Field(min_length=1)
    groups: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


class EconomicClass(ConfigModel):
    """A 类 of the economic classification with the names of its 款 (items)."""

    code: str = Field(pattern=r"^[35]\d\d$")
    name: str = Field(min_length=1)
    items: tuple[str, ...] = ()


class WordGroup(ConfigModel):
    """Words of one kind that share a frequency."""

    kind: str
    frequency: int = Field(gt=0)
    words: tuple[str, ...]


class LexiconConfig(ConfigModel):
    """The schema of configs/lexicon.toml."""

    classification_frequency: int = Field(default=2000, gt=0)
    functional: tuple[FunctionalClass, ...] = ()
    economic: tuple[EconomicClass, ...] = ()
    words: tuple[WordGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with frequencies, for the dictionary, and phrases with punctuation, matched as they stand."""

    words: tuple[tuple[str, int], ...] = ()
    phrases: tuple[str, ...] = ()


def compile_lexicon(config: LexiconConfig) -> Lexicon:
    """Flatten a configuration; a word listed twice keeps its largest frequency.

    >>> config = LexiconConfig.model_validate({"words": [
    ...     {"kind": "demo", "frequency": 9, "words": ["季度执行率", "维修（护）费"]}]})
    >>> compile_lexicon(config)
    Lexicon(words=(('季度执行率', 9),), phrases=('维修（护）费',))
    """
    frequencies: dict[str, int] = {}
    names = [name for entry in config.functional for name in (entry.name, *entry.groups, *entry.items)]
    names += [name for entry in config.economic for name in (entry.name, *entry.items)]
    for name in names:
        frequencies[name] = config.classification_frequency
    for group in config.words:
        for word in group.words:
            frequencies[word] = max(group.frequency, frequencies.get(word, 0))
    return Lexicon(
        words=tuple(item for item in frequencies.items() if _BLOCK.fullmatch(item[0])),
        phrases=tuple(word for word in frequencies if not _BLOCK.fullmatch(word)),
    )


def load_lexicon(name: str) -> Lexicon:
    """Load ``configs/NAME.toml``, or the file that ``name`` is the path of when it ends in ".toml".

    Raises:
        ConfigError: if the file is missing or does not fit :class:`LexiconConfig`.

    >>> lexicon = load_lexicon("lexicon")
    >>> "维修（护）费" in lexicon.phrases and "科学技术支出" in dict(lexicon.words)
    True
    """
    if name.endswith(".toml"):
        return compile_lexicon(load_file(Path(name), LexiconConfig))
    return compile_lexicon(load(name, LexiconConfig))


def phrase_pattern(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return a pattern for any of the phrases, the longest first, with brackets and quotes of any width.

    >>> pattern = phrase_pattern(("维修（护）费",))
    >>> bool(pattern and pattern.fullmatch("维修(护)费"))
    True
    >>> phrase_pattern(()) is None
    True
    """
    if not phrases:
        return None
    variants = {char: f"[{re.escape(widths)}]" for widths in _WIDTHS for char in widths}
    alternatives = (
        "".join(variants.get(char) or re.escape(char) for char in phrase)
        for phrase in sorted(phrases, key=len, reverse=True)
    )
    return re.compile("|".join(alternatives))
