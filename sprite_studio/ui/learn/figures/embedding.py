"""What a word is in numbers, what it does, which words lie near it; and the noise levels."""

from collections.abc import Mapping

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from sprite_studio.art.number_pictures import number_pictures
from sprite_studio.studio.jobs.learn.embedding import EmbeddingJob, EmbeddingResult, WordSum
from sprite_studio.studio.words.names import word_name
from sprite_studio.ui import theme
from sprite_studio.ui.learn.control import Control
from sprite_studio.ui.learn.figures.figure import Figure
from sprite_studio.ui.learn.stripes import Stripes
from sprite_studio.ui.widgets.numbers.bars import Bars
from sprite_studio.ui.widgets.numbers.plates import Plates
from sprite_studio.ui.widgets.numbers.shades import signed_picture
from sprite_studio.ui.widgets.numbers.word_map import WordMap

CHANNELS = ("red", "green", "blue", "solid")
"""Labels of a picture's channels, in their order."""

NEAR, STRANGE = 5, 4
"""Neighbours that are named, and words beside which something else is nearest."""

MAP_HEIGHT = 190


class EmbeddingFigure(Figure):
    """A word by the slider: its picture and its vector, what they bring, and its neighbours."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__(labels)
        self._result: EmbeddingResult | None = None
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
        ends = (self.labels["noisiest"], self.labels["clearest"])
        numbers = self.numbers()
        self._levels.show_vectors(
            result.levels, (ends[0].format(**numbers), ends[1].format(**numbers))
        )
        has_pictures = result.space.pictures is not None
        self._line.setProperty("key", "said" if has_pictures else "said_plain")
        kind = "course" if result.kind == "course" else "house" if has_pictures else "plain"
        self._enters.setProperty("key", f"enters_{kind}")
        self.tell(self._enters)
        self.tell(self._levels_line)
        self._show()

    def network(self) -> str:
        return "" if self._result is None else self._result.kind

    def answer(self) -> str:
        assert self._result is not None
        nearest = self._result.nearest
        return max(nearest, key=nearest.__getitem__) if nearest else "none"

    def numbers(self) -> Mapping[str, object]:
        result = self._result
        assert result is not None
        space, word = result.space, self._word
        neighbours = list(zip(space.nearest[word], space.cosine[word], strict=True))
        first, alike = neighbours[0] if neighbours else (word, 1.0)  # it is like itself
        near = [f"{self._quoted(other)} {cosine:.2f}" for other, cosine in neighbours[:NEAR]]
        right = sum(one.found == one.expected for one in result.sums)
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
        pictures, keys = [result.believed[at], result.drawn[at]], ["believed", "drawn"]
        own, promised = result.space.own_picture(word), result.space.pictures
        if own is not None and promised is not None:
            most = max(float(np.abs(own).max()), 1e-9)
            maps = [signed_picture(channel, most) for channel in own]
            pictures = [*maps, number_pictures(promised[word]), *pictures]
            keys = [*CHANNELS[: len(maps)], "promised", *keys]
        return pictures, [self.labels[key] for key in keys]

    def _tell_sum(self, result: EmbeddingResult, word: int) -> None:
        """One that begins with the word, or the first there is; none where there are none."""
        if not result.sums:
            self._sum.say("")
            return
        one = next((one for one in result.sums if one.plus == word), result.sums[0])
        self._sum.say(self.labels["sum"].format(**self.numbers(), **self._named(one)))

    def _named(self, one: WordSum) -> dict[str, str]:
        named = {name: self._quoted(number) for name, number in vars(one).items()}
        key = "as_hoped" if one.found == one.expected else "not_hoped"
        return named | {"judged": self.labels[key].format(**named)}


def cosine_of(vectors: np.ndarray, first: int, on: int) -> float:
    """Of one of (L, K) and of the one so many on."""
    one, other = vectors[first], vectors[first + on]
    return float(one @ other / max(1e-9, float(np.linalg.norm(one) * np.linalg.norm(other))))
