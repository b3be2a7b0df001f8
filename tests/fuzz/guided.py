"""Coverage-guided fuzzing with atheris (Apache-2.0): its mutations, and now and then a bent shape."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.bend import damage
from tests.fuzz.targets import Target


def guided(target: Target, corpus: Path, out: Path, runs: int, seconds: float, seed: int) -> int:
    """Fuzz until ``runs`` inputs or ``seconds``; libFuzzer ends the process itself at the first fault."""
    import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

    with atheris.instrument_imports(include=["nlp"]):
        target.run(target.make(Random(seed)))  # loads what is to be watched
        import nlp.pipeline  # noqa: F401
    own = corpus / target.name
    own.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    for number in range(50):
        (own / f"seed-{number}").write_bytes(target.make(Random(f"{target.name}/{seed}/{number}")))

    def mutate(data: bytes, size: int, number: int) -> bytes:
        random = Random(number)
        kind = random.random()
        if kind < 0.3:
            return target.make(random)[:size]
        if kind < 0.5:
            return damage(random, data)[:size]
        mutated: bytes = atheris.Mutate(data, size)
        return mutated

    def one(data: bytes) -> None:
        target.run(data)

    options: list[str] = [
        sys.argv[0], f"-runs={runs}", f"-seed={seed}", "-timeout=20", "-rss_limit_mb=3000", "-max_len=20000",
        f"-artifact_prefix={out}/{target.name}-",
    ]  # fmt: skip
    if seconds:
        options.append(f"-max_total_time={int(seconds)}")
    setup: Any = atheris.Setup
    setup([*options, str(own)], one, custom_mutator=mutate)
    atheris.Fuzz()
    return 0
