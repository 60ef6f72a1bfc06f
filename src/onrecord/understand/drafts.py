"""A party in the making, and when two of its names agree."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.record import PartyKind, Span
from onrecord.understand import lexicon as lex
from onrecord.understand.lexicon import words_of
from onrecord.understand.mentions import Name

_SHORT = {
    "bill": "william",
    "will": "william",
    "bob": "robert",
    "rob": "robert",
    "dick": "richard",
    "rick": "richard",
    "jim": "james",
    "jimmy": "james",
    "joe": "joseph",
    "tom": "thomas",
    "tony": "anthony",
    "ted": "edward",
    "ed": "edward",
    "mike": "michael",
    "dave": "david",
    "steve": "stephen",
    "chris": "christopher",
    "matt": "matthew",
    "dan": "daniel",
    "ben": "benjamin",
    "sam": "samuel",
    "ken": "kenneth",
    "ron": "ronald",
    "don": "donald",
    "tim": "timothy",
    "liz": "elizabeth",
    "beth": "elizabeth",
    "kate": "katherine",
    "meg": "margaret",
    "sue": "susan",
    "jeff": "jeffrey",
    "greg": "gregory",
    "andy": "andrew",
    "alex": "alexander",
    "nick": "nicholas",
    "pat": "patrick",
    "bernie": "bernard",
    "chuck": "charles",
    "charlie": "charles",
    "jack": "john",
    "harry": "henry",
    "larry": "lawrence",
    "jen": "jennifer",
    "debbie": "deborah",
    "becky": "rebecca",
}


@dataclass(slots=True, eq=False)
class Draft:
    """A party in the making."""

    kind: PartyKind
    names: list[Name] = field(default_factory=list)
    described: str | None = None
    gender: str | None = None
    plural: bool = False
    roles: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    full: list[int] = field(default_factory=list)
    words: tuple[str, ...] = ()
    _ordered: list[int] = field(default_factory=list)

    def add(self, name: Name) -> None:
        """Take one more mention, with what it tells."""
        self.names.append(name)
        self.spans.append(name.span)
        plain = name.plain
        if self.gender is None:
            self.gender = name.gender
        if len(plain) > 1 or name.kind is PartyKind.BODY:
            self.full.append(name.span.start)
        if len(plain) > len(self.words):
            self.words = plain
        for role in name.roles:
            self.add_role(role)

    def add_role(self, role: str) -> None:
        """A role, once."""
        if role not in self.roles:
            self.roles.append(role)

    def suits(self, gender: str | None) -> bool:
        """Whether nothing known of the gender speaks against it."""
        return gender is None or self.gender is None or gender == self.gender

    def last_before(self, at: int) -> int:
        """Where it was last named before a point; -1 where it was not."""
        if len(self._ordered) != len(self.spans):
            self._ordered = sorted(span.start for span in self.spans)
        index = bisect_left(self._ordered, at) - 1
        return self._ordered[index] if index >= 0 else -1

    @property
    def first(self) -> int:
        """Where it is first mentioned."""
        return min((span.start for span in self.spans), default=1 << 60)


ABSTRACT = ("ism", "tion", "ment", "ness", "ics", "ing", "ers")
FIRM = words_of(
    "inc corp corporation co company ltd limited plc llc llp ag gmbh party holdings group "
    "airlines airways motors industries pharmaceuticals systems technologies records"
)
GENERIC = FIRM | {"service", "services", "department", "foundation"}
COMMON = {"current", "local", "new", "now", "city", "town", "country", "nation"}


def content(words: Sequence[str]) -> set[str]:
    """The words of a role or description that tell it apart."""
    skip = words_of("the a an of for at in and his her its their s this")
    plain = (word.lower().rstrip(".").removesuffix("’s").removesuffix("'s") for word in words)
    return {lex.SHORT_OFFICES.get(word, word) for word in plain if word not in skip}


def placed(plain: tuple[str, ...]) -> bool:
    """Whether the words are those of a place rather than of a person."""
    return plain[0] in lex.PLACE_OPENERS or any(
        word in lex.PLACES or word in lex.NATIONALITIES or word in lex.PLACE_NOUNS for word in plain
    )


def is_acronym(name: Name) -> bool:
    """Whether a name is initials alone."""
    word = name.words[0].replace(".", "")
    return len(name.words) == 1 and len(word) > 1 and word.isupper()


def body_key(plain: tuple[str, ...]) -> tuple[str, ...]:
    """The words by which a body is known: “HM” for “Her Majesty’s”, no “the”."""
    if plain[:2] in (("her", "majesty's"), ("his", "majesty's")):
        plain = ("hm", *plain[2:])
    if plain[0] == "majesty's":
        plain = ("hm", *plain[1:])
    return tuple(word for word in plain if word != "the") or plain


def head_words(words: Sequence[str]) -> set[str]:
    """The words of a body's name that tell what it is: its head, and what its head is general to.

    “Lind Institute for International Trade” is no “international”, and no
    firm: its head stands before “for”.  “Orley Police Service” is police.
    """
    end = next((i for i, word in enumerate(words) if i and word in ("of", "for", "on", "at")), None)
    own = words[:end]
    if own == ("white", "house"):
        # No house is meant, and “the House” is another.
        return set()
    return set(own[-2:] if own[-1] in GENERIC else own[-1:])


def same_given(one: str, other: str) -> bool:
    """Whether two given names may be one person’s: equal, an initial, or Bill for William."""
    if one == other or (one[0] == other[0] and (len(one) == 1 or len(other) == 1)):
        return True
    if len(one) > 1 and one[1] == "." and one[0] == other[0]:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) > 2 and long.startswith(short) and len(long) - len(short) > 1:
        return True
    return _SHORT.get(one, one) == _SHORT.get(other, other)
