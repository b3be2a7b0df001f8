"""A Document into its Outline: parts, units, narratives and budget tables."""

from nlp.outline.assemble import outline
from nlp.outline.model import Outline

__all__ = ["Outline", "outline"]
