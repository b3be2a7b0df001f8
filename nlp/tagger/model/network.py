"""The network: a BertForTokenClassification over characters, and the weights between neighbouring tags."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import torch
from torch import Tensor, nn

from nlp.tagger.model.bio import TAGS
from nlp.tagger.model.decode import Chain

if TYPE_CHECKING:
    from transformers import BertForTokenClassification


class Network(nn.Module):  # type: ignore[misc,unused-ignore]  # torch may be missing
    """Emissions of the encoder, and learned transitions: a linear-chain CRF.

    Training leaves every transition open, because a window may begin inside a span; decoding shuts the
    illegal ones (:class:`nlp.tagger.model.decode.Chain`).
    """

    def __init__(self, bert: BertForTokenClassification) -> None:
        super().__init__()
        self.bert = bert
        self.transitions = nn.Parameter(torch.zeros(len(TAGS) + 1, len(TAGS)))

    @classmethod
    def load(cls, folder: Path, layers: int | None = None) -> Network:
        """Load a start or a trained model; ``layers`` keeps the first ones only."""
        from transformers import BertConfig, BertForTokenClassification

        config = BertConfig.from_pretrained(folder)
        stored = getattr(config, "transitions", None)
        config.num_labels = len(TAGS)
        config.id2label = dict(enumerate(TAGS))
        config.label2id = {tag: number for number, tag in enumerate(TAGS)}
        if layers is not None:
            config.num_hidden_layers = layers
        # Faster than SDPA on a processor for windows of this size.
        bert = BertForTokenClassification.from_pretrained(
            folder, config=config, attn_implementation="eager", dtype=torch.float32
        )
        network = cls(bert)
        if stored is not None:
            with torch.no_grad():
                network.transitions.copy_(torch.tensor(stored))
        return network

    def save(self, folder: Path) -> None:
        """Write config.json, with the transitions, and model.safetensors, as Hugging Face reads them."""
        folder.mkdir(parents=True, exist_ok=True)
        weights = self.transitions.detach().cpu().numpy().astype(np.float64).round(4)
        config = cast("Any", self.bert.config)
        config.transitions = weights.tolist()
        self.bert.save_pretrained(folder)

    def chain(self) -> Chain:
        """Return the transitions as they are now, illegal ones shut."""
        return Chain.of(self.transitions.detach().float().cpu().numpy())

    def emissions(self, ids: Tensor) -> Tensor:
        """Return (texts, longest text, tags) scores for ids with their borders' tokens; padding is id 0."""
        scores = self.bert(input_ids=ids, attention_mask=(ids != 0).long()).logits
        return cast("Tensor", scores[:, 1:-1].float())

    def loss(self, ids: Tensor, tags: Tensor, cross_entropy: float) -> Tensor:
        """Return the mean loss a character; ``tags`` is (texts, longest text), -100 on padding."""
        emissions = self.emissions(ids)
        count = (tags >= 0).sum()
        found = -self.likelihood(emissions, tags).sum() / count
        if cross_entropy:
            found = found + cross_entropy * nn.functional.cross_entropy(
                emissions.flatten(0, 1), tags.flatten(), ignore_index=-100
            )
        return found

    def likelihood(self, emissions: Tensor, tags: Tensor) -> Tensor:
        """Return the log-likelihood of each text's tag sequence."""
        mask = tags >= 0
        known = tags.clamp(min=0)
        inner, begin = self.transitions[:-1], self.transitions[-1]
        own = emissions.gather(2, known[:, :, None])[:, :, 0]
        steps = torch.cat([begin[known[:, :1]], inner[known[:, :-1], known[:, 1:]]], dim=1)
        score = ((own + steps) * mask).sum(dim=1)
        state = emissions[:, 0] + begin
        for place in range(1, emissions.shape[1]):
            reach = torch.logsumexp(state[:, :, None] + inner, dim=1) + emissions[:, place]
            state = torch.where(mask[:, place, None], reach, state)
        return score - torch.logsumexp(state, dim=1)


def padded(rows: list[list[int]], value: int) -> Tensor:
    """Return rows of different lengths as one tensor."""
    longest = max(map(len, rows))
    return torch.tensor([row + [value] * (longest - len(row)) for row in rows])
