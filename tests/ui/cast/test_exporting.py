from dataclasses import replace

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.studio.jobs.export import Exportable
from sprite_studio.ui.cast.exporting import exportable, named_so
from sprite_studio.ui.cast.party import Party, Person, nothing_locked

PEOPLE = tuple(Person(walking_character(seed).frames, nothing_locked()) for seed in range(2))


def offered(party: Party) -> Exportable:
    found = exportable(party, {"hero": 1.0, "kind:knight": 1.0})
    assert found is not None
    return found


def test_a_character_is_offered_by_its_own_name_or_else_by_its_words():
    assert offered(Party(PEOPLE[:1])).name == "knight"
    party = Party((replace(PEOPLE[0], name="Mira"), PEOPLE[1]))
    assert offered(Party(party.people[:1])).name == "Mira"
    assert list(offered(party).choices)[1:] == ["Mira_1", "knight_2"]


def test_whoever_is_exported_by_another_name_is_called_so_from_then_on():
    party = Party(PEOPLE[:1])
    found = offered(party)
    assert named_so(party, found, "Mira / 2").person.name == "Mira _ 2"  # as its files
    assert named_so(party, found, found.name) is party
    other = Party(PEOPLE[1:])
    assert named_so(other, found, "Mira") is other
    assert named_so(party, offered(Party(PEOPLE)), "all") is party
