"""The network: a small BERT encoder with two heads, tags and links.

The encoder is MiniLM-L6 (Wang et al. 2020) with a narrower feed-forward part,
so that it keeps up with a parser on a CPU without int8 instructions.  Tags are
decoded by a linear-chain CRF (Lafferty et al. 2001); links are scored by dot
products between the first words of two spans.
"""

from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.understand.act_scores import ACT_SCORES
from onrecord.understand.words import QUOTED_STATES, SHAPES

TAGS = 7  # O, then B and I of source, cue and content
LINK = 64
DISTANCES = 16
CROSSINGS = 5


@dataclass(frozen=True)
class Size:
    layers: int = 6
    hidden: int = 384
    inner: int = 1024
    heads: int = 12
    pieces: int = 30522
    positions: int = 512


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None, heads: int) -> Tensor:
    """Attention of several heads; each of the three and the result (batch, length, hidden)."""
    batch, length, hidden = q.shape
    split = (t.view(batch, length, heads, hidden // heads).transpose(1, 2) for t in (q, k, v))
    mixed = F.scaled_dot_product_attention(*split, attn_mask=mask)
    return mixed.transpose(1, 2).reshape(batch, length, hidden)


class FusedAttention(torch.autograd.Function):
    """The same as one operator of ONNX Runtime, a tenth quicker than its parts."""

    @staticmethod
    def forward(_context: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        return attend(q, k, v, None, heads)

    @staticmethod
    def symbolic(graph: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        mixed = graph.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads)
        mixed.setType(q.type())
        return mixed


class Layer(nn.Module):
    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.heads = size.heads
        self.qkv = nn.Linear(size.hidden, 3 * size.hidden)
        self.out = nn.Linear(size.hidden, size.hidden)
        self.norm1 = nn.LayerNorm(size.hidden, eps=1e-12)
        self.up = nn.Linear(size.hidden, size.inner)
        self.down = nn.Linear(size.inner, size.hidden)
        self.norm2 = nn.LayerNorm(size.hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        q, k, v = self.qkv(x).chunk(3, -1)
        if torch.onnx.is_in_onnx_export():
            mixed = FusedAttention.apply(q, k, v, self.heads)
        else:
            mixed = attend(q, k, v, mask, self.heads)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces, shapes and quotation states (batch, length) → vectors (batch, length, hidden)."""

    def __init__(self, size: Size, dropout: float = 0.1) -> None:
        super().__init__()
        self.size = size
        self.piece = nn.Embedding(size.pieces, size.hidden)
        self.position = nn.Embedding(size.positions, size.hidden)
        self.shape = nn.Embedding(SHAPES, size.hidden)
        self.quoted = nn.Embedding(QUOTED_STATES, size.hidden)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.quoted.weight)
        self.norm = nn.LayerNorm(size.hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))

    def forward(
        self, pieces: Tensor, shapes: Tensor, quoted: Tensor, mask: Tensor | None
    ) -> Tensor:
        """`pieces` may hold their vectors already, as in the packed form."""
        position = self.position.weight[: pieces.shape[1]]
        vectors = pieces if pieces.is_floating_point() else self.piece(pieces)
        x = vectors + position + self.shape(shapes) + self.quoted(quoted)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Heads(nn.Module):
    """Vectors of words → tag scores (…, 7) and link vectors (…, 4 × 64); likewise for acts.

    The four link vectors are, in order: content as asker, cue as answer, cue as
    asker, source as answer; for acts: evidence as asker and a name as answer of
    who speaks, then of who is spoken to.  The columns of the act scores (…, 25)
    stand in `onrecord.understand.act_scores`.
    """

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.tags = nn.Linear(hidden, TAGS)
        self.links = nn.Linear(hidden, 4 * LINK)
        self.transitions = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.distance = nn.Parameter(torch.zeros(2, DISTANCES))
        self.crossing = nn.Parameter(torch.zeros(2, CROSSINGS))
        self.nothing = nn.Parameter(torch.zeros(1))
        self.acts = nn.Linear(hidden, ACT_SCORES)
        self.act_links = nn.Linear(hidden, 4 * LINK)
        self.act_distance = nn.Parameter(torch.zeros(2, DISTANCES))
        self.act_crossing = nn.Parameter(torch.zeros(2, CROSSINGS))
        self.nobody = nn.Parameter(torch.zeros(1))
        # A sentence holds an act of a kind once in thirty.
        nn.init.constant_(self.acts.bias[:3], -6.5)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        return self.tags(x), self.links(x), self.acts(x), self.act_links(x)


class Reader(nn.Module):
    """Encoder and heads together."""

    def __init__(self, size: Size, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(size, dropout)
        self.heads = Heads(size.hidden)


def allowed_transitions() -> Tensor:
    """(7, 7) of 0 or −1e4: I of a role follows only B or I of the same role."""
    allowed = torch.zeros(TAGS, TAGS)
    for role in range(3):
        inside = 2 * role + 2
        allowed[:, inside] = -1e4
        allowed[inside - 1, inside] = allowed[inside, inside] = 0
    return allowed


def crf_loss(scores: Tensor, tags: Tensor, length: Tensor, transitions: Tensor) -> Tensor:
    """Mean negative log-likelihood a word; scores (batch, words, 7), tags (batch, words).

    A window may begin inside a span, so any tag may come first.
    """
    words = scores.shape[1]
    step = torch.arange(words).unsqueeze(0) < length.unsqueeze(1)
    gold = scores.gather(2, tags.unsqueeze(2)).squeeze(2)
    gold = gold.masked_fill(~step, 0).sum(1)
    moves = transitions[tags[:, :-1], tags[:, 1:]].masked_fill(~step[:, 1:], 0)
    alpha = scores[:, 0]
    for t in range(1, words):
        following = torch.logsumexp(alpha.unsqueeze(2) + transitions, 1) + scores[:, t]
        alpha = torch.where(step[:, t : t + 1], following, alpha)
    total = torch.logsumexp(alpha, 1)
    return (total - gold - moves.sum(1)).sum() / length.sum()


def load_minilm(path: str, size: Size) -> Encoder:
    """An encoder with MiniLM's weights; of each feed-forward part the strongest units.

    A unit's strength is the product of the norms of its two weight vectors
    (magnitude pruning of whole units, Han et al. 2015).
    """
    weights = load_file(path)
    weights = {name.removeprefix("bert."): value for name, value in weights.items()}
    encoder = Encoder(size)
    state = encoder.state_dict()
    state["piece.weight"] = weights["embeddings.word_embeddings.weight"]
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    state["position.weight"] = weights["embeddings.position_embeddings.weight"] + kind
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
    for number in range(size.layers):
        old, new = f"encoder.layer.{number}.", f"layers.{number}."
        up = weights[old + "intermediate.dense.weight"]
        down = weights[old + "output.dense.weight"]
        strength = up.norm(dim=1) * down.norm(dim=0)
        keep = strength.topk(size.inner).indices.sort().values
        for part in ("weight", "bias"):
            parts = [weights[f"{old}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
            state[f"{new}qkv.{part}"] = torch.cat(parts)
            state[f"{new}out.{part}"] = weights[f"{old}attention.output.dense.{part}"]
            state[f"{new}norm1.{part}"] = weights[f"{old}attention.output.LayerNorm.{part}"]
            state[f"{new}norm2.{part}"] = weights[f"{old}output.LayerNorm.{part}"]
        state[f"{new}up.weight"] = up[keep]
        state[f"{new}up.bias"] = weights[old + "intermediate.dense.bias"][keep]
        state[f"{new}down.weight"] = down[:, keep]
        state[f"{new}down.bias"] = weights[old + "output.dense.bias"]
    encoder.load_state_dict(state)
    return encoder
