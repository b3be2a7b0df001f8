"""The start as a folder that Hugging Face reads: a BertModel over single characters with fewer layers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from nlp.tagger.model.characters import SPECIALS, Characters, gb2312, is_used
from nlp.tagger.model.start import Floats, Pretrained

if TYPE_CHECKING:
    from torch import Tensor
    from transformers import BertModel

_SPACE: Final = "\u2581"
#: Tensor names of a layer: theirs, and BertModel's.
_LAYER: Final = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm", "fi": "intermediate.dense",
    "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip


def character_rows(start: Pretrained) -> tuple[Characters, Floats]:
    """Return the vocabulary of single characters and the embedding of each.

    A character's row is that of its own piece; else of its piece at a word's beginning; else of what the
    start normalises it to; else the mean of all Chinese characters, which training moves.
    """
    words = start.tensors["emb.word"]
    place = {piece: number for number, piece in reversed(list(enumerate(start.pieces)))}
    known = {piece for piece in start.pieces if len(piece) == 1 and piece != _SPACE and is_used(piece)}
    alike = {char for char, to in start.normal.items() if is_used(char) and _row(to, place) is not None}
    chars = sorted(known | alike | set(gb2312()) | {"\n", "\t", " ", "\u3000"})
    vocabulary = Characters.of(chars)
    han = [place[char] for char in known if "\u4e00" <= char <= "\u9fff"]
    mean = words[han].mean(axis=0)
    rows = np.tile(mean, (len(vocabulary.ids), 1)).astype(np.float32)
    for token in SPECIALS:
        rows[vocabulary.ids[token]] = words[start.special[token]]
    for char in chars:
        number = _row(char, place)
        number = _row(start.normal.get(char, char), place) if number is None else number
        if number is not None:
            rows[vocabulary.ids[char]] = words[number]
    return vocabulary, rows


def _row(text: str, place: dict[str, int]) -> int | None:
    text = _SPACE if text.isspace() else text
    return place.get(text, place.get(_SPACE + text))


def bert(start: Pretrained, rows: Floats, layers: Sequence[int], *, pretrained: bool = True) -> BertModel:
    """Return a BertModel of the given layers of the start, over these embeddings.

    Without ``pretrained`` the shape alone is the start's, and the weights are torch's random ones.
    """
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=len(rows),
        hidden_size=start.hidden,
        num_hidden_layers=len(layers),
        num_attention_heads=start.heads,
        intermediate_size=start.inner,
        max_position_embeddings=start.positions,
        type_vocab_size=start.tensors["emb.type"].size // start.hidden,
        layer_norm_eps=1e-12,
        pad_token_id=0,
        bos_token_id=1,
        eos_token_id=2,
    )
    model = BertModel(config, add_pooling_layer=False)
    if pretrained:
        model.load_state_dict(_state(start, rows, layers))
    return model


def _state(start: Pretrained, rows: Floats, layers: Sequence[int]) -> dict[str, Tensor]:
    import torch

    def tensor(value: Floats) -> Tensor:
        return torch.from_numpy(np.ascontiguousarray(value))

    of = start.tensors
    state = {
        "embeddings.word_embeddings.weight": tensor(rows),
        "embeddings.position_embeddings.weight": tensor(of["emb.pos"].reshape(-1, start.hidden)),
        "embeddings.token_type_embeddings.weight": tensor(of["emb.type"].reshape(-1, start.hidden)),
        "embeddings.LayerNorm.weight": tensor(of["emb.ln.w"]),
        "embeddings.LayerNorm.bias": tensor(of["emb.ln.b"]),
    }
    for here, there in enumerate(layers):
        for short, name in _LAYER.items():
            state[f"encoder.layer.{here}.{name}.weight"] = tensor(of[f"l{there}.{short}.w"])
            state[f"encoder.layer.{here}.{name}.bias"] = tensor(of[f"l{there}.{short}.b"])
    return state


def build(start: Pretrained, folder: Path, layers: Sequence[int], *, pretrained: bool = True) -> Path:
    """Write the cut start to a folder: config.json, model.safetensors, tokenizer.json. Returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary, rows = character_rows(start)
    bert(start, rows, layers, pretrained=pretrained).save_pretrained(folder)
    vocabulary.save(folder / "tokenizer.json")
    return folder


def embeddings(start: Pretrained, texts: Iterable[str]) -> Floats:
    """Return the start's own sentence embeddings ("passage: "), to check the conversion against the package.

    All layers, all pieces, SentencePiece's unigram segmentation; mean over tokens, length 1.
    """
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers

    unigram: Any = models.Unigram(
        list(zip(start.pieces, start.scores, strict=True)), unk_id=start.special["<unk>"], byte_fallback=False
    )
    pieces = Tokenizer(unigram)
    pieces.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_SPACE, prepend_scheme="always", split=False)
    model = bert(start, start.tensors["emb.word"], range(start.layers)).eval()
    found = []
    for text in texts:
        normal = "".join(start.normal.get(char, char) for char in f"passage: {text}")
        ids = [start.special["<s>"], *pieces.encode(normal).ids, start.special["</s>"]]
        with torch.no_grad():
            mean = model(input_ids=torch.tensor([ids])).last_hidden_state[0].mean(dim=0)
        found.append((mean / mean.norm()).numpy())
    return np.stack(found)
