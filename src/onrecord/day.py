"""The order of a day: what is read is understood, one article after the other.

Only this file knows the order; it hands what one room made to the next.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from onrecord.read import Hints, ReadOptions, count_inputs, read_inputs, read_text
from onrecord.record import Article, Document, NotRead, Skipped
from onrecord.understand import MODELS, Model, understand


def read(
    text_or_path: str | Path, *, model: str = MODELS[0], published: date | None = None
) -> Document:
    """What one article says: its statements, with who made them and the words that prove it.

    A `Path`, an address, or a string that is the path of a file is read from
    there; any other string is the text itself.  `model` is one of
    `onrecord.MODELS`; `published` stands in where the article gives no date.
    Of a file with several articles the first is read; use `read_all` for all.

    Raises NotRead where there is no article in it, with the reason, and
    BadOption for an unknown model.

    >>> document = read("“The bridge is safe,” said Ada Morrow, the mayor of Tarn.")
    >>> [(document.party(id).name, statement.quotation.value)
    ...  for statement in document.statements for id in statement.speakers]
    [('Ada Morrow', 'direct')]
    """
    network = Model.load(model)
    if _is_text(text_or_path):
        hints = Hints(source="text", published_if_missing=published)
        result = read_text(str(text_or_path), hints)
    else:
        result = next(read_inputs([str(text_or_path)], ReadOptions(published=published)))
    if isinstance(result, Skipped):
        raise NotRead(result)
    return understand(result, network)


def read_all(
    inputs: Iterable[str],
    options: ReadOptions | None = None,
    *,
    model: str = MODELS[0],
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Skipped]:
    """A document for each article of the inputs, in their order, or why there is none.

    An input is a path to a file or folder, an address, or “-” for standard
    input.  Documents stream: none is kept once it is handed on.
    """
    network = Model.load(model)
    for result in read_inputs(inputs, options or ReadOptions(), stdin=stdin):
        yield understand(result, network) if isinstance(result, Article) else result


def above(document: Document, confidence: float) -> Document:
    """The document with the statements of at least this confidence."""
    kept = tuple(entry for entry in document.statements if entry.confidence >= confidence)
    return replace(document, statements=kept)


def _is_text(given: str | Path) -> bool:
    """A string is text unless it is an address, names something on the disk or looks so.

    “artcle.txt” is a mistyped name and no article; the longest path that any
    system takes is 4,096 bytes.
    """
    if isinstance(given, Path) or given.startswith(("https://", "http://")):
        return False
    if "\n" in given or "\0" in given or len(given) > 4096:
        return True
    if given and not any(map(str.isspace, given)) and ("/" in given or "." in given[1:-1]):
        return False
    try:
        return not Path(given).exists()
    except OSError:
        return True


__all__ = ["above", "count_inputs", "read", "read_all"]
