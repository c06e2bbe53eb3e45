"""The course's arrays: what they hold is read, and what they should not hold is refused."""

import os
import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from sprite_studio.art.course_data import MOST_SPRITES, CourseDataError, course_sprites
from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.art.spriteset import load_set, split_of

NAME, LABELS = "sprites_6_16x16.npy", "sprite_labels_nc_6_16x16.npy"


def pictures(count: int, seed: int = 0) -> np.ndarray:
    """A red or blue block each, on white, no two alike and none the mirror image of another."""
    rng = np.random.default_rng(seed)
    rgb = np.full((count, 16, 16, 3), 255, np.uint8)
    rgb[:, 4:12, 3:12] = rng.integers(0, 90, (count, 8, 9, 3))
    rgb[::2, 4:12, 3:12, 0] += 130
    rgb[1::2, 4:12, 3:12, 2] += 130
    return rgb


def one_hot(categories: list[int]) -> np.ndarray:
    return np.eye(5)[categories]


def save(folder: Path, rgb: object, labels: object) -> Path:
    folder.mkdir(exist_ok=True)
    np.save(folder / NAME, np.asarray(rgb))
    np.save(folder / LABELS, np.asarray(labels))
    return folder / NAME


@pytest.fixture
def arrays(tmp_path) -> Path:
    """Six sprites, four distinct ones, each three times as the course repeats its own."""
    rgb, labels = pictures(4), one_hot([0, 1, 2, 4])
    chosen = [0, 1, 2, 3, 1, 0] * 3
    return save(tmp_path / "course", rgb[chosen], labels[chosen])


def test_repeats_are_dropped_before_the_split_and_opaque_stays_opaque(arrays):
    found = load_set(arrays)
    assert found.name == "sprites_6_16x16"
    assert found.categories() == {"hero": 1, "non-hero": 1, "food": 1, "side-facing": 1}
    assert (found.duplicates, found.blanks, found.rejected) == (14, 0, ())
    assert len({sprite.subject for sprite in found.sprites}) == 4
    for sprite, rgb in zip(found.sprites, pictures(4), strict=True):
        assert (sprite.pixels[..., 3] == 255).all()
        assert np.array_equal(sprite.pixels[..., :3], rgb)
        assert "style:course" in sprite.words


def test_colour_words_are_of_the_drawing_not_of_what_it_stands_on(arrays):
    colours = [[w for w in s.words if w.startswith("colour:")] for s in load_set(arrays).sprites]
    assert "colour:red" in colours[0]
    assert "colour:blue" in colours[1]
    assert not any("colour:white" in words for words in colours)


def test_a_folder_that_holds_them_is_opened_and_so_are_pictures_beside_them(arrays):
    assert load_set(arrays.parent).sprites[0].category == "hero"
    own = arrays.parent / "food" / "pear.png"
    own.parent.mkdir()
    Image.new("RGBA", (16, 16), (9, 200, 9, 255)).save(own)
    found = load_set(arrays.parent)
    assert found.categories()["food"] == 2
    assert len(found.sprites) == 5


def test_a_subject_is_named_by_its_pixels_so_that_any_selection_is_split_alike(arrays, tmp_path):
    rgb, labels = pictures(4), one_hot([0, 1, 2, 4])
    other = save(tmp_path / "other", rgb[[3, 1]], labels[[3, 1]])
    subjects = [sprite.subject for sprite in load_set(arrays).sprites]
    assert [s.subject for s in load_set(other).sprites] == [subjects[3], subjects[1]]
    assert all(subject.startswith("course/") for subject in subjects)


def test_a_mirror_image_is_the_same_subject(tmp_path):
    rgb = pictures(2)
    rgb[1] = rgb[0][:, ::-1]
    one, other = load_set(save(tmp_path, rgb, one_hot([0, 0]))).sprites
    assert one.subject == other.subject
    assert not np.array_equal(one.pixels, other.pixels)


def test_every_part_of_the_split_has_some_and_none_is_in_two(tmp_path):
    found = load_set(save(tmp_path, pictures(80), one_hot([i % 5 for i in range(80)])))
    parts = [split_of(sprite.subject) for sprite in found.sprites]
    assert set(parts) == {"train", "validation", "test"}


@pytest.mark.parametrize("dtype", ["<f8", "<f4", ">f8", "f2", "u1", "i8", ">i4", "?"])
def test_labels_of_any_number_type(tmp_path, dtype):
    labels = one_hot([0, 3, 1]).astype(dtype)
    found = load_set(save(tmp_path, np.asfortranarray(pictures(3)), labels))
    assert [sprite.category for sprite in found.sprites] == ["hero", "spell", "non-hero"]


@pytest.mark.parametrize(
    ("rgb", "labels", "reason"),
    [
        (pictures(3), one_hot([0, 1]), r"labels 2 sprites, but .*npy holds 3"),
        (pictures(3), one_hot([0, 1, 2])[:, :4], r"holds \(3, 4\) of type .f8; .*\(N, 5\)"),
        (pictures(3), [[0, 0, 1, 1, 0]] * 3, "row 0 does not choose one"),
        (pictures(2), [[0, 0, 1, 0, 0], [0, 0, 0, 0, 0]], "row 1 does not choose one"),
        (pictures(1), [[0, np.nan, 1, 0, 0]], "row 0 does not choose one"),
        (pictures(1), [[0, 0, 0.9, 0, 0]], "row 0 does not choose one"),
        (pictures(1), np.array([["1", "0", "0", "0", "0"]]), "of numbers"),
        (pictures(3).astype(float), one_hot([0, 1, 2]), r"type .f8; .* of uint8"),
        (pictures(3)[..., :2], one_hot([0, 1, 2]), r"holds \(3, 16, 16, 2\)"),
        (pictures(3)[:, :8], one_hot([0, 1, 2]), r"holds \(3, 8, 16, 3\)"),
        (pictures(1)[0], one_hot([0]), r"holds \(16, 16, 3\)"),
        (np.uint8(3), one_hot([0]), r"holds \(\) of type"),
        (pictures(0), np.zeros((0, 5)), "holds 0 sprites"),
        (np.zeros(3, [("a", "u1"), ("b", "u1")]), one_hot([0]), "more than one plain array"),
    ],
)
def test_arrays_that_are_not_the_courses_are_refused(tmp_path, rgb, labels, reason):
    with pytest.raises(CourseDataError, match=reason):
        load_set(save(tmp_path, rgb, labels))


class Trap:
    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (Path("trap-was-sprung"),)


@pytest.mark.parametrize("name", [NAME, LABELS])
def test_python_objects_are_never_opened(arrays, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    np.save(arrays.with_name(name), np.array([Trap()]), allow_pickle=True)
    with pytest.raises(CourseDataError, match="could run a program"):
        load_set(arrays)
    arrays.with_name(name).write_bytes(pickle.dumps(Trap()))
    with pytest.raises(CourseDataError, match="no array that numpy saved"):
        load_set(arrays)
    assert not Path("trap-was-sprung").exists()


def test_an_archive_of_arrays_is_refused(arrays):
    with arrays.open("wb") as file:
        np.savez(file, pictures(3))
    with pytest.raises(CourseDataError, match="no array that numpy saved"):
        load_set(arrays)


def test_labels_must_lie_beside_and_names_must_be_the_courses(arrays):
    with pytest.raises(CourseDataError, match=r"no labels beside it: .* sprite_labels_nc_NAME"):
        load_set(arrays.with_name(LABELS))
    arrays.with_name(LABELS).unlink()
    with pytest.raises(CourseDataError, match="no labels beside it"):
        load_set(arrays)


@pytest.mark.parametrize("name", [NAME, LABELS])
def test_a_file_that_is_cut_short_or_too_long_is_refused(arrays, name):
    file = arrays.with_name(name)
    whole = file.read_bytes()
    for damaged in (b"", whole[:5], whole[:9], whole[:60], whole[:200], whole[:-1], whole + b"x"):
        file.write_bytes(damaged)
        with pytest.raises(CourseDataError, match=r"cut short|damaged|no array") as caught:
            load_set(arrays)
        assert name in str(caught.value)


def header(shape: str, descr: str = "|u1") -> bytes:
    text = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': ({shape}), }}\n".encode()
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text


@pytest.mark.parametrize(
    "shape",
    [f"{MOST_SPRITES + 1}, 16, 16, 3", f"{10**14}, 16, 16, 3", f"{MOST_SPRITES}, 16, 16, 3"],
)
def test_what_a_header_promises_is_checked_before_memory_is_reserved(arrays, shape, monkeypatch):
    monkeypatch.setattr(np, "fromfile", lambda *_, **__: pytest.fail("it was loaded"))
    arrays.write_bytes(header(shape) + b"\0" * 1000)
    with pytest.raises(CourseDataError, match=r"can be used: save a part|cut short"):
        list(course_sprites(arrays))


def read_or_refused(path: Path) -> str:
    """The reason, or nothing where it could be read."""
    try:
        sprites = list(course_sprites(path))
    except CourseDataError as error:
        return str(error)
    assert {sprite.category for sprite in sprites} <= set(CATEGORIES)
    return ""


def test_any_white_space_may_fill_a_header(arrays: Path):
    whole = arrays.read_bytes()
    sprites = list(course_sprites(arrays))
    length = whole.index(b"\n")
    arrays.write_bytes(whole[: length - 2] + b"\x0b\t" + whole[length:])
    assert list(map(str, course_sprites(arrays))) == list(map(str, sprites))


def test_an_array_that_was_saved_column_by_column_is_the_same(arrays: Path):
    pictures = np.load(arrays)
    before = [sprite.pixels.tobytes() for sprite in course_sprites(arrays)]
    np.save(arrays, np.asfortranarray(pictures))
    assert b"'fortran_order': True" in arrays.read_bytes()[:128]
    assert [sprite.pixels.tobytes() for sprite in course_sprites(arrays)] == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_damaged_bytes_are_read_or_refused_and_nothing_else(arrays: Path, data: st.DataObject):
    whole = {name: arrays.with_name(name).read_bytes() for name in (NAME, LABELS)}
    name = data.draw(st.sampled_from([NAME, LABELS]))
    changed = bytearray(whole[name])
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, 127))] = data.draw(st.integers(0, 255))
    arrays.with_name(name).write_bytes(changed)
    outcome = read_or_refused(arrays)
    arrays.with_name(name).write_bytes(whole[name])
    assert outcome == "" or outcome.isprintable()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    shape=st.from_regex(r"[0-9, ()L-]{0,30}", fullmatch=True),
    descr=st.sampled_from(["|u1", "<f8", "|O", "|V3", "<U4", "<M8[s]", "|b9", "zz"]),
)
def test_hostile_headers_are_refused(arrays: Path, shape: str, descr: str):
    arrays.write_bytes(header(shape, descr) + b"\0" * 768)
    outcome = read_or_refused(arrays)
    assert outcome
    assert outcome.isprintable()


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_an_array_that_is_a_pipe_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / NAME)
    (tmp_path / LABELS).touch()
    with pytest.raises(CourseDataError, match="is a pipe, not a file"):
        list(course_sprites(tmp_path / NAME))
