"""HTML → Article: whole pages of an outlet that does not exist."""

import datetime

import pytest

from onrecord.read.hints import Hints
from onrecord.read.identity import identify
from onrecord.read.page import read_page
from onrecord.record import Article, Block, BlockKind, Post, Skipped, SkipReason, Span

pytest.importorskip("trafilatura")

TITLE = "Harbour board asks for inquiry into ferry grounding"
FIRST = (
    "The harbour board has asked for an inquiry into the ferry that ran aground on Monday, after "
    "passengers said that they had waited three hours for a lifeboat."
)
SECOND = (
    "Ada Moss, who chairs the board, said the crew had not been told of the sandbank. “We marked"
    " it "
    "in May,” she told reporters on the quay, “and nobody read the chart.”"
)
THIRD = (
    "The ferry company, which has run the line since 1988, declined to say how many of its ships "
    "carry the new charts. It will publish its own report before the summer."
)
FOURTH = "“Never again,” she said."
LATE = [
    f"{n} ships were late, the board said, and their crews were told to wait at the quay."
    for n in range(4)
]
FACTS = """<html lang="en"><head><title>{title} | Lowmoor Echo</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Lowmoor Echo">
<meta property="article:published_time" content="2021-03-14T10:00:00Z">
<link rel="canonical" href="https://echo.example/ferry"></head><body>"""
NAVIGATION = (
    '<nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>'
    '<div class="cookie-banner"><p>We use cookies to improve your visit.</p></div>'
)
FOOTER = "<footer><p>© 2021 Lowmoor Echo Ltd. All rights reserved.</p></footer></body></html>"


def page(*parts: str, title: str = TITLE) -> str:
    head = FACTS.format(title=title)
    return f"{head}{NAVIGATION}<article><h1>{title}</h1>{''.join(parts)}</article>{FOOTER}"


def paragraphs(*words: str) -> str:
    return "".join(f"<p>{one}</p>" for one in words)


def article(*blocks: tuple[str, str], posts: tuple[Post, ...] = ()) -> Article:
    """The expected article: the headline, then blocks parted by blank lines."""
    blocks = (("heading", TITLE), *blocks)
    text = "\n\n".join(words for _, words in blocks)
    placed, at = [], 0
    for kind, words in blocks:
        placed.append(Block(BlockKind(kind), Span(at, at + len(words))))
        at += len(words) + 2
    return Article(
        id=identify("page.html", text),
        source="page.html",
        text=text,
        blocks=tuple(placed),
        posts=posts,
        title=TITLE,
        outlet="Lowmoor Echo",
        published=datetime.date(2021, 3, 14),
        url="https://echo.example/ferry",
    )


BODY = (("body", FIRST), ("body", SECOND), ("body", THIRD))

ROWS = [
    ("plain article", (paragraphs(FIRST, SECOND, THIRD),), article(*BODY)),
    (
        "equal paragraphs all stay",
        (paragraphs(FIRST, FOURTH, SECOND, FOURTH, THIRD),),
        article(
            ("body", FIRST),
            ("body", FOURTH),
            ("body", SECOND),
            ("body", FOURTH),
            ("body", THIRD),
        ),
    ),
    (
        "subheading",
        (paragraphs(FIRST, SECOND), "<h2>Old charts</h2>", paragraphs(THIRD)),
        article(("body", FIRST), ("body", SECOND), ("heading", "Old charts"), ("body", THIRD)),
    ),
    (
        "furniture that stays in is labelled",
        (
            paragraphs(FIRST, "READ MORE: Ferry strike enters its third week in Lowmoor", SECOND),
            paragraphs(THIRD),
        ),
        article(
            ("body", FIRST),
            ("furniture", "READ MORE: Ferry strike enters its third week in Lowmoor"),
            ("body", SECOND),
            ("body", THIRD),
        ),
    ),
    (
        "an article in several sections",
        (
            f"<section class=part>{paragraphs(FIRST, SECOND, THIRD)}</section>",
            "<aside><p>Advertisement</p></aside>",
            f"<section class=part>{paragraphs(*LATE)}</section>",
        ),
        article(
            *BODY,
            *(("body", words) for words in LATE),
        ),
    ),
    (
        "cards hidden behind a name are not read",
        (
            paragraphs(
                FIRST.replace(
                    "board", 'board<span class="name-tooltip-card">Founded 1901 MORE</span>', 1
                ),
                SECOND,
                THIRD,
            ),
        ),
        article(*BODY),
    ),
]


@pytest.mark.parametrize(("parts", "expected"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_page(parts: tuple[str, ...], expected: Article) -> None:
    assert read_page(page(*parts), Hints("page.html")) == expected


SAID = "We sail at noon, charts or no charts. pic.twitter.com/Ab12Cd"
DAY = datetime.date(2021, 3, 13)
EMBEDS = [
    (
        "tweet",
        '<blockquote class="twitter-tweet"><p lang="en">We sail at noon, charts or no charts. '
        '<a href="https://t.co/x">pic.twitter.com/Ab12Cd</a></p>&mdash; Tom Reed (@tomreed) '
        '<a href="https://twitter.com/tomreed/status/137?ref_src=x">March 13, 2021</a></blockquote>',  # noqa: E501
        SAID,
        f"{SAID} — Tom Reed (@tomreed) March 13, 2021",
        (
            "Tom Reed",
            "@tomreed",
            DAY,
            ("pic.twitter.com/Ab12Cd", "https://twitter.com/tomreed/status/137"),
        ),
    ),
    (
        "instagram",
        '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/Ab1/">'
        "<p>We sail at noon, charts or no charts.</p><p>A post shared by Tom Reed (@tomreed) on"
        " Mar 13, "
        "2021 at 10:02am PDT</p></blockquote>",
        "We sail at noon, charts or no charts.",
        "We sail at noon, charts or no charts. — A post shared by Tom Reed (@tomreed) on Mar 13,"
        " 2021 at 10:02am PDT",
        ("Tom Reed", "@tomreed", DAY, ("https://www.instagram.com/p/Ab1/",)),
    ),
    (
        "bluesky",
        '<blockquote class="bluesky-embed" data-bluesky-uri="at://x"><p>We sail at noon, charts or no charts.</p>'  # noqa: E501
        '&mdash; Tom Reed (<a href="https://bsky.app/profile/did:x">@tomreed.bsky.social</a>) '
        '<a href="https://bsky.app/profile/tomreed/post/3k">13 March 2021 at 10:02</a></blockquote>',  # noqa: E501
        "We sail at noon, charts or no charts.",
        "We sail at noon, charts or no charts. — Tom Reed (@tomreed.bsky.social) 13 March 2021"
        " at 10:02",
        ("Tom Reed", "@tomreed.bsky.social", DAY, ("https://bsky.app/profile/tomreed/post/3k",)),
    ),
]


@pytest.mark.parametrize(
    ("markup", "words", "whole", "facts"), [r[1:] for r in EMBEDS], ids=[r[0] for r in EMBEDS]
)
@pytest.mark.parametrize(
    "wrapped", ["{}", "<figure><div>{}</div></figure>"], ids=["bare", "in a figure"]
)
def test_embedded_post(
    markup: str, words: str, whole: str, facts: tuple[object, ...], wrapped: str
) -> None:
    html = page(paragraphs(FIRST, SECOND), wrapped.format(markup), paragraphs(THIRD))
    at = len(f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n")
    post = Post(Span(at, at + len(whole)), Span(at, at + len(words)), *facts)  # type: ignore[arg-type]
    assert read_page(html, Hints("page.html")) == article(
        ("body", FIRST), ("body", SECOND), ("post", whole), ("body", THIRD), posts=(post,)
    )


def test_an_embed_without_words_is_no_post() -> None:
    empty = '<blockquote class="instagram-media"><a href="https://www.instagram.com/p/Ab1/">View this post on Instagram</a></blockquote>'  # noqa: E501
    found = read_page(page(paragraphs(FIRST, SECOND), empty, paragraphs(THIRD)), Hints("page.html"))
    assert isinstance(found, Article)
    assert found.posts == ()


def test_menu_is_no_article() -> None:
    html = "<html><body><ul><li><a href='/a'>News</a><li><a href='/b'>Sport</a></ul></body></html>"
    found = read_page(html, Hints("page.html"))
    assert isinstance(found, Skipped)
    assert (found.source, found.reason) == ("page.html", SkipReason.NO_ARTICLE)


def test_the_words_decide_on_the_language_and_not_the_tag() -> None:
    spanish = (
        "El consejo del puerto ha pedido una investigación sobre el transbordador que encalló el"
        " lunes, "
        "después de que los pasajeros dijeran que habían esperado tres horas.",
        "La presidenta del consejo dijo que la tripulación no había sido informada del banco de"
        " arena y "
        "que las cartas tenían veinte años.",
        "La compañía no quiso decir cuántos de sus barcos llevan las cartas nuevas este verano.",
    )
    found = read_page(
        page(paragraphs(*spanish), title="El puerto pide una investigación"), Hints("page.html")
    )
    assert found == Skipped(
        "page.html",
        SkipReason.OTHER_LANGUAGE,
        "the article is in Spanish (es); only English is read",
    )
