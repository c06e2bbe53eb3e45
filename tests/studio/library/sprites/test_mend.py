"""A damaged library: what can be read comes over, and the damaged file stays."""

import pytest

from sprite_studio.studio.jobs.library.changes import MakeSetJob, SetFacts
from sprite_studio.studio.jobs.library.finding import FindSpritesJob, Query
from sprite_studio.studio.jobs.library.sprites import KeepSpritesJob
from sprite_studio.studio.library.sprites import serve
from sprite_studio.studio.library.sprites.mend import mend

COUNT = 200


@pytest.fixture
def ids(library, sprite):
    made = library.keep([sprite(i, "hero") for i in range(COUNT)]).ids
    library.change(MakeSetJob(SetFacts("All", sprites=made)))
    library.close()  # all of it into the one file
    return made


def test_one_damaged_page_costs_a_few_sprites_and_no_more(library, folder, ids):
    whole = (folder / "library.sqlite").read_bytes()
    page = 4096
    for number in range(1, len(whole) // page, 7):
        broken = bytearray(whole)
        broken[number * page : (number + 1) * page] = b"broken! " * (page // 8)
        (folder / "library.sqlite").write_bytes(broken)
        there = mend(library)
        assert there >= COUNT / 2 or number < 20, number
        assert len(library.read(library.find(Query()))) == there
        library.close()
        assert (folder / "damaged-library.sqlite").read_bytes() == bytes(broken)


def test_a_file_that_is_none_is_set_aside_and_keeping_goes_on(library, folder, ids, sprite):
    (folder / "library.sqlite").write_bytes(b"broken" * 2000)
    (kept,) = serve.keep(KeepSpritesJob((sprite(1),)), library)
    (found,) = serve.find(FindSpritesJob(Query(), cards=5), library)
    assert found.ids == kept.ids
    assert [card.id for card in found.cards] == list(kept.ids)
    assert (folder / "damaged-library.sqlite").exists()


def test_a_whole_file_comes_over_whole(library, ids):
    sets = library.sets()
    assert mend(library) == COUNT
    assert library.find(Query()) == ids[::-1]
    assert library.sets() == sets
