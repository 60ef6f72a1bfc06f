"""How a row of a list is said in a line, for feeds and calendars."""

from onrecord.keep.forms import Form
from onrecord.report.entries import listed, readable
from onrecord.serve.feeds.listing import Kind

_VERBS = {"call": "asks", "commitment": "promises", "response": "answers", "statement": "says"}
_TITLE = 160


def names(parties: list[Form]) -> str:
    """The names of parties in a sentence; empty where there are none."""
    return listed([readable(party["name"]) for party in parties])


def said_by(entry: Form) -> str:
    """Who speaks to whom: “Ada Moll asks Tarn Council”."""
    who = names(entry["speakers"]) or "Somebody not named"
    whom = names(entry["parties"])
    return " ".join(filter(None, [who, verb(entry), whom]))


def verb(entry: Form) -> str:
    """What the one who speaks does: “asks”; silence is no answer."""
    return "does not answer" if entry["stance"] == "silent" else _VERBS[entry["kind"]]


def title_of(kind: Kind, form: Form) -> str:
    """One line that tells a row from the others."""
    if kind is Kind.ENTRY:
        return short(f"{said_by(form)}: {readable(form['action'] or form['words'])}")
    if kind is Kind.MATTER:
        return readable(form["title"]) or f"Matter {form['id']}"
    if kind is Kind.PARTY:
        return readable(form["name"])
    if kind is Kind.ARTICLE:
        return readable(form["title"] or form["url"] or "") or f"Article {form['id']}"
    if kind is Kind.EDITION:
        return readable(form["subject"])
    return f"{form['deed'].capitalize()}: {form['target']} {form['target_id']}"


def summary_of(kind: Kind, form: Form) -> str:
    """What else is to be said of a row, in plain words."""
    if kind is Kind.ENTRY:
        article = form["article"]
        told = [f"“{readable(form['words'])}”"]
        told += [f"Status: {form['status']['sentence']}."] if form["status"] else []
        told += [f"Due: {form['due']['last']}."] if form["due"] and form["due"]["last"] else []
        where = ", ".join(filter(None, [article["outlet"], article["published"]]))
        told += [f"{where}."] if where else []
        told.append(reviewed(form["review"]).capitalize() + ".")
        return " ".join(told)
    if kind is Kind.MATTER:
        return " to ".join(filter(None, [form["first_day"], form["last_day"]]))
    if kind is Kind.PARTY:
        return str(form["kind"])
    if kind is Kind.ARTICLE:
        return ", ".join(filter(None, [readable(form["outlet"] or ""), form["published"]]))
    if kind is Kind.EDITION:
        return readable(form["summary"])
    return readable(form["note"] or "")


def reviewed(review: str) -> str:
    """Who answers for an entry, in words."""
    return {
        "machine": "made by machine, not reviewed",
        "reviewed": "reviewed by an editor",
        "corrected": "corrected by an editor",
        "withdrawn": "withdrawn by an editor",
    }[review]


def short(words: str, most: int = _TITLE) -> str:
    """`words`, cut at a blank where they are long.

    >>> short("publish the log of the gates", 20)
    'publish the log …'
    """
    if len(words) <= most:
        return words
    return words[: most - 2].rsplit(" ", 1)[0] + " …"
