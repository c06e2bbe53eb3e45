import json
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QSpinBox, QWidget

from sprite_studio.art.sheet import Layout
from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.export import Sheet
from sprite_studio.studio.jobs.recipe import Recipe, read_recipe
from sprite_studio.ui.export.export_dialog import ExportDialog
from sprite_studio.ui.widgets.picture import Picture
from sprite_studio.ui.work.job_client import JobClient

RECIPE = Recipe(
    version="1",
    model_hash="0",
    styles=({},) * 6,
    drawing=Drawing(
        model="base",
        mix={"hero": 1.0},
        seed=20,
        count=6,
        sampler="ddim",
        steps=20,
        eta=0.0,
        guidance=2.0,
    ),
)


@pytest.fixture
def dialog(qtbot, worker, tmp_path) -> Iterator[ExportDialog]:
    images = np.zeros((6, 16, 16, 4), np.uint8)
    images[..., 3] = 255
    images[:, :, :, 0] = np.arange(6)[:, None, None] * 40
    window = QWidget()
    qtbot.addWidget(window)
    made = ExportDialog(
        JobClient(worker, window),
        Settings(export_columns=3, export_scale=2, export_padding=0, export_json="array"),
        Sheet(images, RECIPE, Layout()),
        {"All 6 sprites": tuple(range(6)), "Only the starred ones": (1, 5)},
        tmp_path,
        window,
    )
    made.show()
    yield made
    made.close()


def told(dialog: ExportDialog) -> str:
    return next(la.text() for la in dialog.findChildren(QLabel) if "pixels" in la.text())


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
    assert len(dialog.content().images) == 6
    assert dialog.content().recipe == RECIPE
    assert "6 sprites in 3 × 2: 96 × 64 pixels" in told(dialog)
    dialog.findChild(QComboBox).setCurrentIndex(1)
    assert [image[0, 0, 0] for image in dialog.content().images] == [40, 200]
    assert dialog.content().recipe.drawing.sprite_seeds == (21, 25)
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


def test_the_sheet_is_saved_as_its_controls_are(dialog, qtbot, tmp_path):
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert read_recipe(tmp_path / "sheet.png").layout == Layout(3, 2, 0)
    frames = json.loads((tmp_path / "sheet.json").read_text())["frames"]
    assert [frame["filename"] for frame in frames] == list("012345")
    kept = dialog.remember(Settings())
    assert (kept.export_columns, kept.export_scale, kept.export_padding) == (3, 2, 0)
    assert kept.export_json == "array"


def test_too_large_a_sheet_is_said_and_all_that_was_chosen_stays(dialog, qtbot, tmp_path):
    columns, scale, padding = dialog.findChildren(QSpinBox)
    columns.setValue(6)
    scale.setValue(64)
    padding.setValue(64)
    dialog.save()
    qtbot.waitUntil(
        lambda: "pixels long" in " ".join(t.text() for t in dialog.findChildren(QLabel))
    )
    assert dialog.isVisible()
    assert [spin.value() for spin in (columns, scale, padding)] == [6, 64, 64]
    scale.setValue(1)
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert (tmp_path / "sheet.png").is_file()
