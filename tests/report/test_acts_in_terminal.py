"""Acts in the readable report: whole, at the widths that matter."""

import re
from dataclasses import replace
from datetime import date

import pytest

from onrecord.record import ActKind, Document, Due, Period, Span
from onrecord.report import document_to_terminal
from onrecord.report.act_entries import act_entries_of, count_of_acts
from onrecord.report.sheet import columns

AT_80 = """\
Footbridge at Ellerby stays shut
The Vale Courier · 3 May 2024
bridge.txt

3 calls, 2 commitments and 4 responses · 5 statements by 4 parties ·
machine-made, not reviewed

CALLS

¶1   Ines Okafor → Marram Rail                                            call 1
     what      reopen the footbridge at the station within 28 days
     due       28 May 2024 (“within 28 days” of 30 April 2024)
     words     Ines Okafor, who leads Ellerby Vale Council, called on Marram
               Rail on Tuesday to reopen the footbridge at the station within 28
               days
     answered  by response 1, refuses

¶2   Ines Okafor → party not named                                        call 2
     what      the survey published … in full
     due       “as soon as possible” (no day named)
     words     “We want the survey published,” … “as soon as possible and in
               full.”
     answered  by response 3, accepts

¶8   Ines Okafor → party not named                           unsure 58% · call 3
     what      Open the bridge
     words     Open the bridge.

COMMITMENTS

¶3   Marram Rail → Ines Okafor                                      commitment 1
     what      inspect the bridge by the end of the month
     due       31 May 2024 (“by the end of the month” of 3 May 2024: by 31 May
               2024, which is a Friday)
     words     Marram Rail said it would inspect the bridge by the end of the
               month
     answered  by response 2, disputes

¶4   Ines Okafor and Tobias Grünwald-Achterberg → the station’s users
     commitment 2
     what      a bus from next week
     due       6 to 12 May 2024 (“next week” of 3 May 2024)
     words     Ms Okafor and Tobias Grünwald-Achterberg promised the station’s
               users a bus from next week

RESPONSES

¶3   Marram Rail → Ines Okafor                               response 1, refuses
     what      would not set a day for opening it
     words     Marram Rail said it would inspect the bridge by the end of the
               month but would not set a day for opening it
     answers   call 1

¶5   The Ellerby Footbridge Users’ and Step-Free Access Campaign → Marram Rail
     response 2, disputes
     what      the company had promised an inspection before
     words     The Ellerby Footbridge Users’ and Step-Free Access Campaign said
               the company had promised an inspection before
     answers   commitment 1

¶6   Lindiwe Faber                              unsure 52% · response 3, accepts
     words     “The survey is theirs to read,”
     answers   call 2

¶7   Office of Stations                                       response 4, silent
     words     The Office of Stations did not answer questions

STATEMENTS

¶2   Ines Okafor                                      direct, said 30 April 2024
     “We want the survey published,” … “as soon as possible and in full.”
     — Ms Okafor said

¶3   Marram Rail                                                        indirect
     it would inspect the bridge by the end of the month but would not set a day
     for opening it
     — Marram Rail said

¶5   The Ellerby Footbridge Users’ and Step-Free Access Campaign        indirect
     the company had promised an inspection before
     — Campaign said

¶6   Lindiwe Faber                                                        direct
     “The survey is theirs to read,”
     — said Lindiwe Faber

¶8   Ines Okafor                                                            post
     Open the bridge.
"""
AT_36_BEGINS = """\
Footbridge at Ellerby stays shut
The Vale Courier · 3 May 2024
bridge.txt

3 calls, 2 commitments and 4
responses · 5 statements by 4
parties · machine-made, not reviewed

CALLS

¶1   Ines Okafor → Marram Rail
     call 1
     what
     reopen the footbridge at the
     station within 28 days
     due
     28 May 2024 (“within 28 days”
     of 30 April 2024)
     words
     Ines Okafor, who leads Ellerby
     Vale Council, called on Marram
     Rail on Tuesday to reopen the
     footbridge at the station
     within 28 days
     answered
     by response 1, refuses

¶2   Ines Okafor → party not named
     call 2
     what
     the survey published … in full
"""


def test_the_whole_report(bridge: Document) -> None:
    assert document_to_terminal(bridge, width=80, colour=False) == AT_80


def test_a_narrow_window(bridge: Document) -> None:
    """Where there is no room for a column of labels, they stand above the words."""
    report = document_to_terminal(bridge, width=36, colour=False)
    assert report[: len(AT_36_BEGINS)] == AT_36_BEGINS


def test_colour_adds_nothing_but_colour(bridge: Document) -> None:
    coloured = document_to_terminal(bridge, width=80, colour=True)
    assert re.sub(r"\x1b\[\d*m", "", coloured) == AT_80
    assert "\x1b[1mCALLS\x1b[0m" in coloured
    assert "\x1b[1mInes Okafor → Marram Rail\x1b[0m" in coloured
    assert "     \x1b[2mwhat\x1b[0m      reopen the footbridge" in coloured
    assert "\x1b[33munsure 52%\x1b[0m · \x1b[2mresponse 3, accepts\x1b[0m" in coloured


def test_no_line_is_too_wide(bridge: Document) -> None:
    name = "Wilhelmine" * 12
    parties = tuple(replace(party, name=name) for party in bridge.parties)
    document = replace(bridge, parties=parties)
    for width in (24, 40, 80, 120):
        report = document_to_terminal(document, width=width, colour=False)
        assert max(map(columns, report.splitlines())) <= width
        assert f"{name}→{name}" in re.sub(r"\s", "", report)


def test_an_act_cannot_steer_the_terminal(bridge: Document) -> None:
    nasty = "Ra\x1b[31mil\x07\u202e\x1b]0;owned\x07"
    parties = tuple(replace(party, name=nasty) for party in bridge.parties)
    due = Due(Span(0, 10), Period(*[bridge.dates[0].period.first] * 2), f"by\n{nasty}")
    acts = (replace(bridge.acts[0], due=due),)
    report = document_to_terminal(
        replace(bridge, parties=parties, acts=acts), width=80, colour=False
    )
    assert "¶1   Rail → Rail " in report
    assert "     due       30 April 2024 (by Rail)\n" in report
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", report)


def test_acts_without_statements(bridge: Document) -> None:
    acts = (replace(bridge.acts[0], statements=()),)
    report = document_to_terminal(replace(bridge, acts=acts, statements=()), width=80, colour=False)
    assert report.split("\n\n")[1:3] == [
        "1 call · no statements · machine-made, not reviewed",
        "CALLS",
    ]
    assert "STATEMENTS" not in report


DAY = Period(date(2024, 5, 28), date(2024, 5, 28))


@pytest.mark.parametrize(
    ("due", "shown"),
    [
        (None, ("", "")),
        (Due(Span(0, 5)), ("“Footb”", "no day named")),
        (Due(Span(0, 5), None, "“soon” names no day"), ("“Footb”", "“soon” names no day")),
        (Due(Span(0, 5), DAY), ("28 May 2024", "")),
        (Due(Span(0, 5), DAY, "“Tuesday” of 22 May 2024: 28 May 2024"),
         ("28 May 2024", "“Tuesday” of 22 May 2024")),
        (Due(Span(0, 5), DAY, "“by then”: by 28 May 2024"), ("28 May 2024", "“by then”")),
        (Due(Span(0, 5), DAY, "“then”: by 28 May 2024, not counting weekends"),
         ("28 May 2024", "“then”: by 28 May 2024, not counting weekends")),
    ],
)  # fmt: skip
def test_by_when(bridge: Document, due: Due | None, shown: tuple[str, str]) -> None:
    entry = act_entries_of(replace(bridge, acts=(replace(bridge.acts[0], due=due),)))[0]
    assert (entry.due, entry.working) == shown


@pytest.mark.parametrize(
    ("kinds", "count"),
    [
        ("", ""),
        ("c", "1 call"),
        ("rcc", "2 calls and 1 response"),
        ("crrm", "1 call, 1 commitment and 2 responses"),
    ],
)
def test_count(bridge: Document, kinds: str, count: str) -> None:
    named = {"c": ActKind.CALL, "m": ActKind.COMMITMENT, "r": ActKind.RESPONSE}
    acts = tuple(
        replace(bridge.acts[6], id=f"x{at}", kind=named[kind]) for at, kind in enumerate(kinds)
    )
    assert count_of_acts(act_entries_of(replace(bridge, acts=acts))) == count
