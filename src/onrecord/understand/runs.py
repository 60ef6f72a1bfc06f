"""Capitalised words that stand together, which are all that a name can be.

“of”, “for”, “and”, “van der” and “’s” stand inside some names and between
others; the words on their two sides decide.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record import Span
from onrecord.understand import lexicon as lex
from onrecord.understand.lexicon import words_of

UPPER = (
    "[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƠƯȘȚḤḌṢṬẢẤĐ"
    "Α-ΡΣ-ΫА-ЯЁЂ-Џ]"
)
_CAPITAL = re.compile(
    rf"(?<!\w)(?:(?:{UPPER}\.){{2,}}|(?:[dlo]['’]|(?:al|el|an|ash|as|ex|then)-)?"
    rf"{UPPER}\w*(?:[-‑'’]\w+)*)"
)
ABBREVIATED = words_of(
    "mr mrs ms dr prof rev revd sen rep gov gen col capt lt sgt maj st cllr supt insp det hon "
    "cmdr adm messrs atty asst"
)
_OPENERS = words_of("the while but and he she it they we this that when if as who what an also")
"""Words that open a sentence after an abbreviation: “the U.S. While Khan …”."""
_FURTHER = re.compile(r",? (?:of|for|and|on|in)(?: the)? |, ")
_LONGEST = 10
"""Words of the longest name that is still believed to be one."""


@dataclass(slots=True)
class Run:
    """Capitalised words that stand together, and where each starts and ends."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def low(self, index: int) -> str:
        """A word in lower case, without the full stop of an abbreviation."""
        return self.words[index].lower().rstrip(".")

    def cut(self, first: int, last: int) -> None:
        """Keep only the words from `first` up to `last`."""
        self.words = self.words[first:last]
        self.starts = self.starts[first:last]
        self.ends = self.ends[first:last]


def runs_in(text: str, paragraph: Span) -> Iterator[Run]:
    """The runs of capitalised words of a paragraph, in order."""
    tokens = [
        (match.group(), match.start(), match.end())
        for match in _CAPITAL.finditer(text, paragraph.start, paragraph.end)
    ]
    run = Run([], [], [])
    owner = False
    for index, (word, start, end) in enumerate(tokens):
        if run.words:
            gap = text[run.ends[-1] : start]
            if not _goes_on(run, gap, tokens, index, owner):
                yield run
                run = Run([], [], [])
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
    run: Run, gap: str, tokens: list[tuple[str, int, int]], index: int, owner: bool
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
        return word not in _OPENERS
    if gap in (". ", ".\u00a0"):
        return last in ABBREVIATED or (len(last) == 1 and run.low(0) != "i")
    if gap == " & ":
        return True
    between = gap.split()
    if gap.startswith(" ") and between and all(part in lex.PARTICLES for part in between):
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
