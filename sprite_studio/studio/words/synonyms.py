"""What people write for the things that models know: data, to add to.

A line is a word's value and what else it is called, joined by hyphens where it is two words. What
stands in several lines is tried in their order: a wizard is a mage where that is known, and as a
hat a pointed one. A word that a model knows itself always comes first.
"""

from collections import defaultdict

from sprite_studio.art.words import key

_PEOPLE = """
archer: bowman, bowwoman, marksman, markswoman
barbarian: viking, berserker, savage, norseman
bard: minstrel, musician, troubadour, skald
cleric: priest, priestess, monk, healer, bishop, pope
king: emperor, monarch, prince, ruler
knight: paladin, crusader, templar, cavalier
mage: wizard, witch, sorcerer, sorceress, magician, warlock, enchanter, enchantress
necromancer: lich
ninja: shinobi, kunoichi
peasant: farmer, villager, commoner, serf
pirate: buccaneer, corsair, privateer
queen: empress, princess, duchess
ranger: hunter, huntress, woodsman, forester, scout
rogue: thief, assassin, bandit, burglar, outlaw
samurai: ronin, bushi
smith: blacksmith, armourer
soldier: guard, guardsman, infantryman, trooper, legionary
vampire: dracula, nosferatu
warrior: fighter, gladiator, swordsman, swordswoman
wizard: mage, sorcerer
"""

_MONSTERS = """
bear: grizzly
bee: bumblebee, wasp, hornet
bird: sparrow, crow, raven, pigeon, parrot
cat: kitten, kitty
chicken: hen, rooster, cockerel, chick
crab: crayfish, lobster
demon: devil, fiend
dog: puppy, hound
dragon: drake, wyrm, wyvern
eye: eyeball, beholder
fish: carp, trout, goldfish
fox: vixen
frog: toad
ghost: spirit, phantom, spectre, apparition, wraith, spook
goblin: hobgoblin, gremlin
golem: stone-man, clay-man
horse: pony, stallion, mare
imp: gremlin
lizard: gecko, salamander, lizardman
mouse: field-mouse
octopus: squid, kraken
ogre: ettin
orc: uruk, half-orc
pig: boar, swine, piglet
plant: sapling, seedling, herb, bush
rat: rodent
shark: hammerhead, great-white
sheep: lamb, ewe
skeleton: undead
slime: blob, ooze, jelly, gelatinous-cube
snail: slug
snake: serpent, cobra, viper
spider: tarantula
turtle: tortoise
wolf: werewolf, warg
zombie: ghoul, walking-dead
"""

_FOOD = """
apple: crab-apple
banana: plantain
bread: loaf, baguette, toast, bun
burger: hamburger, cheeseburger, beefburger
cake: gateau, birthday-cake, cupcake
cheese: cheddar, gouda
cherry: morello
cookie: biscuit
corn: maize, corncob, sweetcorn
donut: doughnut
drumstick: chicken-leg, turkey-leg, drum-stick
egg: eggshell
eggplant: aubergine, egg-plant
grapes: grape
ice-cream: gelato, sorbet, ice-cream-cone
lemon: citron
lime: key-lime
lollipop: lolly, lollypop, sweet, candy
melon: cantaloupe, honeydew
mushroom: toadstool, fungus, shroom
onion: shallot
pepper: paprika, chilli, chili, bell-pepper
pie: tart, pastry
pineapple: ananas
pizza: pizza-slice
potato: spud
pumpkin: squash, jack-o-lantern
soup: stew, broth
steak: meat, beef, ham, roast
sushi: nigiri, maki
watermelon: water-melon, melon
"""

_THINGS = """
amulet: necklace, pendant, talisman
arrow: bolt
axe: ax, hatchet, battleaxe, battle-axe, tomahawk
barrel: keg, cask
boat: ship, raft
bomb: explosive, grenade, dynamite
book: tome, grimoire, spellbook, spell-book
bottle: wine-bottle
bow: longbow, shortbow, long-bow
broadsword: greatsword, claymore, two-hander
cactus: cacti
chest: treasure-chest, treasure, coffer, strongbox
cleaver: butchers-knife, meat-cleaver
coin: money, gold-coin, doubloon
crossbow: arbalest
crystal: quartz, shard
dagger: knife, dirk, stiletto, kris
fireball: fire-ball, flame, fire
flame: fire, blaze
flower: rose, tulip, blossom, daisy
gem: jewel, gemstone, diamond, ruby, emerald, sapphire, crystal
hammer: warhammer, war-hammer, mallet, sledgehammer
heart: life
ice: icicle, frost, ice-shard
jar: urn, pot, vase
katana: samurai-sword, nodachi
key: skeleton-key
leaf: leaves, foliage
lightning: thunderbolt, lightning-bolt, thunder
mace: morning-star, morningstar, club, flail
orb: crystal-ball, sphere
pickaxe: pick, mattock
potion: flask, vial, phial, elixir
rapier: foil, epee, fencing-sword
ring: signet
scimitar: sabre, cutlass, falchion
scroll: parchment, letter, note
shield: buckler
sickle: scythe
skull: cranium
spear: lance, javelin, pike, halberd
staff: staves, rod, cane, quarterstaff
star: pentagram
sword: blade, longsword, shortsword, long-sword
wand: magic-wand
"""

_WORN_AND_HELD = """
apron: pinafore
armour: chainmail, chain-mail, plate-armour, cuirass
bandana: bandanna, headscarf, kerchief
basket: hamper
braid: plait, braided, pigtail, ponytail
bun: topknot
cap: beret
crown: tiara, diadem, coronet
curly: wavy, frizzy
dress: gown, skirt
feathered: plumed, robin-hood
fur: pelt, furs
helmet: helm
hoe: garden-hoe
hood: cowl
horned: viking
lute: guitar, mandolin
open-helmet: sallet
pitchfork: pitch-fork
pointed: pointy, wizard, witch, sorcerer, mage
robe: robes, cassock
spiky: spiked, mohawk
straw: farmer
tunic: jerkin
walking: running, striding
"""

_CATEGORIES = """
hero: person, people, human, man, gentleman, boy, character, adventurer, player
hero: woman, lady, maiden, heroine, girl
hero: child, kid
non-hero: creature, enemy, foe, beast, animal, critter
side-facing: side-view
food: meal, dish, snack
spell: item, object
"""

_TUNES = """
battle: fight, boss, combat, war, action
calm: peaceful, gentle, quiet, relaxed, relaxing, soft
dance: disco, techno, club, party
fast: quick, quickly, rapid, allegro
major: happy, cheerful, bright, merry
minor: sad, dark, gloomy, sombre
mystery: mysterious, eerie, spooky, dungeon, cave, haunted
night: sleepy, lullaby, nocturne
shop: store, market, town, village
slow: slowly, adagio
steady: moderate, andante, medium
travel: journey, adventure, overworld, map, quest
victory: win, fanfare, triumph, triumphant, success
"""

_COLOURS = """
black: blackish, ebony, jet-black, ink-black
blue: bluish, blueish, cobalt
brown: brownish, auburn, chestnut, chocolate
green: greenish, jade
grey: greyish, silver, silvery, ash-grey
orange: amber
pink: pinkish, magenta, fuchsia
purple: purplish, violet
red: reddish, scarlet, vermilion
teal: cyan, turquoise, aqua, aquamarine
white: whitish, ivory, snow-white
yellow: yellowish, gold, golden, blond, blonde
dark black: pitch-black
dark blue: navy, navy-blue, midnight-blue
dark brown: sepia, umber
dark green: olive, forest-green
dark grey: charcoal
dark purple: indigo
dark red: crimson, maroon, burgundy
light blue: azure, sky-blue, baby-blue
light brown: tan, beige
light green: lime-green, mint-green
light purple: lilac, lavender, mauve
"""

WOMEN = frozenset(("girl", "heroine", "lady", "maiden", "woman"))
"""What is drawn as somebody with long hair, where nothing is said of the hair: no model has a word
that tells women from men."""

INEXACT = WOMEN | {"boy", "child", "duchess", "kid", "prince", "princess"}
"""Synonyms that say more than the word which stands for them."""

SHADES = {
    "dark": ("black", 0.4),
    "deep": ("black", 0.4),
    "light": ("white", 0.4),
    "pale": ("white", 0.4),
    "pastel": ("white", 0.4),
}
"""Before a colour → which colour goes into it, and with what share of its weight. It lies
between .3 and .6, which were looked at on red, blue and green potions, slimes and apples."""

SPELLINGS = (
    ("armor", "armour"),
    ("color", "colour"),
    ("gray", "grey"),
    ("miter", "mitre"),
    ("saber", "sabre"),
    ("scepter", "sceptre"),
    ("specter", "spectre"),
)
"""American and British."""

SINGULARS = {
    "knives": "knife",
    "staves": "staff",
    "men": "man",
    "women": "woman",
    "children": "child",
    "mice": "mouse",
}
"""What no ending tells."""


def _table(*blocks: str) -> dict[str, tuple[str, ...]]:
    """Key of what is written → values, in the order of the lines."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in "\n".join(blocks).strip().splitlines():
        value, colon, names = line.partition(": ")
        if colon:
            for name in names.split(", "):
                found[key(name)].append(value)
    return {name: tuple(values) for name, values in found.items()}


SYNONYMS = _table(_PEOPLE, _MONSTERS, _FOOD, _THINGS, _WORN_AND_HELD, _CATEGORIES, _TUNES)
"""What is written → the values that it may mean, the likeliest first."""

COLOUR_NAMES = _table(_COLOURS)
"""What is written → a colour, or a shade and a colour."""
