"""What words change: nothing where there are none."""

import numpy as np
import pytest
import torch
from finished import finished

from sprite_studio.diffusion.schedule import add_noise, alpha_sigma
from sprite_studio.studio.jobs.learn.words import GUIDANCES, MIXED, WordsJob
from sprite_studio.studio.learn.subject import (
    denoiser_for,
    forge_sprites,
    level_of,
    load,
    noise_for,
    numbers_of,
    rms,
)
from sprite_studio.studio.learn.words import ASKED, changed_by, words


def test_no_words_change_nothing_and_words_something(library):
    loaded = load(library, "base")
    _, *nothing = changed_by(loaded, {}, 0)
    assert not np.any(nothing)
    _, *something = changed_by(loaded, {"hero": 1.0}, 0)
    assert np.all(np.array(something) > 0)


def test_a_change_in_the_noise_is_sigma_over_alpha_times_as_large_in_the_sprite(library):
    loaded = load(library, "base")
    x0 = numbers_of(forge_sprites(ASKED, 0, "hero"), loaded)
    noise = noise_for(loaded, 0, ASKED)()
    levels, share, share_x0 = changed_by(loaded, {"hero": 1.0}, 0)
    denoise = denoiser_for(loaded, [{"hero": 1.0}] * ASKED, clip=False)
    for level, of_eps, of_x0 in zip(levels, share, share_x0, strict=True):
        alpha, sigma = alpha_sigma(level)
        with torch.inference_mode():
            said = denoise(add_noise(x0, noise, level_of(level, ASKED, x0)), level)
        expected = of_eps * rms(said.eps) * sigma / alpha / rms(said.x0)
        assert of_x0 == pytest.approx(expected, rel=1e-3)


def test_without_guidance_s_help_the_words_count_for_nothing(library):
    result = finished(words(WordsJob(), library))
    assert result.drawn.shape[:1] == (len(GUIDANCES),)
    ignored = result.drawn[GUIDANCES.index(0.0)]
    assert not np.array_equal(ignored, result.drawn[GUIDANCES.index(1.0)])
    assert result.pair == ("hero", "food")
    assert len(result.mixed) == len(MIXED)
    assert result.mixed[0].tobytes() != result.mixed[-1].tobytes()


def test_the_rows_are_those_of_the_vocabulary(library):
    result = finished(words(WordsJob(), library))
    vocabulary = load(library, "base").model.vocabulary
    null, hero, food = result.vectors
    assert np.array_equal(null, vocabulary.null.detach().numpy())
    for row, word in ((hero, "hero"), (food, "food")):
        assert np.array_equal(row, vocabulary.rows[vocabulary.index[word]].detach().numpy())


def test_a_model_without_words_is_drawn_with_and_mixes_nothing(wordless_library):
    result = finished(words(WordsJob(), wordless_library))
    assert result.told == result.pair == ()
    assert not result.share.any()
    assert len(result.mixed) == 0
    first = result.drawn[0]
    assert all(np.array_equal(first, one) for one in result.drawn)
