"""Digests as plain JSON, to be kept beside their articles and acts, and back."""

from datetime import date
from typing import Any

from onrecord.record import ActDigest, ActKind, ArticleDigest, BadInput, Counts, Period, Stance

Plain = dict[str, Any]


def article_digest_to_json(digest: ArticleDigest) -> Plain:
    """The digest of an article as numbers, strings, lists and dicts."""
    return {
        "id": digest.id,
        "published": _day_out(digest.published),
        "outlet": digest.outlet,
        "terms": [list(pair) for pair in digest.terms],
        "names": [list(pair) for pair in digest.names],
        "numbers": [list(pair) for pair in digest.numbers],
        "phrases": [list(pair) for pair in digest.phrases],
        "lead": list(digest.lead),
        "days": [_period_out(day) for day in digest.days],
    }


def article_digest_from_json(plain: Plain) -> ArticleDigest:
    """The digest that was written so.  Raises BadInput where something lacks or is none."""
    try:
        return ArticleDigest(
            id=plain["id"],
            published=_day_in(plain["published"]),
            outlet=plain["outlet"],
            terms=_counts(plain["terms"]),
            names=_counts(plain["names"]),
            numbers=_counts(plain["numbers"]),
            phrases=_counts(plain["phrases"]),
            lead=tuple(plain["lead"]),
            days=tuple(_period_in(day) for day in plain["days"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"digest of an article: {error!r}; make it anew") from error


def act_digest_to_json(digest: ActDigest) -> Plain:
    """The digest of an act as strings, lists and dicts."""
    return {
        "id": digest.id,
        "article": digest.article,
        "kind": digest.kind.value,
        "stance": digest.stance.value if digest.stance else None,
        "speakers": list(digest.speakers),
        "parties": list(digest.parties),
        "action": digest.action,
        "evidence": digest.evidence,
        "subject": digest.subject,
        "day": _day_out(digest.day),
        "due": _period_out(digest.due) if digest.due else None,
        "outlet": digest.outlet,
    }


def act_digest_from_json(plain: Plain) -> ActDigest:
    """The digest that was written so.  Raises BadInput where something lacks or is none."""
    try:
        return ActDigest(
            id=plain["id"],
            article=plain["article"],
            kind=ActKind(plain["kind"]),
            stance=Stance(plain["stance"]) if plain["stance"] else None,
            speakers=tuple(plain["speakers"]),
            parties=tuple(plain["parties"]),
            action=plain["action"],
            evidence=plain["evidence"],
            subject=plain["subject"],
            day=_day_in(plain["day"]),
            due=_period_in(plain["due"]) if plain["due"] else None,
            outlet=plain["outlet"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"digest of an act: {error!r}; make it anew") from error


def _counts(pairs: list[list[Any]]) -> Counts:
    return tuple((word, count) for word, count in pairs)


def _day_out(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day_in(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _period_out(period: Period) -> list[str]:
    return [period.first.isoformat(), period.last.isoformat()]


def _period_in(days: list[str]) -> Period:
    first, last = days
    return Period(date.fromisoformat(first), date.fromisoformat(last))
