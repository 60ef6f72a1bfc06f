"""Links become status events once; the columns and the SQL word say what the nouns say."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from onrecord.keep.models import Entry, LinkRow, StatusRow
from onrecord.keep.status import apply_machine_events, statuses, word_expression
from onrecord.record.status import Axis, Flag, Outcome, Reply, SaidBy

from ..serve.conftest import Record, make, record, today  # noqa: F401 - fixtures
from .conftest import dump

pytestmark = pytest.mark.django_db

TODAY = date(2024, 6, 20)


def rows(entry: Entry) -> list[tuple[Any, ...]]:
    """What is said of an entry, oldest first."""
    return [
        (row.axis, row.value, row.by, row.day, row.proposed, row.evidence_id, row.undone_id)
        for row in entry.status_events.order_by("pk")
    ]


def words(kept: Record) -> dict[str, str]:
    """The sentence of every act that has a status."""
    known = statuses(Entry.objects.all(), TODAY)
    names = {row.pk: name for name, row in kept.entries.items()}
    return {names[id]: status.sentence for id, status in known.items()}


@pytest.fixture
def linked(record: Record) -> Record:  # noqa: F811
    """The factory's record without the events that it writes by hand."""
    StatusRow.objects.all().delete()
    Entry.objects.update(reply="awaiting")
    return record


def all_ids() -> list[int]:
    return list(Entry.objects.values_list("pk", flat=True))


def test_links_become_events(linked: Record) -> None:
    no, sirens = linked.entries["no"], linked.entries["sirens"]
    apply_machine_events([no.pk])
    assert rows(sirens) == [("reply", "refused", "machine", no.day, False, no.pk, None)]
    sirens.refresh_from_db()
    assert (sirens.reply, sirens.disputed, sirens.due_last) == ("refused", False, None)
    assert words(linked) == {
        "log": "overdue by 6 days, was due on 14 June 2024",
        "sirens": "refused on 29 May 2024",
        "pay": "open; due on 30 June 2024",
    }


def test_a_second_time_changes_nothing(linked: Record) -> None:
    apply_machine_events(all_ids())
    before = dump()
    apply_machine_events(all_ids())
    apply_machine_events(reversed(all_ids()))
    assert dump() == before


def test_a_rejected_link_says_nothing(linked: Record) -> None:
    LinkRow.objects.update(state="rejected")
    apply_machine_events(all_ids())
    assert not StatusRow.objects.exists()


def test_five_reports_are_one_event_at_the_first(linked: Record) -> None:
    article = linked.article("Refused, says the Post", "It refused to examine them.", TODAY, "Post")
    linked.entry(
        "no again", article, "response", "It refused to examine them", stance="refuses",
        head=linked.entries["no"], speakers=["Dams Inspectorate"],
    )  # fmt: skip
    linked.link("no again", "sirens")
    apply_machine_events(all_ids())
    no = linked.entries["no"]
    assert rows(linked.entries["sirens"]) == [
        ("reply", "refused", "machine", no.day, False, no.pk, None)
    ]


def test_an_answer_to_a_repeat_is_one_to_the_first_report(linked: Record) -> None:
    article = linked.article("Log", "Tarn Water published the gate log.", date(2024, 6, 12))
    done = linked.entry(
        "done", article, "response", "Tarn Water published the gate log", stance="done",
        speakers=["Tarn Water"],
    )  # fmt: skip
    linked.link("done", "log again")
    apply_machine_events([done.pk])
    assert rows(linked.entries["log again"]) == []
    assert rows(linked.entries["log"]) == [
        ("reply", "answered", "machine", done.day, False, done.pk, None),
        ("outcome", "kept", "machine", done.day, True, done.pk, None),
    ]
    assert words(linked)["log"] == (
        "answered on 12 June 2024; said to be done on 12 June 2024, which no editor has checked"
    )


def test_not_satisfied_with_the_answer(linked: Record) -> None:
    article = linked.article("Mayor angry", "“That is no answer,” the mayor said.", TODAY)
    bad = linked.entry(
        "bad", article, "response", "“That is no answer,”", stance="disputes",
        speakers=["Ida Brook"],
    )  # fmt: skip
    linked.link("bad", "no")
    apply_machine_events([bad.pk])
    sirens = linked.entries["sirens"]
    sirens.refresh_from_db()
    assert (sirens.reply, sirens.disputed) == ("refused", True)


def test_a_duty_is_noted(linked: Record) -> None:
    committee, office = linked.party("Affairs Committee"), linked.party("Home Office")
    committee.entry, office.entry = "gb/home-affairs-committee", "gb/home-office"
    committee.save()
    office.save()
    text = "The committee’s report recommended a register of dams."
    article = linked.article("Report", text, date(2024, 6, 1))
    call = linked.entry(
        "register", article, "call", "report recommended a register of dams",
        speakers=["Affairs Committee"], parties=["Home Office"],
    )  # fmt: skip
    apply_machine_events([call.pk])
    call.refresh_from_db()
    assert (call.duty_last, call.due_last) == (date(2024, 8, 1), date(2024, 8, 1))
    assert call.duty_rule.startswith("the government undertook to reply")


def test_queries_do_not_grow(linked: Record, django_assert_num_queries: Any) -> None:
    apply_machine_events(all_ids())
    for number in range(12):
        article = linked.article(f"More {number}", "He asked the port to dredge.", date(2024, 5, 1))
        linked.entry(f"dredge {number}", article, "call", "asked the port to dredge")
    entries = list(Entry.objects.all())
    with django_assert_num_queries(2):
        assert len(statuses(entries, TODAY)) == 15


def test_the_word_in_sql(make: Record) -> None:  # noqa: F811
    """For events at random, the word that lists choose by is the word that pages show."""
    chance = random.Random(7)
    article = make.article("Many", "He asked the port to dredge.", date(2024, 6, 1))
    days = [TODAY + timedelta(days=n) for n in (-400, -100, -40, -15, -14, -1, 0)]
    values = {
        Axis.REPLY: list(Reply), Axis.OUTCOME: list(Outcome), Axis.FLAG: list(Flag),
        Axis.UNFLAG: list(Flag),
    }  # fmt: skip
    for number in range(250):
        due = chance.choice([None, TODAY - timedelta(1), TODAY, TODAY + timedelta(9)])
        make.entry(
            str(number), article, chance.choice(["call", "commitment"]), "asked the port to dredge",
            day=chance.choice([*days, None]), due_stated=due, due_last=due,
            review=chance.choice(["machine", "reviewed", "withdrawn"]),
        )  # fmt: skip
        for _ in range(chance.randrange(4)):
            axis = chance.choice([*values, Axis.EXTENSION])
            value = chance.choice(values[axis]).value if axis in values else "2024-06-25"
            make.event(
                str(number), axis.value, value, chance.choice(days),
                by=chance.choice(list(SaidBy)).value, proposed=chance.random() < 0.3,
            )  # fmt: skip
    found = dict(Entry.objects.annotate(word=word_expression(TODAY)).values_list("pk", "word"))
    assert len(set(found.values())) > 8
    shown = {id: one.word.value for id, one in statuses(Entry.objects.all(), TODAY).items()}
    assert found == shown
