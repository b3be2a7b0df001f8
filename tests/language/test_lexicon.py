"""configs/lexicon.toml and how it becomes words and phrases."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pydantic import ValidationError

from nlp.config import load
from nlp.errors import ConfigError
from nlp.language.lexicon import LexiconConfig, compile_lexicon, load_lexicon, phrase_pattern
from nlp.language.tokenizer import JiebaTokenizer


@pytest.fixture(scope="module")
def config() -> LexiconConfig:
    return load("lexicon", LexiconConfig)


def test_every_word_and_phrase_stays_whole(tokenizer: JiebaTokenizer) -> None:
    entries = [word for word, _ in tokenizer.lexicon.words] + list(tokenizer.lexicon.phrases)
    cut = {word: [token.text for token in tokenizer(word)] for word in entries}
    assert {word: tokens for word, tokens in cut.items() if tokens != [word]} == {}


def test_no_class_or_word_is_listed_twice(config: LexiconConfig) -> None:
    codes = Counter([entry.code for entry in config.functional] + [entry.code for entry in config.economic])
    words = Counter(word for group in config.words for word in group.words)
    within = [Counter((*entry.groups, *entry.items)) for entry in config.functional]
    within += [Counter(entry.items) for entry in config.economic]
    assert [name for counter in (codes, words, *within) for name, count in counter.items() if count > 1] == []


def test_all_functional_and_economic_classes_are_there(config: LexiconConfig) -> None:
    gone = {"218", "225", "226", "228"}  # numbers that the classification does not use (any more)
    functional = {str(code) for code in range(201, 235)} - gone
    assert {entry.code for entry in config.functional} == functional
    assert {"301", "302", "303", "307", "309", "310", "311", "312", "313", "399"} <= {
        entry.code for entry in config.economic
    }


def test_words_have_no_white_space(config: LexiconConfig) -> None:
    lexicon = compile_lexicon(config)
    entries = [word for word, _ in lexicon.words] + list(lexicon.phrases)
    assert [word for word in entries if "".join(word.split()) != word or not word] == []


def test_word_in_two_places_keeps_its_largest_frequency() -> None:
    config = LexiconConfig.model_validate(
        {
            "classification_frequency": 10,
            "functional": [{"code": "201", "name": "甲", "items": ["乙"]}],
            "words": [
                {"kind": "a", "frequency": 5, "words": ["甲", "丙"]},
                {"kind": "b", "frequency": 50, "words": ["乙"]},
            ],
        }
    )
    assert dict(compile_lexicon(config).words) == {"甲": 10, "乙": 50, "丙": 5}


@pytest.mark.parametrize(
    "data",
    [
        {"functional": [{"code": "301", "name": "甲"}]},
        {"economic": [{"code": "201", "name": "甲"}]},
        {"words": [{"kind": "a", "frequency": 0, "words": []}]},
        {"frequency": 3},
    ],
)
def test_invalid_data_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        LexiconConfig.model_validate(data)


def test_lexicon_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[words]]\nkind = "own"\nfrequency = 7\nwords = ["砂糖桔补贴"]\n', encoding="utf-8")
    assert load_lexicon(str(path)).words == (("砂糖桔补贴", 7),)


def test_missing_lexicon_is_a_config_error() -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml"):
        load_lexicon("nowhere")


def test_longest_phrase_wins() -> None:
    pattern = phrase_pattern(("“三公”", "“三公”经费"))
    assert pattern is not None
    assert [match[0] for match in pattern.finditer('“三公”经费、"三公"')] == ["“三公”经费", '"三公"']
