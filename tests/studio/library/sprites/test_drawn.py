import numpy as np

from sprite_studio.studio.library.sprites.drawn import drawn_sprites


def test_words_style_and_palette_follow_from_the_recipe(recipe):
    images = np.zeros((3, 16, 16, 4), np.uint8)
    images[2] = 9
    mix = {"colour:red": 0.5, "hero": 1.0, "food": -1.0}
    drawing = recipe(3, mix, palette=("FF0000",))
    first, third = drawn_sprites(images, drawing, (0, 2), painted=True)
    assert third.words == ("hero", "kind:knight", "colour:red")
    assert (third.style, third.palette, third.source) == ("style:forge", ("ff0000",), "painted")
    assert third.recipe == drawing.of_sprite(2)
    assert third.images.tolist() == images[2:].tolist()
    assert first.source == "painted"


def test_a_style_among_the_words_is_the_style(recipe):
    (mixed,) = drawn_sprites(
        np.zeros((1, 16, 16, 4), np.uint8), recipe(1, {"food": 1.0, "style:course": 0.5}), (0,)
    )
    assert "style:course" not in mixed.words
    assert mixed.style == "style:forge"
