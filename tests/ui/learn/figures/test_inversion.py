"""What is said of a new word, of a model with pictures of words and of one without."""

import numpy as np
import pytest

from sprite_studio import paths
from sprite_studio.studio.jobs.learn.inversion import NewWordResult, WordStage
from sprite_studio.studio.learn.texts import read_lessons
from sprite_studio.ui.learn.figures.inversion import InversionFigure

SPRITES = np.zeros((8, 16, 16, 4), np.uint8)
LESSON = next(one for one in read_lessons(paths.resources() / "lessons") if one.key == "inversion")


def stage(step: int, cosine: float, has_picture: bool) -> WordStage:
    picture = np.zeros((4, 16, 16), np.float32) if has_picture else None
    near = (("hero", cosine),) if step else ()
    return WordStage(step, np.ones(3, np.float32), picture, picture, SPRITES, near, like=0.25)


@pytest.fixture
def shown(qtbot):
    """A function: the figure at its last stage."""

    def made(cosine: float, has_picture: bool) -> InversionFigure:
        figure = InversionFigure(LESSON.labels)
        qtbot.addWidget(figure)
        stages = tuple(stage(step, cosine, has_picture) for step in (0, 60))
        figure.job("base")
        figure.show_result(
            NewWordResult(
                told=("hero",),
                shown=SPRITES,
                stages=stages,
                words=("hero", "food"),
                places=np.zeros((2, 2)),
                way=np.ones((2, 2)),
                learned=3 + 1024 * has_picture,
                parameters=500,
                changed=0,
            )
        )
        return figure

    return made


def test_the_new_row_is_none_of_the_numbers_that_were_there(shown):
    live = LESSON.live.format(**shown(0.2, True).numbers())
    assert live.startswith(
        "1,027 numbers are new, beside the 500 that were there, of which 0 changed; after 60 of 60"
    )
    assert live.endswith("25% of the drawn pixels have nearly a colour of the examples")


def test_a_picture_is_told_and_shown_where_words_have_one(shown):
    with_picture, without = shown(0.2, True), shown(0.2, False)
    assert "1,024 more are a picture" in with_picture._near.text()
    assert not with_picture._picture.isHidden()
    assert "All its 3 numbers" in without._near.text()
    assert "have no pictures" in without._near.text()
    assert without._picture.isHidden()


def test_that_no_word_means_the_same_is_said_only_where_none_does(shown):
    assert "No word that was there" in shown(0.2, True)._near.text()
    assert "No word that was there" not in shown(0.9, True)._near.text()
