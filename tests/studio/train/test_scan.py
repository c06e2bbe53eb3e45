import pytest

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
