"""The fast network: dilated convolutions over a narrow table of word pieces.

After Yu and Koltun 2016 and Strubell et al. 2017: each layer sees a word and
its neighbours at a distance that doubles from layer to layer, so that the last
sees over a hundred words to each side.  A convolution is written as one matrix
product over three shifted copies, which is what an int8 runtime does quickest.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from encoder import Heads
from onrecord.understand.words import QUOTED_STATES, SHAPES

DILATIONS = (1, 2, 4, 8, 16, 32, 1, 2)


class Convolution(nn.Module):
    def __init__(self, width: int, dilation: int, dropout: float) -> None:
        super().__init__()
        self.dilation = dilation
        self.mix = nn.Linear(3 * width, width)
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, keep: Tensor | int) -> Tensor:
        d = self.dilation
        around = F.pad(x * keep, (0, 0, d, d))
        wide = torch.cat([around[:, : -2 * d], x, around[:, 2 * d :]], -1)
        return self.norm(x + self.dropout(F.relu(self.mix(wide))))


class FastEncoder(nn.Module):
    """Same inputs as `encoder.Encoder`; `mask` as there, (batch, 1, 1, length)."""

    def __init__(self, pieces: int, width: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.piece = nn.Embedding(pieces, width)
        self.shape = nn.Embedding(SHAPES, width)
        self.quoted = nn.Embedding(QUOTED_STATES, width)
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Convolution(width, d, dropout) for d in DILATIONS)

    def forward(
        self, pieces: Tensor, shapes: Tensor, quoted: Tensor, mask: Tensor | None
    ) -> Tensor:
        vectors = pieces if pieces.is_floating_point() else self.piece(pieces)
        x = self.dropout(self.norm(vectors + self.shape(shapes) + self.quoted(quoted)))
        keep = 1 if mask is None else (mask[:, 0, 0, :] > -1).float().unsqueeze(2)
        for layer in self.layers:
            x = layer(x, keep)
        return x


class FastReader(nn.Module):
    def __init__(self, pieces: int = 30522, width: int = 192, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = FastEncoder(pieces, width, dropout)
        self.heads = Heads(width)
