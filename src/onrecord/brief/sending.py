"""Sending: editions to their subscribers, and links to those who asked for one.

A sender may be killed at any moment and started again, and any number may work
at once: what was promised of the ledger (`sending_ledger.py`) holds for all.
"""

import secrets
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from onrecord.brief import sending_ledger as ledger
from onrecord.brief.models import Delivery, Edition, MailedLink, Posting, State, Subscriber, Why
from onrecord.brief.place import Place
from onrecord.brief.sending_handover import Door, Handed, Mail, Result, door
from onrecord.brief.sending_ledger import Hold, Kind, Rows
from onrecord.brief.sending_letter import Letter, Reader, Written
from onrecord.brief.sending_pace import forget_minutes, granted, next_minute
from onrecord.brief.sending_settings import Post
from onrecord.brief.signup_links import suppress
from onrecord.brief.signup_mail import link_mail

BATCH = 100
"""Rows that a sender reserves at once."""

MOST_IN_A_ROW = 20
"""After so many mails in a row that were not taken it is the server, or we, and not the mails."""


@dataclass(frozen=True, slots=True)
class Sending:
    """How a sender is to work.

    `patience` is how long it waits for what may go soon (a domain's next
    minute), before it leaves that to a later run.  `stopped` is asked between
    two mails.
    """

    post: Post
    place: Place
    written: Callable[[Edition, Place], Written]
    late: timedelta = timedelta(hours=12)
    per_domain: Mapping[str, int] = field(default_factory=dict)
    lease: timedelta = ledger.LEASE
    patience: timedelta = timedelta(seconds=61)
    stopped: Callable[[], bool] = lambda: False


@dataclass
class Told:
    """What a run did: mails by their end, and why it stopped early, where it did."""

    editions: dict[int, Counter[str]] = field(default_factory=dict)
    links: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    stopped_by: str = ""


Prepared = Sequence[tuple[int, str, Mail | str]]
"""Of each row its id, the recipient's domain, and the mail, or why there is none to send."""


class Sender:
    """One run of one process."""

    def __init__(self, sending: Sending) -> None:
        self._sending = sending
        self._name = secrets.token_hex(8)
        self._door: Door = door(sending.post)
        self._not_taken = 0
        self._told = Told()

    def run(self) -> Told:
        """Sends what is due: first the links, which somebody is waiting for."""
        _commit_to_disk()
        try:
            self._lost()
            self.links()
            for posting in ledger.open_postings(timezone.now(), self._sending.late):
                if self._over():
                    break
                self._edition(posting)
            forget_minutes(timezone.now())
        finally:
            self._door.close()
        return self._told

    def links(self) -> Counter[str]:
        """Sends the links that were asked for."""
        place, post = self._sending.place, self._sending.post

        def prepared(ids: Sequence[int]) -> Prepared:
            rows = MailedLink.objects.filter(pk__in=ids).order_by("pk")
            return [(row.pk, row.normal.rpartition("@")[2], link_mail(row, post, place))
                    for row in rows]  # fmt: skip

        self._work(MailedLink, MailedLink.objects.all(), prepared, self._told.links)
        return self._told.links

    def close(self) -> None:
        """Hangs up."""
        self._door.close()

    def _edition(self, posting: Posting) -> None:
        counted = self._told.editions.setdefault(posting.edition_id, Counter())
        now = timezone.now()
        if now <= posting.last_at:
            ledger.fill(posting, now)
            written = self._sending.written(posting.edition, self._sending.place)
            letter = Letter(written, self._sending.post, self._sending.place)
            rows = Delivery.objects.filter(posting=posting)

            def prepared(ids: Sequence[int]) -> Prepared:
                return _readers(ids, letter)

            self._work(Delivery, rows, prepared, counted, last_at=posting.last_at)
        counted["late"] += ledger.drop_late(posting, timezone.now())
        ledger.close_if_done(posting, timezone.now())

    def _work(
        self,
        kind: Kind,
        rows: Rows,
        prepared: Callable[[Sequence[int]], Prepared],
        counted: Counter[str],
        last_at: datetime | None = None,
    ) -> None:
        """Takes the rows a batch at a time until none is due."""
        while not self._over():
            hold = self._hold()
            if last_at is not None and hold.now > last_at:
                return
            ids = ledger.reserve(rows, hold, BATCH)
            if ids:
                batch = self._within_pace(kind, prepared(ids), hold)
                self._batch(kind, batch, counted)
            elif not self._waited(rows):
                return

    def _batch(self, kind: Kind, batch: Prepared, counted: Counter[str]) -> None:
        """Hands a batch over, one by one.

        What became of one mail and that the next is `sending` are committed
        together: one commit a mail.  So one row of each sender, and no more,
        is unknown after a crash.
        """
        last: tuple[int, Hold, Handed] | None = None
        todo = [id for id, _, _ in batch]
        try:
            for id, _, mail in batch:
                if self._over():
                    break
                todo.remove(id)
                hold = self._hold()
                if isinstance(mail, str):
                    ledger.drop(kind, id, hold, mail)
                    counted["dropped"] += 1
                    continue
                with transaction.atomic():
                    if last:
                        ledger.settle(kind, *last)
                    mine = ledger.take(kind, id, hold)
                last = None
                if not mine:
                    counted["dropped"] += 1
                    continue
                handed = self._door.hand_over(mail)
                last = (id, hold, handed)
                self._note(handed, counted)
                if handed.result is Result.BOUNCED and kind is Delivery:
                    ledger.settle(kind, *last)
                    last = None
                    self._suppress(id, handed)
        finally:
            if last:
                ledger.settle(kind, *last)
            if todo:
                ledger.give_back(kind, todo, self._hold())

    def _note(self, handed: Handed, counted: Counter[str]) -> None:
        counted[handed.result.value] += 1
        self._not_taken = 0 if handed.result is Result.SENT else self._not_taken + 1
        if handed.result is Result.NOT_OFFERED:
            self._told.stopped_by = handed.detail or "the mail server cannot be reached"
        elif self._not_taken >= MOST_IN_A_ROW:
            self._told.stopped_by = (
                f"{MOST_IN_A_ROW} mails in a row were not taken; the last answer: {handed.detail}"
            )

    def _suppress(self, id: int, handed: Handed) -> None:
        subscriber = Subscriber.objects.filter(deliveries=id).first()
        if subscriber is not None:
            suppress(subscriber, Why.BOUNCE, timezone.now(), handed.detail)

    def _within_pace(self, kind: Kind, batch: Prepared, hold: Hold) -> Prepared:
        """Those of the batch that their domains may be sent now; the others wait a minute."""
        limits = self._sending.per_domain
        if not limits:
            return batch
        wanted = Counter(domain for _, domain, mail in batch if not isinstance(mail, str))
        left = granted(wanted, limits, hold.now)
        now, later = [], []
        for row in batch:
            if isinstance(row[2], str):
                now.append(row)
            elif left[row[1]] > 0:
                left[row[1]] -= 1
                now.append(row)
            else:
                later.append(row[0])
        if later:
            ledger.give_back(kind, later, hold, until=next_minute(hold.now))
        return now

    def _waited(self, rows: Rows) -> bool:
        """Whether it waited for something that may go soon."""
        waiting = rows.filter(state=State.WAITING, sender="")
        earliest: datetime | None = waiting.aggregate(at=Min("next_at"))["at"]
        if earliest is None or earliest - timezone.now() > self._sending.patience:
            return False
        self._door.close()
        while timezone.now() < earliest and not self._over():
            time.sleep(min(0.5, max(0.01, (earliest - timezone.now()).total_seconds())))
        return True

    def _lost(self) -> None:
        hold = self._hold()
        self._told.lost = ledger.mark_lost(Delivery, hold) + ledger.mark_lost(MailedLink, hold)

    def _hold(self) -> Hold:
        return Hold(self._name, timezone.now(), self._sending.lease)

    def _over(self) -> bool:
        return bool(self._told.stopped_by) or self._sending.stopped()


def _readers(ids: Sequence[int], letter: Letter) -> Prepared:
    rows = Delivery.objects.filter(pk__in=ids).order_by("pk")
    found: list[tuple[int, str, Mail | str]] = []
    for id, address, ref, domain in rows.values_list(
        "pk", "subscriber__address", "subscriber__ref", "subscriber__domain"
    ):
        if address is None:
            found.append((id, "", "no subscriber any more"))
        else:
            found.append((id, domain, letter.to(Reader(id, address, ref))))
    return found


def _commit_to_disk() -> None:
    """Has SQLite's commits outlive a loss of power, as PostgreSQL's do.

    Elsewhere the last commits may be lost then, for speed; here a `sending`
    that was lost would be a mail that is sent twice.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
