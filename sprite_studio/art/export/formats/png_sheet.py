"""One PNG with all sprites."""

from sprite_studio.art.export.atlas import lay_out
from sprite_studio.art.export.collection import Collection
from sprite_studio.art.export.formats.files import Files
from sprite_studio.art.export.steps import Steps


def encode(collection: Collection) -> Steps[Files]:
    """NAME.png."""
    return {f"{collection.stem}.png": (yield from lay_out(collection).png())}
