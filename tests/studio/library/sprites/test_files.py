import numpy as np

from sprite_studio.art.image_file import read_rgba
from sprite_studio.studio.jobs.library.sprites import WriteFilesJob
from sprite_studio.studio.jobs.recipes.recipe import read_recipe
from sprite_studio.studio.library.sprites import serve


def test_every_frame_is_a_file_with_a_name_that_all_systems_take(library, sprite, recipe, tmp_path):
    figure = np.arange(2 * 16 * 16 * 4, dtype=np.uint32).astype(np.uint8).reshape(2, 16, 16, 4)
    figure[..., 3] = 255
    walker = sprite()
    walker = type(walker)(figure, "painted", name="Walker", frames=("left", "right"))
    names = ("a/b 🗡", "a b", "../..", "A_B")
    ids = library.keep(
        [*(sprite(i, name=name, recipe=recipe()) for i, name in enumerate(names, 1)), walker]
    ).ids
    folder = tmp_path / "out"
    folder.mkdir()
    *_, result = serve.write_files(WriteFilesJob((*ids, 99), folder), library)
    assert result is not None
    assert [file.name for file in result.files] == [
        *("a_b.png", "a_b_2.png", "sprite.png", "A_B_3.png"),
        *("Walker_left.png", "Walker_right.png"),
    ]
    assert sorted(folder.iterdir()) == sorted(result.files)
    np.testing.assert_array_equal(read_rgba(result.files[-1]), figure[1])
    assert read_recipe(result.files[0]) == recipe()
