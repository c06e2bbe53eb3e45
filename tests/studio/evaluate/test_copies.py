import pytest

from sprite_studio.stepwise import completed
from sprite_studio.studio.evaluate import copies
from sprite_studio.studio.evaluate.copies import CopiesJob, CopiesReport, measure_copies
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.generate import GenerateResult
from sprite_studio.studio.train.sources import import_all


def report_of(job: CopiesJob, library) -> CopiesReport:
    *_, last = measure_copies(job, library)
    assert isinstance(last, CopiesReport)
    return last


def test_every_style_has_a_row_a_category_and_noise_copies_nothing(pack, library):
    report = report_of(CopiesJob((pack,), count=2), library)
    found = [(row.style, row.category, row.subjects) for row in report.rows]
    assert found == [("style:a", "hero", 4), ("style:a", "food", 1), ("style:b", "food", 9)]
    assert all(row.copied == 0 for row in report.rows)


def test_what_repeats_a_training_sprite_is_counted(pack, library, monkeypatch):
    """A network that draws one of its training sprites every second time."""
    real = copies.generate

    def repeats(job, library):
        for event in real(job, library):
            if isinstance(event, GenerateResult):
                images = event.images.copy()
                images[0] = copied
                images.setflags(write=False)
                event = GenerateResult(images, event.recipe, 0.0, 2, 1, "CPU")
            yield event

    copied = completed(import_all((pack,))).part("train").sprites[0].pixels
    monkeypatch.setattr(copies, "generate", repeats)
    report = report_of(CopiesJob((pack,), count=2), library)
    assert {row.copied for row in report.rows} == {0.5}


def test_data_that_nothing_trains_on_is_refused(tmp_path, library, pack, monkeypatch):
    monkeypatch.setattr("sprite_studio.art.spriteset.split_of", lambda _: "test")
    with pytest.raises(JobError, match="no training sprites"):
        report_of(CopiesJob((pack,)), library)
