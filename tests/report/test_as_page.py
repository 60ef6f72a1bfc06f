"""The page: sound HTML, all of it escaped, every mark and entry tied to each other."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from onrecord.record import Document, Due, Skipped, SkipReason, Span
from onrecord.report import document_to_page, documents_to_page

VOID = {"meta", "input"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class Page(HTMLParser):
    """Reads a page and notes what is wrong with it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.policy = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(values)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.links += [values["href"] or ""] if "href" in values else []
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"] or ""
        if tag == "a":
            assert "a" not in self.open
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def article_of(page: str) -> str:
    found = re.search(r"<article[^>]*>\n(.*?)\n</article>", page, re.S)
    assert found
    return found[1]


def assert_sound(page: str) -> Page:
    read = Page(page)
    assert len(read.ids) == len(set(read.ids))
    inner = {link[1:] for link in read.links if link.startswith("#")}
    assert inner <= set(read.ids)
    assert read.policy == POLICY
    assert not read.tags & {"script", "link", "img", "iframe", "base", "form", "object"}
    assert not {name for name in read.attributes if name.startswith("on")}
    assert "src" not in read.attributes and "style" not in read.attributes
    page.encode()
    return read


def test_the_whole_article(harbour: Document) -> None:
    n = '<a class="n e{0} {2}" id="s{0}" href="#i{0}" aria-label="Statement {0}, {1}">{0}</a>'
    m = '<a class="m {}" href="#i{}" tabindex="-1">{}</a>'
    one, two, three, four = (
        n.format(1, "Ada Moll", "w1"),
        n.format(2, "speaker not named", "w0"),
        n.format(3, "Ada Moll", "w1"),
        n.format(4, "Ben Ruiz", "w2"),
    )
    assert article_of(document_to_page(harbour)).splitlines() == [
        '<details class="furniture"><summary>1 line of the page, not the article</summary>',
        '<p dir="auto">Sign up to our newsletter</p>',
        "</details>",
        '<p data-paragraph="1" dir="auto">'
        + m.format("source e1 w1", 1, "Ada Moll")
        + " "
        + m.format("cue e1 w1", 1, "said")
        + " "
        + one
        + m.format("content e1 w1", 1, "the quay “is not safe”")
        + ", and "
        + m.format("source e2 w0", 2, "someone")
        + " "
        + m.format("cue e2 w0", 2, "hinted at")
        + " "
        + two
        + m.format("content e2 w0", 2, "worse")
        + ".</p>",
        '<p data-paragraph="2" dir="auto">'
        + three
        + m.format("content e3 w1", 3, "“We asked twice,”")
        + " "
        + m.format("source e3 w1", 3, "Moll")
        + " "
        + m.format("cue e3 w1", 3, "wrote")
        + ", "
        + m.format("content e3 w1", 3, "“and heard nothing.")
        + "</p>",
        '<p data-paragraph="3" dir="auto">'
        + m.format("content e3 w1", 3, "“We will ask again.”")
        + "</p>",
        '<figure class="post" data-paragraph="4" dir="auto"><p>'
        + four
        + m.format("content e4 w2", 4, "Boats first, words later.")
        + "</p><figcaption> — "
        + m.format("source e4 w2", 4, "Ben Ruiz")
        + " (@benruiz) 2 May 2024</figcaption></figure>",
    ]


def test_the_whole_index_entry(harbour: Document) -> None:
    page = document_to_page(harbour)
    assert (
        '<li class="entry e2 w0" id="i2" value="2"><a class="lead" href="#s2"><span class="line">'
        '<span class="number">2</span> <span class="who nobody">speaker not named</span>'
        '<span class="where">¶1</span></span> <bdi class="words">worse</bdi></a>\n'
        '<p class="about"><span class="kind indirect">indirect</span> '
        '<span class="unsure">unsure 41%</span> '
        "<span>— <bdi>someone hinted at</bdi></span></p></li>"
    ) in page
    assert '<span class="where">¶2–3</span>' in page


def test_acts_in_the_index(bridge: Document) -> None:
    page = document_to_page(bridge)
    assert_sound(page)
    entries = dict(re.findall(r'<li class="entry act [^>]*id="i(\w+)"[^>]*>(.*?)</li>', page, re.S))
    assert list(entries) == [
        *("call1", "call2", "call3"),
        *("commitment1", "commitment2"),
        *("response1", "response2", "response3", "response4"),
    ]
    assert entries["call1"] == (
        '<a class="lead" href="#call1"><span class="line"><span class="label call">call 1</span>'
        '<span class="where">¶1</span></span> <span class="line">'
        '<span class="who"><bdi>Ines Okafor</bdi></span> '
        '<span class="to" role="img" aria-label="to">→</span> '
        '<span class="who"><bdi>Marram Rail</bdi></span></span> '
        '<bdi class="words">reopen the footbridge at the station within 28 days</bdi></a>\n'
        '<p class="by">due <b><time datetime="2024-05-28"><bdi>28 May 2024</bdi></time></b> '
        '<span class="working"><bdi>“within 28 days” of 30 April 2024</bdi></span></p>\n'
        '<p class="exact"><bdi>Ines Okafor, who leads Ellerby Vale Council, called on Marram Rail '
        "on Tuesday to reopen the footbridge at the station within 28 days</bdi></p>\n"
        '<p class="about"><span>94%</span> '
        '<span class="tie">answered by <a href="#iresponse1">response 1</a>, refuses</span></p>'
    )
    # No party is named and no day; the statement is linked.
    assert '<span class="who nobody">party not named</span>' in entries["call2"]
    assert (
        '<p class="by">due <b><bdi>“as soon as possible”</bdi></b> '
        '<span class="working"><bdi>no day named</bdi></span></p>'
    ) in entries["call2"]
    assert entries["response3"] == (
        '<a class="lead" href="#response3"><span class="line">'
        '<span class="label response">response 3</span> <span class="stance">accepts</span>'
        '<span class="where">¶6</span></span> <span class="line">'
        '<span class="who"><bdi>Lindiwe Faber</bdi></span></span> '
        '<bdi class="words">“The survey is theirs to read,”</bdi></a>\n'
        '<p class="about"><span class="unsure">unsure 52%</span> '
        '<span class="tie">answers <a href="#icall2">call 2</a></span> '
        '<span class="tie">in <a href="#i4">statement 4</a></span></p>'
    )


def test_the_head_and_the_dates_of_a_page_with_acts(bridge: Document) -> None:
    page = document_to_page(bridge)
    assert (
        '<p class="summary"><a href="#calls">3 calls</a>, <a href="#commitments">2 commitments</a>'
        ' and <a href="#responses">4 responses</a> · '
        '<a href="#statements">5 statements by 4 parties</a></p>\n'
        '<p class="legend"><span class="m call">call</span> '
        '<span class="m commitment">commitment</span> <span class="m response">response</span> '
        '<span class="m call deep-call">what is asked, promised or answered</span> '
        '<span class="m due">by when</span></p>\n'
        '<p class="legend"><span class="m source">who speaks</span>'
    ) in page
    assert re.findall(r"<h(\d)[^>]*>(.*?)</h\d>", page) == [
        ("1", "<bdi>Footbridge at Ellerby stays shut</bdi>"),
        ("2", "‘No more letters’"),
        ("2", "Calls <span>3</span>"),
        ("2", "Commitments <span>2</span>"),
        ("2", "Responses <span>4</span>"),
        ("2", "Statements <span>5</span>"),
    ]
    assert (
        '<details class="dates"><summary>2 dates named</summary>\n<ul>\n'
        "<li><bdi>“Tuesday” of 3 May: 30 April 2024</bdi> <span>¶1</span></li>\n"
        "<li><bdi>“next week” of 3 May 2024: 6 to 12 May 2024</bdi> <span>¶4</span></li>\n"
        "</ul></details>"
    ) in page


def test_statements_without_acts_and_acts_without_statements(
    harbour: Document, bridge: Document
) -> None:
    page = document_to_page(harbour)
    assert (
        '<p class="none">No calls, commitments or responses found.</p>\n<p class="summary">'
        '<a href="#statements">4 statements by 2 parties, 1 with no speaker named</a></p>'
    ) in page
    acts = tuple(replace(act, statements=()) for act in bridge.acts)
    page = document_to_page(replace(bridge, acts=acts, statements=()))
    assert_sound(page)
    assert '<a href="#responses">4 responses</a> · no statements</p>' in page
    assert 'id="statements"' not in page


def test_words_between_blocks_have_no_link(bridge: Document) -> None:
    """Nothing can be jumped to where the article shows no words."""
    gap = bridge.article.text.index("\n\n")
    act = replace(bridge.acts[0], evidence=(Span(gap, gap + 1),), action=(), due=None)
    page = document_to_page(replace(bridge, acts=(act,)))
    assert_sound(page)
    assert '<span class="lead"><span class="line"><span class="label call">call 1</span>' in page


def test_nested_statements_link_to_the_inner_one(plain: Callable[..., Document]) -> None:
    document = plain(
        "Moll said Ruiz denied it",
        ("Moll", "said", "Ruiz denied it"),
        ("Ruiz", "denied", "it"),
    )
    article = article_of(document_to_page(document))
    assert (
        '<a class="m content source e1 w1 e2 w2" href="#i2" tabindex="-1">Ruiz</a>'
        '<a class="m content e1 w1" href="#i1" tabindex="-1"> </a>'
        '<a class="m content cue e1 w1 e2 w2" href="#i2" tabindex="-1">denied</a>'
    ) in article
    assert '<a class="m content deep e1 w1 e2 w2" href="#i2" tabindex="-1">it</a>' in article


def test_the_title_stands_once(harbour: Document) -> None:
    page = document_to_page(harbour)
    assert re.findall(r"<h(\d)[^>]*>(.*?)</h\d>", page) == [
        ("1", "<bdi>Quay closed</bdi>"),
        ("2", "Statements <span>4</span>"),
    ]
    other = replace(harbour, article=replace(harbour.article, title="Other"))
    assert re.findall(r"<h(\d)[^>]*>(.*?)</h\d>", document_to_page(other))[:2] == [
        ("1", "<bdi>Other</bdi>"),
        ("2", "Quay closed"),
    ]


NASTY = "</style><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;\x00\x1b[31m\ud800"


def test_everything_is_escaped(harbour: Document, bridge: Document) -> None:
    text = harbour.article.text.replace("someone", NASTY[:7]) + NASTY
    post = replace(harbour.article.posts[0], author=NASTY, handle=NASTY)
    article = replace(
        harbour.article,
        text=text,
        title=NASTY,
        outlet=NASTY,
        authors=(NASTY,),
        language=NASTY,
        source=NASTY,
        url="javascript:alert(3)",
        posts=(post,),
    )
    party = replace(harbour.parties[0], id="p1", name=NASTY, names=(NASTY,), roles=(NASTY,))
    document = replace(harbour, article=article, parties=(party, harbour.parties[1]))
    skipped = Skipped(NASTY, SkipReason.BINARY, NASTY)
    due = replace(bridge.acts[0].due or Due(Span(0, 1)), working=NASTY)
    acts = tuple(replace(act, due=due) for act in bridge.acts)
    dates = tuple(replace(found, working=NASTY) for found in bridge.dates)
    parties = tuple(replace(each, name=NASTY) for each in bridge.parties)
    acted = replace(bridge, acts=acts, dates=dates, parties=parties)
    for page in (
        document_to_page(document),
        document_to_page(acted),
        documents_to_page([document, harbour], [skipped]),
    ):
        read = assert_sound(page)
        assert "img" not in read.tags
        assert "<script" not in page
        assert not [link for link in read.links if link.startswith("javascript")]
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", page)


def test_dollars_in_an_article_are_words(plain: Callable[..., Document]) -> None:
    page = document_to_page(plain("It cost $5, ${title} and $$main."))
    assert "It cost $5, ${title} and $$main." in page


def test_only_web_addresses_become_links(harbour: Document) -> None:
    assert "https://example.org/quay" in Page(document_to_page(harbour)).links
    local = replace(harbour, article=replace(harbour.article, url="file:///etc/passwd"))
    assert not [link for link in Page(document_to_page(local)).links if link.startswith("file")]


@pytest.mark.parametrize(
    ("text", "kinds", "message"),
    [
        ("The ferry sailed.", "b", "No calls, commitments, responses or statements found."),
        ("Share this", "f", "Nothing found: there are no words of an article here"),
        ("", "", "Nothing found: there are no words of an article here"),
    ],
)
def test_nothing_found(plain: Callable[..., Document], text: str, kinds: str, message: str) -> None:
    page = document_to_page(plain(text, kinds=kinds))
    assert_sound(page)
    assert f'<p class="none">{message}' in page
    assert 'class="index"' not in page


def test_many_articles(harbour: Document, plain: Callable[..., Document]) -> None:
    skipped = [Skipped("a.bin", SkipReason.BINARY, "leave it out")]
    page = documents_to_page([harbour, harbour, plain("Nothing.")], skipped)
    read = assert_sound(page)
    assert {"s1-1", "i1-4", "s2-1", "i2-4", "article-3"} <= set(read.ids)
    assert re.findall(r"<h(\d)[^>]*>(.*?)</h\d>", page) == [
        ("1", "3 articles"),
        ("2", "<bdi>Quay closed</bdi>"),
        ("3", "Statements <span>4</span>"),
        ("2", "<bdi>Quay closed</bdi>"),
        ("3", "Statements <span>4</span>"),
        ("2", "<bdi>note.txt</bdi>"),
        ("2", "Skipped: 1 input"),
    ]


def test_no_articles() -> None:
    for skipped in ([], [Skipped("a", SkipReason.EMPTY, "")]):
        page = documents_to_page([], skipped)
        assert_sound(page)
        assert "<h1>No articles</h1>" in page


def test_rules_stand_in_for_a_script(harbour: Document) -> None:
    page = document_to_page(harbour)
    assert (
        ":root:has(:is(#s1,#i1):target) .e1,:root:has(:is(#s2,#i2):target) .e2,"
        ":root:has(:is(#s3,#i3):target) .e3,:root:has(:is(#s4,#i4):target) .e4"
        "{--mark:var(--lit);--bar-shown:var(--bar)}\n"
        ":root:has(#f1:checked) #document .entry:not(.w1),"
        ":root:has(#f1:checked) #document .group:not(:has(.w1)){display:none}\n"
        ":root:has(#f1:checked) #document .said span{visibility:hidden}\n"
        ":root:has(#f1:checked) #document article :is(.m,.n):not(.w1)"
        "{--mark:none;border-color:transparent}\n"
    ) in page
    assert re.findall(r'id="(f\w+)"( checked)?><span><bdi>(.*?)</bdi> (\d+)', page) == [
        ("fall", " checked", "All", "4"),
        ("f1", "", "Ada Moll", "2"),
        ("f2", "", "Ben Ruiz", "1"),
        ("f0", "", "Not named", "1"),
    ]


def test_one_speaker_needs_no_filter(plain: Callable[..., Document]) -> None:
    page = document_to_page(plain("Moll said no", ("Moll", "said", "no")))
    assert_sound(page)
    assert "<fieldset" not in page


def test_a_long_quotation_is_cut_in_the_index_alone(plain: Callable[..., Document]) -> None:
    words = "word " * 80 + "end"
    page = document_to_page(plain(f"Moll said {words}", ("Moll", "said", words)))
    assert re.findall(r'<bdi class="words">(.*?)</bdi>', page) == ["word " * 34 + "…"]
    assert f">{words}</a>" in page
