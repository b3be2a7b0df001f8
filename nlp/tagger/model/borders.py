"""Where spans begin and end: between the segmenter's words, not within one, nor within a figure and its unit.

A segmenter errs now and then ("教育局长乐中学"), so a border within a word costs something, but may be.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import numpy as np

from nlp.language.lexicon import load_lexicon, phrase_pattern
from nlp.language.protect import protected_spans
from nlp.language.segmenter import Segmenter, load_segmenter
from nlp.language.tokenizer import split_words
from nlp.tagger.model.decode import Bools

# The segmenter leaves a unit a word of its own ("645.55", "万元"); a span that holds the one holds the other.
_UNIT: Final = re.compile("(?<=[0-9０-９])[ \u3000]?(?:个?月|个工作日|[年日天号%％]|[万亿]?元|[万亿])")


@lru_cache(maxsize=1)
def _lexicon() -> tuple[Segmenter, re.Pattern[str] | None]:
    known = load_lexicon("lexicon")
    return load_segmenter(known.words), phrase_pattern(known.phrases)


def within(text: str) -> Bools:
    """Return for each character whether it goes on with the word or figure of the one before it.

    Words are those of jieba with the domain's lexicon, without words that it guesses.

    >>> "".join("-" if inner else "|" for inner in within("由应急管理局实施36个月"))
    '||---||-|---'
    """
    inner: Bools = np.zeros(len(text), dtype=np.bool_)
    at = 0
    segmenter, phrases = _lexicon()
    for word in split_words(text, segmenter, protected_spans(text, phrases=phrases), hmm=False):
        if not word.isspace():
            inner[at + 1 : at + len(word)] = True
        at += len(word)
    for unit in _UNIT.finditer(text):
        inner[unit.start() : unit.end()] = True
    return inner
