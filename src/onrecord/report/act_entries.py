"""The acts of a document as both readable reports show them: calls, commitments, responses."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.record import Act, ActKind, Block, Document, Due, Party, Stance
from onrecord.report.entries import (
    SPEAKER_NOT_NAMED,
    UNSURE_BELOW,
    block_at,
    blocks_of,
    days_in_words,
    listed,
    names_of,
    readable,
    several,
    words_of,
)

NO_ACTS = "No calls, commitments or responses found."
PARTY_NOT_NAMED = "party not named"
NO_DAY = "no day named"


class ActName(NamedTuple):
    """What a reader calls an act: “call 2”.  Each kind counts from 1."""

    kind: ActKind
    number: int
    stance: Stance | None

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def full(self) -> str:
        """With its stance: “response 2, refuses”."""
        return f"{self}, {self.stance}" if self.stance else str(self)


@dataclass(frozen=True, slots=True)
class ActEntry:
    """One act, ready to show.

    `what` are the paragraphs of its action, empty where none was found; `words`
    those of its evidence; `due` and `working` by when and how that was found;
    `answers` the acts that it answers and `answered` those that answer it;
    `first` and `last` the indices, in `blocks_of(document)`, of the blocks that
    its evidence begins and ends in.
    """

    name: ActName
    act: Act
    speakers: tuple[Party, ...]
    parties: tuple[Party, ...]
    what: tuple[str, ...]
    words: tuple[str, ...]
    due: str
    working: str
    answers: tuple[ActName, ...]
    answered: tuple[ActName, ...]
    first: int
    last: int

    @property
    def speaker(self) -> str:
        """Who acts, for a reader: “Ada Moll and Ben Ruiz”, or that nobody is named."""
        return names_of(self.speakers) or SPEAKER_NOT_NAMED

    @property
    def whom(self) -> str:
        """The other side.  A call is always made to somebody: it says so if nobody is named."""
        unnamed = PARTY_NOT_NAMED if self.name.kind is ActKind.CALL else ""
        return names_of(self.parties) or unnamed

    @property
    def unsure(self) -> bool:
        """Whether its confidence is low."""
        return self.confidence < UNSURE_BELOW

    @property
    def confidence(self) -> float:
        """The model's own estimate, 0 to 1."""
        return self.act.confidence


def act_entries_of(document: Document) -> list[ActEntry]:
    """Every act as an entry: calls, then commitments, then responses, each kind in text order."""
    text = document.article.text
    blocks = blocks_of(document)
    parties = {party.id: party for party in document.parties}
    acts = sorted(document.acts, key=_position)
    names = _names(acts)
    answered: dict[str, list[ActName]] = {}
    for act in acts:
        for id in act.answers:
            answered.setdefault(id, []).append(names[act.id])
    return [
        ActEntry(
            name=names[act.id],
            act=act,
            speakers=tuple(parties[id] for id in act.speakers),
            parties=tuple(parties[id] for id in act.parties),
            what=words_of(text, blocks, act.action),
            words=words_of(text, blocks, act.evidence),
            due=_due(act.due, text),
            working=_working(act.due),
            answers=tuple(sorted(names[id] for id in act.answers if id in names)),
            answered=tuple(answered.get(act.id, ())),
            first=_edge(blocks, act, 0),
            last=_edge(blocks, act, -1),
        )
        for kind in ActKind
        for act in acts
        if act.kind is kind
    ]


def _names(acts: Iterable[Act]) -> dict[str, ActName]:
    counts: Counter[ActKind] = Counter()
    names = {}
    for act in acts:
        counts[act.kind] += 1
        names[act.id] = ActName(act.kind, counts[act.kind], act.stance)
    return names


def _position(act: Act) -> tuple[int, int]:
    spans = act.evidence or act.action
    return (spans[0].start, -spans[-1].end) if spans else (0, 0)


def _edge(blocks: Sequence[Block], act: Act, at: int) -> int:
    """The index of the block in which the evidence begins (`at` 0) or ends (-1)."""
    spans = act.evidence or act.action
    if not spans:
        return 0
    return block_at(blocks, spans[at].end - 1 if at else spans[at].start)


def _due(due: Due | None, text: str) -> str:
    """By when: the days, or the article's own words where they name none."""
    if due is None:
        return ""
    return days_in_words(due.period) if due.period else f"“{readable(due.span.of(text))}”"


def _working(due: Due | None) -> str:
    """How the days were found, without the days themselves at the end, which stand before it.

    The working “‘within 28 days’ of 14 March 2021: by 11 April 2021” ends with
    them; one with a note after them (“not counting weekends”) stays whole.
    """
    if due is None:
        return ""
    working = readable(due.working or "")
    if due.period is None:
        return working or NO_DAY
    days = days_in_words(due.period)
    for end in (f": by {days}", f": {days}"):
        working = working.removesuffix(end)
    return working


def count_of_acts(entries: Sequence[ActEntry]) -> str:
    """How much was found: “2 calls and 1 response”; empty where nothing was."""
    counts = Counter(entry.name.kind for entry in entries)
    return listed([several(counts[kind], kind, f"{kind}s") for kind in ActKind if counts[kind]])
