"""The words of the chosen model, wherever they can be chosen: sliders, styles, and the browser."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sprite_studio.studio.words.styles import SLOT
from sprite_studio.ui.create.context_mixer import ContextMixer
from sprite_studio.ui.create.word_browser import WordBrowser
from sprite_studio.ui.widgets.drawing.draw_controls import DrawControls
from sprite_studio.ui.work.word_pictures import WordPictures


class WordChoice(QObject):
    """Keeps them in step with each other, and opens the browser."""

    def __init__(
        self, mixer: ContextMixer, controls: DrawControls, pictures: WordPictures, page: QWidget
    ) -> None:
        super().__init__(page)
        self._mixer, self._controls, self._pictures, self._page = mixer, controls, pictures, page
        self._browser: WordBrowser | None = None
        mixer.browse_wanted.connect(self.browse)
        controls.style_box.show_pictures(pictures)
        controls.style_box.changed.connect(self.show_chosen)
        controls.model_changed.connect(self._show_known)

    def browse(self) -> None:
        """Open what the model knows, to choose from."""
        if self._browser is None:
            self._browser = WordBrowser(self._pictures, self._page)
            self._browser.chosen.connect(self._on_word)
        if self._controls.model is not None:
            self._browser.show_model(self._controls.model)
        self.show_chosen()
        self._browser.show()
        self._browser.raise_()
        self._browser.activateWindow()

    def close(self) -> None:
        """The browser, with its page."""
        if self._browser is not None:
            self._browser.close()

    def show_chosen(self) -> None:
        """What is drawn in, wherever the words can be chosen."""
        mix, box = self._mixer.mix(), self._controls.style_box
        box.show_mix(mix)
        if self._browser is not None:
            self._browser.mark({*mix, box.word})

    def _show_known(self) -> None:
        model = self._controls.model
        if model is None:
            return
        self._mixer.set_known_words(model.known)
        if self._browser is not None:
            self._browser.show_model(model)
        self.show_chosen()

    def _on_word(self, word: str) -> None:
        if word.startswith(SLOT):
            self._controls.style_box.choose(word)
        else:
            self._mixer.toggle(word)
