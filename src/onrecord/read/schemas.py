"""The shapes of JSON that are read, as Pydantic models: the border where foreign data is checked.

Fields that are not named here are passed over: publishers add their own.
"""

from datetime import date
from typing import Annotated, Any

from pydantic import (
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)

from onrecord.read.dates import day_of
from onrecord.read.decode import mend


def _text(value: Any) -> Any:
    """A string as it can be kept; a number as its digits, because ids come as both."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return mend(value) if isinstance(value, str) else value


def _line(value: Any) -> Any:
    """A short string without white space around it; an empty one is unknown."""
    value = _text(value)
    return (" ".join(value.split()) or None) if isinstance(value, str) else value


def _day(value: Any) -> Any:
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, str):
        if not value.strip():
            return None
        if day := day_of(value):
            return day
    raise ValueError("is not a date such as 2021-03-14 or “Sun, 14 Mar 2021 08:00:00 GMT”")


def _name(value: Any) -> Any:
    """The name of a person or body that is given as a string, an object or a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return _line(value)


def _names(value: Any) -> Any:
    values = value if isinstance(value, list) else [value]
    names = (_name(one) for one in values)
    return tuple(name for name in names if isinstance(name, str))


def _address(value: Any) -> Any:
    """An address that is given as a string or as an object with an `@id` or `url`."""
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    value = _line(value) if isinstance(value, str) else None
    return value if value and value.startswith(("http://", "https://")) else None


Text = Annotated[str | None, BeforeValidator(_text)]
Line = Annotated[str | None, BeforeValidator(_line)]
Day = Annotated[date | None, BeforeValidator(_day)]
Name = Annotated[str | None, BeforeValidator(_name)]
Names = Annotated[tuple[str, ...], BeforeValidator(_names)]
Address = Annotated[str | None, BeforeValidator(_address)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True)


class Record(_Shape):
    """One line of JSON Lines: an article as text or HTML, under the caller's own id."""

    id: Line = None
    text: Text = None
    html: Text = None
    url: Line = None
    title: Line = None
    outlet: Name = None
    authors: Names = Field((), validation_alias=AliasChoices("authors", "author", "byline"))
    published: Day = Field(None, validation_alias=AliasChoices("published", "date"))


class NewsArticle(_Shape):
    """schema.org's NewsArticle and its kin, as pages carry it in JSON-LD."""

    headline: Line = Field(None, validation_alias=AliasChoices("headline", "name"))
    body: Text = Field(None, validation_alias=AliasChoices("articleBody", "text"))
    published: Day = Field(
        None, validation_alias=AliasChoices("datePublished", "dateCreated", "dateModified")
    )
    authors: Names = Field((), validation_alias=AliasChoices("author", "creator"))
    publisher: Name = None
    url: Address = None
    page: Address = Field(None, validation_alias="mainEntityOfPage")


class NinjsPart(_Shape):
    """One of the headlines or bodies of a ninjs 2 item."""

    role: Line = None
    kind: Line = Field(None, validation_alias=AliasChoices("contenttype", "contentType"))
    value: Text = None


class Ninjs(_Shape):
    """An item of IPTC ninjs: 1.x (`body_text`), 2.x (`bodies`) or 3.x (`contentType`)."""

    uri: Line = None
    headline: Line = None
    title: Line = None
    headlines: tuple[NinjsPart, ...] = ()
    body_text: Text = None
    body_xhtml: Text = None
    bodies: tuple[NinjsPart, ...] = ()
    byline: Line = Field(None, validation_alias=AliasChoices("byline", "by"))
    published: Day = Field(
        None,
        validation_alias=AliasChoices(
            "versioncreated", "versionCreated", "contentcreated", "contentCreated",
            "firstcreated", "firstCreated",
        ),
    )  # fmt: skip
    outlet: Name = Field(
        None, validation_alias=AliasChoices("source", "copyrightholder", "copyrightHolder")
    )
    pubstatus: Line = Field(None, validation_alias=AliasChoices("pubstatus", "pubStatus"))


class JsonFeedItem(_Shape):
    """An entry of a JSON Feed."""

    id: Line = None
    url: Address = None
    external_url: Address = None
    title: Line = None
    content_html: Text = None
    content_text: Text = None
    summary: Text = None
    published: Day = Field(None, validation_alias=AliasChoices("date_published", "date_modified"))
    authors: Names = Field((), validation_alias=AliasChoices("authors", "author"))


class JsonFeed(_Shape):
    """A JSON Feed without its items, which are checked one by one."""

    title: Line = None


def what_is_wrong(error: ValidationError) -> str:
    """The first thing a model found, in a sentence that names the field.

    >>> try:
    ...     Record.model_validate({"text": "The ferry is late.", "published": "soon"})
    ... except ValidationError as error:
    ...     print(what_is_wrong(error))
    `published` is not a date such as 2021-03-14 or “Sun, 14 Mar 2021 08:00:00 GMT”
    """
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] == "string_type":
        message = "is not a string"
    elif first["type"] == "tuple_type":
        message = "is not a list of objects"
    elif first["type"] == "model_type":
        message = "is not an object"
    return f"`{field}` {message}" if field else f"it {message}"
