"""What the grid says where there are no sprites: how to get some."""

_TEXTS = {
    "all": "Nothing has been kept yet.\n\nOn Create select sprites and press K, or S for a star: "
    "they are kept here for ever.\n\nOr drop pictures of your own here: they are cut into sprites.",
    "starred": "No sprite has a star yet. Select some under All sprites and press S.",
    "deleted": "Nothing was deleted.",
}
_OF_A_SET = (
    "This set is empty.\n\nSelect sprites under All sprites and drag them onto its name, or press "
    "Draw more of this set."
)
_NOT_FOUND = "No sprite is like that. Try fewer words, or clear the filters."


def empty_text(place: int | str, narrowed: bool) -> str:
    """Args: place: a set's id, or one of the places that are always there; narrowed: whether
    something was searched for or filtered."""
    return _NOT_FOUND if narrowed else _TEXTS.get(str(place), _OF_A_SET)
