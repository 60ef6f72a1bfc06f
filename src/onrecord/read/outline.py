"""The page's own paragraphs in order, to mend what extraction lost.

Extraction keeps only one of several equal paragraphs, loses embedded posts
amid asides, and says nothing of links.  The outline is taken before it and
compared with its outcome.
"""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.read import furniture
from onrecord.read.embeds import MARKER
from onrecord.read.markup import words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = ("p", "li", "blockquote", "h2", "h3", "h4", "h5", "h6", "div")
_BOX = re.compile(
    r"(?:^|[\s_-])(?:news-?letters?|sign-?up|subscri(?:be|ption)|related|recirc\w*|promo\w*"
    r"|share|sharing|"
    r"social|cookies?|consent|advert\w*|author-?bio|comments?|most-?(?:read|popular)|taboola"
    r"|outbrain|"
    r"read-?(?:more|next|also)|inline-?link|teasers?|recommend\w*|more-?(?:on|from)|trending"
    r"|donat\w*|"
    r"follow-?us|click-?to-?tweet|ctt)(?=$|[\s_-])",
    re.I,
)
_LARGEST_BOX = 700
"""Characters: a larger element of such a name is the page's frame, not a box in it."""
_SUBHEAD = re.compile(r"sub-?(?:head|title)|cross-?head|interhead", re.I)
_HEAD_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a page: its words and the tag that extraction gives it.

    `linked` is the share of it that is link; `boxed` tells that it stands in a
    box which the page names as one for sharing, signing up or related links.
    """

    text: str
    tag: str
    linked: float = 0.0
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A paragraph where the page has it; `home` numbers its parent element.

    `kin` names the tags and classes of that parent and its parent: columns and
    sections of one article share them.  `story` numbers the article element
    and the headline above: a page that goes on to the next article begins both
    anew.
    """

    paragraph: Paragraph
    home: int
    kin: str
    story: tuple[int, int]


class Outline:
    """The paragraphs of a page, taken before extraction changes its tree."""

    def __init__(self, tree: "HtmlElement") -> None:
        self._places: list[_Place] = []
        homes: dict[object, int] = {}
        articles: dict[object, int] = {}
        headlines = 0
        for element in tree.iter(*_BLOCKS, "h1"):
            if element.tag == "h1":
                headlines += 1
                continue
            if any(True for _ in element.iterdescendants(*_BLOCKS)):
                continue
            text = words_of(element)
            if not text:
                continue
            tag = _TAGS.get(str(element.tag), "head")
            if tag == "div":
                tag = "head" if _SUBHEAD.search(element.get("class") or "") else "p"
            linked, boxed = _surroundings(element, text)
            paragraph = Paragraph(text, tag, linked, boxed)
            home = homes.setdefault(element.getparent(), len(homes))
            article = articles.setdefault(
                next(element.iterancestors("article"), None), len(articles)
            )
            self._places.append(_Place(paragraph, home, _kin(element), (article, headlines)))
        self._where: dict[str, list[int]] = {}
        for number, place in enumerate(self._places):
            self._where.setdefault(_key(place.paragraph.text), []).append(number)

    def mended(self, extracted: list[Paragraph]) -> list[Paragraph]:
        """`extracted` with its links marked, and with the equal paragraphs and posts it lost."""
        extracted = self._completed(extracted)
        mended: list[Paragraph] = []
        kept = {_key(paragraph.text) for paragraph in extracted}
        counts: dict[str, int] = {}
        for paragraph in extracted:
            key = _key(paragraph.text)
            counts[key] = counts.get(key, 0) + 1
        last = -1
        for paragraph in extracted:
            here = self._next(paragraph.text, last)
            if here is None:
                mended.append(paragraph)
                continue
            if last >= 0:
                mended += self._between(last, here, kept, counts)
            last = here
            found = self._places[here].paragraph
            mended.append(replace(paragraph, linked=found.linked, boxed=found.boxed))
        if last >= 0:
            # A post may close the article: it follows the last paragraph in the same element.
            mended += self._closing(last, kept)
        return mended

    def _completed(self, extracted: list[Paragraph]) -> list[Paragraph]:
        """`extracted`, or the page's own sequence where extraction broke off amid the article.

        An article parted by pictures or advertisements stands in several
        elements of one make, of which extraction may take the first alone.
        """
        kept = {_key(paragraph.text) for paragraph in extracted}
        kin = Counter(
            (place.kin, place.story)
            for place in self._places
            if _key(place.paragraph.text) in kept and _is_prose(place.paragraph)
        )
        if not kin:
            return extracted
        main, known = kin.most_common(1)[0]
        lost = [
            number
            for number, place in enumerate(self._places)
            if (place.kin, place.story) == main
            and _is_prose(place.paragraph)
            and _key(place.paragraph.text) not in kept
        ]
        if known < 3 or len(lost) < 3:
            return extracted
        completed: list[Paragraph] = []
        last = -1
        for paragraph in extracted:
            here = self._next(paragraph.text, last)
            if here is not None:
                while lost and lost[0] < here:
                    completed.append(self._places[lost.pop(0)].paragraph)
                last = here
            completed.append(paragraph)
        return [*completed, *(self._places[number].paragraph for number in lost)]

    def _next(self, text: str, after: int) -> int | None:
        """Where the page has that paragraph, after the last one found."""
        numbers = self._where.get(_key(text), [])
        at = bisect_left(numbers, after + 1)
        return numbers[at] if at < len(numbers) else None

    def _between(
        self, last: int, here: int, kept: set[str], counts: dict[str, int]
    ) -> list[Paragraph]:
        """What the page has between two kept neighbours and extraction lost."""
        lost = []
        for place in self._places[last + 1 : here]:
            key = _key(place.paragraph.text)
            post = MARKER.fullmatch(place.paragraph.text) is not None
            homes = (self._places[last].home, self._places[here].home)
            repeated = key in kept and counts[key] < len(self._where[key]) and place.home in homes
            # “Our ruling” between two paragraphs that were kept, and beside both.
            headed = (
                place.paragraph.tag == "head"
                and not place.paragraph.boxed
                and len(place.paragraph.text) <= _HEAD_LENGTH
                and {place.home} == set(homes)
            )
            if (post and key not in kept) or ((repeated or headed) and not post):
                counts[key] = counts.get(key, 0) + 1
                lost.append(place.paragraph)
        return lost

    def _closing(self, last: int, kept: set[str]) -> list[Paragraph]:
        lost = []
        for place in self._places[last + 1 : last + 4]:
            text = place.paragraph.text
            if MARKER.fullmatch(text) and _key(text) not in kept:
                lost.append(place.paragraph)
        return lost


_TAGS = {"p": "p", "li": "item", "blockquote": "quote", "div": "div"}


def _surroundings(element: "HtmlElement", text: str) -> tuple[float, bool]:
    """The share of an element that is link, and whether it stands in a box of the page's."""
    inside = sum(len(words_of(link)) for link in element.iter("a"))
    if str(element.tag).startswith("h"):
        inside = 0  # Headings are links to their own article; a card is a link around one.
    boxed = False
    for level, around in enumerate((element, *element.iterancestors())):
        if around.tag == "a":
            inside = len(text)
        if level > 6 or around.tag in ("body", "article", "main", "html"):
            break
        names = f"{around.get('class') or ''} {around.get('id') or ''}"
        if _BOX.search(names) and _is_small(around):
            boxed = True
            break
    return min(1.0, inside / len(text)), boxed


def _is_small(element: "HtmlElement") -> bool:
    """Whether an element holds no more than a box does; stops reading where it holds more.

    A page's comments may be one box of thousands of leaves, each of which asks.
    """
    length = 0
    for piece in element.itertext():
        length += len(piece.strip())
        if length > _LARGEST_BOX:
            return False
    return True


def _kin(element: "HtmlElement") -> str:
    names = []
    for around in element.iterancestors():
        names.append(f"{around.tag}.{around.get('class') or ''}")
        if len(names) == 2:
            break
    return " < ".join(names)


def _is_prose(paragraph: Paragraph) -> bool:
    return (
        paragraph.tag == "p"
        and len(paragraph.text) >= 60
        and paragraph.linked < 0.5
        and not paragraph.boxed
        and paragraph.text.endswith((".", "”", '"', "?", "!", "’", ")", ":"))
        and furniture.sign_of(furniture.plain(paragraph.text)) is None
    )


def _key(text: str) -> str:
    return "".join(text.split())
