import torch

from sprite_studio.diffusion.training.adapting import Adaptation, AdaptConfig
from sprite_studio.diffusion.training.dataset import Batch
from sprite_studio.diffusion.training.nearest_word import nearest_word
from sprite_studio.stepwise import completed

STYLES = ("style:a", "style:b")


def nearest(model, value: float, words=STYLES) -> str | None:
    x0, weights = torch.full((6, 4, 16, 16), value), torch.zeros(6, len(model.vocabulary.words))
    return completed(nearest_word(model, words, x0, weights, 0))


def test_it_is_the_word_that_means_the_most_of_them(small_model):
    """One style is taught to mean bright sprites, the other dark ones."""
    vocabulary = small_model.vocabulary
    for word, value in zip(STYLES, (0.8, -0.8), strict=True):
        lesson = Adaptation(small_model, AdaptConfig(60))
        shown = Batch(torch.full((8, 4, 16, 16), value), torch.zeros(8, len(vocabulary.words)))
        nothing = Batch(shown.x0[:0], shown.weights[:0])
        for _ in lesson.learn(lambda _, shown=shown: shown, lambda _, none=nothing: none):
            pass
        with torch.no_grad():
            vocabulary.rows[vocabulary.index[word]] = lesson.word
    assert nearest(small_model, 0.8) == "style:a"
    assert nearest(small_model, -0.8) == "style:b"


def test_of_no_words_none_is_the_nearest(small_model):
    assert nearest(small_model, 0.5, ()) is None
