"""The words of a prompt that name nothing: they join, negate, and end phrases."""

ARTICLES = frozenset(("a", "an", "her", "his", "its", "my", "some", "the", "their", "your"))
"""What follows is somebody's or something's name."""

_COLOURED = frozenset(("color", "colored", "colors", "colour", "coloured", "colours"))
_TURNED = frozenset(("facing", "looking", "seen", "turned"))
_OTHERS = frozenset(("and", "are", "but", "from", "hued", "is", "of", "plus", "style", "tinted"))

STOP_WORDS = ARTICLES | _COLOURED | _TURNED | _OTHERS
"""They stand within a phrase and say nothing."""

NEGATIONS = frozenset(("minus", "no", "not", "without"))
HOLDING = frozenset(("armed", "carries", "carrying", "holding", "holds", "wielding", "wields"))

_WEARING = frozenset(("dressed", "has", "have", "having", "wearing", "wears", "with"))
_PLACES = frozenset(("as", "at", "by", "for", "in", "like", "near", "on", "to"))

BREAKS = HOLDING | _WEARING | _PLACES | {","}
"""They end a phrase, as a thing does."""

GRAMMAR = STOP_WORDS | NEGATIONS | BREAKS
