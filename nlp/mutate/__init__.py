"""Alter one figure of a document at a time, and measure which alterations the reconciliation finds.

A tool for testing the product, kept in it. ``figures`` reads what can be altered, ``alterations`` alters,
``ties`` decides, without any rule of the reconciliation, what the document's own redundancy can reveal,
``trial`` runs the pipeline and compares.
"""

from __future__ import annotations

from nlp.mutate.trial import Report, Trial, measure

__all__ = ["Report", "Trial", "measure"]
