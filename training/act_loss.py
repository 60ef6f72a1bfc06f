"""What the act heads are trained for, on windows whose acts are marked."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from acts import ActAnswer, ActLesson
from encoder import LINK, Heads
from onrecord.understand.act_scores import ACTION, DUE, EVIDENCE, SENTENCE, STANCE


@dataclass
class ActLosses:
    """Mean losses of a batch; a sum over them with these weights is what is lowered."""

    sentence: Tensor
    spans: Tensor
    stance: Tensor
    due: Tensor
    names: Tensor

    def parts(self) -> tuple[Tensor, ...]:
        return self.sentence, self.spans, self.stance, self.due, self.names

    def total(self) -> Tensor:
        return (
            2 * self.sentence
            + 0.2 * self.spans
            + 0.25 * self.stance
            + 0.6 * self.due
            + 0.4 * self.names
        )


def act_losses(
    scores: Tensor,
    links: Tensor,
    heads: Heads,
    edges: Tensor,
    windows: list[tuple[int, ActLesson, list[int]]],
) -> ActLosses:
    """`scores` (windows, words, 25), `links` (windows, words, 256); `windows` has the row of
    each window with marks, what is marked, and the paragraph number of each word."""
    sentences, spans, stances, dues, names = [], [], [], [], []
    for row, lesson, crossings in windows:
        own = scores[row, : len(lesson.sentence)]
        sentences.append(_sentences(own, lesson))
        dues += _dues(own, lesson)
        vectors = links[row, : len(lesson.sentence)].float().chunk(4, dim=-1)
        paragraph = torch.tensor(crossings)
        for answer in lesson.answers:
            spans += _spans(own, lesson, answer)
            if answer.stance >= 0:
                pooled = own[slice(*answer.evidence), STANCE].mean(0)
                stances.append(F.cross_entropy(pooled, torch.tensor(answer.stance)))
            names += _names(vectors, heads, edges, paragraph, (lesson, answer))
    nothing = scores.sum() * 0

    def mean(parts: list[Tensor]) -> Tensor:
        return torch.stack(parts).mean() if parts else nothing

    detected = torch.cat(sentences) if sentences else nothing
    return ActLosses(detected.mean() * 3, mean(spans), mean(stances), mean(dues), mean(names))


def _sentences(own: Tensor, lesson: ActLesson) -> Tensor:
    """Cross-entropy of each sentence and kind; the strongest words of a sentence decide."""
    number = torch.tensor(lesson.sentence)
    number = number - number[0]
    count = int(number[-1]) + 1
    one_hot = F.one_hot(number, count).T.bool()  # (sentences, words)
    by_word = own[:, SENTENCE].T  # (3, words)
    pooled = torch.logsumexp(
        by_word.unsqueeze(1).masked_fill(~one_hot.unsqueeze(0), -1e4), -1
    )  # (3, sentences)
    if lesson.soft is not None:
        target = torch.tensor(
            [lesson.soft[n] for n in range(lesson.sentence[0], lesson.sentence[-1] + 1)]
        ).T
    else:
        target = torch.zeros(pooled.shape)
        for answer in lesson.answers:
            target[answer.kind, answer.sentence - lesson.sentence[0]] = 1
    return F.binary_cross_entropy_with_logits(pooled, target, reduction="none").flatten()


def _spans(own: Tensor, lesson: ActLesson, answer: ActAnswer) -> list[Tensor]:
    """First and last word of evidence and action, among the words of the sentence."""
    words = [n for n, s in enumerate(lesson.sentence) if s == answer.sentence]
    inside = own[words[0] : words[-1] + 1]
    found = []
    for span, columns in ((answer.evidence, EVIDENCE), (answer.action, ACTION)):
        if span is not None:
            pair = inside[:, columns][:, 2 * answer.kind : 2 * answer.kind + 2].T
            target = torch.tensor([span[0], span[1] - 1]) - words[0]
            found.append(F.cross_entropy(pair, target))
    return found


def _dues(own: Tensor, lesson: ActLesson) -> list[Tensor]:
    """O, B and I of due dates in the sentences that hold an act."""
    tags = torch.zeros(len(lesson.sentence), dtype=torch.long)
    bearing = {answer.sentence for answer in lesson.answers}
    for answer in lesson.answers:
        if answer.due is not None:
            tags[answer.due[0] : answer.due[1]] = 2
            tags[answer.due[0]] = 1
    words = torch.tensor([s in bearing for s in lesson.sentence])
    if not words.any():
        return []
    return [F.cross_entropy(own[words][:, DUE], tags[words])]


def _names(
    vectors: tuple[Tensor, ...],
    heads: Heads,
    edges: Tensor,
    paragraph: Tensor,
    of: tuple[ActLesson, ActAnswer],
) -> list[Tensor]:
    """Who speaks and who is spoken to, among the names of the window.

    Several words may stand for the right party; what counts is the sum of their
    probabilities.
    """
    lesson, answer = of
    if not lesson.candidates:
        return []
    candidates = torch.tensor(lesson.candidates)
    first, last = answer.evidence
    found = []
    for kind, gold in ((0, answer.speakers), (1, answer.parties)):
        if gold is None or (kind == 0 and not gold):
            continue
        asker = vectors[2 * kind][first:last].mean(0)
        score = vectors[2 * kind + 1][candidates] @ asker / LINK**0.5
        distance = torch.bucketize(candidates - first, edges)
        crossed = (paragraph[candidates] - paragraph[first]).clamp(-2, 2) + 2
        score = score + heads.act_distance[kind][distance] + heads.act_crossing[kind][crossed]
        right = torch.tensor([n in gold for n in lesson.candidates])
        if kind == 1:
            score = torch.cat([score, heads.nobody])
            right = torch.cat([right, torch.tensor([not gold])])
        found.append(torch.logsumexp(score, 0) - torch.logsumexp(score[right], 0))
    return found
