"""What the Help menu tells: whose work this is."""

from collections.abc import Iterable
from html import escape

from PySide6.QtWidgets import QMessageBox, QWidget

import sprite_studio
from sprite_studio.studio.jobs.models import ModelSummary


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
