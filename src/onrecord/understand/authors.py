"""Whose own words an article is, by its form: a speech, an answer in parliament, a release.

News tells of others; here somebody speaks for themself.  “Speech by the Health
Minister, Ada Moll, at the port” says who “I” and “we” are, as do a body that
signs its release and the member who puts a question.  Only forms that say so in
so many words are read: a title with “by”, a line with the asker's name before
“To ask the Minister”, a signature of capitals.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.record import Article, BlockKind, PartyKind, Span
from onrecord.understand import lexicon as lex
from onrecord.understand.lexicon import words_of
from onrecord.understand.mentions import Name

_HEAD = 1500
"""Code points in which a title, or the word “press release”, is looked for."""
_MARKUP = re.compile(r"</?[a-z][^>]*>|\{:[^}]*\}|[*_#>`]+|&nbsp;", re.IGNORECASE)
_TITLE = re.compile(r"^title:\s*(?P<title>\S[^\n]*(?:\n[ \t]+\S[^\n]*)*)", re.MULTILINE)
_SAID_BY = re.compile(
    r"\b(?:speech|address|remarks|statement|answer|reply|response|note|message|lecture|keynote|"
    r"foreword|commentary|testimony|submission)\b[^\n]{0,80}?\bby\s+(?P<who>[^\n]+)",
    re.IGNORECASE,
)
_SAYS_OF = re.compile(
    r"^[\s'\"‘“]*(?P<who>[^\W\d_][^\n:]{2,90}?)(?:[’']{1,2}s|s[’'])\s+"
    r"(?:\w+\s){0,2}?(?:response|reply|statement|speech|remarks|address|addendum|answer)s?\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\s(?:on|to|at|in|during|after|before|about|regarding|following|from)\s")
_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?(?:\.[^\W\d_])*\.?")
_PORTFOLIO = words_of(
    "law home affairs health finance education transport defence defense foreign trade industry "
    "culture community communities youth environment justice state manpower labour labor "
    "development national social family communications information interior energy agriculture "
    "digital treasury security women work pensions housing planning science research sport sports "
    "tourism water resources sustainability economy economic local government northern ireland "
    "scotland wales ministry department office chambers division authority parliamentary second "
    "first deputy senior acting assistant permanent chief executive"
)
_JOINING = words_of("and of for the &")
_LETTERS = words_of("sc s.c qc q.c kc k.c mp jp mbe obe")
"""Letters after a name, which are no part of it."""

_ASKS = re.compile(r"\bTo ask (?:the )?(?=[A-Z])")
_ASKER = re.compile(
    r"\s*(?:\d{1,3}[.)]?\s+)?(?P<style>(?:(?:Mr|Mrs|Ms|Miss|Mdm|Madam|Dr|Prof|Professor|Sir|Dame|"
    r"Lord|Lady|Baroness|Assoc|Associate|Assistant|Er)\b\.?\s+)*)"
    r"(?P<name>[^\W\d_a-z][\w’'.-]*(?:\s+(?:[^\W\d_a-z][\w’'.-]*|bin|binte|de|van|al|s/o|d/o)){1,5})"
    r"\s*(?:$|[,(:])"
)
_ANSWERS = re.compile(
    r"^(?:(?:written|oral|ministerial)\s+)?(?:answer|reply|response)s?\s*:?$", re.IGNORECASE
)
_RELEASE = re.compile(
    r"\b(?:press|media|news) (?:release|statement)s?\b|\bfor immediate release\b|"
    r"\bpublic consultations?\b",
    re.IGNORECASE,
)
_LAST = 14
"""Blocks at the end in which a release is signed; contacts and notes may follow."""
_LINE = re.compile(r"[^\n]+")
_ALONGSIDE = re.compile(
    r"\s(?:&|AND)\s(?=[A-Z ]*(?:MINISTRY|OFFICE|DEPARTMENT|AUTHORITY|BOARD|POLICE))"
)
_SIGNED = re.compile(r"^[^\W\d_a-z][^a-z\n]{5,90}$")


@dataclass(frozen=True, slots=True)
class Voice:
    """A part of an article that is the own words of those whom `authors` name.

    `others` name the other side: the one who is asked, or who asked.  Where it
    is `firm`, even words without “I” or “we” are the author's, as in an answer
    in parliament; a release tells of others too.  No author is named where a
    release bears no signature: it is the first body's that it names.
    """

    span: Span
    authors: tuple[Span, ...]
    others: tuple[Span, ...] = ()
    firm: bool = True
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Authors:
    """The voices of an article, and the names that their form vouches for."""

    voices: tuple[Voice, ...]
    names: tuple[Name, ...]


def find_authors(article: Article) -> Authors:
    """Whose own words which part of the article is; none of it in most news."""
    text = article.text
    named = _in_title(article)
    questions = _questions(article, named)
    names = [named] if named is not None else []
    voices: list[Voice] = []
    if questions:
        for voice, name in questions:
            voices.append(voice)
            names.append(name)
    elif named is not None:
        voices.append(Voice(Span(named.span.end, len(text)), (named.span,)))
    elif _RELEASE.search(text, 0, _HEAD) is not None:
        voices.append(Voice(Span(0, len(text)), _signatures(article), firm=False))
    return Authors(tuple(voices), tuple(dict.fromkeys(names)))


def with_vouched(names: Sequence[Name], authors: Authors) -> list[Name]:
    """The names of a text and those that its form vouches for, which stand instead of others."""
    if not authors.names:
        return list(names)
    own = [name.span for name in authors.names]
    kept = [name for name in names if not any(name.span.overlaps(span) for span in own)]
    return sorted([*kept, *authors.names], key=lambda name: name.span)


def _in_title(article: Article) -> Name | None:
    """Who speaks by the title: “Remarks by Mayor Ada Moll at the opening of the port”."""
    for line in _titles(article):
        title = line.of(article.text)
        found = _SAID_BY.search(title) or _SAYS_OF.search(title)
        if found is None:
            continue
        phrase = found.group("who")
        if found.re is _SAID_BY and (end := _UNTIL.search(phrase)) is not None:
            phrase = phrase[: end.start()]
        name = _person_in(phrase, line.start + found.start("who"))
        if name is not None:
            return name
    return None


def _titles(article: Article) -> Iterator[Span]:
    """Where a title stands: a line “title: …” as of Markdown, the title, the first headings."""
    text = article.text
    match = _TITLE.search(text, 0, _HEAD)
    if match is not None:
        yield Span(*match.span("title"))
    if article.title and (at := text.find(article.title, 0, _HEAD)) >= 0:
        yield Span(at, at + len(article.title))
    for block in article.blocks[:4]:
        if block.kind is BlockKind.HEADING and block.span.end - block.span.start < 250:
            yield block.span


def _person_in(phrase: str, at: int) -> Name | None:
    """The person whom “the Minister for Law, Mr Ned Tarn” ends in, with the office as a role."""
    best: list[re.Match[str]] = []
    start = 0
    for part in re.split(r"(,)", phrase):
        found = list(_WORD.finditer(phrase, start, start + len(part)))
        start += len(part)
        own: list[re.Match[str]] = []
        for match in reversed(found):
            low = match.group().lower().rstrip(".")
            if low in _LETTERS:
                continue
            if not match.group()[0].isupper() or _is_office_word(low):
                break
            own.insert(0, match)
        if 1 < len(own) < 6 and len(own) > len(best):
            best = own
    if not best:
        return None
    span = Span(at + best[0].start(), at + best[-1].end())
    role = phrase[: best[0].start()].strip(" ,")
    for style in ("Mr", "Mrs", "Ms", "Mdm", "Dr"):
        role = role.removesuffix(style).strip(" ,")
    role = role if any(word.lower() in lex.OFFICES for word in role.split()) else ""
    words = tuple(match.group() for match in best)
    gender = lex.given_names().get(words[0].lower())
    roles = (role,) if role else ()
    return Name(span, words, PartyKind.PERSON, True, gender=gender, roles=roles)


def _is_office_word(low: str) -> bool:
    return (
        low in lex.OFFICES
        or low in lex.STYLES
        or low in _PORTFOLIO
        or low in _JOINING
        or low in lex.BODY_NOUNS
        or low in ("sms", "dpm", "mos", "mdm", "assoc", "associate")
    )


def _questions(article: Article, answers: Name | None) -> list[tuple[Voice, Name]]:
    """Questions put in parliament and their answers, each with who speaks."""
    text = article.text
    if _ASKS.search(text) is None:
        return []
    found: list[tuple[Voice, Name]] = []
    asker: Name | None = None
    asked: list[Name] = []
    answering_from: int | None = None
    for block in article.blocks:
        plain, offsets = _without_markup(text, block.span)
        asks = _ASKS.search(plain)
        if asks is None and _ANSWERS.match(plain.strip()):
            answering_from = block.span.end
            continue
        person = _asker(plain[: asks.start()] if asks else plain, offsets)
        if person is not None and (asks is not None or answering_from is None or not asked):
            asker = person
        if asks is None or asker is None:
            continue
        if answering_from is not None and answers is not None and asked:
            found += _answer(Span(answering_from, block.span.start), answers, asked)
            asked = []
        answering_from = None
        asked.append(asker)
        others = (answers.span,) if answers is not None else ()
        start = offsets[asks.start()]
        found.append((Voice(Span(start, block.span.end), (asker.span,), others, asks=True), asker))
    if asked and answers is not None and answering_from is not None:
        found += _answer(Span(answering_from, len(text)), answers, asked)
    return found


def _answer(span: Span, by: Name, to: Sequence[Name]) -> list[tuple[Voice, Name]]:
    return [(Voice(span, (by.span,), tuple(dict.fromkeys(name.span for name in to))), by)]


def _without_markup(text: str, span: Span) -> tuple[str, list[int]]:
    """The words of a block without markup, and where each code point stands in the text."""
    kept: list[int] = []
    at = span.start
    for match in _MARKUP.finditer(text, span.start, span.end):
        kept.extend(range(at, match.start()))
        at = match.end()
    kept.extend(range(at, span.end))
    return "".join(text[i] for i in kept), kept


def _asker(line: str, offsets: Sequence[int]) -> Name | None:
    """Who asks, by a line of their own: “Mr Ned Tarn (Member for Westmere)”."""
    if len(line) > 160:
        return None
    match = _ASKER.match(line)
    if match is None:
        return None
    words = tuple(match.group("name").split())
    lows = [word.lower() for word in words]
    if any(low in ("question", "questions", "answer", "posted", "parliamentary") for low in lows):
        return None
    if not match.group("style") and not re.match(r"\s*[,(:]", line[match.end("name") :]):
        # A line of capitals alone is a heading; a name has a style or a seat beside it.
        return None
    first, last = match.start("name"), match.end("name") - 1
    styles = tuple(match.group("style").split())
    genders = [lex.STYLES.get(style.lower().rstrip(".")) for style in styles]
    gender = next((gender for gender in genders if gender), None)
    span = Span(offsets[first], offsets[last] + 1)
    return Name(span, words, PartyKind.PERSON, True, gender=gender)


def _signatures(article: Article) -> tuple[Span, ...]:
    """Where bodies sign: the lines of capitals that name a body at the end of a release."""
    found: list[Span] = []
    for block in article.blocks[-_LAST:]:
        for line in _LINE.finditer(article.text, block.span.start, block.span.end):
            plain, offsets = _without_markup(article.text, Span(*line.span()))
            if not _SIGNED.match(plain.strip()) or any(letter.isdigit() for letter in plain):
                continue
            for part in _ALONGSIDE.split(plain):
                words = re.findall(r"[^\W\d_]+", part.lower())
                if not words or lex.BODY_NOUNS.isdisjoint(words):
                    continue
                first = plain.index(part) + len(part) - len(part.lstrip())
                last = first + len(part.strip()) - 1
                found.append(Span(offsets[first], offsets[last] + 1))
    return tuple(found)
