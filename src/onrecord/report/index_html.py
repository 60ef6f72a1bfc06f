"""The index of a page, beside the article: calls, commitments, responses, then statements."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from onrecord.record import Party
from onrecord.report.act_entries import ActEntry, ActName
from onrecord.report.article_html import safe
from onrecord.report.entries import SPEAKER_NOT_NAMED, Entry, days_in_words, listed, readable
from onrecord.report.view import View

_EXCERPT = 170  # Code points of a statement or an act that its index entry shows.


def index_html(view: View) -> str:
    """All entries, each with a link to its place in the article; empty where there are none."""
    if not (view.acts or view.entries):
        return ""
    places = view.places()
    groups = []
    for kind, group in groupby(view.acts, lambda act: act.name.kind):
        groups.append(_group(view, f"{kind}s", [_act(view, act, places) for act in group]))
    if view.entries:
        said = [_statement(view, entry, places) for entry in view.entries]
        groups.append(_group(view, "statements", said))
    label = "Acts and statements" if view.acts else "Statements"
    return f"""<nav class="index" id="{view.key("index")}" aria-label="{label}">
{_filter(view)}
{"".join(groups)}</nav>"""


def _group(view: View, name: str, entries: Sequence[str]) -> str:
    h, id = f"h{view.level + 1}", view.key(name)
    rows = "\n".join(entries)
    return f"""<section class="group" aria-labelledby="{id}">
<{h} class="said" id="{id}">{name.capitalize()} <span>{len(entries):,}</span></{h}>
<ol class="entries">
{rows}
</ol>
</section>
"""


def _filter(view: View) -> str:
    choices = view.choices()
    if not choices:
        return ""
    said = Counter(id for e in view.all() for id in ({p.id for p in e.speakers} or {""}))
    group = view.key("speaker")
    chips = [("all", "All", len(view.acts) + len(view.entries))]
    for number in choices:
        party = view.speakers[number - 1] if number else None
        name = readable(party.name) if party else "Not named"
        chips.append((str(number), name, said[party.id if party else ""]))
    inputs = "\n".join(
        f'<label><input type="radio" name="{group}" id="f{view.prefix}{value}"'
        f"{' checked' * (value == 'all')}><span><bdi>{safe(name)}</bdi> {count:,}</span></label>"
        for value, name, count in chips
    )
    what = "Show acts and statements of" if view.acts else "Show statements of"
    return f'<fieldset class="filter"><legend>{what}</legend>\n{inputs}\n</fieldset>'


def _act(view: View, entry: ActEntry, places: Sequence[str]) -> str:
    kind, number = entry.name.kind, entry.name.number
    stance = f' <span class="stance">{entry.name.stance}</span>' if entry.name.stance else ""
    line = f'<span class="label {kind}">{entry.name}</span>{stance}{_where(entry, places)}'
    who = _names(entry.speakers)
    if entry.whom:
        whom = _names(entry.parties, safe(entry.whom))
        who += f' <span class="to" role="img" aria-label="to">→</span> {whom}'
    what = _excerpt(entry.what or entry.words)
    lead = f"""<span class="line">{line}</span> <span class="line">{who}</span> \
<bdi class="words">{what}</bdi>"""
    words = ""
    if entry.what and entry.words != entry.what:
        words = f'\n<p class="exact"><bdi>{_excerpt(entry.words)}</bdi></p>'
    return f"""<li class="entry act {kind} {view.classes(entry)}" id="{view.index_id(entry)}" \
value="{number}">{_link(view, entry, lead)}{_due(entry)}{words}
<p class="about">{_sure(entry)}{_ties(view, entry)}</p></li>"""


def _due(entry: ActEntry) -> str:
    if not (entry.act.due and entry.due):
        return ""
    period = entry.act.due.period
    day = f"<bdi>{safe(entry.due)}</bdi>"
    if period and period.first == period.last:
        day = f'<time datetime="{period.first.isoformat()}">{day}</time>'
    how = f' <span class="working"><bdi>{safe(entry.working)}</bdi></span>' if entry.working else ""
    return f'\n<p class="by">due <b>{day}</b>{how}</p>'


def _ties(view: View, entry: ActEntry) -> str:
    """Links to what the act answers, to what answers it and to the statements it is made in."""
    named = {act.name: act for act in view.acts}

    def linked(names: Sequence[ActName]) -> str:
        links = (
            f'<a href="#{view.index_id(named[name])}">{name}</a>'
            + (f", {name.stance}" if name.stance else "")
            for name in names
        )
        return "; ".join(links)

    ties = [f"answers {linked(entry.answers)}"] if entry.answers else []
    ties += [f"answered by {linked(entry.answered)}"] if entry.answered else []
    said = [
        f'<a href="#{view.index_id(made)}">statement {made.number}</a>'
        for made in view.entries
        if made.statement.id in entry.act.statements
    ]
    ties += [f"in {listed(said)}"] if said else []
    return "".join(f' <span class="tie">{tie}</span>' for tie in ties)


def _statement(view: View, entry: Entry, places: Sequence[str]) -> str:
    statement = entry.statement
    wording = f" <span>— <bdi>{safe(entry.wording)}</bdi></span>" if entry.wording else ""
    said = f" <span>said {days_in_words(statement.said_on)}</span>" if statement.said_on else ""
    lead = f"""<span class="line"><span class="number">{entry.number}</span> \
{_names(entry.speakers)}{_where(entry, places)}</span> \
<bdi class="words">{_excerpt(entry.words)}</bdi>"""
    return f"""<li class="entry {view.classes(entry)}" id="{view.index_id(entry)}" \
value="{entry.number}">{_link(view, entry, lead)}
<p class="about"><span class="kind {statement.quotation.value}">{statement.quotation.value}</span> \
{_sure(entry)}{said}{wording}</p></li>"""


def _link(view: View, entry: ActEntry | Entry, lead: str) -> str:
    """The head of an entry, leading to its words if they can be seen in the article."""
    if view.is_marked(entry):
        return f'<a class="lead" href="#{view.mark_id(entry)}">{lead}</a>'
    return f'<span class="lead">{lead}</span>'


def _names(parties: Sequence[Party], unnamed: str = SPEAKER_NOT_NAMED) -> str:
    names = [f"<bdi>{safe(readable(party.name))}</bdi>" for party in parties]
    if names:
        return f'<span class="who">{listed(names)}</span>'
    return f'<span class="who nobody">{unnamed}</span>'


def _where(entry: ActEntry | Entry, places: Sequence[str]) -> str:
    if not places:
        return ""
    place = places[entry.first]
    if entry.last > entry.first:
        place += f"–{places[entry.last].lstrip('¶')}"
    return f'<span class="where">{place}</span>'


def _excerpt(paragraphs: Sequence[str]) -> str:
    words = " ".join(paragraphs)
    if len(words) > _EXCERPT:
        words = words[:_EXCERPT].rsplit(" ", 1)[0] + " …"
    return safe(words)


def _sure(entry: ActEntry | Entry) -> str:
    percent = f"{entry.confidence:.0%}"
    if entry.unsure:
        return f'<span class="unsure">unsure {percent}</span>'
    return f"<span>{percent}</span>"
