"""Documents from the JSON that `as_json.py` writes; what is wrong is named by its field."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from onrecord.record import (
    Act,
    ActKind,
    Article,
    BadInput,
    Block,
    BlockKind,
    Document,
    Due,
    Party,
    PartyKind,
    Period,
    Post,
    QuotationKind,
    Resolution,
    Span,
    Stance,
    Statement,
    TimeExpression,
    Unresolved,
)
from onrecord.report.as_json import VERSION
from onrecord.report.entries import days_in_words

_Kind = TypeVar("_Kind", bound=StrEnum)
_Item = TypeVar("_Item")


def document_from_json(value: Mapping[str, Any]) -> Document:
    """The document that `document_to_json` gave as `value`.

    Fields it does not know are passed over, so that a later version's output
    can be read.  BadInput names the field that is missing or wrong.
    """
    where = "document"
    if not isinstance(value, Mapping):
        raise _wrong(where, "an object", value)
    if "skipped" in value:
        raise BadInput(f"{where}: a skipped input, not a document; leave lines with “skipped” out")
    if value.get("onrecord") != VERSION:
        raise BadInput(
            f"{where}.onrecord: expected {VERSION}, got {value.get('onrecord')!r:.60}; "
            "give what `onrecord read --format json` prints"
        )
    article = _article(_field(value, "article", where), "article")
    length = len(article.text)
    return Document(
        article=article,
        parties=_items(value, "parties", "", lambda v, w: _party(v, w, length)),
        statements=_items(value, "statements", "", lambda v, w: _statement(v, w, length)),
        acts=_later(value, "acts", lambda v, w: _act(v, w, length)),
        dates=_later(value, "dates", lambda v, w: _date(v, w, article.text)),
        made_by=_maybe(value, "made_by", ""),
    )


def _article(value: Any, where: str) -> Article:
    text = _text(_field(value, "text", where), f"{where}.text")
    length = len(text)
    return Article(
        id=_text(_field(value, "id", where), f"{where}.id"),
        source=_text(_field(value, "source", where), f"{where}.source"),
        text=text,
        blocks=_items(value, "blocks", where, lambda v, w: _block(v, w, length)),
        posts=_items(value, "posts", where, lambda v, w: _post(v, w, length)),
        title=_maybe(value, "title", where),
        outlet=_maybe(value, "outlet", where),
        authors=_items(value, "authors", where, _text),
        published=_day(value, "published", where),
        language=_text(_field(value, "language", where), f"{where}.language"),
        url=_maybe(value, "url", where),
    )


def _block(value: Any, where: str, length: int) -> Block:
    kind = _kind(BlockKind, _field(value, "kind", where), f"{where}.kind")
    return Block(kind, _span(_field(value, "span", where), f"{where}.span", length))


def _post(value: Any, where: str, length: int) -> Post:
    span = _span(_field(value, "span", where), f"{where}.span", length)
    # `content` came later than the other fields; without it the whole embed is the words.
    content = value.get("content")
    return Post(
        span=span,
        content=span if content is None else _span(content, f"{where}.content", length),
        author=_maybe(value, "author", where),
        handle=_maybe(value, "handle", where),
        date=_day(value, "date", where),
        links=_items(value, "links", where, _text),
    )


def _party(value: Any, where: str, length: int) -> Party:
    return Party(
        id=_text(_field(value, "id", where), f"{where}.id"),
        name=_text(_field(value, "name", where), f"{where}.name"),
        kind=_kind(PartyKind, _field(value, "kind", where), f"{where}.kind"),
        names=_items(value, "names", where, _text),
        roles=_items(value, "roles", where, _text),
        mentions=_items(value, "mentions", where, lambda v, w: _span(v, w, length)),
        entry=_maybe(value, "entry", where),
        resolution=_resolution(value, where),
    )


def _resolution(value: Any, where: str) -> Resolution | Unresolved | None:
    found = value.get("resolution")
    if found is None:
        return None
    place = f"{where}.resolution"
    if not isinstance(found, Mapping):
        raise _wrong(place, "an object or null", found)
    if "unresolved" in found:
        why = _text(found["unresolved"], f"{place}.unresolved")
        return Unresolved(_text(_field(value, "name", where), f"{where}.name"), why)
    return Resolution(
        entry=_text(value.get("entry"), f"{where}.entry"),
        rule=_text(_field(found, "rule", place), f"{place}.rule"),
        score=_confidence(found, place, "score"),
        reasons=_items(found, "reasons", place, _text),
    )


def _statement(value: Any, where: str, length: int) -> Statement:
    return Statement(
        id=_text(_field(value, "id", where), f"{where}.id"),
        speakers=_items(value, "speakers", where, _text),
        source=_items(value, "source", where, lambda v, w: _span(v, w, length)),
        cue=_items(value, "cue", where, lambda v, w: _span(v, w, length)),
        content=_items(value, "content", where, lambda v, w: _span(v, w, length)),
        quotation=_kind(QuotationKind, _field(value, "quotation", where), f"{where}.quotation"),
        confidence=_confidence(value, where),
        said_on=_said_on(value, where),
    )


def _act(value: Any, where: str, length: int) -> Act:
    def spans(name: str) -> tuple[Span, ...]:
        return _items(value, name, where, lambda v, w: _span(v, w, length))

    stance = _field(value, "stance", where)
    due = _field(value, "due", where)
    return Act(
        id=_text(_field(value, "id", where), f"{where}.id"),
        kind=_kind(ActKind, _field(value, "kind", where), f"{where}.kind"),
        stance=None if stance is None else _kind(Stance, stance, f"{where}.stance"),
        speakers=_items(value, "speakers", where, _text),
        parties=_items(value, "parties", where, _text),
        evidence=spans("evidence"),
        action=spans("action"),
        due=None if due is None else _due(due, f"{where}.due", length),
        statements=_items(value, "statements", where, _text),
        answers=_items(value, "answers", where, _text),
        confidence=_confidence(value, where),
    )


def _due(value: Any, where: str, length: int) -> Due:
    return Due(
        span=_span(_field(value, "span", where), f"{where}.span", length),
        period=_period(value, where),
        working=_maybe(value, "working", where),
    )


def _date(value: Any, where: str, text: str) -> TimeExpression:
    span = _span(_field(value, "span", where), f"{where}.span", len(text))
    period = _period(value, where)
    if period is None:
        raise _wrong(f"{where}.from", "a day like 2021-03-14", None)
    # Documents that other tools made may lack `working`: then the words and the
    # days are all that can be told.
    working = _maybe(value, "working", where)
    plain = f"“{' '.join(span.of(text).split())}”: {days_in_words(period)}"
    return TimeExpression(span, period, plain if working is None else working)


def _said_on(value: Mapping[str, Any], where: str) -> Period | None:
    found = value.get("said_on")
    return None if found is None else _period(found, f"{where}.said_on")


def _period(value: Any, where: str) -> Period | None:
    """The days `from` … `to`; None where both are null, which one alone cannot be."""
    for name in ("from", "to"):
        _field(value, name, where)
    first, last = _day(value, "from", where), _day(value, "to", where)
    if first is None and last is None:
        return None
    if first is None or last is None:
        missing = "from" if first is None else "to"
        raise _wrong(f"{where}.{missing}", "a day like 2021-03-14", None)
    if first > last:
        raise _wrong(f"{where}.to", f"a day not before {first}", last.isoformat())
    return Period(first, last)


def _confidence(value: Any, where: str, name: str = "confidence") -> float:
    found = _field(value, name, where)
    number = isinstance(found, int | float) and not isinstance(found, bool)
    if not (number and 0 <= found <= 1):
        raise _wrong(f"{where}.{name}", "a number from 0 to 1", found)
    return float(found)


def _wrong(where: str, expected: str, got: object) -> BadInput:
    shown = repr(got)
    return BadInput(f"{where}: expected {expected}, got {shown[:60]}{'…' * (len(shown) > 60)}")


def _field(value: Any, name: str, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise _wrong(where, "an object", value)
    if name not in value:
        raise BadInput(f"{where}: the field “{name}” is missing")
    return value[name]


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise _wrong(where, "a string", value)
    return value


def _maybe(value: Mapping[str, Any], name: str, where: str) -> str | None:
    found = value.get(name)
    return None if found is None else _text(found, f"{where}.{name}")


def _day(value: Mapping[str, Any], name: str, where: str) -> date | None:
    found = _maybe(value, name, where)
    if found is None:
        return None
    try:
        return date.fromisoformat(found)
    except ValueError:
        raise _wrong(f"{where}.{name}", "a day like 2021-03-14 or null", found) from None


def _items(
    value: Any, name: str, where: str, one: Callable[[Any, str], _Item]
) -> tuple[_Item, ...]:
    found = _field(value, name, where or "document")
    path = f"{where}.{name}" if where else name
    if not isinstance(found, list | tuple):
        raise _wrong(path, "a list", found)
    return tuple([one(item, f"{path}[{at}]") for at, item in enumerate(found)])


def _later(
    value: Mapping[str, Any], name: str, one: Callable[[Any, str], _Item]
) -> tuple[_Item, ...]:
    """The items of a list that the first documents did not have."""
    return _items(value, name, "", one) if name in value else ()


def _kind(kinds: type[_Kind], value: Any, where: str) -> _Kind:
    try:
        return kinds(value)
    except ValueError:
        raise _wrong(where, f"one of {', '.join(kinds)}", value) from None


def _span(value: Any, where: str, length: int) -> Span:
    match value:
        case [int(start), int(end)] if 0 <= start <= end <= length:
            return Span(start, end)
    raise _wrong(where, f"a pair [start, end] within the {length} characters of the text", value)
