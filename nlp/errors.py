"""Errors that a user sees: what happened, where, and what to do, in Chinese and English."""

from __future__ import annotations

from typing import Literal

ErrorKind = Literal["encrypted", "damaged", "unsupported", "empty", "too_large", "timeout", "missing"]


class YusuanError(Exception):
    """An error with one Chinese and one English sentence."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en

    def message(self, lang: str) -> str:
        """Return the sentence in ``lang``: ``"zh"``, otherwise English."""
        return self.zh if lang == "zh" else self.en


class ReadError(YusuanError):
    """A file that cannot become a Document; ``kind`` is the contract's error kind."""

    def __init__(self, kind: ErrorKind, zh: str, en: str, sha256: str | None = None) -> None:
        super().__init__(zh, en)
        self.kind: ErrorKind = kind
        self.sha256 = sha256


class ConfigError(YusuanError):
    """A configuration file that does not fit its schema; the message names file and line."""
