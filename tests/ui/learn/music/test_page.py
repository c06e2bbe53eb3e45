from collections.abc import Generator

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from tunes import known_tune

from sprite_studio import paths
from sprite_studio.music.figures import ear_figures
from sprite_studio.music.roll import to_numbers
from sprite_studio.music.sound.render import render
from sprite_studio.settings import Settings
from sprite_studio.studio.export.destination import NOTES, SOUND
from sprite_studio.studio.export.export import export
from sprite_studio.studio.export.tunes import write_step_sound
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.export import ExportJob, TuneNotes, TuneSound
from sprite_studio.studio.jobs.learn.noising import NoisingJob
from sprite_studio.studio.jobs.learn.source import SourceJob
from sprite_studio.studio.jobs.tune import (
    TUNE_DRAWING,
    DrawnTune,
    HearStepJob,
    TuneJob,
    TuneProgress,
    TuneRecipe,
    TuneResult,
)
from sprite_studio.studio.learn.noising import noising
from sprite_studio.studio.learn.source import source
from sprite_studio.studio.learn.texts import read_frame, read_music
from sprite_studio.ui.learn.formula_card import FormulaCard
from sprite_studio.ui.learn.music import player
from sprite_studio.ui.learn.music.mood_mixer import MoodMixer
from sprite_studio.ui.learn.music.page import MusicPage
from sprite_studio.ui.learn.music.player import OPENED
from sprite_studio.ui.learn.music.roll_view import RollView
from sprite_studio.ui.learn.music.taught import Taught
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.numbers.plates import Plates
from sprite_studio.ui.widgets.timeline import Timeline
from sprite_studio.ui.widgets.weight_slider import WeightSlider
from sprite_studio.ui.work.worker import Worker

STEPS = 3
TEXTS = paths.resources() / "lessons"
SETTINGS = Settings(tune=msgspec.structs.replace(TUNE_DRAWING, mix={"night": 0.5}, seed=7))


class Played:
    """Draws the known tune, out of grey. Attributes: asked: the jobs; endless: whether a drawing
    goes on for ever; fails: with what."""

    def __init__(self) -> None:
        self.asked: list[TuneJob] = []
        self.endless = False
        self.fails = ""
        tune = known_tune()
        self.tune, self.sound = tune, render(tune)

    def draw(self, job: TuneJob) -> Generator[TuneProgress | TuneResult | None, None, None]:
        self.asked.append(job)
        if self.fails:
            raise JobError(self.fails)
        believed = to_numbers(self.tune.bars)
        noisy = np.zeros_like(believed)
        for step in range(1, STEPS + 1):
            yield TuneProgress(step, STEPS, 0.1, 0, self.tune.plan.form, 0.0, noisy, believed)
        while self.endless:  # without a report: they would pile up for a window that is slower
            yield None
        recipe = TuneRecipe("0.1.0", "hash", job.drawing)
        drawn = DrawnTune(self.tune, self.sound, ear_figures(self.tune, self.sound), recipe)
        yield TuneResult((drawn,), 0.1, "CPU")


@pytest.fixture
def played():
    return Played()


@pytest.fixture
def page(qtbot, played):
    worker = Worker(
        {
            TuneJob: played.draw,
            ExportJob: export,
            HearStepJob: write_step_sound,
            SourceJob: source,
            NoisingJob: noising,
        }
    )
    worker.start()
    made = MusicPage(worker, SETTINGS, read_music(TEXTS), read_frame(TEXTS))
    qtbot.addWidget(made)
    made.resize(720, 800)
    made.show()
    made.show_guess("drums")
    yield made
    worker.stop()


@pytest.fixture
def opened(monkeypatch):
    """Files that went to the system's player."""
    files: list[str] = []
    monkeypatch.setattr(player, "plays_here", lambda: False)
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: files.append(url.toLocalFile()) or True
    )
    return files


def drawn(page, qtbot):
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "seed" in text) as told:
        page.generate()
    return told.args[0]


def button(page, text):
    return next(b for b in page.findChildren(QPushButton) if b.text().replace("&", "") == text)


def roll(page):
    view = page.findChild(RollView)
    return view._image.copy()


def said(page):
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_a_loop_is_drawn_told_and_measured(page, qtbot, played):
    assert not button(page, "Play").isEnabled()
    empty = roll(page)
    assert "seed 7" in drawn(page, qtbot)
    assert played.asked[0].drawing.mix == {"night": 0.5}
    assert roll(page) != empty
    assert "C major, steady, 120 beats a minute" in said(page)
    assert "100% of the notes in key" in said(page)
    assert button(page, "Play").isEnabled()


def test_the_roll_comes_out_of_the_noise_step_by_step(page, qtbot):
    drawn(page, qtbot)
    whole, timeline = roll(page), page.findChild(Timeline)
    timeline.to_first()
    noisy = roll(page)
    assert noisy != whole
    which = next(b for b in page.findChildren(QComboBox) if b.accessibleName() == "Picture")
    which.setCurrentIndex(1)
    assert roll(page) == whole, "what it believed was the loop from the first"
    which.setCurrentIndex(0)
    assert roll(page) == noisy
    timeline.to_last()
    assert roll(page) == whole


def test_a_drawing_that_is_given_up_leaves_the_loop_before(page, qtbot, played):
    drawn(page, qtbot)
    whole = roll(page)
    played.endless = True
    page.generate()
    qtbot.waitUntil(lambda: roll(page) != whole)
    assert "lead<br>" in said(page), "how much is known is measured by an end that is not there"
    page.cancel()
    qtbot.waitUntil(lambda: roll(page) == whole)
    assert "lead 100%<br>" in said(page)
    assert page.findChild(Timeline).isEnabled()
    assert button(page, "Play").isEnabled()


def test_of_a_first_drawing_that_is_given_up_nothing_is_left(page, qtbot, played):
    empty = roll(page)
    played.endless = True
    page.generate()
    view = page.findChild(RollView)
    qtbot.waitUntil(lambda: roll(page) != empty and len(view._names) == 8)
    page.cancel()
    qtbot.waitUntil(lambda: roll(page) == empty)
    assert not view._names


def test_a_slider_mixes_moods_and_the_loop_follows(page, qtbot, played):
    drawn(page, qtbot)
    mixer = page.findChild(MoodMixer)
    slider = next(s for s in mixer.findChildren(WeightSlider) if s.word == "calm")
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "seed" in text):
        slider.set_weight(0.8)
    assert played.asked[-1].drawing.mix == {"night": 0.5, "calm": 0.8}
    scale = next(b for b in mixer.findChildren(QComboBox) if b.accessibleName() == "Scale")
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "seed" in text):
        scale.setCurrentText("minor")
    assert played.asked[-1].drawing.mix == {"night": 0.5, "calm": 0.8, "minor": 1.0}
    assert page.remember(Settings()).tune == played.asked[-1].drawing


def test_what_is_remembered_is_what_is_offered(qtbot, played):
    mix = {"battle": 1.0, "calm": -0.5, "major": 1.0, "fast": 1.0}
    mixer = MoodMixer(mix)
    qtbot.addWidget(mixer)
    assert mixer.mix() == mix


def test_dice_draw_another_seed(page, qtbot, played):
    drawn(page, qtbot)
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "seed" in text):
        page.roll()
    assert played.asked[-1].drawing.seed != 7


def test_sound_and_notes_are_saved(page, qtbot, played):
    page.save_sound()  # there is nothing yet
    drawn(page, qtbot)
    with qtbot.waitSignal(page.save_wanted) as wanted:
        qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    [saving] = wanted.args
    assert (saving.kind, saving.name) == (SOUND, "night-7.wav")
    assert isinstance(saving.content, TuneSound)
    with qtbot.waitSignal(page.save_wanted) as wanted:
        page.save_notes()
    [saving] = wanted.args
    assert (saving.kind, saving.name) == (NOTES, "night-7.mid")
    assert isinstance(saving.content, TuneNotes)


def test_a_step_is_heard_as_it_is_believed(page, qtbot, opened):
    drawn(page, qtbot)
    hear = button(page, "Hear this step")
    assert not hear.isEnabled(), "the slider stands at the finished loop"
    page.hear_step()
    page.findChild(Timeline).to_first()
    hear.click()
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert opened[0].endswith("step-1.wav")


def test_what_is_settled_when_is_held_against_the_guess(page, qtbot):
    """Here all voices are believed from the first step on."""
    drawn(page, qtbot)
    assert "You said “The drums”" in said(page)
    assert "lead from step 1" in said(page)
    page.findChild(Timeline).to_first()
    assert "lead 100%" in said(page)


def test_a_bar_stands_beside_a_sprite_and_the_formula_has_its_numbers(page, qtbot):
    page.open()
    drawn(page, qtbot)
    plates, formula = page.findChild(Plates), page.findChild(FormulaCard)
    page.findChild(Timeline).to_first()
    qtbot.waitUntil(lambda: page.findChild(Taught).has_sprite)
    page.findChild(Timeline).to_last()
    assert not formula.isVisible(), "the finished loop has no noise"
    page.findChild(Timeline).to_first()
    assert plates.captions == ("lead", "harmony", "bass", "drums", "red", "green", "blue", "solid")
    assert "0.00 = 0.71 · 1.00 + 0.71 · -1.00" in formula.said()


def test_nothing_is_heard_or_seen_before_a_guess(page, qtbot):
    drawn(page, qtbot)
    page.ask_again()
    assert not page.shows_answer
    assert not page.findChild(RollView).isVisible()
    with qtbot.waitSignal(page.guessed) as told:
        button(page, "The lead").click()
    page.show_guess(*told.args)
    assert page.findChild(RollView).isVisible()


def test_without_qt_s_multimedia_the_system_plays_it(page, qtbot, opened):
    drawn(page, qtbot)
    button(page, "Play").click()
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert opened[0].endswith("loop.wav")
    with qtbot.waitSignal(page.status) as told:
        page.toggle()
    assert told.args == [OPENED], "nobody here can stop it"
    assert len(opened) == 2, "it is written once"
    assert button(page, "Play").isEnabled()


def test_where_nothing_plays_that_is_said(page, qtbot, opened, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    drawn(page, qtbot)
    page.toggle()
    qtbot.waitUntil(lambda: page.findChild(ErrorPanel).isVisible())
    assert "No program plays sounds here" in said(page)


def test_a_failure_is_said(page, qtbot, played):
    played.fails = "there is no model 'tune'"
    page.generate()
    qtbot.waitUntil(lambda: page.findChild(ErrorPanel).isVisible())
    assert page.findChild(ErrorPanel).text() == "There is no model 'tune'"
