"""Where the text names a person, body or office: runs of capitalised words, read closely.

English news marks names with capitals, so the candidates are the runs of
capitalised words, and all the work is in refusing those that name nobody
(openers of sentences, days, places) and in splitting the titles from the
names, as in the rules of McDonald (1996), “Internal and external evidence in
the identification and semantic categorization of proper names”: the words of
the name tell most, its neighbours the rest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.record import PartyKind, Span
from onrecord.understand import lexicon as lex
from onrecord.understand.lexicon import words_of
from onrecord.understand.quotations import Quotation
from onrecord.understand.roles import role_after, role_before
from onrecord.understand.runs import ABBREVIATED, UPPER, Run, runs_in

_DRESS = r"(?:[“”\"'‘’*]|</?[a-z]+>)*"
_INITIALS = re.compile(rf"\s?\({_DRESS}({UPPER}[\w&]{{1,9}}){_DRESS}\)")
_SYLLABLES = re.compile(rf"{UPPER}[a-z]+")
_SPELLED_OUT = re.compile(rf"{UPPER}{{2,6}}s?\s\($")
_SENTENCE_OPENS = re.compile(r"(?:^|[.!?:…][\"”’')\]]*\s+|[“‘\"(\[*•]\s*|[\n—–]\s*)$")
_THE = re.compile(r"\b[Tt]he\s$")
_CONTRACTED = re.compile(r"(?:i|you|he|she|it|we|they|that|there|what|who|here|let)'|.*n't$")
_PREPOSED = (["of"], ["for"], ["from"], ["in"], ["at"], ["with"], ["to"], ["by"], ["on"])
_SAID = re.compile(r"\b([a-z]+)\s$")
_CLOSES = frozenset((",", ".", "”", '"', "’", ""))
_VERB = re.compile(r"(?:,[^,.;]{1,60},)?\s+(?:also |later |then )?([a-z]+)")
_AGED = re.compile(r",\s[1-9]\d?(?=[,;.]\s)")
_AFTER_NEW = words_of(
    "york yorker jersey mexico zealand hampshire orleans delhi south england guinea statesman "
    "labour scientist haven"
)


@dataclass(frozen=True, slots=True)
class Name:
    """One place that names somebody.

    `span` covers title and name, `words` are the name's own (“Khan” of “Mr
    Khan”), `title` the words before them.  `kind` is None where the name's
    own words and neighbours do not tell; `sure` says that they tell enough to
    believe it without a second sign.  `the` says that an article precedes,
    `opens` that the name is one word that opens a sentence, `headline` that
    it stands where every word has a capital.
    """

    span: Span
    words: tuple[str, ...]
    kind: PartyKind | None
    sure: bool
    title: tuple[str, ...] = ()
    gender: str | None = None
    roles: tuple[str, ...] = ()
    initials: str | None = None
    quoted: bool = False
    the: bool = False
    opens: bool = False
    headline: bool = False

    plain: tuple[str, ...] = field(init=False)
    """The words in lower case, straight apostrophes, without what moves: “Jr.”, “van der”."""

    def __post_init__(self) -> None:
        words = tuple(word.lower().replace("’", "'").rstrip(".") for word in self.words)
        while len(words) > 1 and words[-1] in lex.SUFFIXES:
            words = words[:-1]
        while len(words) > 1 and words[0] in lex.PARTICLES:
            words = words[1:]
        object.__setattr__(self, "plain", words)


def find_names(
    text: str,
    paragraphs: Sequence[Span],
    quotations: Sequence[Quotation] = (),
) -> list[Name]:
    """The names in `paragraphs`, in order.

    >>> [name.words for name in find_names("Then Mr Khan met the Ford Foundation.", [Span(0, 37)])]
    [('Khan',), ('Ford', 'Foundation')]
    """
    small = set(re.findall(r"\b[a-z][a-z’']+\b", text))
    found: list[Name] = []
    pending = iter(quotations)
    quotation = next(pending, None)
    for paragraph in paragraphs:
        titled = _looks_titled(text, paragraph, len(paragraphs) > 1 and paragraph is paragraphs[0])
        for run in runs_in(text, paragraph):
            name = _read(text, paragraph, run, small)
            if name is None:
                continue
            while quotation is not None and quotation.end <= name.span.start:
                quotation = next(pending, None)
            quoted = quotation is not None and quotation.start <= name.span.start
            if titled:
                # A headline in title case capitalises everything: what it
                # names is believed where the article names it too.
                name = replace(name, sure=False, roles=(), headline=True)
            found.append(replace(name, quoted=True) if quoted else name)
    return found


def _looks_titled(text: str, paragraph: Span, first: bool) -> bool:
    """Whether most long words of a short line have a capital, as in a headline.

    A full stop speaks against it, but for the first line of all: some archives
    end their headlines with one.
    """
    if paragraph.end - paragraph.start > 160:
        return False
    line = paragraph.of(text).rstrip()
    stopped = line.endswith((".", "!", "”", '"', "’", ":"))
    if stopped and not (first and line.endswith(".") and ". " not in line):
        return False
    words = re.findall(r"[^\W\d_]{4,}", line)
    capital = sum(not word[0].islower() for word in words)
    return len(words) > 2 + 2 * stopped and capital > 0.7 * len(words)


def _read(text: str, paragraph: Span, run: Run, small: set[str]) -> Name | None:
    """What a run names, or None where it names nobody."""
    names = lex.given_names()
    the = False
    while run.words and _empty_opener(text, paragraph, run, small, names):
        the = run.low(0) == "the"
        run.cut(1, len(run.words))
    while run.words and _empty_closer(run, names):
        run.cut(0, len(run.words) - 1)
    if not run.words:
        return None
    _drop_owner(run, names)
    start, end = run.starts[0], run.ends[-1]
    before = text[max(paragraph.start, start - 90) : start]
    the = the or _THE.search(before[-5:]) is not None
    lows = [run.low(i) for i in range(len(run.words))]
    span = Span(start, end)
    phrase = " ".join(lows).replace("’", "'")
    if phrase in lex.PLACES or (lows[-1] in lex.PLACE_NOUNS and phrase not in lex.KNOWN_BODIES):
        return Name(span, tuple(run.words), None, False, the=the)
    if run.words[0] in ("MS", "HMS", "SS", "USS", "MV", "RMS"):
        return None
    if (
        lows[-1].endswith("s")
        and "of" not in lows
        and (lows[-1][:-1] in lex.OFFICES or lows[-1][:-3] + "y" in lex.OFFICES)
    ):
        return None
    titles = _titles(lows)
    after = text[end : min(end + 160, paragraph.end)]
    voiced = lex.NOT_NAMES.isdisjoint(low for low in lows[titles:] if len(low) > 1) or lows[-1] in (
        "may",
        "march",
        "april",
    )
    if titles < len(lows) and voiced and (titles and not _is_body(lows[titles:], titles > 0)):
        return _person(text, run, titles, before, after)
    of = next((index for index, low in enumerate(lows) if low in ("of", "for")), 0)
    if of and titles == len(lows) and lows[of - 1] in lex.OFFICES:
        return Name(span, tuple(run.words), PartyKind.OFFICE, True, the=the)
    initials = _initials(after, run.words)
    known = phrase in lex.KNOWN_BODIES or phrase in lex.JOINED_BODIES
    if known or _is_body(lows, False):
        sure = known or len(lows) > 1 or bool(initials)
        return Name(span, tuple(run.words), PartyKind.BODY, sure, initials=initials, the=the)
    if titles == len(lows) and (lows[-1] != "justice" or "chief" in lows or "lord" in lows):
        return Name(span, tuple(run.words), PartyKind.OFFICE, the or titles > 1, the=the)
    if len(lows) == 1 and _is_acronym(run.words[0]):
        verb = _VERB.match(after)
        sure = (verb is not None and verb.group(1) in lex.SPEECH) or before.endswith("rding to ")
        sure = sure or _SPELLED_OUT.search(before + run.words[0] + after[:2]) is not None
        sure = sure or (the and (verb is None or verb.group(1) in lex.VERBS))
        return Name(span, tuple(run.words), PartyKind.BODY, sure, initials=None, the=the)
    person = _person(text, run, 0, before, after)
    if person.sure and not the:
        return person
    if initials and len(lows) > 1 and lows[-1] not in lex.THINGS:
        return Name(span, tuple(run.words), PartyKind.BODY, True, initials=initials, the=the)
    opens = len(lows) == 1 and _opens(text, paragraph, run)
    return Name(
        span, tuple(run.words), None, False, (), person.gender, person.roles, the=the, opens=opens
    )


def _empty_opener(
    text: str, paragraph: Span, run: Run, small: set[str], names: dict[str, str | None]
) -> bool:
    low = run.low(0).replace("’", "'")
    more = len(run.words) > 1
    if low in ("of", "for", "and", "in", "on", "&") or _CONTRACTED.match(low):
        return True
    if low in ("her", "his") and more and run.low(1).startswith("majesty"):
        return False
    if low == "new" and more:
        return _opens(text, paragraph, run) and run.low(1) not in _AFTER_NEW
    if low.endswith(("-based", "-born", "-led", "-style", "-year-old")):
        return True
    if more and low in lex.BODY_NOUNS and run.low(1) in lex.OFFICES | lex.BODY_NOUNS:
        return False
    if low in lex.NOT_NAMES or run.words[0].lower() in lex.NOT_NAMES:
        opens = low in ("will", "may", "mark", "hope") and not _opens(text, paragraph, run)
        return not (more and low in names and (low not in small or opens))
    if low in lex.NATIONALITIES:
        rest = [run.low(i) for i in range(1, len(run.words))]
        if low in ("democratic", "republican") and " ".join(rest) in lex.KNOWN_BODIES:
            # “a Democratic Senate” is the Senate.
            return True
        bound = low in ("western", "eastern", "northern", "southern", "black", "white")
        return not more or not (bound or _is_body(rest, False) or _titles(rest))
    if not _opens(text, paragraph, run):
        return False
    if low in lex.STYLES or low in lex.OFFICES or low in lex.OFFICE_WORDS or low in lex.BODY_NOUNS:
        return False
    if more and low.endswith("ing") and low not in names and low not in lex.PLACES:
        return True
    if not more and low.endswith("s") and low[:-1] in lex.PERSON_NOUNS:
        # “Farmers said no”: a plural that opens a sentence.
        return True
    return low in small and low not in names


def _drop_owner(run: Run, names: dict[str, str | None]) -> None:
    """“Ford Foundation Ann Lee”, “Nevada Democrat Ann Lee”: the name begins at the given name."""
    lows = [run.low(i) for i in range(len(run.words))]
    if lows[0] in names or lows[-1] in lex.BODY_NOUNS or lows[-1] in lex.THINGS:
        return
    for index in range(1, len(lows) - 1):
        before = lows[index - 1]
        if before in lex.OFFICES or "of" in lows[:index]:
            return
        if lows[index] not in names or lows[index] in lex.PLACES:
            continue
        known = before in lex.KNOWN_BODIES or before in lex.PLACES or before in lex.NATIONALITIES
        if known or before == "unlike" or (before in lex.BODY_NOUNS and before not in lex.OFFICES):
            run.cut(index, len(lows))
            return


def _opens(text: str, paragraph: Span, run: Run) -> bool:
    """Whether the run opens a sentence."""
    start = run.starts[0]
    return _SENTENCE_OPENS.search(text[max(paragraph.start, start - 6) : start]) is not None


def _empty_closer(run: Run, names: dict[str, str | None]) -> bool:
    low = run.low(-1)
    if low in ("of", "for", "and", "in", "on", "the"):
        return True
    if low not in lex.NOT_NAMES or len(run.words) == 1 or low in lex.BODY_NOUNS:
        return False
    return run.low(-2) not in names and run.low(-2) not in lex.STYLES


def _titles(lows: list[str]) -> int:
    """How many of the first words are titles: 2 of “prime minister boris johnson”."""
    last = 0
    end = len(lows)
    while end > 1 and lows[end - 1] in lex.SUFFIXES and lows[end - 1] not in lex.OFFICES:
        end -= 1
    for index in range(end):
        low = lows[index]
        if low in lex.STYLES and (index + 1 < end or index == 0):
            last = index + 1 if index + 1 < end else last
        elif low in lex.OFFICES or low.startswith("ex-"):
            if index == end - 1 and index and last < index and lows[0] in lex.given_names():
                break
            last = index + 1
            if index + 2 < end + 1 and lows[index + 1 : index + 2] in (["of"], ["for"]):
                last = _office_of(lows, index + 1, end)
    return last


def _office_of(lows: list[str], at: int, end: int) -> int:
    """Where “secretary of state” ends: before the first given name, or with the run."""
    names = lex.given_names()
    for index in range(at + 1, end):
        if lows[index] in names and lows[index] not in lex.PLACES:
            return index
    return end


def _is_body(lows: list[str], titled: bool) -> bool:
    if not lows:
        return False
    of = next((i for i, low in enumerate(lows) if low in ("of", "for")), 0)
    if of and not titled and lows[of - 1] in lex.HEADS_OF and lows[of - 1] not in lex.OFFICES:
        return True
    if lows[-1] not in lex.BODY_NOUNS:
        # “Boston Police Department spokesman” never comes here, but “Police
        # Federation Westmere” does.
        return any(low in lex.FIRMS and low not in ("bank", "stores") for low in lows[1:])
    if len(lows) == 2 and lows[0] in lex.given_names():
        return lows[-1] not in ("church", "post", "press", "guard", "banks", "house", "grant")
    # “Duke University” has no duke.
    named_so = words_of("motors corp industries university college hospital institute foundation")
    return not (titled and len(lows) == 1 and lows[0] not in named_so)


def _is_acronym(word: str) -> bool:
    bare = word.replace(".", "").replace("&", "")
    return 2 <= len(bare) <= 6 and bare.isupper() and bare.isalpha()


def _initials(after: str, words: Sequence[str]) -> str | None:
    """The initials in brackets after a name, where they are its own."""
    match = _INITIALS.match(after)
    if match is None:
        return None
    letters = [word[0].upper() for word in words if word[0].isalnum()]
    wanted = [character.upper() for character in match.group(1) if character.isalpha()]
    syllables = _SYLLABLES.findall(match.group(1))
    if len(syllables) > 1 and "".join(syllables) == match.group(1):
        # “Ministry of Ports (MinPorts)”: each syllable opens a word, in order.
        following = iter(words)
        if all(any(word.startswith(part) for word in following) for part in syllables):
            return match.group(1)
    rest = iter(letters)
    shared = sum(any(letter == have for have in rest) for letter in wanted)
    return match.group(1) if shared >= min(2, len(wanted)) and wanted[0] in letters[:2] else None


def _person(text: str, run: Run, titles: int, before: str, after: str) -> Name:
    names = lex.given_names()
    lows = [run.low(i) for i in range(len(run.words))]
    gender = next((lex.STYLES[low] for low in lows[:titles] if lex.STYLES.get(low)), None)
    noun = next((low for low in lows[:titles] if low in lex.MEN_NOUNS | lex.WOMEN_NOUNS), None)
    if gender is None and noun is not None:
        gender = lex.MEN if noun in lex.MEN_NOUNS else lex.WOMEN
    own = lows[titles:]
    given = own[0] in names and (len(own) > 1 or titles > 0)
    if gender is None and given:
        gender = names[own[0]]
    roles = [role for role in (role_before(before), role_after(after)) if role is not None]
    office = [i for i in range(titles) if lows[i] not in lex.STYLES]
    if any(lows[i] in lex.OFFICES for i in office):
        last = run.ends[office[-1]]
        last += text[last : last + 1] == "." and lows[office[-1]] in ABBREVIATED
        roles.insert(0, text[run.starts[office[0]] : last])
    gender = gender or _gender_of_roles(roles)
    verb = _VERB.match(after)
    said = _SAID.search(before[-14:])
    says = verb is not None and verb.group(1) in lex.SPEECH
    says = says or (said is not None and said.group(1) in lex.SPEECH and after[:1] in _CLOSES)
    says = says and not any(low in lex.PLACES or low in lex.NATIONALITIES for low in own)
    # “Residents of Orley said”: the verb is not the name’s.
    previous = before.split()[-1:]
    says = says and previous not in _PREPOSED and not (previous == ["and"] and len(own) == 1)
    says = says and own[0] not in lex.PLACE_OPENERS and own[-1] not in lex.THINGS
    aged = before.endswith("-year-old ") or (len(own) > 1 and _AGED.match(after) is not None)
    # “…, 34, …” and “23-year-old …” are said of persons alone.
    aged = aged and len(own) <= 4 and own[-1] not in lex.PLACES and own[0] not in lex.NATIONALITIES
    sure = aged or titles > 0 or (given and 2 <= len(own) <= 5) or (bool(roles) and len(own) < 5)
    sure = sure or (len(own) <= 4 and says and not (len(own) == 1 and own[0] in lex.NOT_NAMES))
    return Name(
        Span(run.starts[0], run.ends[-1]),
        tuple(run.words[titles:]),
        PartyKind.PERSON,
        sure,
        tuple(run.words[:titles]),
        gender,
        tuple(dict.fromkeys(roles)),
    )


def _gender_of_roles(roles: Sequence[str]) -> str | None:
    for role in roles:
        for word in role.lower().split():
            if word in lex.MEN_NOUNS:
                return lex.MEN
            if word in lex.WOMEN_NOUNS:
                return lex.WOMEN
    return None
