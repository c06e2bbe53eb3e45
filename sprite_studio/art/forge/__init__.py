"""The Forge: a built-in artist that draws labelled 16×16 sprites from a seed, without end.

    from sprite_studio.art.forge import forge
    forge(7, ["food", "colour:red"])

How a sprite comes about: hand-drawn templates (`template`) are laid over one another (`canvas`),
outlined in tinted lines, kept to twelve colours and painted in ramps whose hue turns to blue as
they darken (`ramps`). Which templates, parts and ramps is thrown by integer dice (`dice`). Things
are declared (`thing`; `fruit`, `vegetables`, `meals`, `bakery`, `potions`, `weapons`, `magic`,
`treasure`, `beasts`, `vermin`, `monsters`, `fiends`), and people are dressed (`people`, `figure`;
`heads`, `hats`, `clothes`, `held`, `professions`). The `catalogue` knows them all; the `artist`
draws one, and `characters` draws one person from every side.

What is drawn well is simple: two or three tones a part, parts told apart by a line or by their
light, and no detail of a single pixel but eyes.

To add a kind:

1. Draw a template in the module it belongs to, one character a pixel, at most 14×14: `b` base,
   `l` light and `d` shade of its main material, capitals for a second and digits for a third
   (`template` has the whole list). Light falls from the top left; leave out the outline.

       PLUM = \"\"\"
       .....33...
       ....3.....
       ..bbb3bb..
       .bllbbbbb.
       bllbbbbbbd
       blbbbbbbdd *
       bbbbbbbbdd
       .bbbbbddd.
       ..bbbddd..
       \"\"\"

2. Mark a row, or columns on a last line, with `*` where it may grow and shrink.
3. Declare it among the module's `THINGS`, with the ramps each material may have; the first
   material is the one its colour word speaks of:

       Thing("plum", "food", (Shape(PLUM),), (("purple", "red"), ("leaf",), ("wood",))),

That is all: its words, variations and tests follow. A hat, hairdo, garment or thing to hold is a
template for each side and a line in the table of its module; a profession is an entry in
`professions`.
"""

from sprite_studio.art.forge.artist import forge
from sprite_studio.art.forge.catalogue import vocabulary
from sprite_studio.art.forge.characters import CharacterSheet, character_sheet

__all__ = ["CharacterSheet", "character_sheet", "forge", "vocabulary"]
