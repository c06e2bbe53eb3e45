"""The layers, proved twice: by what is imported on paper, and by what a fresh interpreter loads."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_import_contracts_hold():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def loaded_by(program: str) -> set[str]:
    """The top-level packages in `sys.modules` after a program has run in a fresh interpreter."""
    program += "\nimport sys; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.split())


def import_all(package: str) -> str:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in sorted((ROOT / "sprite_studio" / package).rglob("*.py"))
    ]
    assert names
    return "\n".join(f"import {name}" for name in names)


@pytest.mark.parametrize(
    ("package", "absent"),
    [
        ("diffusion", {"PySide6", "PIL", "platformdirs", "pyqtgraph"}),
        ("art", {"torch", "PySide6", "pyqtgraph"}),
        ("music", {"torch", "PySide6", "PIL", "platformdirs"}),
        ("studio", {"PySide6", "pyqtgraph", "superqt"}),
        ("ui", {"torch"}),
    ],
)
def test_each_layer_loads_only_what_it_may(package, absent):
    assert not loaded_by(import_all(package)) & absent


def test_the_command_line_is_parsed_without_torch_or_qt():
    assert not loaded_by("import sprite_studio.cli.main") & {"torch", "PySide6"}


def test_the_window_can_be_seen_before_torch_is_imported():
    program = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from sprite_studio.app import show_once
assert show_once() == 0
"""
    assert not loaded_by(program) & {"torch", "pyqtgraph"}


def test_the_last_drawing_is_on_the_screen_before_torch_is_imported(tmp_path):
    shutil.copytree(ROOT / "tests" / "data" / "history-0.1.0", tmp_path / "history")
    program = f"""
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from sprite_studio import app
from sprite_studio.settings import Settings

made = app._application()
window = app.build_window(Settings(), history=Path({str(tmp_path / "history")!r}))
window.first_painted.connect(made.quit)
window.show()
made.exec()
assert len(window.create_page.view.grid._images) == 2
"""
    assert not loaded_by(program) & {"torch", "pyqtgraph"}


def test_a_sprite_is_drawn_without_torchs_compiler_whose_import_takes_a_second():
    program = "from sprite_studio.cli.self_test import self_test; assert self_test() == 0"
    assert "sympy" not in loaded_by(program)
