"""Grids into budget tables: title, unit, kind, columns by header path, rows with codes."""

from nlp.outline.tables.build import TableDraft, budget_tables

__all__ = ["TableDraft", "budget_tables"]
