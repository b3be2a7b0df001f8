"""The network: a BertForTokenClassification over characters, and the weights between neighbouring tags."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import torch
from torch import Tensor, nn

from nlp.tagger.model.attention import register
from nlp.tagger.model.bio import TAGS
from nlp.tagger.model.crf import likelihood
from nlp.tagger.model.decode import Chain
from nlp.tagger.model.hints import COLUMNS, SIZE, split

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
        size = cast("Any", bert.config).hidden_size
        self.hints = nn.ModuleList(nn.Embedding(count, size) for count in COLUMNS)
        for table in self.hints:
            nn.init.zeros_(table.weight)

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
        # Dropout takes a fourth of a step on a processor, attention's alone more than the rest.
        config.attention_probs_dropout_prob = config.hidden_dropout_prob = 0.0
        # Faster than SDPA on a processor for windows of this size.
        bert = BertForTokenClassification.from_pretrained(
            folder, config=config, attn_implementation=register(), dtype=torch.float32, use_safetensors=True
        )
        network = cls(bert)
        network._unfold()
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
        self.folded().save_pretrained(folder)

    def _types(self) -> nn.Embedding:
        return cast("nn.Embedding", self.bert.bert.embeddings.token_type_embeddings)

    def _unfold(self) -> None:
        """Take the hints' tables out of the token types that :meth:`folded` has written."""
        rows = self._types().weight.detach()
        if len(rows) == SIZE:
            grid = rows.reshape(*COLUMNS, -1)
            with torch.no_grad():
                for table, known in zip(self.hints, (grid[:, 0], grid[0]), strict=True):
                    table.weight.copy_(known - grid[0, 0])
        self._set_types(rows[:1])

    def _set_types(self, rows: Tensor) -> None:
        self.bert.bert.embeddings.token_type_embeddings = nn.Embedding.from_pretrained(
            rows.clone(), freeze=False
        )
        cast("Any", self.bert.config).type_vocab_size = len(rows)

    def folded(self) -> BertForTokenClassification:
        """Return the network as a plain BertForTokenClassification: the hints are its token types."""
        whole = copy.deepcopy(self)
        tables = [table.weight.detach() for table in self.hints]
        rows = tables[0][:, None] + tables[1][None]
        whole._set_types((rows + self._types().weight.detach()[0]).reshape(SIZE, -1))
        return whole.bert

    def chain(self, cut: float = 0.0) -> Chain:
        """Return the transitions as they are now, illegal ones shut; ``cut`` is the chain's."""
        return Chain.of(self.transitions.detach().float().cpu().numpy(), cut)

    def emissions(self, ids: Tensor, types: Tensor) -> Tensor:
        """Return (texts, longest text, tags) scores for ids with their borders' tokens; padding is id 0.

        ``types`` are the characters' hints (:mod:`nlp.tagger.model.hints`), shaped like ``ids``.
        """
        words = self.bert.get_input_embeddings()(ids)
        told = [table(column) for table, column in zip(self.hints, split(types), strict=True)]
        known = ids != 0
        mask = None if known.all() else known.long()  # adding nothing to all scores takes time, too
        scores = self.bert(inputs_embeds=words + sum(told), attention_mask=mask).logits
        return cast("Tensor", scores[:, 1:-1].float())

    def loss(self, ids: Tensor, types: Tensor, tags: Tensor, cross_entropy: float | None) -> Tensor:
        """Return the mean loss a character; ``tags`` is (texts, longest text), -100 on padding.

        ``cross_entropy`` is the weight of the emissions alone beside the sequence's likelihood; with None
        they are all that is learned, and the transitions stay as they are.
        """
        emissions = self.emissions(ids, types)
        alone = nn.functional.cross_entropy(emissions.flatten(0, 1), tags.flatten(), ignore_index=-100)
        if cross_entropy is None:
            return alone
        chained = -likelihood(emissions, tags, self.transitions).sum() / (tags >= 0).sum()
        return chained + cross_entropy * alone


def padded(rows: list[list[int]], value: int) -> Tensor:
    """Return rows of different lengths as one tensor."""
    longest = max(map(len, rows))
    return torch.tensor([row + [value] * (longest - len(row)) for row in rows])
