"""The way into noise, played through the page itself."""

import numpy as np
from PIL import Image
from PySide6.QtCore import Qt
from watch_pages import button, grid, run, timeline, told

from sprite_studio.ui.widgets.error_panel import ErrorPanel


def test_a_step_into_noise_is_none_to_fork_from(page, qtbot):
    run(page, qtbot)
    buttons = [button(page, "Fork here"), button(page, "Paint here …")]
    assert all(b.isEnabled() for b in buttons)
    qtbot.mouseClick(button(page, "Into noise"), Qt.MouseButton.LeftButton)
    assert not any(b.isEnabled() for b in buttons)
    qtbot.waitUntil(lambda: "λ = 9.0" in told(page))
    assert not any(b.isEnabled() for b in buttons)
    qtbot.mouseClick(button(page, "Out of noise"), Qt.MouseButton.LeftButton)
    assert all(b.isEnabled() for b in buttons)


def test_a_sprite_sinks_into_noise(page, stage, qtbot, tmp_path):
    run(page, qtbot)
    qtbot.mouseClick(button(page, "Into noise"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: timeline(page).index == 0 and "λ = 9.0" in told(page))
    timeline(page).to_last()
    assert "λ = -9.0" in told(page)
    Image.new("RGBA", (16, 16), (9, 9, 9, 255)).save(tmp_path / "own.png")
    page.sink_file(tmp_path / "own.png")
    qtbot.waitUntil(lambda: len(stage.sunk) == 2)
    assert stage.sunk[-1].tile == bytes((9, 9, 9, 255)) * 256
    Image.new("RGBA", (20, 16)).save(tmp_path / "large.png")
    page.sink_file(tmp_path / "large.png")
    assert "cut a tile of 16×16" in page.findChild(ErrorPanel).text()
    qtbot.mouseClick(button(page, "Out of noise"), Qt.MouseButton.LeftButton)
    assert "Step 5 of 5" in told(page)


def test_a_run_that_ends_while_the_way_into_noise_is_shown_sinks_its_own_sprite(page, stage, qtbot):
    run(page, qtbot)
    stage.gate.clear()
    page.generate()
    qtbot.waitUntil(lambda: len(stage.drawn) == 2)
    qtbot.mouseClick(button(page, "Into noise"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "seed" in text):
        stage.gate.set()
    qtbot.waitUntil(lambda: timeline(page).isEnabled())
    assert button(page, "Into noise").isChecked()
    assert "λ = 9.0" in told(page)


def test_a_sprite_that_is_selected_again_sinks_again(page, stage, qtbot):
    run(page, qtbot)
    for times in (1, 2):
        button(page, "Into noise").click()
        qtbot.waitUntil(lambda times=times: len(stage.sunk) == times)
        qtbot.waitUntil(lambda: timeline(page).isEnabled())
        button(page, "Out of noise").click()
        grid(page, "x0").pick(0)


def test_a_sprite_that_was_handed_over_goes_on_sinking_where_a_run_ends(page, stage, qtbot):
    stage.gate.clear()  # the run waits after its first step
    page.generate()
    page.sink(np.full((16, 16, 4), 7, np.uint8))
    stage.gate.set()
    qtbot.waitUntil(lambda: not page._loop.state.is_busy)
    qtbot.waitUntil(lambda: timeline(page).isEnabled())
    assert [job.tile[0] for job in stage.sunk] == [7]
