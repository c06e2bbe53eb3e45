import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QSpinBox

from sprite_studio.settings import Settings
from sprite_studio.ui.widgets.export_dialog import ExportDialog
from sprite_studio.ui.widgets.picture import Picture


@pytest.fixture
def dialog(qtbot, tmp_path) -> ExportDialog:
    images = np.zeros((6, 16, 16, 4), np.uint8)
    images[..., 3] = 255
    images[:, :, :, 0] = np.arange(6)[:, None, None] * 40
    made = ExportDialog(
        Settings(export_folder=str(tmp_path), export_columns=3, export_scale=2, export_padding=0),
        images,
        {"All 6 sprites": tuple(range(6)), "Only the starred ones": (1, 5)},
    )
    qtbot.addWidget(made)
    made.show()
    return made


def told(dialog: ExportDialog) -> str:
    return next(la.text() for la in dialog.findChildren(QLabel) if "JSON" in la.text())


def reds(dialog: ExportDialog) -> list[int]:
    """The red of each sprite's middle in the picture, if it is two wide."""
    picture = dialog.findChildren(Picture)[0]
    place, screen = picture.place(), picture.grab().toImage()
    side = place.height()
    return [
        screen.pixelColor(int(place.left() + side * (i + 0.5)), int(place.center().y())).red()
        for i in range(int(place.width() / side))
    ]


def test_all_sprites_are_saved_unless_others_are_chosen(dialog):
    assert dialog.numbers() == (0, 1, 2, 3, 4, 5)
    assert "6 sprites in 3 × 2: 96 × 64 pixels" in told(dialog)
    dialog.findChild(QComboBox).setCurrentIndex(1)
    assert dialog.numbers() == (1, 5)
    assert "2 sprites in 2 × 1: 64 × 32 pixels" in told(dialog)


def test_the_sheet_is_seen_before_it_is_saved(dialog):
    dialog.findChild(QComboBox).setCurrentIndex(1)
    assert reds(dialog) == [40, 200]


@pytest.mark.parametrize("columns", [1, 2, 64])
def test_the_picture_is_never_larger_than_its_room(dialog, columns):
    picture = dialog.findChildren(Picture)[0]
    dialog.findChildren(QSpinBox)[0].setValue(columns)
    assert picture.rect().toRectF().contains(picture.place())
    assert not picture.place().isEmpty()
