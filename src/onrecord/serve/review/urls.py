"""The addresses of the review desk."""

from django.urls import URLPattern, URLResolver, path, re_path

from onrecord.serve.accounts import views as accounts
from onrecord.serve.review import briefings, deeds, desk, lists

app_name = "review"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk.home, name="home"),
    path("next/", desk.start, name="next"),
    path("sign-in/", accounts.sign_in, name="sign-in"),
    path("sign-out/", accounts.sign_out, name="sign-out"),
    path("set-password/<str:user>/<str:token>/", accounts.set_password, name="set-password"),
    path("entries/<int:id>/", desk.entry, name="entry"),
    path("entries/<int:id>/accept/", deeds.accept, name="accept"),
    path("entries/<int:id>/reject/", deeds.reject, name="reject"),
    path("entries/<int:id>/correct/", deeds.correct, name="correct"),
    path("entries/<int:id>/status/", deeds.rate, name="rate"),
    path("entries/<int:id>/reply/", deeds.reply, name="reply"),
    re_path(r"^(?P<sort>links|articles|statuses)/$", lists.waiting, name="list"),
    re_path(
        r"^(?P<sort>links|articles|statuses)/(?P<id>\d{1,18})/(?P<how>confirm|reject)/$",
        deeds.decide, name="decide",
    ),
    re_path(r"^(?P<sort>matters|parties)/$", lists.pairs, name="pairs"),
    re_path(r"^(?P<sort>matters|parties)/merge/$", deeds.merge, name="merge"),
    re_path(r"^(?P<sort>matters|parties)/(?P<id>\d{1,18})/split/$", deeds.split, name="split"),
    path("matters/<int:id>/", lists.matter, name="matter"),
    path("matters/<int:id>/rename/", deeds.rename, name="rename"),
    path("parties/<int:id>/", lists.party, name="party"),
    path("parties.json", lists.parties_json, name="parties-json"),
    path("briefings/", briefings.briefings, name="briefings"),
    path("briefings/make/", briefings.make_today, name="briefing-make"),
    path("briefings/<int:id>/", briefings.briefing, name="briefing"),
    path("briefings/<int:id>/change/", briefings.change, name="briefing-change"),
    path("briefings/<int:id>/close/", briefings.close, name="briefing-close"),
    path("log/", lists.log, name="log"),
    path("log/<int:id>/undo/", deeds.undo, name="undo"),
    path("training.jsonl", lists.training, name="training"),
]  # fmt: skip
