from sprite_studio.settings import Settings, load_settings, save_settings


def test_what_was_saved_comes_back(tmp_path):
    path = tmp_path / "settings.toml"
    settings = Settings(mix={"hero": 0.5, "colour:red": -1.0}, seed=99, seed_locked=False)
    save_settings(path, settings)
    assert load_settings(path) == settings


def test_without_a_file_there_are_defaults(tmp_path):
    assert load_settings(tmp_path / "none.toml") == Settings()


def test_an_unreadable_file_is_set_aside_and_nothing_is_lost(tmp_path):
    path = tmp_path / "settings.toml"
    for text in ("not = [toml", 'seed = "a word"', "seed = 1e300", "mix = {hero = nan}"):
        path.write_text(text)
        assert load_settings(path) == Settings()
        assert not path.exists()
        assert (tmp_path / "settings.unreadable.toml").read_text() == text


def test_settings_of_a_newer_version_are_not_refused(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text("seed = 5\nsomething_new = true\n")
    assert load_settings(path).seed == 5
