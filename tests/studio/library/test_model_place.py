import pytest

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.library.model_place import place_for


def test_a_new_model_lies_among_the_users_own(tmp_path):
    place = place_for(" my model ", tmp_path / "own", ())
    assert place == tmp_path / "own" / "my model.safetensors"
    assert place.parent.is_dir()


@pytest.mark.parametrize("name", ["", "  ", "../x", "a/b", "con", "x.live", "x.critic", "a\nb"])
def test_what_is_no_name_is_refused_with_one_that_fits(tmp_path, name):
    with pytest.raises(JobError, match="cannot be a file's name everywhere; take '"):
        place_for(name, tmp_path / "own", ())
    assert not (tmp_path / "own").exists()


def test_a_name_that_is_taken_is_refused(tmp_path):
    (tmp_path / "mine.safetensors").touch()
    for name in ("mine", "base"):
        with pytest.raises(JobError, match=f"there is a model '{name}' already"):
            place_for(name, tmp_path, {"base"})
