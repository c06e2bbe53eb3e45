"""Numbers that nobody can mean, typed where something learns or is measured."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

NUMBERS = ("nan", "inf", "-inf", "-1", "1e308", "0")


@pytest.fixture
def folder(tmp_path) -> Path:
    """A dozen heroes of noise."""
    place = tmp_path / "heroes" / "hero"
    place.mkdir(parents=True)
    for i in range(12):
        pixels = np.random.default_rng(i).integers(0, 256, (16, 16, 4), np.uint8)
        Image.fromarray(pixels).save(place / f"{'abcdefghijkl'[i]}.png")
    return place.parent


LINES = [
    *(f"train --data {{data}} --out {{out}} --minutes={n}" for n in NUMBERS),
    *(f"train --data {{data}} --out {{out}} --steps={n}" for n in ("-1", "0", "9" * 40)),
    *(f"train --data {{data}} --out {{out}} --steps 2 --seed={n}" for n in ("-1", "9" * 40)),
    *(f"train --data {{data}}={n} --out {{out}} --steps 2" for n in (*NUMBERS, "1e-300")),
    *(f"train --data {{data}} --out {{out}} --steps 2 --grid={n}" for n in ("0", "-16", "16,-1")),
    *(f"distill --data {{data}} --out {{out}} --minutes={n}" for n in NUMBERS),
    *(f"distill --data {{data}} --out {{out}} --steps={n}" for n in ("-1", "0", "9" * 40)),
    *(f"distill --data {{data}} --out {{out}} --steps 1 --seed={n}" for n in ("-1", "9" * 40)),
    *(f"teach blob {{data}} --seconds={n}" for n in NUMBERS),
    *(f"teach blob {{data}} --steps={n}" for n in ("-1", "0", "9" * 40)),
    *(f"teach blob {{data}} --steps 2 --seed={n}" for n in ("-1", "9" * 40)),
    *(f"teach blob {{data}} --steps 2 --mix hero={n}" for n in NUMBERS if n not in ("-1", "0")),
    *(f"evaluate --data {{data}} --guidance={n}" for n in NUMBERS if n != "0"),
    *(f"evaluate --data {{data}} --steps={n}" for n in ("-1", "0", "9" * 40)),
    *(f"seen {{data}}/hero/a.png --count={n}" for n in ("-1", "0")),
]


@pytest.mark.parametrize("line", LINES)
def test_it_is_one_line_of_error_and_nothing_is_written(command, folder, tmp_path, line):
    before = sorted(tmp_path.rglob("*"))
    words = line.format(data=folder, out=tmp_path / "out").split()
    if words[0] != "seen":
        words += ["--device", "cpu"]
    status, out, err = command(*words)
    assert status == 1
    assert out == ""
    assert err.startswith("sprite-studio: error: ")
    assert len(err.splitlines()) == 1
    assert len(err) < 300
    written = set(tmp_path.rglob("*")) - set(before)
    assert written <= {tmp_path / "own", tmp_path / "own" / "words"}
