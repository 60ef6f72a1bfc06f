"""Tags and filters with which templates say what a form holds."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from onrecord.keep.forms import Form
from onrecord.report.article_html import safe
from onrecord.report.entries import readable
from onrecord.serve.drawings.timeline import SHAPES
from onrecord.serve.feeds import wording as feed_wording
from onrecord.serve.wording import day_in_words, moment_in_words, sign

register = template.Library()


@register.filter
def day(iso: str | None) -> str:
    """“20 May 2024”, or that no day is known."""
    return day_in_words(iso) if iso else "no day known"


@register.filter
def moment(iso: str) -> str:
    """“20 May 2024, 09:05”."""
    return moment_in_words(iso)


@register.filter
def plain(words: str | None) -> str:
    """One line of words, without what a terminal or a browser would obey."""
    return readable(words or "")


@register.filter
def short(words: str | None, most: int) -> str:
    """Words cut at a blank where they are long."""
    return feed_wording.short(readable(words or ""), most)


@register.filter
def web(address: str | None) -> str:
    """An address of the web, or nothing: “javascript:” is an address, too."""
    found = readable(address or "")
    return found if found.startswith(("https://", "http://")) else ""


@register.filter
def verb(entry: Form) -> str:
    """What the one who speaks does: “asks”, “promises”, “does not answer”."""
    return feed_wording.verb(entry)


@register.filter
def reviewed(review: str) -> str:
    """Who answers for an entry."""
    return feed_wording.reviewed(review)


@register.simple_tag
def status(form: Form) -> SafeString:
    """The status of an entry: its sign and its words."""
    return status_word(form["word"], form["sentence"])


def status_word(word: str, sentence: str = "") -> SafeString:
    """A public word with its sign, or the sentence that says it with its figures."""
    return format_html(
        '<span class="status st-{}">{}<span>{}</span></span>',
        slugify(word),
        mark_safe(sign(word)),
        readable(sentence or word),
    )


@register.simple_tag
def shape(kind: str) -> SafeString:
    """The mark by which the timeline shows a kind of act."""
    return mark_safe(
        f'<svg class="{kind}" viewBox="-9 -9 18 18" aria-hidden="true">{SHAPES[kind]}</svg>'
    )


@register.simple_tag
def people(parties: list[Form]) -> SafeString:
    """Parties as a sentence lists them, each leading to its page."""
    links = [
        f'<a href="/parties/{one["id"]}/"><bdi>{safe(readable(one["name"]))}</bdi></a>'
        for one in parties
    ]
    return mark_safe(" and ".join(filter(None, [", ".join(links[:-1]), *links[-1:]])))


@register.filter
def changes(row: Form) -> list[tuple[str, str, str]]:
    """What a correction changed: name, before, after; what stayed the same is left out."""
    before, after = row["before"], row["after"]
    return [
        (name.replace("_", " "), _told(before.get(name)), _told(after.get(name)))
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    ]


def _told(value: object) -> str:
    return "" if value is None else str(value)
