"""Files into Documents: one module per format, one registry by media type."""

from nlp.readers.registry import READERS, media_type, read, supported_suffixes

__all__ = ["READERS", "media_type", "read", "supported_suffixes"]
