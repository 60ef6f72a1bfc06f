"""Known duties to answer: by when a body owes a reply, by a rule that can be read somewhere.

The rules stand in `duties.json`.  A duty gives a call a day although its words
name none; without one, silence is never overdue.
"""

import json
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any

from onrecord.keep.models import EntryKind

_FILE = Path(__file__).with_name("duties.json")


@dataclass(frozen=True, slots=True)
class Duty:
    """That who is asked owes an answer by `last`; `rule` says why, with where to read it."""

    last: date
    rule: str


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What the rules look at: directory entries on both sides, the kind and words of the act."""

    kind: str
    asked: Collection[str]
    asking: Collection[str]
    words: str


def duty_for(call: CallFacts, day: date) -> Duty | None:
    """The duty to answer a call that was made on `day`, None where no rule is known.

    >>> call = CallFacts(
    ...     "call", {"gb/home-office"}, {"gb/home-affairs-committee"},
    ...     "The committee’s report recommended an independent inspector.",
    ... )
    >>> duty_for(call, date(2023, 12, 31)).last
    datetime.date(2024, 2, 29)
    """
    if call.kind != EntryKind.CALL:
        return None
    found = [_duty(rule, day) for rule in _rules() if _holds(rule, call, day)]
    return min(found, key=lambda one: one.last, default=None)


def _holds(rule: dict[str, Any], call: CallFacts, day: date) -> bool:
    words = call.words.casefold()
    asked = [one for one in call.asked if not _any_of(one, rule.get("asked_not", ()))]
    return (
        any(_any_of(one, rule["asked"]) for one in asked)
        and any(_any_of(one, rule["asking"]) for one in call.asking)
        and any(word in words for word in rule["words"])
        and day >= date.fromisoformat(rule.get("from", "0001-01-01"))
    )


def _duty(rule: dict[str, Any], day: date) -> Duty:
    last = _months_later(day, rule.get("months", 0)) + timedelta(days=rule.get("days", 0))
    return Duty(last, f"{rule['says']}: {rule['sources'][0]['url']}")


def _any_of(entry: str, patterns: Collection[str]) -> bool:
    return any(fnmatchcase(entry, pattern) for pattern in patterns)


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day: two months after 31 December, 29 February."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@lru_cache(maxsize=1)
def _rules() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(_FILE.read_text(encoding="utf-8"))["rules"])
