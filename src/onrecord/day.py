"""The order of a day: what is read is understood, and its parties are looked up.

Only this file knows the order; it hands what one room made to the next.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from onrecord.link import STARTER, Directories, open_directories, resolve_parties
from onrecord.read import Hints, ReadOptions, count_inputs, read_inputs, read_text
from onrecord.record import Article, Document, NotRead, Skipped
from onrecord.understand import MODELS, Model, understand


def read(
    text_or_path: str | Path,
    *,
    model: str = MODELS[0],
    published: date | None = None,
    directories: Directories = STARTER,
) -> Document:
    """What one article says: its statements, with who made them and the words that prove it.

    A `Path`, an address, or a string that is the path of a file is read from
    there; any other string is the text itself.  `model` is one of
    `onrecord.MODELS`; `published` stands in where the article gives no date;
    `directories` are the known parties that those of the article are looked up in.
    Of a file with several articles the first is read; use `read_all` for all.

    Raises NotRead where there is no article in it, with the reason, and
    BadOption for an unknown model, and BadDirectory for a file of known parties
    that cannot be read.

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
    return resolve_parties(understand(result, network), open_directories(directories))


def read_all(
    inputs: Iterable[str],
    options: ReadOptions | None = None,
    *,
    model: str = MODELS[0],
    stdin: BinaryIO | None = None,
    directories: Directories = STARTER,
) -> Iterator[Document | Skipped]:
    """A document for each article of the inputs, in their order, or why there is none.

    An input is a path to a file or folder, an address, or “-” for standard
    input.  Documents stream: none is kept once it is handed on.
    """
    network = Model.load(model)
    index = open_directories(directories)
    for result in read_inputs(inputs, options or ReadOptions(), stdin=stdin):
        if isinstance(result, Article):
            yield resolve_parties(understand(result, network), index)
        else:
            yield result


def above(document: Document, confidence: float) -> Document:
    """The document with the statements and acts of at least this confidence."""
    statements = tuple(one for one in document.statements if one.confidence >= confidence)
    acts = tuple(act for act in document.acts if act.confidence >= confidence)
    kept = {one.id for one in statements} | {act.id for act in acts}
    acts = tuple(
        replace(
            act,
            statements=tuple(id for id in act.statements if id in kept),
            answers=tuple(id for id in act.answers if id in kept),
        )
        for act in acts
    )
    return replace(document, statements=statements, acts=acts)


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
