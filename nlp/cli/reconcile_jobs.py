"""What ``yusuan reconcile`` does beyond the plain table: own rules, explanations, comparisons.

As in :mod:`nlp.cli.jobs`, a child process imports these functions by name, and only strings come back.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.cli.jobs import Written, result_of, written

if TYPE_CHECKING:
    from nlp.cli.screen import Screen
    from nlp.pipeline import Result
    from nlp.tagger import Tagging


def result_with(path: Path, rules: Path | None, tagging: Tagging) -> Result:
    """Return the pipeline's result, with the findings of a file of rules added.

    Raises:
        ReadError: if the document can't be read.
        ConfigError: if the rules don't fit their schema.
    """
    if rules is None:
        return result_of(path, tagging)
    from nlp.reconcile.declared import load_rules
    from nlp.reconcile.rules.declared import declared_findings

    own = load_rules(rules)
    made = result_of(path, tagging)
    return replace(made, findings=(*made.findings, *declared_findings(made.outline, own)))


def reconcile_line(path: Path, *, rules: Path | None, tagging: Tagging) -> Written:
    """Return the line of ``reconcile --json``."""
    from nlp import serialise

    made = result_with(path, rules, tagging)
    record = serialise.reconciliation(made.outline, made.statements, made.findings)
    return written(made.outline, serialise.json_line(record))


def draw_reconciliation(path: Path, *, screen: Screen, rules: Path | None, tagging: Tagging) -> Written:
    """Return the drawing of ``reconcile``."""
    from nlp.cli.draw.reconciliation import draw_reconciliation as draw

    made = result_with(path, rules, tagging)
    return written(made.outline, screen.drawn(lambda console, messages: draw(console, made, messages)))


def draw_explanation(
    path: Path, *, screen: Screen, rules: Path | None, tagging: Tagging, words: str
) -> Written:
    """Return the drawing of ``reconcile --explain``."""
    from nlp.cli.draw.explanation import draw_explanation as draw

    made = result_with(path, rules, tagging)
    return written(made.outline, screen.drawn(lambda console, messages: draw(console, made, words, messages)))


def draw_across(path: Path, *, screen: Screen, files: tuple[Path, ...], tagging: Tagging) -> Written:
    """Return the drawing of what contradicts between ``files``; ``path`` is one of them."""
    from nlp.cli.draw.explanation import draw_across as draw
    from nlp.reconcile.across import across, dossiers

    made = [result_of(each, tagging) for each in files]
    found = list(across(dossiers((m.outline, m.fields) for m in made)))
    documents = {m.document.source: m.document for m in made}
    text = screen.drawn(lambda console, messages: draw(console, found, documents, messages))
    return Written(path.name, text, ())
