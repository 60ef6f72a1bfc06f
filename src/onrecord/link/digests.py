"""`Document` → what linking needs of its article: words, names, numbers and days."""

from collections import Counter
from collections.abc import Mapping

from onrecord.link.frequencies import NAME, NUMBER, TERM, Frequencies, Rarity, background
from onrecord.link.telling import names_among, tell, words_in
from onrecord.record import ArticleDigest, BlockKind, Counts, Document, Period, Span

MOST_TERMS = 160
"""Terms that are kept of an article, the most telling first."""
MOST_NAMES = 60
MOST_NUMBERS = 40
MOST_PHRASES = 160
MOST_DAYS = 24
LEAD_WORDS = 60
"""About two sentences, which hold who and where."""
_LONGEST_DAY = 3
"""Days of a period that still names a day rather than a week or a month."""


def digest(document: Document) -> ArticleDigest:
    """What is telling in an article's title, headings, body and captions."""
    article = document.article
    rarity = Rarity(background(), Frequencies())
    spans = [block.span for block in article.blocks if block.kind is not BlockKind.FURNITURE]
    words = words_in(article.text, spans)
    if article.title and not article.text.startswith(article.title):
        words = [*words_in(article.title, [Span(0, len(article.title))]), *words]
    names = names_among(words, rarity)
    told = tell(words, names)
    return ArticleDigest(
        id=article.id,
        published=article.published,
        outlet=article.outlet,
        terms=_kept(told.terms, MOST_TERMS, rarity.weights(TERM, told.terms)),
        names=_kept(told.names, MOST_NAMES, rarity.weights(NAME, told.names)),
        numbers=_kept(told.numbers, MOST_NUMBERS, rarity.weights(NUMBER, told.numbers)),
        phrases=_kept(told.phrases, MOST_PHRASES, rarity.weights("", told.phrases)),
        lead=tuple(tell(words[:LEAD_WORDS], names).names),
        days=_days(document),
    )


def _kept(counts: Counter[str], most: int, weights: Mapping[str, float]) -> Counts:
    """The most telling of them, which are frequent here and rare elsewhere."""
    order = sorted(counts.items(), key=lambda item: (-item[1] * weights[item[0]], item[0]))
    return tuple(order[:most])


def _days(document: Document) -> tuple[Period, ...]:
    found = dict.fromkeys(
        one.period
        for one in document.dates
        if (one.period.last - one.period.first).days < _LONGEST_DAY
    )
    return tuple(found)[:MOST_DAYS]
