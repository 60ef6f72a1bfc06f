"""Embedded posts in HTML: found by the markup of each network, and put into words.

Each embed gives way to one paragraph, “⟦post 2⟧”, that extraction carries
along; `page` then writes the post in its place, as `as_words` puts it.
"""

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.read.markup import words_of
from onrecord.record import Post, Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CLASSES = (
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "mastodon-embed",
    "bluesky-embed",
    "fb-post",
    "fb-video",
    "text-post-media",
)
_STATUS = re.compile(
    r"https?://(?:www\.|mobile\.|m\.)?(?:(?:twitter|x)\.com/[^/]+/status(?:es)?/\d+"
    r"|instagram\.com/(?:p|reel|tv)/"
    r"|threads\.(?:net|com)/@[^/]+/post/|bsky\.app/profile/[^/]+/post/|facebook\.com/[^/]+/"
    r"(?:posts|videos)/"
    r"|[^/]+/@[^/]+/\d+)",
    re.I,
)
_TWEETER = re.compile(r"(?:twitter|x)\.com/([A-Za-z0-9_]{1,20})/status", re.I)


@dataclass(frozen=True, slots=True)
class Embed:
    """One post as its embed tells it: the author's words, and who wrote them when."""

    words: str
    signature: str
    author: str | None
    handle: str | None
    date: datetime.date | None
    links: tuple[str, ...]

    def as_words(self) -> str:
        """The post as the article shows it: words, dash, author line."""
        return f"{self.words} — {self.signature}" if self.signature else self.words

    def at(self, start: int) -> Post:
        """The post where its words stand in an article's text."""
        return Post(
            Span(start, start + len(self.as_words())),
            Span(start, start + len(self.words)),
            self.author,
            self.handle,
            self.date,
            self.links,
        )


def marker(number: int) -> str:
    """What stands in the tree for post `number`; long enough to pass for a paragraph."""
    return f"⟦post {number}⟧"


MARKER = re.compile(r"⟦post (\d+)⟧")


def take(tree: "HtmlElement") -> list[Embed]:
    """The embeds of a page, in order, each replaced in `tree` by a paragraph with its marker."""
    embeds: list[Embed] = []
    for element in list(tree.iter("blockquote", "div", "figure")):
        if not _is_embed(element) or element.getparent() is None:
            continue
        embed = _read(element)
        if embed is None:
            continue
        _replace(element, marker(len(embeds)))
        embeds.append(embed)
    return embeds


def _is_embed(element: "HtmlElement") -> bool:
    names = str(element.get("class") or "").lower().split()
    if not any(name in _CLASSES for name in names):
        return False
    # A figure around an embed, or a tweet within another, is read once: the innermost block.
    return element.tag == "blockquote" or not element.findall(".//blockquote")


def _replace(element: "HtmlElement", words: str) -> None:
    """Puts a paragraph where the embed stood, beside wrappers that extraction would cut away."""
    parent = element.getparent()
    while parent is not None and parent.tag in ("figure", "aside", "center", "p", "span", "a"):
        outer = parent.getparent()
        if outer is None or len(words_of(parent)) > len(words_of(element)) + 200:
            break
        element, parent = parent, outer
    if parent is None:
        return
    paragraph = element.makeelement("p")
    paragraph.text = words
    paragraph.tail = element.tail
    parent.replace(element, paragraph)


def _read(element: "HtmlElement") -> Embed | None:
    """What an embed says; None where it holds no words of its author."""
    from onrecord.read import posts  # noqa: PLC0415 - read where the patterns are needed

    links = [str(a.get("href") or "") for a in element.iter("a")]
    links.append(str(element.get("cite") or ""))
    links.append(str(element.get("data-instgrm-permalink") or element.get("data-href") or ""))
    status = next((link for link in links if _STATUS.match(link)), None)
    whole = words_of(element)
    found = posts.find(whole, [Span(0, len(whole))])
    if found:
        return _signed(whole, found[0], status)
    words = " ".join(words_of(p) for p in element.iter("p")) or whole
    words = " ".join(words.split())
    tail = whole[whole.rfind(words) + len(words) :].strip(" —–-") if words in whole else ""
    if len(re.findall(r"\w+", words)) < 2 or _only_label(words):
        return None
    named = re.search(r"^(.{2,60}?)\s*\((@[\w.@-]+)\)", tail)
    handle = named[2] if named else _handle_of(status)
    author = named[1] if named else None
    return Embed(words, tail or handle or "", author, handle, None, _linked(words, status))


def _signed(whole: str, post: Post, status: str | None) -> Embed:
    words = post.content.of(whole)
    signature = re.sub(r"^\W*[—–-]\s*", "", whole[post.content.end : post.span.end].strip())
    return Embed(words, signature, post.author, post.handle, post.date, _linked(words, status))


def _linked(words: str, status: str | None) -> tuple[str, ...]:
    from onrecord.read import posts  # noqa: PLC0415

    own = status.split("?")[0] if status else None
    return tuple(dict.fromkeys([*posts.links_in(words), *([own] if own else [])]))


def _handle_of(status: str | None) -> str | None:
    found = _TWEETER.search(status or "") or re.search(r"/@([\w.]+)/", status or "")
    return f"@{found[1]}" if found and found[1].lower() != "i" else None


def _only_label(words: str) -> bool:
    """Whether the embed shows nothing but the network's own label."""
    return bool(
        re.fullmatch(
            r"(?:view|see|watch|read) .{0,60}(?:instagram|facebook|twitter|x|threads|mastodon|"
            r"bluesky|tiktok|youtube)[.:]?|(?:a |this )?(?:post|tweet|photo|video) (?:shared"
            r" )?by .{0,90}",
            words,
            re.I,
        )
    )
