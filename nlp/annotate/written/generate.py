"""Narratives from families: exact labels, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Final, cast

from nlp.annotate.records import SpanLabel, SpanRecord
from nlp.annotate.written.families import Family, families
from nlp.annotate.written.marks import PROJECT, Mark, parse_marks
from nlp.annotate.written.model import Meta, Split, World
from nlp.annotate.written.noise import KINDS, add_noise
from nlp.annotate.written.scene import Scene
from nlp.annotate.written.truth import all_valued, truth_of
from nlp.tagger.spans import Label

#: The seed and the number a family of the published corpus.
SEED: Final = 2026
PER_FAMILY: Final = 8
SPLITS: Final[tuple[Split, ...]] = ("train", "dev", "test")
_NOISE_SHARE: Final = 0.35


def record_of(
    name: str,
    text: str,
    marks: Sequence[Mark],
    world: World,
    *,
    family: str,
    style: str,
    split: Split,
    noise: Sequence[str] = (),
    flags: Sequence[str] = (),
) -> SpanRecord:
    """Return the record of a marked narrative. Raises ValueError where a mark is wrong."""
    meta = Meta(
        family=family,
        style=style,
        split=split,
        noise=tuple(sorted(noise)),
        flags=tuple(sorted(flags)),
        world=world,
        truth=truth_of(text, marks, world),
    )
    # A body is marked once, where it is first named as the body; later uses still count in the truth.
    first = {body.span for body in meta.truth.bodies}
    kept = (m for m in marks if m.label != PROJECT and (m.label != "BODY" or (m.start, m.end) in first))
    spans = sorted(SpanLabel(m.start, m.end, cast("Label", m.label)) for m in kept)
    return SpanRecord(name, text, tuple(spans), meta.model_dump(mode="json"))


def narrative(family: Family, seed: int, index: int) -> SpanRecord:
    """Return one narrative of a family; the same for the same arguments, on every machine."""
    rng = Random(f"{seed}/{family.name}/{index}")
    scene = Scene(rng, rng.choice(family.levels))
    text, found = parse_marks(family.write(scene))
    marks: Sequence[Mark] = all_valued(found, text)
    noise: list[str] = []
    if rng.random() < _NOISE_SHARE:
        # Added characters first: the other kinds keep the length and leave what was added alone.
        noise = [kind for kind in KINDS if kind in rng.sample(list(KINDS), rng.choice([1, 1, 2]))]
    clean = text
    for kind in noise:
        text, marks = add_noise(text, marks, kind, rng)
    return record_of(
        f"{family.name}-{index:03}",
        text,
        marks,
        scene.world,
        family=family.name,
        style=family.style,
        split=family.split,
        noise=noise if text != clean else (),
        flags=sorted(scene.flags),
    )


def generate(seed: int = SEED, per_family: int = PER_FAMILY) -> Iterator[SpanRecord]:
    """Yield ``per_family`` narratives of every family, times its weight, no two alike."""
    seen: set[str] = set()
    for family in families():
        index = made = 0
        while made < per_family * family.weight:
            record = narrative(family, seed, index)
            index += 1
            if record.text not in seen:
                seen.add(record.text)
                made += 1
                yield record
