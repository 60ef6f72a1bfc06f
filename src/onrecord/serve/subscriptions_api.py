"""Signing up by the API: the same limits, the same answer for every address."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Router
from pydantic import BaseModel, Field

from onrecord.brief.limits import until_next_hour
from onrecord.brief.models import Frequency
from onrecord.brief.signup import MOST_TOPICS, Answer, Wish, sign_up
from onrecord.brief.topics import topics
from onrecord.serve.pages.subscriptions import place_of, soon
from onrecord.serve.schemas import Fault

router = Router()

_FAULTS = {
    Answer.BAD_ADDRESS: (400, "address: no address that mail can be sent to"),
    Answer.BAD_CHOICE: (400, "topics: see /api/v1/subscriptions/topics; frequency: "
                        + ", ".join(Frequency.values)),
    Answer.TOO_MANY: (429, "too many sign-ups from this network; wait as Retry-After says"),
}  # fmt: skip


class SignUp(BaseModel):
    """Who wants which briefing, and how often."""

    address: str = Field(max_length=400, examples=["ada.moss@tarn.example"])
    topics: list[str] = Field(
        default=[], max_length=MOST_TOPICS, description="Names of topics; none for everything"
    )
    frequency: str = Field(default=Frequency.DAILY, description=", ".join(Frequency.values))


class Noted(BaseModel):
    """The answer, which is the same whether or not the address is known."""

    message: str


class OfferedTopic(BaseModel):
    """A topic that briefings are made of."""

    slug: str
    title: str


@router.post("", response={202: Noted, 400: Fault, 429: Fault}, summary="Sign up")
def subscribe(request: HttpRequest, sign: SignUp) -> HttpResponse:
    """Mails a link to the address; nothing else is mailed before it is confirmed."""
    now = timezone.now()
    wish = Wish(sign.address, sign.topics, sign.frequency, place_of(request))
    answer = sign_up(wish, now)
    if answer is Answer.THANKS:
        soon.ask()
        message = "A link to confirm was mailed, unless the address must not be written to."
        return JsonResponse({"message": message}, status=202)
    status, fault = _FAULTS[answer]
    response = JsonResponse({"error": fault}, status=status)
    if answer is Answer.TOO_MANY:
        response.headers["Retry-After"] = str(until_next_hour(now))
    return response


@router.get("/topics", response=list[OfferedTopic], summary="Topics offered")
def offered(request: HttpRequest) -> list[dict[str, str]]:
    """The topics that can be signed up to."""
    return [{"slug": one.slug, "title": one.title} for one in topics()]
