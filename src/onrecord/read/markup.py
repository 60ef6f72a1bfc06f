"""HTML made safe to read: measured, cleaned and flattened before any parser sees it.

The parsers behind `page` answer hostile or broken markup with hours of work or
with silence: what lies deeper than some 400 tags is dropped, a tag with
300,000 attributes never ends.  One linear scan takes out comments, scripts and
styles, keeps of an absurd tag what can matter, and leaves out the wrappers
that do nothing but nest.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.record import Skipped, SkipReason

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST = 20_000_000
"""Characters of HTML beyond which a page is not read; the largest news pages have two million."""
LARGEST_CLEANED = 4_000_000
"""Characters beyond which extraction takes longer than any article is worth."""
DEEPEST_WRAPPERS = 150
DEEPEST = 300
DEEPEST_TABLES = 8
"""Tables within tables: extraction takes time in the cube of their depth."""
_LONGEST_TAG = 20_000
_MOST_ATTRIBUTES = 100

_OPENING = re.compile(r"<(?:(!--)|[!?]|(/?)([a-zA-Z][^\s/>]{0,80}))")
_PLAIN_REST = re.compile(r"(?:[^<>\"']++|\"[^\"<>]*+\"|'[^'<>]*+')*+>")
_QUOTE_OR_END = re.compile(r"[\"'>]")
_KEPT_ATTRIBUTE = re.compile(
    r"\s(class|id|href|src|content|name|property|itemprop|datetime|rel|lang|cite|role|type)"
    r"\s*=\s*(\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'|[^\s\"'<>]{1,2000})",
    re.I,
)
_LD_JSON = re.compile(r"type\s*=\s*[\"']?application/ld\+json", re.I)

_DROPPED_WHOLE = frozenset("script style template svg math object canvas textarea select".split())  # noqa: SIM905
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr keygen".split()  # noqa: SIM905
)
# These close themselves where the next begins: their number says nothing about depth.
_SELF_CLOSING = frozenset(
    "p li dt dd tr td th option thead tbody tfoot colgroup html head body".split()  # noqa: SIM905
)
_PARTING = frozenset(
    "br p div li ul ol tr td th dd dt h1 h2 h3 h4 h5 h6 blockquote section".split()  # noqa: SIM905
)
_WRAPPERS = frozenset("div span section article center font main b i em strong u small".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Markup:
    """A page fit to be parsed: the cleaned HTML, its tree, and the JSON-LD texts taken out."""

    html: str
    tree: "HtmlElement"
    linked_data: tuple[str, ...]


def prepare(html: str, source: str) -> Markup | Skipped:
    """The page cleaned and parsed, or why it is not read."""
    if len(html) > LARGEST:
        detail = (
            f"the page has {len(html):,} characters, more than {LARGEST:,}; save the article alone"
        )
        return Skipped(source, SkipReason.TOO_LARGE, detail)
    cleaned, linked = clean(html)
    if len(cleaned) > LARGEST_CLEANED:
        detail = (
            f"the page has {len(cleaned):,} characters without its scripts, more than "
            f"{LARGEST_CLEANED:,}; save the article alone"
        )
        return Skipped(source, SkipReason.TOO_LARGE, detail)
    tree = parse(cleaned)
    if tree is None:
        return Skipped(source, SkipReason.NO_ARTICLE, "the page holds no HTML elements")
    _drop_hidden(tree)
    return Markup(cleaned, tree, tuple(linked))


def parse(html: str) -> "HtmlElement | None":
    """The tree of cleaned HTML, None where nothing of it can be parsed."""
    from lxml import etree  # noqa: PLC0415 - plain text must not load lxml
    from lxml import html as lxml_html  # noqa: PLC0415

    parser = lxml_html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


_HIDDEN = re.compile(
    r"(?:^|[\s_-])(?:visually-?hidden|sr-only|screen-reader-text|noprint|hovercard|"
    r"(?:rollover|tooltip|popover|hover)[\w-]*-(?:block|card|content|box|text|inner|body))(?:$"
    r"|[\s_-])",
    re.I,
)
_BUTTON = re.compile(r"(?:click to tweet|tweet this|share this|copy link|link copied!?)\W*", re.I)


def _drop_hidden(tree: "HtmlElement") -> None:
    """Takes out what readers do not see: cards that open on a name, words for screen readers."""
    for element in list(tree.iter("span", "div", "p", "a", "section", "aside", "h2", "h3")):
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("class") or "")
        button = len(element) < 4 and _BUTTON.fullmatch("".join(element.itertext()).strip())
        if (
            (hidden or button)
            and element.getparent() is not None
            and len(words_of(element)) <= _LARGEST_HIDDEN
        ):
            element.drop_tree()


_LARGEST_HIDDEN = 1500
"""Characters: more than this is hidden only until a script shows it, as an article may be."""


def clean(html: str) -> tuple[str, list[str]]:
    """The HTML without comments, scripts, absurd attributes and idle nesting; and its JSON-LD."""
    html = html.replace("\0", "")
    return _Scan(html).run()


class _Scan:
    """One pass over a page, from each `<` to the end of its tag."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._kept: list[str] = []
        self._linked: list[str] = []
        self._depth = 0
        # For each name, whether each open element of it was kept: its end tag goes likewise.
        self._open: dict[str, list[bool]] = {}
        # Things looked for once to the end of the page and not found: never look again,
        # or a page of a million unclosed quotes takes a million passes.
        self._absent: set[str] = set()

    def run(self) -> tuple[str, list[str]]:
        html, at = self._html, 0
        while True:
            found = _OPENING.search(html, at)
            if found is None:
                self._kept.append(html[at:])
                return "".join(self._kept), self._linked
            self._kept.append(html[at : found.start()])
            at = self._past(found)

    def _find(self, wanted: str, start: int) -> int:
        if wanted in self._absent:
            return -1
        at = self._html.find(wanted, start)
        if at < 0:
            self._absent.add(wanted)
        return at

    def _past(self, found: re.Match[str]) -> int:
        """Keeps what matters of one tag and gives the place where reading goes on."""
        html = self._html
        if found[1]:
            end = self._find("-->", found.end() - 2)
            return end + 3 if end >= 0 else self._end_of_tag(found.end())
        end = self._end_of_tag(found.end())
        if found[3] is None:
            return end
        name = found[3].lower()
        if name in _DROPPED_WHOLE:
            return end if found[2] else self._past_element(name, found.end(), end)
        if self._stays(name, bool(found[2])):
            self._kept.append(self._tag(html[found.start() : end], name, bool(found[2])))
        return end

    def _end_of_tag(self, start: int) -> int:
        """The place after the `>` that ends a tag, minding quoted values."""
        html = self._html
        plain = _PLAIN_REST.match(html, start)
        if plain is not None:
            return plain.end()
        at = start
        while True:
            found = _QUOTE_OR_END.search(html, at)
            if found is None:
                return len(html)
            mark = found.group()
            if mark == ">":
                return found.end()
            # A quotation mark is one only as the start of a value.
            if html[max(start, found.start() - 3) : found.start()].rstrip().endswith("="):
                close = self._find(mark, found.end())
                at = close + 1 if close >= 0 else found.end()
            else:
                at = found.end()

    def _past_element(self, name: str, attributes: int, start: int) -> int:
        """Leaves out a whole element; JSON-LD is put aside."""
        html = self._html
        if html[start - 2] == "/" and name in ("svg", "math"):
            return start
        closing = f"</{name}"
        if closing in self._absent:
            return start
        found = re.compile(rf"{closing}\b[^>]*>?", re.I).search(html, start)
        if found is None:
            self._absent.add(closing)
            return start
        if name == "script" and _LD_JSON.search(html, attributes, min(start, attributes + 2000)):
            self._linked.append(html[start : found.start()])
        return found.end()

    def _stays(self, name: str, closes: bool) -> bool:
        """Whether a tag is kept: wrappers below a depth, and anything far below it, are not."""
        if name in _VOID or name in _SELF_CLOSING:
            return True
        kept = self._open.setdefault(name, [])
        if closes:
            if not kept:
                return False
            stayed = kept.pop()
            self._depth -= stayed
            return stayed
        stays = self._depth < (DEEPEST_WRAPPERS if name in _WRAPPERS else DEEPEST)
        if name == "table":
            stays = stays and sum(kept) < DEEPEST_TABLES if len(kept) < DEEPEST else False
        kept.append(stays)
        self._depth += stays
        return stays

    @staticmethod
    def _tag(tag: str, name: str, closes: bool) -> str:
        """The tag as it stands, or with a few attributes where it has absurdly many."""
        if len(tag) <= 2000 or (len(tag) <= _LONGEST_TAG and tag.count("=") <= _MOST_ATTRIBUTES):
            return tag
        if closes:
            return f"</{name}>"
        kept = dict(_KEPT_ATTRIBUTE.findall(tag[:_LONGEST_TAG]))
        return f"<{name}" + "".join(f" {key}={value}" for key, value in kept.items()) + ">"


def words_of(element: "HtmlElement") -> str:
    """The words of an element and all within it, with single spaces; blocks part words.

    >>> words_of(parse("<div><p>One <b>t</b>wo</p><p>three</p></div>"))
    'One two three'
    """
    from lxml import etree  # noqa: PLC0415

    parts: list[str] = []
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if part.tag in _PARTING:
            parts.append(" ")
        if event == "start":
            parts.append(part.text or "")
        elif part is not element:
            parts.append(part.tail or "")
    return " ".join("".join(parts).split())
