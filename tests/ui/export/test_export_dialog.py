from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QSpinBox,
    QWidget,
)

from sprite_studio.art.export.collection import Arrangement, Clip
from sprite_studio.art.export.credits import Origin
from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.image_file import read_rgba
from sprite_studio.art.palette import Palette
from sprite_studio.art.palettes.shelf import find_palette
from sprite_studio.art.sheet import Layout
from sprite_studio.settings import AGAIN, Settings
from sprite_studio.studio.export.characters import of_characters
from sprite_studio.studio.export.exportable import of_drawing
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.export import EngineFiles, Exportable, ExportSetting, Sheet
from sprite_studio.studio.jobs.recipes.recipe import Recipe, read_recipe
from sprite_studio.ui.export.export_dialog import ExportDialog
from sprite_studio.ui.widgets import save_dialog
from sprite_studio.ui.widgets.palette_box import PaletteBox
from sprite_studio.ui.widgets.picture import Picture
from sprite_studio.ui.work.job_client import JobClient

RECIPE = Recipe(
    version="1",
    model_hash="0",
    styles=({},) * 6,
    drawing=Drawing(mix={"hero": 1.0}, seed=20, count=6, sampler="ddim", steps=20),
)
CHOICES = {"All 6 sprites": tuple(range(6)), "Only the starred ones": (1, 5)}


@pytest.fixture
def found() -> Exportable:
    images = np.zeros((6, 16, 16, 4), np.uint8)
    images[..., 3] = 255
    images[:, :, :, 0] = np.arange(6)[:, None, None] * 40
    return of_drawing(images, RECIPE, CHOICES, Origin("base", "0", sprites=6))


@pytest.fixture
def open_dialog(qtbot, worker, tmp_path):
    window = QWidget()
    qtbot.addWidget(window)
    jobs = JobClient(worker, window)
    made: list[ExportDialog] = []

    def opened(found: Exportable, settings: Settings | None = None) -> ExportDialog:
        made.append(ExportDialog(jobs, settings or Settings(), found, tmp_path, window))
        made[-1].show()
        return made[-1]

    yield opened
    for dialog in made:
        dialog.close()


@pytest.fixture
def dialog(open_dialog, found) -> ExportDialog:
    return open_dialog(found, Settings(export_columns=3, export_scale=2))


def formats(dialog: ExportDialog) -> QListWidget:
    return dialog.findChildren(QListWidget)[0]


def choose_format(dialog: ExportDialog, name: str) -> None:
    rows = range(formats(dialog).count())
    names = [formats(dialog).item(row).data(Qt.ItemDataRole.UserRole) for row in rows]
    formats(dialog).setCurrentRow(names.index(name))


def box(dialog: ExportDialog, name: str) -> QSpinBox:
    return next(s for s in dialog.findChildren(QSpinBox) if s.accessibleName() == name)


def choose_some(dialog: ExportDialog, row: int) -> None:
    choice = next(c for c in dialog.findChildren(QComboBox) if c.accessibleName() == "Sprites")
    choice.setCurrentIndex(row)


def texts(dialog: ExportDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def reds(dialog: ExportDialog, count: int) -> list[int]:
    """The red of the middle of each sprite in the picture's first row."""
    picture = dialog.findChildren(Picture)[0]
    place, screen = picture.place(), picture.grab().toImage()
    side = place.width() / count
    return [
        screen.pixelColor(int(place.left() + side * (i + 0.5)), int(place.top() + side / 2)).red()
        for i in range(count)
    ]


def test_a_drawing_can_be_saved_so_that_it_is_drawn_again(dialog):
    content = dialog.content()
    assert isinstance(content, Sheet)
    assert content.recipe == RECIPE
    assert content.layout == Layout(3, 2, 0)
    assert "6 sprites" in texts(dialog)
    choose_some(dialog, 1)
    content = dialog.content()
    assert isinstance(content, Sheet)
    assert [image[0, 0, 0] for image in content.images] == [40, 200]
    assert content.recipe.drawing.sprite_seeds == (21, 25)
    assert "2 sprites" in texts(dialog)


def test_what_is_exported_is_seen_first_in_its_colours(dialog):
    choose_some(dialog, 1)
    assert reds(dialog, 2) == [40, 200]
    choose_format(dialog, "godot")
    colours = find_palette("Game Boy").palette.colours
    palette = dialog.findChildren(PaletteBox)[0]
    palette.choose(colours, "Game Boy", inside=False)
    palette.changed.emit()
    assert set(reds(dialog, 2)) <= {int(colour[:2], 16) for colour in colours}
    content = dialog.content()
    assert isinstance(content, EngineFiles)
    assert content.collection.palette == Palette("Game Boy", colours)
    assert content.recolour  # by the worker, which may take its time


@pytest.mark.parametrize(
    ("name", "off"),
    [
        ("godot", set()),
        ("sprites", {"Columns", "Padding", "Extrude"}),
        ("rpg-maker", {"Columns", "Padding", "Extrude", "Scale"}),
        (AGAIN, {"Extrude"}),
    ],
)
def test_what_says_nothing_about_a_format_is_off_and_tells_why(dialog, name, off):
    choose_format(dialog, name)
    spins = {s.accessibleName(): s for s in dialog.findChildren(QSpinBox)}
    assert {label for label, spin in spins.items() if not spin.isEnabled()} == off
    tips = {label: spin.toolTip() for label, spin in spins.items()}
    choose_format(dialog, "godot")
    assert all((spins[label].toolTip() != tips[label]) == (label in off) for label in spins)


def test_one_sprite_is_offered_by_its_own_name_and_what_was_written_stays(open_dialog, found):
    one = replace(found.only((1,)), name="Dungeon")
    dialog = open_dialog(one)
    assert dialog.name == one.sprites[0].name != "Dungeon"
    several = open_dialog(replace(found, name="Dungeon"))
    assert several.name == "Dungeon"
    field = next(e for e in several.findChildren(QLineEdit) if e.accessibleName() == "Name")
    field.setText("mine")
    choose_some(several, 1)
    assert several.name == "mine"


def test_the_sheet_is_saved_as_its_controls_are(dialog, qtbot, tmp_path):
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert read_recipe(tmp_path / "hero-20.png").layout == Layout(3, 2, 0)
    assert (tmp_path / "hero-20.json").is_file()


def test_an_engine_s_files_and_credits_are_written_and_all_is_remembered(
    dialog, qtbot, tmp_path, open_dialog, found
):
    choose_format(dialog, "godot")
    box(dialog, "Scale").setValue(3)
    box(dialog, "Extrude").setValue(1)
    box(dialog, "Columns").setValue(0)
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.save()
    names = {file.name for file in saved.args[0].files}
    assert {"hero-20.png", "hero-20.tres", "hero-20.tscn", "CREDITS.txt"} <= names
    assert read_rgba(tmp_path / "hero-20.png").shape[:2] == (2 * 18 * 3, 3 * 18 * 3)
    kept = dialog.remember(Settings())
    assert kept.export_format == "godot"
    again = open_dialog(found, kept)
    content = again.content()
    assert isinstance(content, EngineFiles)
    assert content.formats == ("godot",)
    assert content.collection.arrangement == Arrangement(scale=3, extrude=1)


def test_a_scene_for_each_sprite_is_offered_where_there_are_scenes_and_remembered(
    dialog, open_dialog, found
):
    scenes = next(b for b in dialog.findChildren(QCheckBox) if "scene" in b.text())
    choose_format(dialog, "tiled")
    assert not scenes.isEnabled()
    height = dialog.sizeHint().height()
    choose_format(dialog, "godot")
    assert scenes.isEnabled()
    assert dialog.sizeHint().height() == height  # nothing moves
    scenes.setChecked(True)
    kept = dialog.remember(Settings())
    assert kept.export_scene_each
    content = open_dialog(found, kept).content()
    assert isinstance(content, EngineFiles)
    assert content.collection.arrangement.scene_each


def test_sprites_without_a_recipe_are_not_offered_to_be_drawn_again(open_dialog, found):
    dialog = open_dialog(replace(found, recipe=None), Settings(export_format=AGAIN))
    names = [formats(dialog).item(row).text() for row in range(formats(dialog).count())]
    assert not any("draw again" in name for name in names)
    assert isinstance(dialog.content(), EngineFiles)


def test_a_set_s_own_palette_and_arrangement_come_before_those_of_last_time(open_dialog, found):
    own = replace(
        found,
        palette=Palette("Mine", ("ff0000", "00ff00")),
        setting=ExportSetting("tiled", Arrangement(scale=4, padding=2)),
    )
    content = open_dialog(own, Settings(export_scale=1)).content()
    assert isinstance(content, EngineFiles)
    assert content.formats == ("tiled",)
    assert content.collection.palette == own.palette
    assert content.collection.arrangement == Arrangement(scale=4, padding=2)


def test_animations_are_counted_and_exported(open_dialog, found):
    moving = replace(found, clips=(Clip("walk", (0, 1, 2), (100,) * 3),), recipe=None)
    dialog = open_dialog(moving)
    assert "6 sprites, 1 animation" in texts(dialog)
    choose_some(dialog, 1)  # of which only one frame is left
    assert "animation" not in texts(dialog).partition("Scale")[0].partition("2 sprites")[2]


def test_a_character_is_a_row_a_view_whatever_columns_other_sprites_had(open_dialog, found):
    walks = tuple(Clip(f"walk{i}", (i, i + 1, i), (100,) * 3) for i in range(0, 6, 2))
    walking = replace(found, clips=walks, recipe=None)
    settings = Settings(export_columns=4)
    dialog = open_dialog(walking, settings)
    content = dialog.content()
    assert isinstance(content, EngineFiles)
    assert content.collection.arrangement.columns == 0
    assert "walk0, walk2, walk4" in texts(dialog)
    assert dialog.remember(settings).export_columns == 4


def test_the_walks_of_characters_and_how_they_stand_are_all_told_of(open_dialog):
    one = walking_character(1).frames
    for people, names in ((1, ("hero",)), (2, ("hero_1", "hero_2"))):
        walking = of_characters(np.stack([one] * people), names, [Origin()] * 12 * people)
        told = f"{8 * people} animations: walk and idle, down, left, right, up"
        assert told in texts(open_dialog(walking))


def test_columns_that_are_left_alone_can_be_read(open_dialog, found):
    columns = box(open_dialog(found, Settings(export_columns=0)), "Columns")
    line = columns.lineEdit()
    assert columns.text() == columns.specialValueText()
    columns.resize(columns.minimumWidth(), columns.height())
    room = line.width() - 2 * line.textMargins().left()
    assert columns.fontMetrics().horizontalAdvance(columns.text()) <= room


def test_what_is_there_is_replaced_only_if_that_is_meant(dialog, qtbot, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(save_dialog, "ask", lambda *args: asked.append(args[2]))
    (tmp_path / "hero-20.tres").write_text("mine")
    choose_format(dialog, "godot")
    dialog.save()
    assert asked == ["Already there: hero-20.tres. Replace what is there?"]
    assert not (tmp_path / "hero-20.png").exists()
    with qtbot.waitSignal(dialog.saved):
        dialog.save(replace=True)
    assert (tmp_path / "hero-20.tres").read_text() != "mine"


def test_a_folder_that_is_not_there_is_made_if_that_is_meant(dialog, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(save_dialog, "ask", lambda *_, **__: True)
    choose_format(dialog, "sprites")
    dialog.show_folder(tmp_path / "game" / "art")
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert len(list((tmp_path / "game" / "art").rglob("*.png"))) == 6


def test_too_large_a_sheet_is_said_and_all_that_was_chosen_stays(dialog, qtbot, tmp_path):
    choose_format(dialog, "png")
    for name in ("Scale", "Padding"):
        box(dialog, name).setValue(64)
    dialog.save()
    qtbot.waitUntil(lambda: "pixels long" in texts(dialog))
    assert dialog.isVisible()
    assert box(dialog, "Scale").value() == box(dialog, "Padding").value() == 64
    box(dialog, "Scale").setValue(1)
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert (tmp_path / "hero-20.png").is_file()


def test_a_second_line_about_animations_cuts_nothing_below(open_dialog):
    one = walking_character(1).frames
    dialog = open_dialog(of_characters(one[None], ("hero",), [Origin()] * 12))
    dialog.show()
    (palettes,) = dialog.findChildren(PaletteBox)
    (palette,) = palettes.findChildren(QComboBox)
    assert palette.geometry().bottom() <= palettes.rect().bottom()
    assert palette.height() >= palette.minimumSizeHint().height()
