"""From text to a spaCy Doc: jieba with the domain's lexicon, values kept whole, sentence bounds.

>>> from nlp.language import build_pipeline
>>> doc = build_pipeline()("三、实施主体\\n某市数据事务中心。2024年1月1日起安排1312.5万元")
>>> [token.text for token in doc][-5:]
['2024年1月1日', '起', '安排', '1312.5', '万元']
>>> [sentence.text.strip() for sentence in doc.sents]
['三、实施主体', '某市数据事务中心。', '2024年1月1日起安排1312.5万元']

The same in spaCy's own words, from the shipped config:

>>> import spacy
>>> from nlp.language import pipeline_config_path
>>> nlp = spacy.util.load_model_from_config(
...     spacy.util.load_config(pipeline_config_path()), auto_fill=True)
>>> nlp.pipe_names
['yusuan_sentences']

spaCy is imported by the first call, not with this package.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.config import config_dir

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class PipelineSettings:
    """What differs from the shipped configs/pipeline.cfg.

    ``lexicon`` is a name under configs/ or the path of a .toml file; ``hmm``: may jieba guess unknown
    words; ``lines``: does a line end end a sentence.
    """

    lexicon: str = "lexicon"
    hmm: bool = False
    lines: bool = True


def pipeline_config_path() -> Path:
    """Return the path of the shipped spaCy config.

    >>> pipeline_config_path().name
    'pipeline.cfg'
    """
    return config_dir() / "pipeline.cfg"


@lru_cache(maxsize=4)
def build_pipeline(settings: PipelineSettings = PipelineSettings()) -> Language:
    """Return the spaCy pipeline for ``settings``; equal settings share one, so don't add pipes to it.

    To build on it, load :func:`pipeline_config_path` with spaCy as shown above. The dictionary is loaded
    with the first text.

    Raises:
        ConfigError: by the first text, if the lexicon is missing or not valid.
    """
    from spacy.util import load_config, load_model_from_config

    # Registers the factories also where the package is not installed, and its entry points not seen.
    from nlp.language import sentences, tokenizer  # noqa: F401

    config = load_config(
        pipeline_config_path(),
        overrides={
            "nlp.tokenizer.lexicon": settings.lexicon,
            "nlp.tokenizer.hmm": settings.hmm,
            "components.yusuan_sentences.lines": settings.lines,
        },
    )
    return load_model_from_config(config, auto_fill=True)
