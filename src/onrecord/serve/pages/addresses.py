"""The addresses of the public pages: plain, lasting, and the same in every form."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.generic import RedirectView

from onrecord.keep.details import SHELVES
from onrecord.serve.feeds import FORMS
from onrecord.serve.pages import (
    articles,
    briefings,
    entry_lists,
    front,
    matters,
    parties,
    rest,
    search,
)
from onrecord.serve.pages.page import View, page

_ENDS = "|".join(FORMS)


def listed(where: str, view: View, **named: str) -> list[URLPattern]:
    """`where/` for the page and `where.atom`, `where.json` … for its other forms."""
    answer: Callable[..., HttpResponse] = page(view)
    return [
        re_path(rf"^{where}/$", answer, named),
        re_path(rf"^{where}\.(?P<form>{_ENDS})$", answer, named),
    ]


def _one(where: str, view: View, after: str = "", **named: str) -> list[URLPattern]:
    """As `listed`, for one thing by its id."""

    def by_id(request, id, **more):  # type: ignore[no-untyped-def]  # as Django calls it
        return view(request, int(id), **more)

    return listed(rf"{where}/(?P<id>[0-9]{{1,18}}){after}", by_id, **named)


urls: list[URLPattern] = [
    path("", page(front.front)),
    re_path(rf"^index\.(?P<form>{_ENDS})$", page(front.front)),
    *listed("matters", matters.matters),
    *_one("matters", matters.matter),
    *_one("matters", matters.statements, "/statements"),
    *listed("parties", parties.parties),
    *_one("parties", parties.party),
    *[
        address
        for word in SHELVES
        for address in _one("parties", parties.shelf, f"/{word}", shelf=word)
    ],
    *listed("articles", articles.articles),
    *_one("articles", articles.article),
    *[
        address
        for kind in entry_lists.KINDS
        for address in listed(kind, entry_lists.of_kind, kind=kind)
    ],
    *listed("due", entry_lists.due),
    *listed("overdue", entry_lists.overdue),
    *_one("entries", entry_lists.entry),
    *listed("search", search.search),
    *listed("corrections", rest.corrections),
    *listed("briefings", briefings.briefings),
    *_one("briefings", briefings.briefing),
    path("about/", rest.about),
    path("robots.txt", rest.robots),
    path("favicon.ico", RedirectView.as_view(url="/static/onrecord/icon.svg", permanent=True)),
]
