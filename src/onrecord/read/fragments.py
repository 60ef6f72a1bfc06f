"""A piece of HTML that is all article (a feed's content, a ninjs body) → plain text.

No search for the article is needed here, which is `page`'s work: every
paragraph counts, and blocks are told apart by the tags alone.
"""

import html
import re

_TAG = re.compile(r"<(?:!--|/?[A-Za-z][^<>]{0,2000}>)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,31});")
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "figcaption",
        "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol",
        "p", "pre", "section", "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip
_HIDDEN = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg"})


def is_markup(text: str) -> bool:
    """Whether `text` holds tags and not only words.

    >>> is_markup("<p>The ferry is late.</p>"), is_markup("5 < 6 and 7 > 6")
    (True, False)
    """
    return bool(_TAG.search(text))


def words_of(markup: str) -> str:
    """The paragraphs of `markup`, with a blank line between one and the next.

    >>> words_of("<p>The ferry is <b>late</b>.</p><p>It is &amp; was.")
    'The ferry is late.\\n\\nIt is & was.'
    """
    if not is_markup(markup):
        return html.unescape(markup).strip() if _ENTITY.search(markup) else markup.strip()
    from lxml import etree  # noqa: PLC0415 - plain text does without it

    # Bytes and not a string: lxml refuses a string that declares an encoding.
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, huge_tree=True, no_network=True, remove_comments=True
    )
    try:
        root = etree.fromstring(f"<body>{markup}</body>".encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return ""
    return _gather(root) if root is not None else ""


def _gather(root: object) -> str:
    from lxml import etree  # noqa: PLC0415

    paragraphs: list[list[str]] = [[]]
    hidden = 0
    # iterwalk and not recursion: a hostile page nests deeper than Python recurses.
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            hidden += tag in _HIDDEN
            if tag in _BLOCKS:
                paragraphs.append([])
            elif tag == "br":
                paragraphs[-1].append("\n")
            if not hidden and tag:
                paragraphs[-1].append(_spaced(node.text, tag))
        else:
            hidden -= tag in _HIDDEN
            if tag in _BLOCKS:
                paragraphs.append([])
            if not hidden:
                paragraphs[-1].append(_spaced(node.tail, ""))
    return "\n\n".join(words for parts in paragraphs if (words := _joined(parts)))


def _spaced(words: str | None, tag: str) -> str:
    if not words:
        return ""
    return words if tag == "pre" else re.sub(r"\s+", " ", words)


def _joined(parts: list[str]) -> str:
    """The words of one paragraph; two line breaks in a row part paragraphs too."""
    lines = [" ".join(line.split(" ")).strip() for line in "".join(parts).split("\n")]
    words = re.sub(r" {2,}", " ", "\n".join(lines)).strip("\n")
    return re.sub(r"\n{2,}", "\n\n", words)
