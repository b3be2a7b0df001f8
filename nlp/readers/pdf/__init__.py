"""Born-digital PDF: exact ruled tables and restored paragraphs, every character with page and box."""

from nlp.readers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
