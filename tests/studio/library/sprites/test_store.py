"""What is kept, found and shown; kills, other windows, disks that cannot be written."""

import subprocess

import numpy as np
import pytest

from sprite_studio.errors import UserError
from sprite_studio.studio.jobs.library.changes import (
    Change,
    ChangeSpritesJob,
    MakeSetJob,
    SetFacts,
)
from sprite_studio.studio.jobs.library.finding import ChoicesResult, Query
from sprite_studio.studio.jobs.library.sprites import NewSprite
from sprite_studio.studio.library.database import StoreError
from sprite_studio.studio.library.sprites.store import SpriteLibrary


def names(library: SpriteLibrary, query: Query | None = None) -> list[str]:
    cards = library.cards(library.find(query or Query()))
    return [card.name for card in cards.values() if card is not None]


def test_sprites_are_found_in_the_order_that_is_asked_for(library):
    new = [
        NewSprite(np.full((1, 16, 16, 4), v, np.uint8), "drawn", name=n)
        for v, n in ((200, "bat"), (210, "Ant"), (220, "cat"))
    ]
    bat, ant, cat = library.keep(new).ids
    assert library.find(Query()) == (cat, ant, bat)
    assert library.find(Query(order="oldest")) == (bat, ant, cat)
    assert library.find(Query(order="name")) == (ant, bat, cat)


def test_a_library_that_was_never_written_is_empty(library, folder, sprite):
    assert library.find(Query()) == ()
    assert library.sets() == ()
    assert library.read((1,)) == ()
    assert library.cards((1,)) == {1: None}
    assert library.choices() == ChoicesResult((), (), (), 0, 0)
    assert library.which_kept(sprite().images) == {}
    assert not folder.exists()


def test_all_that_is_known_of_a_sprite_comes_back(library, opened, recipe):
    images = np.random.default_rng(0).integers(0, 256, (3, 16, 16, 4), np.uint8)
    made = NewSprite(
        images,
        "imported",
        recipe(),
        ("hero", "kind:knight"),
        "style:forge",
        ("ff0000", "00ff00"),
        ("forest", "boss"),
        "Sir Ardent 🗡/1",
        "knights.png",
        ("stand", "step", "other step"),
    )
    kept = library.keep([made], starred=True)
    (read,) = opened().read(kept.ids)
    assert (read.id, read.starred, read.deleted, read.sets) == (kept.ids[0], True, False, ())
    np.testing.assert_array_equal(read.sprite.images, images)
    for name in ("source", "recipe", "words", "style", "palette", "tags", "name", "origin"):
        assert getattr(read.sprite, name) == getattr(made, name)
    assert read.sprite.frames == made.frames
    card = opened().cards(kept.ids)[kept.ids[0]]
    assert (card.frames, card.starred) == (3, True)
    np.testing.assert_array_equal(card.pixels, images[0])


def test_names_come_of_words_and_none_is_given_twice(library, sprite):
    knight = ("kind:knight", "hero", "colour:red")
    library.keep([sprite(1, *knight), sprite(2, *knight), sprite(3), sprite(4, "colour:red")])
    library.keep([sprite(5, *knight), sprite(6, name="Bob"), sprite(7, name="Bob")])
    assert names(library)[::-1] == [
        *("hero_knight_01", "hero_knight_02", "sprite_01", "red_01", "hero_knight_03"),
        *("Bob", "Bob_01"),
    ]


def test_who_is_kept_again_under_a_numbered_name_gets_the_next_number(library, sprite):
    library.keep([sprite(1, name="Mira"), sprite(2, name="Mira"), sprite(3, name="Mira_01")])
    assert names(library)[::-1] == ["Mira", "Mira_01", "Mira_02"]


def test_a_category_is_found_by_what_files_call_it_too(library, sprite):
    ghost = ("non-hero", "kind:ghost")
    library.keep([sprite(1, *ghost), sprite(2, *ghost, name="Boo")])
    assert names(library) == ["Boo", "creature_ghost_01"]
    assert len(library.find(Query(text="creature"))) == 2
    assert len(library.find(Query(text="non-hero"))) == 2


def test_the_same_pixels_are_kept_once_and_brought_back(library, sprite):
    first = library.keep([sprite(1), sprite(2)])
    library.change(ChangeSpritesJob(first.ids, Change(deleted=True)))
    again = library.keep([sprite(2), sprite(3)], starred=True)
    assert again.ids[0] == first.ids[1]
    assert again.new == 1
    assert library.find(Query()) == (again.ids[1], first.ids[1])
    assert library.find(Query(starred=True)) == library.find(Query())
    assert library.find(Query(deleted=True)) == first.ids[:1]


def test_which_pixels_are_kept_whatever_lies_under_clear_ones(library, sprite):
    images = np.concatenate([sprite(i).images for i in range(3)])
    images[1, 5, 5] = (9, 9, 9, 0)
    (id_,) = library.keep([NewSprite(images[1:2], "drawn")], starred=True).ids
    images[1, 5, 5] = (0, 0, 0, 0)
    assert library.which_kept(images) == {1: (id_, True, "sprite_01")}
    assert library.choices().starred == 1
    library.change(ChangeSpritesJob((id_,), Change(deleted=True)))
    assert library.which_kept(images) == {}
    assert library.choices().starred == 0


def test_every_filter_finds_what_it_says(library, sprite):
    knight, potion, own = library.keep(
        [
            sprite(1, "hero", "kind:knight", style="style:forge", tags=("forest",)),
            sprite(2, "spell", "kind:potion", palette=("ff0000",)),
            sprite(3, origin="Cave.png"),
        ]
    ).ids
    pine = library.change(MakeSetJob(SetFacts("Pine", sprites=(own, knight)))).set
    for query, found in [
        (Query(text="KNIGHT hero"), (knight,)),
        (Query(text="forest"), (knight,)),
        (Query(text="cave"), (own,)),
        (Query(text="knight potion"), ()),
        (Query(word="kind:potion"), (potion,)),
        (Query(word="kind:pot"), ()),
        (Query(style="style:forge"), (knight,)),
        (Query(style=""), (own, potion)),
        (Query(palette=("ff0000",)), (potion,)),
        (Query(palette=()), (own, knight)),
        (Query(source="imported"), ()),
        (Query(since=2**60), ()),
        (Query(set=pine), (own, knight)),
        (Query(set=pine, text="knight"), (knight,)),
    ]:
        assert library.find(query) == found, query
    choices = library.choices()
    assert dict(choices.words)["kind:potion"] == 1
    assert dict(choices.styles) == {"style:forge": 1, "": 2}
    assert dict(choices.palettes) == {("ff0000",): 1, (): 2}
    assert (choices.sprites, choices.deleted, choices.starred) == (3, 0, 0)


@pytest.mark.parametrize(
    "images",
    [
        np.zeros((1, 8, 8, 4), np.uint8),
        np.zeros((2, 16, 16, 4), np.uint8),
        np.zeros((1, 16, 16, 4), np.float32),
    ],
)
def test_what_is_no_sprite_is_refused_and_nothing_of_its_company_is_kept(library, sprite, images):
    with pytest.raises(UserError, match=r"16×16 pixels|a name for each"):
        library.keep([sprite(1), NewSprite(images, "imported")])
    assert library.find(Query()) == ()


def test_two_windows_at_full_speed_lose_nothing(program, library):
    text = "sys.stdin.readline()\nfor n in range({0}, {0} + 100): print(keep(n))"
    windows = [
        subprocess.Popen(
            program(text.format(first)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for first in (0, 1000)
    ]
    for window in windows:  # the folder is made by both at once, too
        assert window.stdin is not None
        window.stdin.write("go\n")
        window.stdin.flush()
    ids = [int(line) for window in windows for line in window.communicate(timeout=120)[0].split()]
    assert len(set(ids)) == 200
    assert set(library.find(Query())) == set(ids)
    assert len(set(names(library))) == 200


def test_a_window_that_is_killed_leaves_all_that_it_said_was_kept(program, library):
    window = subprocess.Popen(
        program("for n in range(10_000): print(keep(n), flush=True)"),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert window.stdout is not None
    lines = [window.stdout.readline() for _ in range(25)]
    window.kill()
    lines += window.stdout
    window.communicate()
    told = {int(line) for line in lines}
    assert told <= set(library.find(Query()))
    assert len(library.read(tuple(told))) == len(told)
    library.keep([])  # and it is written to


def test_on_a_disk_that_can_only_be_read_all_is_seen_and_a_change_says_why(library, folder, sprite):
    ids = library.keep([sprite(1, "hero")]).ids
    library.close()
    assert [file.name for file in folder.iterdir()] == ["library.sqlite"]
    before = (folder / "library.sqlite").read_bytes()
    seen = SpriteLibrary(folder, read_only=True)
    assert seen.find(Query("hero")) == ids
    with pytest.raises(StoreError, match=r"the library of sprites .* may not be written; allow"):
        seen.change(ChangeSpritesJob(ids, Change(starred=True)))
    with pytest.raises(StoreError, match="may not be written"):
        seen.keep([sprite(2)])
    seen.close()
    assert [file.name for file in folder.iterdir()] == ["library.sqlite"]
    assert (folder / "library.sqlite").read_bytes() == before


def test_a_set_is_found_by_its_name(library):
    library.change(MakeSetJob(SetFacts("Forest enemies")))
    assert library.set_named(" forest ENEMIES").facts.name == "Forest enemies"
    with pytest.raises(UserError, match=r"no set 'Cave'; there are: Forest enemies"):
        library.set_named("Cave")
