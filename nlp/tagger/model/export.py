"""A trained network as ONNX: traced by torch's exporter, its weights as numbers of 8 bits."""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor, nn

from nlp.tagger.model.network import Network
from nlp.tagger.model.settings import WindowSettings

#: Files of a model folder.
ONNX: Final = "model.onnx"
_LONGEST: Final = 510
_BLOCK: Final = 128


class _Rows(nn.Module):  # type: ignore[misc,unused-ignore]  # torch may be missing
    """An embedding of 8-bit numbers, one scale a row: rows are looked up, so only the file shrinks."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        rows = table.weight.detach().float()
        scale = rows.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("numbers", (rows / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        found: Tensor = self.numbers[ids].float() * self.scale[ids]
        return found


class _Logits(nn.Module):  # type: ignore[misc,unused-ignore]  # torch may be missing
    """From ids and hints to scores of the characters, the borders' tokens left out."""

    def __init__(self, network: Network, eight: bool) -> None:
        super().__init__()
        self.bert = network.folded()
        if eight:
            tables = self.bert.bert.embeddings
            tables.word_embeddings = _Rows(tables.word_embeddings)
            tables.token_type_embeddings = _Rows(tables.token_type_embeddings)

    def forward(self, input_ids: Tensor, token_type_ids: Tensor) -> Tensor:
        mask = (input_ids != 0).long()
        scores: Tensor = self.bert(
            input_ids=input_ids, token_type_ids=token_type_ids, attention_mask=mask
        ).logits
        return scores[:, 1:-1]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def to_onnx(network: Network, path: Path, *, eight: bool = False) -> None:
    """Write the network with float32 weights, or its embeddings in 8 bits; texts and places are dynamic."""
    model = _Logits(network.float().cpu().eval(), eight)
    example = torch.full((2, 34), 5, dtype=torch.int64)
    places = {0: torch.export.Dim("texts"), 1: torch.export.Dim("places", min=3, max=_LONGEST + 2)}
    dynamic = {"input_ids": places, "token_type_ids": places}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            (example, torch.ones_like(example)),
            str(path),
            dynamo=True,
            input_names=["input_ids", "token_type_ids"],
            output_names=["emissions"],
            dynamic_shapes=dynamic,
            external_data=False,
            verbose=False,
        )


def quantise(source: Path, target: Path) -> None:
    """Write the model with its matrices in 8 bits.

    Most have one scale a column, and their input one scale, measured as it comes: the fastest products. What
    GELU gives has single large values that spoil such a scale, and of the classifier every point counts:
    these matrices have a scale for every 128 weights of a column, and their input one for every 128 numbers
    (MatMulNBits, accuracy level 4). Together they stay within a hair of float32 (docs/results.md). Since an
    input has one scale, windows that are read together would change each other: they are read one by one.

    ``reduce_range``: processors without VNNI add such products in 16 bits, which 7 bits never overflow.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

    with tempfile.TemporaryDirectory() as scratch, _quiet():
        fast = Path(scratch) / ONNX
        quantize_dynamic(
            source,
            fast,
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=_delicate(onnx.load(str(source))),
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
        quantiser = MatMulNBitsQuantizer(
            onnx.load(str(fast)),
            bits=8,
            block_size=_BLOCK,
            is_symmetric=True,
            accuracy_level=4,
            op_types_to_quantize=("MatMul",),
        )
        quantiser.process()
        made = quantiser.model.model
    _forget_origins(made)
    onnx.save(made, str(target))


def _forget_origins(model: Any) -> None:
    """Take out which lines of which files each node was traced from: paths of the machine that made it."""
    graphs = [model.graph, *model.functions]
    del model.metadata_props[:]
    for graph in graphs:
        del graph.metadata_props[:]
        for each in (*graph.node, *graph.value_info, *getattr(graph, "initializer", ())):
            del each.metadata_props[:]
            each.doc_string = ""


@contextmanager
def _quiet() -> Iterator[None]:
    """Leave out what the quantisers tell the root logger of each matrix."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def _delicate(model: Any) -> list[str]:
    """Return the matrices whose input one scale would spoil: those behind GELU and the classifier's.

    The former are known by narrowing their input, the latter is the last.
    """
    sizes = {each.name: tuple(each.dims) for each in model.graph.initializer}
    named = [
        (node.name, sizes[node.input[1]])
        for node in model.graph.node
        if node.op_type == "MatMul" and node.input[1] in sizes
    ]
    return [name for name, (rows, columns) in named if rows > columns or name == named[-1][0]]


def export(trained: Path, folder: Path, windows: WindowSettings) -> Path:
    """Make a model folder of a trained one: model.onnx in 8 bits, and in 16 bits the weights to train on.

    The float32 ONNX is left beside the trained weights, for comparison. Returns the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    full = trained / "model.fp32.onnx"
    network = Network.load(trained)
    to_onnx(network, full)
    with tempfile.TemporaryDirectory() as scratch:
        eight = Path(scratch) / ONNX
        to_onnx(network, eight, eight=True)
        quantise(eight, folder / ONNX)
    whole = network.folded().half()
    whole.config.windows = windows.model_dump()
    whole.save_pretrained(folder)
    shutil.copyfile(trained / "tokenizer.json", folder / "tokenizer.json")
    tokens = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": _LONGEST + 2,
        "pad_token": "<pad>",
        "bos_token": "<s>",
        "eos_token": "</s>",
        "unk_token": "<unk>",
    }
    (folder / "tokenizer_config.json").write_text(_json(tokens), encoding="utf-8")
    return folder
