import numpy as np
import pytest

from sprite_studio.errors import UserError
from sprite_studio.studio.jobs.library.changes import Look, RepaintSpritesJob
from sprite_studio.studio.jobs.library.finding import Query

RED = np.full((1, 16, 16, 4), (255, 0, 0, 255), np.uint8)


def test_other_pixels_are_kept_and_taken_back(library, sprite):
    (id_,) = library.keep([sprite(7, name="knight")]).ids
    (before,) = library.read([id_])
    look = Look(id_, RED, "painted", ("ff0000",))
    changed = library.change(RepaintSpritesJob((look,), "Painted knight"))
    assert changed.told == "Painted knight"
    (after,) = library.read([id_])
    np.testing.assert_array_equal(after.sprite.images, RED)
    assert (after.sprite.source, after.sprite.palette) == ("painted", ("ff0000",))
    assert library.find(Query(text="painted")) == (id_,)
    assert library.which_kept(RED) == {0: (id_, False, "knight")}
    back = library.change(changed.undo)
    (again,) = library.read([id_])
    np.testing.assert_array_equal(again.sprite.images, before.sprite.images)
    assert again.sprite.source == before.sprite.source
    library.change(back.undo)
    np.testing.assert_array_equal(library.read([id_])[0].sprite.images, RED)


def test_where_nothing_differs_there_is_nothing_to_take_back(library, sprite):
    (id_,) = library.keep([sprite(7)]).ids
    own = library.read([id_])[0].sprite
    look = Look(id_, own.images, own.source, own.palette, own.recipe)
    assert library.change(RepaintSpritesJob((look,), "Painted")).undo is None
    assert library.change(RepaintSpritesJob((Look(99, RED, "drawn"),), "Painted")).undo is None


def test_a_picture_of_other_frames_changes_nothing_at_all(library, sprite):
    first, second = library.keep([sprite(1), sprite(2)]).ids
    looks = (Look(first, RED, "painted"), Look(second, RED.repeat(2, axis=0), "painted"))
    with pytest.raises(UserError, match="other frames"):
        library.change(RepaintSpritesJob(looks, "Painted"))
    assert library.read([first])[0].sprite.source == "drawn"
