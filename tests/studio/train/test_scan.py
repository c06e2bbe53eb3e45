from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sprite_studio.art.spriteset import SpriteSetError
from sprite_studio.studio.jobs.training.train import ScanJob, ScanResult
from sprite_studio.studio.train.forge_source import FORGE
from sprite_studio.studio.train.scan import SAMPLES_A_CATEGORY, scan
from sprite_studio.studio.train.sources import MOST_SHOWN


def test_a_pack_is_counted_and_sampled(packs):
    *_, found = scan(ScanJob(packs / "ninja-adventure"))
    assert isinstance(found, ScanResult)
    assert found.categories["hero"] > found.categories["food"] > 0
    assert len(found.samples) <= SAMPLES_A_CATEGORY * len(found.categories)
    assert found.samples[..., 3].any(axis=(1, 2)).all()


def test_the_forge_is_sampled_without_counts():
    (found,) = scan(ScanJob(FORGE))
    assert isinstance(found, ScanResult)
    assert found.endless
    assert found.categories == {}
    assert len(found.samples) >= 20


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(SpriteSetError, match="no sprites"):
        list(scan(ScanJob(tmp_path)))


def test_what_is_left_out_is_named_with_its_reason(tmp_path):
    (tmp_path / "hero").mkdir()
    Image.new("RGBA", (16, 16), "red").save(tmp_path / "hero" / "a.png")
    Image.new("RGBA", (16, 16), "red").save(tmp_path / "hero" / "b.png")
    Image.new("RGBA", (16, 16), (0, 0, 0, 0)).save(tmp_path / "hero" / "c.png")
    (tmp_path / "hero" / "d.png").write_text("no picture")
    (tmp_path / "hero" / "e.aseprite").write_bytes(b"any")
    *_, found = scan(ScanJob(tmp_path))
    assert isinstance(found, ScanResult)
    assert found.left_out == "1 blank, 1 duplicate, 2 unusable"
    reasons = {line.partition(" ")[0].rstrip(":"): line for line in found.rejected}
    names = [str(Path("hero", name)) for name in ("d.png", "e.aseprite", "b.png", "c.png")]
    assert list(reasons) == names
    assert "export it as PNG" in reasons[names[0]]


def test_of_very_many_only_the_first_are_named(tmp_path):
    for i in range(200):
        (tmp_path / f"{i}.png").write_text("no picture")
    Image.new("RGBA", (16, 16), "red").save(tmp_path / "a.png")
    *_, found = scan(ScanJob(tmp_path))
    assert isinstance(found, ScanResult)
    assert found.left_out == "200 unusable"
    assert len(found.rejected) == MOST_SHOWN + 1
    assert found.rejected[-1] == f"and {200 - MOST_SHOWN} more"


def test_what_was_changed_is_said(tmp_path):
    pixels = np.full((16, 16, 4), (255, 0, 255, 255), np.uint8)
    pixels[4:12, 4:12] = (9, 8, 7, 255)
    (tmp_path / "hero").mkdir()
    Image.fromarray(pixels).save(tmp_path / "hero" / "a.png")
    *_, found = scan(ScanJob(tmp_path))
    assert isinstance(found, ScanResult)
    assert found.changed == "1 cleared of a flat background"
    assert not found.samples[0, 0, 0].any()
