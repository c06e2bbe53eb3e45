"""What the Help menu shows: every key, every term, and whose work this is."""

from collections.abc import Iterable
from html import escape

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMessageBox, QWidget

import sprite_studio
from sprite_studio.studio.jobs.models import ModelSummary

TERMS = {
    "x₀": "a sprite without noise. The network's guess of it is what it believes at a step.",
    "xₜ": "the sprite at a step, with the noise that is still in it.",
    "ε": "the noise; the network's guess of it is what a step takes away.",
    "ᾱ": "alpha bar: how much of xₜ is sprite, from 0 (all noise) to 1 (none).",
    "λ": "the noise level: the logarithm of sprite to noise, ᾱ ÷ (1 - ᾱ). "
    "At -10 all is noise, at 0 as much sprite as noise, at 10 all is sprite.",
    "η": "eta: how much fresh noise DDIM adds after each step. 0 is none, 1 is as much as DDPM.",
    "Guidance": "how far the drawing is pushed towards its words; 1 is not at all, and every "
    "step then costs one call of the network instead of two.",
    "DDPM": "many small steps, each with fresh noise: the sampler of the course.",
    "DDIM": "the same without fresh noise, in fewer and larger steps.",
    "DPM-Solver++": "as DDIM, but it also looks at the step before, so that 10 steps are enough.",
    "Live student": "a network that learned from the large one to draw in 2 or 4 steps.",
}


def show_shortcuts(owner: QWidget, actions: Iterable[QAction]) -> None:
    """Every action that has a key."""
    rows = {
        action.shortcut().toString(): action.statusTip()
        for action in actions
        if not action.shortcut().isEmpty()
    }
    QMessageBox.information(owner, "Shortcuts", _table(rows))


def show_glossary(owner: QWidget) -> None:
    """The signs and names on the pages, in plain words."""
    QMessageBox.information(owner, "Glossary", _table(TERMS))


def show_about(owner: QWidget, models: Iterable[ModelSummary]) -> None:
    """Version, licence, and whose sprites the models have learned from."""
    credits_ = "".join(
        f"<p><b>{escape(model.name)}</b>, {model.megabytes:.1f} MB, trained for "
        f"{model.minutes:.0f} minutes on {escape(', '.join(model.credits)) or 'no packs'}</p>"
        for model in models
    )
    QMessageBox.about(
        owner,
        "About Sprite Studio",
        f"<h3>Sprite Studio {sprite_studio.__version__}</h3>"
        f"<p>Draws 16×16 sprites with a small diffusion network. MIT licence.</p>{credits_}",
    )


def _table(rows: dict[str, str]) -> str:
    cells = "".join(
        f"<tr><td style='padding-right:24px;padding-bottom:4px'><b>{name}</b></td>"
        f"<td>{text}</td></tr>"
        for name, text in rows.items()
    )
    return f"<table>{cells}</table>"
