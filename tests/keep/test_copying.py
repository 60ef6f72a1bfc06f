"""Agency copy is one report with two outlets; another report of the same event is not."""

from datetime import UTC, date, datetime

import pytest

from onrecord.keep.adding import Added, Change, add
from onrecord.keep.copies import wording
from onrecord.keep.models import Article, Entry
from onrecord.record import Document

from .conftest import Found, Said, write

NOW = datetime(2024, 5, 22, 12, tzinfo=UTC)

AGENCY = (
    "The Harbour Board is to examine how the Hollin ferry came to leave with its ramp down.\n\n"
    "The board said on Wednesday that it had decided to act after a letter from the leader of "
    "Tarn Council, Ivo Lund, who had called for an inquiry into the sailing.\n\n"
    "“We shall report by June 12, and we shall publish all of it,” said Ada Moss, who chairs "
    "the board. “I would ask Tarn Ferries to keep every log that it holds.”\n\n"
    "The company said that it welcomed the decision and would help wherever it could.\n\n"
    "Nine passengers were hurt, one of them badly, when a wave came over the ramp on Sunday."
)
# The Post changed quotation marks, cut a paragraph and added one of its own.
POST = (
    AGENCY.replace("“", "‘")
    .replace("”", "’")
    .replace(
        "The company said that it welcomed the decision and would help wherever it could.\n\n", ""
    )
    + "\n\n‘The pier is ready for them,’ Bea Holt, the harbour’s cook, told the Post."
)
# The same day's news, written by another reporter with the same facts and quotation.
OTHER = (
    "An inquiry will look at the sailing on which nine people were hurt off Hollin.\n\n"
    "Ada Moss, chair of the Harbour Board, has answered Ivo Lund’s letter within three days. "
    "“We shall report by June 12, and we shall publish all of it,” she said.\n\n"
    "Tarn Ferries is to let the board see its logs. Mr Lund, who leads the council, had been "
    "waiting by the telephone since Monday morning, his office said, and was pleased.\n\n"
    "Five of the nine have gone home. The girl who was hurt most is still in hospital."
)
PARTIES = ("p:Ada Moss", "b:Tarn Ferries", "p:Bea Holt")


def moss(text: str) -> Found:
    mark = "‘" if "‘We" in text else "“"
    return Said("Ada Moss", f"{mark}We shall report by June 12, and we shall publish all of it,")


def holt() -> Found:
    return Said("Bea Holt", "‘The pier is ready for them,’")


def keep(text: str, *found: Found, outlet: str | None, day: int = 22, name: str = "") -> Added:
    document: Document = write(
        text, *found, parties=PARTIES, outlet=outlet, published=date(2024, 5, day),
        source=f"/{name or outlet}.txt",
    )  # fmt: skip
    return add(document, now=NOW)


def entries() -> list[tuple[str, str]]:
    rows = Entry.objects.order_by("pk").select_related("article__outlet")
    return [(str(row.article.outlet), row.words) for row in rows]


@pytest.mark.django_db
def test_agency_copy_in_two_outlets_is_one_report() -> None:
    first = keep(AGENCY, moss(AGENCY), outlet="Tarn Mail")
    second = keep(POST, moss(POST), holt(), outlet="Hollin Post")
    assert (second.change, second.copy_of) == (Change.NEW, first.article)
    assert entries() == [
        ("Tarn Mail", "“We shall report by June 12, and we shall publish all of it,"),
        ("Hollin Post", "‘The pier is ready for them,’"),
    ]
    report = Article.objects.get(pk=first.article)
    assert [str(one.outlet) for one in report.copies.all()] == ["Hollin Post"]


@pytest.mark.django_db
def test_a_third_outlet_copies_the_first_report_not_its_copy() -> None:
    first = keep(AGENCY, moss(AGENCY), outlet="Tarn Mail")
    keep(POST, moss(POST), outlet="Hollin Post")
    third = keep(POST + "\n\nMore soon.", moss(POST), outlet="Marl Echo", day=23)
    assert third.copy_of == first.article
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_another_report_of_the_same_event_is_no_copy() -> None:
    keep(AGENCY, moss(AGENCY), outlet="Tarn Mail")
    other = keep(OTHER, moss(OTHER), outlet="Hollin Post")
    assert other.copy_of is None
    assert Entry.objects.count() == 2


@pytest.mark.django_db
def test_the_same_words_a_month_later_are_no_copy() -> None:
    keep(AGENCY, moss(AGENCY), outlet="Tarn Mail", day=1)
    assert keep(AGENCY, moss(AGENCY), outlet="Hollin Post", day=30).copy_of is None


@pytest.mark.django_db
def test_within_one_outlet_only_nearly_all_of_the_words_make_a_copy() -> None:
    first = keep(AGENCY, moss(AGENCY), outlet="Tarn Mail")
    follow_up = AGENCY.replace("The company", "Tarn Ferries") + "\n\n" + OTHER.rsplit("\n\n", 2)[1]
    assert keep(follow_up, moss(AGENCY), outlet="Tarn Mail", name="b").copy_of is None
    again = keep(AGENCY, moss(AGENCY), outlet="Tarn Mail", name="c")
    assert again.copy_of == first.article


@pytest.mark.django_db
def test_a_copy_that_is_rewritten_becomes_a_report_of_its_own() -> None:
    keep(AGENCY, moss(AGENCY), outlet="Tarn Mail")
    keep(POST, moss(POST), outlet="Hollin Post")
    rewritten = keep(OTHER, moss(OTHER), outlet="Hollin Post")
    assert (rewritten.change, rewritten.copy_of) == (Change.CHANGED, None)
    assert [outlet for outlet, _ in entries()] == ["Tarn Mail", "Hollin Post"]


@pytest.mark.django_db
def test_a_report_that_was_copied_never_becomes_its_copys_copy() -> None:
    first = keep(AGENCY, moss(AGENCY), outlet="Tarn Mail")
    keep(POST, moss(POST), outlet="Hollin Post")
    again = keep(POST + "\n\nUpdated.", moss(POST), outlet="Tarn Mail")
    assert (again.article, again.change, again.copy_of) == (first.article, Change.CHANGED, None)


WORDINGS = [
    # rule, a text, whether it copies the agency's
    ("quotation marks and a cut", POST, True),
    ("the first half", AGENCY[: len(AGENCY) // 2], True),
    ("shouted", AGENCY.upper(), True),
    ("another reporter", OTHER, False),
    ("one long quotation of it", OTHER + "\n\n" + AGENCY.split("\n\n")[2], False),
    ("too short to tell", AGENCY[:80], False),
    ("nothing", "", False),
]


@pytest.mark.parametrize(("rule", "text", "copy"), WORDINGS, ids=[row[0] for row in WORDINGS])
def test_wordings(rule: str, text: str, copy: bool) -> None:
    assert wording(text).copies(wording(AGENCY)) is copy
    assert wording(AGENCY).copies(wording(text)) is copy
