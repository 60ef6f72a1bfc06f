"""The list of articles, and one article with its entries marked in its text."""

from django.http import Http404, HttpRequest

from onrecord.keep import details, lists
from onrecord.keep.forms import article_in_short
from onrecord.serve.drawings.article import marked
from onrecord.serve.feeds import Kind, Listing
from onrecord.serve.pages.page import Look, part_of, today


def articles(request: HttpRequest) -> Look:
    """All articles, the newest first."""
    chunk = lists.articles(part_of(request))
    listing = Listing("Articles", "/articles/", Kind.ARTICLE, chunk.items, chunk.next)
    return Look("onrecord/articles.html", listing)


def article(_request: HttpRequest, id: int) -> Look:
    """One article: its text with the entries marked, the texts it had before, its copies."""
    found = details.article(id)
    if found is None:
        raise Http404(f"there is no article {id}")
    entries = details.article_entries(found, today())
    standing = tuple(row for row in entries if row["gone_in"] is None)
    gone = tuple(row for row in entries if row["gone_in"] is not None)
    text = marked(found.current.document, standing) if found.current else None
    copies = [article_in_short(one) for one in found.copies.all()]
    original = article_in_short(found.copy_of) if found.copy_of else None
    more = {
        "article": {
            **lists.article_row(found),
            "authors": list(found.authors),
            "language": found.language,
            "text": found.current.document["article"]["text"] if found.current else "",
        },
        "snapshots": list(details.snapshots(found)),
        "copies": copies,
    }
    listing = Listing(
        found.title or f"Article {id}", f"/articles/{id}/", Kind.ENTRY, entries, more=more
    )
    order = {ref: at for at, ref in enumerate(text.order)} if text else {}
    acts = sorted(
        (row for row in standing if row["kind"] != "statement"),
        key=lambda row: order.get(row["ref"], 0),
    )
    said = sorted(
        (row for row in standing if row["kind"] == "statement"),
        key=lambda row: order.get(row["ref"], 0),
    )
    shown = {**more, "text": text, "acts": acts, "said": said, "gone": gone, "original": original}
    return Look("onrecord/article.html", listing, shown)
