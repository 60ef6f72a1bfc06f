"""The parties of an article, and who speaks in each statement and post.

`resolve` is the door of this part of the room: it hands the text to the
readers of names (`mentions`, `roster`) and of sources (`speakers`) and numbers
what they found in the order of the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record import Article, BlockKind, Party, PartyKind, Post, Span
from onrecord.understand import lexicon as lex
from onrecord.understand.authors import Authors, Voice, find_authors, with_vouched
from onrecord.understand.delayed import Opening
from onrecord.understand.drafts import Draft
from onrecord.understand.mentions import Name, find_names
from onrecord.understand.passives import agents_of
from onrecord.understand.quotations import Quotation, find_quotations
from onrecord.understand.roster import Roster
from onrecord.understand.sieve import gather
from onrecord.understand.speakers import SELF, Listener

_SPACE = re.compile(r"\s+")

Heard = tuple[Voice, tuple[Draft, ...], tuple[Draft, ...]]
"""A voice, those who speak with it and those they speak to."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement before its speaker is known: the spans of source, cue and content."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A part of the article that is somebody's own words, and ids of who that is.

    `others` are the other side; `firm` and `asks` as of a `Voice`.
    """

    span: Span
    speakers: tuple[str, ...]
    others: tuple[str, ...] = ()
    firm: bool = True
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """The parties, and the ids of the speakers of each claim and of each post.

    No id stands where the text names nobody.  `own_words` are the parts of the
    article that somebody speaks themself.
    """

    parties: tuple[Party, ...]
    speakers: tuple[tuple[str, ...], ...]
    post_speakers: tuple[tuple[str, ...], ...]
    own_words: tuple[OwnWords, ...] = ()


def resolve(
    article: Article,
    claims: Sequence[Claim] = (),
    quotations: Sequence[Quotation] | None = None,
) -> Resolved:
    """The parties of `article`, and for each of its claims (in any order) and posts who speaks.

    `quotations` are the article's, where the caller has found them already.
    """
    text = article.text
    paragraphs = article.paragraphs()
    if quotations is None:
        quotations = find_quotations(text, paragraphs)
    authors = find_authors(article)
    names = with_vouched(find_names(text, paragraphs, quotations), authors)
    opening = Opening(
        tuple(block.span for block in article.blocks if block.kind is BlockKind.BODY),
        tuple(span for claim in claims for span in claim.source),
        tuple(quotations),
    )
    roster = gather(text, names, opening)
    listener = Listener(text, paragraphs, quotations, roster)
    headlines = [
        block.span
        for number, block in enumerate(article.blocks)
        if block.kind is BlockKind.HEADING or (number == 0 and not _stops(block.span.of(text)))
    ]
    heard: list[tuple[Draft, ...]] = [()] * len(claims)
    order = sorted(
        range(len(claims)), key=lambda i: claims[i].source[0] if claims[i].source else (0, 0)
    )
    for index in order:
        claim = claims[index]
        headline = bool(claim.source) and any(span.holds(claim.source[0]) for span in headlines)
        agents = agents_of(text, claim.source, claim.cue, headline)
        # “Velt accused of lying”: the accuser speaks, and the text may not name him.
        heard[index] = (
            listener.hear(claim.source) if agents is None else listener.hear_agent(agents)
        )
    voices = _voices(text, authors, roster)
    _hear_selves(text, claims, heard, voices)
    posts = [_poster(post, text, roster) for post in article.posts]
    speaking = {draft for drafts in (*heard, *posts) for draft in drafts}
    speaking.update(draft for _, by, to in voices for draft in (*by, *to))
    kept = [draft for draft in roster.drafts if draft.spans or draft in speaking]
    kept.sort(key=lambda draft: draft.first)
    ids = {draft: f"p{number}" for number, draft in enumerate(kept, 1)}
    return Resolved(
        tuple(_party(ids[draft], draft, text) for draft in kept),
        tuple(tuple(ids[draft] for draft in drafts) for drafts in heard),
        tuple(tuple(ids[draft] for draft in drafts) for drafts in posts),
        tuple(
            OwnWords(
                voice.span,
                tuple(ids[draft] for draft in by),
                tuple(ids[draft] for draft in to),
                voice.firm,
                voice.asks,
            )
            for voice, by, to in voices
        ),
    )


def _voices(text: str, authors: Authors, roster: Roster) -> list[Heard]:
    """The voices of an article, each with the parties that speak and that are spoken to."""
    found = []
    for voice in authors.voices:
        by = tuple(
            dict.fromkeys(
                roster.owner.get(span.start) or _signing(text, span, roster)
                for span in voice.authors
            )
        )
        to = tuple(
            draft for span in voice.others if (draft := roster.owner.get(span.start)) is not None
        )
        if not by and (first := _first_body(voice.span, roster)) is not None:
            by = (first,)
        if by:
            found.append((voice, by, to))
    return found


def _signing(text: str, span: Span, roster: Roster) -> Draft:
    """The body that signs in capitals; one of its own where the text does not name it."""
    own = _plain(span.of(text))
    words = own.split()
    for first in range(len(words) - 1):
        known = roster.body_like(" ".join(words[first:]))
        if known is not None:
            return known
    draft = Draft(PartyKind.BODY, described=own.title().replace(" Of ", " of "))
    draft.spans.append(span)
    draft.words = tuple(own.lower().split())
    return roster.add(draft)


def _first_body(span: Span, roster: Roster) -> Draft | None:
    """The body that a release without a signature names first."""
    for _, draft in roster.between(span):
        if draft.kind is PartyKind.BODY:
            return draft
    return None


def _stops(line: str) -> bool:
    """Whether a line ends as a sentence does; a headline of plain text ends without a stop."""
    return line.rstrip().endswith((".", "!", "?", "”", '"', "’", "'"))


def _hear_selves(
    text: str,
    claims: Sequence[Claim],
    heard: list[tuple[Draft, ...]],
    voices: Sequence[Heard],
) -> None:
    """“I” and “we” are whoever the words around them are attributed to, else the author.

    The innermost claim that holds the source in its content decides; it may be
    named only after its words, so this runs when all others are known.
    """
    selves = [
        index
        for index, claim in enumerate(claims)
        if claim.source and claim.source[0].of(text).strip().lower() in SELF
    ]
    if not selves:
        return
    contents = sorted(
        (span.start, -span.end, index)
        for index, claim in enumerate(claims)
        for span in claim.content
    )
    open_contents: list[tuple[int, int]] = []
    at = 0
    for index in sorted(selves, key=lambda i: claims[i].source[0]):
        source = claims[index].source[0]
        while at < len(contents) and contents[at][0] <= source.start:
            end, owner = -contents[at][1], contents[at][2]
            while open_contents and open_contents[-1][0] <= contents[at][0]:
                open_contents.pop()
            open_contents.append((end, owner))
            at += 1
        while open_contents and open_contents[-1][0] < source.end:
            open_contents.pop()
        for _, owner in reversed(open_contents):
            if owner != index and heard[owner]:
                heard[index] = heard[owner]
                break
        else:
            for voice, by, _ in voices:
                if voice.span.holds(source):
                    heard[index] = by


def _poster(post: Post, text: str, roster: Roster) -> tuple[Draft, ...]:
    """The party that wrote a post: the one of that name, else one of its own."""
    handle = post.handle.lstrip("@") if post.handle else None
    if not post.author and not handle:
        return ()
    draft = roster.named(post.author.split()) if post.author else None
    if draft is None and handle:
        draft = roster.named([handle])
    if draft is None:
        own = post.author or f"@{handle}"
        bodily = own.split()[-1].lower() in lex.BODY_NOUNS
        draft = roster.add(Draft(PartyKind.BODY if bodily else PartyKind.PERSON, described=own))
        draft.words = tuple(own.lower().split())
    for alias in (post.author, post.handle):
        if alias is None:
            continue
        if alias not in draft.aliases:
            draft.aliases.append(alias)
        at = text.rfind(alias, post.span.start, post.span.end)
        if at >= 0 and not any(span.start <= at < span.end for span in draft.spans):
            draft.spans.append(Span(at, at + len(alias)))
    return (draft,)


def _party(id: str, draft: Draft, text: str) -> Party:
    surfaces = list(
        dict.fromkeys([_plain(span.of(text)) for span in sorted(draft.spans)] + draft.aliases)
    )
    name = _full_name(draft, text) if draft.names else (draft.described or surfaces[0])
    return Party(
        id=id,
        name=name,
        kind=draft.kind,
        names=tuple(surface for surface in surfaces if surface != name),
        roles=tuple(draft.roles),
        mentions=tuple(sorted(set(draft.spans))),
    )


def _full_name(draft: Draft, text: str) -> str:
    """The fullest name, with the styles that belong to it (“Dame”), without “Mr” and “Sen.”."""
    if draft.kind is not PartyKind.PERSON:
        best = max(draft.names, key=lambda name: (len(name.plain), len(name.span.of(text))))
        return _plain(best.span.of(text))
    known = lex.given_names()
    best = max(
        draft.names,
        key=lambda name: (
            len(name.plain) > 1 and name.plain[0] in known,
            len(name.plain),
            _keeps(name),
            bool(name.title),
            -name.span.start,
        ),
    )
    if len(best.plain) == 1 and best.title:
        return _plain(best.span.of(text))
    inner = best.span.of(text)
    cut = 0
    for word in best.title:
        at = inner.find(word, cut)
        if word.lower().rstrip(".") in lex.KEPT_STYLES:
            break
        cut = at + len(word)
    return _plain(inner[cut:].lstrip(" ."))


def _keeps(name: Name) -> bool:
    return any(word.lower().rstrip(".") in lex.KEPT_STYLES for word in name.title)


def _plain(surface: str) -> str:
    return _SPACE.sub(" ", surface)
