"""One file: a sprite, the frames of an animation, or the tiles of a sheet."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sprite_studio.art import image_file
from sprite_studio.art.image_file import ImageError
from sprite_studio.art.sheet import Grid, pack_sheet
from sprite_studio.art.spriteset import SpriteSetError, load_set


def noise(seed: int, height: int = 16, width: int = 16) -> np.ndarray:
    """A picture whose every pixel can be seen, so that importing keeps it as it is."""
    rng = np.random.default_rng(seed)
    return rng.integers(1, 256, (height, width, 4), dtype=np.uint8)


def save(path: Path, pixels: np.ndarray) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)
    return path


def test_a_sheet_with_a_guessed_grid(tmp_path: Path) -> None:
    tiles = [noise(i) for i in range(6)]
    tiles[4] = tiles[1]
    path = save(tmp_path / "heroes.png", pack_sheet(tiles, 4, padding=1))
    found = load_set(path)
    assert found.name == "heroes"
    assert [sprite.subject for sprite in found.sprites] == [f"heroes/{i}" for i in (0, 1, 2, 3, 5)]
    assert (found.blanks, found.duplicates) == (2, 1)
    np.testing.assert_array_equal(found.sprites[-1].pixels, tiles[5])


def test_a_sheet_with_a_given_grid(tmp_path: Path) -> None:
    tiles = [noise(i, 8, 8) for i in range(6)]
    path = save(tmp_path / "tiny.png", pack_sheet(tiles, 3, padding=3))
    found = load_set(path, Grid(8, 0, 3))
    assert len(found.sprites) == 6
    for tile, sprite in zip(tiles, found.sprites, strict=True):
        np.testing.assert_array_equal(sprite.pixels[4:12, 4:12], tile)


def test_a_grid_also_cuts_a_picture_of_sprite_size(tmp_path: Path) -> None:
    path = save(tmp_path / "four.png", noise(1))
    assert len(load_set(path, Grid(8)).sprites) == 4
    assert len(load_set(path).sprites) == 1


def test_a_single_sprite(tmp_path: Path) -> None:
    pixels = noise(1)
    found = load_set(save(tmp_path / "bat_left.png", pixels))
    assert found.name == "bat_left"
    assert found.sprites[0].subject == "bat_left"
    assert found.sprites[0].words[:2] == ("kind:bat", "facing:left")
    np.testing.assert_array_equal(found.sprites[0].pixels, pixels)


def test_a_sheet_that_no_grid_fits_asks_for_one(tmp_path: Path) -> None:
    path = save(tmp_path / "odd.png", noise(1, 21, 107))
    with pytest.raises(SpriteSetError, match=r"odd\.png is 107×21 pixels .* give the tile size"):
        load_set(path)


def test_tiles_larger_than_a_sprite_are_refused(tmp_path: Path) -> None:
    path = save(tmp_path / "large.png", noise(1, 32, 32))
    with pytest.raises(ImageError, match="tile 0 is 32×32 pixels"):
        load_set(path, Grid(32))


def test_a_grid_without_a_whole_tile_holds_no_sprites(tmp_path: Path) -> None:
    path = save(tmp_path / "x.png", noise(1, 20, 20))
    with pytest.raises(SpriteSetError, match="holds no sprites"):
        load_set(path, Grid(16, margin=8))


def enlarged(pixels: np.ndarray, factor: int) -> np.ndarray:
    return pixels.repeat(factor, axis=0).repeat(factor, axis=1)


@pytest.mark.parametrize("factor", [2, 3, 4, 5, 16])
def test_an_enlarged_sprite_is_one_sprite(tmp_path: Path, factor: int) -> None:
    found = load_set(save(tmp_path / "bat.png", enlarged(noise(1), factor)))
    np.testing.assert_array_equal(found.sprites[0].pixels, noise(1))
    assert found.sprites[0].words[0] == "kind:bat"
    assert found.changes == {"reduced": 1}


@pytest.mark.parametrize("factor", [2, 3, 4])
@pytest.mark.parametrize("padding", [0, 1, 2])
def test_an_enlarged_sheet_is_cut_into_its_sprites(
    tmp_path: Path, factor: int, padding: int
) -> None:
    tiles = [noise(i) for i in range(6)]
    found = load_set(save(tmp_path / "s.png", pack_sheet(tiles, 3, factor, padding)))
    assert len(found.sprites) == 6
    for tile, sprite in zip(tiles, found.sprites, strict=True):
        np.testing.assert_array_equal(sprite.pixels, tile)
    assert found.changes == {"reduced": 6}


def test_a_grid_that_is_given_is_taken_at_its_word(tmp_path: Path) -> None:
    path = save(tmp_path / "coarse.png", enlarged(noise(1), 2))
    assert [s.pixels[::2, ::2].shape for s in load_set(path, Grid(16)).sprites] == [(8, 8, 4)] * 4
    (one,) = load_set(path, Grid(32)).sprites
    np.testing.assert_array_equal(one.pixels, noise(1))


def on(colour: tuple[int, int, int], seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """A sprite that stands on a colour, and the same where that is clear."""
    clear = np.zeros((16, 16, 4), np.uint8)
    clear[3:13, 4:12] = noise(seed, 10, 8)
    clear[3:13, 4:12, 3] = 255
    shown = np.where(clear[..., 3:] > 0, clear, np.array([*colour, 255], np.uint8))
    return shown, clear


@pytest.mark.parametrize(
    "colour", [(255, 0, 255), (0, 255, 0), (255, 255, 255), (0, 0, 0), (71, 108, 108)]
)
@pytest.mark.parametrize("factor", [1, 3])
def test_a_flat_background_becomes_clear_unless_it_is_to_stay(
    tmp_path: Path, colour: tuple[int, int, int], factor: int
) -> None:
    shown, clear = on(colour)
    path = save(tmp_path / "a.png", enlarged(shown, factor))
    found = load_set(path)
    np.testing.assert_array_equal(found.sprites[0].pixels, clear)
    assert found.changes["cleared"] == 1
    kept = load_set(path, keep_background=True)
    np.testing.assert_array_equal(kept.sprites[0].pixels, shown)
    assert kept.changes["cleared"] == 0


@pytest.mark.parametrize("colour", [(255, 0, 255), (0, 128, 128)])
@pytest.mark.parametrize("padding", [0, 1])
def test_a_sheet_on_a_flat_background_too(
    tmp_path: Path, colour: tuple[int, int, int], padding: int
) -> None:
    pairs = [on(colour, seed) for seed in range(6)]
    sheet = pack_sheet([shown for shown, _ in pairs], 3, 1, padding, (*colour, 255))
    found = load_set(save(tmp_path / "s.png", sheet))
    assert len(found.sprites) == 6
    for (_, clear), sprite in zip(pairs, found.sprites, strict=True):
        np.testing.assert_array_equal(sprite.pixels, clear)
    assert found.changes == {"cleared": 6}


def test_colours_are_those_of_the_sprite_and_not_of_what_it_stands_on(tmp_path: Path) -> None:
    pixels = np.full((16, 16, 4), (255, 0, 255, 255), np.uint8)
    pixels[4:12, 4:12] = (20, 160, 30, 255)
    assert load_set(save(tmp_path / "a.png", pixels)).sprites[0].words == ("colour:green",)


@pytest.mark.parametrize("suffix", ["gif", "png", "webp"])
def test_every_frame_of_an_animation_is_a_sprite(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"walk.{suffix}"
    frames = []
    for shade in (50, 100, 150):
        pixels = np.full((32, 32, 4), (255, 0, 255, 255), np.uint8)
        pixels[8:24, 8:24] = (shade, 0, 0, 255)
        frames.append(Image.fromarray(pixels))
    frames[0].save(path, save_all=True, append_images=frames[1:], lossless=True)
    found = load_set(path)
    assert found.changes == {"reduced": 3, "cleared": 3}
    for i, (shade, sprite) in enumerate(zip((50, 100, 150), found.sprites, strict=True)):
        assert (sprite.subject, sprite.origin) == ("walk", f"walk.{suffix} frame {i}")
        assert sprite.pixels[4:12, 4:12, 0].tolist() == [[shade] * 8] * 8
        assert np.count_nonzero(sprite.pixels[..., 3]) == 64


def test_of_a_moving_sheet_the_first_frame_is_cut_and_that_is_told(tmp_path: Path) -> None:
    path = tmp_path / "moving.png"
    first, other = (Image.fromarray(noise(seed, 32, 48)) for seed in (1, 2))
    first.save(path, save_all=True, append_images=[other])
    found = load_set(path)
    assert len(found.sprites) == 6
    assert found.rejected == ("moving.png: of an animation only the first frame is cut",)


def test_a_long_animation_is_read_in_part_and_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(image_file, "MOST_FRAMES", 3)
    frames = [Image.fromarray(noise(seed)) for seed in range(5)]
    frames[0].save(tmp_path / "long.png", save_all=True, append_images=frames[1:])
    found = load_set(tmp_path / "long.png")
    assert len(found.sprites) == 3
    assert found.rejected == ("long.png: has more frames than the 3 in use",)


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(ImageError, match=r"pipe\.png is a pipe, not a file"):
        load_set(tmp_path / "pipe.png")
