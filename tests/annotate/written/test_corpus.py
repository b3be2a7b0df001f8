"""The written corpus: generated the same every time, labelled exactly, split by family, our own words."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import pytest

from nlp.annotate.records import LABELS, SpanRecord, load_records
from nlp.annotate.written.card import counts
from nlp.annotate.written.evaluate import document_of, measure, placed
from nlp.annotate.written.families import families
from nlp.annotate.written.families.long import PROSE
from nlp.annotate.written.generate import SPLITS, generate, narrative
from nlp.annotate.written.grammar import Grammar, load_rules
from nlp.annotate.written.hand import compile_folder, compile_hand
from nlp.annotate.written.marks import parse_marks
from nlp.annotate.written.model import Meta
from nlp.annotate.written.scene import Scene
from nlp.annotate.written.truth import all_valued
from nlp.annotate.written.voice import Voice
from nlp.errors import YusuanError
from nlp.pipeline import outline_of
from nlp.tagger.spans import FieldSpan
from tests.corpus.conftest import CORPUS

WRITTEN = Path(__file__).resolve().parents[3] / "annotations" / "written"


@cache
def shipped() -> tuple[SpanRecord, ...]:
    return tuple(record for split in SPLITS for record in load_records(WRITTEN / f"{split}.jsonl"))


@cache
def by_hand() -> tuple[SpanRecord, ...]:
    return load_records(WRITTEN / "hand.jsonl")


def everything() -> Iterator[tuple[SpanRecord, Meta]]:
    for record in (*shipped(), *by_hand()):
        yield record, Meta.model_validate(record.meta)


def test_sizes() -> None:
    assert len(shipped()) >= 600
    assert len(by_hand()) >= 60
    assert len(families()) >= 90
    shares = Counter(f.split for f in families())
    assert shares["train"] / shares.total() > 0.6
    # What judges keeps its number, however many families teach.
    assert min(shares["dev"], shares["test"]) >= 16
    texts = Counter(record.text for record, _ in everything())
    assert max(texts.values()) == 1


def test_what_is_shipped_is_what_the_code_makes() -> None:
    assert {r.id: r for r in shipped()} == {r.id: r for r in generate()}
    assert by_hand() == compile_folder(WRITTEN / "hand")


def test_no_family_crosses_the_splits() -> None:
    splits: dict[str, set[str]] = {}
    for split in SPLITS:
        for record in load_records(WRITTEN / f"{split}.jsonl"):
            assert record.meta["split"] == split
            splits.setdefault(str(record.meta["family"]), set()).add(split)
    for record in by_hand():
        splits.setdefault(str(record.meta["family"]), set()).add(str(record.meta["split"]))
    assert {name: len(found) for name, found in splits.items()} == dict.fromkeys(splits, 1)
    assert {split for found in splits.values() for split in found} == set(SPLITS)
    assert {f.name: {f.split} for f in families()}.items() <= splits.items()


def test_every_label_and_style_is_there() -> None:
    for split in SPLITS:
        found = {s.label for r, m in everything() if m.split == split for s in r.spans}
        assert found == set(LABELS)
    assert {m.style for _, m in everything()} == {
        "block",
        "inline",
        "bold",
        "bracket",
        "bare",
        "table",
        "prose",
        "mixed",
    }
    levels = {"central", "provincial", "prefecture", "district", "street", "unit"}
    assert {m.world.level for _, m in everything()} == levels
    assert {flag for _, m in everything() for flag in m.flags} == {
        "components-do-not-add-up",
        "quarters-do-not-add-up",
        "impossible-date",
    }


def test_five_ways_to_write_each_value() -> None:
    shapes: dict[str, set[str]] = {}
    for record, _ in everything():
        for span in record.spans:
            shape = re.sub(r"[\u4e00-\u9fff]{2,}", "字", re.sub(r"\d+", "0", record.quote(span)))
            if span.label != "BODY_ALIAS":  # a short name has one shape: its characters
                shapes.setdefault(span.label, set()).add(shape)
    assert {label: len(found) for label, found in shapes.items() if len(found) < 5} == {}


def test_spans_have_no_blank_and_no_mark_at_their_borders() -> None:
    for record, _ in everything():
        for span in record.spans:
            words = record.quote(span)
            assert words == words.strip(" \n\t，。；：、"), (record.id, words)


def test_planted_faults_are_faults_and_nothing_else_is() -> None:
    written = by_hand()
    for record, meta in everything():
        amounts, quarters = meta.truth.amounts, meta.truth.quarters
        if "components-do-not-add-up" in meta.flags:
            assert amounts.annual_total is not None
            assert sum(c.wan for c in amounts.components) != amounts.annual_total.wan
        elif amounts.components and amounts.annual_total:
            # Parts of the treasury's money alone are told, too.
            wholes = {each.wan for each in (amounts.annual_total, amounts.fiscal) if each}
            assert sum(c.wan for c in amounts.components) in wholes, record.id
        percents = [q.percent for q in quarters.items if q.percent is not None]
        if "quarters-do-not-add-up" in meta.flags:
            assert sum(percents) != 100
        elif percents and quarters.basis == "incremental":
            assert sum(percents) == 100 or (record in written and sum(percents) < 100), record.id
        elif percents and quarters.basis == "cumulative":
            assert percents == sorted(percents)
            # Told up to the third quarter, or short of all, a plan is still a plan.
            assert percents[-1] == 100 or (record in written and percents[-1] < 100), record.id
        schedule = meta.truth.schedule
        impossible = schedule is not None and schedule.start is not None and schedule.end is None
        assert impossible == ("impossible-date" in meta.flags)
        if amounts.fiscal and amounts.own_funds and amounts.annual_total:
            assert amounts.fiscal.wan + amounts.own_funds.wan == amounts.annual_total.wan, record.id


def long_records() -> list[tuple[SpanRecord, Meta]]:
    return [(r, m) for r, m in everything() if m.family.startswith("long_")]


def test_long_families_are_long_and_mostly_unlabelled() -> None:
    for split in SPLITS:
        texts = [r for r, m in long_records() if m.split == split]
        assert len({r.meta["family"] for r in texts}) >= 4
        characters = sum(len(r.text) for r in texts)
        assert characters / len(texts) > 900
        labelled = sum(s.end - s.start for r in texts for s in r.spans)
        assert labelled / characters < 0.3


def test_rare_labels_are_frequent_in_train() -> None:
    found: Counter[str] = Counter(s.label for r, m in everything() if m.split == "train" for s in r.spans)
    rare = ("BODY_ALIAS", "AMOUNT_MULTI_YEAR", "AMOUNT_OTHER_YEAR", "AMOUNT_OWN", "PHASE")
    assert {label for label in rare if found[label] < 100} == set()


def test_an_alias_is_defined_once_and_of_a_body() -> None:
    for record, meta in long_records():
        aliases = [record.quote(s) for s in record.spans if s.label == "BODY_ALIAS"]
        assert len(aliases) == len(set(aliases)), record.id
        # Two joint bodies may have one each.
        assert len(aliases) <= len(meta.truth.bodies), record.id


def test_no_template_is_left_unfilled() -> None:
    for record, _ in long_records():
        assert not re.search(r"[{}<>]|\[\[|\]\]|\\\\n", record.text), record.id


def test_brackets_inside_a_quarter_close() -> None:
    for record, meta in everything():
        for span in record.spans:
            if span.label == "QUARTER" and "narrow_marks" not in meta.noise:
                words = record.quote(span)
                assert words.count("（") == words.count("）"), (record.id, words)


def test_numbers_in_the_text_are_the_truths() -> None:
    """Plain 万元 amounts are read by themselves, apart from the grammar that wrote them."""
    simple = re.compile(r"([\d,]+(?:\.\d+)?)万元")
    checked = 0
    for record, meta in everything():
        total = meta.truth.amounts.annual_total
        if total is None or total.derived:
            continue
        start, end = total.spans[0]
        if match := simple.fullmatch(record.text[start:end]):
            checked += 1
            assert Decimal(match[1].replace(",", "")) == total.wan, record.id
    assert checked > 200


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        command = [sys.executable, "-m", "nlp.annotate.written", "--seed", "5", "--per-family", "1"]
        subprocess.run([*command, "--out", str(tmp_path / name)], check=True, capture_output=True)
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert files == ["dev.jsonl", "test.jsonl", "train.jsonl"]
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    first = families()[0]
    assert narrative(first, 5, 0) != narrative(first, 6, 0)


def test_the_data_card_counts_what_is_there() -> None:
    card = (WRITTEN / "README.md").read_text(encoding="utf-8")
    assert counts(shipped(), by_hand()) in card
    assert f"| all | {' | '.join(map(str, _sizes()))} |" in card


def _sizes() -> list[int]:
    cells = [
        sum(r.meta["split"] == split for r in group) for group in (shipped(), by_hand()) for split in SPLITS
    ]
    return [*cells, sum(cells)]


def test_families_of_two_splits_share_no_sentence() -> None:
    """A sentence plan is its words without what the lexicon and the values put in; compare the sources."""
    folder = Path(sys.modules[families.__module__].__file__ or "").parent
    split_of = {f.name: f.split for f in families()}
    sentences: dict[str, set[str]] = {}
    for path in folder.glob("*.py"):
        for name, body in re.findall(
            r"def (\w+)\(s: Scene\) -> str:(.*?)(?=\n@family|\Z)", path.read_text("utf-8"), re.S
        ):
            template = re.sub(r"\{[^{}]*\}", "\n", body.split('return f"""', 1)[-1])
            for piece in re.findall(r"[\u4e00-\u9fff，、]{8,}", template):
                if not re.match("[一二三四五六七]、|.*情况说明$", piece):  # headings are everybody's
                    sentences.setdefault(piece, set()).add(split_of[name])
    for split in SPLITS:
        for symbols in load_rules(PROSE / f"{split}.yaml").values():
            for template in (line for lines in symbols.values() for line in lines):
                plain = re.sub(r"[{}|<>a-zA-Z_:0-9-]", "\n", template)
                for piece in re.findall(r"[\u4e00-\u9fff，、]{9,}", plain):
                    sentences.setdefault(piece, set()).add(split)
    assert len(sentences) > 500
    assert {piece for piece, found in sentences.items() if len(found) > 1} == set()


def test_every_sentence_that_may_be_drawn_tells_its_values() -> None:
    """What is drawn depends on how many narratives are asked for: no sentence may fail only then."""
    told = 0
    for split in SPLITS:
        shared = load_rules(PROSE / f"{split}.yaml").get("shared", {})
        for symbol, lines in shared.items():
            for index, template in enumerate(lines):
                if "[[" not in template:
                    continue
                rng = Random(f"{split}/{symbol}/{index}")
                text, marks = parse_marks(Voice(Scene(rng, "prefecture"), shared).grammar.fill(template))
                told += len(all_valued(marks, text))
    assert told > 1000


@pytest.mark.skipif(not CORPUS.is_dir(), reason="set YUSUAN_CORPUS to the folder of real documents")
def test_no_sentence_of_a_real_document() -> None:
    """No run of more than 20 Chinese characters in common with a real text at hand."""
    runs: set[str] = set()
    for path in CORPUS.glob("*.txt"):
        for piece in re.findall(r"[\u4e00-\u9fff]{21,}", re.sub(r"\s", "", path.read_text(encoding="utf-8"))):
            runs |= {piece[i : i + 21] for i in range(len(piece) - 20)}
    assert runs
    for record, _ in everything():
        for piece in re.findall(r"[\u4e00-\u9fff]{21,}", re.sub(r"\s", "", record.text)):
            assert not {piece[i : i + 21] for i in range(len(piece) - 20)} & runs, (record.id, piece)


def test_a_tagger_that_knows_the_truth_scores_one() -> None:
    """The evaluation itself: the labels as a tagger's answer give F1 1, nothing gives 0."""
    records = [narrative(f, 11, 0) for f in families() if f.style == "block"]
    for record in records:
        mine = placed(record, outline_of(document_of(record)[0]))
        assert mine.labels.narrative == 0
        assert {mine.document.text[s.start : s.end] for s in mine.spans} == {
            record.quote(s) for s in record.spans
        }

    truths = {record.text: record for record in records}

    def oracle(doc: object, where: object, outline: object) -> tuple[FieldSpan, ...]:
        text = outline.document.text  # type: ignore[attr-defined]
        start = where.start  # type: ignore[attr-defined]
        record = truths[text[start:]]
        return tuple(FieldSpan(s.label, s.start + start, s.end + start) for s in record.spans)

    from nlp.pipeline import Settings

    known = measure(records, Settings(tagger=oracle))
    assert known.located == known.narratives == len(records)
    assert known.spans[-1].f1 == 1.0
    nothing = measure(records, Settings(tagger=lambda *_: ()))
    assert nothing.spans[-1].f1 == 0.0
    assert nothing.spans[-1].expected == sum(len(r.spans) for r in records)


def test_hand_sources_are_refused_by_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    head = "split: train\nstyle: block\n\n=== h1\n"
    about = "organisation: 甲局\nunits: 甲局\nkind: unit_budget\nlevel: unit\nyear: 2025\n\n"
    for text, words in (
        ("style: block\n", "line 1"),
        (head + about.replace("year: 2025\n", "") + "文", "h1 lacks year"),
        (head + about + "[[BODY:甲局", "line 4: not a narrative by hand: h1: "),
        (head + about.replace("level: unit", "level: town") + "文", "level"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(YusuanError, match=words):
            list(compile_hand(path))
    path.write_text(head + about + "由[[BODY:甲局]]做\n", encoding="utf-8")
    assert [r.quote(r.spans[0]) for r in compile_hand(path)] == ["甲局"]


def test_grammar_fills_inner_braces_first(tmp_path: Path) -> None:
    rules = {"x": ("甲{y}",), "y": ("乙",)}
    grammar = Grammar(Random(1), rules, slots={"Z": lambda: "丙"})
    assert grammar.fill("{x}{Z}{{y}|{y}}") == "甲乙丙乙"
    assert 3 <= int(grammar.fill("{n:3-5}")) <= 5
    with pytest.raises(KeyError):
        grammar.fill("{nothing}")
    path = tmp_path / "g.yaml"
    path.write_text("words:\n  a: 甲 乙\nrules:\n  b: |\n    丙{a}\n    丁\n", encoding="utf-8")
    assert load_rules(path) == {"words": {"a": ("甲", "乙")}, "rules": {"b": ("丙{a}", "丁")}}
    path.write_text("rules:\n  b: |\n    丙\n\n    丁\n", encoding="utf-8")
    with pytest.raises(ValueError, match="b has an empty template"):
        load_rules(path)
