"""The forms of `forms.py` as lines for a terminal."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from onrecord.keep.forms import Form
from onrecord.report.entries import SPEAKER_NOT_NAMED, listed

_WIDTH = 88
_INDENT = "    "
NOT_REVIEWED = "made by machine, not reviewed"


def text_of(form: Form) -> Iterator[str]:
    """The lines of whatever `show` gave, told by its ref."""
    kinds = {"m": matter_lines, "e": entry_lines, "a": article_lines, "p": party_lines}
    yield from kinds[form["ref"][0]](form)


def entry_lines(form: Form) -> Iterator[str]:
    """An entry in some lines: who to whom, where it stands, its words, and where they stood."""
    stance = f", {form['stance']}" if form["stance"] else ""
    who = listed([party["name"] for party in form["speakers"]]) or SPEAKER_NOT_NAMED
    whom = listed([party["name"] for party in form["parties"]])
    yield f"{form['ref']}  {form['day'] or 'no day'}  {form['kind']}{stance}: {who}" + (
        f" → {whom}" if whom else ""
    )
    if form["status"]:
        yield f"{_INDENT}{form['status']['sentence']}"
    yield from _wrapped(f"“{form['words']}”")
    article = form["article"]
    place = ", ".join(filter(None, (article["outlet"], article["published"], article["ref"])))
    gone = f"; these words are gone since snapshot {form['gone_in']}" if form["gone_in"] else ""
    review = form["review"] if form["reviewed"] else NOT_REVIEWED
    yield f"{_INDENT}{place}; {review}, {form['confidence']:.2f}{gone}"
    if form["first_report"]:
        yield f"{_INDENT}first reported as {form['first_report']}"
    for link in form.get("links", ()):
        yield f"{_INDENT}{link['newer']} {link['relation']} {link['older']} ({link['score']:.2f}, "\
              f"{link['state']}): {'; '.join(link['reasons'])}"  # fmt: skip
    for reply in form["replies"]:
        yield from _wrapped(f"{reply['party']['name']} replies: {reply['words']}")


def matter_line(form: Form) -> str:
    """A matter in a line, as lists have it."""
    days = " to ".join(dict.fromkeys(filter(None, (form["first_day"], form["last_day"]))))
    counts = form.get("counts") or {}
    order = ("article", "call", "commitment", "response")
    told = ", ".join(f"{counts[name]} {name}{'s' * (counts[name] > 1)}"
                     for name in order if counts.get(name))  # fmt: skip
    return "  ".join(filter(None, (form["ref"], days, form["title"], told and f"({told})")))


def matter_lines(form: Form) -> Iterator[str]:
    """A matter with its articles and its calls, commitments and responses in order."""
    yield matter_line(form)
    yield f"{_INDENT}title: {form['titled_by']}"
    if form["merged_into"]:
        yield f"{_INDENT}merged into {form['merged_into']}"
    for article in form["articles"]:
        yield _INDENT + article_line(article)
    acts = [one for one in form["entries"] if one["kind"] != "statement"]
    for entry in acts:
        if not entry["first_report"]:
            yield ""
            yield from entry_lines({**entry, "links": _of(form["links"], entry["ref"])})
    statements = len(form["entries"]) - len(acts)
    if statements:
        yield ""
        yield f"and {statements} {'statements' if statements > 1 else 'statement'}"


def article_line(form: Form) -> str:
    """An article in a line."""
    told = (form["ref"], form["published"], form["outlet"], form["title"] or form["url"])
    return "  ".join(filter(None, told))


def article_lines(form: Form) -> Iterator[str]:
    """An article with its entries; its text is in the JSON form and on the site."""
    yield article_line(form)
    yield f"{_INDENT}{form['url'] or form['source']}"
    if form["copy_of"]:
        yield f"{_INDENT}the same report as {form['copy_of']}; only its own words stand here"
    for copy in form["copies"]:
        yield f"{_INDENT}also run by: {article_line(copy)}"
    if form["matter"]:
        yield f"{_INDENT}matter {form['matter']}"
    if len(form["snapshots"]) > 1:
        yield f"{_INDENT}{len(form['snapshots'])} snapshots"
    yield from _entries(form["entries"])


def party_lines(form: Form) -> Iterator[str]:
    """A party with what it said and what was put to it."""
    yield f"{form['ref']}  {form['name']} ({form['kind']})"
    if form["entry"]:
        yield f"{_INDENT}in the directory: {form['entry']}"
    others = [name for name in form["names"] if name != form["name"]]
    if others:
        yield f"{_INDENT}also: {'; '.join(others)}"
    if form["known_by"]:
        yield f"{_INDENT}known by {form['known_by']} alone"
    if form["merged_into"]:
        yield f"{_INDENT}merged into {form['merged_into']}"
    for heading, entries in (("Spoke", form["spoke"]), ("Was asked or answered", form["asked"])):
        if entries:
            yield ""
            yield heading
            yield from _entries(entries)


def _entries(entries: Sequence[Form]) -> Iterator[str]:
    for entry in entries:
        yield ""
        yield from entry_lines(entry)


def _of(links: Iterable[Form], ref: str) -> list[Form]:
    return [link for link in links if ref in (link["newer"], link["older"])]


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(
        " ".join(words.split()), _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT
    )
