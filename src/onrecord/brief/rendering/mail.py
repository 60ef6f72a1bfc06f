"""An edition as a mail: subject, text, HTML and headers, small enough for every inbox."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from onrecord.brief.content import Content, counted
from onrecord.brief.making import shown, subject_shown
from onrecord.brief.models import Edition
from onrecord.brief.place import Place
from onrecord.brief.rendering.html_mail import PREFERENCES, UNSUBSCRIBE, Links, as_html
from onrecord.brief.rendering.text import as_text
from onrecord.brief.rendering.wording import title_of

LARGEST = 90_000
"""Bytes of the largest mail: some inboxes cut what is above 100 KB, and a reader's own
addresses and headers come to it."""

_HOUR = time(6, tzinfo=UTC)
"""The hour of an edition's day that its mail is dated."""


@dataclass(frozen=True, slots=True)
class Mailed:
    """An edition's mail, the same for all readers.

    `UNSUBSCRIBE` and `PREFERENCES` stand in text and HTML where a reader's own
    addresses go.  `name` is what no other edition's mail is called, for the
    Message-ID.
    """

    subject: str
    text: str
    html: str
    name: str
    headers: dict[str, str] = field(default_factory=dict)


def mail_of(edition: Edition, place: Place) -> Mailed:
    """The mail of an edition; of a long one the least important news is only counted."""
    content = shown(edition)
    archive = place.full(f"/briefings/{edition.pk}/")
    topic = content["topic"]["slug"] if content["topic"] else "all"
    most = sum(len(group["items"]) for group in content["groups"])
    while True:
        part = shortened(content, most)
        mail = Mailed(
            subject=subject_shown(edition),
            text=as_text(part, place, foot=_foot(archive, place)),
            html=as_html(part, place, Links(archive)),
            name=f"{topic}.{content['period']}.{content['day']}",
            headers={
                "Date": format_datetime(
                    datetime.combine(date.fromisoformat(content["day"]), _HOUR)
                ),
                "List-Id": f"{title_of(content, place)} <{topic}.briefings.{place.host}>",
            },
        )
        size = len(as_eml(mail, place))
        if most <= 1 or size <= LARGEST:
            return mail
        most = min(most - 1, most * LARGEST // size)


def shortened(content: Content, most: int) -> Content:
    """The content with so many pieces of news alone, the rest counted.

    Room is dealt out by rounds: each matter keeps its first piece of news before
    any keeps its second.  What is left out of a matter is counted there, what
    belongs to matters that are left out altogether at the end.
    """
    sizes = [len(group["items"]) for group in content["groups"]]
    kept = [0] * len(sizes)
    room = most
    while room > 0 and kept != sizes:
        for at, size in enumerate(sizes):
            if room > 0 and kept[at] < size:
                kept[at] += 1
                room -= 1
    groups = [
        {**group, "items": group["items"][:count], "left_out": len(group["items"]) - count}
        for group, count in zip(content["groups"], kept, strict=True)
    ]
    return {
        **content,
        "groups": [group for group in groups if group["items"] or not group["left_out"]],
        "left_out": content["left_out"]
        + sum(group["left_out"] for group in groups if not group["items"]),
        "counted": counted(content),
    }


def as_eml(mail: Mailed, place: Place, sender: str = "") -> bytes:
    """The mail as a file, addressed to nobody; the same bytes for the same mail."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender or f"briefing@{place.host}"
    message["Subject"] = mail.subject
    message["Message-ID"] = f"<briefing.{mail.name}@{place.host}>"
    for name, value in mail.headers.items():
        message[name] = value
    message.set_content(mail.text, cte="quoted-printable")
    message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    # Left to itself the library would draw one by lot.
    message.set_boundary(f"=_{sha256((mail.text + mail.html).encode('utf-8')).hexdigest()[:32]}")
    return message.as_bytes()


def _foot(archive: str, place: Place) -> str:
    """What the text says at its end, as the HTML does."""
    return "\n".join(
        (
            "",
            "-" * 72,
            "Found in published articles by machine; what an editor has reviewed",
            "says so. How this record is made:",
            place.full("/about/"),
            "",
            "Read this on the site:",
            archive,
            "Change what you get:",
            PREFERENCES,
            "Unsubscribe:",
            UNSUBSCRIBE,
            "",
            f"You get this because you signed up for it at {place.host}",
            "and confirmed your address.",
            "",
        )
    )


__all__ = ["LARGEST", "PREFERENCES", "UNSUBSCRIBE", "Mailed", "as_eml", "mail_of", "shortened"]
