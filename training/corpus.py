"""Marked articles → training windows, changed at random so that no habit is learnt.

An article is read from `polnear/*.jsonl` and its text file.  Each epoch sees
every article once, cut into windows at random places, and more than half of
them edited: quotations split over paragraphs as British papers do, page
furniture put between paragraphs, paragraph breaks or quotation marks lost, as
scraping loses them, single quotation marks for double ones.
"""

import json
import random
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from acts import ActLesson, MarkedAct, Mention, lesson_of
from onrecord.understand.quotations import find_quotations
from onrecord.understand.words import (
    BREAK,
    LOWER,
    NUMBER,
    Vocabulary,
    Words,
    split_words,
)

ROLES = ("source", "cue", "content")
OUTSIDE = 0

Span = tuple[int, int]


@dataclass
class Attribution:
    source: list[Span]
    cue: list[Span]
    content: list[Span]


@dataclass
class Marked:
    """One article with its attributions and acts, offsets in code points of `text`."""

    id: str
    text: str
    attributions: list[Attribution] = field(default_factory=list)
    acts: list[MarkedAct] | None = None  # None where nobody has looked for them
    mentions: list[Mention] = field(default_factory=list)


def read_marked(folder: Path, part: str) -> list[Marked]:
    articles = []
    for line in (folder / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        with (folder / part / f"{record['id']}.txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        found = [
            Attribution(*([(s, e) for s, e in item[role]] for role in ROLES))
            for item in record["attributions"]
        ]
        articles.append(Marked(record["id"], text, found))
    return articles


def paragraphs_of(text: str) -> list[Span]:
    return [m.span() for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


# Page furniture of our own writing, to be read over.
FURNITURE = [
    "Sign up to our newsletter for the best of our journalism, every morning.",
    "Something went wrong. Please try again.",
    "Thank you for subscribing!",
    "Advertisement",
    "Story continues below",
    "Read more: What we know so far",
    "Share this article",
    "Follow us on Facebook and X",
    "Related: Five things to know today",
    "Photo: Agency pool",
    "Image caption, Crowds outside the town hall",
    "Click here to get breaking news alerts in your inbox",
    "We use cookies to improve your experience.",
    "By clicking Sign Up you agree that we may send you offers.",
    "Most read in Politics",
    "Comments are closed.",
    "Support independent reporting from as little as £1.",
    "Enter your email address",
    "© 2019 All rights reserved.",
    "Watch: Minister questioned in parliament",
    "Listen to this article",
    "Last updated 14 hours ago",
]


def edited(article: Marked, rng: random.Random) -> Marked:
    """A changed copy of the article, its spans moved along."""
    edits: list[tuple[int, int, str]] = []  # at, characters taken out, words put in
    text = article.text
    breaks = list(re.finditer(r"\n+", text))
    if rng.random() < 0.25:
        edits += [
            (gap.end(), 0, rng.choice(FURNITURE) + "\n")
            for gap in breaks
            if rng.random() < 0.12 and not _inside_content(gap.end(), article)
        ]
    elif rng.random() < 0.15:
        share = rng.choice((0.3, 1.0))
        edits += [
            (gap.start(), gap.end() - gap.start(), " ") for gap in breaks if rng.random() < share
        ]
    if rng.random() < 0.3:
        edits += _split_quotations(text, rng)
    kind = rng.random()
    if kind < 0.15:
        edits += _single_marks(text)
    elif kind < 0.19:
        edits += [(m.start(), 1, "") for m in re.finditer('[“”"]', text)]
    return _apply(article, edits)


def _inside_content(at: int, article: Marked) -> bool:
    return any(s < at < e for item in article.attributions for s, e in item.content)


def _split_quotations(text: str, rng: random.Random) -> list[tuple[int, int, str]]:
    """Long quotations get a paragraph break and a new opening mark between sentences."""
    edits = []
    for quotation in find_quotations(text, paragraphs_of(text)):
        if quotation.end - quotation.start < 150 or rng.random() < 0.4:
            continue
        mark = text[quotation.start]
        for stop in re.finditer(r"(?<=[.?!]) (?=[A-Z])", text[quotation.start : quotation.end]):
            if rng.random() < 0.7:
                at = quotation.start + stop.start()
                edits.append((at, 1, rng.choice(("\n", "\n\n")) + mark))
    return edits


def _single_marks(text: str) -> list[tuple[int, int, str]]:
    edits = []
    opens, closes = random.Random(len(text)).choice((("‘", "’"), ("'", "'")))
    for quotation in find_quotations(text, paragraphs_of(text)):
        if text[quotation.start] in '“"':
            edits.append((quotation.start, 1, opens))
            if quotation.closed and text[quotation.end - 1] in '”"':
                edits.append((quotation.end - 1, 1, closes))
    return edits


def _apply(article: Marked, edits: list[tuple[int, int, str]]) -> Marked:
    """Edits in one pass; of two that overlap the first stays."""
    if not edits:
        return article
    parts, moves, at = [], [], 0
    shift = 0
    for start, taken, put in sorted(edits):
        if start < at:
            continue
        parts += [article.text[at:start], put]
        shift += len(put) - taken
        at = start + taken
        moves.append((at, shift, start + taken))
    parts.append(article.text[at:])

    def move(position: int) -> int:
        moved = position
        for end, total, _ in moves:
            if position >= end:
                moved = position + total
            else:
                break
        return moved

    def spans(old: list[Span]) -> list[Span]:
        return [(move(s), max(move(s), move(e - 1) + 1)) for s, e in old if e > s]

    changed = [
        Attribution(spans(a.source), spans(a.cue), spans(a.content)) for a in article.attributions
    ]
    acts = article.acts and [
        replace(
            act,
            evidence=spans([act.evidence])[0],
            action=spans([act.action])[0] if act.action else None,
            due=spans([act.due])[0] if act.due else None,
        )
        for act in article.acts
    ]
    mentions = [Mention(spans([one.span])[0], one.names) for one in article.mentions]
    return Marked(article.id, "".join(parts), changed, acts, mentions)


@dataclass
class Tagged:
    """An article as the network sees it: words, a tag each, and links between first words."""

    words: Words
    tags: list[int]
    content_cue: list[tuple[int, int]]
    cue_source: list[tuple[int, int]]  # second is -1 where nobody is named
    acts: ActLesson | None = None


def tag(article: Marked, vocabulary: Vocabulary) -> Tagged:
    paragraphs = paragraphs_of(article.text)
    words = split_words(
        article.text, paragraphs, find_quotations(article.text, paragraphs), vocabulary
    )
    owner: list[int] = [-1] * (len(article.text) + 1)
    for number, (start, end) in enumerate(zip(words.starts, words.ends, strict=True)):
        owner[start:end] = [number] * (end - start)
    tags = [OUTSIDE] * len(words)
    taken: dict[tuple[int, Span], int] = {}

    def place(role: int, span: Span) -> int:
        """Tags the words of a span, breaks inside included; the number of its first word or -1."""
        if (role, span) in taken:
            return taken[role, span]
        numbers = sorted({owner[i] for i in range(*span)} - {-1})
        first = -1
        if numbers and all(tags[n] == OUTSIDE for n in numbers):
            run = range(numbers[0], numbers[-1] + 1)
            for number in run:
                tags[number] = 2 * role + 2
            tags[run[0]] = 2 * role + 1
            first = run[0]
        taken[role, span] = first
        return first

    content_cue, cue_source = [], []
    for item in article.attributions:
        cues = [place(1, span) for span in item.cue]
        sources = [place(0, span) for span in item.source]
        contents = [place(2, span) for span in _joined(item.content, article.text)]
        if not cues or cues[0] < 0:
            continue
        content_cue += [(content, cues[0]) for content in contents if content >= 0]
        if not sources:
            cue_source.append((cues[0], -1))
        elif sources[0] >= 0:
            cue_source.append((cues[0], sources[0]))
    acts = None
    if article.acts is not None:
        acts = lesson_of(words, article.text, paragraphs, article.acts, article.mentions)
    return Tagged(words, tags, content_cue, cue_source, acts)


def _joined(spans: list[Span], text: str) -> list[Span]:
    """Neighbouring content spans with nothing but space between them are one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and not any(c.isalnum() for c in text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


@dataclass
class Window:
    """A run of words whose pieces fit the network; `first` is the piece of each word's start."""

    pieces: list[int]
    shapes: list[int]
    quoted: list[int]
    first: list[int]
    tags: list[int]
    crossings: list[int]  # paragraph number of each word
    content_cue: list[tuple[int, int]]
    cue_source: list[tuple[int, int]]
    begin: int = 0  # number of its first word in the article
    acts: ActLesson | None = None


def cut(
    tagged: Tagged, limit: int, vocabulary: Vocabulary, rng: random.Random, forget_shapes: bool
) -> list[Window]:
    words = tagged.words
    windows, at = [], 0
    room = rng.randint(limit // 4, limit)
    while at < len(words):
        window = Window([vocabulary.first], [BREAK], [0], [], [], [], [], [])
        start, paragraph = at, 0
        window.begin = start
        while at < len(words) and len(window.pieces) + len(words.pieces[at]) < room:
            shape = words.shapes[at]
            paragraph += shape == BREAK
            if forget_shapes and shape < NUMBER:
                shape = LOWER
            window.first.append(len(window.pieces))
            window.tags.append(tagged.tags[at])
            window.crossings.append(paragraph)
            for piece in words.pieces[at]:
                window.pieces.append(piece)
                window.shapes.append(shape)
                window.quoted.append(words.quoted[at])
            at += 1
        if at < len(words) and rng.random() < 0.8:
            at = _back_to_break(window, words, start, at)
        window.pieces.append(vocabulary.last)
        window.shapes.append(BREAK)
        window.quoted.append(0)
        window.content_cue = [
            (a - start, b - start)
            for a, b in tagged.content_cue
            if start <= a < at and start <= b < at
        ]
        window.cue_source = [
            (a - start, b - start if b >= 0 else -1)
            for a, b in tagged.cue_source
            if start <= a < at and (b < 0 or start <= b < at)
        ]
        if tagged.acts is not None:
            window.acts = tagged.acts.window(start, at)
        if len(window.tags) > 3:
            windows.append(window)
        room = limit
    return windows


def _back_to_break(window: Window, words: Words, start: int, at: int) -> int:
    """Ends the window after its last paragraph break, if that is in its second half.

    In use windows are runs of whole paragraphs; one in five here is not, so
    that a paragraph longer than a window is read as well.
    """
    least = start + (at - start) * 3 // 5
    ends = [n + 1 for n in range(least, at) if words.shapes[n] == BREAK]
    if not ends or ends[-1] == at:
        return at
    kept = ends[-1] - start
    pieces = window.first[kept]
    for rows in (window.pieces, window.shapes, window.quoted):
        del rows[pieces:]
    for rows in (window.first, window.tags, window.crossings):
        del rows[kept:]
    return ends[-1]
