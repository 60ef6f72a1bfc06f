"""Trains the fast model to agree with the accurate one.

Distillation (Hinton et al. 2015): on articles with marks, the loss is half the
marks' and half the teacher's (Kullback-Leibler at temperature 2); on articles
without, the teacher's own reading stands in for marks.  Those come from other
outlets, countries and years than the marked ones.
"""

import argparse
import copy
import html
import random
import re
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from corpus import Marked, Tagged, Window, cut, edited, paragraphs_of, read_marked, tag
from encoder import allowed_transitions, crf_loss
from fastnet import FastReader
from fit import batches, link_loss, run
from onrecord.understand.decode import CONTENT, best_tags, link, runs_of
from onrecord.understand.model import Model
from onrecord.understand.quotations import find_quotations
from onrecord.understand.words import Vocabulary, split_words

TEMPERATURE = 2.0
LONGEST = 6000  # characters of an unmarked text; a few are whole reports


@dataclass
class Lesson:
    """An article with the teacher's scores of its words (words, 7) in half precision."""

    marked: Marked | None
    tagged: Tagged
    scores: np.ndarray


def unmarked_texts(data: Path, rng: random.Random) -> list[str]:
    """News, releases and parliamentary answers from the folders beside the marked corpus."""
    texts: list[str] = []
    for folder, pattern, most, read in (
        ("acts/wikinews", "*.txt", 60, _plain),
        ("mlaw", "*.md", 330, _plain),
        ("ecbplus", "**/*.xml", 500, _from_ecb),
        ("timeml", "**/*.tml", 200, _from_timeml),
    ):
        files = sorted((data / folder).glob(pattern))
        rng.shuffle(files)
        found = [read(file.read_text(encoding="utf-8", errors="replace")) for file in files[:most]]
        texts += [text[:LONGEST] for text in found if len(text) > 300]
    return texts


def _plain(text: str) -> str:
    return text


def _from_ecb(markup: str) -> str:
    """ECB+ holds tokens with the number of their sentence; each sentence becomes a line."""
    lines: dict[str, list[str]] = {}
    for sentence, word in re.findall(r'<token [^>]*sentence="(\d+)"[^>]*>([^<]*)</token>', markup):
        lines.setdefault(sentence, []).append(html.unescape(word))
    return "\n".join(" ".join(words) for words in lines.values())


def _from_timeml(markup: str) -> str:
    body = re.search(r"<TEXT>(.*?)</TEXT>", markup, re.DOTALL)
    text = html.unescape(re.sub(r"<[^>]+>", "", body.group(1))) if body else ""
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip())


_teacher: Model | None = None


def _teach(job: tuple[str, str, Marked | None, str]) -> Lesson:
    """One article through the teacher, in a worker process."""
    global _teacher  # noqa: PLW0603 - one model a worker process
    weights, vocab, marked, text = job
    if _teacher is None:
        lines = Path(vocab).read_text(encoding="utf-8").splitlines()
        _teacher = Model("teacher", Path(weights).read_bytes(), Vocabulary(lines))
    paragraphs = paragraphs_of(text)
    words = split_words(text, paragraphs, find_quotations(text, paragraphs), _teacher.vocabulary)
    scores = _teacher.score(words)
    if marked is not None:
        tagged = tag(marked, _teacher.vocabulary)
    else:
        tags = best_tags(scores.tags, _teacher.structure.transitions)
        runs = runs_of(tags, scores.tags)
        found = [one for one in link(runs, words, scores, _teacher.structure) if one.cue]
        tagged = Tagged(
            words,
            tags,
            [(r.first, one.cue.first) for one in found for r in one.contents if r.role == CONTENT],
            [(one.cue.first, one.source.first if one.source else -1) for one in found],
        )
    return Lesson(marked, tagged, scores.tags.astype(np.float16))


def start_from(table: Tensor, width: int) -> Tensor:
    """The teacher's table of word pieces in fewer dimensions, by its principal components."""
    centred = table - table.mean(0)
    _, _, axes = torch.pca_lowrank(centred, q=width, center=False, niter=4)
    small = centred @ axes
    return small / small.std() * 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True, help="folder of the base model")
    parser.add_argument("--teacher", type=Path, required=True, help="accurate.onnx")
    parser.add_argument("--state", type=Path, required=True, help="the teacher's average-N.pt")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--width", type=int, default=192)
    parser.add_argument("--limit", type=int, default=512)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(options.seed)
    began = time.time()
    vocab = options.minilm / "vocab.txt"
    marked = read_marked(options.data / "polnear", "train")
    texts = unmarked_texts(options.data, rng)
    jobs = [(str(options.teacher), str(vocab), m, m.text) for m in marked]
    jobs += [(str(options.teacher), str(vocab), None, text) for text in texts]
    with ProcessPoolExecutor(options.threads) as pool:
        lessons = list(pool.map(_teach, jobs, chunksize=8))
    print(
        f"{len(marked)} marked and {len(texts)} unmarked read in {time.time() - began:.0f}s",
        flush=True,
    )
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    vocabulary = Vocabulary(vocab.read_text(encoding="utf-8").splitlines())
    reader = FastReader(width=options.width)
    table = torch.load(options.state, weights_only=True)["encoder.piece.weight"]
    with torch.no_grad():
        reader.encoder.piece.weight.copy_(start_from(table, options.width))
    average = copy.deepcopy(reader)
    optimizer = torch.optim.AdamW(reader.parameters(), lr=1e-3, weight_decay=0.01, fused=True)
    allowed = allowed_transitions()
    total = 0
    step = 0
    for epoch in range(options.epochs):
        reader.train()
        windows: list[Window] = []
        taught: dict[int, Tensor] = {}
        for lesson in lessons:
            if lesson.marked is not None and epoch < options.epochs - 1 and rng.random() < 0.4:
                tagged = tag(edited(lesson.marked, rng), vocabulary)
                windows += cut(tagged, options.limit, vocabulary, rng, rng.random() < 0.05)
                continue
            for window in cut(lesson.tagged, options.limit, vocabulary, rng, False):
                until = window.begin + len(window.tags)
                taught[id(window)] = torch.from_numpy(lesson.scores[window.begin : until]).float()
                windows.append(window)
        groups = batches(windows, options.batch, rng)
        total = total or int(len(groups) * options.epochs * 1.01)
        shown = [0.0, 0.0, 0.0]
        for group in groups:
            share = min(step / (0.05 * total), max(0.01, (total - step) / (0.95 * total)))
            optimizer.param_groups[0]["lr"] = 2e-3 * share
            batch = run(reader, group)
            crf = crf_loss(
                batch.scores, batch.tags, batch.length, reader.heads.transitions + allowed
            )
            distance = _distance(batch.scores, group, taught)
            linked = link_loss(batch.links, reader, group)
            (0.5 * crf + 0.5 * distance + 0.2 * linked).backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            with torch.no_grad():
                decay = min(0.998, step / (step + 20))
                torch._foreach_lerp_(
                    list(average.parameters()), list(reader.parameters()), 1 - decay
                )
            losses = (crf, distance, linked)
            shown = [a + float(b.detach()) for a, b in zip(shown, losses, strict=True)]
        mean = " ".join(f"{value / len(groups):.4f}" for value in shown)
        print(f"epoch {epoch} {step}/{total} {mean} {time.time() - began:.0f}s", flush=True)
        torch.save(average.state_dict(), options.out / f"average-{epoch}.pt")
    torch.save(average.state_dict(), options.out / "average.pt")


def _distance(scores: Tensor, group: list[Window], taught: dict[int, Tensor]) -> Tensor:
    """How far the student's tags are from the teacher's, a word, where it has taught."""
    ours, theirs = [], []
    for row, window in enumerate(group):
        target = taught.get(id(window))
        if target is not None:
            ours.append(scores[row, : len(target)])
            theirs.append(target)
    if not ours:
        return scores.sum() * 0
    student = F.log_softmax(torch.cat(ours) / TEMPERATURE, -1)
    teacher = F.log_softmax(torch.cat(theirs) / TEMPERATURE, -1)
    loss = F.kl_div(student, teacher, reduction="batchmean", log_target=True)
    return loss * TEMPERATURE**2


if __name__ == "__main__":
    main()
