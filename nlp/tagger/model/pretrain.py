"""The start goes on reading: masked-language training on unlabelled texts, whole words hidden at a time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import torch
from torch import Tensor

from nlp.language import build_pipeline
from nlp.tagger.model.attention import register
from nlp.tagger.model.characters import BEGIN, END, PAD, SPECIALS, UNKNOWN, Characters
from nlp.tagger.model.data import batches
from nlp.tagger.model.network import padded
from nlp.tagger.model.settings import PretrainingSettings, WindowSettings
from nlp.tagger.model.train import device, has_bf16
from nlp.tagger.model.windows import windows

if TYPE_CHECKING:
    from transformers import BertForMaskedLM

#: A window: ids of its characters, and where its words begin and end.
Row: TypeAlias = tuple[list[int], list[tuple[int, int]]]
#: What is not to be guessed, as torch's cross-entropy has it.
_KNOWN: Final = -100
_CLIP: Final = 1.0


def rows(texts: Iterable[str], characters: Characters, chosen: WindowSettings) -> Iterator[Row]:
    """Yield the windows of texts; a word that a border cuts is hidden by its part."""
    language = build_pipeline()
    for text in texts:
        ids = characters.encode(text)
        words = [(token.idx, token.idx + len(token)) for token in language.make_doc(text)]
        for window in windows(len(ids), chosen.size, 0):
            cut = [(max(a, window.start), min(b, window.end)) for a, b in words]
            inside = [(a - window.start, b - window.start) for a, b in cut if a < b]
            yield ids[window.start : window.end], inside


def hidden(row: Row, share: float, size: int, rng: Random) -> tuple[list[int], list[int]]:
    """Return the ids with some words hidden, and the ids to be guessed, both with the borders' places.

    Of ten hidden words eight become <unk>, the vocabulary having no token of its own for that, one
    becomes random characters, and one stays, as in BERT.

    >>> hidden(([7, 8, 9], [(0, 2), (2, 3)]), 0.999, 12, Random(3))[1]
    [-100, 7, 8, 9, -100]
    """
    ids, words = list(row[0]), list(row[1])
    asked = [_KNOWN] * len(ids)
    rng.shuffle(words)
    wanted = max(1, round(share * len(ids)))
    for start, end in words:
        if wanted <= 0:
            break
        wanted -= end - start
        asked[start:end] = ids[start:end]
        drawn = rng.random()
        if drawn < 0.8:
            ids[start:end] = [UNKNOWN] * (end - start)
        elif drawn < 0.9:
            ids[start:end] = [rng.randrange(len(SPECIALS), size) for _ in range(start, end)]
    # <unk> in the text itself can't be guessed.
    asked = [_KNOWN if each == UNKNOWN else each for each in asked]
    return [BEGIN, *ids, END], [_KNOWN, *asked, _KNOWN]


def masked_model(folder: Path) -> BertForMaskedLM:
    """Return the start in a folder with a head that guesses characters, the embeddings its matrix."""
    from transformers import BertConfig, BertForMaskedLM

    config = BertConfig.from_pretrained(folder)
    config.attention_probs_dropout_prob = config.hidden_dropout_prob = 0.0
    return BertForMaskedLM.from_pretrained(
        folder, config=config, attn_implementation=register(), dtype=torch.float32, use_safetensors=True
    )


def read_on(
    folder: Path,
    texts: Sequence[str],
    options: PretrainingSettings,
    chosen: WindowSettings,
    report: Callable[[int, int, float], None] = lambda step, steps, loss: None,
) -> list[float]:
    """Train the start in a folder on texts and write it back. Returns the mean loss of each tenth.

    ``report`` is told step, steps and the mean loss of the last ten steps.

    Raises:
        ValueError: if there is nothing to read.
    """
    torch.manual_seed(options.seed)
    characters = Characters.load(folder / "tokenizer.json")
    read = [row for row in rows(texts, characters, chosen) if row[0]]
    if not read:
        raise ValueError("the texts are empty")
    place = device()
    model = masked_model(folder).to(place).train()
    optimiser = torch.optim.AdamW(_groups(model, options), lr=options.learning_rate, fused=True)
    warm = max(1, round(options.steps * options.warmup))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, _cosine(step - warm, options.steps - warm))
    )
    losses: list[float] = []
    for ids, asked in _batches(read, len(characters.ids), options):
        with torch.autocast(place.type, torch.bfloat16, has_bf16(place)):
            states = model.bert(input_ids=ids.to(place), attention_mask=(ids != PAD).long().to(place))[0]
            # Only the hidden places go through the head: its matrix is as large as the vocabulary.
            wanted = (asked != _KNOWN).to(place)
            guesses = model.cls(states[wanted])
            loss = torch.nn.functional.cross_entropy(guesses.float(), asked.to(place)[wanted])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), _CLIP)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad(set_to_none=True)
        losses.append(float(loss.detach()))
        if len(losses) % 10 == 0:
            report(len(losses), options.steps, sum(losses[-10:]) / 10)
    model.bert.cpu().save_pretrained(folder)
    tenth = max(1, len(losses) // 10)
    return [
        round(sum(losses[i : i + tenth]) / len(losses[i : i + tenth]), 4)
        for i in range(0, len(losses), tenth)
    ]


def _cosine(step: int, steps: int) -> float:
    return 0.5 * (1 + math.cos(math.pi * min(1.0, max(0, step) / max(1, steps))))


def _groups(model: BertForMaskedLM, options: PretrainingSettings) -> list[dict[str, Any]]:
    parameters = [each for each in model.parameters() if each.requires_grad]
    return [
        {"params": [each for each in parameters if each.ndim > 1], "weight_decay": options.weight_decay},
        {"params": [each for each in parameters if each.ndim <= 1], "weight_decay": 0.0},
    ]


def _batches(read: Sequence[Row], size: int, options: PretrainingSettings) -> Iterator[tuple[Tensor, Tensor]]:
    """Yield ``options.steps`` batches; each pass over the texts hides other words."""
    lengths = [len(ids) + 2 for ids, _ in read]
    step, epoch = 0, 0
    while step < options.steps:
        rng = Random(f"{options.seed}/{epoch}")
        for batch in batches(lengths, options.batch, rng):
            if step >= options.steps:
                return
            made = [hidden(read[row], options.masked, size, rng) for row in batch]
            yield padded([ids for ids, _ in made], PAD), padded([asked for _, asked in made], _KNOWN)
            step += 1
        epoch += 1
