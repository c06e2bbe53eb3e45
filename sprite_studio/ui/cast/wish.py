"""What is asked for, in all its controls: the words, the style, and how it is drawn."""

import msgspec
from PySide6.QtCore import QObject, Signal

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.cast import CastJob, colours_asked
from sprite_studio.studio.jobs.drawing import CAST_MODEL, Drawing
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.recipes.recipe import Cast, Recipe
from sprite_studio.ui.cast.controls import CastControls
from sprite_studio.ui.cast.party import Wished
from sprite_studio.ui.cast.word_box import WordBox
from sprite_studio.ui.widgets.style_box import StyleBox


class Wish(QObject):
    """Attributes: words; style_box; controls.

    Signals:
        changed(): by hand.
    """

    changed = Signal()

    def __init__(self, settings: Settings, page: QObject) -> None:
        super().__init__(page)
        self.words = WordBox(settings.cast.mix)
        self.style_box = StyleBox(settings.cast.style)
        self.controls = CastControls(settings.cast, settings.cast_seed_locked)
        for part in (self.words, self.style_box, self.controls):
            part.changed.connect(self.changed)

    def drawing(self, count: int) -> Drawing:
        """Of so many characters."""
        return msgspec.structs.replace(
            self.controls.drawing(),
            mix=self.words.mix(),
            style=self.style_box.chosen,
            count=count,
            model=CAST_MODEL,
        )

    def show_model(self, model: ModelSummary) -> str:
        """Offer its words and styles. Returns what could not stay as it was, or ""."""
        self.style_box.show_model(model)
        self.words.show_known(model.known)
        return self.style_box.fit()

    def set_recipe(self, recipe: Recipe) -> None:
        """Show how characters were drawn; says nothing of it."""
        assert isinstance(recipe.edit, Cast)
        self.words.set_mix(recipe.drawing.mix)
        self.style_box.set_style(recipe.drawing.style)
        self.controls.set_drawing(_as_asked(recipe.drawing, recipe.edit))
        self.controls.set_mirror(recipe.edit.mirror)

    def wished(self) -> Wished:
        """All of it, as it stands."""
        return Wished(self.drawing(1), self.controls.mirror, self.controls.freedom)

    def wished_of(self, job: CastJob) -> Wished:
        """All of it, as it stood when this was drawn."""
        drawing = _as_asked(job.drawing, job.cast)
        return Wished(drawing, job.cast.mirror, self.controls.freedom)

    def show(self, wished: Wished) -> None:
        """Go back to that; says nothing of it."""
        self.words.set_mix(wished.drawing.mix)
        self.style_box.set_style(wished.drawing.style)
        self.controls.set_drawing(wished.drawing)
        self.controls.set_mirror(wished.mirror)
        self.controls.set_freedom(wished.freedom)

    def remember(self, settings: Settings) -> Settings:
        """The settings with the state of every control."""
        return msgspec.structs.replace(
            settings, cast=self.drawing(1), cast_seed_locked=self.controls.seed_locked
        )


def _as_asked(drawing: Drawing, cast: Cast) -> Drawing:
    return msgspec.structs.replace(drawing, colours=colours_asked(drawing.colours, cast))
