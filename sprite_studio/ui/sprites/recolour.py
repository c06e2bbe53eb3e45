"""A palette for selected sprites: chosen in its dialog, done as a change that can be taken back."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from sprite_studio.art.palette import Palette
from sprite_studio.art.sprite import Pixels
from sprite_studio.studio.jobs.library.changes import Look, RepaintSpritesJob
from sprite_studio.studio.jobs.library.sprites import KeptSprite
from sprite_studio.ui.palettes.recolour_dialog import RecolourDialog


def open_recolouring(
    kept: tuple[KeptSprite, ...],
    palette: Palette | None,
    change: Callable[[RepaintSpritesJob], None],
    parent: QWidget,
) -> RecolourDialog:
    """Args: palette: that is offered first; change: does what was chosen."""
    frames = [pixels for one in kept for pixels in one.sprite.images]

    def done(sprites: tuple[Pixels, ...], chosen: Palette | None) -> None:
        looks, first = [], 0
        for one in kept:
            own = one.sprite
            images = own.images.copy()
            for number in range(len(images)):
                images[number] = sprites[first + number]
            first += len(images)
            colours = () if chosen is None else chosen.colours
            looks.append(Look(one.id, images, own.source, colours, own.recipe))
        count = f"{len(kept):,} sprite{'s' * (len(kept) > 1)}"
        name = chosen.name if chosen is not None else "other colours"
        change(RepaintSpritesJob(tuple(looks), f"Put {count} into {name}"))

    dialog = RecolourDialog(frames, palette, parent)
    dialog.recoloured.connect(done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
