"""An article is kept whole, once, and its entries go with their words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from onrecord.keep.adding import Change, add, standing
from onrecord.keep.models import Article, Entry, EntryParty, Outlet, Party, Snapshot
from onrecord.record import Document, PartyKind
from onrecord.record import Party as Named
from onrecord.record.status import Review

from .conftest import Did, Said, dump, write

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 5, 20, 12, tzinfo=UTC)
LATER = datetime(2024, 5, 21, 9, tzinfo=UTC)

TEXT = (
    "The ferry to Hollin is closed until further notice.\n\n"
    "“The pier moves,” said Ada Moss, the harbour master of Tarn.\n\n"
    "She called on Tarn Ferries to publish its survey of the pier by 31 May.\n\n"
    "The company said it would repair the ramp before the summer."
)
PARTIES = ("p:Ada Moss", "b:Tarn Ferries")
FOUND = (
    Said("Ada Moss", "“The pier moves,”"),
    Did("call", "Ada Moss", "Tarn Ferries",
        "called on Tarn Ferries to publish its survey of the pier by 31 May",
        "publish its survey of the pier", ("by 31 May", date(2024, 5, 31))),
    Did("commitment", "Tarn Ferries", "", "it would repair the ramp before the summer",
        "repair the ramp"),
)  # fmt: skip


def ferry(text: str = TEXT, *found: Said | Did, **article: object) -> Document:
    article = {"outlet": "Tarn Mail", "title": "Ferry closed", **article}
    return write(text, *(found or FOUND), parties=PARTIES, **article)


def kept() -> list[tuple[object, ...]]:
    """Each entry as a reader sees it."""
    return [
        (row.kind, row.words, row.action, row.review, row.gone_in.number if row.gone_in else None)
        for row in Entry.objects.order_by("pk").select_related("gone_in")
    ]


def test_an_article_is_kept_with_all_that_was_found_in_it() -> None:
    added = add(ferry(), now=NOON)
    assert (added.change, added.copy_of, added.gone) == (Change.NEW, None, 0)
    article = Article.objects.get()
    assert (article.pk, article.key, article.title, str(article.outlet)) == (
        added.article, "file:/news/tarn.txt", "Ferry closed", "Tarn Mail",
    )  # fmt: skip
    assert article.current is not None
    assert article.current.document["article"]["text"] == TEXT
    assert article.plain_text.words == TEXT
    assert kept() == [
        ("statement", "“The pier moves,”", "", "machine", None),
        ("call", "called on Tarn Ferries to publish its survey of the pier by 31 May",
         "publish its survey of the pier", "machine", None),
        ("commitment", "it would repair the ramp before the summer", "repair the ramp",
         "machine", None),
    ]  # fmt: skip
    call = Entry.objects.get(kind="call")
    assert (call.local, call.day, call.due_words) == ("a1", date(2024, 5, 20), "by 31 May")
    assert {call.due_first, call.due_stated, call.due_last} == {date(2024, 5, 31)}
    for name, spans in call.spans.items():
        words = {"evidence": call.words, "action": call.action, "due": call.due_words}[name]
        assert [TEXT[start:end] for start, end in spans] == [words]
    assert [(one.party.name, one.role, one.day) for one in call.cast.all()] == [
        ("Ada Moss", "speaker", date(2024, 5, 20)),
        ("Tarn Ferries", "party", date(2024, 5, 20)),
    ]


def test_adding_the_same_twice_changes_not_a_byte() -> None:
    add(ferry(), now=NOON)
    before = dump()
    assert before["keep_entry"] and before["keep_snapshot"]
    again = add(ferry(), now=LATER)
    assert again.change is Change.UNCHANGED
    assert dump() == before


@pytest.mark.parametrize(
    "url",
    [
        "https://mail.example/ferry",
        "http://mail.example/ferry/",
        "https://MAIL.example/ferry?utm_source=post&fbclid=1",
        "https://mail.example:443/ferry#comments",
    ],
)
def test_an_address_that_leads_to_the_same_page_is_the_same_article(url: str) -> None:
    first = add(ferry(url="https://mail.example/ferry"), now=NOON)
    again = add(ferry(url=url, source="/other/place.html"), now=LATER)
    assert (again.article, again.change) == (first.article, Change.UNCHANGED)
    assert Article.objects.count() == 1


def test_another_page_is_another_article() -> None:
    add(ferry(url="https://mail.example/story?id=1"), now=NOON)
    add(ferry(TEXT.replace("Hollin", "Marl"), url="https://mail.example/story?id=2"), now=NOON)
    assert Article.objects.count() == 2


def test_what_stands_is_told_without_a_look_inside() -> None:
    assert standing(ferry().article) is None
    added = add(ferry(), now=NOON)
    found = standing(ferry().article)
    assert found is not None
    assert (found.article, found.change) == (added.article, Change.UNCHANGED)
    assert standing(ferry(TEXT + "\n\nMore.").article) is None


def test_a_changed_article_carries_its_entries_over() -> None:
    added = add(ferry(), now=NOON)
    ids = dict(Entry.objects.values_list("kind", "pk"))
    # A paragraph came in front, the call was reworded a little, the commitment
    # is no more, and there is a new statement.
    text = (
        "Update: the ferry stays closed.\n\n"
        + TEXT.replace("its survey of the pier by 31 May", "its full survey of the pier by 31 May")
        .replace("The company said it would repair the ramp before the summer.",
                 "“We are sorry,” said a spokesman.")
    )  # fmt: skip
    call = "called on Tarn Ferries to publish its full survey of the pier by 31 May"
    changed = ferry(
        text,
        FOUND[0],
        Said("", "“We are sorry,”"),
        Did("call", "Ada Moss", "Tarn Ferries", call, "publish its full survey of the pier",
            ("by 31 May", date(2024, 5, 31))),
    )  # fmt: skip
    again = add(changed, now=LATER)
    assert (again.article, again.change, again.gone) == (added.article, Change.CHANGED, 1)
    assert [local for local, _ in again.fresh] == ["s2"]
    assert kept() == [
        ("statement", "“The pier moves,”", "", "machine", None),
        ("call", call, "publish its full survey of the pier", "machine", None),
        ("commitment", "it would repair the ramp before the summer", "repair the ramp",
         "machine", 2),
        ("statement", "“We are sorry,”", "", "machine", None),
    ]  # fmt: skip
    assert {kind: ids[kind] for kind in ("call", "commitment")} == dict(
        Entry.objects.exclude(kind="statement").values_list("kind", "pk")
    )
    for row in Entry.objects.filter(gone_in=None):
        for name in ("evidence", "content"):
            for start, end in row.spans.get(name, []):
                assert text[start:end] == row.words
    assert [one.number for one in Snapshot.objects.order_by("number")] == [1, 2]


def test_words_that_come_back_are_no_longer_gone() -> None:
    add(ferry(), now=NOON)
    shorter = TEXT.rsplit("\n\n", 1)[0]
    add(ferry(shorter, *FOUND[:2]), now=LATER)
    assert [row[4] for row in kept()] == [None, None, 2]
    add(ferry(TEXT + "\n\nMore soon.", *FOUND), now=LATER)
    assert [row[4] for row in kept()] == [None, None, None]
    assert Entry.objects.count() == 3


def test_what_a_reading_misses_stays_while_its_words_stand() -> None:
    add(ferry(), now=NOON)
    text = "Late news.\n\n" + TEXT
    add(ferry(text, *FOUND[:2]), now=LATER)
    row = Entry.objects.get(kind="commitment")
    assert (row.gone_in, row.local) == (None, "")
    [[start, end]] = row.spans["evidence"]
    assert text[start:end] == row.words


def test_the_same_words_twice_are_two_entries_that_stay_two() -> None:
    text = (
        "“No,” said Ada Moss at noon.\n\nAsked again at one, she said it again.\n\n“No,” she said."
    )
    document = write(text, Said("Ada Moss", "“No,”"), parties=PARTIES)
    second = replace(
        document.statements[0], id="s2", content=(type(document.statements[0].content[0])(70, 75),)
    )
    assert second.content[0].of(text) == "“No,”"
    add(replace(document, statements=(*document.statements, second)), now=NOON)
    ids = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    longer = write(text + "\n\nMore.", Said("Ada Moss", "“No,”"), parties=PARTIES)
    again = add(replace(longer, statements=(*longer.statements, second)), now=LATER)
    assert (again.fresh, again.gone) == ((), 0)
    assert list(Entry.objects.order_by("pk").values_list("pk", flat=True)) == ids


def test_what_an_editor_corrected_stays_corrected() -> None:
    add(ferry(), now=NOON)
    row = Entry.objects.get(kind="call")
    mayor = Party.objects.create(name="Ivo Lund", kind="person", made_at=NOON)
    row.kind, row.review, row.due_stated = "commitment", Review.CORRECTED.value, date(2024, 6, 30)
    row.save()
    EntryParty.objects.filter(entry=row, role="speaker").update(party=mayor)
    withdrawn = Entry.objects.get(kind="statement")
    withdrawn.review = Review.WITHDRAWN.value
    withdrawn.save()
    text = "Late news.\n\n" + TEXT
    again = add(ferry(text), now=LATER)
    assert (again.fresh, again.gone) == ((), 0)
    row.refresh_from_db()
    assert (row.kind, row.review, row.due_stated) == ("commitment", "corrected", date(2024, 6, 30))
    assert [one.party.name for one in row.cast.all()] == ["Ivo Lund", "Tarn Ferries"]
    [[start, end]] = row.spans["evidence"]
    assert text[start:end] == row.words
    withdrawn.refresh_from_db()
    assert withdrawn.review == "withdrawn"
    assert Entry.objects.count() == 3


def test_what_was_accepted_in_other_words_goes_back_to_the_queue() -> None:
    add(ferry(), now=NOON)
    Entry.objects.update(review=Review.REVIEWED.value)
    words = "called on Tarn Ferries to publish its full survey of the pier by 31 May"
    text = TEXT.replace(FOUND[1].words, words)
    reworded = replace(FOUND[1], words=words, action="publish its full survey of the pier")
    add(ferry(text, FOUND[0], reworded, FOUND[2]), now=LATER)
    assert [(row[0], row[1] == words, row[3]) for row in kept()] == [
        ("statement", False, "reviewed"),
        ("call", True, "machine"),
        ("commitment", False, "reviewed"),
    ]


P, B, G = PartyKind.PERSON, PartyKind.BODY, PartyKind.GROUP


def named(kind: PartyKind, name: str, *names: str, entry: str | None = None) -> Named:
    return Named("p1", name, kind, names, entry=entry)


PARTY_ROWS = [
    # rule, one article's party, another's, whether they are one
    ("full name", named(P, "Ada Moss"), named(P, "Dr Ada Moss"), True),
    ("lone surname", named(P, "Ms Moss"), named(P, "Ms Moss"), False),
    ("group", named(G, "Residents"), named(G, "Residents"), False),
    ("kind of body alone", named(B, "the Council"), named(B, "the Council"), False),
    ("body", named(B, "the Tarn Council"), named(B, "Tarn Council"), True),
    ("other kind", named(B, "Tarn Harbour"), named(PartyKind.OFFICE, "Tarn Harbour"), False),
    ("entry of the directory", named(P, "Ada Moss", entry="d:1"),
     named(P, "A. B. Moss", entry="d:1"), True),
    ("two entries", named(P, "Ada Moss", entry="d:1"), named(P, "Ada Moss", entry="d:2"), False),
    ("known later", named(P, "Ada Moss"), named(P, "Ada Moss", entry="d:1"), True),
    ("short name of the same", named(B, "Dams Office", "DOF"), named(B, "DOF"), True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "one", "other", "same"), PARTY_ROWS, ids=[row[0] for row in PARTY_ROWS]
)
def test_parties_across_articles(rule: str, one: Named, other: Named, same: bool) -> None:
    for number, party in enumerate((one, other)):
        text = f"“It is {number},” said {party.name}."
        said = Said(party.name, f"“It is {number},”")
        add(write(text, said, parties=[party], source=f"/{number}.txt"), now=NOON)
    rows = [entry.cast.get().party for entry in Entry.objects.order_by("pk")]
    assert (rows[0] == rows[1], Party.objects.count()) == (same, 1 if same else 2)
    if rule == "known later":
        assert Party.objects.get().entry == "d:1"


def test_a_merged_party_leads_to_the_one_it_was_merged_into() -> None:
    add(ferry(), now=NOON)
    ada = Party.objects.get(name="Ada Moss")
    other = Party.objects.create(name="Ada Moss-Lund", kind="person", made_at=NOON)
    ada.merged_into = other
    ada.save()
    text = "“It holds,” said Ada Moss."
    add(write(text, Said("Ada Moss", "“It holds,”"), parties=PARTIES, source="/2.txt"), now=LATER)
    assert Entry.objects.order_by("pk").last().cast.get().party == other  # type: ignore[union-attr]


def test_what_no_database_can_hold_is_kept_readable() -> None:
    text = "“It \ud83d holds,” said Ada Moss\0."
    add(write(text, Said("Ada Moss", "“It \ud83d holds,”"), parties=("p:Ada Moss",),
              title="A\0 \ud83d title", outlet="Tarn\0Mail"), now=NOON)  # fmt: skip
    row = Entry.objects.select_related("article__current").get()
    assert row.article.current is not None
    assert row.article.current.document["article"]["text"] == text
    assert (row.words, row.article.title, Outlet.objects.get().name) == (
        "“It \ufffd holds,”", "A \ufffd title", "TarnMail",
    )  # fmt: skip
