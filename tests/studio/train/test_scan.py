import numpy as np
import pytest
from PIL import Image

from sprite_studio.art.spriteset import SpriteSetError
from sprite_studio.studio.jobs.train import ScanJob, ScanResult
from sprite_studio.studio.train.forge_source import FORGE
from sprite_studio.studio.train.scan import SAMPLES_A_CATEGORY, scan


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


def test_what_was_changed_is_said(tmp_path):
    pixels = np.full((16, 16, 4), (255, 0, 255, 255), np.uint8)
    pixels[4:12, 4:12] = (9, 8, 7, 255)
    (tmp_path / "hero").mkdir()
    Image.fromarray(pixels).save(tmp_path / "hero" / "a.png")
    *_, found = scan(ScanJob(tmp_path))
    assert isinstance(found, ScanResult)
    assert found.changed == "1 cleared of a flat background"
    assert not found.samples[0, 0, 0].any()
