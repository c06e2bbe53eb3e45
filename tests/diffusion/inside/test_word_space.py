import math

import pytest
import torch

from sprite_studio.diffusion.inside.word_space import (
    flattened,
    heard_vectors,
    level_vectors,
    nearest,
    nearest_to_sums,
    null_picture,
    word_pictures,
    word_vectors,
)
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import COURSE_SCHEDULE, Model
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.schedule import CosineSchedule


def test_of_points_on_a_plane_two_axes_hold_all_and_keep_their_distances():
    plane = torch.tensor([[0.0, 0], [4, 0], [4, 1], [0, 1], [2, 0.5]])
    across, along = torch.linalg.qr(torch.randn(7, 2))[0].T
    places, shares = flattened(plane[:, :1] * across + plane[:, 1:] * along + 3)
    assert sum(shares) == pytest.approx(1)
    assert shares[0] == pytest.approx(16 / 17, abs=1e-5)  # of the sums of squares, 16 and 1
    torch.testing.assert_close(
        torch.cdist(places, places), torch.cdist(plane, plane).double(), atol=1e-5, rtol=1e-5
    )


def test_words_on_a_line_have_no_second_axis_and_equal_ones_none():
    _, shares = flattened(torch.tensor([[1.0], [2.0], [5.0]]))
    assert shares == (1, 0)
    places, shares = flattened(torch.ones(3, 4))
    assert shares == (0, 0)
    assert not places.any()


def test_the_nearest_word_points_the_same_way_however_long_it_is():
    vectors = torch.tensor([[1.0, 0], [0.1, 0.01], [0, 1], [-2, 0]])
    index, cosine = nearest(vectors, 2)
    assert index[0].tolist() == [1, 2]
    assert cosine[0].tolist() == pytest.approx([10 / math.sqrt(101), 0])
    assert nearest(vectors, 9)[0].shape == (4, 3)  # there are no more


def test_vectors_are_the_rows_of_the_table_and_taught_words_stand_last(small_model):
    small_model.vocabulary.taught["mine"] = torch.full((8,), 0.5)
    vectors = word_vectors(small_model)
    assert vectors.shape == (9, 8)
    assert torch.equal(vectors[0], small_model.vocabulary.rows[0])
    assert torch.equal(vectors[-1], torch.full((8,), 0.5))
    assert torch.equal(heard_vectors(small_model), vectors)
    assert word_pictures(small_model) is None


def test_a_words_picture_is_what_it_promises_by_itself_and_no_part_of_its_vector():
    config = UNetConfig(widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=4, pictures=True)
    model = Model(config, ("hero", "food"), CosineSchedule())
    with torch.no_grad():
        model.vocabulary.rows[1, 4:] = 0.25
        model.vocabulary.null[4:] = -1.0
    assert word_vectors(model).shape == (2, 4)
    pictures = word_pictures(model)
    assert pictures is not None
    torch.testing.assert_close(pictures[1], torch.full((4, 16, 16), -0.75))
    torch.testing.assert_close(pictures[0], torch.full((4, 16, 16), -1.0))
    nothing = null_picture(model)
    assert nothing is not None
    torch.testing.assert_close(nothing, torch.full((4, 16, 16), -1.0))


def test_words_of_the_course_are_axes_and_are_compared_by_what_is_made_of_them():
    torch.manual_seed(0)
    model = Model(CourseConfig(features=8), ("hero", "food", "spell"), COURSE_SCHEDULE)
    assert torch.equal(word_vectors(model), torch.eye(3))
    weights = dict(model.named_parameters())
    with torch.no_grad():
        for embedding in ("contextembed1", "contextembed2"):
            layer = weights[f"network.{embedding}.model.0.weight"]
            layer[:, 2] = layer[:, 0]  # "spell" says what "hero" does
    made = heard_vectors(model)
    assert made.shape == (3, 16 + 8)
    index, cosine = nearest(made, 1)
    assert index[0].item() == 2
    assert cosine[0].item() == pytest.approx(1)


def test_a_sum_points_to_the_word_that_completes_it_and_never_to_its_own_three():
    red, blue, hat, shirt = torch.eye(4)
    vectors = torch.stack([red + hat, blue + hat, blue + shirt, red + shirt, red, shirt])
    assert nearest_to_sums(vectors, [(0, 1, 2), (2, 3, 0)]).tolist() == [3, 1]
    assert nearest_to_sums(5 * vectors, [(0, 1, 2)]).tolist() == [3]
    assert nearest_to_sums(vectors, []).tolist() == []


def test_a_noise_level_s_row_is_what_the_network_makes_of_it(small_model):
    levels = torch.tensor([-3.0, 0.0, 3.0])
    rows = level_vectors(small_model, levels)
    torch.testing.assert_close(rows, small_model.network.noise_level(levels).detach())
    course = Model(CourseConfig(features=8), ("hero",), COURSE_SCHEDULE)
    assert level_vectors(course, levels).shape == (3, 16)
    assert null_picture(course) is None
