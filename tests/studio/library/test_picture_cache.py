"""Small pictures are kept for a model's exact weights, and a file that is damaged is none."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import MIX

from sprite_studio.art.export.png import save_png
from sprite_studio.studio.library.picture_cache import MOST_FILES, PictureCache, name_of

ONE = np.arange(16 * 16 * 4, dtype=np.uint8).reshape(16, 16, 4)


@pytest.fixture
def cache(tmp_path: Path) -> PictureCache:
    return PictureCache(tmp_path / "words")


def test_what_is_kept_is_read(cache):
    kept = {"a": ONE, "b": ONE[::-1]}
    cache.write("0123", kept)
    read = cache.read("0123")
    assert list(read) == ["a", "b"]
    for name, pixels in kept.items():
        np.testing.assert_array_equal(read[name], pixels)
    assert cache.read("4567") == {}


@given(MIX, st.integers(0, 9))
def test_the_order_of_words_makes_no_other_picture(mix, seed):
    assert name_of((mix, seed)) == name_of((dict(reversed(mix.items())), seed))
    assert name_of((mix, seed)) != name_of((mix, seed + 1))


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b"no picture"),
        lambda file: file.write_bytes(file.read_bytes()[:60]),
        lambda file: save_png(file, ONE),  # which names nothing
        lambda file: save_png(file, ONE, {"sprite_studio_examples": '["a","b"]'}),
        lambda file: save_png(file, ONE, {"sprite_studio_examples": '{"a":1}'}),
    ],
)
def test_a_damaged_file_is_none_and_is_written_anew(cache, damage):
    cache.write("0123", {"a": ONE})
    damage(cache.folder / "0123.png")
    assert cache.read("0123") == {}
    cache.write("0123", {"a": ONE})
    assert list(cache.read("0123")) == ["a"]


def test_a_folder_that_cannot_be_made_is_no_failure(tmp_path):
    (tmp_path / "words").write_text("a file")
    cache = PictureCache(tmp_path / "words")
    cache.write("0123", {"a": ONE})
    assert cache.read("0123") == {}


def test_models_that_were_not_looked_at_for_longest_are_forgotten(cache):
    for number in range(MOST_FILES + 3):
        cache.write(f"{number:04}", {"a": ONE})
        os.utime(cache.folder / f"{number:04}.png", (number, number))
    cache.write("9999", {"a": ONE})
    kept = sorted(file.stem for file in cache.folder.iterdir())
    assert len(kept) == MOST_FILES
    assert kept[-1] == "9999"
    assert "0000" not in kept
