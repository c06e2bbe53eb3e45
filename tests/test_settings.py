from pathlib import Path

import pytest

from sprite_studio.settings import Settings, load_settings, save_settings
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
