"""The tables of briefings."""

from onrecord.brief.models.deliveries import Delivery, DomainMinute, Mailing, Posting, State
from onrecord.brief.models.editions import (
    Change,
    Edition,
    EditionState,
    EditorLine,
    Period,
    Topic,
)
from onrecord.brief.models.subscribers import (
    ConsentEvent,
    ConsentStep,
    Frequency,
    MailedLink,
    Purpose,
    SignUpCount,
    Standing,
    Subscriber,
    Suppression,
    Why,
)

__all__ = [
    "Change",
    "ConsentEvent",
    "ConsentStep",
    "Delivery",
    "DomainMinute",
    "Edition",
    "EditionState",
    "EditorLine",
    "Frequency",
    "MailedLink",
    "Mailing",
    "Period",
    "Posting",
    "Purpose",
    "SignUpCount",
    "Standing",
    "State",
    "Subscriber",
    "Suppression",
    "Topic",
    "Why",
]
