"""The texts that training reads besides PolNeAR's, each by its path below the data folder."""

import html
import re
from pathlib import Path

LONGEST = 6000
"""Characters of an unmarked text that are read; a few are whole reports."""


def text_of(data: Path, path: str) -> str:
    """The text of a file: as it stands, or out of the markup of ECB+ or TimeML."""
    with (data / path).open(encoding="utf-8", errors="replace", newline="") as file:
        content = file.read()
    if path.endswith(".xml"):
        return _from_ecb(content)
    if path.endswith(".tml"):
        return _from_timeml(content)
    return content


def _from_ecb(markup: str) -> str:
    """ECB+ holds tokens with the number of their sentence; each sentence becomes a line."""
    lines: dict[str, list[str]] = {}
    for sentence, word in re.findall(r'<token [^>]*sentence="(\d+)"[^>]*>([^<]*)</token>', markup):
        lines.setdefault(sentence, []).append(html.unescape(word))
    return "\n".join(" ".join(words) for words in lines.values())


def _from_timeml(markup: str) -> str:
    body = re.search(r"<TEXT>(.*?)</TEXT>", markup, re.DOTALL)
    text = html.unescape(re.sub(r"<[^>]+>", "", body.group(1))) if body else ""
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip())
