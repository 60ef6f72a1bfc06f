"""Whole editions as plain text."""

from onrecord.brief import arranging
from onrecord.brief.making import About, NoEdition, shown
from onrecord.brief.making import make as make_edition
from onrecord.brief.models import Change, Edition, Period
from onrecord.brief.rendering.mail import mail_of
from onrecord.brief.rendering.text import Look, as_text
from onrecord.keep.models import Judgement, PartyReply

from .conftest import DAY, PLACE, Record, at, june

EVERYTHING = About(None, Period.DAILY, DAY)

WHOLE = """\
The Record
==========
Wednesday 19 June 2024

3 pieces of news in 2 matters, from 13 to 19 June 2024.
No editor has reviewed 2 of these 3; each of them says so.


The ferry at Lowmere
--------------------
https://record.example/matters/{ferry}/

* Harrow Ferries refuses, answering Ada Moss
  “it would not publish the report”
  In answer to: Ada Moss asked Harrow Ferries: publish the inspection
    report (3 June 2024)
  The Ledger, 18 June 2024, not reviewed by an editor.
  Article: https://news.example/5
  On the record: https://record.example/entries/{no}/

* Overdue: Residents of Quay Street asked Port Office: test the horn
  “Residents of Quay Street asked the Port Office to test the horn by 17
  June”
  Overdue by 2 days, was due on 17 June 2024.
  Lowmere Post, 4 June 2024, not reviewed by an editor.
  Article: https://news.example/3
  On the record: https://record.example/entries/{horn}/


The roof of the market hall
---------------------------
https://record.example/matters/{hall}/

* Traders' Guild asks Lowmere Town Council: close the hall
  “The Traders' Guild asked the town council to close the hall today”
  Open; due on 19 June 2024.
  Lowmere Post, 19 June 2024, reviewed by an editor.
  Article: https://news.example/6
  On the record: https://record.example/entries/{roof}/


To watch in the coming days
---------------------------

* 24 June 2024: Harrow Ferries promised: mend the pier
  https://record.example/entries/{pier}/
"""

FOOT = """
------------------------------------------------------------------------
Found in published articles by machine; what an editor has reviewed
says so. How this record is made:
https://record.example/about/

Read this on the site:
https://record.example/briefings/{edition}/
Change what you get:
%%PREFERENCES%%
Unsubscribe:
%%UNSUBSCRIBE%%

You get this because you signed up for it at record.example
and confirmed your address.
"""


def made(about: About = EVERYTHING, *, quiet: bool = False) -> Edition:
    found = make_edition(about, quiet=quiet)
    assert isinstance(found, Edition)
    return found


def ids(record: Record) -> dict[str, int]:
    ferry, hall = record.matters.values()
    return {"ferry": ferry.pk, "hall": hall.pk, **{n: one.pk for n, one in record.entries.items()}}


def text_of(edition: Edition) -> str:
    return as_text(shown(edition), PLACE)


def test_an_edition_reads_so(record: Record) -> None:
    edition = made()
    assert text_of(edition) == WHOLE.format(**ids(record))
    assert edition.subject == (
        "Harrow Ferries refuses, answering Ada Moss: it would not publish the report – and 2 more"
    )


def test_the_mail_says_the_same_and_how_to_leave(record: Record) -> None:
    edition = made()
    whole = WHOLE.format(**ids(record)) + FOOT.format(edition=edition.pk)
    assert mail_of(edition, PLACE).text == whole


def test_an_edition_as_an_editor_arranged_it(record: Record) -> None:
    edition = made()
    hall = f"m{record.matters['The roof of the market hall'].pk}"
    arranging.change(edition, Change.FIRST, hall)
    arranging.change(edition, Change.DROP, f"e{record.entries['no'].pk}")
    arranging.change(edition, Change.LINE, hall, "The hall is shut until Friday.")
    arranging.change(edition, Change.LINE, "", "The council meets on Thursday.")
    arranging.change(edition, Change.SUBJECT, "", "The hall and the horn")
    ready = made()  # made anew, the changes stay
    of = ids(record)
    assert (
        text_of(ready)
        == f"""\
The Record
==========
Wednesday 19 June 2024

2 pieces of news in 2 matters, from 13 to 19 June 2024.
No editor has reviewed 1 of these 2; each of them says so.

Editor's note: The council meets on Thursday.


The roof of the market hall
---------------------------
https://record.example/matters/{of["hall"]}/

Editor's note: The hall is shut until Friday.

* Traders' Guild asks Lowmere Town Council: close the hall
  “The Traders' Guild asked the town council to close the hall today”
  Open; due on 19 June 2024.
  Lowmere Post, 19 June 2024, reviewed by an editor.
  Article: https://news.example/6
  On the record: https://record.example/entries/{of["roof"]}/


The ferry at Lowmere
--------------------
https://record.example/matters/{of["ferry"]}/

* Overdue: Residents of Quay Street asked Port Office: test the horn
  “Residents of Quay Street asked the Port Office to test the horn by 17
  June”
  Overdue by 2 days, was due on 17 June 2024.
  Lowmere Post, 4 June 2024, not reviewed by an editor.
  Article: https://news.example/3
  On the record: https://record.example/entries/{of["horn"]}/


To watch in the coming days
---------------------------

* 24 June 2024: Harrow Ferries promised: mend the pier
  https://record.example/entries/{of["pier"]}/
"""
    )
    assert mail_of(ready, PLACE).subject == "The hall and the horn"


def test_a_reply_and_a_correction(make: Record, django_user_model: type) -> None:
    editor = django_user_model.objects.create_user("editor")  # type: ignore[attr-defined]
    call = make.act(
        "seats", "call", "“Put the seats back,” said Ned Gray", june(2), "Ned Gray",
        "Harrow Ferries", action="Put the seats back",
    )  # fmt: skip
    PartyReply.objects.create(
        party=make.party("Harrow Ferries"), entry=call, words="The seats are being mended.",
        day=june(19), added_by=editor, made_at=at(june(19)),
    )  # fmt: skip
    row = Judgement.objects.create(
        editor=editor, made_at=at(june(18)), deed="correct", target="entry", target_id=call.pk,
        before={"action": "seats"}, after={"action": "Put the seats back"}, public=True,
        note="half of it was missing",
    )  # fmt: skip
    assert row.pk
    assert (
        text_of(made())
        == f"""\
The Record
==========
Wednesday 19 June 2024

1 piece of news, from 13 to 19 June 2024.
Found by machine: no editor has reviewed it yet.


Other news
----------

* A party replies: Ned Gray asked Harrow Ferries: Put the seats back
  “Put the seats back,” said Ned Gray
  Harrow Ferries replies: “The seats are being mended.”
  Lowmere Post, 2 June 2024, not reviewed by an editor.
  Article: https://news.example/1
  On the record: https://record.example/entries/{call.pk}/


Corrections
-----------

* 18 June 2024: Corrected: entry {call.pk} (action).
  “half of it was missing”

All: https://record.example/corrections/
"""
    )


def test_no_news_makes_no_edition_unless_a_quiet_one_is_wanted(make: Record) -> None:
    assert make_edition(EVERYTHING) == NoEdition(
        "nothing new reached the record from 2024-06-13 to 2024-06-19: no edition"
    )
    make.act("later", "commitment", "It will paint the buoys", june(4), "Port Office",
             due=june(21), action="paint the buoys")  # fmt: skip
    assert isinstance(make_edition(EVERYTHING), NoEdition)
    quiet = made(quiet=True)
    assert quiet.content["quiet"] is True
    assert quiet.subject == "Nothing new, 19 June 2024"
    assert (
        text_of(quiet)
        == f"""\
The Record
==========
Wednesday 19 June 2024

Nothing new reached the record from 13 to 19 June 2024.


To watch in the coming days
---------------------------

* 21 June 2024: Port Office promised: paint the buoys
  https://record.example/entries/{make.entries["later"].pk}/
"""
    )


def test_what_an_article_holds_steers_no_terminal(make: Record) -> None:
    make.act(
        "evil", "call", "she asked \x1b]0;owned\x07 for \u202ethe log\nBcc: all@example.org",
        june(19), "Ada \x1b[31mMoss", matter="A\nmatter", url="javascript:alert(1)",
    )  # fmt: skip
    edition = made()
    text = as_text(shown(edition), PLACE, Look(60, colour=False))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "javascript" not in text
    assert "she asked for the log Bcc: all@example.org" in text.replace("\n  ", " ")
    assert "\n" not in edition.subject


def test_a_terminal_that_knows_colours_is_told_the_same_words(record: Record) -> None:
    coloured = as_text(shown(made()), PLACE, Look(72, colour=True))
    plain = coloured.replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")
    assert coloured != plain
    assert plain == WHOLE.format(**ids(record))
