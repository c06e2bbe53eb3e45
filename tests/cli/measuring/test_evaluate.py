import itertools
import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sprite_studio import paths
from sprite_studio.art.forge import forge
from sprite_studio.studio.evaluate import evaluate, evaluate_adapt
from sprite_studio.studio.train.adapting import practice

REFERENCES = Path(__file__).resolve().parents[3] / "resources" / "references"


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """Forged heroes, and a table that is quick to make."""
    rows = (("ddim", 3), ("dpm++", 2))
    size = replace(evaluate.QUICK, category=1, coloured=1, people=1, table=4, rows=rows)
    monkeypatch.setattr(evaluate, "QUICK", replace(size, sprites=12))
    monkeypatch.setattr(evaluate, "EXACT", rows[0])
    monkeypatch.setattr(evaluate, "LEAST_UNSEEN", 5)
    shutil.copytree(REFERENCES, paths.resources() / "references")
    folder = tmp_path / "sprites" / "hero"
    folder.mkdir(parents=True)
    for i in range(100):
        Image.fromarray(np.array(forge(i, ["hero"]).pixels)).save(folder / f"s{i}x.png")
    return folder.parent


def test_the_figures_are_printed_and_written(command, data, tmp_path):
    file = tmp_path / "figures.json"
    status, out, _ = command("evaluate", "--data", data, "--quick", "--steps", 2, "--json", file)
    assert status == 0
    figures = json.loads(file.read_text())
    assert {
        *("fd", "conditional_accuracy", "judge_real_accuracy", "colour_accuracy"),
        *("binding_accuracy", "near_copies", "near_copies_real", "alpha_crisp", "colours", "steps"),
    } <= figures.keys()
    for space in ("phi1", "phi2"):
        assert {"value", "floor", "sd"} <= figures["fd"][space].keys()
    assert [set(row) for row in figures["steps"]] == 2 * [
        {"sampler", "steps", "fd1", "fd2", "paired_l2"}
    ]
    assert "ddim" in out
    assert "conditional_accuracy" in out


def test_a_missing_folder_for_the_figures_is_said_at_once(command, data, tmp_path):
    status, _, errors = command("evaluate", "--data", data, "--json", tmp_path / "no" / "x.json")
    assert status == 1
    assert "does not exist" in errors


@pytest.mark.parametrize(
    ("plan", "option"),
    [
        *itertools.product(["--editing", "--adapt"], [["--steps", 0], ["--guidance", 1.5]]),
        ("--editing", ["--quick"]),
    ],
)
def test_a_fixed_plan_takes_no_option_that_it_would_pass_over(command, data, plan, option):
    status, _, errors = command("evaluate", "--data", data, plan, *option)
    assert status == 1
    assert f"leave {option[0]} out" in errors


def test_how_a_pack_is_learned_is_measured_quickly_to_the_end(command, tmp_path, monkeypatch):
    monkeypatch.setattr(practice, "POOL", 4)
    monkeypatch.setattr(practice, "CHUNK", 4)
    shutil.copytree(REFERENCES, paths.resources() / "references")
    for category, count in (("hero", 10), ("food", 6)):
        (tmp_path / "pack" / category).mkdir(parents=True)
        for i in range(count):
            file = tmp_path / "pack" / category / f"{category}{i}x.png"
            Image.fromarray(np.array(forge(i, [category]).pixels)).save(file)
    plan = replace(evaluate_adapt.QUICK, steps=2, lesson=2, drawn=4, lacking=2, unseen=6)
    monkeypatch.setattr(evaluate_adapt, "QUICK", replace(plan, shown=(3,)))
    figures = tmp_path / "figures.json"
    asked = ("--adapt", "--quick", "--data", tmp_path / "pack", "--json", figures)
    status, out, err = command("evaluate", *asked, "--device", "cpu")
    assert (status, err) == (0, "")
    assert [line.split("  ")[0].strip() for line in out.splitlines()[2:4]] == ["3 of all", "3 hero"]
    found = json.loads(figures.read_text())
    assert [row["shown"] for row in found["rows"]] == ["3 of all", "3 hero"]
    assert found["old_styles_changed"] == 0


def test_no_steps_are_refused(command, data):
    status, _, errors = command("evaluate", "--data", data, "--steps", 0)
    assert status == 1
    assert "--steps must be at least 1" in errors


def test_characters_are_measured_by_a_model_of_characters(command, data):
    status, _, errors = command("evaluate", "--cast", "--data", data, "--model", "base")
    assert status == 1
    assert "single sprites" in errors
    status, _, errors = command("evaluate", "--cast", "--data", data, "--quick")
    assert status == 1
    assert "--quick does not go with --cast" in errors
