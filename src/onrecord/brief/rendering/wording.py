"""What every form of an edition says alike: its title, what it counts, how a day is written."""

import re
from datetime import date

from onrecord.brief.content import Content, counted
from onrecord.brief.place import Place
from onrecord.record import Period
from onrecord.report.entries import days_in_words, several

NOT_REVIEWED = "not reviewed by an editor"
UNSURE = "the machine is unsure of it"
NOTHING_NEW = "Nothing new reached the record."
_LONGEST_SUBJECT = 90


def title_of(content: Content, place: Place) -> str:
    """What an edition is called: “onrecord: Policing”."""
    topic = content["topic"]
    return f"{place.name}: {topic['title']}" if topic else place.name


def date_line(content: Content) -> str:
    """The day, and whether it is a week's edition."""
    day = date.fromisoformat(content["day"])
    weekly = ", the week's briefing" if content["period"] == "weekly" else ""
    return f"{day:%A} {days_in_words(Period(day, day))}{weekly}"


def subject_of(content: Content) -> str:
    """What the mail is called: the first piece of news, and how many more there are."""
    topic = f"{content['topic']['title']}: " if content["topic"] else ""
    items = [item for group in content["groups"] for item in group["items"]]
    if not items:
        told = "corrections" if content["corrections"] else "nothing new"
        words = f"{topic}{told}, {day_in_words(content['day'])}"
        return words[0].upper() + words[1:]
    first = items[0]
    more = len(items) - 1 + content["left_out"]
    end = f" – and {more:,} more" if more else ""
    told = f"{lead_of(first)}: {gist_of(first)}"
    return cut(f"{topic}{told}", _LONGEST_SUBJECT - len(end)) + end


def gist_of(item: Content) -> str:
    """What is asked for, promised or said, in few words."""
    return str(item["action"] or item["words"])


def sort_in_words(item: Content) -> str:
    """The label of a piece of news."""
    word = str(item["sort"])
    return word[0].upper() + word[1:]


def lead_of(item: Content) -> str:
    """What is told of it first: who did what, or what became of it and who had said it."""
    headline = str(item["headline"])
    return headline if item["new"] else f"{sort_in_words(item)}: {headline}"


def summary_of(content: Content) -> str:
    """Of what time it tells, and how much."""
    count = counted(content)
    days = _days(content)
    if not count["news"]:
        return f"{NOTHING_NEW[:-1]} {days}."
    found = several(count["news"], "piece of news", "pieces of news")
    matters = count["matters"]
    where = f" in {several(matters, 'matter', 'matters')}" if matters else ""
    return f"{found}{where}, {days}."


def review_of(content: Content) -> str:
    """How much of it no editor has reviewed; empty where nothing is there."""
    news, unreviewed = counted(content)["news"], counted(content)["unreviewed"]
    if not unreviewed:
        return "An editor has reviewed all of it." if news else ""
    if unreviewed == news:
        return f"Found by machine: no editor has reviewed {'it' if news == 1 else 'any of it'} yet."
    return f"No editor has reviewed {unreviewed:,} of these {news:,}; each of them says so."


def facts_of(item: Content) -> list[str]:
    """Who reported it and when, and who answers for it."""
    facts = []
    if item["outlets"]:
        facts.append(_outlets(item["outlets"]))
    if item["published"]:
        facts.append(day_in_words(item["published"]))
    if item["unsure"]:
        facts.append(f"{NOT_REVIEWED}; {UNSURE}")
    else:
        facts.append("reviewed by an editor" if item["reviewed"] else NOT_REVIEWED)
    return facts


def standing_of(item: Content) -> str:
    """How it stands: its status with its figures, and its day where the status names none."""
    status, due = item["status"], item["due"]
    # That a call is open is what everybody takes it for.
    told = [status] if status and status != "open" else []
    if due and "due on" not in (status or ""):
        told.append(f"due on {day_in_words(due)}")
    words = "; ".join(told)
    return words[:1].upper() + words[1:]


def correction_in_words(row: Content) -> str:
    """A correction in a sentence, without its note."""
    told = row["what"] + (f" ({row['changed']})" if row["changed"] else "")
    taken = "; taken back since" if row["undone"] else ""
    return f"{day_in_words(row['day'])}: {told}{taken}"


def day_in_words(iso: str) -> str:
    """A day as a reader writes it.

    >>> day_in_words("2024-05-20")
    '20 May 2024'
    """
    day = date.fromisoformat(iso)
    return days_in_words(Period(day, day))


def quoted(words: str) -> str:
    """Words of an article in quotation marks, unless they bring their own.

    >>> quoted("she would sign"), quoted("“I shall sign,” she said")
    ('“she would sign”', '“I shall sign,” she said')
    """
    return words if re.search('[“”"]', words) else f"“{words}”"


def cut(words: str, most: int) -> str:
    """Words cut at a blank where they are long.

    >>> cut("publish the log of the gates", 20)
    'publish the log …'
    """
    if len(words) <= most:
        return words
    return words[: most - 2].rsplit(" ", 1)[0] + " …"


def _days(content: Content) -> str:
    since, day = (date.fromisoformat(content[name]) for name in ("since", "day"))
    first = date.fromordinal(since.toordinal() + 1)
    if first >= day:
        return f"on {days_in_words(Period(day, day))}"
    return f"from {days_in_words(Period(first, day))}"


_MOST_OUTLETS = 4


def _outlets(outlets: list[str]) -> str:
    more = len(outlets) - _MOST_OUTLETS
    named = [*outlets[:_MOST_OUTLETS], f"{more} more"] if more > 0 else outlets
    return " and ".join(filter(None, [", ".join(named[:-1]), *named[-1:]]))
