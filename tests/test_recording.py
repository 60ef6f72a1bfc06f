"""From documents to a record with matters, links and statuses, by a simple rule of linking."""

from collections.abc import Sequence
from datetime import date

import pytest

from onrecord.keep.adding import Change, Digests
from onrecord.keep.candidates import KeptAct, earlier_articles
from onrecord.keep.models import Entry, LinkRow, Matter
from onrecord.linking import Linking
from onrecord.record import Document, Link, MatterChoice, Relation
from onrecord.recording import record_document

from .keep.conftest import Did, dump_fixture, write  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


class ByPier(Linking):
    """Articles that name the same pier are one matter; a refusal answers the call for it."""

    def digests(self, document: Document) -> Digests:
        pier = document.article.text.split("pier ")[1][0]
        acts = {act.id: {"kind": act.kind.value} for act in document.acts}
        return Digests({"pier": pier}, acts, (f"n:{pier}",))

    def choose(self, article: int) -> MatterChoice:
        from onrecord.keep.candidates import digest_of  # noqa: PLC0415 - as the real one

        kept = digest_of(article)
        earlier = earlier_articles(article, kept.keys)
        matter = str(earlier[0].matter) if earlier else None
        return MatterChoice(str(article), matter, 0.9, ("same pier",), "by pier")

    def link(self, newer: Sequence[KeptAct], older: Sequence[KeptAct]) -> list[Link]:
        relations = {("call", "call"): Relation.REPEATS, ("response", "call"): Relation.ANSWERS}
        return [
            Link(str(n.entry), str(o.entry), relation, 0.9, ("same pier",), "by pier")
            for n in newer
            for o in older
            if (relation := relations.get((n.digest["kind"], o.digest["kind"])))
        ]


PARTIES = ("p:Ada Moss", "b:Tarn Ferries")


def call(day: int, pier: str = "A", outlet: str = "Tarn Mail") -> Document:
    words = f"Ada Moss asked Tarn Ferries to mend pier {pier}"
    text = f"{words}, the {outlet} reports."
    did = Did("call", "Ada Moss", "Tarn Ferries", words, f"mend pier {pier}")
    return write(text, did, parties=PARTIES, source=f"/{day}{pier}.txt", outlet=outlet,
                 published=date(2024, 5, day))  # fmt: skip


def refusal(day: int) -> Document:
    text = "Tarn Ferries will not mend pier A."
    did = Did("refuses", "Tarn Ferries", "Ada Moss", text[:-1], "mend pier A")
    return write(text, did, parties=PARTIES, source=f"/{day}r.txt", outlet="Marl Echo",
                 published=date(2024, 5, day))  # fmt: skip


def links() -> list[tuple[int, str, int]]:
    rows = LinkRow.objects.order_by("newer_id", "older_id")
    return [(row.newer_id, row.relation, row.older_id) for row in rows]


def test_a_call_its_repeat_and_its_refusal_are_one_matter() -> None:
    linking = ByPier()
    done = [record_document(one, linking) for one in (call(1), call(3, outlet="Post"), refusal(9))]
    other = record_document(call(4, "B"), linking)
    assert [one.change for one in done] == [Change.NEW] * 3
    assert len({one.matter for one in done}) == 1 and other.matter != done[0].matter
    first, repeat, answer, strange = Entry.objects.order_by("pk")
    assert links() == [
        (repeat.pk, "repeats", first.pk), (answer.pk, "answers", first.pk),
        (answer.pk, "answers", repeat.pk),
    ]  # fmt: skip
    assert (first.head, repeat.head, answer.head, strange.head) == (None, first, None, None)
    assert (first.reply, strange.reply) == ("refused", "awaiting")


def test_a_call_that_comes_in_after_its_refusal_is_found_as_the_older() -> None:
    linking = ByPier()
    record_document(refusal(9), linking)
    record_document(call(1), linking)
    answer, first = Entry.objects.order_by("pk")
    assert links() == [(answer.pk, "answers", first.pk)]
    assert first.reply == "refused"


def test_an_article_that_tells_of_call_and_answer_links_them_itself() -> None:
    text = "Ada Moss asked Tarn Ferries to mend pier A. Tarn Ferries refused."
    document = write(
        text,
        Did("call", "Ada Moss", "Tarn Ferries", text.split(".", maxsplit=1)[0], "mend pier A"),
        Did("refuses", "Tarn Ferries", "Ada Moss", "Tarn Ferries refused", answers=1, sure=0.8),
        parties=PARTIES,
    )
    record_document(document, ByPier())
    asked, refused = Entry.objects.order_by("pk")
    row = LinkRow.objects.get()
    assert (row.newer_id, row.relation, row.older_id, row.score, row.reasons, row.maker) == (
        refused.pk, "answers", asked.pk, 0.8, ["the article tells it as the answer"],
        "reader, test",
    )  # fmt: skip


def test_recording_twice_changes_nothing(dump: object) -> None:
    assert callable(dump)
    linking = ByPier()
    for one in (call(1), refusal(9)):
        record_document(one, linking)
    before = dump()
    again = [record_document(one, linking) for one in (call(1), refusal(9))]
    assert [(one.change, one.matter) for one in again] == [
        (Change.UNCHANGED, Matter.objects.get().pk)
    ] * 2
    assert dump() == before
