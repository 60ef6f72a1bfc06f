"""Days named by where they stand in the week or beside today: “Friday”, “yesterday evening”.

A bare weekday is the most recent one, the day of publication included, unless
the verbs around it speak of what is to come.
"""

from datetime import date, timedelta

from onrecord.understand.date_setting import Blocked, Found
from onrecord.understand.date_tense import Tense
from onrecord.understand.date_values import STEPS, Meaning, Unit, hanging_on, of_day, shift
from onrecord.understand.date_words import WEEKDAYS
from onrecord.understand.lexicon import words_of

NEAR_DAYS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
"""Days that are named from today, and how far off they are."""

_NOT_A_DAY = words_of("black bloody super fat ruby cyber holy whit giving freaky sheffield man")
_PAPERS = words_of(
    "times telegraph mirror express mail herald mercury post sun service world business"
)


def near_day(found: Found) -> Meaning | Blocked | None:
    """“Today”, “yesterday evening”, “late tomorrow”."""
    published = found.setting.published
    word = found.word("near")
    if published is None or (word == "today" and found.before() == "usa"):
        return None
    return of_day(published + timedelta(days=NEAR_DAYS[word]))


def part_of_day(found: Found) -> Meaning | Blocked | None:
    """“This morning”, “last night”, “that evening”, “the next morning”."""
    published, named = found.setting.published, found.setting.named
    rel = found.word("rel")
    if rel in ("this", "last"):
        if rel == "last" and found.words.lower[found.last - 1] in ("noon", "midday"):
            return None
        step = -1 if rel == "last" else 0
        return of_day(published + timedelta(days=step)) if published else None
    if named is None or named.unit is not Unit.DAY:
        return None
    return hanging_on(named, of_day(shift(named.period.first, Unit.DAY, STEPS[rel])))


def weekday(found: Found) -> Meaning | Blocked | None:
    """“Friday”: the most recent, the day of publication included, or the coming one by tense."""
    published = found.setting.published
    number = WEEKDAYS[found.word("weekday")]
    if published is None or _names_no_day(found) or found.word("rel") == "latest":
        return None
    if _recurs(found):
        return Blocked()
    if found.has("unit"):
        return _weekday_of_week(found, number, published)
    ahead = published + timedelta(days=(number - published.weekday()) % 7)
    if found.setting.forward and ahead == published:
        ahead += timedelta(days=7)
    gone = published - timedelta(days=(published.weekday() - number) % 7)
    rel = found.word("rel")
    if rel in ("last", "past"):
        return of_day(gone if gone < published else gone - timedelta(days=7))
    if rel == "next":
        day = ahead if ahead > published else ahead + timedelta(days=7)
        same_week = day.isocalendar()[:2] == published.isocalendar()[:2]
        return of_day(day + timedelta(days=7 if same_week and (day - published).days <= 3 else 0))
    if rel in ("this", "coming", "upcoming"):
        past = rel == "this" and found.tense() is Tense.PAST
        return of_day(gone if past else ahead)
    if rel in ("following", "previous", "preceding"):
        return _weekday_beside(found, number)
    tense = found.tense()
    if tense is Tense.TO_COME_THEN:
        return of_day(ahead if ahead - published < published - gone else gone)
    return of_day(ahead if tense is Tense.FUTURE else gone)


def _weekday_of_week(found: Found, number: int, published: date) -> Meaning | None:
    """“Friday of last week”, “Monday next week”; British “Friday week” is a week after Friday."""
    if found.word("unit") != "week":
        return None
    if not found.has("rel"):
        ahead = published + timedelta(days=(number - published.weekday()) % 7)
        return of_day(ahead + timedelta(days=7))
    monday = published - timedelta(days=published.weekday())
    return of_day(monday + timedelta(days=number + 7 * STEPS[found.word("rel")]))


def _weekday_beside(found: Found, number: int) -> Meaning | None:
    """“The following Monday”, after the date named last."""
    named = found.setting.named
    if named is None or named.unit is not Unit.DAY:
        return None
    day = named.period.first
    if STEPS[found.word("rel")] > 0:
        return hanging_on(named, of_day(day + timedelta(days=(number - day.weekday() - 1) % 7 + 1)))
    return hanging_on(named, of_day(day - timedelta(days=(day.weekday() - number - 1) % 7 + 1)))


def _recurs(found: Found) -> bool:
    """“Every Friday”, “Monday nights”, “Monday and Tuesday nights”: days, but no day."""
    at = found.last
    if found.before() in ("every", "each", "any", "one", "alternate", "most"):
        return True
    if found.before() == "a" and found.words.codes[at] != "x":
        return True  # “on a Friday”, but “a Sunday night service” was that night
    if found.words.codes[at : at + 2] in ("KW", "cW"):
        at += 2
    return found.words.lower[at] in ("nights", "mornings", "evenings", "afternoons")


def _names_no_day(found: Found) -> bool:
    """“Black Friday”, “the Sunday Times”, “Mail on Sunday”."""
    before = found.before()
    if before in _NOT_A_DAY and found.words.capital(found.first - 1):
        return True
    if before == "on" and found.before(2) == "mail":
        return True
    next_is_name = found.words.codes[found.last] == "x" and found.words.capital(found.last)
    return next_is_name and (before == "the" or found.after() in _PAPERS)
