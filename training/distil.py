"""Trains a model on marks and on another's reading: `make accurate`, `make fast`.

Distillation (Hinton et al. 2015): on articles with marked attributions, half
the loss is the marks' and half the teacher's (Kullback-Leibler at temperature
2); on articles without, the teacher's own reading stands in for marks.  Those
come from other outlets, countries and years than the marked ones.  The accurate
model is taught so by a first one of its own kind (Furlanello et al. 2018, born
again networks) and learns acts from their marks; the fast one is then taught
both by the accurate one.
"""

import argparse
import copy
import random
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from act_loss import act_losses
from acts import ActLesson, MarkedAct, Mention, name_words, read_acts, set_aside
from corpus import Marked, Tagged, Window, cut, edited, paragraphs_of, read_marked, tag
from encoder import Reader, Size, allowed_transitions, crf_loss
from fastnet import FastReader
from fit import EDGES, batches, groups_of_parameters, link_loss, run
from onrecord.record import Article, Block, BlockKind, Span
from onrecord.understand.act_scores import SENTENCE
from onrecord.understand.decode import CONTENT, best_tags, link, runs_of
from onrecord.understand.model import Model
from onrecord.understand.parties import Claim, resolve
from onrecord.understand.reader import Scan, acts_of, cast_of, scan
from onrecord.understand.words import Vocabulary
from texts import LONGEST, text_of

TEMPERATURE = 2.0


@dataclass
class Lesson:
    """An article with the teacher's scores of its words (words, 7) in half precision.

    `marked` has the spans that edits move along; None where no attribution is
    marked by a reader.
    """

    marked: Marked | None
    tagged: Tagged
    scores: np.ndarray


@dataclass
class Job:
    """One article for the teacher: its text and what readers marked in it."""

    marked: Marked
    by_readers: bool  # whether its attributions are theirs


def unmarked_texts(data: Path, rng: random.Random, most: dict[str, int]) -> list[str]:
    """Paths of news, releases and parliamentary answers beside the marked corpus."""
    paths: list[str] = []
    for pattern, number in most.items():
        found = sorted(file.relative_to(data).as_posix() for file in data.glob(pattern))
        rng.shuffle(found)
        paths += [path for path in found if not set_aside(Path(path).stem)][:number]
    return [path for path in paths if len(text_of(data, path)) > 300]


_teacher: Model | None = None
_teaches_acts = False


def _start(weights: Path, vocab: Path, acts: bool) -> None:
    """Loads the teacher in a worker process."""
    global _teacher, _teaches_acts  # noqa: PLW0603 - one model a worker process
    lines = vocab.read_text(encoding="utf-8").splitlines()
    _teacher = Model("teacher", weights.read_bytes(), Vocabulary(lines))
    _teaches_acts = acts


def _teach(job: Job) -> Lesson:
    """One article through the teacher, in a worker process."""
    assert _teacher is not None
    marked = job.marked
    blocks = tuple(Block(BlockKind.BODY, Span(*span)) for span in paragraphs_of(marked.text))
    article = Article("lesson", "lesson", marked.text, blocks)
    scanned = scan(article, _teacher)
    by_readers = marked.acts is not None
    if by_readers or _teaches_acts:
        _add_acts(marked, article, scanned)
    (stretch,) = scanned.stretches
    words, scores = stretch.words, stretch.scores
    tagged = tag(marked, _teacher.vocabulary)
    if _teaches_acts and tagged.acts is not None:
        tagged.acts.soft = _soft(tagged.acts, scores.acts, by_readers)
    if not job.by_readers:
        tags = best_tags(scores.tags, _teacher.structure.transitions)
        runs = runs_of(tags, scores.tags)
        found = [one for one in link(runs, words, scores, _teacher.structure) if one.cue]
        tagged = replace(
            tagged,
            tags=tags,
            content_cue=[
                (r.first, one.cue.first) for one in found for r in one.contents if r.role == CONTENT
            ],
            cue_source=[(one.cue.first, one.source.first if one.source else -1) for one in found],
        )
    return Lesson(marked if job.by_readers else None, tagged, scores.tags.astype(np.float16))


def _add_acts(marked: Marked, article: Article, scanned: Scan) -> None:
    """Every name and source with the words of whoever it stands for; the teacher's own acts
    where no reader has marked any."""
    assert _teacher is not None
    claims = [Claim(one.source, one.cue, one.content) for one in scanned.attributions]
    resolved = resolve(article, claims, scanned.quotations)
    party = {party.id: party for party in resolved.parties}
    names = {
        id: frozenset().union(*map(name_words, (one.name, *one.names))) for id, one in party.items()
    }
    cast = cast_of(article, claims, resolved)
    marked.mentions = [
        Mention(tuple(one.span), frozenset().union(*(names[id] for id in one.parties)))
        for one in cast.candidates
    ]
    if marked.acts is not None:
        return
    marked.acts = [
        MarkedAct(
            act.kind.value,
            act.stance.value if act.stance else None,
            " and ".join(party[id].name for id in act.speakers),
            [party[id].name for id in act.parties],
            tuple(act.evidence[0]),
            tuple(act.action[0]) if act.action else None,
            tuple(act.due) if act.due else None,
        )
        for act in acts_of(article, scanned, cast, _teacher)
        if act.confidence > 0.5
    ]


def _soft(lesson: ActLesson, acts: np.ndarray, by_readers: bool) -> list[tuple[float, ...]]:
    """The teacher's probability of each kind in each sentence, and half of it a reader's word."""
    number = np.array(lesson.sentence)
    soft = np.zeros((int(number.max(initial=-1)) + 1, 3))
    for sentence in range(len(soft)):
        inside = acts[number == sentence, SENTENCE].astype(float)
        if len(inside):
            soft[sentence] = 1 / (1 + np.exp(-np.logaddexp.reduce(inside, 0)))
    if by_readers:
        soft *= 0.5
        for answer in lesson.answers:
            soft[answer.sentence, answer.kind] += 0.5
    return [tuple(row) for row in soft.tolist()]


def start_from(table: Tensor, width: int) -> Tensor:
    """The teacher's table of word pieces in fewer dimensions, by its principal components."""
    centred = table - table.mean(0)
    _, _, axes = torch.pca_lowrank(centred, q=width, center=False, niter=4)
    small = centred @ axes
    return small / small.std() * 0.5


def jobs_for(options: argparse.Namespace, rng: random.Random) -> list[Job]:
    """The marked articles, those with marked acts, and unmarked ones."""
    data = options.data
    acts = read_acts(data, options.marks) if options.marks else {}
    jobs = []
    for marked in read_marked(data / "polnear", "train"):
        marked.acts = acts.pop(f"polnear/train/{marked.id}.txt", None)
        jobs.append(Job(marked, True))
    jobs += [Job(Marked(id, text_of(data, id), [], found), False) for id, found in acts.items()]
    most = {"acts/wikinews/*.txt": 60, "mlaw/**/*.md": 330, "ecbplus/**/*.xml": 500}
    most["timeml/**/*.tml"] = 200
    share = 1.0 if options.student == "fast" else options.unmarked
    most = {pattern: int(number * share) for pattern, number in most.items()}
    for id in unmarked_texts(data, rng, most):
        if id not in acts:
            jobs.append(Job(Marked(id, text_of(data, id)[:LONGEST]), False))
    return jobs


def student_of(options: argparse.Namespace) -> tuple[Reader | FastReader, list[dict]]:
    """The student before its first step, and its parameters with their highest rates."""
    start = torch.load(options.start, weights_only=True)
    if options.student == "accurate":
        reader = Reader(Size())
        reader.load_state_dict(start, strict=False)
        return reader, groups_of_parameters(reader, options.rate, 1e-3)
    fast = FastReader(width=options.width)
    if options.resume:
        fast.load_state_dict(torch.load(options.resume, weights_only=True), strict=False)
        return fast, [{"params": list(fast.parameters()), "lr": 1e-3, "top": 1e-3}]
    with torch.no_grad():
        fast.encoder.piece.weight.copy_(start_from(start["encoder.piece.weight"], options.width))
    return fast, [{"params": list(fast.parameters()), "lr": 2e-3, "top": 2e-3}]


def windows_of(
    lessons: list[Lesson],
    vocabulary: Vocabulary,
    options: argparse.Namespace,
    last: bool,
    rng: random.Random,
) -> tuple[list[Window], dict[int, Tensor]]:
    """An epoch's windows, and what the teacher said of those that were not edited."""
    windows: list[Window] = []
    taught: dict[int, Tensor] = {}
    for lesson in lessons:
        if lesson.marked is not None and not last and rng.random() < 0.45:
            tagged = tag(edited(lesson.marked, rng), vocabulary)
            windows += cut(tagged, options.limit, vocabulary, rng, rng.random() < 0.03)
            continue
        for window in cut(lesson.tagged, options.limit, vocabulary, rng, False):
            until = window.begin + len(window.tags)
            taught[id(window)] = torch.from_numpy(lesson.scores[window.begin : until]).float()
            windows.append(window)
    return windows, taught


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--student", choices=("accurate", "fast"), required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--marks", type=Path, help="acts.jsonl; without it acts are not learnt")
    parser.add_argument("--vocab", type=Path, required=True, help="vocab.txt of the base model")
    parser.add_argument("--teacher", type=Path, required=True, help="an ONNX file")
    parser.add_argument("--start", type=Path, required=True, help="a state to start from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--acts", type=float, default=1.0, help="share of the act losses")
    parser.add_argument(
        "--resume", type=Path, help="a fast state, of statements alone, to go on from"
    )
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--unmarked", type=float, default=0.65, help="share of unmarked texts")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--width", type=int, default=192)
    parser.add_argument("--limit", type=int, default=384)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many (a trial run)")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(options.seed)
    began = time.time()
    jobs = jobs_for(options, rng)
    with ProcessPoolExecutor(
        options.threads,
        initializer=_start,
        initargs=(options.teacher, options.vocab, options.student == "fast"),
    ) as pool:
        lessons = list(pool.map(_teach, jobs, chunksize=8))
    print(f"{len(lessons)} articles read in {time.time() - began:.0f}s", flush=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    vocabulary = Vocabulary(options.vocab.read_text(encoding="utf-8").splitlines())
    reader, parameters = student_of(options)
    average = copy.deepcopy(reader)
    optimizer = torch.optim.AdamW(parameters, weight_decay=0.01, fused=True)
    allowed = allowed_transitions()
    total = 0
    step = 0
    for epoch in range(options.epochs):
        reader.train()
        last = epoch == options.epochs - 1
        windows, taught = windows_of(lessons, vocabulary, options, last, rng)
        groups = batches(windows, options.batch, rng)
        total = total or int(len(groups) * options.epochs * 1.01)
        shown = np.zeros(8)
        for group in groups:
            share = min(step / (0.05 * total), max(0.01, (total - step) / (0.95 * total)))
            for some in optimizer.param_groups:
                some["lr"] = some["top"] * share
            batch = run(reader, group)
            crf = crf_loss(
                batch.scores, batch.tags, batch.length, reader.heads.transitions + allowed
            )
            distance = _distance(batch.scores, group, taught)
            linked = link_loss(batch.links, reader, group)
            with_acts = [
                (row, window.acts, window.crossings)
                for row, window in enumerate(group)
                if window.acts is not None
            ]
            of_acts = act_losses(batch.acts, batch.act_links, reader.heads, EDGES, with_acts)
            loss = 0.5 * crf + 0.5 * distance + 0.2 * linked + options.acts * of_acts.total()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            with torch.no_grad():
                decay = min(0.998, step / (step + 20))
                torch._foreach_lerp_(
                    list(average.parameters()), list(reader.parameters()), 1 - decay
                )
            parts = (crf, distance, linked, *of_acts.parts())
            shown += [float(part.detach()) for part in parts]
            if step % 50 == 0:
                mean = " ".join(f"{value / 50:.4f}" for value in shown)
                print(f"{step}/{total} {epoch} {mean} {time.time() - began:.0f}s", flush=True)
                shown[:] = 0
            if options.steps and step >= options.steps:
                return
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
