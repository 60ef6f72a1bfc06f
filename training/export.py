"""A trained reader → the ONNX file that the package ships.

Matrices become int8 by channel, of seven bits so that sums cannot overflow on
processors without VNNI instructions (ONNX Runtime's advice for AVX2); the table
of word pieces becomes int8 by row.
"""

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from encoder import Reader, Size, allowed_transitions
from fastnet import FastReader
from fit import EDGES
from onrecord.understand.confidence import FEATURES

ACCURATE_WINDOW = (256, 64)
FAST_WINDOW = (2048, 256)
"""Pieces in a window, and how many neighbours share; the fast model reads most articles whole."""


class Packed(nn.Module):
    """The reader with its inputs and outputs as `onrecord.understand.model` knows them."""

    def __init__(self, reader: Reader | FastReader) -> None:
        super().__init__()
        self.reader = reader
        table = reader.encoder.piece.weight.detach()
        scale = table.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("table", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(
        self, pieces: Tensor, shapes: Tensor, quoted: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        vectors = self.table[pieces].float() * self.scale[pieces]
        x = self.reader.encoder(vectors, shapes, quoted, mask[:, None, None, :])
        return self.reader.heads(x)


def export(reader: Reader | FastReader, target: Path, window: int, overlap: int) -> None:
    reader.eval()
    packed = Packed(reader)
    ids = torch.ones(2, 16, dtype=torch.long)
    example = (ids, ids * 0, ids * 0, torch.zeros(2, 16))
    names = ["pieces", "shapes", "quoted", "mask"]
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            packed,
            example,
            str(plain),
            input_names=names,
            output_names=["tags", "links"],
            dynamic_axes={name: {0: "batch", 1: "length"} for name in (*names, "tags", "links")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            plain,
            small,
            op_types_to_quantize=["MatMul", "Gemm"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
        model = onnx.load(small)
    heads = reader.heads
    facts = {
        "window": window,
        "overlap": overlap,
        "transitions": rounded(heads.transitions + allowed_transitions()),
        "distance": rounded(heads.distance),
        "edges": EDGES.tolist(),
        "crossing": rounded(heads.crossing),
        "nothing": round(float(heads.nothing.detach()), 4),
        "confidence": [0.0] * len(FEATURES),  # until calibrate.py has run
    }
    entry = model.metadata_props.add()
    entry.key, entry.value = "onrecord", json.dumps(facts)
    target.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, target)


def rounded(values: Tensor) -> list[list[float]]:
    return [[round(float(v), 4) for v in row] for row in values.detach()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--state", type=Path, required=True, help="average.pt of fit.py or distil.py"
    )
    parser.add_argument("--target", type=Path, required=True)
    parser.add_argument("--fast", action="store_true", help="a state of distil.py")
    options = parser.parse_args()
    state = torch.load(options.state, weights_only=True)
    reader: Reader | FastReader
    if options.fast:
        reader = FastReader(width=state["encoder.piece.weight"].shape[1])
    else:
        reader = Reader(Size())
    reader.load_state_dict(state)
    export(reader, options.target, *(FAST_WINDOW if options.fast else ACCURATE_WINDOW))
    print(f"{options.target}: {options.target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
