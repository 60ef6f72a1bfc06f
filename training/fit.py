"""Trains the reader on marked articles: `make accurate`.

AdamW (Loshchilov and Hutter 2019) with a lower rate for lower layers, a linear
warm-up and decay, and a moving average of the weights (Polyak and Juditsky
1992), which is what is kept.
"""

import argparse
import copy
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from corpus import Window, cut, edited, read_marked, tag
from encoder import LINK, Reader, Size, allowed_transitions, crf_loss, load_minilm
from onrecord.understand.words import Vocabulary

EDGES = torch.tensor([-80, -40, -20, -10, -5, -2, -1, 1, 2, 3, 6, 11, 21, 41, 81])


def batches(windows: list[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, in random order."""
    windows = sorted(windows, key=lambda w: (len(w.pieces) // 64, rng.random()))
    groups = [windows[i : i + size] for i in range(0, len(windows), size)]
    rng.shuffle(groups)
    return groups


def padded(rows: list[list[int]], multiple: int = 32) -> Tensor:
    width = max(map(len, rows))
    width = -(-width // multiple) * multiple
    return torch.tensor([row + [0] * (width - len(row)) for row in rows])


def link_loss(links: Tensor, reader: Reader, group: list[Window]) -> Tensor:
    """Cross-entropy of each content's cue and each cue's source, among those of the window."""
    content, cue_answer, cue_asker, source = links.float().chunk(4, dim=-1)
    losses = []
    for row, window in enumerate(group):
        cues = sorted({cue for _, cue in window.content_cue} | {c for c, _ in window.cue_source})
        sources = sorted({s for _, s in window.cue_source if s >= 0})
        crossing = torch.tensor(window.crossings)
        jobs = (
            (0, content[row], cue_answer[row], window.content_cue, cues, False),
            (1, cue_asker[row], source[row], window.cue_source, sources, True),
        )
        for kind, asker, answer, pairs, candidates, may_be_none in jobs:
            if not pairs or (not candidates and not may_be_none):
                continue
            askers = torch.tensor([a for a, _ in pairs])
            answers = torch.tensor(candidates, dtype=torch.long)
            score = asker[askers] @ answer[answers].T / LINK**0.5
            score = score + bias(reader, kind, askers, answers, crossing)
            if may_be_none:
                score = torch.cat([score, reader.heads.nothing.expand(len(pairs), 1)], 1)
            where = {answer: number for number, answer in enumerate(candidates)}
            target = torch.tensor([where.get(b, len(candidates)) for _, b in pairs])
            losses.append(F.cross_entropy(score, target, reduction="sum") / len(pairs))
    return torch.stack(losses).mean() if losses else links.sum() * 0


def bias(reader: Reader, kind: int, askers: Tensor, answers: Tensor, crossing: Tensor) -> Tensor:
    distance = torch.bucketize(answers.unsqueeze(0) - askers.unsqueeze(1), EDGES)
    crossed = (crossing[answers].unsqueeze(0) - crossing[askers].unsqueeze(1)).clamp(-2, 2) + 2
    return reader.heads.distance[kind][distance] + reader.heads.crossing[kind][crossed]


@dataclass
class Batch:
    """What the network said of a group of windows, one row a window, one column a word."""

    scores: Tensor  # (windows, words, 7)
    links: Tensor  # (windows, words, 256)
    acts: Tensor  # (windows, words, 25)
    act_links: Tensor  # (windows, words, 256)
    tags: Tensor  # (windows, words)
    length: Tensor  # (windows,)

    def real(self) -> Tensor:
        """True where there is a word and no padding."""
        return torch.arange(self.tags.shape[1]).unsqueeze(0) < self.length.unsqueeze(1)


def run(reader: Reader, group: list[Window]) -> Batch:
    pieces = padded([w.pieces for w in group])
    mask = torch.zeros(pieces.shape)
    for row, window in enumerate(group):
        mask[row, len(window.pieces) :] = -1e4
    width = pieces.shape[1]
    fit = [[w.shapes for w in group], [w.quoted for w in group]]
    shapes, quoted = (F.pad(p, (0, width - p.shape[1])) for p in map(padded, fit))
    x = reader.encoder(pieces, shapes, quoted, mask[:, None, None, :])
    first = padded([w.first for w in group], 1)
    x = x.gather(1, first.unsqueeze(2).expand(-1, -1, x.shape[2]))
    scores, links, acts, act_links = reader.heads(x)
    tags = padded([w.tags for w in group], 1)
    return Batch(scores, links, acts, act_links, tags, torch.tensor([len(w.tags) for w in group]))


def losses(reader: Reader, group: list[Window], allowed: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """CRF, word and link losses of a batch."""
    batch = run(reader, group)
    transitions = reader.heads.transitions + allowed
    crf = crf_loss(batch.scores, batch.tags, batch.length, transitions)
    real = batch.real()
    word = F.cross_entropy(batch.scores[real], batch.tags[real])
    return crf, word, link_loss(batch.links, reader, group)


def groups_of_parameters(reader: Reader, rate: float, head_rate: float) -> list[dict]:
    layers = reader.encoder.size.layers
    rates: dict[float, list] = {}
    for name, value in reader.named_parameters():
        if name.startswith("heads") or "shape" in name or "quoted" in name:
            own = head_rate
        elif "layers." in name:
            own = rate * 0.9 ** (layers - 1 - int(name.split("layers.")[1].split(".")[0]))
        else:
            own = rate * 0.9**layers
        rates.setdefault(own, []).append(value)
    return [{"params": values, "lr": own, "top": own} for own, values in rates.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True, help="folder of the base model")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--limit", type=int, default=256)
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many (a trial run)")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    vocabulary = Vocabulary((options.minilm / "vocab.txt").read_text(encoding="utf-8").splitlines())
    size = Size()
    reader = Reader(size)
    reader.encoder = load_minilm(str(options.minilm / "model.safetensors"), size)
    average = copy.deepcopy(reader)
    articles = read_marked(options.data / "polnear", "train")
    plain = [tag(article, vocabulary) for article in articles]
    per_epoch = sum(sum(map(len, t.words.pieces)) for t in plain) / options.limit / options.batch
    total = int(per_epoch * options.epochs * 1.03)
    optimizer = torch.optim.AdamW(
        groups_of_parameters(reader, options.rate, 1e-3), weight_decay=0.01, fused=True
    )
    allowed = allowed_transitions()
    step, began, shown = 0, time.time(), [0.0, 0.0, 0.0]
    state_file = options.out / "state.pt"
    start_epoch = 0
    if state_file.exists():
        kept = torch.load(state_file, weights_only=False)
        reader.load_state_dict(kept["reader"])
        average.load_state_dict(kept["average"])
        optimizer.load_state_dict(kept["optimizer"])
        step, start_epoch = kept["step"], kept["epoch"]
        rng.setstate(kept["rng"])
        torch.set_rng_state(kept["torch"])
        if kept["options"] != vars(options):
            sys.exit(f"{state_file} is of a run with other options; delete it to begin anew")
    for epoch in range(start_epoch, options.epochs):
        reader.train()
        windows: list[Window] = []
        for article, as_is in zip(articles, plain, strict=True):
            changed = epoch < options.epochs - 1 and rng.random() < 0.75
            tagged = tag(edited(article, rng), vocabulary) if changed else as_is
            windows += cut(tagged, options.limit, vocabulary, rng, rng.random() < 0.03)
        for group in batches(windows, options.batch, rng):
            warm = 0.06 * total
            share = min(step / warm, max(0.02, (total - step) / (total - warm)))
            for parameters in optimizer.param_groups:
                parameters["lr"] = parameters["top"] * share
            crf, word, link = losses(reader, group, allowed)
            (crf + 0.5 * word + 0.2 * link).backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            decay = min(0.997, step / (step + 20))
            with torch.no_grad():
                mean, now = list(average.parameters()), list(reader.parameters())
                torch._foreach_lerp_(mean, now, 1 - decay)
            shown = [a + float(b.detach()) for a, b in zip(shown, (crf, word, link), strict=True)]
            if step % 25 == 0:
                mean_loss = " ".join(f"{value / 25:.4f}" for value in shown)
                print(
                    f"{step}/{total} epoch {epoch} {mean_loss} {time.time() - began:.0f}s",
                    flush=True,
                )
                shown = [0.0, 0.0, 0.0]
            if options.steps and step >= options.steps:
                return
        torch.save(average.state_dict(), options.out / f"average-{epoch}.pt")
        kept = {
            "reader": reader.state_dict(),
            "average": average.state_dict(),
            "optimizer": optimizer.state_dict(),
            "step": step,
            "epoch": epoch + 1,
            "rng": rng.getstate(),
            "torch": torch.get_rng_state(),
            "options": vars(options),
        }
        torch.save(kept, state_file)
    torch.save(average.state_dict(), options.out / "average.pt")
    # A finished run is not gone on with: the next one begins anew.
    state_file.unlink()


if __name__ == "__main__":
    main()
