"""What the room `link` says of articles and acts that the room `keep` holds, and back.

Stands on the floor of `day.py`: `link` knows no database, `keep` no rule of linking.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord import link
from onrecord.keep import candidates, counting
from onrecord.keep.adding import Digests
from onrecord.keep.candidates import KeptAct
from onrecord.link.frequencies import NAME, NUMBER, TERM
from onrecord.record import ActDigest, ArticleDigest, Document, Link, MatterChoice


class Linking:
    """Digests, matters and links by the rules of `link`, over what is kept."""

    def __init__(self) -> None:
        self._shelf = link.Shelf()

    def digests(self, document: Document) -> Digests:
        """What is to be kept of an article so that later ones can be linked to it."""
        article = link.digest(document)
        return Digests(
            article=link.article_digest_to_json(article),
            acts={one.id: link.act_digest_to_json(one) for one in link.act_digests(document)},
            keys=tuple(link.candidate_keys(article)),
            counted=tuple(_counted(article)),
        )

    def choose(self, article: int) -> MatterChoice:
        """The matter of an article that is kept with its digest and has none yet."""
        kept = candidates.digest_of(article)
        mine = replace(link.article_digest_from_json(kept.digest), id=str(article))
        others = [
            (
                replace(link.article_digest_from_json(one.digest), id=str(one.article)),
                str(one.matter),
            )
            for one in candidates.earlier_articles(article, kept.keys)
        ]
        articles, counts = counting.counts_of(_counted(mine))
        fresh = [digest for digest, _ in others if not self._shelf.holds(digest, articles)]
        counts |= counting.counts_of({key for one in fresh for key in _counted(one)})[1]
        frequencies = link.Frequencies(articles, counts)
        return link.choose_matter(mine, others, frequencies, self._shelf)

    def link(self, newer: Sequence[KeptAct], older: Sequence[KeptAct]) -> list[Link]:
        """Which of the newer acts repeat, answer or fulfil which of the older ones."""
        return list(link.link_acts(_acts(newer), _acts(older)))


def _acts(kept: Sequence[KeptAct]) -> list[ActDigest]:
    return [
        replace(
            link.act_digest_from_json(one.digest),
            id=str(one.entry),
            article=str(one.article),
            day=one.day,
        )
        for one in kept
    ]


def _counted(digest: ArticleDigest) -> list[str]:
    """The keys under which the record counts in how many articles a word stands."""
    kinds = ((TERM, digest.terms), (NAME, digest.names), (NUMBER, digest.numbers))
    return [f"{kind}{word}" for kind, counts in kinds for word, _ in counts]


LINKING = Linking()
