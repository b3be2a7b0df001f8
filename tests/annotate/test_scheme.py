"""The label scheme: code, YAML and both guidelines say the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from nlp.annotate.records import LABELS
from nlp.annotate.scheme import load_scheme, scheme, scheme_path
from nlp.annotate.written.marks import Mark, parse_marks
from nlp.errors import ConfigError

ROOT = Path(__file__).resolve().parents[2]
GUIDELINES = {
    "en": ROOT / "annotations" / "guidelines.md",
    "zh": ROOT / "annotations" / "guidelines.zh-CN.md",
}
WORDS = {
    "en": ("Meaning: ", "Borders: ", "- Positive: ", "- Negative: ", "Hard cases: "),
    "zh": ("含义：", "边界：", "- 正例：", "- 反例：", "疑难："),
}


def test_labels_are_those_of_the_code() -> None:
    assert scheme().names == LABELS


def test_every_type_has_labels_and_what_is_none() -> None:
    loaded = scheme()
    for kind in loaded.types:
        assert loaded.of_type(kind), kind
    assert {none.type for none in loaded.no_label} == set(loaded.types)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('hotkey: "2"', 'hotkey: "1"', None, "hotkey"),
        ('    colour: "#2ca02c"', "    colour: green", "colour: green", "colour"),
        ("type: organisation\n    zh: 实施主体\n", "type: body\n    zh: 实施主体\n", None, "no type 'body'"),
        ("version: 1", "version: 1\nextra: 2", "extra: 2", "extra"),
        ("version: 1", "version: [", None, "labels.yaml, line"),
    ],
)
def test_a_bad_scheme_is_refused_by_file_and_line(
    tmp_path: Path, old: str, new: str, line: str | None, words: str
) -> None:
    text = scheme_path().read_text(encoding="utf-8")
    assert old in text
    bad = text.replace(old, new, 1)
    path = tmp_path / "labels.yaml"
    path.write_text(bad, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_scheme(path)
    assert words in caught.value.en
    if line is not None:
        number = next(i for i, each in enumerate(bad.splitlines(), start=1) if each.strip() == line)
        assert f"labels.yaml, line {number}:" in caught.value.en
        assert f"第 {number} 行" in caught.value.zh


def test_a_missing_scheme_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nowhere"):
        load_scheme(tmp_path / "nowhere.yaml")


@dataclass(frozen=True)
class Section:
    title: str
    meaning: list[str]
    borders: list[str]
    positive: list[tuple[Mark, ...]]
    negative: list[tuple[Mark, ...]]
    hard: list[str]


def _sections(lang: str) -> dict[str, Section]:
    text = GUIDELINES[lang].read_text(encoding="utf-8")
    found = {}
    for block in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        head, *lines = block.splitlines()
        name, _, title = head.partition(" ")
        if name not in LABELS:
            continue
        meaning, borders, positive, negative, hard = (
            [line.removeprefix(word) for line in lines if line.startswith(word)] for word in WORDS[lang]
        )
        found[name] = Section(
            title,
            meaning,
            borders,
            [parse_marks(example)[1] for example in positive],
            [parse_marks(example)[1] for example in negative],
            hard,
        )
    return found


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_guidelines_describe_every_label_as_the_scheme_does(lang: str) -> None:
    sections = _sections(lang)
    assert tuple(sections) == LABELS
    for label in scheme().labels:
        section = sections[label.name]
        assert section.title == getattr(label, lang)
        assert section.meaning == [getattr(label.meaning, lang)]
        assert section.borders == [getattr(label.borders, lang)]
        assert len(section.hard) == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_guidelines_give_three_positive_and_two_negative_examples(lang: str) -> None:
    for name, section in _sections(lang).items():
        assert len(section.positive) == 3
        assert len(section.negative) == 2
        for marks in section.positive:
            assert name in {m.label for m in marks}
            assert {m.label for m in marks} <= set(LABELS)
        assert section.negative == [(), ()], name


def test_examples_differ_between_the_languages() -> None:
    both = [
        set(re.findall(r"^- .*?[：:]\s?(.+)$", p.read_text(encoding="utf-8"), re.M))
        for p in GUIDELINES.values()
    ]
    assert all(len(each) == 5 * len(LABELS) for each in both)
    assert not both[0] & both[1]
