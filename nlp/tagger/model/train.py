"""Training: from examples and a start to a network, in steps that can be broken off and taken up again."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor

from nlp.errors import YusuanError
from nlp.tagger.model.borders import within
from nlp.tagger.model.characters import PAD, SPECIALS, UNKNOWN, Characters
from nlp.tagger.model.data import batches, dataset
from nlp.tagger.model.decode import Floats, Ints
from nlp.tagger.model.evaluate import evaluate
from nlp.tagger.model.examples import Example
from nlp.tagger.model.network import Network, padded
from nlp.tagger.model.predict import Predictor
from nlp.tagger.model.settings import TaggerSettings

CHECKPOINT: Final = "checkpoint.pt"
_CLIP: Final = 1.0
_BETA1: Final = 0.9
#: A long training that finds nothing in some development texts after so many steps has diverged.
_LEARNS_BY: Final = 500
_SOME_TEXTS: Final = 40


@dataclass(frozen=True, slots=True)
class Step:
    """How far training is: mean loss since the last report, and F1 on the development texts if measured."""

    epoch: int
    step: int
    steps: int
    loss: float
    seconds: float
    f1: float | None = None


@dataclass(slots=True)
class Progress:
    """What a checkpoint remembers beside weights: places are counted in steps from the beginning."""

    step: int = 0
    seconds: float = 0.0
    best: float = -1.0
    worse: int = 0
    curve: list[dict[str, float]] = field(default_factory=list)


def device() -> torch.device:
    """Return the GPU where there is one, else the processor."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def has_bf16(place: torch.device) -> bool:
    """Tell whether a device computes in bfloat16 and doesn't merely imitate it."""
    if place.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    known = torch.cpu.get_capabilities()
    return bool(known.get("avx512_bf16") or known.get("amx_bf16"))


def predictor(network: Network, characters: Characters, settings: TaggerSettings) -> Predictor:
    """Return the network as it is now behind the door that ONNX Runtime uses in production."""
    place = next(network.parameters()).device

    def emit(ids: Ints, types: Ints) -> Floats:
        network.eval()
        with torch.inference_mode(), torch.autocast(place.type, torch.bfloat16, has_bf16(place)):
            known = torch.from_numpy(types).to(place)
            found: Floats = network.emissions(torch.from_numpy(ids).to(place), known).cpu().numpy()
        return found

    windows, inference = settings.windows, settings.inference
    chain = network.chain(inference.cut)
    return Predictor(emit, characters, chain, windows.size, windows.overlap, inference.batch, words=within)


def development_f1(
    network: Network, characters: Characters, settings: TaggerSettings, development: Sequence[Example]
) -> float:
    """Return the strict F1 over all labels on the development texts."""
    reader = predictor(network, characters, settings)
    found = reader.spans([e.text for e in development], [e.types for e in development])
    return evaluate([e.spans for e in development], found).total.f1


def blurred(ids: Tensor, share: float) -> Tensor:
    """Return ids of which a share is ``<unk>``, drawn by torch's own generator; special tokens stay.

    Written narratives repeat names and sentences. Where some characters are hidden, the others must tell
    the role.
    """
    if not share:
        return ids
    return ids.masked_fill((torch.rand(ids.shape) < share) & (ids >= len(SPECIALS)), UNKNOWN)


class Training:
    """One run in a folder; made again on the same folder, it goes on where its checkpoint left off."""

    def __init__(
        self,
        start: Path,
        folder: Path,
        settings: TaggerSettings,
        pool: Sequence[Example],
        development: Sequence[Example],
        report: Callable[[Step], None] = lambda step: None,
    ) -> None:
        self.folder, self.settings, self.pool, self.development = folder, settings, pool, development
        self.report = report
        self.options = settings.training
        torch.manual_seed(self.options.seed)
        self.characters = Characters.load(start / "tokenizer.json")
        self.network = Network.load(start).to(device())
        self._begun: dict[str, Tensor] = {}
        if self.options.share < 1 and self.options.cycles == 1:
            self._begun = _copied(self.network)
        self.steps_per_epoch = len(self._epoch(0)[1])
        self.steps = self.options.steps or self.steps_per_epoch * self.options.epochs
        self.cycle = math.ceil(self.steps / self.options.cycles)
        self.optimiser = torch.optim.AdamW(self._groups(), betas=(_BETA1, self.options.beta2), fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._rate)
        self.progress = Progress()
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / CHECKPOINT).is_file():
            self._resume()

    def _groups(self) -> list[dict[str, Any]]:
        options = self.options
        head = {"transitions", "bert.classifier.weight", "bert.classifier.bias"}
        head |= {name for name, _ in self.network.named_parameters() if name.startswith("hints.")}
        groups: dict[tuple[float, float], list[Tensor]] = {}
        for name, parameter in self.network.named_parameters():
            rate = options.head_learning_rate if name in head else options.learning_rate
            decay = options.weight_decay if name not in head and parameter.ndim > 1 else 0.0
            groups.setdefault((rate, decay), []).append(parameter)
        return [{"params": each, "lr": rate, "weight_decay": decay} for (rate, decay), each in groups.items()]

    def _rate(self, step: int) -> float:
        """Rise over the warm-up, then fall along half a cosine, in every cycle."""
        step %= self.cycle
        warm = max(1, round(self.cycle * self.options.warmup))
        if step < warm:
            return (step + 1) / warm
        return 0.5 * (1 + math.cos(math.pi * min(1.0, (step - warm) / max(1, self.cycle - warm))))

    def _epoch(self, epoch: int) -> tuple[Any, list[list[int]]]:
        data = dataset(self.pool, [e.types for e in self.pool], self.characters, self.settings)
        lengths = [len(ids) for ids in data["input_ids"]]
        rng = Random(f"{self.options.seed}/batches/{epoch}")
        return data, batches(lengths, self.options.batch, rng)

    def run(self) -> Network:
        """Train to the end, or until the development F1 no longer grows; returns the best network."""
        best = self.folder / "best"
        begun = time.perf_counter() - self.progress.seconds
        stretch = self.options.steps or self.steps_per_epoch
        every = max(1, stretch // self.options.evaluations_per_epoch)
        losses: list[float] = []
        for ids, types, tags in self._batches():
            losses.append(self._learn(ids, types, tags))
            progress = self.progress
            progress.step += 1
            progress.seconds = time.perf_counter() - begun
            if progress.step == _LEARNS_BY < self.steps // 2:
                self._must_have_learned()
            if progress.step % self.cycle == 0 and progress.step < self.steps:
                self._begun = _copied(self.network)
            if progress.step % every == 0 or progress.step == self.steps:
                self._judge(best, losses)
                losses = []
                if progress.worse >= self.options.patience:
                    break
            elif progress.step % 10 == 0:
                self.report(self._step(losses[-10:]))
        return Network.load(best)

    def _batches(self) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
        for epoch in range(
            self.progress.step // self.steps_per_epoch, math.ceil(self.steps / self.steps_per_epoch)
        ):
            data, plan = self._epoch(epoch)
            ids, types, labels = (list(data[name]) for name in ("input_ids", "token_type_ids", "labels"))
            # An epoch has about as many windows as the first, which the schedule was made for.
            left = self.steps - epoch * self.steps_per_epoch
            plan = [plan[i % len(plan)] for i in range(min(left, self.steps_per_epoch))]
            for rows in plan[self.progress.step - epoch * self.steps_per_epoch :]:
                yield (
                    blurred(padded([ids[r] for r in rows], PAD), self.options.hidden),
                    padded([types[r] for r in rows], 0),
                    padded([labels[r] for r in rows], -100),
                )

    def _learn(self, ids: Tensor, types: Tensor, tags: Tensor) -> float:
        place = device()
        self.network.train()
        with torch.autocast(place.type, torch.bfloat16, self.options.bf16 and has_bf16(place)):
            weight = self.options.cross_entropy if self.options.transitions else None
            loss = self.network.loss(ids.to(place), types.to(place), tags.to(place), weight)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), _CLIP)
        self.optimiser.step()
        self.schedule.step()
        self.optimiser.zero_grad(set_to_none=True)
        return float(loss.detach())

    def _judge(self, best: Path, losses: Sequence[float]) -> None:
        network = self._shared()
        f1 = development_f1(network, self.characters, self.settings, self.development)
        step = self._step(losses, f1)
        progress = self.progress
        progress.curve.append({"step": step.step, "loss": step.loss, "f1": f1, "seconds": step.seconds})
        if f1 > progress.best or self.options.keep == "last":
            progress.best, progress.worse = f1, 0
            network.save(best)
            self.characters.save(best / "tokenizer.json")
        else:
            progress.worse += 1
        self._save()
        self.report(step)

    def _must_have_learned(self) -> None:
        """Stop a run that has diverged before it takes its hour.

        Raises:
            YusuanError: if the network finds nothing in some development texts.
        """
        some = self.development[:_SOME_TEXTS]
        if some and not development_f1(self.network, self.characters, self.settings, some):
            step = self.progress.step
            raise YusuanError(
                f"训练到第{step}步，模型在开发集上一处也没有找对：训练发散了。请调小 configs/tagger.toml 中"
                " [training] 的 learning_rate，或换一个 seed，再训练到另一个文件夹。",
                f"after {step} steps the model finds nothing in the development texts: it diverged. Lower "
                "learning_rate in [training] of configs/tagger.toml, or take another seed, and train into "
                "another folder.",
            )

    def _shared(self) -> Network:
        """Return the network as it is now, or between what it was and now where ``share`` asks for it.

        What it was: the start, or the end of the cycle before.
        """
        network: Network = self.network
        if not self._begun:
            return network
        shared, now = copy.deepcopy(network), network.state_dict()
        shared.load_state_dict(
            {name: torch.lerp(begun, now[name], self.options.share) for name, begun in self._begun.items()}
        )
        return shared

    def _step(self, losses: Sequence[float], f1: float | None = None) -> Step:
        progress = self.progress
        epoch = (progress.step - 1) // self.steps_per_epoch
        mean = float(np.mean(losses)) if losses else 0.0
        return Step(epoch, progress.step, self.steps, mean, progress.seconds, f1)

    def _save(self) -> None:
        fresh = self.folder / (CHECKPOINT + ".part")
        state = {
            "network": self.network.state_dict(),
            "begun": self._begun,
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "random": torch.get_rng_state(),
            "progress": asdict(self.progress),
            "steps": self.steps,
        }
        torch.save(state, fresh)
        fresh.replace(self.folder / CHECKPOINT)

    def _resume(self) -> None:
        state = torch.load(self.folder / CHECKPOINT, map_location=device(), weights_only=True)
        if state["steps"] != self.steps:
            raise ValueError("the checkpoint belongs to other data or settings; train into another folder")
        self.network.load_state_dict(state["network"])
        self._begun = state["begun"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["random"].cpu())
        self.progress = Progress(**state["progress"])


def _copied(network: Network) -> dict[str, Tensor]:
    return {name: weights.clone() for name, weights in network.state_dict().items()}
