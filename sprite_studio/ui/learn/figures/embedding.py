"""What a word is in numbers, what it does, which words lie near it; and the noise levels."""

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from sprite_studio.studio.jobs.learn.embedding import EmbeddingJob, EmbeddingResult, WordSum
from sprite_studio.studio.words.names import word_name
from sprite_studio.ui import theme
from sprite_studio.ui.learn.control import Control
from sprite_studio.ui.learn.figures.figure import Figure
from sprite_studio.ui.learn.stripes import Stripes
from sprite_studio.ui.widgets.numbers.bars import Bars
from sprite_studio.ui.widgets.numbers.plates import Plates
from sprite_studio.ui.widgets.numbers.word_map import WordMap
from sprite_studio.ui.widgets.numbers.word_picture import word_pictures

NEAR, STRANGE = 5, 4
"""Neighbours that are named, and words beside which something else is nearest."""

MAP_HEIGHT = 190


class EmbeddingFigure(Figure):
    """A word by the slider: its picture and its vector, what they bring, and its neighbours."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__(labels)
        self._result: EmbeddingResult | None = None
        self._numbers: Mapping[str, object] = {}
        self._control = Control(labels["control"], 1)
        self._control.moved.connect(lambda _: self._show())
        self._plates = Plates(labels["picture"], 7)
        self.column.addWidget(self._control)
        self.column.addWidget(self._plates)
        self._line = self.say("said")
        self._vector = Bars(labels["vector"], "")
        self.column.addWidget(self._vector)
        self._near = self.say("nearest")
        self._map = WordMap()
        self._map.setFixedHeight(MAP_HEIGHT)
        self._sum = self.say("sum")
        self._enters = self.say("enters_house")
        beside = QHBoxLayout()
        beside.setSpacing(2 * theme.SPACE)
        told = QVBoxLayout()
        for line in (self._near, self._sum):
            self.column.removeWidget(line)
            told.addWidget(line)
        told.addStretch()
        beside.addLayout(told, 1)
        beside.addWidget(self._map, 1)
        self.column.insertLayout(self.column.indexOf(self._enters), beside)
        self._levels_line = self.say("levels")
        self._levels = Stripes(labels["stripes"])
        self.column.addWidget(self._levels)

    def job(self, model: str) -> EmbeddingJob:
        return EmbeddingJob(model)

    def show_result(self, result: EmbeddingResult) -> None:
        self._result = result
        self._map.show_words(result.space.places, list(map(word_name, result.space.words)))
        self._control.set_count(len(result.shown))
        has_pictures = result.space.pictures is not None
        self._line.setProperty("key", "said" if has_pictures else "said_plain")
        kind = "course" if result.kind == "course" else "house" if has_pictures else "plain"
        self._enters.setProperty("key", f"enters_{kind}")
        self._near.setProperty("key", "nearest_course" if kind == "course" else "nearest")
        self._show()
        self.tell(self._enters)
        self.tell(self._levels_line)
        first, last = (
            self.labels[key].format(**self.numbers()) for key in ("noisiest", "clearest")
        )
        self._levels.show_vectors(result.levels, (first, last))

    def network(self) -> str:
        return "" if self._result is None else self._result.kind

    @property
    def words(self) -> frozenset[str] | None:
        return None if self._result is None else frozenset(self._result.space.words)

    def answer(self) -> str:
        assert self._result is not None
        nearest = self._result.nearest
        return max(nearest, key=nearest.__getitem__) if nearest else "none"

    def numbers(self) -> Mapping[str, object]:
        return self._numbers

    def _count(self) -> Mapping[str, object]:
        """All numbers of the word that is shown; counted once a place of the slider."""
        result = self._result
        assert result is not None
        space, word = result.space, self._word
        neighbours = list(zip(space.nearest[word], space.cosine[word], strict=True))
        first, alike = neighbours[0] if neighbours else (word, 1.0)  # it is like itself
        near = [f"{self._quoted(other)} {cosine:z.2f}" for other, cosine in neighbours[:NEAR]]
        right = sum(one.is_right for one in result.sums)
        picture = 0 if space.null_picture is None else space.null_picture.size
        return {
            "word": word_name(space.words[word]),
            "numbers": space.numbers,
            "size": space.vectors.shape[1],
            "picture": picture,
            "words": len(space.words),
            "left": max(1, len(space.words) - 3),  # a sum's own words are out of the question
            "near": ", ".join(near) or self.labels["no_word"],
            "first": word_name(space.words[first]),
            "cosine": float(alike),
            "colours": sum(result.nearest.values()),
            **{f"same_{key}": result.nearest.get(key, 0) for key in ("colour", "thing", "other")},
            "strange": self._strange(),
            "sums": len(result.sums),
            "right": right,
            "right_share": right / max(1, len(result.sums)),
            "level_size": result.levels.shape[1],
            "level_next": cosine_of(result.levels, len(result.levels) // 2, 1),
            "level_ends": cosine_of(result.levels, 0, len(result.levels) - 1),
            "level_step": result.log_snr[1] - result.log_snr[0],
            "noisiest": result.log_snr[0],
            "clearest": result.log_snr[-1],
            "shares": sum(space.shares),
        }

    @property
    def _word(self) -> int:
        assert self._result is not None
        return self._result.shown[self._control.place]

    def _quoted(self, word: int) -> str:
        assert self._result is not None
        return f"“{word_name(self._result.space.words[word])}”"

    def _strange(self) -> str:
        """Colours of things beside which a word of quite another sort is nearest, the nearest
        first; "" where there are none."""
        result = self._result
        assert result is not None
        space = result.space
        colours = {one.plus for one in result.sums}
        pairs = [
            (float(space.cosine[word][0]), self._quoted(word), self._quoted(space.nearest[word][0]))
            for word in colours
            if space.nearest[word][0] not in colours
        ]
        said = [f"{word} and {near}" for cosine, word, near in sorted(pairs)[::-1]]
        pairs_said = ", ".join(said[:STRANGE])
        return self.labels["strange"].format(pairs=pairs_said) if said else ""

    def _show(self) -> None:
        result = self._result
        if result is None:
            return
        at, word, space = self._control.place, self._word, result.space
        self._numbers = self._count()
        self._control.say(word_name(space.words[word]))
        self._plates.show_pictures(*self._pictures(at))
        self._vector.show_numbers(space.vectors[word])
        self._map.choose(word, space.nearest[word][:NEAR].tolist())
        self.tell(self._line)
        self.tell(self._near)
        self._tell_sum(result, word)
        self.changed.emit()

    def _pictures(self, at: int) -> tuple[list[np.ndarray], list[str]]:
        result, word = self._result, self._word
        assert result is not None
        own, channels = word_pictures(result.space, word)
        keys = [*channels, *(["promised"] if own else []), "believed", "drawn"]
        return [*own, result.believed[at], result.drawn[at]], [self.labels[key] for key in keys]

    def _tell_sum(self, result: EmbeddingResult, word: int) -> None:
        """Examples, and how many there are; nothing where there are none."""
        if not result.sums:
            self._sum.say("")
            return
        examples = " ".join(map(self._example, examples_of(result.sums, word)))
        self._sum.say(self.labels["sum"].format(**self.numbers(), examples=examples))

    def _example(self, one: WordSum) -> str:
        named = {name: self._quoted(number) for name, number in vars(one).items()}
        return self.labels["sum_right" if one.is_right else "sum_wrong"].format(**named)


def examples_of(sums: Sequence[WordSum], word: int) -> list[WordSum]:
    """One that comes out as in language and one that does not, where there are such; each begins
    with the word, if one of them does."""
    chosen = []
    for right in (True, False):
        found = [one for one in sums if one.is_right is right]
        chosen += [one for one in found if one.plus == word][:1] or found[:1]
    return chosen


def cosine_of(vectors: np.ndarray, first: int, on: int) -> float:
    """Of one of (L, K) and of the one so many on."""
    one, other = vectors[first], vectors[first + on]
    return float(one @ other / max(1e-9, float(np.linalg.norm(one) * np.linalg.norm(other))))
