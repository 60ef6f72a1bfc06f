"""What tells furniture from article: the wordings in which pages speak of themselves.

A page asks (“Sign up for our briefing”), excuses itself (“Something went
wrong”), points elsewhere (“Read more:”), claims rights and credits its makers.
Each family below is one such habit, written as a pattern over `plain` text.
Order of care: a family that is unmistakable stands in `_SURE` and holds even
beside quotation marks; one that an article might word likewise stands in
`_LIKELY` and gives way to any quotation or reporting verb.
"""

import re
from enum import Enum
from functools import lru_cache

from onrecord.read import phrases

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Sign(Enum):
    """What a paragraph's own words say that it is, before its neighbours are asked."""

    FURNITURE = "furniture"
    OPENER = "opener"
    """Furniture after which a list of links or buttons may follow (“Most read”)."""
    CREDIT = "credit"
    """Who made a picture, or what it shows."""
    DAY = "day"
    """A date or a time alone: a heading amid the article, else the page's."""
    RULE = "rule"
    """Marks or a number alone: a dividing line, a figure in a table."""
    BIO = "bio"
    """Who wrote the article; furniture only before its beginning or after its end."""


def plain(text: str) -> str:
    """The words alone: one kind of apostrophe, single spaces, nothing invisible.

    >>> plain(" Don’t\\u00a0\\u200bmiss\\tthis ")
    "Don't miss this"
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", text).replace("’", "'").replace("‘", "'")
    return " ".join(text.split())


def _any(families: list[list[str]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for family in families for p in family), re.I)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    """Compiled at first use: an import does no work."""
    return {
        "sure": _any([phrases.FORM, phrases.COOKIES, phrases.ADVERT, phrases.SHARE, phrases.DATES]),
        "likely": _any([phrases.SIGN_UP, phrases.COMMENTS, phrases.RIGHTS, phrases.RELATED]),
        "opener": _any([phrases.RELATED]),
        "day": re.compile(phrases.DAY, re.I),
        "glued": _any([phrases.FORM[:8], phrases.SIGN_UP[:2], phrases.COOKIES[:2]]),
    }


_QUOTED = re.compile(r"[“\"«„]\s?\w+(?:\W+\w+){2,}")
_REPORTS = re.compile(
    r"\b(?:said|says|told|tells|added|adds|asked|claimed|claims|warned|insisted|argued|argues|"
    r"announced|tweeted|stated|replied|explained|according to|confirmed|denied|admitted|urged|"
    r"called for|accused|demanded|promised|vowed|acknowledged|testified|alleged|declared|"
    r"suggested|described|criticised|criticized|wrote)\b",
    re.I,
)
_LONGEST = 900


def speaks(words: str) -> bool:
    """Whether there is a quotation or a reporting verb: signs of an article."""
    return bool(_QUOTED.search(words) or _REPORTS.search(words))


@lru_cache(maxsize=8192)
def sign_of(words: str) -> Sign | None:
    """What `words`, one paragraph after `plain`, show themselves to be; None: an article's.

    >>> sign_of("Thank you for signing up to our Harbour News letter.")
    <Sign.FURNITURE: 'furniture'>
    >>> sign_of("The mayor thanked residents for signing up to the harbour watch.")
    """
    if len(words) > _LONGEST:
        return None
    if not any(map(str.isalpha, words)) and not re.search(r"\d[/:.-]\d\d\b", words):
        return Sign.RULE if words else Sign.FURNITURE
    patterns = _patterns()
    body = words.lstrip("*•·>»|-–—[(#►▶■●→✉️📧 ")
    if not _OWNED.match(words) and _credits(words):
        return Sign.CREDIT
    if patterns["sure"].match(body):
        return Sign.FURNITURE
    if patterns["day"].match(body):
        return Sign.DAY
    if _byline(words):
        return Sign.FURNITURE
    if not speaks(words) or len(words) < 40:
        if patterns["opener"].match(body):
            return Sign.OPENER
        if patterns["likely"].match(body) or _sells(words):
            return Sign.FURNITURE
    elif patterns["opener"].match(body) and re.match(r"[^:]{3,24}:", body):
        # “READ MORE: Mayor says no to harbour tax”: a headline may report and quote.
        return Sign.FURNITURE
    return Sign.BIO if _presents(words) else None


_MARKETING = re.compile(
    rf"\b(?:{phrases.MAILINGS}|sign(?:ing)? up|subscri\w+|delivered|straight to|exclusive"
    rf"|unlimited|"
    r"ad-free|free|fun stuff|as little as|use the code|every (?:day|morning|week|month|friday)"
    r"|per month|premium)\b",
    re.I,
)
_ADDRESSES = re.compile(r"\b(?:you|your|you're|you'll|our|us|we)\b", re.I)
_ASKS = re.compile(
    r"(?:^|[.!?:|] )(?:get|sign|subscribe|join|receive|try|enjoy|follow|read|click|tap|download|"
    r"become|register|discover|stay|keep|never|don't|listen|choose|upgrade|support|help|start|"
    r"check out|find)\b",
    re.I,
)


def addresses(words: str) -> bool:
    """Whether the page speaks to its reader in them: “you”, “our”."""
    return _ADDRESSES.search(words) is not None


def _sells(words: str) -> bool:
    """Whether an unquoted short paragraph asks the reader to take the outlet's wares."""
    if len(words) > 900 or not _ASKS.search(words) or not _ADDRESSES.search(words):
        return False
    wares = {found.group().lower() for found in _MARKETING.finditer(words)}
    strong = re.search(
        r"newsletter|inbox|subscri|sign(?:ing)? up|unlimited access|ad-free", words, re.I
    )
    return len(wares) >= 2 and strong is not None


_AGENCIES = (
    r"(?:getty(?: images)?|reuters|afp|ap photo|pa(?: (?:wire|media|images|archive))?|epa(?:-efe)?|"
    r"shutterstock|alamy|rex|unsplash|istock(?:photo)?|bloomberg|zuma|sipa|nurphoto|anadolu|xinhua|"
    r"pti|ani|rollingnews|inpho|sportsfile|aap|canadian press|cp|swns|wenn|press association|"
    r"associated press|afp via getty images)"
)
_PICTURE = (
    r"(?:image|photo|photograph|picture|pic|credit|illustration|graphic|photography|"
    r"footage|caption)s?"
)
_CREDITS = (
    # “Image: Tom Reed”, “Photograph courtesy of the harbour board”
    rf"(?:main |file |lead |stock |archive |hero |header |cover )?{_PICTURE}(?:"
    rf" ?(?:credits?|source|"
    r"caption|courtesy|copyright|by|via|from|of|illustration))?\s*(?:[:/|©]|by [A-Z]|via [A-Z]|"
    r"courtesy )(?!.{220})",
    # “The harbour at dawn (Image: Tom Reed)”, “The harbour at dawn (Reuters)”
    rf".{{0,500}}[(\[](?:main |file |ap |pa |stock |afp |reuters |archive )?{_PICTURE}"
    r"(?:[:/ ]|\)|\])[^()]{0,120}[)\]]?\.?$",
    rf".{{0,260}}\((?:{_AGENCIES}(?:[)/:]|, | via )|handout\b|supplied\b|courtesy"
    rf" )[^()]{{0,80}}\)\.?$",
    # “The harbour at dawn. Getty Images”, “The harbour at dawn. REUTERS/Tom Reed”
    rf".{{0,400}}(?:^|[.!?:|©] ?|\w ?/ ?|\bphoto(?:graph)?(?: by)? ?:? ?|\bvia )"
    rf"{_AGENCIES}(?: ?/ ?[\w .'/-]{{0,60}})?\.?$",
    r".{0,400}\b(?:ap photo|getty images|afp via getty|pa wire|pa archive)[\w /.,'-]{0,60}$",
    r".{0,400}(?-i:\b(?:REUTERS|Reuters|AFP|AP)/[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}\.?$)",
    r".{0,300}©.{0,60}$",
)
_CREDIT = re.compile("|".join(_CREDITS), re.I)
_DATELINE = re.compile(
    r"[A-Z][A-Za-z.,'/ -]{1,60}(?:, [A-Za-z. \d]+)?\s?(?:\([A-Z][\w /.,-]+\)\s*[—–-]|[—–] )"
)


_OWNED = re.compile(r"(?:copyright|©|\(c\)).{0,80}(?:\b(?:19|20)\d\d\b|rights reserved)", re.I)


def _credits(words: str) -> bool:
    """Whether this is a picture's caption with its credit, or the credit alone."""
    if len(words) > 520 or _DATELINE.match(words):
        return False
    return bool(_CREDIT.match(words)) and not re.search(r"\b(?:said|told|added)\b", words)


_NAME = r"(?:[A-Z][\w.'’-]*|de|van|der|von|la|al|bin)"
_BY = re.compile(
    r"(?:by|written by|words by|reported by|story by|posted by|words:|author:) (?:our |the"
    r" )?(?=[A-Z])",
    re.I,
)
_ROLES = frozenset(
    "and in for of the at on with our de van der von la al bin is a an am pm updated published "  # noqa: SIM905
    "editor correspondent reporter writer staff political politics business senior chief "
    "columnist journalist bureau desk news sports crime health education contributor special "
    "associate deputy freelance correspondents reporters".split()
)
_ROLE_LINE = re.compile(
    r"(?:(?:[A-Z][\w&'/-]*|of|and|the|for|to|in) ){0,7}(?i:correspondent|reporter|editor|columnist|"
    r"staff writer|journalist|bureau|news desk|newsdesk|contributor)(?:,? in [A-Z][\w ]+)?$"
)


def _byline(words: str) -> bool:
    """Whether the line says who wrote the article (“By Ada Moss, Harbour Editor”)."""
    if len(words) > 160:
        return False
    opened = _BY.match(words)
    if opened is None:
        return bool(_ROLE_LINE.match(words))
    rest = words[opened.end() :].split()
    named = [word.strip(",.;:|()") for word in rest]
    return 0 < len(rest) <= 16 and all(
        not word or word[0].isupper() or not word[0].isalpha() or "@" in word or word in _ROLES
        for word in named
    )


_BIO = re.compile(
    rf"(?:(?:About the authors?:? ?)?(?:(?:Dr|Prof|Professor|Sir|Dame|Lord) )?{_NAME}(?:"
    rf" {_NAME}){{1,3}},? "
    r"(?:is|was|covers|writes|reports|has (?:written|covered|worked|been))\b.{0,220}\b(?i:reporter|"
    r"correspondent|editor|journalist|columnist|writer|author|contributor|freelance|producer|"
    r"bureau|newsroom|staff|blogger|covers|covering|writes|fellow|professor|lecturer|politics"
    r"|news)\b"
    r"|[A-Z][\w.]*(?: [A-Z][\w.]*){0,4} is (?:the|an?|one of|\S+'s)\b.{0,90}\b(?:website|news"
    r" site|newspaper|"
    r"news organi[sz]ation|newsroom|broadcaster|magazine|news agency|publication|news service|"
    r"publisher)\b.{0,250}$"
    r"|.{0,160}\b(?:can be (?:reached|contacted|found|followed)|may be reached|(?:is|tweets) (?:on "
    r"Twitter|at @)|Follow (?:him|her|them|\w+(?: \w+)?) (?:on|at|@))\b"
    r"|(?:He|She|They) (?:is|tweets|covers|writes|can be|lives|previously)\b.{0,200}\b(?i:reporter|"
    r"correspondent|editor|journalist|author of|columnist|tweets|twitter|@\w+))"
)
_CONTACT = re.compile(
    r".{0,160}\b(?:can be|may be) (?:reached|contacted|followed) (?:at|on|via|by)\b"
    r"|.{0,200}\bFollow "
    r"(?:him|her|them|\w+(?: \w+)?) (?:on (?:Twitter|X|Facebook|Instagram)|@)"
)


def _presents(words: str) -> bool:
    """Whether the paragraph tells who the writer is."""
    return len(words) <= 420 and not _QUOTED.search(words) and bool(_BIO.match(words))


def contact(words: str) -> bool:
    """Whether it tells how to reach the writer, wherever it stands."""
    return len(words) <= 300 and not _QUOTED.search(words) and bool(_CONTACT.match(words))


def glued(text: str, start: int, end: int) -> bool:
    """Whether the sentence of `text` from `start` to `end` is sheer furniture, amid a paragraph."""
    return _patterns()["glued"].match(text, start, end) is not None


def goes_on(words: str) -> bool:
    """Whether a sentence after such a one goes on like it: “It takes your e-mail and a minute.”"""
    return (
        len(words) <= 250
        and not speaks(words)
        and (addresses(words) or sign_of(words) is Sign.FURNITURE)
    )
