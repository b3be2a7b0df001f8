"""The likelihood of tag sequences under a linear chain, with its gradient worked out by forward-backward.

Automatic differentiation through hundreds of steps costs several times the encoder; the gradient of the
log-partition is known in closed form: the probability of each tag, and of each pair of neighbours.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import torch
from torch import Tensor

from nlp.tagger.model.decode import scaled


def likelihood(emissions: Tensor, tags: Tensor, transitions: Tensor) -> Tensor:
    """Return the log-likelihood of each text's tags.

    ``emissions`` is (texts, longest, tags), ``tags`` (texts, longest) with -100 behind a text's end,
    ``transitions`` (tags + 1, tags), the last row for a text's first tag.
    """
    mask = tags >= 0
    known = tags.clamp(min=0)
    inner, begin = transitions[:-1], transitions[-1]
    own = emissions.gather(2, known[:, :, None])[:, :, 0]
    steps = torch.cat([begin[known[:, :1]], inner[known[:, :-1], known[:, 1:]]], dim=1)
    score = ((own + steps) * mask).sum(dim=1)
    return score - cast("Tensor", _LogPartition.apply(emissions, transitions, mask.sum(dim=1)))


class _LogPartition(torch.autograd.Function):  # type: ignore[misc,unused-ignore]  # torch may be missing
    """log of the sum over all sequences; NumPy's small matrix products have far less overhead a step."""

    @staticmethod
    def forward(ctx: Any, emissions: Tensor, transitions: Tensor, lengths: Tensor) -> Tensor:
        shifted = emissions.detach().float().cpu().numpy().astype(np.float64)
        weights = transitions.detach().float().cpu().numpy().astype(np.float64)
        ends = lengths.cpu().numpy()
        most = shifted.max(axis=2, keepdims=True)
        own = np.exp(shifted - most)
        likely, begin = np.exp(weights[:-1]), np.exp(weights[-1])
        texts, longest, count = own.shape
        forward = np.zeros((longest, texts, count))
        total = np.zeros(texts)
        state = own[:, 0] * begin
        for step in range(longest):
            if step:
                state = (forward[step - 1] @ likely) * own[:, step]
            sums = state.sum(axis=1, keepdims=True)
            forward[step] = state / sums
            total += np.where(ends > step, np.log(sums[:, 0]) + most[:, step, 0], 0.0)
        ctx.kept = (own, likely, forward, ends)
        ctx.place = emissions.device
        return torch.from_numpy(total).to(emissions)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, Tensor, None]:
        own, likely, forward, ends = ctx.kept
        above = gradients[0].detach().float().cpu().numpy().astype(np.float64)
        texts, longest, count = own.shape
        single = np.zeros((texts, longest, count))
        pairs = np.zeros((count + 1, count))
        state = np.ones((texts, count))
        for step in range(longest - 1, -1, -1):
            # Padding has no say: until a text's last character its backward state is all ones.
            state = np.where((ends > step + 1)[:, None], state, 1.0)
            here = scaled(forward[step] * state) * (above * (ends > step))[:, None]
            single[:, step] = here
            arriving = state * own[:, step]
            if step:
                known = forward[step - 1]
                joint = (known @ likely * arriving).sum(axis=1)
                share = np.where(ends > step, above / joint, 0.0)
                pairs[:-1] += likely * ((known * share[:, None]).T @ arriving)
            else:
                pairs[-1] = here.sum(axis=0)
            state = scaled(arriving @ likely.T)
        return (
            torch.from_numpy(single).to(ctx.place, torch.float32),
            torch.from_numpy(pairs).to(ctx.place, torch.float32),
            None,
        )
