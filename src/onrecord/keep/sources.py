"""Sources in the record: added, listed, due, and what is remembered of each."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from onrecord.keep.identity import plain_address
from onrecord.keep.models import Article, Outlet
from onrecord.keep.models import Source as Row
from onrecord.record import BadOption, Source, SourceKind, SourceState, Tried

_LONGEST_ADDRESS = 2000
_LONGEST_NAME = 200
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class KeptSource:
    """A source with its row's id, what is remembered of it, and since when it is looked at."""

    id: int
    source: Source
    state: SourceState
    added: datetime

    def silent_since(self) -> date | None:
        """The last day with something new, if that is longer ago than the source's habit."""
        return self.state.silent_since(self.added.date())


def add_source(source: Source, now: datetime) -> KeptSource | None:
    """The source as it is now kept, or None where it was kept already.

    One that was removed comes back with what it is remembered by, so that no
    article is fetched a second time.
    """
    if len(source.address) > _LONGEST_ADDRESS:
        raise BadOption(
            f"{source.address[:80]}… is longer than the {_LONGEST_ADDRESS} characters that an "
            "address may have; give the feed's plain address"
        )
    with transaction.atomic():
        row = Row.objects.filter(address=source.address).first()
        if row and row.removed_at is None:
            return None
        row = row or Row(address=source.address, added_at=now)
        state = replace(_state(row.state), next_check=None)
        row.kind = source.kind.value
        row.title = (source.title or "")[:_LONGEST_TITLE]
        row.outlet = _outlet(source.outlet)
        row.state = {**_as_json(state), "page": source.page}
        row.next_check = None
        row.removed_at = None
        row.save()
    return _kept(row)


def sources() -> tuple[KeptSource, ...]:
    """All sources that are looked at, by their addresses."""
    return tuple(_kept(row) for row in _rows())


def due(now: datetime) -> tuple[KeptSource, ...]:
    """The sources whose next look has come, the longest due first."""
    rows = _rows().filter(Q(next_check=None) | Q(next_check__lte=now))
    return tuple(sorted(map(_kept, rows), key=lambda one: one.state.next_check or one.added))


def named(addresses: Sequence[str]) -> tuple[KeptSource, ...]:
    """The sources with these addresses, or found on pages with them.

    Raises BadOption where an address is that of none.
    """
    known = sources()
    found: dict[int, KeptSource] = {}
    for address in addresses:
        fitting = [one for one in known if address.rstrip("/") in _names(one.source)]
        if not fitting:
            raise BadOption(
                f"{address} is no source; `onrecord sources list` shows which there are"
            )
        found |= {one.id: one for one in fitting}
    return tuple(found.values())


def keep_state(kept: KeptSource, state: SourceState) -> None:
    """Remembers `state` of a source, whatever else of it is changed at the same time."""
    Row.objects.filter(pk=kept.id).update(
        state={**_as_json(state), "page": kept.source.page}, next_check=state.next_check
    )


def remove(kept: KeptSource, now: datetime) -> None:
    """Looks at a source no more; its articles, and what it is remembered by, stay."""
    Row.objects.filter(pk=kept.id).update(removed_at=now)


def has_article(address: str) -> bool:
    """Whether an article with this address is kept, so that it need not be fetched."""
    return Article.objects.filter(key=plain_address(address)).exists()


def _names(source: Source) -> tuple[str, ...]:
    """What a source may be called by; whether a slash ends it is nothing that people mind."""
    return tuple(name.rstrip("/") for name in (source.address, source.page) if name)


def _rows() -> QuerySet[Row]:
    return Row.objects.filter(removed_at=None).select_related("outlet")


def _kept(row: Row) -> KeptSource:
    source = Source(
        address=row.address,
        kind=SourceKind(row.kind),
        title=row.title or None,
        outlet=row.outlet.name if row.outlet else None,
        page=row.state.get("page"),
    )
    return KeptSource(row.pk, source, _state(row.state), row.added_at)


def _outlet(name: str | None) -> Outlet | None:
    return Outlet.objects.get_or_create(name=name[:_LONGEST_NAME])[0] if name else None


def _as_json(state: SourceState) -> dict[str, Any]:
    """The state as JSON: days and moments in ISO 8601, empty parts left out."""
    return {name: _plain(value) for name, value in asdict(state).items() if value}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _state(kept: dict[str, Any]) -> SourceState:
    return SourceState(
        etag=kept.get("etag"),
        last_modified=kept.get("last_modified"),
        checked=_moment(kept.get("checked")),
        answered=_moment(kept.get("answered")),
        next_check=_moment(kept.get("next_check")),
        failures=kept.get("failures", 0),
        error=kept.get("error"),
        days=tuple(date.fromisoformat(day) for day in kept.get("days", ())),
        seen=tuple(kept.get("seen", ())),
        tried=tuple(
            Tried(one["id"], one["times"], datetime.fromisoformat(one["again"]))
            for one in kept.get("tried", ())
        ),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
