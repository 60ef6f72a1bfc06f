"""A trained reader → the ONNX file that the package ships.

Matrices become int8 by channel, of seven bits so that sums cannot overflow on
processors without VNNI instructions (ONNX Runtime's advice for AVX2); the table
of word pieces becomes int8 by row.
"""

import argparse
import base64
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from encoder import LINK, Heads, Reader, Size, allowed_transitions
from fastnet import FastReader
from fit import EDGES
from onrecord.understand.act_names import WEIGHED
from onrecord.understand.act_scores import KINDS
from onrecord.understand.confidence import FEATURES

ACCURATE_WINDOW = 384
FAST_WINDOW = 2048
"""Pieces in a window; the fast model reads most articles whole."""


class Packed(nn.Module):
    """The reader with its inputs and outputs as `onrecord.understand.model` knows them."""

    def __init__(self, reader: Reader | FastReader) -> None:
        super().__init__()
        self.reader = reader
        table = reader.encoder.piece.weight.detach()
        scale = table.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("table", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, pieces: Tensor, shapes: Tensor, quoted: Tensor) -> tuple[Tensor, ...]:
        """One window without padding, so that nothing needs a mask."""
        vectors = self.table[pieces].float() * self.scale[pieces]
        x = self.reader.encoder(vectors, shapes, quoted, None)
        heads = self.reader.heads
        return heads.tags(x), heads.acts(x), x


def export(reader: Reader | FastReader, target: Path, window: int) -> None:
    reader.eval()
    packed = Packed(reader)
    ids = torch.ones(2, 16, dtype=torch.long)
    example = (ids, ids * 0, ids * 0)
    inputs = ["pieces", "shapes", "quoted"]
    outputs = ["tags", "acts", "vectors"]
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            packed,
            example,
            str(plain),
            input_names=inputs,
            output_names=outputs,
            dynamic_axes={name: {0: "batch", 1: "length"} for name in (*inputs, *outputs)},
            opset_version=17,
            dynamo=False,
            custom_opsets={"com.microsoft": 1},
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
        "transitions": rounded(heads.transitions + allowed_transitions()),
        "distance": rounded(heads.distance),
        "edges": EDGES.tolist(),
        "crossing": rounded(heads.crossing),
        "nothing": round(float(heads.nothing.detach()), 4),
        "links": packed_links(heads),
        "link_biases": rounded(torch.cat([heads.links.bias, heads.act_links.bias]).view(-1, LINK)),
        "act_distance": rounded(heads.act_distance),
        "act_crossing": rounded(heads.act_crossing),
        "nobody": round(float(heads.nobody.detach()), 4),
        # Until calibrate.py and weigh_acts.py have run:
        "confidence": [0.0] * len(FEATURES),
        "act_confidence": [[0.0, 1.0]] * len(KINDS),
        # Until weigh_acts.py has run the network alone decides:
        "speaker_weights": [[1.0] + [0.0] * (len(WEIGHED) - 1)] * len(KINDS),
        "party_weights": [[0.0, 1.0] + [0.0] * (len(WEIGHED) - 2) + [1.0, 0.0]] * len(KINDS),
    }
    entry = model.metadata_props.add()
    entry.key, entry.value = "onrecord", json.dumps(facts)
    target.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, target)


def packed_links(heads: Heads) -> str:
    """The turnings of vectors, (8, hidden, 64) in half precision as base 64.

    They stand beside the network, since only the few words that begin a span
    are turned, and only after it has run.
    """
    both = torch.cat([heads.links.weight, heads.act_links.weight]).detach()
    turned = both.view(-1, LINK, both.shape[1]).transpose(1, 2)
    return base64.b64encode(turned.half().contiguous().numpy().tobytes()).decode()


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
    reader.load_state_dict(state, strict=False)
    export(reader, options.target, FAST_WINDOW if options.fast else ACCURATE_WINDOW)
    print(f"{options.target}: {options.target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
