"""GIF and APNG of animations, read by Pillow."""

import io

import numpy as np
import pytest
from engine_sprites import made, named, standing, walking
from PIL import Image

from sprite_studio.art.export.collection import Arrangement, Clip, Collection
from sprite_studio.art.export.formats.moving import encode_apngs, encode_gifs


@pytest.mark.parametrize(("encode", "suffix"), [(encode_gifs, ".gif"), (encode_apngs, ".png")])
def test_an_animation_is_shown_frame_by_frame_for_its_times(encode, suffix: str) -> None:
    collection = walking(Arrangement(scale=2))
    files = made(encode, standing(collection))  # who stands has no file
    assert set(files) == {f"knight_walk_{way}{suffix}" for way in ("down", "left", "right", "up")}
    with Image.open(io.BytesIO(files[f"knight_walk_left{suffix}"])) as image:
        for place, number in enumerate(collection.clips[1].frames):
            image.seek(place)
            shown = np.asarray(image.convert("RGBA"))[::2, ::2]
            wanted = collection.cells[number]
            assert (shown == np.where(wanted[..., 3:] > 0, wanted, shown * [1, 1, 1, 0])).all()
            assert image.info["duration"] == (150, 100)[place % 2]


@pytest.mark.parametrize(("encode", "suffix"), [(encode_gifs, ".gif"), (encode_apngs, ".png")])
def test_one_file_has_the_collection_s_name(encode, suffix: str) -> None:
    still = Collection("items", named("a", "b", "c"))
    with Image.open(io.BytesIO(made(encode, still)[f"items{suffix}"])) as image:
        assert getattr(image, "n_frames", 1) == 3
    moving = Collection("ghost", named("a", "b"), (Clip("float", (0, 1), (90, 90)),))
    assert list(made(encode, moving)) == [f"ghost{suffix}"]
