"""A model folder in use: ONNX Runtime and NumPy, no torch."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from nlp.errors import ConfigError
from nlp.outline.model import Narrative, Outline
from nlp.tagger.model.bio import TAGS
from nlp.tagger.model.borders import within
from nlp.tagger.model.calibrate import UNCHANGED, Calibration
from nlp.tagger.model.characters import Characters
from nlp.tagger.model.decode import Chain, Floats, Ints
from nlp.tagger.model.folder import model_dir
from nlp.tagger.model.hints import hints
from nlp.tagger.model.predict import Emitter, Predictor
from nlp.tagger.model.settings import settings
from nlp.tagger.spans import FieldSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: What a model is given: ids of characters and their hints (Hugging Face's names).
INPUTS: Final = ("input_ids", "token_type_ids")


def emitter(path: Path, threads: int | None = None) -> Emitter:
    """Return an ONNX model as a function. ``threads`` defaults to the processors that this process may use.

    Raises:
        ConfigError: if ONNX Runtime is not installed, or the model can't be read.
    """
    try:
        import onnxruntime
    except ImportError as error:
        raise ConfigError(
            "模型标注需要 ONNX Runtime：请安装 yusuan[tagger]。",
            "the trained tagger needs ONNX Runtime: install yusuan[tagger]",
        ) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or available_threads()
    options.inter_op_num_threads = 1
    try:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise _unreadable(path, f"{type(error).__name__}") from error
    inputs = {each.name for each in session.get_inputs()}
    if inputs != set(INPUTS):
        raise _unreadable(path, f"inputs {', '.join(sorted(inputs))}; this version gives {', '.join(INPUTS)}")

    def emit(ids: Ints, types: Ints) -> Floats:
        found: Floats = session.run(["emissions"], dict(zip(INPUTS, (ids, types), strict=True)))[0]
        return found

    return emit


def available_threads() -> int:
    """Return OMP_NUM_THREADS where it is set, else the number of processors this process may run on."""
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    if wanted.isdigit() and int(wanted) > 0:
        return int(wanted)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _unreadable(path: Path, why: str) -> ConfigError:
    return ConfigError(
        f"无法读取模型 {path.parent.name}/{path.name}：{why}。",
        f"cannot read the model {path.parent.name}/{path.name}: {why}",
    )


@cache
def load(folder: Path | None = None, threads: int | None = None) -> Predictor:
    """Load a model folder, the shipped one by default; each once a process.

    Raises:
        ConfigError: if a file is missing or wrong, has other labels, or ONNX Runtime is missing.
    """
    folder = folder or model_dir()
    path = folder / "config.json"
    try:
        config: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        characters = Characters.load(folder / "tokenizer.json")
        tags = tuple(config["id2label"][str(number)] for number in range(len(config["id2label"])))
        transitions = np.array(config["transitions"], dtype=np.float32)
        size, overlap = (int(config["windows"][name]) for name in ("size", "overlap"))
        curve = config.get("calibration")
        calibration = Calibration(tuple(curve["raw"]), tuple(curve["share"])) if curve else UNCHANGED
    except OSError as error:
        raise _unreadable(path, str(error.strerror)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise _unreadable(path, f"{type(error).__name__}: {error}") from error
    if tags != TAGS or transitions.shape != (len(TAGS) + 1, len(TAGS)):
        raise _unreadable(path, "its labels are not those of this version")
    emit = emitter(folder / "model.onnx", threads)
    inference = settings().inference
    chain = Chain.of(transitions, inference.cut)
    return Predictor(emit, characters, chain, size, overlap, inference.batch, calibration, within)


@dataclass(frozen=True)
class ModelTagger:
    """The trained tagger alone, as the pipeline wants it."""

    predictor: Predictor

    def __call__(self, doc: Doc, narrative: Narrative, outline: Outline) -> tuple[FieldSpan, ...]:
        """Return the narrative's spans; offsets are the document's.

        Raises:
            ValueError: if ``doc`` holds another text.
        """
        return self.batch([doc], [narrative], outline)[0]

    def batch(
        self, docs: Sequence[Doc], narratives: Sequence[Narrative], outline: Outline
    ) -> list[tuple[FieldSpan, ...]]:
        """Return the spans of each narrative, all read together.

        Raises:
            ValueError: if a doc holds another text than its narrative.
        """
        for doc, narrative in zip(docs, narratives, strict=True):
            if doc.text != outline.document.text[narrative.start : narrative.end]:
                raise ValueError(f"the doc is not over the text of narrative {narrative.index}")
        return whole(self.predictor, narratives, outline)


def whole(
    predictor: Predictor, narratives: Sequence[Narrative], outline: Outline
) -> list[tuple[FieldSpan, ...]]:
    """Return the spans of whole narratives, read together; offsets are the document's.

    Blanks at a narrative's end, which it has where another follows, are left out: it reads as the last one.
    """
    texts = [outline.document.text[each.start : each.end].rstrip() for each in narratives]
    types = [hints(each, outline)[: len(text)] for each, text in zip(narratives, texts, strict=True)]
    found = predictor.spans(texts, types)
    return [_moved(spans, n.start) for spans, n in zip(found, narratives, strict=True)]


def _moved(spans: Sequence[FieldSpan], by: int) -> tuple[FieldSpan, ...]:
    return tuple(replace(span, start=span.start + by, end=span.end + by) for span in spans)
