"""Plot how often the model's spans are right against the score they carry: one line a judged set.

    python scripts/plot_reliability.py models/yusuan-tagger --out docs/reliability-of-scores.svg

Reads the bins of a trained model's run.json (nlp/tagger/model/calibrate.py). Needs the extra `plots`.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any

from matplotlib import rcParams
from matplotlib.figure import Figure

from nlp.tagger.model.card import RUN


def plot(metrics: dict[str, Any]) -> Figure:
    """Return the plot; a point's area grows with the number of its spans."""
    figure = Figure(figsize=(6, 5), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="#999", linestyle="--", linewidth=1)
    for name, taggers in metrics.items():
        found = taggers["model"]["reliability"]
        bins = found["bins"]
        xs, ys = [each["score"] for each in bins], [each["share"] for each in bins]
        count = sum(each["count"] for each in bins)
        label = f"{name}: {count} spans, error {found['error']:.3f}"
        (line,) = axes.plot(xs, ys, linewidth=1, label=label)
        axes.scatter(xs, ys, [8 + 4 * math.sqrt(each["count"]) for each in bins], color=line.get_color())
    axes.set(xlim=(-0.03, 1.03), ylim=(-0.03, 1.03), xlabel="score", ylabel="share of right spans")
    axes.legend(loc="lower right")
    return figure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("model", type=Path, help="a model's folder")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    run = json.loads((options.model / RUN).read_text(encoding="utf-8"))
    # The same figures give the same file.
    rcParams["svg.hashsalt"] = "yusuan"
    options.out.parent.mkdir(parents=True, exist_ok=True)
    plot(run["metrics"]).savefig(options.out, metadata={"Date": None})


if __name__ == "__main__":
    main()
