"""For which engine, which sprites, how they lie on sheets, in which colours: with a look at it."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

import sprite_studio
from sprite_studio.art.export.atlas import lay_out
from sprite_studio.art.export.collection import (
    PLAIN,
    Arrangement,
    Clip,
    Collection,
    ExportError,
    row_of,
)
from sprite_studio.art.export.formats.catalogue import FORMATS, find_format
from sprite_studio.art.palette import Palette
from sprite_studio.art.sheet import MAX_SCALE
from sprite_studio.settings import AGAIN, Settings
from sprite_studio.studio.export.sources import in_colours
from sprite_studio.studio.jobs.export import Exportable, ExportSetting
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import describe, pair_row, spin_box
from sprite_studio.ui.widgets.palette_box import PaletteBox
from sprite_studio.ui.widgets.picture import Picture

_PREVIEW = QSize(260, 200)
_MOST_SHOWN = 64
"""Sprites in the preview; more are only counted."""

_MOST_NAMED = 4
"""Animations that are named one by one, and ways and sides that are where characters have both."""

AGAIN_TITLE = "PNG sheet, to draw again"
AGAIN_ABOUT = "carries the recipe: dropped on the window, it is drawn again"
NO_SHEET = "It makes no sheet, so there is nothing to lay out"
AS_DRAWN = "It is saved as it was drawn, to be drawn again"
_CREDITS = "CREDITS.txt says how they were made, for a store page"


class ExportOptions(QWidget):
    """All that can be chosen but the folder.

    Signals:
        failed(str): a palette's file could not be used, and why.
    """

    failed = Signal(str)

    def __init__(
        self, settings: Settings, found: Exportable, parent: QWidget | None = None
    ) -> None:
        """Args: settings: what was chosen last."""
        super().__init__(parent)
        self._found = found
        # As a character has: columns that were chosen for other sprites would tear it apart.
        self._has_rows = row_of(found.clips, len(found.sprites)) is not None
        self._tips: dict[QWidget, str] = {}
        self._build(settings)
        self._lay_out()
        self._formats.currentItemChanged.connect(self._tell)
        self._choice.currentIndexChanged.connect(self._tell)
        self._choice.currentIndexChanged.connect(self._offer_name)
        for spin in (self._columns, self._scale, self._padding, self._extrude):
            spin.valueChanged.connect(self._tell)
        self._power.toggled.connect(self._tell)
        self._palette.changed.connect(self._tell)
        self._palette.failed.connect(self.failed)
        self._tell()
        self._offer_name()

    @property
    def format_name(self) -> str:
        """One of the formats', or `AGAIN`."""
        return self._formats.currentItem().data(Qt.ItemDataRole.UserRole)

    @property
    def name(self) -> str:
        """Of files and resources."""
        return self._name.text().strip() or self._found.name

    def show_name(self, name: str) -> None:
        """Offer another one."""
        self._name.setText(name)

    def _offer_name(self) -> None:
        """One sprite's own, or that of all; what was written stays."""
        if self._name.text() in self._names_offered:
            sprites = self.chosen.sprites
            self._name.setText(sprites[0].name if len(sprites) == 1 else self._found.name)

    @property
    def chosen(self) -> Exportable:
        """The sprites that are meant."""
        numbers = self._choice.currentData()
        return self._found if numbers is None else self._found.only(numbers)

    def arrangement(self) -> Arrangement:
        """On sheets."""
        return Arrangement(
            scale=self._scale.value(),
            padding=self._padding.value(),
            extrude=self._extrude.value(),
            columns=self._columns.value(),
            power_of_two=self._power.isChecked(),
            scene_each=self._scenes.isChecked(),
        )

    def setting(self) -> ExportSetting:
        """What a set keeps of all this."""
        return ExportSetting(self.format_name, self.arrangement())

    def collection(self) -> Collection:
        """What is exported, to be put into its palette if it has one. Raises ExportError."""
        found, palette = self.chosen, self._chosen_palette()
        version = sprite_studio.__version__
        return Collection(
            self.name, found.sprites, found.clips, self.arrangement(), palette, version
        )

    def remember(self, settings: Settings) -> Settings:
        """The settings with the state of every control but what is of these sprites alone."""
        return msgspec.structs.replace(
            settings,
            export_format=self.format_name,
            export_columns=settings.export_columns if self._has_rows else self._columns.value(),
            export_scale=self._scale.value(),
            export_padding=self._padding.value(),
            export_extrude=self._extrude.value(),
            export_power_of_two=self._power.isChecked(),
            export_scene_each=self._scenes.isChecked(),
            export_palette=self._palette.colours(),
        )

    # -- building

    def _build(self, settings: Settings) -> None:
        self._formats = QListWidget()
        describe(self._formats, "Format", "What is written, and what opens it")
        self._formats.setFixedWidth(250)
        kinds = [(form.name, form.title, form.about) for form in FORMATS]
        if self._found.recipe is not None:
            kinds.insert(0, (AGAIN, AGAIN_TITLE, AGAIN_ABOUT))
        for name, title, about in kinds:
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setToolTip(about)
            self._formats.addItem(item)
        names = [name for name, _, _ in kinds]
        own = self._found.setting
        last = settings.export_format if own is None else own.format
        self._formats.setCurrentRow(names.index(last) if last in names else 0)
        self._choice = QComboBox()
        self._choice.setAccessibleName("Sprites")
        for words, numbers in self._found.choices.items():
            self._choice.addItem(words, numbers)
        self._names_offered = {self._found.name, *(one.name for one in self._found.sprites)}
        self._name = QLineEdit(self._found.name)
        describe(self._name, "Name", "Of the files, and of what the engine finds in them")
        self._preview = Picture()
        self._preview.setAccessibleName("The sheet")
        self._preview.setFixedHeight(_PREVIEW.height())
        self._preview.setMinimumWidth(_PREVIEW.width())
        own = self._found.setting
        kept = (
            own.arrangement
            if own is not None
            else Arrangement(
                scale=max(1, min(settings.export_scale, MAX_SCALE)),
                padding=min(settings.export_padding, 64),
                extrude=min(settings.export_extrude, 8),
                columns=0 if self._has_rows else min(settings.export_columns, 64),
                power_of_two=settings.export_power_of_two,
                scene_each=settings.export_scene_each,
            )
        )
        self._columns = spin_box(QSpinBox(), 0, 64, 1, kept.columns)
        self._columns.setSpecialValueText("Auto")
        describe(
            self._columns,
            "Columns",
            "Sprites in a row of the sheet. Auto: a row is an animation, or the sheet is nearly "
            "square",
        )
        self._scale = spin_box(QSpinBox(), 1, MAX_SCALE, 1, kept.scale)
        describe(self._scale, "Scale", "Pixels of the file along each side of a sprite's pixel")
        self._padding = spin_box(QSpinBox(), 0, 64, 1, kept.padding)
        describe(self._padding, "Padding", "Clear pixels between two sprites")
        self._extrude = spin_box(QSpinBox(), 0, 8, 1, kept.extrude)
        describe(
            self._extrude,
            "Extrude",
            "How often a sprite's edge is repeated around it, so that no neighbour shines through",
        )
        self._power = QCheckBox("Sides are powers of two")
        self._power.setChecked(kept.power_of_two)
        self._power.setToolTip("256 × 512 and the like, which old graphics cards ask for")
        self._scenes = QCheckBox("A scene for each sprite")
        self._scenes.setChecked(kept.scene_each)
        self._scenes.setToolTip(
            "hero_01.tscn, hero_02.tscn and so on over one sheet; a character that walks has one "
            "with all its animations. Otherwise one scene has all"
        )
        self._palette = PaletteBox(draws=False)
        palette = self._found.palette
        colours = palette.colours if palette is not None else settings.export_palette
        self._palette.choose(colours, palette.name if palette else "Last time's", inside=False)
        self._about = PlainLabel()
        self._told = PlainLabel()
        for label in (self._about, self._told):
            label.setProperty("role", "quiet")
            label.setWordWrap(True)
        # Room for two lines, or what is below gives way to the second.
        self._told.ensurePolished()  # a style sheet may set the letters' size
        self._told.setMinimumHeight(2 * self._told.fontMetrics().lineSpacing())
        self._told.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(2 * theme.SPACE)
        form.setVerticalSpacing(theme.SPACE)
        form.addRow("&Name", self._name)
        form.addRow("S&prites", self._choice)
        form.setRowVisible(self._choice, self._choice.count() > 1)
        for pair in (
            ("&Scale", self._scale, "&Columns", self._columns),
            ("P&adding", self._padding, "&Extrude", self._extrude),
        ):
            form.addRow(*pair_row(*pair, widest="Columns"))
        form.addRow("", self._power)
        form.addRow("", self._scenes)
        form.addRow("Pa&lette", self._palette)
        right = QVBoxLayout()
        right.setSpacing(theme.SPACE)
        right.addWidget(self._preview)
        right.addWidget(self._told)
        right.addLayout(form)
        left = QVBoxLayout()
        left.setSpacing(theme.SPACE)
        label = PlainLabel("&Format")
        label.setBuddy(self._formats)
        left.addWidget(label)
        left.addWidget(self._formats, 1)
        left.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.SPACE)
        row.addLayout(left)
        row.addLayout(right, 1)

    # -- what it comes to

    def _chosen_palette(self) -> Palette | None:
        colours = self._palette.colours()
        return Palette(self._palette.name, colours) if colours else None

    def _fit(self) -> None:
        """What says nothing about this format cannot be chosen, and its tip tells why."""
        again = self.format_name == AGAIN
        form = None if again else find_format(self.format_name)
        on_sheets = form is None or form.on_sheets
        for part, can, why in (
            (self._columns, on_sheets, NO_SHEET),
            (self._padding, on_sheets, NO_SHEET),
            (self._extrude, on_sheets and not again, NO_SHEET if not on_sheets else AS_DRAWN),
            (self._power, on_sheets and not again, NO_SHEET if not on_sheets else AS_DRAWN),
            (self._scale, form is None or form.scales, "The engine says how large they are"),
            (self._palette, not again, AS_DRAWN),
            (self._scenes, form is not None and form.scenes, "It knows no scenes"),
        ):
            self._tips.setdefault(part, part.toolTip())
            part.setEnabled(can)
            part.setToolTip(self._tips[part] if can else why)

    def _tell(self) -> None:
        """What will be saved. A sheet that draws itself again is as it was drawn."""
        self._fit()
        again = self.format_name == AGAIN
        item = self._formats.currentItem()
        about = f"{item.text()}: {item.toolTip()}."
        self._about.setText(about if again else f"{about}\n{_CREDITS}.")
        found = self.chosen
        count = len(found.sprites)
        first = found.only(range(min(count, _MOST_SHOWN)))
        few = first.sprites
        palette = self._chosen_palette()
        sprites = few if palette is None else in_colours(few, palette)
        arrangement = msgspec.structs.replace(self.arrangement(), scale=1)
        if not self._columns.isEnabled():
            arrangement = PLAIN  # side by side, only to be seen
        try:
            shown = Collection(self.name, sprites, first.clips, arrangement)
            self._preview.show_pixels(lay_out(shown).pixels)
        except ExportError as error:
            self._told.setText(str(error))
            return
        told = "1 sprite" if count == 1 else f"{count} sprites"
        if clips := len(found.clips):
            told += f", {clips} animation{'s' * (clips > 1)}: {_named(found.clips)}"
        if count > _MOST_SHOWN:
            told += f"; the first {_MOST_SHOWN} are shown"
        self._told.setText(told)


def _named(clips: Sequence[Clip]) -> str:
    """The first few by the names that the engine finds; "walk and idle, down, left, right, up"
    where they are walk_down, idle_down and so on, of whomever."""
    names = list(
        dict.fromkeys(c.name.removeprefix(f"{c.owner}_") if c.owner else c.name for c in clips)
    )
    ways, sides = (list(dict.fromkeys(n.rpartition("_")[i] for n in names)) for i in (0, 2))
    both = names == [f"{way}_{side}" for way in ways for side in sides]
    if both and 1 < len(ways) <= _MOST_NAMED and len(sides) <= _MOST_NAMED:
        *some, last = ways
        return f"{', '.join(some)} and {last}, {', '.join(sides)}"
    return ", ".join(names[:_MOST_NAMED]) + " …" * (len(names) > _MOST_NAMED)
