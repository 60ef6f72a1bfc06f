"""How important a piece of news is: points, each with its reason in words.

The table is told to readers in `docs/briefing.md`; a test holds the two together.
"""

from dataclasses import dataclass

from onrecord.brief.choosing import News
from onrecord.brief.news import Sort
from onrecord.keep.forms import Form
from onrecord.report.entries import UNSURE_BELOW

POINTS = {
    Sort.BROKEN: 100,
    Sort.KEPT: 100,
    Sort.PARTLY_KEPT: 100,
    Sort.REFUSED: 90,
    Sort.OVERDUE: 85,
    Sort.ACCEPTED: 80,
    Sort.ANSWERED: 80,
    Sort.DONE: 80,
    Sort.DISPUTED: 75,
    Sort.DENIED: 75,
    Sort.DUE: 70,
    Sort.EXTENDED: 65,
    Sort.WITHDRAWN: 65,
    Sort.RATED: 65,
    Sort.PROMISED: 60,
    Sort.CALLED: 50,
    Sort.EXPLAINED: 40,
    Sort.HOLDING: 40,
    Sort.REPLIED: 40,
    Sort.SILENT: 30,
}
"""What each sort of news is worth by itself."""

REVIEWED = 10
OUTLET = 4
MOST_OUTLETS = 12
NOBODY = -10
UNSURE = -15


@dataclass(frozen=True, slots=True)
class Importance:
    """Points, and what they were given for."""

    points: int
    reasons: tuple[str, ...]


def importance(news: News, form: Form, outlets: int) -> Importance:
    """What a piece of news is worth; `outlets` is how many report it."""
    found = [(POINTS[news.sort], news.sort.value)]
    if form["reviewed"]:
        found.append((REVIEWED, "reviewed by an editor"))
    if outlets > 1:
        found.append((min(MOST_OUTLETS, OUTLET * (outlets - 1)), f"in {outlets} outlets"))
    if not form["speakers"]:
        found.append((NOBODY, "speaker not named"))
    if not form["reviewed"] and form["confidence"] < UNSURE_BELOW:
        found.append((UNSURE, "the machine is unsure"))
    return Importance(sum(points for points, _ in found), tuple(reason for _, reason in found))
