"""The headers that every answer bears: what a page may load, and who may keep it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing from outside, and no script or style that does not stand in a file of this site."""

_MINUTE = 60


def headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: the policy on every answer, and how long a public page may be kept."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()"
        )
        if "Cache-Control" not in response:
            _keep(request, response)
        return response

    return answer


def _keep(request: HttpRequest, response: HttpResponse) -> None:
    """A minute for what everybody sees alike; never for what one reader alone may see."""
    personal = bool(response.cookies) or request.path.startswith("/review/")
    if personal or request.method not in ("GET", "HEAD"):
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=_MINUTE)
        patch_vary_headers(response, ("Accept-Encoding",))
