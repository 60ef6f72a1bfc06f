"""Looks at a source for what is new, and fetches an article that it lists."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from onrecord.read.discovery import listed
from onrecord.read.hints import Hints
from onrecord.read.inputs import read_answer, read_text
from onrecord.read.listings import Listing
from onrecord.read.visits import (
    NO_VALIDATORS,
    Fresh,
    Later,
    Unchanged,
    Validators,
    Visitor,
)
from onrecord.record import Article, Found, Skipped, SkipReason, Source, SourceState, Tried

_SOONEST = timedelta(minutes=15)
"""A source is looked at no more often, and after a first failure again after this."""
_LATEST = timedelta(hours=6)
"""The longest that a host's word that its list still holds is taken for."""
_LONGEST_PAUSE = timedelta(days=1)
"""Between looks at a source that fails and fails."""
_LONGEST_WANTED = timedelta(days=7)
"""The longest pause that a host can ask for."""
_MOST_TRIES = 8
"""With pauses that double from a quarter of an hour, these span more than a day."""
_MOST_DAYS = 30
_MOST_UNLISTED = 1000
"""Articles that a source lists no more are remembered for a while: some lists waver."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What one look at a source gave.

    `new` are the articles to be dealt with now, oldest first, and last those
    that could not be had before.  `state` is what is to be remembered of the
    look, and `validators` of the list once they all are dealt with.  `problem`
    says why it gave nothing.
    """

    state: SourceState
    new: tuple[Found, ...] = ()
    validators: Validators = NO_VALIDATORS
    problem: Later | Skipped | None = None


def check(source: Source, state: SourceState, visitor: Visitor) -> Checked:
    """What `source` lists that was not dealt with yet; raises nothing."""
    known = Validators(state.etag, state.last_modified)
    visit = visitor.visit(source.address, known)
    now = visitor.clock.now()
    if isinstance(visit, Unchanged):
        return Checked(_answered(state, now, 0.0), validators=known)
    if not isinstance(visit, Fresh):
        return _failed(state, visit, now)
    listing = listed(source.address, visit.answer, visitor)
    now = visitor.clock.now()
    if not isinstance(listing, Listing):
        return _failed(state, listing, now)
    passed = {*state.seen, *(one.id for one in state.tried if one.again > now)}
    times = {one.id: one.times for one in state.tried}
    # Lists begin with the newest; what has no date keeps that order, turned round.  What
    # could not be had before comes last.
    new = [one for one in reversed(listing.found) if one.id not in passed]
    new.sort(key=lambda one: (times.get(one.id, 0), one.published or now))
    ids = {one.id for one in listing.found}
    unlisted = [id for id in state.seen if id not in ids][-_MOST_UNLISTED:]
    state = replace(
        _answered(state, now, visit.max_age),
        days=_days(state.days, new, now.date()),
        seen=(*unlisted, *(id for id in state.seen if id in ids)),
        tried=tuple(one for one in state.tried if one.id in ids),
    )
    # Of an index of sitemaps the host knows when the index changed, not what it leads to.
    validators = NO_VALIDATORS if listing.children else visit.validators
    return Checked(state, tuple(new), validators)


def read_found(found: Found, source: Source, visitor: Visitor) -> Article | Later | Skipped:
    """The article that a source lists, from its own page.

    Where the page cannot be had, the text that the list itself carries stands
    in for it.  None of the links on the page is followed.
    """
    if found.address is None:
        return _from_list(found, source) or Skipped(
            f"{source.address}#{found.id}",
            SkipReason.NO_ARTICLE,
            "its entry has neither an address nor the article's text",
        )
    visit = visitor.visit(found.address)
    if isinstance(visit, Later):
        return visit
    if isinstance(visit, Unchanged):
        return Skipped(found.address, SkipReason.NO_ANSWER, "it answered 304 to a plain request")
    if isinstance(visit, Skipped):
        return _from_list(found, source) or visit
    hints = replace(_hints(found, source), url=visit.answer.url)
    result = next(read_answer(visit.answer, hints, visitor.options))
    if isinstance(result, Article):
        return _completed(result, found, source)
    if result.reason is SkipReason.OTHER_LANGUAGE:
        return result
    return _from_list(found, source) or result


def dealt_with(state: SourceState, id: str) -> SourceState:
    """The state after an article was kept, or turned out to be none."""
    seen = state.seen if id in state.seen else (*state.seen, id)
    return replace(state, seen=seen, tried=tuple(one for one in state.tried if one.id != id))


def put_off(state: SourceState, id: str, now: datetime) -> SourceState:
    """The state after an article could not be had; after some tries it is given up."""
    times = 1 + next((one.times for one in state.tried if one.id == id), 0)
    if times >= _MOST_TRIES:
        return dealt_with(state, id)
    rest = tuple(one for one in state.tried if one.id != id)
    again = now + _SOONEST * 2 ** (times - 1)
    return replace(state, tried=(*rest, Tried(id, times, again)))


def finished(state: SourceState, checked: Checked) -> SourceState:
    """The state after a run: the list is asked for again only once it changes.

    Not so where an article is still to be had; “unchanged” would lose it.
    """
    if checked.problem or state.tried or not {one.id for one in checked.new} <= set(state.seen):
        return state
    validators = checked.validators
    return replace(state, etag=validators.etag, last_modified=validators.last_modified)


def _answered(state: SourceState, now: datetime, max_age: float) -> SourceState:
    pause = min(max(timedelta(seconds=min(max_age, 1e9)), _SOONEST), _LATEST)
    return replace(state, checked=now, answered=now, next_check=now + pause, failures=0, error=None)


def _failed(state: SourceState, problem: Later | Skipped, now: datetime) -> Checked:
    why = problem.why if isinstance(problem, Later) else problem.detail
    wanted = problem.after if isinstance(problem, Later) else None
    # The exponent is bounded, as the number of failures is not.
    own = min(_SOONEST * 2 ** min(state.failures, 10), _LONGEST_PAUSE)
    asked = min(timedelta(seconds=min(wanted or 0.0, 1e9)), _LONGEST_WANTED)
    failed = replace(
        state,
        checked=now,
        next_check=now + max(own, asked),
        failures=state.failures + 1,
        error=why,
    )
    return Checked(failed, problem=problem)


def _days(known: tuple[date, ...], new: Iterable[Found], today: date) -> tuple[date, ...]:
    """The latest days with something new; a date to come counts as today."""
    published = {min(one.published.date(), today) if one.published else today for one in new}
    return tuple(sorted({*known, *published})[-_MOST_DAYS:])


def _hints(found: Found, source: Source) -> Hints:
    published = found.published.date() if found.published else None
    return Hints(
        source=found.address or f"{source.address}#{found.id}",
        url=found.address,
        outlet=source.outlet,
        published_if_missing=published,
    )


def _from_list(found: Found, source: Source) -> Article | None:
    if found.content is None:
        return None
    result = read_text(found.content, _hints(found, source))
    return _completed(result, found, source) if isinstance(result, Article) else None


def _completed(article: Article, found: Found, source: Source) -> Article:
    """The article with what the list knows of it and the page does not say."""
    outlet = article.outlet
    if outlet is None or _is_host(outlet, article.url):
        outlet = source.outlet or source.title or outlet
    return replace(article, title=article.title or found.title, outlet=outlet)


def _is_host(outlet: str, url: str | None) -> bool:
    """Whether an outlet is only called by its domain, as where a page names none."""
    host = urlsplit(url or "").hostname or ""
    return host == outlet or host.endswith(f".{outlet}")
