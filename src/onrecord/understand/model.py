"""The trained network: words in, scores for each word out.

Both models, accurate and fast, are one ONNX file each with the same inputs and
outputs; what differs (how long a window may be) stands in the file's metadata.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.record import BadOption, BrokenModel
from onrecord.understand.words import BREAK, OUTSIDE, Vocabulary, Words

MODELS = ("accurate", "fast")
"""The names that `Model.load` knows, the default first."""

Floats = npt.NDArray[np.float32]

_BATCH = 4
"""Windows run together: more fall out of the processor's cache."""


@dataclass(frozen=True, slots=True)
class View:
    """The words `first` to `last` as one window saw them, for tying them together.

    `links` (words, 4, 64): vectors of content as asker, cue as answer, cue as
    asker and source as answer; the product of asker and answer says how well
    the two belong together.  Vectors of two windows do not go together: neither
    has seen the other's word.
    """

    first: int
    last: int
    links: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of the words of a text.

    `tags` (words, 7): for O, then B and I of source, cue and content, each word
    from the window in whose middle it stands best.
    """

    tags: Floats
    views: tuple[View, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """The learnt numbers that decoding needs besides the scores of words."""

    transitions: Floats  # (7, 7)
    distance: Floats  # (2, 16), by the bins of `edges`
    edges: npt.NDArray[np.int64]
    crossing: Floats  # (2, 5), paragraphs between the two, −2 to 2
    nothing: float  # how well a cue with no source stands alone
    confidence: tuple[float, ...]  # coefficients of `confidence.FEATURES`


class Model:
    """One set of trained weights, ready to run on one CPU thread."""

    def __init__(self, name: str, weights: bytes, vocabulary: Vocabulary) -> None:
        import onnxruntime  # noqa: PLC0415 - takes a tenth of a second, so only when it is used

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                weights, options, providers=["CPUExecutionProvider"]
            )
            facts: dict[str, Any] = json.loads(
                self._session.get_modelmeta().custom_metadata_map["onrecord"]
            )
            self._window: int = facts["window"]
            self._overlap: int = facts["overlap"]
            self.structure = Structure(
                transitions=np.array(facts["transitions"], np.float32),
                distance=np.array(facts["distance"], np.float32),
                edges=np.array(facts["edges"], np.int64),
                crossing=np.array(facts["crossing"], np.float32),
                nothing=facts["nothing"],
                confidence=tuple(facts["confidence"]),
            )
        except Exception as error:  # onnxruntime raises many kinds, none of them documented
            raise BrokenModel(
                f"the weights of the model {name!r} cannot be loaded ({error!r}); "
                "install onrecord anew"
            ) from error
        self.name = name
        self.vocabulary = vocabulary

    @staticmethod
    def load(name: str = MODELS[0]) -> "Model":
        """The model of that name from the package; the same object each time.

        Raises BadOption for a name that is not in `MODELS`, BrokenModel where
        the package's files are damaged.
        """
        if name not in MODELS:
            raise BadOption(f"there is no model {name!r}; choose one of: {', '.join(MODELS)}")
        return Model._load(name)

    @staticmethod
    @lru_cache(maxsize=len(MODELS))
    def _load(name: str) -> "Model":
        folder = resources.files("onrecord.understand") / "weights"
        try:
            lines = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
            weights = (folder / f"{name}.onnx").read_bytes()
            vocabulary = Vocabulary(lines)
        except (OSError, KeyError, UnicodeDecodeError) as error:
            raise BrokenModel(
                f"the weights of the model {name!r} are missing or damaged ({error!r}); "
                "install onrecord anew"
            ) from error
        return Model(name, weights, vocabulary)

    def score(self, words: Words) -> Scores:
        """Scores of all words, each from the window in whose middle it stands best."""
        tags = np.empty((len(words), self.structure.transitions.shape[0]), np.float32)
        windows = self._windows(words)
        views: list[View] = []
        for at in range(0, len(windows), _BATCH):
            views += self._run(words, windows[at : at + _BATCH], tags)
        return Scores(tags, tuple(views))

    def _windows(self, words: Words) -> list["_Window"]:
        """Windows of about equal length that cover all words, neighbours overlapping."""
        sizes = np.fromiter(map(len, words.pieces), np.int64, len(words))
        ends = np.cumsum(sizes)
        total = int(ends[-1]) if len(ends) else 0
        room = self._window - 2
        if total <= room:
            return [_Window(0, len(words), 0, len(words))] if total else []
        count = -(-(total - self._overlap) // (room - self._overlap))
        room = -(-(total + (count - 1) * self._overlap) // count)
        stride = (total - room) / (count - 1)
        windows: list[_Window] = []
        for number in range(count):
            begin = number * stride
            first = int(np.searchsorted(ends, begin, side="right"))
            limit = (int(ends[first - 1]) if first else 0) + room
            last = int(np.searchsorted(ends, limit, side="right"))
            windows.append(_Window(first, last, first, last))
        windows[-1].last = windows[-1].until = len(words)
        for left, right in pairwise(windows):
            left.until = right.since = _parting(words, right.first, left.last)
        return windows

    def _run(self, words: Words, windows: list["_Window"], tags: Floats) -> list[View]:
        rows = [self._row(words, window) for window in windows]
        width = max(len(row.pieces) for row in rows)
        shape = (len(rows), width)
        pieces, shapes, quoted = (np.zeros(shape, np.int64) for _ in range(3))
        mask = np.full(shape, -1e4, np.float32)
        for number, row in enumerate(rows):
            length = len(row.pieces)
            pieces[number, :length] = row.pieces
            shapes[number, :length] = row.shapes
            quoted[number, :length] = row.quoted
            mask[number, :length] = 0
        feeds = {"pieces": pieces, "shapes": shapes, "quoted": quoted, "mask": mask}
        tag_scores, link_vectors = self._session.run(["tags", "links"], feeds)
        views = []
        for number, (window, row) in enumerate(zip(windows, rows, strict=True)):
            kept = row.first[window.since - window.first : window.until - window.first]
            tags[window.since : window.until] = tag_scores[number, kept]
            vectors = link_vectors[number, row.first].reshape(len(row.first), 4, -1)
            views.append(View(window.first, window.last, vectors))
        return views

    def _row(self, words: Words, window: "_Window") -> "_Row":
        row = _Row([self.vocabulary.first], [BREAK], [OUTSIDE], [])
        for number in range(window.first, window.last):
            ids = words.pieces[number]
            row.first.append(len(row.pieces))
            row.pieces.extend(ids)
            row.shapes.extend([words.shapes[number]] * len(ids))
            row.quoted.extend([words.quoted[number]] * len(ids))
        row.pieces.append(self.vocabulary.last)
        row.shapes.append(BREAK)
        row.quoted.append(OUTSIDE)
        return row


def _parting(words: Words, first: int, last: int) -> int:
    """Where one window hands over to the next: after the paragraph break nearest the middle.

    A sentence's source, cue and content are then tagged by one window.
    """
    middle = (first + last + 1) // 2
    edge = (last - first) // 6
    breaks = [n + 1 for n in range(first + edge, last - edge) if words.shapes[n] == BREAK]
    return min(breaks, key=lambda at: abs(at - middle), default=middle)


@dataclass(slots=True)
class _Window:
    """Words `first` to `last` are shown to the network, `since` to `until` taken from it."""

    first: int
    last: int
    since: int
    until: int


@dataclass(slots=True)
class _Row:
    pieces: list[int]
    shapes: list[int]
    quoted: list[int]
    first: list[int]
