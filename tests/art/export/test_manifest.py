import numpy as np
import pytest

from sprite_studio.art.export.manifest import save_set
from sprite_studio.art.forge import character_sheet, forge
from sprite_studio.art.spriteset import load_set


def test_a_written_set_is_read_back_with_its_words_and_subjects(tmp_path):
    sprites = [forge(seed) for seed in range(12)]
    sprites += [frame for row in character_sheet(3).rows for frame in row]
    assert list(save_set(tmp_path, sprites))[-1] == len(sprites)
    found = load_set(tmp_path)
    by_pixels = {sprite.pixels.tobytes(): sprite for sprite in sprites}
    assert len(found.sprites) == len(by_pixels)
    for sprite in found.sprites:
        original = by_pixels[sprite.pixels.tobytes()]
        assert np.array_equal(sprite.pixels, original.pixels)
        assert sprite.words == original.words
        assert sprite.subject == original.subject


def test_a_set_is_not_overwritten(tmp_path):
    list(save_set(tmp_path, [forge(1)]))
    with pytest.raises(FileExistsError, match="holds a set already"):
        list(save_set(tmp_path, [forge(2)]))


def test_what_a_kill_has_left_is_gone_with_the_next_set(tmp_path, half_written):
    sprite = forge(1)
    left = [half_written(folder) for folder in (tmp_path, tmp_path / sprite.category)]
    list(save_set(tmp_path, [sprite]))
    assert not [part for part in left if part.exists()]


def test_a_set_that_is_given_up_leaves_only_what_was_there(tmp_path):
    (tmp_path / "hero").mkdir()
    (tmp_path / "hero" / "mine.png").write_bytes(b"kept")
    steps = save_set(tmp_path, [forge(seed) for seed in range(12)])
    for _ in range(9):
        next(steps)
    steps.close()
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "hero", tmp_path / "hero" / "mine.png"]
    steps = save_set(tmp_path / "new", [forge(1)])
    next(steps)
    steps.close()
    assert not (tmp_path / "new").exists()
