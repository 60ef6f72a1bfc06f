"""`Article` → `Document`: attributions found, their speakers resolved, posts added."""

from onrecord.record import Article, Document, Post, QuotationKind, Span, Statement
from onrecord.understand.attributions import Attribution, find_attributions
from onrecord.understand.model import Model
from onrecord.understand.parties import Claim, resolve

_POST_CONFIDENCE = 1.0
"""An embed is marked up as one; no model guesses it."""


LEAST_CONFIDENCE = 1 / 3
"""What is more likely wrong by two to one is not put on record."""


def understand(article: Article, model: Model) -> Document:
    """The article with its statements, in the order of their contents, and its parties."""
    found = [one for one in find_attributions(article, model) if one.confidence >= LEAST_CONFIDENCE]
    resolved = resolve(article, [Claim(one.source, one.cue, one.content) for one in found])
    entries = [(one, speakers) for one, speakers in zip(found, resolved.speakers, strict=True)] + [
        (_of_post(post, article.text), speakers)
        for post, speakers in zip(article.posts, resolved.post_speakers, strict=True)
        if post.content.of(article.text).strip()
    ]
    entries.sort(key=lambda entry: entry[0].content[0])
    statements = tuple(
        Statement(
            id=f"s{number}",
            speakers=speakers,
            source=one.source,
            cue=one.cue,
            content=one.content,
            quotation=one.quotation,
            confidence=one.confidence,
        )
        for number, (one, speakers) in enumerate(entries, 1)
    )
    return Document(article, resolved.parties, statements, made_by=model.name)


def _of_post(post: Post, text: str) -> Attribution:
    """A post is its author's statement; the source is the name or handle where it stands."""
    source: tuple[Span, ...] = ()
    for name in (post.author, post.handle):
        at = text.rfind(name, post.span.start, post.span.end) if name else -1
        if name and at >= 0:
            source = (Span(at, at + len(name)),)
            break
    return Attribution(source, (), (post.content,), QuotationKind.POST, _POST_CONFIDENCE)
