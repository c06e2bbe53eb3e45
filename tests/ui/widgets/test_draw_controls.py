from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QSpinBox

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.generate import ModelSummary
from sprite_studio.ui.widgets.draw_controls import DrawControls

BASE = ModelSummary("base", Path("base"), 8.0, ("hero",), 60.0, (), has_live=True)


@pytest.fixture
def controls(qtbot) -> DrawControls:
    made = DrawControls(Settings(model="base", sampler="dpm++", steps=12))
    qtbot.addWidget(made)
    return made


def sampler(controls: DrawControls) -> QComboBox:
    return next(c for c in controls.findChildren(QComboBox) if c.accessibleName() == "Sampler")


def steps(controls: DrawControls) -> QSpinBox:
    return next(s for s in controls.findChildren(QSpinBox) if s.accessibleName() == "Steps")


def offers_live(controls: DrawControls) -> bool:
    items = sampler(controls).model()
    assert isinstance(items, QStandardItemModel)
    return items.item(sampler(controls).findData("live")).isEnabled()


def test_live_drawing_takes_two_steps_or_four(controls):
    controls.show_models((BASE,))
    sampler(controls).setCurrentIndex(sampler(controls).findData("live"))
    assert steps(controls).value() == 4
    steps(controls).stepDown()
    assert controls.job({}).steps == 2
    steps(controls).stepDown()
    assert controls.job({}).steps == 2
    sampler(controls).setCurrentIndex(sampler(controls).findData("ddpm"))
    assert steps(controls).maximum() > 500


def test_live_is_offered_only_by_a_model_that_has_a_student(controls):
    controls.show_models((BASE,))
    assert offers_live(controls)
    sampler(controls).setCurrentIndex(sampler(controls).findData("live"))
    controls.show_models((replace(BASE, has_live=False),))
    assert not offers_live(controls)
    assert controls.job({}).sampler == "dpm++"
