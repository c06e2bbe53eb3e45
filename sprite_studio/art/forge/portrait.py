"""A portrait: one view of a person as a labelled sprite."""

from sprite_studio.art.colour.words import colour_words
from sprite_studio.art.forge.canvas import Codes, paint
from sprite_studio.art.forge.figure import FACINGS_OF, STANDING
from sprite_studio.art.forge.people import Person
from sprite_studio.art.forge.wishes import STYLE
from sprite_studio.art.sprite import Sprite

_CATEGORY_OF = {facing: name for name, facings in FACINGS_OF.items() for facing in facings}


def portrait(person: Person, facing: str, frame: int, codes: Codes, seed: int) -> Sprite:
    """Colour codes of a person's view → a sprite with its words."""
    pixels = paint(codes, dict(enumerate(person.ramps)))
    words = (
        _CATEGORY_OF[facing],
        *person.words,
        f"facing:{facing}",
        "pose:standing" if frame == STANDING else "pose:walking",
        *colour_words(pixels),
        STYLE,
    )
    return Sprite(pixels, words, subject=f"forge/{seed}", origin=f"forge {seed}")
