from __future__ import annotations

import pytest
import spacy

from nlp.language.tokenizer import JiebaTokenizer


@pytest.fixture(scope="session")
def tokenizer() -> JiebaTokenizer:
    return JiebaTokenizer(spacy.blank("zh").vocab)
