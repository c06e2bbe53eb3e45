"""Every action, built once; menus and shortcuts share it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from sprite_studio.studio.jobs.training.adapt import DEFAULT_MINUTES, LEAST_SPRITES

LEARN_STYLE = "Learn a style …"
"""As it is called wherever it can be begun; the dialog is called so, too."""

LEARN_STYLE_TIP = (
    f"From {LEAST_SPRITES} sprites or more of your own the model learns to draw others like them, "
    f"in {DEFAULT_MINUTES:g} minutes at most"
)


@dataclass(frozen=True)
class Actions:
    """Attributes are the actions, in the order of the menus; `pages` has one a page."""

    open: QAction
    replay: QAction
    bring_in: QAction
    export: QAction
    export_again: QAction
    add_to_menu: QAction
    quit: QAction
    generate: QAction
    cancel: QAction
    dice: QAction
    words: QAction
    learn_style: QAction
    undo: QAction
    redo: QAction
    pages: tuple[QAction, ...]
    full_screen: QAction
    shortcuts: QAction
    glossary: QAction
    open_log: QAction
    about: QAction


def build_actions(owner: QWidget, pages: Sequence[tuple[str, str]]) -> Actions:
    """Connect them to nothing yet; they are added to `owner`, so that shortcuts fire.

    Args: pages: the name of each, an & before its letter in the menu, and a tip.
    """

    def action(text: str, keys: tuple[str, ...], tip: str) -> QAction:
        made = QAction(text, owner)
        made.setShortcuts([QKeySequence(key) for key in keys])
        made.setToolTip(f"{tip} ({keys[0]})" if keys else tip)
        made.setStatusTip(tip)
        owner.addAction(made)
        return made

    return Actions(
        export=action(
            "&Export …", ("Ctrl+E",), "Save the sprites for a game engine, or as a sheet"
        ),
        export_again=action(
            "Export &again", ("Ctrl+Shift+E",), "In the same format and place as last time"
        ),
        open=action(
            "&Open a drawing …", ("Ctrl+O",), "Set every control as a saved picture was drawn"
        ),
        replay=action(
            "&Replay a drawing …", ("Ctrl+Shift+O",), "Draw a saved picture again, and compare"
        ),
        bring_in=action(
            "&Import sprites …", (), "Cut pictures of your own into sprites, on the Sprites page"
        ),
        add_to_menu=action(
            "Add to the applications &menu …", (), "So that Sprite Studio is started like any other"
        ),
        quit=action("&Quit", ("Ctrl+Q",), "Close the window"),
        generate=action("&Generate", ("Ctrl+Return", "Ctrl+Enter"), "Draw now"),
        cancel=action("&Cancel", ("Esc",), "Stop drawing within one step"),
        dice=action("&New seed", ("Ctrl+R",), "Draw with another seed"),
        words=action("&Words …", ("Ctrl+B",), "Browse all words of the model, with pictures"),
        learn_style=action(f"&{LEARN_STYLE}", ("Ctrl+L",), LEARN_STYLE_TIP),
        undo=action("&Undo", ("Ctrl+Z",), "Take back what was done last"),
        redo=action(
            "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Do again what was taken back (Ctrl+Shift+Z)"
        ),
        pages=tuple(
            action(name, (f"Ctrl+{number}",), tip) for number, (name, tip) in enumerate(pages, 1)
        ),
        full_screen=action("&Full screen", ("F11",), "Nothing but this window; again to go back"),
        shortcuts=action("&Shortcuts", ("F1",), "All keys"),
        glossary=action("&Glossary", ("Shift+F1",), "What λ, ᾱ, η and the other terms mean"),
        open_log=action("Open &log file", (), "Show what was written down"),
        about=action("&About Sprite Studio", (), "Version, models and credits"),
    )
