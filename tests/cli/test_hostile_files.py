"""Whatever file a command is given: nothing hangs, and an odd one is answered in one clear line."""

import os
import socket
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

COMMANDS = {
    "the palette of generate": ("generate --out {out} --palette {file}", ".gpl", ".png"),
    "the model of generate": ("generate --out {out} --model {file}", ".safetensors", ".pth"),
    "the sprite of vary": ("edit --out {out} --vary {file}", ".png"),
    "the sprite of inpaint": ("edit --out {out} --inpaint {file} --mask {sprite}", ".png"),
    "the mask of inpaint": ("edit --out {out} --inpaint {sprite} --mask {file}", ".png"),
    "the sprite of redress": ("edit --out {out} --redress {file} --mix hero", ".png"),
    "the sprite of like": ("edit --out {out} --like {file}", ".png"),
    "the sprite of fork": ("edit --out {out} --fork {file}", ".png"),
    "the ends of a way": ("edit --out {out} --between {sprite} {file}", ".png"),
    "the palette of edit": ("edit --out {out} --vary {sprite} --palette {file}", ".gpl", ".png"),
    "replay": ("replay {file}", ".png"),
    "inspect": ("inspect {file}", ".png", ".safetensors"),
    "seen": ("seen {file}", ".png"),
    "the data of train": ("train --data {file} --steps 1 --out {out}", ".png", ".npy"),
    "the start of train": (
        "train --data forge --steps 1 --out {out} --from {file}",
        ".safetensors",
        ".pth",
    ),
    "the sprites of teach": ("teach pet {file} --steps 1", ".png", ""),
    "a word": ("words --add {file}", ".word.safetensors", ""),
    "weights of the course": ("import-course {file}", ".pth"),
}
"""What is tried → the command line, and the suffixes that such a file may have."""
TRIED = [(asked, suffixes) for asked, *suffixes in COMMANDS.values()]


@pytest.fixture(autouse=True)
def installed(tmp_path: Path) -> None:
    """A folder of models of the user's."""
    (tmp_path / "own").mkdir()


@pytest.fixture
def sprite(tmp_path: Path) -> Path:
    path = tmp_path / "sprite.png"
    pixels = np.random.default_rng(0).integers(0, 256, (16, 16, 4), np.uint8)
    Image.fromarray(pixels).save(path)
    return path


def answer(command, asked: str, file: Path, sprite: Path, tmp_path: Path) -> str:
    words = asked.format(file=file, sprite=sprite, out=tmp_path / "out.png").split()
    before = sorted(path.name for path in tmp_path.iterdir())
    status, out, err = command(*words)
    assert status == 1, (out, err)
    assert out == ""
    assert err.startswith("sprite-studio: error: ")
    assert err.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    return err


@pytest.mark.skipif(os.name == "nt", reason="pipes and sockets are others there")
@pytest.mark.parametrize(("asked", "suffixes"), TRIED, ids=COMMANDS)
def test_a_pipe_a_socket_a_device_a_folder_and_nothing_are_told_at_once(
    command, sprite, tmp_path, monkeypatch, asked, suffixes
) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's name must be short
    for suffix in suffixes:
        os.mkfifo(f"pipe{suffix}")
        answer(command, asked, Path(f"pipe{suffix}"), sprite, tmp_path)
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(f"socket{suffix}")
            answer(command, asked, Path(f"socket{suffix}"), sprite, tmp_path)
        Path(f"zero{suffix}").symlink_to("/dev/zero")
        answer(command, asked, Path(f"zero{suffix}"), sprite, tmp_path)
        Path(f"loop{suffix}").symlink_to(f"loop{suffix}")
        answer(command, asked, Path(f"loop{suffix}"), sprite, tmp_path)
        Path(f"folder{suffix}").mkdir()
        answer(command, asked, Path(f"folder{suffix}"), sprite, tmp_path)
        answer(command, asked, Path(f"nothing{suffix}"), sprite, tmp_path)


@pytest.mark.parametrize(("asked", "suffixes"), TRIED, ids=COMMANDS)
def test_a_file_of_something_else_is_told(command, sprite, tmp_path, asked, suffixes) -> None:
    for suffix in suffixes:
        for i, data in enumerate((b"", b"text\n", bytes(range(256)) * 40, b"PK\3\4" + bytes(60))):
            path = tmp_path / f"odd{i}{suffix}"
            path.write_bytes(data)
            assert path.name in answer(command, asked, path, sprite, tmp_path)
