"""Signing in and out, and setting a password by a link that works once."""

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import (
    url_has_allowed_host_and_scheme,
    urlsafe_base64_decode,
    urlsafe_base64_encode,
)
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from onrecord.keep.editors import check_password, role_of
from onrecord.record import BadOption
from onrecord.serve.accounts import throttle

DESK = "/review/"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form, and what comes of it."""
    onward = _onward(request)
    if request.method != "POST":
        if role_of(request.user) is not None:
            return HttpResponseRedirect(onward)
        return render(request, "review/sign_in.html", {"onward": onward})
    name = request.POST.get("name", "").strip()[:150]
    if throttle.must_wait(request, name):
        why = "Too many wrong passwords. Wait a quarter of an hour, then try again."
        return _refused(request, name, why, status=429)
    user = authenticate(request, username=name, password=request.POST.get("password", ""))
    if user is None or role_of(user) is None:
        throttle.failed(request, name)
        return _refused(request, name, "This name and password do not fit together.", status=403)
    throttle.succeeded(request, name)
    login(request, user)
    return HttpResponseRedirect(onward)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    logout(request)
    return HttpResponseRedirect(str(settings.LOGOUT_REDIRECT_URL or "/"))


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def set_password(request: HttpRequest, user: str, token: str) -> HttpResponse:
    """Where a link leads that an admin handed out; it works once, and not for ever."""
    found = _user(user)
    if found is None or not default_token_generator.check_token(found, token):
        why = "This link has been used or is too old. Ask for another one."
        return render(request, "review/set_password.html", {"gone": why}, status=410)
    if request.method != "POST":
        return render(request, "review/set_password.html", {"name": found.username})
    first, second = request.POST.get("password", ""), request.POST.get("again", "")
    try:
        if first != second:
            raise BadOption("The two passwords differ.")
        check_password(first, found)
    except BadOption as error:
        shown = {"name": found.username, "error": str(error)}
        return render(request, "review/set_password.html", shown, status=400)
    found.set_password(first)
    found.save(update_fields=["password"])
    login(request, found, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect(DESK)


def one_time_link(user: User) -> str:
    """The address, without the site's own, at which this user can set a password once."""
    at = urlsafe_base64_encode(str(user.pk).encode())
    return f"{DESK}set-password/{at}/{default_token_generator.make_token(user)}/"


def _onward(request: HttpRequest) -> str:
    """Where to go after signing in: a page of this site, whatever was asked for."""
    asked = request.POST.get("next") or request.GET.get("next") or DESK
    safe = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if safe else DESK


def _refused(request: HttpRequest, name: str, why: str, status: int) -> HttpResponse:
    shown = {"name": name, "error": why, "onward": _onward(request)}
    return render(request, "review/sign_in.html", shown, status=status)


def _user(coded: str) -> User | None:
    try:
        id = int(urlsafe_base64_decode(coded).decode())
    except (ValueError, UnicodeDecodeError):
        return None
    return User.objects.filter(pk=id, is_active=True).first()
