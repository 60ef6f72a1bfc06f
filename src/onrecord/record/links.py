"""What joins one article to a matter and one act to an earlier one, and what tells them apart."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.record.acts import ActKind, Stance
from onrecord.record.errors import BadInput
from onrecord.record.periods import Period


class Relation(StrEnum):
    """What a newer act is to an older one; each is a proposal until an editor confirms it.

    `asks` also where a call comes again after some weeks, or asks for what was
    promised; `repeats` where two articles report one act; `fulfils` where the
    one who promised is reported to say that it is done, true or not.
    """

    ASKS = "asks"
    ANSWERS = "answers"
    FULFILS = "fulfils"
    CONTRADICTS = "contradicts"
    REPEATS = "repeats"


Counts = tuple[tuple[str, int], ...]
"""Words, each with how often it stands in the text."""


@dataclass(frozen=True, slots=True)
class ArticleDigest:
    """What linking needs of an article, small enough to keep beside it.

    `terms` are stems of its telling words, `names` the words of parties and
    places, `numbers` its figures, `phrases` two of any of them side by side
    (“n:tarn n:bridge”).  `lead` holds the names of the title and the first
    sentences.  `days` are the days that it names.
    """

    id: str
    published: date | None
    outlet: str | None
    terms: Counts
    names: Counts
    numbers: Counts = ()
    phrases: Counts = ()
    lead: tuple[str, ...] = ()
    days: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class ActDigest:
    """What linking needs of an act.

    `speakers` and `parties` are keys: the id of an entry of the directory where
    the party was found there, else its name made comparable.  `action` and
    `evidence` are the words themselves; `subject` are those of the sentence
    around it and of the article's title.  `day` is when it was said, else when
    it was published.
    """

    id: str
    article: str
    kind: ActKind
    stance: Stance | None
    speakers: tuple[str, ...]
    parties: tuple[str, ...]
    action: str
    evidence: str
    subject: str = ""
    day: date | None = None
    due: Period | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """That a newer act is in some relation to an older one, how sure, why, and who says so.

    `maker` names the rule or model and its version.
    """

    newer: str
    older: str
    relation: Relation
    score: float
    reasons: tuple[str, ...]
    maker: str

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 1:
            raise BadInput(f"link {self.newer} → {self.older}: score {self.score} is not 0 to 1")
        if self.newer == self.older:
            raise BadInput(f"link {self.newer}: an act cannot be linked to itself")


@dataclass(frozen=True, slots=True)
class MatterChoice:
    """Which matter an article belongs to; `matter` is None where it opens a new one.

    `score` is how sure the best matter was, chosen or not, 0 where there was none.
    """

    article: str
    matter: str | None
    score: float
    reasons: tuple[str, ...]
    maker: str

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 1:
            raise BadInput(f"article {self.article}: score {self.score} is not 0 to 1")
