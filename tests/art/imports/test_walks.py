import numpy as np
import pytest
from PIL import Image
from walkers import listed, write

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.imports.account import SpriteSetError
from sprite_studio.art.imports.walks import read_walks
from sprite_studio.stepwise import completed


def test_frames_and_words_are_read(tmp_path):
    write(tmp_path, listed(tmp_path, 2))
    one, other = completed(read_walks(tmp_path))
    assert np.array_equal(one.frames, walking_character(0).frames)
    assert {"hero", "style:pack", "kind:archer"} <= set(one.words)
    assert any(word.startswith("colour:") for word in one.words)
    assert (one.subject, other.subject) == ("pack/0", "pack/1")


def test_who_lacks_a_frame_or_names_a_file_elsewhere_is_left_out(tmp_path):
    folder = tmp_path / "pack"
    folder.mkdir()
    rows = listed(folder, 3)
    Image.new("RGBA", (16, 16)).save(tmp_path / "other.png")
    rows[12]["file"] = "../other.png"
    write(folder, rows[:-1])
    assert [one.subject for one in completed(read_walks(folder))] == ["pack/0"]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n"])
def test_a_list_that_is_none_says_so(tmp_path, text):
    with pytest.raises(SpriteSetError, match=r"has no walks\.csv"):
        completed(read_walks(tmp_path))
    (tmp_path / "walks.csv").write_text(text)
    with pytest.raises(SpriteSetError, match="needs the columns"):
        completed(read_walks(tmp_path))
