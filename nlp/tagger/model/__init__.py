"""The trained tagger: a token classifier over characters (see docs/architecture.md for its room)."""
