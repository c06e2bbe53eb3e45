"""What pyproject.toml promises about the installed program."""

import re
import subprocess
import tomllib
from importlib import resources
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
PINNED = {
    re.sub(r"[-_.]+", "-", requirement.name).lower(): requirement
    for line in (ROOT / "tests" / "constraints.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
    for requirement in [Requirement(line)]
}


@pytest.mark.parametrize("text", [*PROJECT["dependencies"], *EXTRAS["test"], *EXTRAS["dev"]])
def test_every_requirement_is_pinned_for_the_tests_at_a_version_that_it_allows(text):
    requirement = Requirement(text)
    if requirement.marker is not None and not requirement.marker.evaluate():
        pytest.skip("not for this Python")
    (exact,) = PINNED[re.sub(r"[-_.]+", "-", requirement.name).lower()].specifier
    assert exact.operator == "=="
    assert requirement.specifier.contains(Version(exact.version))


def test_nothing_is_pinned_to_a_build_of_one_machine():
    assert all("+" not in str(requirement.specifier) for requirement in PINNED.values())


def test_type_checkers_are_told_that_the_package_has_types():
    assert resources.files("sprite_studio").joinpath("py.typed").is_file()


def test_the_window_has_a_program_of_its_own_beside_the_terminal_s():
    assert PROJECT["scripts"] == {"sprite-studio": "sprite_studio.__main__:main"}
    assert PROJECT["gui-scripts"] == {"sprite-studio-window": "sprite_studio.__main__:main"}


def test_nothing_stray_lies_at_the_top():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("this is no checkout")
    top = {name.partition("/")[0] for name in listed.stdout.splitlines()}
    assert {name for name in top if not name.startswith(".")} == {
        *("sprite_studio", "resources", "tests"),
        *("pyproject.toml", "build.spec", "README.md", "LICENSE", "CHANGELOG.md"),
    }
