"""Attention for training on a processor: eager, with the queries scaled instead of the scores.

The scores of a window are eight times as many numbers as its queries, and scaling them, there and back, takes
more than a tenth of a step.
"""

from __future__ import annotations

from typing import Any, Final

import torch
from torch import Tensor

#: What `attn_implementation` is called.
SCALED_QUERIES: Final = "scaled_queries"


def scaled_queries(
    module: Any,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    scaling: float,
    **rest: Any,
) -> tuple[Tensor, Tensor]:
    """Return what is attended to, (texts, places, heads, size), and the weights."""
    scores = torch.matmul(query * scaling, key.transpose(2, 3))
    if attention_mask is not None:
        scores = scores + attention_mask
    weights = torch.softmax(scores, dim=-1)
    return torch.matmul(weights, value).transpose(1, 2).contiguous(), weights


def register() -> str:
    """Make the attention known to transformers, with the mask of its own eager one; returns its name."""
    from transformers import AttentionInterface, AttentionMaskInterface
    from transformers.masking_utils import eager_mask

    AttentionInterface.register(SCALED_QUERIES, scaled_queries)
    AttentionMaskInterface.register(SCALED_QUERIES, eager_mask)
    return SCALED_QUERIES
