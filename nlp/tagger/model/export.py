"""A trained network as ONNX: traced by torch's exporter, its weights as numbers of 8 bits."""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn

from nlp.tagger.model.network import Network
from nlp.tagger.model.settings import WindowSettings

#: Files of a model folder.
ONNX: Final = "model.onnx"
_LONGEST: Final = 510


class _Logits(nn.Module):  # type: ignore[misc,unused-ignore]  # torch may be missing
    """From ids to scores of the characters, the borders' tokens left out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: Tensor) -> Tensor:
        return self.network.emissions(input_ids)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def to_onnx(network: Network, path: Path) -> None:
    """Write the network with float32 weights; texts and places are dynamic."""
    model = _Logits(network.float().cpu().eval())
    example = torch.full((2, 34), 5, dtype=torch.int64)
    dynamic = {
        "input_ids": {0: torch.export.Dim("texts"), 1: torch.export.Dim("places", min=3, max=_LONGEST + 2)}
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            (example,),
            str(path),
            dynamo=True,
            input_names=["input_ids"],
            output_names=["emissions"],
            dynamic_shapes=dynamic,
            external_data=False,
            verbose=False,
        )


def quantise(source: Path, target: Path) -> None:
    """Write the model with weights of 8 bits, one scale a channel; activations are scaled as they come."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    logging.getLogger("root").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / ONNX
        quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(target), per_channel=True, weight_type=QuantType.QInt8)


def export(trained: Path, folder: Path, windows: WindowSettings) -> Path:
    """Make a model folder of a trained one: config.json, tokenizer.json and its config, model.onnx in 8 bits.

    The float32 ONNX is left beside the trained weights, for comparison. Returns the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    full = trained / "model.fp32.onnx"
    to_onnx(Network.load(trained), full)
    quantise(full, folder / ONNX)
    config = json.loads((trained / "config.json").read_text(encoding="utf-8"))
    config["windows"] = windows.model_dump()
    (folder / "config.json").write_text(_json(config), encoding="utf-8")
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
