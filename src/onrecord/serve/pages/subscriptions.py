"""Signing up, and what the links in the mails lead to.

None of these pages reads a cookie: what may be done is told by the link, or is
open to everybody.  So none needs Django's check against forged requests, and a
mail program can unsubscribe by itself (RFC 8058).  GET changes nothing.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.text import get_text_list
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from onrecord.brief import signup_links
from onrecord.brief.limits import network_of, until_next_hour
from onrecord.brief.models import Frequency, Purpose, Standing, Subscriber, Topic
from onrecord.brief.place import place
from onrecord.brief.sending_soon import Soon
from onrecord.brief.signup import Answer, Wish, sign_up
from onrecord.brief.signup_guard import Pace, form_stamp, pace_of
from onrecord.brief.signup_links import Gone, Pending
from onrecord.brief.tokens import Useless, keyed_hash
from onrecord.brief.topics import topics
from onrecord.serve import environment
from onrecord.serve.security import POLICY

soon = Soon()
"""Mails the links that these pages promise."""

TRAP = "website"
"""A field that people do not see: what is written in it was written by a program."""

_METHODS = require_http_methods(["GET", "HEAD", "POST"])
_FAULTS = {
    Answer.BAD_ADDRESS: (400, "address", "This is no address that mail can be sent to. "
                         "Write it as name@place.example."),
    Answer.BAD_CHOICE: (400, "topics", "One of these newsletters is not offered any more. "
                        "Choose again."),
    Answer.TOO_MANY: (429, "", "There were too many sign-ups from your network. Nothing is lost: "
                      "wait until the next full hour, then press the button once more."),
}  # fmt: skip
_ONCE_MORE = "Please press the button once more. What you entered is still here."
_WENT_WRONG = (
    "Something went wrong, please try again later. You are not signed up yet. What you entered "
    "is still here: press the button once more in some minutes. If that does not help, tell "
    "those who run this site."
)

View = Callable[..., HttpResponse]


def place_of(request: HttpRequest) -> str:
    """The visitor's address on the internet, as told by the proxy where there is one."""
    if environment.behind_proxy():
        # Our own proxy writes the last; what stands before, anybody may have written.
        told = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
        return told.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def thanks_for(chosen: Sequence[Topic]) -> str:
    """What is said to whoever signed up.

    >>> thanks_for([Topic(title="Politics"), Topic(title="Policing")])
    'Thank you for signing up to our Politics and Policing newsletters.'
    >>> thanks_for([])
    'Thank you for signing up to our newsletter.'
    """
    titles = get_text_list([topic.title for topic in chosen], "and")
    what = f"{titles} newsletter" if titles else "newsletter"
    return f"Thank you for signing up to our {what}{'s' if len(chosen) > 1 else ''}."


@csrf_exempt
@_METHODS
def subscribe(request: HttpRequest) -> HttpResponse:
    """The form, and what comes of it."""
    return _signed_up(request, "base.html")


@csrf_exempt
@xframe_options_exempt
@_METHODS
def embedded(request: HttpRequest) -> HttpResponse:
    """The form for a frame in another site's page."""
    response = _signed_up(request, "subscriptions/embedded_base.html")
    policy = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
    response.headers["Content-Security-Policy"] = policy
    return response


@require_safe
def snippet(request: HttpRequest) -> HttpResponse:
    """What to put into another site's page, to have the form there."""
    return render(request, "subscriptions/snippet.html", {"address": place().full("/subscribe/")})


def _signed_up(request: HttpRequest, base: str) -> HttpResponse:
    if request.method != "POST":
        wish = Wish("", request.GET.getlist("topic"))
        return _form(request, base, wish)
    given = request.POST
    wish = Wish(
        given.get("address", "")[:400],
        given.getlist("topics"),
        given.get("frequency", Frequency.DAILY),
        place_of(request),
    )
    try:
        if given.get(TRAP):
            return _thanks(request, base, wish)
        if pace_of(given.get("stamp", "")) is Pace.ONCE_MORE:
            return _form(request, base, wish, note=_ONCE_MORE)
        now = timezone.now()
        answer = sign_up(wish, now)
        if answer is Answer.THANKS:
            soon.ask()
            return _thanks(request, base, wish)
        status, field, fault = _FAULTS[answer]
        response = _form(request, base, wish, field=field, fault=fault)
        response.status_code = status
        if answer is Answer.TOO_MANY:
            response.headers["Retry-After"] = str(until_next_hour(now))
        return response
    except DatabaseError:
        # Not even the topics can be asked for: the form keeps what was chosen, unseen.
        shown = {**_shown(base, wish), "topics": None, "fault": _WENT_WRONG}
        return render(request, "subscriptions/form.html", shown, status=503)


def _form(request: HttpRequest, base: str, wish: Wish, **told: str) -> HttpResponse:
    shown = {**_shown(base, wish), "topics": list(topics()), **told}
    return render(request, "subscriptions/form.html", shown)


def _shown(base: str, wish: Wish) -> dict[str, Any]:
    return {
        "base": base,
        "wish": wish,
        "frequencies": Frequency.choices,
        "stamp": form_stamp(),
        "trap": TRAP,
    }


def _thanks(request: HttpRequest, base: str, wish: Wish) -> HttpResponse:
    chosen = list(topics().filter(slug__in=wish.topics))
    shown = {"base": base, "thanks": thanks_for(chosen), "address": wish.address.strip()}
    return render(request, "subscriptions/thanks.html", shown)


def _by_link(view: View) -> View:
    """A page behind a signed link: never kept, never found by a search."""

    @csrf_exempt
    @never_cache
    @_METHODS
    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


@_by_link
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Asks whether, and makes the address a subscriber."""
    found = signup_links.pending(token)
    if not isinstance(found, Pending):
        return _useless(request, found)
    shown = {"titles": get_text_list([one.title for one in found.topics], "and")}
    if request.method != "POST":
        return render(request, "subscriptions/confirm.html", shown)
    network = keyed_hash("network", network_of(place_of(request)))
    done = signup_links.confirm(token, network, timezone.now())
    if not isinstance(done, Subscriber):
        return _useless(request, done)
    return render(request, "subscriptions/confirmed.html", shown)


@_by_link
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """What a subscriber gets; and the way to leave, to have one's data, to be forgotten."""
    found = signup_links.subscriber_of(Purpose.PREFERENCES, token)
    if not isinstance(found, Subscriber):
        return _useless(request, found)
    said = _done(found, request) if request.method == "POST" else ("", "")
    found.refresh_from_db()
    shown = {
        "subscriber": found,
        "masked": masked(found.address),
        "reads": found.standing == Standing.CONFIRMED,
        "topics": list(topics()),
        "chosen": set(found.topics.values_list("slug", flat=True)),
        "own": list(found.topics.filter(listed=False)),
        "frequencies": Frequency.choices,
        "said": said[0],
        "fault": said[1],
    }
    status = 400 if said[1] else 200
    return render(request, "subscriptions/preferences.html", shown, status=status)


def _done(subscriber: Subscriber, request: HttpRequest) -> tuple[str, str]:
    """Does what a button of the page asks for; what is said of it, or what is wrong."""
    now = timezone.now()
    asked = request.POST.get("do", "")
    if asked in (Purpose.EXPORT, Purpose.ERASE):
        signup_links.ask_for(Purpose(asked), subscriber, now)
        soon.ask()
        return "We have mailed a link to your address. It works for 24 hours.", ""
    if asked == "leave":
        signup_links.unsubscribe(subscriber, now)
        return "You are unsubscribed. No more newsletters will be mailed to you.", ""
    if asked == "save" and subscriber.standing == Standing.CONFIRMED:
        wish = Wish("", request.POST.getlist("topics"), request.POST.get("frequency", ""))
        if signup_links.change(subscriber, wish, now) is Answer.THANKS:
            return "Your choice is saved.", ""
        return "", _FAULTS[Answer.BAD_CHOICE][2]
    return "", "This page does not know what you asked for. Nothing was changed."


@_by_link
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ends all mail at one press; a mail program's own button sends the same POST."""
    found = signup_links.subscriber_of(Purpose.UNSUBSCRIBE, token)
    if not isinstance(found, Subscriber):
        return _useless(request, found)
    if request.method == "POST":
        signup_links.unsubscribe(found, timezone.now())
        found.refresh_from_db()
    shown = {"masked": masked(found.address), "left": found.standing != Standing.CONFIRMED}
    return render(request, "subscriptions/unsubscribe.html", shown)


@_by_link
def export(request: HttpRequest, token: str) -> HttpResponse:
    """All that is held about a subscriber, as a file."""
    found = signup_links.subscriber_of(Purpose.EXPORT, token)
    if not isinstance(found, Subscriber):
        return _useless(request, found)
    if request.method != "POST":
        return render(request, "subscriptions/export.html", {"masked": masked(found.address)})
    response = JsonResponse(signup_links.exported(found), json_dumps_params={"indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="newsletter-data.json"'
    return response


@_by_link
def erase(request: HttpRequest, token: str) -> HttpResponse:
    """Asks whether, and forgets a subscriber."""
    found = signup_links.subscriber_of(Purpose.ERASE, token)
    if not isinstance(found, Subscriber):
        return _useless(request, found)
    shown = {"masked": masked(found.address), "done": False}
    if request.method == "POST":
        gone = signup_links.erase(token, timezone.now())
        if gone is not None:
            return _useless(request, gone)
        shown["done"] = True
    return render(request, "subscriptions/erase.html", shown)


def masked(address: str) -> str:
    """Enough of an address for its owner to know it; a link may have been passed on.

    >>> masked("ada.moss@tarn.example")
    'a…@tarn.example'
    """
    name, _, domain = address.partition("@")
    return f"{name[:1]}…@{domain}"


def _useless(request: HttpRequest, why: Useless | Gone) -> HttpResponse:
    status = 404 if why is Useless.FORGED else 410
    return render(request, "subscriptions/useless.html", {"why": why.value}, status=status)


urls = [
    path("subscribe/", subscribe),
    path("subscribe/embed/", embedded),
    path("subscribe/snippet/", snippet),
    path("confirm/<str:token>/", confirm),
    path("preferences/<str:token>/", preferences),
    path("unsubscribe/<str:token>/", unsubscribe),
    path("export/<str:token>/", export),
    path("erase/<str:token>/", erase),
]
