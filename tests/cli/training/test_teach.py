import numpy as np
import pytest
from PIL import Image


@pytest.fixture
def folder(tmp_path):
    """Three sprites of somebody's own."""
    place = tmp_path / "mine"
    place.mkdir()
    for i in range(3):
        pixels = np.random.default_rng(i).integers(0, 256, (16, 16, 4), np.uint8)
        Image.fromarray(pixels).save(place / f"{i}.png")
    return place


def test_a_word_is_taught_used_listed_and_deleted(command, folder, tmp_path):
    previews = tmp_path / "previews.png"
    options = ("--mix", "hero", "--steps", 2, "--previews", previews, "--device", "cpu")
    status, out, err = command("teach", "blob", folder, *options)
    assert status == 0
    assert out.split()[0] == str(previews)
    assert "blob: 2 steps on 3 sprites" in err
    with Image.open(previews) as picture:
        assert picture.size == (4 * 16 * 6, 2 * 16 * 6)
    sheet = tmp_path / "out.png"
    drawing = ("--count", 2, "--steps", 2, "--seed", 1, "--device", "cpu", "--out", sheet)
    assert command("generate", "--prompt", "a blob hero", *drawing)[0] == 0
    assert command("replay", sheet)[0] == 0
    assert command("words")[1].startswith("blob  3 sprites  hero  for ")
    assert command("words", "--delete", "blob")[0] == 0
    assert command("words")[1] == ""
    status, _, err = command("generate", "--mix", "blob", *drawing)
    assert status == 1
    assert "does not know the word 'blob'" in err


def test_a_word_that_is_taught_anew_says_what_it_took_the_place_of(command, folder):
    lesson = ("teach", "blob", folder, "--steps", 1, "--device", "cpu")
    assert "took the place of" not in command(*lesson)[2]
    status, _, err = command(*lesson)
    assert status == 1
    assert "there is a word 'blob' already" in err
    status, _, err = command(*lesson, "--replace")
    assert status == 0
    assert err.splitlines()[-1] == "blob: took the place of a word of 3 sprites"


def test_a_lesson_without_a_place_for_its_previews_is_not_begun(command, folder, tmp_path):
    options = ("--steps", 2, "--previews", tmp_path / "no" / "previews.png")
    status, _, err = command("teach", "blob", folder, *options)
    assert status == 1
    assert "does not exist; make it first" in err
