"""What a model learned from, read from its file's header alone."""

import json
import struct
from pathlib import Path

import pytest

from sprite_studio.studio.export.model_credits import ModelCredits, model_credits


def model(folder: Path, name: str, told: object) -> None:
    folder.mkdir(exist_ok=True)
    header = json.dumps({"__metadata__": {"sprite_studio": told}}).encode()
    (folder / f"{name}.safetensors").write_bytes(struct.pack("<Q", len(header)) + header)


def test_bundled_models_are_in_the_public_domain_and_others_not_said_to_be(tmp_path: Path) -> None:
    card = json.dumps({"words": [], "card": {"name": "x", "credits": ["a pack", "b\npack"]}})
    model(tmp_path / "bundled", "base", card)
    model(tmp_path / "own", "mine", card)
    found = [
        model_credits(name, tmp_path / "bundled", [tmp_path / "own", tmp_path / "gone"])
        for name in ("base", "mine", "other", "../own/mine")
    ]
    assert found == [
        ModelCredits(("a pack", "b\\npack"), True),
        ModelCredits(("a pack", "b\\npack"), False),
        ModelCredits(),
        ModelCredits(),
    ]


@pytest.mark.parametrize("told", ["", "{", "[]", '{"card": 7}', 5])
def test_a_damaged_one_says_nothing(tmp_path: Path, told: object) -> None:
    model(tmp_path, "base", told)
    assert model_credits("base", tmp_path).sources == ()
    (tmp_path / "base.safetensors").write_bytes(b"\xff" * 9)
    assert model_credits("base", tmp_path).sources == ()
