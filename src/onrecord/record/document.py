"""What onrecord found in one article."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.record.acts import Act
from onrecord.record.article import Article
from onrecord.record.errors import BadInput
from onrecord.record.periods import Period, TimeExpression
from onrecord.record.resolution import Resolution
from onrecord.record.spans import Span
from onrecord.record.unknown import Unresolved


class PartyKind(StrEnum):
    """What a party is; a group has no name of its own (“residents”)."""

    PERSON = "person"
    BODY = "body"
    OFFICE = "office"
    GROUP = "group"


class QuotationKind(StrEnum):
    """How the words are given: all in quotation marks, some, none, or an embedded post."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Party:
    """A person, body, office or group, under all the names that the article gives it.

    `name` is the fullest of them; `names` are the others, `roles` what it is
    said to be (“London mayor”), `mentions` where it is named.  `entry` is the id
    of its entry in the directory and `resolution` how that was found, or why it
    was not; None where no directory was asked.
    """

    id: str
    name: str
    kind: PartyKind
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    entry: str | None = None
    resolution: Resolution | Unresolved | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution: source, cue and content, each a tuple of spans in order.

    `speakers` are the ids of the parties that the source stands for, empty
    where the article names nobody.  `confidence` is the model's estimate, 0 to
    1, that a careful reader would mark the same.  `said_on` are the days on
    which it was made, where the article tells.
    """

    id: str
    speakers: tuple[str, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quotation: QuotationKind
    confidence: float
    said_on: Period | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article and what was found in it.

    `made_by` names the model that found it (“accurate”), None where no machine did.
    """

    article: Article
    parties: tuple[Party, ...] = ()
    statements: tuple[Statement, ...] = ()
    acts: tuple[Act, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    made_by: str | None = None

    def __post_init__(self) -> None:
        known = {party.id for party in self.parties}
        length = len(self.article.text)
        for statement in self.statements:
            if not known.issuperset(statement.speakers):
                raise BadInput(f"{statement.id}: speaks for a party that the document lacks")
            for span in (*statement.source, *statement.cue, *statement.content):
                if not 0 <= span.start < span.end <= length:
                    raise BadInput(f"{statement.id}: span {tuple(span)} lies outside the text")
        said = {statement.id for statement in self.statements}
        done = {act.id for act in self.acts}
        for act in self.acts:
            if not known.issuperset((*act.speakers, *act.parties)):
                raise BadInput(f"{act.id}: names a party that the document lacks")
            if not said.issuperset(act.statements) or not done.issuperset(act.answers):
                raise BadInput(f"{act.id}: names a statement or an act that the document lacks")
            due = (act.due.span,) if act.due else ()
            for span in (*act.evidence, *act.action, *due):
                if not 0 <= span.start < span.end <= length:
                    raise BadInput(f"{act.id}: span {tuple(span)} lies outside the text")

    def party(self, id: str) -> Party:
        """The party of that id; KeyError where there is none."""
        for party in self.parties:
            if party.id == id:
                return party
        raise KeyError(id)
