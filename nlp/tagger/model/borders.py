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

# Digits, and zeros that recognition has read as a letter or a circle.
_D: Final = "[0-9０-９OＯ○]"
_GAP: Final = "[ \u3000\n]{1,2}"
_TOGETHER: Final = re.compile(
    # The segmenter leaves a unit a word of its own ("645.55", "万元"); a span that holds one holds the other.
    "(?<=[0-9０-９])[ \u3000]?(?:个?月|个工作日|[年日天号%％]|[万亿]?元|[万亿])"
    # Figures that layout has broken, which no grammar reads as one: 77. 4 · 6,280,\n680.00 · 2 3.7 · 1 2月;
    # not the number of an item: "1. 2024年", "\n2. 3万元"
    f"|(?<={_D})(?<!\n{_D})(?<!\n{_D}{_D})[.．]{_GAP}{_D}{{1,4}}(?!{_D}|[ \u3000]?[年月])"
    f"|(?<={_D})[,，]{_GAP}(?=(?:{_D}[ ]?){{3}}(?:[.,．]|[万元])){_D}"
    f"|(?<={_D}){_GAP}[.．](?={_D})"
    f"|(?<={_D}) (?={_D}{{1,6}}(?:[.．]{_D}|[ \u3000]?(?:[万亿元月日年号%％]|个月))){_D}"
    # Zeros in figures, and months behind their year: 2O21年1 月
    "|(?<=[0-9０-９])[OＯ○]{1,6}[0-9０-９年.．]"
    f"|(?<={_D}年)[ \u3000\n]?{_D}{{1,2}}[ \u3000]?月"
    # What a bracket adds to a title: 纪要（第7期）, 办法（试行）
    "|[（(](?:试行|暂行|(?:第[0-9０-９一二三四五六七八九十]{1,3}|[12][0-9]{3}年)(?:第?[0-9０-９]{1,3})?[期号次版])[)）]"
)


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
    for run in _TOGETHER.finditer(text):
        inner[run.start() : run.end()] = True
    return inner
