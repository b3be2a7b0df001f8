"""The catalogue of messages: every part keeps its own sentences, in both languages."""

from __future__ import annotations

import string
from collections import Counter

from typer.testing import CliRunner

from nlp.cli import messages
from nlp.cli.app import app
from nlp.cli.messages_annotate import ANNOTATE
from nlp.cli.messages_archive import ARCHIVE
from nlp.cli.messages_export import EXPORT
from nlp.cli.messages_reconcile import RECONCILE
from nlp.cli.messages_report import REPORT
from nlp.cli.messages_tagger import TAGGER

PARTS = (ANNOTATE, ARCHIVE, EXPORT, RECONCILE, REPORT, TAGGER)


def test_no_part_takes_anothers_key() -> None:
    counts = Counter(key for part in PARTS for key in part)
    assert [key for key, count in counts.items() if count > 1] == []
    for part in PARTS:
        assert {key: messages.CATALOGUE[key] for key in part} == part


def test_both_languages_are_given_the_same_values() -> None:
    def names(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for key, (zh, en) in messages.CATALOGUE.items():
        assert names(zh) == names(en), key


def test_each_command_says_what_its_own_explain_needs() -> None:
    run = CliRunner().invoke
    extract = run(app, ["--lang", "en", "extract", "a.txt", "--explain", "--tagger", "rules"])
    reconcile = run(app, ["--lang", "en", "reconcile", "a.txt", "--explain", "x", "--json"])
    assert extract.exit_code == reconcile.exit_code == 2
    assert "--tagger joint" in extract.output
    assert "--json" in reconcile.output
    assert "--tagger joint" not in reconcile.output
