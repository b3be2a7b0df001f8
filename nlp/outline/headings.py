"""The grammar of headings: numbering, and the heading words of configs/headings.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from pydantic import Field, model_validator

from nlp.config import ConfigModel, load
from nlp.document import Document
from nlp.values.kept import kept

_CN: Final = "一二三四五六七八九十百零〇"
#: 甲、乙、丙: the heavenly stems as numbers.
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
#: (style, pattern): the ways in which Chinese official writing numbers its parts (GB/T 9704-2012 7.3.3,
#: plus the habits of typists).
_NUMBERINGS: Final = (
    ("part", re.compile(rf"第[{_CN}\d]{{1,3}}[部章节条]分?[\s、：:.．]*")),
    ("cn", re.compile(rf"[{_CN}]{{1,4}}\s*[、.．,，]\s*")),
    ("cn-bracket", re.compile(rf"[（(]\s*[{_CN}]{{1,4}}\s*[)）]\s*[、.．]?\s*")),
    ("digit-bracket", re.compile(r"[（(]\s*\d{1,3}\s*[)）]\s*[、.．]?\s*")),
    ("digit-half-bracket", re.compile(r"\d{1,3}\s*[)）]\s*")),
    ("digit", re.compile(r"\d{1,3}\s*(?:[、．]|\.(?!\d))\s*")),
    ("circled", re.compile(r"[①-⑳]\s*")),
    ("stem", re.compile(rf"[{_STEMS}]\s*[、.．]\s*")),
)
#: 附件：, 附表2：, 附1. in front of what a heading says.
_ATTACHED: Final = re.compile(r"\s*附(?:件|表|录)?\s*[\d一二三四五六七八九十]{0,3}\s*[：:、.．]\s*")
_OUTER_MARKS: Final = re.compile(r"^[【\[〔]\s*(.+?)\s*[】\]〕]$")
#: A line of a paragraph, cut by the page's width: 遵循《中华人民共和国政府采购法》的
_PROSE: Final = re.compile(r"[，,《》]|[的和与及了对]$")
_BLANKS: Final = re.compile(r"[\s\u3000]+")


class PartRule(ConfigModel):
    """Which headings open a part of the document of the given kind.

    A composed heading ends with one of ``objects``, any ``topics`` and one of ``closings``.
    """

    kind: str
    exact: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    closings: tuple[str, ...] = ()
    not_ends: tuple[str, ...] = ()
    not_contains: tuple[str, ...] = ()

    def fits(self, title: str) -> bool:
        """Tell whether a heading's words, without blanks, fit."""
        if any(word in title for word in self.not_contains) or title.endswith(self.not_ends or ("\0",)):
            return False
        return (
            title in self.exact
            or title.endswith(self.ends or ("\0",))
            or any(word in title for word in self.contains)
            or self._composed(title)
        )

    def _composed(self, title: str) -> bool:
        if not self.objects:
            return False
        return _composition(self.objects, self.topics, self.closings).search(title) is not None


@cache
def _composition(
    objects: tuple[str, ...], topics: tuple[str, ...], closings: tuple[str, ...]
) -> re.Pattern[str]:
    def one_of(words: tuple[str, ...]) -> str:
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

    return re.compile(f"(?:{one_of(objects)})(?:{one_of(topics)})*+(?:{one_of(closings)})$")


class NarrativeRule(ConfigModel):
    """What the headings of project narratives look like."""

    endings: tuple[str, ...]
    name_tails: dict[str, str] = Field(default_factory=dict)
    not_contains: tuple[str, ...] = ()
    objects: tuple[str, ...]
    kept: tuple[str, ...]
    topics: tuple[str, ...]
    closings: tuple[str, ...]
    accounts_objects: tuple[str, ...]
    accounts_topics: tuple[str, ...]
    accounts_closings: tuple[str, ...]
    evaluations: tuple[str, ...]
    evaluation_closings: tuple[str, ...]
    evaluated_wholes: tuple[str, ...]
    remarks: tuple[str, ...]
    name_closings: tuple[str, ...]
    form_titles: tuple[str, ...]
    name_labels: tuple[str, ...]
    counters: tuple[str, ...]
    doing: tuple[str, ...]
    matters: tuple[str, ...]
    not_names: tuple[str, ...]
    owners: tuple[str, ...]
    bare_endings: tuple[str, ...]


class SectionRule(ConfigModel):
    """The words of one kind of narrative section's headings."""

    kind: str
    before: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


class QuestionRule(ConfigModel):
    """A question that heads a section: it asks by one of ``asking`` about one of ``about``, or anything."""

    kind: str
    asking: tuple[str, ...]
    about: tuple[str, ...] = ()
    weak: bool = False


class SectionWords(ConfigModel):
    """The words that the headings of all kinds of narrative sections share."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    companions: tuple[str, ...]
    indicator_heads: tuple[str, ...]


class HeadingConfig(ConfigModel):
    """configs/headings.toml."""

    part: tuple[PartRule, ...]
    narrative: NarrativeRule
    section_words: SectionWords
    narrative_section: tuple[SectionRule, ...]
    question: tuple[QuestionRule, ...]

    @model_validator(mode="after")
    def _names_are_unique(self) -> HeadingConfig:
        seen: dict[str, str] = {}
        for rule in self.narrative_section:
            for name in (*rule.names, *rule.weak):
                if seen.setdefault(name, rule.kind) != rule.kind:
                    raise ValueError(f"name {name!r} stands under {seen[name]} and {rule.kind}")
        return self


def heading_config() -> HeadingConfig:
    """Return the validated configs/headings.toml."""
    return load("headings", HeadingConfig)


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number before a heading: its style, its value where one is written, and its length."""

    style: str
    value: int | None
    length: int


@kept
def numbering(text: str) -> Numbering | None:
    """Return the number that ``text`` begins with.

    >>> numbering("三、实施主体")
    Numbering(style='cn', value=3, length=2)
    >>> numbering("②立项依据").value, numbering("2024年") is None
    (2, True)
    """
    for style, pattern in _NUMBERINGS:
        if match := pattern.match(text):
            return Numbering(style, _value(match[0]), match.end())
    return None


def _value(written: str) -> int | None:
    if digits := re.search(r"\d+", written):
        return int(digits[0])
    if circled := re.search("[①-⑳]", written):
        return ord(circled[0]) - ord("①") + 1
    if stem := re.search(f"[{_STEMS}]", written):
        return _STEMS.find(stem[0]) + 1
    chinese = re.search(f"[{_CN}]+", written)
    if chinese is None:
        return None
    word = chinese[0]
    if len(word) == 1 or "十" not in word:
        return "零一二三四五六七八九十".find(word[-1])
    tens, _, ones = word.partition("十")
    return 10 * max("零一二三四五六七八九".find(tens), 1 if not tens else 0) + (
        "零一二三四五六七八九".find(ones) if ones else 0
    )


def squeeze(text: str) -> str:
    """Return ``text`` without blanks, so that "目 录" equals "目录"."""
    return _BLANKS.sub("", text)


def unwrap(text: str) -> str:
    """Return the inside of a heading that stands wholly in 【】 or []."""
    match = _OUTER_MARKS.match(text)
    return match[1] if match else text


def detached(line: str) -> str:
    """Return a heading's words behind its number and 附件：.

    >>> detached("第五部分  附件1：重点项目情况"), detached("二、附属设施")
    ('重点项目情况', '附属设施')
    """
    number = numbering(line)
    at = number.length if number else 0
    return unwrap(line[attached_end(line, at) :])


def attached_end(line: str, at: int) -> int:
    """Return where 附件1： and its like end that stand at ``at``, else ``at``."""
    match = _ATTACHED.match(line, at)
    return match.end() if match else at


def titled(line: str) -> str:
    """Return a heading's words behind its number and 附件：, without blanks."""
    return squeeze(detached(line))


def line_texts(document: Document) -> list[str]:
    """Return the text of each line, in order."""
    return [document.text[line.start : line.end] for line in document.lines]


def part_kind(line: str) -> str | None:
    """Return the kind of the document part that ``line`` opens as a heading, if it opens one.

    >>> part_kind("2024年部门预算编制说明"), part_kind("本部门机构设置如下：甲、乙。")
    ('compilation_notes', None)
    """
    if (
        not line
        or len(line) > 60
        or line[-1] in "。；，、：:;,)"
        or "。" in line
        or "\t" in line
        or "|" in line
    ):
        return None
    title = titled(line).strip('“”"')
    if len(title) > 45 or _PROSE.search(title):
        return None
    return next((rule.kind for rule in heading_config().part if rule.fits(title)), None)
