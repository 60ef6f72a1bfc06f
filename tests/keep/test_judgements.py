"""Every deed is written down, does what it says, and can be undone, and the undoing undone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from onrecord.keep import deeds_entries, deeds_links, deeds_matters, deeds_status
from onrecord.keep.deeds_entries import as_it_is
from onrecord.keep.deeds_status import Rating, ReplyWords
from onrecord.keep.judgements import Editor, Judged, NotJudged, Outcome, undo
from onrecord.keep.models import (
    Article,
    Deed,
    Entry,
    Judgement,
    LinkRow,
    Matter,
    MatterLink,
    Party,
    PartyReply,
    StatusRow,
    Target,
)
from onrecord.keep.review_queue import matters_alike, parties_alike
from onrecord.keep.status import apply_machine_events
from onrecord.keep.training_export import training_export
from onrecord.record.status import Axis

from ..serve.conftest import NOON, Record, make, record, today  # noqa: F401 - fixtures
from .conftest import dump

pytestmark = pytest.mark.django_db

JUNE_20 = date(2024, 6, 20)


@pytest.fixture
def ada(db: None) -> Editor:
    return Editor(User.objects.create_user("ada"))


@pytest.fixture
def bea(db: None) -> Editor:
    return Editor(User.objects.create_user("bea"))


@pytest.fixture
def story(record: Record) -> Record:  # noqa: F811
    """The factory's record with a second matter, a second mayor, and statuses from its links."""
    StatusRow.objects.all().delete()
    Matter.objects.update(last_day=date(2024, 5, 29))  # as adding its articles leaves it
    other = record.matter("Floods at Tarn", date(2024, 6, 12), date(2024, 6, 12))
    flood = record.article(
        "Log is out", "Tarn Water published the gate log, Mayor Brook said.", date(2024, 6, 12),
        matter=other,
    )  # fmt: skip
    record.entry(
        "done", flood, "response", "Tarn Water published the gate log", stance="done",
        speakers=["Tarn Water"], parties=["Mayor Brook"],
    )  # fmt: skip
    record.party("Mayor Brook").names.update(key="ida brook")
    Party.objects.filter(name="Mayor Brook").update(kind="person")
    record.link("done", "log")
    record.link("log again", "log", "repeats")
    MatterLink.objects.create(
        article=flood, matter=other, score=0.5, reasons=["same dam"], maker="t", made_at=NOON
    )
    apply_machine_events(Entry.objects.values_list("pk", flat=True))
    return record


def state() -> dict[str, Any]:
    """Every row but the judgements, without the moments at which matters changed."""
    rows = dump()
    rows.pop("keep_judgement")
    events = StatusRow.objects.order_by("pk").values(
        "pk", "entry", "axis", "value", "by", "proposed", "day", "evidence"
    )
    rows["keep_statusrow"] = [
        (*row.values(), standing, confirmed)
        for row, standing, confirmed in zip(
            events,
            [one.undone_id is None for one in StatusRow.objects.order_by("pk")],
            [one.confirmed_id is not None for one in StatusRow.objects.order_by("pk")],
            strict=True,
        )
    ]
    rows["keep_matter"] = list(
        Matter.objects.order_by("pk").values_list("pk", "title", "merged_into", "last_day")
    )
    # Parties of an entry are written anew; their order counts, their ids do not.
    rows["keep_entryparty"] = [
        (one.pk, tuple(one.cast.order_by("pk").values_list("party", "role", "day")))
        for one in Entry.objects.order_by("pk")
    ]
    return rows


def pk(of: Record, name: str) -> int:
    return of.entries[name].pk


def event(of: Record, name: str, axis: str) -> int:
    return StatusRow.objects.get(entry=of.entries[name], axis=axis).pk


def _correct(editor: Editor, of: Record) -> Outcome:
    row = of.entries["log"]
    now = as_it_is(row)
    wanted = type(now)(
        kind="commitment", stance="", speakers=now.parties, parties=(),
        spans={"evidence": ((0, 56),), "action": ((36, 56),)}, due_last=date(2024, 7, 1),
        quotes=((36, 56, "publish the gate log"),), note="they offered",
    )  # fmt: skip
    return deeds_entries.correct(editor, row.pk, wanted)


def _mayors(of: Record) -> tuple[int, int]:
    return of.party("Mayor Brook").pk, of.party("Ida Brook").pk


def _matters(of: Record) -> tuple[int, int]:
    return of.matters["Floods at Tarn"].pk, of.matters["The gates of Tarn dam"].pk


DEEDS: dict[str, Callable[[Editor, Record], Outcome]] = {
    "accept": lambda ed, of: deeds_entries.accept(ed, pk(of, "log")),
    "reject": lambda ed, of: deeds_entries.reject(ed, pk(of, "no"), "it does not say so"),
    "reject a first report": lambda ed, of: deeds_entries.reject(ed, pk(of, "log")),
    "correct": _correct,
    "confirm a link": lambda ed, of: deeds_links.confirm_link(
        ed, LinkRow.objects.order_by("pk")[0].pk
    ),
    "reject a link": lambda ed, of: deeds_links.reject_link(
        ed, LinkRow.objects.get(newer=pk(of, "done")).pk
    ),
    "reject a repetition": lambda ed, of: deeds_links.reject_link(
        ed, LinkRow.objects.get(relation="repeats").pk
    ),
    "confirm an article": lambda ed, of: deeds_links.confirm_matter_link(
        ed, MatterLink.objects.get().pk
    ),
    "reject an article": lambda ed, of: deeds_links.reject_matter_link(
        ed, MatterLink.objects.get().pk
    ),
    "rename": lambda ed, of: deeds_matters.rename_matter(ed, _matters(of)[0], " The  flood "),
    "merge matters": lambda ed, of: deeds_matters.merge_matters(ed, *_matters(of)),
    "split a matter": lambda ed, of: deeds_matters.split_matter(
        ed, _matters(of)[1], [of.articles["Inspectorate will not look"].pk], "The sirens"
    ),
    "merge parties": lambda ed, of: deeds_matters.merge_parties(ed, *_mayors(of)),
    "split a party": lambda ed, of: deeds_matters.split_party(
        ed, of.party("Tarn Water").pk, [pk(of, "pay")], "Tarn Water Fund"
    ),
    "rate": lambda ed, of: deeds_status.rate(
        ed, pk(of, "pay"), Rating(Axis.OUTCOME, "broken", JUNE_20, pk(of, "no"))
    ),
    "extend": lambda ed, of: deeds_status.rate(
        ed, pk(of, "log again"), Rating(Axis.EXTENSION, "2024-07-01", JUNE_20)
    ),
    "confirm a status": lambda ed, of: deeds_status.confirm_status(ed, event(of, "log", "outcome")),
    "reject a status": lambda ed, of: deeds_status.reject_status(ed, event(of, "log", "outcome")),
    "add a reply": lambda ed, of: deeds_status.add_reply(
        ed, ReplyWords(of.party("Tarn Water").pk, "We paid.", JUNE_20, entry=pk(of, "pay"))
    ),
    "keep apart": lambda ed, of: deeds_matters.keep_apart(ed, Target.PARTY, *_mayors(of)),
}

LEAVES_ROWS = {
    "reject an article": ("keep_matter",), "split a matter": ("keep_matter",),
    "split a party": ("keep_party",), "rate": ("keep_statusrow",), "extend": ("keep_statusrow",),
    "add a reply": ("keep_partyreply",), "correct": ("keep_statusrow",),
    "reject a first report": ("keep_statusrow",), "reject a repetition": ("keep_statusrow",),
}  # fmt: skip
"""Deeds whose undoing leaves rows behind that no longer count: nothing is ever deleted."""


def counting(rows: dict[str, Any], deed: str) -> dict[str, Any]:
    """The rows without those that a deed leaves behind."""
    return {name: value for name, value in rows.items() if name not in LEAVES_ROWS.get(deed, ())}


@pytest.mark.parametrize("deed", DEEDS)
def test_undo_and_undo_the_undoing(story: Record, ada: Editor, deed: str) -> None:
    before = state()
    done = DEEDS[deed](ada, story)
    assert isinstance(done, Judged), done
    after = state()
    assert deed == "keep apart" or after != before
    back = undo(ada, done.judgement.pk)
    assert isinstance(back, Judged), back
    assert counting(state(), deed) == counting(before, deed)
    assert not StatusRow.objects.filter(
        undone=None, by="editor", pk__gt=max(row[0] for row in before["keep_statusrow"])
    )
    assert not PartyReply.objects.filter(withdrawn=False)
    again = undo(ada, back.judgement.pk)
    assert isinstance(again, Judged), again
    assert state() == after
    assert list(Judgement.objects.order_by("pk").values_list("undoes", flat=True)) == [
        None, done.judgement.pk, back.judgement.pk,
    ]  # fmt: skip


SAME_TWICE = [name for name in DEEDS if DEEDS[name] is not _correct and name not in (
    "rate", "extend", "add a reply", "keep apart", "split a matter", "split a party",
)]  # fmt: skip


@pytest.mark.parametrize("deed", SAME_TWICE)
def test_twice_is_once(story: Record, ada: Editor, deed: str) -> None:
    first = DEEDS[deed](ada, story)
    assert isinstance(first, Judged)
    after = dump()
    second = DEEDS[deed](ada, story)
    if isinstance(second, Judged):
        assert (second.judgement.pk, second.again) == (first.judgement.pk, True)
    assert dump() == after


@pytest.mark.parametrize("deed", ["accept", "reject", "correct", "rate", "merge matters"])
def test_the_second_editor_is_told(story: Record, ada: Editor, bea: Editor, deed: str) -> None:
    target = {"reject": pk(story, "no"), "rate": pk(story, "pay")}.get(deed, pk(story, "log"))
    if deed == "merge matters":
        deeds_matters.rename_matter(ada, _matters(story)[0], "Another title")
    else:
        deeds_entries.correct(
            ada, target, type(as_it_is(Entry.objects.get(pk=target)))(
                **{**{name: getattr(as_it_is(Entry.objects.get(pk=target)), name) for name in
                      ("kind", "stance", "speakers", "parties", "spans", "due_first", "due_last")},
                   "said_on": date(2024, 5, 19)}
            ),
        )  # fmt: skip
    before = dump()
    late = DEEDS[deed](Editor(bea.user, seen=0), story)
    assert isinstance(late, NotJudged)
    assert late.why.startswith("ada was quicker (")
    assert dump() == before


def test_what_a_correction_does(story: Record, ada: Editor) -> None:
    done = _correct(ada, story)
    assert isinstance(done, Judged)
    row = Entry.objects.get(pk=pk(story, "log"))
    assert (row.kind, row.words, row.action, row.due_stated, row.due_last, row.review) == (
        "commitment",
        "Mayor Ida Brook asked Tarn Water to publish the gate log",
        "publish the gate log",
        date(2024, 7, 1),
        date(2024, 7, 1),
        "corrected",
    )
    told = {name: value for name, value in done.judgement.after.items() if name != "rows"}
    assert told == {
        "kind": "commitment", "words": "Mayor Ida Brook asked Tarn Water to publish the gate log",
        "due_first": None, "due_stated": "2024-07-01", "due_words": "",
        "speakers": ["Tarn Water"], "parties": [],
    }  # fmt: skip
    assert (done.judgement.public, done.judgement.note) == (True, "they offered")


def test_a_span_must_read_so(story: Record, ada: Editor) -> None:
    row = story.entries["log"]
    now = as_it_is(row)
    wrong = [((0, 5000), "Selected words lie outside the article."),
             ((5, 5), "Selected words lie outside the article.")]  # fmt: skip
    for span, why in wrong:
        wanted = type(now)("call", "", now.speakers, now.parties, {"evidence": (span,)})
        assert deeds_entries.correct(ada, row.pk, wanted) == NotJudged(why)
    wanted = type(now)(
        "call", "", now.speakers, now.parties, {"evidence": ((0, 5),)}, quotes=((0, 5, "Major"),)
    )
    assert deeds_entries.correct(ada, row.pk, wanted) == NotJudged(
        "The article does not read “Major” there; it may have changed. Reload."
    )


def test_rejecting_a_first_report(story: Record, ada: Editor) -> None:
    deeds_status.rate(ada, pk(story, "log"), Rating(Axis.OUTCOME, "kept", JUNE_20))
    deeds_entries.reject(ada, pk(story, "log"))
    again = Entry.objects.get(pk=pk(story, "log again"))
    assert (again.head_id, again.outcome) == (None, "kept")
    assert Entry.objects.get(pk=pk(story, "log")).outcome == "not rated"


def test_a_rejected_status_never_comes_back(story: Record, ada: Editor) -> None:
    deeds_status.reject_status(ada, event(story, "log", "outcome"))
    before = dump()
    apply_machine_events(Entry.objects.values_list("pk", flat=True))
    assert dump() == before


def test_a_confirmed_proposal_is_an_editors_word(story: Record, ada: Editor) -> None:
    assert Entry.objects.get(pk=pk(story, "log")).outcome == "not rated"
    deeds_status.confirm_status(ada, event(story, "log", "outcome"))
    assert Entry.objects.get(pk=pk(story, "log")).outcome == "kept"


def test_what_was_changed_since_is_undone_first(story: Record, ada: Editor) -> None:
    first = deeds_matters.rename_matter(ada, _matters(story)[0], "One")
    second = deeds_matters.rename_matter(ada, _matters(story)[0], "Two")
    assert isinstance(first, Judged)
    assert isinstance(second, Judged)
    assert undo(ada, first.judgement.pk) == NotJudged(
        "It was changed again since; undo the later judgement first."
    )
    undo(ada, second.judgement.pk)
    assert isinstance(undo(ada, first.judgement.pk), Judged)
    assert Matter.objects.get(pk=_matters(story)[0]).title == "Floods at Tarn"


def test_merged_matters_are_one(story: Record, ada: Editor) -> None:
    deeds_matters.merge_matters(ada, *_matters(story))
    gone, kept = _matters(story)
    assert set(Article.objects.values_list("matter", flat=True)) == {kept}
    assert Entry.objects.filter(matter=gone).count() == 0
    assert Matter.objects.get(pk=gone).merged_into_id == kept
    assert Matter.objects.get(pk=kept).last_day == date(2024, 6, 12)


def test_pairs_that_look_alike(story: Record, ada: Editor) -> None:
    assert [(one.one.pk, one.other.pk, one.why) for one in matters_alike()] == [
        (*sorted(_matters(story)), "1 act of one answers or repeats acts of the other")
    ] or len(matters_alike()) == 1
    pairs = parties_alike()
    assert [{one.one.name, one.other.name} for one in pairs] == [{"Ida Brook", "Mayor Brook"}]
    kept = deeds_matters.keep_apart(ada, Target.PARTY, *_mayors(story))
    assert parties_alike() == []
    assert isinstance(kept, Judged)
    undo(ada, kept.judgement.pk)
    assert len(parties_alike()) == 1


def test_wrong_deeds_say_why(story: Record, ada: Editor) -> None:
    assert [
        deeds_entries.accept(ada, 999),
        deeds_matters.merge_parties(ada, 1, 1),
        deeds_matters.split_matter(ada, _matters(story)[0], [], "New"),
        deeds_status.rate(ada, pk(story, "no"), Rating(Axis.OUTCOME, "kept", JUNE_20)),
        deeds_status.rate(ada, pk(story, "pay"), Rating(Axis.REPLY, "kept", JUNE_20)),
        deeds_status.rate(ada, pk(story, "pay"), Rating(Axis.EXTENSION, "June", JUNE_20)),
        deeds_status.add_reply(ada, ReplyWords(1, " ", JUNE_20, entry=pk(story, "pay"))),
        undo(ada, 999),
    ] == [
        NotJudged("There is no such entry."),
        NotJudged("Choose two parties."),
        NotJudged("Choose some articles of it, not all, and write a title for them."),
        NotJudged("Only calls and commitments have a status."),
        NotJudged("“kept” is no reply."),
        NotJudged("Write the new day as 2024-06-14."),
        NotJudged("Write what the party says."),
        NotJudged("There is no such judgement."),
    ]
    assert not Judgement.objects.exists()


def test_training_data(story: Record, ada: Editor) -> None:
    assert list(training_export()) == []
    _correct(ada, story)
    assert list(training_export()) == []  # two acts of that article were not judged
    deeds_entries.accept(ada, pk(story, "sirens"))
    deeds_entries.reject(ada, pk(story, "pay"))
    article = story.articles["Mayor asks for the gate log"]
    assert article.current is not None
    text = article.current.document["article"]["text"]

    def at(words: str) -> list[int]:
        return [text.index(words), text.index(words) + len(words)]

    assert list(training_export()) == [
        {
            "id": f"a{article.pk}",
            "text": text,
            "acts": [
                {
                    "kind": "commitment", "stance": None, "speaker": "Tarn Water", "party": [],
                    "evidence": [0, 56], "action": [36, 56], "due": None,
                },
                {
                    "kind": "call", "stance": None, "speaker": "Ida Brook",
                    "party": ["Dams Inspectorate"],
                    "evidence": at("asked the Dams Inspectorate to examine the sirens"),
                    "action": at("examine the sirens"),
                    "due": None,
                },
            ],
        }
    ]  # fmt: skip
    assert Judgement.objects.filter(deed=Deed.ACCEPT).count() == 1
