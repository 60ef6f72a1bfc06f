"""What the machine calls a matter until an editor names it."""

from onrecord.keep.models import Article, EntryKind, Role

BY_TITLE = "machine, from the earliest article’s title"
BY_CALL = "machine, from the clearest call"
BY_WORDS = "machine, from the article’s first words"
LONGEST = 90
_CLEAR = 0.7
"""Confidence from which a call is clear enough to name a matter after it."""


def machine_title(article: Article) -> tuple[str, str]:
    """A short title for a matter that opens with this article, and where it is from.

    The title of the article, which a person wrote; where it has none, its
    clearest call, until an article with a title joins.
    """
    if article.title:
        return short(article.title), BY_TITLE
    calls = article.entries.filter(
        kind=EntryKind.CALL, confidence__gte=_CLEAR, gone_in=None
    ).exclude(action="")
    call = calls.order_by("-confidence", "pk").prefetch_related("cast__party").first()
    if call is not None:
        names: dict[Role, list[str]] = {role: [] for role in Role}
        for one in call.cast.all():
            names[Role(one.role)].append(one.party.name)
        who = " and ".join(names[Role.SPEAKER][:2])
        asked = f" asks {' and '.join(names[Role.PARTY][:2])}" if names[Role.PARTY] else " asks"
        return short(f"{who}{asked}: {call.action}" if who else call.action), BY_CALL
    return short(article.plain_text.words or article.source), BY_WORDS


def short(words: str) -> str:
    """At most ninety characters, cut between words.

    >>> short("A heading as it is"), len(short("word " * 40)) <= LONGEST
    ('A heading as it is', True)
    """
    line = " ".join(words.split())
    if len(line) <= LONGEST:
        return line
    return line[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
