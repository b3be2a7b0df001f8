"""A jieba of our own: a dictionary with the domain's words, silent, and never the global instance."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import lru_cache

from nlp.language.dictionary import load_base_dictionary

with warnings.catch_warnings():
    # jieba 0.42 imports the deprecated pkg_resources where it is installed, and has invalid escapes in its
    # patterns; neither is anything that a user of this package could act on.
    warnings.simplefilter("ignore")
    import jieba


class Segmenter:
    """jieba with a fixed dictionary. Stateless after construction, so threads and pipelines can share one."""

    def __init__(self, counts: dict[str, int], total: int) -> None:
        """Take a prefix table (see :mod:`nlp.language.dictionary`); the table is kept, not copied."""
        self._jieba = jieba.Tokenizer()
        # Setting the table here skips jieba's own loading, and with it its log lines and its cache file.
        self._jieba.FREQ = counts
        self._jieba.total = total
        self._jieba.initialized = True

    def cut(self, text: str, *, hmm: bool = False) -> Iterator[str]:
        """Yield the words of ``text``; joined they are ``text``. ``hmm`` guesses words no dictionary has."""
        words: Iterator[str] = self._jieba.cut(text, HMM=hmm)
        return words


def _add_words(counts: dict[str, int], words: tuple[tuple[str, int], ...]) -> int:
    """Add words to a prefix table in place; return by how much its total grows."""
    growth = 0
    for word, frequency in words:
        before = counts.get(word, 0)
        if frequency > before:
            counts[word] = frequency
            growth += frequency - before
        for end in range(1, len(word)):
            counts.setdefault(word[:end], 0)
    return growth


@lru_cache(maxsize=2)
def load_segmenter(words: tuple[tuple[str, int], ...] = ()) -> Segmenter:
    """Return jieba with these extra ``(word, frequency)`` pairs; equal words share one instance.

    A dictionary holds half a million entries, so only the two last used are kept.

    >>> segmenter = load_segmenter((("季度执行率", 5000),))
    >>> list(segmenter.cut("填报季度执行率"))
    ['填报', '季度执行率']
    """
    table = load_base_dictionary()
    total = table.total + _add_words(table.counts, words)
    return Segmenter(table.counts, total)
