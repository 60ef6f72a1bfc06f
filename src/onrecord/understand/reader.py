"""`Article` → `Document`: what was said, asked, undertaken and answered, by whom and when."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record import (
    Act,
    Article,
    Document,
    Period,
    Post,
    QuotationKind,
    Span,
    Statement,
    TimeExpression,
)
from onrecord.understand.act_dues import due_of
from onrecord.understand.act_names import Candidate, Cast, Saying
from onrecord.understand.acts import FoundAct, find_acts
from onrecord.understand.answers import answered
from onrecord.understand.attributions import Attribution, find_attributions
from onrecord.understand.dates import find_dates
from onrecord.understand.model import Model
from onrecord.understand.parties import Claim, Resolved, resolve
from onrecord.understand.questions import by_parts
from onrecord.understand.quotations import Quotation, find_quotations
from onrecord.understand.repeats import joined
from onrecord.understand.sentences import sentence_starts
from onrecord.understand.silences import towards_whom
from onrecord.understand.stretches import Stretch, read_stretches

_POST_CONFIDENCE = 1.0
"""An embed is marked up as one; no model guesses it."""


LEAST_CONFIDENCE = 1 / 3
"""A statement that is more likely wrong by two to one is not put on record."""
LEAST_ACT_CONFIDENCE = 0.28
"""What is half the F1 that is reached loses least by being kept (Lipton et al. 2014)."""


@dataclass(frozen=True, slots=True)
class Scan:
    """An article after its one pass through the network, and the attributions found in it."""

    quotations: Sequence[Quotation]
    stretches: Sequence[Stretch]
    attributions: Sequence[Attribution]


def scan(article: Article, model: Model) -> Scan:
    """The article's words with the network's scores, and its attributions, sure or not."""
    quotations = find_quotations(article.text, article.paragraphs())
    stretches = list(read_stretches(article, quotations, model))
    found = find_attributions(stretches, article.text, quotations, model.structure)
    return Scan(quotations, stretches, found)


def understand(article: Article, model: Model) -> Document:
    """The article with its statements and acts in the order of the text, parties and dates."""
    with model.on_one_core():
        return _understood(article, model)


def _understood(article: Article, model: Model) -> Document:
    scanned = scan(article, model)
    found = [one for one in scanned.attributions if one.confidence >= LEAST_CONFIDENCE]
    claims = [Claim(one.source, one.cue, one.content) for one in found]
    resolved = resolve(article, claims, scanned.quotations)
    dates = find_dates(article.text, article.paragraphs(), article.published)
    statements = _statements(article, found, resolved, dates)
    kept = [
        act
        for act in acts_of(article, scanned, cast_of(article, claims, resolved), model)
        if act.confidence >= LEAST_ACT_CONFIDENCE
    ]
    told_once = joined(kept, article.text, resolved.own_words)
    acts, parties = towards_whom(told_once, article, resolved.parties)
    return Document(
        article,
        parties,
        statements,
        _numbered(acts, statements, article, dates),
        dates,
        made_by=model.name,
    )


def cast_of(article: Article, claims: Sequence[Claim], resolved: Resolved) -> Cast:
    """Whoever may perform an act or be its other side: all names, and all sources."""
    found = {
        span: Candidate(span, (party.id,)) for party in resolved.parties for span in party.mentions
    }
    sayings = []
    for claim, speakers in zip(claims, resolved.speakers, strict=True):
        if claim.source and speakers:
            found[claim.source[0]] = Candidate(claim.source[0], speakers)
            sayings.append(Saying(speakers, claim.cue, claim.content))
    return Cast(article.text, list(found.values()), sayings, resolved.own_words)


def acts_of(article: Article, scanned: Scan, cast: Cast, model: Model) -> list[FoundAct]:
    """The acts of a scanned article, sure or not."""
    sentences = sentence_starts(article.text, article.paragraphs())
    found = find_acts(scanned.stretches, sentences, cast, model.structure)
    return by_parts(found, cast.own_words, article.text)


def _statements(
    article: Article,
    found: Sequence[Attribution],
    resolved: Resolved,
    dates: Sequence[TimeExpression],
) -> tuple[Statement, ...]:
    """Attributions and posts, numbered in the order of their contents."""
    entries = [
        (one, speakers, _said_on(one, article.text, dates))
        for one, speakers in zip(found, resolved.speakers, strict=True)
    ] + [
        (
            _of_post(post, article.text),
            speakers,
            Period(post.date, post.date) if post.date else None,
        )
        for post, speakers in zip(article.posts, resolved.post_speakers, strict=True)
        if post.content.of(article.text).strip()
    ]
    entries.sort(key=lambda entry: entry[0].content[0])
    return tuple(
        Statement(
            id=f"s{number}",
            speakers=speakers,
            source=one.source,
            cue=one.cue,
            content=one.content,
            quotation=one.quotation,
            confidence=one.confidence,
            said_on=said_on,
        )
        for number, (one, speakers, said_on) in enumerate(entries, 1)
    )


def _said_on(found: Attribution, text: str, dates: Sequence[TimeExpression]) -> Period | None:
    """The day named beside the cue: “she said on Tuesday that …”, “On Tuesday she said …”.

    Only white space, the source and a few small words may stand between; a day
    inside the content belongs to what is said.
    """
    for cue in found.cue:
        for expression in dates:
            span = expression.span
            between = text[cue.end : span.start] if span.start >= cue.end else None
            if between is None and span.end <= cue.start:
                between = text[span.end : cue.start]
            inside = any(content.overlaps(span) for content in found.content)
            if between is not None and not inside and _short(between, found, text):
                return expression.period
    return None


def _short(between: str, found: Attribution, text: str) -> bool:
    """Whether nothing but the source, a comma and small words stands between cue and day."""
    for span in found.source:
        between = between.replace(span.of(text), "")
    return len(between) < 25 and not any(mark in between for mark in '.;:!?“”"\n')


def _numbered(
    acts: Sequence[FoundAct],
    statements: Sequence[Statement],
    article: Article,
    dates: Sequence[TimeExpression],
) -> tuple[Act, ...]:
    """The acts with their numbers, the statements they are made in and the acts they answer."""
    made_in = [
        tuple(
            statement.id
            for statement in statements
            if any(span.overlaps(own) for span in act.evidence for own in _words_of(statement))
        )
        for act in acts
    ]
    targets = answered(acts, article.text)
    return tuple(
        Act(
            id=f"a{number}",
            kind=act.kind,
            stance=act.stance,
            speakers=act.speakers,
            parties=tuple(id for id in act.parties if id not in act.speakers),
            evidence=act.evidence,
            action=act.action,
            due=due_of(act, article.text, dates, article.published),
            statements=within,
            answers=tuple(f"a{target + 1}" for target in answers),
            confidence=act.confidence,
        )
        for number, (act, within, answers) in enumerate(zip(acts, made_in, targets, strict=True), 1)
    )


def _words_of(statement: Statement) -> tuple[Span, ...]:
    return (*statement.content, *statement.cue)


def _of_post(post: Post, text: str) -> Attribution:
    """A post is its author's statement; the source is the name or handle where it stands."""
    source: tuple[Span, ...] = ()
    for name in (post.author, post.handle):
        at = text.rfind(name, post.span.start, post.span.end) if name else -1
        if name and at >= 0:
            source = (Span(at, at + len(name)),)
            break
    return Attribution(source, (), (post.content,), QuotationKind.POST, _POST_CONFIDENCE)
