"""What formats there are, by name, and what each makes."""

from typing import Literal, TypeAlias

Files: TypeAlias = dict[str, bytes]
"""Path below the folder that is exported to, with "/" between its parts → what is in the file. The
file that matters most is the first."""

FormatName = Literal[
    "png",
    "sprites",
    "strips",
    "aseprite-json",
    "aseprite",
    "phaser",
    "godot",
    "tiled",
    "rpg-maker",
    "gamemaker",
    "grid",
    "gif",
    "apng",
]
