import json
import os
import struct

import pytest

from sprite_studio.studio.jobs.training.lesson import TeachJob
from sprite_studio.studio.train.runs.leftovers import clear_run, clear_shared
from sprite_studio.studio.train.teach import teach


def half_a_file(folder, name: str, metadata: dict[str, str], age: float = 7200.0):
    header = json.dumps({"__metadata__": metadata}, separators=(",", ":")).encode()
    path = folder / name
    path.write_bytes(struct.pack("<Q", len(header) + 500) + header)
    when = path.stat().st_mtime - age
    os.utime(path, (when, when))
    return path


@pytest.mark.parametrize("key", ["sprite_studio", "sprite_studio_word", "training_run"])
def test_half_a_model_of_ours_goes_and_all_else_stays(tmp_path, key):
    half_a_file(tmp_path, ".tmpAb3dE9", {key: "{}"})
    kept = {
        half_a_file(tmp_path, ".tmpAAAAAA", {"format": "pt"}),
        half_a_file(tmp_path, ".tmpBBBBBB", {key: "{}"}, age=0.0),
        half_a_file(tmp_path, ".tmpCCCCCCC", {key: "{}"}),
        half_a_file(tmp_path, "mine.safetensors", {key: "{}"}),
    }
    (tmp_path / ".tmpDDDDDD").mkdir()
    clear_shared(tmp_path)
    assert set(tmp_path.iterdir()) == kept | {tmp_path / ".tmpDDDDDD"}


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_a_pipe_of_such_a_name_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / ".tmpAb3dE9")
    os.utime(tmp_path / ".tmpAb3dE9", (1, 1))
    clear_shared(tmp_path)
    assert (tmp_path / ".tmpAb3dE9").exists()


def test_in_a_run_s_own_folder_everything_half_goes(tmp_path):
    for name in (".state.safetensors.x.part", ".sprite-studio-1.part", ".tmpAb3dE9"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / ".hidden").write_text("mine")
    film = tmp_path / "film"
    film.mkdir()
    for name in (".sprite-studio-2.part", "00000001.safetensors"):
        (film / name).write_bytes(b"")
    clear_run(tmp_path, holds_run=True)
    assert {file.name for file in tmp_path.iterdir()} == {".hidden", "film"}
    assert [file.name for file in film.iterdir()] == ["00000001.safetensors"]


def test_in_a_new_run_s_folder_only_what_bears_our_name_goes(tmp_path):
    for name in (".film.part", ".tmpAb3dE9", ".sprite-studio-1.part"):
        (tmp_path / name).write_bytes(b"")
    clear_run(tmp_path, holds_run=False)
    assert {file.name for file in tmp_path.iterdir()} == {".film.part", ".tmpAb3dE9"}


def test_the_next_lesson_tidies_the_folder_of_words(data, library):
    library.words.mkdir(parents=True)
    left = half_a_file(library.words, ".tmpAb3dE9", {"sprite_studio_word": "{}"})
    lesson = teach(TeachJob("blob", (data[0].path,), steps=1), library)
    next(lesson)
    lesson.close()
    assert not left.exists()
