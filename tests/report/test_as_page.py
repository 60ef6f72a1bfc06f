"""The page: sound HTML, all of it escaped, every mark and entry tied to each other."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from onrecord.record import Document, Skipped, SkipReason
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
    n = '<a class="n" id="s{0}" href="#i{0}" aria-label="Statement {0}, {1}">{0}</a>'
    m = '<a class="m {}" href="#i{}" tabindex="-1">{}</a>'
    one, two, three, four = (
        n.format(1, "Ada Moll"),
        n.format(2, "speaker not named"),
        n.format(3, "Ada Moll"),
        n.format(4, "Ben Ruiz"),
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
        '<li class="entry e2 w0" id="i2" value="2"><a href="#s2"><span class="line">'
        '<span class="number">2</span> <span class="who nobody">speaker not named</span>'
        '<span class="where">¶1</span></span> <bdi class="words">worse</bdi></a>\n'
        '<p class="about"><span class="kind indirect">indirect</span> '
        '<span class="unsure">unsure 41%</span> '
        "<span>— <bdi>someone hinted at</bdi></span></p></li>"
    ) in page
    assert '<span class="where">¶2–3</span>' in page


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


def test_everything_is_escaped(harbour: Document) -> None:
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
    for page in (
        document_to_page(document),
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
        ("The ferry sailed.", "b", "No statements found."),
        ("Share this", "f", "No statements found: there are no words of an article here"),
        ("", "", "No statements found: there are no words of an article here"),
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
        ":root:has(#f1:checked) #document .entry:not(.w1){display:none}"
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


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "grounds", "least"),
    [
        ("ink", ("paper", "panel", "content", "deep", "lit"), 4.5),
        ("soft", ("paper", "panel"), 4.5),
        ("link", ("paper", "panel"), 4.5),
        ("warn", ("paper", "panel"), 4.5),
        ("paper", ("chip", "ink"), 4.5),
        ("source", ("paper", "content", "deep", "lit"), 3),
        ("cue", ("paper", "content", "deep", "lit"), 3),
        ("bar", ("panel",), 3),
    ],
)
def test_contrast(theme: int, front: str, grounds: tuple[str, ...], least: float) -> None:
    """WCAG AA: 4.5 for words, 3 for the lines that tell source from cue."""
    css = files("onrecord.report").joinpath("page.css").read_text("utf-8")
    sheet = css.split("prefers-color-scheme: dark")[theme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", sheet))
    for ground in grounds:
        one, two = sorted([_luminance(colours[front]), _luminance(colours[ground])])
        assert (two + 0.05) / (one + 0.05) >= least, (front, ground)
