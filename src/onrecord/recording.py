"""The order in which an article enters the record: read, understand, link, keep.

Stands on the floor of `day.py`: it alone hands what one room made to the next.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from onrecord.keep import adding, candidates, joining, status
from onrecord.keep.adding import Added, Change
from onrecord.keep.candidates import KeptAct
from onrecord.link import STARTER, Directories, Index, open_directories, resolve_parties
from onrecord.linking import LINKING, Linking
from onrecord.read import ReadOptions, read_inputs
from onrecord.record import Article, Document, Link, Relation, Skipped
from onrecord.understand import MODELS, Model, understand

_BY_ARTICLE = "the article tells it as the answer"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one article: its row's id, and how many entries and links are new."""

    source: str
    title: str
    change: Change
    article: int
    copy_of: int | None = None
    matter: int | None = None
    entries: int = 0
    gone: int = 0
    links: int = 0


class Recorder:
    """Records articles, one after the other; the model is loaded when it is first needed."""

    def __init__(
        self,
        model: str = MODELS[0],
        directories: Directories = STARTER,
        linking: Linking = LINKING,
    ) -> None:
        self._name = model
        self._directories = directories
        self._linking = linking
        self._network: Model | None = None
        self._index: Index | None = None

    def record(self, article: Article) -> Recorded:
        """Understands an article and keeps it whole; nothing is done where it is kept already."""
        kept = adding.standing(article)
        if kept is not None:
            return _recorded(article, kept)
        return record_document(self._understood(article), self._linking)

    def _understood(self, article: Article) -> Document:
        if self._network is None or self._index is None:
            self._network = Model.load(self._name)
            self._index = open_directories(self._directories)
        return resolve_parties(understand(article, self._network), self._index)


def record_all(
    inputs: Iterable[str],
    options: ReadOptions | None = None,
    recorder: Recorder | None = None,
    *,
    stdin: BinaryIO | None = None,
) -> Iterator[Recorded | Skipped]:
    """Reads the inputs and keeps their articles one by one, or says why there is none.

    Each article is kept whole before the next is read, so that a run that was
    killed can be started again: what is kept is passed over.
    """
    recorder = recorder or Recorder()
    for result in read_inputs(inputs, options or ReadOptions(), stdin=stdin):
        yield recorder.record(result) if isinstance(result, Article) else result


def record_document(document: Document, linking: Linking = LINKING) -> Recorded:
    """Keeps what was found in an article, joined to its matter and to earlier acts."""
    with adding.whole():
        added = adding.add(document, linking.digests(document))
        if added.change is Change.UNCHANGED:
            return _recorded(document.article, added)
        matter = added.matter if added.copy_of else _join(added, linking)
        links = _links_within(document, added)
        links += _links_across(added, matter, linking)
        count = joining.keep_links(links)
        joining.touch_matter(added.article)
        status.apply_machine_events(joining.with_replies(id for _, id in added.fresh))
    return _recorded(document.article, added, matter, count)


def _recorded(
    article: Article, added: Added, matter: int | None = None, links: int = 0
) -> Recorded:
    return Recorded(
        source=article.source,
        title=article.title or "",
        change=added.change,
        article=added.article,
        copy_of=added.copy_of,
        matter=matter or added.matter,
        entries=len(added.fresh),
        gone=added.gone,
        links=links,
    )


def _join(added: Added, linking: Linking) -> int:
    if added.matter is not None:
        return added.matter
    return joining.join_matter(added.article, linking.choose(added.article))


def _links_within(document: Document, added: Added) -> list[Link]:
    """Responses that the article itself tells as the answer to a call in it."""
    rows = dict(added.fresh)
    return [
        Link(
            newer=str(rows[act.id]),
            older=str(rows[call]),
            relation=Relation.ANSWERS,
            score=act.confidence,
            reasons=(_BY_ARTICLE,),
            maker=f"reader, {document.made_by}" if document.made_by else "reader",
        )
        for act in document.acts
        for call in act.answers
        if act.id in rows and call in rows
    ]


def _links_across(added: Added, matter: int | None, linking: Linking) -> list[Link]:
    """Links between the new acts and those of other articles, whichever came first.

    An article may be added after later ones: then the kept acts are the newer.
    """
    if matter is None:
        return []
    fresh = {id for _, id in added.fresh}
    mine = [one for one in candidates.acts_of_article(added.article) if one.entry in fresh]
    others = candidates.acts_nearby(matter, added.article)
    links: list[Link] = []
    if mine and others:
        day = max((one.day or date.min for one in mine), default=date.min)
        later = [one for one in others if (one.day or date.min) > day]
        earlier = [one for one in others if (one.day or date.min) <= day]
        links += linking.link(mine, earlier) if earlier else []
        links += linking.link(later, mine) if later else []
    return links


__all__ = ["KeptAct", "Recorded", "Recorder", "record_all", "record_document"]
