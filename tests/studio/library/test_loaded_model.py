import pytest

from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.studio.words.styles import FORGE_STYLE, LENT


@pytest.mark.parametrize(("more", "lent"), [((FORGE_STYLE,), LENT), ((), None)])
def test_what_copies_is_told_its_style_and_some_of_the_forge_s(
    library, small_model, tmp_path, more, lent
):
    words = (*small_model.vocabulary.words, *more)
    card = Card(name="m", styles={"style:a": {"hero": 3}}, lent={"style:a": ("hero",)})
    model = Model(small_model.config, words, small_model.schedule)
    save_checkpoint(tmp_path / "bundled" / "m.safetensors", model, card)
    loaded = library.load("m")
    (hero,) = loaded.told("style:a", {"hero": 1.0}, [1], varied=True)
    assert hero["style:a"] == 1.0
    assert hero.get(FORGE_STYLE) == lent
    for mix, varied in (({"food": 1.0}, True), ({"hero": 1.0}, False)):
        (told,) = loaded.told("style:a", mix, [1], varied)
        assert FORGE_STYLE not in told
