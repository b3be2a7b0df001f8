"""Drawings of what each stage made of a document; presentation only."""
