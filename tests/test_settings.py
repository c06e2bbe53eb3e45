import os
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.settings import (
    MOST_BYTES,
    Settings,
    load_settings,
    save_settings,
)
from sprite_studio.studio.jobs.compare import Lane
from sprite_studio.studio.jobs.drawing import Drawing


def test_what_was_saved_comes_back(tmp_path):
    path = tmp_path / "settings.toml"
    settings = Settings(
        drawing=Drawing(mix={"hero": 0.5, "colour:red": -1.0}, seed=99, steps=None, colours=0),
        seed_locked=False,
    )
    save_settings(path, settings)
    assert load_settings(path) == settings


def test_without_a_file_there_are_defaults(tmp_path):
    assert load_settings(tmp_path / "none.toml") == Settings()


def test_an_unreadable_file_is_set_aside_and_nothing_is_lost(tmp_path):
    path = tmp_path / "settings.toml"
    for text in ("not = [toml", 'seed = "a word"', "seed = 1e300", "[drawing]\nmix = {hero = nan}"):
        path.write_text(text)
        assert load_settings(path) == Settings()
        assert not path.exists()
        assert (tmp_path / "settings.unreadable.toml").read_text() == text


def test_settings_of_a_newer_version_are_not_refused(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text("something_new = true\n[drawing]\nseed = 5\nanother = 1\n")
    assert load_settings(path).drawing.seed == 5


def test_settings_of_the_first_version_still_open(tmp_path):
    """A sample kept for ever: never change it, mend the reader."""
    path = tmp_path / "settings.toml"
    path.write_bytes((Path(__file__).parent / "data" / "settings-0.1.0.toml").read_bytes())
    settings = load_settings(path)
    assert settings.drawing == Drawing(
        mix={"food": 0.75, "colour:red": -0.5},
        seed=4711,
        count=9,
        sampler="ddpm",
        steps=100,
        guidance=3.25,
        colours=0,
        palette=("ff0000", "00ff00"),
        palette_inside=True,
        symmetric=True,
    )
    assert settings.watch == Drawing(sampler="dpm++", steps=9, count=3)
    assert (settings.compare.count, settings.compare.guidance) == (25, 3.25)
    assert settings.compare_lanes == (Lane("ddim", 50), Lane("live", 4))
    assert (settings.theme, settings.seed_locked, settings.pad) == ("light", False, True)


@pytest.mark.parametrize("sampler", ["euler", ""])
def test_a_sampler_that_there_is_not_sets_the_file_aside(tmp_path, sampler):
    path = tmp_path / "settings.toml"
    path.write_text(f'seed = 5\nsampler = "{sampler}"\n')
    assert load_settings(path) == Settings()
    assert (tmp_path / "settings.unreadable.toml").is_file()


@pytest.mark.parametrize(
    "data",
    [
        b"seed = " + b"[" * 5000,
        b"seed = " + b"[" * 5000 + b"]" * 5000,
        b"mix = " + b"{a = " * 5000 + b"}" * 5000,
        b"a" + b".a" * 30_000 + b" = 1",
        b"\xff\xfe\x00",
        b"seed = 1\0",
        b"#" * (MOST_BYTES + 1),
    ],
)
def test_a_hostile_file_does_not_stop_the_start(tmp_path, data):
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    assert load_settings(path) == Settings()
    save_settings(path, Settings(run="mine"))
    assert load_settings(path).run == "mine"


def test_what_is_no_file_is_set_aside(tmp_path):
    path = tmp_path / "settings.toml"
    path.mkdir()
    assert load_settings(path) == Settings()
    assert (tmp_path / "settings.unreadable.toml").is_dir()
    path.symlink_to("gone")
    assert load_settings(path) == Settings()


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_a_pipe_does_not_hang_the_start(tmp_path):
    os.mkfifo(tmp_path / "settings.toml")
    assert load_settings(tmp_path / "settings.toml") == Settings()


@hypothesis.settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 255)), max_size=6),
    st.integers(0, 900),
    st.binary(max_size=8),
)
def test_any_damage_leaves_settings_that_can_be_used(tmp_path_factory, damage, place, inserted):
    path = tmp_path_factory.getbasetemp() / "settings.toml"
    drawing = Drawing(mix={"hero": 0.5, "colour:red": -1.0}, palette=("ff0000",))
    save_settings(path, Settings(drawing=drawing))
    data = bytearray(path.read_bytes())
    for at, value in damage:
        data[at % len(data)] = value
    data[place:place] = inserted
    path.write_bytes(data)
    assert isinstance(load_settings(path), Settings)


def test_the_largest_settings_are_within_the_bounds(tmp_path):
    words = {f"{i:03}" + "\U0001f600" * 97: -9.87654321 for i in range(64)}
    palette = tuple(f"{i:06x}" for i in range(256))
    drawing = Drawing(mix=words, palette=palette, model="m" * 200)
    lanes = (Lane("ddpm-no-noise", 1000, 0.123456789, "m" * 200),) * 20
    text = "p" * 4000
    largest = Settings(
        drawing=drawing,
        watch=drawing,
        compare=drawing,
        compare_lanes=lanes,
        watch_prompt=text,
        compare_prompt=text,
        export_folder=text,
        data_folder=text,
        run=text,
    )
    path = tmp_path / "settings.toml"
    save_settings(path, largest)
    assert path.stat().st_size < MOST_BYTES
    assert load_settings(path) == largest


def test_a_name_that_is_no_text_survives(tmp_path):
    path = tmp_path / "new" / "settings.toml"  # whose folder is made
    settings = Settings(export_folder=os.fsdecode(b"/home/\xff\xfe"), data_folder="\ud83d")
    save_settings(path, settings)
    assert load_settings(path) == settings


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"seed = " + b"[" * 5000 + b"]" * 5000, "nested too deeply"),
        (b"#" * (MOST_BYTES + 1), "larger than"),
        (b"\xff\x00", "utf-8"),
        (b"train_minutes = -1", "train_minutes"),
    ],
)
def test_a_file_that_is_set_aside_is_told_of(content, why, tmp_path):
    path, told = tmp_path / "settings.toml", []
    path.write_bytes(content)
    assert load_settings(path, told.append) == Settings()
    assert len(told) == 1
    assert why in told[0]
    assert str(tmp_path / "settings.unreadable.toml") in told[0]
    assert (tmp_path / "settings.unreadable.toml").read_bytes() == content
