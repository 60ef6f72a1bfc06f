"""What pages say, whole: the words a reader reads, from the masthead to the foot."""

from collections.abc import Callable
from datetime import date
from importlib import util
from pathlib import Path
from typing import Any

import pytest

_SPEC = util.spec_from_file_location("serve_html", Path(__file__).with_name("html.py"))
assert _SPEC is not None and _SPEC.loader is not None
_HTML = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_HTML)

See = Callable[..., str]


def main(source: str) -> list[str]:
    """The runs of words between the masthead and the foot."""
    words = _HTML.Page(source).words
    return list(words[words.index("Search", words.index("Search the record")) + 1 :])


def until_foot(words: list[str]) -> list[str]:
    return words[: words.index("This page as")]


FACTS = ["Tarn Courier", ", 20 May 2024 (", "original", ")"]
MATTER = ["Matter:", "The gates of Tarn dam"]
MACHINE = "made by machine, not reviewed"
LOG = [
    "call", "overdue by 6 days, was due on 14 June 2024", "20 May 2024",
    "Ida Brook", "asks", "Tarn Water", "publish the gate log",
    "“asked Tarn Water to publish the gate log by 14 June”", "Due", "14 June 2024", "“by 14 June”",
]  # fmt: skip
SIRENS = [
    "call", "refused on 29 May 2024", "20 May 2024", "Ida Brook", "asks", "Dams Inspectorate",
    "examine the sirens", "“asked the Dams Inspectorate to examine the sirens”",
]  # fmt: skip
PAY = [
    "commitment", "open; due on 30 June 2024", "20 May 2024", "Tarn Water", "promises",
    "pay the families", "“promised to pay the families by 30 June”", "Due", "30 June 2024",
    "“by 30 June”",
]  # fmt: skip
NO = [
    "response: refuses", "29 May 2024", "Dams Inspectorate", "answers", "Ida Brook",
    "it would not examine the sirens",
]  # fmt: skip
LEDGER = ["The Ledger", ", 29 May 2024 (", "original", ")"]


def test_front(record: Any, see: See) -> None:
    assert until_foot(main(see("/"))) == [
        "What changed on the record",
        "Who asked whom for what, who promised it, and what became of it. As it stands on",
        "20 June 2024", ".",
        "New calls", "All", ": New calls",
        *SIRENS, *FACTS, *MATTER, MACHINE, *LOG, *FACTS, *MATTER, MACHINE,
        "New responses", "All", ": New responses", *NO, *LEDGER, *MATTER, MACHINE,
        "New commitments", "All", ": New commitments", *PAY, *FACTS, *MATTER, MACHINE,
        "Due this week", "Nothing is due within seven days.",
        "Overdue", "All", ": Overdue", *LOG, *FACTS, *MATTER, MACHINE,
    ]  # fmt: skip


def test_matter(record: Any, see: See) -> None:
    words = until_foot(main(see("/matters/1/")))
    drawn = words.index("Point at a mark, or tab to it, to read it.")
    listed = words.index("Calls, commitments, responses")
    assert words[:drawn] == [
        "Matters", "The gates of Tarn dam", "20 May 2024", "to", "31 May 2024",
        "title chosen by machine", "Ida Brook", ",", "Tarn Water", "and", "Dams Inspectorate",
    ]  # fmt: skip
    assert words[listed:] == [
        "Calls, commitments, responses",
        *LOG, *FACTS, "also in", "The Ledger", MACHINE, *SIRENS, *FACTS, MACHINE,
        *PAY, *FACTS, MACHINE, *NO, *LEDGER, MACHINE,
        "Statements", "All", "statements", "statement", "20 May 2024", "Ida Brook", "says",
        "“The town was misled,”", *FACTS, MACHINE,
        "How its status changed", "refused", "29 May 2024", "examine the sirens",
        "reply, says the machine", "evidence",
        "Articles", "Inspectorate will not look", "The Ledger", "29 May 2024",
        "Gate log: the call", "The Ledger", "21 May 2024",
        "Mayor asks for the gate log", "Tarn Courier", "20 May 2024",
    ]  # fmt: skip


def test_party(judged: Any, see: See) -> None:
    party = judged.parties["Dams Inspectorate"].pk
    assert until_foot(main(see(f"/parties/{party}/"))) == [
        "Parties", "Dams Inspectorate", "body",
        "Was asked", "All", ": Was asked", *SIRENS, *FACTS, *MATTER, MACHINE,
        "Answered", "All", ": Answered", *NO, *LEDGER, *MATTER, MACHINE,
        "How it answers", "Replies to the 1 call made to it",
        "Answered", "0", "Refused", "1", "Holding reply", "0", "No reply seen", "0",
        "Days until an answer, median", "9",
        "Counted from what this record has seen; most replies were found by machine.",
    ]  # fmt: skip


def test_article(judged: Any, see: See) -> None:
    reply = [
        "The log is with our lawyers.",
        "Reply of Tarn Water, 18 June 2024,",
        "where it stands",
    ]
    words = until_foot(main(see(f"/articles/{judged.articles['Mayor asks for the gate log'].pk}/")))
    text = words.index("Mayor Ida Brook")
    listed = words.index("Calls, commitments, responses")
    assert words[:text] == [
        "Mayor asks for the gate log", "Tarn Courier", "20 May 2024", "Ada Quill", "Original",
        *MATTER, "call", "commitment", "response", "by when",
    ]  # fmt: skip
    assert words[text:listed] == [
        "Mayor Ida Brook", "call 1", "asked Tarn Water to", "publish the gate log", "by 14 June",
        ". “The town was misled,” she said.", "She", "call 2", "asked the Dams Inspectorate to",
        "examine the sirens", ".", "Tarn Water", "commitment 1", "promised to", "pay the families",
        "by 30 June", ".",
    ]  # fmt: skip
    assert words[listed:] == [
        "Calls, commitments, responses", *LOG, *reply, MACHINE, *SIRENS, MACHINE,
        *PAY, "corrected by an editor",
        "Words that are gone", "The article said this once and says it no more.",
        "statement", "20 May 2024", "Ida Brook", "says", "“The town was misled,”",
        "These words are gone from the article", MACHINE,
        "Texts that it has had", "Text 1", "read", "20 May 2024, 08:00",
        "Text 2, shown here", "read", "20 June 2024, 12:00",
    ]  # fmt: skip


def test_entry(judged: Any, see: See) -> None:
    entry = judged.entries["sirens"].pk
    assert until_foot(main(see(f"/entries/{entry}/"))) == [
        f"Entry e{entry} · call ·", "The gates of Tarn dam",
        "Ida Brook asks Dams Inspectorate: examine the sirens",
        "The words", *SIRENS, *FACTS, *MATTER, MACHINE,
        "What it belongs to", "Answered by", *NO, *LEDGER, *MATTER, MACHINE,
        "same two parties, 9 days later", "proposed by machine, 80 % sure",
        "History", "refused", "29 May 2024", "reply, says the machine", "evidence",
        "Facts", f"What else is known of entry e{entry}", "Found by", "test, 91 % sure",
        "Review", MACHINE, "Permanent link", f"/entries/{entry}/",
    ]  # fmt: skip


def test_search(record: Any, see: See) -> None:
    words = main(see("/search/?q=gate+log&kind=call"))
    assert words[words.index("Narrow") : words.index("This page as")] == [
        "Narrow", "Kind", "Calls", "2", "Status", "Overdue", "1",
        "Party", "Ida Brook", "2", "Tarn Water", "2",
        "Outlet", "Tarn Courier", "1", "The Ledger", "1", "Year", "2024", "2", "2 found",
        "call", "21 May 2024", "Ida Brook", "asks", "Tarn Water", "publish the gate log",
        "“asked Tarn Water to publish the gate log by 14 June”",
        "The Ledger", ", 21 May 2024 (", "original", ")", *MATTER, "First reported elsewhere",
        MACHINE, *LOG, *FACTS, *MATTER, MACHINE,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("", "Type words to search for, or open one of the lists above."),
        ("?q=nowhere", "Nothing on the record fits. Take a word or a narrowing away."),
        ("?q=-gate", "only words to leave out were given; give one to look for, too"),
        ("?q=gate&what=articles&kind=call", "an article has no kind and no status; "
         "search entries for these"),
        ("?q=gate&after=x", "'x' is no place in a list; take the one it was given as"),
    ],
)  # fmt: skip
def test_search_says_what_to_do(asked: str, told: str, record: Any, see: See) -> None:
    assert told in main(see(f"/search/{asked}"))


def test_corrections(judged: Any, see: See) -> None:
    entry = judged.entries["pay"].pk
    assert until_foot(main(see("/corrections/"))) == [
        "Corrections", "What editors changed of what could be read here, the last first. "
        "Nothing is changed without a line in this log.",
        "Correct", "20 June 2024, 12:00", f"Entry e{entry}", "an article was missing",
        "action", "pay families", "pay the families",
    ]  # fmt: skip


def test_an_empty_record_says_how_to_begin(make: Any, see: See) -> None:
    words = main(see("/"))
    assert words[0] == "Nothing is on the record yet"
    assert "onrecord add article.html https://example.org/news/1 onrecord add folder/ feed.xml" in (
        words
    )
    empty = {
        "/matters/": "No matter is on the record yet.",
        "/parties/": "No party is on the record yet.",
        "/articles/": "No article has been added yet.",
        "/calls/": "No call is on the record.",
        "/due/": "Nothing is due.",
        "/corrections/": "Nothing has been corrected yet.",
    }
    for where, told in empty.items():
        assert told in main(see(where))


def test_merged_matters_and_parties_lead_on(record: Any, client: Any) -> None:
    matter = record.matter("Another name", date(2024, 5, 1), date(2024, 5, 2))
    matter.merged_into = record.matters["The gates of Tarn dam"]
    matter.save()
    party = record.party("Tarnwater plc")
    party.merged_into = record.parties["Tarn Water"]
    party.save()
    for old, new in ((f"/matters/{matter.pk}/", "/matters/1/"),
                     (f"/parties/{party.pk}/", f"/parties/{party.merged_into_id}/")):  # fmt: skip
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (301, new)
    assert "Another name" not in see_text(client, "/matters/")
    assert "Tarnwater plc" not in see_text(client, "/parties/")


def see_text(client: Any, where: str) -> str:
    return str(client.get(where).content.decode())


def test_withdrawn_entries_leave_the_lists_and_keep_their_address(record: Any, see: See) -> None:
    log = record.entries["log"]
    log.review = "withdrawn"
    log.save()
    for where in ("/", "/calls/", "/overdue/", "/matters/1/", f"/articles/{log.article_id}/"):
        assert f"/entries/{log.pk}/" not in see(where)
    words = main(see(f"/entries/{log.pk}/"))
    assert "An editor withdrew this entry: it stays here so that links to it hold." in words
    assert "withdrawn from the record by an editor" in words


HOSTILE = "<script>alert(1)</script>\x1b[2J\uffff\u202e“'&quot; onclick=x"


def test_what_an_article_holds_is_only_ever_words(make: Any, client: Any) -> None:
    matter = make.matter(HOSTILE, date(2024, 5, 1), date(2024, 5, 2))
    article = make.article(
        HOSTILE, f"Here {HOSTILE} stood.", date(2024, 5, 20), HOSTILE,
        url="javascript:alert(2)", matter=matter,
    )  # fmt: skip
    entry = make.entry(
        "x", article, "call", HOSTILE, action=HOSTILE, speakers=[HOSTILE], parties=["A" * 300]
    )
    make.event("x", "reply", "holding", date(2024, 5, 21), note=HOSTILE, reasons=[HOSTILE])
    for where in ("/", "/calls/", "/matters/", "/matters/1/", "/parties/", "/parties/1/",
                  "/articles/", f"/articles/{article.pk}/", f"/entries/{entry.pk}/",
                  "/search/?q=script", "/search/?q=%3Cscript%3E%22"):  # fmt: skip
        source = client.get(where).content.decode()
        page = _HTML.Page(source)
        assert page.faults == []
        assert [one for one in page.all("script") if "src" not in one] == []
        assert "javascript:" not in " ".join(one["href"] for one in page.all("a"))
        assert "\x1b" not in source
        # An article's own words stay to the letter; each paragraph isolates its direction.
        assert "\u202e" not in source.partition("<article")[0]
        assert not [name for _, given in page.elements for name in given if name == "onclick"]
    for form in ("atom", "csv", "ics", "json"):
        assert client.get(f"/calls.{form}").status_code == 200
