"""The words of a narrative section's heading: which kind of section they open.

A heading is composed of the words of configs/headings.toml, so that one nobody listed is known too:
项目立项政策依据, 资金来源及构成, 2024年度项目实施进度安排.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from nlp.outline.headings import heading_config, squeeze

#: A longer one is a sentence.
MAX_HEADING: Final = 24
_LONGEST_QUESTION: Final = 12
_PLAIN: Final = re.compile(r"[\u4e00-\u9fff]+")
_YEAR: Final = r"20\d\d年度?"
#: 年度预算安排（万元）, 资金来源（单位：元）
_REMARK: Final = r"(?:[（(\[](?![不仅非])[^（()）]{1,14}[)）\]])?"
#: 关于期限：, 周期部分。
_ABOUT: Final = r"关于([\u4e00-\u9fff]{2,10})|([\u4e00-\u9fff]{2,10})(?:部分|方面)"
_JOIN: Final = "(?:以及|及其|及|和|与|、|/|／)"


@dataclass(frozen=True, slots=True)
class HeadingKind:
    """The kind of section; ``weak`` where the words alone are as often a part's own label (时间, 目标)."""

    kind: str
    weak: bool = False


def _any(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, ordered)) + ")" if ordered else r"(?!)"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Return (kind, pattern of its own words, pattern of its weak words) in the order of the kinds' rank."""
    config = heading_config()
    front = f"(?:{_any(config.section_words.before)}|{_YEAR})"
    behind = f"{_any(config.section_words.after)}{{0,2}}"
    made = []
    for rule in config.narrative_section:
        own = rf"{front}*{_any(rule.before)}(?:{front}|{_any(rule.before)})*{_any(rule.words)}{{1,2}}"
        named = f"{front}*{_any(rule.names)}"
        fronted = f"{front}+{_any(rule.weak)}"
        strong = re.compile(f"(?:{own}|{named}|{fronted}){behind}")
        made.append((rule.kind, strong, re.compile(f"{_any(rule.weak)}{behind}")))
    return tuple(made)


@cache
def _companion() -> re.Pattern[str]:
    config = heading_config()
    words = [word for rule in config.narrative_section for word in (*rule.words, *rule.names, *rule.weak)]
    front = f"(?:{_any(config.section_words.before)}|{_YEAR})"
    return re.compile(
        f"{front}*{_any((*config.section_words.companions, *words))}{_any(config.section_words.after)}?"
    )


@lru_cache(maxsize=4096)
def heading_kind(words: str) -> HeadingKind | None:
    """Return the kind of section that ``words`` are the whole heading of, ``None`` if they are none.

    >>> heading_kind("立项政策依据"), heading_kind("资金来源及构成")
    (HeadingKind(kind='legal_basis', weak=False), HeadingKind(kind='annual_budget', weak=False))
    >>> heading_kind("项目背景和必要性"), heading_kind("时间")
    (HeadingKind(kind='overview', weak=False), HeadingKind(kind='schedule', weak=True))
    >>> heading_kind("由谁来建"), heading_kind("实施主体由某中心担任")
    (HeadingKind(kind='implementing_body', weak=False), None)
    """
    bare = re.sub(_REMARK + "$", "", squeeze(words).strip('“”"*_'))
    if not 2 <= len(bare) <= MAX_HEADING:
        return None
    if (told := re.fullmatch(_ABOUT, bare)) and (kind := heading_kind(told[1] or told[2])):
        return HeadingKind(kind.kind)
    if whole := _of_part(bare) or _asked(bare):
        return whole
    pieces = re.split(_JOIN, bare)
    if len(pieces) == 1 or not all(pieces):
        return None
    kinds = [_of_part(piece) for piece in pieces]
    if not all(kind or _companion().fullmatch(piece) for kind, piece in zip(kinds, pieces, strict=True)):
        return None
    rank = {kind: index for index, (kind, _, _) in enumerate(_patterns())}
    known = min((k.kind for k in kinds if k), key=rank.__getitem__, default=None)
    return HeadingKind(known) if known else None


def is_indicator_head(words: str) -> bool:
    """Tell whether words head a column of a table of performance indicators.

    >>> is_indicator_head("年度 指标值"), is_indicator_head("实际支出")
    (True, False)
    """
    heads = _any(heading_config().section_words.indicator_heads)
    front = f"(?:年度|年初|全年|计划|预期|实际|自评|{_YEAR})*"
    return re.fullmatch(f"{front}{heads}{_REMARK}", squeeze(words)) is not None


def _asked(words: str) -> HeadingKind | None:
    """Return the kind of section that a question is the heading of: 由谁来建, 钱从哪里来."""
    if len(words) > _LONGEST_QUESTION or not _PLAIN.fullmatch(words):
        return None
    for rule in heading_config().question:
        about = not rule.about or any(word in words for word in rule.about)
        if about and any(word in words for word in rule.asking):
            return HeadingKind(rule.kind, rule.weak)
    return None


def _of_part(words: str) -> HeadingKind | None:
    for kind, strong, _ in _patterns():
        if strong.fullmatch(words):
            return HeadingKind(kind)
    return next(
        (HeadingKind(kind, weak=True) for kind, _, weak in _patterns() if weak.fullmatch(words)), None
    )
