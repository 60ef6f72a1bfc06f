"""The forms of `keep/forms.py` as schemas, for the description of the API."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class PartyRef(BaseModel):
    """A party, in short."""

    id: int
    ref: str
    name: str
    kind: str
    entry: str | None = Field(description="Its id in the directory")


class ArticleRef(BaseModel):
    """An article, in short."""

    id: int
    ref: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None


class MatterRef(BaseModel):
    """A matter, in short."""

    id: int
    ref: str
    title: str
    titled_by: str
    first_day: str | None
    last_day: str | None


class StatusOf(BaseModel):
    """The status of an act on the day of asking."""

    word: str
    sentence: str
    reply: str
    outcome: str
    clock: str
    flags: list[str]
    review: str
    due: str | None


class DueBy(BaseModel):
    """By when: the article's words, the days that they name, the last day after extensions."""

    model_config = ConfigDict(populate_by_name=True)

    words: str | None
    first: str | None = Field(alias="from")
    to: str | None
    last: str | None


class DutyTo(BaseModel):
    """A known duty to answer."""

    day: str
    rule: str


class ReplyOf(BaseModel):
    """What a party says of an entry."""

    party: PartyRef
    words: str
    url: str | None
    day: str | None


class EntryOf(BaseModel):
    """A statement or an act, with the words that prove it."""

    id: int
    ref: str
    kind: str
    stance: str | None
    quotation: str | None
    words: str
    action: str | None
    speakers: list[PartyRef]
    parties: list[PartyRef]
    day: str | None
    said_on: str | None
    due: DueBy | None
    duty: DutyTo | None
    article: ArticleRef
    matter: MatterRef | None
    first_report: str | None
    status: StatusOf | None
    conditional: bool
    review: str
    reviewed: bool
    confidence: float
    made_by: str | None
    gone_in: int | None = Field(description="Number of the first text that lacks the words")
    spans: dict[str, list[list[int]]]
    replies: list[ReplyOf]
    updated_at: str


class Link(BaseModel):
    """That a newer entry is in some relation to an older one."""

    newer: str
    older: str
    relation: str
    score: float
    reasons: list[str]
    maker: str
    state: str


class Event(BaseModel):
    """A status event."""

    entry: str
    axis: str
    value: str
    by: str
    party: PartyRef | None
    evidence: str | None
    note: str | None
    reasons: list[str]
    day: str
    proposed: bool


class Correction(BaseModel):
    """What an editor changed of what the public could read."""

    id: int
    ref: str
    updated_at: str
    deed: str
    target: str
    target_id: int
    before: dict[str, Any]
    after: dict[str, Any]
    note: str | None
    undone_at: str | None


class Report(BaseModel):
    """Another report of the same act."""

    id: int
    ref: str
    article: ArticleRef


class OneEntry(EntryOf):
    """An entry with all that its page shows."""

    links: list[Link]
    history: list[Event]
    corrections: list[Correction]
    also_reported: list[Report]


class MatterRow(MatterRef):
    """A matter in a list, with how much it holds."""

    updated_at: str
    counts: dict[str, int]


class OneMatter(MatterRef):
    """A matter with what its page shows besides its acts."""

    updated_at: str
    parties: list[PartyRef]
    links: list[Link]
    history: list[Event]
    articles: list[ArticleRef]
    replies: list[ReplyOf]


class PartyRow(PartyRef):
    """A party in a list."""

    updated_at: str


class Answering(BaseModel):
    """How a party answers the newest calls to it."""

    asked: int
    replies: dict[str, int]
    median_days: float | None
    with_day: int
    answered_in_time: int


class OneParty(PartyRow):
    """A party with its names and how it answers."""

    names: list[str]
    answering: Answering


class ArticleRow(ArticleRef):
    """An article in a list."""

    matter: MatterRef | None
    copy_of: str | None
    updated_at: str


class Text(BaseModel):
    """A text that an article has had."""

    number: int
    taken_at: str


class OneArticle(ArticleRow):
    """An article with its text and entries; spans count code points of the text."""

    authors: list[str]
    language: str
    text: str
    snapshots: list[Text]
    copies: list[ArticleRef]
    entries: list[EntryOf]


class Entries(BaseModel):
    """A part of a list of entries; `next` is what `after` takes for the part that follows."""

    items: list[EntryOf]
    next: int | None


class Matters(BaseModel):
    """A part of the list of matters."""

    items: list[MatterRow]
    next: int | None


class Parties(BaseModel):
    """A part of the list of parties."""

    items: list[PartyRow]
    next: int | None


class Articles(BaseModel):
    """A part of the list of articles."""

    items: list[ArticleRow]
    next: int | None


class Corrections(BaseModel):
    """A part of the log of corrections."""

    items: list[Correction]
    next: int | None


class FacetValue(BaseModel):
    """A value by which what was found can be narrowed."""

    value: str | int
    name: str
    count: int


class SearchResult(BaseModel):
    """What was found; `total` is the least number where `more_than_total` is true."""

    items: list[EntryOf]
    next: str | None
    total: int
    more_than_total: bool
    facets: dict[str, list[FacetValue]]


class Fault(BaseModel):
    """Why there is no answer."""

    error: str
