"""Posts in bare text: one row a form of embed."""

import datetime

import pytest

from onrecord.read.blocks import label

DAY = datetime.date(2021, 3, 14)
WORDS = "The ferry will sail again on Friday. pic.twitter.com/Ab12Cd"
LEAD = "The harbour board met on Sunday to hear from the crew of the ferry."

POSTS = [
    (
        "tweet, month first",
        f"{WORDS} — Ada Moss (@adamoss) March 14, 2021",
        (WORDS, "Ada Moss", "@adamoss", DAY, ("pic.twitter.com/Ab12Cd",)),
    ),
    (
        "tweet, month cut short",
        f"{WORDS} — Ada Moss (@adamoss) Mar 14, 2021",
        (WORDS, "Ada Moss", "@adamoss", DAY, ("pic.twitter.com/Ab12Cd",)),
    ),
    (
        "tweet, day first",
        f"{WORDS} — Ada Moss (@adamoss) 14 March 2021",
        (WORDS, "Ada Moss", "@adamoss", DAY, ("pic.twitter.com/Ab12Cd",)),
    ),
    (
        "tweet, dash glued and hyphen in the name",
        f"{WORDS}— Ada Moss-Reed (@adamoss) March 14, 2021",
        (WORDS, "Ada Moss-Reed", "@adamoss", DAY, ("pic.twitter.com/Ab12Cd",)),
    ),
    (
        "tweet, no date but a link",
        f"{WORDS} — Ada Moss (@adamoss)",
        (WORDS, "Ada Moss", "@adamoss", None, ("pic.twitter.com/Ab12Cd",)),
    ),
    (
        "tweet without media",
        "We sail at noon — Ada Moss (@adamoss) March 14, 2021",
        ("We sail at noon", "Ada Moss", "@adamoss", DAY, ()),
    ),
    (
        "mastodon handle",
        "We sail at noon https://harbour.example/n — Ada Moss (@ada@harbour.social) March 14, 2021",
        (
            "We sail at noon https://harbour.example/n",
            "Ada Moss",
            "@ada@harbour.social",
            DAY,
            ("https://harbour.example/n",),
        ),
    ),
    (
        "bluesky handle",
        "We sail at noon — Ada Moss (@adamoss.bsky.social) March 14, 2021 at 10:02 AM",
        ("We sail at noon", "Ada Moss", "@adamoss.bsky.social", DAY, ()),
    ),
    (
        "bluesky handle between marks of direction",
        "We sail at noon — Ada Moss (\u2066@adamoss.bsky.social\u2069) 14 March 2021 at 10:02",
        ("We sail at noon", "Ada Moss", "@adamoss.bsky.social", DAY, ()),
    ),
    (
        "instagram",
        "View this post on Instagram We sail at noon A post shared by Ada Moss (@adamoss) on Mar"
        " 14, 2021 at 10:02am PDT",
        ("We sail at noon", "Ada Moss", "@adamoss", DAY, ()),
    ),
    (
        "facebook",
        "We sail at noon Posted by Ada Moss on Sunday, March 14, 2021",
        ("We sail at noon", "Ada Moss", None, DAY, ()),
    ),
    (
        "threads",
        "We sail at noon Post by @adamoss View on Threads",
        ("We sail at noon", None, "@adamoss", None, ()),
    ),
]


@pytest.mark.parametrize(("embed", "expected"), [r[1:] for r in POSTS], ids=[r[0] for r in POSTS])
def test_post_amid_an_article(embed: str, expected: tuple[object, ...]) -> None:
    text = f"{LEAD}\n\n{embed}\n\n{LEAD}"
    blocks, posts = label(text)
    assert [(b.kind.value, b.span.of(text)) for b in blocks] == [
        ("body", LEAD),
        ("post", embed),
        ("body", LEAD),
    ]
    assert [(p.content.of(text), p.author, p.handle, p.date, p.links) for p in posts] == [expected]


def test_author_line_of_its_own_takes_the_paragraph_before() -> None:
    text = f"{LEAD}\n\nWe sail at noon\n\n— Ada Moss (@adamoss) March 14, 2021"
    blocks, posts = label(text)
    assert [(b.kind.value, b.span.of(text)) for b in blocks] == [
        ("body", LEAD),
        ("post", "We sail at noon\n\n— Ada Moss (@adamoss) March 14, 2021"),
    ]
    assert posts[0].content.of(text) == "We sail at noon"


def test_two_posts_on_one_line() -> None:
    text = "We sail — Ada (@ada) March 14, 2021 We do not — Tom (@tom) March 14, 2021"
    _, posts = label(text)
    assert [(p.content.of(text), p.handle) for p in posts] == [
        ("We sail", "@ada"),
        ("We do not", "@tom"),
    ]


def test_post_on_the_line_of_a_whole_article() -> None:
    text = f"{LEAD * 20} She wrote: We sail at noon — Ada Moss (@adamoss) March 14, 2021"
    _, posts = label(text)
    assert [p.content.of(text) for p in posts] == ["We sail at noon"]


NO_POSTS = [
    (
        "a handle in prose",
        "The board — whose account (@harbourboard) has few readers — met on Sunday.",
    ),
    ("an email address", "Write to the board (board@harbour.example) by 14 March 2021."),
    ("a date alone", "The ferry sailed — late — on March 14, 2021."),
    ("posted by as prose", "The notice posted by the board on Sunday was torn down."),
]


@pytest.mark.parametrize("line", [r[1] for r in NO_POSTS], ids=[r[0] for r in NO_POSTS])
def test_prose_is_no_post(line: str) -> None:
    assert label(f"{LEAD}\n\n{line}")[1] == ()
