"""Broken and hostile input, made from a seed: ``python -m tests.fuzz TARGET --runs N --seed S``."""
