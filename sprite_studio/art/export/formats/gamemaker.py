"""GameMaker: one sprite resource a file, cut by its `_stripN`, with names that GML takes.

Source: https://manual.gamemaker.io/monthly/en/IDE_Tools/Importing_Sprites.htm (strips are cut by
the number in their names).
"""

from sprite_studio.art.export.collection import Collection
from sprite_studio.art.export.file_names import identifiers
from sprite_studio.art.export.formats.files import Files
from sprite_studio.art.export.formats.strips import strip, strip_name
from sprite_studio.art.export.steps import Steps


def encode(collection: Collection) -> Steps[Files]:
    """spr_NAME_CLIP_stripN.png and spr_SPRITE_strip1.png."""
    wanted = [
        (name, clip.frames)
        for name, clip in zip(collection.scoped_clip_names, collection.clips, strict=True)
    ]
    wanted += [(collection.sprites[number].name, (number,)) for number in collection.still]
    names = identifiers(f"spr_{name}" for name, _ in wanted)
    files: Files = {}
    for name, (_, frames) in zip(names, wanted, strict=True):
        files[strip_name(name, len(frames))] = strip(collection, frames)
        yield len(files) / len(wanted)
    return files
