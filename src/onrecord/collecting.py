"""The order of a collection: sources are looked at, what is new is fetched, read and kept.

Stands above `recording.py`, which it hands each article to.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.keep.sources import KeptSource, has_article, keep_state
from onrecord.read.sources import Checked, check, dealt_with, finished, put_off, read_found
from onrecord.read.visits import Later, Visitor
from onrecord.record import Article, Found, Skipped, Source, SourceState
from onrecord.recording import Recorded, Recorder


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a source came to.

    `new` counts the articles to fetch in this run, `left` those left to the next.
    """

    source: Source
    new: int
    left: int = 0
    problem: Later | Skipped | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An article that a source listed and that is now in the record."""

    source: Source
    recorded: Recorded


@dataclass(frozen=True, slots=True)
class Missed:
    """An article that a source listed and that gave none, with the reason.

    `again` says whether another run will try it once more.
    """

    source: Source
    found: Found
    why: Later | Skipped
    again: bool


Event = Looked | Kept | Missed


class _Open:
    """A source of which articles are still to be fetched in this run."""

    def __init__(self, kept: KeptSource, checked: Checked, most: int) -> None:
        self.kept = kept
        self.checked = checked
        self.state = checked.state
        held = {one.id for one in checked.new if is_kept(one)}
        for id in held:
            self.state = dealt_with(self.state, id)
        fresh = [one for one in checked.new if one.id not in held]
        self.waiting = deque(fresh[:most])
        self.left = len(fresh) - len(self.waiting)
        self.remember(self.state)

    def remember(self, state: SourceState) -> None:
        """Keeps what is known of the source; at the end, that all of its list was dealt with."""
        self.state = state if self.waiting else finished(state, self.checked)
        keep_state(self.kept, self.state)


def is_kept(found: Found) -> bool:
    """Whether the article is in the record, from another source or a run that was killed."""
    return found.address is not None and has_article(found.address)


def collect(
    sources: Sequence[KeptSource], visitor: Visitor, recorder: Recorder, most: int = 100
) -> Iterator[Event]:
    """Looks at the sources and keeps what they newly list, up to `most` articles of each.

    Each article is kept whole before the next is fetched, and only then counts
    as dealt with: a run that was killed can be started again and fetches none
    of what was kept.  While one host has to be left alone, others are asked.
    """
    opened: list[_Open] = []
    waiting = list(sources)
    while waiting:
        kept = min(waiting, key=lambda one: visitor.seconds_left(one.source.address))
        waiting.remove(kept)
        checked = check(kept.source, kept.state, visitor)
        one = _Open(kept, checked, most)
        opened.append(one)
        yield Looked(kept.source, len(one.waiting), one.left, checked.problem)
    while opened := [one for one in opened if one.waiting]:
        soonest = min(opened, key=lambda one: _seconds_left(one, visitor))
        if event := _next(soonest, visitor, recorder):
            yield event


def _seconds_left(one: _Open, visitor: Visitor) -> float:
    return visitor.seconds_left(one.waiting[0].address or one.kept.source.address)


def _next(one: _Open, visitor: Visitor, recorder: Recorder) -> Event | None:
    """Fetches and keeps the next article of a source; None where another had it just now."""
    source = one.kept.source
    found = one.waiting[0]
    if is_kept(found):
        one.waiting.popleft()
        one.remember(dealt_with(one.state, found.id))
        return None
    result = read_found(found, source, visitor)
    event: Event
    if isinstance(result, Article):
        try:
            event = Kept(source, recorder.record(result))
        except Exception:
            # What breaks the run is not to stand in the way of all else in the next one, too.
            one.remember(put_off(one.state, found.id, visitor.clock.now()))
            raise
        state = dealt_with(one.state, found.id)
    elif isinstance(result, Skipped):
        event = Missed(source, found, result, again=False)
        state = dealt_with(one.state, found.id)
    else:
        # Of a host that is left alone nothing is learnt about the article.
        state = put_off(one.state, found.id, visitor.clock.now()) if result.asked else one.state
        event = Missed(source, found, result, again=found.id not in state.seen)
    one.waiting.popleft()
    one.remember(state)
    return event
