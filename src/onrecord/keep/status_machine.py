"""The machine's status events, from links: written once, taken back when their link is.

What an editor rejected stays as a row that is undone, and so never comes back.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from onrecord.keep.duties import CallFacts, duty_for
from onrecord.keep.models import (
    Deed,
    Entry,
    EntryParty,
    Judgement,
    LinkRow,
    LinkState,
    Role,
    StatusRow,
)
from onrecord.keep.proposals import Answer, LinkedAct, MachineEvent, machine_events
from onrecord.keep.status_rows import HAVE_STATUS, day_of, write_columns
from onrecord.record import Relation, Stance
from onrecord.record.status import Review, SaidBy

_AT_ONCE = 300
"""Acts whose events are worked out together; databases limit what one query may name."""

DOUBTFUL = 0.5
"""Below this score a link that no editor has confirmed proposes a status and says none."""

_TELLING = (Relation.ANSWERS.value, Relation.FULFILS.value, Relation.CONTRADICTS.value)


def apply_machine_events(entries: Iterable[int], because: Judgement | None = None) -> None:
    """Brings the status of all acts up to date that these entries speak of, and their own.

    Entries are given by id, after their links and first reports are kept.  A
    second time changes nothing.  `because` is the judgement that changed a link
    or an entry: it then takes back the machine's events that rested on it.
    """
    with transaction.atomic():
        targets = sorted(_targets(set(entries)))
        for start in range(0, len(targets), _AT_ONCE):
            _Batch(targets[start : start + _AT_ONCE], because).bring_up_to_date()


def _targets(entries: set[int]) -> set[int]:
    """First reports of these entries and of what they are linked to, by two steps."""
    reached = set(entries)
    step = set(entries)
    for _ in range(2):
        older = set[int]()
        for some in _in_parts(step):
            older |= set(LinkRow.objects.filter(newer__in=some).values_list("older", flat=True))
        step = older - reached
        reached |= older
    heads = set[int]()
    for some in _in_parts(reached):
        for id, head in Entry.objects.filter(pk__in=some).values_list("pk", "head"):
            # A repeat is looked at too: what it said before it was one is taken back.
            heads |= {id, head or id}
    return heads


def _in_parts(ids: Collection[int]) -> Iterable[list[int]]:
    known = sorted(ids)
    for start in range(0, len(known), _AT_ONCE):
        yield known[start : start + _AT_ONCE]


@dataclass(slots=True)
class _Batch:
    """Some acts, with all reports of each and what is linked to these."""

    targets: list[int]
    because: Judgement | None
    entries: dict[int, Entry] = field(default_factory=dict)
    cast: dict[int, list[EntryParty]] = field(default_factory=lambda: defaultdict(list))

    def bring_up_to_date(self) -> None:
        members = Entry.objects.filter(Q(pk__in=self.targets) | Q(head__in=self.targets))
        self._take(members)
        reports: dict[int, list[Entry]] = defaultdict(list)
        for entry in list(self.entries.values()):
            reports[entry.head_id or entry.pk].append(entry)
        links = self._links(self.entries)
        second = self._links({link.newer_id for link in links})
        told = [link for link in second if link.newer.stance == Stance.DISPUTES]
        self._take(link.newer for link in [*links, *told])
        self._read_cast()
        of = _by_older(links)
        of_answers = _by_older(told)
        rows = self._rows()
        for target in self.targets:
            act = self.entries[target]
            wanted: tuple[MachineEvent, ...] = ()
            if act.head_id is None and act.kind in HAVE_STATUS and _stands(act):
                answers = self._answers(reports[target], of, of_answers)
                wanted = machine_events(self._linked(act), answers)
            self._write(act, wanted, rows[target])
            self._note_duty(act, reports[target])
        write_columns([self.entries[target] for target in self.targets])

    def _take(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self.entries.setdefault(entry.pk, entry)

    def _links(self, older: Collection[int]) -> list[LinkRow]:
        found = LinkRow.objects.filter(older__in=list(older), relation__in=_TELLING)
        standing = found.exclude(state=LinkState.REJECTED).select_related("newer__head")
        return [link for link in standing.order_by("pk") if _stands(link.newer)]

    def _read_cast(self) -> None:
        for some in _in_parts(self.entries):
            for one in EntryParty.objects.filter(entry__in=some).select_related("party"):
                self.cast[one.entry_id].append(one)

    def _rows(self) -> dict[int, list[StatusRow]]:
        found: dict[int, list[StatusRow]] = defaultdict(list)
        machine = StatusRow.objects.filter(entry__in=self.targets, by=SaidBy.MACHINE.value)
        for row in machine.select_related("undone"):
            found[row.entry_id].append(row)
        return found

    def _answers(
        self,
        reports: list[Entry],
        of: dict[int, list[LinkRow]],
        of_answers: dict[int, list[LinkRow]],
    ) -> list[Answer]:
        """What was said of an act, in whichever report, and of the answers to it."""
        own = {entry.pk for entry in reports}
        found = []
        for report in reports:
            for link in of[report.pk]:
                if link.newer_id in own:
                    continue
                found.append(self._answer(link, of_answer=False))
                found += [self._answer(one, of_answer=True) for one in of_answers[link.newer_id]]
        return found

    def _answer(self, link: LinkRow, *, of_answer: bool) -> Answer:
        newer = link.newer
        linked = self._linked(newer)
        if newer.head is not None and _stands(newer.head):
            # Five outlets report one answer: it is one event, proved by the first report.
            linked = LinkedAct(
                newer.head.pk, linked.kind, linked.stance, day_of(newer.head),
                linked.speakers, linked.parties, linked.words, linked.action,
            )  # fmt: skip
        doubtful = link.score < DOUBTFUL and link.state != LinkState.CONFIRMED
        return Answer(linked, link.relation, tuple(link.reasons), of_answer, doubtful)

    def _linked(self, entry: Entry) -> LinkedAct:
        return LinkedAct(
            id=entry.pk,
            kind=entry.kind,
            stance=entry.stance,
            day=day_of(entry),
            speakers=self._parties(entry, Role.SPEAKER),
            parties=self._parties(entry, Role.PARTY),
            words=f"{entry.words} {entry.action}",
            action=entry.action,
        )

    def _parties(self, entry: Entry, role: Role) -> frozenset[int]:
        return frozenset(one.party_id for one in self.cast[entry.pk] if one.role == role)

    def _write(self, act: Entry, wanted: tuple[MachineEvent, ...], rows: list[StatusRow]) -> None:
        """Makes the rows that are not there, and takes back or revives those that are."""
        by_key = {(row.axis, row.value, row.evidence_id): row for row in rows}
        for event in wanted:
            row = by_key.pop((event.axis.value, str(event.value), event.evidence), None)
            if row is None:
                _make(act, event)
            elif row.undone is not None and not _by_decision(row.undone):
                row.undone = None
                row.save(update_fields=["undone"])
            if row is not None and row.proposed and not event.proposed:
                # An editor has confirmed the link on which it rests.
                row.proposed = False
                row.save(update_fields=["proposed"])
        for row in by_key.values():
            if self.because and row.undone is None and row.confirmed_id is None:
                row.undone = self.because
                row.save(update_fields=["undone"])

    def _note_duty(self, act: Entry, reports: list[Entry]) -> None:
        """Sets the day by which a known duty has the asked body answer."""
        sides: dict[str, set[str]] = {Role.SPEAKER: set(), Role.PARTY: set()}
        for report in reports:
            for one in self.cast[report.pk]:
                if one.party.entry:
                    sides[one.role].add(one.party.entry)
        call = CallFacts(act.kind, sides[Role.PARTY], sides[Role.SPEAKER], act.words)
        duty = duty_for(call, day_of(act))
        last, rule = (duty.last, duty.rule[:300]) if duty else (None, "")
        if (act.duty_last, act.duty_rule) != (last, rule):
            act.duty_last, act.duty_rule = last, rule
            act.save(update_fields=["duty_last", "duty_rule"])


def _make(act: Entry, event: MachineEvent) -> None:
    StatusRow.objects.create(
        entry=act, axis=event.axis.value, value=str(event.value), by=SaidBy.MACHINE.value,
        evidence_id=event.evidence, reasons=list(event.reasons), day=event.day,
        made_at=timezone.now(), proposed=event.proposed,
    )  # fmt: skip


def _by_decision(undone: Judgement) -> bool:
    """Whether an editor rejected the event itself, perhaps by undoing that this was undone."""
    while undone.undoes is not None:
        undone = undone.undoes
    return undone.deed == Deed.REJECT_STATUS


def _stands(entry: Entry) -> bool:
    return entry.review != Review.WITHDRAWN.value


def _by_older(links: Iterable[LinkRow]) -> dict[int, list[LinkRow]]:
    found: dict[int, list[LinkRow]] = defaultdict(list)
    for link in links:
        found[link.older_id].append(link)
    return found
