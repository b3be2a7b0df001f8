"""The attention that training uses gives what transformers' own gives."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from nlp.tagger.model.attention import SCALED_QUERIES  # noqa: E402
from nlp.tagger.model.folder import model_dir  # noqa: E402
from nlp.tagger.model.network import Network  # noqa: E402


@pytest.mark.skipif(not (model_dir() / "model.safetensors").is_file(), reason="no model is shipped")
def test_scaled_queries_give_what_scaled_scores_give_padding_or_not() -> None:
    network = Network.load(Path(model_dir())).eval()
    assert network.bert.config._attn_implementation == SCALED_QUERIES
    eager = copy.deepcopy(network)
    eager.bert.set_attn_implementation("eager")
    ids = torch.randint(5, 3000, (2, 40), generator=torch.Generator().manual_seed(1))
    for longest in (40, 30):
        given = ids.clone()
        given[1, longest:] = 0
        with torch.no_grad():
            found, expected = (each.emissions(given, torch.zeros_like(given)) for each in (network, eager))
        read = (given[:, 1:-1] != 0)[:, :, None]
        torch.testing.assert_close(found * read, expected * read, atol=1e-4, rtol=1e-4)
