"""How a party of an article was found in the directory."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Resolution:
    """That a party of an article is an entry of the directory, and how that was found.

    `entry` is the entry's id; `rule` names the way (“former name”), `score` how
    sure it is, 0 to 1; `reasons` tell it in words.
    """

    entry: str
    rule: str
    score: float
    reasons: tuple[str, ...] = ()
