import numpy as np
import pytest
from opened_networks import U, network_result, part, reach_result, step_result

from sprite_studio.diffusion.inside.parts import parts_of
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import COURSE_SCHEDULE, Model
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.schedule import CosineSchedule
from sprite_studio.studio.jobs import network as jobs
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.network import (
    CONTEXT,
    LOG_SNR,
    NetworkJob,
    NetworkPart,
    ReachJob,
    StepJob,
    X,
)
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.ui.network.told import (
    attention_told,
    changes_told,
    enters,
    mode_told,
    network_told,
    part_told,
    percent,
    picture_told,
    reach_told,
    sizes_told,
    space_told,
    vector_told,
    word_told,
)


def step(without: str = "hero", **mix: float) -> jobs.StepResult:
    recipe = Recipe(
        version="",
        model_hash="",
        drawing=Drawing(mix=mix),
        styles=({"style:forge": 1.0},) if mix else ({},),
    )
    return step_result(StepJob(recipe, np.zeros((4, 16, 16), np.float32).tobytes(), 0.5, without))


def course_parts(shortcut) -> tuple[NetworkPart, ...]:
    model = Model(CourseConfig(features=8, shortcut=shortcut), ("hero",), COURSE_SCHEDULE)
    return tuple(NetworkPart(*one) for one in parts_of(model.network, 4, 1))


def test_sizes_are_those_on_the_way_down_and_up():
    assert sizes_told(U) == "16 → 8 → 4 → 8 → 16"  # the skip's own part is on no such way


def test_the_courses_network_goes_down_to_one_pixel():
    assert sizes_told(course_parts("zero")) == "16 → 8 → 4 → 1 → 4 → 8 → 16"


def test_a_part_says_what_it_is_given():
    assert part_told(part("up", 3, 16, "double", "bring", LOG_SNR)).startswith(
        "up: 3 channels of 16×16, 100 learned numbers. Takes double, bring and the noise level λ. "
    )
    assert part_told(U[1]).startswith("words: 5 numbers, 100 learned numbers. Takes the words. ")


@pytest.mark.parametrize(("shortcut", "adds"), [("learned", True), ("zero", False)])
def test_what_came_in_is_added_only_where_the_course_s_block_does_so(shortcut, adds):
    first = course_parts(shortcut)[0]
    assert ("to which what came in is added" in part_told(first)) == adds


def test_parts_of_an_unknown_kind_are_told_by_their_layers():
    strange = NetworkPart("x", "Sequential", ("Conv2d 5×5", "Tanh"), 1, 1, 16, 16, (X,))
    assert part_told(strange).endswith("In turn: Conv2d 5×5, Tanh.")


def test_noise_level_and_words_enter_by_embeddings_or_as_they_are():
    assert enters(U, LOG_SNR) == enters(U, CONTEXT) == {"down"}
    picture = part("inputs", 3, 16, X, CONTEXT)
    assert enters([*U, picture], CONTEXT) == {"down", "inputs"}


def test_what_the_maps_show_is_true_of_every_choice():
    assert "root mean square over a part's channels" in mode_told(None, False)
    assert "with “hero”, less what it says without" in mode_told(step(hero=1.0), True)
    assert "with its words, less" in mode_told(step("", hero=1.0), True)
    assert "told no words" in mode_told(step(""), True)
    assert "told no words" not in mode_told(step(""), False)


def test_where_a_word_changes_most_is_named():
    result = step(hero=1.0)
    changes = {**result.changes, "halve": 0.42, "level": 0.9}
    result = jobs.StepResult(**{**vars(result), "changes": changes})
    told = changes_told(result, {one.name: one for one in U})
    assert told == "Most in halve, by 42%; in x₀ by 10%."


def test_only_what_is_nothing_is_told_as_nothing():
    told = [percent(share) for share in (0.0, 0.0001, 0.004, 0.0099, 0.01, 0.126, 2.0)]
    assert told == ["0%", "<0.1%", "0.4%", "1.0%", "1%", "13%", "200%"]


def test_a_pixel_that_nothing_reaches_says_so():
    job = ReachJob(step(hero=1.0).job, "down", 2, 3)
    assert reach_told(reach_result(job)) == (
        "Row 3, column 4 depends on 1 of the 256 pixels of xₜ; nine tenths of that lie in 1."
    )
    nothing = jobs.ReachResult(job, np.zeros((16, 16), np.float32), 0)
    assert reach_told(nothing) == "At row 3, column 4 nothing of xₜ changes the part."


def test_where_a_pixel_looks_most_is_the_mean_of_the_heads():
    looks = np.full((2, 4, 4), 0.5 / 16)
    looks[0, 1, 2] += 0.5
    looks[1, 1, 2] += 0.5
    told = attention_told(looks, (0, 3))
    assert told.startswith("From row 1, column 4; by the mean of all heads most to row 2, column 3")
    assert "53%, where looking evenly would be 6%" in told


def test_two_axes_are_said_to_hold_what_they_hold_and_no_learned_vectors_are_claimed():
    result = network_result(NetworkJob("base"))
    assert "hold 6% and 4% of the variance" in space_told(result.words)
    assert "one number a word" not in space_told(result.words)
    assert word_told(result.words, 0) == (
        "“hero” is 1,036 numbers: a vector of 12, and a picture of 1,024, which are 4 channels of "
        "16×16."
    )
    assert vector_told(result.words, 0, U) == (
        "Its vector, up to 1.00 large. It goes by words to down"
    )
    course = jobs.WordSpace(**{**vars(result.words), "learned": False})
    assert "one number a word, all equally far apart" in space_told(course)
    assert word_told(course, 0) == "“hero” is one of 12 numbers that is 1, where the others are 0."
    plain = jobs.WordSpace(**{**vars(result.words), "pictures": None, "null_picture": None})
    assert "a vector; words of this model have no pictures" in word_told(plain, 0)
    assert plain.own_picture(0) is None
    assert network_told(result).startswith("base: 16 →")
    assert "8 parts with 900 learned numbers, and 96 in the table of words: 996 in all" in (
        network_told(result)
    )
    assert "its live student" in network_told(network_result(NetworkJob("base", live=True)))


def test_a_words_picture_is_said_to_enter_where_it_does():
    beside = part("inputs", 3, 16, X, CONTEXT)
    assert picture_told([beside, *U]).endswith("It enters at inputs")
    assert picture_told(U).endswith("This network is told the vector alone")
    parts = house_parts(pictures=True)
    assert picture_told(parts).endswith("It enters at inputs and x₀")
    space = network_result(NetworkJob("base")).words
    assert vector_told(space, 0, parts).endswith("It goes by context to 5 blocks")
    by_course = vector_told(space, 0, course_parts("zero"))
    assert by_course.endswith("It goes by contextembed1 and contextembed2 to up1 and up2")


def house_parts(pictures: bool) -> tuple[NetworkPart, ...]:
    config = UNetConfig(
        widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=4, pictures=pictures
    )
    model = Model(config, ("hero",), CosineSchedule())
    width = 4 + config.picture
    return tuple(NetworkPart(*one) for one in parts_of(model.network, 4, width))
