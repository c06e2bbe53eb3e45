"""Colours of a character in all its frames at once: others in their place, seen as it walks."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from sprite_studio.art.paint.painting import Colour
from sprite_studio.art.palette import colours_of
from sprite_studio.art.palettes.mapping import ColourTable
from sprite_studio.art.walk.character import Frames
from sprite_studio.ui import theme
from sprite_studio.ui.canvas.colour_box import MOST_OWN, ColourBox
from sprite_studio.ui.canvas.swatches import Swatches
from sprite_studio.ui.cast.walk_stage import WalkStage
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import quiet_label

_STAGE = QSize(260, 240)

EVERYWHERE = (
    "A colour changes wherever the character has it. Only in one place, as on a hat? Paint that in "
    "one frame (E), then Others follow (F)."
)

ITS_OWN = "A COLOUR OF THE CHARACTER"
MOST_USED = f"ONE OF ITS {MOST_OWN} MOST USED COLOURS"


class ColourDialog(QDialog):
    """Signals:
    recoloured(ColourTable): what every colour becomes, in all frames.
    """

    recoloured = Signal(object)

    def __init__(self, frames: Frames, parent: QWidget | None = None) -> None:
        """Args: frames: of a character, with something in them."""
        super().__init__(parent)
        self.setWindowTitle("Recolour all frames")
        self._frames = frames
        every = colours_of(frames)
        own: list[Colour] = [(r, g, b, 255) for r, g, b in every[:MOST_OWN].tolist()]
        self._table = ColourTable(tuple((_hex(colour), _hex(colour)) for colour in own))
        self._source = own[0]
        self._build(own, ITS_OWN if len(every) == len(own) else MOST_USED)
        self._choose(own[0])

    # -- building

    def _build(self, own: list[Colour], heading: str) -> None:
        self._own = Swatches("The character's colours")
        self._own.show_colours(own)
        self._becomes = ColourBox(self, ())
        self._becomes.show_pixels(self._frames)
        self._told, everywhere = quiet_label(), quiet_label()
        everywhere.setText(EVERYWHERE)
        self._stage = WalkStage()
        self._stage.setFixedSize(_STAGE)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._apply = buttons.addButton("Recolour", QDialogButtonBox.ButtonRole.AcceptRole)
        self._apply.setProperty("role", "primary")
        side = QVBoxLayout()
        side.setSpacing(theme.SPACE)
        side.addWidget(_heading(heading))
        side.addWidget(self._own)
        side.addWidget(_heading("BECOMES"))
        side.addWidget(self._becomes)
        side.addStretch()
        both = QHBoxLayout()
        both.setSpacing(2 * theme.SPACE)
        both.addLayout(side)
        both.addWidget(self._stage)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([2 * theme.SPACE] * 4))
        column.setSpacing(theme.SPACE)
        column.addLayout(both)
        column.addWidget(everywhere)
        column.addWidget(self._told)
        column.addWidget(buttons)
        self._own.chosen.connect(self._choose)
        self._becomes.chosen.connect(self._replace)
        buttons.accepted.connect(self._finish)
        buttons.rejected.connect(self.reject)

    # -- the colours

    def _choose(self, source: Colour) -> None:
        """Which colour is to be another; what became of it so far is shown."""
        self._source = source
        self._own.mark(source)
        self._becomes.use(_colour(dict(self._table)[_hex(source)]))

    def _replace(self, target: Colour) -> None:
        self._table = self._table.changed(_hex(self._source), _hex(target))
        self._stage.show_hero(self._table.applied(self._frames))
        changed = sum(source != now for source, now in self._table)
        self._told.setText(
            f"{changed} of its colours change{'s' * (changed == 1)}, in all frames, locked ones too"
            if changed
            else "Choose a colour of the character, then what it becomes"
        )
        self._apply.setEnabled(changed > 0)

    def _finish(self) -> None:
        self.recoloured.emit(self._table)
        self.accept()


def _hex(colour: Colour) -> str:
    return QColor(*colour[:3]).name()[1:]


def _colour(text: str) -> Colour:
    found = QColor(f"#{text}")
    return found.red(), found.green(), found.blue(), 255


def _heading(text: str) -> PlainLabel:
    label = PlainLabel(text)
    label.setProperty("role", "section")
    return label
