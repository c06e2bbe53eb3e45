import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.imports.account import SpriteSetError
from sprite_studio.art.imports.walks import COLUMNS, read_walks
from sprite_studio.art.walk.character import STEPS, VIEWS
from sprite_studio.stepwise import completed


def listed(folder: Path, people: int) -> list[dict[str, str]]:
    """Rows of forged characters, whose pictures are written into the folder."""
    rows = []
    for person in range(people):
        frames = walking_character(person).frames
        for v, view in enumerate(VIEWS):
            for s, step in enumerate(STEPS):
                name = f"p{person}_{view}_{step}.png"
                Image.fromarray(frames[v, s]).save(folder / name)
                values = ("pack", f"archer{person}", f"pack/{person}", "hero", view, step, name)
                rows.append(dict(zip(COLUMNS, values, strict=True)))
    return rows


def write(folder: Path, rows: list[dict[str, str]]) -> None:
    with (folder / "walks.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


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
