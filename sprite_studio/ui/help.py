"""What the Help menu shows: every term, and whose work this is."""

from collections.abc import Iterable
from html import escape

from PySide6.QtWidgets import QMessageBox, QWidget

import sprite_studio
from sprite_studio.studio.jobs.models import ModelSummary

TERMS = {
    "Best of": "more sprites are drawn than are shown, and the better ones kept.",
    "DDIM": "draws in tens of steps, without fresh noise: the same seed, nearly the same sprite.",
    "DDPM": "draws in hundreds of small steps, each with fresh noise: the sampler of the course.",
    "DPM-Solver++": "draws in about ten steps: each also looks at the step before.",
    "Eta, η": "how much fresh noise DDIM adds after each step: 0 is none, 1 is as much as DDPM.",
    "Guidance": "more keeps closer to the words, and the sprites more alike; 1 is none, and a step "
    "then asks the network once instead of twice.",
    "Kind": "what a sprite shows, such as bread: told by lot where the words leave it open.",
    "Live student": "draws while you drag, in 2 or 4 steps: a network that learned from the "
    "larger one.",
    "Lock": "the sprite stays when the others are drawn anew.",
    "Noise level, λ": "by which factors sprite and noise make up a picture: at -10 that of the "
    "sprite is nearly 0, at 0 both are equal, at 10 that of the noise is nearly 0. It is the "
    "logarithm of ᾱ ÷ (1 - ᾱ).",
    "Known": "how near what the network believes is to the sprite that comes of the run: 0 is the "
    "mean of all sprites, or nothing, 1 is that sprite; 0 throughout if what comes is no sprite.",
    "Measured noise": "the root mean square of xₜ - √ᾱ · x₀, with the x₀ that came of the run; the "
    "level promises √(1 - ᾱ). DDPM without its noise has far less than that, and so collapses.",
    "Network calls": "how often the network is asked about a sprite: once a step, and twice where "
    "guidance acts.",
    "Noise, ε": "what the network sees in xₜ that is no sprite: a step takes a share of it away.",
    "Null context": "no words and no style: the network is told nothing.",
    "Seed": "the number from which the noise is made: the same seed, words and settings draw the "
    "same sprite.",
    "Sprite, x₀": "the picture without noise; at a step, what the network believes it to be.",
    "xₜ": "the picture at a step, with the noise that is still in it.",
    "ᾱ": "alpha bar: a level's picture is xₜ = √ᾱ · x₀ + √(1 - ᾱ) · ε. It is the square of the "
    "sprite's factor, 0 at the noisy end, 1 at the clean one. It is no share of the variance: "
    "noise varies by 1, sprites by less.",
}
"""What each does for the picture first; the sign and the formula after it."""


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
