import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QSpinBox

from sprite_studio.studio.jobs.drawing import MAX_SEED
from sprite_studio.ui.widgets.forms import DecimalBox, SeedBox, shows, spin_box


@pytest.fixture(params=["en_US", "de_DE", "fr_FR", "sv_SE", "de_CH", "ar_EG"])
def locale(request):
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("typed", "value"), [("0.75", 0.75), ("0,75", 0.75), ("2.5", 2.5), ("2,5", 2.5), ("7", 7.0)]
)
def test_decimals_follow_a_point_or_a_comma_in_every_language(qtbot, locale, typed, value):
    box = spin_box(DecimalBox(), 0, 30, 0.25, 1)
    qtbot.addWidget(box)
    box.selectAll()
    qtbot.keyClicks(box, typed)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.value() == value
    assert box.text() == f"{value:g}"


@pytest.mark.parametrize("typed", ["1,000.5", "1.000,5"])
def test_thousands_are_never_grouped(qtbot, locale, typed):
    box = spin_box(DecimalBox(), 0, 30, 0.25, 1)
    qtbot.addWidget(box)
    box.selectAll()
    qtbot.keyClicks(box, typed)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert 0 <= box.value() <= 2  # what could not be part of a number was not taken


@pytest.mark.parametrize("seed", [0, 7, 2**31, 112358132141, MAX_SEED])
def test_every_seed_can_be_typed(qtbot, seed):
    box = SeedBox(5)
    qtbot.addWidget(box)
    box.selectAll()
    qtbot.keyClicks(box, str(seed))
    with qtbot.waitSignal(box.valueChanged):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.value() == seed


def test_a_seed_box_takes_nothing_but_a_seed(qtbot):
    box = SeedBox(5)
    qtbot.addWidget(box)
    box.selectAll()
    qtbot.keyClicks(box, "-x1e9")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.value() == 19
    box.setValue(MAX_SEED)
    box.selectAll()
    qtbot.keyClicks(box, str(MAX_SEED + 1))
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.value() == MAX_SEED // 10  # the digit that goes too far is not taken
    box.clear()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.value() == MAX_SEED // 10


def test_a_seed_box_is_stepped_within_its_bounds(qtbot):
    box = SeedBox(0)
    qtbot.addWidget(box)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.value() == 0
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert box.value() == 1
    box.setValue(MAX_SEED)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert box.value() == MAX_SEED


def test_a_box_knows_what_it_can_show(qtbot):
    whole, broken = spin_box(QSpinBox(), 1, 64, 1, 1), spin_box(DecimalBox(), 0, 1, 0.1, 0)
    for box in (whole, broken):
        qtbot.addWidget(box)
    assert shows(whole, 64)
    assert not shows(whole, 65)
    assert shows(broken, 0.25)
    assert not shows(broken, 0.333)
    assert not shows(broken, 1.01)
