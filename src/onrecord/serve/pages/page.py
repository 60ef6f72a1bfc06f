"""What every page does alike: read what is asked, draw itself, or answer in another form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onrecord.keep.lists import PAGE, Slice
from onrecord.keep.looking import today
from onrecord.record import BadOption
from onrecord.serve.feeds import Listing, written


@dataclass(frozen=True, slots=True)
class Look:
    """What a page shows: its template with what that needs, and the list that it is of."""

    template: str
    listing: Listing
    shown: dict[str, Any] = field(default_factory=dict)


__all__ = ["Look", "number_of", "page", "part_of", "today"]

View = Callable[..., Look | HttpResponse]


def page(view: View) -> Callable[..., HttpResponse]:
    """`view` as Django calls it; `form` is “html” or the end of the address (“atom”)."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *, form: str = "html", **named: Any) -> HttpResponse:
        try:
            look = view(request, **named)
        except BadOption as error:
            raise Http404(str(error)) from error
        if isinstance(look, HttpResponse):
            return look
        if form != "html":
            return written(request, look.listing, form)
        return render(request, look.template, {"listing": look.listing, **look.shown})

    return answer


def part_of(request: HttpRequest, size: int = PAGE) -> Slice:
    """Which part of a list is asked for by `after`."""
    return Slice(number_of(request, "after"), size)


_MOST_DIGITS = 18


def number_of(request: HttpRequest, name: str) -> int | None:
    """A number that is asked for; BadOption where it is none."""
    given = request.GET.get(name, "")
    if not given:
        return None
    if not (given.isascii() and given.isdecimal() and len(given) <= _MOST_DIGITS):
        raise BadOption(f"{name}: {given!r:.40} is no number")
    return int(given)
