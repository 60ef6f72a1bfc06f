"""What a page is made of, read strictly: its elements, ids, headings, links and words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "input", "br", "img", "hr"}


@dataclass
class Page(HTMLParser):
    """A page, read element by element; `faults` says what does not nest or is not unique."""

    source: str
    faults: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]
        self.faults += [f"id {one} twice" for one in self.ids if self.ids.count(one) > 1]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, attrs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, attrs)
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1:]}")
        elif self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append(" ".join(data.split()))

    def _note(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = [name for name, _ in attrs]
        self.faults += [f"<{tag}> has {one} twice" for one in named if named.count(one) > 1]
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(tag)
        if tag in ("p", "h1", "h2", "h3") and "p" in self._open:
            self.faults.append(f"<{tag}> within <p>")
        self.elements.append((tag, given))

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of a tag."""
        return [given for name, given in self.elements if name == tag]

    @property
    def text(self) -> str:
        """All words of the page, one blank between each run and the next."""
        return " ".join(self.words)
