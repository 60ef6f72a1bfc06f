"""What an editor says of an act's status, and the replies of parties that editors add."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from onrecord.keep.changes import CONFIRMED, STANDING, Change, change, found
from onrecord.keep.judgements import Editor, NotJudged, On, Outcome, Plan, judge
from onrecord.keep.models import Deed, Entry, Matter, Party, PartyReply, StatusRow, Target
from onrecord.keep.status_rows import HAVE_STATUS
from onrecord.record import status as nouns
from onrecord.record.status import Axis, SaidBy

_VALUES: dict[Axis, set[str]] = {
    Axis.REPLY: set(nouns.Reply),
    Axis.OUTCOME: set(nouns.Outcome),
    Axis.FLAG: set(nouns.Flag),
    Axis.UNFLAG: set(nouns.Flag),
}


@dataclass(frozen=True, slots=True)
class Rating:
    """What an editor says of an act on one axis, since which day, and what proves it.

    `evidence` is the id of the entry whose words prove it, where one does.
    """

    axis: Axis
    value: str
    day: date
    evidence: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """What a party says of an entry or of a matter, for it to be shown beside."""

    party: int
    words: str
    day: date
    url: str = ""
    entry: int | None = None
    matter: int | None = None


def rate(editor: Editor, entry: int, rating: Rating) -> Outcome:
    """Says how an act stands; said of a later report, it goes to the first one."""
    row = Entry.objects.filter(pk=entry).first()
    head = (row.head_id or row.pk) if row else entry

    def plan() -> Plan | NotJudged:
        wrong = _wrong(row, rating)
        if wrong:
            return NotJudged(wrong)
        made = StatusRow(
            entry_id=head, axis=rating.axis.value, value=rating.value, by=SaidBy.EDITOR.value,
            editor_id=editor.user.pk, evidence_id=rating.evidence, note=rating.note,
            day=rating.day, made_at=timezone.now(),
        )  # fmt: skip
        made.save()
        before = Entry.objects.get(pk=head)
        return Plan(
            made=[Change("status", (made.pk,), {STANDING: False}, {STANDING: True})],
            told_before={"reply": before.reply, "outcome": before.outcome},
            told_after={rating.axis.value: rating.value}, note=rating.note,
        )  # fmt: skip

    return judge(editor, On(Deed.RATE, Target.ENTRY, head), plan)


def confirm_status(editor: Editor, event: int) -> Outcome:
    """Says that what the machine proposed is so: from now on it is an editor's word."""

    def plan() -> Plan | NotJudged:
        row = StatusRow.objects.filter(pk=event).first()
        if row is None or not row.proposed or row.undone_id:
            return NotJudged("It is no longer proposed.")
        if row.confirmed_id:
            return NotJudged("It is confirmed already.")
        return Plan(found([change("status", event, **{CONFIRMED: True})]), {}, _told(row))

    return judge(editor, On(Deed.CONFIRM_STATUS, Target.STATUS, event), plan)


def reject_status(editor: Editor, event: int) -> Outcome:
    """Says that what was proposed, or said by the machine, is not so; it never comes back."""

    def plan() -> Plan | NotJudged:
        row = StatusRow.objects.filter(pk=event).first()
        if row is None or row.undone_id:
            return NotJudged("It is no longer there.")
        return Plan(found([change("status", event, **{STANDING: False})]), _told(row), {})

    return judge(editor, On(Deed.REJECT_STATUS, Target.STATUS, event), plan)


def add_reply(editor: Editor, reply: ReplyWords) -> Outcome:
    """Puts a party's own words beside an entry or a matter."""
    target = Target.ENTRY if reply.entry else Target.MATTER

    def plan() -> Plan | NotJudged:
        wrong = _wrong_reply(reply)
        if wrong:
            return NotJudged(wrong)
        made = PartyReply.objects.create(
            party_id=reply.party, entry_id=reply.entry, matter_id=reply.matter,
            words=reply.words.strip(), url=reply.url, day=reply.day, added_by_id=editor.user.pk,
            made_at=timezone.now(), withdrawn=True,
        )  # fmt: skip
        changes = found([change("reply", made.pk, withdrawn=False)])
        return Plan(changes, {}, {"party": str(made.party), "words": made.words})

    on = On(Deed.ADD_REPLY, target, reply.entry or reply.matter or 0)
    return judge(Editor(editor.user), on, plan)


def _wrong(row: Entry | None, rating: Rating) -> str:
    if row is None or row.kind not in HAVE_STATUS:
        return "Only calls and commitments have a status."
    if rating.axis is Axis.EXTENSION:
        try:
            date.fromisoformat(rating.value)
        except ValueError:
            return "Write the new day as 2024-06-14."
    elif rating.value not in _VALUES[rating.axis]:
        return f"“{rating.value}” is no {rating.axis.value}."
    if rating.evidence and not Entry.objects.filter(pk=rating.evidence).exists():
        return f"There is no entry {rating.evidence}."
    return ""


def _wrong_reply(reply: ReplyWords) -> str:
    if not reply.words.strip():
        return "Write what the party says."
    if reply.url and not reply.url.startswith(("https://", "http://")):
        return "The address must begin with https://."
    if not Party.objects.filter(pk=reply.party).exists():
        return "Choose the party."
    if reply.entry and not Entry.objects.filter(pk=reply.entry).exists():
        return "There is no such entry."
    if not reply.entry and not Matter.objects.filter(pk=reply.matter or 0).exists():
        return "Choose an entry or a matter."
    return ""


def _told(row: StatusRow) -> dict[str, str]:
    return {row.axis: row.value}
