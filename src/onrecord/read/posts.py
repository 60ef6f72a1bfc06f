"""Posts of social networks in bare text, found by the author line that every embed ends in.

A scraped embed reads “the words pic.twitter.com/x — Ada Moss (@adamoss) March
14, 2021”: the words, then who wrote them.  `find` looks for such author lines,
so that its cost grows with the text and not with its paragraphs.
"""

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.record import Post, Span

_HANDLE = r"@[\w.-]+(?:@[\w-]+(?:\.[\w-]+)+)?"
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATE = (
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"(?:(?P<m1>{_MONTHS})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{_MONTHS})\.?,?\s+(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2}))"
)
_TIME = r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4}\b)?)?"
_LINK = r"(?:https?://\S+|pic\.(?:twitter|x)\.com/\w+|(?:twitter|x|t)\.co(?:m)?/\w\S*)"
_NAME_END = re.compile(r"(?:[—–]|--|(?<=\s)-)\s*(?P<name>[^—–\n]{1,80}?)\s*$")
_SPACES = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*")


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    flags = re.IGNORECASE
    mark = "[\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
    after = rf"(?:\s*[,·•|]?\s*(?:on\s+)?{_DATE}{_TIME})?"
    return {
        # “— Ada Moss (@adamoss) March 14, 2021”
        "signed": re.compile(rf"\({mark}(?P<handle>{_HANDLE}){mark}\){after}", flags),
        # “A post shared by Ada Moss (@adamoss)”, as Instagram writes
        "shared": re.compile(
            rf"\b(?:A (?:post|photo|video|reel|story)|Ein Beitrag) shared by\s+"
            rf"(?P<name>[^()\n]{{1,80}}?)?\s*\(?(?P<handle>{_HANDLE})\)?{after}{_TIME}",
            flags,
        ),
        # “Posted by Ada Moss on Sunday, March 14, 2021”, as Facebook writes
        "posted": re.compile(
            rf"\bPosted by\s+(?P<name>[^\n()]{{1,80}}?)\s+on\s+{_DATE}{_TIME}(?=\s*$)",
            flags | re.MULTILINE,
        ),
        # “Post by @adamoss@harbour.social View on Mastodon”; “Post by @adamoss View on Threads”
        "by": re.compile(
            rf"\bPost by\s+(?P<handle>{_HANDLE})\s*(?:View on (?:Mastodon|Threads|Bluesky))?",
            flags,
        ),
        "link": re.compile(_LINK, flags),
        "view": re.compile(
            r"(?:View|See) (?:this (?:post|photo|profile|tweet) on|(?:more|original) on|on) "
            r"(?:Instagram|Threads|Mastodon|Facebook|Twitter|X)\b[.:]?",
            flags,
        ),
    }


_NUMBERS = {
    name: n
    for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)  # noqa: SIM905
}


def _date_of(found: re.Match[str]) -> datetime.date | None:
    for n in "123":
        year, month, day = found[f"y{n}"], found[f"m{n}"], found[f"d{n}"]
        if year:
            number = int(month) if month.isdigit() else _NUMBERS[month[:3].lower()]
            try:
                return datetime.date(int(year), number, int(day))
            except ValueError:
                return None
    return None


def links_in(text: str) -> tuple[str, ...]:
    """The addresses in a post's words, in order, each once, as they are written."""
    return tuple(
        dict.fromkeys(
            found.group().rstrip(".,;:!?)”\"'…") for found in _patterns()["link"].finditer(text)
        )
    )


def find(text: str, paragraphs: Sequence[Span]) -> list[Post]:
    """The posts in `text`, in order; `paragraphs` are its paragraphs, in order.

    A post fills the paragraph that its author line ends.  Where that line
    stands alone, the post's words are the paragraph before it.
    """
    if (
        "(@" not in text
        and "(\u200e@" not in text
        and " by " not in text
        and "(\u2066@" not in text
    ):
        return []
    found: list[Post] = []
    for number, span in enumerate(paragraphs):
        before = paragraphs[number - 1] if number else None
        found.extend(_in_paragraph(text, span, before, found[-1].span.end if found else 0))
    return found


def _in_paragraph(text: str, span: Span, before: Span | None, free_from: int) -> list[Post]:
    """The posts that end within one paragraph; nothing before `free_from` is taken."""
    posts: list[Post] = []
    start = max(span.start, free_from)
    for kind, tail in _tails(text, span):
        if tail.start() < start:
            continue
        if kind == "signed":
            window = text[max(start, tail.start() - 90) : tail.start()]
            dash = _NAME_END.search(window)
            dated = _date_of(tail) is not None
            if dash is None or (not dated and not _post_like(text[start : tail.start()])):
                continue
            name, words_end = dash["name"], tail.start() - len(window) + dash.start()
        else:
            groups = tail.groupdict()
            name, words_end = groups.get("name"), tail.start()
        content = _trimmed(text, start, words_end)
        outer = _SPACES.match(text, start, words_end)
        opened = outer.end() if outer else start
        if content is None and before is not None and before.start >= free_from and not posts:
            if text[before.start : before.end].rstrip().endswith(":"):
                continue
            content = _trimmed(text, before.start, before.end)
            opened = before.start
        if content is None:
            continue
        if content.end - content.start > _LONGEST_POST:
            content = _last_sentences(text, content)
            opened = content.start
        end = _with_link(text, tail.end(), span.end)
        handle = tail.groupdict().get("handle")
        posts.append(
            Post(
                span=Span(opened, end),
                content=content,
                author=_clean(name),
                handle=handle.rstrip(".-") if handle else None,
                date=_date_of(tail) if "y1" in tail.groupdict() else None,
                links=links_in(text[content.start : end]),
            )
        )
        start = end
    return posts


_LONGEST_POST = 1200
"""More words than this before an author line are the article's, on one line with the post."""
_TWEET = 300


def _tails(text: str, span: Span) -> list[tuple[str, re.Match[str]]]:
    """The author lines in a paragraph, in order."""
    patterns = _patterns()
    tails: list[tuple[str, re.Match[str]]] = []
    if text.find("@", span.start, span.end) >= 0:
        for kind in ("shared", "signed", "by"):
            tails += [(kind, m) for m in patterns[kind].finditer(text, span.start, span.end)]
    if text.find("osted by", span.start, span.end) >= 0:
        tails += [("posted", m) for m in patterns["posted"].finditer(text, span.start, span.end)]
    tails.sort(key=lambda tail: tail[1].start())
    return tails


def _post_like(words: str) -> bool:
    """Whether words signed without a date are a post's: it has a link, a tag or a mention."""
    return bool(re.search(r"pic\.(?:twitter|x)\.com|https?://|[#@]\w|t\.co/", words))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The words within, less white space and “View this post on Instagram”."""
    view = _patterns()["view"]
    opened = _SPACES.match(text, start, end)
    start = opened.end() if opened else start
    label = view.match(text, start, end)
    if label is not None:
        opened = _SPACES.match(text, label.end(), end)
        start = opened.end() if opened else label.end()
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\u200e\u200f\u2066\u2069"):
        end -= 1
    if not any(map(str.isalnum, text[start:end])):
        return None
    return Span(start, end)


def _last_sentences(text: str, content: Span) -> Span:
    """The end of a long stretch that may be a post: from its last “… wrote:” or sentence."""
    floor = content.end - _TWEET
    introduced = list(re.finditer(r":\s+", text[floor : content.end - 5]))
    if introduced:
        return Span(floor + introduced[-1].end(), content.end)
    opened = re.search(r"[.!?][”\"’)]*\s+(?=\S)", text[floor : content.end])
    return Span(floor + opened.end() if opened else floor, content.end)


def _with_link(text: str, end: int, limit: int) -> int:
    """The end of the embed, with an address or “View on …” right after its author line."""
    gap = _SPACES.match(text, end, limit)
    at = gap.end() if gap else end
    for kind in ("link", "view"):
        found = _patterns()[kind].match(text, at, limit)
        if found is not None:
            return found.end()
    return end


def _clean(name: str | None) -> str | None:
    if name is None:
        return None
    kept = re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", name)
    return " ".join(kept.split()).strip("-—– ") or None
