"""Jobs about the history, as the worker serves them."""

import numpy as np
import pytest

from sprite_studio.studio.jobs.recipes.history import (
    KeepJob,
    ListJob,
    ReadJob,
    SweepJob,
    SweepResult,
    ThumbnailsJob,
)
from sprite_studio.studio.library.history import serve


@pytest.fixture
def ids(history, recipe, sprites) -> list[int]:
    return [history.add(sprites(), recipe(seed=seed)).id for seed in range(4)]


def test_a_list_comes_with_the_pictures_of_its_first_results(history, ids):
    (result,) = serve.list_entries(ListJob(("recent",), "hero", thumbnails=2), history)
    assert [id_ for id_, _ in result.entries] == ids[::-1]
    assert [thumbnail.id for thumbnail in result.thumbnails] == ids[:1:-1]
    assert not result.complete  # nothing was swept yet
    list(serve.sweep(SweepJob(), history))
    (result,) = serve.list_entries(ListJob(("bin",)), history)
    assert (result.entries, result.thumbnails, result.complete) == ((), (), True)


def test_what_is_gone_is_told_and_no_error(history, ids):
    history.pictures.path(ids[1], "recent").unlink()
    (result,) = serve.read_thumbnails(ThumbnailsJob((ids[0], ids[1], 77)), history)
    assert [thumbnail.id for thumbnail in result.thumbnails] == [ids[0]]
    assert result.gone == (ids[1], 77)
    (read,) = serve.read(ReadJob(ids[1]), history)
    assert read.found is None


def test_every_job_is_served_also_when_the_index_breaks_meanwhile(history, ids, recipe, sprites):
    """The pictures are the truth: a new index is begun, and a sweep fills it."""

    def break_it() -> None:
        history.close()
        history.database.path.write_bytes(b"broken" * 2000)

    break_it()
    (kept,) = serve.keep(KeepJob(sprites(1), recipe(1)), history)
    break_it()
    (listed,) = serve.list_entries(ListJob(("recent", "starred"), thumbnails=3), history)
    assert listed.entries == ()
    assert not listed.complete
    break_it()
    *_, swept = serve.sweep(SweepJob(), history)
    assert swept == SweepResult(found=5, gone=0)
    (listed,) = serve.list_entries(ListJob(("recent", "starred")), history)
    assert listed.complete
    assert dict(listed.entries) == {**dict.fromkeys(ids, "recent"), kept.entry.id: "recent"}
    (read,) = serve.read(ReadJob(kept.entry.id), history)
    assert read.found is not None
    np.testing.assert_array_equal(read.found[1], sprites(1))
