"""Where the text names a person, body or office: runs of capitalised words, read closely.

English news marks names with capitals, so the candidates are the runs of
capitalised words, and all the work is in refusing those that name nobody
(openers of sentences, days, places) and in splitting the titles from the
names, as in the rules of McDonald (1996), “Internal and external evidence in
the identification and semantic categorization of proper names”: the words of
the name tell most, its neighbours the rest.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.record import PartyKind, Span
from onrecord.understand import lexicon as lex
from onrecord.understand.quotations import Quotation
from onrecord.understand.roles import role_after, role_before

_UPPER = (
    "[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƠƯȘȚḤḌṢṬẢẤĐ"
    "Α-ΡΣ-ΫА-ЯЁЂ-Џ]"
)
_CAPITAL = re.compile(
    rf"(?<!\w)(?:(?:{_UPPER}\.){{2,}}|(?:[dlo]['’]|(?:al|el|an|ash|as|ex|then)-)?"
    rf"{_UPPER}\w*(?:[-‑'’]\w+)*)"
)
_ABBREVIATED = frozenset(
    "mr mrs ms dr prof rev revd sen rep gov gen col capt lt sgt maj st cllr supt insp det hon cmdr adm "
    "messrs atty asst".split()
)
_FURTHER = re.compile(r",? (?:of|for|and|on|in)(?: the)? |, ")
_INITIALS = re.compile(rf"\s?\(({_UPPER}[\w&]{{1,9}})\)")
_SPELLED_OUT = re.compile(rf"{_UPPER}{{2,6}}s?\s\($")
_SENTENCE_OPENS = re.compile(r"(?:^|[.!?:…][\"”’')\]]*\s+|[“‘\"(\[*•]\s*|[\n—–]\s*)$")
_THE = re.compile(r"\b[Tt]he\s$")
_VERB = re.compile(r"(?:,[^,.;]{1,60},)?\s+(?:also |later |then )?([a-z]+)")
_AFTER_NEW = frozenset(
    "york yorker jersey mexico zealand hampshire orleans delhi south england guinea statesman labour "
    "scientist haven".split()
)
_LONGEST = 10
"""Words of the longest name that is still believed to be one."""


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

    @property
    def plain(self) -> tuple[str, ...]:
        """The words in lower case, with straight apostrophes, without suffixes like Jr."""
        words = tuple(word.lower().replace("’", "'").rstrip(".") for word in self.words)
        while len(words) > 1 and words[-1] in lex.SUFFIXES:
            words = words[:-1]
        return words


@dataclass(slots=True)
class _Run:
    """Capitalised words that stand together, and where each starts and ends."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def low(self, index: int) -> str:
        return self.words[index].lower().rstrip(".")

    def cut(self, first: int, last: int) -> None:
        self.words = self.words[first:last]
        self.starts = self.starts[first:last]
        self.ends = self.ends[first:last]


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
        titled = _looks_titled(text, paragraph, paragraph is paragraphs[0])
        for run in _runs(text, paragraph):
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
    if stopped and not (first and line.endswith(".")):
        return False
    words = re.findall(r"[^\W\d_]{4,}", line)
    capital = sum(not word[0].islower() for word in words)
    return len(words) > 2 + 2 * stopped and capital > 0.7 * len(words)


def _runs(text: str, paragraph: Span) -> Iterator[_Run]:
    tokens = [
        (match.group(), match.start(), match.end())
        for match in _CAPITAL.finditer(text, paragraph.start, paragraph.end)
    ]
    run = _Run([], [], [])
    owner = False
    for index, (word, start, end) in enumerate(tokens):
        if run.words:
            gap = text[run.ends[-1] : start]
            if not _goes_on(run, gap, tokens, index, owner):
                yield run
                run = _Run([], [], [])
            elif owner:
                run.words[-1] += gap[:2]
                run.ends[-1] += 2
            else:
                # “of the”, “and”, “van der” and “&” belong to the name.
                for part in re.finditer(r"\w+|&", gap):
                    run.words.append(part.group())
                    run.starts.append(run.ends[-1])
                    run.ends.append(start)
        owner = word[-2:] in ("'s", "’s") and len(word) > 2
        cut = 2 if owner else 0
        run.words.append(word[: len(word) - cut])
        run.starts.append(start)
        run.ends.append(end - cut)
    if run.words:
        yield run


def _goes_on(
    run: _Run, gap: str, tokens: list[tuple[str, int, int]], index: int, owner: bool
) -> bool:
    """Whether the token at `index` belongs to the run before it, over what stands between."""
    if len(run.words) >= _LONGEST or len(gap) > 12:
        return False
    last = run.low(-1)
    word = tokens[index][0].lower()
    if owner:
        # “Her Majesty’s Inspectorate”, “Children’s Commissioner”, but not
        # “Khan’s Labour colleagues”.
        shared = last in ("majesty", "king", "queen", "children", "women", "people", "veterans")
        return shared and gap in ("'s ", "’s ")
    if gap in (" ", "\n", "\u00a0"):
        return True
    if gap in (". ", ".\u00a0"):
        return last in _ABBREVIATED or (len(last) == 1 and run.low(0) != "i")
    if gap == " & ":
        return True
    between = gap.split()
    if gap[0] == " " and between and all(part in lex.PARTICLES for part in between):
        return "y" not in between and "e" not in between
    if gap == ", " and word.rstrip(".") in ("jr", "sr", "inc", "llc", "ltd"):
        return True
    if _FURTHER.fullmatch(gap) is None:
        return False
    lows = [run.low(i) for i in range(len(run.words))]
    if " and " in gap or gap == ", ":
        return _goes_on_after_and(lows, gap, tokens, index)
    if between[0] in ("of", "for"):
        if between[0] == "of" and "for" in lows and lows[0] not in lex.given_names():
            return True
        return last in lex.HEADS_OF and (
            lows[0] not in lex.given_names() or lows[0] in lex.OFFICE_WORDS or last == "university"
        )
    return "for" in lows and gap == " in "


def _goes_on_after_and(
    lows: list[str], gap: str, tokens: list[tuple[str, int, int]], index: int
) -> bool:
    """“Department for Work and Pensions”, “Food and Drug Administration”; not “Khan and Dick”."""
    word = tokens[index][0].lower()
    names = lex.given_names()
    if word in lex.STYLES or word in lex.KNOWN_BODIES or word in lex.PLACES:
        return False
    if gap not in (" and ", ", and ", ", "):
        return False
    many = ("department", "ministry", "secretary", "minister", "committee")
    if any(low in many for low in lows) and {"of", "for"} & set(lows):
        if word in names or word in lex.OFFICES or word in ("prime", "department", "ministry"):
            return False
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if gap == ", ":
            return following is not None and 4 <= following[1] - tokens[index][2] <= 6
        return True
    if gap != " and ":
        return False
    if f"{lows[-1]} and {word.removesuffix('’s')}" in lex.JOINED_BODIES:
        return True
    plain = len(lows) <= 2 and lows[0] not in names and lows[-1] not in lex.BODY_NOUNS
    plain = plain and lows[-1] not in lex.PLACES and not any(low in lex.STYLES for low in lows)
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return (
        plain
        and word not in names
        and word not in lex.NATIONALITIES
        and after is not None
        and after[1] == tokens[index][2] + 1
        and after[0].lower() in lex.BODY_NOUNS
        and tokens[index][0] not in ("The", "Mr", "Mrs", "Ms")
    )


def _read(text: str, paragraph: Span, run: _Run, small: set[str]) -> Name | None:
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
    titles = _titles(lows)
    after = text[end : min(end + 160, paragraph.end)]
    if titles < len(lows) and (titles and not _is_body(lows[titles:], titles > 0)):
        return _person(text, run, titles, before, after)
    if titles == len(lows) and ("of" in lows or "for" in lows):
        return Name(span, tuple(run.words), PartyKind.OFFICE, True, the=the)
    initials = _initials(after, run.words)
    if _is_body(lows, False) or phrase in lex.KNOWN_BODIES:
        sure = len(lows) > 1 or phrase in lex.KNOWN_BODIES or bool(initials)
        return Name(span, tuple(run.words), PartyKind.BODY, sure, initials=initials, the=the)
    if titles == len(lows):
        return Name(span, tuple(run.words), PartyKind.OFFICE, the or titles > 1, the=the)
    if len(lows) == 1 and _is_acronym(run.words[0]):
        verb = _VERB.match(after)
        sure = _SPELLED_OUT.search(before + run.words[0] + after[:2]) is not None
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
    text: str, paragraph: Span, run: _Run, small: set[str], names: dict[str, str | None]
) -> bool:
    low = run.low(0).replace("’", "'")
    more = len(run.words) > 1
    if low in ("of", "for", "and", "in", "on", "&"):
        return True
    if low in ("her", "his") and more and run.low(1).startswith("majesty"):
        return False
    if low == "new" and more:
        return _opens(text, paragraph, run) and run.low(1) not in _AFTER_NEW
    if low.endswith(("-based", "-born", "-led", "-style")):
        return True
    if more and low in lex.BODY_NOUNS and run.low(1) in lex.OFFICES:
        return False
    if low in lex.NOT_NAMES or run.words[0].lower() in lex.NOT_NAMES:
        opens = low in ("will", "may", "mark", "hope") and not _opens(text, paragraph, run)
        return not (more and low in names and (low not in small or opens))
    if low in lex.NATIONALITIES:
        rest = [run.low(i) for i in range(1, len(run.words))]
        bound = low in ("western", "eastern", "northern", "southern", "black", "white")
        return not more or not (bound or _is_body(rest, False) or _titles(rest))
    if not _opens(text, paragraph, run):
        return False
    if low in lex.STYLES or low in lex.OFFICES or low in lex.OFFICE_WORDS or low in lex.BODY_NOUNS:
        return False
    return low in small and low not in names


def _opens(text: str, paragraph: Span, run: _Run) -> bool:
    """Whether the run opens a sentence."""
    start = run.starts[0]
    return _SENTENCE_OPENS.search(text[max(paragraph.start, start - 6) : start]) is not None


def _empty_closer(run: _Run, names: dict[str, str | None]) -> bool:
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
    return not (titled and len(lows) == 1 and lows[0] not in ("motors", "corp", "industries"))


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
    rest = iter(letters)
    shared = sum(any(letter == have for have in rest) for letter in wanted)
    return match.group(1) if shared >= min(2, len(wanted)) and wanted[0] in letters[:2] else None


def _person(text: str, run: _Run, titles: int, before: str, after: str) -> Name:
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
    if office:
        last = run.ends[office[-1]]
        last += text[last : last + 1] == "." and lows[office[-1]] in _ABBREVIATED
        roles.insert(0, text[run.starts[office[0]] : last])
    gender = gender or _gender_of_roles(roles)
    verb = _VERB.match(after)
    says = verb is not None and verb.group(1) in lex.SPEECH
    says = says and not any(low in lex.PLACES or low in lex.NATIONALITIES for low in own)
    says = says and own[0] not in lex.PLACE_OPENERS and own[-1] not in lex.THINGS
    sure = titles > 0 or (given and 2 <= len(own) <= 5) or (bool(roles) and len(own) < 5)
    sure = sure or (2 <= len(own) <= 4 and says)
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
