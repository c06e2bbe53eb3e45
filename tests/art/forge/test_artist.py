"""The artist: sprites that are the same for ever, are what was asked for, and are well drawn."""

import hashlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprite_studio.art.colour.words import COLOURS, colour_index, colour_words
from sprite_studio.art.forge import artist, forge, portrait, vocabulary
from sprite_studio.art.forge.catalogue import catalogue
from sprite_studio.art.sprite import CATEGORIES, Sprite

GOLDEN = "044aa6262cfa5eb0fd750a6d2be157c242bfda5e78cceaff2357ca268233a1ba"

KINDS = {(category, kind.name): slots for category, kind, slots in catalogue()}


@pytest.fixture(scope="module")
def many() -> list[Sprite]:
    """Two hundred sprites of each category."""
    return [forge(seed, [category]) for category in CATEGORIES for seed in range(200)]


def neighbours_of(mask: np.ndarray) -> np.ndarray:
    """How many of its eight neighbours are in the mask, for each pixel."""
    padded = np.pad(mask, 1).astype(int)
    height, width = mask.shape
    around = [
        padded[y : y + height, x : x + width]
        for y in range(3)
        for x in range(3)
        if (y, x) != (1, 1)
    ]
    return np.sum(around, axis=0)


def piece_sizes(mask: np.ndarray) -> list[int]:
    """The pixel counts of the mask's pieces, which do not touch even at a corner."""
    left = {(int(y), int(x)) for y, x in np.argwhere(mask)}
    sizes = []
    while left:
        edge = [left.pop()]
        size = 0
        while edge:
            y, x = edge.pop()
            size += 1
            near = {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & left
            left -= near
            edge += near
        sizes.append(size)
    return sizes


def test_the_same_seed_draws_the_same_sprite_for_ever():
    digest = hashlib.sha256()
    for seed in range(400):
        sprite = forge(seed)
        digest.update(sprite.pixels.tobytes())
        digest.update(" ".join(sprite.words).encode())
    assert digest.hexdigest() == GOLDEN


def test_drawing_others_first_changes_nothing():
    alone = forge(12345).pixels
    for seed in range(50):
        forge(seed)
    assert (forge(12345).pixels == alone).all()


def test_seeds_differ():
    assert len({forge(seed).pixels.tobytes() for seed in range(300)}) > 290


def test_every_category_comes_up_without_words():
    assert {forge(seed).category for seed in range(60)} == set(CATEGORIES)


def test_sprites_are_sixteen_by_sixteen_with_binary_alpha(many):
    for sprite in many:
        assert sprite.pixels.shape == (16, 16, 4)
        assert set(np.unique(sprite.pixels[..., 3])) == {0, 255}


def test_at_most_twelve_colours(many):
    for sprite in many:
        colours = np.unique(sprite.pixels[sprite.pixels[..., 3] > 0], axis=0)
        assert 3 <= len(colours) <= 12, sprite.words


def test_no_pixel_floats_alone(many):
    for sprite in many:
        assert min(piece_sizes(sprite.pixels[..., 3] > 0)) >= 5, sprite.words


def test_figures_fill_a_sensible_share_of_the_canvas(many):
    for sprite in many:
        share = (sprite.pixels[..., 3] > 0).mean()
        assert 0.12 < share < 0.95, sprite.words


def test_edges_are_darker_than_insides(many):
    for sprite in many:
        if "held:" in " ".join(sprite.words):
            continue
        mask = sprite.pixels[..., 3] > 0
        edge = mask & (neighbours_of(mask) < 8)
        luma = sprite.pixels[..., :3].astype(int).sum(axis=-1)
        assert luma[edge].mean() < luma[mask & ~edge].mean(), sprite.words


def test_words_begin_with_the_category_and_end_with_the_style(many):
    known = set(vocabulary())
    for sprite in many:
        assert sprite.words[0] == sprite.category
        assert sprite.words[1].startswith("kind:")
        assert sprite.words[-1] == "style:forge"
        assert set(sprite.words) <= known
        assert len(set(sprite.words)) == len(sprite.words)


def test_colour_words_are_what_is_measured(many):
    for sprite in many:
        said = tuple(word for word in sprite.words if word.startswith("colour:"))
        assert said == colour_words(sprite.pixels)


def test_hat_and_hair_are_seen_in_the_colour_that_is_said(many):
    for sprite in many:
        slots = dict(word.split(":") for word in sprite.words if ":" in word)
        seen = sprite.pixels[:12][sprite.pixels[:12, :, 3] > 0]
        named = {COLOURS[index] for index in colour_index(seen[:, :3])}
        assert {slots[slot] for slot in ("hat-colour", "hair-colour") if slot in slots} <= named


def test_a_person_keeps_its_subject_from_side_to_side():
    front, side = forge(5, ["hero"]), forge(5, ["side-facing"])
    assert front.subject == side.subject == "forge/5"
    about = [
        [word for word in sprite.words if word.partition(":")[0] in ("kind", "hat-colour", "held")]
        for sprite in (front, side)
    ]
    assert about[0] == about[1]
    assert forge(6).subject != front.subject


@pytest.mark.parametrize("word", vocabulary())
def test_every_word_can_be_had(word):
    for seed in range(2):
        assert word in forge(seed, [word]).words


@pytest.mark.parametrize("key", KINDS, ids=" ".join)
def test_every_kind_is_measured_in_each_colour_that_is_asked_of_it(key):
    category, kind = key
    for colour in KINDS[key]["colour"]:
        for seed in range(2):
            words = [category, f"kind:{kind}", f"colour:{colour}"]
            sprite = forge(seed, words)
            assert set(words) <= set(sprite.words)
            assert f"colour:{colour}" in colour_words(sprite.pixels)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**64), st.lists(st.sampled_from(vocabulary()), max_size=3))
def test_all_words_come_true_or_are_refused(seed, words):
    try:
        sprite = forge(seed, words)
    except ValueError:
        # Every single word can be had: only words together can be too much.
        sprite = None
    if sprite is None:
        assert len(set(words)) > 1
    else:
        assert set(words) <= set(sprite.words)


def test_words_bind_to_their_slots():
    words = ["hat:pointed", "hat-colour:red", "shirt-colour:blue", "held:staff", "facing:left"]
    for seed in range(5):
        sprite = forge(seed, words)
        assert {"side-facing", "kind:mage", *words} <= set(sprite.words)


def test_an_unknown_word_names_the_nearest():
    with pytest.raises(ValueError, match="nearest: kind:potion"):
        forge(1, ["kind:potoin"])


@pytest.mark.parametrize(
    "words",
    [
        ["food", "kind:sword"],
        ["kind:apple", "hat:pointed"],
        ["kind:apple", "colour:blue"],
        ["colour:red", "colour:blue"],
        ["hat:hood", "hair:long"],
        ["hero", "facing:left"],
    ],
)
def test_contradictions_are_refused(words):
    with pytest.raises(ValueError, match=r"at once|contradict"):
        forge(1, words)


@pytest.mark.parametrize("category", CATEGORIES)
def test_outlines_keep_differing(category, monkeypatch):
    # Half of them differ, so that a set need not repeat itself. An outline does not depend on its
    # colours, and naming them takes half of the time.
    for module in (artist, portrait):
        monkeypatch.setattr(module, "colour_words", lambda pixels: ())
    outlines = {
        np.packbits(forge(seed, [category]).pixels[..., 3] > 0).tobytes() for seed in range(600)
    }
    assert len(outlines) >= 300
