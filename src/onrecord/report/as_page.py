"""One self-contained page: the article with its acts and statements marked, and their index.

The page asks for nothing: no script, no font, no image, and its policy forbids
the browser to fetch any.  All that an article holds is escaped.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from string import Template

from onrecord.record import ActKind, Document, Skipped
from onrecord.report.act_entries import NO_ACTS, count_of_acts
from onrecord.report.article_html import article_html, safe, words_html
from onrecord.report.entries import (
    UNSURE_BELOW,
    block_at,
    count_of,
    date_of,
    leading_heading,
    listed,
    nothing_found,
    readable,
    several,
)
from onrecord.report.index_html import index_html
from onrecord.report.view import View

_ACTS_KEY = """<p>A <b>call</b> asks for something to be done, a <b>commitment</b> undertakes it, \
a <b>response</b> answers one of them or the questions of the press.</p>
"""
_STATEMENTS_KEY = """<p><b>Direct</b>: all of the words stand in quotation marks. \
<b>Mixed</b>: some do. <b>Indirect</b>: none. <b>Post</b>: words of a social network, shown in \
the article.</p>
"""
_KEY = f"""<p>The percentage is the machine’s own estimate that a careful reader would mark \
the same. Below {UNSURE_BELOW:.0%} it says “unsure”: check those first.</p>
"""


def document_to_page(document: Document) -> str:
    """The page of one document, as HTML."""
    return documents_to_page([document])


def documents_to_page(documents: Sequence[Document], skipped: Sequence[Skipped] = ()) -> str:
    """One page of all the documents in order, with what was skipped at its end."""
    alone = len(documents) == 1
    views = [
        View(document, "" if alone else f"{number}-", level=1 if alone else 2)
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


def _rules(view: View) -> Iterator[str]:
    """The rules that stand in for a script: light up what was jumped to, show one speaker."""
    lit = [
        f":root:has(:is(#{view.mark_id(entry)},#{view.index_id(entry)}):target) "
        f".{view.own_class(entry)}"
        for entry in view.all()
    ]
    # In portions: a browser that knows no :has() drops a rule, never the sheet.
    for at in range(0, len(lit), 100):
        yield f"{','.join(lit[at : at + 100])}{{--mark:var(--lit);--bar-shown:var(--bar)}}"
    for value in view.choices():
        here = f":root:has(#f{view.prefix}{value}:checked) #{view.key('document')}"
        only = f".w{view.prefix}{value}"
        yield f"{here} .entry:not({only}),{here} .group:not(:has({only})){{display:none}}"
        # The counts are those of all speakers.
        yield f"{here} .said span{{visibility:hidden}}"
        yield f"{here} article :is(.m,.n):not({only}){{--mark:none;border-color:transparent}}"


def _document_html(view: View) -> str:
    article = view.document.article
    lang = safe(article.language)
    heading = leading_heading(view.document)
    words = words_html(view, view.blocks.index(heading), heading.span) if heading else None
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
{article_html(view)}
</article>
{_foot(view)}
</div>
{index_html(view)}
</section>"""


def _facts(view: View) -> str:
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


def _summary(view: View) -> str:
    if not (view.acts or view.entries):
        return f'<p class="none">{safe(nothing_found(view.document))}</p>'
    counts = Counter(entry.name.kind for entry in view.acts)
    acts = [
        f'<a href="#{view.key(f"{kind}s")}">{several(counts[kind], kind, f"{kind}s")}</a>'
        for kind in ActKind
        if counts[kind]
    ]
    said = safe(count_of(view.entries))
    if view.entries:
        said = f'<a href="#{view.key("statements")}">{said}</a>'
    none = "" if acts else f'<p class="none">{NO_ACTS}</p>\n'
    counted = " · ".join(filter(None, [listed(acts), said]))
    return f'{none}<p class="summary">{counted}</p>\n{_legend(view, list(counts))}'


def _legend(view: View, kinds: Sequence[ActKind]) -> str:
    """What the marks mean: those of acts in a line of their own, and no more than are there."""
    rows = []
    if kinds:
        row = [f'<span class="m {kind}">{kind}</span>' for kind in ActKind if kind in kinds]
        if any(entry.what for entry in view.acts):
            first = min(kinds)
            what = "what is asked, promised or answered"
            row.append(f'<span class="m {first} deep-{first}">{what}</span>')
        if any(entry.due for entry in view.acts):
            row.append('<span class="m due">by when</span>')
        rows.append(row)
    if view.entries:
        told = {
            "source": "who speaks",
            "cue": "the reporting words",
            "content": "what is attributed",
        }
        rows.append([f'<span class="m {role}">{words}</span>' for role, words in told.items()])
    return "\n".join(f'<p class="legend">{" ".join(row)}</p>' for row in rows)


def _foot(view: View) -> str:
    parties = _parties(view)
    key = _ACTS_KEY if view.acts else ""
    key += _STATEMENTS_KEY if view.entries else ""
    key += _KEY if key else ""
    dates = _dates(view)
    if not (key or parties or dates):
        return ""
    return f'<footer class="foot">\n{key}{parties}\n{dates}\n</footer>'


def _parties(view: View) -> str:
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


def _dates(view: View) -> str:
    """Every day that the article names, each with its working."""
    if not view.document.dates:
        return ""
    places = view.places()
    rows = []
    for found in view.document.dates:
        place = places[block_at(view.blocks, found.span.start)] if places else ""
        rows.append(f"<li><bdi>{safe(readable(found.working))}</bdi> <span>{place}</span></li>")
    count = several(len(rows), "date named", "dates named")
    return (
        f'<details class="dates"><summary>{count}</summary>\n<ul>\n'
        + "\n".join(rows)
        + "\n</ul></details>"
    )


def _contents(views: Sequence[View], title: str) -> str:
    rows = "\n".join(
        f'<li><a href="#{view.key("document")}"><bdi>{safe(view.title)}</bdi></a> '
        f"<span>{safe(readable(view.document.article.outlet or ''))}</span> "
        f"<span>{safe(date_of(view.document.article))}</span> "
        + "".join(f"<span>{safe(count)}</span> " for count in _counts(view))
        + "</li>"
        for view in views
    )
    return f"""<nav class="contents" id="contents" tabindex="-1"><h1>{safe(title)}</h1>
<ol>
{rows}
</ol></nav>"""


def _counts(view: View) -> list[str]:
    return list(filter(None, [count_of_acts(view.acts), count_of(view.entries)]))


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
