"""Character sheets: one person from four sides, in frames that belong together."""

import hashlib

import numpy as np
import pytest

from sprite_studio.art.forge import character_sheet, forge
from sprite_studio.art.forge.characters import described

GOLDEN_SHEETS = "1dc1637e66003d5abdd071556c7940cf6fc05d70aaedb46139a9dfe7bafd4c32"


def test_the_same_seed_draws_the_same_character_sheet_for_ever():
    digest = hashlib.sha256()
    for seed in range(30):
        digest.update(character_sheet(seed).pixels.tobytes())
    assert digest.hexdigest() == GOLDEN_SHEETS


def test_it_is_the_person_that_the_seed_draws_as_a_hero():
    for seed in range(20):
        assert set(character_sheet(seed).words) <= set(forge(seed, ["hero"]).words)
        assert set(character_sheet(seed).words) <= set(forge(seed, ["side-facing"]).words)


def test_a_character_sheet_shows_one_person_from_four_sides():
    for seed in range(60):
        sheet = character_sheet(seed)
        frames = [sprite for row in sheet.rows for sprite in row]
        assert len(frames) == 12
        assert len({frame.pixels.tobytes() for frame in frames}) == 12
        assert {frame.subject for frame in frames} == {f"forge/{seed}"}
        assert all(set(sheet.words) <= set(frame.words) for frame in frames)
        facings = ("front", "left", "right", "back")
        for row, facing in zip(sheet.rows, facings, strict=True):
            assert all(f"facing:{facing}" in frame.words for frame in row)
        assert [frame.category for frame in frames] == ["hero"] * 3 + ["side-facing"] * 6 + [
            "hero"
        ] * 3


def test_the_frames_of_a_character_sheet_share_one_palette():
    for seed in range(12):
        sheet = character_sheet(seed).pixels
        assert sheet.shape == (64, 48, 4)
        colours = np.unique(sheet[sheet[..., 3] > 0], axis=0)
        assert len(colours) <= 12
        front = {tuple(pixel) for pixel in sheet[:16].reshape(-1, 4)}
        back = {tuple(pixel) for pixel in sheet[48:].reshape(-1, 4)}
        assert len(front & back) >= 4


def test_a_character_sheet_is_of_whom_was_asked():
    sheet = character_sheet(3, ["kind:mage", "hat-colour:purple"])
    assert {"kind:mage", "hat-colour:purple"} <= set(sheet.words)
    assert character_sheet(3, ["side-facing", "kind:king"]).words[0] == "kind:king"


@pytest.mark.parametrize(
    "words", [["food"], ["facing:left"], ["kind:apple"], ["kind:knight", "hat:crown"]]
)
def test_a_character_sheet_of_no_person_is_refused(words):
    with pytest.raises(ValueError, match=r"character sheet|at once|contradict"):
        character_sheet(1, words)


def test_a_description_is_of_the_very_person_that_is_drawn():
    for seed in range(60):
        for words in ((), ("kind:mage",), ("hat-colour:red",)):
            assert described(seed, words) == tuple(
                word for word in character_sheet(seed, words).words if word != "style:forge"
            )


def test_nobody_is_described_whom_nobody_could_draw():
    with pytest.raises(ValueError, match="all of these at once"):
        described(1, ["kind:knight", "hat:straw"])
    with pytest.raises(ValueError, match="shows every side"):
        described(1, ["facing:left"])
