"""What is known of the selected sprites."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sprite_studio.art.sprite import SIZE
from sprite_studio.studio.jobs.library.changes import Change
from sprite_studio.studio.jobs.library.sprites import SOURCES, KeptSprite
from sprite_studio.studio.jobs.recipes.recipe import to_parameters
from sprite_studio.studio.words.names import describe as describe_word
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import describe
from sprite_studio.ui.widgets.picture import Picture

SIDE = 5 * SIZE
"""Logical pixels of the picture."""


class Details(QWidget):
    """Signals: tagged(Change): the tags of the selected sprites are to be changed."""

    tagged = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._common: tuple[str, ...] = ()
        self._picture = Picture()
        self._picture.setFixedSize(SIDE, SIDE)
        self._name, self._told, self._recipe = PlainLabel(), PlainLabel(), PlainLabel()
        for label in (self._name, self._told, self._recipe):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self._told, self._recipe):
            label.setProperty("role", "quiet")
        self._tags = QLineEdit()
        self._tags.setPlaceholderText("Tags: forest, boss")
        describe(
            self._tags,
            "Tags",
            "Words of your own, with commas between; Enter gives them to all selected sprites (T)",
        )
        self._tags.returnPressed.connect(self._on_tags)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.addWidget(self._name)
        words.addWidget(self._told)
        words.addStretch()
        head.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addLayout(head)
        column.addWidget(self._tags)
        column.addWidget(self._recipe)

    def show_sprites(self, sprites: Sequence[KeptSprite], count: int) -> None:
        """Args: sprites: the first of those that are selected; count: how many there are."""
        self.setVisible(bool(sprites))
        if not sprites:
            return
        self._picture.show_pixels(sprites[0].sprite.images[0])
        if count == 1:
            self._show_one(sprites[0])
        else:
            self._show_many(sprites, count)
        alike = set.intersection(*(set(one.sprite.tags) for one in sprites))
        self._common = tuple(tag for tag in sprites[0].sprite.tags if tag in alike)
        if not self._tags.hasFocus() or not self._tags.isModified():
            self._tags.setText(", ".join(self._common))

    def edit_tags(self) -> None:
        """Let tags be written."""
        if not self.isHidden():
            self._tags.setFocus()
            self._tags.selectAll()

    def _show_one(self, one: KeptSprite) -> None:
        sprite = one.sprite
        self._name.setText(sprite.name)
        words = ", ".join(describe_word(word).name for word in sprite.words)
        when = datetime.fromtimestamp(one.kept / 1e6).strftime("%Y-%m-%d %H:%M")
        source = SOURCES[sprite.source]
        lines = [
            words,
            f"style {describe_word(sprite.style).name}" if sprite.style else "",
            f"{source} from {sprite.origin}" if sprite.origin else f"{source}, kept {when}",
            f"In {', '.join(one.sets)}" if one.sets else "",
            f"{len(sprite.frames)} frames" if len(sprite.frames) > 1 else "",
        ]
        self._told.setText("\n".join(filter(None, lines)))
        self._recipe.setText("" if sprite.recipe is None else to_parameters(sprite.recipe))
        self._recipe.setVisible(sprite.recipe is not None)

    def _show_many(self, sprites: Sequence[KeptSprite], count: int) -> None:
        self._name.setText(f"{count:,} sprites")
        words = Counter(word for one in sprites for word in one.sprite.words)
        told = ", ".join(describe_word(word).name for word, _ in words.most_common(8))
        self._told.setText(told)
        self._recipe.hide()

    def _on_tags(self) -> None:
        written = tuple(tag.strip() for tag in self._tags.text().split(",") if tag.strip())
        added = tuple(tag for tag in written if tag not in self._common)
        removed = tuple(tag for tag in self._common if tag not in written)
        self._tags.setModified(False)
        if added or removed:
            self.tagged.emit(Change(add_tags=added, remove_tags=removed))
