"""One self-contained page: the article with its statements marked, and an index beside it.

The page asks for nothing: no script, no font, no image, and its policy forbids
the browser to fetch any.  All that an article holds is escaped.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from string import Template

from onrecord.record import Document, Party, Skipped
from onrecord.report.article_html import Marked, article_html, safe
from onrecord.report.entries import (
    SPEAKER_NOT_NAMED,
    UNSURE_BELOW,
    Entry,
    blocks_of,
    count_of,
    date_of,
    entries_of,
    leading_heading,
    listed,
    nothing_found,
    paragraph_numbers,
    readable,
    several,
    title_of,
)
from onrecord.report.segments import marks_by_block

_EXCERPT = 170  # Code points of a statement that its index entry shows.
_CHIPS = 8  # More speakers than this fill the index before its first entry.

_KEY = f"""<p><b>Direct</b>: all of the words stand in quotation marks. <b>Mixed</b>: some do. \
<b>Indirect</b>: none. <b>Post</b>: words of a social network, shown in the article.</p>
<p>The percentage is the machine’s own estimate that a careful reader would mark the same. \
Below {UNSURE_BELOW:.0%} it says “unsure”: check those first.</p>
"""


def document_to_page(document: Document) -> str:
    """The page of one document, as HTML."""
    return documents_to_page([document])


def documents_to_page(documents: Sequence[Document], skipped: Sequence[Skipped] = ()) -> str:
    """One page of all the documents in order, with what was skipped at its end."""
    alone = len(documents) == 1
    views = [
        _View(document, "" if alone else f"{number}-", level=1 if alone else 2)
        for number, document in enumerate(documents, 1)
    ]
    count = several(len(documents), "article", "articles") if documents else "No articles"
    title = views[0].title if alone else count
    main = [] if alone else [_contents(views, title)]
    main += [_document_html(view) for view in views]
    if skipped:
        main.append(_skipped_html(skipped))
    # Imported here: it takes longer than all else in this room, and most runs make no page.
    from importlib.resources import files  # noqa: PLC0415

    room = files("onrecord.report")
    return Template(room.joinpath("page.html").read_text("utf-8")).substitute(
        title=safe(title),
        style=room.joinpath("page.css").read_text("utf-8"),
        rules="\n".join(rule for view in views for rule in _rules(view)),
        main="\n".join(main),
        start=views[0].key("article") if alone else "contents",
        kind="one" if alone else "many",
    )


@dataclass(slots=True)
class _View:
    """A document with all that its parts of the page share, worked out once.

    `prefix` keeps the ids of one article apart from those of the next.
    """

    document: Document
    prefix: str
    level: int
    entries: list[Entry] = field(init=False)
    title: str = field(init=False)
    speakers: list[Party] = field(init=False)
    numbers: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.entries = entries_of(self.document)
        self.title = title_of(self.document)
        said = Counter(party.id for entry in self.entries for party in entry.speakers)
        by_id = {party.id: party for party in self.document.parties}
        self.speakers = [by_id[id] for id, _ in said.most_common()]
        self.numbers = {party.id: number for number, party in enumerate(self.speakers, 1)}

    def key(self, name: str) -> str:
        return f"{name}{self.prefix and '-' + self.prefix.rstrip('-')}"

    def classes(self, entry: Entry) -> str:
        """The classes by which the rules of the page find an entry and its words."""
        numbers = [self.numbers[party.id] for party in entry.speakers] or [0]
        speakers = [f"w{self.prefix}{number}" for number in numbers]
        return " ".join([f"e{self.prefix}{entry.number}", *speakers])


def _rules(view: _View) -> Iterator[str]:
    """The rules that stand in for a script: light up what was jumped to, show one speaker."""
    lit = [
        f":root:has(:is(#s{key},#i{key}):target) .e{key}"
        for key in (f"{view.prefix}{entry.number}" for entry in view.entries)
    ]
    # In portions: a browser that knows no :has() drops a rule, never the sheet.
    for at in range(0, len(lit), 100):
        yield f"{','.join(lit[at : at + 100])}{{--mark:var(--lit);--bar-shown:var(--bar)}}"
    for value in _choices(view):
        here = f":root:has(#f{view.prefix}{value}:checked) #{view.key('document')}"
        other = f":not(.w{view.prefix}{value})"
        yield f"{here} .entry{other}{{display:none}}"
        yield f"{here} article .m{other}{{--mark:none;border-color:transparent}}"


def _choices(view: _View) -> list[int]:
    """The numbers of the speakers to choose among; 0 for statements of nobody named."""
    named = list(range(1, min(len(view.speakers), _CHIPS) + 1))
    unnamed = any(not entry.speakers for entry in view.entries)
    choices = named + ([0] if unnamed else [])
    return choices if len(choices) > 1 else []


def _document_html(view: _View) -> str:
    article = view.document.article
    blocks = blocks_of(view.document)
    marked = Marked(
        marks=marks_by_block(blocks, view.entries),
        classes={entry.number: view.classes(entry) for entry in view.entries},
        prefix=view.prefix,
        level=view.level,
    )
    lang = safe(article.language)
    heading = leading_heading(view.document)
    words = marked.block(blocks.index(heading), heading.span, article.text) if heading else None
    title = f"<bdi>{words or safe(view.title)}</bdi>"
    h = f"h{view.level}"
    return f"""<section class="document" id="{view.key("document")}" \
aria-labelledby="{view.key("title")}">
<div class="reading">
<header class="head">
<{h} class="title" id="{view.key("title")}" lang="{lang}" dir="auto">{title}</{h}>
{_facts(view)}
{_summary(view)}
</header>
<article id="{view.key("article")}" lang="{lang}" tabindex="-1">
{article_html(view.document, blocks, marked)}
</article>
{_foot(view)}
</div>
{_index(view)}
</section>"""


def _facts(view: _View) -> str:
    article = view.document.article
    facts = [f"<bdi>{safe(readable(article.outlet))}</bdi>"] if article.outlet else []
    day = safe(date_of(article))
    if article.published:
        day = f'<time datetime="{article.published.isoformat()}">{day}</time>'
    facts.append(f"<span>{day}</span>")
    if article.authors:
        facts.append(f"<bdi>{safe(readable(', '.join(article.authors)))}</bdi>")
    source = readable(article.url or article.source)
    if source != view.title:
        # Only the web's own addresses become links: “javascript:” is one too.
        words = f"<bdi>{safe(source)}</bdi>"
        if source.startswith(("https://", "http://")):
            words = f'<a href="{safe(source)}" rel="noreferrer noopener nofollow">{words}</a>'
        facts.append(f'<span class="from">{words}</span>')
    return '<p class="facts">' + " ".join(facts) + "</p>"


def _summary(view: _View) -> str:
    if not view.entries:
        return f'<p class="none">{safe(nothing_found(view.document))}</p>'
    count = safe(count_of(view.entries))
    return f"""<p class="summary"><a href="#{view.key("index")}">{count}</a></p>
<p class="legend"><span class="m source">who speaks</span> \
<span class="m cue">the reporting words</span> \
<span class="m content">what is attributed</span></p>"""


def _index(view: _View) -> str:
    if not view.entries:
        return ""
    h = f"h{view.level + 1}"
    count = f"<span>{len(view.entries):,}</span>"
    places = _places(view)
    entries = "\n".join(_entry(view, entry, places) for entry in view.entries)
    return f"""<nav class="index" id="{view.key("index")}" aria-labelledby="{view.key("said")}">
<{h} class="said" id="{view.key("said")}">Statements {count}</{h}>
{_filter(view)}
<ol class="entries">
{entries}
</ol>
</nav>"""


def _places(view: _View) -> list[str]:
    """How the index says where each block stands: “¶3”, as in the article’s margin."""
    blocks = blocks_of(view.document)
    return [
        f"¶{number}" if number else block.kind.value
        for block, number in zip(blocks, paragraph_numbers(blocks), strict=True)
    ]


def _filter(view: _View) -> str:
    choices = _choices(view)
    if not choices:
        return ""
    said = Counter(id for e in view.entries for id in ({p.id for p in e.speakers} or {""}))
    group = view.key("speaker")
    chips = [("all", "All", len(view.entries))]
    for number in choices:
        party = view.speakers[number - 1] if number else None
        name = readable(party.name) if party else "Not named"
        chips.append((str(number), name, said[party.id if party else ""]))
    inputs = "\n".join(
        f'<label><input type="radio" name="{group}" id="f{view.prefix}{value}"'
        f"{' checked' * (value == 'all')}><span><bdi>{safe(name)}</bdi> {count:,}</span></label>"
        for value, name, count in chips
    )
    return f'<fieldset class="filter"><legend>Show statements of</legend>\n{inputs}\n</fieldset>'


def _entry(view: _View, entry: Entry, places: Sequence[str]) -> str:
    key = f"{view.prefix}{entry.number}"
    statement = entry.statement
    place = places[entry.first] if places else ""
    if entry.last > entry.first:
        place += f"–{places[entry.last].lstrip('¶')}"
    words = " ".join(entry.words)
    if len(words) > _EXCERPT:
        words = words[:_EXCERPT].rsplit(" ", 1)[0] + " …"
    percent = f"{statement.confidence:.0%}"
    sure = (
        f'<span class="unsure">unsure {percent}</span>'
        if entry.unsure
        else f"<span>{percent}</span>"
    )
    wording = f" <span>— <bdi>{safe(entry.wording)}</bdi></span>" if entry.wording else ""
    names = [f"<bdi>{safe(readable(party.name))}</bdi>" for party in entry.speakers]
    who = f'<span class="who">{listed(names)}</span>'
    if not names:
        who = f'<span class="who nobody">{SPEAKER_NOT_NAMED}</span>'
    where = f'<span class="where">{place}</span>' if place else ""
    return f"""<li class="entry {view.classes(entry)}" id="i{key}" value="{entry.number}">\
<a href="#s{key}"><span class="line"><span class="number">{entry.number}</span> \
{who}{where}</span> \
<bdi class="words">{safe(words)}</bdi></a>
<p class="about"><span class="kind {statement.quotation.value}">{statement.quotation.value}</span> \
{sure}{wording}</p></li>"""


def _foot(view: _View) -> str:
    parties = _parties(view)
    key = _KEY if view.entries else ""
    return f'<footer class="foot">\n{key}{parties}\n</footer>' if key or parties else ""


def _parties(view: _View) -> str:
    if not view.document.parties:
        return ""
    rows = []
    for party in view.document.parties:
        more = [readable(word) for word in (*party.roles, *party.names)]
        also = f" <span>{safe(', '.join(dict.fromkeys(more)))}</span>" if more else ""
        rows.append(f"<li><bdi>{safe(readable(party.name))}</bdi>{also}</li>")
    count = several(len(rows), "party named", "parties named")
    return (
        f'<details class="parties"><summary>{count}</summary>\n<ul>\n'
        + "\n".join(rows)
        + "\n</ul></details>"
    )


def _contents(views: Sequence[_View], title: str) -> str:
    rows = "\n".join(
        f'<li><a href="#{view.key("document")}"><bdi>{safe(view.title)}</bdi></a> '
        f"<span>{safe(readable(view.document.article.outlet or ''))}</span> "
        f"<span>{safe(date_of(view.document.article))}</span> "
        f"<span>{safe(count_of(view.entries))}</span></li>"
        for view in views
    )
    return f"""<nav class="contents" id="contents" tabindex="-1"><h1>{safe(title)}</h1>
<ol>
{rows}
</ol></nav>"""


def _skipped_html(skipped: Sequence[Skipped]) -> str:
    rows = "\n".join(
        f"<li><bdi>{safe(readable(item.source))}</bdi> <b>{safe(item.reason.value)}</b> "
        f"<span>{safe(readable(item.detail))}</span></li>"
        for item in skipped
    )
    count = several(len(skipped), "input", "inputs")
    return (
        f'<section class="skipped" id="skipped"><h2>Skipped: {count}</h2>\n'
        f"<ul>\n{rows}\n</ul></section>"
    )
