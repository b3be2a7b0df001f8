"""The written corpus: narratives of our own, generated or written by hand, with exact labels."""
