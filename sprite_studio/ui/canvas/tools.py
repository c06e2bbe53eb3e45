"""The tools: what each is called, its key, and what it does with the way of the pointer."""

from dataclasses import dataclass

from sprite_studio.art.paint import strokes
from sprite_studio.art.paint.strokes import Stroke


@dataclass(frozen=True)
class Tool:
    """Attributes:
    name, key, picture, tip: for people; the picture is a file of resources/icons.
    stroke: what it does, or None for the one that takes a colour.
    selects: whether it chooses pixels and paints none.
    adds: whether what it chooses is added to what was chosen before.
    """

    name: str
    key: str
    picture: str
    tip: str
    stroke: Stroke | None
    selects: bool = False
    adds: bool = False


PENCIL = Tool("Pencil", "P", "pencil", "Paint pixel by pixel", strokes.pencil)
ERASER = Tool("Eraser", "E", "eraser", "Paint clear pixels", strokes.eraser)
FILL = Tool("Fill", "F", "paint/fill", "All connected pixels of one colour", strokes.fill)
LINE = Tool("Line", "L", "paint/line", "From where you press to where you let go", strokes.straight)
RECTANGLE = Tool("Rectangle", "R", "paint/rectangle", "Its border", strokes.rectangle)
PICKER = Tool(
    "Colour picker", "C", "paint/picker", "Take a pixel's colour; the right button does, too", None
)
REPLACE = Tool(
    "Replace colour",
    "X",
    "paint/replace",
    "All pixels of the colour you click become the one you paint with",
    strokes.replace_colour,
)
MOVE = Tool("Move", "M", "paint/move", "What is selected, or all", strokes.move)
SELECT = Tool(
    "Select",
    "S",
    "paint/select",
    "A rectangle; Shift adds, the right button takes away",
    strokes.select_box,
    selects=True,
)
WAND = Tool(
    "Select a colour",
    "W",
    "paint/wand",
    "All connected pixels of one colour; Shift adds, the right button takes away",
    strokes.select_region,
    selects=True,
)
BRUSH = Tool(
    "Select by brush",
    "B",
    "paint/brush",
    "Three pixels wide; the right button takes away",
    strokes.select_path,
    selects=True,
    adds=True,
)
FINE_BRUSH = Tool(
    "Select pixels",
    "P",
    "paint/select-pixels",
    "One by one; the right button takes away",
    strokes.select_pixels,
    selects=True,
    adds=True,
)

PAINTING = (
    *(PENCIL, ERASER, FILL, REPLACE, LINE, RECTANGLE, PICKER, MOVE),
    *(SELECT, WAND, BRUSH),
)
MASKING = (BRUSH, FINE_BRUSH, SELECT, WAND)
