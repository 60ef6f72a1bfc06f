"""Each link is for one purpose, for its time, and for nobody who makes it up."""

from datetime import timedelta
from typing import Any

import pytest

from onrecord.brief.models import Purpose
from onrecord.brief.tokens import LASTS, Opened, Useless, opened, token

REF = "someone-of-22-letters-"


def test_a_link_of_one_purpose_does_nothing_for_another() -> None:
    found = {
        (made, asked): opened(asked, token(made, REF)) for made in Purpose for asked in Purpose
    }
    assert found == {
        (made, asked): Opened(REF) if made is asked else Useless.FORGED
        for made in Purpose
        for asked in Purpose
    }


@pytest.mark.parametrize("purpose", [one for one in Purpose if LASTS[one]])
def test_a_link_ends_with_its_time(purpose: Purpose, time_machine: Any) -> None:
    time_machine.move_to("2024-06-20 12:00", tick=False)
    made = token(purpose, REF)
    lasts = LASTS[purpose]
    assert lasts is not None
    time_machine.shift(lasts)
    assert opened(purpose, made) == Opened(REF)
    time_machine.shift(timedelta(seconds=1))
    assert opened(purpose, made) is Useless.OLD


def test_leaving_works_from_the_oldest_mail(time_machine: Any) -> None:
    time_machine.move_to("2024-06-20 12:00", tick=False)
    made = token(Purpose.UNSUBSCRIBE, REF)
    time_machine.shift(timedelta(days=3650))
    assert opened(Purpose.UNSUBSCRIBE, made) == Opened(REF)


def test_a_token_that_was_changed_is_none() -> None:
    made = token(Purpose.UNSUBSCRIBE, REF)
    assert opened(Purpose.UNSUBSCRIBE, made) == Opened(REF)
    kept = []
    for at in range(len(made)):
        for other in "Aa0-_.":
            changed = made[:at] + other + made[at + 1 :]
            # The last character of a signature holds two bits that say nothing.
            if changed != made and opened(Purpose.UNSUBSCRIBE, changed) is not Useless.FORGED:
                kept.append((at, changed))
    assert kept == []


@pytest.mark.parametrize(
    "given",
    ["", "1", "1.", "1...", "2." + "a" * 40, "1." + "a" * 10_000, "1.\x00.\n.a", "1.é.ü.ß"],
)
def test_what_is_no_token_is_refused(given: str) -> None:
    assert {opened(purpose, given) for purpose in Purpose} == {Useless.FORGED}


def test_tokens_of_another_key_are_refused(settings: Any) -> None:
    made = token(Purpose.CONFIRM, REF)
    settings.SECRET_KEY = "another key of a good length, made up for this test"
    assert opened(Purpose.CONFIRM, made) is Useless.FORGED
    settings.SECRET_KEY_FALLBACKS = []


def test_a_key_that_was_retired_still_opens_links(settings: Any) -> None:
    made = token(Purpose.UNSUBSCRIBE, REF)
    settings.SECRET_KEY_FALLBACKS = [str(settings.SECRET_KEY)]
    settings.SECRET_KEY = "another key of a good length, made up for this test"
    assert opened(Purpose.UNSUBSCRIBE, made) == Opened(REF)
