"""Span records themselves, as a door like the others."""

from __future__ import annotations

from nlp.annotate.records import load_records as read
from nlp.annotate.records import save_records as write

__all__ = ["read", "write"]
