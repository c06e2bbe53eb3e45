"""Taught words are read once, and every change to their files is seen."""

import math
import os
from pathlib import Path

import msgspec
import pytest
import torch
from safetensors.torch import save_file

from sprite_studio.diffusion.networks.checkpoint import CheckpointError
from sprite_studio.diffusion.networks.low_rank import LowRank
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.words import taught_words
from sprite_studio.studio.words.taught_words import (
    MAX_NAME_LENGTH,
    WORD_SUFFIX,
    TaughtWord,
    WordFolder,
    add_word,
    attach_words,
    delete_word,
    list_words,
    load_word,
    save_word,
    word_file,
)

LONG_AGO = (1, 1)


@pytest.fixture
def folder(tmp_path) -> Path:
    """Three words, taught long ago."""
    made = tmp_path / "words"
    for number, word in enumerate(("blob", "style:mine", "hügel")):
        keep(made, word, number)
    os.utime(made, ns=LONG_AGO)
    return made


@pytest.fixture
def reads(monkeypatch) -> list[str]:
    """The names of the files that were read."""
    found: list[str] = []

    def counted(path: Path):
        found.append(path.name.partition(".word")[0])
        return load_word(path)

    monkeypatch.setattr(taught_words, "load_word", counted)
    return found


def keep(folder: Path, word: str, number: float, dim: int = 4) -> Path:
    path = word_file(folder, word)
    save_word(path, TaughtWord(word, "model", 3, 10), torch.full((dim,), float(number)))
    return path


def numbers(words: WordFolder, glance: bool) -> dict[str, float]:
    return {kept.taught.word: kept.row[0].item() for kept in words.words(glance)}


@pytest.mark.parametrize("glance", [True, False])
def test_files_are_read_once(folder, reads, glance):
    words = WordFolder(folder)
    first = words.words(glance)
    assert numbers(words, glance) == {"blob": 0, "hügel": 2, "style:mine": 1}
    assert words.words(glance) is first
    assert sorted(reads) == ["blob", "hügel", "style.mine"]


@pytest.mark.parametrize("glance", [True, False])
def test_a_word_that_came_went_or_was_taught_anew_is_seen_at_once(folder, reads, glance):
    words = WordFolder(folder)
    words.words(glance)
    reads.clear()
    keep(folder, "new", 7)
    assert numbers(words, glance)["new"] == 7
    keep(folder, "blob", 8)
    assert numbers(words, glance)["blob"] == 8
    delete_word(folder, "Hügel")
    assert set(numbers(words, glance)) == {"blob", "new", "style:mine"}
    assert reads == ["new", "blob"]


def test_a_word_that_is_written_over_in_place_is_seen_by_a_closer_look(folder, tmp_path):
    words = WordFolder(folder)
    other = keep(tmp_path / "other", "blob", 9, dim=5)
    assert numbers(words, glance=True)["blob"] == 0
    word_file(folder, "blob").write_bytes(other.read_bytes())
    assert folder.stat().st_mtime_ns == 1
    assert numbers(words, glance=False)["blob"] == 9
    assert numbers(words, glance=True)["blob"] == 9


def test_just_after_a_change_a_glance_looks_closer(folder, tmp_path):
    """Another change may have the same time."""
    words = WordFolder(folder)
    keep(folder, "new", 7)
    words.words(glance=True)
    other = keep(tmp_path / "other", "blob", 9, dim=5)
    word_file(folder, "blob").write_bytes(other.read_bytes())
    assert numbers(words, glance=True)["blob"] == 9


@pytest.mark.parametrize("glance", [True, False])
def test_a_folder_that_is_not_there_holds_no_words_until_it_is(tmp_path, glance):
    words = WordFolder(tmp_path / "words")
    assert words.words(glance) == ()
    keep(tmp_path / "words", "blob", 1)
    assert numbers(words, glance) == {"blob": 1}


def test_a_damaged_file_is_read_once_too_and_spoils_none(folder, reads):
    (folder / "noise.word.safetensors").write_bytes(b"\0" * 64)
    (folder / "gone.word.safetensors").symlink_to(folder / "nowhere")
    words = WordFolder(folder)
    assert len(words.words()) == 3
    assert len(words.words()) == 3
    assert reads.count("noise") == 1
    assert len(list_words(folder)) == 3


@pytest.mark.parametrize("word", ["blob", "hügel", "勇者", "style:2", "a-b", "x" * MAX_NAME_LENGTH])
def test_letters_of_any_script_can_name_a_word(tmp_path, word):
    path = keep(tmp_path, word, 1)
    assert path.parent == tmp_path
    assert [taught.word for _, taught in list_words(tmp_path)] == [word]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("Blob", "; write blob"),
        ("my word", "; write my-word"),
        ("my_word", "; write my-word"),
        ("a=1", "; write a-1"),
        ("v1.2", "; write v1-2"),
        ("Straße", "; write strasse"),
        ("Style:Mine", "; write style:mine"),
        ("kind:blob", ""),
        ("with", ""),
        ("color", ""),
        ("", ""),
        ("../up", "; write up"),
        ("-", ""),
        ("x" * 41, ""),
        ("x" * 10_000_000, ""),
    ],
)
def test_what_could_not_be_said_cannot_be_taught_and_the_remedy_is_named(tmp_path, word, hint):
    with pytest.raises(JobError, match="cannot be a word") as caught:
        word_file(tmp_path, word)
    assert str(caught.value).endswith(hint or "that joins others")
    assert len(str(caught.value)) < 300


def difference(value: float = 1.0, rank: int = 2) -> LowRank:
    return LowRank({"film": torch.full((rank, 8), value)}, {"film": torch.full((16, rank), value)})


def test_a_style_is_read_as_it_was_written(tmp_path):
    path, taught = tmp_path / f"x{WORD_SUFFIX}", TaughtWord("style:mine", "model", 30, 10)
    save_word(path, taught, torch.ones(4), difference(0.5))
    kept = load_word(path)
    assert kept.taught == taught
    assert kept.difference is not None
    assert torch.equal(kept.difference.up["film"], torch.full((16, 2), 0.5))
    assert load_word(keep(tmp_path, "blob", 1)).difference is None


def test_a_style_is_led_away_from_as_when_it_was_learned(small_model, tmp_path):
    """Also one of which that was not written, and whatever is thought right later."""
    row, fingerprint = torch.zeros_like(small_model.vocabulary.null), "0123456789ab"
    old = TaughtWord("style:old", fingerprint, 30, 10)
    kept = []
    for taught in (old, msgspec.structs.replace(old, word="style:new", led_away=0.25)):
        save_word(path := tmp_path / f"{taught.word[6:]}{WORD_SUFFIX}", taught, row, difference())
        kept.append(load_word(path))
    attach_words(small_model, fingerprint, kept)
    led_away = {word: shown.led_away for word, shown in small_model.vocabulary.shown.items()}
    assert led_away == {"style:old": 0.75, "style:new": 0.25}


def test_a_shared_style_is_added_with_all_that_it_changes(tmp_path):
    path = tmp_path / "from-a-friend.safetensors"
    save_word(path, TaughtWord("style:mine", "model", 30, 10), torch.ones(4), difference())
    add_word(tmp_path / "words", path)
    (kept,) = WordFolder(tmp_path / "words").words()
    assert kept.difference is not None
    assert kept.difference.down.keys() == {"film"}


@pytest.mark.parametrize(
    ("tensors", "reason"),
    [
        ({"down.film": torch.ones(2, 8)}, "not whole"),
        ({"up.film": torch.ones(16, 2), "down.other": torch.ones(2, 8)}, "not whole"),
        ({"film": torch.ones(2, 8)}, "not whole"),
        ({"down.film": torch.ones(3, 8), "up.film": torch.ones(16, 2)}, "odd shape"),
        ({"down.film": torch.ones(2), "up.film": torch.ones(16, 2)}, "odd shape"),
        ({"down.film": torch.ones(2, 8), "up.film": torch.ones(16)}, "odd shape"),
        ({"down.film": torch.ones(0, 8), "up.film": torch.ones(16, 0)}, "odd shape"),
        ({"down.film": torch.ones(65, 8), "up.film": torch.ones(16, 65)}, "odd shape"),
        (
            {"down.film": torch.full((2, 8), math.nan), "up.film": torch.ones(16, 2)},
            "out of bounds",
        ),
        ({"down.film": torch.ones(2, 8), "up.film": torch.full((16, 2), 1e9)}, "out of bounds"),
        ({"down.film": torch.ones(2, 8).long(), "up.film": torch.ones(16, 2)}, "out of bounds"),
        ({f"down.{i}": torch.ones(1, 1) for i in range(501)}, "not whole"),
    ],
)
def test_a_hostile_style_is_no_style(tmp_path, tensors, reason):
    path = word_file(tmp_path, "style:mine")
    header = '{"word":"style:mine","model":"m","sprites":30,"steps":1}'
    save_file({"row": torch.ones(4), **tensors}, path, {"sprite_studio_word": header})
    with pytest.raises(CheckpointError, match=reason):
        load_word(path)
    assert list_words(tmp_path) == []


def test_a_style_larger_than_a_megabyte_is_refused(tmp_path):
    path = word_file(tmp_path, "style:mine")
    large = LowRank({"film": torch.ones(64, 8192)}, {"film": torch.ones(16, 64)})
    save_word(path, TaughtWord("style:mine", "m", 30, 1), torch.ones(4), large)
    with pytest.raises(CheckpointError, match="larger than any file of its kind"):
        load_word(path)
