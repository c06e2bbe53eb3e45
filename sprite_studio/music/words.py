"""The words of tunes, each a row of a network's vocabulary."""

MOODS = ("calm", "battle", "shop", "victory", "night", "travel", "mystery", "dance")
SCALE_WORDS = ("major", "minor")
PACES = ("slow", "steady", "fast")
"""How fast, and how many notes: a bar does not show its tempo."""

SAID = (*MOODS, *SCALE_WORDS, *PACES)
"""What a user may say of a tune; the others tell a network which bar of it to draw."""

CHORDS = tuple(f"chord:{degree}" for degree in range(1, 8))
PATTERNS = {
    "harmony": tuple(f"harmony:{number}" for number in range(1, 5)),
    "bass": tuple(f"bass:{number}" for number in range(1, 5)),
    "drums": ("drums:1", "drums:2"),
}
"""Which of a mood's patterns a voice plays; all bars of a loop have the same."""

PLACES = ("place:open", "place:middle", "place:half", "place:close")
"""Of a bar in the loop: where it begins, goes on, rests at half, and comes to its end."""

GROUPS = (MOODS, SCALE_WORDS, PACES, CHORDS, PLACES, *PATTERNS.values())
"""Of each group a bar has one word."""

VOCABULARY = tuple(word for group in GROUPS for word in group)
