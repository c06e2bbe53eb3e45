import json

import numpy as np
import pytest
from PIL import Image

from sprite_studio import paths
from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.image_file import read_rgba
from sprite_studio.art.sheet import Grid, slice_sheet
from sprite_studio.art.walk.follow import guessed_before
from sprite_studio.art.walk.sheet import characters_of
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.studio.jobs.recipes.recipe import Cast, read_recipe

FAST = ("--steps", 3, "--device", "cpu", "--seed", 7)


@pytest.fixture
def cast(small_cast):
    """A network of characters among the models."""
    path = paths.resources() / "models" / "cast.safetensors"
    save_checkpoint(path, small_cast, Card(name="cast"))


@pytest.fixture
def front(tmp_path):
    path = tmp_path / "front.png"
    Image.fromarray(walking_character(1).frames[0, 0]).save(path)
    return path


def characters(path, order=("down", "left", "right", "up")):
    return characters_of(np.stack(slice_sheet(read_rgba(path), Grid())), order)


def drawn(command, out, *options):
    status, _, told = command("cast", *options, *FAST, "--out", out)
    assert status == 0, told
    return out


def refused(command, out, *options):
    status, _, told = command("cast", *options, *FAST, "--out", out)
    assert status == 1
    assert told.count("\n") == 1, "one line"
    assert not out.exists()
    return told


def test_characters_stand_side_by_side_and_are_drawn_again(command, cast, tmp_path):
    out = tmp_path / "knights.png"
    drawn(command, out, "--mix", "hero,colour:red=0.5", "--count", 2, "--json")
    assert read_rgba(out).shape == (64, 96, 4)
    told = json.loads(out.with_suffix(".json").read_text())
    tags = told["meta"]["frameTags"]
    assert [tag["name"] for tag in tags][:8] == [
        f"hero_1_{how}_{view}"
        for how in ("walk", "idle")
        for view in ("down", "left", "right", "up")
    ]
    assert tags[5]["from"] == tags[5]["to"] == tags[1]["from"]
    frames = list(told["frames"].values())
    walk = [frames[i]["frame"]["x"] for i in range(tags[9]["from"], tags[9]["to"] + 1)]
    assert walk == [48, 64, 48, 80]  # stand, a, stand, b of the second
    status, said, _ = command("replay", out, "--device", "cpu", "--out", tmp_path / "again.png")
    assert (status, said.split(":")[0]) == (0, "identical")
    assert (tmp_path / "again.png").read_bytes() == out.read_bytes()


def test_without_json_there_is_none(command, cast, tmp_path):
    out = drawn(command, tmp_path / "one.png")
    assert not out.with_suffix(".json").exists()


def test_a_given_front_stays_and_replays(command, cast, front, tmp_path):
    out = drawn(command, tmp_path / "walk.png", "--from", front, "--mirror")
    [frames] = characters(out)
    assert np.array_equal(frames[0, 0], read_rgba(front))
    assert np.array_equal(frames[1], frames[2, ..., ::-1, :])
    assert command("replay", out, "--device", "cpu")[0] == 0


def test_several_sides_in_another_order_of_rows(command, cast, front, tmp_path):
    side = tmp_path / "side.png"
    Image.fromarray(walking_character(1).frames[1, 0]).save(side)
    order = "up,down,left,right"
    out = tmp_path / "walk.png"
    drawn(command, out, "--down", front, "--from", side, "--view", "left", "--order", order)
    [frames] = characters(out, order.split(","))
    assert np.array_equal(frames[0, 0], read_rgba(front))
    assert np.array_equal(frames[1, 0], read_rgba(side))
    assert command("replay", out, "--device", "cpu")[0] == 0


def test_others_follow_a_frame_that_was_changed(command, cast, tmp_path):
    sheet = drawn(command, tmp_path / "hero.png", "--colours", 12)
    changed = read_rgba(sheet).copy()
    changed[4:6, 6:9] = (255, 0, 0, 255)
    Image.fromarray(changed).save(tmp_path / "painted.png")
    out = tmp_path / "followed.png"
    drawn(command, out, "--follow", tmp_path / "painted.png", "--changed", "down:stand")
    assert np.array_equal(characters(out)[0][0, 0], changed[:16, :16])
    edit = read_recipe(out).edit
    assert isinstance(edit, Cast)
    assert (edit.strength, sum(edit.given)) == (0.7, 1)
    assert edit.before is not None
    assert command("replay", out, "--device", "cpu")[0] == 0


def test_it_walks_as_a_gif_and_goes_to_an_engine(command, cast, tmp_path):
    gif = tmp_path / "walk.gif"
    drawn(command, tmp_path / "game", "--format", "godot", "--gif", gif)
    with Image.open(gif) as animation:
        assert getattr(animation, "n_frames", 1) >= 2
        assert animation.info["duration"] == 150
    text = (tmp_path / "game" / "hero.tres").read_text()
    for how in ("walk", "idle"):
        assert all(f'&"{how}_{view}"' in text for view in ("down", "left", "right", "up"))


def test_a_drawn_sheet_is_exported_by_itself(command, cast, tmp_path):
    out = drawn(command, tmp_path / "knights.png", "--count", 2)
    status, _, told = command("export", out, "--format", "godot", "--out", tmp_path / "game")
    assert status == 0, told
    text = (tmp_path / "game" / "knights.tres").read_text()
    assert '&"hero_2_walk_up"' in text


def test_bad_input_is_told_in_a_line(command, cast, front, tmp_path):
    out = tmp_path / "out.png"
    large = tmp_path / "large.png"
    noise = np.random.default_rng(0).integers(0, 256, (32, 32, 4), np.uint8)
    Image.fromarray(noise).save(large)
    assert "32×32" in refused(command, out, "--from", large)
    empty = tmp_path / "empty.png"
    Image.new("RGBA", (16, 16)).save(empty)
    assert "is empty" in refused(command, out, "--from", empty)
    opaque = tmp_path / "opaque.png"
    Image.new("RGBA", (16, 16), "red").save(opaque)
    assert "erase its background" in refused(command, out, "--from", opaque)
    assert "left is named twice" in refused(command, out, "--left", front, "--left", opaque)
    assert "down is named twice" in refused(command, out, "--from", front, "--down", front)
    told = refused(command, out, "--follow", front, "--changed", "down:stand")
    assert "16×16 pixels, and the sheet of one character is 48×64" in told
    assert "give both" in refused(command, out, "--follow", front)
    assert "--order names" in refused(command, out, "--order", "down,down,left,up")
    assert "people and creatures do" in refused(command, out, "--mix", "spell")


def test_a_changed_frame_must_be_one(command, cast, tmp_path):
    sheet = drawn(command, tmp_path / "hero.png")
    out = tmp_path / "out.png"
    told = refused(command, out, "--follow", sheet, "--changed", "front")
    assert "write one as down:stand" in told
    pixels = read_rgba(sheet).copy()
    pixels[:16, :16] = 0
    Image.fromarray(pixels).save(sheet)
    told = refused(command, out, "--follow", sheet, "--changed", "down:stand")
    assert "down:stand of the sheet is empty" in told


def test_more_than_sixteen_colours_are_merged_if_wanted(command, cast, tmp_path):
    rng = np.random.default_rng(0)
    many = walking_character(1).frames[0, 0].copy()
    many[..., :3] = rng.integers(0, 256, many[..., :3].shape, np.uint8)
    path, out = tmp_path / "many.png", tmp_path / "out.png"
    Image.fromarray(many).save(path)
    assert "add --reduce to merge them" in refused(command, out, "--from", path)
    [frames] = characters(drawn(command, out, "--from", path, "--reduce"))
    assert len(np.unique(frames[frames[..., 3] > 0], axis=0)) <= 16


def test_who_it_was_is_guessed_before_colours_are_merged(command, cast, tmp_path):
    was = walking_character(5).frames
    painted = was.copy()
    painted[0, 0, 2:5, 5:11] = np.random.default_rng(5).integers(0, 256, (3, 6, 4), np.uint8)
    painted[0, 0, 2:5, 5:11, 3] = 255
    assert len(np.unique(painted[0, 0].reshape(-1, 4), axis=0)) > 17
    sheet, out = tmp_path / "painted.png", tmp_path / "out.png"
    Image.fromarray(np.vstack([np.hstack(list(view)) for view in painted])).save(sheet)
    drawn(command, out, "--follow", sheet, "--changed", "down:stand", "--reduce")
    edit = read_recipe(out).edit
    assert isinstance(edit, Cast)
    assert edit.before is not None
    guessed = np.frombuffer(edit.before, np.uint8).reshape(was.shape)
    given = np.zeros((4, 3), np.bool_)
    given[0, 0] = True
    assert np.array_equal(guessed, guessed_before(painted, given))


def test_without_a_network_of_characters_it_says_so(command, tmp_path):
    told = refused(command, tmp_path / "out.png")
    assert "there is no cast network here" in told
    told = refused(command, tmp_path / "out.png", "--model", "base")
    assert "draws single sprites, not characters that walk" in told
