"""Who may see and do what at the desk."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from onrecord.keep.editors import EditorRole, may, role_of

View = Callable[..., HttpResponseBase]


def seen_by(role: EditorRole) -> Callable[[View], View]:
    """A page that users of this role or a higher one may look at."""
    return lambda view: never_cache(require_safe(_checked(view, role)))


def done_by(role: EditorRole) -> Callable[[View], View]:
    """A deed that users of this role or a higher one may do; only ever by POST."""
    return lambda view: never_cache(require_POST(_checked(view, role)))


def _checked(view: View, role: EditorRole) -> View:
    @wraps(view)
    def answer(request: HttpRequest, **named: Any) -> HttpResponseBase:
        if role_of(request.user) is None:
            onward = request.get_full_path() if request.method in ("GET", "HEAD") else "/review/"
            return HttpResponseRedirect(f"/review/sign-in/?{urlencode({'next': onward})}")
        if not may(request.user, role):
            return render(request, "review/not_allowed.html", {"role": role.value}, status=403)
        return view(request, **named)

    return answer
