"""The addresses of the site."""

from django.urls import URLPattern, URLResolver, include, path

from onrecord.serve import pages
from onrecord.serve.api import api
from onrecord.serve.pages import subscriptions

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(pages.urls)),
    path("", include(subscriptions.urls)),
    path("api/v1/", api.urls),
    path("review/", include("onrecord.serve.review.urls")),
]

handler404 = "onrecord.serve.pages.rest.not_found"
handler500 = "onrecord.serve.pages.rest.broken"
