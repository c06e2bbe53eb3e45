"""A PNG for each sprite, at its own size, called by its name."""

from sprite_studio.art.export.collection import Collection, enlarged
from sprite_studio.art.export.formats.files import Files
from sprite_studio.art.export.png import png_bytes
from sprite_studio.art.export.steps import Steps


def encode(collection: Collection) -> Steps[Files]:
    """SPRITE.png, one each. A step is one of them."""
    files: Files = {}
    scale = collection.arrangement.scale
    for name, sprite in zip(collection.sprite_names, collection.sprites, strict=True):
        files[f"{name}.png"] = png_bytes(enlarged(sprite.pixels, scale))
        yield len(files) / len(collection.sprites)
    return files
