"""The spaCy tokenizer: jieba with the domain's lexicon; its tokens joined give the text back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example, validate_examples
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from nlp.language.lexicon import Lexicon, load_lexicon, phrase_pattern
from nlp.language.protect import PROTECT_KINDS, ProtectKind, protected_spans
from nlp.language.segmenter import Segmenter, load_segmenter

_SPACE = re.compile(r"\s+")
_FILE = "tokenizer.json"


def split_words(
    text: str, segmenter: Segmenter, protected: Iterable[tuple[int, int]], hmm: bool
) -> Iterator[str]:
    """Yield the pieces of ``text``: protected ranges and runs of white space whole, the rest as words.

    ``protected`` is in order and without overlap. The pieces joined are ``text``.
    """

    def gap(start: int, end: int) -> Iterator[str]:
        position = start
        for run in _SPACE.finditer(text, start, end):
            if run.start() > position:
                yield from segmenter.cut(text[position : run.start()], hmm=hmm)
            yield run[0]
            position = run.end()
        if position < end:
            yield from segmenter.cut(text[position:end], hmm=hmm)

    position = 0
    for start, end in protected:
        yield from gap(position, start)
        yield text[start:end]
        position = end
    yield from gap(position, len(text))


def words_and_spaces(pieces: Iterable[str]) -> tuple[list[str], list[bool]]:
    """Turn pieces into what :class:`spacy.tokens.Doc` takes.

    A Doc knows one blank (U+0020) behind a token; any other white space is a token of its own.

    >>> words_and_spaces(["预算", "  \\n", "决算", " "])
    (['预算', ' \\n', '决算'], [True, False, True])
    """
    words: list[str] = []
    spaces: list[bool] = []
    for piece in pieces:
        rest = piece
        if words and not spaces[-1] and piece[0] == " " and piece.isspace():
            spaces[-1] = True
            rest = piece[1:]
        if rest:
            words.append(rest)
            spaces.append(False)
    return words, spaces


class JiebaTokenizer(DummyTokenizer):
    """Cut Chinese text with jieba and the domain's words; values such as dates and numbers stay whole.

    The settings and the words are saved with a pipeline, so a trained model sees the tokens it learnt from
    whatever becomes of the lexicon. The dictionary itself is loaded with the first text.

    >>> import spacy
    >>> tokenizer = JiebaTokenizer(spacy.blank("zh").vocab)
    >>> [token.text for token in tokenizer("第一季度执行率30%，安排1, 312.5万元")]
    ['第一季度', '执行率', '30%', '，', '安排', '1, 312.5', '万元']
    """

    def __init__(
        self,
        vocab: Vocab,
        lexicon: Lexicon | str = "lexicon",
        *,
        hmm: bool = False,
        protect: Iterable[ProtectKind] = PROTECT_KINDS,
    ) -> None:
        """Take the words to know, whether jieba may guess unknown ones, and the kinds of value to keep whole.

        A lexicon given by name (see :func:`nlp.language.lexicon.load_lexicon`) is loaded with the first
        text, not here: a saved pipeline brings its own words and must load where that file is missing.

        Raises:
            ValueError: if a kind of value is unknown.
        """
        self.vocab = vocab
        self._configure(lexicon, hmm, protect)

    def _configure(self, lexicon: Lexicon | str, hmm: bool, protect: Iterable[str]) -> None:
        chosen = set(protect)
        if unknown := chosen.difference(PROTECT_KINDS):
            raise ValueError(f"unknown kinds to protect: {sorted(unknown)}; known: {list(PROTECT_KINDS)}")
        self._lexicon = lexicon
        self._phrases: re.Pattern[str] | None = None
        self.hmm = hmm
        self.protect: tuple[ProtectKind, ...] = tuple(kind for kind in PROTECT_KINDS if kind in chosen)

    @property
    def lexicon(self) -> Lexicon:
        """The words that this tokenizer knows beside jieba's.

        Raises:
            ConfigError: if the lexicon was given by name, and its file is missing or not valid.
        """
        if isinstance(self._lexicon, str):
            self._lexicon = load_lexicon(self._lexicon)
        return self._lexicon

    def __call__(self, text: str) -> Doc:
        """Return a Doc with ``doc.text == text``."""
        segmenter = load_segmenter(self.lexicon.words)
        if self._phrases is None:
            self._phrases = phrase_pattern(self.lexicon.phrases)
        protected = protected_spans(text, self.protect, self._phrases)
        words, spaces = words_and_spaces(split_words(text, segmenter, protected, self.hmm))
        return Doc(self.vocab, words=words, spaces=spaces)

    def score(self, examples: Iterable[Example]) -> dict[str, Any]:
        """Score tokens against gold tokens, for ``nlp.evaluate``."""
        examples = list(examples)
        validate_examples(examples, "JiebaTokenizer.score")
        return Scorer.score_tokenization(examples)

    def _dumps(self) -> str:
        state = {
            "hmm": self.hmm,
            "protect": list(self.protect),
            "words": [list(item) for item in self.lexicon.words],
            "phrases": list(self.lexicon.phrases),
        }
        return json.dumps(state, ensure_ascii=False)

    def _loads(self, data: bytes) -> None:
        state = json.loads(data)
        lexicon = Lexicon(
            words=tuple((str(word), int(frequency)) for word, frequency in state["words"]),
            phrases=tuple(state["phrases"]),
        )
        self._configure(lexicon, bool(state["hmm"]), state["protect"])

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Serialise the settings and the lexicon, as JSON."""
        return self._dumps().encode()

    def from_bytes(self, data: bytes, **kwargs: Any) -> JiebaTokenizer:
        """Restore what :meth:`to_bytes` wrote, in place."""
        self._loads(data)
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Save the settings and the lexicon as tokenizer.json in the folder ``path``."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_text(self._dumps(), encoding="utf-8")

    def from_disk(self, path: str | Path, **kwargs: Any) -> JiebaTokenizer:
        """Restore what :meth:`to_disk` saved, in place."""
        self._loads((Path(path) / _FILE).read_bytes())
        return self

    def __reduce__(self) -> tuple[Callable[..., JiebaTokenizer], tuple[Any, ...]]:
        """Pickle settings, not the dictionary: for ``nlp.pipe(n_process=…)``."""
        return _rebuild, (self.vocab, self._lexicon, self.hmm, self.protect)


def _rebuild(
    vocab: Vocab, lexicon: Lexicon | str, hmm: bool, protect: tuple[ProtectKind, ...]
) -> JiebaTokenizer:
    return JiebaTokenizer(vocab, lexicon, hmm=hmm, protect=protect)


@registry.tokenizers("yusuan.JiebaTokenizer.v1")  # type: ignore[untyped-decorator]
def create_jieba_tokenizer(
    lexicon: str = "lexicon",
    hmm: bool = False,
    protect: list[ProtectKind] = list(PROTECT_KINDS),  # noqa: B006
) -> Callable[[Language], JiebaTokenizer]:
    """Return the factory that a ``[nlp.tokenizer]`` block of a spaCy config names.

    Args:
        lexicon: a name under configs/ or the path of a .toml file.
        hmm: whether jieba may guess words that its dictionary does not have. A wrong guess joins a word
            to the name behind it ("由市"), and no label can then end between them; a name in single
            characters costs a tagger nothing.
        protect: the kinds of value to keep whole.
    """

    def create(nlp: Language) -> JiebaTokenizer:
        return JiebaTokenizer(nlp.vocab, lexicon, hmm=hmm, protect=protect)

    return create
