"""The trained network: words in, scores for each word out.

Both models, accurate and fast, are one ONNX file each with the same inputs and
outputs; what differs (how long a window may be) stands in the file's metadata.
"""

import base64
import json
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import chain, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from onrecord.record import BadOption, BrokenModel
from onrecord.understand.act_scores import ACT_SCORES
from onrecord.understand.words import BREAK, OUTSIDE, Vocabulary, Words

MODELS = ("accurate", "fast")
"""The names that `Model.load` knows, the default first."""

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

LINK_WIDTH = 64

_STEP = 4
"""Pieces by which the room of windows grows while they are made of equal length."""


LINKS = (
    "content as asker",
    "cue as answer",
    "cue as asker",
    "source as answer",
    "evidence as asker of who speaks",
    "name as answer of who speaks",
    "evidence as asker of who is spoken to",
    "name as answer of who is spoken to",
)
"""The eight ways in which a word's vector is turned to be compared with another's."""


@dataclass(frozen=True, slots=True)
class View:
    """The words `first` to `last` as one window saw them, for tying them together.

    `vectors` (words, hidden) are the network's own; `Structure.turned` makes of
    them what is compared.  Vectors of two windows do not go together: neither
    has seen the other's word.
    """

    first: int
    last: int
    vectors: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of the words of a text.

    `tags` (words, 7): for O, then B and I of source, cue and content; `acts`
    (words, 25) as `act_scores` says.
    """

    tags: Floats
    acts: Floats
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
    links: Floats  # (8, hidden, 64), by `LINKS`
    link_biases: Floats  # (8, 64)
    act_distance: Floats  # (2, 16)
    act_crossing: Floats  # (2, 5)
    nobody: float  # how well an act stands without another side
    act_confidence: tuple[tuple[float, ...], ...]  # a row of coefficients for each kind
    speaker_weights: Floats  # (3, 10), of `act_names.WEIGHED` for each kind
    party_weights: Floats  # (3, 12), likewise, then of nobody's share, and for nobody

    def turned(self, vectors: Floats, part: str) -> Floats:
        """Vectors of words (n, hidden) as one of `LINKS` (n, 64).

        The product of an asker and an answer, over the root of 64, says how
        well two words belong together.
        """
        number = LINKS.index(part)
        turned: Floats = vectors @ self.links[number] + self.link_biases[number]
        return turned


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
            self.structure = Structure(
                transitions=np.array(facts["transitions"], np.float32),
                distance=np.array(facts["distance"], np.float32),
                edges=np.array(facts["edges"], np.int64),
                crossing=np.array(facts["crossing"], np.float32),
                nothing=facts["nothing"],
                confidence=tuple(facts["confidence"]),
                links=_unpacked(facts["links"]).reshape(len(LINKS), -1, LINK_WIDTH),
                link_biases=np.array(facts["link_biases"], np.float32),
                act_distance=np.array(facts["act_distance"], np.float32),
                act_crossing=np.array(facts["act_crossing"], np.float32),
                nobody=facts["nobody"],
                act_confidence=tuple(map(tuple, facts["act_confidence"])),
                speaker_weights=np.array(facts["speaker_weights"], np.float32),
                party_weights=np.array(facts["party_weights"], np.float32),
            )
        except Exception as error:  # onnxruntime raises many kinds, none of them documented
            raise BrokenModel(
                f"the weights of the model {name!r} cannot be loaded ({error!r}); "
                "install onrecord anew"
            ) from error
        self.name = name
        self.vocabulary = vocabulary
        self._libraries = ThreadpoolController()

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

    def on_one_core(self) -> AbstractContextManager[object]:
        """A context in which numpy's products run on this thread alone.

        They are small.  Spread over all cores they wait for each other, on a busy
        machine for longer than all the rest of the reading takes.
        """
        alone: AbstractContextManager[object] = self._libraries.limit(limits=1, user_api="blas")
        return alone

    def score(self, words: Words) -> Scores:
        """Scores of all words, window by window."""
        tags = np.empty((len(words), self.structure.transitions.shape[0]), np.float32)
        acts = np.empty((len(words), ACT_SCORES), np.float32)
        views: list[View] = []
        text = Pieces.of(words)
        for first, last in self._windows(text):
            feeds = text.feeds(first, last, self.vocabulary)
            tag_scores, act_scores, vectors = self._session.run(None, feeds)
            pieces = 1 + text.ends[first:last] - text.ends[first]
            tags[first:last] = tag_scores[0, pieces]
            acts[first:last] = act_scores[0, pieces]
            views.append(View(first, last, vectors[0, pieces]))
        return Scores(tags, acts, tuple(views))

    def _windows(self, text: "Pieces") -> list[tuple[int, int]]:
        """Runs of words, of whole paragraphs where these fit, that cover the text.

        As few as hold it, and then as equal in length as paragraphs allow, so
        that none is a last line without what came before it.
        """
        cuts = _cuts(text, self._window - 2)
        fewest = len(_packed(cuts, text.ends, self._window - 2))
        if not fewest:
            return []
        for room in range(int(text.ends[-1]) // fewest, self._window - 2, _STEP):
            packed = _packed(cuts, text.ends, room)
            if len(packed) == fewest:
                return packed
        return _packed(cuts, text.ends, self._window - 2)


@dataclass(frozen=True, slots=True)
class Pieces:
    """All words as the network takes them, piece by piece.

    `ends` (words + 1) has the place of each word's first piece and, last, the
    number of pieces; the others have an entry a piece, `breaks` the words after
    which a paragraph ends.
    """

    ends: Numbers
    pieces: Numbers
    shapes: Numbers
    quoted: Numbers
    breaks: list[int]

    @staticmethod
    def of(words: Words) -> "Pieces":
        """The pieces of all words, in order."""
        lengths = np.fromiter(map(len, words.pieces), np.int64, len(words))
        ends = np.concatenate([[0], np.cumsum(lengths)])
        shapes = np.array(words.shapes, np.int64)
        return Pieces(
            ends=ends,
            pieces=np.fromiter(chain.from_iterable(words.pieces), np.int64, int(ends[-1])),
            shapes=np.repeat(shapes, lengths),
            quoted=np.repeat(np.array(words.quoted, np.int64), lengths),
            breaks=(np.flatnonzero(shapes == BREAK) + 1).tolist(),
        )

    def feeds(self, first: int, last: int, vocabulary: Vocabulary) -> dict[str, Numbers]:
        """The words `first` to `last` as one row of input, between its first and last piece."""
        inside = slice(self.ends[first], self.ends[last])
        rows = {
            "pieces": (vocabulary.first, self.pieces[inside], vocabulary.last),
            "shapes": (BREAK, self.shapes[inside], BREAK),
            "quoted": (OUTSIDE, self.quoted[inside], OUTSIDE),
        }
        return {
            name: np.concatenate([[before], row, [after]])[None]
            for name, (before, row, after) in rows.items()
        }


def _unpacked(text: str) -> Floats:
    """Numbers of half precision, which JSON carries as base 64."""
    return np.frombuffer(base64.b64decode(text), np.float16).astype(np.float32)


def _cuts(text: Pieces, room: int) -> list[int]:
    """Where windows may end: after paragraphs, and within one that is longer than a window."""
    ends = text.ends
    cuts = [0]
    for number in [*text.breaks, len(ends) - 1]:
        while ends[number] - ends[cuts[-1]] > room:
            limit = int(np.searchsorted(ends, ends[cuts[-1]] + room, side="right")) - 1
            cuts.append(max(limit, cuts[-1] + 1))
        if number > cuts[-1]:
            cuts.append(number)
    return cuts


def _packed(cuts: list[int], ends: Numbers, room: int) -> list[tuple[int, int]]:
    """Windows of at most `room` pieces, each filled before the next begins.

    One that a single cut makes longer than `room` stands alone.
    """
    packed: list[tuple[int, int]] = []
    first = 0
    for before, after in pairwise(cuts):
        if ends[after] - ends[first] > room and before > first:
            packed.append((first, before))
            first = before
    if len(cuts) > 1:
        packed.append((first, cuts[-1]))
    return packed
