"""The HTML part of an edition's mail, made with MJML, its styles in its elements."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import css_inline
from django.template import Context, Engine
from mjml import mjml2html

from onrecord.brief.content import Content
from onrecord.brief.place import Place
from onrecord.brief.rendering.showing import shown_of

UNSUBSCRIBE = "%%UNSUBSCRIBE%%"
"""Stands in text and HTML where a reader's own address for leaving goes."""
PREFERENCES = "%%PREFERENCES%%"
"""Stands where a reader's own address for changing what they get goes."""


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses that are of this mail alone."""

    archive: str
    unsubscribe: str = UNSUBSCRIBE
    preferences: str = PREFERENCES


def as_html(content: Content, place: Place, links: Links) -> str:
    """The HTML part of the mail, its styles in its elements, without anything to load."""
    shown = {
        **shown_of(content, place),
        "archive": links.archive,
        "unsubscribe": links.unsubscribe,
        "preferences": links.preferences,
    }
    source = _engine().get_template("brief/edition.mjml").render(Context(shown))
    # No fonts: MJML would otherwise have some fetched from elsewhere.
    compiled = mjml2html(source, disable_comments=True, fonts={})
    return _inliner().inline(compiled)


@cache
def _engine() -> Engine:
    # An engine of its own: the command line makes editions without the site's settings.
    return Engine(dirs=[str(Path(__file__).parent.parent / "templates")], autoescape=True)


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
