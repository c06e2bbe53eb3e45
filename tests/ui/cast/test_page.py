from dataclasses import replace

import msgspec
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSlider

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.walk.finish import MOST_COLOURS
from sprite_studio.settings import Settings
from sprite_studio.studio.export.origins import merged
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.cast import CAST_COLOURS, DRAFT_STEPS, cast_of, given_in
from sprite_studio.studio.jobs.library.finding import Query
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.recipes.recipe import Cast
from sprite_studio.ui.canvas.pixel_editor import PixelEditor
from sprite_studio.ui.cast import frame_hand
from sprite_studio.ui.cast.colour_dialog import ColourDialog
from sprite_studio.ui.cast.page import CastPage
from sprite_studio.ui.widgets.error_panel import ErrorPanel

WORDS = ("hero", "non-hero", "side-facing", "spell", "kind:knight", "colour:red", "style:a")
WALKER = walking_character(9).frames


def network(tmp_path):
    return ModelSummary("cast", tmp_path / "cast.safetensors", 12.0, WORDS, 1.0, (), walks=True)


@pytest.fixture
def page(qtbot, worker, stage, tmp_path) -> CastPage:
    made = CastPage(worker, Settings())
    qtbot.addWidget(made)
    made.show_models((network(tmp_path),))
    made.resize(1280, 760)
    made.show()
    return made


def button(page, text) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() == text)


def drawn(page, qtbot, do):
    before = page.party
    do()
    qtbot.waitUntil(lambda: page.party is not before and not page.is_busy)
    return page.party


def test_draw_makes_a_character_of_the_words_that_can_be_taken_back(page, stage, qtbot):
    party = drawn(page, qtbot, page.generate)
    job = stage.cast[-1]
    assert job.drawing.mix == {"hero": 1.0, "kind:knight": 1.0}
    assert (job.drawing.count, job.drawing.model, job.cast.frames) == (1, "cast", None)
    assert party.person.is_whole
    page.undo()
    assert page.party.person.is_blank
    page.redo()
    assert page.party is party


def test_undo_brings_back_the_seed_the_words_and_the_controls_of_what_it_shows(page, stage, qtbot):
    drawn(page, qtbot, page.generate)
    first = page.wish.wished()
    page.wish.style_box.set_style("style:a")
    page.wish.controls.set_mirror(True)
    page.wish.words._prompt.setText("a red hero")
    drawn(page, qtbot, page.wish.words._prompt.returnPressed.emit)
    second = page.wish.wished()
    assert first.drawing.seed != second.drawing.seed
    page.undo()
    assert page.wish.wished() == first
    assert page.wish.words._prompt.text() == "hero, knight"
    page.redo()
    assert page.wish.wished() == second


def test_colours_that_were_left_alone_stay_so_in_the_past_of_locked_frames(page, stage, qtbot):
    drawn(page, qtbot, page.generate)
    page.view.tools.lock.emit(True)
    drawn(page, qtbot, page.generate)
    assert stage.cast[-1].drawing.colours == MOST_COLOURS
    drawn(page, qtbot, page.generate)
    page.undo()
    assert page.wish.wished().drawing.colours == CAST_COLOURS


def test_beside_the_words_it_says_that_a_locked_frame_decides(page, stage, qtbot):
    drawn(page, qtbot, page.generate)
    assert not page._given.isVisible()
    page.view.tools.lock.emit(True)
    assert page._given.isVisible()
    assert "The locked frame (Front, Stand) decides" in page._given._told.text()
    before = page.party
    drawn(page, qtbot, button(page, "Unlock and draw").click)
    assert not page._given.isVisible()
    assert stage.cast[-1].cast.frames is None
    page.undo()
    assert np.array_equal(page.party.person.frames, before.person.frames)


def test_a_new_seed_each_time_unless_it_is_kept(page, stage, qtbot):
    drawn(page, qtbot, page.generate)
    drawn(page, qtbot, page.generate)
    assert stage.cast[0].drawing.seed != stage.cast[1].drawing.seed
    next(b for b in page.findChildren(QPushButton) if b.accessibleName() == "Keep the seed").click()
    drawn(page, qtbot, page.generate)
    drawn(page, qtbot, page.generate)
    assert stage.cast[1].drawing.seed == stage.cast[2].drawing.seed == stage.cast[3].drawing.seed


def test_a_moving_slider_draws_drafts_and_its_rest_a_whole_one(page, stage, qtbot):
    before = page.party
    slider = next(s for s in page.findChildren(QSlider) if "Knight" in s.accessibleName())
    slider.setValue(50)
    qtbot.waitUntil(lambda: page.party is not before)
    steps = [job.drawing.steps for job in stage.cast]
    assert steps[0] == DRAFT_STEPS < steps[-1]
    assert stage.cast[-1].drawing.mix["kind:knight"] == 0.5


def test_drafts_are_the_live_students_where_there_is_one(page, stage, qtbot, tmp_path):
    page.show_models((replace(network(tmp_path), has_live=True),))
    before = page.party
    next(s for s in page.findChildren(QSlider) if "Knight" in s.accessibleName()).setValue(50)
    qtbot.waitUntil(lambda: page.party is not before)
    samplers = [(job.drawing.sampler, job.drawing.steps_taken) for job in stage.cast]
    assert samplers[0] == ("live", 2)
    assert samplers[-1][0] == "dpm++"


def test_what_is_written_is_read_and_drawn(page, stage, qtbot):
    page.wish.words._prompt.setText("a red hero")
    drawn(page, qtbot, page.wish.words._prompt.returnPressed.emit)
    assert stage.cast[-1].drawing.mix == {"hero": 1.0, "colour:red": 1.0}


def test_a_locked_frame_stays_and_keeps_its_lock(page, stage, qtbot):
    drawn(page, qtbot, page.generate)
    page.view.tools.lock.emit(True)
    kept = page.party.person.frames[0, 0]
    drawn(page, qtbot, page.generate)
    job = stage.cast[-1]
    assert given_in(job.cast).sum() == 1
    assert job.drawing.colours == 16  # those of the frame are not to be merged
    assert stage.cast[0].drawing.colours == CAST_COLOURS
    assert page.party.person.locked[0, 0]
    assert np.array_equal(page.party.person.frames[0, 0], kept)


def test_one_frame_alone_is_drawn_again(page, stage, qtbot):
    drawn(page, qtbot, page.generate)
    page.view.grid.pick((0, 1))
    drawn(page, qtbot, page.view.tools.again.emit)
    given = given_in(stage.cast[-1].cast)
    assert given.sum() == 11
    assert not given[0, 1]
    assert not page.party.person.locked.any()


def test_a_painted_frame_is_locked_and_others_follow_it(page, stage, qtbot):
    drawn(page, qtbot, page.generate)
    page.view.grid.opened.emit()
    editor = page.findChild(PixelEditor)
    editor._canvas.apply(lambda now: type(now).of(WALKER[0, 0]))
    editor.accept()
    person = page.party.person
    assert np.array_equal(person.frames[0, 0], WALKER[0, 0])
    assert person.locked[0, 0]
    assert person.recipe is None
    drawn(page, qtbot, page.view.tools.follow.emit)
    cast = stage.cast[-1].cast
    assert cast.strength == 0.7
    assert cast.before is not None
    assert given_in(cast)[0, 0]
    assert not given_in(cast)[0, 1]


def test_all_frames_are_recoloured_at_once_and_that_is_one_thing_to_take_back(page, qtbot):
    party = drawn(page, qtbot, page.generate)
    page.view.tools.lock.emit(True)
    was = party.person.frames
    page.view.tools.recolour.emit()
    dialog = page.findChild(ColourDialog)
    dialog._becomes.use((255, 0, 0, 255))
    button(dialog, "Recolour").click()
    red = page.party.person.frames
    assert ((red == (255, 0, 0, 255)).all(axis=-1).any(axis=(-1, -2))).all()
    assert page.party.person.locked[0, 0]
    page.undo()
    assert np.array_equal(page.party.person.frames, was)


def test_a_party_of_twelve_walks_and_one_of_them_is_chosen(page, stage, qtbot):
    party = drawn(page, qtbot, lambda: button(page, "Party of twelve walkers").click())
    assert len(party.people) == 12
    assert stage.cast[-1].drawing.count == 12
    seeds = [one.recipe.drawing.seed for one in party.people]
    assert seeds == list(range(seeds[0], seeds[0] + 12))
    button(page, "›").click()
    assert page.party.who == 1
    page.view.walk.stage.chosen.emit(0)  # the first of the others
    assert page.party.who == 0
    page.view.walk.stage.chosen.emit(0)
    assert page.party.who == 1


def test_a_dropped_sprite_and_a_sheet_become_frames(page, qtbot, tmp_path):
    Image.fromarray(WALKER[1, 0]).save(tmp_path / "side.png")
    page.view.grid.pick((1, 0))
    page.view.grid.dropped.emit(tmp_path / "side.png")
    qtbot.waitUntil(lambda: not page.party.person.is_blank)
    assert page.party.person.locked[1, 0]
    sheet = np.concatenate([np.concatenate(list(view), axis=1) for view in WALKER])
    Image.fromarray(sheet).save(tmp_path / "sheet.png")
    page.view.grid.dropped.emit(tmp_path / "sheet.png")
    qtbot.waitUntil(lambda: page.party.person.is_whole)
    assert np.array_equal(page.party.person.frames, WALKER)
    assert not page.party.person.locked.any()


def test_what_is_no_frame_says_why_and_changes_nothing(page, qtbot, tmp_path):
    Image.new("RGBA", (16, 16), "red").save(tmp_path / "red.png")
    page.view.grid.dropped.emit(tmp_path / "red.png")
    errors = page.findChild(ErrorPanel)
    qtbot.waitUntil(errors.isVisible)
    assert "erase its background" in errors.text()
    assert page.party.person.is_blank


def test_too_many_colours_are_merged_where_one_agrees(page, stage, qtbot, monkeypatch):
    many = WALKER[0, 0].copy()
    many[..., :3] = np.random.default_rng(0).integers(0, 256, (16, 16, 3), np.uint8)
    page.begin_with(WALKER[0, 0], {"hero": 1.0})
    qtbot.waitUntil(lambda: page.party.person.is_whole)
    page.hand._put((0, 0), many)
    asked = []
    answers = iter((False, True))
    monkeypatch.setattr(frame_hand, "ask", lambda *said: asked.append(said[-1]) or next(answers))
    count = len(stage.cast)
    page.generate()
    assert len(stage.cast) == count
    assert "Merge them to 16?" in asked[0]
    drawn(page, qtbot, page.generate)
    qtbot.waitUntil(lambda: len(stage.cast) == count + 1)
    frames = np.frombuffer(stage.cast[-1].cast.frames, np.uint8).reshape(WALKER.shape)
    assert len(np.unique(frames[0, 0][frames[0, 0][..., 3] > 0], axis=0)) == 16


def test_others_follow_what_was_painted_when_its_colours_are_merged(
    page, stage, qtbot, monkeypatch
):
    was = drawn(page, qtbot, page.generate).person.frames
    many = WALKER[0, 0].copy()
    many[..., :3] = np.random.default_rng(0).integers(0, 256, (16, 16, 3), np.uint8)
    page.hand._put((0, 0), many)
    monkeypatch.setattr(frame_hand, "ask", lambda *_: True)
    drawn(page, qtbot, page.view.tools.follow.emit)
    qtbot.waitUntil(lambda: stage.cast[-1].cast.before is not None)
    before = np.frombuffer(stage.cast[-1].cast.before, np.uint8).reshape(WALKER.shape)
    assert np.array_equal(before, was)


def test_a_sprite_from_elsewhere_takes_its_side(page, stage, qtbot):
    mix = {"side-facing": 1.0, "facing:left": 1.0, "colour:red": 1.0, "style:a": 1.0}
    drawn(page, qtbot, lambda: page.begin_with(WALKER[1, 0], mix))
    qtbot.waitUntil(lambda: page.party.person.is_whole)
    cast = stage.cast[-1].cast
    assert given_in(cast)[1, 0]
    assert given_in(cast).sum() == 1
    assert stage.cast[-1].drawing.mix == {"side-facing": 1.0, "colour:red": 1.0}


def test_a_drawing_is_recalled_with_its_controls(page, stage, qtbot):
    drawn(page, qtbot, page.generate)
    recipe = page.party.person.recipe
    given = np.zeros((4, 3), np.bool_)
    given[0, 0] = True
    edit = cast_of(WALKER, given, mirror=True)
    drawing = msgspec.structs.replace(recipe.drawing, mix={"non-hero": 0.7}, seed=5)
    recipe = msgspec.structs.replace(recipe, edit=edit, drawing=drawing)
    drawn(page, qtbot, lambda: page.recall(recipe))
    assert stage.cast[-1].cast == edit
    assert page.wish.words.mix() == {"non-hero": 0.7}
    assert page.wish.controls.drawing().seed == 5
    assert page.wish.controls.mirror is True
    assert page.party.person.locked.tolist() == given.tolist()


def test_it_is_kept_as_one_sprite_of_twelve_frames_and_exported_with_its_walks(page, stage, qtbot):
    assert not page.gather(lambda found: None)
    drawn(page, qtbot, page.generate)
    said = []
    page.status.connect(said.append)
    page.keep()
    qtbot.waitUntil(lambda: any("Kept 1" in line for line in said))
    [kept] = stage.sprites.read(stage.sprites.find(Query()))
    assert kept.sprite.images.shape == (12, 16, 16, 4)
    assert kept.sprite.frames[4] == "left_a"
    assert isinstance(kept.sprite.recipe.edit, Cast)
    found = []
    assert page.gather(found.append)
    [origin] = merged(found[0].origins)
    assert (origin.model, origin.sprites, origin.frames) == ("cast", 12, 12)
    assert [clip.name for clip in found[0].clips] == [
        f"{how}_{view}" for how in ("walk", "idle") for view in ("down", "left", "right", "up")
    ]


def name_offered(page) -> str:
    found = []
    assert page.gather(found.append)
    return found[0].name


def test_whoever_is_made_of_a_sprite_has_its_name_until_somebody_else_is_drawn(page, stage, qtbot):
    drawn(page, qtbot, lambda: page.begin_with(WALKER[0, 0], {"hero": 1.0}, "Mira"))
    qtbot.waitUntil(lambda: page.party.person.is_whole)
    assert name_offered(page) == "Mira"
    page.hand._put((0, 0), WALKER[0, 1])
    drawn(page, qtbot, page.view.tools.follow.emit)
    page.keep()
    qtbot.waitUntil(lambda: bool(stage.sprites.find(Query())))
    [kept] = stage.sprites.read(stage.sprites.find(Query()))
    assert kept.sprite.name == "Mira"
    drawn(page, qtbot, button(page, "Unlock and draw").click)
    assert name_offered(page) == "hero"
    page.undo()
    page.undo()
    assert name_offered(page) == "Mira"


def test_meters_speak_of_a_whole_character(page, qtbot):
    def lines():
        return [label.text() for label in page.view.walk.findChildren(type(page._caption))]

    assert any("once all frames are there" in line for line in lines())
    drawn(page, qtbot, page.generate)
    qtbot.waitUntil(lambda: any(line.endswith("colours of 16") for line in lines()))
    page.wish.controls._colours.setValue(2)
    assert any(line.endswith("; 2 are asked for") for line in lines())


def test_without_a_network_it_says_so_and_frames_can_still_be_painted(page, stage, qtbot, tmp_path):
    base = ModelSummary("base", tmp_path / "base.safetensors", 9.0, WORDS, 1.0, ())
    page.show_models((base,))
    assert "There is no cast network here" in page._missing.text()
    assert page._missing.isVisible()
    assert not button(page, "Draw").isEnabled()
    page.begin_with(WALKER[0, 0], {"hero": 1.0})
    assert np.array_equal(page.party.person.frames[0, 0], WALKER[0, 0])
    assert not stage.cast


def test_cancel_leaves_what_was_there(page, stage, qtbot):
    party = drawn(page, qtbot, page.generate)
    stage.gate.clear()
    page.generate()
    qtbot.waitUntil(lambda: len(stage.cast) == 2)
    page.cancel()
    stage.gate.set()
    assert not page.is_busy
    assert page.party is party


def test_a_failure_is_said(page, stage, qtbot):
    stage.error = JobError("potions do not walk")
    page.generate()
    errors = page.findChild(ErrorPanel)
    qtbot.waitUntil(errors.isVisible)
    assert errors.text() == "Potions do not walk"


def test_the_controls_are_remembered(page, qtbot, worker):
    page.wish.words.set_mix({"non-hero": 0.5})
    page.wish.controls.roll()
    kept = page.remember(Settings())
    assert kept.cast.mix == {"non-hero": 0.5}
    again = CastPage(worker, kept)
    qtbot.addWidget(again)
    assert again.wish.words.mix() == {"non-hero": 0.5}
    assert again.wish.controls.drawing() == page.wish.controls.drawing()


def test_keys_of_the_grid_go_from_frame_to_frame(page, qtbot):
    grid = page.view.grid
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.at == (1, 1)
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    assert grid.at == (0, 1)
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.place_of((3, 2)).center().toPoint())
    assert grid.at == (3, 2)
