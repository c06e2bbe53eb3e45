"""The commands as a user types them, in this process, with a small bundled model."""

import json
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sprite_studio.art.image_file import read_rgba
from sprite_studio.art.sheet import Grid, slice_sheet
from sprite_studio.cli.common import parse_colour, parse_mix, parse_source
from sprite_studio.cli.measuring import bench
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.recipes.recipe import read_recipe
from sprite_studio.studio.jobs.training.train import Source


def test_generate_writes_a_sheet_its_json_a_gif_and_the_resolved_recipe(command, tmp_path):
    sheet, gif = tmp_path / "sheet.png", tmp_path / "run.gif"
    words = (
        *("generate", "--mix", "hero=1,spell=0.4", "--count", 6, "--seed", 7, "--steps", 4),
        *("--sampler", "ddim", "--eta", 0, "--guidance", 2, "--colours", 8, "--device", "cpu"),
        *("--out", sheet, "--columns", 3, "--scale", 2, "--padding", 1, "--json", "--gif", gif),
    )
    status, out, _ = command(*words)
    assert status == 0
    report = json.loads(out)
    assert report["recipe"]["drawing"]["mix"] == {"hero": 1.0, "spell": 0.4}
    assert report["timings"]["network_calls"] == 7  # twice where guidance acts
    assert set(report["files"]) == {str(sheet), str(sheet.with_suffix(".json")), str(gif)}
    with Image.open(sheet) as image:
        assert image.size == ((3 * 16 + 2) * 2, (2 * 16 + 1) * 2)
    assert len(json.loads(sheet.with_suffix(".json").read_text())["frames"]) == 6
    assert read_recipe(sheet).drawing.seed == 7
    with Image.open(gif) as animation:
        assert getattr(animation, "n_frames", 1) == 5
    before = sheet.read_bytes()
    assert command(*words)[0] == 0
    assert sheet.read_bytes() == before


def test_sprite_i_of_a_sheet_equals_its_seed_alone(command, tmp_path):
    base = ("generate", "--mix", "food", "--steps", 3, "--device", "cpu")
    command(*base, "--seed", 20, "--count", 5, "--columns", 5, "--out", tmp_path / "all.png")
    command(*base, "--seed", 23, "--count", 1, "--out", tmp_path / "one.png")
    tiles = slice_sheet(read_rgba(tmp_path / "all.png"), Grid())
    assert np.array_equal(tiles[3], read_rgba(tmp_path / "one.png"))


def test_single_sprites_go_into_a_folder(command, tmp_path):
    folder = tmp_path / "sprites"
    folder.mkdir()
    status, *_ = command("generate", "--count", 3, "--seed", 5, "--steps", 2, "--out", folder)
    assert status == 0
    assert sorted(p.name for p in folder.iterdir()) == [f"sprite-{n}.png" for n in (5, 6, 7)]
    assert read_recipe(folder / "sprite-6.png").drawing.seed == 6


def test_a_palette_file_is_kept_to(command, tmp_path):
    (tmp_path / "two.hex").write_text("ff0000\n0000ff\n")
    out = tmp_path / "s.png"
    assert (
        command("generate", "--steps", 2, "--palette", tmp_path / "two.hex", "--out", out)[0] == 0
    )
    pixels = read_rgba(out).reshape(-1, 4)
    colours = {tuple(c) for c in pixels[pixels[:, 3] > 0][:, :3].tolist()}
    assert colours <= {(255, 0, 0), (0, 0, 255)}


def test_inspect_reads_recipes_and_cards(command, tmp_path):
    command("generate", "--steps", 2, "--count", 2, "--seed", 9, "--out", tmp_path / "s.png")
    status, out, _ = command("inspect", tmp_path / "s.png")
    assert status == 0
    assert json.loads(out)["drawing"]["seed"] == 9
    status, out, _ = command("inspect", tmp_path / "resources" / "models" / "base.safetensors")
    assert status == 0
    assert json.loads(out)["card"]["name"] == "small"


def test_models_lists_sizes_and_credits(command):
    status, out, _ = command("models")
    assert status == 0
    assert "base" in out
    assert "MB" in out
    assert "nobody" in out


def test_help_is_there_for_every_command(command):
    for name in ("generate", "train", "distill", "evaluate", "inspect", "models", "bench"):
        status, out, _ = command(name, "--help")
        assert status == 0
        assert name in out


def enormous_png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("generate --mix dragoon=1 --out {tmp}/s.png", "does not know the word 'dragoon'"),
        ("generate --mix hero=much --out {tmp}/s.png", "'hero=much' is not a word and a weight"),
        ("generate --out {tmp}/missing/s.png", "missing does not exist"),
        ("generate --out {tmp}/s.jpg", "must end in .png"),
        ("generate --gif {tmp}/missing/r.gif", "missing does not exist"),
        ("generate --out {tmp}/s.png --count 0", "count must be between"),
        ("generate --out {tmp}/s.png --columns -1", "1 or more columns"),
        ("generate --out {tmp}/s.png --model nothing", "no model 'nothing'"),
        ("generate --out {tmp}/s.png --palette {tmp}/text.png", "not a picture"),
        ("generate --out {tmp}/s.png --background blue", "'blue' is not a colour"),
        ("generate", "say where to save"),
        ("inspect {tmp}/nothing.png", "does not exist"),
        ("inspect {tmp}/text.png", "not a picture"),
        ("inspect {tmp}/short.png", "damaged or cut short"),
        ("inspect {tmp}/huge.png", "holds no recipe"),
        ("inspect {tmp}/plain.png", "holds no recipe"),
        ("inspect {tmp}/pickle.safetensors", "not a safetensors file"),
        ("train --data {tmp}/empty --out {tmp}/run --steps 1", "no sprites that can be used"),
        ("train --data {tmp}/one --out {tmp}/run --steps 1", "at least 2 are needed"),
        ("train --data {tmp}/huge.png --out {tmp}/run --steps 1", "far too large"),
        ("train --data {tmp}/nothing --out {tmp}/run --steps 1", "does not exist"),
        ("train --data {tmp}/one --out {tmp}/run", "say how long to train"),
        ("train --data {tmp}/one --out {tmp}/run --steps 0", "at least 1"),
        ("train --data {tmp}/one=x --out {tmp}/run --steps 1", "'x' is not a weight"),
        ("train --data {tmp}/one --out {tmp}/run --resume", "holds no run to resume"),
        ("train --data {tmp}/one --out {tmp}/run --resume --seed 1", "belong to a new run"),
        ("train --data {tmp}/one --out {tmp}/run --steps 1 --grid x", "'x' is not a grid"),
        ("generate --gif {tmp}/r.gif --columns -1", "1 or more columns"),
    ],
)
def test_bad_input_is_one_clear_line_and_nothing_is_written(command, tmp_path, words, reason):
    (tmp_path / "empty").mkdir()
    (tmp_path / "one").mkdir()
    rng = np.random.default_rng(0)
    picture = Image.fromarray(rng.integers(0, 256, (16, 16, 4), np.uint8))
    # Two subjects that train and one that does not would do; this one is alone.
    picture.save(tmp_path / "one" / "a.png")
    picture.save(tmp_path / "plain.png")
    (tmp_path / "short.png").write_bytes((tmp_path / "plain.png").read_bytes()[:-200])
    (tmp_path / "text.png").write_text("not a picture")
    (tmp_path / "huge.png").write_bytes(enormous_png())
    (tmp_path / "pickle.safetensors").write_bytes(b"\x80\x04K\x01.")
    before = sorted(p for p in tmp_path.rglob("*"))
    if "--resume" in words:
        (tmp_path / "one" / "b.png").write_bytes(b"")
        for i in range(8):
            Image.fromarray(rng.integers(0, 256, (16, 16, 4), np.uint8)).save(
                tmp_path / "one" / f"c{chr(97 + i)}.png"
            )
        before = sorted(p for p in tmp_path.rglob("*"))
    status, _, err = command(*words.format(tmp=tmp_path).split())
    assert status == 1
    assert reason in err
    assert err.count("\n") == 1
    assert sorted(p for p in tmp_path.rglob("*")) == before


@pytest.mark.parametrize("words", ["nonsense", "generate --sampler euler", "generate --count many"])
def test_words_that_are_not_the_command_line_s_exit_with_2(command, words):
    assert command(*words.split())[0] == 2


def test_mixes_sources_and_colours_are_read_as_written(tmp_path):
    assert parse_mix("hero=1, spell=0.4,red") == {"hero": 1.0, "spell": 0.4, "red": 1.0}
    assert parse_mix("hero=-0.5") == {"hero": -0.5}
    assert parse_mix(" Style:Kenney = +.5 ,16 , a=1e-1") == {"Style:Kenney": 0.5, "16": 1, "a": 0.1}
    assert parse_mix("") == parse_mix("  ") == {}
    assert parse_source("set=0.6") == Source(Path("set"), 0.6)
    odd = tmp_path / "a=1"
    odd.mkdir()
    assert parse_source(str(odd)) == Source(odd)
    assert parse_colour("#102030") == (16, 32, 48, 255)
    assert parse_colour("") == (0, 0, 0, 0)
    with pytest.raises(JobError, match="more than zero"):
        parse_source("set=-1")


@pytest.mark.parametrize(
    ("mix", "reason"),
    [
        ("food,=1", "'=1' has no word before its weight"),
        ("=", "'=' has no word"),
        (" = 1", "has no word"),
        ("food=", "'food=' is not a word and a weight"),
        ("a==1", "'a==1' is not a word and a weight"),
        ("a=b=1", "'a=b=1' is not"),
        ("food,,hero", "a part of the mix is empty"),
        ("food,", "a part of the mix is empty"),
        (",", "a part of the mix is empty"),
        ("food=nan", "'food=nan' is not a word and a weight, which is a number"),
        ("food=inf", "'food=inf' is not"),
        ("food=1_0", "'food=1_0' is not"),
        ("food=٣", "is not a word and a weight"),
        ("food=1e99", "the weight of 'food' must lie between -10 and 10"),
        ("food=-11", "the weight of 'food' must lie"),
        ("food,hero,food", "names 'food' twice"),
        ("food,Food=0.5", "names 'Food' twice"),
        ("food=0,5", "decimal comma: write food=0.5, or 5=1 if that is a word"),
        ("hero=1,food=-1,25,spell", "write food=-1.25"),
        (",".join(f"w{i}" for i in range(65)), "at most 64 words"),
        ("x" * 10_000_000 + "=", "is not a word and a weight"),
    ],
)
def test_a_malformed_mix_is_refused_with_what_is_wrong(mix, reason):
    with pytest.raises(JobError) as caught:
        parse_mix(mix)
    assert reason in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("mix", "reason"),
    [
        ("food,=1", "has no word"),
        ("((red))", "begins with '('"),
        ("-red", "a mix weighs a word by a number"),
        ("red\u202e", "RIGHT-TO-LEFT OVERRIDE"),
        ("x" * 400, "at most 100 characters"),
    ],
)
def test_nothing_is_drawn_of_a_malformed_mix(command, tmp_path, mix, reason):
    out = tmp_path / "s.png"
    status, _, err = command("generate", f"--mix={mix}", "--count", 1, "--out", out)
    assert status == 1
    assert reason in err
    assert err.count("\n") == 1
    assert not out.exists()


def test_the_window_is_driven_and_timed(command, monkeypatch, tmp_path):
    """The figures themselves are the machine's; that all are there, and are figures, is ours."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    shorter = (
        "import sprite_studio.ui.bench.window_times as w; w.DRAG_SECONDS = w.RUN_SECONDS = 1.0; "
        "w.MOVES, w.APART_SECONDS, w.PATIENCE_SECONDS = 1, 0.1, 10.0; "
        "w.LONG_RUN['steps'] = 40; "
        "import sprite_studio.ui.bench.reading as r; "
        "r.COMPUTING_SECONDS = r.PATIENCE_SECONDS = 0.1; r.PLACES = 4; "
    )
    monkeypatch.setattr(bench, "_UI", shorter + bench._UI)
    quicker = "import sprite_studio.ui.bench.library_times as t; t.SCROLL_STEPS = 5; "
    monkeypatch.setattr(bench, "_SPRITES", quicker + bench._SPRITES)
    monkeypatch.setattr(bench, "SPRITES", 120)
    monkeypatch.setattr(bench, "RESULTS", 3)
    monkeypatch.setattr(bench, "STARTS", 1)
    file = tmp_path / "ui.json"
    status, out, err = command("bench", "--ui", "--json", file)
    assert status == 0, err
    times = json.loads(file.read_text())
    assert set(times) == {
        "window_visible_s",
        "first_sprites_s",
        "live_fps",
        "stall_p99_ms",
        "stall_most_ms",
        "first_frame_p95_ms",
        "job_stall_p99_ms",
        "page_stall_p99_ms",
        "rss_mb",
        "library",
        "last_drawing_s",
        "later_with_3_s",
    }
    assert 0 < times["window_visible_s"] < times["first_sprites_s"]
    assert times["live_fps"] > 0
    assert 0 <= times["stall_p99_ms"] <= times["stall_most_ms"]
    assert times["rss_mb"] > 100
    for figures in (times["first_frame_p95_ms"], times["job_stall_p99_ms"]):
        assert set(figures) == {
            "watching",
            "exporting",
            "comparing",
            "training's start",
            "training",
        }
        assert all(figure >= 0 for figure in figures.values())
    pages = times["page_stall_p99_ms"]
    assert "network page" in pages  # lessons only where they are computed in so short a time
    assert all(figure >= 0 for figure in pages.values())
    library = times["library"]
    assert library["sprites"] == 120
    assert 0 < library["page_open_s"] < 30  # not the time after which it is given up
    assert 0 < library["search_s"] <= library["search_most_s"] < 30
    assert 0 <= library["scroll_stall_p99_ms"] <= library["scroll_stall_most_ms"]
    assert times["last_drawing_s"] > 0
    assert all(name in out for name in times)
